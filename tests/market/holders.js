// What holders and miners sell, at a price, in an auction or to who makes an offer.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dutchPrice } from '../lib/arithmetic.js';
import { ASSETS, OFFER_DEPOSIT } from '../lib/genesis.js';
import {
  certificate, compare, DAY_BLOCKS, dutch, english, lockOf, market, move, open, refused, send, told, two, world,
} from './bazaar.js';

describe('a holder', () => {
  const PRICE = 99_999_999n;

  test('cannot sell more than it has, or to itself', async () => {
    await world.reach(await world.today() + 4);
    assert.deepEqual((await world.pay(two)).payments, [], 'the income is less than the minimum payout');
    await refused('Charlie', market.list(two.series, [0, 7], PRICE, 5), 'NotOwner');
    await refused('Charlie', market.startAuction(two.series, [0], english(1n), 20 * DAY_BLOCKS), 'EndsTooLate');
    await send('Charlie', market.list(two.series, [0, 1], PRICE, 5));
    await refused('Charlie', market.buy(two.series, [0], PRICE, 0), 'BuyFromSelf');
    assert.equal(await lockOf(two, 0), 'listed');
    await refused('Charlie', world.tx.uniques.transfer(two.series, 0, world.who.Dave.address), 'uniques.Locked');
    await refused('Eve', market.reprice(two.series, [0], 1n), 'NotSeller');
  });

  test('sells at a price that the buyer agreed to, and has its income first', async () => {
    await send('Charlie', market.reprice(two.series, [1], PRICE + 2n));
    await refused('Dave', market.buy(two.series, [0, 1], PRICE * 2n, 0), 'TooExpensive');
    const quote = await world.chain.rpc('dmex_quote', two.series, [0, 1]);
    // The buyer demands what is shown, and nobody gets more.
    const left = BigInt(quote.items[0].minUnreleased);
    await refused('Dave', market.buy(two.series, [0, 1], (PRICE * 2n) + 2n, left + 1n), 'TooLittleUnreleased');
    const bought = await send('Dave', market.buy(two.series, [0, 1], (PRICE * 2n) + 2n, left));
    const { fee: fees, income } = world.resale(two, { buyer: 'Dave', items: [0, 1], prices: [PRICE, PRICE + 2n] });
    assert.ok(income > 0n);
    const { seller, total, fee } = bought.event('hashrateMarket.Resold');
    assert.deepEqual(
      [seller.toString(), total.toBigInt(), fee.toBigInt()],
      [world.who.Charlie.address, (PRICE * 2n) + 2n, fees],
    );
    assert.deepEqual([quote.total, quote.fee, quote.net], [total, fee, total.toBigInt() - fees].map(String));
    await compare(two);
    await refused('Eve', market.buy(two.series, [0], PRICE, 0), 'NotListed');
  });

  test('gives an unlocked certificate away with its income', async () => {
    await send('Charlie', world.tx.uniques.transfer(two.series, 2, world.who.Dave.address));
    const [lot] = two.model.hand([2], 'Dave');
    assert.ok(two.model.claimable(lot) > 0n);
    await send('Dave', world.tx.uniques.transfer(two.series, 0, world.who.Ferdie.address));
    two.model.hand([0], 'Ferdie');
    await compare(two);
  });

  test('lets the price fall until somebody buys', async () => {
    const terms = { start: 200_000_001n, floor: 50_000_000n };
    const auction = await open({ ...two, seller: 'Charlie' }, [3], dutch(terms.start, terms.floor), 40);
    const price = (block) => dutchPrice({ ...terms, ...auction }, block);
    await refused('Eve', market.bid(auction.id, terms.start, 0), 'InvalidKind');
    await refused('Charlie', market.buyDutch(auction.id, terms.start, 0), 'BuyFromSelf');
    await world.pass(11);
    assert.equal((await told(two)).kind.dutch.price, String(price(await world.chain.number())));
    const shown = price(await world.chain.number());
    await refused('Eve', market.buyDutch(auction.id, terms.floor, 0), 'TooExpensive');
    const bought = await send('Eve', market.buyDutch(auction.id, shown, 0));
    const paid = price((await world.chain.api.rpc.chain.getHeader(bought.block)).number.toNumber());
    assert.ok(terms.floor < paid && paid < shown && shown < terms.start);
    assert.equal(bought.event('hashrateMarket.AuctionSettled').total.toBigInt(), paid);
    world.resale(two, { buyer: 'Eve', items: [3], total: paid });
    await compare(two);
  });

  test('accepts an offer for what is not for sale', async () => {
    await refused('Charlie', market.makeOffer(two.series, 4, 1n, 3, 0, 0), 'BuyFromSelf');
    await refused('Eve', market.makeOffer(two.series, 4, 1n, 3, 0, 0), 'OfferTooLow');
    const { unreleased } = await certificate(two, 4);
    await refused('Eve', market.makeOffer(two.series, 4, 80_000_001n, 3, 0, BigInt(unreleased) + 1n), 'TooLittleUnreleased');
    await refused('Eve', market.makeOffer(two.series, 4, 80_000_001n, 3, 21, 0), 'TooFewDaysLeft');
    const made = await send('Eve', market.makeOffer(two.series, 4, 80_000_001n, 3, 0, 0));
    const offer = made.event('hashrateMarket.OfferMade').offer.toNumber();
    move('Eve', 'market', 'USDT', 80_000_001n);
    move('Eve', 'market', 'DMC', OFFER_DEPOSIT);
    await refused('Two', market.acceptOffer(offer), 'NotOwner');
    await refused('Charlie', market.cancelOffer(offer), 'NotBidder');
    // Charlie finds it with the certificate.
    const { offers: [found, ...more] } = await certificate(two, 4);
    assert.deepEqual([found, more], [{
      offer, series: two.series, item: 4, bidder: world.who.Eve.address, amount: '80000001', paymentAsset: ASSETS.USDT, deposit: String(OFFER_DEPOSIT), minUnreleased: '0', firstSale: false,
      lastDay: await world.today() + 2, void: false,
    }, []]);
    await send('Charlie', market.acceptOffer(found.offer));
    move('market', 'Eve', 'DMC', OFFER_DEPOSIT);
    assert.deepEqual((await certificate(two, 4)).offers, []);
    world.resale(two, { payer: 'market', buyer: 'Eve', items: [4], total: 80_000_001n });
    await compare(two);
  });
});

