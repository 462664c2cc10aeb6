// Holders are paid; miners stop, are reported, and pay while the vote runs.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decimal } from '../lib/arithmetic.js';
import { nameOfError } from '../lib/chain.js';
import { VOTE_SEED } from '../lib/genesis.js';
import { AYES } from '../lib/world.js';
import {
  dave, day, ferdie, incomeAt, one, PRICE, reach, record, refused, report, send, told, two, world,
} from './stage.js';

const HOLDERS = ['Eve', 'Charlie'];
const goods = (items) => Object.fromEntries([two, one, ferdie, dave].map(({ name }) => [name, items]));
const nonces = () => Promise.all(HOLDERS.map(async (name) => (await world.chain.api.query.system.account(world.who[name].address)).nonce.toNumber()));

describe('payouts', () => {
  test('reach holders in the block in which a day is paid, without a transaction of theirs', async () => {
    await reach(day(0));
    await world.buy('Eve', goods([0, 1]));
    await reach(day(1));
    await world.buy('Charlie', goods([2]));
    await world.reach(day(3));
    const before = await nonces();
    for (const [miner, percent] of [[two, 60n], [one, 100n], [ferdie, 100n], [dave, 100n]]) {
      const { payments, block } = await world.pay(miner, { percent });
      assert.equal(payments.length, 1, 'one lot is active on the first day');
      assert.equal((await told(miner)).payout, null);
      assert.equal(await incomeAt('Eve', block), world.book.get('Eve', 'BTC'));
    }
    assert.deepEqual(await nonces(), before);
  });

  test('leave nothing to claim, and claiming is not an error', async () => {
    assert.equal((await world.chain.rpc('dmex_certificate', one.series, 0)).claimable, '0');
    const claimed = await send('Bob', world.tx.riskEscrow.claimIncome(one.series, [0]));
    assert.equal(nameOfError(world.chain.api, claimed.event('riskEscrow.IncomeClaimFailed').error), 'riskEscrow.NothingToClaim');
  });
});

describe('a miner that stops', () => {
  test('is late, and cannot be reported a day too early', async () => {
    await reach(day(10));
    const { late, overdueDays, breach, state } = await told(two);
    assert.deepEqual([late, overdueDays, breach, state], [true, 7, null, 'open']);
    await refused('Bob', world.tx.riskEscrow.reportBreach(two.series), 'riskEscrow.NotBreached');
  });

  test('is frozen by anybody on the next day, and the vote opens', async () => {
    await reach(day(11));
    for (const miner of [two, one, ferdie]) {
      assert.deepEqual((await told(miner)).breach, { late: { liveDays: 8 } });
      const { reporter, breach, referendum } = (await report('Bob', miner)).event('riskEscrow.BreachReported');
      assert.equal(reporter.toString(), world.who.Bob.address);
      assert.deepEqual(breach.toJSON(), { late: { liveDays: 8 } });
      miner.vote = referendum.toNumber();
      miner.model.freeze();
      // The freeze hides no unpaid day.
      const { state, breach: again, freezes, late, overdueDays } = await told(miner);
      assert.deepEqual([again, freezes, late, overdueDays], [null, 1, true, 8]);
      const { cause, since, cutoff, referendum: { index, outcome, tally }, pendingRelease } = state.frozen;
      assert.deepEqual([cause, since, cutoff, index, outcome, pendingRelease], ['breach', day(11), day(1), miner.vote, 'ongoing', '0']);
      assert.deepEqual(tally, { ayes: String(VOTE_SEED), nays: '0', turnout: String(VOTE_SEED) });
      // This takes a block: in the one in which a vote ends, nothing else has room.
      await refused('Bob', world.tx.riskEscrow.reportBreach(miner.series), 'riskEscrow.Frozen');
      const { breaches, frozenSeries, defaulted, slashes } = await record(miner);
      assert.deepEqual([breaches, frozenSeries, defaulted, slashes], [1, 1, false, 0]);
    }
  });

  test('mints nothing, sells nothing and withdraws no pledge meanwhile', async () => {
    const { minerRegistry, hashrateNft, hashrateMarket, riskEscrow } = world.tx;
    await refused('Two', hashrateNft.mint(two.series, 1), 'hashrateNft.Frozen');
    await refused('Bob', hashrateMarket.buy(two.series, [3], PRICE, 0), 'riskEscrow.Frozen');
    await refused('Two', minerRegistry.withdrawPledge(two.application, 1n), 'minerRegistry.FrozenSeries');
    await refused('Bob', riskEscrow.concludeVote(two.series), 'riskEscrow.StillVoting');
  });

  test('may pay while the vote runs: holders get the income, and the release is pending', async () => {
    await world.vote('Alice', [two.vote], { balance: AYES });
    await world.vote('Two', [two.vote], { aye: false, balance: AYES / 2n });
    await world.vote('Ferdie', [ferdie.vote], { aye: false, balance: AYES });
    await reach(day(12));
    await assert.rejects(world.pay(ferdie, { last: day(3), percent: 70n }), { name: 'riskEscrow.PaidTooLittle' });
    // What One pays would be released as well if the vote saved it.
    for (const [miner, percents] of [[ferdie, [100n, 90n, 75n, 100n]], [one, [100n, 80n]]]) {
      const { model } = miner;
      for (const percent of percents) {
        const { miner: toMiner, pool, payments } = await world.pay(miner, { last: model.last + 1, percent });
        assert.equal(toMiner + pool, 0n);
        assert.ok(payments.length > 0);
      }
      assert.ok(model.pendingRelease > 0n);
      const { state, pendingRelease } = await told(miner);
      assert.deepEqual([state.frozen.pendingRelease, pendingRelease], [String(model.pendingRelease), String(model.pendingRelease)]);
    }
    const days = await world.chain.rpc('dmex_history', ferdie.series, day(2), day(5));
    assert.deepEqual(days.map(({ released, flags }) => [released, flags.frozen, flags.assessed]), [2, 3, 4, 5].map((n) => (
      [decimal(ferdie.model.days.get(day(n)).fraction), true, false]
    )));
  });
});
