// Three of the four validators of the preset `local`, each with its own keys, on one machine: they
// find each other through a bootnode, and follow and finalise the same chain. Three of four are the
// fewest with which GRANDPA finalises.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Chain } from './lib/chain.js';
import { portOf, scratch, spawnNode, subcommand } from './lib/node.js';

const VALIDATORS = ['alice', 'bob', 'charlie'];

describe('three of four validators', () => {
  const folder = scratch();
  const nodes = [];
  const chains = [];

  async function start(name, bootnodes) {
    const base = join(folder, name);
    await subcommand(['key', 'generate-node-key', '--chain', 'local', '--base-path', base]);
    const node = spawnNode([
      '--chain', 'local', '--base-path', base, `--${name}`, '--validator',
      '--listen-addr', '/ip4/127.0.0.1/tcp/0', '--rpc-port', '0',
      '--no-prometheus', '--no-telemetry', '--no-mdns', '--no-hardware-benchmarks',
      ...bootnodes.flatMap((address) => ['--bootnodes', address]),
    ], name);
    nodes.push(node);
    const chain = await Chain.connect(`ws://127.0.0.1:${await portOf(node)}`);
    chains.push(chain);
    return chain;
  }

  before(async () => {
    const first = await start(VALIDATORS[0], []);
    const addresses = await first.rpc('system_localListenAddresses');
    const address = addresses.find((each) => /^\/ip4\/127\.0\.0\.1\/tcp\/\d+\/p2p\//.test(each));
    assert.ok(address, `no loopback address among ${addresses}`);
    await Promise.all(VALIDATORS.slice(1).map((name) => start(name, [address])));
  });
  after(async () => {
    await Promise.all(chains.map((chain) => chain.close()));
    await Promise.all(nodes.map((node) => node.stop()));
  });

  test('have their own identities and find each other', async () => {
    const ids = await Promise.all(chains.map((chain) => chain.rpc('system_localPeerId')));
    assert.equal(new Set(ids).size, VALIDATORS.length);
    // New heads are the clock here: with each one, ask again.
    await Promise.all(chains.map((chain) => new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('no two peers within two minutes')), 120_000);
      const look = async () => {
        const { peers } = await chain.rpc('system_health');
        if (peers < VALIDATORS.length - 1) return;
        clearTimeout(timer);
        resolve();
      };
      chain.api.rpc.chain.subscribeNewHeads(() => look().catch(reject)).catch(reject);
    })));
  });

  test('follow and finalise the same chain', async () => {
    await Promise.all(chains.map((chain) => chain.heads((number) => number >= 5, { finalized: true, seconds: 180 })));
    const hashes = await Promise.all(chains.map(async (chain) => (await chain.api.rpc.chain.getBlockHash(5)).toHex()));
    assert.equal(new Set(hashes).size, 1, `different blocks 5: ${hashes}`);
  });

  test('take turns as authors', async () => {
    // Each slot draws its author: that one of three writes twelve blocks in a row has no chance.
    await chains[0].heads((number) => number >= 12, { finalized: true, seconds: 240 });
    const { api } = chains[0];
    const authors = new Set();
    for (let number = 1; number <= 12; number += 1) {
      const header = await api.derive.chain.getHeader(await api.rpc.chain.getBlockHash(number));
      authors.add(header.author?.toString());
    }
    assert.ok(authors.size >= 2, `only ${[...authors]} wrote blocks`);
  });
});
