// The brakes: safe mode, and the pause of a single call. What they stop, in any wrapping; what goes on; and that both
// end by themselves.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { createKeyMulti, encodeAddress } from '@polkadot/util-crypto';
import { DMC, FIXED } from './lib/arithmetic.js';
import { nameOfError } from './lib/chain.js';
import { council, FIVE } from './lib/council.js';
import { IN_CALLS } from './lib/genesis.js';
import { World } from './lib/world.js';

const DAY = 60;
const PRICE = 123_456_789n;
const FILTERED = 'system.CallFiltered';
const WEIGHT = { refTime: 10n ** 10n, proofSize: 10n ** 6n };

let world;
let two;
let chain;
let who;
let tx;
/// The account of Alice and Bob together.
let shared;
/// The vote on an application that is open.
let referendum;

before(async () => {
  world = await World.open({ dayBlocks: DAY, miners: { Two: { asset: 'USDT', floor: 600_000n, minted: 4, price: PRICE } } });
  ({ chain, who, tx } = world);
  two = world.miners.get('Two');
  shared = encodeAddress(createKeyMulti([who.Alice.address, who.Bob.address], 2), 42);
  await world.send('Alice', tx.proxy.addProxy(who.Bob.address, 'Any', 0));
  await world.send('Alice', tx.balances.transferKeepAlive(shared, 100n * DMC));
  await world.send('Two', tx.minerRegistry.pledge(two.application, 5n * DMC));
  await world.buy('Eve', { Two: [0] });
  ({ referendum } = await world.apply('Dave', { units: 1n }));
});
after(() => world?.close());

const send = (name, call) => world.send(name, call);
const transfer = () => tx.balances.transferKeepAlive(who.Ferdie.address, 7n);
const list = (item) => tx.hashrateMarket.list(two.series, [item], PRICE, 5);

/// What becomes of a call of Alice's by each road: the name of its error, or `undefined`.
async function everyRoad(call) {
  const { utility, proxy, multisig } = tx;
  const errorOf = (result) => (result.isErr ? nameOfError(chain.api, result.asErr) : undefined);
  const { events } = await send('Alice', utility.batch([call]));
  const interrupted = events.find(({ name }) => name === 'utility.BatchInterrupted');
  const proxied = await send('Bob', proxy.proxy(who.Alice.address, null, call));
  await send('Alice', multisig.asMulti(2, [who.Bob.address], null, call, WEIGHT));
  const { when } = (await chain.api.query.multisig.multisigs(shared, call.method.hash)).unwrap();
  const executed = await send('Bob', multisig.asMulti(2, [who.Alice.address], when, call, WEIGHT));
  return [
    (await chain.sendRaw(who.Alice, call)).error,
    interrupted && nameOfError(chain.api, interrupted.data.error),
    (await chain.sendRaw(who.Alice, utility.batchAll([call]))).error,
    errorOf(proxied.event('proxy.ProxyExecuted').result),
    errorOf(executed.event('multisig.MultisigExecuted').result),
  ];
}
const ROADS = 5;
const everywhere = (outcome) => Array.from({ length: ROADS }, () => outcome);

/// What a miner owes and what is people's own, by those whose it is.
async function protectedCallsWork() {
  const { payments } = await world.pay(two);
  assert.deepEqual(payments, [], 'the income is too little to be sent');
  const [lot] = two.model.lots;
  await world.compare(two, lot);
  const claimed = await send('Eve', tx.riskEscrow.claimIncome(two.series, [0]));
  assert.equal(claimed.event('riskEscrow.IncomeClaimed').amount.toBigInt(), two.model.claim(lot));
  await send('Two', tx.minerRegistry.withdrawPledge(two.application, DMC));
}

