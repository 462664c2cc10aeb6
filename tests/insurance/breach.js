// A series that a breach ended: refund, slashed pledge and pool, several claims, the cap.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DMC, FIXED } from '../lib/arithmetic.js';
import { INCIDENT } from './filing.js';
import {
  claims, day, insurance, one, printRecovery, refused, send, world,
} from './stage.js';

const ALL = [0, 1, 2, 3];

describe('a series that a breach ends', () => {
  test('refunds, returns to each certificate its pledge, and the small claim pays first', async () => {
    await world.decided(claims.friendly);
    assert.equal(world.terminate(one), 4n * 20n * DMC);
    const paid = world.payOut(one);
    assert.ok(paid.length === 3 && paid.every(({ lot, rest, slash }) => rest > 0n && slash === BigInt(lot.items.length) * 20n * DMC));
    await world.approved(claims.friendly);
    await world.awarded(claims.friendly);
    const { award, shares, asked } = claims.friendly;
    assert.ok(award.amount === award.loss && award.amount < asked, 'nothing is uncovered by its rates');
    assert.deepEqual(shares.map(({ item }) => item), [0, 1, 2]);
  });

  test('is claimed for again: a certificate that changed hands keeps its claim to the rest', async () => {
    await send('Eve', world.tx.uniques.transfer(one.series, 1, world.who.Dave.address));
    one.model.hand([1], 'Dave');
    // A fifth of what the pool has, and a little more.
    const asked = world.available('USDT') / 5n + 7n;
    // What a million DMC of ayes cannot carry for a part of the pool of this size. The place is shared.
    claims.greedy = await world.file('Eve', 'One', { day: day(INCIDENT), asset: 'USDT', asked });
    claims.real = await world.file('Charlie', 'One', { day: day(INCIDENT), asset: 'USDT', asked });
    await world.voteOn('Alice', [claims.greedy]);
    await world.support(claims.real);
    await refused('One', world.fileCall('One', { day: day(INCIDENT), asset: 'DMC', asked: 1n }), 'IsMiner');
  });

  test('is awarded a fifth of the pool at most, whatever is asked, and only by many votes', async (t) => {
    const available = world.available('USDT');
    await world.decided(claims.greedy, claims.real);
    await send('Bob', insurance.concludeClaim(claims.greedy.id));
    claims.greedy.status = 'rejected';
    assert.equal((await world.chain.rpc('dmex_claim', claims.greedy.id)).referendum.outcome, 'rejected');
    await world.approved(claims.real);
    assert.equal(claims.real.reserved, available / 5n);
    await world.awarded(claims.real);
    const { award, shares } = claims.real;
    assert.ok(award.amount === available / 5n && award.amount < award.loss);
    assert.deepEqual(shares.map(({ owner }) => owner), ['Eve', 'Dave', 'Charlie']);
    t.diagnostic(`${available} of USDT are available in the pool; asked ${claims.real.asked}, lost ${award.loss}, awarded ${award.amount}`);
  });

  test('is awarded no more of that asset, and the rest of the loss in another', async () => {
    claims.more = await world.file('Charlie', 'One', { day: day(INCIDENT), asset: 'USDT', asked: 1_000_000n });
    claims.rest = await world.file('Dave', 'One', { day: day(INCIDENT), asset: 'DMC', asked: 10_000n * DMC });
    await world.support(claims.more, claims.rest);
    await world.decided(claims.more, claims.rest);
    await world.approved(claims.more);
    assert.equal(claims.more.reserved, 0n);
    await world.voided(claims.more, 'NothingToAward');
    await world.approved(claims.rest);
    await world.awarded(claims.rest);
    const { award } = claims.rest;
    assert.equal(award.amount, award.loss);
  });

  test('pays nobody more than was lost', async (t) => {
    // An award is shared by days, and each gets its pledge back however few it had: those with fewer days lost
    // less for each, and those with more get a little less than they lost.
    printRecovery(t, one, { whole: [], rest: 10_000_000n * FIXED });
  });

  test('has nothing left to recover, and nothing to collect', async () => {
    for (const asset of ['DMC', 'USDT']) {
      await refused('Eve', world.fileCall('One', { day: day(INCIDENT), asset, asked: 1n }), 'NothingToRecover');
    }
    for (const claim of [claims.friendly, claims.real, claims.rest]) {
      assert.deepEqual(await world.collect('Eve', claim, [...ALL, 4, 99]), {
        ...Object.fromEntries([0, 1, 2].map((item) => [item, 'mutualInsurance.AlreadyCollected'])),
        3: 'mutualInsurance.NotInsured', 4: 'riskEscrow.NotSold', 99: 'riskEscrow.UnknownCertificate',
      });
      await refused('Eve', insurance.concludeClaim(claim.id), 'StillCollectable');
    }
    await refused('Eve', insurance.collectAward(claims.more.id, [0]), 'NotAwarded');
    await refused('Eve', insurance.collectAward(claims.real.id, []), 'NoItems');
  });
});
