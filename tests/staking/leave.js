// Series that are frozen, and stakes that leave by themselves.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  allRefused, calls, certificate, claim, dave, one, reach, rules, send, stake, two, unstake, world,
} from './stage.js';

const EVIDENCE = { hash: `0x${'4d'.repeat(32)}`, uri: 'https://one.example/flood' };
const nextDay = async () => reach(await world.today() + 1);
const rewardOf = ({ series }, item) => rules.of(series, item).reward;

describe('a series that is frozen', () => {
  test('earns nothing from the first touch on', async () => {
    await world.buy('Charlie', { One: [1] });
    await nextDay();
    await world.council(world.tx.riskEscrow.freezeForEvent(one.series, EVIDENCE));
    one.model.freeze();
    await allRefused([['SeriesFrozen', 'Charlie', calls.stake(one.series, [1])]]);
    assert.equal((await certificate(one, 0)).stake.paused, false);
    const before = rewardOf(one, 0);
    const [reward] = await claim('Bob', one, [0]);
    assert.equal(reward, before);
    assert.equal((await certificate(one, 0)).stake.paused, true);
    const others = rewardOf(two, 0);
    await nextDay();
    await nextDay();
    assert.equal(rewardOf(one, 0), 0n);
    assert.ok(rewardOf(two, 0) > others);
  });

  test('earns again from the day after the freeze was seen to be over', async () => {
    await world.council(world.tx.riskEscrow.endEvent(one.series));
    await world.resume(one);
    world.payOut(one);
    await nextDay();
    assert.equal(rewardOf(one, 0), 0n);
    assert.equal((await certificate(one, 0)).stake.paused, false);
    await nextDay();
    assert.equal(rewardOf(one, 0), 0n, 'the day on which it was seen');
    await nextDay();
    assert.ok(rewardOf(one, 0) > 0n);
    await stake('Charlie', one, [1]);
  });

  test('is paused by the daily visit too, and what is staked may leave', async () => {
    await nextDay();
    await world.council(world.tx.riskEscrow.freezeForEvent(one.series, EVIDENCE));
    one.model.freeze();
    await nextDay();
    assert.equal((await certificate(one, 1)).stake.paused, true);
    const [reward] = await unstake('Charlie', one, [1]);
    assert.ok(reward > 0n, 'the day before it');
    await world.council(world.tx.riskEscrow.endEvent(one.series));
    await world.resume(one);
    world.payOut(one);
  });
});

describe('a certificate that ends', () => {
  test('leaves by itself, with the reward of its last day', async () => {
    const { end } = rules.of(two.series, 0);
    const nonce = async () => (await world.chain.api.query.system.account(world.who.Eve.address)).nonce.toNumber();
    const before = await nonce();
    await reach(end);
    await world.check('on the last day');
    assert.equal((await certificate(two, 0)).lock, 'staked');
    await world.reach(end + 1);
    const expected = [[two, 0], [two, 1], [one, 0], [dave, 0]].map(([{ series }, item]) => {
      const each = rules.of(series, item);
      return each.end === end ? [series, item] : null;
    }).filter(Boolean);
    const started = await world.chain.number();
    await world.sync();
    await world.pass(1);
    const left = (await world.chain.eventsSince(started - 2)).filter(({ name }) => name === 'certificateStaking.Unstaked');
    assert.deepEqual(left.map(({ phase, data }) => [phase, data.series.toNumber(), data.item.toNumber()]).sort((a, b) => a[1] - b[1] || a[2] - b[2]), expected
      .sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((each) => ['Finalization', ...each]));
    for (const { data } of left) {
      const mine = rules.stakes.find(({ series, item }) => series === data.series.toNumber() && item === data.item.toNumber());
      assert.deepEqual([data.reward.toBigInt(), data.staker.toString()], [mine.lastReward, world.who.Eve.address]);
    }
    assert.equal(await nonce(), before);
  });

  test('is staked by nobody again', async () => {
    await allRefused([['HasEnded', 'Charlie', calls.stake(two.series, [3])]]);
    await nextDay();
    await nextDay();
    assert.deepEqual(rules.live, []);
  });

  test('leaves the account with its budget, and nothing is owed', async () => {
    assert.equal(rules.owed, 0n);
    const { certificateStaking } = world.chain.api.query;
    for (const map of [certificateStaking.stakes, certificateStaking.seriesStakes, certificateStaking.stakesOf]) assert.equal((await map.keys()).length, 0);
    const deposit = world.chain.api.consts.balances.existentialDeposit.toBigInt();
    assert.equal(world.book.get('staking', 'DMC'), deposit + rules.budget);
    assert.equal((await send('Bob', calls.claimRewards(two.series, [0]))).event('certificateStaking.RewardClaimFailed').item.toNumber(), 0);
  });
});
