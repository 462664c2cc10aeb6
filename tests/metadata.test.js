// What a wallet shows of a transaction it reads from the chain's metadata. An offline wallet cannot trust who gives
// it the metadata: it signs the digest of it too, and the chain refuses a digest that is not its own.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { digestOf, TOKEN } from './lib/metadata.js';
import { chain, who } from './lib/sealed.js';

test('the digest that is compiled in is that of the metadata', async () => {
  const compiled = readFileSync(new URL('../runtime/metadata-digest', import.meta.url), 'utf8').trim();
  assert.equal(compiled, await digestOf(chain), 'calls or types changed: run scripts/digest');
});

describe('a transaction that is bound to the metadata', () => {
  const signed = async (metadataHash) => {
    const call = chain.api.tx.balances.transferKeepAlive(who.Ferdie.address, 7n);
    const nonce = await chain.api.rpc.system.accountNextIndex(who.Eve.address);
    return chain.sign(who.Eve, call, nonce, { mode: 1, metadataHash });
  };

  test('is included if it is the chain\'s', async () => {
    const before = await chain.balance(who.Ferdie.address);
    await chain.included(await signed(await digestOf(chain)), 'balances.transferKeepAlive');
    assert.equal(await chain.balance(who.Ferdie.address), before + 7n);
  });

  test('is refused if it is another one', async () => {
    for (const other of [{ ...TOKEN, decimals: 10 }, { ...TOKEN, tokenSymbol: 'DOT' }]) {
      await assert.rejects(chain.rpc('author_submitExtrinsic', await signed(await digestOf(chain, other))), /bad signature/);
    }
    await assert.rejects(chain.rpc('author_submitExtrinsic', await signed(`0x${'11'.repeat(32)}`)), /bad signature/);
  });
});
