// What holders and miners sell, at a price, in an auction or to who makes an offer.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dutchPrice } from '../demo/arithmetic.js';
import { DAY_BLOCKS, USDT } from './world.js';
import {
  certificate, dutch, english, locked, market, move, open, refused, send, told, two, world,
} from './bazaar.js';

describe('a holder', () => {
  const PRICE = 99_999_999n;
  const holders = () => two.model.lots;

  test('cannot sell more than it has, or to itself', async () => {
    await world.reach(await world.today() + 4);
    await world.pay('Two');
    await refused('Charlie', market.list(two.id, [0, 7], PRICE, 5), 'NotOwner');
    await refused('Charlie', market.startAuction(two.id, [0], english(1n), 20 * DAY_BLOCKS), 'EndsTooLate');
    await send('Charlie', market.list(two.id, [0, 1], PRICE, 5));
    await refused('Charlie', market.buy(two.id, [0], PRICE), 'BuyFromSelf');
    assert.equal(await locked(two, 0), 'listed');
    await refused('Charlie', world.tx.uniques.transfer(two.id, 0, world.who.Dave.address), 'uniques.Locked');
    await refused('Eve', market.reprice(two.id, [0], 1n), 'NotSeller');
  });

  test('sells at a price that the buyer agreed to, and has its income first', async () => {
    await send('Charlie', market.reprice(two.id, [1], PRICE + 2n));
    await refused('Dave', market.buy(two.id, [0, 1], PRICE * 2n), 'TooExpensive');
    const quote = await world.chain.rpc('dmex_quote', two.id, [0, 1]);
    const bought = await send('Dave', market.buy(two.id, [0, 1], (PRICE * 2n) + 2n));
    const { fee: fees, income } = world.resale('Two', { buyer: 'Dave', items: [0, 1], prices: [PRICE, PRICE + 2n] });
    assert.ok(income > 0n);
    const { seller, total, fee } = bought.event('hashrateMarket.Resold');
    assert.deepEqual(
      [seller.toString(), total.toBigInt(), fee.toBigInt()],
      [world.who.Charlie.address, (PRICE * 2n) + 2n, fees],
    );
    assert.deepEqual([quote.total, quote.fee, quote.net], [total, fee, total.toBigInt() - fees].map(String));
    for (const lot of holders()) await world.compare('Two', lot);
    await refused('Eve', market.buy(two.id, [0], PRICE), 'NotListed');
  });

  test('gives a free certificate away with what it earned', async () => {
    await send('Charlie', world.tx.uniques.transfer(two.id, 2, world.who.Dave.address));
    const [lot] = two.model.hand([2], 'Dave');
    assert.ok(two.model.claimable(lot) > 0n);
    await send('Dave', world.tx.uniques.transfer(two.id, 0, world.who.Ferdie.address));
    two.model.hand([0], 'Ferdie');
    for (const each of holders()) await world.compare('Two', each);
  });

  test('lets the price fall until somebody takes it', async () => {
    const terms = { start: 200_000_001n, floor: 50_000_000n };
    const auction = await open({ ...two, seller: 'Charlie' }, [3], dutch(terms.start, terms.floor), 40);
    const price = (block) => dutchPrice({ ...terms, ...auction }, block);
    await refused('Eve', market.bid(auction.id, terms.start), 'WrongKind');
    await refused('Charlie', market.buyDutch(auction.id, terms.start), 'BuyFromSelf');
    await world.pass(11);
    assert.equal((await told(two)).kind.dutch.price, String(price(await world.chain.number())));
    const next = await world.chain.number() + 1;
    await refused('Eve', market.buyDutch(auction.id, price(next) - 1n), 'TooExpensive');
    const bought = await send('Eve', market.buyDutch(auction.id, price(next)));
    const paid = price(next + 1);
    assert.ok(terms.floor < paid && paid < price(next) && price(next) < terms.start);
    assert.equal(bought.event('hashrateMarket.AuctionSettled').total.toBigInt(), paid);
    world.resale('Two', { buyer: 'Eve', items: [3], total: paid });
    for (const lot of holders()) await world.compare('Two', lot);
  });

  test('accepts an offer for what is not for sale', async () => {
    await refused('Charlie', market.makeOffer(two.id, 4, 1n, 3), 'BuyFromSelf');
    const made = await send('Eve', market.makeOffer(two.id, 4, 80_000_001n, 3));
    const offer = made.event('hashrateMarket.OfferMade').offer.toNumber();
    move('Eve', 'market', 'USDT', 80_000_001n);
    await refused('Two', market.acceptOffer(offer), 'NotOwner');
    await refused('Charlie', market.cancelOffer(offer), 'NotBidder');
    // Charlie finds it with the certificate.
    const { offers: [found, ...more] } = await certificate(two, 4);
    assert.deepEqual([found, more], [{
      offer, series: two.id, item: 4, bidder: world.who.Eve.address, amount: '80000001', paymentAsset: USDT, firstSale: false,
      lastDay: await world.today() + 2, void: false,
    }, []]);
    await send('Charlie', market.acceptOffer(found.offer));
    assert.deepEqual((await certificate(two, 4)).offers, []);
    world.resale('Two', { payer: 'market', buyer: 'Eve', items: [4], total: 80_000_001n });
    for (const lot of holders()) await world.compare('Two', lot);
  });
});

