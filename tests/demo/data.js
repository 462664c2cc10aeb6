// The mining data, as exact fractions.
import { readFileSync } from 'node:fs';
import { Fraction } from '../lib/arithmetic.js';

const FILE = new URL('../data/btc-mining-2017-2018.csv', import.meta.url);

/// `count` days from `first` (YYYY-MM-DD) on, one row a day and none missing.
export function rows(first, count) {
  const [header, ...lines] = readFileSync(FILE, 'utf8').trim().split('\n');
  const columns = header.split(',');
  const all = lines.map((line) => {
    const cell = Object.fromEntries(line.split(',').map((text, i) => [columns[i], text]));
    return {
      date: cell.date,
      hashrate: Fraction.parse(cell.network_hashrate_ths),
      price: Fraction.parse(cell.price_usd),
      revenue: Fraction.parse(cell.miners_revenue_usd),
    };
  });
  const start = all.findIndex(({ date }) => date === first);
  if (start < 0) throw new RangeError(`no data for ${first}`);
  const chosen = all.slice(start, start + count);
  if (chosen.length < count) throw new RangeError(`only ${chosen.length} days of data from ${first} on`);
  chosen.forEach(({ date }, i) => {
    const expected = new Date(Date.parse(first) + i * 86_400_000).toISOString().slice(0, 10);
    if (date !== expected) throw new RangeError(`the data goes from ${expected} to ${date}`);
  });
  return chosen;
}
