// Governance in its two stages, on one chain whose certificates live on. The council of genesis upgrades the runtime on
// its road to Root, and hands over; DMC holders elect another council, and upgrade the runtime themselves.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Keyring } from '@polkadot/api';
import { DMC } from './lib/arithmetic.js';
import { council, FIVE } from './lib/council.js';
import { COUNCIL_TERM, ROOT_CALL_DELAY, ROOT_CALL_SEED } from './lib/genesis.js';
import { endOf, event, latest, note, ongoing, putToVote, vote } from './lib/referenda.js';
import { CODE, laterVersion, upgraded, versions } from './lib/runtime.js';
import { World } from './lib/world.js';

const DAY = 12;
/// Who stands for the council of the community.
const NEW = ['Ada', 'Ben', 'Cleo', 'Dora', 'Emil', 'Flora', 'Gus'];

let world;
let two;
let chain;
let who;
let tx;
let handedOver;
/// The version that the chain begins with.
let first;

before(async () => {
  const miner = { asset: 'USDT', floor: 100_000n, minted: 2, price: 123_456_789n, term: 90 };
  world = await World.open({ dayBlocks: DAY, miners: { Two: miner } });
  ({ chain, tx } = world);
  const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 });
  who = { ...world.who, ...Object.fromEntries(NEW.map((name) => [name, keyring.addFromUri(`//${name}`)])) };
  two = world.miners.get('Two');
  [first] = await versions(chain);
  await world.buy('Charlie', { Two: [0] });
  await world.reach(await world.today() + 2);
});
after(() => world?.close());

const stored = (key) => chain.rpc('state_getStorage', key);
const propose = ({ hash, len }, members = FIVE) => council(chain, who, tx.governance.proposeRootCall(hash, len), members);
/// A call of Root that leaves a mark.
const leave = (mark) => tx.system.setStorage([[mark, '0x01']]);
const seats = async () => (await chain.api.query.council.members()).map((each) => each.toString());
const addresses = (names) => names.map((name) => who[name].address);
const decided = async (name) => (await latest(chain, name)).map(({ refIndex }) => refIndex.toNumber());

/// Goes on until `block` is the latest; the miner pays meanwhile.
async function reach(block) {
  while (block - await chain.number() > 4 * DAY) {
    await world.pass(3 * DAY);
    await world.pay(two);
  }
  await world.until(block);
}

/// Goes on to the first block of `day`; the miner pays meanwhile.
async function payUntil(day) {
  while (day - await world.today() > 4) {
    await world.reach(await world.today() + 3);
    await world.pay(two);
  }
  await world.reach(day);
}

/// The miner pays, and the certificates that have not ended are what the rules say.
async function livesOn() {
  await world.reach(await world.today() + 1);
  const { miner } = await world.pay(two);
  assert.ok(miner > 0n, 'nothing is released');
  for (const lot of two.model.lots.filter(({ retired }) => !retired)) await world.compare(two, lot);
  await world.solvent();
}

describe('in the launch stage', () => {
  let old;
  let code;
  let upgrade;

  before(async () => {
    old = await stored(CODE);
    code = await laterVersion(1);
    upgrade = await note(chain, who.Eve, tx.system.setCode(code));
  });

  test('four of the council propose nothing to Root', async () => {
    await assert.rejects(propose(upgrade, FIVE.slice(0, 4)), { name: 'BadOrigin' });
    await assert.rejects(council(chain, who, tx.whitelist.whitelistCall(upgrade.hash)), { name: 'BadOrigin' });
    await assert.rejects(chain.send(who.Alice, tx.governance.proposeRootCall(upgrade.hash, upgrade.len)), { name: 'BadOrigin' });
  });

  test('five propose a runtime upgrade, which silence lets pass after three days in public', async () => {
    await livesOn();
    const proposed = await propose(upgrade);
    const referendum = proposed.event('governance.RootCallProposed').referendum.toNumber();
    const { tally, threshold, end } = await ongoing(chain, referendum);
    assert.deepEqual(
      [tally.ayes.toBigInt(), tally.nays.toBigInt(), threshold.type, end.toNumber()],
      [ROOT_CALL_SEED, 0n, 'SuperMajorityAgainst', await chain.number() + ROOT_CALL_DELAY * DAY],
    );
    const other = await note(chain, who.Eve, leave('0x6f74686572'));
    await assert.rejects(propose(other), { name: 'governance.RootCallPending' });
    await reach(end.toNumber());
    assert.deepEqual(await decided('democracy.Passed'), [referendum]);
    assert.equal(await stored(CODE), old, 'enacted before its time');
    const { result } = await event(chain, 'whitelist.WhitelistedCallDispatched', 2);
    assert.ok(result.isOk, String(result));
    assert.equal(await stored(CODE), code);
    // A chain that did not begin with version 1 has nothing to migrate, and finds that out once.
    assert.deepEqual(await upgraded(world, first + 1), ['UpgradeStarted', 'MigrationCompleted', 'UpgradeCompleted']);
    ({ chain, tx } = world);
    await livesOn();
  });

  test('DMC holders stop what five propose', async () => {
    const mark = '0x73746f70706564';
    const proposed = await propose(await note(chain, who.Eve, leave(mark)));
    const referendum = proposed.event('governance.RootCallProposed').referendum.toNumber();
    const end = await endOf(chain, referendum);
    await assert.rejects(vote(chain, who.Alice, referendum, { amount: 9_000_000n }), { name: 'system.CallFiltered' });
    await vote(chain, who.Ferdie, referendum, { aye: false, amount: 9_700_000n, conviction: 'Locked1x' });
    await reach(end);
    assert.deepEqual(await decided('democracy.NotPassed'), [referendum]);
    await reach(end + DAY);
    assert.equal(await stored(mark), null);
  });

  test('the hand-over closes the road, also for a call that is on it', async () => {
    const mark = '0x70656e64696e67';
    const noted = await note(chain, who.Eve, leave(mark));
    const proposed = await propose(noted);
    const referendum = proposed.event('governance.RootCallProposed').referendum.toNumber();
    const end = await endOf(chain, referendum);
    await council(chain, who, tx.governance.handOver());
    handedOver = await world.today();
    assert.equal((await chain.rpc('dmex_protocol')).stage, 'community');
    assert.equal((await chain.api.query.democracy.referendumInfoOf(referendum)).isSome, false);
    await assert.rejects(propose(noted), { name: 'governance.LaunchIsOver' });
    await assert.rejects(council(chain, who, tx.whitelist.whitelistCall(noted.hash), FIVE), { name: 'BadOrigin' });
    await assert.rejects(council(chain, who, tx.governance.handOver()), { name: 'governance.LaunchIsOver' });
    await reach(end + DAY);
    assert.equal(await stored(mark), null);
  });
});

