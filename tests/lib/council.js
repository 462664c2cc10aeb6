// What the council adopts, on a development chain: four of its seven members vote.
import { nameOfError } from './chain.js';

const PROPOSER = 'Alice';
const MEMBERS = ['Alice', 'Bob', 'Charlie', 'Eve'];

/// Four of the council adopt a call. Rejects with the name of the error when the call itself fails.
export async function council(chain, who, call) {
  const { api } = chain;
  const motion = (await api.query.council.proposalCount()).toNumber();
  const length = call.method.encodedLength + 16;
  await chain.send(who[PROPOSER], api.tx.council.propose(MEMBERS.length, call, length));
  const hash = call.method.hash.toHex();
  await Promise.all(MEMBERS.map((name) => chain.send(who[name], api.tx.council.vote(hash, motion, true))));
  const closed = await chain.send(who.Bob, api.tx.council.close(hash, motion, { refTime: 10n ** 11n, proofSize: 10n ** 6n }, length));
  const { result } = closed.event('council.Executed');
  if (result.isErr) throw Object.assign(new Error('the motion failed'), { name: nameOfError(api, result.asErr) });
  return closed;
}
