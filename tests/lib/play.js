// What acts and tests play on: people who send transactions on a chain, and the book, in which the rules
// written here move what those transactions must move. A miner is { name, application, series, model, asset }:
// its series by id, the same series by the rules, and the asset that its certificates are priced in.
import assert from 'node:assert/strict';
import { perCertificate, sale, splitFee, sum } from './arithmetic.js';
import {
  APPLICATION_DEPOSIT, FEE_SPLIT, IN_CALLS, NETWORK, POOL, seriesDeposit, TRADING_FEE, UNIT_RATES,
} from './genesis.js';

export class Play {
  constructor({ chain, who, book, clock }) {
    Object.assign(this, { chain, who, book, clock, tx: chain.api.tx });
    /// The published market averages, by day.
    this.averages = new Map();
  }

  send(name, call) {
    return this.chain.send(this.who[name], call);
  }

  /// What the chain must refuse, and with which error.
  async refused(name, call, error) {
    const result = await this.chain.sendRaw(this.who[name], call);
    this.agree(`the answer to ${name}'s ${call.method.section}.${call.method.method}`, result.error, error);
  }

  /// What the chain says must be what the rules say.
  agree(what, actual, expected) {
    assert.deepEqual(actual, expected, what);
  }

  today() {
    return this.clock.today();
  }

  // --- votes ---

  vote(name, referenda, { aye = true, conviction = 'Locked1x', balance }) {
    const { democracy, utility } = this.tx;
    const vote = { Standard: { vote: { aye, conviction }, balance } };
    return this.send(name, utility.batchAll(referenda.map((referendum) => democracy.vote(referendum, vote))));
  }

  // --- a miner before its first sale ---

  /// Applies to sell `units` of the `total` that the miner has. Returns the application and its referendum.
  async apply(name, { units, total = units, expected = this.expected, asset = 'USDT', floor = 1n, network = NETWORK }) {
    const disclosure = {
      kind: 'Company', name: `${name} Mining Ltd`, location: 'Reykjavik, Iceland', nodeId: `pool/${name.toLowerCase()}`,
      evidenceHash: `0x${'2b'.repeat(32)}`, uri: `https://${name.toLowerCase()}.example/disclosure.json`,
    };
    const applied = await this.send(name, this.tx.minerRegistry.apply(
      network, disclosure, total, units, expected, IN_CALLS[asset], floor,
    ));
    this.book.move(name, 'registry', 'DMC', APPLICATION_DEPOSIT);
    return {
      application: applied.event('minerRegistry.ApplicationOpened').application.toNumber(),
      referendum: applied.event('democracy.Started').refIndex.toNumber(),
    };
  }

  /// Pledges for `count` certificates and creates their series.
  async createSeries(miner, count) {
    const { name, application, network = NETWORK, model: { units, term } } = miner;
    const pledge = units * BigInt(count * term) * UNIT_RATES[network];
    const created = await this.send(name, this.tx.utility.batchAll([
      this.tx.minerRegistry.pledge(application, pledge),
      this.tx.hashrateNft.createSeries(application, units, term),
    ]));
    this.book.move(name, 'registry', 'DMC', pledge);
    const deposit = seriesDeposit(term);
    this.book.move(name, 'certificates', 'DMC', deposit);
    Object.assign(miner, { pledge, deposit, issued: 0, series: created.event('hashrateNft.SeriesCreated').series.toNumber() });
  }

  /// Mints `count` certificates and offers them for sale by `calls`, in one transaction.
  async mint(miner, count, ...calls) {
    const { name, series, network = NETWORK, model: { units } } = miner;
    const minted = await this.send(name, this.tx.utility.batchAll([this.tx.hashrateNft.mint(series, count), ...calls]));
    this.bookFee(name, 'DMC', units * BigInt(count) * UNIT_RATES[network]);
    miner.issued += count;
    return minted;
  }

  // --- sales ---

  bookFee(payer, asset, fee) {
    const { pool, treasury, burn } = splitFee(fee, FEE_SPLIT, asset === 'DMC');
    this.book.move(payer, POOL, asset, pool);
    this.book.move(payer, 'treasury', asset, treasury);
    this.book.burn(payer, burn);
  }

