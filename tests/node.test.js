// A development node: blocks and finality, what wallets expect of it, and how it stops.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Keyring } from '@polkadot/api';
import { u8aToHex } from '@polkadot/util';
import { DMC } from './lib/arithmetic.js';
import { Chain, DispatchFailure, people, post } from './lib/chain.js';
import { startNode, subcommand } from './lib/node.js';
import { chain as sealed, who } from './lib/sealed.js';

describe('a ticking development node', () => {
  let node;
  let chain;
  before(async () => {
    node = await startNode();
    chain = await Chain.connect(node.url);
  });
  after(async () => {
    await chain?.close();
    await node?.stop();
  });

  test('produces blocks and finalises them', async () => {
    await chain.heads((number) => number >= 2);
    await chain.heads((number) => number >= 1, { finalized: true });
  });

  test('puts one block into a slot of three seconds', async () => {
    const { api } = chain;
    assert.equal(api.consts.babe.expectedBlockTime.toNumber(), 3000);
    await chain.heads((number) => number >= 3);
    const slots = await Promise.all([1, 2, 3].map(async (number) => {
      const at = await api.at(await api.rpc.chain.getBlockHash(number));
      return Math.floor((await at.query.timestamp.now()).toNumber() / 3000);
    }));
    assert.ok(slots[0] < slots[1] && slots[1] < slots[2], `slots ${slots}`);
  });

  test('tells wallets its token, decimals and address format', async () => {
    const properties = await chain.rpc('system_properties');
    assert.deepEqual(properties, { ss58Format: 42, tokenDecimals: 12, tokenSymbol: 'DMC' });
    assert.equal(chain.api.consts.system.ss58Prefix.toNumber(), properties.ss58Format);
  });

  test('serves metadata of versions 14, 15 and 16', async () => {
    const versions = (await chain.api.call.metadata.metadataVersions()).map((version) => version.toNumber());
    for (const version of [14, 15, 16]) assert.ok(versions.includes(version), `version ${version} is missing`);
  });

  test('serves the methods that clients expect', async () => {
    const { methods } = await chain.rpc('rpc_methods');
    const expected = [
      'system_chain', 'system_health', 'system_properties', 'system_accountNextIndex', 'system_dryRun',
      'chain_getHeader', 'chain_getBlock', 'chain_subscribeFinalizedHeads', 'state_call', 'state_getStorage',
      'state_getMetadata', 'state_getRuntimeVersion', 'author_submitAndWatchExtrinsic', 'author_rotateKeysWithOwner',
      'payment_queryInfo', 'payment_queryFeeDetails', 'chainHead_v1_follow', 'chainSpec_v1_chainName',
      'transaction_v1_broadcast', 'babe_epochAuthorship', 'grandpa_roundState', 'grandpa_proveFinality',
      'sync_state_genSyncSpec', 'dmex_protocol', 'dmex_miner', 'dmex_application', 'dmex_series',
      'dmex_certificate', 'dmex_portfolio', 'dmex_history', 'dmex_listings', 'dmex_quote',
      'dmex_marketAverage', 'dmex_solvency', 'dmex_insurance', 'dmex_claim', 'dmex_claims',
      'dmex_loan', 'dmex_loans', 'dmex_staking',
    ];
    assert.deepEqual(expected.filter((method) => !methods.includes(method)), []);
  });

  test('answers curl', async () => {
    const { result, error } = await post(node.http, 'system_name');
    assert.equal(error, undefined);
    assert.equal(typeof result, 'string');
  });

  test('writes a specification to sync from for its operator', async () => {
    const { lightSyncState } = await chain.rpc('sync_state_genSyncSpec', false);
    assert.match(lightSyncState.grandpaAuthoritySet, /^0x/);
  });

  test('stops within its time when asked to', async () => {
    await chain.close();
    const { milliseconds } = await node.stop(60);
    assert.ok(milliseconds < 60_000);
  });
});

