// The fourth act: an earthquake strikes the site of a miner. The council freezes the series, holders claim,
// DMC holders vote, and when they have ended the series refund and award reach every holder by themselves:
// never more than was lost.
import { nameOfError, withId } from '../lib/chain.js';
import { council } from '../lib/council.js';
import { decimal, FIXED, incomePerUnit, partDown, sum, toFixed, USDT } from '../lib/arithmetic.js';
import { Difference } from '../lib/book.js';
import { MissedDay } from '../lib/clock.js';
import { ASSETS, EVENT_VOTE_AFTER, POOL, VOTING_DAYS } from '../lib/genesis.js';
import { BACKERS, FLOOR } from './cast.js';
import {
  BACKERS_OF_CLAIMS, BUYERS, CERTIFICATES, CLAIMING_DAY, CLAIMS, DAYS, DMC_RATE, EVENT, FREEZING_DAY, GIVERS, PRICE, RAN, SELLING_DAY,
  STRIKING_DAY, STRUCK, TERM, UNITS,
} from './insurance-cast.js';
import { Pool } from './pool.js';
import { amount } from './report.js';
import { Stage } from './stage.js';

const TOTAL_UNITS = UNITS * BigInt(CERTIFICATES);
const ENDING_DAY = FREEZING_DAY + EVENT_VOTE_AFTER;
const VOTERS = Object.keys(BACKERS).join(' and ');

export class Insurance extends Stage {
  constructor(props) {
    super(props);
    Object.assign(this, { name: STRUCK, days: DAYS, model: this.newModel(UNITS, TERM) });
    this.pool = new Pool(this);
  }

  async day(n) {
    if (n > 0 && n <= FREEZING_DAY) await this.feed(n - 1);
    if (n === 0) await this.#begin();
    if (n === SELLING_DAY) await this.#sell();
    if (n === FREEZING_DAY) await this.#freeze();
    await this.#pay(n);
    for (const buyer of BUYERS.filter(({ day }) => day === n)) await this.#buy(buyer, n);
    if (n === STRIKING_DAY) await this.#strike();
    if (n === CLAIMING_DAY) await this.#claim();
    if (n === ENDING_DAY) await this.#openVote();
    if (n > ENDING_DAY + VOTING_DAYS) await this.#end();
    if (n === DAYS) await this.#close();
  }

  // --- apply, vote, sell ---

  async #begin() {
    await this.introduce([this], { units: TOTAL_UNITS, floor: FLOOR });
    this.report.line(`${STRUCK} applies to sell ${TOTAL_UNITS} TH/s; ${VOTERS} vote for it`);
    await this.pool.open();
    await Promise.all(Object.entries(GIVERS).map(([name, gift]) => (
      this.send(name, this.tx.mutualInsurance.contribute(withId(ASSETS.USDT), gift))
    )));
    for (const [name, gift] of Object.entries(GIVERS)) {
      this.book.move(name, POOL, 'USDT', gift);
      this.report.line(`${name} gives ${amount(gift, 'USDT')} to the insurance pool`);
    }
    this.book.watchers.push((hash) => this.#watch(hash));
  }

