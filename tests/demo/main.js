// Finds a node or starts one, opens the book, plays the story. Exits with 0 only when every balance
// agreed.
import { Chain, people } from '../lib/chain.js';
import { startNode } from '../lib/node.js';
import { Book, Difference, palletAccount } from './book.js';
import { ASSETS, DAYS, FIRST_DATE } from './cast.js';
import { Clock, MissedDay } from './clock.js';
import { rows } from './data.js';
import { options, reachable, UsageError } from './options.js';
import { Report } from './report.js';
import { Story } from './story.js';

const PALLETS = {
  treasury: 'py/trsry',
  'insurance pool': 'dx/insur',
  registry: 'dx/pledg',
  escrow: 'dx/escrw',
  income: 'dx/incom',
};

async function find({ url, given, own }) {
  if (!own && await reachable(url)) return { url, stop: async () => {} };
  if (given) throw new UsageError(`no node listens at ${url}`);
  console.log('Starting a node that seals at once.');
  return startNode({ sealing: 'instant' });
}

function announce(clock) {
  if (clock.sealed) {
    console.log(`The chain moves only with transactions: ${DAYS} days take about a minute.\n`);
    return;
  }
  const minutes = Math.ceil(clock.takes(DAYS + 1) / 60_000);
  const time = minutes > 1 ? `about ${minutes} minutes` : 'less than a minute';
  const every = clock.interval >= 1000 ? `${Math.round(clock.interval / 1000)} s` : `${clock.interval} ms`;
  console.log(`The chain makes a block every ${every}: ${DAYS} days take ${time}.\n`);
}

async function play(node) {
  const chain = await Chain.connect(node.url);
  try {
    const who = await people();
    const accounts = Object.fromEntries([
      ...Object.entries(who).map(([name, { address }]) => [name, address]),
      ...Object.entries(PALLETS).map(([name, id]) => [name, palletAccount(id)]),
    ]);
    const book = new Book(chain, accounts, ASSETS);
    await book.open();
    const clock = await Clock.of(chain, who.Dave);
    announce(clock);
    const report = new Report();
    const story = new Story({ chain, clock, book, who, report, rows: rows(FIRST_DATE, DAYS) });
    await story.play();
    report.people(story);
    report.totals(story);
  } finally {
    await chain.close();
  }
}

function explain(error) {
  if (error instanceof Difference) return `DIFFERENCE ${error.message}`;
  if (error instanceof MissedDay || error instanceof UsageError) return error.message;
  return error.stack ?? String(error);
}

let node;
try {
  node = await find(options(process.argv.slice(2)));
  await play(node);
} catch (error) {
  console.error(`\nscripts/demo: ${explain(error)}`);
  process.exitCode = 1;
} finally {
  await node?.stop();
}
