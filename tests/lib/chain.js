// A chain as its clients see it: connect, sign, send, read. Everything goes through JSON-RPC.
import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';
import { stringToU8a, u8aConcat } from '@polkadot/util';
import { cryptoWaitReady, encodeAddress } from '@polkadot/util-crypto';

export const NAMES = ['Alice', 'Bob', 'Charlie', 'Dave', 'Eve', 'Ferdie', 'One', 'Two'];
export const NATIVE = 'Native';
/// Blocks for which a transaction is valid.
const PERIOD = 64;
/// How long the watch of a transaction is waited for.
const WATCH_MILLISECONDS = 20_000;
/// The pool's code for a transaction that it has.
const ALREADY_IMPORTED = 1013;
/// How many blocks are read together.
const AT_ONCE = 64;
export const withId = (id) => ({ WithId: id });

/// The account of a pallet: `modl` and its id, filled with zeros.
export function palletAccount(id) {
  const bytes = new Uint8Array(32);
  bytes.set(u8aConcat(stringToU8a('modl'), stringToU8a(id)));
  return encodeAddress(bytes, 42);
}

/// The well-known development accounts, by name.
export async function people() {
  await cryptoWaitReady();
  const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 });
  return Object.fromEntries(NAMES.map((name) => [name, keyring.addFromUri(`//${name}`, { name })]));
}

/// What a transaction came to when the chain refused it: `pallet.ErrorName`.
export class DispatchFailure extends Error {
  constructor(name, call) {
    super(`${call} failed: ${name}`);
    this.name = name;
  }
}

/// `pallet.ErrorName`, or the kind of a failure that no pallet declares (`BadOrigin`).
export function nameOfError(api, error) {
  if (error.isModule) {
    const { section, name } = api.registry.findMetaError(error.asModule);
    return `${section}.${name}`;
  }
  if (error.isToken) return `token.${error.asToken.type}`;
  if (error.isArithmetic) return `arithmetic.${error.asArithmetic.type}`;
  return error.type;
}

export class Chain {
  constructor(api, provider) {
    this.api = api;
    this.provider = provider;
    this.nonces = new Map();
  }

