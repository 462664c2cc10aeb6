// The third act: a market. A miner auctions its certificates to two bidders, and half-way through the term
// the winner sells some of them to somebody else, who has the rest of their income. Nobody settles the
// auction: the chain does.
import {
  incomePerUnit, leastAfter, partDown, perCertificate, sale, splitFee, sum,
} from './arithmetic.js';
import {
  ASSETS, FEE_SPLIT, MIN_PAYOUT, PLEDGE_RATE, RELEASE_TO_POOL, TRADING_FEE,
} from './cast.js';
import { JudgedSeries } from './judge.js';
import {
  AUCTION_DAY, AUCTION_DAYS, BACKERS, BID_STEP, BIDS, CERTIFICATES, DAYS, FLOOR, LENDER, POOL_KEEPS, RESALE,
  RESALE_DAY, RESERVE, SELLER, START, START_BTC, TERM, UNITS,
} from './market-cast.js';
import { amount } from './report.js';
import { Stage } from './stage.js';

const TOTAL_UNITS = UNITS * BigInt(CERTIFICATES);
const PLEDGE = TOTAL_UNITS * BigInt(TERM) * PLEDGE_RATE;
const LOT = Array.from({ length: CERTIFICATES }, (_, item) => item);

export class Market extends Stage {
  constructor(props) {
    super(props);
    this.name = SELLER;
    this.days = DAYS;
    this.earned = 0n;
    this.model = new JudgedSeries({
      units: UNITS, term: TERM, poolRate: RELEASE_TO_POOL, pledgeRate: PLEDGE_RATE, minPayout: MIN_PAYOUT, expected: this.expected,
    });
    this.model.name = SELLER;
  }

  get models() {
    return this.series === undefined ? new Map() : new Map([[this.series, this.model]]);
  }

  async day(n) {
    if (n > 0) await this.feed(n - 1);
    if (n === 0) await this.#begin();
    if (n === AUCTION_DAY) await this.#open();
    for (const bid of BIDS.filter(({ day }) => day === n)) await this.#bid(bid);
    if (n === AUCTION_DAY + AUCTION_DAYS) await this.#settled(n);
    await this.#pay(n);
    if (n === RESALE_DAY) await this.#resell(n);
    const kept = this.model.lots.filter(({ retired }) => !retired);
    await Promise.all(kept.map((lot) => this.compareCertificate(this.series, this.model, lot)));
    if (n === DAYS) await this.#close();
  }

  // --- apply, vote, mint ---

