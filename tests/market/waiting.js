// A bid binds: when its miner has not settled its days, the sale waits for them, and only the bidder may leave.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { minBidAfter } from '../lib/arithmetic.js';
import { BID_STEP } from '../lib/genesis.js';
import { bid, DAY_BLOCKS, dave, english, lockOf, market, move, open, refused, send, world } from './bazaar.js';

/// The chain looks again at an auction that waits after this part of a day.
const LOOK_AGAIN = Math.floor(DAY_BLOCKS / 24);

describe('a first sale whose miner is late', () => {
  const [KEPT, LEFT] = [1, 2];
  let kept;
  let left;
  const price = () => dave.minPrice * 2n;

  before(async () => {
    await world.reach(await world.today() + 1);
    await world.pay(dave);
    // Yesterday is unpaid: it is late from the day after tomorrow on, in which both end.
    kept = await open(dave, [KEPT], english(price()), 2 * DAY_BLOCKS);
    left = await open(dave, [LEFT], english(price()), 2 * DAY_BLOCKS);
    await bid(kept.id, 'USDT', 'Charlie', price());
    await bid(left.id, 'USDT', 'Eve', price());
  });

  test('waits, and its seller is bound', async () => {
    await world.until(left.ends + 1);
    assert.ok((await world.chain.rpc('dmex_series', dave.series)).late);
    for (const { id, ends } of [kept, left]) {
      const waits = (await world.eventsOf(ends)).filter(({ name }) => name === 'hashrateMarket.AuctionWaits');
      assert.deepEqual(waits.map(({ phase, data }) => [phase, data.auction.toNumber()]), [['Finalization', id]]);
      await refused('Dave', market.cancelAuction(id), 'AuctionOver');
      await refused('Charlie', market.settleAuction(id), 'WaitsForDays');
      await refused('Ferdie', market.bid(id, minBidAfter(price(), BID_STEP), 0), 'AuctionOver');
      await refused('Dave', market.withdrawBid(id), 'NotBidder');
    }
    assert.deepEqual([await lockOf(dave, KEPT), await lockOf(dave, LEFT)], ['auctioned', 'auctioned']);
  });

  test('lets its bidder leave', async () => {
    const withdrawn = await send('Eve', market.withdrawBid(left.id));
    assert.equal(withdrawn.event('hashrateMarket.AuctionUnsold').auction.toNumber(), left.id);
    move('market', 'Eve', 'USDT', price());
    assert.equal(await lockOf(dave, LEFT), null);
    await refused('Eve', market.withdrawBid(left.id), 'UnknownAuction');
  });

  test('is settled by the chain as soon as the miner has paid', async () => {
    const number = await world.chain.number();
    await world.pay(dave);
    await world.pass(LOOK_AGAIN);
    const [settled, ...more] = (await world.chain.eventsSince(number)).filter(({ name }) => name === 'hashrateMarket.AuctionSettled');
    assert.deepEqual(
      [settled.phase, settled.data.auction.toNumber(), settled.data.buyer.toString(), more],
      ['Finalization', kept.id, world.who.Charlie.address, []],
    );
    const { lot } = await world.firstSale(dave, { payer: 'market', buyer: 'Charlie', items: [KEPT], total: price() });
    await world.compare(dave, lot);
  });
});

describe('the market', () => {
  test('keeps nothing when all has ended', async () => {
    for (const asset of ['DMC', 'USDT']) assert.equal(world.book.change('market', asset), 0n);
    const {
      hashrateMarket: { auctions, due, expiringOffers, offers, offersBy, offersOn, totals }, credits: { credits },
    } = world.chain.api.query;
    for (const map of [auctions, due, credits, expiringOffers, offers, offersBy, offersOn, totals]) assert.equal((await map.keys()).length, 0);
  });
});
