// One world for all tests of what becomes of miners and their holders, opened once. Each of the files beside this
// one plays its part in it, in the order in which enforcement.test.js names them; after each test every account in
// every asset holds exactly what the book says.
import { after, afterEach, before } from 'node:test';
import { Fraction, toFixed } from '../lib/arithmetic.js';
import { ASSETS } from '../lib/genesis.js';
import { World } from '../lib/world.js';

export const PRICE = 123_456_789n;
/// The certificates whose payout does not fit into a block, of a unit and a day each.
export const MANY = 800;
/// Two ends by a vote, One by silence, Ferdie is saved, Dave performs, Bob sells many certificates together, and
/// Alice's network has averages.
const MINERS = {
  ...Object.fromEntries(['Two', 'One', 'Ferdie', 'Dave'].map((name) => [name, { asset: 'USDT', floor: 600_000n, minted: 4, price: PRICE }])),
  Bob: { asset: 'USDT', floor: 600_000n, minted: MANY, price: 700_000n, units: 1n, term: 1 },
  Alice: { asset: 'USDT', floor: 600_000n, minted: 3 },
};
/// The income of a unit and day: the chain sends it to holders day by day.
export const EXPECTED = toFixed(Fraction.parse('71000.7'));

export let world;
export let two;
export let one;
export let ferdie;
export let dave;
export let bob;
export let alice;

before(async () => {
  world = await World.open({ dayBlocks: 24, miners: MINERS, expected: EXPECTED });
  [two, one, ferdie, dave, bob, alice] = Object.keys(MINERS).map((name) => world.miners.get(name));
  await world.clock.begin();
});
after(() => world?.close());
afterEach(() => world.check('after the test'));

/// The n-th day of the story. Eve buys on day 0, Charlie on day 1.
export const day = (n) => world.clock.first + n;
export const send = (name, call) => world.send(name, call);
export const refused = (name, call, error) => world.refused(name, call, error);
export const told = ({ series }) => world.chain.rpc('dmex_series', series);
export const record = async ({ name }) => (await world.chain.rpc('dmex_miner', world.who[name].address)).record;
export const report = (by, { series }) => send(by, world.tx.riskEscrow.reportBreach(series));
/// The income that an account has at a block.
export const incomeAt = async (name, block) => world.chain.balance(world.who[name].address, ASSETS.BTC, await world.chain.api.at(block));

/// Goes on to a day. Dave pays each of its days as soon as it may.
export async function reach(target) {
  while (await world.today() < target) {
    await world.reach(await world.today() + 1);
    if (dave.model.last !== undefined) await world.pay(dave);
  }
}
