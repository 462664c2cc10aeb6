// Writes the state of a chain full of open things, as the runtime of a node leaves it, as the SCALE encoding of a list of
// keys with their values: what the stories of an upgrade begin with. See data/README.md.
//
//   DMEX_NODE=<a node of the old runtime> node tests/old-chain.js tests/data/<file>.scale
import { writeFileSync } from 'node:fs';
import { compactToU8a, hexToU8a, u8aConcat } from '@polkadot/util';
import { fill, open, proposedByCouncil } from './lib/open-things.js';

/// What a state holds that its runtime does not read.
const LEFT_OUT = ['0x3a636f6465', '0x3a686561707061676573'];
const KEYS_AT_ONCE = 500;

/// Every key of the state at a block with its value.
async function* entries(chain, block) {
  for (let last = null; ;) {
    const keys = await chain.rpc('state_getKeysPaged', '0x', KEYS_AT_ONCE, last, block);
    const values = await chain.rpc('state_queryStorageAt', keys, block);
    for (const [key, value] of values[0]?.changes ?? []) if (!LEFT_OUT.includes(key)) yield [key, value];
    if (keys.length < KEYS_AT_ONCE) return;
    last = keys.at(-1);
  }
}

const bytes = (hex) => { const raw = hexToU8a(hex); return u8aConcat(compactToU8a(raw.length), raw); };

const [file] = process.argv.slice(2);
if (!file) throw new Error('name the file to write');
const world = await open();
try {
  const things = await fill(world);
  await proposedByCouncil(world);
  await world.check('in the end');
  // The state between two blocks: what was open in the last one is closed.
  await world.pass(1);
  const block = (await world.chain.api.rpc.chain.getHeader()).hash.toHex();
  const parts = [];
  for await (const [key, value] of entries(world.chain, block)) parts.push(bytes(key), bytes(value));
  const pairs = parts.length / 2;
  const all = u8aConcat(compactToU8a(pairs), ...parts);
  writeFileSync(file, all);
  const { claim, breach, application, auction, spends, motion, scheduled } = things;
  console.log(`block ${await world.chain.number()}, ${pairs} entries, ${all.length} bytes in ${file}`);
  console.log(JSON.stringify({ claim, breach, application, auction, spends, motion, scheduled }, (_, each) => (typeof each === 'bigint' ? String(each) : each)));
} finally {
  await world.close();
}