  async #begin() {
    const { balances, assets, democracy, utility } = this.tx;
    const { address } = this.who[SELLER];
    await this.send(LENDER, utility.batchAll([balances.transferKeepAlive(address, START), assets.transfer(ASSETS.BTC, address, START_BTC)]));
    this.book.move(LENDER, SELLER, 'DMC', START);
    this.book.move(LENDER, SELLER, 'BTC', START_BTC);
    Object.assign(this, await this.apply(SELLER, { units: TOTAL_UNITS, floor: FLOOR }));
    await Promise.all(Object.entries(BACKERS).map(([name, balance]) => (
      this.send(name, democracy.vote(this.referendum, { Standard: { vote: { aye: true, conviction: 'Locked1x' }, balance } }))
    )));
    this.book.watchers.push((hash) => this.noteApproval(this, hash));
    this.report.line(`${SELLER} applies to sell ${TOTAL_UNITS} TH/s; ${Object.keys(BACKERS).join(' and ')} vote for it`);
  }

  // --- the auction ---

  async #open() {
    await this.concludeVote(SELLER, this.application);
    const { minerRegistry, hashrateNft, hashrateMarket, utility } = this.tx;
    const created = await this.send(SELLER, utility.batchAll([
      minerRegistry.pledge(this.application, PLEDGE),
      hashrateNft.createSeries(this.application, UNITS, TERM),
    ]));
    this.series = created.event('hashrateNft.SeriesCreated').series.toNumber();
    this.book.move(SELLER, 'registry', 'DMC', PLEDGE);
    const started = await this.send(SELLER, utility.batchAll([
      hashrateNft.mint(this.series, CERTIFICATES),
      hashrateMarket.startAuction(this.series, LOT, { English: { reserve: RESERVE, buyNow: null } }, this.clock.blocks(AUCTION_DAYS)),
    ]));
    this.bookChannelFee(SELLER, TOTAL_UNITS);
    const { auction, ends } = started.event('hashrateMarket.AuctionStarted');
    Object.assign(this, { auction: auction.toNumber(), ends: ends.toNumber() });
    this.report.line(`${SELLER} mints ${CERTIFICATES} certificates of ${UNITS} TH/s for ${TERM} days and auctions them together: from ${amount(RESERVE, 'USDT')}, until block ${this.ends}`);
  }

  /// The new bid is taken into the market's account, and the one before goes back from it.
  async #bid({ name, bid }) {
    if (this.best) {
      const least = leastAfter(this.best.bid, BID_STEP);
      await this.refused(name, this.tx.hashrateMarket.bid(this.auction, least - 1n), 'hashrateMarket.BidTooLow');
    }
    await this.send(name, this.tx.hashrateMarket.bid(this.auction, bid));
    this.book.move(name, 'market', 'USDT', bid);
    if (this.best) this.book.move('market', this.best.name, 'USDT', this.best.bid);
    const repaid = this.best ? `; ${this.best.name} has its ${amount(this.best.bid, 'USDT')} back` : '';
    this.report.line(`${name} bids ${amount(bid, 'USDT')}${repaid}`);
    this.best = { name, bid };
  }

  /// Goes on to the block with which the auction ends.
  async #settled(n) {
    while (await this.chain.number() < this.ends) await this.clock.block();
    const { name, bid } = this.best;
    const { each, remainder } = perCertificate(bid, BigInt(CERTIFICATES));
    const { fee, deposit } = sale(each, TRADING_FEE);
    this.#bookFee('market', fee * BigInt(CERTIFICATES));
    this.book.move('market', 'insurance pool', 'USDT', remainder);
    this.book.move('market', 'escrow', 'USDT', deposit * BigInt(CERTIFICATES));
    const lot = this.model.sell({ buyer: name, items: LOT, day: this.first + n, deposit });
    this.paid = bid;
    const certificate = await this.chain.rpc('dmex_certificate', this.series, 0);
    this.agree(
      'the certificates of the lot',
      [certificate.owner, certificate.lock, certificate.startDay, certificate.endDay, certificate.deposit],
      [this.who[name].address, null, lot.start, lot.end, String(deposit)],
    );
    this.report.line(`the auction ends and the chain settles it: ${name} has ${CERTIFICATES} certificates for ${amount(bid, 'USDT')}`);
    this.report.line(`each costs ${amount(each, 'USDT')}, of which ${amount(deposit, 'USDT')} are in escrow; ${amount(remainder, 'USDT')} that ${CERTIFICATES} do not divide are the insurance pool's`);
  }

  #bookFee(payer, fee) {
    const shares = splitFee(fee, FEE_SPLIT, false);
    this.book.move(payer, 'insurance pool', 'USDT', shares.pool);
    this.book.move(payer, 'treasury', 'USDT', shares.treasury);
  }

  // --- income against release ---

  /// The miner pays what its units really earned on the day that closed, less what its pool keeps.
  async #pay(n) {
    const day = this.first + n - 1;
    const units = this.model.unitsOn(day);
    if (units === 0n) return;
    const gross = incomePerUnit(this.rows[n - 1]).times(units).floor();
    const paid = gross - partDown(gross, POOL_KEEPS);
    await this.send(SELLER, this.tx.riskEscrow.distribute(this.series, day, [paid]));
    const { miner, pool } = this.model.pay(day, paid, this.averages.get(day));
    this.book.move(SELLER, 'income', 'BTC', paid);
    this.book.move('escrow', SELLER, 'USDT', miner);
    this.book.move('escrow', 'insurance pool', 'USDT', pool);
    this.earned += paid;
    this.report.line(`${SELLER} pays ${amount(paid, 'BTC')}; ${amount(miner, 'USDT')} are released to it`);
    this.payOut(this.model);
  }

  // --- the resale ---

  async #resell(n) {
    const { hashrateMarket, uniques } = this.tx;
    const { buyer, items, price } = RESALE;
    const { name: seller } = this.best;
    const total = price * BigInt(items.length);
    await this.send(seller, hashrateMarket.list(this.series, items, price, 3));
    await this.refused(seller, uniques.transfer(this.series, items[0], this.who[buyer].address), 'uniques.Locked');
    await this.send(buyer, hashrateMarket.buy(this.series, items, total));
    const { fee, deposit: rest } = sale(price, TRADING_FEE);
    this.#bookFee(buyer, fee * BigInt(items.length));
    this.book.move(buyer, seller, 'USDT', rest * BigInt(items.length));
    const [{ lot, income }] = this.model.resell(items, buyer);
    this.book.move('income', seller, 'BTC', income);
    Object.assign(lot, { before: lot.paid, income: 0n });
    this.resold = { seller, buyer, total, got: rest * BigInt(items.length), lot };
    this.report.line(`${seller} sells ${items.length} of them to ${buyer} for ${amount(total, 'USDT')}, and has all their income of ${n - 1 - (lot.start - this.first) + 1} days; those of the ${lot.end - this.first - n + 1} days to come are ${buyer}'s`);
  }

  // --- the end ---

  async #close() {
    await this.send(SELLER, this.tx.minerRegistry.withdrawPledge(this.application, PLEDGE));
    this.book.move('registry', SELLER, 'DMC', PLEDGE);
    const { certificates, activeUnits, escrowed } = await this.chain.rpc('dmex_series', this.series);
    this.agree('the certificates of the series', certificates, { minted: CERTIFICATES, unsold: 0, active: 0, ended: CERTIFICATES, burnt: CERTIFICATES });
    this.agree('what is active, and the roundings left in escrow', [activeUnits, escrowed], [0, String(this.model.left())]);
    this.agree('what the market holds', this.book.change('market', 'USDT'), 0n);
    await this.compareHistory(this.series, this.model);
    const { holds } = await this.chain.rpc('dmex_solvency');
    this.agree('that all accounts hold what they must', holds, true);
    this.report.line(`every day is settled: ${SELLER} takes its pledge of ${amount(PLEDGE, 'DMC')} back`);
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
