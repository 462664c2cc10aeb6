// Loans against certificates, written from the rules and not from the chain's code: what is owed and due, what a
// payment for a certificate gives to its loan, and who gets it. The bank sends the calls of a story, and moves the book
// by these rules.
import assert from 'node:assert/strict';
import { min, partDown, sum } from './arithmetic.js';
import { GRACE_DAYS, IN_ANSWERS, IN_CALLS, INTEREST_FEE, LOAN_OFFER_DEPOSIT } from './genesis.js';

/// In so many blocks the chain must have taken what was paid for certificates into the books.
const MAX_BLOCKS = 3;
const minusOrZero = (a, b) => (a > b ? a - b : 0n);

/// A loan, or the request for one.
export class Loan {
  /// `due`: the agreed day. Amounts are in base units of `asset`.
  constructor({ selfRepaying = false, ...terms }) {
    Object.assign(this, { selfRepaying, ...terms, repaid: 0n, feePaid: 0n, pending: 0n, collateral: {} });
  }

  /// It is funded on a day, with a certificate that ends on `end`, after its series was frozen for some days.
  begin({ lender, fundedOn, frozenDays, end }) {
    Object.assign(this, { lender, fundedOn, frozenBefore: frozenDays, end });
  }

  get live() {
    return this.lender !== undefined && this.outcome === undefined;
  }

  /// What is left of principal and interest.
  get debt() {
    return this.principal + this.interest - this.repaid - this.pending;
  }

  /// Whether its certificate secures it.
  get secured() {
    return this.live && this.debt > 0n && !this.sold;
  }

  /// The day on which it is due: each day of a freeze since the funding defers it, but not beyond the end.
  dueDay(frozenDays) {
    return this.lender ? Math.min(this.due + frozenDays - this.frozenBefore, this.end) : this.due;
  }

  /// The last day on which it cannot be foreclosed.
  deadline(frozenDays) {
    return this.dueDay(frozenDays) + GRACE_DAYS;
  }

  /// A payment for the certificate: returns the part that goes to the loan. Income repays a self-repaying loan; money
  /// that takes the certificate's place repays any loan, and in another asset it is collateral.
  take(isIncome, asset, amount) {
    if (!this.secured || amount === 0n || (isIncome && !(this.selfRepaying && asset === this.asset))) return 0n;
    this.unsettled = true;
    if (asset !== this.asset) {
      this.collateral[asset] = (this.collateral[asset] ?? 0n) + amount;
      return amount;
    }
    const share = min(amount, this.debt);
    this.pending += share;
    return share;
  }

  /// The certificate is sold to repay the debt: returns the part of the price that does.
  discharge(amount) {
    const share = this.take(false, this.asset, amount);
    this.sold = true;
    return share;
  }

  /// Some of what was paid comes into the books. Principal is repaid first, then interest; the fee is a part of the
  /// interest repaid so far, rounded down, less what was charged. Returns the fee and the lender's part.
  settle(amount) {
    this.pending -= amount;
    this.repaid += amount;
    const fee = partDown(minusOrZero(this.repaid, this.principal), INTEREST_FEE) - this.feePaid;
    this.feePaid += fee;
    return { fee, rest: amount - fee };
  }
}

/// The days for which a series was frozen, until today.
export const frozenDays = ({ freezes = [] }, today) => freezes.reduce((all, { from, to = today }) => all + to - from, 0);

/// All loans and offers of a story. `play` sends, and has the book.
export class Bank {
  constructor(play) {
    Object.assign(this, { play, loans: [], offers: [], told: [] });
    play.bank = this;
  }

  async open() {
    this.read = await this.play.chain.number();
  }

