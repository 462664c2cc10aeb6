// The arithmetic of the tests and the demo, against numbers worked out by hand.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  decimal, dutchPrice, Fraction, incomePerUnit, minBidAfter, middle, partDown, partUp, perCertificate, sale,
  Series, splitFee, toFixed,
} from './lib/arithmetic.js';
import { DAYS, FIRST_DATE } from './demo/cast.js';
import { rows } from './demo/data.js';
import { AssessedSeries } from './lib/assess.js';
import { amount } from './demo/report.js';

describe('fractions', () => {
  test('read decimal text exactly', () => {
    const { num, den } = Fraction.parse('2463610.66220928');
    assert.deepEqual([num, den], [246361066220928n, 10n ** 8n]);
  });
  test('round both ways', () => {
    const third = new Fraction(10n, 3n);
    assert.deepEqual([third.floor(), third.ceil(), new Fraction(9n, 3n).ceil()], [3n, 4n, 3n]);
  });
  test('refuse what is no number', () => {
    for (const text of ['', 'x', '1e3', '-1', '1.', '.5']) assert.throws(() => Fraction.parse(text), RangeError);
    assert.throws(() => new Fraction(1n, 0n), RangeError);
  });
});

describe('averages', () => {
  test('are revenue by price by hashrate, in satoshi', () => {
    const income = incomePerUnit({ revenue: new Fraction(3000n), price: new Fraction(1000n), hashrate: new Fraction(4n) });
    assert.equal(income.floor(), 75_000_000n);
    assert.equal(toFixed(income), 75_000_000n * 10n ** 18n);
  });
  test('of the first day of the data are in the range that its page names', () => {
    const [first] = rows(FIRST_DATE, DAYS);
    const satoshi = incomePerUnit(first).floor();
    assert.ok(satoshi > 66_000n && satoshi < 92_000n, String(satoshi));
  });
  test('take the middle, and the lower of two', () => {
    assert.equal(middle([3n, 1n, 2n], 9n), 2n);
    assert.equal(middle([4n, 1n, 8n, 2n], 4n), 4n);
    assert.equal(middle([4n, 1n, 8n, 2n], 3n), 2n);
    assert.equal(middle([5n], 0n), 5n);
  });
});

describe('the data', () => {
  test('has no gap and does not go on for ever', () => {
    assert.equal(rows('2017-01-01', 730).length, 730);
    assert.throws(() => rows('2018-12-31', 2), RangeError);
    assert.throws(() => rows('2016-12-31', 1), RangeError);
  });
});

describe('sales', () => {
  test('round the fee up, inside the price', () => {
    assert.deepEqual(sale(101n, 10_000n), { fee: 2n, deposit: 99n });
    assert.deepEqual(sale(100n, 10_000n), { fee: 1n, deposit: 99n });
  });
  test('divide fees without losing any', () => {
    const rates = { pool: 400_000n, treasury: 400_000n };
    assert.deepEqual(splitFee(101n, rates, true), { pool: 40n, treasury: 40n, burn: 21n });
    assert.deepEqual(splitFee(101n, rates, false), { pool: 40n, treasury: 61n, burn: 0n });
  });
  test('know parts of a million both ways', () => {
    assert.deepEqual([partDown(199n, 5_000n), partUp(199n, 5_000n)], [0n, 1n]);
  });
  test('divide a lot and keep the remainder', () => {
    assert.deepEqual(perCertificate(100n, 7n), { each: 14n, remainder: 2n });
  });
  test('know the minimum next bid', () => {
    assert.deepEqual([minBidAfter(0n, 30_000n), minBidAfter(1n, 30_000n), minBidAfter(100n, 30_000n), minBidAfter(101n, 30_000n)], [1n, 2n, 103n, 105n]);
  });
  test('let a price fall from its first block to its last', () => {
    const price = (block) => dutchPrice({ start: 100n, floor: 0n, opened: 10, ends: 13 }, block);
    assert.deepEqual([10, 11, 12, 13, 14].map(price), [100n, 67n, 34n, 0n, 0n]);
  });
});

