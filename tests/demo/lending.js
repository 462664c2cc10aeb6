// The fifth act: loans and staking. A holder borrows during the term, in five ways that end in five ways: repaid early,
// repaid by the certificate's own income, auctioned and taken in default, and repaid out of a miner's breach. Two others
// stake their certificates, and earn DMC besides their income.
import { GRACE_DAYS, IN_ANSWERS, TRADING_FEE, VOTING_DAYS } from '../lib/genesis.js';
import { Bank } from '../lib/lending.js';
import { Staking } from '../lib/staking.js';
import { BACKERS, FLOOR } from './cast.js';
import {
  AUCTION_DAY, AUCTION_DAYS, BIDS, BORROWER, BUDGET, BUYERS, CREATING_DAY, DAYS, LAST_PAID, LOANS, MINERS, MINTING_DAY, PAYS, PRICE, REPAYING_DAY,
  REPORTING_DAY, RESERVE, STAKES, STOPS, TAKING_DAY, TERM, UNITS,
} from './lending-cast.js';
import { UsageError } from './options.js';
import { amount } from './report.js';
import { Stage } from './stage.js';

export class Lending extends Stage {
  constructor(props) {
    super(props);
    this.days = DAYS;
    this.miners = new Map(Object.entries(MINERS).map(([name, plan]) => [name, { name, ...plan, model: this.newModel(UNITS, TERM) }]));
    [this.mia, this.nick] = [PAYS, STOPS].map((name) => this.miners.get(name));
    this.bank = new Bank(this);
    this.loans = {};
    this.rewards = {};
  }

  get selling() {
    return [...this.miners.values()].filter(({ series }) => series !== undefined);
  }

  async day(n) {
    if (this.staking) this.#emit(n);
    await this.#conclude(n);
    // Before the miner pays: whose income it is changes with the sale.
    if (n === AUCTION_DAY) await this.#auction();
    if (n === AUCTION_DAY + AUCTION_DAYS) await this.#sold();
    if (n > 0) await this.feed(n - 1);
    if (n === 0) await this.#begin();
    if (n === CREATING_DAY) await this.#create();
    if (n === MINTING_DAY) await this.#mint();
    await this.#payAll(n);
    for (const buyer of BUYERS.filter(({ day }) => day === n)) await this.#buy(buyer, n);
    for (const [name, terms] of Object.entries(LOANS)) if (n === terms.day) await this.#borrow(name, terms);
    for (const stake of STAKES) await this.#stakes(stake, n);
    if (n === REPAYING_DAY) await this.#repay();
    if (n === TAKING_DAY) await this.#take();
    if (n === REPORTING_DAY) await this.#report();
    await this.#conclude(n);
    await this.bank.check(this.outside);
    await this.#compareStaking();
    await this.#compareCertificates();
    if (n === DAYS) await this.#close();
  }

