// The votes on claims, what is set aside, and a series that goes on.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DMC, FIXED } from '../demo/arithmetic.js';
import { DEPOSIT, RATES } from './world.js';
import { FROZEN, INCIDENT } from './filing.js';
import {
  claims, dave, day, insurance, one, reach, refused, send, two, world,
} from './stage.js';

/// On this day One's oldest day is unpaid for eight.
export const BREACH = INCIDENT + 9;

describe('a breach', () => {
  /// So little that refund and pledge nearly cover it: by these rates the small award makes everything good.
  const cheap = { ...RATES.DMC, unitDay: 1_330_000_000_000n * FIXED };

  test('is reported, and a friend of the miner claims very little', async () => {
    await reach(BREACH);
    const reported = await send('Bob', world.tx.riskEscrow.reportBreach(one.id));
    assert.deepEqual(reported.event('riskEscrow.BreachReported').breach.toJSON(), { late: { openDays: 8 } });
    one.model.freeze();
    claims.friendly = await world.file('Ferdie', 'One', { day: day(INCIDENT), asset: 'DMC', asked: 12_345_678_901_234n, rates: cheap });
    claims.pending = await world.file('Eve', 'Dave', { day: day(FROZEN), asset: 'USDT', asked: 1_000_000n });
    await world.vote('Alice', [claims.friendly]);
  });
});

describe('a claim', () => {
  test('that passes has money set aside, and its deposit back, without a transaction', async () => {
    await world.decided(claims.quake, claims.unheard, claims.lights);
    const pool = world.book.get('insurance pool', 'DMC');
    await world.approved(claims.quake);
    await world.approved(claims.lights);
    assert.equal(claims.lights.setAside, 44n * DMC);
    assert.equal(world.book.get('insurance pool', 'DMC'), pool - 2n * DEPOSIT);
    await refused('Bob', insurance.concludeClaim(claims.quake.id), 'StillFrozen');
    await refused('Bob', insurance.collect(claims.quake.id, [0]), 'NotAwarded');
    const { outcome } = (await world.chain.rpc('dmex_claim', claims.quake.id)).referendum;
    assert.equal(outcome, 'approved');
  });

  test('that asks for more than the loss as it stands has no more set aside in a freeze', async () => {
    // Two of 18 days and one of 20, of ten units each; what is not released of their deposits.
    const slices = (36n * 6_111_111n) + (20n * 7_425_000n);
    const lost = (560n * 1_812_345_678_901_500n) / 1_000n - (slices * 2_000_000n);
    assert.ok(lost < claims.quake.asked && lost < world.cap('DMC'));
    assert.equal(claims.quake.setAside, lost);
    const { status, setAside } = await world.chain.rpc('dmex_claim', claims.quake.id);
    assert.deepEqual([status, setAside], ['approved', String(lost)]);
  });

  test('that nobody votes for is rejected, and its deposit is the pool\'s', async () => {
    const { id } = claims.unheard;
    const disposable = world.disposable('DMC');
    const concluded = await send('Bob', insurance.concludeClaim(id));
    assert.equal(concluded.event('mutualInsurance.ClaimRejected').deposit.toBigInt(), DEPOSIT);
    claims.unheard.status = 'rejected';
    assert.equal(world.disposable('DMC'), disposable + DEPOSIT);
    await refused('Bob', insurance.concludeClaim(id), 'AlreadyDecided');
  });
});

describe('a series that goes on', () => {
  test('voids its approved claim, and what was set aside is the pool\'s', async () => {
    const kept = world.kept('DMC');
    await world.council(world.tx.riskEscrow.reinstate(dave.id));
    assert.deepEqual(dave.model.resume(await world.today()), { released: 0n, pool: 0n, miner: 0n });
    await world.pass(2);
    const { phase } = await world.voided(claims.lights, 'Resumed');
    assert.equal(phase, 'Finalization');
    assert.equal(world.kept('DMC'), kept - 44n * DMC);
    await refused('Eve', insurance.collect(claims.lights.id, [0]), 'NotAwarded');
  });

  test('voids one that is voted on, when anyone looks, and the deposit goes back', async () => {
    await send('Bob', insurance.concludeClaim(claims.pending.id));
    await world.voided(claims.pending, 'Resumed');
    assert.equal((await world.chain.rpc('dmex_claim', claims.pending.id)).referendum.outcome, 'cancelled');
    await refused('Bob', insurance.concludeClaim(claims.pending.id), 'AlreadyDecided');
  });

  test('has no claim again', async () => {
    await refused('Eve', world.fileCall('Dave', { day: day(INCIDENT), asset: 'DMC', asked: 1n }), 'NotFrozen');
    assert.ok(two.model.frozen);
  });
});
