// The second act: four miners with the same real market. One is honest and has luck and a fire, one pays
// three quarters, one pays 85 %, one stops. Holders do nothing but report and vote: whatever they are
// due comes by itself.
import { ceilDiv, decimal, FIXED } from '../lib/arithmetic.js';
import { VOTE_SEED, VOTING_DAYS } from '../lib/genesis.js';
import { BACKERS, FLOOR } from './cast.js';
import {
  BUYERS, CERTIFICATES, CREATING_DAY, DAYS, EARNING, LAST_EARNING, MINERS, MINTING_DAY, PRICE, REPORTS, TERM, UNITS,
  VOTES, VOTING_DAY,
} from './failures-cast.js';
import { amount } from './report.js';
import { Stage } from './stage.js';

const TOTAL_UNITS = UNITS * BigInt(CERTIFICATES);

export class Failures extends Stage {
  constructor(props) {
    super(props);
    this.days = DAYS;
    this.miners = new Map(Object.entries(MINERS).map(([name, plan]) => (
      [name, { name, ...plan, model: this.newModel(UNITS, TERM), earned: 0n, got: 0n }]
    )));
  }

  get selling() {
    return [...this.miners.values()].filter(({ series }) => series !== undefined);
  }

  async day(n) {
    if (n > EARNING && n <= LAST_EARNING + 1) await this.feed(n - 1);
    if (n === 0) await this.#begin();
    if (n === CREATING_DAY) await this.#create();
    if (n === MINTING_DAY) await this.#mint();
    await this.#payAll(n);
    for (const buyer of BUYERS) {
      if (n === buyer.day) await this.#buy(buyer, n);
    }
    if (n > EARNING) await this.#compareConduct(n);
    if (REPORTS[n]) await this.#report(REPORTS[n]);
    if (n === VOTING_DAY) await this.#vote();
    await this.#conclude(n);
    if (n === DAYS) await this.#close();
  }

