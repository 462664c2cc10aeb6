// What becomes of a miner that stops, of its holders, and of a miner that performs, on a real node: two
// series are ended, one by a vote and one by silence, one is saved, and one cannot be touched. Every
// amount is computed here from the rules.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { decimal, DMC, FIXED, partDown, sale, toFixed, Fraction } from './demo/arithmetic.js';
import { palletAccount } from './demo/book.js';
import { JudgedSeries } from './demo/judge.js';
import { Chain, nameOfError, people, withId } from './lib/chain.js';
import { council as adopted } from './lib/council.js';
import { startNode } from './lib/node.js';

const USDT = 1;
const BTC = 11;
const UNITS = 10n;
const TERM = 20;
const MINTED = 4;
const PRICE = 123_456_789n;
const RATE = DMC / 10n;
const PLEDGE = UNITS * BigInt(MINTED * TERM) * RATE;
const EXTRA = 5n * DMC;
const EXPECTED = toFixed(Fraction.parse('71000.7'));
const SEED = 1_000n * DMC;
const MILLION = 1_000_000n * DMC;
const VOTING_DAYS = 7;
const EVENT_VOTE_AFTER = 30;
/// Eve buys a day before Charlie.
const LOTS = { Eve: [0, 1], Charlie: [2] };
const POOL = palletAccount('dx/insur');

let node;
let chain;
let who;
/// The day of the first sale.
let first;
/// By miner: its series with what the rules say of it. Two ends by a vote, One by silence, Ferdie is
/// saved, Dave performs.
const series = new Map(['Two', 'One', 'Ferdie', 'Dave'].map((name) => [name, { name }]));
const each = (work) => Promise.all([...series.values()].map(work));

before(async () => {
  node = await startNode({ sealing: 'instant' });
  chain = await Chain.connect(node.url);
  who = await people();
  await approved();
  await sold();
});
after(async () => {
  await chain?.close();
  await node?.stop();
});

// --- steps ---

const send = (name, call) => chain.send(who[name], call);
const told = (name) => chain.rpc('dmex_series', series.get(name).id);
const today = async () => (await chain.rpc('dmex_protocol')).today;

/// Empty blocks until the first one of `day`; the performing miner pays each day as soon as it may.
async function reach(day) {
  while (await today() < day) {
    const now = await today();
    while (await today() === now) await chain.pass();
    await perform();
  }
}

/// The performing miner pays what it may: without an average, days up to the one before yesterday.
async function perform() {
  const { performs, model } = series.get('Dave');
  const days = performs ? Math.max(0, await today() - 2 - model.last) : 0;
  await pay('Dave', Array(days).fill(100n));
}

async function approved() {
  const { minerRegistry, democracy, utility } = chain.api.tx;
  await each(async (each) => {
    const dossier = {
      kind: 'Company', name: each.name, location: 'Oslo', nodeId: 'pool/x', evidenceHash: `0x${'3c'.repeat(32)}`, uri: 'https://x.example',
    };
    const applied = await send(each.name, minerRegistry.apply(1, dossier, 100n, 100n, EXPECTED, withId(USDT), 600_000n));
    each.application = applied.event('minerRegistry.ApplicationOpened').application.toNumber();
    each.referendum = applied.event('democracy.Started').refIndex.toNumber();
  });
  const start = await today();
  await send('Alice', utility.batchAll([...series.values()].map(({ referendum }) => (
    democracy.vote(referendum, { Standard: { vote: { aye: true, conviction: 'Locked1x' }, balance: MILLION } })
  ))));
  await reach(start + VOTING_DAYS + 1);
  for (const { application } of series.values()) {
    assert.equal((await chain.rpc('dmex_application', application)).state, 'approved');
  }
}

