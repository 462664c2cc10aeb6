// The second act: four miners with the same real market. One is honest and has luck and a fire, one pays
// three quarters, one pays 85 %, one stops. Holders do nothing but report and vote: whatever they are
// due comes by itself.
import { ceilDiv, decimal, FIXED, sale, splitFee } from './arithmetic.js';
import {
  ASSETS, FEE_SPLIT, MIN_PAYOUT, PLEDGE_RATE, RELEASE_TO_POOL, TRADING_FEE,
} from './cast.js';
import {
  BACKERS, BREACH_SEED, BUYERS, CERTIFICATES, CREATING_DAY, DAYS, EARNING, FLOOR, LAST_EARNING, LENDER, MINERS,
  MINTING_DAY, PRICE, REPORTS, START_BTC, TERM, UNITS, VOTES, VOTING_DAY, VOTING_DAYS,
} from './failures-cast.js';
import { JudgedSeries } from './judge.js';
import { amount } from './report.js';
import { Stage } from './stage.js';

const TOTAL_UNITS = UNITS * BigInt(CERTIFICATES);
const PLEDGE = TOTAL_UNITS * BigInt(TERM) * PLEDGE_RATE;

export class Failures extends Stage {
  constructor(props) {
    super(props);
    this.days = DAYS;
    this.miners = new Map(Object.entries(MINERS).map(([name, plan]) => [name, { name, ...plan, earned: 0n, got: 0n }]));
  }

