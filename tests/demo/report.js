// What a person reads: the acts day by day, then person by person, and what each holder got and why.
import { decimal, sum } from '../lib/arithmetic.js';
import { ASSETS } from '../lib/genesis.js';
import { MINER, BUYERS } from './cast.js';
import { MINERS } from './failures-cast.js';
import { STRUCK } from './insurance-cast.js';
import { MINERS as LENDING_MINERS } from './lending-cast.js';
import { SELLER } from './market-cast.js';

const DECIMALS = { DMC: 12, USDT: 6, BTC: 8 };

/// An amount of base units as people write it: 1,234.5 USDT.
export function amount(value, asset) {
  const decimals = DECIMALS[asset];
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, -decimals).replace(/\B(?=(\d{3})+$)/g, ',');
  const part = digits.slice(-decimals).replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${whole}${part ? `.${part}` : ''} ${asset}`;
}

/// The same without the asset's name, for tables.
export const plain = (value, asset) => amount(value, asset).split(' ')[0];

const signed = (value, asset) => (value > 0n ? `+${amount(value, asset)}` : amount(value, asset));

/// What became of a miner's pledge.
function pledgeOf({ terminated, slash, lots }) {
  if (terminated) return `its pledge of ${amount(slash, 'DMC')} is slashed`;
  const missed = sum(lots.map((lot) => lot.slash));
  return missed > 0n ? `${amount(missed, 'DMC')} of its pledge are slashed for a missed day, and the rest is back` : 'its pledge is back';
}

export class Report {
  constructor(write = (line) => console.log(line)) {
    this.write = write;
  }

  act(title) {
    this.write(`\n=== ${title} ===\n`);
  }

  line(text) {
    this.write(`    ${text}`);
  }

  day(n, date) {
    this.write(`day ${n}${date ? `, ${date}` : ''}`);
  }

  average(n, value) {
    const [whole, part] = [value / 10n ** 18n, (value / 10n ** 16n) % 100n];
    this.line(`the oracle: one TH/s earned ${whole}.${part.toString().padStart(2, '0')} satoshi on day ${n}`);
  }

  agreed(checks) {
    this.line(`every balance agrees (${checks} compared so far)`);
  }

  /// What the second act gave each holder, in a table, and how each number comes about.
  holders({ miners }) {
    const rows = [['miner', 'holder', 'certificates', 'deposits USDT', 'income BTC', 'to the miner USDT', 'back to the holder USDT', 'slashed pledge DMC']];
    for (const { name, model } of miners.values()) {
      for (const lot of model.lots) rows.push(this.#row(name, model, lot));
    }
    const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
    this.write('\nWhat each holder got, without asking for anything');
    for (const row of rows) this.line(row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '));
    this.write('\nHow each certificate comes to it');
    for (const { name, model } of miners.values()) {
      for (const lot of model.lots) this.#arithmetic(name, model, lot);
    }
    this.write('\nWhat each miner got');
    for (const { name, tells, earned, got, model } of miners.values()) {
      this.line(`${name.padEnd(6)} (${tells}) paid ${amount(earned, 'BTC')} and got ${amount(got, 'USDT')}; ${pledgeOf(model)}`);
    }
  }

  #row(name, model, lot) {
    const count = BigInt(lot.items.length);
    return [
      name, lot.buyer, String(count), plain(lot.deposit * count, 'USDT'), plain(lot.paid * count, 'BTC'),
      plain((lot.deposit * count) - lot.returned, 'USDT'), plain(lot.returned, 'USDT'), plain(lot.slash ?? 0n, 'DMC'),
    ];
  }

  #arithmetic(name, model, lot) {
    const { deposit, instalment, buyer } = lot;
    const released = model.released(lot);
    const last = Math.min(lot.end, model.last, model.cutoff ?? lot.end);
    const days = last < lot.start ? 0n : model.fractions.get(last) - model.fractions.get(lot.start - 1);
    const pendingDays = Math.min(lot.end, model.last) - (model.cutoff ?? model.last);
    const parts = [
      `${amount(deposit, 'USDT')} - ${decimal((days + 5n * 10n ** 11n) / 10n ** 12n, 6)} released days x ${amount(instalment, 'USDT')}, rounded up, = ${amount(deposit - released, 'USDT')} back`,
    ];
    if (model.terminated) {
      if (pendingDays > 0) parts.push(`the pending release of ${pendingDays} days in the freeze is the holder's`);
      parts.push(`the whole pledge of ${amount(model.slashOf(lot), 'DMC')}`);
    } else {
      const remainder = deposit - (instalment * BigInt(model.term));
      parts.push(`${amount(deposit - released - remainder, 'USDT')} withheld on underpaid days and a remainder of ${amount(remainder, 'USDT')}`);
      if (lot.slashed > 0n) parts.push(`${amount(lot.slashed, 'DMC')} of the pledge for missed days`);
    }
    this.line(`${name.padEnd(6)} ${buyer.padEnd(7)} ${parts.join('; ')}`);
  }

  /// What the third act gave the winner of the auction and whoever bought from it.
  market({ model, paid, earned, resold: { seller, buyer, total, got, lot }, shares }) {
    const back = (name) => model.lots.filter((each) => each.buyer === name).reduce((all, { returned }) => all + returned, 0n);
    const left = model.lots.filter((each) => each.buyer === seller).reduce((all, { items }) => all + items.length, 0);
    this.write('\nWhat the lot gave');
    this.line(`${seller.padEnd(6)} paid ${amount(paid, 'USDT')} for ${left + lot.items.length} certificates, got ${amount(got, 'USDT')} for ${lot.items.length} of them, ${amount(shares.seller, 'BTC')} of income and ${amount(back(seller), 'USDT')} of its deposits back`);
    this.line(`${buyer.padEnd(6)} paid ${amount(total, 'USDT')} for ${lot.items.length}, got ${amount(shares.buyer, 'BTC')} of income and ${amount(back(buyer), 'USDT')} of their deposits back`);
    this.line(`of the ${amount(shares.each, 'BTC')} that each of the two earned, ${seller} had ${amount(shares.before, 'BTC')} and ${buyer} ${amount(shares.after, 'BTC')}`);
    this.line(`income paid by the miner ${amount(earned, 'BTC')} = ${seller}'s ${amount(shares.seller, 'BTC')} + ${buyer}'s ${amount(shares.buyer, 'BTC')} + rounding kept ${amount(earned - shares.seller - shares.buyer, 'BTC')}`);
  }

  /// Person by person, against the opening.
  people({ book, model, earned }) {
    this.write('\nPerson by person, since the story began');
    for (const { name } of BUYERS) {
      const lots = model.lots.filter(({ buyer }) => buyer === name);
      const income = lots.reduce((all, { paid, items }) => all + paid * BigInt(items.length), 0n);
      this.line(`${name.padEnd(8)} holder    ${amount(income, 'BTC')} of income; ${this.#changes(book, name)}`);
    }
    this.line(`${MINER.padEnd(8)} miner     paid ${amount(earned, 'BTC')} of income; ${this.#changes(book, MINER)}`);
    for (const name of Object.keys(book.accounts)) {
      if (name === MINER || name === SELLER || name === STRUCK || name in MINERS || name in LENDING_MINERS || BUYERS.some((buyer) => buyer.name === name)) continue;
      this.line(`${name.padEnd(18)} ${this.#changes(book, name)}`);
    }
  }

  #changes(book, name) {
    const changes = ['DMC', ...Object.keys(ASSETS)]
      .map((asset) => [asset, book.change(name, asset)])
      .filter(([, change]) => change !== 0n)
      .map(([asset, change]) => signed(change, asset));
    const fees = book.fees.get(name);
    return `${changes.join(', ') || 'unchanged'}${fees ? ` (fees of transactions: ${amount(fees, 'DMC')})` : ''}`;
  }

  everybody(book) {
    this.write('\nEverybody, since the demo began');
    for (const name of Object.keys(book.accounts)) this.line(`${name.padEnd(18)} ${this.#changes(book, name)}`);
  }

  compared(book) {
    this.write(`\n${book.checks} balances compared, to the last base unit: all agree.`);
  }

  totals({ book, model, earned }) {
    const claimed = model.lots.reduce((all, { paid, items }) => all + paid * BigInt(items.length), 0n);
    this.write('\nTotals');
    this.line(`income paid by the miner ${amount(earned, 'BTC')} = received by holders ${amount(claimed, 'BTC')} + rounding kept ${amount(book.change('income', 'BTC'), 'BTC')}`);
    this.line(`left in escrow ${amount(book.change('escrow', 'USDT'), 'USDT')}; burnt ${amount(book.burnt, 'DMC')}`);
  }
}
