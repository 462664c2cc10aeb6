// Loans that are repaid: early, and by the certificate's own income.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { partDown } from '../lib/arithmetic.js';
import { INTEREST_FEE, POOL } from '../lib/genesis.js';
import {
  allRefused, bank, certificate, day, lending, loans, reach, two, world,
} from './stage.js';

const nonces = async (...names) => Promise.all(names.map(async (name) => (
  (await world.chain.api.query.system.account(world.who[name].address)).nonce.toNumber()
)));

describe('a self-repaying loan', () => {
  test('falls by the income of each day, and nobody sends anything', async () => {
    const before = await nonces('Eve', 'Bob');
    const debts = [];
    for (let n = 3; n <= 6; n += 1) {
      await reach(day(n));
      debts.push(loans.selfRepaying.debt);
      assert.equal((await certificate(two, 1)).claimable, '0');
      if (loans.selfRepaying.live) assert.equal((await certificate(two, 1)).lien.debt, String(loans.selfRepaying.debt));
    }
    // A certificate earns 1,208 satoshi a day, and the miner rounds up what it pays for four of them.
    assert.deepEqual(debts, [3_593n, 2_385n, 1_177n, 0n]);
    assert.deepEqual(await nonces('Eve', 'Bob'), before);
  });

  test('ends with its debt: the rest of that day is the holder\'s, and the certificate is free', async () => {
    const { outcome, feePaid, interest } = loans.selfRepaying;
    assert.deepEqual([outcome, feePaid], [{ repaid: null }, partDown(interest, INTEREST_FEE)]);
    const [closed, ...more] = bank.of('LoanClosed', loans.selfRepaying);
    assert.deepEqual([closed.phase, closed.data.outcome.toJSON(), more], ['Finalization', { repaid: null }, []]);
    const { lock, lien } = await certificate(two, 1);
    assert.deepEqual([lock, lien], [null, null]);
    const sent = world.tx.uniques.transfer(two.series, 1, world.who.Bob.address);
    await world.send('Eve', sent);
    two.model.hand([1], 'Bob');
  });
});

describe('a loan', () => {
  test('leaves the income to the borrower', async () => {
    const { early } = loans;
    assert.equal(early.debt, early.principal + early.interest);
    const income = world.book.get('Eve', 'BTC');
    await reach(day(7));
    assert.ok(world.book.get('Eve', 'BTC') > income);
    assert.equal((await certificate(two, 0)).lien.debt, String(early.debt));
  });

  test('is repaid early by anyone, in parts, and never by more than the debt', async () => {
    const { early } = loans;
    await allRefused([
      ['ZeroAmount', 'Eve', lending.repay(early.id, 0n)],
      ['UnknownLoan', 'Eve', lending.repay(99, 1n)],
      ['NotLender', 'Bob', lending.foreclose(early.id, 'Take')],
      ['NotOverdue', 'Charlie', lending.foreclose(early.id, 'Take')],
      ['NotOverdue', 'Charlie', lending.foreclose(early.id, { Auction: { reserve: 1n, durationBlocks: 9 } })],
    ]);
    const pool = world.book.get(POOL, 'USDT');
    const first = await bank.repay('Bob', early, 20_000_000n);
    assert.deepEqual([first.fee, first.rest], [0n, 20_000_000n], 'principal is repaid first, without a fee');
    const second = await bank.repay('Eve', early, 32_000_000n);
    assert.deepEqual([second.fee, early.debt], [99_999n, 3_000_004n], 'of 1,999,999 of interest');
    await world.check('with a part repaid');
    const last = await bank.repay('Eve', early, 10n ** 30n);
    assert.deepEqual([last.paid, early.feePaid, early.outcome], [3_000_004n, 250_000n, { repaid: null }]);
    assert.ok(world.book.get(POOL, 'USDT') > pool, 'the pool has its part of the fee');
    const { lock, lien } = await certificate(two, 0);
    assert.deepEqual([lock, lien], [null, null]);
  });
});
