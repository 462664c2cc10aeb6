// What a person reads after the fourth act: what the earthquake cost each holder, who made it good, and
// what the pool gave and kept.
import { isInsured } from '../lib/actuary.js';
import { decimal, FIXED, sum } from '../lib/arithmetic.js';
import { CLAIM_DEPOSIT, POOL } from '../lib/genesis.js';
import { GIVERS, STRIKING_DAY } from './insurance-cast.js';
import { amount, plain } from './report.js';

const usdt = (value) => amount(value, 'USDT');
/// Parts of FIXED of a base unit of USDT, in USDT with twelve decimals.
const precise = (parts) => decimal(parts / 10n ** 12n, 12);

/// `act`: the act that was played.
export function compensation(report, act) {
  const { recoveries, rates } = act;
  report.write('\nWhat the earthquake cost each holder, and who made it good, in USDT');
  table(report, [
    ['holder', 'certificates', 'unit-days lost', 'value', 'refunded for them', 'slashed pledge (DMC)', 'from the pool', 'together', 'of the loss'],
    ...recoveries.map((each) => row(act, each)),
  ]);
  report.write('\nHow each certificate comes to it, never to more than the loss');
  for (const each of recoveries) arithmetic(report, act, rates, each);
  report.write('\nHow the balances show it, in USDT');
  for (const { name, before, refund, awarded, after } of act.balances) {
    report.line(`${name.padEnd(7)} had ${plain(before, 'USDT')} + refunded ${plain(refund, 'USDT')} + from the pool ${plain(awarded, 'USDT')} = ${plain(after, 'USDT')}, as the chain says`);
  }
  report.write('\nThe insurance pool');
  pool(report, act);
}

function table(report, rows) {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((cells) => cells[i].length)));
  for (const cells of rows) report.line(cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '));
}

function row({ model }, { lot, days, value, instalments, slash, shares, got }) {
  const count = BigInt(lot.items.length);
  return [
    lot.buyer, String(count), String(days * model.units * count), plain((value * count) / FIXED, 'USDT'), plain(instalments * count, 'USDT'),
    plain(slash * count, 'DMC'), plain(sum(shares) * count, 'USDT'), plain((got * count) / FIXED, 'USDT'), `${decimal((got * 1_000_000n) / value, 4)} %`,
  ];
}

function arithmetic(report, { model, pool: { awards }, incidentDay, first }, rates, { lot, days, value, instalments, shares, got }) {
  const line = (text, name = '') => report.line(`${name.padEnd(7)} ${text}`);
  const earlier = lot.deposit - model.released(lot) - instalments;
  line(`${model.units} units x ${days} days x ${precise(rates.unitDay)} = ${precise(value)}`, lot.buyer);
  line(`- ${days} instalments of ${plain(lot.instalment, 'USDT')} = ${plain(instalments, 'USDT')}, refunded, and ${plain(earlier, 'USDT')} with them that were withheld before`);
  if (lot.start > incidentDay) {
    line(`- nothing of the pool: it was first sold on day ${lot.start - 1 - first}, and the earthquake was on day ${STRIKING_DAY}`);
  } else {
    awards.forEach(({ by, amount: all }, i) => {
      line(`- ${by}'s claim: ${plain(all, 'USDT')} x ${days} of ${insuredDays(model, incidentDay)} days times certificates = ${plain(shares[i], 'USDT')}`);
    });
  }
  line(`= ${precise(value - got)} that nobody makes good`);
}

const insuredDays = (model, incidentDay) => sum(
  model.lots.filter((lot) => isInsured(lot, incidentDay)).map((lot) => BigInt(model.daysLeft(lot) * lot.items.length)),
);

function pool(report, { book, first, poolBefore, lastPoolShare, pool: { before, awards } }) {
  const gifts = sum(Object.values(GIVERS));
  const after = book.get(POOL, 'USDT');
  const paid = sum(awards.map((award) => award.paid));
  report.line(`before the act ${usdt(before)} + gifts ${usdt(gifts)} + fees and parts of releases ${usdt(poolBefore - before - gifts)} = ${usdt(poolBefore)}`);
  report.line(`- paid to holders ${usdt(paid)} + its part of the pending release ${usdt(lastPoolShare)} = ${usdt(after)} after it`);
  for (const { by, amount: all, paid: given, expiresOn } of awards) {
    report.line(`of ${by}'s award of ${usdt(all)} it paid ${usdt(given)}, and keeps ${usdt(all - given)} of roundings until day ${expiresOn - first}`);
  }
  report.line(`both deposits of ${amount(CLAIM_DEPOSIT, 'DMC')} went back`);
}