describe('in the community stage', () => {
  const { length } = NEW;
  const stand = (name, candidates) => chain.send(who[name], tx.phragmenElection.submitCandidacy(candidates));
  const elect = (names) => chain.send(who.Bob, tx.phragmenElection.vote(addresses(names), 1_000_000n * DMC));
  const rounds = async () => (await chain.api.query.phragmenElection.electionRounds()).toNumber();
  const nextRound = async () => (await chain.api.query.governance.nextRound()).unwrap().toNumber();
  let genesis;

  before(async () => {
    genesis = await seats();
    const gifts = addresses(NEW).map((address) => tx.balances.transferKeepAlive(address, 20_000n * DMC));
    await chain.send(who.Alice, tx.utility.batchAll(gifts));
    await livesOn();
    await world.buy('Dave', { Two: [1] });
  });

  test('no council is elected from fewer than seven candidates', async () => {
    for (const [count, name] of NEW.slice(1).entries()) await stand(name, count);
    await elect(NEW.slice(1));
    const round = await nextRound();
    assert.equal(round, handedOver + COUNCIL_TERM);
    await payUntil(round);
    await chain.pass();
    assert.equal(await nextRound(), round + 1, 'it is tried again');
    assert.equal(await rounds(), 0);
    assert.deepEqual(await seats(), genesis);
    assert.equal((await chain.api.query.phragmenElection.candidates()).length, length - 1);
  });

  test('seven candidates with votes are elected the day after', async () => {
    await stand(NEW[0], length - 1);
    await elect(NEW);
    const round = await nextRound();
    // Four of the old council have voted for a motion that nobody has closed yet.
    const motion = tx.governance.setParameter({ Series: { MaxTerm: [null, 11] } });
    const bytes = motion.method.encodedLength;
    const index = (await chain.api.query.council.proposalCount()).toNumber();
    await chain.send(who.Alice, tx.council.propose(4, motion, bytes));
    for (const name of FIVE.slice(0, 4)) await chain.send(who[name], tx.council.vote(motion.method.hash, index, true));
    await payUntil(round);
    assert.deepEqual(await seats(), genesis);
    await chain.pass();
    assert.equal(await nextRound(), round + COUNCIL_TERM);
    assert.equal((await latest(chain, 'phragmenElection.NewTerm')).length, 1);
    assert.equal(await rounds(), 1);
    assert.deepEqual([...await seats()].sort(), addresses(NEW).sort());
    const close = tx.council.close(motion.method.hash, index, { refTime: 10n ** 11n, proofSize: 10n ** 6n }, bytes);
    await assert.rejects(chain.send(who.Alice, close), { name: 'council.TooEarly' });
  });

  test('the new council decides, and the old one does not', async () => {
    const parameter = (days) => tx.governance.setParameter({ Series: { MaxTerm: [null, days] } });
    await assert.rejects(council(chain, who, parameter(12)), { name: 'council.NotMember' });
    await assert.rejects(chain.send(who.Alice, tx.democracy.vetoExternal(parameter(12).method.hash)), { name: 'BadOrigin' });
    await council(chain, who, parameter(80), NEW.slice(0, 4));
    const { parameters } = await chain.rpc('dmex_protocol');
    assert.equal(parameters.find(({ name }) => name === 'Series.MaxTerm').value, '80');
    const noted = await note(chain, who.Eve, leave('0x6e6577'));
    await assert.rejects(propose(noted, NEW.slice(0, 5)), { name: 'governance.LaunchIsOver' });
  });

  test('DMC holders upgrade the runtime by themselves', async () => {
    await livesOn();
    const old = await stored(CODE);
    const code = await laterVersion(2);
    const upgrade = await note(chain, who.Two, tx.system.setCode(code));
    const referendum = await putToVote(chain, who.Two, { Lookup: upgrade });
    for (const name of ['Alice', 'Charlie', 'Dave']) await vote(chain, who[name], referendum, { amount: 4_000_000n });
    await reach(await endOf(chain, referendum));
    assert.deepEqual(await decided('democracy.Passed'), [referendum]);
    await world.pass(chain.api.consts.democracy.enactmentPeriod.toNumber() - 1);
    assert.equal(await stored(CODE), old, 'enacted before its time');
    const { result } = await event(chain, 'scheduler.Dispatched', 2);
    assert.ok(result.isOk, String(result));
    assert.equal(await stored(CODE), code);
    assert.deepEqual(await upgraded(world, first + 2), ['UpgradeStarted', 'MigrationSkipped', 'UpgradeCompleted']);
    ({ chain, tx } = world);
    await livesOn();
  });
});
