// The demo's command line.
import { connect } from 'node:net';

const USAGE = `usage: scripts/demo [--url ws://host:port] [--own] [--act 1|2|3|4|5]
  --url   the node to play on (otherwise ws://127.0.0.1:9944, or a node of its own where none runs)
  --own   start a sealed node, whatever runs on port 9944
  --act   play only this act: 1, the life of a certificate; 2, miners that fail; 3, an auction and a resale;
          4, an earthquake and the insurance pool; 5, loans and staking`;

export function options(words) {
  const result = { url: 'ws://127.0.0.1:9944', given: false, own: false, acts: new Set([1, 2, 3, 4, 5]) };
  const rest = [...words];
  while (rest.length > 0) {
    const word = rest.shift();
    if (word === '--own') {
      result.own = true;
    } else if (word === '--url' && rest.length > 0) {
      Object.assign(result, { url: rest.shift(), given: true });
    } else if (word === '--act' && ['1', '2', '3', '4', '5'].includes(rest[0])) {
      result.acts = new Set([Number(rest.shift())]);
    } else if (word === '--help') {
      console.log(USAGE);
      process.exit(2);
    } else {
      console.error(`unknown argument ${word}\n${USAGE}`);
      process.exit(2);
    }
  }
  return result;
}

/// What the person at the keyboard can put right.
export class UsageError extends Error {}

/// Whether anything listens there.
export function reachable(url) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || 80), timeout: 2000 });
    const finish = (answer) => { socket.destroy(); resolve(answer); };
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
    socket.once('timeout', () => finish(false));
  });
}
