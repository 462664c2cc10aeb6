// What DMC holders, the council and the operators of the oracle decide. From a preimage to its effect: note, propose,
// second, vote, enact. The one path that has broken in other chains after an upgrade of their SDK, so it is walked on
// a real node.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { decimal, DMC, Fraction, toFixed } from './lib/arithmetic.js';
import { NATIVE, palletAccount } from './lib/chain.js';
import { Clock } from './lib/clock.js';
import { council, SEVEN } from './lib/council.js';
import { HAND_OVER_AFTER, PALLETS, POOL, REFERENDUM_SEED } from './lib/genesis.js';
import { endOf, event, latest, note, ongoing, putToVote, reach, vote } from './lib/referenda.js';
import { chain, who } from './lib/sealed.js';

/// A day and other periods of Democracy, in blocks.
const period = (name) => chain.api.consts.democracy[name].toNumber();
const day = () => period('enactmentPeriod');

test('a public proposal with a preimage takes effect', async () => {
  // Long enough not to be stored inline: the preimage is really looked up.
  const key = `0x${'646d6578'.repeat(10)}`;
  const value = `0x${'ab'.repeat(200)}`;
  const effect = () => chain.rpc('state_getStorage', key);

  const proposal = await note(chain, who.Alice, chain.api.tx.system.setStorage([[key, value]]));
  await chain.send(who.Alice, chain.api.tx.democracy.propose({ Lookup: proposal }, 1000n * DMC));
  await chain.send(who.Bob, chain.api.tx.democracy.second(0));
  const { refIndex } = await event(chain, 'democracy.Started', period('launchPeriod') + 1);
  for (const name of ['Alice', 'Bob', 'Charlie']) await vote(chain, who[name], refIndex, { amount: 4_000_000n });

  const end = await endOf(chain, refIndex);
  await reach(chain, end);
  const { approved } = (await chain.api.query.democracy.referendumInfoOf(refIndex)).unwrap().asFinished;
  assert.ok(approved.isTrue);
  await reach(chain, end + day() - 1);
  assert.equal(await effect(), null, 'enacted before its time');
  await chain.pass();
  assert.equal(await effect(), value);
});

/// A small call, as proposals name it without a preimage.
const inline = (call) => ({ Inline: call.method.toHex() });

describe('the money of the insurance pool', () => {
  const money = () => chain.balance(PALLETS[POOL]);
  /// The referenda that the latest block rejected.
  const rejected = async () => (await latest(chain, 'democracy.NotPassed')).map(({ refIndex }) => refIndex.toNumber());

  /// Whether the polkadot.js app says of a referendum that it is passing.
  const isPassing = async (referendum) => {
    const open = await chain.api.derive.democracy.referendums();
    return open.find(({ index }) => index.toNumber() === referendum).isPassing;
  };
  /// When the app says that an account's votes unlock, by referendum.
  const unlocks = async (name) => (await chain.api.derive.democracy.locks(who[name].address))
    .map(({ referendumId, unlockAt }) => [referendumId.toNumber(), unlockAt.toNumber()]);

  /// Two proposes that Root gives it to Two. Returns the referendum, once it is open.
  function attacked(amount) {
    const take = chain.api.tx.balances.forceTransfer(PALLETS[POOL], who.Two.address, amount);
    return putToVote(chain, who.Two, inline(take));
  }

  test('is not taken by one base unit of ayes in the last block', async () => {
    const before = await money();
    const referendum = await attacked(before / 2n);
    const { tally, threshold, end } = await ongoing(chain, referendum);
    assert.deepEqual(
      [tally.ayes, tally.nays, tally.turnout].map((votes) => votes.toBigInt()).concat(threshold.type),
      [0n, REFERENDUM_SEED, REFERENDUM_SEED, 'SuperMajorityApprove'],
    );
    await reach(chain, end.toNumber() - 2);
    await vote(chain, who.Two, referendum, { amount: 1n, unit: 1n, conviction: 'Locked1x' });
    assert.equal(await chain.number(), end.toNumber() - 1, 'the vote is in the last block');
    assert.equal((await ongoing(chain, referendum)).tally.ayes.toBigInt(), 1n);
    assert.equal(await isPassing(referendum), false);
    await chain.pass();
    assert.deepEqual(await rejected(), [referendum]);
    await reach(chain, end.toNumber() + day() + 1);
    assert.equal(await money(), before);
  });

  test('is not taken by a whale in the last block: others have another day', async () => {
    const before = await money();
    const gift = chain.api.tx.balances.transferKeepAlive(who.Two.address, 5_000_000n * DMC);
    for (const name of ['Dave', 'Eve']) await chain.send(who[name], gift);
    const referendum = await attacked(before / 2n + 1n);
    const end = await endOf(chain, referendum);
    await reach(chain, end - 2);
    await vote(chain, who.Two, referendum, { amount: 19_000_000n });
    assert.equal(await chain.number(), end - 1, 'the vote is in the last block');
    assert.equal(await isPassing(referendum), true);
    const extended = async () => (await latest(chain, 'governance.VoteExtended')).map((data) => data.toJSON());
    await chain.pass();
    assert.deepEqual(await extended(), [[referendum, end + day(), true, 1]]);
    assert.equal(await endOf(chain, referendum), end + day());
    await vote(chain, who.Alice, referendum, { aye: false, amount: 9_000_000n });
    // It has turned again, and the whale has another day too.
    await reach(chain, end + day());
    assert.deepEqual(await extended(), [[referendum, end + 2 * day(), false, 2]]);
    assert.equal(await isPassing(referendum), false);
    await reach(chain, end + 2 * day());
    assert.deepEqual(await rejected(), [referendum]);
    // Whom the vote went against is free at once; who won is bound from the end that it had at last.
    const [, unlock] = (await unlocks('Alice')).find(([index]) => index === referendum);
    assert.equal(unlock, end + 2 * day() + 32 * period('voteLockingPeriod'));
    assert.equal(new Map(await unlocks('Two')).get(referendum), 0);
    await reach(chain, end + 3 * day() + 1);
    assert.equal(await money(), before);
  });
});