async function sold() {
  const { minerRegistry, hashrateNft, hashrateMarket, utility } = chain.api.tx;
  const items = Array.from({ length: MINTED }, (_, item) => item);
  for (const each of series.values()) {
    const created = await send(each.name, utility.batchAll([
      minerRegistry.pledge(each.application, PLEDGE + EXTRA),
      hashrateNft.createSeries(each.application, UNITS, TERM),
    ]));
    each.id = created.event('hashrateNft.SeriesCreated').series.toNumber();
    await send(each.name, utility.batchAll([hashrateNft.mint(each.id, MINTED), hashrateMarket.list(each.id, items, PRICE, 80)]));
    each.model = new JudgedSeries({
      units: UNITS, term: TERM, poolRate: 5_000n, pledgeRate: RATE, minPayout: 1_000n, expected: EXPECTED,
    });
  }
  first = await today() + 1;
  for (const [i, [buyer, items]] of Object.entries(LOTS).entries()) {
    await reach(first + i);
    const buys = [...series.values()].map(({ id }) => hashrateMarket.buy(id, items, PRICE * BigInt(items.length)));
    await send(buyer, utility.batchAll(buys));
    const { deposit } = sale(PRICE, 10_000n);
    for (const { model } of series.values()) model.sell({ buyer, items, day: first + i, deposit });
  }
  assert.equal(await today(), first + 1);
}

/// Pays the oldest days, each in percent of what is expected without an average, and notes what the
/// rules say comes of it.
async function pay(name, percents) {
  const { id, model } = series.get(name);
  if (percents.length === 0) return undefined;
  const start = model.last + 1;
  const days = percents.filter((_, i) => model.unitsOn(start + i) > 0n);
  if (days.length === 0) return { miner: 0n, pool: 0n, payments: [] };
  const amounts = days.map((percent, i) => (EXPECTED * model.unitsOn(start + i) * percent) / (FIXED * 100n) + 1n);
  const paid = await send(name, chain.api.tx.riskEscrow.distribute(id, start, amounts));
  const parts = amounts.map((amount, i) => model.pay(start + i, amount));
  const all = (part) => parts.reduce((total, each) => total + each[part], 0n);
  return { ...paid, income: amounts.reduce((a, b) => a + b), miner: all('miner'), pool: all('pool'), payments: model.payout() };
}

/// What holders and others own, and how many transactions the holders sent.
async function standing() {
  const result = {};
  for (const name of ['Eve', 'Charlie']) {
    result[name] = {
      DMC: await chain.balance(who[name].address),
      USDT: await chain.balance(who[name].address, USDT),
      BTC: await chain.balance(who[name].address, BTC),
      nonce: (await chain.api.query.system.account(who[name].address)).nonce.toNumber(),
    };
  }
  return result;
}

/// What payments should have changed: holders send nothing.
function plus(state, payments) {
  const result = structuredClone(state);
  for (const { lot, income, rest, slash } of payments) {
    result[lot.buyer].BTC += income;
    result[lot.buyer].USDT += rest;
    result[lot.buyer].DMC += slash;
  }
  return result;
}

const report = (by, name) => send(by, chain.api.tx.riskEscrow.reportBreach(series.get(name).id));
const refused = (name, call, error) => assert.rejects(send(name, call), { name: error });

const council = (call) => adopted(chain, who, call);

// --- tests ---

describe('payouts', () => {
  test('reach holders in the block that pays, without a transaction of theirs', async () => {
    await reach(first + 3);
    const before = await standing();
    const payments = [];
    for (const [name, percent] of [['Two', 60n], ['One', 100n], ['Ferdie', 100n], ['Dave', 100n]]) {
      const paid = await pay(name, [percent]);
      assert.equal(paid.payments.length, 1, 'one lot is active on the first day');
      payments.push(...paid.payments);
      assert.equal((await told(name)).payout, null);
      const at = await chain.api.at(paid.block);
      assert.equal(await chain.balance(who.Eve.address, BTC, at), plus(before, payments).Eve.BTC, 'in the same block');
    }
    assert.deepEqual(await standing(), plus(before, payments));
    series.get('Dave').performs = true;
  });

  test('leave nothing to claim, and claiming is not an error', async () => {
    const { id } = series.get('One');
    assert.equal((await chain.rpc('dmex_certificate', id, 0)).claimable, '0');
    const claimed = await send('Bob', chain.api.tx.riskEscrow.claim(id, [0]));
    assert.equal(nameOfError(chain.api, claimed.event('riskEscrow.ClaimFailed').error), 'riskEscrow.NothingToClaim');
  });
});