  get #tx() {
    return this.play.tx.certificateLending;
  }

  #move(...terms) {
    this.play.book.move(...terms);
  }

  /// The lot of one certificate, apart from those that were bought with it.
  lotOf({ model }, item) {
    const lot = model.lots.find(({ items }) => items.includes(item));
    return lot.items.length === 1 ? lot : model.hand([item], lot.buyer)[0];
  }

  /// The loan that a certificate secures.
  #loanOf({ series }, item) {
    return this.loans.find((loan) => loan.secured && loan.miner.series === series && loan.item === item);
  }

  /// The part of a payment for the certificates of a lot that is a loan's.
  share(miner, lot, isIncome, asset, amount) {
    const loan = this.#loanOf(miner, lot.items[0]);
    if (!loan) return 0n;
    assert.equal(lot.items.length, 1, 'a certificate with a loan has its own lot');
    return loan.take(isIncome, asset, amount);
  }

  #frozenDays({ miner }, today) {
    return frozenDays(miner, today);
  }

  // --- how loans begin ---

  requestCall({ series }, item, { asset, inCalls = IN_CALLS[asset], principal, interest, due, selfRepaying = false }) {
    return this.#tx.requestLoan(series, item, inCalls, principal, interest, due, selfRepaying);
  }

  offerCall({ series }, { asset, inCalls = IN_CALLS[asset], principal, interest, due, minEnd, days, selfRepaying = false }) {
    return this.#tx.offerLoan(series, inCalls, principal, interest, due, minEnd, days, selfRepaying);
  }

  async request(borrower, miner, item, terms) {
    const asked = await this.play.send(borrower, this.requestCall(miner, item, terms));
    const { loan: id, dueDay: due } = asked.event('certificateLending.LoanRequested');
    assert.equal(due.toNumber(), terms.due);
    return this.#note(id, { borrower, miner, item, ...terms });
  }

  #note(id, terms) {
    const loan = new Loan({ id: id.toNumber(), ...terms });
    this.loans.push(loan);
    return loan;
  }

  async cancelRequest(by, loan) {
    await this.play.send(by, this.#tx.cancelRequest(loan.id));
    loan.outcome = 'cancelled';
  }

  async fund(lender, loan) {
    const funded = await this.play.send(lender, this.#tx.fund(loan.id));
    this.#tell(funded.event('certificateLending.LoanFunded'), loan, lender);
    await this.#begin(loan, lender, lender);
    return funded;
  }

  #tell(told, loan, lender) {
    const { who } = this.play;
    this.play.agree(
      `the funding of loan ${loan.id}`,
      [told.loan, told.series, told.item, told.borrower, told.lender, told.principal, told.interest, told.dueDay].map(String),
      [loan.id, loan.miner.series, loan.item, who[loan.borrower].address, who[lender].address, loan.principal, loan.interest, loan.due].map(String),
    );
  }

  /// The borrower gets the income of its certificate, and the principal out of `account`.
  async #begin(loan, lender, account) {
    const { miner, item, borrower, asset, principal } = loan;
    loan.income = this.#payIncome(loan);
    this.#move(account, borrower, asset, principal);
    const fundedOn = await this.play.today();
    loan.begin({ lender, fundedOn, frozenDays: this.#frozenDays(loan, fundedOn), end: this.lotOf(miner, item).end });
  }

  #payIncome({ miner, item }) {
    const lot = this.lotOf(miner, item);
    const income = miner.model.claim(lot);
    this.play.payHolder(miner, lot, 'income', 'BTC', income);
    return income;
  }

  async offer(lender, miner, terms) {
    const offered = await this.play.send(lender, this.offerCall(miner, terms));
    const { offer: id, deposit, expiresOn: expires } = offered.event('certificateLending.LoanOffered');
    const expiresOn = Math.min(await this.play.today() + terms.days, terms.due);
    assert.deepEqual([deposit.toBigInt(), expires.toNumber()], [LOAN_OFFER_DEPOSIT, expiresOn]);
    const offer = { id: id.toNumber(), lender, miner, ...terms, expiresOn, open: true };
    this.offers.push(offer);
    this.#move(lender, 'lending', 'DMC', LOAN_OFFER_DEPOSIT);
    this.#move(lender, 'lending', terms.asset, terms.principal);
    return offer;
  }

  async cancelOffer(by, offer) {
    await this.play.send(by, this.#tx.cancelLoanOffer(offer.id));
    this.offerEnded(offer);
  }

  /// An offer that nobody took ended: the lender has its money back.
  offerEnded(offer) {
    this.#move('lending', offer.lender, offer.asset, offer.principal);
    this.#closeOffer(offer);
  }

  #closeOffer(offer) {
    this.#move('lending', offer.lender, 'DMC', LOAN_OFFER_DEPOSIT);
    Object.assign(offer, { open: false });
  }

  async take(borrower, offer, item) {
    const { lender, miner, asset, principal, interest, due, selfRepaying } = offer;
    const taken = await this.play.send(borrower, this.#tx.takeLoan(offer.id, item));
    const { loan: id, offer: of } = taken.event('certificateLending.LoanOfferTaken');
    assert.equal(of.toNumber(), offer.id);
    const loan = this.#note(id, { borrower, miner, item, asset, principal, interest, due, selfRepaying });
    this.#tell(taken.event('certificateLending.LoanFunded'), loan, lender);
    this.#closeOffer(offer);
    await this.#begin(loan, lender, 'lending');
    return loan;
  }

  // --- how they are repaid ---

  /// Anyone repays some of a debt, or all of it if `amount` is more. Returns what it paid, and how it was divided.
  async repay(by, loan, amount) {
    await this.settled();
    const paid = min(amount, loan.debt);
    const repaid = await this.play.send(by, this.#tx.repay(loan.id, amount));
    this.#move(by, 'lending', loan.asset, paid);
    loan.pending += paid;
    return { paid, ...this.#book(loan, repaid) };
  }

  /// What a transaction said of a loan's repayment, and what that moves.
  #book(loan, { events }) {
    const told = events.filter(({ name, data }) => name === 'certificateLending.LoanRepaid' && data.loan.toNumber() === loan.id);
    assert.equal(told.length, 1, 'one repayment');
    const parts = this.#settle(loan, told[0].data);
    this.#finish(loan);
    return parts;
  }

  /// The chain took an amount into the books: the fee and the lender's part leave the account of loans.
  #settle(loan, { amount, debt, fee: charged }) {
    const { fee, rest } = loan.settle(amount.toBigInt());
    const left = loan.principal + loan.interest - loan.repaid;
    this.play.agree(`the repayment of loan ${loan.id}`, [debt.toBigInt(), charged.toBigInt()], [left, fee]);
    this.play.bookFee('lending', loan.asset, fee);
    this.#move('lending', loan.lender, loan.asset, rest);
    return { fee, rest };
  }

  /// A loan ends when its debt is repaid, when its certificate was sold, or when nothing is left to repay it.
  #finish(loan) {
    if (!loan.live || loan.pending > 0n) return;
    if (loan.debt === 0n) this.#close(loan, loan.borrower, { repaid: null });
    else if (loan.sold) this.#close(loan, loan.lender, { sold: { missing: loan.debt } });
    else if (this.#isBurnt(loan) && Object.keys(loan.collateral).length === 0) this.#close(loan, loan.lender, { lost: { missing: loan.debt } });
  }

  #isBurnt({ miner, item }) {
    return this.lotOf(miner, item).retired === true;
  }

  #close(loan, owner, outcome) {
    for (const [asset, amount] of Object.entries(loan.collateral)) this.#move('lending', owner, asset, amount);
    Object.assign(loan, { outcome });
  }

  /// The chain takes what was paid for certificates into the books by itself, in one of the next blocks.
  async settled() {
    const { chain, clock } = this.play;
    const before = this.loans.filter((loan) => loan.live && loan.unsettled);
    for (let blocks = 0; before.some(({ unsettled, pending }) => unsettled || pending > 0n) && blocks < MAX_BLOCKS; blocks += 1) {
      await clock.pass();
      await this.#read(before);
      for (const loan of before) loan.unsettled = false;
    }
    for (const loan of before) {
      this.play.agree(`what loan ${loan.id} was paid and is not in the books`, loan.pending, 0n);
      this.#finish(loan);
    }
    this.read = await chain.number();
  }

  /// Reads what the chain told of these loans by itself.
  async #read(loans) {
    const { chain } = this.play;
    const events = (await chain.eventsSince(this.read)).filter(({ name }) => name.startsWith('certificateLending.'));
    this.read = events.reduce((last, { number }) => Math.max(last, number), this.read);
    for (const { name, data, phase } of events) {
      const loan = loans.find(({ id }) => id === data.loan?.toNumber());
      if (loan && phase === 'Finalization' && name === 'certificateLending.LoanRepaid') this.#settle(loan, data);
    }
    this.told.push(...events);
  }

  /// The data of all events of a loan with this name that the chain told by itself.
  of(name, { id }) {
    return this.told.filter((each) => each.name === `certificateLending.${name}` && each.data.loan?.toNumber() === id);
  }

  // --- what lenders do in default ---

  /// The lender takes the certificate and all collateral; the borrower gets the income first.
  async seize(loan) {
    await this.settled();
    const { lender, miner, item } = loan;
    const taken = await this.play.send(lender, this.#tx.foreclose(loan.id, 'Take'));
    const { debt } = taken.event('certificateLending.LoanForeclosed');
    assert.equal(debt.toBigInt(), loan.debt);
    const outcome = { taken: null };
    assert.deepEqual(taken.event('certificateLending.LoanClosed').outcome.toJSON(), outcome);
    const gone = this.#isBurnt(loan);
    const income = gone ? 0n : this.#payIncome(loan);
    this.#close(loan, lender, outcome);
    if (!gone) miner.model.hand([item], lender);
    return { income, debt: debt.toBigInt() };
  }

  /// Returns the auction, and its last block.
  async auction(loan, reserve, blocks) {
    await this.settled();
    const started = await this.play.send(loan.lender, this.#tx.foreclose(loan.id, { Auction: { reserve, durationBlocks: blocks } }));
    const { auction, debt } = started.event('certificateLending.ForeclosureStarted');
    assert.equal(debt.toBigInt(), loan.debt);
    const { ends, seller } = started.event('hashrateMarket.AuctionStarted');
    assert.equal(seller.toString(), this.play.who[loan.borrower].address);
    loan.auction = auction.toNumber();
    return { id: loan.auction, ends: ends.toNumber() };
  }

  // --- against the chain ---

  /// What the account of loans must hold in an asset beside its existential deposit, by the loans and offers.
  held(asset) {
    const offers = this.offers.filter(({ open }) => open);
    return sum([
      ...offers.filter((offer) => offer.asset === asset).map(({ principal }) => principal),
      ...offers.filter(() => asset === 'DMC').map(() => LOAN_OFFER_DEPOSIT),
      ...this.loans.filter(({ live }) => live).map(({ collateral }) => collateral[asset] ?? 0n),
    ]);
  }

  /// Compares every loan, and what the account of loans holds, with what clients are told. `outside`: what it holds for
  /// other stories.
  async check(outside = {}) {
    await this.settled();
    for (const loan of this.loans) await this.#checkLoan(loan);
    const { lending } = await this.play.chain.rpc('dmex_solvency');
    for (const asset of Object.keys(IN_CALLS)) {
      const told = lending.find((each) => each.asset === IN_ANSWERS[asset]);
      this.play.agree(`what loans must hold in ${asset}`, told?.due ?? '0', String(this.held(asset) + (outside[asset] ?? 0n)));
    }
  }

  async #checkLoan(loan) {
    const { chain } = this.play;
    const { miner: { series }, item } = loan;
    if (loan.outcome !== undefined) {
      const unknown = await chain.rpc('dmex_loan', loan.id).then(() => undefined, (error) => error.code);
      this.play.agree(`loan ${loan.id}, which has ended`, unknown, 1);
      return;
    }
    this.play.agree(`loan ${loan.id}`, await chain.rpc('dmex_loan', loan.id), await this.asTold(loan));
    if (this.#isBurnt(loan)) return;
    const { lien, lock } = await chain.rpc('dmex_certificate', series, item);
    const frozen = this.#frozenDays(loan, await this.play.today());
    this.play.agree(`the debt of certificate ${item} of series ${series}`, lien, loan.secured ? {
      loan: loan.id, asset: IN_ANSWERS[loan.asset], debt: String(loan.debt), dueDay: loan.dueDay(frozen), selfRepaying: loan.selfRepaying,
    } : null);
    // A refund leaves the lock of a debt alone.
    const held = loan.lender === undefined && this.lotOf(loan.miner, item).refunded ? null : 'collateral';
    this.play.agree(`the lock of certificate ${item} of series ${series}`, lock, loan.auction === undefined ? held : 'auctioned');
  }

  /// What `dmex_loan` tells of a loan.
  async asTold(loan) {
    const { who } = this.play;
    const { miner: { series }, item, lender, asset } = loan;
    const today = await this.play.today();
    const frozen = this.#frozenDays(loan, today);
    return {
      loan: loan.id, series, item, borrower: who[loan.borrower].address, lender: lender ? who[lender].address : null,
      asset: IN_ANSWERS[asset], principal: String(loan.principal), interest: String(loan.interest), selfRepaying: loan.selfRepaying,
      fundedOn: loan.fundedOn ?? null, repaid: String(loan.repaid), debt: String(loan.debt), dueDay: loan.dueDay(frozen),
      deadline: lender ? loan.deadline(frozen) : null, overdue: lender !== undefined && today > loan.deadline(frozen), sold: false,
      auction: loan.auction ?? null,
      collateral: Object.entries(loan.collateral).map(([name, amount]) => ({ asset: IN_ANSWERS[name], amount: String(amount) })),
    };
  }
}
