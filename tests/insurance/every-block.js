// Reads the pool at every block: what its account holds, what it reserves for others, and the claims. What the
// claims need must be what is reserved, the account must hold it, and whatever left the account must have been a
// share of an award or the deposit of a claim.
import assert from 'node:assert/strict';
import { sum } from '../lib/arithmetic.js';
import { NATIVE } from '../lib/chain.js';
import { ASSETS, IN_CALLS, PALLETS, POOL } from '../lib/genesis.js';

/// The assets that are followed, by name.
export const FOLLOWED = Object.keys(IN_CALLS);
const NAMES = Object.fromEntries(Object.entries(ASSETS).map(([name, id]) => [id, name]));
const ACCOUNT = PALLETS[POOL];

export const nameOfAsset = (asset) => (asset.isNative ? 'DMC' : NAMES[asset.asWithId.toNumber()]);
const byAsset = (work) => Promise.all(FOLLOWED.map(work)).then((values) => Object.fromEntries(FOLLOWED.map((asset, i) => [asset, values[i]])));
const sums = (parts) => Object.fromEntries(FOLLOWED.map((asset) => [
  asset, sum(parts.filter((part) => part.asset === asset).map(({ amount }) => amount)),
]));

/// What the pool must reserve for a claim.
function due({ claim: { status, deposit, asset } }) {
  if (status.isVoting) return { asset: 'DMC', amount: deposit.toBigInt() };
  if (status.isApproved) return { asset: nameOfAsset(asset), amount: status.asApproved.reserved.toBigInt() };
  if (!status.isAwarded) return { asset: 'DMC', amount: 0n };
  const { amount, paid } = status.asAwarded;
  return { asset: nameOfAsset(asset), amount: amount.toBigInt() - paid.toBigInt() };
}

export class EveryBlock {
  constructor(chain) {
    Object.assign(this, { chain, blocks: 0, changes: 0, told: [] });
  }

  /// Begins after the latest block.
  async open() {
    this.number = await this.chain.number();
    this.state = await this.#stateAt((await this.chain.api.rpc.chain.getBlockHash(this.number)).toHex());
  }

  /// Reads up to the latest block.
  async read() {
    const { api } = this.chain;
    const head = await this.chain.number();
    const count = (await api.query.mutualInsurance.nextClaimId()).toNumber();
    const { system, assets, mutualInsurance } = api.query;
    const keys = [
      system.account.key(ACCOUNT),
      ...Object.values(ASSETS).map((id) => assets.account.key(id, ACCOUNT)),
      ...Object.values(IN_CALLS).map((asset) => mutualInsurance.reserved.key(asset)),
      ...Array.from({ length: count }, (_, claim) => mutualInsurance.claims.key(claim)),
    ];
    for await (const blocks of this.chain.blocks(this.number, head)) {
      const raw = await Promise.all(blocks.map(({ hash }) => this.chain.rpc('state_queryStorageAt', keys, hash)));
      for (const [i, [{ changes }]] of raw.entries()) {
        const seen = JSON.stringify(changes.filter(([, value]) => value !== null));
        if (seen !== this.seen) await this.#look(blocks[i]);
        this.seen = seen;
        this.blocks += 1;
      }
    }
    this.number = head;
  }

  /// A block in which something of it changed.
  async #look({ number, hash }) {
    const before = this.state;
    this.state = await this.#stateAt(hash);
    const { held, reserved, claims } = this.state;
    const needed = sums(claims.map(due));
    assert.deepEqual(reserved, needed, `block ${number}: what is reserved is not what the claims need`);
    for (const asset of FOLLOWED) assert.ok(held[asset] >= needed[asset], `block ${number}: the pool has ${held[asset]} ${asset} of ${needed[asset]}`);
    await this.#flows(number, hash, before);
    this.changes += 1;
  }

  async #stateAt(hash) {
    const at = await this.chain.api.at(hash);
    const claims = await at.query.mutualInsurance.claims.entries();
    return {
      held: await byAsset((asset) => this.chain.balance(ACCOUNT, ASSETS[asset] ?? NATIVE, at)),
      reserved: await byAsset(async (asset) => (await at.query.mutualInsurance.reserved(IN_CALLS[asset])).toBigInt()),
      claims: claims.map(([key, claim]) => ({ id: key.args[0].toNumber(), claim: claim.unwrap() })),
    };
  }

  /// What came into the account in a block and what left it explain the difference; and what left it is
  /// explained by what claims say.
  async #flows(number, hash, before) {
    const events = (await this.chain.events(hash)).map((event) => ({ ...event, hash }));
    const told = events.filter(({ name }) => name.startsWith('mutualInsurance.'));
    this.told.push(...told);
    const moved = events.flatMap(({ name, data }) => {
      const asset = { 'balances.Transfer': 'DMC', 'assets.Transferred': NAMES[data.assetId?.toNumber()] }[name];
      return asset ? [{ asset, from: data.from.toString(), to: data.to.toString(), amount: data.amount.toBigInt() }] : [];
    });
    const into = sums(moved.filter(({ to }) => to === ACCOUNT));
    const out = sums(moved.filter(({ from }) => from === ACCOUNT));
    const paid = sums(told.flatMap((event) => this.#paidBy(event, before)));
    for (const asset of FOLLOWED) {
      assert.equal(this.state.held[asset], before.held[asset] + into[asset] - out[asset], `block ${number}: ${asset} of the pool`);
    }
    assert.deepEqual(out, paid, `block ${number}: something else left the pool`);
  }

  /// What leaves the pool as an event says: shares, and deposits when votes are over.
  #paidBy({ name, data }, before) {
    if (name === 'mutualInsurance.AwardCollected') return [{ asset: nameOfAsset(data.asset), amount: data.amount.toBigInt() }];
    const ends = ['mutualInsurance.ClaimApproved', 'mutualInsurance.ClaimVoided'].includes(name);
    const found = ends && before.claims.find(({ id, claim }) => id === data.claim.toNumber() && claim.status.isVoting);
    // A claim that passes and comes to nothing in the same block has both events, and one deposit.
    if (!found || (name.endsWith('Voided') && !data.reason.isResumed)) return [];
    return [{ asset: 'DMC', amount: found.claim.deposit.toBigInt() }];
  }
}