describe('a miner that stops', () => {
  test('is late, and cannot be reported a day too early', async () => {
    await reach(first + 10);
    const { late, overdueDays, breach, state } = await told('Two');
    assert.deepEqual([late, overdueDays, breach, state], [true, 7, null, 'open']);
    await assert.rejects(report('Bob', 'Two'), { name: 'riskEscrow.NotBreached' });
  });

  test('is frozen by anybody on the next day, and the vote opens', async () => {
    await reach(first + 11);
    for (const name of ['Two', 'One', 'Ferdie']) {
      const each = series.get(name);
      assert.deepEqual((await told(name)).breach, { late: { openDays: 8 } });
      const reported = await report('Bob', name);
      const { reporter, breach, referendum } = reported.event('riskEscrow.BreachReported');
      assert.equal(reporter.toString(), who.Bob.address);
      assert.deepEqual(breach.toJSON(), { late: { openDays: 8 } });
      each.vote = referendum.toNumber();
      each.model.freeze();
      const { state, breach: again, freezes } = await told(name);
      assert.deepEqual([again, freezes], [null, 1]);
      const { cause, since, cut, referendum: { index, outcome, tally }, waiting } = state.frozen;
      assert.deepEqual([cause, since, cut, index, outcome, waiting], ['breach', first + 11, first + 1, each.vote, 'ongoing', '0']);
      assert.deepEqual(tally, { ayes: String(SEED), nays: '0', turnout: String(SEED) });
      await assert.rejects(report('Bob', name), { name: 'riskEscrow.Frozen' });
      const { record } = await chain.rpc('dmex_miner', who[name].address);
      assert.deepEqual([record.breaches, record.frozenSeries, record.defaulted, record.slashes], [1, 1, false, 0]);
    }
  });

  test('mints nothing, sells nothing and takes no pledge back meanwhile', async () => {
    const { minerRegistry, hashrateNft, hashrateMarket } = chain.api.tx;
    const { id, application } = series.get('Two');
    await refused('Two', hashrateNft.mint(id, 1), 'hashrateNft.Frozen');
    await refused('Bob', hashrateMarket.buy(id, [3], PRICE), 'riskEscrow.Frozen');
    await refused('Two', minerRegistry.withdrawPledge(application, EXTRA), 'minerRegistry.FrozenSeries');
    await refused('Bob', chain.api.tx.riskEscrow.concludeBreach(id), 'riskEscrow.StillVoting');
  });

  test('may pay while the vote runs: holders get the income, and the release waits', async () => {
    const { democracy } = chain.api.tx;
    const vote = (name, of, aye, balance) => send(name, democracy.vote(series.get(of).vote, { Standard: { vote: { aye, conviction: 'Locked1x' }, balance } }));
    await vote('Alice', 'Two', true, MILLION);
    await vote('Two', 'Two', false, MILLION / 2n);
    await vote('Ferdie', 'Ferdie', false, MILLION);
    await reach(first + 12);
    const before = { miner: await chain.balance(who.Ferdie.address, USDT), holders: await standing() };
    await assert.rejects(pay('Ferdie', [100n, 70n]), { name: 'riskEscrow.PaidTooLittle' });
    const paid = await pay('Ferdie', [100n, 90n, 75n, 100n]);
    assert.equal(paid.miner + paid.pool, 0n);
    assert.equal(await chain.balance(who.Ferdie.address, USDT), before.miner);
    assert.deepEqual(await standing(), plus(before.holders, paid.payments));
    const { state, waiting } = await told('Ferdie');
    const { model } = series.get('Ferdie');
    assert.ok(model.waiting > 0n);
    assert.deepEqual([state.frozen.waiting, waiting], [String(model.waiting), String(model.waiting)]);
    const days = await chain.rpc('dmex_history', series.get('Ferdie').id, first + 2, first + 5);
    assert.deepEqual(days.map(({ released, flags }) => [released, flags.frozen, flags.judged]), [2, 3, 4, 5].map((day) => (
      [decimal(model.days.get(first + day).fraction), true, false]
    )));
    // What One pays now is its holders' too, and what it would have released as well if the vote ends it.
    const { model: silent } = series.get('One');
    const standingBefore = await standing();
    const late = await pay('One', [100n, 80n]);
    assert.ok(silent.waiting > 0n);
    assert.deepEqual(await standing(), plus(standingBefore, late.payments));
    assert.equal((await told('One')).waiting, String(silent.waiting));
  });
});

