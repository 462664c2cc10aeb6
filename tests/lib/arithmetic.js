// The arithmetic of the tests and the demo: whole numbers of base units and exact fractions, written from the
// rules and not from the chain's code. Every division says which way it rounds.

/// Base units of one DMC, one USDT, one BTC.
export const DMC = 10n ** 12n;
export const USDT = 10n ** 6n;
export const BTC = 10n ** 8n;
/// The scale of averages and of the released fraction.
export const FIXED = 10n ** 18n;
/// The scale of the income index, by which a claim of income divides last.
const INDEX = 10n ** 9n;
const MILLION = 1_000_000n;

export const ceilDiv = (a, b) => (a + b - 1n) / b;
/// Parts per million of an amount, rounded down or up.
export const partDown = (amount, parts) => (amount * parts) / MILLION;
export const partUp = (amount, parts) => ceilDiv(amount * parts, MILLION);
export const sum = (values) => values.reduce((total, value) => total + value, 0n);
export const min = (a, b) => (a < b ? a : b);

/// An exact fraction that is not negative.
export class Fraction {
  constructor(num, den = 1n) {
    if (den === 0n) throw new RangeError('a fraction by zero');
    this.num = num;
    this.den = den;
  }

  /// From decimal text, exactly: '2463610.66220928'.
  static parse(text) {
    const match = /^(\d+)(?:\.(\d+))?$/.exec(text.trim());
    if (!match) throw new RangeError(`not a decimal number: ${text}`);
    const [, whole, part = ''] = match;
    return new Fraction(BigInt(whole + part), 10n ** BigInt(part.length));
  }

  times(other) {
    const by = other instanceof Fraction ? other : new Fraction(other);
    return new Fraction(this.num * by.num, this.den * by.den);
  }

  over(other) {
    const by = other instanceof Fraction ? other : new Fraction(other);
    return new Fraction(this.num * by.den, this.den * by.num);
  }

  plus(other) {
    return new Fraction(this.num * other.den + other.num * this.den, this.den * other.den);
  }

  /// Rounded down.
  floor() {
    return this.num / this.den;
  }

  /// Rounded up.
  ceil() {
    return ceilDiv(this.num, this.den);
  }
}

/// What one TH/s earned in a day, in satoshi: revenue in USD, divided by the price and the hashrate.
export function incomePerUnit({ revenue, price, hashrate }) {
  return revenue.over(price).over(hashrate).times(BTC);
}

/// As operators feed it: 18 decimals, the rest cut off.
export const toFixed = (fraction) => fraction.times(FIXED).floor();

/// The middle value; of the two in the middle of an even count the one nearer to `last`, and the lower if both
/// are as near.
export function middle(values, last) {
  const sorted = [...values].sort((a, b) => (a < b ? -1 : Number(a > b)));
  const [lower, upper] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  const distance = (value) => (value > last ? value - last : last - value);
  return distance(upper) < distance(lower) ? upper : lower;
}

/// Decimal text of a number with `decimals` decimals, without zeros at the end.
export function decimal(value, decimals = 18) {
  const digits = value.toString().padStart(decimals + 1, '0');
  const part = digits.slice(digits.length - decimals).replace(/0+$/, '');
  const whole = digits.slice(0, digits.length - decimals);
  return part ? `${whole}.${part}` : whole;
}

/// A fee divided between insurance pool, treasury and burning. Only DMC is burnt; of other assets the
/// rest is the treasury's.
export function splitFee(fee, { pool, treasury }, burns) {
  const toPool = partDown(fee, pool);
  if (!burns) return { pool: toPool, treasury: fee - toPool, burn: 0n };
  const toTreasury = partDown(fee, treasury);
  return { pool: toPool, treasury: toTreasury, burn: fee - toPool - toTreasury };
}

/// A first sale of one certificate: the fee is inside the price, rounded up; the rest is escrowed.
export function sale(price, rate) {
  const fee = partUp(price, rate);
  return { fee, deposit: price - fee };
}

/// The price of a lot divided among its certificates, rounded down; the remainder is the pool's.
export function perCertificate(total, count) {
  const each = total / count;
  return { each, remainder: total - each * count };
}

/// The minimum bid after one of `best`: higher by the step, rounded up, and by one base unit at least.
export function minBidAfter(best, step) {
  const raise = partUp(best, step);
  return best + (raise > 0n ? raise : 1n);
}

/// The price of a falling auction: along a straight line from `start` in block `opened` to `floor` in
/// block `ends`, rounded up.
export function dutchPrice({ start, floor, opened, ends }, block) {
  const passed = BigInt(Math.min(block, ends) - opened);
  return start - (((start - floor) * passed) / BigInt(ends - opened));
}