describe('what the council proposes to a referendum', () => {
  test('stays away for the cool-off when a member has vetoed it', async () => {
    const { democracy, system } = chain.api.tx;
    const call = system.setStorage([['0x7665746f', '0x01']]);
    const [propose, veto] = [democracy.externalPropose(inline(call)), democracy.vetoExternal(call.method.hash)];
    // At the beginning of a period, so that nothing is put to the vote before the veto.
    const launch = period('launchPeriod');
    await reach(chain, Math.ceil(await chain.number() / launch) * launch + 1);
    await council(chain, who, propose);
    await assert.rejects(chain.send(who.Two, veto), { name: 'BadOrigin' });
    const vetoed = await chain.send(who.One, veto);
    assert.equal((await chain.api.query.democracy.nextExternal()).isSome, false);
    const until = vetoed.event('democracy.Vetoed').until.toNumber();
    assert.equal(until, await chain.number() + period('cooloffPeriod'));
    const refused = { name: 'democracy.ProposalBlacklisted' };
    await assert.rejects(council(chain, who, propose), refused);
    await assert.rejects(chain.send(who.Two, democracy.propose(inline(call), 1000n * DMC)), refused);
    await reach(chain, until - 2);
    await assert.rejects(chain.send(who.Two, democracy.propose(inline(call), 1000n * DMC)), refused);
    // After it both may, and the same member vetoes it no more.
    await chain.send(who.Two, democracy.propose(inline(call), 1000n * DMC));
    await council(chain, who, propose);
    await assert.rejects(chain.send(who.One, veto), { name: 'democracy.AlreadyVetoed' });
    await chain.send(who.Ferdie, veto);
  });

  test('passes by no simple majority, by no silence and in no haste, even if all seven want it', async () => {
    const { democracy, system } = chain.api.tx;
    const call = system.setStorage([['0x6861737465', '0x01']]);
    const refused = async (motion) => assert.rejects(council(chain, who, motion, SEVEN), { name: 'BadOrigin' }, motion.method.method);
    await refused(democracy.externalProposeMajority(inline(call)));
    await refused(democracy.externalProposeDefault(inline(call)));
    await council(chain, who, democracy.externalPropose(inline(call)));
    for (const votingPeriod of [period('votingPeriod'), 1]) await refused(democracy.fastTrack(call.method.hash, votingPeriod, 0));
  });
});

