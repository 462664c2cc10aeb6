// The first act: the life of a certificate in sixty days, from application to income. Each step moves the
// chain by a transaction and the demo's book by its own arithmetic, and every day ends with comparing
// the two.
import { incomePerUnit, partDown, sale, splitFee, sum } from './arithmetic.js';
import {
  APPLICATION_DEPOSIT, AWAY, BUYERS, CERTIFICATES, DAYS, FEE_SPLIT, FLOOR, MINER, MIN_PAYOUT, PLEDGE_RATE,
  POOL_KEEPS, PRICE, RELEASE_TO_POOL, SELLING_DAY, TERM, TRADING_FEE, UNITS, VOTES,
} from './cast.js';
import { JudgedSeries } from './judge.js';
import { amount } from './report.js';
import { Stage } from './stage.js';

export class Story extends Stage {
  constructor(props) {
    super(props);
    this.name = MINER;
    this.days = DAYS;
    this.unpaid = [];
    this.model = new JudgedSeries({
      units: UNITS,
      term: TERM,
      poolRate: RELEASE_TO_POOL,
      pledgeRate: PLEDGE_RATE,
      minPayout: MIN_PAYOUT,
      expected: this.expected,
    });
    this.earned = 0n;
  }

  get models() {
    return this.series === undefined ? new Map() : new Map([[this.series, this.model]]);
  }

  async day(n) {
    if (n > 0) await this.feed(n - 1);
    if (n === 0) await this.#apply();
    if (n === SELLING_DAY) await this.#openSeries();
    await this.#pay(n);
    for (const buyer of BUYERS) {
      if (n === buyer.day) await this.#buy(buyer, n);
    }
    const kept = this.model.lots.filter(({ retired }) => !retired);
    await Promise.all(kept.map((lot) => this.compareCertificate(this.series, this.model, lot)));
    if (n === DAYS) await this.#close();
  }

  // --- apply, vote ---

  async #apply() {
    const units = UNITS * BigInt(CERTIFICATES);
    Object.assign(this, await this.apply(MINER, { units, total: units * 2n, floor: FLOOR }));
    this.report.line(`${MINER} applies to sell ${units} TH/s; a deposit of ${amount(APPLICATION_DEPOSIT, 'DMC')}, referendum ${this.referendum}`);
    await Promise.all(VOTES.map(({ name, aye, conviction, balance }) => (
      this.send(name, this.tx.democracy.vote(this.referendum, { Standard: { vote: { aye, conviction }, balance } }))
    )));
    for (const { name, aye, conviction, balance } of VOTES) {
      this.report.line(`${name} votes ${aye ? 'aye' : 'nay'} with ${amount(balance, 'DMC')} (${conviction})`);
    }
    const { referendum, state } = await this.chain.rpc('dmex_application', this.application);
    this.agree('the state of the application', [state, referendum.outcome], ['voting', 'ongoing']);
    this.book.watchers.push((hash) => this.#noteApproval(hash));
  }

