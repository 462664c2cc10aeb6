// What clients are told when they try a closed call, alone or in a batch. The runtime's stories try every call in
// every wrapping.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chain, who } from './lib/sealed.js';

const FILTERED = 'system.CallFiltered';

function closed() {
  const { uniques } = chain.api.tx;
  return {
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
}

test('closed calls of the NFT pallet are refused', async () => {
  for (const [name, call] of Object.entries(closed())) {
    await assert.rejects(chain.send(who.Eve, call), { name: FILTERED }, name);
  }
});

test('a batch of them changes nothing', async () => {
  const { utility, balances } = chain.api.tx;
  for (const [name, call] of Object.entries(closed())) {
    const before = await chain.balance(who.Dave.address);
    const batch = utility.batchAll([balances.transferKeepAlive(who.Dave.address, 1), call]);
    await assert.rejects(chain.send(who.Eve, batch), { name: FILTERED }, name);
    assert.equal(await chain.balance(who.Dave.address), before);
  }
});

test('a batch that goes on after an error does not let them through', async () => {
  const calls = Object.values(closed());
  const result = await chain.send(who.Eve, chain.api.tx.utility.forceBatch(calls));
  assert.equal(result.events.filter(({ name }) => name === 'utility.ItemFailed').length, calls.length);
  assert.equal(result.events.filter(({ name }) => name.startsWith('uniques.')).length, 0);
});

test('an operator of the oracle hands its seat to nobody', async () => {
  const { oracleMembership, utility } = chain.api.tx;
  const hand = oracleMembership.changeKey(who.Eve.address);
  for (const call of [hand, utility.batchAll([hand])]) await assert.rejects(chain.send(who.Alice, call), { name: FILTERED });
});
