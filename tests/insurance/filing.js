// Gifts to the pool, an event, and who may claim what.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DMC, FIXED, USDT } from '../lib/arithmetic.js';
import { post } from '../lib/chain.js';
import { CLAIM_DEPOSIT, IN_CALLS, INCIDENT_DAYS, PALLETS, POOL, VOTE_SEED } from '../lib/genesis.js';
import { AYES, EXPECTED } from '../lib/world.js';
import { DEAR, PRICE, RATES } from './world.js';
import {
  claims, dave, day, insurance, one, reach, refused, send, two, world,
} from './stage.js';

/// The day on which Two's site is struck, and on which One stops paying; that of the freeze.
export const INCIDENT = 3;
export const FROZEN = 5;

describe('the pool', () => {
  test('accepts gifts from anyone', async () => {
    for (const [name, asset, amount] of [['Bob', 'USDT', 300_000_007n], ['Charlie', 'DMC', 7n * DMC + 5n], ['Two', 'USDT', 1n], ['Dave', 'BTC', 100_003n]]) {
      const given = await send(name, insurance.contribute(IN_CALLS[asset], amount));
      const { who, amount: told } = given.event('mutualInsurance.Contributed');
      assert.deepEqual([who.toString(), told.toBigInt()], [world.who[name].address, amount]);
      world.book.move(name, POOL, asset, amount);
    }
    await refused('Bob', insurance.contribute('Native', 0n), 'ZeroAmount');
    await refused('Bob', insurance.contribute({ WithId: 99 }, 1n), 'AssetNotAllowed');
  });

  test('gives nothing back', async () => {
    assert.deepEqual(Object.keys(insurance).sort(), ['approveClaim', 'collectAward', 'concludeClaim', 'contribute', 'fileClaim']);
    const transfer = world.tx.balances.forceTransfer(PALLETS[POOL], world.who.Bob.address, 300n * DMC);
    await refused('Bob', transfer, 'BadOrigin');
    await assert.rejects(world.council(transfer), { name: 'BadOrigin' });
  });
});

describe('certificates', () => {
  test('are sold before an incident, on its day and after it', async () => {
    await reach(0);
    await world.buy('Eve', { Two: [0, 1], One: [0, 1], Dave: [0] });
    await reach(INCIDENT - 1);
    await send('Two', world.tx.hashrateMarket.reprice(two.series, [2], DEAR));
    await world.buy('Charlie', { Two: [2], One: [2] }, { Two: DEAR });
    await reach(INCIDENT);
    await world.buy('Ferdie', { Two: [3], One: [3] });
    for (const miner of [two, one, dave]) await world.pay(miner, { last: day(INCIDENT - 2) });
    await reach(INCIDENT + 1);
    await world.buy('Ferdie', { Two: [4] });
    const starts = ({ model }) => model.lots.flatMap(({ start, items }) => items.map(() => start - day(0)));
    assert.deepEqual([starts(two), starts(one), starts(dave)], [[1, 1, 3, 4, 5], [1, 1, 3, 4], [1]]);
  });

  test('earn until then, and one goes back to its miner', async () => {
    for (const miner of [two, one, dave]) await world.pay(miner, { last: day(INCIDENT - 1) });
    await send('Eve', world.tx.hashrateMarket.list(two.series, [1], PRICE, 5));
    await send('Two', world.tx.hashrateMarket.buy(two.series, [1], PRICE, 0));
    world.resale(two, { buyer: 'Two', items: [1], total: PRICE });
    assert.equal(await world.today(), day(INCIDENT + 1));
  });

  test('of a series that performs have no claim', async () => {
    await refused('Eve', world.fileCall('Two', { day: day(INCIDENT), asset: 'DMC', asked: 1n }), 'NotFrozen');
    await assert.rejects(world.council(world.fileCall('Two', { day: day(INCIDENT), asset: 'DMC', asked: 1n })), { name: 'mutualInsurance.NotFrozen' });
  });
});