/// A series as its certificates see it: who bought how many when, what each day paid and released, and
/// what each certificate may claim. Days settle in order.
export class Series {
  constructor({ units, term, poolRate }) {
    this.units = units;
    this.term = term;
    this.poolRate = poolRate;
    this.lots = [];
    this.days = new Map();
    this.index = new Map();
    /// The sums of the released fractions up to each day.
    this.fractions = new Map();
    this.last = undefined;
    /// The last day whose release counts for the miner, where not every settled day does.
    this.cutoff = undefined;
    this.carry = 0n;
  }

  /// Certificates bought by one buyer on `day`: they earn from the day after, for exactly the term.
  sell({ buyer, items, day, deposit }) {
    const lot = {
      buyer, items, deposit, start: day + 1, end: day + this.term, instalment: deposit / BigInt(this.term), paid: 0n,
    };
    this.lots.push(lot);
    // A ledger that settled nothing yet begins with the day before the first that earns.
    if (this.last === undefined) {
      this.last = day;
      this.index.set(day, 0n);
      this.fractions.set(day, 0n);
    }
    return lot;
  }

  active(day) {
    return this.lots.filter(({ start, end }) => start <= day && day <= end);
  }

  /// Units that earn on `day`.
  unitsOn(day) {
    return sum(this.active(day).map(({ items }) => BigInt(items.length) * this.units));
  }

  /// Settles the oldest live day with `amount` of income and releases a fraction of its instalments, in
  /// parts of FIXED, rounded down. Returns the release, divided between the miner and the insurance pool.
  settle(day, amount, fraction = FIXED) {
    if (day !== this.last + 1) throw new Error(`day ${day} is not the oldest unsettled day`);
    const units = this.unitsOn(day);
    if (units === 0n) throw new Error(`no unit earns on day ${day}`);
    const scaled = amount * INDEX + this.carry;
    this.carry = scaled % units;
    this.index.set(day, this.index.get(this.last) + scaled / units);
    this.fractions.set(day, this.fractions.get(this.last) + fraction);
    const instalments = sum(this.active(day).map(({ items, instalment }) => BigInt(items.length) * instalment));
    const released = (instalments * fraction) / FIXED;
    const pool = partDown(released, this.poolRate);
    this.days.set(day, { amount, units, released, fraction });
    this.last = day;
    return { released, pool, miner: released - pool };
  }

  /// All income of one certificate of the lot so far, paid or not.
  lifetime(lot) {
    const to = Math.min(lot.end, this.last);
    if (to < lot.start) return 0n;
    return ((this.index.get(to) - this.index.get(lot.start - 1)) * this.units) / INDEX;
  }

  /// The income that one certificate of the lot can claim now.
  claimable(lot) {
    return this.lifetime(lot) - lot.paid;
  }

  /// Claims all income of the lot, and returns the sum that its holder receives.
  claim(lot) {
    const each = this.claimable(lot);
    lot.paid += each;
    return each * BigInt(lot.items.length);
  }

  /// Certificates change hands, with all income that is not claimed yet. Returns their new lots.
  hand(items, to) {
    const moved = [];
    for (const lot of this.lots) {
      const given = lot.items.filter((item) => items.includes(item));
      lot.items = lot.items.filter((item) => !items.includes(item));
      if (given.length > 0) moved.push({ ...lot, buyer: to, from: lot.buyer, items: given });
    }
    this.lots = [...this.lots.filter(({ items: left }) => left.length > 0), ...moved];
    return moved;
  }

  /// Certificates are resold by their holders, who get all income so far first. Returns what each gets.
  resell(items, to) {
    return this.hand(items, to).map((lot) => ({ lot, seller: lot.from, income: this.claim(lot) }));
  }

  ended(lot) {
    return this.last >= lot.end;
  }

  /// The part of one deposit that is released to the miner, rounded up. A lot's `struck` is the sum of the fractions
  /// that its days released in addition, because their averages were struck out.
  released(lot) {
    const to = Math.min(lot.end, this.last, this.cutoff ?? this.last);
    if (to < lot.start) return 0n;
    const { struck = 0n } = lot;
    return ceilDiv(lot.instalment * (this.fractions.get(to) - this.fractions.get(lot.start - 1) + struck), FIXED);
  }

  /// The part of one deposit that is neither released nor refunded.
  unreleased(lot) {
    return lot.refunded ? 0n : lot.deposit - this.released(lot);
  }

  /// Retires an ended lot, and returns the claimable income with the part of the deposits that underpaid days
  /// withheld or no whole instalment released.
  retire(lot) {
    if (!this.ended(lot)) throw new Error(`the lot of ${lot.buyer} has not ended`);
    return { income: this.claim(lot), rest: this.unreleased(lot) * BigInt(lot.items.length) };
  }

  /// The same income again, day by day in exact fractions: what one certificate of the lot earned.
  /// The index loses less than one base unit of it, and never gives more than one too many.
  exactIncome(lot) {
    let total = new Fraction(0n);
    for (let day = lot.start; day <= Math.min(lot.end, this.last); day += 1) {
      const { amount, units } = this.days.get(day);
      total = total.plus(new Fraction(amount * this.units, units));
    }
    return total;
  }
}
