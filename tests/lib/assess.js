// How a miner is assessed, written from the rules and not from the chain's code: naive, day by day and
// certificate by certificate.
import { ceilDiv, FIXED, min, partDown, Series, sum } from './arithmetic.js';
import { MIN_PAYOUT, PLEDGE_RATE, RELEASE_TO_POOL } from './genesis.js';

/// The thresholds of genesis, in percent and in days.
const RULES = {
  fullFrom: 75n, windowCap: 93n, windowBase: 80n, underpaidBelow: 80n, late: 2, breachLate: 8, breachUnderpaidStreak: 7, window: 30,
};

/// Whether `paid` reaches `percent` of `expected`.
const reaches = (paid, expected, percent) => paid * 100n >= expected * percent;
const certificates = (lots) => sum(lots.map(({ items }) => BigInt(items.length)));

/// A series whose days are assessed against the market average, and which can be frozen and ended.
export class AssessedSeries extends Series {
  constructor({ units, term, expected, poolRate = RELEASE_TO_POOL, pledgeRate = PLEDGE_RATE, minPayout = MIN_PAYOUT }) {
    super({ units, term, poolRate });
    Object.assign(this, { lastAverage: expected, pledgeRate, minPayout });
    this.assessed = [];
    this.graceUntil = undefined;
    this.frozen = false;
    this.pendingRelease = 0n;
    this.underpaidStreak = 0;
    this.underpaidDays = 0;
    this.settledCertDays = 0n;
  }

  sell(purchase) {
    const lot = super.sell(purchase);
    this.graceUntil ??= purchase.day;
    return lot;
  }

  /// The assessed days among the thirty up to `day`.
  window(day) {
    const first = Math.max(day - RULES.window, this.graceUntil);
    const days = day > this.graceUntil ? this.assessed.filter((each) => each.day > first && each.day <= day) : [];
    return { days: days.length, paid: sum(days.map(({ paid }) => paid)), expected: sum(days.map(({ expected }) => expected)) };
  }

  #windowHolds({ days, paid, expected }) {
    return reaches(paid, expected, min(RULES.windowBase + BigInt(days), RULES.windowCap));
  }

  /// Settles the oldest day. `average`: in parts of FIXED, or `undefined` if none is published.
  pay(day, paid, average) {
    const units = this.unitsOn(day);
    const expected = ceilDiv((average ?? this.lastAverage) * units, FIXED);
    const tolerant = !this.frozen && day > this.graceUntil;
    const assessed = tolerant && average !== undefined;
    const underpaid = assessed && !reaches(paid, expected, RULES.underpaidBelow);
    const counted = min(paid, expected + expected / 10n);
    if (assessed) this.assessed.push({ day, paid: counted, expected });
    const last = assessed ? day : this.assessed.at(-1)?.day ?? this.graceUntil;
    const full = tolerant && reaches(paid, expected, RULES.fullFrom) && this.#windowHolds(this.window(last));
    const fraction = full || paid >= expected ? FIXED : (paid * FIXED) / expected;
    const settled = this.settle(day, paid, fraction);
    this.settledCertDays += certificates(this.active(day));
    if (average !== undefined) this.lastAverage = average;
    if (assessed) this.underpaidStreak = underpaid ? this.underpaidStreak + 1 : 0;
    this.underpaidDays += Number(underpaid);
    Object.assign(this.days.get(day), { expected, assessed, underpaid, frozen: this.frozen });
    if (!this.frozen) return settled;
    this.pendingRelease += settled.released;
    return { ...settled, pool: 0n, miner: 0n };
  }

  /// What the chain sends to each holder by itself: everything that has ended, and income that reaches the
  /// minimum payout. Returns a payment for each lot that is paid.
  payout() {
    const paid = [];
    for (const lot of this.lots.filter(({ retired }) => !retired)) {
      const each = this.claimable(lot);
      const count = BigInt(lot.items.length);
      if (this.last >= lot.end && (this.cutoff === undefined || lot.end <= this.cutoff)) {
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

  /// Live days that ended since the oldest unpaid day was over, where every day of the series is live.
  #overdue(today) {
    const oldest = this.last + 1;
    return this.unitsOn(oldest) > 0n ? today - 1 - oldest : 0;
  }

  /// Whether the oldest unpaid day is late. None is in a freeze.
  late(today) {
    return !this.frozen && this.#overdue(today) >= RULES.late;
  }

  /// The breach that anyone may report; `null` if there is none.
  breach(today) {
    if (this.frozen) return null;
    const liveDays = this.#overdue(today);
    if (liveDays >= RULES.breachLate) return { late: { liveDays } };
    return this.underpaidStreak >= RULES.breachUnderpaidStreak ? { underpaidStreak: { days: this.underpaidStreak } } : null;
  }

  freeze() {
    this.frozen = true;
    this.cutoff = this.last;
  }

  #releasePending() {
    const released = this.pendingRelease;
    this.pendingRelease = 0n;
    const pool = partDown(released, this.poolRate);
    return { released, pool, miner: released - pool };
  }

  /// The series goes on: the pending release is the miner's, and every clock starts again.
  resume(today) {
    Object.assign(this, { frozen: false, cutoff: undefined, graceUntil: today - 1, underpaidStreak: 0 });
    return this.#releasePending();
  }

  /// The vote on a breach ended the series: the pledge for certificates that have not ended is slashed for
  /// their holders, by the days that were never settled.
  terminate() {
    const live = this.lots.filter(({ end }) => end > this.last);
    this.terminated = true;
    this.pendingRelease = 0n;
    this.certDaysLeft = certificates(this.lots) * BigInt(this.term) - this.settledCertDays;
    this.slash = certificates(live) * this.units * BigInt(this.term) * this.pledgeRate;
    return this.slash;
  }

  /// The vote on an event ended the series: the pending release is the miner's, who paid those days, and
  /// nothing is slashed.
  terminateForEvent() {
    const settled = this.#releasePending();
    this.terminate();
    Object.assign(this, { slash: 0n, cutoff: this.last, releasedAll: true });
    return settled;
  }

  /// The part of the deposits that is left in escrow: days are released as a whole, rounded down, and
  /// certificates one by one, rounded up.
  leftInEscrow() {
    const deposits = sum(this.lots.map(({ deposit, items }) => deposit * BigInt(items.length)));
    const released = sum([...this.days.values()].filter(({ frozen }) => this.releasedAll || !frozen).map((day) => day.released));
    return deposits - released - sum(this.lots.map(({ returned }) => returned ?? 0n));
  }

  /// The days of a certificate that were never settled.
  daysLeft(lot) {
    return Math.max(0, lot.end - Math.max(lot.start - 1, this.last));
  }

  /// One certificate's share of the slashed pledge, rounded down.
  slashShare(lot) {
    return (this.slash * BigInt(this.daysLeft(lot))) / this.certDaysLeft;
  }
}