describe('a series', () => {
  const started = () => {
    const series = new Series({ units: 3n, term: 2, poolRate: 5_000n });
    const lot = series.sell({ buyer: 'Eve', items: [0, 1], day: 9, deposit: 1001n });
    return { series, lot };
  };
  test('releases the instalments of its active days and keeps the remainder', () => {
    const { series, lot } = started();
    assert.deepEqual(series.settle(10, 60n), { released: 1000n, pool: 5n, miner: 995n });
    assert.equal(series.unreleased(lot), 501n);
    series.settle(11, 60n);
    assert.equal(series.unreleased(lot), 1n);
    assert.deepEqual(series.retire(lot), { income: 120n, rest: 2n });
  });
  test('carries what a day does not divide to the next', () => {
    const { series, lot } = started();
    series.settle(10, 1n);
    assert.equal(series.carry, 10n ** 9n % 6n);
    assert.equal(series.claimable(lot), 0n);
    series.settle(11, 1n);
    // Each certificate's share is exactly one; the index keeps less than a base unit of it.
    assert.equal(series.claimable(lot), 0n);
    assert.equal(series.exactIncome(lot).floor(), 1n);
  });
  test('pays each share once, however often it is claimed', () => {
    const { series, lot } = started();
    series.settle(10, 600n);
    assert.equal(series.claim(lot), 600n);
    assert.equal(series.claim(lot), 0n);
    series.settle(11, 600n);
    assert.equal(series.claim(lot), 600n);
  });
  test('divides a day among those who are active on it', () => {
    const { series, lot } = started();
    const second = series.sell({ buyer: 'One', items: [2], day: 10, deposit: 500n });
    series.settle(10, 600n);
    series.settle(11, 900n);
    assert.equal(series.unitsOn(11), 9n);
    assert.deepEqual([series.lifetime(lot), series.lifetime(second)], [600n, 300n]);
    assert.ok(series.ended(lot) && !series.ended(second));
  });
  test('pays the seller first, and the rest to the buyer', () => {
    const { series } = started();
    series.settle(10, 600n);
    assert.deepEqual(series.resell([1], 'One').map(({ seller, income }) => [seller, income]), [['Eve', 300n]]);
    series.settle(11, 600n);
    assert.deepEqual(series.lots.map((lot) => [lot.buyer, lot.items, series.claim(lot)]), [['Eve', [0], 600n], ['One', [1], 300n]]);
  });
  test('lets what was not claimed travel with a gift', () => {
    const { series } = started();
    series.settle(10, 600n);
    const [given] = series.hand([0, 1], 'One');
    assert.deepEqual([series.lots.length, given.buyer, series.claim(given)], [1, 'One', 600n]);
  });
  test('settles in order, and no day without units', () => {
    const { series } = started();
    assert.throws(() => series.settle(11, 1n));
    assert.throws(() => series.retire(series.lots[0]));
    series.settle(10, 1n);
    series.settle(11, 1n);
    assert.throws(() => series.settle(12, 1n));
  });
});