describe('safe mode', () => {
  const enter = (members) => council(chain, who, tx.safeMode.forceEnter(), members);
  let until;

  test('is entered by five of the council, for a day', async () => {
    const day = await world.today();
    await world.reach(day + 4);
    await assert.rejects(enter(), { name: 'BadOrigin' });
    await assert.rejects(chain.send(who.Alice, tx.safeMode.enter()), { name: FILTERED });
    until = (await enter(FIVE)).event('safeMode.Entered').until.toNumber();
    assert.equal(until, await chain.number() + DAY);
  });

  test('refuses what is not protected, in any wrapping', async () => {
    for (const call of [transfer(), list(0)]) assert.deepEqual(await everyRoad(call), everywhere(FILTERED), call.method.method);
    const { certificateLending, hashrateMarket, uniques } = tx;
    // While nobody can bring money together to repay a loan, no lender takes what secures it.
    const foreclose = certificateLending.foreclose(0, 'Take');
    for (const call of [hashrateMarket.buy(two.series, [1], PRICE, 0), uniques.transfer(two.series, 0, who.Bob.address), foreclose]) {
      await world.refused('Eve', call, FILTERED);
    }
  });

  test('leaves income, claims, withdrawals, votes and feeds alone', async () => {
    await protectedCallsWork();
    await send('Two', tx.hashrateMarket.delist(two.series, [3]));
    const day = await world.today() - 1;
    const evidence = { hash: `0x${'2b'.repeat(32)}`, uri: 'https://two.example/claim.json' };
    const rates = { unitDay: FIXED, payment: FIXED, dmc: FIXED };
    // What there is nothing of is refused for that, and not by the filter.
    const { certificateLending, certificateStaking, credits, mutualInsurance, riskEscrow } = tx;
    await world.refused('Eve', mutualInsurance.fileClaim(two.series, day, 'Fire', evidence, IN_CALLS.USDT, 1n, rates), 'mutualInsurance.NotFrozen');
    await world.refused('Eve', riskEscrow.reportBreach(two.series), 'riskEscrow.NotBreached');
    await world.refused('Eve', credits.withdraw('Native'), 'credits.NoCredit');
    for (const call of [certificateLending.repay(0, 1n), certificateLending.settleLoan(0), certificateLending.cancelRequest(0)]) {
      await world.refused('Eve', call, 'certificateLending.UnknownLoan');
    }
    await world.refused('Eve', certificateLending.cancelLoanOffer(0), 'certificateLending.UnknownOffer');
    await world.refused('Eve', certificateStaking.unstake(two.series, [0]), 'certificateStaking.UnknownStake');
    await send('Eve', certificateStaking.claimRewards(two.series, [0]));
    await send('Alice', tx.oracle.feedValues([[2, { day, value: 1n }]]));
    await world.vote('Alice', [referendum], { balance: DMC });
  });

  test('ends by itself', async () => {
    await world.until(until - 1);
    await world.refused('Alice', transfer(), FILTERED);
    await world.pass(1);
    const [exited] = (await world.eventsOf(until + 1)).filter(({ name }) => name === 'safeMode.Exited');
    assert.equal(exited?.data.reason.type, 'Timeout');
    assert.deepEqual(await everyRoad(transfer()), everywhere(undefined));
    await assert.rejects(enter(FIVE), { name: 'BadOrigin' }, 'the council has a rest');
  });
});

describe('a pause', () => {
  const call = ['HashrateMarket', 'list'];
  const pause = (name, blocks) => council(chain, who, tx.governance.pause(name, blocks));

  test('stops one call in any wrapping, and ends by itself', async () => {
    const paused = await pause(call, 40);
    const ends = paused.event('governance.CallPaused').ends.toNumber();
    assert.equal(ends, await chain.number() + 40);
    assert.deepEqual(await everyRoad(list(0)), everywhere(FILTERED));
    await world.refused('Two', list(3), FILTERED);
    assert.deepEqual(await everyRoad(transfer()), everywhere(undefined));
    await protectedCallsWork();
    await world.until(ends - 2);
    await world.refused('Two', list(3), FILTERED);
    assert.equal(await chain.number(), ends - 1);
    await send('Two', list(3));
    const ended = (await world.eventsOf(ends)).filter(({ name }) => name === 'governance.PauseEnded');
    assert.equal(ended.length, 1);
  });

  test('is at most seven days long, and of a call that there is', async () => {
    for (const blocks of [0, 7 * DAY + 1]) await assert.rejects(pause(call, blocks), { name: 'governance.InvalidTime' });
    await assert.rejects(pause(['HashrateMarket', 'lists'], DAY), { name: 'governance.UnknownCall' });
    await assert.rejects(chain.send(who.Alice, tx.governance.pause(call, DAY)), { name: 'BadOrigin' });
  });
});

describe('what is protected', () => {
  const source = readFileSync(new URL('../runtime/src/configs/filters.rs', import.meta.url), 'utf8');
  const words = (text) => [...text.matchAll(/"(\w+)"/g)].map(([, word]) => word);
  const [, pallets] = /PROTECTED_PALLETS: [^=]*= \[(.*?)\];/s.exec(source);
  const [, calls] = /PROTECTED_CALLS: [^=]*= \[(.*?)\n\];/s.exec(source);
  const perPallet = [...calls.matchAll(/"(\w+)",\s*&\[(.*?)\]/gs)].map(([, pallet, names]) => [pallet, words(names)]);

  /// The calls of a pallet, by the metadata.
  function callsOf(pallet) {
    const { registry, runtimeMetadata } = chain.api;
    const found = runtimeMetadata.asLatest.pallets.find(({ name }) => name.toString() === pallet);
    assert.ok(found?.calls.isSome, `the chain has no pallet ${pallet} with calls`);
    return registry.lookup.getSiType(found.calls.unwrap().type).def.asVariant.variants.map(({ name }) => name.toString());
  }

  test('is named as the metadata names it', () => {
    assert.ok(words(pallets).length > 10 && perPallet.length > 5, 'the list was not read');
    for (const pallet of words(pallets)) callsOf(pallet);
    for (const [pallet, names] of perPallet) {
      const known = callsOf(pallet);
      assert.deepEqual(names.filter((name) => !known.includes(name)), [], pallet);
    }
  });

  test('can never be paused', async () => {
    const whole = words(pallets).map((pallet) => [pallet, callsOf(pallet)]);
    const all = [...whole, ...perPallet].flatMap(([pallet, names]) => names.map((name) => [pallet, name]));
    const { events } = await council(chain, who, tx.utility.forceBatch(all.map((name) => tx.governance.pause(name, DAY))));
    const errors = events.filter(({ name }) => name.startsWith('utility.Item')).map(({ data }) => data.error && nameOfError(chain.api, data.error));
    assert.deepEqual(all.filter((_, i) => errors[i] !== 'governance.ProtectedCall'), []);
    assert.equal(errors.length, all.length);
  });
});
