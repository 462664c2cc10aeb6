// What is given to the pool, an event, and who may claim what.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DMC } from '../demo/arithmetic.js';
import { AYES, DEAR, DEPOSIT, IN_CALLS, INCIDENT_DAYS, PRICE, RATES, SEED } from './world.js';
import {
  claims, dave, day, insurance, one, reach, refused, send, two, world,
} from './stage.js';

/// The day on which Two's site is struck, and on which One stops paying; that of the freeze.
export const INCIDENT = 3;
export const FROZEN = 5;

describe('the pool', () => {
  test('takes what anyone gives', async () => {
    for (const [name, asset, amount] of [['Bob', 'USDT', 300_000_007n], ['Charlie', 'DMC', 7n * DMC + 5n], ['Two', 'USDT', 1n], ['Dave', 'BTC', 100_003n]]) {
      const given = await send(name, insurance.contribute(IN_CALLS[asset], amount));
      const { who, amount: told } = given.event('mutualInsurance.Contributed');
      assert.deepEqual([who.toString(), told.toBigInt()], [world.who[name].address, amount]);
      world.book.move(name, 'insurance pool', asset, amount);
    }
    await refused('Bob', insurance.contribute('Native', 0n), 'ZeroAmount');
    await refused('Bob', insurance.contribute({ WithId: 99 }, 1n), 'AssetNotAllowed');
  });

  test('gives nothing back', async () => {
    assert.deepEqual(Object.keys(insurance).sort(), ['approveClaim', 'collect', 'concludeClaim', 'contribute', 'fileClaim']);
    const taken = world.tx.balances.forceTransfer(world.pool, world.who.Bob.address, 300n * DMC);
    await refused('Bob', taken, 'BadOrigin');
    await assert.rejects(world.council(taken), { name: 'BadOrigin' });
  });
});

describe('certificates', () => {
  test('are sold before an incident, on its day and after it', async () => {
    await reach(0);
    await world.buy('Eve', { Two: [0, 1], One: [0, 1], Dave: [0] });
    await reach(INCIDENT - 1);
    await send('Two', world.tx.hashrateMarket.reprice(two.id, [2], DEAR));
    await world.buy('Charlie', { Two: [2], One: [2] }, { Two: DEAR });
    await reach(INCIDENT);
    await world.buy('Ferdie', { Two: [3], One: [3] });
    for (const miner of ['Two', 'One', 'Dave']) await world.payUpTo(miner, day(INCIDENT - 2));
    await reach(INCIDENT + 1);
    await world.buy('Ferdie', { Two: [4] });
    const starts = ({ model }) => model.lots.flatMap(({ start, items }) => items.map(() => start - day(0)));
    assert.deepEqual([starts(two), starts(one), starts(dave)], [[1, 1, 3, 4, 5], [1, 1, 3, 4], [1]]);
  });

  test('earn until then, and one goes back to its miner', async () => {
    for (const miner of ['Two', 'One', 'Dave']) await world.payUpTo(miner, day(INCIDENT - 1));
    await send('Eve', world.tx.hashrateMarket.list(two.id, [1], PRICE, 5));
    await send('Two', world.tx.hashrateMarket.buy(two.id, [1], PRICE));
    world.resale('Two', { buyer: 'Two', items: [1], total: PRICE });
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
    await refused('Alice', riskEscrow.freezeForEvent(two.id, evidence), 'BadOrigin');
    await world.council(utility.batchAll([two, dave].map(({ id }) => riskEscrow.freezeForEvent(id, evidence))));
    for (const { id, model } of [two, dave]) {
      model.freeze();
      const { state: { frozen } } = await world.chain.rpc('dmex_series', id);
      assert.deepEqual([frozen.cause, frozen.since, frozen.cut], ['event', day(FROZEN), day(INCIDENT - 1)]);
    }
  });

  test('lets a holder claim, with a deposit', async () => {
    const before = world.kept('DMC');
    claims.quake = await world.file('Eve', 'Two', terms());
    assert.equal(world.kept('DMC'), before + DEPOSIT);
    const { status, referendum } = await world.chain.rpc('dmex_claim', claims.quake.id);
    assert.equal(status, 'voting');
    assert.deepEqual([referendum.outcome, referendum.tally], ['ongoing', { ayes: '0', nays: String(SEED), turnout: String(SEED) }]);
  });

  test('lets nobody else claim, and nothing else', async () => {
    const no = (error, by, changes, miner = 'Two') => refused(by, world.fileCall(miner, terms(changes)), error);
    await no('IsMiner', 'Two');
    await no('NotHolder', 'Bob');
    await no('NotHolder', 'Charlie', {}, 'Dave');
    await no('UnknownSeries', 'Eve', {}, 'Kim');
    await no('NotFrozen', 'Eve', {}, 'One');
    await no('WrongIncidentDay', 'Eve', { day: day(FROZEN) + 1 });
    await no('WrongIncidentDay', 'Eve', { day: day(FROZEN) - INCIDENT_DAYS - 1 });
    await no('ZeroAmount', 'Eve', { asked: 0n });
    // The pool takes FIL, and pays nothing in it for certificates that are paid in USDT and earn BTC.
    await no('AssetNotAllowed', 'Eve', { inCalls: { WithId: 10 } });
    await no('InvalidText', 'Eve', { cause: '' });
    for (const wrong of [{ unitDay: 0n }, { payment: 0n }, { dmc: 0n }, { dmc: RATES.DMC.dmc + 1n }]) {
      await no('WrongRates', 'Eve', { rates: { ...RATES.DMC, ...wrong } });
    }
    await no('WrongRates', 'Eve', { asset: 'USDT', rates: { ...RATES.USDT, payment: RATES.USDT.payment - 1n } });
  });

  test('is put to the vote for each claim, against a public seed', async () => {
    claims.unheard = await world.file('Charlie', 'Two', terms({ asked: 5n * DMC }));
    claims.lights = await world.file('Eve', 'Dave', terms({ asked: 44n * DMC }));
    await world.vote('Alice', [claims.quake, claims.lights]);
    await world.vote('Bob', [claims.quake], { aye: false, balance: 5_000n * DMC });
    const { tally } = (await world.chain.rpc('dmex_claim', claims.quake.id)).referendum;
    const nays = SEED + 5_000n * DMC;
    assert.deepEqual(tally, { ayes: String(AYES), nays: String(nays), turnout: String(AYES + nays) });
  });

  test('is decided by nobody before the vote is over', async () => {
    const { id } = claims.quake;
    await refused('Eve', insurance.concludeClaim(id), 'StillVoting');
    await refused('Eve', insurance.collect(id, [0]), 'NotAwarded');
    await refused('Alice', insurance.approveClaim(id), 'BadOrigin');
    await assert.rejects(world.council(insurance.approveClaim(id)), { name: 'BadOrigin' });
    await refused('Eve', insurance.concludeClaim(99), 'UnknownClaim');
  });
});
