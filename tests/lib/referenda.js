// Referenda on calls to Root: their preimages, their votes, and the blocks to wait for.
import assert from 'node:assert/strict';
import { DMC } from './arithmetic.js';

/// Notes the preimage of a call. Returns its hash and its length.
export async function note(chain, signer, call) {
  await chain.send(signer, chain.api.tx.preimage.notePreimage(call.method.toHex()));
  return { hash: call.method.hash.toHex(), len: call.method.encodedLength };
}

/// What is stored of a referendum that is open.
export async function ongoing(chain, index) {
  return (await chain.api.query.democracy.referendumInfoOf(index)).unwrap().asOngoing;
}

export async function endOf(chain, index) {
  return (await ongoing(chain, index)).end.toNumber();
}

/// Votes of an account on a referendum, in DMC unless `unit` says otherwise.
export function vote(chain, signer, index, { aye = true, amount, unit = DMC, conviction = 'Locked6x' }) {
  const call = chain.api.tx.democracy.vote(index, { Standard: { vote: { aye, conviction }, balance: amount * unit } });
  return chain.send(signer, call);
}

/// Goes on until `block` is the latest.
export async function reach(chain, block) {
  for (let number = await chain.number(); number < block; number += 1) await chain.pass();
  assert.equal(await chain.number(), block, 'it is later than the test needs');
}

/// Goes on until an event with this name; errors if none comes within `limit` blocks. Returns its data.
export async function event(chain, name, limit) {
  const from = await chain.number();
  for (let number = from; number < from + limit; number += 1) {
    await chain.pass();
    const hash = (await chain.api.rpc.chain.getHeader()).hash.toHex();
    const found = (await chain.events(hash)).find((each) => each.name === name);
    if (found) return found.data;
  }
  return assert.fail(`no ${name} within ${limit} blocks`);
}

/// The data of the events with this name in the latest block.
export async function latest(chain, name) {
  const hash = (await chain.api.rpc.chain.getHeader()).hash.toHex();
  return (await chain.events(hash)).filter((each) => each.name === name).map(({ data }) => data);
}

/// An account proposes a call of Root to the public. Returns the referendum, once it is open.
export async function putToVote(chain, signer, proposal) {
  const { consts, tx } = chain.api;
  await chain.send(signer, tx.democracy.propose(proposal, 1_000n * DMC));
  const { refIndex } = await event(chain, 'democracy.Started', consts.democracy.launchPeriod.toNumber() + 1);
  return refIndex.toNumber();
}
