// A node that seals on demand, for all tests of a file. The runner does not wait for one hook at the root of a file
// before it begins the next: what needs the chain is for the tests.
import { after, before } from 'node:test';
import { Chain, people } from './chain.js';
import { startNode } from './node.js';

export let node;
export let chain;
export let who;

before(async () => {
  node = await startNode({ sealing: 'instant' });
  chain = await Chain.connect(node.url);
  who = await people();
});
after(async () => {
  await chain?.close();
  await node?.stop();
});
