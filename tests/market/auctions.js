// Auctions of unsold certificates, and bidders whose account is reaped.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DMC, minBidAfter } from '../lib/arithmetic.js';
import { ASSETS, BID_STEP, IN_CALLS, TRADING_FEE } from '../lib/genesis.js';
import {
  bid, DAY_BLOCKS, dutch, english, lockOf, market, move, one, open, range, refused, send, settledAlone, told, two,
  WINDOW, world,
} from './bazaar.js';

describe('an English auction of seven', () => {
  const LOT = range(0, 7);
  let auction;
  let best;

  test('keeps to the floor, and to whole lots of unlocked certificates', async () => {
    const reserve = two.minPrice * 7n;
    const start = (kind, duration = 30) => market.startAuction(two.series, LOT, kind, duration);
    await refused('Two', start(english(reserve - 1n)), 'PriceUnderFloor');
    await refused('Two', start(dutch(reserve * 2n, reserve - 1n)), 'PriceUnderFloor');
    await refused('Two', start(english(reserve, reserve - 1n)), 'InvalidPrices');
    await refused('Two', start(dutch(reserve, reserve + 1n)), 'InvalidPrices');
    await refused('Two', start(english(reserve), 0), 'InvalidDuration');
    await refused('Two', start(english(reserve), (90 * DAY_BLOCKS) + 1), 'InvalidDuration');
    await refused('Eve', start(english(reserve)), 'NotOwner');
    auction = await open(two, LOT, english(reserve), 30);
    for (const item of LOT) assert.equal(await lockOf(two, item), 'auctioned');
    await refused('Two', start(english(reserve)), 'CertificateAuctioned');
    await refused('Two', market.list(two.series, [6], two.minPrice, 5), 'CertificateAuctioned');
    await refused('Ferdie', market.makeOffer(two.series, 6, two.minPrice, 5, 0, 0), 'CertificateAuctioned');
    await refused('Two', world.tx.uniques.transfer(two.series, 6, world.who.Eve.address), 'uniques.Locked');
  });

  test('accepts bids with a step, and repays the outbid in full', async () => {
    const reserve = two.minPrice * 7n;
    await refused('Two', market.bid(auction.id, reserve, 0), 'BuyFromSelf');
    await refused('Eve', market.bid(auction.id, reserve - 1n, 0), 'BidTooLow');
    await refused('Eve', market.buyDutch(auction.id, reserve, 0), 'InvalidKind');
    await bid(auction.id, 'USDT', 'Eve', reserve + 1n);
    const min = minBidAfter(reserve + 1n, BID_STEP);
    assert.equal(min, 865_200_002n, 'three per cent more, rounded up');
    await refused('Charlie', market.bid(auction.id, min - 1n, 0), 'BidTooLow');
    await bid(auction.id, 'USDT', 'Charlie', min, { name: 'Eve', amount: reserve + 1n });
    // Who raises its own bid pays the difference.
    const more = minBidAfter(min, BID_STEP) + 5n;
    await refused('Charlie', market.bid(auction.id, minBidAfter(min, BID_STEP) - 1n, 0), 'BidTooLow');
    await send('Charlie', market.bid(auction.id, more, 0));
    move('Charlie', 'market', 'USDT', more - min);
    best = { name: 'Charlie', amount: more };
    const { bestBid, minBid, ends } = await told(two);
    assert.deepEqual(
      [bestBid, minBid, ends],
      [{ bidder: world.who.Charlie.address, amount: String(more), minUnreleased: '0' }, String(minBidAfter(more, BID_STEP)), auction.ends],
    );
  });

  test('is not over before its end, whoever asks, and keeps its fee', async () => {
    await refused('Charlie', market.settleAuction(auction.id), 'StillRunning');
    await refused('Bob', market.settleAuction(auction.id), 'StillRunning');
    await refused('Charlie', market.cancelAuction(auction.id), 'NotSeller');
    await world.council(world.tx.governance.setParameter({ Fees: { Trading: [null, 30_000] } }));
  });

  test('goes on when a sniper bids in its last block', async () => {
    await world.until(auction.ends - 1);
    const amount = minBidAfter(best.amount, BID_STEP);
    const ends = await bid(auction.id, 'USDT', 'Ferdie', amount, best);
    assert.equal(await world.chain.number(), auction.ends, 'the bid is in the last block');
    assert.equal(ends, auction.ends + WINDOW);
    assert.equal(await lockOf(two, 0), 'auctioned', 'the chain does not settle it');
    // The outbid has two blocks to answer.
    const answer = minBidAfter(amount, BID_STEP) + 2n;
    const later = await bid(auction.id, 'USDT', 'Charlie', answer, { name: 'Ferdie', amount });
    assert.equal(later, ends + WINDOW);
    // It ends later than that now, and binds the seller nevertheless.
    await refused('Two', market.cancelAuction(auction.id), 'TooLateToCancel');
    assert.equal(await world.chain.number(), later - WINDOW);
    best = { name: 'Charlie', amount: answer };
    auction.ends = later;
  });

  test('is settled by the chain: fees, deposits, and what seven does not divide', async () => {
    const told = await settledAlone(auction.id, auction.ends);
    const { remainder, fee, lot } = await world.firstSale(two, { payer: 'market', buyer: 'Charlie', items: LOT, total: best.amount });
    assert.ok(remainder > 0n);
    assert.deepEqual(
      [told.buyer.toString(), told.total.toBigInt(), told.remainder.toBigInt()],
      [world.who.Charlie.address, best.amount, remainder],
    );
    const bought = (await world.eventsOf(auction.ends)).find(({ name }) => name === 'hashrateMarket.Bought').data;
    assert.deepEqual([bought.fee.toBigInt(), bought.start.toNumber()], [fee, lot.start]);
    await world.compare(two, lot);
    await world.council(world.tx.governance.setParameter({ Fees: { Trading: [null, Number(TRADING_FEE)] } }));
  });

  test('is nobody else\'s afterwards', async () => {
    await refused('Ferdie', market.bid(auction.id, best.amount * 2n, 0), 'UnknownAuction');
    await refused('Ferdie', market.settleAuction(auction.id), 'UnknownAuction');
    await refused('Two', market.cancelAuction(auction.id), 'UnknownAuction');
    await refused('Ferdie', world.tx.uniques.transfer(two.series, 0, world.who.Ferdie.address), 'uniques.NoPermission');
  });

  test('may end immediately, for exactly the price that was named', async () => {
    const price = two.minPrice + 7n;
    const { id } = await open(two, [7], english(two.minPrice, price), 30);
    await bid(id, 'USDT', 'Ferdie', two.minPrice);
    const bought = await send('Eve', market.bid(id, price + 1_000_000n, 0));
    assert.equal(bought.event('hashrateMarket.AuctionSettled').total.toBigInt(), price);
    move('market', 'Ferdie', 'USDT', two.minPrice);
    const { lot } = await world.firstSale(two, { buyer: 'Eve', items: [7], total: price });
    await world.compare(two, lot);
  });

  test('is cancelled by its seller, with every bid repaid', async () => {
    const { id } = await open(two, [8, 9], english(two.minPrice * 2n), 30);
    await bid(id, 'USDT', 'Ferdie', two.minPrice * 3n);
    await refused('Bob', market.cancelAuction(id), 'NotSeller');
    await send('Two', market.cancelAuction(id));
    move('market', 'Ferdie', 'USDT', two.minPrice * 3n);
    assert.equal(await lockOf(two, 8), null);
  });
});

