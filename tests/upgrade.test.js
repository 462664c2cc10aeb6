// A chain that began with version 1 of the runtime, full of open things, is upgraded to this one on the road to Root that
// it has, and lives on. Then this one is upgraded to the next version, on its own road.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { blake2AsHex } from '@polkadot/util-crypto';
import { DMC } from './lib/arithmetic.js';
import { council, FIVE } from './lib/council.js';
import { APPLICATION_DEPOSIT, CLAIM_DEPOSIT, POOL, ROOT_CALL_DELAY, STAKING_WEIGHTS } from './lib/genesis.js';
import { DAY_BLOCKS, fill, open, proposedByCouncil, toRoot } from './lib/open-things.js';
import { endOf, event, note } from './lib/referenda.js';
import { beginningWith, CODE, laterVersion, upgraded, version1, versions } from './lib/runtime.js';

const HOUR = DAY_BLOCKS / 24;

let world;
let code;
let things;

before(async () => {
  const old = await version1();
  world = await open((spec) => {
    const { embedded, text } = beginningWith(old, spec);
    code = embedded;
    return text;
  });
  things = await fill(world);
});
after(() => world?.close());

const stored = (key) => world.chain.rpc('state_getStorage', key);
const votes = () => [things.claim, things.breach, things.application].map(({ referendum }) => referendum);
/// What is stored of an open vote, but for its end.
const standing = async (index) => {
  const info = await world.chain.api.query.democracy.referendumInfoOf(index);
  const { end, ...rest } = info.unwrap().asOngoing.toJSON();
  return { end, rest };
};
const standings = () => Promise.all(votes().map(standing));
const spend = async ({ index }) => (await world.chain.api.query.treasury.spends(index)).toJSON();

/// Dave pays, and its instalments are released.
async function livesOn() {
  await world.reach(await world.today() + 1);
  const { miner } = await world.pay(things.dave);
  assert.ok(miner > 0n, 'nothing is released');
  await world.check('after a payment');
  for (const lot of things.dave.model.lots) await world.compare(things.dave, lot);
}

describe('a chain of version 1', () => {
  test('decides by its own rules on its upgrade', async () => {
    assert.deepEqual(await versions(world.chain), [1, 1]);
    const hash = blake2AsHex(code);
    const referendum = (await world.chain.api.query.democracy.referendumCount()).toNumber();
    await toRoot(world, world.tx.system.authorizeUpgrade(hash), 1);
    await world.vote('Alice', [referendum], { balance: 1_000_000n * DMC });
    await proposedByCouncil(world);
    await world.until(await endOf(world.chain, referendum) + 1);
    assert.equal((await world.chain.api.query.system.authorizedUpgrade()).unwrap().codeHash.toHex(), hash);
    await world.pay(things.dave);
    // Of what the accounts must hold a node of this version asks the next runtime.
    await world.book.check('before the upgrade');
  });

  test('is upgraded with everything open, which stays as it was', async () => {
    const [before, spends] = [await standings(), things.spends];
    const kept = [await spend(spends.approved), await spend(spends.large)];
    await world.send('Eve', world.tx.system.applyAuthorizedUpgrade(code));
    assert.equal(await stored(CODE), code);
    // No transaction is accepted in the block of the migrations.
    assert.deepEqual(await upgraded(world, 2), ['UpgradeStarted', 'MigrationCompleted', 'UpgradeCompleted']);
    assert.ok((await world.chain.api.query.migrations.cursor()).isNone);
    const now = await standings();
    assert.deepEqual(now.map(({ rest }) => rest), before.map(({ rest }) => rest));
    assert.deepEqual(now.map(({ end }) => end), before.map(({ end }) => Math.ceil(end / HOUR) * HOUR));
    assert.deepEqual([await spend(spends.approved), await spend(spends.large)], kept);
    assert.deepEqual((await spend(spends.paid)).status, { attempted: { id: 'Made' } });
    const { stage, handOverFrom, parameters, today } = await world.chain.rpc('dmex_protocol');
    assert.deepEqual([stage, handOverFrom - today], ['launch', 180]);
    const outflow = parameters.find(({ name }) => name === 'Governance.OutflowLimit');
    assert.equal(Number(outflow.value), 200_000);
    const { startDay, pools } = await world.chain.rpc('dmex_staking');
    assert.deepEqual([startDay, pools.map(({ weight }) => weight)], [today, STAKING_WEIGHTS.map(Number)]);
  });
});

describe('after the upgrade', () => {
  test('a certificate goes on paying', livesOn);

  test('the treasury pays what was approved, within the fuse', async () => {
    const { treasury } = world.tx;
    const { approved, paid, large } = things.spends;
    await world.send('Bob', treasury.checkStatus(paid.index));
    await world.send('Bob', treasury.payout(approved.index));
    world.book.move('treasury', 'Two', 'DMC', approved.amount);
    await world.refused('Bob', treasury.payout(large.index), 'treasury.PayoutError');
    await world.check('after a payout');
  });

  test('an auction ends, and the chain settles it', async () => {
    const { auction, one } = things;
    await world.until(auction.ends + 1);
    const { lot } = await world.firstSale(one, { payer: 'market', buyer: 'Charlie', items: [0, 1], total: auction.amount });
    const settled = await world.chain.rpc('dmex_certificate', one.series, 0);
    // It was sold on the day on which it ended.
    assert.deepEqual([settled.owner, settled.lock], [world.who[lot.buyer].address, null]);
    await world.check('after the auction');
  });

  test('the votes on a claim, on a breach and on an application conclude', async () => {
    const { claim, application, two, dave } = things;
    const ends = Math.max(...await Promise.all(votes().map((vote) => endOf(world.chain, vote))));
    while (await world.chain.number() < ends + 2) {
      await world.pass(Math.min(DAY_BLOCKS, ends + 2 - await world.chain.number()));
      await world.pay(dave);
    }
    for (const vote of votes()) {
      const { approved } = (await world.chain.api.query.democracy.referendumInfoOf(vote)).unwrap().asFinished;
      assert.ok(approved.isTrue, String(vote));
    }
    assert.equal((await world.chain.rpc('dmex_claim', claim.id)).status, 'approved');
    assert.equal((await world.chain.rpc('dmex_application', application.application)).state, 'approved');
    assert.ok((await world.chain.rpc('dmex_series', two.series)).state.terminated);
    world.book.move('registry', 'Charlie', 'DMC', APPLICATION_DEPOSIT);
    world.book.move(POOL, 'Eve', 'DMC', CLAIM_DEPOSIT);
    world.terminate(two);
    world.payOut(two);
    await world.check('after the votes');
  });

  test('five of the council upgrade it again, on the road of the launch stage', async () => {
    const { chain, who, tx } = world;
    const next = await laterVersion(1);
    const { hash, len } = await note(chain, who.Eve, tx.system.setCode(next));
    const proposed = await council(chain, who, tx.governance.proposeRootCall(hash, len), FIVE);
    const referendum = proposed.event('governance.RootCallProposed').referendum.toNumber();
    const ends = await endOf(chain, referendum);
    assert.ok(ends - await chain.number() <= ROOT_CALL_DELAY * DAY_BLOCKS + HOUR);
    await world.until(ends);
    const { result } = await event(chain, 'whitelist.WhitelistedCallDispatched', HOUR);
    assert.ok(result.isOk, String(result));
    assert.equal(await stored(CODE), next);
    // What version 2 migrated is not migrated again.
    assert.deepEqual(await upgraded(world, 3), ['UpgradeStarted', 'MigrationSkipped', 'UpgradeCompleted']);
    await livesOn();
  });
});
