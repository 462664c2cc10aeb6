// What holders of a series that ended have lost, what the insurance pool makes good of it, and who gets
// how much: written from the rules and not from the chain's code, naively, certificate by certificate.
import { ceilDiv, FIXED, partDown, sum } from './arithmetic.js';

const least = (a, b) => (a < b ? a : b);
/// Not below zero.
const atLeastZero = (value) => (value > 0n ? value : 0n);

/// Whether a certificate is covered: it was first sold before the incident day, so it started on it or
/// earlier.
export const isCovered = ({ start }, incidentDay) => start <= incidentDay;

/// What the pool may award for a miner: a part of what it can dispose of, in parts per million and
/// rounded down, less what it awarded for that miner lately.
export const room = (disposable, cap, recent) => atLeastZero(partDown(disposable, cap) - recent);

/// The part of its loss that a certificate has not recovered by earlier awards, in parts of FIXED. Each
/// step is rounded down.
export function openPart(lot, earlier) {
  const taking = earlier.filter(({ incidentDay }) => isCovered(lot, incidentDay));
  return taking.reduce((open, { fraction }) => (open * (FIXED - fraction)) / FIXED, FIXED);
}

/// Its part of the slashed pledge; nothing is slashed after an event, or before the end.
const slashOf = (model, lot) => (model.slash ? model.slashShare(lot) : 0n);

/// One certificate of a lot, by the part of its loss that is open: the days that were never settled,
/// their slices, and its part of the slashed pledge. All in parts of FIXED.
function exposureOf(model, lot, open) {
  const days = BigInt(model.daysLeft(lot)) * open;
  return { days, slices: lot.slice * days, slash: slashOf(model, lot) * open };
}

/// All certificates that are covered. Their part of the slashed pledge is rounded up.
function exposureOfAll(model, incidentDay, earlier) {
  const each = model.lots.filter((lot) => isCovered(lot, incidentDay)).map((lot) => {
    const count = BigInt(lot.items.length);
    const { days, slices } = exposureOf(model, lot, openPart(lot, earlier));
    return { days: days * count, slices: slices * count };
  });
  const days = sum(each.map((lot) => lot.days));
  const slash = model.slash ? ceilDiv(model.slash * days, model.certDaysLeft) : 0n;
  return { days, slices: sum(each.map((lot) => lot.slices)), slash };
}

/// What the units of certificates would have earned, less what refund and slashed pledge give for it, in
/// parts of FIXED twice.
const lossInParts = ({ days, slices, slash }, units, { unitDay, payment, dmc }) => (
  atLeastZero(days * units * unitDay - slices * payment - slash * dmc)
);

/// What covered certificates lost and earlier awards did not make good, in base units, rounded down.
export function loss(model, { incidentDay, rates }, earlier) {
  return lossInParts(exposureOfAll(model, incidentDay, earlier), model.units, rates) / FIXED ** 2n;
}

/// What of a claim is awarded when its series has ended: what is set aside for it, but no more than the
/// loss that is open.
export function awardOf(model, claim, setAside, earlier) {
  const { incidentDay, rates } = claim;
  const open = loss(model, claim, earlier);
  const amount = least(setAside, open);
  const fraction = open === 0n ? FIXED : least(FIXED, ceilDiv(amount * FIXED, open));
  return { incidentDay, rates, amount, loss: open, fraction, weight: exposureOfAll(model, incidentDay, earlier).days, earlier };
}

/// What one certificate of a lot gets of an award: its share by days, but of its own loss no more than
/// the part that the award makes good of all.
export function shareOf(model, award, lot) {
  if (!isCovered(lot, award.incidentDay)) return 0n;
  const own = exposureOf(model, lot, openPart(lot, award.earlier));
  const byDays = award.weight > 0n ? (award.amount * own.days) / award.weight : 0n;
  const limit = (lossInParts(own, model.units, award.rates) * award.fraction) / FIXED ** 3n;
  return least(byDays, limit);
}

/// What one certificate of a lot lost, and what it got for it: the value of the days that were never
/// settled, the slices of these days, its part of the slashed pledge, and its shares of awards. The value
/// and what it got are in parts of FIXED of a base unit, so that nothing is rounded.
export function reckoning(model, rates, awards, lot) {
  const days = BigInt(model.daysLeft(lot));
  const [refund, slash] = [lot.slice * days, slashOf(model, lot)];
  const shares = awards.map((award) => shareOf(model, award, lot));
  const value = days * model.units * rates.unitDay;
  const got = refund * rates.payment + slash * rates.dmc + sum(shares) * FIXED;
  return { days, value, refund, slash, shares, got };
}