  async #sell() {
    await this.concludeApplication(STRUCK, this);
    await this.createSeries(this, CERTIFICATES);
    const all = Array.from({ length: CERTIFICATES }, (_, item) => item);
    await this.mint(this, CERTIFICATES, this.tx.hashrateMarket.list(this.series, all, PRICE, 30));
    this.report.line(`${STRUCK} mints ${CERTIFICATES} certificates of ${UNITS} TH/s for ${TERM} days and lists them at ${amount(PRICE, 'USDT')} each`);
  }

  async #buy({ name, from, count }, n) {
    const items = Array.from({ length: count }, (_, i) => from + i);
    const total = PRICE * BigInt(count);
    await this.send(name, this.tx.hashrateMarket.buy(this.series, items, total, 0));
    await this.firstSale(this, { buyer: name, items, total });
    this.report.line(`${name} buys ${count}; to earn from day ${n + 1} to day ${n + TERM}`);
  }

  // --- income against release ---

  /// The miner pays what its units really earned on the day that closed, less what its pool keeps. Of the
  /// day of the earthquake it pays what they earned until then, and of later days nothing.
  async #pay(n) {
    const units = this.model.unitsOn(this.first + n - 1);
    if (units === 0n || n > FREEZING_DAY) return;
    const whole = this.earnedOn(n - 1, this);
    const paid = n === FREEZING_DAY ? partDown(whole, RAN) : whole;
    const { miner } = await this.distribute(this, [paid]);
    const released = this.model.frozen ? `${amount(this.model.pendingRelease, 'USDT')} are pending until the end of the freeze` : `${amount(miner, 'USDT')} are released to it`;
    this.report.line(`${STRUCK} pays ${amount(paid, 'BTC')} for ${units} TH/s; ${released}`);
    this.payOut(this);
  }

  // --- the earthquake ---

  get incidentDay() {
    return this.first + STRIKING_DAY;
  }

  async #strike() {
    this.report.line(`AN EARTHQUAKE strikes ${STRUCK}'s site, and its machines stop`);
    await this.refused('Eve', this.#anyClaim(), 'mutualInsurance.NotFrozen');
    this.report.line('refused: a claim by Eve, as the series is not frozen');
  }

  async #freeze() {
    await council(this.chain, this.who, this.tx.riskEscrow.freezeForEvent(this.series, EVENT));
    this.model.freeze();
    const { state } = await this.chain.rpc('dmex_series', this.series);
    this.agree('the freeze', state.frozen, {
      cause: 'event', since: this.first + FREEZING_DAY, cutoff: this.model.last, referendum: null, pendingRelease: '0',
    });
    this.report.line('the council declares the event, with four votes of seven: the series is frozen, and nobody is to blame');
  }

  // --- claims ---

  /// The value of a unit's day: what one earned on the last day before the earthquake, at the price of that
  /// day.
  get rates() {
    const { revenue, hashrate } = this.rows[STRIKING_DAY - 1];
    return { unitDay: toFixed(revenue.over(hashrate).times(USDT)), payment: FIXED, dmc: DMC_RATE };
  }

  /// A claim, filed where it must be refused.
  #anyClaim() {
    return this.pool.filing(this.#claimOf(CLAIMS[0], USDT));
  }

  #claimOf({ by, known, cause, uri }, asked) {
    return { by, known, cause, uri, asked, hash: EVENT.hash, day: this.incidentDay, asset: 'USDT', rates: this.rates };
  }

  async #claim() {
    const { date, price, ...row } = this.rows[STRIKING_DAY - 1];
    const value = `${decimal(this.rates.unitDay / 10n ** 12n, 12)} USDT`;
    this.report.line(`on ${date} one TH/s earned ${incomePerUnit({ price, ...row }).floor()} satoshi, and a BTC cost ${amount(price.times(USDT).floor(), 'USDT')}: a unit's day is worth ${value}`);
    await this.refused(STRUCK, this.#anyClaim(), 'mutualInsurance.IsMiner');
    await this.refused('Bob', this.#anyClaim(), 'mutualInsurance.NotHolder');
    this.report.line(`refused: a claim by ${STRUCK}, the miner, and one by Bob, who holds no certificate`);
    const { loss: lost } = this.pool.insured.loss(this.#claimOf(CLAIMS[0], 0n));
    for (const plan of CLAIMS) await this.pool.file(this.#claimOf(plan, plan.asks(lost)));
    this.poolBefore = this.book.get(POOL, 'USDT');
    for (const [name, balance] of Object.entries(BACKERS_OF_CLAIMS)) {
      await this.vote(name, this.pool.claims.map(({ referendum }) => referendum), { conviction: 'Locked6x', balance });
    }
    this.report.line(`${Object.keys(BACKERS_OF_CLAIMS).join(' and ')} vote for both, locked for the longest time: the greater claim takes more than an application does`);
    await this.pool.tell();
  }

  // --- the vote on the series ---

  async #openVote() {
    for (const { id, status } of this.pool.claims) {
      if (status === 'voting') throw new MissedDay(`the vote on claim ${id} is still open: the chain made too few blocks a day`);
    }
    const opened = await this.send('Ferdie', this.tx.riskEscrow.openEventVote(this.series));
    await this.back([opened.event('riskEscrow.EventVoteOpened').referendum.toNumber()]);
    this.report.line(`for ${EVENT_VOTE_AFTER} days the machines have been still: Ferdie opens the vote on ending the series, ${VOTERS} vote for it`);
  }

  /// The passed referendum executes its call, otherwise anyone may conclude it. Refunds and awards follow by
  /// themselves: in the same block or, if they do not fit into it, in the next.
  async #end() {
    if (this.model.terminated) return;
    const { state } = await this.chain.rpc('dmex_series', this.series);
    if (state.frozen) await this.send('Eve', this.tx.riskEscrow.concludeVote(this.series));
    for (let blocks = 0; blocks < 5; blocks += 1) {
      if (await this.#allPaid()) return;
      await this.clock.pass();
    }
    throw new Difference('five blocks after the end of the series awards are not paid');
  }

  async #allPaid() {
    const claims = await Promise.all(this.pool.claims.map(({ id }) => this.chain.rpc('dmex_claim', id)));
    const items = this.model.lots.flatMap((lot) => lot.items);
    const certificates = await Promise.all(items.map((item) => this.chain.rpc('dmex_certificate', this.series, item)));
    return claims.every(({ status }) => status !== 'approved')
      && certificates.every(({ awards }) => awards.every(({ collected }) => collected));
  }

  // --- what the chain does by itself, seen at a block ---

  async #watch(hash) {
    if (this.model.frozen && !this.model.terminated) await this.#noteEnd(hash);
    await this.pool.watch(hash);
    if (!this.model.terminated) await this.compareLots(this, hash);
  }

  async #noteEnd(hash) {
    const { state } = await this.chain.rpc('dmex_series', this.series, hash);
    if (!state.terminated) return;
    const { miner, pool } = this.terminateForEvent(this);
    const { cause, cutoff, slash, certificates, on } = state.terminated;
    Object.assign(this, { endedOn: on, lastPoolShare: pool });
    this.agree('the end of the series', [cause, cutoff, slash, certificates], ['event', this.model.cutoff, '0', this.model.refundable]);
    this.held = new Map(this.model.lots.map(({ buyer }) => [buyer, this.book.get(buyer, 'USDT')]));
    this.report.line(`the vote ends ${STRUCK}'s series: the pending ${amount(miner, 'USDT')} are released to it, and nothing is slashed`);
    this.payOut(this);
  }

  // --- the end ---

  async #close() {
    await this.#nothingTwice();
    await this.withdrawPledge(this, this.pledge);
    const { record, pledge } = await this.chain.rpc('dmex_miner', this.who[STRUCK].address);
    this.agree(
      `the record of ${STRUCK}`,
      [record.breaches, record.slashes, record.frozenSeries, record.defaulted, pledge],
      [0, 0, 0, false, '0'],
    );
    this.report.line(`${STRUCK} is not in default, and withdraws its pledge of ${amount(this.pledge, 'DMC')}`);
    for (const lot of this.model.lots) await this.#compareAwards(lot);
    const { insurance } = await this.compareEnd(this, CERTIFICATES);
    this.agree('that the pool holds what it must', insurance.every(({ held, due }) => BigInt(held) >= BigInt(due)), true);
    await this.pool.tell();
    await this.#readBalances();
  }

  /// What the chain says each holder has in the end, against what it had before the series ended.
  async #readBalances() {
    this.balances = await Promise.all([...this.held].map(async ([name, before]) => {
      const lots = this.recoveries.filter(({ lot }) => lot.buyer === name);
      const refund = sum(lots.map(({ lot }) => lot.returned));
      const awarded = sum(lots.map(({ lot, shares }) => sum(shares) * BigInt(lot.items.length)));
      const after = await this.chain.balance(this.who[name].address, ASSETS.USDT);
      this.agree(`the USDT of ${name}`, after, before + refund + awarded);
      return { name, before, refund, awarded, after };
    }));
  }

  /// Nobody collects twice, nobody collects for a certificate that was sold on the day of the earthquake, and
  /// nobody claims a loss that is made good.
  async #nothingTwice() {
    const late = BUYERS.find(({ day }) => day === STRIKING_DAY);
    for (const { id } of this.pool.awards) {
      const { events } = await this.send('Eve', this.tx.mutualInsurance.collectAward(id, [0, late.from]));
      const failures = events.filter(({ name }) => name === 'mutualInsurance.AwardCollectionFailed');
      this.agree(
        `a second collection of claim ${id}`,
        failures.map(({ data: { item, error } }) => [item.toNumber(), nameOfError(this.chain.api, error)]),
        [[0, 'mutualInsurance.AlreadyCollected'], [late.from, 'mutualInsurance.NotInsured']],
      );
    }
    await this.refused('Eve', this.#anyClaim(), 'mutualInsurance.NothingToRecover');
    this.report.line(`refused: to collect twice, to collect for what ${late.name} bought on the day of the earthquake, to claim the same loss again`);
  }

  async #compareAwards(lot) {
    for (const item of lot.items) {
      const { state, unreleased, claimable, awards } = await this.chain.rpc('dmex_certificate', this.series, item);
      this.agree(`the state of certificate ${item}, and its unreleased deposit and income`, [state, unreleased, claimable], ['refunded', '0', '0']);
      const { insured } = this.pool;
      const sharing = insured.awards.filter((award) => insured.share(award, insured.ofLot(lot)) > 0n);
      this.agree(
        `the awards of certificate ${item}`,
        awards,
        sharing.map(({ id, expiresOn }) => ({ claim: id, asset: ASSETS.USDT, collectable: null, collected: true, expiresOn })),
      );
    }
  }

  /// What a certificate of each lot lost and got: with the pool's money never more than its loss.
  get recoveries() {
    return this.model.lots.map((lot) => {
      const certificate = this.pool.insured.ofLot(lot);
      const each = this.pool.insured.recovery(certificate, { asset: 'USDT', rates: this.rates });
      if (each.pool > 0n && each.got > each.value) throw new Difference(`${lot.buyer} got more than it lost`);
      return { ...certificate, ...each, slash: certificate.slash };
    });
  }
}
