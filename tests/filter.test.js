// What the chain does not let users do, also by detours. The runtime's own tests try every call.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Chain, people } from './lib/chain.js';
import { startNode } from './lib/node.js';

const FILTERED = 'system.CallFiltered';

let node;
let chain;
let who;
let calls;
before(async () => {
  node = await startNode({ sealing: 'instant' });
  chain = await Chain.connect(node.url);
  who = await people();
  const { uniques } = chain.api.tx;
  calls = {
    'uniques.create': uniques.create(9, who.Eve.address),
    'uniques.mint': uniques.mint(0, 0, who.Eve.address),
    'uniques.burn': uniques.burn(0, 0, null),
    'uniques.setPrice': uniques.setPrice(0, 0, 1, null),
    'uniques.buyItem': uniques.buyItem(0, 0, 1),
    'uniques.setTeam': uniques.setTeam(0, who.Eve.address, who.Eve.address, who.Eve.address),
    'uniques.setAttribute': uniques.setAttribute(0, null, 'term', '1'),
    'uniques.freeze': uniques.freeze(0, 0),
    'uniques.transferOwnership': uniques.transferOwnership(0, who.Eve.address),
  };
});
after(async () => {
  await chain?.close();
  await node?.stop();
});

test('closed calls of the NFT pallet are refused', async () => {
  for (const [name, call] of Object.entries(calls)) {
    await assert.rejects(chain.send(who.Eve, call), { name: FILTERED }, name);
  }
});

test('a batch of them changes nothing', async () => {
  const { utility, balances } = chain.api.tx;
  for (const [name, call] of Object.entries(calls)) {
    const before = await chain.balance(who.Dave.address);
    const batch = utility.batchAll([balances.transferKeepAlive(who.Dave.address, 1), call]);
    await assert.rejects(chain.send(who.Eve, batch), { name: FILTERED }, name);
    assert.equal(await chain.balance(who.Dave.address), before);
  }
});

test('a batch that goes on after an error does not let them through', async () => {
  const result = await chain.send(who.Eve, chain.api.tx.utility.forceBatch(Object.values(calls)));
  assert.equal(result.events.filter(({ name }) => name === 'utility.ItemFailed').length, Object.keys(calls).length);
  assert.equal(result.events.filter(({ name }) => name.startsWith('uniques.')).length, 0);
});

test('a proxy of every kind does not let them through', async () => {
  const { proxy } = chain.api.tx;
  for (const kind of ['Any', 'NonTransfer', 'Governance', 'PayIncome']) {
    await chain.send(who.Eve, proxy.addProxy(who.Ferdie.address, kind, 0));
    const { event } = await chain.send(who.Ferdie, proxy.proxy(who.Eve.address, kind, calls['uniques.setPrice']));
    const { result } = event('proxy.ProxyExecuted');
    assert.ok(result.isErr, kind);
    await chain.send(who.Eve, proxy.removeProxy(who.Ferdie.address, kind, 0));
  }
});

test('a multisig does not let them through', async () => {
  const { multisig } = chain.api.tx;
  const call = calls['uniques.buyItem'];
  const weight = { refTime: 10n ** 10n, proofSize: 10n ** 6n };
  const others = (me) => ['Alice', 'Bob'].filter((name) => name !== me).map((name) => who[name].address);
  const first = await chain.send(who.Alice, multisig.asMulti(2, others('Alice'), null, call, weight));
  first.event('multisig.NewMultisig');
  const header = await chain.api.rpc.chain.getHeader(first.block);
  const timepoint = { height: header.number.toNumber(), index: first.txIndex };
  const second = await chain.send(who.Bob, multisig.asMulti(2, others('Bob'), timepoint, call, weight));
  const { result } = second.event('multisig.MultisigExecuted');
  assert.ok(result.isErr);
});

test('approve_application is refused to users', async () => {
  await assert.rejects(chain.send(who.Eve, chain.api.tx.minerRegistry.approveApplication(0)), { name: 'BadOrigin' });
});
