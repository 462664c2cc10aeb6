// A miner that stops paying while its certificates secure loans: refund and slashed pledge repay them first.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DMC } from '../lib/arithmetic.js';
import { GRACE_DAYS, VOTING_DAYS } from '../lib/genesis.js';
import { AYES } from '../lib/world.js';
import {
  allRefused, bank, certificate, lending, loans, one, reach, refused, send, TERM, world,
} from './stage.js';

const PLEDGE = 20n * DMC;
const PLANS = {
  covered: { item: 0, asset: 'USDT', principal: 55_000_000n, interest: 5_000_001n },
  short: { item: 1, asset: 'USDT', principal: 125_000_000n, interest: 2_000_003n },
  coins: { item: 2, asset: 'BTC', principal: 5_000n, interest: 33n },
};
let start;
let offer;
let reported;

describe('a breach during loans', () => {
  test('comes after some days of income', async () => {
    await world.reach(await world.today() + 1);
    start = await world.today();
    await world.buy('Eve', { One: [0, 1, 2, 3] });
    for (const [name, { item, ...terms }] of Object.entries(PLANS)) {
      loans[name] = await bank.request('Eve', one, item, { ...terms, due: start + 12 });
      await bank.fund('Charlie', loans[name]);
    }
    loans.open = await bank.request('Eve', one, 3, { asset: 'USDT', principal: 1_000_000n, interest: 1n, due: start + 15 });
    offer = await bank.offer('Bob', one, { asset: 'USDT', principal: 9_000_000n, interest: 1n, due: start + 60, minEnd: 0, days: 30 });
    await reach(start + 4);
    assert.equal(one.model.last, start + 2);
    one.stopped = true;
  });

  test('freezes the series: no loan begins, and what is owed can be repaid', async () => {
    await reach(start + 12);
    reported = await world.today();
    const { referendum } = (await send('Bob', world.tx.riskEscrow.reportBreach(one.series))).event('riskEscrow.BreachReported');
    one.model.freeze();
    one.freezes = [{ from: reported }];
    await world.vote('Alice', [referendum.toNumber()], { balance: AYES });
    const terms = { asset: 'USDT', principal: 1n, interest: 0n, due: reported + 1 };
    await allRefused([
      ['SeriesFrozen', 'Eve', bank.requestCall(one, 3, terms)],
      ['SeriesFrozen', 'Charlie', bank.offerCall(one, { ...terms, minEnd: 0, days: 1 })],
      ['SeriesFrozen', 'Charlie', lending.fund(loans.open.id)],
      ['SeriesFrozen', 'Eve', lending.takeLoan(offer.id, 3)],
      ['StillValid', 'Bob', lending.cancelRequest(loans.open.id)],
    ]);
    assert.deepEqual(await world.chain.rpc('dmex_loans', { series: one.series }), { requests: [], offers: [], cursor: null });
    await bank.repay('Eve', loans.short, 10_000_000n);
  });

  test('defers the due day with each day of the freeze', async () => {
    await reach(reported + 2);
    const { dueDay, deadline, overdue } = await world.chain.rpc('dmex_loan', loans.coins.id);
    assert.deepEqual([dueDay, deadline, overdue], [start + 14, start + 14 + GRACE_DAYS, false]);
    await reach(reported + 4);
    // Without the freeze it would be overdue.
    await refused('Charlie', lending.foreclose(loans.coins.id, 'Take'), 'NotOverdue');
  });

  test('that ends the series repays the loans, out of refund and pledge, without a transaction', async (t) => {
    const eve = { USDT: world.book.get('Eve', 'USDT'), DMC: world.book.get('Eve', 'DMC') };
    const debts = Object.fromEntries(Object.keys(PLANS).map((name) => [name, loans[name].debt]));
    await world.reach(reported + VOTING_DAYS + 1);
    assert.equal(world.terminate(one), 4n * PLEDGE);
    one.freezes = [{ from: reported, to: (await world.chain.rpc('dmex_series', one.series)).state.terminated.on }];
    const refunds = world.payOut(one).map(({ lot, rest, slash }) => ({ item: lot.items[0], rest, slash }));
    const [{ rest }] = refunds;
    await bank.settled();
    const { covered, short, coins } = loans;
    assert.ok(debts.covered < rest && rest < debts.short);
    assert.deepEqual([covered.outcome, short.debt, coins.debt], [{ repaid: null }, debts.short - rest, debts.coins]);
    assert.deepEqual([short.collateral, coins.collateral], [{ DMC: PLEDGE }, { USDT: rest, DMC: PLEDGE }]);
    // Eve has what the first loan left, and all of what was not lent against.
    assert.deepEqual(
      [world.book.get('Eve', 'USDT') - eve.USDT, world.book.get('Eve', 'DMC') - eve.DMC],
      [rest - debts.covered + rest, 2n * PLEDGE],
    );
    for (const { item } of refunds) {
      const { state, lock, owner } = await certificate(one, item);
      const lent = item === short.item || item === coins.item;
      assert.deepEqual([state, lock, owner], ['refunded', lent ? 'collateral' : null, world.who.Eve.address]);
    }
    t.diagnostic(`of each certificate ${rest} of USDT and ${PLEDGE} of DMC came back; the debts were ${Object.values(debts).join(', ')}`);
  });

  test('ends what had not begun', async () => {
    await allRefused([
      ['SeriesTerminated', 'Charlie', lending.fund(loans.open.id)],
      ['SeriesTerminated', 'Eve', lending.takeLoan(offer.id, 3)],
      ['SeriesTerminated', 'Eve', bank.requestCall(one, 0, { asset: 'USDT', principal: 1n, interest: 0n, due: reported + 30 })],
    ]);
    await bank.cancelRequest('Bob', loans.open);
    await bank.cancelOffer('Bob', offer);
  });

  test('leaves the rest of a debt: who repays it has the collateral back', async () => {
    const { short } = loans;
    const [before, { debt }] = [world.book.get('Eve', 'DMC'), short];
    const { paid } = await bank.repay('Eve', short, debt);
    assert.deepEqual([paid, short.outcome, world.book.get('Eve', 'DMC') - before], [debt, { repaid: null }, PLEDGE]);
    assert.equal((await certificate(one, short.item)).lock, null);
  });

  test('and otherwise the lender has it, after the deadline', async () => {
    const { coins } = loans;
    await reach(start + TERM + GRACE_DAYS + 1);
    const before = world.book.get('Charlie', 'DMC');
    const { debt } = await bank.seize(coins);
    assert.deepEqual([debt, world.book.get('Charlie', 'DMC') - before], [5_033n, PLEDGE]);
    assert.equal((await certificate(one, coins.item)).owner, world.who.Charlie.address);
  });
});