describe('an event', () => {
  const evidence = { hash: `0x${'4d'.repeat(32)}`, uri: 'https://seismology.example/7' };
  const terms = (changes = {}) => ({ day: day(INCIDENT), asset: 'DMC', asked: 1_000n * DMC, ...changes });

  test('is declared by four of the council', async () => {
    await reach(FROZEN);
    const { riskEscrow, utility } = world.tx;
    await refused('Alice', riskEscrow.freezeForEvent(two.series, evidence), 'BadOrigin');
    await world.council(utility.batchAll([two, dave].map(({ series }) => riskEscrow.freezeForEvent(series, evidence))));
    for (const { series, model } of [two, dave]) {
      model.freeze();
      const { state: { frozen } } = await world.chain.rpc('dmex_series', series);
      assert.deepEqual([frozen.cause, frozen.since, frozen.cutoff], ['event', day(FROZEN), day(INCIDENT - 1)]);
    }
  });

  test('lets a holder claim, with a deposit', async () => {
    const before = world.reserved('DMC');
    claims.quake = await world.file('Eve', 'Two', terms());
    assert.equal(world.reserved('DMC'), before + CLAIM_DEPOSIT);
    const { status, referendum } = await world.chain.rpc('dmex_claim', claims.quake.id);
    assert.equal(status, 'voting');
    assert.deepEqual([referendum.outcome, referendum.tally], ['ongoing', { ayes: '0', nays: String(VOTE_SEED), turnout: String(VOTE_SEED) }]);
  });

  test('lets nobody else claim, and nothing else', async () => {
    const no = (error, by, changes, miner = 'Two') => refused(by, world.fileCall(miner, terms(changes)), error);
    await no('IsMiner', 'Two');
    await no('NotHolder', 'Bob');
    await no('NotHolder', 'Charlie', {}, 'Dave');
    await no('UnknownSeries', 'Eve', {}, 'Kim');
    await no('NotFrozen', 'Eve', {}, 'One');
    await no('InvalidIncidentDay', 'Eve', { day: day(FROZEN) + 1 });
    await no('InvalidIncidentDay', 'Eve', { day: day(FROZEN) - INCIDENT_DAYS - 1 });
    await no('ZeroAmount', 'Eve', { asked: 0n });
    // The pool accepts FIL, and pays nothing in it for certificates that are paid in USDT and earn BTC.
    await no('AssetNotAllowed', 'Eve', { inCalls: { WithId: 10 } });
    for (const cause of ['', 'fl\u202eood', 'flood\n']) await no('InvalidText', 'Eve', { cause });
    for (const uri of ['', 'quake.pdf', 'javascript://quake']) await no('InvalidUri', 'Eve', { evidence: { hash: evidence.hash, uri } });
    for (const wrong of [{ unitDay: 0n }, { payment: 0n }, { dmc: 0n }, { dmc: RATES.DMC.dmc + 1n }]) {
      await no('InvalidRates', 'Eve', { rates: { ...RATES.DMC, ...wrong } });
    }
    await no('InvalidRates', 'Eve', { asset: 'USDT', rates: { ...RATES.USDT, payment: RATES.USDT.payment - 1n } });
    // Three times what was paid for a unit and day are 1.9 USDT, and three times the average less than a hundred satoshi.
    await no('ValueAboveDeposits', 'Eve', { asset: 'USDT', rates: { ...RATES.USDT, unitDay: 2n * USDT * FIXED } });
    await no('ValueAboveAverage', 'Eve', { asset: 'BTC', rates: { ...RATES.BTC, unitDay: (3n * EXPECTED) + 1n } });
  });

  test('is put to the vote for each claim, against a public seed', async () => {
    claims.unheard = await world.file('Charlie', 'Two', terms({ asked: 5n * DMC }));
    claims.lights = await world.file('Eve', 'Dave', terms({ asked: 44n * DMC }));
    await world.voteOn('Alice', [claims.quake, claims.lights]);
    await world.voteOn('Bob', [claims.quake], { aye: false, balance: 5_000n * DMC });
    const { tally } = (await world.chain.rpc('dmex_claim', claims.quake.id)).referendum;
    const nays = VOTE_SEED + 5_000n * DMC;
    assert.deepEqual(tally, { ayes: String(AYES), nays: String(nays), turnout: String(AYES + nays) });
  });

  test('is told as it was at a block of the past', async () => {
    const { block } = claims.quake;
    const { error } = await post(world.node.http, 'dmex_claim', [claims.lights.id, block]);
    assert.equal(error.code, 1, 'it was filed later');
    assert.deepEqual((await world.chain.rpc('dmex_claims', null, 10, block)).claims.map(({ claim }) => claim), [claims.quake.id]);
    assert.equal((await world.chain.rpc('dmex_insurance', block)).rules.takenPlaces, 1);
  });

  test('is decided by nobody before the vote is over', async () => {
    const { id } = claims.quake;
    await refused('Eve', insurance.concludeClaim(id), 'StillVoting');
    await refused('Eve', insurance.collectAward(id, [0]), 'NotAwarded');
    await refused('Alice', insurance.approveClaim(id), 'BadOrigin');
    await assert.rejects(world.council(insurance.approveClaim(id)), { name: 'BadOrigin' });
    await refused('Eve', insurance.concludeClaim(99), 'UnknownClaim');
  });
});
