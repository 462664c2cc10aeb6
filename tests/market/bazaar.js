// One world for all tests of the market, opened once. Each of the files beside this one plays its part in
// it, in the order in which market.test.js names them; after each test every account in every asset holds
// exactly what the book says.
import { after, afterEach, before } from 'node:test';
import { World } from './world.js';

export let world;
export let market;
/// The series of Two, in USDT; of One, in DMC; of Dave, in USDT, which will be frozen.
export let two;
export let one;
export let dave;
/// An application whose vote ends a week after the tests began.
export let distraction;

before(async () => {
  world = await World.open();
  market = world.tx.hashrateMarket;
  [two, one, dave] = ['Two', 'One', 'Dave'].map((name) => world.series.get(name));
  distraction = await world.apply('Bob');
});
after(() => world?.close());
afterEach(() => world.check('after the test'));

export const range = (from, to) => Array.from({ length: to - from }, (_, i) => from + i);
export const send = (name, call) => world.send(name, call);
export const refused = (name, call, error) => world.refused(name, call, error.includes('.') ? error : `hashrateMarket.${error}`);
export const move = (from, to, asset, amount) => world.book.move(from, to, asset, amount);
export const open = (...terms) => world.openAuction(...terms);
export const bid = (...terms) => world.bid(...terms);
export const settledAlone = (...auction) => world.settledAlone(...auction);
/// What wallets are told about the only auction of a series.
export const told = async ({ id }) => (await world.chain.rpc('dmex_listings', { series: id, kind: 'auction' })).auctions[0];
export const certificate = (series, item) => world.chain.rpc('dmex_certificate', series.id, item);
export const locked = async (series, item) => (await certificate(series, item)).lock;
export const english = (reserve, buyNow = null) => ({ English: { reserve, buyNow } });
export const dutch = (startPrice, floor) => ({ Dutch: { startPrice, floor } });
