// Finds a node or starts one, opens the book, plays the acts. Exits with 0 only when every balance
// agreed.
import { Keyring } from '@polkadot/api';
import { Chain, people } from '../lib/chain.js';
import { startNode } from '../lib/node.js';
import { Book, Difference } from '../lib/book.js';
import { DAYS, FIRST_DATE } from './cast.js';
import { Clock, MissedDay } from '../lib/clock.js';
import { rows } from './data.js';
import { Failures } from './failures.js';
import { DAYS as MORE_DAYS, FIRST_DATE as SECOND_DATE, MINERS } from './failures-cast.js';
import { Insurance } from './insurance.js';
import { DAYS as INSURANCE_DAYS, FIRST_DATE as FOURTH_DATE, STRUCK } from './insurance-cast.js';
import { compensation } from './insurance-report.js';
import { Lending } from './lending.js';
import { DAYS as LENDING_DAYS, FIRST_DATE as FIFTH_DATE, MINERS as LENDING_MINERS } from './lending-cast.js';
import { loans } from './lending-report.js';
import { Market } from './market.js';
import { DAYS as MARKET_DAYS, FIRST_DATE as THIRD_DATE, SELLER } from './market-cast.js';
import { options, reachable, UsageError } from './options.js';
import { Report } from './report.js';
import { Story } from './story.js';

async function find({ url, given, own }) {
  if (!own && await reachable(url)) return { url, stop: async () => {} };
  if (given) throw new UsageError(`no node listens at ${url}`);
  console.log('Starting a node that seals on demand.');
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

/// The miners of all acts but the first: new accounts in each play, because three of them end in
/// default.
async function cast(chain) {
  const who = await people();
  const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 });
  const block = await chain.number();
  for (const name of [...Object.keys(MINERS), SELLER, STRUCK, ...Object.keys(LENDING_MINERS)]) who[name] = keyring.addFromUri(`//${name}//${block}`, { name });
  return who;
}

/// Each act has its title, its data, its days, and what is told after it.
const ACTS = [
  { title: 'the life of a certificate', Act: Story, date: FIRST_DATE, days: DAYS, tell: (report, act) => { report.people(act); report.totals(act); } },
  { title: 'four miners, and what becomes of their holders', Act: Failures, date: SECOND_DATE, days: MORE_DAYS, tell: (report, act) => report.holders(act) },
  { title: 'an auction and a resale', Act: Market, date: THIRD_DATE, days: MARKET_DAYS, tell: (report, act) => report.market(act) },
  { title: 'an earthquake, and what the insurance pool makes good', Act: Insurance, date: FOURTH_DATE, days: INSURANCE_DAYS, tell: compensation },
  { title: 'loans against certificates, and staking', Act: Lending, date: FIFTH_DATE, days: LENDING_DAYS, tell: loans },
].map((act, i) => ({ ...act, number: i + 1, title: `The ${['first', 'second', 'third', 'fourth', 'fifth'][i]} act: ${act.title}` }));

async function play(node, acts) {
  const chain = await Chain.connect(node.url);
  try {
    const who = await cast(chain);
    const book = new Book(chain, who);
    await book.open();
    const clock = await Clock.of(chain, node);
    const chosen = ACTS.filter(({ number }) => acts.has(number));
    announce(clock, chosen.reduce((all, { days }) => all + days, 0));
    const report = new Report();
    for (const { title, Act, date, days, tell } of chosen) {
      report.act(title);
      const act = new Act({ chain, clock, book, who, report, rows: rows(date, days) });
      await act.play();
      tell(report, act);
    }
    if (acts.size > 1 || !acts.has(1)) report.everybody(book);
    report.compared(book);
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