describe('a miner', () => {
  const [AUCTIONED, OFFERED, LEFT] = [9, 10, 11];

  test('sells nothing under its floor and nothing to itself', async () => {
    await refused('Two', market.list(two.series, [LEFT], two.minPrice - 1n, 5), 'PriceUnderFloor');
    await send('Two', market.list(two.series, [LEFT], two.minPrice, 5));
    await refused('Two', market.reprice(two.series, [LEFT], two.minPrice - 1n), 'PriceUnderFloor');
    await refused('Two', market.buy(two.series, [LEFT], two.minPrice, 0), 'BuyFromSelf');
    await send('Two', market.delist(two.series, [LEFT]));
    await refused('Two', market.makeOffer(two.series, LEFT, two.minPrice, 5, 0, 0), 'BuyFromSelf');
    await refused('Eve', market.makeOffer(two.series, LEFT, two.minPrice - 1n, 5, 0, 0), 'PriceUnderFloor');
  });

  test('gives no unsold certificate away', async () => {
    const { uniques } = world.tx;
    await refused('Two', uniques.transfer(two.series, LEFT, world.who.Eve.address), 'uniques.Locked');
    await send('Two', uniques.approveTransfer(two.series, LEFT, world.who.Eve.address));
    await refused('Eve', uniques.transfer(two.series, LEFT, world.who.Eve.address), 'uniques.Locked');
    assert.equal((await certificate(two, LEFT)).owner, world.who.Two.address);
  });

  test('accepts an offer: a first sale, which fills the escrow', async () => {
    const amount = two.minPrice + 3n;
    const made = await send('Eve', market.makeOffer(two.series, OFFERED, amount, 2, 0, 0));
    move('Eve', 'market', 'USDT', amount);
    // The deposit comes back with the sale.
    await send('Two', market.acceptOffer(made.event('hashrateMarket.OfferMade').offer));
    const { lot } = await world.firstSale(two, { payer: 'market', buyer: 'Eve', items: [OFFERED], total: amount });
    await world.compare(two, lot);
  });

  test('buys a certificate back, and sells it only apart from unsold ones', async () => {
    const price = 70_000_000n;
    await send('Charlie', market.list(two.series, [5], price, 5));
    await send('Two', market.buy(two.series, [5], price, 0));
    world.resale(two, { buyer: 'Two', items: [5], total: price });
    await refused('Two', market.list(two.series, [5, LEFT], two.minPrice, 5), 'MixedLot');
    await refused('Two', market.startAuction(two.series, [LEFT, 5], english(two.minPrice * 2n), 30), 'MixedLot');
    await send('Two', market.list(two.series, [5], 1n, 5));
    const bought = await send('Eve', market.buy(two.series, [5], 1n, 0));
    assert.equal(bought.event('hashrateMarket.Resold').fee.toBigInt(), 1n, 'a fee is rounded up');
    world.resale(two, { buyer: 'Eve', items: [5], total: 1n });
    await compare(two);
  });

  test('keeps what nobody bid for', async () => {
    const { ends } = await open(two, [AUCTIONED], english(two.minPrice), 5);
    await world.until(ends);
    const names = (await world.eventsOf(ends)).map(({ name }) => name);
    assert.ok(names.includes('hashrateMarket.AuctionUnsold'), String(names));
    assert.equal(await lockOf(two, AUCTIONED), null);
  });
});
