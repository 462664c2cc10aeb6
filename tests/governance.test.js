// What DMC holders, the council and the operators of the oracle decide. From a preimage to its effect: note, propose,
// second, vote, enact. The one path that has broken in other chains after an upgrade of their SDK, so it is walked on
// a real node.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { decimal, DMC, Fraction, toFixed } from './lib/arithmetic.js';
import { Clock } from './lib/clock.js';
import { council } from './lib/council.js';
import { chain, who } from './lib/sealed.js';

async function until(name, limit, done) {
  for (let count = 0; count <= limit; count += 1) {
    if (await done()) return;
    await chain.pass();
  }
  assert.fail(`${name} did not happen within ${limit} blocks`);
}

test('a public proposal with a preimage takes effect', async () => {
  const { api } = chain;
  const { democracy, preimage, system } = api.tx;
  // Long enough not to be stored inline: the preimage is really looked up.
  const key = `0x${'646d6578'.repeat(10)}`;
  const value = `0x${'ab'.repeat(200)}`;
  const effect = system.setStorage([[key, value]]).method;
  const hash = effect.hash.toHex();
  const period = api.consts.democracy;
  const blocks = (constant) => constant.toNumber();

  await chain.send(who.Alice, preimage.notePreimage(effect.toHex()));
  await chain.send(who.Alice, democracy.propose({ Lookup: { hash, len: effect.encodedLength } }, 1000n * DMC));
  await chain.send(who.Bob, democracy.second(0));

  const tabled = async () => (await api.query.democracy.referendumCount()).toNumber() > 0;
  await until('the referendum', blocks(period.launchPeriod) + 2, tabled);
  for (const name of ['Alice', 'Bob', 'Charlie']) {
    await chain.send(who[name], democracy.vote(0, { Standard: { vote: { aye: true, conviction: 'Locked6x' }, balance: 4_000_000n * DMC } }));
  }

  const finished = async () => (await api.query.democracy.referendumInfoOf(0)).unwrap().isFinished;
  await until('the end of the vote', blocks(period.votingPeriod) + 2, finished);
  const { approved } = (await api.query.democracy.referendumInfoOf(0)).unwrap().asFinished;
  assert.ok(approved.isTrue);
  assert.equal((await api.rpc.state.getStorage(key)).isSome, false, 'enacted before its time');

  const enacted = async () => (await api.rpc.state.getStorage(key)).isSome;
  await until('the enactment', blocks(period.enactmentPeriod) + 2, enacted);
  assert.equal((await api.rpc.state.getStorage(key)).unwrap().toHex(), value);
});

describe('the oracle', () => {
  const ETH = 2;
  const OPERATORS = ['Alice', 'Bob', 'Charlie', 'Dave'];
  let clock;
  /// What a unit earns in a day, as the network was registered.
  let truth;

  before(async () => {
    clock = await Clock.of(chain, { sealed: true });
    const { networks } = await chain.rpc('dmex_protocol');
    truth = toFixed(Fraction.parse(networks[ETH].openingAverage));
  });

  /// The next day begins.
  async function nextDay() {
    await clock.reach(await clock.today() + 1);
  }

  /// Operators feed, each a value of its own, what a unit earned yesterday. Returns what became of it.
  async function feed(values) {
    const day = await clock.today() - 1;
    const fed = await Promise.all(Object.entries(values).map(([name, value]) => (
      chain.send(who[name], chain.api.tx.oracle.feedValues([[ETH, { day, value }]]))
    )));
    assert.equal(await clock.today(), day + 1, 'the day ended in between');
    const ignored = fed.flatMap(({ events }) => events.filter(({ name }) => name === 'governance.FeedIgnored'));
    return { day, ignored: ignored.map(({ data }) => data.reason.type), ...await chain.rpc('dmex_marketAverage', ETH, day) };
  }

  const alike = (value) => Object.fromEntries(OPERATORS.map((name) => [name, value]));

  test('disputes a first value that is ten times too high, and the step back until the council confirms it', async () => {
    const { governance } = chain.api.tx;
    await nextDay();
    const wrong = await feed(alike(truth * 10n));
    assert.deepEqual([wrong.state, wrong.value, wrong.disputed], ['disputed', null, decimal(truth * 10n)]);
    await nextDay();
    const back = await feed(alike(truth));
    assert.deepEqual([back.state, back.disputed], ['disputed', decimal(truth)]);
    await assert.rejects(chain.send(who.Alice, governance.confirmAverage(ETH, back.day)), { name: 'BadOrigin' });
    await council(chain, who, governance.confirmAverage(ETH, back.day));
    assert.equal((await chain.rpc('dmex_marketAverage', ETH, back.day)).state, 'known');
    await nextDay();
    const next = await feed(alike(truth + 1n));
    assert.deepEqual([next.state, next.value, next.ignored], ['known', decimal(truth + 1n), []]);
  });

  test('is fed by whom the council admits, from the day after the next', async () => {
    const { oracleMembership } = chain.api.tx;
    await assert.rejects(chain.send(who.Alice, oracleMembership.addMember(who.Eve.address)), { name: 'BadOrigin' });
    await nextDay();
    const { block } = await council(chain, who, oracleMembership.addMember(who.Eve.address));
    const changed = clock.days(await chain.now(block));
    await clock.reach(changed + 1);
    assert.deepEqual((await feed({ Eve: truth * 9n })).ignored, ['NotOperator']);
    // The days of the change and after it are the four's, and so one more does not hold them up.
    for (const day of [changed, changed + 1]) {
      await clock.reach(day + 1);
      const { state, value } = await feed(alike(truth));
      assert.deepEqual([state, value], ['known', decimal(truth)]);
    }
    await clock.reach(changed + 3);
    const values = Object.fromEntries(OPERATORS.map((name, i) => [name, truth + BigInt(i)]));
    assert.equal((await feed(values)).state, 'pending', 'the fifth has not fed');
    const { state, value, ignored } = await feed({ Eve: truth + 4n });
    assert.deepEqual([state, value, ignored], ['known', decimal(truth + 2n), []]);
  });
});
