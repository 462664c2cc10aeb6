// What the market's tests play on: a node that seals at once, with a day long enough for many
// transactions; three miners with a series each; and the book of what every account must hold, in which
// only the rules written here move money.
import assert from 'node:assert/strict';
import { Keyring } from '@polkadot/api';
import { DMC, FIXED, perCertificate, sale, splitFee, sum, toFixed, Fraction } from '../demo/arithmetic.js';
import { Book, palletAccount } from '../demo/book.js';
import { JudgedSeries } from '../demo/judge.js';
import { Chain, people, withId } from '../lib/chain.js';
import { council } from '../lib/council.js';
import { specWithDay, startNode } from '../lib/node.js';

export const DAY_BLOCKS = 160;
/// So late is a bid that extends an auction: in minutes, as the council decides for these tests, and in
/// blocks, rounded down.
const EXTENSION_MINUTES = 20;
export const WINDOW = Math.floor((EXTENSION_MINUTES * DAY_BLOCKS) / 1440);
const SLOT = 3000;
export const VOTING_DAYS = 7;

export const USDT = 1;
export const BTC = 11;
/// The rates of genesis, in parts per million.
export const FEE = 10_000n;
export const STEP = 30_000n;
const FEE_SPLIT = { pool: 400_000n, treasury: 400_000n };
const RELEASE_TO_POOL = 5_000n;
const MIN_PAYOUT = 1_000n;

export const UNITS = 10n;
export const TERM = 20;
const RATE = DMC / 10n;
/// What a unit should earn in a day: so little that the chain does not send it before the fourth day.
export const EXPECTED = toFixed(Fraction.parse('30.7'));
/// The voted floors, in base units per unit and day; those of One are so low that a lot of it costs less
/// than what an account must hold.
const MINERS = {
  Two: { asset: 'USDT', floor: 600_000n, minted: 18 },
  One: { asset: 'DMC', floor: 5_000_000n, minted: 2 },
  Dave: { asset: 'USDT', floor: 600_000n, minted: 3 },
};
const IN_CALLS = { USDT: withId(USDT), DMC: 'Native' };
const PALLETS = { treasury: 'py/trsry', 'insurance pool': 'dx/insur', escrow: 'dx/escrw', income: 'dx/incom', market: 'dx/markt' };
/// Who is in the book. Bob is not: what he does is his own affair.
const NAMES = ['Alice', 'Charlie', 'Dave', 'Eve', 'Ferdie', 'One', 'Two', 'Kim'];

export class World {
  /// Other stories may have days of another length, other miners, and others in the book.
  static async open(setting = {}) {
    const file = await specWithDay((setting.dayBlocks ?? DAY_BLOCKS) * SLOT);
    const node = await startNode({ sealing: 'instant', base: ['--dev', '--chain', file], args: ['--state-pruning', 'archive'] });
    const world = new this(node, await Chain.connect(node.url), await people(), setting);
    await world.#approve();
    await world.#create();
    await world.council(world.tx.governance.setParameter({ Market: { ExtensionMinutes: [null, EXTENSION_MINUTES] } }));
    await world.book.open();
    return world;
  }