describe('a bidder without an account', () => {
  /// Everything that it has goes to Alice, and the account is reaped.
  async function empties() {
    const emptied = await send('Kim', world.tx.balances.transferAll(world.who.Alice.address, false));
    move('Kim', 'Alice', 'DMC', emptied.event('balances.Transfer').amount.toBigInt());
    // It begins anew, with the number of the block in which it comes back.
    world.chain.nonces.delete(world.who.Kim.address);
  }
  async function gift(asset, amount) {
    const { balances, assets } = world.tx;
    const { address } = world.who.Kim;
    await send('Alice', asset === 'DMC' ? balances.transferAllowDeath(address, amount) : assets.transfer(ASSETS.USDT, address, amount));
    move('Alice', 'Kim', asset, amount);
  }
  const exists = async () => (await world.chain.api.query.system.account(world.who.Kim.address)).providers.toNumber() > 0;

  let auction;
  const first = () => one.minPrice * 2n;

  test('does not stop the next, and has a credit', async () => {
    const deposit = world.chain.api.consts.balances.existentialDeposit.toBigInt();
    assert.ok(first() < deposit, 'what is repaid cannot make an account');
    auction = await open(one, [0], english(one.minPrice), 12);
    await gift('DMC', DMC);
    await bid(auction.id, 'DMC', 'Kim', first());
    await empties();
    assert.equal(await exists(), false);
    const amount = minBidAfter(first(), BID_STEP);
    const placed = await send('Charlie', market.bid(auction.id, amount, 0));
    move('Charlie', 'market', 'DMC', amount);
    const { who, amount: credited } = placed.event('credits.Credited');
    assert.deepEqual([who.toString(), credited.toBigInt()], [world.who.Kim.address, first()]);
    const { credits } = await world.chain.rpc('dmex_portfolio', world.who.Kim.address, null, 1);
    assert.deepEqual(credits, [{ asset: 'native', amount: String(first()) }]);
  });

  test('loses nothing when the lot is sold, and withdraws its credit when it exists again', async () => {
    const { credits } = world.tx;
    await settledAlone(auction.id, auction.ends);
    const { lot } = await world.firstSale(one, { payer: 'market', buyer: 'Charlie', items: [0], total: minBidAfter(first(), BID_STEP) });
    await world.compare(one, lot);
    await gift('DMC', DMC);
    await refused('Charlie', credits.withdraw(IN_CALLS.DMC), 'credits.NoCredit');
    const withdrawn = await send('Kim', credits.withdraw(IN_CALLS.DMC));
    assert.equal(withdrawn.event('credits.CreditPaid').amount.toBigInt(), first());
    move('market', 'Kim', 'DMC', first());
    await refused('Kim', credits.withdraw(IN_CALLS.DMC), 'credits.NoCredit');
  });

  test('is repaid in USDT, which needs no DMC', async () => {
    const { id, ends } = await open(two, [8], english(two.minPrice), 8);
    await gift('USDT', two.minPrice);
    await bid(id, 'USDT', 'Kim', two.minPrice);
    await empties();
    const amount = minBidAfter(two.minPrice, BID_STEP);
    await bid(id, 'USDT', 'Ferdie', amount, { name: 'Kim', amount: two.minPrice });
    await settledAlone(id, ends);
    const { lot } = await world.firstSale(two, { payer: 'market', buyer: 'Ferdie', items: [8], total: amount });
    await world.compare(two, lot);
  });
});