describe('the vote', () => {
  test('ends a series, and silence ends one: holders find refund and slash share', async () => {
    const start = await standing();
    const pledges = await chain.balance(palletAccount('dx/pledg'));
    const number = await chain.number();
    await reach(first + 11 + VOTING_DAYS + 1);
    const payments = [];
    let slashed = 0n;
    for (const name of ['Two', 'One']) {
      const { model } = series.get(name);
      const slash = model.terminate();
      slashed += slash;
      const { state, freezes, certificates, nextDay, activeUnits } = await told(name);
      const { on, ...ended } = state.terminated;
      assert.deepEqual(ended, { cause: 'breach', cut: first + 1, slash: String(slash), certDaysLeft: Number(model.certDaysLeft) });
      assert.ok(on === first + 18 || on === first + 19, `ended on day ${on - first}`);
      assert.deepEqual([freezes, certificates.ended, certificates.active, nextDay, activeUnits], [1, 3, 0, null, 0]);
      payments.push(...model.payout());
    }
    // Three certificates of ten units for twenty days at a tenth of a DMC, twice.
    assert.equal(slashed, 2n * 60n * DMC);
    assert.equal(await chain.balance(palletAccount('dx/pledg')), pledges - slashed);
    // Meanwhile Dave paid, and its income came too.
    const dave = (await payoutsSince(number, series.get('Dave').id));
    assert.deepEqual(await standing(), plus(start, [...payments, ...dave]));
    assert.ok(payments.every(({ rest, slash }) => rest > 0n && slash > 0n));
    await carriedOut(number);
  });

  /// The referenda did it themselves, in a block without a transaction, and the payout came with it.
  async function carriedOut(number) {
    const ends = [];
    for (let at = number + 1; at <= await chain.number(); at += 1) {
      const events = await chain.events((await chain.api.rpc.chain.getBlockHash(at)).toHex());
      for (const { phase, event } of events) {
        if (event.section === 'riskEscrow' && ['SeriesTerminated', 'Refunded'].includes(event.method)) {
          ends.push([event.method, event.data.series.toNumber(), at, phase.type]);
        }
      }
    }
    for (const name of ['Two', 'One']) {
      const { id } = series.get(name);
      const [ended, ...refunds] = ends.filter(([, of]) => of === id);
      assert.deepEqual([ended[0], ended[3]], ['SeriesTerminated', 'Initialization']);
      assert.deepEqual(refunds.map(([method, , block, phase]) => [method, block - ended[2], phase]), Array(3).fill(['Refunded', 0, 'Finalization']));
    }
  }

  test('leaves the certificates refunded, once, and every account covered', async () => {
    const { id, model } = series.get('Two');
    for (const lot of model.lots) {
      const { state, unreleased, claimable, slashShare } = await chain.rpc('dmex_certificate', id, lot.items[0]);
      assert.deepEqual([state, unreleased, claimable, slashShare], ['refunded', '0', '0', String(model.slashShare(lot))]);
    }
    const again = await send('Eve', chain.api.tx.riskEscrow.refund(id, [0]));
    assert.equal(nameOfError(chain.api, again.event('riskEscrow.RefundFailed').error), 'riskEscrow.AlreadyRefunded');
    const solvency = await chain.rpc('dmex_solvency');
    assert.equal(solvency.holds, true);
    assert.ok(solvency.escrow.every(({ held, due }) => BigInt(held) >= BigInt(due)));
  });

  test('takes the pledge of a miner and bars it', async () => {
    const { minerRegistry, hashrateNft, hashrateMarket, riskEscrow } = chain.api.tx;
    for (const name of ['Two', 'One']) {
      const { id, application, model } = series.get(name);
      const { record, pledge, requiredPledge } = await chain.rpc('dmex_miner', who[name].address);
      assert.deepEqual([record.defaulted, record.slashes, record.breaches, record.frozenSeries], [true, 1, 1, 0]);
      // What is left is for the unsold certificate, and what was pledged beyond need.
      assert.deepEqual([pledge, requiredPledge], [String(PLEDGE + EXTRA - model.slash), String(PLEDGE - model.slash)]);
      await refused(name, minerRegistry.withdrawPledge(application, EXTRA), 'minerRegistry.Defaulted');
      await refused(name, hashrateNft.mint(id, 1), 'hashrateNft.Terminated');
      await refused(name, hashrateNft.createSeries(application, UNITS, TERM), 'minerRegistry.Defaulted');
      await refused('Bob', hashrateMarket.buy(id, [3], PRICE), 'riskEscrow.MinerBarred');
      await refused(name, riskEscrow.distribute(id, first + 2, [1n]), 'riskEscrow.Terminated');
      await refused('Bob', riskEscrow.concludeBreach(id), 'riskEscrow.Terminated');
    }
  });

  test('that is lost lets the series go on, and what waited is paid', async () => {
    const { id, model } = series.get('Ferdie');
    const { state } = await told('Ferdie');
    assert.equal(state.frozen.referendum.outcome, 'rejected');
    const before = { miner: await chain.balance(who.Ferdie.address, USDT), pool: await chain.balance(POOL, USDT) };
    const concluded = await send('Bob', chain.api.tx.riskEscrow.concludeBreach(id));
    const resumed = model.resume(await today());
    const { released, poolShare } = concluded.event('riskEscrow.Resumed');
    assert.deepEqual([released.toBigInt(), poolShare.toBigInt()], [resumed.released, resumed.pool]);
    assert.equal(await chain.balance(who.Ferdie.address, USDT), before.miner + resumed.miner);
    assert.equal(await chain.balance(POOL, USDT), before.pool + resumed.pool);
    const after = await told('Ferdie');
    assert.deepEqual([after.state, after.waiting, after.late, after.overdueDays, after.breach], ['open', '0', false, 0, null]);
    assert.equal(after.frozenDays, await today() - first - 11);
    const { record } = await chain.rpc('dmex_miner', who.Ferdie.address);
    assert.deepEqual([record.breaches, record.frozenSeries, record.defaulted], [1, 0, false]);
    // It goes on paying: days that were over release what they pay, without tolerance.
    const paid = await pay('Ferdie', [80n]);
    const { fraction } = model.days.get(first + 6);
    assert.ok(fraction > FIXED / 2n && fraction < FIXED);
    assert.equal(await chain.balance(who.Ferdie.address, USDT), before.miner + resumed.miner + paid.miner);
  });
});

