// What all acts need: sending, comparing what the chain says with what the demo computed, the market
// average, and payouts that come by themselves.
import assert from 'node:assert/strict';
import { withId } from '../lib/chain.js';
import { decimal, incomePerUnit, lowerMedian, splitFee, toFixed } from './arithmetic.js';
import { Difference } from './book.js';
import { APPLICATION_DEPOSIT, ASSETS, CHANNEL_FEE, FEE_SPLIT, NETWORK, OPERATORS } from './cast.js';
import { MissedDay } from './clock.js';
import { amount } from './report.js';

export class Stage {
  constructor({ chain, clock, book, who, rows, report }) {
    Object.assign(this, { chain, clock, book, who, rows, report });
    this.tx = chain.api.tx;
    /// The market averages that were published, by day of the chain.
    this.averages = new Map();
  }

  send(name, call) {
    return this.chain.send(this.who[name], call);
  }

  /// What the chain must refuse, and how.
  async refused(name, call, error) {
    const result = await this.chain.sendRaw(this.who[name], call);
    this.agree(`the answer to ${name}'s ${call.method.section}.${call.method.method}`, result.error, error);
  }

  /// What the chain says must be what the demo computed.
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

  /// A miner applies to sell `units` of the `total` that it has. Returns the application and its referendum.
  async apply(name, { units, total = units, floor }) {
    const dossier = {
      kind: 'Company',
      name: `${name} Mining Ltd`,
      location: 'Reykjavik, Iceland',
      nodeId: `pool/${name.toLowerCase()}`,
      evidenceHash: `0x${'2b'.repeat(32)}`,
      uri: `https://${name.toLowerCase()}.example/dossier.json`,
    };
    const applied = await this.send(name, this.tx.minerRegistry.apply(
      NETWORK, dossier, total, units, this.expected, withId(ASSETS.USDT), floor,
    ));
    this.book.move(name, 'registry', 'DMC', APPLICATION_DEPOSIT);
    return {
      application: applied.event('minerRegistry.ApplicationOpened').application.toNumber(),
      referendum: applied.event('democracy.Started').refIndex.toNumber(),
    };
  }

  /// A passed referendum carries itself out, in a block nobody chooses: the deposit goes back. `miner` has
  /// a name and an application. Tells whether this is the block in which it is seen.
  async noteApproval(miner, hash) {
    if (miner.approved) return false;
    const { state } = await this.chain.rpc('dmex_application', miner.application, hash);
    if (state !== 'approved') return false;
    miner.approved = true;
    this.book.move('registry', miner.name, 'DMC', APPLICATION_DEPOSIT);
    return true;
  }

  /// The vote is over. Its own call has carried it out, or anyone may.
  async concludeVote(by, application) {
    const { state, referendum } = await this.chain.rpc('dmex_application', application);
    if (state === 'voting') {
      if (referendum.outcome === 'ongoing') throw new MissedDay('the vote is still open: the chain made too few blocks a day');
      await this.send(by, this.tx.minerRegistry.concludeApplication(application));
    }
    const after = await this.chain.rpc('dmex_application', application);
    this.agree('the state of the application and the outcome of its vote', [after.state, after.referendum.outcome], ['approved', 'approved']);
  }

  /// The channel fee for minting `units`.
  bookChannelFee(name, units) {
    const fee = units * CHANNEL_FEE;
    const shares = splitFee(fee, FEE_SPLIT, true);
    this.book.move(name, 'insurance pool', 'DMC', shares.pool);
    this.book.move(name, 'treasury', 'DMC', shares.treasury);
    this.book.burn(name, shares.burn);
    return fee;
  }

  // --- days ---

  /// The four operators feed what the network earned on day `n`, the day that has just closed.
  async feed(n) {
    const day = this.first + n;
    const real = toFixed(incomePerUnit(this.rows[n]));
    const seen = Object.entries(OPERATORS).map(([name, off]) => ({ name, value: (real * (1000n + off)) / 1000n }));
    await Promise.all(seen.map(({ name, value }) => this.send(name, this.tx.oracle.feedValues([[NETWORK, { day, value }]]))));
    const average = lowerMedian(seen.map(({ value }) => value));
    this.averages.set(day, average);
    this.agree(`the market average of day ${n}`, await this.chain.rpc('dmex_marketAverage', NETWORK, day), decimal(average));
    this.report.average(n, average);
  }

  /// The series that have been sold, by id.
  get models() {
    return new Map();
  }

  /// What the chain sends to holders by itself after days were settled, or a series was ended.
  payOut(model) {
    for (const { lot, income, rest, slash, retired, refunded } of model.payout()) {
      const certificates = `${lot.items.length} certificates${model.name ? ` of ${model.name}` : ''}`;
      this.book.move('income', lot.buyer, 'BTC', income);
      this.book.move('escrow', lot.buyer, 'USDT', rest);
      this.book.move('escrow', lot.buyer, 'DMC', slash);
      lot.income = (lot.income ?? 0n) + income;
      if (retired) {
        this.compareExact(model, lot);
        this.report.line(`${lot.buyer}'s ${certificates} have ended and are paid out: ${amount(income, 'BTC')} and ${amount(rest, 'USDT')}`);
      } else if (refunded) {
        const pledge = slash > 0n ? `, and ${amount(slash, 'DMC')} of the slashed pledge` : '';
        this.report.line(`${lot.buyer}'s ${certificates} are refunded: ${amount(rest, 'USDT')}${pledge}`);
      } else {
        this.report.line(`${lot.buyer} receives ${amount(income, 'BTC')} for ${certificates}, without asking`);
      }
    }
  }

  /// A payout that its block has no room for goes on in the next.
  async #payoutsDone() {
    for (let blocks = 0; blocks < 5; blocks += 1) {
      const all = await Promise.all([...this.models.keys()].map((series) => this.chain.rpc('dmex_series', series)));
      if (all.every(({ payout }) => payout === null)) return;
      await this.clock.block();
    }
    throw new Difference('a payout is not done after five blocks');
  }

  async compareCertificate(series, model, lot, ...at) {
    const answer = await this.chain.rpc('dmex_certificate', series, lot.items[0], ...at);
    this.agree(
      `claimable, lifetime income and unreleased deposit of certificate ${lot.items[0]} of series ${series}`,
      [answer.claimable, answer.lifetimeIncome, answer.unreleased],
      [model.claimable(lot), model.lifetime(lot), model.unreleased(lot)].map(String),
    );
  }

  /// The index gives each certificate its exact share, but for less than one base unit.
  compareExact(model, lot) {
    const exact = model.exactIncome(lot);
    if (lot.paid > exact.ceil() || lot.paid < exact.floor() - 1n) {
      throw new Difference(`a certificate of ${lot.buyer} was paid ${lot.paid} base units; its exact share is ${decimal(toFixed(exact))}`);
    }
  }

  /// The record of every settled day.
  async compareHistory(series, model) {
    const days = [...model.days].sort(([a], [b]) => a - b);
    const answer = await this.chain.rpc('dmex_history', series, days[0][0], days.at(-1)[0]);
    this.agree(
      `the record of the days of series ${series}`,
      answer.map(({ day, units, paid, released, flags: { judged, low, frozen } }) => [day, units, paid, released, judged, low, frozen]),
      days.map(([day, { units, amount: paid, fraction, judged, low, frozen }]) => (
        [day, Number(units), String(paid), decimal(fraction), judged, low, frozen]
      )),
    );
  }
}

const text = (value) => JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each));