  /// Connects once and gives up after `seconds`: a chain that is not there is an error, not a wait.
  static async connect(url, seconds = 30) {
    const provider = new WsProvider(url, 500, {}, seconds * 1000);
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no chain answers at ${url}`)), seconds * 1000);
    });
    try {
      const api = await Promise.race([ApiPromise.create({ provider, noInitWarn: true, throwOnConnect: false }), late]);
      return new Chain(api, provider);
    } catch (error) {
      await provider.disconnect();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async close() {
    await this.api.disconnect();
  }

  /// A JSON-RPC call by its name, as curl would make it.
  rpc(method, ...params) {
    return this.provider.send(method, params);
  }

  /// Signs and sends; resolves with the block, the events of this transaction and what it cost.
  /// Rejects with a DispatchFailure if the chain refuses it, and with the transaction pool's own words if it
  /// never gets into a block. Transactions may be sent together, also by one sender.
  async send(signer, call) {
    const result = await this.sendRaw(signer, call);
    if (result.error) throw new DispatchFailure(result.error, `${call.method.section}.${call.method.method}`);
    return result;
  }

  /// As `send`, but a refusal by the chain is a result with `error` set.
  async sendRaw(signer, call) {
    const nonce = await this.#nonce(signer.address);
    try {
      return await this.#submit(signer, call, nonce);
    } catch (error) {
      this.nonces.delete(signer.address);
      throw error;
    }
  }

  async #nonce(address) {
    // Kept here, because two transactions sent together would otherwise read the same number.
    const known = this.nonces.get(address) ?? this.api.rpc.system.accountNextIndex(address).then((n) => n.toNumber());
    this.nonces.set(address, Promise.resolve(known).then((n) => n + 1));
    return known;
  }

  /// Mortal transactions only, as wallets sign them: one that is not included soon never is.
  async #signing(nonce) {
    const { api } = this;
    if (!this.anchor || this.anchor.uses > 16 || Date.now() - this.anchor.read > 2000) {
      const header = await api.rpc.chain.getHeader();
      this.anchor = { header, uses: 0, read: Date.now() };
    }
    this.anchor.uses += 1;
    const { header } = this.anchor;
    return {
      nonce,
      blockHash: header.hash,
      era: api.registry.createType('ExtrinsicEra', { current: header.number.toNumber(), period: PERIOD }),
      genesisHash: api.genesisHash,
      runtimeVersion: api.runtimeVersion,
      signedExtensions: api.registry.signedExtensions,
    };
  }

  /// A signed transaction in hexadecimal. `more`: what wallets may sign besides.
  async sign(signer, call, nonce, more = {}) {
    return call.sign(signer, { ...await this.#signing(nonce), ...more }).toHex();
  }

  async #submit(signer, call, nonce) {
    const bytes = await this.sign(signer, call, nonce);
    const block = await this.included(bytes, `${call.method.section}.${call.method.method}`);
    return this.#read(block, bytes);
  }

  /// Sends a signed transaction and resolves with the hash of the block that it gets into.
  included(bytes, name) {
    return new Promise((resolve, reject) => {
      // A watch that begins while the block is made can miss it: then the block is looked for.
      const missed = setTimeout(() => resolve(this.#find(bytes, name)), WATCH_MILLISECONDS);
      const settle = (how, value) => { clearTimeout(missed); how(value); };
      const look = (error, status) => {
        if (error) settle(reject, error);
        else if (status.inBlock || status.finalized) settle(resolve, status.inBlock ?? status.finalized);
        else if (['invalid', 'dropped', 'usurped', 'finalityTimeout'].some((end) => status === end || status[end] !== undefined)) {
          settle(reject, new Error(`${name} never got into a block: ${JSON.stringify(status)}`));
        }
      };
      this.provider.subscribe('author_extrinsicUpdate', 'author_submitAndWatchExtrinsic', [bytes], look)
        // Sent just when a block is made, a transaction can reach the pool by way of the new block
        // first: the pool has it then, and refuses to watch it.
        .catch((error) => (error.code === ALREADY_IMPORTED ? settle(resolve, this.#find(bytes, name))
          : settle(reject, new Error(`${name} was not accepted: ${error.message}`))));
    });
  }

  /// The block that a transaction is in, among the latest and those to come.
  async #find(bytes, name) {
    for (const deadline = Date.now() + 120_000; Date.now() < deadline;) {
      const head = await this.api.rpc.chain.getHeader();
      let hash = head.hash.toHex();
      for (let back = 0; back < PERIOD; back += 1) {
        const { block } = await this.rpc('chain_getBlock', hash);
        if (block.extrinsics.includes(bytes)) return hash;
        if (/^0x0+$/.test(block.header.parentHash)) break;
        hash = block.header.parentHash;
      }
      await this.heads((number) => number > head.number.toNumber(), { seconds: 60 });
    }
    throw new Error(`${name} was accepted and never got into a block`);
  }

  /// The events of a block: name, data, phase, and for those of a transaction its place in the block.
  async events(block) {
    const raw = await this.rpc('state_getStorage', this.api.query.system.events.key(), block);
    return this.api.registry.createType('Vec<EventRecord>', raw ?? '0x00').map(({ phase, event }) => ({
      name: `${event.section}.${event.method}`,
      data: event.data,
      phase: phase.type,
      txIndex: phase.isApplyExtrinsic ? phase.asApplyExtrinsic.toNumber() : undefined,
    }));
  }

  /// The numbers and hashes of the blocks after `number` up to `last`, many at a time.
  async* blocks(number, last) {
    for (let from = number + 1; from <= last; from += AT_ONCE) {
      const numbers = Array.from({ length: Math.min(AT_ONCE, last + 1 - from) }, (_, i) => from + i);
      const hashes = await this.rpc('chain_getBlockHash', numbers);
      yield hashes.map((hash, i) => ({ number: numbers[i], hash }));
    }
  }

  /// The events of all blocks after `number`, each with the number of its block.
  async eventsSince(number) {
    const all = [];
    for await (const blocks of this.blocks(number, await this.number())) {
      const events = await Promise.all(blocks.map(({ hash }) => this.events(hash)));
      all.push(...events.flatMap((each, i) => each.map((event) => ({ ...event, number: blocks[i].number }))));
    }
    return all;
  }

  async #read(block, bytes) {
    const [body, all] = await Promise.all([this.rpc('chain_getBlock', block), this.events(block)]);
    const txIndex = body.block.extrinsics.indexOf(bytes);
    const events = all.filter((event) => event.txIndex === txIndex);
    const find = (name) => events.find((each) => each.name === name)?.data;
    const failure = find('system.ExtrinsicFailed');
    return {
      block,
      txIndex,
      events,
      fee: find('transactionPayment.TransactionFeePaid')?.actualFee.toBigInt() ?? 0n,
      error: failure && nameOfError(this.api, failure.dispatchError),
      /// The data of the first event of that name; an error if there is none.
      event(name) {
        const data = find(name);
        if (!data) throw new Error(`no ${name} among ${events.map((each) => each.name).join(', ')}`);
        return data;
      },
    };
  }

  async number() {
    return (await this.api.rpc.chain.getHeader()).number.toNumber();
  }

  async finalized() {
    const hash = await this.api.rpc.chain.getFinalizedHead();
    return (await this.api.rpc.chain.getHeader(hash)).number.toNumber();
  }

  /// Resolves with the first header for which `done` holds.
  heads(done, { finalized = false, seconds = 120 } = {}) {
    return new Promise((resolve, reject) => {
      let stop;
      let last = 'none';
      const finish = (settle, value) => { clearTimeout(timer); stop?.(); settle(value); };
      const timer = setTimeout(() => finish(reject, new Error(`the chain did not get there in ${seconds} s; last block: ${last}`)), seconds * 1000);
      const subscribe = finalized ? this.api.rpc.chain.subscribeFinalizedHeads : this.api.rpc.chain.subscribeNewHeads;
      subscribe((header) => {
        last = header.number.toNumber();
        if (done(last, header)) finish(resolve, header);
      }).then((unsubscribe) => { stop = unsubscribe; }, (error) => finish(reject, error));
    });
  }

  /// An empty block, on a node that seals on demand: a slot of chain time passes.
  async pass() {
    await this.rpc('engine_createBlock', true, false);
    // Hundreds of them are made in a second: an older anchor may be out of date.
    this.anchor = undefined;
  }

  /// Resolves once the client has learnt of this version of the runtime, whose metadata it reads by itself.
  async follow(version, seconds = 120) {
    for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline;) {
      if (this.api.runtimeVersion.specVersion.toNumber() === version) return;
      await this.rpc('state_getRuntimeVersion');
    }
    throw new Error(`the client did not learn of version ${version} in ${seconds} s`);
  }

  /// Milliseconds of chain time, now or at a block.
  async now(block) {
    const at = block ? await this.api.at(block) : this.api;
    return (await at.query.timestamp.now()).toNumber();
  }

  /// Base units of an asset that an account owns. `asset`: Native, or an id.
  async balance(address, asset = NATIVE, at = this.api) {
    if (asset === NATIVE) {
      const { data } = await at.query.system.account(address);
      return data.free.toBigInt() + data.reserved.toBigInt();
    }
    const account = await at.query.assets.account(asset, address);
    return account.isSome ? account.unwrap().balance.toBigInt() : 0n;
  }
}

/// One JSON-RPC request over HTTP, as curl makes it: the whole answer, error object included.
export async function post(url, method, params = []) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  return response.json();
}
