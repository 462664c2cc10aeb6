// Everything that pallets have stored, to compare what was before a refused call with what is after it.
import assert from 'node:assert/strict';
import { xxhashAsHex } from '@polkadot/util-crypto';

/// What changes in every block, or on every day, and says nothing of a call.
const PASSING = [['HashrateMarket', 'DueFrom'], ['CertificateLending', 'SettleCursor'], ['CertificateStaking', 'LastWalk']];
const AT_ONCE = 500;

const hash = (name) => xxhashAsHex(name, 128);
const passing = PASSING.map(([pallet, item]) => hash(pallet) + hash(item).slice(2));

/// All entries of these pallets, by key.
export async function snapshot(chain, pallets) {
  const at = (await chain.api.rpc.chain.getBlockHash()).toHex();
  const entries = new Map();
  for (const pallet of pallets) {
    for (let last = null, keys; keys === undefined || keys.length === AT_ONCE; last = keys.at(-1)) {
      keys = await chain.rpc('state_getKeysPaged', hash(pallet), AT_ONCE, last, at);
      const [{ changes }] = keys.length > 0 ? await chain.rpc('state_queryStorageAt', keys, at) : [{ changes: [] }];
      for (const [key, value] of changes) if (!passing.some((prefix) => key.startsWith(prefix))) entries.set(key, value);
    }
  }
  return entries;
}

/// Nothing is stored otherwise than before.
export function unchanged(before, after, what) {
  const keys = new Set([...before.keys(), ...after.keys()]);
  assert.deepEqual([...keys].filter((key) => before.get(key) !== after.get(key)), [], `${what}: these keys changed`);
}
