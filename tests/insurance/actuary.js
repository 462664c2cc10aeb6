// What the insurance pool owes for a series that failed, written from the rules and not from the chain's
// code: certificate by certificate, in whole numbers of base units. Every division says which way it rounds.
import { ceilDiv, FIXED, sum } from '../demo/arithmetic.js';

const least = (a, b) => (a < b ? a : b);
const lessAtLeastZero = (a, b) => (a > b ? a - b : 0n);

/// A series with what was awarded for it. `model` is the series as its certificates see it, `asset` what was
/// paid for them, `miner` the name of who promised the units.
export class Insured {
  constructor({ model, asset, name }) {
    Object.assign(this, { model, asset, miner: name, awards: [] });
  }

  /// Every certificate that was sold, with what was never settled of it.
  certificates() {
    if (!this.model.terminated) return [];
    return this.model.lots.flatMap((lot) => lot.items.map((item) => {
      const days = BigInt(this.model.daysLeft(lot));
      return { item, lot, owner: lot.buyer, start: lot.start, days, slices: lot.slice * days, slash: this.model.slashShare(lot) };
    })).sort((a, b) => a.item - b.item);
  }

  /// What a base unit of an asset is worth in that of a claim, in parts of FIXED.
  #worth(asset, claim) {
    if (asset === claim.asset) return FIXED;
    return asset === this.asset ? claim.rates.payment : claim.rates.dmc;
  }

  #value(days, { unitDay }) {
    return days * this.model.units * unitDay;
  }

  /// What an award came to for certificates that start on one day, at the rates of a later claim, rounded up;
  /// in parts of FIXED.
  #recovered(award, { start, days }, claim) {
    if (start > award.day) return 0n;
    return ceilDiv(award.amount * days * award.open(start) * this.#worth(award.asset, claim), award.weight);
  }

  /// Certificates of which a claim covers all, parted where the cover of an earlier award ends.
  #groups({ day }, earlier) {
    const ends = [...new Set([...earlier.map((award) => award.day).filter((end) => end < day), day])].sort((a, b) => a - b);
    return ends.map((end, i) => {
      const lots = this.certificates().filter(({ start }) => start <= end && (i === 0 || start > ends[i - 1]));
      return { end, start: end, days: sum(lots.map((each) => each.days)), slices: sum(lots.map((each) => each.slices)) };
    });
  }

  /// The loss of all that a claim covers that no earlier award made good, rounded down; what of each part of
  /// it is open, in parts of FIXED; and the days by which it is shared, each counted by what is open.
  loss(claim, earlier = this.awards) {
    const { model } = this;
    const groups = this.#groups(claim, earlier).map((group) => {
      const value = this.#value(group.days, claim.rates);
      // The pledge is shared by days, and their part of it is rounded up.
      const slash = ceilDiv(model.slash * group.days * claim.rates.dmc, model.certDaysLeft);
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

  /// Fixes an award for a claim, for which `setAside` is kept.
  award(claim, setAside) {
    const { groups, weight, loss } = this.loss(claim);
    const open = (start) => groups.find(({ end }) => start <= end)?.open ?? 0n;
    const award = { ...claim, number: this.awards.length, amount: least(setAside, loss), loss, weight, open };
    this.awards.push(award);
    return award;
  }

  /// The share of a certificate in an award, rounded down: by days, and no more than its own loss less what
  /// earlier awards came to for it.
  share(award, certificate) {
    const { start, days, slices, slash } = certificate;
    if (start > award.day) return 0n;
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

  /// Refund, slash and awards against what a certificate lost, at the rates of a claim.
  recovery(certificate, claim) {
    const awards = this.awards.filter(({ day }) => certificate.start <= day).map((award) => ({
      ...award, share: certificate.owner === this.miner ? 0n : this.share(award, certificate),
    }));
    const { lot, days, slices, slash } = certificate;
    return {
      awards,
      value: this.#value(days, claim.rates),
      refund: slices * claim.rates.payment,
      slash: slash * claim.rates.dmc,
      pool: sum(awards.map(({ asset, share }) => share * this.#worth(asset, claim))),
      refunded: lot.deposit - this.model.released(lot),
      // What no whole slice takes of a deposit comes back too, and is not of the days lost.
      rest: lot.deposit - (lot.slice * BigInt(this.model.term)),
    };
  }
}
