// What all acts need besides what tests need too: the days, the oracle, miners that are new in each play, and
// the report.
import assert from 'node:assert/strict';
import { decimal, Fraction, incomePerUnit, middle, partDown, toFixed } from '../lib/arithmetic.js';
import { AssessedSeries } from '../lib/assess.js';
import { Difference } from '../lib/book.js';
import { MissedDay } from '../lib/clock.js';
import { APPLICATION_DEPOSIT, ASSETS, NETWORK } from '../lib/genesis.js';
import { Play } from '../lib/play.js';
import { BACKERS, LENDER, OPERATORS, POOL_KEEPS, START, START_BTC } from './cast.js';
import { amount } from './report.js';

export class Stage extends Play {
  constructor({ rows, report, ...props }) {
    super(props);
    Object.assign(this, { rows, report });
  }

  agree(what, actual, expected) {
    try {
      assert.deepEqual(actual, expected);
    } catch {
      throw new Difference(`${what}: expected ${text(expected)}, the chain says ${text(actual)}`);
    }
  }

  /// Plays every day. Day 0 is the day after the one in which the act was begun.
  async play() {
    this.first = await this.clock.begin();
    for (let n = 0; n <= this.days; n += 1) {
      await this.clock.reach(this.first + n);
      this.report.day(n, this.rows[n]?.date);
      await this.clock.within(this.first + n, async () => {
        await this.day(n);
        await this.#payoutsDone();
      });
      await this.book.check(`at the end of day ${n}`);
      this.report.agreed(this.book.checks);
    }
  }

  // --- miners ---

  /// What a unit earned on the act's first day, as miners expect it.
  get expected() {
    return toFixed(incomePerUnit(this.rows[0]));
  }

  /// A series by the rules, before its first sale.
  newModel(units, term) {
    return new AssessedSeries({ units, term, expected: this.expected });
  }

  /// New miners get what they begin with, and apply; the backers vote for all of them.
  async introduce(miners, terms) {
    const { balances, assets, utility } = this.tx;
    await this.send(LENDER, utility.batchAll(miners.flatMap(({ name, funds = START }) => [
      balances.transferKeepAlive(this.who[name].address, funds),
      assets.transfer(ASSETS.BTC, this.who[name].address, START_BTC),
    ])));
    for (const { name, funds = START } of miners) {
      this.book.move(LENDER, name, 'DMC', funds);
      this.book.move(LENDER, name, 'BTC', START_BTC);
    }
    await Promise.all(miners.map((miner) => this.applies(miner, terms)));
    await this.back(miners.map(({ referendum }) => referendum));
  }

  async applies(miner, terms) {
    Object.assign(miner, await this.apply(miner.name, terms));
    this.book.watchers.push((hash) => this.#noteApproval(miner, hash));
  }

  /// The backers vote for all of these.
  back(referenda) {
    return Promise.all(Object.entries(BACKERS).map(([name, balance]) => this.vote(name, referenda, { balance })));
  }

  /// A passed referendum executes its own call, in a block nobody chooses: the deposit goes back.
  async #noteApproval(miner, hash) {
    if (miner.approved) return;
    const { state } = await this.chain.rpc('dmex_application', miner.application, hash);
    if (state !== 'approved') return;
    miner.approved = true;
    this.book.move('registry', miner.name, 'DMC', APPLICATION_DEPOSIT);
    this.report.line(`the vote passed: ${miner.name} may sell, and has its deposit back`);
  }

  /// The vote is over. Its own call was executed, otherwise anyone may conclude it.
  async concludeApplication(by, { application }) {
    const { state, referendum } = await this.chain.rpc('dmex_application', application);
    if (state === 'voting') {
      if (referendum.outcome === 'ongoing') throw new MissedDay('the vote is still open: the chain made too few blocks a day');
      await this.send(by, this.tx.minerRegistry.concludeApplication(application));
    }
    const after = await this.chain.rpc('dmex_application', application);
    this.agree('the state of the application and the outcome of its vote', [after.state, after.referendum.outcome], ['approved', 'approved']);
  }

  // --- days ---

  /// The four operators feed what the network earned on day `n`, the day that has just closed.
  async feed(n) {
    const day = this.first + n;
    const real = toFixed(incomePerUnit(this.rows[n]));
    const seen = Object.entries(OPERATORS).map(([name, off]) => ({ name, value: (real * (1000n + off)) / 1000n }));
    const last = await this.#lastAverage();
    await Promise.all(seen.map(({ name, value }) => this.send(name, this.tx.oracle.feedValues([[NETWORK, { day, value }]]))));
    const average = middle(seen.map(({ value }) => value), last);
    this.averages.set(day, average);
    this.agree(
      `the market average of day ${n}`,
      await this.chain.rpc('dmex_marketAverage', NETWORK, day),
      { state: 'known', value: decimal(average), disputed: null },
    );
    this.report.average(n, average);
  }

