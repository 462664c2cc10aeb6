// One world for all tests of loans, opened once. Each of the files beside this one plays its part in it, in the order
// in which lending.test.js names them; after each test every account in every asset holds exactly what the book says,
// and every answer about loans is what the rules say.
import assert from 'node:assert/strict';
import { after, afterEach, before } from 'node:test';
import { Fraction, toFixed } from '../lib/arithmetic.js';
import { Bank } from '../lib/lending.js';
import { snapshot, unchanged } from '../lib/snapshot.js';
import { World } from '../lib/world.js';

export const PRICE = 123_456_789n;
export const TERM = 20;
/// So much that the chain sends Two's holders their income every day, and others' every second day.
const EXPECTED = toFixed(Fraction.parse('60.4'));
/// Two and Ferdie perform, One stops, and Dave's site is struck by an event.
const MINERS = {
  Two: { asset: 'USDT', floor: 600_000n, minted: 5, price: 2n * PRICE, units: 20n },
  Ferdie: { asset: 'USDT', floor: 600_000n, minted: 7, price: PRICE },
  One: { asset: 'USDT', floor: 600_000n, minted: 5, price: PRICE },
  Dave: { asset: 'USDT', floor: 600_000n, minted: 4, price: PRICE },
};
/// Where a refused call must change nothing.
const PALLETS = ['CertificateLending', 'CertificateStaking', 'HashrateNft', 'HashrateMarket', 'RiskEscrow', 'Uniques', 'Credits'];

export let world;
export let bank;
export let lending;
export let two;
export let ferdie;
export let one;
export let dave;
/// Loans of the story, by a name.
export const loans = {};

class LendingWorld extends World {
  async check(when) {
    await this.bank.settled();
    await super.check(when);
    await this.bank.check();
  }
}

before(async () => {
  world = await LendingWorld.open({ dayBlocks: 96, miners: MINERS, expected: EXPECTED });
  [two, ferdie, one, dave] = Object.keys(MINERS).map((name) => world.miners.get(name));
  bank = new Bank(world);
  await bank.open();
  lending = world.tx.certificateLending;
  await world.clock.begin();
});
after(() => world?.close());
afterEach(() => world.check('after the test'));

/// The n-th day of the story. Eve buys of Two and Ferdie on day 0.
export const day = (n) => world.clock.first + n;
export const send = (name, call) => world.send(name, call);
export const certificate = ({ series }, item) => world.chain.rpc('dmex_certificate', series, item);
const nameOf = (error) => (error.includes('.') || error === 'BadOrigin' ? error : `certificateLending.${error}`);

/// The chain refuses a call with this error.
export const refused = (name, call, error) => world.refused(name, call, nameOf(error));

/// It refuses all of these, each for its own reason, and nothing is stored otherwise than before.
export async function allRefused(cases) {
  const before = await snapshot(world.chain, PALLETS);
  assert.ok(before.size > 10, `${before.size} entries`);
  for (const [error, by, call] of cases) {
    await refused(by, call, error);
    unchanged(before, await snapshot(world.chain, PALLETS), `${by}: ${error}`);
  }
}

/// The miners that pay their days.
const paying = () => [two, ferdie, one, dave].filter(({ model, stopped }) => !stopped && !model.frozen && model.last !== undefined);

/// Goes on to a day. Each day that comes, the miners pay what they may.
export async function reach(target) {
  while (await world.today() < target) {
    await world.reach(await world.today() + 1);
    for (const miner of paying()) await world.pay(miner);
    await bank.settled();
  }
}
