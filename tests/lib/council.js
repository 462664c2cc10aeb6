// What the council adopts, on a development chain: four of its seven members vote, or five for what four may not do.
import { nameOfError } from './chain.js';

const FOUR = ['Alice', 'Bob', 'Charlie', 'Eve'];
export const FIVE = [...FOUR, 'Dave'];
export const SEVEN = [...FIVE, 'Ferdie', 'One'];

/// Members of the council adopt a call: the first proposes it, and all of them vote for it. Rejects with the name
/// of the error when the call itself fails.
export async function council(chain, who, call, members = FOUR) {
  const { api } = chain;
  const motion = (await api.query.council.proposalCount()).toNumber();
  const length = call.method.encodedLength + 16;
  await chain.send(who[members[0]], api.tx.council.propose(members.length, call, length));
  const hash = call.method.hash.toHex();
  await Promise.all(members.map((name) => chain.send(who[name], api.tx.council.vote(hash, motion, true))));
  const closed = await chain.send(who[members[1]], api.tx.council.close(hash, motion, { refTime: 10n ** 11n, proofSize: 10n ** 6n }, length));
  const { result } = closed.event('council.Executed');
  if (result.isErr) throw Object.assign(new Error('the motion failed'), { name: nameOfError(api, result.asErr) });
  return closed;
}
