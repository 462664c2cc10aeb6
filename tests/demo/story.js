// The first act: the life of a certificate in sixty days, from application to income. Each step moves the
// chain by a transaction and the book by the rules, and every day ends with comparing the two.
import { sum } from '../lib/arithmetic.js';
import { APPLICATION_DEPOSIT } from '../lib/genesis.js';
import {
  AWAY, BUYERS, CERTIFICATES, DAYS, FLOOR, MINER, PRICE, SELLING_DAY, TERM, UNITS, VOTES,
} from './cast.js';
import { amount } from './report.js';
import { Stage } from './stage.js';

const TOTAL_UNITS = UNITS * BigInt(CERTIFICATES);

export class Story extends Stage {
  constructor(props) {
    super(props);
    Object.assign(this, { name: MINER, days: DAYS, unpaid: [], earned: 0n, model: this.newModel(UNITS, TERM) });
  }

  async day(n) {
    if (n > 0) await this.feed(n - 1);
    if (n === 0) await this.#apply();
    if (n === SELLING_DAY) await this.#openSeries();
    await this.#pay(n);
    for (const buyer of BUYERS.filter(({ day }) => day === n)) await this.#buy(buyer, n);
    await this.compareLots(this);
    if (n === DAYS) await this.#close();
  }

  // --- apply, vote, pledge, create, mint, list ---

  async #apply() {
    await this.applies(this, { units: TOTAL_UNITS, total: TOTAL_UNITS * 2n, floor: FLOOR });
    this.report.line(`${MINER} applies to sell ${TOTAL_UNITS} TH/s; a deposit of ${amount(APPLICATION_DEPOSIT, 'DMC')}, referendum ${this.referendum}`);
    await Promise.all(VOTES.map(({ name, ...vote }) => this.vote(name, [this.referendum], vote)));
    for (const { name, aye, conviction, balance } of VOTES) {
      this.report.line(`${name} votes ${aye ? 'aye' : 'nay'} with ${amount(balance, 'DMC')} (${conviction})`);
    }
    const { referendum, state } = await this.chain.rpc('dmex_application', this.application);
    this.agree('the state of the application', [state, referendum.outcome], ['voting', 'ongoing']);
  }

  async #openSeries() {
    await this.concludeApplication('Eve', this);
    await this.createSeries(this, CERTIFICATES);
    const all = Array.from({ length: CERTIFICATES }, (_, item) => item);
    await this.mint(this, CERTIFICATES, this.tx.hashrateMarket.list(this.series, all, PRICE, 30));
    this.report.line(`${MINER} pledges ${amount(this.pledge, 'DMC')} and mints ${CERTIFICATES} certificates of ${UNITS} TH/s for ${TERM} days (series ${this.series})`);
    this.report.line(`${MINER} lists them at ${amount(PRICE, 'USDT')} each`);
    const { certificates } = await this.chain.rpc('dmex_series', this.series);
    this.agree('the certificates of the series', certificates, { minted: CERTIFICATES, unsold: CERTIFICATES, active: 0, ended: 0, burnt: 0 });
  }

  // --- income against release ---

  /// The miner pays what its units really earned on the days that closed, the oldest first.
  async #pay(n) {
    const units = this.model.unitsOn(this.first + n - 1);
    if (units > 0n) this.unpaid.push(n - 1);
    if (n === AWAY) this.report.line(`${MINER} is away and pays nothing today`);
    if (this.unpaid.length === 0 || n === AWAY) return;
    const paid = this.unpaid.splice(0).map((each) => this.earnedOn(each, this));
    const { miner } = await this.distribute(this, paid);
    this.earned += sum(paid);
    this.report.line(`${MINER} pays ${amount(sum(paid), 'BTC')} for ${units} TH/s${paid.length > 1 ? ` and ${paid.length} days` : ''}; ${amount(miner, 'USDT')} are released to it`);
    this.payOut(this);
  }

  // --- buy ---

  async #buy({ name, from, count }, n) {
    const items = Array.from({ length: count }, (_, i) => from + i);
    const total = PRICE * BigInt(count);
    await this.send(name, this.tx.hashrateMarket.buy(this.series, items, total, 0));
    await this.firstSale(this, { buyer: name, items, total });
    this.report.line(`${name} buys ${count} certificates for ${amount(total, 'USDT')}; they earn from day ${n + 1} to day ${n + TERM}`);
    this.agree(`the state of certificate ${from}`, (await this.chain.rpc('dmex_certificate', this.series, from)).state, 'active');
  }

  // --- the end ---

  async #close() {
    await this.withdrawPledge(this, this.pledge);
    this.report.line(`every day is settled: ${MINER} withdraws its pledge of ${amount(this.pledge, 'DMC')}`);
    await this.compareEnd(this, CERTIFICATES);
  }
}
