// A vote that ends takes its block from users. Somebody opens votes block after block, to keep empty the last blocks of
// another one in which it means to have the last word: so that nobody could answer. But votes end on the hour, together.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DMC } from './lib/arithmetic.js';
import { PALLETS, POOL } from './lib/genesis.js';
import { endOf, reach, vote } from './lib/referenda.js';
import { World } from './lib/world.js';

const HOUR = 5;
const DAY = 24 * HOUR;
/// How many votes the attacker opens: one in each block of two hours.
const SCREEN = 2 * HOUR;

let world;
let chain;
let who;
let tx;

before(async () => {
  world = await World.open({ dayBlocks: DAY, miners: {} });
  ({ chain, who, tx } = world);
});
after(() => world?.close());

/// Users go on sending transactions, one for each block, until `last` is the latest.
async function busy(last) {
  while (await chain.number() < last) await world.send('Bob', tx.system.remark('0x'));
  assert.equal(await chain.number(), last, 'it is later than the test needs');
}

/// The data of the events with this name in a block.
const told = async (number, name) => (await world.eventsOf(number)).filter((each) => each.name === name).map(({ data }) => data.toJSON());

/// The blocks after `from` up to `last` in which no transaction is signed by a user. (Each 50th is another one, in which
/// a session begins: none of those is among them.)
async function empty(from, last) {
  const found = [];
  for await (const blocks of chain.blocks(from, last)) {
    for (const { number, hash } of blocks) {
      const { block } = await chain.api.rpc.chain.getBlock(hash);
      if (!block.extrinsics.some(({ isSigned }) => isSigned)) found.push(number);
    }
  }
  return found;
}

test('votes that somebody opens block after block keep nobody from voting in the last blocks of another', async () => {
  const [launchPeriod, votingPeriod] = ['launchPeriod', 'votingPeriod'].map((name) => chain.api.consts.democracy[name].toNumber());
  const pool = await chain.balance(PALLETS[POOL]);
  await world.send('Eve', tx.balances.transferKeepAlive(who.Two.address, 5_000_000n * DMC));
  const robbery = tx.balances.forceTransfer(PALLETS[POOL], who.Two.address, pool / 2n);
  await world.send('Two', tx.democracy.propose({ Inline: robbery.method.toHex() }, 1_000n * DMC));

  // As long as the robbery's, those of all applications but the last would end in the blocks before its end.
  const launch = Math.ceil((await chain.number() + SCREEN) / launchPeriod) * launchPeriod;
  await reach(chain, launch - SCREEN);
  const screen = [];
  for (let count = 1; count < SCREEN; count += 1) screen.push((await world.apply('One', { units: 1n })).referendum);
  await chain.pass();
  assert.equal(await chain.number(), launch);
  const [[referendum]] = await told(launch, 'democracy.Started');
  screen.push((await world.apply('One', { units: 1n })).referendum);
  const end = await endOf(chain, referendum);
  assert.equal(end, launch + votingPeriod);
  const ends = await Promise.all(screen.map((index) => endOf(chain, index)));
  assert.deepEqual([...new Set(ends)], [end - HOUR, end, end + HOUR]);
  assert.equal(ends.filter((each) => each === end).length, HOUR - 1);

  // In the blocks that should have been empty users go on, the whale too.
  const [from, last] = [end - 3 * HOUR, end + 3 * HOUR];
  await reach(chain, from);
  await busy(end - 2);
  await vote(chain, who.Two, referendum, { amount: 13_000_000n });
  assert.equal(await chain.number(), end - 1, 'the vote is in the last block');

  // Others answer it in the block after the end, and have a day for that.
  await vote(chain, who.Alice, referendum, { aye: false, amount: 9_000_000n });
  assert.equal(await chain.number(), end + 1);
  await busy(last);
  const rejected = (await told(end, 'democracy.NotPassed')).map(([index]) => index);
  assert.deepEqual(rejected, screen.filter((_, i) => ends[i] === end), 'they end together');
  assert.deepEqual(await told(end, 'governance.VoteExtended'), [[referendum, end + DAY, true, 1]]);
  assert.deepEqual(await empty(from, last), [end - HOUR, end, end + HOUR]);
  await reach(chain, end + DAY);
  assert.deepEqual(await told(end + DAY, 'governance.VoteExtended'), [[referendum, end + 2 * DAY, false, 2]]);
  await reach(chain, end + 2 * DAY);
  const { approved } = (await chain.api.query.democracy.referendumInfoOf(referendum)).unwrap().asFinished;
  assert.ok(approved.isFalse);
});