/// What the performing miner's holders received after a block, as the events of payouts tell it.
async function payoutsSince(number, id) {
  const payments = [];
  for (let at = number + 1; at <= await chain.number(); at += 1) {
    for (const { event } of await chain.events((await chain.api.rpc.chain.getBlockHash(at)).toHex())) {
      if (event.section === 'riskEscrow' && event.method === 'Claimed' && event.data.series.toNumber() === id) {
        const buyer = Object.keys(LOTS).find((name) => who[name].address === event.data.owner.toString());
        payments.push({ lot: { buyer }, income: event.data.amount.toBigInt(), rest: 0n, slash: 0n });
      }
    }
  }
  return payments;
}

describe('a miner that performs', () => {
  /// The releases of a freeze that is over, in the event of a transaction, and in the accounts.
  async function resumes(before, concluded) {
    const { model } = series.get('Dave');
    const resumed = model.resume(await today());
    const { released, poolShare } = concluded.event('riskEscrow.Resumed');
    assert.deepEqual([released.toBigInt(), poolShare.toBigInt()], [resumed.released, resumed.pool]);
    assert.ok(resumed.released > 0n);
    assert.equal(await chain.balance(who.Dave.address, USDT), before + resumed.miner);
    assert.equal((await told('Dave')).state, 'open');
  }

  test('cannot be reported', async () => {
    await perform();
    await send('Bob', chain.api.tx.hashrateMarket.buy(series.get('Dave').id, [3], PRICE));
    series.get('Dave').model.sell({ buyer: 'Bob', items: [3], day: await today(), deposit: sale(PRICE, 10_000n).deposit });
    assert.equal((await told('Dave')).breach, null);
    await assert.rejects(report('Eve', 'Dave'), { name: 'riskEscrow.NotBreached' });
    await refused('Eve', chain.api.tx.riskEscrow.terminate(series.get('Dave').id), 'BadOrigin');
    await refused('Eve', chain.api.tx.riskEscrow.concludeBreach(series.get('Dave').id), 'riskEscrow.NotFrozen');
  });

  test('cannot be ended by a public proposal that passes', async () => {
    const { democracy } = chain.api.tx;
    const call = chain.api.tx.riskEscrow.terminate(series.get('Dave').id).method;
    const number = await chain.number();
    const index = (await chain.api.query.democracy.referendumCount()).toNumber();
    await send('Eve', democracy.propose({ Inline: call.toHex() }, 1_000n * DMC));
    const info = async () => (await chain.api.query.democracy.referendumInfoOf(index)).unwrapOr(undefined);
    while (!(await info())) await reach(await today() + 1);
    await send('Alice', democracy.vote(index, { Standard: { vote: { aye: true, conviction: 'Locked6x' }, balance: MILLION } }));
    while (!(await info()).isFinished) await reach(await today() + 1);
    assert.ok((await info()).asFinished.approved.isTrue);
    await reach(await today() + 2);
    const dispatched = [];
    for (let at = number + 1; at <= await chain.number(); at += 1) {
      for (const { event } of await chain.events((await chain.api.rpc.chain.getBlockHash(at)).toHex())) {
        if (event.section === 'scheduler' && event.method === 'Dispatched') dispatched.push(event.data.result);
      }
    }
    assert.equal(nameOfError(chain.api, dispatched.at(-1).asErr), 'riskEscrow.NotFrozen');
    assert.equal((await told('Dave')).state, 'open');
  });

  test('is frozen by the council and not ended: reinstated, it gets what waited', async () => {
    const { riskEscrow } = chain.api.tx;
    const { id, model } = series.get('Dave');
    const evidence = { hash: `0x${'4d'.repeat(32)}`, uri: 'https://dave.example/flood' };
    await refused('Alice', riskEscrow.freezeForEvent(id, evidence), 'BadOrigin');
    await council(riskEscrow.freezeForEvent(id, evidence));
    model.freeze();
    const { state, freezes } = await told('Dave');
    assert.deepEqual(state.frozen, { cause: 'event', since: await today(), cut: model.last, referendum: null, waiting: '0' });
    assert.equal(freezes, 1);
    await assert.rejects(report('Eve', 'Dave'), { name: 'riskEscrow.Frozen' });
    await refused('Eve', riskEscrow.concludeBreach(id), 'riskEscrow.VoteNotOpen');
    await refused('Eve', riskEscrow.openEventVote(id), 'riskEscrow.TooEarly');
    await reach(await today() + 3);
    assert.equal((await told('Dave')).waiting, String(model.waiting));
    const before = await chain.balance(who.Dave.address, USDT);
    await resumes(before, await council(riskEscrow.reinstate(id)));
  });

  test('is not ended by silence in the vote on an event either', async () => {
    const { riskEscrow } = chain.api.tx;
    const { id, model } = series.get('Dave');
    await council(riskEscrow.freezeForEvent(id, { hash: `0x${'4e'.repeat(32)}`, uri: 'https://dave.example/fire' }));
    model.freeze();
    const since = await today();
    const before = await chain.balance(who.Dave.address, USDT);
    await reach(since + EVENT_VOTE_AFTER - 1);
    await refused('Eve', riskEscrow.openEventVote(id), 'riskEscrow.TooEarly');
    await reach(since + EVENT_VOTE_AFTER);
    await send('Eve', riskEscrow.openEventVote(id));
    const { referendum: { tally } } = (await told('Dave')).state.frozen;
    assert.deepEqual(tally, { ayes: '0', nays: String(SEED), turnout: String(SEED) });
    await reach(since + EVENT_VOTE_AFTER + VOTING_DAYS + 1);
    await resumes(before, await send('Eve', riskEscrow.concludeBreach(id)));
    const { record } = await chain.rpc('dmex_miner', who.Dave.address);
    assert.deepEqual([record.breaches, record.slashes, record.defaulted, record.frozenSeries, record.daysLow], [0, 0, false, 0, 0]);
    // Everything has ended: it is paid out and burnt, and the pledge is free but for what was pledged beyond.
    model.payout();
    const { certificates, payout } = await told('Dave');
    assert.deepEqual([certificates.ended, certificates.burnt, payout], [4, 4, null]);
    await send('Dave', chain.api.tx.minerRegistry.withdrawPledge(series.get('Dave').application, PLEDGE + EXTRA));
    assert.equal((await chain.rpc('dmex_solvency')).holds, true);
  });
});

