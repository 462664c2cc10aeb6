// What market averages decide: one that was wrong is struck out, and a network whose income ends.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ceilDiv, decimal, FIXED } from '../lib/arithmetic.js';
import { NETWORK, VOTE_SEED, VOTING_DAYS } from '../lib/genesis.js';
import { AYES } from '../lib/world.js';
import { alice, EXPECTED, PRICE, record, refused, send, told, world } from './stage.js';

const OPERATORS = ['Alice', 'Bob', 'Charlie', 'Dave'];
const SOLD = [0, 1];
const UNSOLD = 2;

/// The next day begins, and the four operators feed what a unit earned on the one that has just closed.
async function feedNextDay(value) {
  await world.reach(await world.today() + 1);
  const day = await world.today() - 1;
  await Promise.all(OPERATORS.map((name) => send(name, world.tx.oracle.feedValues([[NETWORK, { day, value }]]))));
  const average = await world.chain.rpc('dmex_marketAverage', NETWORK, day);
  if (average.state === 'known') world.averages.set(day, value);
  return { day, ...average };
}

const today = () => world.today();
/// The miner pays yesterday: what is expected, or some of it.
const payYesterday = async (percent) => world.pay(alice, { last: await today() - 1, percent });
const payNothing = async () => {
  await world.distribute(alice, [0n]);
  world.payOut(alice);
};
/// What clients are told of the days by which the miner is assessed.
async function compareConduct() {
  const { model } = alice;
  const { days, paid, expected, ratios } = model.window(model.last);
  const { settledThrough, daysUnderpaid, underpaidStreak, window, breach } = await told(alice);
  assert.deepEqual([settledThrough, daysUnderpaid, underpaidStreak, window, breach], [
    model.last, model.underpaidDays, model.underpaidStreak,
    { days, paid: String(paid), expected: String(expected), ratios: decimal(ratios), late: 0 }, null,
  ]);
}

describe('an average that was wrong', () => {
  let wrong;

  test('follows days that were paid in full, each with at most ten times what is expected', async () => {
    const { hashrateMarket, riskEscrow } = world.tx;
    await world.reach(await today() + 1);
    await send('Alice', hashrateMarket.list(alice.series, [...SOLD, UNSOLD], PRICE, 30));
    await send('Eve', hashrateMarket.buy(alice.series, SOLD, PRICE * 2n, 0));
    await world.firstSale(alice, { buyer: 'Eve', items: SOLD, total: PRICE * 2n });
    await world.reach(await today() + 1);
    const { day, state, value } = await feedNextDay(EXPECTED);
    assert.deepEqual([day, state, value], [alice.model.lots[0].start, 'known', decimal(EXPECTED)]);
    const most = 10n * ceilDiv(EXPECTED * alice.model.unitsOn(day), FIXED);
    await refused('Alice', riskEscrow.distribute(alice.series, day, [most + 1n]), 'riskEscrow.PaidTooMuch');
    await payYesterday();
    assert.equal(alice.model.days.get(day).fraction, FIXED);
    await compareConduct();
  });

  test('withholds from a miner that paid the truth', async () => {
    const { day, state } = await feedNextDay((EXPECTED * 19n) / 10n);
    assert.equal(state, 'known', 'it is less than twice the one before');
    await payYesterday();
    const { fraction, underpaid } = alice.model.days.get(day);
    assert.ok(fraction < (FIXED * 6n) / 10n && underpaid);
    await compareConduct();
    wrong = day;
  });

  test('is struck out by the council, and then anyone has the rest released', async () => {
    const { governance, riskEscrow } = world.tx;
    await refused('Bob', governance.strikeAverage(NETWORK, wrong), 'BadOrigin');
    await refused('Bob', riskEscrow.applyStrike(alice.series, wrong), 'riskEscrow.NotStruck');
    await world.council(governance.strikeAverage(NETWORK, wrong));
    assert.deepEqual(await world.chain.rpc('dmex_marketAverage', NETWORK, wrong), { state: 'struck', value: null, disputed: null });
    world.averages.delete(wrong);
    const applied = (await send('Bob', riskEscrow.applyStrike(alice.series, wrong))).event('riskEscrow.StrikeApplied');
    const { fraction, released, pool } = world.strike(alice, wrong);
    assert.deepEqual([applied.fraction.toBigInt(), applied.released.toBigInt(), applied.poolShare.toBigInt()], [fraction, released, pool]);
    assert.equal(alice.model.days.get(wrong).fraction + fraction, FIXED);
    await refused('Bob', riskEscrow.applyStrike(alice.series, wrong), 'riskEscrow.AlreadyStruck');
    await compareConduct();
    await world.compare(alice, alice.model.lots[0]);
  });

  test('is forgotten: the next one is compared with the one before it', async () => {
    const { day, state } = await feedNextDay(EXPECTED);
    assert.equal(state, 'known');
    await payYesterday(90n);
    assert.equal(alice.model.days.get(day).fraction, FIXED);
    await compareConduct();
  });
});

