// Finds a node or starts one, opens the book, plays the acts. Exits with 0 only when every balance
// agreed.
import { Keyring } from '@polkadot/api';
import { Chain, people } from '../lib/chain.js';
import { startNode } from '../lib/node.js';
import { Book, Difference, palletAccount } from './book.js';
import { ASSETS, DAYS, FIRST_DATE } from './cast.js';
import { Clock, MissedDay } from './clock.js';
import { rows } from './data.js';
import { Failures } from './failures.js';
import { DAYS as MORE_DAYS, FIRST_DATE as SECOND_DATE, MINERS } from './failures-cast.js';
import { Insurance } from './insurance.js';
import { DAYS as INSURANCE_DAYS, FIRST_DATE as FOURTH_DATE, STRUCK } from './insurance-cast.js';
import { compensation } from './insurance-report.js';
import { Market } from './market.js';
import { DAYS as MARKET_DAYS, FIRST_DATE as THIRD_DATE, SELLER } from './market-cast.js';
import { options, reachable, UsageError } from './options.js';
import { Report } from './report.js';
import { Story } from './story.js';

const PALLETS = {
  treasury: 'py/trsry',
  'insurance pool': 'dx/insur',
  registry: 'dx/pledg',
  escrow: 'dx/escrw',
  income: 'dx/incom',
  market: 'dx/markt',
};

async function find({ url, given, own }) {
  if (!own && await reachable(url)) return { url, stop: async () => {} };
  if (given) throw new UsageError(`no node listens at ${url}`);
  console.log('Starting a node that seals at once.');
  return Object.assign(await startNode({ sealing: 'instant' }), { sealed: true });
}

function announce(clock, days) {
  if (clock.sealed) {
    console.log(`The chain moves only when it is told to: ${days} days take a minute or two.\n`);
    return;
  }
  const minutes = Math.ceil(clock.takes(days + 1) / 60_000);
  const time = minutes > 1 ? `about ${minutes} minutes` : 'less than a minute';
  const every = clock.interval >= 1000 ? `${Math.round(clock.interval / 1000)} s` : `${clock.interval} ms`;
  console.log(`The chain makes a block every ${every}: ${days} days take ${time}.\n`);
}

/// The miners of all acts but the first: new accounts in each play, because two of them end in
/// default.
async function cast(chain) {
  const who = await people();
  const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 });
  const block = await chain.number();
  for (const name of [...Object.keys(MINERS), SELLER, STRUCK]) who[name] = keyring.addFromUri(`//${name}//${block}`, { name });
  return who;
}

async function firstAct(stage) {
  stage.report.act('The first act: the life of a certificate');
  const story = new Story({ ...stage, rows: rows(FIRST_DATE, DAYS) });
  await story.play();
  stage.report.people(story);
  stage.report.totals(story);
}

async function secondAct(stage) {
  stage.report.act('The second act: four miners, and what becomes of their holders');
  const failures = new Failures({ ...stage, rows: rows(SECOND_DATE, MORE_DAYS) });
  await failures.play();
  stage.report.holders(failures);
}

async function thirdAct(stage) {
  stage.report.act('The third act: an auction and a resale');
  const market = new Market({ ...stage, rows: rows(THIRD_DATE, MARKET_DAYS) });
  await market.play();
  stage.report.market(market);
}

async function fourthAct(stage) {
  stage.report.act('The fourth act: an earthquake, and what the insurance pool makes good');
  const insurance = new Insurance({ ...stage, rows: rows(FOURTH_DATE, INSURANCE_DAYS) });
  await insurance.play();
  compensation(stage.report, insurance);
}

const ACTS = new Map([
  [1, { days: DAYS, play: firstAct }],
  [2, { days: MORE_DAYS, play: secondAct }],
  [3, { days: MARKET_DAYS, play: thirdAct }],
  [4, { days: INSURANCE_DAYS, play: fourthAct }],
]);

async function play(node, acts) {
  const chain = await Chain.connect(node.url);
  try {
    const who = await cast(chain);
    const accounts = Object.fromEntries([
      ...Object.entries(who).map(([name, { address }]) => [name, address]),
      ...Object.entries(PALLETS).map(([name, id]) => [name, palletAccount(id)]),
    ]);
    const book = new Book(chain, accounts, ASSETS);
    await book.open();
    const clock = await Clock.of(chain, node);
    const chosen = [...ACTS].filter(([number]) => acts.has(number)).map(([, act]) => act);
    announce(clock, chosen.reduce((all, { days }) => all + days, 0));
    const stage = { chain, clock, book, who, report: new Report() };
    for (const act of chosen) await act.play(stage);
    if (acts.size > 1 || !acts.has(1)) stage.report.everybody(book);
    stage.report.compared(book);
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
  const asked = options(process.argv.slice(2));
  node = await find(asked);
  await play(node, asked.acts);
} catch (error) {
  console.error(`\nscripts/demo: ${explain(error)}`);
  process.exitCode = 1;
} finally {
  await node?.stop();
}