  /// The newest average that is published; before the first one what the network opened with.
  async #lastAverage() {
    const { networks } = await this.chain.rpc('dmex_protocol');
    const { newestAverage, openingAverage } = networks.find(({ id }) => id === NETWORK);
    return toFixed(Fraction.parse(newestAverage?.value ?? openingAverage));
  }

  /// What a miner's active units really earned on day `n`, less what its mining pool keeps, in whole satoshi.
  earnedOn(n, { model }) {
    const gross = incomePerUnit(this.rows[n]).times(model.unitsOn(this.first + n)).floor();
    return gross - partDown(gross, POOL_KEEPS);
  }

  /// The miners whose series exist. An act with a single miner is that miner itself.
  get selling() {
    return this.series === undefined ? [] : [this];
  }

  payOut(miner) {
    const { model, name } = miner;
    const unasked = new Map();
    for (const { lot, lent, retired, refunded, ...paid } of super.payOut(miner)) {
      const [income, rest, slash] = ['income', 'rest', 'slash'].map((part) => paid[part] - lent[part]);
      const certificates = `${count(lot.items.length)} of ${name}`;
      const one = lot.items.length === 1;
      const pledge = slash > 0n ? `, and ${amount(slash, 'DMC')} of the slashed pledge` : '';
      if (retired) {
        this.#compareExact(model, lot);
        this.report.line(`${lot.buyer}'s ${certificates} ${one ? 'has ended and is' : 'have ended and are'} paid out: ${amount(income, 'BTC')} and ${amount(rest, 'USDT')}${pledge}`);
      } else if (refunded) {
        this.report.line(`${lot.buyer}'s ${certificates} ${one ? 'is' : 'are'} refunded: ${amount(rest, 'USDT')}${pledge}`);
      } else if (income > 0n) {
        const { sum = 0n, items = 0 } = unasked.get(lot.buyer) ?? {};
        unasked.set(lot.buyer, { sum: sum + income, items: items + lot.items.length });
      }
    }
    for (const [buyer, { sum, items }] of unasked) this.report.line(`${buyer} receives ${amount(sum, 'BTC')} for ${count(items)} of ${name}, without asking`);
  }

  /// A payout that does not fit into its block goes on in the next.
  async #payoutsDone() {
    for (let blocks = 0; blocks < 5; blocks += 1) {
      const all = await Promise.all(this.selling.map(({ series }) => this.chain.rpc('dmex_series', series)));
      if (all.every(({ payout }) => payout === null)) return;
      await this.clock.pass();
    }
    throw new Difference('a payout is not done after five blocks');
  }

  // --- against the chain ---

  /// Compares one certificate of each lot that is not retired.
  compareLots(miner, ...at) {
    const lots = miner.model.lots.filter(({ retired }) => !retired);
    return Promise.all(lots.map((lot) => this.compare(miner, lot, { items: lot.items.slice(0, 1), at })));
  }

  /// The index gives each certificate its exact share, but for less than one base unit.
  #compareExact(model, lot) {
    const exact = model.exactIncome(lot);
    if (lot.paid > exact.ceil() || lot.paid < exact.floor() - 1n) {
      throw new Difference(`a certificate of ${lot.buyer} was paid ${lot.paid} base units; its exact share is ${decimal(toFixed(exact))}`);
    }
  }

  /// What is left when all certificates of a series have ended.
  async compareEnd({ series, model }, minted) {
    const { certificates, activeUnits, escrowed } = await this.chain.rpc('dmex_series', series);
    const burnt = model.terminated ? 0 : minted;
    this.agree(`the certificates of series ${series}`, certificates, { minted, unsold: 0, active: 0, ended: minted, burnt });
    this.agree(`the active units of series ${series}, and the roundings left in escrow`, [activeUnits, escrowed], [0, String(model.leftInEscrow())]);
    await this.#compareHistory(series, model);
    return this.solvent();
  }

  /// The record of every settled day.
  async #compareHistory(series, model) {
    const days = [...model.days].sort(([a], [b]) => a - b);
    const answer = await this.chain.rpc('dmex_history', series, days[0][0], days.at(-1)[0]);
    this.agree(
      `the record of the days of series ${series}`,
      answer.map(({ day, units, paid, released, flags: { assessed, underpaid, frozen } }) => [day, units, paid, released, assessed, underpaid, frozen]),
      days.map(([day, { units, amount: paid, fraction, assessed, underpaid, frozen }]) => (
        [day, Number(units), String(paid), decimal(fraction), assessed, underpaid, frozen]
      )),
    );
  }
}

const count = (certificates) => `${certificates} certificate${certificates === 1 ? '' : 's'}`;
const text = (value) => JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each));