  constructor(node, chain, who, { dayBlocks = DAY_BLOCKS, miners = MINERS, names = NAMES, pallets = {} } = {}) {
    const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 });
    Object.assign(this, { node, chain, dayBlocks, tx: chain.api.tx, who: { ...who, Kim: keyring.addFromUri('//Kim') } });
    this.series = new Map(Object.entries(miners).map(([name, plan]) => [name, { name, ...plan, inCalls: IN_CALLS[plan.asset] }]));
    this.book = new Book(chain, Object.fromEntries([
      ...names.map((name) => [name, this.who[name].address]),
      ...Object.entries({ ...PALLETS, ...pallets }).map(([name, id]) => [name, palletAccount(id)]),
    ]), { USDT, BTC });
  }

  async close() {
    await this.chain.close();
    await this.node.stop();
  }

  // --- sending ---

  send(name, call) {
    return this.chain.send(this.who[name], call);
  }

  refused(name, call, error) {
    return assert.rejects(this.send(name, call), { name: error });
  }

  council(call) {
    return council(this.chain, this.who, call);
  }

  // --- time ---

  async today() {
    return (await this.chain.rpc('dmex_protocol')).today;
  }

  async pass(blocks) {
    for (let made = 0; made < blocks; made += 1) await this.chain.pass();
  }

  /// Goes on until `block` is the latest.
  async until(block) {
    await this.pass(block - await this.chain.number());
    assert.equal(await this.chain.number(), block, 'it is later than the test needs');
  }

  /// Goes on to the first block of a day.
  async reach(day) {
    const left = (day * this.dayBlocks * SLOT) - await this.chain.now();
    await this.pass(Math.max(0, Math.ceil(left / SLOT)));
    assert.equal(await this.today(), day);
  }

  /// The events of a block.
  async eventsOf(number) {
    const events = await this.chain.events((await this.chain.api.rpc.chain.getBlockHash(number)).toHex());
    return events.map(({ phase, event }) => ({ phase: phase.type, name: `${event.section}.${event.method}`, data: event.data }));
  }

  // --- auctions ---

  /// Opens an auction by the miner of a series, or by its `seller`. Returns its id with the block in which
  /// it opened and its last.
  async openAuction({ id, name, seller = name }, items, kind, duration) {
    const started = await this.send(seller, this.tx.hashrateMarket.startAuction(id, items, kind, duration));
    const { auction, ends } = started.event('hashrateMarket.AuctionStarted');
    const opened = await this.chain.number();
    assert.equal(ends.toNumber(), opened + duration);
    return { id: auction.toNumber(), opened, ends: ends.toNumber() };
  }

  /// A bid on top of that of `outbid`, which is repaid in the same block. Returns when the auction ends now.
  async bid(auction, asset, bidder, amount, outbid) {
    const placed = await this.send(bidder, this.tx.hashrateMarket.bid(auction, amount));
    const told = placed.event('hashrateMarket.BidPlaced');
    assert.equal(told.amount.toBigInt(), amount);
    this.book.move(bidder, 'market', asset, amount);
    if (outbid) {
      const repaid = placed.event('hashrateMarket.BidRepaid');
      assert.deepEqual([repaid.bidder.toString(), repaid.amount.toBigInt()], [this.who[outbid.name].address, outbid.amount]);
      this.book.move('market', outbid.name, asset, outbid.amount);
    }
    return told.ends.toNumber();
  }

  /// What the event says of a settlement by the chain itself, in the auction's last block and without a
  /// transaction.
  async settledAlone(auction, block) {
    await this.until(block);
    const events = await this.eventsOf(block);
    const settled = events.find(({ name }) => name === 'hashrateMarket.AuctionSettled');
    assert.ok(settled, `no settlement among ${events.map(({ name }) => name)}`);
    assert.equal(settled.phase, 'Finalization');
    assert.ok(!events.some(({ name }) => name === 'transactionPayment.TransactionFeePaid'));
    assert.equal(settled.data.auction.toNumber(), auction);
    return settled.data;
  }

  // --- miners and their series ---

  async #approve() {
    const { minerRegistry, democracy, utility } = this.tx;
    for (const each of this.series.values()) Object.assign(each, await this.apply(each.name, each));
    await this.send('Alice', utility.batchAll([...this.series.values()].map(({ referendum }) => (
      democracy.vote(referendum, { Standard: { vote: { aye: true, conviction: 'Locked1x' }, balance: 1_000_000n * DMC } })
    ))));
    await this.reach(await this.today() + VOTING_DAYS + 1);
    for (const { name, application } of this.series.values()) {
      const { state } = await this.chain.rpc('dmex_application', application);
      if (state === 'voting') await this.send(name, minerRegistry.concludeApplication(application));
    }
  }

  /// Applies to sell, and returns the application, its referendum and the block in which the vote ends.
  async apply(name, { floor = 1n, inCalls = IN_CALLS.USDT } = {}) {
    const dossier = {
      kind: 'Company', name, location: 'Oslo', nodeId: 'pool/x', evidenceHash: `0x${'3c'.repeat(32)}`, uri: 'https://x.example',
    };
    const applied = await this.send(name, this.tx.minerRegistry.apply(1, dossier, 1_000n, 1_000n, EXPECTED, inCalls, floor));
    const referendum = applied.event('democracy.Started').refIndex.toNumber();
    const info = (await this.chain.api.query.democracy.referendumInfoOf(referendum)).unwrap();
    return {
      application: applied.event('minerRegistry.ApplicationOpened').application.toNumber(),
      referendum,
      ends: info.asOngoing.end.toNumber(),
    };
  }

  async #create() {
    const { minerRegistry, hashrateNft, utility } = this.tx;
    for (const each of this.series.values()) {
      const created = await this.send(each.name, utility.batchAll([
        minerRegistry.pledge(each.application, UNITS * BigInt(each.minted * TERM) * RATE),
        hashrateNft.createSeries(each.application, UNITS, TERM),
      ]));
      each.id = created.event('hashrateNft.SeriesCreated').series.toNumber();
      await this.send(each.name, hashrateNft.mint(each.id, each.minted));
      each.least = UNITS * BigInt(TERM) * each.floor;
      each.model = new JudgedSeries({
        units: UNITS, term: TERM, poolRate: RELEASE_TO_POOL, pledgeRate: RATE, minPayout: MIN_PAYOUT, expected: EXPECTED,
      });
    }
  }

  /// A miner pays all days that it may, which releases their slices to it: without an average those up to
  /// the day before yesterday. The income is so little that the chain does not send it yet.
  async pay(miner) {
    const { id, model } = this.series.get(miner);
    const days = await this.today() - 2 - model.last;
    const start = model.last + 1;
    const amounts = Array.from({ length: days }, (_, i) => ((EXPECTED * model.unitsOn(start + i)) / FIXED) + 1n);
    await this.send(miner, this.tx.riskEscrow.distribute(id, start, amounts));
    this.book.move(miner, 'income', 'BTC', sum(amounts));
    for (const [i, amount] of amounts.entries()) {
      const released = model.pay(start + i, amount);
      this.book.move('escrow', miner, 'USDT', released.miner);
      this.book.move('escrow', 'insurance pool', 'USDT', released.pool);
    }
    assert.deepEqual(model.payout(), [], 'nothing is sent unasked');
  }

  // --- the rules of money ---

  /// What is sold for `total`, or for `prices` one by one, with money of `payer`: the fees, the remainder,
  /// and what is left of each price.
  #divide({ asset }, payer, { items, total, prices }) {
    const { each, remainder } = prices ? { remainder: 0n } : perCertificate(total, BigInt(items.length));
    const parts = items.map((_, i) => sale(prices?.[i] ?? each, FEE));
    const fee = sum(parts.map((part) => part.fee));
    const shares = splitFee(fee, FEE_SPLIT, asset === 'DMC');
    this.book.move(payer, 'insurance pool', asset, shares.pool + remainder);
    this.book.move(payer, 'treasury', asset, shares.treasury);
    if (shares.burn > 0n) this.book.burn(payer, shares.burn);
    return { remainder, fee, rests: parts.map(({ deposit }) => deposit) };
  }

  /// A first sale of today: the rest is the deposits.
  async firstSale(miner, { payer, buyer, ...goods }) {
    const series = this.series.get(miner);
    const parts = this.#divide(series, payer ?? buyer, goods);
    this.book.move(payer ?? buyer, 'escrow', series.asset, sum(parts.rests));
    const lot = series.model.sell({ buyer, items: goods.items, day: await this.today(), deposit: parts.rests[0] });
    return { ...parts, lot };
  }

  /// A resale: what is claimable goes to the holder, and then the rest of the price.
  resale(miner, { payer, buyer, ...goods }) {
    const series = this.series.get(miner);
    const parts = this.#divide(series, payer ?? buyer, goods);
    const sold = series.model.resell(goods.items, buyer);
    for (const { seller, lot, income } of sold) {
      this.book.move('income', seller, 'BTC', income);
      const rest = sum(lot.items.map((item) => parts.rests[goods.items.indexOf(item)]));
      this.book.move(payer ?? buyer, seller, series.asset, rest);
    }
    return { ...parts, income: sum(sold.map(({ income }) => income)) };
  }

  /// What the chain says of the certificates of a lot.
  async compare(miner, lot) {
    const { id, model } = this.series.get(miner);
    for (const item of lot.items) {
      const told = await this.chain.rpc('dmex_certificate', id, item);
      assert.deepEqual(
        [told.owner, told.lock, told.startDay, told.endDay, told.deposit, told.claimable, told.lifetimeIncome, told.unreleased],
        [
          this.who[lot.buyer].address, null, lot.start, lot.end,
          ...[lot.deposit, model.claimable(lot), model.lifetime(lot), model.unreleased(lot)].map(String),
        ],
        `certificate ${item} of ${miner}`,
      );
    }
  }

  async check(when) {
    await this.book.check(when);
    const { holds } = await this.chain.rpc('dmex_solvency');
    assert.equal(holds, true);
  }
}