describe('the treasury', () => {
  const beneficiary = palletAccount('nobodys');
  /// What it can pay, without what keeps its account alive.
  const available = async () => await chain.balance(PALLETS.treasury) - chain.api.consts.balances.existentialDeposit.toBigInt();
  const spend = (amount) => council(chain, who, chain.api.tx.governance.spend(NATIVE, amount, beneficiary));

  test('is spent by the council within one per cent, payable after a day', async () => {
    const { treasury } = chain.api.tx;
    const over = { name: 'governance.OverSpendingLimit' };
    // Fees that it gets meanwhile raise the limit by less than this.
    await assert.rejects(spend(await available() / 100n + DMC), over);
    const amount = await available() / 100n;
    const approved = (await spend(amount)).event('governance.SpendApproved');
    const [index, from] = [approved.spend.toNumber(), approved.payableFrom.toNumber()];
    assert.equal(from, await chain.number() + day());
    await assert.rejects(spend(DMC), over);
    await reach(chain, from - 2);
    await assert.rejects(chain.send(who.Two, treasury.payout(index)), { name: 'treasury.EarlyPayout' });
    await chain.send(who.Two, treasury.payout(index));
    assert.equal(await chain.number(), from);
    assert.equal(await chain.balance(beneficiary), amount);
    await assert.rejects(spend(DMC), over);
  });

  test('is spent by nobody else but Root', async () => {
    const { governance, treasury } = chain.api.tx;
    const refused = { name: 'BadOrigin' };
    await assert.rejects(chain.send(who.Alice, governance.spend(NATIVE, 1n, beneficiary)), refused);
    await assert.rejects(council(chain, who, treasury.spend(NATIVE, 1n, beneficiary, null)), refused);
    await assert.rejects(council(chain, who, treasury.spend(NATIVE, 1n, beneficiary, null), SEVEN), refused);
  });
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
    await clock.next();
    const wrong = await feed(alike(truth * 10n));
    assert.deepEqual([wrong.state, wrong.value, wrong.disputed], ['disputed', null, decimal(truth * 10n)]);
    await clock.next();
    const back = await feed(alike(truth));
    assert.deepEqual([back.state, back.disputed], ['disputed', decimal(truth)]);
    await assert.rejects(chain.send(who.Alice, governance.confirmAverage(ETH, back.day)), { name: 'BadOrigin' });
    await council(chain, who, governance.confirmAverage(ETH, back.day));
    assert.equal((await chain.rpc('dmex_marketAverage', ETH, back.day)).state, 'known');
    await clock.next();
    const next = await feed(alike(truth + 1n));
    assert.deepEqual([next.state, next.value, next.ignored], ['known', decimal(truth + 1n), []]);
  });

  test('is fed by whom the council admits, from the day after the next', async () => {
    const { oracleMembership } = chain.api.tx;
    await assert.rejects(chain.send(who.Alice, oracleMembership.addMember(who.Eve.address)), { name: 'BadOrigin' });
    await clock.next();
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

describe('the launch stage', () => {
  test('is ended by anyone once its time is over, and not a day earlier', async () => {
    const { governance } = chain.api.tx;
    const clock = await Clock.of(chain, { sealed: true });
    const first = (await chain.api.query.governance.firstDay()).unwrap().toNumber();
    const told = () => chain.rpc('dmex_protocol');
    assert.equal((await told()).handOverFrom, first + HAND_OVER_AFTER);
    const after = (days) => council(chain, who, governance.setParameter({ Governance: { HandOverAfter: [null, days] } }));
    await assert.rejects(after(29), { name: 'governance.OutOfRange' });
    const from = Math.max(first + 30, await clock.today() + 3);
    await after(from - first);
    assert.equal((await told()).handOverFrom, from);
    await clock.reach(from - 1);
    await assert.rejects(chain.send(who.Two, governance.handOver()), { name: 'governance.TooEarly' });
    await clock.reach(from);
    const { day: since } = (await chain.send(who.Two, governance.handOver())).event('governance.HandedOver');
    assert.equal(since.toNumber(), from);
    const { stage, handOverFrom } = await told();
    assert.deepEqual([stage, handOverFrom], ['community', null]);
    await assert.rejects(chain.send(who.Two, governance.handOver()), { name: 'governance.LaunchIsOver' });
  });
});
