// The market on a real node: auctions, resales, offers and credits. Every amount is computed here from the
// rules, and after each test every account in every asset holds exactly what the book says.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { DMC, dutchPrice, leastAfter } from './demo/arithmetic.js';
import { nameOfError } from './lib/chain.js';
import { DAY_BLOCKS, FEE, STEP, USDT, WINDOW, World } from './market/world.js';

let world;
let market;
/// The series of Two, in USDT; of One, in DMC; of Dave, in USDT, which will be frozen.
let two;
let one;
let dave;
/// An application whose vote ends a week after the tests began.
let distraction;

const range = (from, to) => Array.from({ length: to - from }, (_, i) => from + i);
const send = (name, call) => world.send(name, call);
const refused = (name, call, error) => world.refused(name, call, error.includes('.') ? error : `hashrateMarket.${error}`);
const move = (from, to, asset, amount) => world.book.move(from, to, asset, amount);
const open = (...terms) => world.openAuction(...terms);
const bid = (...terms) => world.bid(...terms);
const settledAlone = (...auction) => world.settledAlone(...auction);
/// What wallets are told about the only auction of a series.
const told = async ({ id }) => (await world.chain.rpc('dmex_listings', { series: id, kind: 'auction' })).auctions[0];
const locked = async (series, item) => (await world.chain.rpc('dmex_certificate', series.id, item)).lock;
const english = (reserve, buyNow = null) => ({ English: { reserve, buyNow } });
const dutch = (startPrice, floor) => ({ Dutch: { startPrice, floor } });

before(async () => {
  world = await World.open();
  market = world.tx.hashrateMarket;
  [two, one, dave] = ['Two', 'One', 'Dave'].map((name) => world.series.get(name));
  distraction = await world.apply('Bob');
});
after(() => world?.close());
afterEach(() => world.check('after the test'));

