// Reads the pool at every block: what its account holds, what it keeps for others, and the claims. What the
// claims ask to be kept must be what is kept, the account must hold it, and whatever left the account must
// have been a share of an award or the deposit of a claim.
import assert from 'node:assert/strict';
import { sum } from '../demo/arithmetic.js';
import { withId } from '../lib/chain.js';
import { BTC, USDT } from '../market/world.js';

const AT_ONCE = 64;
export const ASSETS = ['DMC', 'USDT', 'BTC'];
const NAMES = { [USDT]: 'USDT', [BTC]: 'BTC' };

export const nameOfAsset = (asset) => (asset.isNative ? 'DMC' : NAMES[asset.asWithId.toNumber()]);
const sums = (parts) => Object.fromEntries(ASSETS.map((asset) => [
  asset, sum(parts.filter((part) => part.asset === asset).map(({ amount }) => amount)),
]));

/// What a claim asks the pool to keep.
function due({ claim: { status, deposit, asset } }) {
  if (status.isVoting) return { asset: 'DMC', amount: deposit.toBigInt() };
  if (status.isApproved) return { asset: nameOfAsset(asset), amount: status.asApproved.setAside.toBigInt() };
  if (!status.isAwarded) return { asset: 'DMC', amount: 0n };
  const { amount, paid } = status.asAwarded;
  return { asset: nameOfAsset(asset), amount: amount.toBigInt() - paid.toBigInt() };
}

export class EveryBlock {
  constructor(chain, pool) {
    Object.assign(this, { chain, pool, blocks: 0, changes: 0, kept: 0n, told: [] });
  }

  /// Begins after the latest block.
  async open() {
    this.number = await this.chain.number();
    this.state = await this.#stateAt(await this.#hash(this.number));
  }

  async #hash(number) {
    return (await this.chain.api.rpc.chain.getBlockHash(number)).toHex();
  }

  /// Reads up to the latest block.
  async read() {
    const { api } = this.chain;
    const head = await this.chain.number();
    const count = (await api.query.mutualInsurance.nextClaimId()).toNumber();
    const { system, assets, mutualInsurance } = api.query;
    const keys = [
      system.account.key(this.pool), mutualInsurance.reserved.key('Native'),
      ...[USDT, BTC].flatMap((id) => [assets.account.key(id, this.pool), mutualInsurance.reserved.key(withId(id))]),
      ...Array.from({ length: count }, (_, claim) => mutualInsurance.claims.key(claim)),
    ];
    while (this.number < head) {
      const numbers = Array.from({ length: Math.min(AT_ONCE, head - this.number) }, (_, i) => this.number + 1 + i);
      const hashes = await this.chain.rpc('chain_getBlockHash', numbers);
      const raw = await Promise.all(hashes.map((hash) => this.chain.rpc('state_queryStorageAt', keys, hash)));
      for (const [i, [{ changes }]] of raw.entries()) {
        const seen = JSON.stringify(changes.filter(([, value]) => value !== null));
        if (seen !== this.seen) await this.#look(numbers[i], hashes[i]);
        this.seen = seen;
        this.blocks += 1;
      }
      this.number += numbers.length;
    }
  }

  /// A block in which something of it changed.
  async #look(number, hash) {
    const before = this.state;
    this.state = await this.#stateAt(hash);
    const { held, reserved, claims } = this.state;
    const asked = sums(claims.map(due));
    assert.deepEqual(reserved, asked, `block ${number}: what is kept is not what the claims ask for`);
    for (const asset of ASSETS) assert.ok(held[asset] >= asked[asset], `block ${number}: the pool has ${held[asset]} ${asset} of ${asked[asset]}`);
    await this.#flows(number, hash, before);
    this.changes += 1;
  }

  async #stateAt(hash) {
    const at = await this.chain.api.at(hash);
    const reserved = async (asset) => (await at.query.mutualInsurance.reserved(asset)).toBigInt();
    const held = (asset) => this.chain.balance(this.pool, asset, at);
    const claims = await at.query.mutualInsurance.claims.entries();
    return {
      held: { DMC: await held('Native'), USDT: await held(USDT), BTC: await held(BTC) },
      reserved: { DMC: await reserved('Native'), USDT: await reserved(withId(USDT)), BTC: await reserved(withId(BTC)) },
      claims: claims.map(([key, claim]) => ({ id: key.args[0].toNumber(), claim: claim.unwrap() })),
    };
  }

  /// What came into the account in a block and what left it explain the difference; and what left it is
  /// explained by what claims say.
  async #flows(number, hash, before) {
    const records = await this.chain.events(hash);
    const events = records.map(({ phase, event }) => ({ name: `${event.section}.${event.method}`, data: event.data, phase: phase.type, number, hash }));
    const told = events.filter(({ name }) => name.startsWith('mutualInsurance.'));
    this.told.push(...told);
    const moved = events.flatMap(({ name, data }) => {
      const asset = { 'balances.Transfer': 'DMC', 'assets.Transferred': NAMES[data.assetId?.toNumber()] }[name];
      return asset ? [{ asset, from: data.from.toString(), to: data.to.toString(), amount: data.amount.toBigInt() }] : [];
    });
    const into = sums(moved.filter(({ to }) => to === this.pool));
    const out = sums(moved.filter(({ from }) => from === this.pool));
    const paid = sums(told.flatMap((event) => this.#paidBy(event, before)));
    for (const asset of ASSETS) {
      assert.equal(this.state.held[asset], before.held[asset] + into[asset] - out[asset], `block ${number}: ${asset} of the pool`);
    }
    assert.deepEqual(out, paid, `block ${number}: something else left the pool`);
  }

  /// What leaves the pool as an event says: shares, and deposits when votes are over.
  #paidBy({ name, data }, before) {
    if (name === 'mutualInsurance.Collected') return [{ asset: nameOfAsset(data.asset), amount: data.amount.toBigInt() }];
    const ends = ['mutualInsurance.ClaimApproved', 'mutualInsurance.ClaimVoided'].includes(name);
    const found = ends && before.claims.find(({ id, claim }) => id === data.claim.toNumber() && claim.status.isVoting);
    // A claim that passes and comes to nothing in the same block has both events, and one deposit.
    if (!found || (name.endsWith('Voided') && !data.reason.isResumed)) return [];
    return [{ asset: 'DMC', amount: found.claim.deposit.toBigInt() }];
  }
}