  async #noteApproval(hash) {
    if (await this.noteApproval(this, hash)) this.report.line(`the vote passed: ${MINER} may sell, and has its deposit back`);
  }

  // --- pledge, create, mint, list ---

  async #openSeries() {
    await this.concludeVote('Eve', this.application);
    const { minerRegistry, hashrateNft, hashrateMarket } = this.tx;
    const units = UNITS * BigInt(CERTIFICATES);
    this.pledge = units * BigInt(TERM) * PLEDGE_RATE;
    await this.send(MINER, minerRegistry.pledge(this.application, this.pledge));
    this.book.move(MINER, 'registry', 'DMC', this.pledge);

    const created = await this.send(MINER, hashrateNft.createSeries(this.application, UNITS, TERM));
    this.series = created.event('hashrateNft.SeriesCreated').series.toNumber();
    await this.send(MINER, hashrateNft.mint(this.series, CERTIFICATES));
    const fee = this.bookChannelFee(MINER, units);

    const all = Array.from({ length: CERTIFICATES }, (_, item) => item);
    await this.send(MINER, hashrateMarket.list(this.series, all, PRICE, 30));
    this.report.line(`${MINER} pledges ${amount(this.pledge, 'DMC')} and mints ${CERTIFICATES} certificates of ${UNITS} TH/s for ${TERM} days (series ${this.series}; channel fee ${amount(fee, 'DMC')})`);
    this.report.line(`${MINER} lists them at ${amount(PRICE, 'USDT')} each`);
    const { certificates } = await this.chain.rpc('dmex_series', this.series);
    this.agree('the certificates of the series', certificates, { minted: CERTIFICATES, unsold: CERTIFICATES, active: 0, ended: 0, burnt: 0 });
  }

  // --- income against release ---

  /// The miner pays what its units really earned on the days that closed, the oldest first.
  async #pay(n) {
    const closed = this.first + n - 1;
    if (this.model.unitsOn(closed) > 0n) this.unpaid.push(n - 1);
    if (n === AWAY) this.report.line(`${MINER} is away and pays nothing today`);
    if (this.unpaid.length === 0 || n === AWAY) return;
    const days = this.unpaid.splice(0);
    const paid = days.map((each) => this.#earnedOn(each));
    await this.send(MINER, this.tx.riskEscrow.distribute(this.series, this.first + days[0], paid));
    this.book.move(MINER, 'income', 'BTC', sum(paid));
    const settled = days.map((each, i) => this.model.pay(this.first + each, paid[i], this.averages.get(this.first + each)));
    const toMiner = sum(settled.map(({ miner }) => miner));
    const toPool = sum(settled.map(({ pool }) => pool));
    this.book.move('escrow', MINER, 'USDT', toMiner);
    this.book.move('escrow', 'insurance pool', 'USDT', toPool);
    this.earned += sum(paid);
    this.report.line(`${MINER} pays ${amount(sum(paid), 'BTC')} for ${this.model.unitsOn(closed)} TH/s${days.length > 1 ? ` and ${days.length} days` : ''}; ${amount(toMiner, 'USDT')} are released to it`);
    this.payOut(this.model);
  }

  /// What the miner's active units earned on day `n`, less what the pool keeps, in whole satoshi.
  #earnedOn(n) {
    const { hashrate, price, revenue } = this.rows[n];
    const gross = incomePerUnit({ hashrate, price, revenue }).times(this.model.unitsOn(this.first + n)).floor();
    return gross - partDown(gross, POOL_KEEPS);
  }

  // --- buy ---

  async #buy({ name, from, count }, n) {
    const items = Array.from({ length: count }, (_, i) => from + i);
    const total = PRICE * BigInt(count);
    await this.send(name, this.tx.hashrateMarket.buy(this.series, items, total));
    const { fee, deposit } = sale(PRICE, TRADING_FEE);
    const shares = splitFee(fee * BigInt(count), FEE_SPLIT, false);
    this.book.move(name, 'insurance pool', 'USDT', shares.pool);
    this.book.move(name, 'treasury', 'USDT', shares.treasury);
    this.book.move(name, 'escrow', 'USDT', deposit * BigInt(count));
    const lot = this.model.sell({ buyer: name, items, day: this.first + n, deposit });
    this.report.line(`${name} buys ${count} certificates for ${amount(total, 'USDT')}; they earn from day ${n + 1} to day ${n + TERM}`);
    const certificate = await this.chain.rpc('dmex_certificate', this.series, from);
    this.agree(
      `the certificate ${from}`,
      [certificate.owner, certificate.state, certificate.startDay, certificate.endDay, certificate.deposit],
      [this.who[name].address, 'active', lot.start, lot.end, String(deposit)],
    );
  }

  // --- the end ---

  async #close() {
    await this.send(MINER, this.tx.minerRegistry.withdrawPledge(this.application, this.pledge));
    this.book.move('registry', MINER, 'DMC', this.pledge);
    this.report.line(`every day is settled: ${MINER} takes its pledge of ${amount(this.pledge, 'DMC')} back`);
    const { certificates, activeUnits, escrowed } = await this.chain.rpc('dmex_series', this.series);
    this.agree('the certificates of the series', certificates, { minted: CERTIFICATES, unsold: 0, active: 0, ended: CERTIFICATES, burnt: CERTIFICATES });
    this.agree('what is active and in escrow', [activeUnits, escrowed], [0, '0']);
    await this.compareHistory(this.series, this.model);
  }
}
