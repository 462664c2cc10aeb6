// What the insurance pool owes for a series that failed, written from the rules and not from the chain's
// code: certificate by certificate, in whole numbers of base units. Every division says which way it rounds.
// A claim is { day, asset, asked, rates }: the incident day, and what it is paid in and measured with.
import { ceilDiv, FIXED, partDown, sum } from '../demo/arithmetic.js';

const least = (a, b) => (a < b ? a : b);
const lessAtLeastZero = (a, b) => (a > b ? a - b : 0n);

/// Whether a certificate is covered: it was first sold before the incident day, so it started on it or
/// earlier.
export const isCovered = ({ start }, day) => start <= day;

/// What the pool may award for a miner: a part of what it can dispose of, in parts per million and
/// rounded down, less what it awarded for that miner lately.
export const room = (disposable, cap, recent) => lessAtLeastZero(partDown(disposable, cap), recent);

/// A series with what was awarded for it. `model` is the series as its certificates see it, `payment` what
/// they were paid in, `reward` what their income is paid in, `miner` the name of who promised the units.
export class Insured {
  constructor({ model, payment, reward, miner }) {
    Object.assign(this, { model, payment, reward, miner, awards: [] });
  }

  /// Nothing is slashed after an event, or before the end.
  get #slash() {
    return this.model.terminated ? this.model.slash : 0n;
  }

  /// One certificate of a lot, with what was never settled of it, and its part of the slashed pledge.
  ofLot(lot) {
    const days = BigInt(this.model.daysLeft(lot));
    const slash = this.#slash === 0n ? 0n : this.model.slashShare(lot);
    return { lot, owner: lot.buyer, start: lot.start, days, slices: lot.slice * days, slash };
  }

  /// Every certificate that was sold.
  certificates() {
    return this.model.lots.flatMap((lot) => lot.items.map((item) => ({ item, ...this.ofLot(lot) }))).sort((a, b) => a.item - b.item);
  }

  /// What a base unit of an asset is worth in that of a claim, by its rates: a fraction, in parts of FIXED. One
  /// of the income is worth the value of a unit's day divided by the last average before the end.
  #worth(asset, { asset: asked, rates: { unitDay, payment, dmc } }) {
    if (asset === asked) return [FIXED, 1n];
    if (asset === this.payment) return [payment, 1n];
    if (asset === 'DMC') return [dmc, 1n];
    if (asset === this.reward) return [unitDay * FIXED, this.model.reference];
    throw new Error(`no claim of the series is paid in ${asset}`);
  }

  #value(days, { unitDay }) {
    return days * this.model.units * unitDay;
  }

  /// What an award came to for certificates that start on one day, at the rates of a later claim, rounded up;
  /// in parts of FIXED.
  #recovered(award, { start, days }, claim) {
    if (!isCovered({ start }, award.day)) return 0n;
    const [worth, of] = this.#worth(award.asset, claim);
    return ceilDiv(award.amount * days * award.open(start) * worth, award.weight * of);
  }

  /// Certificates of which a claim covers all, parted where the cover of an earlier award ends.
  #groups({ day }, earlier) {
    const ends = [...new Set([...earlier.map((award) => award.day).filter((end) => end < day), day])].sort((a, b) => a - b);
    return ends.map((end, i) => {
      const each = this.certificates().filter(({ start }) => start <= end && (i === 0 || start > ends[i - 1]));
      return { end, start: end, days: sum(each.map(({ days }) => days)), slices: sum(each.map(({ slices }) => slices)) };
    });
  }

  /// The loss of all that a claim covers that no earlier award made good, rounded down; what of each part of
  /// it is open, in parts of FIXED; and the days by which it is shared, each counted by what is open. Of a
  /// series that is only frozen, as it stands: as if it ended now.
  loss(claim, earlier = this.awards) {
    const groups = this.#groups(claim, earlier).map((group) => {
      const value = this.#value(group.days, claim.rates);
      // The pledge is shared by days, and their part of it is rounded up.
      const slash = this.#slash === 0n ? 0n : ceilDiv(this.#slash * group.days * claim.rates.dmc, this.model.certDaysLeft);
      const returned = (group.slices * claim.rates.payment) + slash;
      const lost = lessAtLeastZero(value, returned);
      const recovered = least(lost, sum(earlier.map((award) => this.#recovered(award, group, claim))));
      const open = lost === 0n ? FIXED : ((lost - recovered) * FIXED) / lost;
      return { ...group, open, value, takenOff: returned + recovered };
    });
    const weight = sum(groups.map(({ days, open }) => days * open));
    const loss = lessAtLeastZero(sum(groups.map(({ value }) => value)), sum(groups.map(({ takenOff }) => takenOff))) / FIXED;
    return { groups, weight, loss: weight === 0n ? 0n : loss };
  }

  /// What is set aside when a claim is approved, of what the pool may award: what is asked, and in a freeze no
  /// more than the loss as it stands.
  setAside(claim, may) {
    const wanted = least(claim.asked, may);
    return this.model.frozen && !this.model.terminated ? least(wanted, this.loss(claim).loss) : wanted;
  }

  /// Fixes an award for a claim, for which `setAside` is kept. One of nothing is none.
  award(claim, setAside) {
    const { groups, weight, loss } = this.loss(claim);
    const open = (start) => groups.find(({ end }) => start <= end)?.open ?? 0n;
    const award = { ...claim, number: this.awards.length, amount: least(setAside, loss), loss, weight, open };
    if (award.amount > 0n) this.awards.push(award);
    return award;
  }

  /// The share of a certificate in an award, rounded down: by days, and no more than its own loss less what
  /// earlier awards came to for it.
  share(award, certificate) {
    const { start, days, slices, slash } = certificate;
    if (!isCovered(certificate, award.day) || award.amount === 0n) return 0n;
    const { payment, dmc } = award.rates;
    const lost = lessAtLeastZero(this.#value(days, award.rates), (slices * payment) + (slash * dmc));
    const recovered = sum(this.awards.slice(0, award.number).map((earlier) => this.#recovered(earlier, certificate, award)));
    return least((award.amount * days * award.open(start)) / award.weight, lessAtLeastZero(lost, recovered) / FIXED);
  }

  /// What every certificate gets that is not the miner's own.
  shares(award) {
    return this.certificates()
      .filter(({ owner }) => owner !== this.miner)
      .map((certificate) => ({ ...certificate, amount: this.share(award, certificate) }))
      .filter(({ amount }) => amount > 0n);
  }

  /// What a certificate lost, and refund, slash and its shares of awards against it, at the rates of a claim. All
  /// but the shares in parts of FIXED; what they are worth is rounded up.
  recovery(certificate, claim) {
    const shares = this.awards.map((award) => (certificate.owner === this.miner ? 0n : this.share(award, certificate)));
    const worth = ({ asset }, share) => {
      const [parts, of] = this.#worth(asset, claim);
      return ceilDiv(share * parts, of);
    };
    const [refund, slash] = [certificate.slices * claim.rates.payment, certificate.slash * claim.rates.dmc];
    const pool = sum(this.awards.map((award, i) => worth(award, shares[i])));
    return { value: this.#value(certificate.days, claim.rates), refund, slash, pool, shares, got: refund + slash + pool };
  }
}
