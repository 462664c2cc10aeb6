// How a miner is judged, written from the rules and not from the chain's code: naive, day by day and
// certificate by certificate.
import { ceilDiv, FIXED, partDown, Series, sum } from './arithmetic.js';

/// The lines of genesis, in percent and in days.
export const RULES = {
  fullFrom: 75n, windowCap: 93n, windowBase: 80n, lowBelow: 80n, breachLate: 8, breachLowRun: 7, window: 30,
};

/// Whether `paid` is at least `percent` of `expected`.
const reaches = (paid, expected, percent) => paid * 100n >= expected * percent;

/// A series whose days are judged against the market average, and which can be frozen and ended.
export class JudgedSeries extends Series {
  constructor(terms) {
    super(terms);
    this.reference = terms.expected;
    this.pledgeRate = terms.pledgeRate;
    this.minPayout = terms.minPayout;
    this.judged = [];
    this.freshAfter = undefined;
    this.frozen = false;
    this.waiting = 0n;
    this.lowRun = 0;
    this.lowDays = 0;
    this.settledCertDays = 0n;
  }

  sell(purchase) {
    const lot = super.sell(purchase);
    this.freshAfter ??= purchase.day;
    return lot;
  }

  /// The judged days among the thirty up to `day`.
  window(day) {
    const first = Math.max(day - RULES.window, this.freshAfter);
    const days = day > this.freshAfter ? this.judged.filter((each) => each.day > first && each.day <= day) : [];
    return { days: days.length, paid: sum(days.map(({ paid }) => paid)), expected: sum(days.map(({ expected }) => expected)) };
  }

  #windowHolds({ days, paid, expected }) {
    const ramp = RULES.windowBase + BigInt(days);
    return reaches(paid, expected, ramp < RULES.windowCap ? ramp : RULES.windowCap);
  }

  /// Settles the oldest day. `average`: in parts of FIXED, or nothing where none is published.
  pay(day, paid, average) {
    const units = this.unitsOn(day);
    const expected = ceilDiv((average ?? this.reference) * units, FIXED);
    const tolerant = !this.frozen && day > this.freshAfter;
    const judged = tolerant && average !== undefined;
    const low = judged && !reaches(paid, expected, RULES.lowBelow);
    const most = expected + expected / 10n;
    if (judged) this.judged.push({ day, paid: paid < most ? paid : most, expected });
    const last = judged ? day : this.judged.at(-1)?.day ?? this.freshAfter;
    const full = tolerant && reaches(paid, expected, RULES.fullFrom) && this.#windowHolds(this.window(last));
    const fraction = full || paid >= expected ? FIXED : (paid * FIXED) / expected;
    const certificates = sum(this.active(day).map(({ items }) => BigInt(items.length)));
    const settled = this.settle(day, paid, fraction);
    this.settledCertDays += certificates;
    if (average !== undefined) this.reference = average;
    if (judged) this.lowRun = low ? this.lowRun + 1 : 0;
    this.lowDays += Number(low);
    Object.assign(this.days.get(day), { expected, judged, low, frozen: this.frozen });
    if (!this.frozen) return settled;
    this.waiting += settled.released;
    return { ...settled, pool: 0n, miner: 0n };
  }

  /// What the chain sends to each holder by itself: everything that has ended, and what reaches the
  /// least payout. Returns a payment for each lot that is paid.
  payout() {
    const paid = [];
    for (const lot of this.lots.filter(({ retired }) => !retired)) {
      const each = this.claimable(lot);
      const count = BigInt(lot.items.length);
      if (this.last >= lot.end && (this.cut === undefined || lot.end <= this.cut)) {
        const { income, rest } = this.retire(lot);
        lot.retired = true;
        lot.returned = rest;
        paid.push({ lot, income, rest, slash: 0n, retired: true });
      } else if (this.terminated && !lot.refunded) {
        const rest = this.unreleased(lot) * count;
        const slash = this.slashShare(lot) * count;
        Object.assign(lot, { releasedEach: this.released(lot), returned: rest, slash });
        paid.push({ lot, income: this.claim(lot), rest, slash, refunded: true });
        lot.refunded = true;
      } else if (each > 0n && (each >= this.minPayout || this.last >= lot.end)) {
        paid.push({ lot, income: this.claim(lot), rest: 0n, slash: 0n });
      }
    }
    return paid;
  }

  freeze() {
    this.frozen = true;
    this.cut = this.last;
  }

  /// The vote was lost: what waited is released, and every clock starts over.
  resume(today) {
    const released = this.waiting;
    Object.assign(this, { frozen: false, cut: undefined, waiting: 0n, freshAfter: today - 1, lowRun: 0 });
    const pool = partDown(released, this.poolRate);
    return { released, pool, miner: released - pool };
  }

  /// The vote was won: the pledge for certificates that have not ended goes to their holders, by the
  /// days that were never settled.
  terminate() {
    const certificates = (lots) => sum(lots.map(({ items }) => BigInt(items.length)));
    const live = this.lots.filter(({ end }) => end > this.last);
    this.terminated = true;
    this.waiting = 0n;
    this.certDaysLeft = certificates(this.lots) * BigInt(this.term) - this.settledCertDays;
    this.slash = certificates(live) * this.units * BigInt(this.term) * this.pledgeRate;
    return this.slash;
  }

  /// The vote after an event was won: what waited is the miner's, who paid those days, and nothing is
  /// slashed.
  terminateForEvent() {
    const released = this.waiting;
    this.terminate();
    Object.assign(this, { slash: 0n, cut: this.last, releasedAll: true });
    const pool = partDown(released, this.poolRate);
    return { released, pool, miner: released - pool };
  }

  /// What of the deposits nobody got: days are released as a whole, rounded down, and certificates one
  /// by one, rounded up.
  left() {
    const deposits = sum(this.lots.map(({ deposit, items }) => deposit * BigInt(items.length)));
    const released = sum([...this.days.values()].filter(({ frozen }) => this.releasedAll || !frozen).map((day) => day.released));
    return deposits - released - sum(this.lots.map(({ returned }) => returned ?? 0n));
  }

  /// The days of a certificate that were never settled.
  daysLeft(lot) {
    return Math.max(0, lot.end - Math.max(lot.start - 1, this.last));
  }

  /// What of the slashed pledge is one certificate's, rounded down.
  slashShare(lot) {
    return (this.slash * BigInt(this.daysLeft(lot))) / this.certDaysLeft;
  }
}
