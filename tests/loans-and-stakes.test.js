// The tests' own arithmetic of loans and of staking, against numbers worked out by hand.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DMC } from './lib/arithmetic.js';
import { frozenDays, Loan } from './lib/lending.js';
import { emissionOf, Staking } from './lib/staking.js';

describe('a loan', () => {
  const begin = (terms = {}) => {
    const loan = new Loan({ asset: 'USDT', principal: 1_000n, interest: 205n, due: 60, ...terms });
    loan.begin({ lender: 'Charlie', fundedOn: 10, frozenDays: 5, end: 70 });
    return loan;
  };
  const receive = (loan, ...payment) => {
    const share = loan.take(...payment);
    return [share, loan.debt];
  };

  test('repays principal first, and the fee is that of the whole interest so far', () => {
    const loan = begin();
    const parts = [990n, 30n, 21n, 164n].map((amount) => { loan.pending += amount; return loan.settle(amount); });
    // Five per cent of 20, of 41 and of 205, each rounded down.
    assert.deepEqual(parts, [{ fee: 0n, rest: 990n }, { fee: 1n, rest: 29n }, { fee: 1n, rest: 20n }, { fee: 8n, rest: 156n }]);
    assert.deepEqual([loan.debt, loan.feePaid, loan.secured], [0n, 10n, false]);
  });

  test('takes of payments what is its own', () => {
    const loan = begin();
    assert.deepEqual(receive(loan, true, 'USDT', 7n), [0n, 1_205n], 'income, and it is not self-repaying');
    assert.deepEqual(receive(loan, false, 'DMC', 7n), [7n, 1_205n], 'money in another asset is collateral');
    assert.deepEqual(receive(loan, false, 'USDT', 1_200n), [1_200n, 5n]);
    assert.deepEqual(receive(loan, false, 'USDT', 9n), [5n, 0n], 'no more than the debt');
    assert.deepEqual(receive(loan, false, 'DMC', 9n), [0n, 0n], 'nothing when the debt is repaid');
    assert.deepEqual(loan.collateral, { DMC: 7n });
    const income = begin({ asset: 'BTC', selfRepaying: true });
    assert.deepEqual(receive(income, true, 'BTC', 1_200n), [1_200n, 5n]);
    assert.deepEqual(receive(income, true, 'USDT', 9n), [0n, 5n]);
  });

  test('is due later by each day of a freeze, but not after the end', () => {
    const loan = begin();
    assert.deepEqual([5, 6, 15, 16].map((days) => [loan.dueDay(days), loan.deadline(days)]), [[60, 63], [61, 64], [70, 73], [70, 73]]);
    assert.equal(frozenDays({ freezes: [{ from: 3, to: 8 }, { from: 20 }] }, 22), 7);
  });
});

describe('stakes', () => {
  test('share the emission by weight and units, while the budget lasts', () => {
    // Alice's unit counts three times as much as Bob's. A budget of 2,500 DMC emits 1,000 a day.
    const rules = new Staking({ startDay: 0, weights: [3n, 1n], funded: 2_500n * DMC, emission: 1_000n * DMC });
    const states = [];
    const note = () => {
      const [alice, bob] = [rules.of(0, 0), rules.of(1, 0)];
      states.push([alice.reward, bob?.reward ?? 0n, rules.budget, rules.owed].map((amount) => Number(amount / DMC)));
    };
    rules.stake({ staker: 'Alice', series: 0, item: 0, network: 0, units: 10n, today: 1, end: 99 });
    rules.emit(1);
    rules.stake({ staker: 'Bob', series: 1, item: 0, network: 1, units: 10n, today: 2, end: 99 });
    for (const day of [2, 3, 4]) { rules.emit(day); note(); }
    assert.deepEqual(states, [[1_000, 0, 1_500, 1_000], [1_750, 250, 500, 2_000], [2_125, 375, 0, 2_500]]);
    assert.equal(rules.leave(rules.of(1, 0)), 375n * DMC);
    assert.deepEqual([rules.budget, rules.owed, rules.paid], [0n, 2_125n * DMC, 375n * DMC]);
  });

  test('earn nothing after the end or in a pause, and what they were given after the end is budget again', () => {
    const rules = new Staking({ startDay: 0, weights: [1n], funded: 1_000n, emission: 100n });
    rules.stake({ staker: 'Alice', series: 0, item: 0, network: 0, units: 1n, today: 0, end: 2 });
    rules.stake({ staker: 'Bob', series: 1, item: 0, network: 0, units: 1n, today: 0, end: 99 });
    for (const day of [1, 2, 3]) rules.emit(day);
    assert.deepEqual([rules.of(0, 0).reward, rules.budget, rules.owed], [100n, 700n, 300n]);
    assert.equal(rules.leave(rules.of(0, 0)), 100n);
    assert.deepEqual([rules.budget, rules.owed], [750n, 150n]);
    rules.pause(1);
    rules.emit(4);
    rules.resume(1, 5);
    rules.emit(5);
    assert.equal(rules.of(1, 0).reward, 150n);
    rules.emit(6);
    assert.equal(rules.of(1, 0).reward, 250n);
  });

  test('halve the emission after 182 days', () => {
    assert.deepEqual([7, 188, 189, 370, 371].map((day) => emissionOf(day, 7, 1_001n)), [1_001n, 1_001n, 500n, 500n, 250n]);
  });
});
