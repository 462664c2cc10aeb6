// One world for all tests of the market, opened once. Each of the files beside this one plays its part in
// it, in the order in which market.test.js names them; after each test every account in every asset holds
// exactly what the book says.
import assert from 'node:assert/strict';
import { after, afterEach, before } from 'node:test';
import { World } from '../lib/world.js';

export const DAY_BLOCKS = 160;
/// A bid that is as late as this extends an auction: in minutes, as the council decides for these tests, and in
/// blocks, rounded down.
const EXTENSION_MINUTES = 20;
export const WINDOW = Math.floor((EXTENSION_MINUTES * DAY_BLOCKS) / 1440);
/// The voted floors are in base units per unit and day; those of One are so low that a lot of it costs less
/// than what an account must hold.
const MINERS = {
  Two: { asset: 'USDT', floor: 600_000n, minted: 18 },
  One: { asset: 'DMC', floor: 5_000_000n, minted: 2 },
  Dave: { asset: 'USDT', floor: 600_000n, minted: 3 },
};

export let world;
export let market;
/// The miners: Two with its series in USDT, One in DMC, and Dave in USDT, whose series will be frozen.
export let two;
export let one;
export let dave;
/// An application whose vote ends a week after the tests began.
export let distraction;

before(async () => {
  world = await World.open({ dayBlocks: DAY_BLOCKS, miners: MINERS });
  market = world.tx.hashrateMarket;
  [two, one, dave] = ['Two', 'One', 'Dave'].map((name) => world.miners.get(name));
  await world.council(world.tx.governance.setParameter({ Market: { ExtensionMinutes: [null, EXTENSION_MINUTES] } }));
  distraction = await world.apply('Bob', { units: 1_000n });
  const info = await world.chain.api.query.democracy.referendumInfoOf(distraction.referendum);
  distraction.ends = info.unwrap().asOngoing.end.toNumber();
});
after(() => world?.close());
afterEach(() => world.check('after the test'));

export const range = (from, to) => Array.from({ length: to - from }, (_, i) => from + i);
export const send = (name, call) => world.send(name, call);
export const refused = (name, call, error) => world.refused(name, call, error.includes('.') ? error : `hashrateMarket.${error}`);
export const move = (from, to, asset, amount) => world.book.move(from, to, asset, amount);
/// What wallets are told about the only auction of a series.
export const told = async ({ series }) => (await world.chain.rpc('dmex_listings', { series, kind: 'auction' })).auctions[0];
export const certificate = ({ series }, item) => world.chain.rpc('dmex_certificate', series, item);
export const lockOf = async (miner, item) => (await certificate(miner, item)).lock;
export const english = (reserve, buyNow = null) => ({ English: { reserve, buyNow } });
export const dutch = (startPrice, floor) => ({ Dutch: { startPrice, floor } });

/// Every certificate of a miner is what the rules say.
export async function compare(miner) {
  for (const lot of miner.model.lots) await world.compare(miner, lot);
}

/// Opens an auction by the miner of a series, or by another `seller`. Returns its id with the block in which it
/// opened and its last.
export async function open({ series, name, seller = name }, items, kind, duration) {
  const started = await send(seller, market.startAuction(series, items, kind, duration));
  const { auction, ends } = started.event('hashrateMarket.AuctionStarted');
  const opened = await world.chain.number();
  assert.equal(ends.toNumber(), opened + duration);
  return { id: auction.toNumber(), opened, ends: ends.toNumber() };
}

/// A bid on top of that of `outbid`, which is repaid in the same block. Returns when the auction ends now.
export async function bid(auction, asset, bidder, amount, outbid) {
  const placed = await send(bidder, market.bid(auction, amount, 0));
  const { amount: told, ends } = placed.event('hashrateMarket.BidPlaced');
  assert.equal(told.toBigInt(), amount);
  move(bidder, 'market', asset, amount);
  if (outbid) {
    const repaid = placed.event('hashrateMarket.BidRepaid');
    assert.deepEqual([repaid.bidder.toString(), repaid.amount.toBigInt()], [world.who[outbid.name].address, outbid.amount]);
    move('market', outbid.name, asset, outbid.amount);
  }
  return ends.toNumber();
}

/// What the event says of a settlement by the chain itself, in the auction's last block and without a
/// transaction.
export async function settledAlone(auction, block) {
  await world.until(block);
  const events = await world.eventsOf(block);
  const settled = events.find(({ name }) => name === 'hashrateMarket.AuctionSettled');
  assert.ok(settled, `no settlement among ${events.map(({ name }) => name)}`);
  assert.equal(settled.phase, 'Finalization');
  assert.ok(!events.some(({ name }) => name === 'transactionPayment.TransactionFeePaid'));
  assert.equal(settled.data.auction.toNumber(), auction);
  return settled.data;
}
