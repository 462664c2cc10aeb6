// What wallets are told about what is for sale, and what it costs.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { ASSETS } from '../lib/genesis.js';
import { certificate, english, market, open, range, refused, send, two, world } from './bazaar.js';

describe('what is for sale', () => {
  const [ONE, OTHER, ...LOT] = range(14, 18);
  const price = () => two.minPrice + 1n;
  /// A price less the fee of one per cent, rounded up: the deposit.
  const rest = (amount) => amount - ((amount + 99n) / 100n);
  let auction;
  const rpc = (method, ...params) => world.chain.rpc(method, ...params);
  before(async () => {
    await send('Two', market.list(two.series, [ONE, OTHER], price(), 5));
    auction = await open(two, LOT, english(two.minPrice * 2n), 30);
  });

  test('is told page by page', async () => {
    const today = await world.today();
    const { pledgeRate } = await rpc('dmex_series', two.series);
    const protection = { pledge: String(BigInt(pledgeRate) * 10n * 20n), votedFloor: String(two.minPrice) };
    const first = await rpc('dmex_listings', null, null, 1);
    const { item } = first.listings[0];
    assert.deepEqual(first, {
      listings: [{
        series: two.series, item, network: 1, seller: world.who.Two.address, price: String(price()), paymentAsset: ASSETS.USDT, firstSale: true,
        minUnreleased: String(rest(price())), ...protection, lastDay: today + 4, units: 10, termDays: 20, startDay: today + 1, endDay: today + 20,
        rate: '0.01',
      }],
      auctions: [],
      cursor: { listing: { price: String(price()), series: two.series, item } },
    });
    const second = await rpc('dmex_listings', {}, first.cursor, 1);
    assert.deepEqual(second.listings.map((listing) => listing.item), [ONE + OTHER - item]);
    const { auctions: [{ latest, ...shown }], ...last } = await rpc('dmex_listings', {}, second.cursor, 1);
    assert.ok(auction.ends < latest);
    assert.deepEqual(shown, {
      auction: auction.id, series: two.series, items: LOT, network: 1, seller: world.who.Two.address, paymentAsset: ASSETS.USDT, firstSale: true,
      kind: { english: { reserve: String(two.minPrice * 2n), buyNow: null } }, bestBid: null, minBid: String(two.minPrice * 2n),
      minUnreleased: String(rest(two.minPrice)), ...protection, ends: auction.ends, units: 10, termDays: 20, endDay: null, rate: '0.01',
    });
    assert.deepEqual(last, { listings: [], cursor: null });
    assert.deepEqual(await rpc('dmex_listings', {}, { auction: auction.id }), { listings: [], auctions: [], cursor: null });
    const inDollars = await rpc('dmex_listings', { network: 1, paymentAsset: ASSETS.USDT, kind: 'listing' });
    assert.deepEqual(inDollars.listings.map((listing) => listing.item), [ONE, OTHER]);
    assert.equal((await rpc('dmex_listings', { paymentAsset: 'native' })).listings.length, 0);
    // The cheapest come first.
    await send('Two', market.reprice(two.series, [ONE], price() + 1n));
    const { listings } = await rpc('dmex_listings', { series: two.series, kind: 'listing' });
    assert.deepEqual(listings.map((listing) => listing.item), [OTHER, ONE]);
    await send('Two', market.reprice(two.series, [ONE], price()));
    const cheap = await rpc('dmex_listings', { series: two.series, maxPrice: String(two.minPrice) });
    assert.deepEqual([cheap.listings.length, cheap.auctions.length], [0, 1]);
  });

  test('costs what is quoted', async () => {
    const quote = await rpc('dmex_quote', two.series, [OTHER, ONE]);
    const { total, fee, net, unreleased, items, days } = quote;
    assert.equal(BigInt(total), 2n * price());
    assert.deepEqual([BigInt(fee) + BigInt(net), unreleased, items.map((each) => each.item)], [BigInt(total), net, [OTHER, ONE]]);
    assert.equal(days.length, 20);
    const released = days.reduce((sum, { release }) => sum + BigInt(release), 0n);
    assert.deepEqual(days.at(-1).floor, { refund: String(BigInt(net) - released), slash: '0' });
    await refused('Eve', market.buy(two.series, [OTHER, ONE], BigInt(total) - 1n, 0), 'TooExpensive');
    const left = BigInt(items[0].minUnreleased);
    assert.equal(left, rest(price()));
    await refused('Eve', market.buy(two.series, [OTHER, ONE], total, left + 1n), 'TooLittleUnreleased');
    const bought = (await send('Eve', market.buy(two.series, [OTHER, ONE], total, left))).event('hashrateMarket.Bought');
    assert.deepEqual([bought.total, bought.fee].map(String), [total, fee]);
    const { lot } = await world.firstSale(two, { buyer: 'Eve', items: [OTHER, ONE], prices: [price(), price()] });
    await world.compare(two, lot);
    const { deposit, startDay, endDay } = await certificate(two, ONE);
    assert.deepEqual([deposit, startDay, endDay], [items[1].net, quote.startDay, quote.endDay]);
    await assert.rejects(rpc('dmex_quote', two.series, [ONE]), /cannot be bought/);
  });

  test('is nothing that was bought or cancelled', async () => {
    assert.equal((await certificate(two, LOT[0])).auction, auction.id);
    await send('Two', market.cancelAuction(auction.id));
    assert.deepEqual(await rpc('dmex_listings'), { listings: [], auctions: [], cursor: null });
  });
});