  get models() {
    return new Map([...this.miners.values()].filter(({ model }) => model).map(({ series, model }) => [series, model]));
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
    const { balances, assets, utility } = this.tx;
    const gifts = Object.entries(MINERS).flatMap(([name, { funds }]) => [
      balances.transferKeepAlive(this.who[name].address, funds),
      assets.transfer(ASSETS.BTC, this.who[name].address, START_BTC),
    ]);
    await this.send(LENDER, utility.batchAll(gifts));
    for (const [name, { funds, tells }] of Object.entries(MINERS)) {
      this.book.move(LENDER, name, 'DMC', funds);
      this.book.move(LENDER, name, 'BTC', START_BTC);
      this.report.line(`${name.padEnd(6)} ${tells}`);
    }
    await this.#each(async (miner) => {
      Object.assign(miner, await this.apply(miner.name, { units: TOTAL_UNITS, floor: FLOOR }));
    });
    const votes = (balance) => [...this.miners.values()].map(({ referendum }) => (
      this.tx.democracy.vote(referendum, { Standard: { vote: { aye: true, conviction: 'Locked1x' }, balance } })
    ));
    await Promise.all(Object.entries(BACKERS).map(([name, balance]) => this.send(name, utility.batchAll(votes(balance)))));
    this.report.line(`all four apply to sell ${TOTAL_UNITS} TH/s each; ${Object.keys(BACKERS).join(' and ')} vote for them`);
    this.book.watchers.push((hash) => this.#each((miner) => this.noteApproval(miner, hash)), (hash) => this.#noteTerminations(hash));
  }

  async #create() {
    await this.#each(({ name, application }) => this.concludeVote(name, application));
    const { minerRegistry, hashrateNft, utility } = this.tx;
    await this.#each(async (miner) => {
      const created = await this.send(miner.name, utility.batchAll([
        minerRegistry.pledge(miner.application, PLEDGE),
        hashrateNft.createSeries(miner.application, UNITS, TERM),
      ]));
      this.book.move(miner.name, 'registry', 'DMC', PLEDGE);
      miner.series = created.event('hashrateNft.SeriesCreated').series.toNumber();
    });
    this.report.line(`each pledges ${amount(PLEDGE, 'DMC')} and creates a series of certificates of ${UNITS} TH/s for ${TERM} days`);
  }

  async #mint() {
    const { hashrateNft, hashrateMarket, utility } = this.tx;
    const all = Array.from({ length: CERTIFICATES }, (_, item) => item);
    await this.#each(async (miner) => {
      await this.send(miner.name, utility.batchAll([
        hashrateNft.mint(miner.series, CERTIFICATES),
        hashrateMarket.list(miner.series, all, PRICE, 30),
      ]));
      this.bookChannelFee(miner.name, TOTAL_UNITS);
      miner.model = new JudgedSeries({
        units: UNITS,
        term: TERM,
        poolRate: RELEASE_TO_POOL,
        pledgeRate: PLEDGE_RATE,
        minPayout: MIN_PAYOUT,
        expected: this.expected,
      });
      miner.model.name = miner.name;
    });
    this.report.line(`each mints ${CERTIFICATES} and lists them at ${amount(PRICE, 'USDT')} each`);
  }

  async #buy({ name, from, count }, n) {
    const items = Array.from({ length: count }, (_, i) => from + i);
    const total = PRICE * BigInt(count);
    const miners = [...this.miners.values()];
    await this.send(name, this.tx.utility.batchAll(miners.map(({ series }) => this.tx.hashrateMarket.buy(series, items, total))));
    const { fee, deposit } = sale(PRICE, TRADING_FEE);
    for (const { model } of miners) {
      const shares = splitFee(fee * BigInt(count), FEE_SPLIT, false);
      this.book.move(name, 'insurance pool', 'USDT', shares.pool);
      this.book.move(name, 'treasury', 'USDT', shares.treasury);
      this.book.move(name, 'escrow', 'USDT', deposit * BigInt(count));
      model.sell({ buyer: name, items, day: this.first + n, deposit });
    }
    this.report.line(`${name} buys ${count} certificates of each of the four; they earn from day ${n + 1} to day ${n + TERM}`);
  }

  // --- income against release ---

  async #payAll(n) {
    const day = this.first + n - 1;
    await this.#each(async (miner) => {
      const { name, series, model } = miner;
      if (!model || model.terminated || model.last !== day - 1) return;
      const units = model.unitsOn(day);
      if (units === 0n) return;
      const average = this.averages.get(day);
      const expected = ceilDiv(average * units, FIXED);
      const paid = miner.pays(n - 1, expected);
      if (paid === undefined) return;
      await this.send(name, this.tx.riskEscrow.distribute(series, day, [paid]));
      miner.paid = { paid, expected, day: n - 1 };
    });
    for (const miner of this.miners.values()) {
      if (miner.paid?.day === n - 1) this.#bookDay(miner, day);
    }
  }

  /// What a paid day moves, in the book.
  #bookDay(miner, day) {
    const { name, model, paid: { paid, expected } } = miner;
    const { pool, miner: rest } = model.pay(day, paid, this.averages.get(day));
    this.book.move(name, 'income', 'BTC', paid);
    this.book.move('escrow', name, 'USDT', rest);
    this.book.move('escrow', 'insurance pool', 'USDT', pool);
    miner.earned += paid;
    miner.got += rest;
    const { fraction, low, frozen } = model.days.get(day);
    const share = (paid * 10_000n) / expected;
    const marks = [low && 'low', frozen && 'waits'].filter(Boolean).join(', ');
    this.report.line(`${name.padEnd(6)} pays ${decimal(share, 2)} % of ${amount(expected, 'BTC')}: ${decimal(fraction / 10n ** 14n, 2)} % of the day is released${marks ? ` (${marks})` : ''}`);
    this.payOut(model);
  }

  /// What the chain says of each miner's conduct.
  async #compareConduct(n) {
    // A vote may end a series in the next block: all is read at one.
    const at = (await this.chain.api.rpc.chain.getBlockHash()).toHex();
    await this.#each(async ({ name, series, model }) => {
      if (model.terminated) return;
      const told = await this.chain.rpc('dmex_series', series, at);
      if (told.state.terminated) return;
      const { days, paid, expected } = model.window(model.last);
      this.agree(
        `the conduct of ${name}`,
        [told.paidThrough, told.daysLow, told.lowRun, told.window, told.late, told.breach, told.waiting],
        [
          model.last, model.lowDays, model.lowRun,
          { days, paid: String(paid), expected: String(expected), late: 0 },
          // Nothing is late while a series is frozen.
          !model.frozen && this.#overdue(model, n) >= 2, this.#breach(model, n), String(model.waiting),
        ],
      );
      await Promise.all(model.lots.filter(({ retired }) => !retired).map((lot) => this.compareCertificate(series, model, lot, at)));
    });
  }

  /// Open days that ended since the oldest unpaid day was over: all are open here.
  #overdue(model, n) {
    const oldest = model.last + 1;
    return model.unitsOn(oldest) > 0n ? this.first + n - 1 - oldest : 0;
  }

  #breach(model, n) {
    if (model.frozen) return null;
    if (this.#overdue(model, n) >= 8) return { late: { openDays: this.#overdue(model, n) } };
    return model.lowRun >= 7 ? { lowRun: { days: model.lowRun } } : null;
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
      [state.frozen.cause, state.frozen.since, state.frozen.cut, state.frozen.referendum.index, state.frozen.referendum.outcome],
      ['breach', miner.reported, miner.model.last, miner.vote, 'ongoing'],
    );
    this.agree(`the votes on ${name}`, state.frozen.referendum.tally, { ayes: String(BREACH_SEED), nays: '0', turnout: String(BREACH_SEED) });
    const [[kind, proof]] = Object.entries(told.breach);
    const why = kind === 'late' ? `${proof.openDays} open days without a payment` : `${proof.days} low days in a row`;
    this.report.line(`${by} reports ${name}: ${why}. The series is frozen; referendum ${miner.vote} decides, and silence ends the series`);
  }

  async #vote() {
    const { vote } = this.miners.get('Judy');
    await Promise.all(VOTES.map(({ name, aye, conviction, balance }) => (
      this.send(name, this.tx.democracy.vote(vote, { Standard: { vote: { aye, conviction }, balance } }))
    )));
    for (const { name, aye, balance } of VOTES) {
      this.report.line(`${name} votes ${aye ? 'to end' : 'to save'} Judy's series with ${amount(balance, 'DMC')}`);
    }
  }

  /// The passed referendum carries itself out in the block after its last, or anyone may.
  async #conclude(n) {
    await this.#each(async ({ series, model, reported }) => {
      if (!model?.frozen || model.terminated || this.first + n <= reported + VOTING_DAYS) return;
      const { state } = await this.chain.rpc('dmex_series', series);
      if (state.frozen) await this.send('Eve', this.tx.riskEscrow.concludeBreach(series));
    });
  }

  async #noteTerminations(hash) {
    for (const miner of this.miners.values()) {
      const { name, series, model } = miner;
      if (!model?.frozen || model.terminated) continue;
      const { state } = await this.chain.rpc('dmex_series', series, hash);
      if (!state.terminated) continue;
      const slash = model.terminate();
      const { cause, cut, slash: told, certDaysLeft } = state.terminated;
      this.agree(
        `the end of ${name}'s series`,
        [cause, cut, told, certDaysLeft],
        ['breach', model.cut, String(slash), Number(model.certDaysLeft)],
      );
      this.book.move('registry', 'escrow', 'DMC', slash);
      this.report.line(`the vote ends ${name}'s series: its pledge of ${amount(slash, 'DMC')} is slashed, for ${model.certDaysLeft} days times certificates`);
      this.payOut(model);
    }
  }

  // --- the end ---

  async #close() {
    const { minerRegistry, hashrateNft } = this.tx;
    await this.#each(async (miner) => {
      const { name, application, series, model } = miner;
      if (!model.terminated) {
        await this.send(name, minerRegistry.withdrawPledge(application, PLEDGE));
        this.book.move('registry', name, 'DMC', PLEDGE);
      } else {
        await this.refused(name, hashrateNft.mint(series, 1), 'hashrateNft.Terminated');
        await this.refused(name, hashrateNft.createSeries(application, UNITS, TERM), 'minerRegistry.Defaulted');
      }
      const { record, pledge } = await this.chain.rpc('dmex_miner', this.who[name].address);
      const ended = Number(Boolean(model.terminated));
      this.agree(
        `the record of ${name}`,
        [record.daysPaid, record.daysLow, record.breaches, record.slashes, record.frozenSeries, record.defaulted, pledge],
        [model.days.size, model.lowDays, ended, ended, 0, ended === 1, '0'],
      );
      await this.#compareEnd(series, model);
    });
    this.report.line(`Grace and Ivan take their pledges back; Heidi and Judy may mint no more`);
  }

  async #compareEnd(series, model) {
    const { certificates, activeUnits, escrowed } = await this.chain.rpc('dmex_series', series);
    const burnt = model.terminated ? 0 : CERTIFICATES;
    this.agree(`the certificates of series ${series}`, certificates, { minted: CERTIFICATES, unsold: 0, active: 0, ended: CERTIFICATES, burnt });
    this.agree(`what is active in series ${series}, and the roundings left in escrow`, [activeUnits, escrowed], [0, String(model.left())]);
    if (model.terminated) {
      const { state } = await this.chain.rpc('dmex_certificate', series, 0);
      this.agree(`the state of a certificate of series ${series}`, state, 'refunded');
    }
    await this.compareHistory(series, model);
    const { holds } = await this.chain.rpc('dmex_solvency');
    this.agree('that all accounts hold what they must', holds, true);
  }
}