describe('a network whose income ends', () => {
  const report = () => world.tx.riskEscrow.reportIncomeEnded(alice.series);

  test('is closed by the council: nothing is sold for the first time any more, and holders may leave', async () => {
    const { hashrateMarket, hashrateNft, minerRegistry } = world.tx;
    await refused('Alice', minerRegistry.closeNetwork(NETWORK), 'BadOrigin');
    await world.council(minerRegistry.closeNetwork(NETWORK));
    const { networks } = await world.chain.rpc('dmex_protocol');
    assert.deepEqual(networks.map(({ closed }) => closed), [false, true, false]);
    await refused('Bob', hashrateMarket.buy(alice.series, [UNSOLD], PRICE, 0), 'riskEscrow.NetworkClosed');
    await refused('Alice', hashrateNft.mint(alice.series, 1), 'minerRegistry.NetworkClosed');
    await send('Eve', hashrateMarket.list(alice.series, [SOLD[1]], PRICE / 2n, 5));
    await send('Charlie', hashrateMarket.buy(alice.series, [SOLD[1]], PRICE / 2n, 0));
    world.resale(alice, { buyer: 'Charlie', items: [SOLD[1]], total: PRICE / 2n });
  });

  test('has averages of zero once a second one confirms the first, which cost a miner nothing but the release', async () => {
    const first = await feedNextDay(0n);
    assert.deepEqual([first.state, first.disputed], ['disputed', '0']);
    await refused('Bob', report(), 'riskEscrow.IncomeNotEnded');
    // Its average may still be confirmed, until tomorrow.
    const second = await feedNextDay(0n);
    assert.deepEqual([second.state, second.value], ['known', '0']);
    await payNothing();
    await payNothing();
    for (const { day } of [first, second]) assert.deepEqual([alice.model.days.get(day).fraction, alice.model.days.get(day).assessed], [0n, false]);
    await compareConduct();
  });

  test('freezes its series when anyone reports seven of them, and a vote opens', async () => {
    for (let days = 2; days <= 7; days += 1) {
      await refused('Bob', report(), 'riskEscrow.IncomeNotEnded');
      await feedNextDay(0n);
      await payNothing();
    }
    const { reporter, days, referendum } = (await send('Bob', report())).event('riskEscrow.IncomeEnded');
    assert.deepEqual([reporter.toString(), days.toNumber()], [world.who.Bob.address, 7]);
    alice.model.freeze();
    const { state: { frozen } } = await told(alice);
    assert.deepEqual([frozen.cause, frozen.referendum.tally], ['event', { ayes: '0', nays: String(VOTE_SEED), turnout: String(VOTE_SEED) }]);
    await world.vote('Alice', [referendum.toNumber()], { balance: AYES });
  });

  test('returns what is unreleased to the holders, and slashes nothing', async () => {
    await world.reach(await today() + VOTING_DAYS + 1);
    assert.deepEqual(world.terminateForEvent(alice), { released: 0n, pool: 0n, miner: 0n });
    const { state: { terminated } } = await told(alice);
    assert.deepEqual([terminated.cause, terminated.slash, terminated.certificates], ['event', '0', 2]);
    const paid = world.payOut(alice);
    const rest = alice.model.lots.map((lot) => lot.returned);
    assert.deepEqual(paid.map(({ lot, slash }) => [lot.buyer, slash]), [['Eve', 0n], ['Charlie', 0n]]);
    // Seventeen of twenty days released nothing.
    assert.ok(rest.every((each) => each > (PRICE * 16n) / 20n), String(rest));
    const { breaches, slashes, defaulted, daysLate } = await record(alice);
    assert.deepEqual([breaches, slashes, defaulted, daysLate], [0, 0, false, 0]);
  });
});
