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

/// A series whose days are assessed against the market average, and which can be frozen and ended.
export class AssessedSeries extends Series {
  constructor({ units, term, expected, poolRate = RELEASE_TO_POOL, pledgeRate = PLEDGE_RATE, minPayout = MIN_PAYOUT }) {
    super({ units, term, poolRate });
    Object.assign(this, { expected, lastAverage: expected, pledgeRate, minPayout });
    this.assessed = [];
    this.graceUntil = undefined;
    this.frozen = false;
    this.pendingRelease = 0n;
    this.underpaidStreak = 0;
    this.underpaidDays = 0;
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
    const total = (what) => sum(days.map((each) => each[what]));
    return { days: days.length, paid: total('paid'), expected: total('expected'), ratios: total('ratio') };
  }

  /// In money, and on the average of its days.
  #windowHolds({ days, paid, expected, ratios }) {
    const line = min(RULES.windowBase + BigInt(days), RULES.windowCap);
    return reaches(paid, expected, line) && reaches(ratios, BigInt(days) * FIXED, line);
  }

  /// Settles the oldest day. `average`: in parts of FIXED, or `undefined` if none is published; then
  /// `disputed` may be what was fed.
  pay(day, paid, average, disputed) {
    const units = this.unitsOn(day);
    const expected = ceilDiv((average ?? min(disputed ?? this.lastAverage, this.lastAverage)) * units, FIXED);
    const tolerant = !this.frozen && day > this.graceUntil;
    const assessed = tolerant && average !== undefined && average > 0n;
    const underpaid = assessed && !reaches(paid, expected, RULES.underpaidBelow);
    const counted = min(paid, expected + expected / 10n);
    const ratio = assessed ? min((paid * FIXED) / expected, (FIXED * 11n) / 10n) : 0n;
    if (assessed) this.assessed.push({ day, paid: counted, expected, ratio, underpaid });
    const last = assessed ? day : this.assessed.at(-1)?.day ?? this.graceUntil;
    const fair = reaches(paid, expected, RULES.fullFrom);
    const full = tolerant && fair && this.#windowHolds(this.window(last));
    const part = expected === 0n ? 0n : min((paid * FIXED) / expected, FIXED);
    const fraction = full && expected > 0n ? FIXED : part;
    const settled = this.settle(day, paid, fraction);
    if (average !== undefined) this.lastAverage = average;
    if (assessed) this.underpaidStreak = underpaid ? this.underpaidStreak + 1 : 0;
    this.underpaidDays += Number(underpaid);
    const missed = assessed && !fair ? FIXED - ratio : 0n;
    Object.assign(this.days.get(day), { average, tolerant, expected, assessed, underpaid, missed, frozen: this.frozen });
    if (!this.frozen) return { ...settled, slash: this.#slashEnded(day) };
    this.pendingRelease += settled.released;
    return { ...settled, pool: 0n, miner: 0n, slash: 0n };
  }

  /// The average of a settled day is struck out: the day counts no more, and releases what it would have released
  /// without an average, if that is more, of the certificates that have not ended. Returns the fraction that it
  /// releases in addition, and the release.
  strike(day) {
    const struck = this.days.get(day);
    const known = [...this.days].filter(([each, { average }]) => each < day && each >= day - RULES.window && average !== undefined);
    const earlier = known.at(-1)?.[1].average ?? this.expected;
    const expected = ceilDiv(earlier * struck.units, FIXED);
    this.assessed = this.assessed.filter((each) => each.day !== day);
    const full = struck.tolerant && reaches(struck.amount, expected, RULES.fullFrom) && this.#windowHolds(this.window(day - 1));
    const fraction = full ? FIXED : min((struck.amount * FIXED) / expected, FIXED);
    const more = fraction > struck.fraction ? fraction - struck.fraction : 0n;
    const lots = this.active(day).filter(({ end }) => end > this.last);
    for (const lot of lots) lot.struck = (lot.struck ?? 0n) + more;
    const released = (sum(lots.map(({ items, instalment }) => BigInt(items.length) * instalment)) * more) / FIXED;
    Object.assign(struck, { average: undefined, assessed: false, underpaid: false, missed: 0n, released: struck.released + released });
    this.underpaidDays = this.assessed.filter((each) => each.underpaid).length;
    const counted = this.assessed.filter((each) => each.day > this.graceUntil);
    this.underpaidStreak = counted.length - 1 - counted.findLastIndex((each) => !each.underpaid);
    if (![...this.days].some(([each, { average }]) => each > day && average !== undefined)) this.lastAverage = earlier;
    const pool = partDown(released, this.poolRate);
    return { fraction: more, released, pool, miner: released - pool };
  }

  /// The pledge for one certificate.
  get pledge() {
    return this.units * BigInt(this.term) * this.pledgeRate;
  }

  /// The lots that end on `day` get the part of their pledges for the missed days among the last thirty of their
  /// term, of each day the part of its income that is missing, rounded down. Returns the sum.
  #slashEnded(day) {
    const ending = this.lots.filter(({ end }) => end === day);
    for (const lot of ending) {
      const last = [...this.days].filter(([each]) => each >= lot.start && each > day - RULES.window);
      const missing = sum(last.map(([, { missed }]) => missed));
      lot.slashed = (this.pledge * missing) / (BigInt(this.term) * FIXED);
    }
    return sum(ending.map(({ slashed, items }) => slashed * BigInt(items.length)));
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
        lot.slash = (lot.slashed ?? 0n) * count;
        paid.push({ lot, income, rest, slash: lot.slash, retired: true });
      } else if (this.terminated && !lot.refunded) {
        const rest = this.unreleased(lot) * count;
        const slash = this.slashOf(lot) * count;
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

  /// Whether the oldest unpaid day is late, in a freeze too.
  late(today) {
    return this.#overdue(today) >= RULES.late;
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

  /// The vote on a breach ended the series: the pledge of each certificate that had not ended by the cutoff
  /// is slashed for its holder.
  terminate() {
    this.terminated = true;
    this.pendingRelease = 0n;
    this.refundable = this.lots.filter(({ end }) => end > this.cutoff).reduce((all, { items }) => all + items.length, 0);
    this.slash = BigInt(this.refundable) * this.pledge;
    return this.slash;
  }

  /// The vote on an event ended the series: the pending release is the miner's, who paid those days, and
  /// nothing is slashed.
  terminateForEvent() {
    const settled = this.#releasePending();
    this.cutoff = this.last;
    this.terminate();
    Object.assign(this, { slash: 0n, releasedAll: true });
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

  /// What a termination slashes for one certificate that had not ended: its own pledge.
  slashOf(lot) {
    return this.slash > 0n && lot.end > this.cutoff ? this.pledge : 0n;
  }
}
