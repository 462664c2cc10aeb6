// The vote on a breach: it ends a series, silence ends one, and one is saved.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FIXED } from '../lib/arithmetic.js';
import { nameOfError } from '../lib/chain.js';
import { VOTING_DAYS } from '../lib/genesis.js';
import {
  day, ferdie, one, PRICE, reach, record, refused, send, told, two, world,
} from './stage.js';

describe('the vote', () => {
  let number;

  test('ends a series, and silence ends one: holders get refund and pledge', async () => {
    number = await world.chain.number();
    await reach(day(11 + VOTING_DAYS + 1));
    for (const miner of [two, one]) {
      const slash = world.terminate(miner);
      const { state, freezes, certificates, nextDay, activeUnits } = await told(miner);
      const { on, ...ended } = state.terminated;
      assert.deepEqual(ended, { cause: 'breach', cutoff: day(1), slash: String(slash), certificates: miner.model.refundable });
      assert.ok([day(18), day(19)].includes(on), `ended on day ${on - day(0)}`);
      assert.deepEqual([freezes, certificates.ended, certificates.active, nextDay, activeUnits], [1, 3, 0, null, 0]);
      assert.ok(world.payOut(miner).every(({ rest, slash: share }) => rest > 0n && share > 0n));
    }
  });

  test('executes its call in a block without a transaction, and the payout comes with it', async () => {
    const ends = (await world.chain.eventsSince(number)).filter(({ name }) => ['riskEscrow.SeriesTerminated', 'riskEscrow.Refunded'].includes(name));
    for (const { series } of [two, one]) {
      const [ended, ...refunds] = ends.filter(({ data }) => data.series.toNumber() === series);
      assert.deepEqual([ended.name, ended.phase], ['riskEscrow.SeriesTerminated', 'Initialization']);
      assert.deepEqual(refunds.map((each) => [each.name, each.number, each.phase]), Array(3).fill(['riskEscrow.Refunded', ended.number, 'Finalization']));
    }
  });

  test('leaves the certificates refunded, once', async () => {
    for (const lot of two.model.lots) {
      const { state, unreleased, claimable, slashed } = await world.chain.rpc('dmex_certificate', two.series, lot.items[0]);
      assert.deepEqual([state, unreleased, claimable, slashed], ['refunded', '0', '0', '0']);
    }
    const again = await send('Eve', world.tx.riskEscrow.refund(two.series, [0]));
    assert.equal(nameOfError(world.chain.api, again.event('riskEscrow.RefundFailed').error), 'riskEscrow.AlreadyRefunded');
  });

  test('slashes the pledge of a miner and bars it', async () => {
    const { minerRegistry, hashrateNft, hashrateMarket, riskEscrow } = world.tx;
    for (const { name, series, application, pledge: pledged, model } of [two, one]) {
      const { record: { defaulted, slashes, breaches, frozenSeries }, pledge, requiredPledge } = await world.chain.rpc('dmex_miner', world.who[name].address);
      assert.deepEqual([defaulted, slashes, breaches, frozenSeries], [true, 1, 1, 0]);
      // The rest is for the unsold certificate.
      assert.deepEqual([pledge, requiredPledge], Array(2).fill(String(pledged - model.slash)));
      await refused(name, minerRegistry.withdrawPledge(application, 1n), 'minerRegistry.Defaulted');
      await refused(name, hashrateNft.mint(series, 1), 'hashrateNft.Terminated');
      await refused(name, hashrateNft.createSeries(application, 10n, 20), 'minerRegistry.Defaulted');
      await refused('Bob', hashrateMarket.buy(series, [3], PRICE, 0), 'riskEscrow.MinerBarred');
      await refused(name, riskEscrow.distribute(series, day(2), [1n]), 'riskEscrow.Terminated');
      await refused('Bob', riskEscrow.concludeVote(series), 'riskEscrow.Terminated');
    }
  });

  test('that is lost lets the series go on, and pays the pending release', async () => {
    assert.equal((await told(ferdie)).state.frozen.referendum.outcome, 'rejected');
    const concluded = await send('Bob', world.tx.riskEscrow.concludeVote(ferdie.series));
    const { released, poolShare } = concluded.event('riskEscrow.Resumed');
    const resumed = await world.resume(ferdie);
    assert.deepEqual([released.toBigInt(), poolShare.toBigInt()], [resumed.released, resumed.pool]);
    const after = await told(ferdie);
    assert.deepEqual([after.state, after.pendingRelease, after.late, after.overdueDays, after.breach], ['open', '0', false, 0, null]);
    assert.equal(after.frozenDays, await world.today() - day(11));
    const { breaches, frozenSeries, defaulted } = await record(ferdie);
    assert.deepEqual([breaches, frozenSeries, defaulted], [1, 0, false]);
    // It goes on paying: days that were over release what they pay, without tolerance.
    await world.pay(ferdie, { last: day(6), percent: 80n });
    const { fraction } = ferdie.model.days.get(day(6));
    assert.ok(fraction > FIXED / 2n && fraction < FIXED);
  });
});
