// The book: what every account must hold, to the last base unit. It starts from what the chain says before the
// story, and from then on only the rules written here move money; of the chain it takes the fee of each
// transaction, and who wrote its block.
import { ASSETS, PALLETS } from './genesis.js';

const NATIVE = 'DMC';
/// Of a transaction's fee: four fifths to the author, rounded down, the rest to the treasury.
const AUTHOR_FIFTHS = 4n;

export class Difference extends Error {}

export class Book {
  /// `who`: the people, by name. The accounts of pallets are in every book.
  constructor(chain, who) {
    this.chain = chain;
    this.accounts = { ...Object.fromEntries(Object.entries(who).map(([name, { address }]) => [name, address])), ...PALLETS };
    this.names = Object.fromEntries(Object.entries(this.accounts).map(([name, address]) => [address, name]));
    this.expected = new Map();
    this.fees = new Map();
    this.burnt = 0n;
    this.checks = 0;
    /// Look for what the chain does by itself, without a transaction, in each check and at its block.
    this.watchers = [];
  }

  /// Reads what is there before the story begins.
  async open() {
    const { api } = this.chain;
    this.validators = (await api.query.session.validators()).map((each) => each.toString());
    const head = await api.rpc.chain.getHeader();
    this.block = head.number.toNumber();
    this.expected = await this.#read(head.hash.toHex());
    this.opening = new Map(this.expected);
    this.issued = await this.#issuance(head.hash.toHex());
  }

  #key(account, asset) {
    return `${account} ${asset}`;
  }

  get(account, asset) {
    return this.expected.get(this.#key(account, asset));
  }

  /// The change of an account since the opening.
  change(account, asset) {
    return this.get(account, asset) - this.opening.get(this.#key(account, asset));
  }

  #add(account, asset, amount) {
    const key = this.#key(account, asset);
    if (!this.expected.has(key)) throw new Error(`the book has no account ${account} in ${asset}`);
    this.expected.set(key, this.expected.get(key) + amount);
  }

  move(from, to, asset, amount) {
    this.#add(from, asset, -amount);
    this.#add(to, asset, amount);
  }

  burn(from, amount) {
    this.#add(from, NATIVE, -amount);
    this.burnt += amount;
  }

  async #read(hash) {
    const { api } = this.chain;
    const at = await api.at(hash);
    const names = Object.keys(this.accounts);
    const addresses = Object.values(this.accounts);
    const balances = new Map();
    (await at.query.system.account.multi(addresses)).forEach(({ data }, i) => {
      balances.set(this.#key(names[i], NATIVE), data.free.toBigInt() + data.reserved.toBigInt());
    });
    for (const [asset, id] of Object.entries(ASSETS)) {
      const held = await at.query.assets.account.multi(addresses.map((address) => [id, address]));
      held.forEach((account, i) => {
        balances.set(this.#key(names[i], asset), account.isSome ? account.unwrap().balance.toBigInt() : 0n);
      });
    }
    return balances;
  }

  async #issuance(hash) {
    const at = await this.chain.api.at(hash);
    const totals = { [NATIVE]: (await at.query.balances.totalIssuance()).toBigInt() };
    for (const [asset, id] of Object.entries(ASSETS)) {
      totals[asset] = (await at.query.assets.asset(id)).unwrap().supply.toBigInt();
    }
    return totals;
  }

  /// Books the fees of every block up to `head`.
  async #bookFees(head) {
    for await (const blocks of this.chain.blocks(this.block, head)) {
      await Promise.all(blocks.map(({ hash }) => this.#bookFeesOf(hash)));
    }
    this.block = head;
  }

  async #bookFeesOf(hash) {
    const paid = (await this.chain.events(hash)).filter(({ name }) => name === 'transactionPayment.TransactionFeePaid');
    if (paid.length === 0) return;
    const author = this.#author(await this.chain.api.rpc.chain.getHeader(hash));
    for (const { data } of paid) this.#bookFee(data, author);
  }

  #bookFee({ who, actualFee, tip }, author) {
    const fee = actualFee.toBigInt();
    if (tip.toBigInt() !== 0n) throw new Error('nobody in this story tips');
    const payer = this.names[who.toString()];
    const toAuthor = (fee * AUTHOR_FIFTHS) / 5n;
    // Whoever is not in the book pays fees too, and their shares are in it.
    if (payer) {
      this.#add(payer, NATIVE, -fee);
      this.fees.set(payer, (this.fees.get(payer) ?? 0n) + fee);
    }
    if (this.names[author]) this.#add(this.names[author], NATIVE, toAuthor);
    this.#add('treasury', NATIVE, fee - toAuthor);
  }

  /// The author of a block: the index in BABE's digest, little endian after the kind.
  #author({ digest }) {
    for (const log of digest.logs) {
      if (log.isPreRuntime) {
        const [engine, data] = log.asPreRuntime;
        const bytes = data.toU8a(true);
        if (engine.isBabe) return this.validators[new DataView(bytes.buffer, bytes.byteOffset).getUint32(1, true)];
      }
    }
    throw new Error('a block has no author');
  }

  /// Compares every account in every asset, and what exists of each asset, with the chain.
  async check(when) {
    const { api } = this.chain;
    const head = await api.rpc.chain.getHeader();
    await this.#bookFees(head.number.toNumber());
    const hash = head.hash.toHex();
    for (const watch of this.watchers) await watch(hash);
    const actual = await this.#read(hash);
    const wrong = [];
    for (const [key, expected] of this.expected) {
      if (actual.get(key) !== expected) wrong.push(`${key}: expected ${expected}, the chain has ${actual.get(key)} (${actual.get(key) - expected})`);
    }
    const issued = await this.#issuance(hash);
    for (const [asset, before] of Object.entries(this.issued)) {
      const expected = before - (asset === NATIVE ? this.burnt : 0n);
      if (issued[asset] !== expected) wrong.push(`all ${asset} in existence: expected ${expected}, the chain has ${issued[asset]}`);
    }
    if (wrong.length > 0) throw new Difference(`${when}, in base units:\n  ${wrong.join('\n  ')}`);
    this.checks += this.expected.size + Object.keys(this.issued).length;
  }
}
