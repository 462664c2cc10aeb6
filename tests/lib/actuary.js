// What the insurance pool owes for a series that failed, written from the rules and not from the chain's
// code: certificate by certificate, in whole numbers of base units. Every division says which way it rounds.
// A claim is { day, asset, asked, rates }: the incident day, the asset in which it is paid and measured, the
// greatest award that it asks for, and its rates.
// What a certificate gets back is its instalments of the days that were never settled, and after a breach its
// own pledge.
import { ceilDiv, FIXED, min, partDown, sum } from './arithmetic.js';

const minusOrZero = (a, b) => (a > b ? a - b : 0n);

/// Whether a certificate is insured: it was first sold before the incident day, so it started on that day or
/// earlier.
export const isInsured = ({ start }, day) => start <= day;

/// What a cap leaves: a part of the pool's available money, in parts per million and rounded down, less what it
/// awarded lately, for one miner or for all of them.
export const headroom = (available, cap, recent) => minusOrZero(partDown(available, cap), recent);

/// The public nays of the vote on a claim: so much of those for the whole pool as it asks for of the pool, rounded
/// up, and at least `least`.
export const seed = (asked, available, { ofPool, least }) => {
  const nays = asked < available ? ceilDiv(ofPool * asked, available) : ofPool;
  return nays > least ? nays : least;
};

/// A series with the awards for it. `model` is the series as its certificates see it, `payment` the asset of its
/// deposits, `reward` that of its income, `miner` the name of who promised the units.
export class Insured {
  /// `maxValue`: the greatest value of a unit's day, in per cent.
  constructor({ model, payment, reward, miner, maxValue }) {
    Object.assign(this, { model, payment, reward, miner, maxValue, awards: [] });
  }

  /// The last average of the network, in parts of FIXED.
  get average() {
    return this.model.lastAverage;
  }

  /// One certificate of a lot, with its exposure: the days that were never settled, their instalments, and its
  /// slashed pledge.
  ofLot(lot) {
    const days = BigInt(this.model.daysLeft(lot));
    const slash = this.model.terminated && days > 0n ? this.model.slashOf(lot) : 0n;
    return { lot, owner: lot.buyer, start: lot.start, days, instalments: lot.instalment * days, slash };
  }

  /// Every certificate that was sold.
  certificates() {
    return this.model.lots.flatMap((lot) => lot.items.map((item) => ({ item, ...this.ofLot(lot) }))).sort((a, b) => a.item - b.item);
  }