  #each(work) {
    return Promise.all([...this.miners.values()].map(work));
  }

  // --- apply, vote, pledge, mint, buy ---

  async #begin() {
    for (const { name, tells } of this.miners.values()) this.report.line(`${name.padEnd(6)} ${tells}`);
    await this.introduce([...this.miners.values()], { units: TOTAL_UNITS, floor: FLOOR });
    this.report.line(`all four apply to sell ${TOTAL_UNITS} TH/s each; ${Object.keys(BACKERS).join(' and ')} vote for them`);
    this.book.watchers.push((hash) => this.#noteTerminations(hash));
  }

  async #create() {
    await this.#each((miner) => this.concludeApplication(miner.name, miner));
    await this.#each((miner) => this.createSeries(miner, CERTIFICATES));
    this.report.line(`each pledges ${amount(this.miners.get('Grace').pledge, 'DMC')} and creates a series of certificates of ${UNITS} TH/s for ${TERM} days`);
  }

  async #mint() {
    const all = Array.from({ length: CERTIFICATES }, (_, item) => item);
    await this.#each((miner) => this.mint(miner, CERTIFICATES, this.tx.hashrateMarket.list(miner.series, all, PRICE, 30)));
    this.report.line(`each mints ${CERTIFICATES} and lists them at ${amount(PRICE, 'USDT')} each`);
  }

  async #buy({ name, from, count }, n) {
    const items = Array.from({ length: count }, (_, i) => from + i);
    const total = PRICE * BigInt(count);
    await this.send(name, this.tx.utility.batchAll(this.selling.map(({ series }) => this.tx.hashrateMarket.buy(series, items, total, 0))));
    await this.#each((miner) => this.firstSale(miner, { buyer: name, items, total }));
    this.report.line(`${name} buys ${count} certificates of each of the four; they earn from day ${n + 1} to day ${n + TERM}`);
  }

  // --- income against release ---

  async #payAll(n) {
    const day = this.first + n - 1;
    await this.#each(async (miner) => {
      const { model } = miner;
      if (model.terminated || model.last !== day - 1 || model.unitsOn(day) === 0n) return;
      const expected = ceilDiv(this.averages.get(day) * model.unitsOn(day), FIXED);
      const paid = miner.pays(n - 1, expected);
      if (paid === undefined) return;
      const { miner: released } = await this.distribute(miner, [paid]);
      miner.paid = { paid, expected, released, day: n - 1 };
    });
    for (const miner of this.miners.values()) {
      if (miner.paid?.day === n - 1) this.#tellDay(miner, day);
    }
  }

  #tellDay(miner, day) {
    const { name, model, paid: { paid, expected, released } } = miner;
    miner.earned += paid;
    miner.got += released;
    const { fraction, underpaid, frozen } = model.days.get(day);
    const share = (paid * 10_000n) / expected;
    const marks = [underpaid && 'underpaid', frozen && 'pending'].filter(Boolean).join(', ');
    this.report.line(`${name.padEnd(6)} pays ${decimal(share, 2)} % of ${amount(expected, 'BTC')}: ${decimal(fraction / 10n ** 14n, 2)} % of the day is released${marks ? ` (${marks})` : ''}`);
    this.payOut(miner);
  }

  /// What the chain says of each miner's conduct.
  async #compareConduct(n) {
    // A vote may end a series in the next block: all is read at one.
    const at = (await this.chain.api.rpc.chain.getBlockHash()).toHex();
    await this.#each(async (miner) => {
      const { name, series, model } = miner;
      if (model.terminated) return;
      const told = await this.chain.rpc('dmex_series', series, at);
      if (told.state.terminated) return;
      const { days, paid, expected, ratios } = model.window(model.last);
      this.agree(
        `the conduct of ${name}`,
        [told.settledThrough, told.daysUnderpaid, told.underpaidStreak, told.window, told.late, told.breach, told.pendingRelease],
        [
          model.last, model.underpaidDays, model.underpaidStreak,
          { days, paid: String(paid), expected: String(expected), ratios: decimal(ratios), late: 0 },
          model.late(this.first + n), model.breach(this.first + n), String(model.pendingRelease),
        ],
      );
      await this.compareLots(miner, at);
    });
  }

  // --- breach, vote, termination ---

  async #report({ miner: name, by }) {
    const miner = this.miners.get(name);
    const told = await this.chain.rpc('dmex_series', miner.series);
    const reported = await this.send(by, this.tx.riskEscrow.reportBreach(miner.series));
    miner.vote = reported.event('riskEscrow.BreachReported').referendum.toNumber();
    miner.model.freeze();
    miner.reported = this.clock.days(await this.chain.now(reported.block));
    const { state } = await this.chain.rpc('dmex_series', miner.series);
    this.agree(
      `the freeze of ${name}'s series`,
      [state.frozen.cause, state.frozen.since, state.frozen.cutoff, state.frozen.referendum.index, state.frozen.referendum.outcome],
      ['breach', miner.reported, miner.model.last, miner.vote, 'ongoing'],
    );
    this.agree(`the votes on ${name}`, state.frozen.referendum.tally, { ayes: String(VOTE_SEED), nays: '0', turnout: String(VOTE_SEED) });
    const [[kind, proof]] = Object.entries(told.breach);
    const why = kind === 'late' ? `${proof.liveDays} live days without a payment` : `${proof.days} underpaid days in a row`;
    this.report.line(`${by} reports ${name}: ${why}. The series is frozen; referendum ${miner.vote} decides, and silence ends the series`);
  }

  async #vote() {
    const { vote } = this.miners.get('Judy');
    await Promise.all(VOTES.map(({ name, ...terms }) => this.vote(name, [vote], terms)));
    for (const { name, aye, balance } of VOTES) {
      this.report.line(`${name} votes ${aye ? 'to end' : 'to save'} Judy's series with ${amount(balance, 'DMC')}`);
    }
  }

  /// The passed referendum executes its call in the block after its last, otherwise anyone may conclude it.
  async #conclude(n) {
    await this.#each(async ({ series, model, reported }) => {
      if (!model.frozen || model.terminated || this.first + n <= reported + VOTING_DAYS) return;
      const { state } = await this.chain.rpc('dmex_series', series);
      if (state.frozen) await this.send('Eve', this.tx.riskEscrow.concludeVote(series));
    });
  }

  async #noteTerminations(hash) {
    for (const miner of this.miners.values()) {
      const { name, series, model } = miner;
      if (!model.frozen || model.terminated) continue;
      const { state } = await this.chain.rpc('dmex_series', series, hash);
      if (!state.terminated) continue;
      const slash = this.terminate(miner);
      const { cause, cutoff, slash: told, certificates } = state.terminated;
      this.agree(
        `the end of ${name}'s series`,
        [cause, cutoff, told, certificates],
        ['breach', model.cutoff, String(slash), model.refundable],
      );
      this.report.line(`the vote ends ${name}'s series: its pledge of ${amount(slash, 'DMC')} is slashed, for ${model.refundable} certificates`);
      this.payOut(miner);
    }
  }

  // --- the end ---

  async #close() {
    const { hashrateNft } = this.tx;
    await this.#each(async (miner) => {
      const { name, application, series, model } = miner;
      if (!model.terminated) {
        await this.withdrawPledge(miner, miner.pledge);
      } else {
        await this.refused(name, hashrateNft.mint(series, 1), 'hashrateNft.Terminated');
        await this.refused(name, hashrateNft.createSeries(application, UNITS, TERM), 'minerRegistry.Defaulted');
        const { state } = await this.chain.rpc('dmex_certificate', series, 0);
        this.agree(`the state of a certificate of ${name}'s series`, state, 'refunded');
      }
      const { record, pledge } = await this.chain.rpc('dmex_miner', this.who[name].address);
      const ended = Number(Boolean(model.terminated));
      this.agree(
        `the record of ${name}`,
        [record.daysPaid, record.daysUnderpaid, record.breaches, record.slashes, record.frozenSeries, record.defaulted, pledge],
        [model.days.size, model.underpaidDays, ended, ended, 0, ended === 1, '0'],
      );
      await this.compareEnd(miner, CERTIFICATES);
    });
    this.report.line('Grace and Ivan withdraw what is left of their pledges; Heidi and Judy may mint no more');
  }
}
