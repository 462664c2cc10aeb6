// From a preimage to its effect: note, propose, second, vote, enact. The one path that has broken in
// other chains after an upgrade of their SDK, so it is walked on a real node.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DMC } from './lib/arithmetic.js';
import { chain, who } from './lib/sealed.js';

async function until(name, limit, done) {
  for (let count = 0; count <= limit; count += 1) {
    if (await done()) return;
    await chain.pass();
  }
  assert.fail(`${name} did not happen within ${limit} blocks`);
}

test('a public proposal with a preimage takes effect', async () => {
  const { api } = chain;
  const { democracy, preimage, system } = api.tx;
  // Long enough not to be stored inline: the preimage is really looked up.
  const key = `0x${'646d6578'.repeat(10)}`;
  const value = `0x${'ab'.repeat(200)}`;
  const effect = system.setStorage([[key, value]]).method;
  const hash = effect.hash.toHex();
  const period = api.consts.democracy;
  const blocks = (constant) => constant.toNumber();

  await chain.send(who.Alice, preimage.notePreimage(effect.toHex()));
  await chain.send(who.Alice, democracy.propose({ Lookup: { hash, len: effect.encodedLength } }, 1000n * DMC));
  await chain.send(who.Bob, democracy.second(0));

  const tabled = async () => (await api.query.democracy.referendumCount()).toNumber() > 0;
  await until('the referendum', blocks(period.launchPeriod) + 2, tabled);
  for (const name of ['Alice', 'Bob', 'Charlie']) {
    await chain.send(who[name], democracy.vote(0, { Standard: { vote: { aye: true, conviction: 'Locked1x' }, balance: 1_000_000n * DMC } }));
  }

  const finished = async () => (await api.query.democracy.referendumInfoOf(0)).unwrap().isFinished;
  await until('the end of the vote', blocks(period.votingPeriod) + 2, finished);
  const { approved } = (await api.query.democracy.referendumInfoOf(0)).unwrap().asFinished;
  assert.ok(approved.isTrue);
  assert.equal((await api.rpc.state.getStorage(key)).isSome, false, 'enacted before its time');

  const enacted = async () => (await api.rpc.state.getStorage(key)).isSome;
  await until('the enactment', blocks(period.enactmentPeriod) + 2, enacted);
  assert.equal((await api.rpc.state.getStorage(key)).unwrap().toHex(), value);
});
