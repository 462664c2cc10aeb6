// One world for all tests of the insurance pool, opened once. Each of the files beside this one plays its
// part in it, in the order in which insurance.test.js names them; after each test every account in every
// asset holds exactly what the book says, every answer about claims is what the rules say, and the pool is
// read at every block since the test before.
import assert from 'node:assert/strict';
import { after, afterEach, before } from 'node:test';
import { decimal } from '../lib/arithmetic.js';
import { InsuranceWorld, RATES } from './world.js';

export let world;
export let insurance;
/// The miners: Two, whose series an event ends; One, whose series a breach ends; Dave, whose event ends.
export let two;
export let one;
export let dave;
let first;

before(async () => {
  world = await InsuranceWorld.open();
  insurance = world.tx.mutualInsurance;
  [two, one, dave] = ['Two', 'One', 'Dave'].map((name) => world.miners.get(name));
  first = await world.clock.begin();
});
after(() => world?.close());
afterEach(() => world.check('after the test'));

/// The n-th day of the story.
export const day = (n) => first + n;
export const reach = (n) => world.reach(day(n));
export const send = (name, call) => world.send(name, call);
export const refused = (name, call, error) => world.refused(name, call, error.includes('.') || error === 'BadOrigin' ? error : `mutualInsurance.${error}`);
/// Claims of the story, by a name.
export const claims = {};

/// Prints what each certificate of a series lost and recovered, in DMC, and checks that it is never more.
/// `whole`: the certificates that recover all of it, but for less than `rest`, which divisions leave.
export function printRecovery(t, { insured }, { whole, rest: max }) {
  const dmc = (parts) => decimal(parts, 30);
  const lines = insured.certificates().map((certificate) => {
    const { value, refund, slash, pool, got, shares } = insured.recovery(certificate, { asset: 'DMC', rates: RATES.DMC });
    const { item, lot, owner, days, instalments } = certificate;
    // The part of a deposit in no instalment comes back too, and is not of the days lost.
    const rest = lot.deposit - (lot.instalment * BigInt(insured.model.term));
    assert.equal(lot.deposit - insured.model.released(lot), instalments + rest, 'the refund is the instalments of the days lost, and a remainder');
    assert.ok(got <= value, `certificate ${item} recovers more than it lost`);
    const missing = value - got;
    assert.equal(missing < max, whole.includes(item), `certificate ${item} misses ${dmc(missing)} DMC`);
    const parts = insured.awards.map(({ id, asset }, i) => (shares[i] > 0n ? [`claim ${id}: ${shares[i]} of ${asset}`] : [])).flat().join(', ') || 'nothing';
    return `certificate ${item} of ${owner}: ${days} days lost, value ${dmc(value)} DMC`
      + ` >= refund ${dmc(refund)} (${instalments} of USDT) + slash ${dmc(slash)} + pool ${dmc(pool)} (${parts}); not recovered ${dmc(missing)}`;
  });
  for (const line of lines) t.diagnostic(line);
}
