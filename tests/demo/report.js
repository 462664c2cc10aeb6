// What a person reads: the story day by day, then person by person.
import { MINER, BUYERS } from './cast.js';

const DECIMALS = { DMC: 12, USDT: 6, BTC: 8 };

/// An amount of base units as people write it: 1,234.5 USDT.
export function amount(value, asset) {
  const decimals = DECIMALS[asset];
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, -decimals).replace(/\B(?=(\d{3})+$)/g, ',');
  const part = digits.slice(-decimals).replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${whole}${part ? `.${part}` : ''} ${asset}`;
}

const signed = (value, asset) => (value > 0n ? `+${amount(value, asset)}` : amount(value, asset));

export class Report {
  constructor(write = (line) => console.log(line)) {
    this.write = write;
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
      if (name === MINER || BUYERS.some((buyer) => buyer.name === name)) continue;
      this.line(`${name.padEnd(18)} ${this.#changes(book, name)}`);
    }
  }

  #changes(book, name) {
    const changes = ['DMC', ...Object.keys(book.assets)]
      .map((asset) => [asset, book.change(name, asset)])
      .filter(([, change]) => change !== 0n)
      .map(([asset, change]) => signed(change, asset));
    const fees = book.fees.get(name);
    return `${changes.join(', ') || 'unchanged'}${fees ? ` (fees of transactions: ${amount(fees, 'DMC')})` : ''}`;
  }

  totals({ book, model, earned }) {
    const claimed = model.lots.reduce((all, { paid, items }) => all + paid * BigInt(items.length), 0n);
    this.write('\nTotals');
    this.line(`income paid by the miner ${amount(earned, 'BTC')} = received by holders ${amount(claimed, 'BTC')} + rounding kept ${amount(book.change('income', 'BTC'), 'BTC')}`);
    this.line(`left in escrow ${amount(book.change('escrow', 'USDT'), 'USDT')}; burnt ${amount(book.burnt, 'DMC')}`);
    this.write(`\n${book.checks} balances compared, to the last base unit: all agree.`);
  }
}
