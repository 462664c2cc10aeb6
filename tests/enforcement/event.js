// Only the council can freeze the series of a miner that performs, and silence does not end it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EVENT_VOTE_AFTER, VOTE_SEED, VOTING_DAYS } from '../lib/genesis.js';
import {
  dave, PRICE, reach, record, refused, send, told, world,
} from './stage.js';

describe('a miner that performs', () => {
  const evidence = { hash: `0x${'4d'.repeat(32)}`, uri: 'https://dave.example/flood' };

  async function freeze() {
    await world.council(world.tx.riskEscrow.freezeForEvent(dave.series, evidence));
    dave.model.freeze();
  }

  /// The release after a freeze, in the event of a transaction and by the rules.
  async function resumes(concluded) {
    const { released, poolShare } = concluded.event('riskEscrow.Resumed');
    const resumed = await world.resume(dave);
    assert.deepEqual([released.toBigInt(), poolShare.toBigInt()], [resumed.released, resumed.pool]);
    assert.ok(resumed.released > 0n);
    assert.equal((await told(dave)).state, 'open');
    // What ended meanwhile is paid out now.
    world.payOut(dave);
  }

  test('cannot be reported, and nobody ends its series', async () => {
    const { hashrateMarket, riskEscrow } = world.tx;
    await world.pay(dave);
    await send('Bob', hashrateMarket.buy(dave.series, [3], PRICE, 0));
    await world.firstSale(dave, { buyer: 'Bob', items: [3], total: PRICE });
    assert.equal((await told(dave)).breach, null);
    await refused('Eve', riskEscrow.reportBreach(dave.series), 'riskEscrow.NotBreached');
    await refused('Eve', riskEscrow.terminate(dave.series), 'BadOrigin');
    await refused('Eve', riskEscrow.concludeVote(dave.series), 'riskEscrow.NotFrozen');
  });

  test('is frozen by the council, and gets the pending release when the council ends the event', async () => {
    const { riskEscrow } = world.tx;
    await refused('Alice', riskEscrow.freezeForEvent(dave.series, evidence), 'BadOrigin');
    await freeze();
    const { state, freezes } = await told(dave);
    assert.deepEqual(state.frozen, { cause: 'event', since: await world.today(), cutoff: dave.model.last, referendum: null, pendingRelease: '0' });
    assert.equal(freezes, 1);
    await refused('Eve', riskEscrow.reportBreach(dave.series), 'riskEscrow.Frozen');
    await refused('Eve', riskEscrow.concludeVote(dave.series), 'riskEscrow.VoteNotOpen');
    await refused('Eve', riskEscrow.openEventVote(dave.series), 'riskEscrow.TooEarly');
    await reach(await world.today() + 3);
    assert.equal((await told(dave)).pendingRelease, String(dave.model.pendingRelease));
    await resumes(await world.council(riskEscrow.endEvent(dave.series)));
  });

  test('is not ended by silence in the vote on an event either', async () => {
    const { riskEscrow } = world.tx;
    await freeze();
    const since = await world.today();
    await reach(since + EVENT_VOTE_AFTER - 1);
    await refused('Eve', riskEscrow.openEventVote(dave.series), 'riskEscrow.TooEarly');
    await reach(since + EVENT_VOTE_AFTER);
    await send('Eve', riskEscrow.openEventVote(dave.series));
    const { referendum: { tally } } = (await told(dave)).state.frozen;
    assert.deepEqual(tally, { ayes: '0', nays: String(VOTE_SEED), turnout: String(VOTE_SEED) });
    await reach(since + EVENT_VOTE_AFTER + VOTING_DAYS + 1);
    await resumes(await send('Eve', riskEscrow.concludeVote(dave.series)));
    const { breaches, slashes, defaulted, frozenSeries, daysUnderpaid } = await record(dave);
    assert.deepEqual([breaches, slashes, defaulted, frozenSeries, daysUnderpaid], [0, 0, false, 0, 0]);
    // Every certificate has ended: it is paid out and burnt, and the pledge is released.
    const { certificates, payout } = await told(dave);
    assert.deepEqual([certificates.ended, certificates.burnt, payout], [4, 4, null]);
    await world.withdrawPledge(dave, dave.pledge);
  });
});