describe('a payout too large for a block', () => {
  const COUNT = 800;

  test('goes on block by block, and its progress can be read', async (t) => {
    const { minerRegistry, democracy, hashrateNft, hashrateMarket, riskEscrow, utility } = chain.api.tx;
    const dossier = { kind: 'Individual', name: 'Bob', location: 'Bern', nodeId: 'pool/bob', evidenceHash: `0x${'5e'.repeat(32)}`, uri: 'https://bob.example' };
    const applied = await send('Bob', minerRegistry.apply(1, dossier, 1_000n, 1_000n, EXPECTED, withId(USDT), 600_000n));
    const { application } = applied.event('minerRegistry.ApplicationOpened');
    await send('Alice', democracy.vote(applied.event('democracy.Started').refIndex, { Standard: { vote: { aye: true, conviction: 'Locked1x' }, balance: MILLION } }));
    await reach(await today() + VOTING_DAYS + 1);
    const created = await send('Bob', utility.batchAll([minerRegistry.pledge(application, 1_000n * DMC), hashrateNft.createSeries(application, 1n, 1)]));
    const id = created.event('hashrateNft.SeriesCreated').series.toNumber();
    const lists = Array.from({ length: COUNT / 100 }, (_, i) => Array.from({ length: 100 }, (_, j) => (100 * i) + j));
    for (let left = COUNT; left > 0; left -= 200) await send('Bob', hashrateNft.mint(id, 200));
    for (const items of lists) await send('Bob', hashrateMarket.list(id, items, 700_000n, 30));
    await reach(await today() + 1);
    const start = await today() + 1;
    for (const items of lists) await send('Eve', hashrateMarket.buy(id, items, 70_000_000n));
    assert.equal(await today(), start - 1, 'all are of one day');
    await reach(start + 2);

    const before = await chain.balance(who.Eve.address, BTC);
    const income = 71_001n * BigInt(COUNT);
    const { block } = await send('Bob', riskEscrow.distribute(id, start, [income]));
    const progress = [];
    for (let at = (await chain.api.rpc.chain.getHeader(block)).number.toNumber(); ; at += 1) {
      if (at > await chain.number()) await chain.pass();
      const hash = (await chain.api.rpc.chain.getBlockHash(at)).toHex();
      const { payout, certificates } = await chain.rpc('dmex_series', id, hash);
      if (payout === null) break;
      assert.deepEqual([payout.of, payout.looked + payout.pending], [COUNT, COUNT]);
      assert.equal(certificates.burnt, payout.looked);
      progress.push(payout.looked);
    }
    t.diagnostic(`${COUNT} certificates; paid after each block: ${[...progress, COUNT].join(', ')}`);
    assert.ok(progress.length >= 2 && progress.every((looked, i) => looked > (progress[i - 1] ?? 0)), String(progress));
    assert.equal(await chain.balance(who.Eve.address, BTC), before + income);
    assert.deepEqual((await chain.rpc('dmex_series', id)).certificates, { minted: COUNT, unsold: 0, active: 0, ended: COUNT, burnt: COUNT });
  });
});
