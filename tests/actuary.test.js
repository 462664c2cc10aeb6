// The tests' own arithmetic of the insurance pool, against numbers worked out by hand; and that it never
// awards too much, whatever the numbers.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { AssessedSeries } from './lib/assess.js';
import { headroom, Insured, isInsured, seed } from './lib/actuary.js';

describe('claims to the insurance pool', () => {
  const ONE = 10n ** 18n;
  const series = (lots, { units = 2n, pledge = 0n, settled = 2, expected = ONE, maxValue = 10_000n } = {}) => {
    const model = new AssessedSeries({ units, term: 10, expected, poolRate: 0n, pledgeRate: 0n, minPayout: 0n });
    let item = 0;
    for (const [day, count, instalment] of lots) {
      const items = Array.from({ length: count }, () => { item += 1; return item; });
      model.sell({ buyer: `b${day}`, items, day, deposit: instalment * 10n });
    }
    for (let day = 1; day <= settled; day += 1) model.pay(day, 0n);
    model.freeze();
    return { model, pledge, maxValue };
  };
  const insured = ({ model, maxValue }) => new Insured({ model, payment: 'USDT', reward: 'BTC', miner: 'Leo', maxValue });
  const frozen = (...terms) => insured(series(...terms));
  /// Two units a certificate, ten days, of which two are settled. `lots`: day of the sale, certificates,
  /// instalment. A breach slashes the pledge of each certificate. A unit should earn one satoshi a day. Values are
  /// limited only where a test says so.
  const ended = (...terms) => {
    const failed = series(...terms);
    failed.model.terminate();
    failed.model.slashOf = () => failed.pledge;
    return insured(failed);
  };
  const tenths = (number) => (number * ONE) / 10n;
  const claim = (unitDay, { day = 2, asset = 'USDT', payment = 10n, dmc = 5n, asked = 1_000n } = {}) => ({
    day, asset, asked, rates: { unitDay: tenths(unitDay), payment: tenths(payment), dmc: tenths(dmc) },
  });
  const inDmc = (unitDay, payment, terms = {}) => claim(unitDay, { asset: 'DMC', payment, dmc: 10n, ...terms });
  /// The share of a certificate of each lot.
  const shares = (all, award) => all.model.lots.map((lot) => all.share(award, all.ofLot(lot)));
  const loss = (all, asked) => all.loss(asked).loss;

  test('insure what was first sold before the incident day', () => {
    assert.deepEqual([1, 2, 3].map((start) => isInsured({ start }, 2)), [true, true, false]);
  });
  test('have a part of the pool as headroom, less recent awards', () => {
    assert.deepEqual([headroom(1_009n, 200_000n, 0n), headroom(1_009n, 200_000n, 200n), headroom(1_009n, 200_000n, 202n)], [201n, 1n, 0n]);
  });
  test('start with nays by the part of the pool that is asked for', () => {
    const of = (asked, available) => seed(asked, available, { ofPool: 1_000n, least: 7n });
    assert.deepEqual([of(1n, 1_000n), of(10n, 1_000n), of(1n, 3n), of(3n, 3n), of(4n, 3n), of(1n, 0n)], [7n, 10n, 334n, 1_000n, 1_000n, 1_000n]);
  });
  test('lose what units would have earned, less instalments and pledges', () => {
    // Eight days of two units at 3.5, less eight instalments of 5, for each of two.
    const all = ended([[0, 2, 5n]]);
    assert.equal(loss(all, claim(35n)), 2n * (56n - 40n));
    // Each gets its pledge of 5 back, at a half: 5 less together; of 5.5 for one, 26.5 are rounded down.
    assert.equal(loss(ended([[0, 2, 5n]], { pledge: 5n }), claim(35n)), 27n);
    assert.equal(loss(ended([[0, 1, 5n]], { pledge: 11n }), claim(35n)), 10n);
    assert.equal(loss(all, claim(24n)), 0n);
    assert.equal(loss(all, claim(35n, { day: 0 })), 0n, 'nothing was sold before');
  });
  test('reserve what is asked, within the headroom, and in a freeze no more than the loss if it ended now', () => {
    const reserved = (all, asked, may) => all.reserved(claim(35n, { asked }), may);
    // In the freeze 2 × (56 − 40), whatever will be slashed; ten days of each if nothing was settled.
    const all = frozen([[0, 2, 5n]], { pledge: 5n });
    assert.deepEqual([[31n, 99n], [33n, 99n], [99n, 31n], [99n, 99n]].map((terms) => reserved(all, ...terms)), [31n, 32n, 31n, 32n]);
    assert.equal(reserved(frozen([[0, 2, 5n]], { settled: 0 }), 99n, 99n), 40n);
    assert.deepEqual([claim(24n), claim(35n, { day: 0 })].map((asked) => all.reserved(asked, 99n)), [0n, 0n]);
    assert.equal(reserved(ended([[0, 2, 5n]]), 99n, 98n), 98n, 'when the series has ended the award is fixed immediately');
  });
  test('are awarded what is reserved, and no more than the loss', () => {
    const some = ended([[0, 2, 5n]]);
    const award = some.award(claim(35n), 10n);
    assert.deepEqual([award.number, award.amount, award.loss, award.weight], [0, 10n, 32n, 16n * ONE]);
    assert.deepEqual(shares(some, award), [5n]);
    const all = ended([[0, 2, 5n]]);
    const whole = all.award(claim(35n), 33n);
    assert.deepEqual([whole.amount, shares(all, whole)], [32n, [16n]]);
    assert.equal(all.award(claim(35n), 33n).amount, 0n);
    assert.equal(all.awards.length, 1, 'an award of zero is none');
  });
  test('share by days, and give none to what was sold on the incident day', () => {
    const all = ended([[0, 1, 5n], [1, 1, 5n], [2, 1, 5n]]);
    const award = all.award(claim(35n), 17n);
    assert.deepEqual([award.weight, shares(all, award)], [17n * ONE, [8n, 9n, 0n]]);
  });
  test('give nobody more than its own loss', () => {
    // The second paid more, and so lost less: 13 of the 25 are its share by days, its loss is 9.
    const all = ended([[0, 1, 5n], [1, 1, 6n]]);
    const award = all.award(claim(35n), 1_000n);
    assert.deepEqual([award.loss, shares(all, award)], [25n, [11n, 9n]]);
  });
  test('give nothing to the miner for its own', () => {
    const all = ended([[0, 2, 5n]]);
    all.model.hand([2], 'Leo');
    assert.deepEqual(all.shares(all.award(claim(35n), 10n)).map(({ item, amount: share }) => [item, share]), [[1, 5n]]);
  });
  test('make good what earlier awards left uncovered', () => {
    const all = ended([[0, 1, 5n], [1, 1, 5n]]);
    const small = all.award(claim(35n), 1n);
    const rest = all.award(claim(35n), 1_000n);
    assert.deepEqual([small.loss, rest.loss, rest.amount], [34n, 33n, 33n]);
    // Each is shared by days, eight and nine of seventeen.
    assert.equal(rest.uncovered(1), (ONE * 33n) / 34n);
    assert.deepEqual([shares(all, small), shares(all, rest)], [[0n, 0n], [15n, 17n]]);
    assert.equal(loss(all, claim(35n)), 0n);
  });
  test('leave uncovered what an earlier award did not insure', () => {
    const all = ended([[0, 1, 5n], [1, 1, 5n]]);
    const early = all.award(claim(35n, { day: 1 }), 1_000n);
    assert.deepEqual([early.amount, shares(all, early)], [16n, [16n, 0n]]);
    const late = all.award(claim(35n), 1_000n);
    assert.deepEqual([late.amount, late.uncovered(1), late.uncovered(2), shares(all, late)], [18n, 0n, ONE, [0n, 18n]]);
  });
  test('deduct an earlier award by the later claim\'s rates alone', () => {
    // By cheap rates 1.6 are lost, and one makes that good, but for less than one.
    const all = ended([[0, 1, 5n]]);
    assert.equal(all.award(claim(26n), 99n).amount, 1n);
    assert.equal(loss(all, claim(26n)), 0n);
    assert.equal(loss(all, claim(35n)), 15n, 'one is one');
  });
  test('exchange an award in another asset: of deposits, in DMC, of income by the average', () => {
    // Eight days of two units at 7 DMC, less eight instalments of 5 at 2 DMC: 32. Three USDT are worth six.
    const award = (each, number, average = 4n) => {
      const all = ended([[0, 1, 5n]], { expected: average * ONE });
      assert.equal(all.award(each, number).amount, number);
      return all;
    };
    assert.equal(loss(award(claim(35n), 3n), inDmc(70n, 20n)), 32n - 6n);
    // Three DMC at half a USDT are one and a half, which is deducted from 16.
    assert.equal(loss(award(inDmc(70n, 20n), 3n), claim(35n)), 14n);
    // A unit's day is worth 4 BTC by the average, and 3.5 USDT or 7 DMC by the rates: 5 BTC are 4.375 or 8.75.
    const inBtc = claim(40n, { asset: 'BTC', payment: 2n, dmc: 1n });
    assert.equal(loss(award(inBtc, 5n), claim(35n)), 11n);
    assert.equal(loss(award(inBtc, 5n), inDmc(70n, 20n)), 23n);
    // What was awarded is what counts, and no more than the loss: 4 BTC a day less eight instalments of 5 at 0.2.
    assert.equal(loss(award(inBtc, 56n), claim(35n)), 0n);
    // In BTC 16 USDT are 3.2, which is deducted from 56; and by an average of 3 one BTC is 1.167 USDT.
    assert.equal(loss(award(claim(35n), 16n), inBtc), 52n);
    assert.equal(loss(award(inBtc, 1n, 3n), claim(35n)), 14n);
  });
  test('divide an award by what was uncovered of each when it was fixed', () => {
    const all = ended([[0, 1, 5n], [1, 1, 5n]]);
    all.award(claim(35n, { day: 1 }), 8n);
    // The first was left half of its loss: four of thirteen go to it, and nine to the second.
    assert.equal(all.award(claim(35n), 13n).weight, 13n * ONE);
    assert.deepEqual([loss(all, claim(35n, { day: 1 })), loss(all, claim(35n))], [4n, 13n]);
  });
  test('round up what is deducted from a loss', () => {
    // From 34 two awards of one are deducted, the second in two parts.
    const unslashed = ended([[0, 1, 5n], [1, 1, 5n]]);
    unslashed.award(claim(35n, { day: 1 }), 1n);
    unslashed.award(claim(35n), 1n);
    assert.equal(loss(unslashed, claim(35n)), 34n - 1n - 1n - 1n);
  });
  test('tell what a certificate lost and got, without rounding', () => {
    const all = ended([[0, 1, 5n]], { pledge: 3n });
    all.award(claim(35n), 1_000n);
    assert.deepEqual(all.recovery(all.ofLot(all.model.lots[0]), claim(35n)), {
      value: 56n * ONE, refund: 40n * ONE, slash: (3n * ONE) / 2n, pool: 14n * ONE, shares: [14n], got: (55n * ONE) + (ONE / 2n),
    });
  });

  test('value a unit\'s day at no more than a multiple of what was paid for it, or of the average', () => {
    // Eight days of two units: 16 unit-days, for which 40 were paid; three times that is 120, or 7.5 for each.
    const all = (terms) => ended([[0, 1, 5n]], { maxValue: 300n, ...terms });
    assert.deepEqual([74n, 75n, 76n, 999n].map((unitDay) => loss(all(), claim(unitDay))), [78n, 80n, 80n, 80n]);
    assert.deepEqual([75n, 76n].map((unitDay) => all().isWithinLimit(claim(unitDay))), [true, false]);
    // In DMC at two for one it is twice as much; in BTC it is three times the average.
    assert.deepEqual([150n, 151n].map((unitDay) => all().isWithinLimit(inDmc(unitDay, 20n))), [true, false]);
    const inBtc = (unitDay) => claim(unitDay, { asset: 'BTC', payment: 2n, dmc: 1n });
    assert.deepEqual([120n, 121n].map((unitDay) => all({ expected: 4n * ONE }).isWithinLimit(inBtc(unitDay))), [true, false]);
    assert.equal(loss(all({ expected: 4n * ONE }), inBtc(999n)), (16n * 12n) - 8n);
    assert.equal(loss(all({ expected: 0n }), inBtc(1n)), 0n, 'income that ended has no value');
  });
  test('value each certificate by what was paid for it alone', () => {
    // Ten for 10 a day raise the mean; the first is valued at three times its own 1.
    const all = ended([[0, 1, 1n], [0, 10, 10n]], { maxValue: 300n });
    assert.ok(all.isWithinLimit(claim(130n)));
    const award = all.award(claim(130n), 10_000n);
    assert.deepEqual([award.amount, shares(all, award)], [(11n * 208n) - 808n, [24n - 8n, 128n]]);
  });
  test('take the average of when an award was fixed', () => {
    const all = ended([[0, 1, 5n]], { expected: 4n * ONE });
    const award = all.award(claim(40n, { asset: 'BTC', payment: 2n, dmc: 1n }), 5n);
    const before = [shares(all, award), loss(all, claim(35n))];
    all.model.lastAverage = ONE;
    assert.deepEqual([shares(all, award), loss(all, claim(35n))], before);
  });

  let state = 7n;
  const draw = (bound) => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) % (1n << 64n);
    return (state >> 33n) % bound;
  };
  /// Some certificates of three days, with random sums.
  const drawn = () => {
    const lots = [0, 1, 2].map((day) => [day, Number(draw(4n)) + 1, draw(999n) + 1n]);
    return ended(lots, { units: draw(9n) + 1n, pledge: draw(900n), expected: draw(5n * ONE) + 1n, maxValue: [10_000n, 300n][draw(2n)] });
  };
  /// A claim for any day, in any asset, by any rates that fit it.
  const drawnClaim = () => {
    const asset = ['USDT', 'DMC', 'BTC'][draw(3n)];
    const rate = (own) => (asset === own ? ONE : draw(3n * ONE) + 1n);
    const rates = { unitDay: tenths(draw(9_999n) + 1n), payment: rate('USDT'), dmc: rate('DMC') };
    return { day: Number(draw(3n)) + 1, asset, asked: draw(20_000n), rates };
  };
  /// No award gives more than it is, and nobody has more than was lost by the rates of the last claim that gave
  /// it anything. Returns how many shares there were.
  const checked = (all) => {
    for (const award of all.awards) {
      assert.ok(award.amount <= award.asked && award.amount <= award.loss);
      const paid = all.shares(award).reduce((total, { amount: share }) => total + share, 0n);
      assert.ok(paid <= award.amount, 'more than is awarded');
    }
    let shared = 0;
    for (const certificate of all.model.lots.map((lot) => all.ofLot(lot))) {
      const last = all.awards.findLast((award) => all.share(award, certificate) > 0n);
      if (!last) continue;
      const { got, value, shares: each } = all.recovery(certificate, last);
      shared += each.filter((share) => share > 0n).length;
      assert.ok(got <= value, 'more than was lost');
    }
    return shared;
  };

  test('never give more than is awarded, nor more than was lost, whatever the numbers', () => {
    let shared = 0;
    for (let round = 0; round < 2_000; round += 1) {
      const all = drawn();
      const unitDay = draw(9_999n) + 1n;
      for (let i = 0; i < 3; i += 1) {
        const asked = claim(unitDay, { day: Number(draw(3n)) + 1, asked: draw(20_000n) });
        all.award(asked, asked.asked);
      }
      shared += checked(all);
    }
    assert.ok(shared > 1_000, String(shared));
  });
  test('never do so either by different rates, in different assets, and of different days', () => {
    let [shared, several] = [0, 0];
    for (let round = 0; round < 2_000; round += 1) {
      const all = drawn();
      for (let i = 0; i < 4; i += 1) {
        const asked = drawnClaim();
        all.award(asked, asked.asked);
      }
      shared += checked(all);
      several += Number(all.awards.length > 1);
    }
    assert.ok(shared > 1_000 && several > 500, `${shared} shares, ${several} times several awards`);
  });
});