describe('a node that seals on demand', () => {
  test('executes a signed transfer and charges its fee', async () => {
    const before = await Promise.all(['Eve', 'Ferdie'].map((name) => sealed.balance(who[name].address)));
    const { fee } = await sealed.send(who.Eve, sealed.api.tx.balances.transferKeepAlive(who.Ferdie.address, 5n * DMC));
    const after = await Promise.all(['Eve', 'Ferdie'].map((name) => sealed.balance(who[name].address)));
    assert.ok(fee > 0n);
    assert.equal(after[0], before[0] - 5n * DMC - fee);
    assert.equal(after[1], before[1] + 5n * DMC);
  });

  test('names the reason of a refusal', async () => {
    await assert.rejects(
      sealed.send(who.Eve, sealed.api.tx.assets.transfer(77, who.Ferdie.address, 1n)),
      (error) => error instanceof DispatchFailure && error.name === 'assets.Unknown',
    );
  });

  test('moves time by exactly one slot a block, whatever the clock says', async () => {
    const [number, now] = [await sealed.number(), await sealed.now()];
    for (let count = 0; count < 5; count += 1) await sealed.send(who.One, sealed.api.tx.system.remark('0x'));
    assert.equal(await sealed.number(), number + 5);
    assert.equal(await sealed.now(), now + 5 * 3000);
  });

  test('makes no block without a transaction', async () => {
    const number = await sealed.number();
    // A round trip through every part that could make one.
    await sealed.rpc('system_health');
    await sealed.rpc('author_pendingExtrinsics');
    assert.equal(await sealed.number(), number);
  });

  test('includes many transactions of several senders and leaves none in the pool', async () => {
    const senders = ['Alice', 'Bob', 'Charlie', 'Dave'];
    await Promise.all(senders.flatMap((name) => Array.from({ length: 5 }, () => sealed.send(who[name], sealed.api.tx.system.remark('0x01')))));
    assert.deepEqual(await sealed.rpc('author_pendingExtrinsics'), []);
  });

  test('accepts no transaction of an account that was gone in between a second time', async () => {
    const { api } = sealed;
    const kim = new Keyring({ type: 'sr25519', ss58Format: 42 }).addFromUri('//Kim');
    const gift = () => sealed.send(who.Eve, api.tx.balances.transferAllowDeath(kim.address, DMC));
    const { block } = await gift();
    const number = (await api.rpc.chain.getHeader(block)).number.toNumber();
    const nonce = (await api.query.system.account(kim.address)).nonce.toNumber();
    assert.equal(nonce, number, 'it begins with the number of its block');
    const bytes = await sealed.sign(kim, api.tx.balances.transferAll(who.Eve.address, false), nonce);
    await sealed.included(bytes, 'balances.transferAll');
    await gift();
    await assert.rejects(sealed.rpc('author_submitExtrinsic', bytes), /Transaction is outdated/);
  });

  test('takes session keys of validators alone', async () => {
    const { keys, proof } = await sealed.rpc('author_rotateKeysWithOwner', u8aToHex(who.Eve.publicKey));
    const set = sealed.api.tx.session.setKeys(keys, proof);
    await assert.rejects(sealed.send(who.Eve, set), { name: 'session.NoAssociatedValidatorId' });
  });

  test('goes on across epochs and finalises every block', async () => {
    const epoch = async () => (await sealed.api.query.babe.epochIndex()).toNumber();
    const [start, number] = [await epoch(), await sealed.number()];
    for (let count = 0; count < 120; count += 1) await sealed.send(who.Two, sealed.api.tx.system.remark('0x02'));
    assert.ok(await epoch() >= start + 2, 'the epoch did not change');
    assert.ok(await sealed.number() >= number + 120);
    await sealed.heads((finalized) => finalized >= number + 120, { finalized: true, seconds: 30 });
  });
});

test('a node that strangers may ask refuses what would keep it busy', async () => {
  const node = await startNode({ sealing: 'instant', args: ['--rpc-methods', 'safe'] });
  try {
    for (const [method, ...params] of [
      ['sync_state_genSyncSpec', true], ['sync_state_genSyncSpec', false], ['sync_state_genSyncSpec'],
      ['state_getPairs', '0x'], ['state_traceBlock', `0x${'00'.repeat(32)}`, null, null, null],
    ]) {
      const { result, error } = await post(node.http, method, params);
      assert.equal(result, undefined, method);
      assert.match(error.message, /unsafe/, method);
    }
  } finally {
    await node.stop();
  }
});

test('a node that seals by the clock makes blocks without transactions', async () => {
  const node = await startNode({ sealing: 300 });
  try {
    const chain = await Chain.connect(node.url);
    try {
      await chain.heads((number) => number >= 20, { seconds: 30 });
      // A transaction that the pool has already is not lost to who sends it again.
      const bytes = await chain.sign((await people()).Eve, chain.api.tx.system.remark('0x03'), 0);
      await chain.rpc('author_submitExtrinsic', bytes);
      const { block } = await chain.rpc('chain_getBlock', await chain.included(bytes, 'system.remark'));
      assert.ok(block.extrinsics.includes(bytes));
    } finally {
      await chain.close();
    }
  } finally {
    await node.stop();
  }
});

describe('subcommands', () => {
  for (const preset of ['dev', 'local']) {
    test(`export-chain-spec of ${preset} carries the properties and the light-sync extension`, async () => {
      const spec = JSON.parse(await subcommand(['export-chain-spec', '--chain', preset]));
      assert.deepEqual(spec.properties, { ss58Format: 42, tokenDecimals: 12, tokenSymbol: 'DMC' });
      assert.ok('lightSyncState' in spec, 'sync_state_genSyncSpec needs the extension lightSyncState');
    });
  }

  test('build-spec is still understood', async () => {
    const spec = JSON.parse(await subcommand(['build-spec', '--chain', 'dev', '--disable-default-bootnode']));
    assert.equal(spec.properties.tokenSymbol, 'DMC');
  });

  test('keys can be made and inspected', async () => {
    const phrase = JSON.parse(await subcommand(['key', 'generate', '--output-type', 'json']));
    const same = JSON.parse(await subcommand(['key', 'inspect', '--output-type', 'json', phrase.secretPhrase]));
    assert.equal(same.ss58Address, phrase.ss58Address);
  });
});
