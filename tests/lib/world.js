// What the tests of market, insurance and enforcement play on: a node that seals on demand, whose day is long
// enough for many transactions; miners with a series each; and the book of what every account must hold.
import assert from 'node:assert/strict';
import { Keyring } from '@polkadot/api';
import { DMC, FIXED, Fraction, toFixed } from './arithmetic.js';
import { AssessedSeries } from './assess.js';
import { Book } from './book.js';
import { Chain, people } from './chain.js';
import { Clock } from './clock.js';
import { council } from './council.js';
import { APPLICATION_DEPOSIT, SLOT, VOTING_DAYS } from './genesis.js';
import { specWithDay, startNode } from './node.js';
import { Play } from './play.js';

/// A vote that decides.
export const AYES = 1_000_000n * DMC;
export const UNITS = 10n;
export const TERM = 20;
/// What a unit should earn in a day: so little that the chain does not send it before the fourth day.
export const EXPECTED = toFixed(Fraction.parse('30.7'));
/// The certificates that are minted together, and listed together.
const AT_ONCE = 100;

const range = (from, to) => Array.from({ length: to - from }, (_, i) => from + i);

export class World extends Play {
  /// `miners`: name → { asset, floor, minted }, and { price } if all is listed, and { units, term } if its
  /// series has others.
  /// `change`: what else of the chain's specification is other than usual, as a function of its text.
  static async open({ dayBlocks, miners, expected = EXPECTED, change }) {
    const file = await specWithDay(dayBlocks * SLOT, expected, change);
    const node = await startNode({ sealing: 'instant', base: ['--dev', '--chain', file], args: ['--state-pruning', 'archive'] });
    // After an upgrade the node compiles the runtime before the next block: a busy machine needs long for that.
    const chain = await Chain.connect(node.url, 120);
    const who = { ...await people(), Kim: new Keyring({ type: 'sr25519', ss58Format: 42 }).addFromUri('//Kim') };
    const clock = new Clock(chain, { dayLength: dayBlocks * SLOT, sealed: true });
    const world = new this({ node, chain, who, clock, expected, miners, book: new Book(chain, who) });
    await world.book.open();
    await world.#approve();
    await world.#create();
    return world;
  }

  constructor({ node, expected, miners, ...props }) {
    super(props);
    this.node = node;
    this.expected = expected;
    this.miners = new Map(Object.entries(miners).map(([name, { units = UNITS, term = TERM, ...plan }]) => [name, {
      name, ...plan, minPrice: units * BigInt(term) * plan.floor, model: new AssessedSeries({ units, term, expected }),
    }]));
  }

  async close() {
    await this.chain.close();
    await this.node.stop();
  }

  /// Opens another client, as a wallet is opened again after an upgrade to `version`: polkadot.js does not make calls by
  /// metadata that changed since it connected.
  async reconnect(version) {
    await this.chain.follow(version);
    await this.chain.close();
    this.chain = await Chain.connect(this.node.url, 120);
    this.tx = this.chain.api.tx;
    this.clock.chain = this.chain;
    this.book.chain = this.chain;
  }

  council(call) {
    return council(this.chain, this.who, call);
  }

  // --- time ---

  pass(blocks) {
    return this.clock.pass(blocks);
  }

  /// Goes on to the first block of a day.
  reach(day) {
    return this.clock.reach(day);
  }

  /// Goes on until `block` is the latest.
  async until(block) {
    await this.pass(block - await this.chain.number());
    assert.equal(await this.chain.number(), block, 'it is later than the test needs');
  }

  /// The events of a block.
  async eventsOf(number) {
    return this.chain.events((await this.chain.api.rpc.chain.getBlockHash(number)).toHex());
  }

  // --- miners and their series ---

  async #approve() {
    const miners = [...this.miners.values()];
    if (miners.length === 0) return;
    for (const miner of miners) Object.assign(miner, await this.apply(miner.name, { ...miner, units: 1_000n }));
    await this.vote('Alice', miners.map(({ referendum }) => referendum), { balance: AYES });
    await this.reach(await this.today() + VOTING_DAYS + 1);
    for (const { name, application } of miners) {
      const { state } = await this.chain.rpc('dmex_application', application);
      if (state === 'voting') await this.send(name, this.tx.minerRegistry.concludeApplication(application));
      this.book.move('registry', name, 'DMC', APPLICATION_DEPOSIT);
    }
  }

  async #create() {
    for (const miner of this.miners.values()) {
      const { minted, price } = miner;
      await this.createSeries(miner, minted);
      for (let from = 0; from < minted; from += AT_ONCE) {
        const items = range(from, Math.min(from + AT_ONCE, minted));
        await this.mint(miner, items.length, ...(price ? [this.tx.hashrateMarket.list(miner.series, items, price, 80)] : []));
      }
    }
  }

  /// Buys listed certificates of several miners in one transaction: name → items, and prices that differ.
  async buy(buyer, goods, prices = {}) {
    const sales = Object.entries(goods).map(([name, items]) => {
      const miner = this.miners.get(name);
      return { miner, items, total: (prices[name] ?? miner.price) * BigInt(items.length) };
    });
    await this.send(buyer, this.tx.utility.batchAll(sales.map(({ miner, items, total }) => this.tx.hashrateMarket.buy(miner.series, items, total, 0))));
    for (const { miner, ...sale } of sales) await this.firstSale(miner, { buyer, ...sale });
  }

  /// A miner pays its oldest days up to `last`, by default all that it may: without an average those up to the day
  /// before yesterday. Of each it pays a little more than `percent` of what is expected. Returns the release, and
  /// what holders received.
  async pay(miner, { last, percent = 100n } = {}) {
    const { model } = miner;
    const days = range(model.last + 1, (last ?? await this.today() - 2) + 1).filter((day) => model.unitsOn(day) > 0n);
    if (days.length === 0) return { payments: [] };
    const amounts = days.map((day) => (this.expected * model.unitsOn(day) * percent) / (FIXED * 100n) + 1n);
    const release = await this.distribute(miner, amounts);
    return { ...release, payments: this.payOut(miner) };
  }

  async check(when) {
    await this.book.check(when);
    await this.solvent();
  }
}