describe('a miner', () => {
  const [AUCTIONED, OFFERED, LEFT] = [9, 10, 11];

  test('sells nothing under its floor and nothing to itself', async () => {
    await refused('Two', market.list(two.id, [LEFT], two.least - 1n, 5), 'PriceUnderFloor');
    await send('Two', market.list(two.id, [LEFT], two.least, 5));
    await refused('Two', market.reprice(two.id, [LEFT], two.least - 1n), 'PriceUnderFloor');
    await refused('Two', market.buy(two.id, [LEFT], two.least), 'BuyFromSelf');
    await send('Two', market.delist(two.id, [LEFT]));
    await refused('Two', market.makeOffer(two.id, LEFT, two.least, 5), 'BuyFromSelf');
    await refused('Eve', market.makeOffer(two.id, LEFT, two.least - 1n, 5), 'PriceUnderFloor');
  });

  test('gives no unsold certificate away', async () => {
    const { uniques } = world.tx;
    await refused('Two', uniques.transfer(two.id, LEFT, world.who.Eve.address), 'uniques.Locked');
    await send('Two', uniques.approveTransfer(two.id, LEFT, world.who.Eve.address));
    await refused('Eve', uniques.transfer(two.id, LEFT, world.who.Eve.address), 'uniques.Locked');
    assert.equal((await certificate(two, LEFT)).owner, world.who.Two.address);
  });

  test('accepts an offer: a first sale, which fills the escrow', async () => {
    const amount = two.least + 3n;
    const made = await send('Eve', market.makeOffer(two.id, OFFERED, amount, 2));
    move('Eve', 'market', 'USDT', amount);
    await send('Two', market.acceptOffer(made.event('hashrateMarket.OfferMade').offer));
    const { lot } = await world.firstSale('Two', { payer: 'market', buyer: 'Eve', items: [OFFERED], total: amount });
    await world.compare('Two', lot);
  });

  test('buys a certificate back, and sells it only apart from unsold ones', async () => {
    const price = 70_000_000n;
    await send('Charlie', market.list(two.id, [5], price, 5));
    await send('Two', market.buy(two.id, [5], price));
    world.resale('Two', { buyer: 'Two', items: [5], total: price });
    await refused('Two', market.list(two.id, [5, LEFT], two.least, 5), 'MixedLot');
    await refused('Two', market.startAuction(two.id, [LEFT, 5], english(two.least * 2n), 30), 'MixedLot');
    await send('Two', market.list(two.id, [5], 1n, 5));
    const bought = await send('Eve', market.buy(two.id, [5], 1n));
    assert.equal(bought.event('hashrateMarket.Resold').fee.toBigInt(), 1n, 'a fee is rounded up');
    world.resale('Two', { buyer: 'Eve', items: [5], total: 1n });
    for (const lot of two.model.lots) await world.compare('Two', lot);
  });

  test('keeps what nobody bid for', async () => {
    const { ends } = await open(two, [AUCTIONED], english(two.least), 5);
    await world.until(ends);
    const names = (await world.eventsOf(ends)).map(({ name }) => name);
    assert.ok(names.includes('hashrateMarket.AuctionUnsold'), String(names));
    assert.equal(await locked(two, AUCTIONED), null);
  });
});