  /// The chain's number of a day of the act.
  #on(day) {
    return this.first + day;
  }

  #each(work) {
    return Promise.all([...this.miners.values()].map(work));
  }

  // --- apply, vote, mint, buy ---

  async #begin() {
    const total = (count) => UNITS * BigInt(count);
    await this.bank.open();
    const { lending } = await this.chain.rpc('dmex_solvency');
    const asset = (name) => lending.find((each) => each.asset === IN_ANSWERS[name]);
    this.outside = Object.fromEntries(Object.keys(IN_ANSWERS).map((name) => [name, BigInt(asset(name)?.due ?? 0)]));
    await this.#openStaking();
    await this.introduce([...this.miners.values()], { units: total(MINERS[PAYS].certificates), floor: FLOOR });
    this.report.line(`${PAYS} and ${STOPS} apply to sell ${total(MINERS[PAYS].certificates)} TH/s each; ${Object.keys(BACKERS).join(' and ')} vote for them`);
  }

  async #create() {
    await this.#each((miner) => this.concludeApplication(miner.name, miner));
    await this.#each((miner) => this.createSeries(miner, miner.certificates));
  }

  async #mint() {
    await this.#each((miner) => {
      const all = Array.from({ length: miner.certificates }, (_, item) => item);
      return this.mint(miner, miner.certificates, this.tx.hashrateMarket.list(miner.series, all, PRICE, 30));
    });
    const [mia, nick] = [this.mia, this.nick].map(({ certificates }) => certificates);
    this.report.line(`${PAYS} mints ${mia} certificates of ${UNITS} TH/s for ${TERM} days and ${STOPS} ${nick}; they list them at ${amount(PRICE, 'USDT')} each`);
  }

  async #buy({ name, goods }, n) {
    const sales = Object.entries(goods).map(([miner, items]) => ({ miner: this.miners.get(miner), items, total: PRICE * BigInt(items.length) }));
    await this.send(name, this.tx.utility.batchAll(sales.map(({ miner, items, total }) => this.tx.hashrateMarket.buy(miner.series, items, total, 0))));
    for (const { miner, ...sale } of sales) await this.firstSale(miner, { buyer: name, ...sale });
    const bought = sales.map(({ miner, items }) => `${items.length} of ${miner.name}`).join(' and ');
    this.report.line(`${name} buys ${bought}; to earn from day ${n + 1} to day ${n + TERM}`);
  }

  // --- income ---

  async #payAll(n) {
    const day = this.#on(n - 1);
    await this.#each(async (miner) => {
      const { name, model } = miner;
      if (model.terminated || model.unitsOn(day) === 0n || (name === STOPS && n - 1 > LAST_PAID)) return;
      const paid = this.earnedOn(n - 1, miner);
      const { miner: released } = await this.distribute(miner, [paid]);
      this.report.line(`${name} pays ${amount(paid, 'BTC')}; ${amount(released, 'USDT')} are released to it`);
      this.payOut(miner);
    });
    if (n === LAST_PAID + 2) this.report.line(`${STOPS} pays nothing more`);
    await this.#settle();
  }

  /// Says what came to loans without anyone's call.
  async #settle() {
    const before = this.bank.loans.filter(({ live, unsettled }) => live && unsettled);
    const debts = before.map((loan) => loan.principal + loan.interest - loan.repaid);
    await this.bank.settled();
    before.forEach((loan, i) => {
      const paid = debts[i] - (loan.principal + loan.interest - loan.repaid);
      const rest = loan.outcome ? 'it is repaid, and the certificate is free' : `${amount(loan.debt, loan.asset)} are left`;
      this.report.line(`loan ${loan.id}: ${amount(paid, loan.asset)} come in by themselves; ${rest}`);
    });
  }

  // --- loans ---

  async #borrow(name, { miner: minerName, item, lender, day, offered, due, ...terms }) {
    const miner = this.miners.get(minerName);
    const agreed = { ...terms, due: this.#on(due) };
    if (offered) {
      const offer = await this.bank.offer(lender, miner, { ...agreed, minEnd: this.#on(due), days: 2 });
      this.loans[name] = await this.bank.take(BORROWER, offer, item);
    } else {
      const loan = await this.bank.request(BORROWER, miner, item, agreed);
      await this.bank.fund(lender, loan);
      this.loans[name] = loan;
    }
    const { asset, principal, interest, selfRepaying } = this.loans[name];
    const how = offered ? `takes ${lender}'s offer of` : `borrows of ${lender}`;
    const income = selfRepaying ? ', which the certificate\'s income repays' : '';
    this.report.line(`${BORROWER} ${how} ${amount(principal, asset)} against certificate ${item} of ${minerName}, to return ${amount(principal + interest, asset)} by day ${due}${income} (loan ${this.loans[name].id})`);
  }

  async #repay() {
    const { early } = this.loans;
    await this.refused(early.lender, this.tx.certificateLending.foreclose(early.id, 'Take'), 'certificateLending.NotOverdue');
    const { paid, fee, rest } = await this.bank.repay(BORROWER, early, early.debt);
    this.report.line(`${BORROWER} repays loan ${early.id} early: ${amount(paid, early.asset)}, of which ${early.lender} has ${amount(rest, early.asset)} and the protocol ${amount(fee, early.asset)}; she had all income meanwhile`);
  }

  async #auction() {
    const { auctioned: loan } = this.loans;
    Object.assign(this, await this.bank.auction(loan, RESERVE, this.clock.blocks(AUCTION_DAYS) - 1));
    this.report.line(`loan ${loan.id} was due on day ${LOANS.auctioned.due}, and ${GRACE_DAYS} days of grace are over: ${loan.lender} auctions the certificate from ${amount(RESERVE, 'USDT')}, until block ${this.ends}`);
    for (const [i, { name, bid }] of BIDS.entries()) {
      const placed = await this.send(name, this.tx.hashrateMarket.bid(this.id, bid, 0));
      this.ends = placed.event('hashrateMarket.BidPlaced').ends.toNumber();
      this.book.move(name, 'market', 'USDT', bid);
      if (i > 0) this.book.move('market', BIDS[i - 1].name, 'USDT', BIDS[i - 1].bid);
      this.report.line(`${name} bids ${amount(bid, 'USDT')}`);
    }
  }

  /// Goes on to the block with which the auction ends.
  async #sold() {
    const { auctioned: loan } = this.loans;
    while (await this.chain.number() < this.ends) await this.clock.pass();
    const { name, bid } = BIDS.at(-1);
    const { debt } = loan;
    const { fee } = this.resale(this.mia, { payer: 'market', buyer: name, items: [loan.item], total: bid, loan });
    loan.auction = undefined;
    await this.bank.settled();
    this.surplus = bid - fee - debt;
    this.agree('how the auctioned loan ended', loan.outcome, { repaid: null });
    this.report.line(`${name} has the certificate for ${amount(bid, 'USDT')}: ${amount(debt, 'USDT')} repay loan ${loan.id}, ${amount(fee, 'USDT')} are the trading fee of ${Number(TRADING_FEE) / 10_000} %, and ${amount(this.surplus, 'USDT')} are ${BORROWER}'s`);
  }

  async #take() {
    const { taken: loan } = this.loans;
    await this.refused(loan.lender, this.tx.certificateLending.foreclose(loan.id, { Auction: { reserve: 1n, durationBlocks: 9 } }), 'certificateLending.NotPaymentAsset');
    const { debt } = await this.bank.seize(loan);
    this.report.line(`loan ${loan.id} was not repaid either: ${loan.lender} takes the certificate for ${amount(debt, loan.asset)}, and has its income from now on`);
  }

  // --- a breach ---

  async #report() {
    const { nick } = this;
    const reported = await this.send(BORROWER, this.tx.riskEscrow.reportBreach(nick.series));
    nick.model.freeze();
    nick.freezes = [{ from: this.#on(REPORTING_DAY) }];
    const { referendum } = reported.event('riskEscrow.BreachReported');
    this.report.line(`${BORROWER} reports ${STOPS}: the series is frozen, and with it the due day of her loan moves. Silence ends the series (referendum ${referendum})`);
    await this.refused(BORROWER, this.bank.requestCall(nick, 1, { asset: 'USDT', principal: 1n, interest: 0n, due: this.#on(25) }), 'certificateLending.SeriesFrozen');
  }

  /// The passed referendum executes its call in the block after its last, otherwise anyone may conclude it.
  async #conclude(n) {
    const { nick } = this;
    if (!nick.model.frozen || nick.model.terminated || n < REPORTING_DAY + VOTING_DAYS) return;
    const state = async () => (await this.chain.rpc('dmex_series', nick.series)).state;
    if (n > REPORTING_DAY + VOTING_DAYS && (await state()).frozen) await this.send(BORROWER, this.tx.riskEscrow.concludeVote(nick.series));
    const { terminated } = await state();
    if (!terminated) return;
    const slash = this.terminate(nick);
    nick.freezes[0].to = terminated.on;
    this.report.line(`the vote ends ${STOPS}'s series: its pledge of ${amount(slash, 'DMC')} is slashed`);
    this.payOut(nick);
    await this.#settle();
    this.agree('how the loan against it ended', this.loans.breached.outcome, { repaid: null });
  }

  // --- staking ---

  async #openStaking() {
    const { budget, owed, startDay, pools } = await this.chain.rpc('dmex_staking');
    if (owed !== '0' || pools.some(({ units, joining }) => units + joining > 0)) throw new UsageError('others stake on this chain: the fifth act needs one on which nothing is staked');
    const weights = pools.map(({ weight }) => BigInt(weight));
    this.staking = new Staking({ startDay, weights, funded: BigInt(budget) });
  }

  #emit(n) {
    this.staking.emit(this.#on(n - 1));
    for (const stake of this.staking.live.filter(({ end }) => end < this.#on(n))) {
      const reward = this.#paid(stake, this.staking.leave(stake));
      this.report.line(`the certificate that ${stake.staker} staked has ended: it leaves by itself, with ${amount(reward, 'DMC')} of rewards`);
    }
  }

  #paid({ staker }, reward) {
    this.book.move('staking', staker, 'DMC', reward);
    this.rewards[staker] = reward;
    return reward;
  }

  async #stakes({ name, day, item, until }, n) {
    const { certificateStaking } = this.tx;
    const { series, model } = this.mia;
    if (n === until) {
      await this.send(name, certificateStaking.unstake(series, [item]));
      const stake = this.staking.of(series, item);
      const reward = this.#paid(stake, this.staking.leave(stake));
      this.report.line(`${name} unstakes, with ${amount(reward, 'DMC')} of rewards for ${until - day - 1} days`);
    }
    if (n !== day) return;
    if (this.staking.stakes.length === 0) await this.#fund();
    await this.send(name, certificateStaking.stake(series, [item]));
    const { end } = model.lots.find(({ items }) => items.includes(item));
    this.staking.stake({ staker: name, series, item, network: 1, units: UNITS, today: this.#on(n), end });
    this.report.line(`${name} stakes certificate ${item} of ${PAYS}: it keeps its income, and earns DMC from day ${n + 1}`);
  }

  async #fund() {
    const { by, amount: given } = BUDGET;
    await this.send(by, this.tx.certificateStaking.fundBudget(given));
    this.book.move(by, 'staking', 'DMC', given);
    this.staking.funded += given;
    this.report.line(`${by} adds ${amount(given, 'DMC')} to the budget of staking, of which a day emits ${amount(this.staking.emissionOf(await this.today()), 'DMC')}`);
  }

  async #compareStaking() {
    const { budget, owed } = this.staking;
    const told = await this.chain.rpc('dmex_staking');
    this.agree('budget of staking, and what it owes', [told.budget, told.owed], [String(budget), String(owed)]);
  }

  // --- against the chain ---

  async #compareCertificates() {
    for (const miner of this.selling) {
      for (const lot of miner.model.lots.filter(({ retired }) => !retired)) {
        const [item] = lot.items;
        const { stake, lock } = await this.chain.rpc('dmex_certificate', miner.series, item);
        const staked = this.staking.of(miner.series, item);
        const told = staked ? { since: staked.since, reward: String(staked.reward), paused: false } : null;
        this.agree(`the stake of certificate ${item} of ${miner.name}`, stake, told);
        const loan = this.bank.loans.find((each) => each.live && each.miner === miner && each.item === item);
        const held = loan && (loan.auction === undefined ? 'collateral' : 'auctioned');
        this.agree(`the lock of certificate ${item} of ${miner.name}`, lock, staked ? 'staked' : held ?? null);
        await this.compare(miner, lot, { items: [item], lock });
      }
    }
  }

  async #close() {
    await this.withdrawPledge(this.mia, this.mia.pledge);
    await this.#each((miner) => this.compareEnd(miner, miner.certificates));
    for (const asset of ['DMC', 'USDT', 'BTC']) this.agree(`what loans hold in ${asset}`, this.bank.held(asset), 0n);
    this.agree('what is owed to stakers', this.staking.owed, 0n);
    this.report.line(`every loan and every stake has ended: ${PAYS} withdraws its pledge of ${amount(this.mia.pledge, 'DMC')}, and staking keeps ${amount(this.staking.budget, 'DMC')} for others`);
  }

  /// The rewards of each staker, and the days that earned them.
  get earnings() {
    return STAKES.map(({ name, day, until }) => {
      const { end } = this.staking.stakes.find(({ staker }) => staker === name);
      return { name, days: (until ?? end - this.first + 1) - day - 1, reward: this.rewards[name] };
    });
  }
}
