// A series that an event ended: what reaches its holders without anyone asking, and what they cannot get.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ceilDiv, DMC, FIXED } from '../lib/arithmetic.js';
import { EVENT_VOTE_AFTER, VOTE_SEED } from '../lib/genesis.js';
import { AYES, EXPECTED } from '../lib/world.js';
import { RATES } from './world.js';
import { INCIDENT, FROZEN } from './filing.js';
import {
  claims, day, insurance, printRecovery, refused, send, two, world,
} from './stage.js';

const HOLDERS = ['Eve', 'Charlie', 'Ferdie'];

describe('a series that an event ends', () => {
  let voted;
  const nonces = () => Promise.all(HOLDERS.map(async (name) => (await world.chain.api.query.system.account(world.who[name].address)).nonce.toNumber()));

  test('is put to the vote after thirty days', async () => {
    voted = await world.today();
    assert.ok(voted >= day(FROZEN) + EVENT_VOTE_AFTER);
    const opened = await send('Bob', world.tx.riskEscrow.openEventVote(two.series));
    const referendum = opened.event('riskEscrow.EventVoteOpened').referendum.toNumber();
    await world.vote('Alice', [referendum], { balance: AYES });
    const { state: { frozen } } = await world.chain.rpc('dmex_series', two.series);
    assert.deepEqual(frozen.referendum.tally, { ayes: String(AYES), nays: String(VOTE_SEED), turnout: String(AYES + VOTE_SEED) });
  });

  test('refunds its holders and makes their loss good, and they send nothing', async (t) => {
    const before = await nonces();
    await world.reach(voted + 8);
    assert.deepEqual(world.terminateForEvent(two), { released: 0n, pool: 0n, miner: 0n });
    const { state } = await world.chain.rpc('dmex_series', two.series);
    assert.deepEqual([state.terminated.cause, state.terminated.slash], ['event', '0']);
    const paid = world.payOut(two);
    assert.deepEqual(paid.map(({ lot, rest }) => [lot.buyer, rest > 0n]).sort(), ['Charlie', 'Eve', 'Ferdie', 'Ferdie', 'Two'].map((name) => [name, true]));
    await world.awarded(claims.quake);
    const { award, shares, asked, paid: sent } = claims.quake;
    assert.ok(award.amount === award.loss && award.amount === claims.quake.reserved && award.amount < asked);
    assert.deepEqual(shares.map(({ item, owner }) => [item, owner]), [[0, 'Eve'], [2, 'Charlie']]);
    assert.deepEqual(await nonces(), before);
    t.diagnostic(`lost by all that are insured ${award.loss}, paid to holders ${sent}, left for the miner's own ${award.amount - sent} of DMC`);
  });

  test('pays nobody more than was lost: who paid more gets less than its days alone would give', async (t) => {
    const { award, shares: [, charlie] } = claims.quake;
    assert.ok(charlie.amount < (award.amount * 20n) / 56n, 'of 56 days lost by all it lost 20');
    printRecovery(t, two, { whole: [2], rest: 10n * FIXED });
  });

  test('tells a holder of the award on its page of certificates', async () => {
    const { certificates } = await world.chain.rpc('dmex_portfolio', world.who.Charlie.address, null, 10);
    const mine = certificates.filter(({ series }) => series === two.series);
    assert.deepEqual(mine.map(({ item, awards }) => [item, awards.map(({ claim, collected }) => [claim, collected])]), [[2, [[claims.quake.id, true]]]]);
  });

  test('pays once, and neither late buyers nor the miner', async () => {
    assert.deepEqual(await world.collect('Bob', claims.quake, [0, 1, 2, 3, 4, 5]), {
      0: 'mutualInsurance.AlreadyCollected', 1: 'mutualInsurance.MinersOwn', 2: 'mutualInsurance.AlreadyCollected',
      3: 'mutualInsurance.NotInsured', 4: 'mutualInsurance.NotInsured', 5: 'riskEscrow.NotSold',
    });
    assert.deepEqual(await world.collect('Two', claims.quake, [1]), { 1: 'mutualInsurance.MinersOwn' });
    await refused('Eve', insurance.collectAward(claims.unheard.id, [0]), 'NotAwarded');
  });

  test('has nothing left to recover, in any asset', async () => {
    for (const asset of ['DMC', 'USDT']) {
      await refused('Charlie', world.fileCall('Two', { day: day(INCIDENT), asset, asked: 1n }), 'NothingToRecover');
    }
  });

  test('is claimed for again, for whom the award did not make whole, and for whom it did not insure', async (t) => {
    claims.foreshock = await world.file('Charlie', 'Two', { day: day(INCIDENT - 1), asset: 'DMC', asked: 1_000n * DMC });
    // By the council, without a deposit.
    claims.aftershock = await world.file(null, 'Two', { day: day(INCIDENT + 1), asset: 'DMC', asked: 1_000n * DMC });
    const again = [claims.foreshock, claims.aftershock];
    await world.voteOn('Alice', again);
    await world.decided(...again);
    for (const claim of again) {
      await world.approved(claim);
      await world.awarded(claim);
    }
    assert.deepEqual(again.map(({ shares }) => shares.map(({ item, owner }) => [item, owner])), [[[0, 'Eve']], [[3, 'Ferdie']]]);
    printRecovery(t, two, { whole: [0, 2, 3], rest: 10n * FIXED });
  });

  test('pays in what the certificates earn, which counts for later claims by the last average', async (t) => {
    // Only the loss of what Ferdie bought last is uncovered.
    const latest = day(INCIDENT + 2);
    const inBtc = { day: latest, asset: 'BTC', rates: RATES.BTC };
    const inDmc = { day: latest, asset: 'DMC', rates: RATES.DMC };
    const lost = two.insured.loss(inDmc).loss;
    claims.coins = await world.file('Ferdie', 'Two', { ...inBtc, asked: two.insured.loss(inBtc).loss / 2n });
    claims.last = await world.file(null, 'Two', { ...inDmc, asked: 1_000n * DMC });
    const both = [claims.coins, claims.last];
    await world.support(...both);
    await world.decided(...both);
    for (const claim of both) {
      await world.approved(claim);
      await world.awarded(claim);
    }
    const { coins: { award: coins }, last: { award } } = claims;
    assert.ok(coins.amount > 0n && coins.amount === claims.coins.asked);
    const madeGood = ceilDiv(coins.amount * RATES.DMC.unitDay, EXPECTED);
    const rest = lost - madeGood - award.loss;
    assert.ok(rest >= -10n && rest <= 10n, `${lost} lost, ${madeGood} made good, ${award.loss} uncovered`);
    assert.ok(award.amount === award.loss && award.amount > 0n);
    assert.deepEqual(both.map(({ shares }) => shares.map(({ item, owner }) => [item, owner])), [[[4, 'Ferdie']], [[4, 'Ferdie']]]);
    printRecovery(t, two, { whole: [0, 2, 3, 4], rest: 10n * FIXED });
    await refused('Ferdie', world.fileCall('Two', { ...inDmc, asked: 1n }), 'NothingToRecover');
  });
});
