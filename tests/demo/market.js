// The third act: a market. A miner auctions its certificates to two bidders, and half-way through the term
// the winner sells some of them to somebody else, who has the rest of their income. Nobody settles the
// auction: the chain does.
import { minBidAfter, sum } from '../lib/arithmetic.js';
import { BID_STEP } from '../lib/genesis.js';
import { BACKERS, FLOOR } from './cast.js';
import {
  AUCTION_DAY, AUCTION_DAYS, BIDS, CERTIFICATES, DAYS, RESALE, RESALE_DAY, RESERVE, SELLER, TERM, UNITS,
} from './market-cast.js';
import { amount } from './report.js';
import { Stage } from './stage.js';

const TOTAL_UNITS = UNITS * BigInt(CERTIFICATES);
const LOT = Array.from({ length: CERTIFICATES }, (_, item) => item);

export class Market extends Stage {
  constructor(props) {
    super(props);
    Object.assign(this, { name: SELLER, days: DAYS, earned: 0n, model: this.newModel(UNITS, TERM) });
  }

  async day(n) {
    if (n > 0) await this.feed(n - 1);
    if (n === 0) await this.#begin();
    if (n === AUCTION_DAY) await this.#open();
    for (const bid of BIDS.filter(({ day }) => day === n)) await this.#bid(bid);
    if (n === AUCTION_DAY + AUCTION_DAYS) await this.#settled();
    await this.#pay(n);
    if (n === RESALE_DAY) await this.#resell(n);
    await this.compareLots(this);
    if (n === DAYS) await this.#close();
  }

  // --- apply, vote, mint ---

  async #begin() {
    await this.introduce([this], { units: TOTAL_UNITS, floor: FLOOR });
    this.report.line(`${SELLER} applies to sell ${TOTAL_UNITS} TH/s; ${Object.keys(BACKERS).join(' and ')} vote for it`);
  }

  // --- the auction ---

  async #open() {
    await this.concludeApplication(SELLER, this);
    await this.createSeries(this, CERTIFICATES);
    const started = await this.mint(this, CERTIFICATES, this.tx.hashrateMarket.startAuction(
      this.series, LOT, { English: { reserve: RESERVE, buyNow: null } }, this.clock.blocks(AUCTION_DAYS),
    ));
    const { auction, ends } = started.event('hashrateMarket.AuctionStarted');
    Object.assign(this, { auction: auction.toNumber(), ends: ends.toNumber() });
    this.report.line(`${SELLER} mints ${CERTIFICATES} certificates of ${UNITS} TH/s for ${TERM} days and auctions them together: from ${amount(RESERVE, 'USDT')}, until block ${this.ends}`);
  }

  /// The new bid is charged into the market's account, which pays the one before back.
  async #bid({ name, bid }) {
    if (this.best) {
      const min = minBidAfter(this.best.bid, BID_STEP);
      await this.refused(name, this.tx.hashrateMarket.bid(this.auction, min - 1n, 0), 'hashrateMarket.BidTooLow');
    }
    await this.send(name, this.tx.hashrateMarket.bid(this.auction, bid, 0));
    this.book.move(name, 'market', 'USDT', bid);
    if (this.best) this.book.move('market', this.best.name, 'USDT', this.best.bid);
    const repaid = this.best ? `; ${this.best.name} has its ${amount(this.best.bid, 'USDT')} back` : '';
    this.report.line(`${name} bids ${amount(bid, 'USDT')}${repaid}`);
    this.best = { name, bid };
  }

  /// Goes on to the block with which the auction ends.
  async #settled() {
    while (await this.chain.number() < this.ends) await this.clock.pass();
    const { name, bid } = this.best;
    const { each, remainder, rests: [deposit], lot } = await this.firstSale(this, { payer: 'market', buyer: name, items: LOT, total: bid });
    this.paid = bid;
    await this.compare(this, lot);
    this.report.line(`the auction ends and the chain settles it: ${name} has ${CERTIFICATES} certificates for ${amount(bid, 'USDT')}`);
    this.report.line(`each costs ${amount(each, 'USDT')}, of which ${amount(deposit, 'USDT')} are in escrow; ${amount(remainder, 'USDT')} that ${CERTIFICATES} do not divide are the insurance pool's`);
  }

  // --- income against release ---

  async #pay(n) {
    if (this.model.unitsOn(this.first + n - 1) === 0n) return;
    const paid = this.earnedOn(n - 1, this);
    const { miner } = await this.distribute(this, [paid]);
    this.earned += paid;
    this.report.line(`${SELLER} pays ${amount(paid, 'BTC')}; ${amount(miner, 'USDT')} are released to it`);
    this.payOut(this);
  }

  // --- the resale ---

  async #resell(n) {
    const { hashrateMarket, uniques } = this.tx;
    const { buyer, items, price } = RESALE;
    const { name: seller } = this.best;
    const total = price * BigInt(items.length);
    await this.send(seller, hashrateMarket.list(this.series, items, price, 3));
    await this.refused(seller, uniques.transfer(this.series, items[0], this.who[buyer].address), 'uniques.Locked');
    await this.send(buyer, hashrateMarket.buy(this.series, items, total, 0));
    const { fee, lots: [lot] } = this.resale(this, { buyer, items, prices: items.map(() => price) });
    Object.assign(lot, { before: lot.paid });
    this.resold = { seller, buyer, total, got: total - fee, lot };
    this.report.line(`${seller} sells ${items.length} of them to ${buyer} for ${amount(total, 'USDT')}, and has all their income of ${n - 1 - (lot.start - this.first) + 1} days; those of the ${lot.end - this.first - n + 1} days to come are ${buyer}'s`);
  }

  // --- the end ---

  async #close() {
    await this.withdrawPledge(this, this.pledge);
    await this.compareEnd(this, CERTIFICATES);
    this.agree('what the market holds', this.book.change('market', 'USDT'), 0n);
    this.report.line(`every day is settled: ${SELLER} withdraws its pledge of ${amount(this.pledge, 'DMC')}`);
  }

  /// What each certificate of the lot earned, and who had it.
  get shares() {
    const { lot } = this.resold;
    const count = BigInt(lot.items.length);
    const all = sum(this.model.lots.map(({ paid, items }) => paid * BigInt(items.length)));
    const buyer = (lot.paid - lot.before) * count;
    return { each: lot.paid, before: lot.before, after: lot.paid - lot.before, seller: all - buyer, buyer };
  }
}