  /// Certificates are sold for `total`, or for `prices` one by one: the fee and the remainder that the
  /// certificates do not divide leave the payer, and the rest of each price is returned.
  #divide(asset, payer, { items, total, prices }) {
    const { each, remainder } = prices ? { remainder: 0n } : perCertificate(total, BigInt(items.length));
    const parts = items.map((_, i) => sale(prices?.[i] ?? each, TRADING_FEE));
    const fee = sum(parts.map((part) => part.fee));
    this.bookFee(payer, asset, fee);
    this.book.move(payer, POOL, asset, remainder);
    return { each, remainder, fee, rests: parts.map(({ deposit }) => deposit) };
  }

  /// A first sale of today: the rest of the price is the deposits.
  async firstSale({ asset = 'USDT', model }, { buyer, payer = buyer, ...goods }) {
    const parts = this.#divide(asset, payer, goods);
    this.book.move(payer, 'escrow', asset, sum(parts.rests));
    const lot = model.sell({ buyer, items: goods.items, day: await this.today(), deposit: parts.rests[0] });
    return { ...parts, lot };
  }

  /// A resale: the holder gets all income so far, and then the rest of the price, which repays the debt of a `loan`
  /// first.
  resale({ asset = 'USDT', model }, { buyer, payer = buyer, loan, ...goods }) {
    const parts = this.#divide(asset, payer, goods);
    const sold = model.resell(goods.items, buyer);
    for (const { seller, lot, income } of sold) {
      this.book.move('income', seller, 'BTC', income);
      const rest = sum(lot.items.map((item) => parts.rests[goods.items.indexOf(item)]));
      const repaid = loan?.discharge(rest) ?? 0n;
      this.book.move(payer, 'lending', asset, repaid);
      this.book.move(payer, seller, asset, rest - repaid);
    }
    return { ...parts, lots: sold.map(({ lot }) => lot), income: sum(sold.map(({ income }) => income)) };
  }

  // --- income, release, the end ---

  /// A miner pays its oldest days, an amount for each, which releases their instalments. Returns the release.
  async distribute(miner, amounts) {
    const { name, series, model } = miner;
    const first = model.last + 1;
    const { block } = await this.send(name, this.tx.riskEscrow.distribute(series, first, amounts));
    this.book.move(name, 'income', 'BTC', sum(amounts));
    const days = amounts.map((amount, i) => model.pay(first + i, amount, this.averages.get(first + i)));
    const slash = sum(days.map((day) => day.slash));
    this.book.move('registry', 'escrow', 'DMC', slash);
    miner.pledge -= slash;
    this.#finish(miner);
    return { block, ...this.#release(miner, days) };
  }

  /// A series is finished when all that was minted was sold and has ended, which no freeze holds up: its miner
  /// gets the deposit back.
  #finish(miner) {
    const { name, deposit, issued, model: { lots, last, frozen, terminated } } = miner;
    const sold = lots.reduce((all, { items }) => all + items.length, 0);
    const over = terminated || (!frozen && lots.every(({ end }) => last >= end));
    if (sold < issued || !over) return;
    this.book.move('certificates', name, 'DMC', deposit);
    miner.deposit = 0n;
  }

  #release({ name, asset = 'USDT' }, parts) {
    const [released, pool, toMiner] = ['released', 'pool', 'miner'].map((part) => sum(parts.map((each) => each[part])));
    this.book.move('escrow', name, asset, toMiner);
    this.book.move('escrow', POOL, asset, pool);
    return { released, pool, miner: toMiner };
  }

  /// The strike of a settled day's average is applied. Returns the release.
  strike(miner, day) {
    const struck = miner.model.strike(day);
    return { fraction: struck.fraction, ...this.#release(miner, [struck]) };
  }

  /// What the chain sends to holders by itself after days were settled, or a series was terminated. Says of each payment
  /// what a loan takes of it.
  payOut(miner) {
    const { asset = 'USDT', model } = miner;
    return model.payout().map((payment) => {
      const { lot, income, rest, slash } = payment;
      const lent = {
        income: this.payHolder(miner, lot, 'income', 'BTC', income),
        rest: this.payHolder(miner, lot, 'escrow', asset, rest),
        slash: this.payHolder(miner, lot, 'escrow', 'DMC', slash),
      };
      return { ...payment, lent };
    });
  }

  /// A payment for the certificates of a lot, out of `account`: what the debt of a loan leaves is their holder's. Returns
  /// the loan's part.
  payHolder(miner, lot, account, asset, amount) {
    const share = this.bank?.share(miner, lot, account === 'income', asset, amount) ?? 0n;
    this.book.move(account, 'lending', asset, share);
    this.book.move(account, lot.buyer, asset, amount - share);
    return share;
  }

  /// The vote on a breach ended the series. Returns the slashed pledge.
  terminate(miner) {
    const slash = miner.model.terminate();
    this.book.move('registry', 'escrow', 'DMC', slash);
    this.#finish(miner);
    return slash;
  }

  /// The vote on an event ended the series. Returns the release.
  terminateForEvent(miner) {
    const released = this.#release(miner, [miner.model.terminateForEvent()]);
    this.#finish(miner);
    return released;
  }

  /// A freeze is over and the series goes on. Returns the release.
  async resume(miner) {
    const released = this.#release(miner, [miner.model.resume(await this.today())]);
    this.#finish(miner);
    return released;
  }

  async withdrawPledge({ name, application }, pledge) {
    await this.send(name, this.tx.minerRegistry.withdrawPledge(application, pledge));
    this.book.move('registry', name, 'DMC', pledge);
  }

  // --- what clients are told ---

  /// What the chain says of certificates of a lot, all of them or some, now or at a block.
  async compare({ series, model }, lot, { items = lot.items, at = [], lock = null } = {}) {
    await Promise.all(items.map(async (item) => {
      const told = await this.chain.rpc('dmex_certificate', series, item, ...at);
      this.agree(
        `certificate ${item} of series ${series}`,
        [told.owner, told.lock, told.startDay, told.endDay, told.deposit, told.claimable, told.lifetimeIncome, told.unreleased],
        [
          this.who[lot.buyer].address, lock, lot.start, lot.end,
          ...[lot.deposit, model.claimable(lot), model.lifetime(lot), model.unreleased(lot)].map(String),
        ],
      );
    }));
  }

  /// Every account that holds for others holds what it must.
  async solvent() {
    const solvency = await this.chain.rpc('dmex_solvency');
    this.agree('that all accounts hold what they must', solvency.holds, true);
    return solvency;
  }
}
