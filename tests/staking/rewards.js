// What stakes earn: by days, units and the weights of networks, and no more than the budget has.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DMC } from '../lib/arithmetic.js';
import { DAILY_EMISSION } from '../lib/genesis.js';
import {
  BTC, calls, certificate, claim, dave, fund, one, reach, rules, stake, two, unstake, world,
} from './stage.js';

const nextDay = async () => reach(await world.today() + 1);
const within = (value, exact) => assert.ok(value - exact < 3n && exact - value < 3n, `${value} of ${exact}`);

describe('a day', () => {
  test('gives nothing to what was staked in it, and all to what was before', async () => {
    await nextDay();
    assert.deepEqual(rules.emitted, []);
    await stake('Eve', dave, [0]);
    await nextDay();
    assert.equal(rules.emitted.length, 1);
    // Ten, ten and ten units of Two's, and seven of One's: Dave's three joined later.
    for (const [miner, item, units] of [[two, 0, 10n], [two, 3, 10n], [one, 0, 7n]]) {
      within(rules.of(miner.series, item).reward, (DAILY_EMISSION * units) / 37n);
    }
    assert.equal(rules.of(dave.series, 0).reward, 0n);
    const told = (await world.eventsOf(await world.chain.number())).concat((await world.chain.eventsSince(await world.chain.number() - 9)));
    const emitted = told.find(({ name }) => name === 'certificateStaking.DayEmitted');
    const [{ day, amount }] = rules.emitted;
    assert.deepEqual([emitted.data.day.toNumber(), emitted.data.amount.toBigInt()], [day, amount]);
  });

  test('is divided among networks by weight and units', async () => {
    const before = rules.of(two.series, 0).reward;
    await nextDay();
    // Three units of FIL count a hundred each, and 37 of BTC ten.
    within(rules.of(dave.series, 0).reward, (DAILY_EMISSION * 300n) / 670n);
    within(rules.of(two.series, 0).reward - before, (DAILY_EMISSION * 100n) / 670n);
  });

  test('pays whoever staked, by whoever asks', async () => {
    const [first] = await claim('Bob', two, [0]);
    assert.ok(first > 0n);
    assert.deepEqual(await claim('Bob', two, [0]), [0n], 'once');
    const rewards = await unstake('Charlie', two, [3]);
    assert.deepEqual(rewards, [first], 'both had the same days');
    assert.equal((await certificate(two, 3)).lock, null);
  });

  test('has other weights once the council sets them', async () => {
    const set = await world.council(calls.setNetworkWeight(BTC, 1));
    const { network, weight } = set.event('certificateStaking.NetworkWeightSet');
    assert.deepEqual([network.toNumber(), weight.toNumber()], [BTC, 1]);
    rules.weights[BTC] = 1n;
    const before = rules.of(dave.series, 0).reward;
    const { budget } = rules;
    assert.ok(budget > 0n && budget < DAILY_EMISSION, String(budget));
    await nextDay();
    // It is the last of the budget: less than a day should give. Charlie's ten units are gone.
    within(rules.of(dave.series, 0).reward - before, (budget * 300n) / 327n);
  });
});

describe('a budget that has run dry', () => {
  test('emits nothing but what rounding left, and rewards of before are paid', async () => {
    const days = rules.emitted.length;
    assert.ok(rules.budget < 10n, String(rules.budget));
    await nextDay();
    await nextDay();
    const since = rules.emitted.slice(days);
    assert.ok(since.every(({ amount }) => amount < 10n), since.map(({ amount }) => amount).join());
    const [reward] = await claim('Eve', dave, [0]);
    assert.ok(reward > DAILY_EMISSION / 3n);
  });

  test('goes on when it is filled again', async () => {
    await fund('Charlie', 100_000n * DMC);
    const before = rules.of(one.series, 0).reward;
    await nextDay();
    within(rules.of(one.series, 0).reward - before, (DAILY_EMISSION * 7n) / 327n);
  });
});
