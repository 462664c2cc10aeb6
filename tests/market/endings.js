// What a freeze does to auctions and offers, and how expired ones are ended.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { nameOfError } from '../lib/chain.js';
import { OFFER_DEPOSIT } from '../lib/genesis.js';
import {
  bid, compare, dave, distraction, english, lockOf, market, move, open, refused, send, two, world,
} from './bazaar.js';

describe('a frozen series', () => {
  const evidence = { hash: `0x${'4d'.repeat(32)}`, uri: 'https://dave.example/flood' };
  const resale = 90_000_000n;
  let auction;
  let offer;

  test('voids a running auction at the next call, and repays the bid', async () => {
    await send('Dave', market.list(dave.series, [0], dave.minPrice, 5));
    await send('Eve', market.buy(dave.series, [0], dave.minPrice, 0));
    await world.firstSale(dave, { buyer: 'Eve', items: [0], total: dave.minPrice });
    await send('Eve', market.list(dave.series, [0], resale, 5));
    auction = await open(dave, [1, 2], english(dave.minPrice * 2n), 100);
    await bid(auction.id, 'USDT', 'Charlie', dave.minPrice * 2n);
    await world.council(world.tx.riskEscrow.freezeForEvent(dave.series, evidence));
    // Nothing is charged for this bid.
    const next = await send('Ferdie', market.bid(auction.id, dave.minPrice * 3n, 0));
    const { auction: voided, reason } = next.event('hashrateMarket.AuctionVoided');
    assert.equal(voided.toNumber(), auction.id);
    assert.equal(nameOfError(world.chain.api, reason), 'hashrateMarket.FrozenMeanwhile');
    move('market', 'Charlie', 'USDT', dave.minPrice * 2n);
    assert.deepEqual([await lockOf(dave, 1), await lockOf(dave, 2)], [null, null]);
    await refused('Ferdie', market.bid(auction.id, dave.minPrice * 3n, 0), 'UnknownAuction');
  });

  test('is sold by nobody, and again when the freeze is over', async () => {
    await refused('Charlie', market.buy(dave.series, [0], resale, 0), 'riskEscrow.Frozen');
    await refused('Dave', market.list(dave.series, [1], dave.minPrice, 5), 'riskEscrow.Frozen');
    await refused('Dave', market.startAuction(dave.series, [1], english(dave.minPrice), 30), 'riskEscrow.Frozen');
    await world.council(world.tx.riskEscrow.endEvent(dave.series));
    await send('Charlie', market.buy(dave.series, [0], resale, 0));
    world.resale(dave, { buyer: 'Charlie', items: [0], total: resale });
    await world.compare(dave, dave.model.lots[0]);
  });

  test('has no offer of before', async () => {
    const made = await send('Eve', market.makeOffer(dave.series, 0, resale, 10, 0, 0));
    offer = made.event('hashrateMarket.OfferMade').offer.toNumber();
    move('Eve', 'market', 'USDT', resale);
    move('Eve', 'market', 'DMC', OFFER_DEPOSIT);
    await world.council(world.tx.riskEscrow.freezeForEvent(dave.series, evidence));
    await world.council(world.tx.riskEscrow.endEvent(dave.series));
    await refused('Charlie', market.acceptOffer(offer), 'OfferVoid');
    await send('Bob', market.cancelOffer(offer));
    move('market', 'Eve', 'USDT', resale);
    move('market', 'Eve', 'DMC', OFFER_DEPOSIT);
  });
});

describe('an offer, a listing or an auction that is over', () => {
  test('ends by itself when it is an offer that expires, and a listing by a stranger', async () => {
    const amount = two.minPrice + 1n;
    const made = await send('Ferdie', market.makeOffer(two.series, 11, amount, 1, 0, 0));
    const offer = made.event('hashrateMarket.OfferMade').offer.toNumber();
    move('Ferdie', 'market', 'USDT', amount);
    move('Ferdie', 'market', 'DMC', OFFER_DEPOSIT);
    await send('Charlie', market.list(two.series, [6], 1_000n, 1));
    await refused('Bob', market.cancelOffer(offer), 'NotBidder');
    await refused('Bob', market.delist(two.series, [6]), 'NotSeller');
    await world.reach(await world.today() + 1);
    await refused('Eve', market.buy(two.series, [6], 1_000n, 0), 'ListingExpired');
    await refused('Two', market.acceptOffer(offer), 'UnknownOffer');
    move('market', 'Ferdie', 'USDT', amount);
    move('market', 'Ferdie', 'DMC', OFFER_DEPOSIT);
    await send('Bob', market.delist(two.series, [6]));
    assert.equal(await lockOf(two, 6), null);
  });

  test('is settled by a stranger, for the winner, when the chain had no time for it', async () => {
    // The block in which a vote ends has no weight left for anything else.
    const opens = await world.chain.number() + 1;
    const auction = await open({ ...two, seller: 'Charlie' }, [6], english(1_000n), distraction.ends - opens);
    await bid(auction.id, 'USDT', 'Ferdie', 50_000_000n);
    await bid(auction.id, 'USDT', 'Eve', 77_777_777n, { name: 'Ferdie', amount: 50_000_000n });
    await world.until(distraction.ends);
    assert.equal(await lockOf(two, 6), 'auctioned');
    // The loser asks. Both calls are in one block, at whose end the chain would settle it.
    const settled = await send('Ferdie', world.tx.utility.forceBatch([
      market.bid(auction.id, 99_999_999n, 0), market.settleAuction(auction.id),
    ]));
    assert.equal(nameOfError(world.chain.api, settled.event('utility.ItemFailed').error), 'hashrateMarket.AuctionOver');
    assert.equal(settled.event('hashrateMarket.AuctionSettled').buyer.toString(), world.who.Eve.address);
    world.resale(two, { payer: 'market', buyer: 'Eve', items: [6], total: 77_777_777n });
    await compare(two);
  });
});
