// Prints the digest of the metadata of a development node; see scripts/digest.
import { Chain } from './lib/chain.js';
import { digestOf } from './lib/metadata.js';
import { startNode } from './lib/node.js';

const node = await startNode({ sealing: 'instant' });
const chain = await Chain.connect(node.url);
console.log(await digestOf(chain));
await chain.close();
await node.stop();