describe('an assessed series', () => {
  const ONE = 10n ** 18n;
  const HUNDRED = 100n * ONE;
  /// One certificate of one unit that should earn 100 a day; its instalment is 10.
  const started = (term = 40) => {
    const series = new AssessedSeries({
      units: 1n, term, expected: HUNDRED, poolRate: 0n, pledgeRate: 7n,
    });
    const lot = series.sell({ buyer: 'Eve', items: [0], day: 0, deposit: 10n * BigInt(term) + 3n });
    return { series, lot };
  };
  const pay = (series, amounts, average = HUNDRED) => amounts.map((amount) => {
    series.pay(series.last + 1, amount, average);
    return series.days.get(series.last).fraction;
  });
  const part = (percent) => (ONE * percent) / 100n;

  test('releases everything along the ramp, and then what was paid', () => {
    assert.deepEqual(pay(started().series, Array(6).fill(85n)), [...Array(5).fill(ONE), part(85n)]);
    assert.deepEqual(pay(started().series, Array(20).fill(93n)), Array(20).fill(ONE));
    assert.deepEqual(pay(started().series, Array(13).fill(92n)), [...Array(12).fill(ONE), part(92n)]);
  });
  test('releases what was paid under three quarters of a day, whatever the window', () => {
    const { series } = started();
    pay(series, Array(20).fill(110n));
    assert.deepEqual(pay(series, [75n, 74n, 110n]), [ONE, part(74n), ONE]);
  });
  test('counts underpaid days in a row', () => {
    const { series } = started();
    pay(series, [79n, 79n]);
    assert.deepEqual([series.underpaidStreak, series.underpaidDays], [2, 2]);
    series.pay(series.last + 1, 79n, undefined);
    assert.deepEqual([series.underpaidStreak, series.underpaidDays], [2, 2], 'a day without an average counts for nothing');
    pay(series, [80n]);
    assert.deepEqual([series.underpaidStreak, series.underpaidDays], [0, 2]);
  });
  test('withholds the release until a freeze is over, and assesses no day that was over by then', () => {
    const { series } = started();
    pay(series, [100n]);
    series.freeze();
    assert.deepEqual(pay(series, [100n, 90n]), [ONE, part(90n)]);
    assert.equal(series.pendingRelease, 19n);
    assert.deepEqual(series.resume(5), { released: 19n, pool: 0n, miner: 19n });
    assert.deepEqual(pay(series, [99n, 99n]), [part(99n), ONE], 'day 4 was over, day 5 was not');
    assert.equal(series.assessed.length, 2);
  });
  test('returns what was not released before the cutoff, and the whole pledge', () => {
    const { series, lot } = started(10);
    pay(series, [100n, 50n]);
    series.freeze();
    pay(series, [100n]);
    assert.equal(series.terminate(), 70n);
    assert.equal(series.refundable, 1);
    const [{ rest, slash, income }] = series.payout();
    assert.deepEqual([rest, slash, income], [103n - 15n, 70n, 250n]);
    assert.ok(lot.refunded);
    assert.deepEqual(series.payout(), []);
    assert.equal(series.leftInEscrow(), 0n);
  });
  test('looks at days besides money: large days do not cover small ones', () => {
    const { series } = started();
    const many = series.sell({ buyer: 'One', items: [1, 2, 3, 4, 5, 6, 7, 8, 9], day: 0, deposit: 403n });
    many.end = 5;
    pay(series, Array(5).fill(1_000n));
    // By money the window holds to the end. By days the fifth makes it 8.8 of ten, under 90 %.
    assert.deepEqual(pay(series, Array(6).fill(76n)), [...Array(4).fill(ONE), part(76n), part(76n)]);
  });
  test('slashes the part of the pledge for missed days', () => {
    const { series, lot } = started(10);
    pay(series, [...Array(5).fill(100n), 70n, 75n, 50n, 0n, 74n]);
    // Of four days 0.3, 0.5, 1 and 0.26 are missing, of ten: 70 × 2.06 / 10.
    assert.equal(lot.slashed, 14n);
    assert.deepEqual(series.payout().map(({ slash }) => slash), [14n]);
  });
  test('slashes nothing for missed days before the last thirty, nor for days that are not assessed', () => {
    const { series, lot } = started(31);
    pay(series, [0n, 0n, ...Array(27).fill(100n)]);
    series.pay(30, 0n, undefined);
    pay(series, [100n]);
    assert.equal(lot.slashed, 7n, 'the first day is the thirty-first from the end');
  });
  test('measures a day without an average by the lower of the last one and what was fed', () => {
    const { series } = started();
    pay(series, [100n]);
    series.pay(2, 40n, undefined, 40n * ONE);
    assert.equal(series.days.get(2).fraction, ONE);
    series.pay(3, 100n, undefined, 400n * ONE);
    assert.equal(series.days.get(3).fraction, ONE);
  });
  test('releases nothing for a day without income, and assesses nothing', () => {
    const { series } = started();
    pay(series, [100n]);
    series.pay(2, 0n, 0n);
    assert.deepEqual([series.days.get(2).fraction, series.assessed.length, series.underpaidStreak], [0n, 1, 0]);
  });
  test('forgets a day whose average is struck out, and releases what it withheld', () => {
    const { series, lot } = started();
    pay(series, [100n]);
    pay(series, [100n], 200n * ONE);
    assert.deepEqual([series.days.get(2).fraction, series.underpaidStreak, series.underpaidDays], [part(50n), 1, 1]);
    assert.deepEqual(series.strike(2), { fraction: part(50n), released: 5n, pool: 0n, miner: 5n });
    assert.deepEqual([series.unreleased(lot), series.underpaidStreak, series.underpaidDays, series.lastAverage], [383n, 0, 0, HUNDRED]);
    assert.equal(series.assessed.length, 1);
  });
  test('pays from the minimum payout on, and everything at the end', () => {
    const { series } = started(12);
    pay(series, Array(9).fill(110n));
    assert.deepEqual(series.payout(), []);
    pay(series, [110n]);
    assert.deepEqual(series.payout().map(({ income, rest }) => [income, rest]), [[1_100n, 0n]]);
    pay(series, [110n, 110n]);
    assert.deepEqual(series.payout().map(({ income, rest, retired }) => [income, rest, retired]), [[220n, 3n, true]]);
  });
});

describe('a series that ends after an event', () => {
  test('gives the miner the pending release, and slashes nothing', () => {
    const series = new AssessedSeries({ units: 1n, term: 10, expected: 100n * 10n ** 18n, poolRate: 100_000n, pledgeRate: 7n });
    const lot = series.sell({ buyer: 'Eve', items: [0], day: 0, deposit: 1_003n });
    series.pay(1, 100n, 100n * 10n ** 18n);
    series.freeze();
    series.pay(2, 40n, 100n * 10n ** 18n);
    assert.equal(series.unreleased(lot), 903n);
    assert.deepEqual(series.terminateForEvent(), { released: 40n, pool: 4n, miner: 36n });
    assert.deepEqual([series.slash, series.refundable, series.slashOf(lot)], [0n, 1, 0n]);
    assert.deepEqual(series.payout().map(({ rest, slash, income }) => [rest, slash, income]), [[863n, 0n, 140n]]);
    assert.equal(series.leftInEscrow(), 0n);
  });
});

describe('texts', () => {
  test('are exact', () => {
    assert.equal(decimal(71_000_000_000_000_000_000_001n), '71000.000000000000000001');
    assert.equal(decimal(10n ** 18n), '1');
    assert.equal(decimal(5n * 10n ** 17n), '0.5');
    assert.equal(amount(1_234_500_000n, 'USDT'), '1,234.5 USDT');
    assert.equal(amount(-1n, 'BTC'), '-0.00000001 BTC');
  });
});
