// The votes on claims, what is reserved, and a series that goes on.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DMC, FIXED } from '../lib/arithmetic.js';
import { CLAIM_DEPOSIT, POOL } from '../lib/genesis.js';
import { RATES } from './world.js';
import { FROZEN, INCIDENT } from './filing.js';
import {
  claims, dave, day, insurance, one, reach, refused, send, two, world,
} from './stage.js';

/// On this day One's oldest day is unpaid for eight live days.
const BREACH = INCIDENT + 9;

describe('a breach', () => {
  /// So cheap that refund and pledge nearly make it good: by these rates the small award does the rest.
  const cheap = { ...RATES.DMC, unitDay: 1_345_000_000_000n * FIXED };

  test('is reported, and a friend of the miner claims very little', async () => {
    await reach(BREACH);
    const reported = await send('Bob', world.tx.riskEscrow.reportBreach(one.series));
    assert.deepEqual(reported.event('riskEscrow.BreachReported').breach.toJSON(), { late: { liveDays: 8 } });
    one.model.freeze();
    claims.friendly = await world.file('Ferdie', 'One', { day: day(INCIDENT), asset: 'DMC', asked: 12_345_678_901_234n, rates: cheap });
    claims.pending = await world.file('Eve', 'Dave', { day: day(FROZEN), asset: 'USDT', asked: 1_000_000n });
    await world.voteOn('Alice', [claims.friendly]);
  });
});

describe('a claim', () => {
  test('that passes has money reserved, and its deposit back, without a transaction', async () => {
    await world.decided(claims.quake, claims.unheard, claims.lights);
    const pool = world.book.get(POOL, 'DMC');
    await world.approved(claims.quake);
    await world.approved(claims.lights);
    assert.equal(claims.lights.reserved, 44n * DMC);
    assert.equal(world.book.get(POOL, 'DMC'), pool - 2n * CLAIM_DEPOSIT);
    await refused('Bob', insurance.concludeClaim(claims.quake.id), 'StillFrozen');
    await refused('Bob', insurance.collectAward(claims.quake.id, [0]), 'NotAwarded');
    const { outcome } = (await world.chain.rpc('dmex_claim', claims.quake.id)).referendum;
    assert.equal(outcome, 'approved');
  });

  test('that asks for more than the loss has no more reserved in a freeze', async () => {
    // Two of 18 days and one of 20, of ten units each; the unreleased part of their deposits.
    const instalments = (36n * 6_111_111n) + (20n * 7_425_000n);
    const lost = (560n * 1_812_345_678_901_500n) / 1_000n - (instalments * 2_000_000n);
    assert.ok(lost < claims.quake.asked && lost < world.available('DMC') / 5n);
    assert.equal(claims.quake.reserved, lost);
    const { status, reserved } = await world.chain.rpc('dmex_claim', claims.quake.id);
    assert.deepEqual([status, reserved], ['approved', String(lost)]);
  });

  test('that nobody votes for is rejected, and its deposit is the pool\'s', async () => {
    const { id } = claims.unheard;
    const available = world.available('DMC');
    const concluded = await send('Bob', insurance.concludeClaim(id));
    assert.equal(concluded.event('mutualInsurance.ClaimRejected').deposit.toBigInt(), CLAIM_DEPOSIT);
    claims.unheard.status = 'rejected';
    assert.equal(world.available('DMC'), available + CLAIM_DEPOSIT);
    await refused('Bob', insurance.concludeClaim(id), 'AlreadyDecided');
  });
});

describe('a series that goes on', () => {
  test('voids its approved claim, and what was reserved is the pool\'s', async () => {
    const kept = world.reserved('DMC');
    await world.council(world.tx.riskEscrow.endEvent(dave.series));
    assert.deepEqual(await world.resume(dave), { released: 0n, pool: 0n, miner: 0n });
    await world.pass(2);
    const { phase } = await world.voided(claims.lights, 'Resumed');
    assert.equal(phase, 'Finalization');
    assert.equal(world.reserved('DMC'), kept - 44n * DMC);
    await refused('Eve', insurance.collectAward(claims.lights.id, [0]), 'NotAwarded');
  });

  test('voids one that is voted on, when anyone concludes it, and the deposit goes back', async () => {
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
