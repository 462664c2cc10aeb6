// Starts and stops nodes. Nothing here sleeps for luck: every wait is for a line of the log, for
// an answer, or for the process to end, and says what it waited for when it gives up.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

const NODE = process.env.DMEX_NODE ?? join(
  process.env.CARGO_TARGET_DIR ?? join(
    process.env.DMEX_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'dmex'),
    'target',
  ),
  'release/dmex-node',
);

const running = new Set();

// Whatever ends this process ends its nodes.
process.on('exit', () => running.forEach((node) => node.child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

class Node {
  constructor(child, name) {
    this.child = child;
    this.name = name;
    this.log = '';
    this.waiting = new Set();
    this.ended = new Promise((resolve) => child.once('exit', (code, signal) => {
      running.delete(this);
      resolve({ code, signal });
      this.#look();
    }));
    child.once('error', (error) => { this.log += `\n${error}`; this.#look(); });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => { this.log += text; this.#look(); });
    }
    running.add(this);
  }

  #look() {
    for (const look of this.waiting) look();
  }

  /// The first match of `pattern` in the log, as soon as it is there.
  line(pattern, seconds = 60) {
    return new Promise((resolve, reject) => {
      const finish = (settle, value) => {
        clearTimeout(timer);
        this.waiting.delete(look);
        settle(value);
      };
      const fail = (why) => finish(reject, new Error(`${this.name}: ${why} while waiting for ${pattern}; its log ends with\n${this.log.slice(-3000)}`));
      const look = () => {
        const match = pattern.exec(this.log);
        if (match) finish(resolve, match);
        else if (this.child.exitCode !== null || this.child.signalCode !== null) fail('it ended');
      };
      const timer = setTimeout(() => fail(`${seconds} s passed`), seconds * 1000);
      this.waiting.add(look);
      look();
    });
  }

  /// Asks it to stop, and says how it did; a node that does not is killed, which is an error.
  async stop(seconds = 60) {
    const started = Date.now();
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), seconds * 1000);
    const { code, signal } = await this.ended;
    clearTimeout(timer);
    if (signal === 'SIGKILL') throw new Error(`${this.name} did not stop within ${seconds} s`);
    return { code, signal, milliseconds: Date.now() - started };
  }
}

export function spawnNode(args, name = 'node') {
  if (!existsSync(NODE)) throw new Error(`there is no node at ${NODE}: build it with scripts/run or scripts/test`);
  return new Node(spawn(NODE, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1' } }), name);
}

/// The port on which a node answers, once it does. It compiles the runtime first, which takes a busy machine long.
export async function portOf(node) {
  const [, port] = await node.line(/Running JSON-RPC server: addr=127\.0\.0\.1:(\d+)/, 180);
  return port;
}

/// A development node on free ports, ready to be talked to. `sealing`: 'instant', milliseconds, or
/// undefined for real time.
export async function startNode({ sealing, args = [], name = 'node', base = ['--dev'] } = {}) {
  const seal = sealing === undefined ? [] : ['--sealing', String(sealing)];
  const node = spawnNode([
    ...base, ...seal, '--rpc-port', '0', '--port', '0', '--no-prometheus', '--no-telemetry', ...args,
  ], name);
  const port = await portOf(node);
  node.url = `ws://127.0.0.1:${port}`;
  node.http = `http://127.0.0.1:${port}`;
  return node;
}

/// Runs a subcommand to its end and returns what it printed on standard output.
export function subcommand(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(NODE, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (text) => { out += text; });
    child.stderr.on('data', (text) => { err += text; });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve(out.trim()) : reject(new Error(`${args.join(' ')}: ${err}`))));
  });
}

/// A folder that disappears with the process.
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), 'dmex-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/// The file of a development chain whose day is longer than that of `--dev`, in milliseconds, and on which a
/// unit of each network earns `opening` a day when it starts, in parts of FIXED. `change` is applied to its text.
export async function specWithDay(milliseconds, opening, change = (text) => text) {
  // Changed as text: JavaScript would round the balances in it.
  const text = await subcommand(['export-chain-spec', '--chain', 'dev']);
  const replace = (before, pattern, value) => {
    const after = before.replace(pattern, (_, key) => `${key}${value}`);
    if (after === before) throw new Error(`the specification has no ${pattern}`);
    return after;
  };
  const day = replace(text, /("dayLength": )\d+/, milliseconds);
  const changed = replace(day, /("openingAverage": )"\d+"/g, `"${opening}"`);
  const file = join(scratch(), 'spec.json');
  writeFileSync(file, change(changed));
  return file;
}