  /// The exchange rate of an award to the asset of a claim, by the claim's rates: a fraction, in parts of FIXED.
  /// One of the income is worth the value of a unit's day divided by the average when the award was fixed.
  #exchangeRate({ asset, average }, { asset: asked, rates: { unitDay, payment, dmc } }) {
    if (asset === asked) return [FIXED, 1n];
    if (asset === this.payment) return [payment, 1n];
    if (asset === 'DMC') return [dmc, 1n];
    if (asset === this.reward) return [unitDay * FIXED, average];
    throw new Error(`no claim of the series is paid in ${asset}`);
  }

  /// The most that the days of certificates may be worth: by the average in the asset of income, by what was paid
  /// for them in others. In parts of FIXED, rounded down.
  #limit({ days, instalments }, { asset, rates: { payment } }, average) {
    const base = asset === this.reward ? days * this.model.units * average : instalments * payment;
    return (base * this.maxValue) / 100n;
  }

  #byRate({ days }, { rates: { unitDay } }) {
    return days * this.model.units * unitDay;
  }

  #value(exposure, claim, average = this.average) {
    return min(this.#byRate(exposure, claim), this.#limit(exposure, claim, average));
  }

  #returned({ instalments, slash }, { payment, dmc }) {
    return (instalments * payment) + (slash * dmc);
  }

  /// Whether a claim may be filed with its value of a unit's day.
  isWithinLimit(claim) {
    const all = this.#groups(claim, []).at(0);
    return this.#byRate(all, claim) <= this.#limit(all, claim, this.average);
  }

  /// What an award came to for certificates that start on one day, by the rates of a later claim, rounded up;
  /// in parts of FIXED.
  #recovered(award, { start, days }, claim) {
    if (!isInsured({ start }, award.day)) return 0n;
    const [rate, of] = this.#exchangeRate(award, claim);
    return ceilDiv(award.amount * days * award.uncovered(start) * rate, award.weight * of);
  }

  /// The certificates that a claim insures, in groups of which every earlier award insures all or none.
  #groups({ day }, earlier) {
    const ends = [...new Set([...earlier.map((award) => award.day).filter((end) => end < day), day])].sort((a, b) => a - b);
    return ends.map((end, i) => {
      const each = this.certificates().filter(({ start }) => start <= end && (i === 0 || start > ends[i - 1]));
      const total = (what) => sum(each.map((certificate) => certificate[what]));
      return { end, start: end, days: total('days'), instalments: total('instalments'), slash: total('slash') };
    });
  }

  /// The loss of all insured certificates that no earlier award made good, rounded down; the uncovered fraction
  /// of each group's loss, in parts of FIXED; and the days by which an award is shared, each counted by its
  /// uncovered fraction. A series that is only frozen is measured as if it ended now.
  loss(claim, earlier = this.awards) {
    const groups = this.#groups(claim, earlier).map((group) => {
      const [value, returned] = [this.#value(group, claim), this.#returned(group, claim.rates)];
      const lost = minusOrZero(value, returned);
      const recovered = min(lost, sum(earlier.map((award) => this.#recovered(award, group, claim))));
      const uncovered = lost === 0n ? FIXED : ((lost - recovered) * FIXED) / lost;
      return { ...group, uncovered, value, deducted: returned + recovered };
    });
    const weight = sum(groups.map(({ days, uncovered }) => days * uncovered));
    const loss = minusOrZero(sum(groups.map(({ value }) => value)), sum(groups.map(({ deducted }) => deducted))) / FIXED;
    return { groups, weight, loss: weight === 0n ? 0n : loss };
  }

  /// What is reserved when a claim is approved: what it asks for, within the pool's headroom, and in a freeze no
  /// more than the loss if the series ended now.
  reserved(claim, room) {
    const wanted = min(claim.asked, room);
    return this.model.frozen && !this.model.terminated ? min(wanted, this.loss(claim).loss) : wanted;
  }

  /// Fixes the award of a claim, for which `reserved` is kept. An award of zero is none.
  award(claim, reserved) {
    const { groups, weight, loss } = this.loss(claim);
    const uncovered = (start) => groups.find(({ end }) => start <= end)?.uncovered ?? 0n;
    const award = { ...claim, number: this.awards.length, amount: min(reserved, loss), loss, weight, uncovered, average: this.average };
    if (award.amount > 0n) this.awards.push(award);
    return award;
  }

  /// The share of a certificate in an award, rounded down: by days, and no more than its own loss less what
  /// earlier awards came to for it.
  share(award, certificate) {
    const { start, days } = certificate;
    if (!isInsured(certificate, award.day) || award.amount === 0n) return 0n;
    const lost = minusOrZero(this.#value(certificate, award, award.average), this.#returned(certificate, award.rates));
    const recovered = sum(this.awards.slice(0, award.number).map((earlier) => this.#recovered(earlier, certificate, award)));
    return min((award.amount * days * award.uncovered(start)) / award.weight, minusOrZero(lost, recovered) / FIXED);
  }

  /// The shares of all certificates but the miner's own.
  shares(award) {
    return this.certificates()
      .filter(({ owner }) => owner !== this.miner)
      .map((certificate) => ({ ...certificate, amount: this.share(award, certificate) }))
      .filter(({ amount }) => amount > 0n);
  }

  /// The loss of a certificate, and against it refund, slash and its shares of awards, by the rates of a claim. All
  /// but the shares are in parts of FIXED; the value of a share is rounded up.
  recovery(certificate, claim) {
    const shares = this.awards.map((award) => (certificate.owner === this.miner ? 0n : this.share(award, certificate)));
    const value = (award, share) => {
      const [rate, of] = this.#exchangeRate(award, claim);
      return ceilDiv(share * rate, of);
    };
    const [refund, slash] = [certificate.instalments * claim.rates.payment, certificate.slash * claim.rates.dmc];
    const pool = sum(this.awards.map((award, i) => value(award, shares[i])));
    return { value: this.#value(certificate, claim), refund, slash, pool, shares, got: refund + slash + pool };
  }
}
