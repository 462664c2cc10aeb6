// Who stakes what, and who may not.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DMC } from '../lib/arithmetic.js';
import { nameOfError } from '../lib/chain.js';
import { DAILY_EMISSION, PALLETS } from '../lib/genesis.js';
import {
  allRefused, BTC, calls, certificate, claim, dave, day, FIL, fund, one, reach, refused, rules, send, stake, two, world,
} from './stage.js';

describe('the budget of staking', () => {
  test('is empty until somebody fills it', async () => {
    assert.equal(rules.budget, 0n);
    await allRefused([['ZeroAmount', 'Bob', calls.fundBudget(0n)]]);
    await fund('Bob', (2n * DAILY_EMISSION) + 7n);
    assert.equal((await world.chain.rpc('dmex_staking')).emission, String(DAILY_EMISSION));
  });

  test('takes in what is transferred to its account, on the next day', async () => {
    const gift = 1_234n * DMC + 1n;
    await send('Alice', world.tx.balances.transferKeepAlive(PALLETS.staking, gift));
    world.book.move('Alice', 'staking', 'DMC', gift);
    world.gifts += gift;
    await world.check('before the next day');
    const { budget } = rules;
    await reach(await world.today() + 1);
    assert.deepEqual([rules.budget, rules.emitted], [budget + gift, []]);
    const taken = (await world.eventsOf(await world.chain.number())).find(({ name }) => name === 'certificateStaking.BudgetTakenIn');
    assert.equal(taken.data.amount.toBigInt(), gift);
  });
});

describe('certificates', () => {
  test('are staked by their holders alone, when they are sold and have no lock', async () => {
    const { hashrateMarket } = world.tx;
    await reach(await world.today() + 1);
    await world.buy('Eve', { Two: [0, 1, 2], One: [0], Dave: [0] });
    await world.buy('Charlie', { Two: [3] });
    await send('Two', world.tx.hashrateMarket.delist(two.series, [4]));
    await send('Eve', world.tx.uniques.transfer(two.series, 2, world.who.Two.address));
    two.model.hand([2], 'Two');
    await send('Eve', hashrateMarket.list(two.series, [1], 1_000_000n, 5));
    await allRefused([
      ['NoItems', 'Eve', calls.stake(two.series, [])],
      ['UnknownSeries', 'Eve', calls.stake(99, [0])],
      ['UnknownCertificate', 'Eve', calls.stake(two.series, [0, 99])],
      ['NotSold', 'Two', calls.stake(two.series, [4])],
      ['NotOwner', 'Eve', calls.stake(two.series, [0, 3])],
      ['OwnCertificate', 'Two', calls.stake(two.series, [2])],
      ['hashrateNft.CertificateListed', 'Eve', calls.stake(two.series, [0, 1])],
      ['hashrateNft.CertificateStaked', 'Eve', calls.stake(two.series, [0, 0])],
      ['UnknownStake', 'Eve', calls.unstake(two.series, [0])],
      ['NoItems', 'Eve', calls.unstake(two.series, [])],
      ['NoItems', 'Eve', calls.claimRewards(two.series, [])],
    ]);
    await send('Eve', hashrateMarket.delist(two.series, [1]));
  });

  test('are locked, and earn from the next day on', async () => {
    await stake('Eve', two, [0, 1]);
    await stake('Charlie', two, [3]);
    await stake('Eve', one, [0]);
    const { certificateLending, hashrateMarket, uniques } = world.tx;
    await allRefused([
      ['NotStaker', 'Charlie', calls.unstake(two.series, [0])],
      ['hashrateNft.CertificateStaked', 'Eve', calls.stake(two.series, [0])],
      ['hashrateMarket.CertificateStaked', 'Eve', hashrateMarket.list(two.series, [0], 1_000_000n, 5)],
      ['hashrateNft.CertificateStaked', 'Eve', certificateLending.requestLoan(two.series, 0, { WithId: 1 }, 1n, 0n, await world.today() + 1, false)],
      ['uniques.Locked', 'Eve', uniques.transfer(two.series, 0, world.who.Bob.address)],
    ]);
    assert.deepEqual(await claim('Bob', two, [0, 1, 3]), [0n, 0n, 0n]);
    const { stakes, cursor } = await world.chain.rpc('dmex_portfolio', world.who.Eve.address, null, 100);
    assert.equal(cursor, null);
    const { end } = rules.of(one.series, 0);
    assert.deepEqual(stakes.find(({ series }) => series === one.series), {
      series: one.series, item: 0, staker: world.who.Eve.address, units: 7, since: await world.today() + 1, end, reward: '0', claimed: '0', paused: false,
    });
    assert.equal(stakes.length, 3);
  });
});

describe('rewards', () => {
  test('are claimed one by one: what is not staked stops nobody', async () => {
    const claimed = await send('Bob', calls.claimRewards(two.series, [99, 0]));
    const failed = claimed.events.filter(({ name }) => name === 'certificateStaking.RewardClaimFailed').map(({ data }) => data);
    assert.deepEqual(failed.map(({ item, error }) => [item.toNumber(), nameOfError(world.chain.api, error)]), [[99, 'certificateStaking.UnknownStake']]);
  });

  test('have weights that the council sets alone, for networks that can be', async () => {
    await refused('Alice', calls.setNetworkWeight(BTC, 5), 'BadOrigin');
    await assert.rejects(world.council(calls.setNetworkWeight(16, 5)), { name: 'certificateStaking.UnknownNetwork' });
    assert.deepEqual((await certificate(dave, 0)).stake, null);
    assert.deepEqual(rules.weights.map(Number), [100, 10, 1]);
    assert.ok(day(0) < await world.today() && FIL !== BTC);
  });
});