describe('an English auction of seven', () => {
  const LOT = range(0, 7);
  let auction;
  let best;

  test('keeps to the floor, and to whole lots of free certificates', async () => {
    const reserve = two.least * 7n;
    const start = (kind, duration = 30) => market.startAuction(two.id, LOT, kind, duration);
    await refused('Two', start(english(reserve - 1n)), 'PriceUnderFloor');
    await refused('Two', start(dutch(reserve * 2n, reserve - 1n)), 'PriceUnderFloor');
    await refused('Two', start(english(reserve, reserve - 1n)), 'InvalidPrices');
    await refused('Two', start(dutch(reserve, reserve + 1n)), 'InvalidPrices');
    await refused('Two', start(english(reserve), 0), 'InvalidDuration');
    await refused('Two', start(english(reserve), (90 * DAY_BLOCKS) + 1), 'InvalidDuration');
    await refused('Eve', start(english(reserve)), 'NotOwner');
    auction = await open(two, LOT, english(reserve), 30);
    for (const item of LOT) assert.equal(await locked(two, item), 'auctioned');
    await refused('Two', start(english(reserve)), 'CertificateLocked');
    await refused('Two', market.list(two.id, [6], two.least, 5), 'CertificateLocked');
    await refused('Ferdie', market.makeOffer(two.id, 6, two.least, 5), 'CertificateLocked');
    await refused('Two', world.tx.uniques.transfer(two.id, 6, world.who.Eve.address), 'uniques.Locked');
  });

  test('takes bids with a step, and repays the outbid in full', async () => {
    const reserve = two.least * 7n;
    await refused('Two', market.bid(auction.id, reserve), 'BuyFromSelf');
    await refused('Eve', market.bid(auction.id, reserve - 1n), 'BidTooLow');
    await refused('Eve', market.buyDutch(auction.id, reserve), 'WrongKind');
    await bid(auction.id, 'USDT', 'Eve', reserve + 1n);
    const least = leastAfter(reserve + 1n, STEP);
    assert.equal(least, 865_200_002n, 'three per cent more, rounded up');
    await refused('Charlie', market.bid(auction.id, least - 1n), 'BidTooLow');
    await bid(auction.id, 'USDT', 'Charlie', least, { name: 'Eve', amount: reserve + 1n });
    // Who raises its own bid pays the difference.
    const more = leastAfter(least, STEP) + 5n;
    await refused('Charlie', market.bid(auction.id, leastAfter(least, STEP) - 1n), 'BidTooLow');
    await send('Charlie', market.bid(auction.id, more));
    move('Charlie', 'market', 'USDT', more - least);
    best = { name: 'Charlie', amount: more };
    const { bestBid, leastBid, ends } = await told(two);
    assert.deepEqual(
      [bestBid, leastBid, ends],
      [{ bidder: world.who.Charlie.address, amount: String(more) }, String(leastAfter(more, STEP)), auction.ends],
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
    const amount = leastAfter(best.amount, STEP);
    const ends = await bid(auction.id, 'USDT', 'Ferdie', amount, best);
    assert.equal(await world.chain.number(), auction.ends, 'the bid is in the last block');
    assert.equal(ends, auction.ends + WINDOW);
    assert.equal(await locked(two, 0), 'auctioned', 'the chain does not settle it');
    // The outbid has two blocks to answer.
    const answer = leastAfter(amount, STEP) + 2n;
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
    const { remainder, fee, lot } = await world.firstSale('Two', { payer: 'market', buyer: 'Charlie', items: LOT, total: best.amount });
    assert.ok(remainder > 0n);
    assert.deepEqual(
      [told.buyer.toString(), told.total.toBigInt(), told.remainder.toBigInt()],
      [world.who.Charlie.address, best.amount, remainder],
    );
    const bought = (await world.eventsOf(auction.ends)).find(({ name }) => name === 'hashrateMarket.Bought').data;
    assert.deepEqual([bought.fee.toBigInt(), bought.start.toNumber()], [fee, lot.start]);
    await world.compare('Two', lot);
    await world.council(world.tx.governance.setParameter({ Fees: { Trading: [null, Number(FEE)] } }));
  });

  test('is nobody else\'s afterwards', async () => {
    await refused('Ferdie', market.bid(auction.id, best.amount * 2n), 'UnknownAuction');
    await refused('Ferdie', market.settleAuction(auction.id), 'UnknownAuction');
    await refused('Two', market.cancelAuction(auction.id), 'UnknownAuction');
    await refused('Ferdie', world.tx.uniques.transfer(two.id, 0, world.who.Ferdie.address), 'uniques.NoPermission');
  });

  test('may end at once, for exactly the price that was named', async () => {
    const price = two.least + 7n;
    const { id } = await open(two, [7], english(two.least, price), 30);
    await bid(id, 'USDT', 'Ferdie', two.least);
    const bought = await send('Eve', market.bid(id, price + 1_000_000n));
    assert.equal(bought.event('hashrateMarket.AuctionSettled').total.toBigInt(), price);
    move('market', 'Ferdie', 'USDT', two.least);
    const { lot } = await world.firstSale('Two', { buyer: 'Eve', items: [7], total: price });
    await world.compare('Two', lot);
  });

  test('is given up by its seller, with every bid repaid', async () => {
    const { id } = await open(two, [8, 9], english(two.least * 2n), 30);
    await bid(id, 'USDT', 'Ferdie', two.least * 3n);
    await refused('Bob', market.cancelAuction(id), 'NotSeller');
    await send('Two', market.cancelAuction(id));
    move('market', 'Ferdie', 'USDT', two.least * 3n);
    assert.equal(await locked(two, 8), null);
  });
});

describe('a bidder without an account', () => {
  /// Everything that it has goes to Alice, and the account with it.
  async function empties() {
    const emptied = await send('Kim', world.tx.balances.transferAll(world.who.Alice.address, false));
    move('Kim', 'Alice', 'DMC', emptied.event('balances.Transfer').amount.toBigInt());
    // An account that comes back counts its transactions from zero.
    world.chain.nonces.delete(world.who.Kim.address);
  }
  async function gift(asset, amount) {
    const { balances, assets } = world.tx;
    const { address } = world.who.Kim;
    await send('Alice', asset === 'DMC' ? balances.transferAllowDeath(address, amount) : assets.transfer(USDT, address, amount));
    move('Alice', 'Kim', asset, amount);
  }
  const exists = async () => (await world.chain.api.query.system.account(world.who.Kim.address)).providers.toNumber() > 0;

  let auction;
  const first = () => one.least * 2n;

  test('does not stop the next, and has a credit', async () => {
    const deposit = world.chain.api.consts.balances.existentialDeposit.toBigInt();
    assert.ok(first() < deposit, 'what is repaid cannot make an account');
    auction = await open(one, [0], english(one.least), 12);
    await gift('DMC', DMC);
    await bid(auction.id, 'DMC', 'Kim', first());
    await empties();
    assert.equal(await exists(), false);
    const amount = leastAfter(first(), STEP);
    const placed = await send('Charlie', market.bid(auction.id, amount));
    move('Charlie', 'market', 'DMC', amount);
    const { who, amount: credited } = placed.event('hashrateMarket.PaymentCredited');
    assert.deepEqual([who.toString(), credited.toBigInt()], [world.who.Kim.address, first()]);
    const credit = await world.chain.api.query.hashrateMarket.credits(world.who.Kim.address, one.inCalls);
    assert.equal(BigInt(credit.toString()), first());
  });

  test('loses nothing when the lot is sold, and takes its credit when it exists again', async () => {
    await settledAlone(auction.id, auction.ends);
    const { lot } = await world.firstSale('One', { payer: 'market', buyer: 'Charlie', items: [0], total: leastAfter(first(), STEP) });
    await world.compare('One', lot);
    await gift('DMC', DMC);
    await refused('Charlie', market.withdrawCredit(one.inCalls), 'NoCredit');
    const withdrawn = await send('Kim', market.withdrawCredit(one.inCalls));
    assert.equal(withdrawn.event('hashrateMarket.CreditPaid').amount.toBigInt(), first());
    move('market', 'Kim', 'DMC', first());
    await refused('Kim', market.withdrawCredit(one.inCalls), 'NoCredit');
  });

  test('is repaid in USDT, which needs no DMC', async () => {
    const { id, ends } = await open(two, [8], english(two.least), 8);
    await gift('USDT', two.least);
    await bid(id, 'USDT', 'Kim', two.least);
    await empties();
    const amount = leastAfter(two.least, STEP);
    await bid(id, 'USDT', 'Ferdie', amount, { name: 'Kim', amount: two.least });
    await settledAlone(id, ends);
    const { lot } = await world.firstSale('Two', { payer: 'market', buyer: 'Ferdie', items: [8], total: amount });
    await world.compare('Two', lot);
  });
});

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
    await send('Charlie', market.acceptOffer(offer));
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
    assert.equal((await world.chain.rpc('dmex_certificate', two.id, LEFT)).owner, world.who.Two.address);
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

describe('a frozen series', () => {
  const evidence = { hash: `0x${'4d'.repeat(32)}`, uri: 'https://dave.example/flood' };
  const resale = 90_000_000n;
  let auction;
  let offer;

  test('voids a running auction when it is next touched, and repays the bid', async () => {
    await send('Dave', market.list(dave.id, [0], dave.least, 5));
    await send('Eve', market.buy(dave.id, [0], dave.least));
    await world.firstSale('Dave', { buyer: 'Eve', items: [0], total: dave.least });
    await send('Eve', market.list(dave.id, [0], resale, 5));
    auction = await open(dave, [1, 2], english(dave.least * 2n), 100);
    await bid(auction.id, 'USDT', 'Charlie', dave.least * 2n);
    await world.council(world.tx.riskEscrow.freezeForEvent(dave.id, evidence));
    // A bid takes nothing.
    const touched = await send('Ferdie', market.bid(auction.id, dave.least * 3n));
    const { auction: voided, reason } = touched.event('hashrateMarket.AuctionVoided');
    assert.equal(voided.toNumber(), auction.id);
    assert.equal(nameOfError(world.chain.api, reason), 'hashrateMarket.FrozenMeanwhile');
    move('market', 'Charlie', 'USDT', dave.least * 2n);
    assert.deepEqual([await locked(dave, 1), await locked(dave, 2)], [null, null]);
    await refused('Ferdie', market.bid(auction.id, dave.least * 3n), 'UnknownAuction');
  });

  test('is sold by nobody, and again when the freeze is over', async () => {
    await refused('Charlie', market.buy(dave.id, [0], resale), 'riskEscrow.Frozen');
    await refused('Dave', market.list(dave.id, [1], dave.least, 5), 'riskEscrow.Frozen');
    await refused('Dave', market.startAuction(dave.id, [1], english(dave.least), 30), 'riskEscrow.Frozen');
    await world.council(world.tx.riskEscrow.reinstate(dave.id));
    await send('Charlie', market.buy(dave.id, [0], resale));
    world.resale('Dave', { buyer: 'Charlie', items: [0], total: resale });
    await world.compare('Dave', dave.model.lots[0]);
  });

  test('has no offer of before', async () => {
    const made = await send('Eve', market.makeOffer(dave.id, 0, resale, 10));
    offer = made.event('hashrateMarket.OfferMade').offer.toNumber();
    move('Eve', 'market', 'USDT', resale);
    await world.council(world.tx.riskEscrow.freezeForEvent(dave.id, evidence));
    await world.council(world.tx.riskEscrow.reinstate(dave.id));
    await refused('Charlie', market.acceptOffer(offer), 'OfferVoid');
    await send('Bob', market.cancelOffer(offer));
    move('market', 'Eve', 'USDT', resale);
  });
});

describe('what waits', () => {
  test('is taken away by a stranger when it has expired', async () => {
    const amount = two.least + 1n;
    const made = await send('Ferdie', market.makeOffer(two.id, 11, amount, 1));
    const offer = made.event('hashrateMarket.OfferMade').offer.toNumber();
    move('Ferdie', 'market', 'USDT', amount);
    await send('Charlie', market.list(two.id, [6], 1_000n, 1));
    await refused('Bob', market.cancelOffer(offer), 'NotBidder');
    await refused('Bob', market.delist(two.id, [6]), 'NotSeller');
    await world.reach(await world.today() + 1);
    await refused('Two', market.acceptOffer(offer), 'OfferExpired');
    await refused('Eve', market.buy(two.id, [6], 1_000n), 'ListingExpired');
    await send('Bob', market.cancelOffer(offer));
    move('market', 'Ferdie', 'USDT', amount);
    await send('Bob', market.delist(two.id, [6]));
    assert.equal(await locked(two, 6), null);
  });

  test('is settled by a stranger, for the winner, when the chain had no time for it', async () => {
    // The block in which a vote ends has no weight left for anything else.
    const opens = await world.chain.number() + 1;
    const auction = await open({ ...two, seller: 'Charlie' }, [6], english(1_000n), distraction.ends - opens);
    await bid(auction.id, 'USDT', 'Ferdie', 50_000_000n);
    await bid(auction.id, 'USDT', 'Eve', 77_777_777n, { name: 'Ferdie', amount: 50_000_000n });
    await world.until(distraction.ends);
    assert.equal(await locked(two, 6), 'auctioned');
    // The loser asks. Both calls are in one block, at whose end the chain would settle it.
    const settled = await send('Ferdie', world.tx.utility.forceBatch([
      market.bid(auction.id, 99_999_999n), market.settleAuction(auction.id),
    ]));
    assert.equal(nameOfError(world.chain.api, settled.event('utility.ItemFailed').error), 'hashrateMarket.AuctionOver');
    assert.equal(settled.event('hashrateMarket.AuctionSettled').buyer.toString(), world.who.Eve.address);
    world.resale('Two', { payer: 'market', buyer: 'Eve', items: [6], total: 77_777_777n });
    for (const lot of two.model.lots) await world.compare('Two', lot);
  });

  test('leaves the market\'s account as it was', async () => {
    for (const asset of ['DMC', 'USDT']) assert.equal(world.book.change('market', asset), 0n);
    const { auctions, due, credits, offers, offersBy } = world.chain.api.query.hashrateMarket;
    for (const map of [auctions, due, credits, offers, offersBy]) assert.equal((await map.keys()).length, 0);
  });
});
