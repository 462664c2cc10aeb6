// The methods `dmex_*` as curl calls them: the shape of each answer, and a clear error for each kind
// of invalid question. What they answer about a chain in use, the demo checks, with the tests of market,
// insurance and enforcement.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DMC } from './lib/arithmetic.js';
import { post } from './lib/chain.js';
import { Clock } from './lib/clock.js';
import { council } from './lib/council.js';
import {
  APPLICATION_DEPOSIT, CAP_DAYS, CLAIM_DEPOSIT, COLLECT_DAYS, DAILY_EMISSION, GRACE_DAYS, IN_CALLS, INCIDENT_DAYS, INTEREST_FEE, NETWORK, PALLETS,
  POOL, SEED_OF_POOL, seriesDeposit, STAKING_WEIGHTS, VOTE_SEED,
} from './lib/genesis.js';
import { chain, node, who } from './lib/sealed.js';

const MALFORMED = -32602;
const UNKNOWN_ID = 1;
const UNKNOWN_BLOCK = 2;
const NOWHERE = `0x${'11'.repeat(32)}`;

const ask = (method, ...params) => post(node.http, method, params);

async function answered(method, ...params) {
  const { result, error } = await ask(method, ...params);
  assert.equal(error, undefined, `${method}: ${JSON.stringify(error)}`);
  return result;
}

async function refused(code, method, ...params) {
  const { result, error } = await ask(method, ...params);
  assert.equal(result, undefined, `${method}(${JSON.stringify(params)}) answered ${JSON.stringify(result)}`);
  assert.equal(error.code, code, `${method}(${JSON.stringify(params)}): ${JSON.stringify(error)}`);
  assert.ok(error.message.length > 3, 'the error says nothing');
  // Many clients show the message alone.
  assert.notEqual(error.message, 'Invalid params', `${method}(${JSON.stringify(params)}) tells no reason`);
}

describe('dmex_protocol', () => {
  test('tells the clock, the parameters with their ranges and the networks', async () => {
    const protocol = await answered('dmex_protocol');
    assert.equal(protocol.dayLength, 30_000);
    assert.equal(protocol.today, Math.floor(await chain.now() / protocol.dayLength));
    assert.ok(protocol.secondsToNextDay > 0 && protocol.secondsToNextDay <= 30);
    assert.equal(protocol.stage, 'launch');
    const { value } = protocol.parameters.find(({ name }) => name === 'Governance.HandOverAfter');
    assert.equal(protocol.handOverFrom, Number(await chain.api.query.governance.firstDay()) + Number(value));
    assert.deepEqual(protocol.networks.map(({ id, symbol, rewardAsset }) => [id, symbol, rewardAsset]), [[0, 'FIL', 10], [1, 'BTC', 11], [2, 'ETH', 12]]);
    assert.equal(protocol.networks[1].pledgePerUnitDay, '100000000000');
    assert.deepEqual(protocol.networks.map(({ closed }) => closed), [false, false, false]);
    assert.deepEqual(protocol.paymentAssets, ['native', 1]);
    assert.equal(protocol.applicationDeposit, String(APPLICATION_DEPOSIT));
    const depositOf = (term) => BigInt(protocol.seriesDeposit) + BigInt(term) * BigInt(protocol.seriesDepositPerDay);
    assert.deepEqual([1, 90].map(depositOf), [1, 90].map(seriesDeposit));
    assert.ok(protocol.parameters.length > 0);
    for (const { name, value, minimum, maximum } of protocol.parameters) {
      assert.ok(BigInt(minimum) <= BigInt(value) && BigInt(value) <= BigInt(maximum), `${name} is outside its range`);
    }
  });
});

describe('every method', () => {
  const valid = () => ({
    dmex_protocol: [],
    dmex_miner: [who.Eve.address],
    dmex_application: [0],
    dmex_series: [0],
    dmex_certificate: [0, 0],
    dmex_portfolio: [who.Eve.address, null, 10],
    dmex_history: [0, 0, 10],
    dmex_marketAverage: [NETWORK, 0],
    dmex_solvency: [],
    dmex_listings: [{}, null, 10],
    dmex_quote: [0, [0]],
    dmex_insurance: [],
    dmex_claim: [0],
    dmex_claims: [null, 10],
    dmex_loan: [0],
    dmex_loans: [{}, null, 10],
    dmex_staking: [],
  });

  test('is listed', async () => {
    const { methods } = await answered('rpc_methods');
    assert.deepEqual(Object.keys(valid()).filter((method) => !methods.includes(method)), []);
  });

  test('answers at a block of the past', async () => {
    const genesis = chain.api.genesisHash.toHex();
    assert.equal((await answered('dmex_portfolio', who.Eve.address, null, 10, genesis)).certificates.length, 0);
    await refused(UNKNOWN_ID, 'dmex_series', 0, genesis);
    await refused(UNKNOWN_ID, 'dmex_claim', 0, genesis);
    await refused(UNKNOWN_ID, 'dmex_loan', 0, genesis);
    assert.deepEqual(await answered('dmex_claims', null, 10, genesis), { claims: [], cursor: null });
    assert.deepEqual(await answered('dmex_loans', null, null, 10, genesis), { requests: [], offers: [], cursor: null });
    assert.equal((await answered('dmex_staking', genesis)).startDay, null);
  });

  test('refuses an unknown block', async () => {
    for (const [method, params] of Object.entries(valid())) await refused(UNKNOWN_BLOCK, method, ...params, NOWHERE);
  });

  test('refuses a malformed block', async () => {
    for (const [method, params] of Object.entries(valid())) {
      for (const hash of ['0x12', 'head', 7, `${NOWHERE}00`]) await refused(MALFORMED, method, ...params, hash);
    }
  });

  test('refuses what is missing', async () => {
    for (const [method, params] of Object.entries(valid())) {
      if (params.length > 0 && !['dmex_listings', 'dmex_claims', 'dmex_loans'].includes(method)) await refused(MALFORMED, method);
    }
  });
});

describe('dmex_solvency', () => {
  test('compares what the accounts hold with what they must', async () => {
    const { holds, escrow, income, market, insurance, lending, staking, pledges } = await answered('dmex_solvency');
    assert.deepEqual([holds, escrow, income, market, insurance, lending], [true, [], [], [], [], []]);
    assert.deepEqual(staking, pledges);
    assert.deepEqual(pledges, { asset: 'native', held: '10000000000', due: '0', holds: true });
  });
});

describe('malformed parameters', () => {
  const told = async (method, ...params) => (await ask(method, ...params)).error.message;

  test('are refused with the reason in the message', async () => {
    assert.match(await told('dmex_series', '0'), /Invalid params.*expected u32/);
    assert.match(await told('dmex_certificate', 0), /Invalid params.*No more params/);
    assert.match(await told('dmex_listings', { kind: 'loan' }), /Invalid params.*unknown variant `loan`/);
    assert.equal(await told('dmex_miner', 'Eve'), 'malformed account: Eve');
    assert.equal(await told('dmex_quote', 0, [7, 7]), 'a certificate is named twice');
  });
});

describe('accounts', () => {
  const malformed = () => ['', 'Eve', `${who.Eve.address}x`, who.Eve.address.slice(1), '0x1234', 7, null, { address: 1 }];

  test('that are malformed are refused', async () => {
    for (const account of malformed()) {
      await refused(MALFORMED, 'dmex_miner', account);
      await refused(MALFORMED, 'dmex_portfolio', account, null, 10);
    }
  });

  test('that never applied are no miners', () => refused(UNKNOWN_ID, 'dmex_miner', who.Eve.address));

  test('without certificates have an empty portfolio', async () => {
    assert.deepEqual(await answered('dmex_portfolio', who.Eve.address, null, 100), {
      identity: null, certificates: [], totals: [], credits: [], offers: [], loans: [], loanOffers: [], stakes: [], cursor: null,
    });
  });
});

describe('identities', () => {
  const LEGAL_NAMES = 2;
  const answers = async (name) => {
    const { address } = who[name];
    const { identity, identityBanned } = await answered('dmex_miner', address);
    assert.deepEqual((await answered('dmex_portfolio', address, null, 1)).identity, identity);
    return [identity, identityBanned];
  };

  /// An account names itself; the registrar, Ferdie, judges it if `judgement` says how.
  async function identify(name, legal, judgement) {
    const { identity } = chain.api.tx;
    const none = Object.fromEntries(['display', 'web', 'riot', 'email', 'image', 'twitter'].map((field) => [field, { None: null }]));
    const named = identity.setIdentity({ additional: [], legal: { Raw: legal }, pgpFingerprint: null, ...none });
    await chain.send(who[name], named);
    if (judgement) await chain.send(who.Ferdie, identity.provideJudgement(0, who[name].address, judgement, named.method.args[0].hash));
  }

  test('are told as a registrar of the council attests them, and nobody else', async () => {
    const { identity } = chain.api.tx;
    await assert.rejects(chain.send(who.Ferdie, identity.addRegistrar(who.Ferdie.address)), { name: 'BadOrigin' });
    await council(chain, who, identity.addRegistrar(who.Ferdie.address));
    await chain.send(who.Ferdie, identity.setFields(0, LEGAL_NAMES));
    await identify('Dave', 'Dave Mining Ltd');
    await refused(UNKNOWN_ID, 'dmex_miner', who.Dave.address);
    await identify('Dave', 'Dave Mining Ltd', 'Reasonable');
    assert.deepEqual(await answers('Dave'), [{ name: 'Dave Mining Ltd', registrar: 0, judgement: 'reasonable' }, false]);
    await identify('Dave', 'Dave Mining Ltd', 'Erroneous');
    await refused(UNKNOWN_ID, 'dmex_miner', who.Dave.address);
    await identify('Dave', 'Dave Mining Ltd', 'KnownGood');
    assert.deepEqual(await answers('Dave'), [{ name: 'Dave Mining Ltd', registrar: 0, judgement: 'knownGood' }, false]);
  });

  test('that are banned bar other accounts of the same name', async () => {
    await council(chain, who, chain.api.tx.minerRegistry.banMiner(who.Dave.address));
    await identify('Two', 'DAVE MINING, LTD.', 'Reasonable');
    const { record } = await answered('dmex_miner', who.Two.address);
    assert.equal(record.banned, false);
    assert.deepEqual(await answers('Two'), [{ name: 'DAVE MINING, LTD.', registrar: 0, judgement: 'reasonable' }, true]);
  });
});

describe('ids', () => {
  test('that do not exist are unknown', async () => {
    await refused(UNKNOWN_ID, 'dmex_application', 4_000_000_000);
    await refused(UNKNOWN_ID, 'dmex_series', 0);
    await refused(UNKNOWN_ID, 'dmex_certificate', 0, 0);
    await refused(UNKNOWN_ID, 'dmex_history', 0, 0, 10);
    await refused(UNKNOWN_ID, 'dmex_quote', 0, [0]);
    await refused(UNKNOWN_ID, 'dmex_claim', 0);
    await refused(UNKNOWN_ID, 'dmex_claim', 4_294_967_295);
    await refused(UNKNOWN_ID, 'dmex_loan', 0);
    await refused(UNKNOWN_ID, 'dmex_loan', 4_294_967_295);
    await refused(UNKNOWN_ID, 'dmex_marketAverage', 3, 0);
  });

  test('that are no numbers of 32 bits are refused', async () => {
    for (const id of [-1, 1.5, 2 ** 32, '0', null, [0]]) {
      await refused(MALFORMED, 'dmex_application', id);
      await refused(MALFORMED, 'dmex_series', id);
      await refused(MALFORMED, 'dmex_certificate', 0, id);
      await refused(MALFORMED, 'dmex_quote', id, [0]);
      await refused(MALFORMED, 'dmex_quote', 0, [id]);
      await refused(MALFORMED, 'dmex_claim', id);
      await refused(MALFORMED, 'dmex_loan', id);
      if (id !== null) await refused(MALFORMED, 'dmex_claims', id, 10);
      await refused(MALFORMED, 'dmex_marketAverage', id, 0);
    }
  });
});

describe('lists', () => {
  test('of certificates are paged by at most 100', async () => {
    for (const limit of [0, 101, 2 ** 31]) await refused(MALFORMED, 'dmex_portfolio', who.Eve.address, null, limit);
    for (const cursor of ['cursor', { loan: 0 }, { lent: '0' }, { stake: 0 }]) await refused(MALFORMED, 'dmex_portfolio', who.Eve.address, cursor, 10);
    for (const cursor of [{ certificate: [0, 0] }, { offer: 0 }, { borrowed: 0 }, { lent: 0 }, { loanOffer: 0 }, { stake: [0, 0] }]) {
      assert.equal((await answered('dmex_portfolio', who.Eve.address, cursor, 10)).cursor, null);
    }
  });

  test('of what is for sale are paged by at most 100', async () => {
    for (const limit of [0, 101, 2 ** 31]) await refused(MALFORMED, 'dmex_listings', null, null, limit);
    for (const cursor of ['cursor', 7, [0, 0], { listing: 0 }, { offer: 1 }]) await refused(MALFORMED, 'dmex_listings', {}, cursor);
  });

  test('of loans are paged by at most 100', async () => {
    for (const limit of [0, 101, 2 ** 31, '10']) await refused(MALFORMED, 'dmex_loans', null, null, limit);
    for (const cursor of ['cursor', 7, [0, 0], { request: 0 }, { loan: [0, 0] }]) await refused(MALFORMED, 'dmex_loans', {}, cursor);
  });

  test('of claims are paged by at most 100', async () => {
    for (const limit of [0, 101, 2 ** 31, -1, '10']) await refused(MALFORMED, 'dmex_claims', null, limit);
    for (const cursor of ['cursor', [0, 0], { claim: 0 }]) await refused(MALFORMED, 'dmex_claims', cursor);
  });

  test('of certificates to buy name 1 to 100, and none twice', async () => {
    const list = (length) => Array.from({ length }, (_, item) => item);
    for (const items of [[], list(101), [7, 8, 7], 0, null, '0']) await refused(MALFORMED, 'dmex_quote', 0, items);
    await refused(UNKNOWN_ID, 'dmex_quote', 0, list(100));
  });

  test('of days are at most 100 long and run forwards', async () => {
    await refused(MALFORMED, 'dmex_history', 0, 0, 100);
    await refused(MALFORMED, 'dmex_history', 0, 10, 9);
  });
});

describe('dmex_listings', () => {
  const nothing = { listings: [], auctions: [], cursor: null };

  test('needs no parameters, and takes any filter and cursor', async () => {
    assert.deepEqual(await answered('dmex_listings'), nothing);
    assert.deepEqual(await answered('dmex_listings', null, null, null, null), nothing);
    const all = { network: 1, series: 0, kind: 'auction', maxPrice: '340282366920938463463374607431768211455' };
    assert.deepEqual(await answered('dmex_listings', all, { listing: { price: '5', series: 0, item: 17 } }, 100), nothing);
    assert.deepEqual(await answered('dmex_listings', { kind: 'listing' }, { auction: 4 }, 1), nothing);
  });

  test('refuses a filter that it does not know', async () => {
    for (const filter of ['all', 7, { price: '1' }, { kind: 'loan' }, { maxPrice: 1 }, { maxPrice: '-1' }, { network: '1' }, { series: -1 }]) {
      await refused(MALFORMED, 'dmex_listings', filter);
    }
  });
});

describe('dmex_insurance', () => {
  const ENDOWMENT = 10n ** 8n * DMC;
  const rules = {
    deposit: String(CLAIM_DEPOSIT), nextDeposit: String(CLAIM_DEPOSIT), minSeed: String(VOTE_SEED), seedOfPool: String(SEED_OF_POOL),
    maxOpen: 16, takenPlaces: 0, cap: '0.2', totalCap: '0.4', maxValue: '3', capDays: CAP_DAYS, collectDays: COLLECT_DAYS,
    incidentDays: INCIDENT_DAYS,
  };
  const empty = (asset) => ({ asset, balance: '0', reserved: '0', available: '0', recent: '0', cap: '0' });

  test('tells the pool by asset, the rules and the claims', async () => {
    const available = ENDOWMENT - 10_000_000_000n;
    assert.deepEqual(await answered('dmex_insurance', chain.api.genesisHash.toHex()), {
      account: PALLETS[POOL],
      pool: [
        { asset: 'native', balance: String(ENDOWMENT), reserved: '0', available: String(available), recent: '0', cap: String(available / 5n) },
        ...[1, 10, 11, 12].map(empty),
      ],
      rules,
      liveClaims: 0,
      claims: [],
    });
  });

  test('is in the parameters of the protocol', async () => {
    const { parameters } = await answered('dmex_protocol');
    const values = parameters.filter(({ name }) => name.startsWith('Insurance.')).map(({ name, value }) => [name, value]);
    assert.deepEqual(values, [['Insurance.Deposit', rules.deposit], ['Insurance.MaxOpen', '16'], ['Insurance.Cap', '200000'], ['Insurance.CollectDays', String(COLLECT_DAYS)],
      ['Insurance.TotalCap', '400000'], ['Insurance.MaxValue', '300']]);
  });

  test('tells what anybody gives to it, and the past as it was', async () => {
    const before = await answered('dmex_insurance');
    const given = await chain.send(who.Eve, chain.api.tx.mutualInsurance.contribute(IN_CALLS.USDT, 1_001n));
    const { pool: [, dollars, ...others], ...rest } = await answered('dmex_insurance');
    assert.deepEqual(dollars, { asset: 1, balance: '1001', reserved: '0', available: '1000', recent: '0', cap: '200' });
    assert.deepEqual(others, before.pool.slice(2));
    assert.deepEqual(rest, { account: before.account, rules, liveClaims: 0, claims: [] });
    assert.deepEqual((await answered('dmex_insurance', given.block)).pool[1], dollars);
    assert.deepEqual((await answered('dmex_insurance', chain.api.genesisHash.toHex())).pool[1], empty(1));
  });
});

describe('dmex_claims', () => {
  const nothing = { claims: [], cursor: null };

  test('needs no parameters, and takes any cursor', async () => {
    assert.deepEqual(await answered('dmex_claims'), nothing);
    assert.deepEqual(await answered('dmex_claims', null, null, null), nothing);
    for (const cursor of [0, 7, 4_294_967_295]) assert.deepEqual(await answered('dmex_claims', cursor, 100), nothing);
  });
});

describe('dmex_loans', () => {
  const nothing = { requests: [], offers: [], cursor: null };

  test('needs no parameters, and takes any filter and cursor', async () => {
    assert.deepEqual(await answered('dmex_loans'), nothing);
    assert.deepEqual(await answered('dmex_loans', null, null, null, null), nothing);
    const all = { series: 0, asset: 'native', kind: 'request', minPrincipal: '340282366920938463463374607431768211455', maxInterest: '0.05' };
    assert.deepEqual(await answered('dmex_loans', all, { request: [0, 17] }, 100), nothing);
    assert.deepEqual(await answered('dmex_loans', { kind: 'offer', asset: 1 }, { offer: [0, 4] }, 1), nothing);
  });

  test('refuses a filter that it does not know', async () => {
    for (const filter of ['all', 7, { network: 1 }, { kind: 'listing' }, { minPrincipal: 1 }, { maxInterest: 0.05 }, { maxInterest: '5%' }, { series: -1 }]) {
      await refused(MALFORMED, 'dmex_loans', filter);
    }
  });

  test('follows rules that are in the parameters of the protocol', async () => {
    const { parameters } = await answered('dmex_protocol');
    const values = parameters.filter(({ name }) => /^(?:Lending|Staking)\./.test(name)).map(({ name, value }) => [name, value]);
    assert.deepEqual(values, [
      ['Lending.InterestFee', String(INTEREST_FEE)], ['Lending.GraceDays', String(GRACE_DAYS)], ['Staking.DailyEmission', String(DAILY_EMISSION)],
    ]);
  });
});

describe('dmex_staking', () => {
  test('tells budget, emission and pools, and what anybody adds', async () => {
    const before = await answered('dmex_staking');
    const { today } = await answered('dmex_protocol');
    assert.ok(before.startDay > 0 && before.startDay <= today);
    const pools = STAKING_WEIGHTS.map((weight, network) => ({ network, weight: Number(weight), units: 0, joining: 0 }));
    assert.deepEqual(before, { budget: '0', owed: '0', emission: '0', startDay: before.startDay, pools });
    const amount = DAILY_EMISSION + 1n;
    const funded = await chain.send(who.Eve, chain.api.tx.certificateStaking.fundBudget(amount));
    const after = { ...before, budget: String(amount), emission: String(DAILY_EMISSION) };
    assert.deepEqual(await answered('dmex_staking'), after);
    assert.deepEqual(await answered('dmex_staking', funded.block), after);
    const { staking } = await answered('dmex_solvency');
    assert.deepEqual(staking, { asset: 'native', held: String(amount + 10_000_000_000n), due: String(amount), holds: true });
  });
});

describe('dmex_marketAverage', () => {
  const without = (state, disputed = null) => ({ state, value: null, disputed });
  /// At the beginning of a day, so that it does not end meanwhile. Returns the day that was fed, the one before.
  const feed = async (network, fed) => {
    const begun = await (await Clock.of(chain, { sealed: true })).next();
    const day = begun - 1;
    for (const [name, value] of Object.entries(fed)) {
      await chain.send(who[name], chain.api.tx.oracle.feedValues([[network, { day, value }]]));
    }
    const { today } = await answered('dmex_protocol');
    assert.equal(today, begun, 'the day ended in between');
    return day;
  };

  test('tells whether a day without one may still have one', async () => {
    const { today } = await answered('dmex_protocol');
    assert.deepEqual(await answered('dmex_marketAverage', 1, today), without('pending'));
    assert.deepEqual(await answered('dmex_marketAverage', 0, 0), without('never'));
  });

  test('tells of a value that is disputed', async () => {
    const far = '1000000000000000000000000000';
    const day = await feed(2, { Alice: far, Bob: far, Charlie: far, Dave: far });
    assert.deepEqual(await answered('dmex_marketAverage', 2, day), without('disputed', '1000000000'));
  });

  test('is the middle of what all four operators fed, exactly', async () => {
    const day = await feed(1, { Alice: '71000500000000000000000', Bob: '71000000000000000000001', Charlie: '70900000000000000000000', Dave: '71100000000000000000000' });
    // Of the two in the middle the one nearer to the opening average.
    const average = { day, value: '71000.000000000000000001' };
    assert.deepEqual(await answered('dmex_marketAverage', 1, day), { state: 'known', value: average.value, disputed: null });
    const { networks } = await answered('dmex_protocol');
    assert.deepEqual([networks[1].openingAverage, networks[1].maxChange, networks[1].newestAverage, networks[1].zeroDays], ['50000', 200, average, 0]);
  });

  test('is fed by operators alone', async () => {
    const { today } = await answered('dmex_protocol');
    const feed = chain.api.tx.oracle.feedValues([[1, { day: today - 1, value: 1n }]]);
    await assert.rejects(chain.send(who.Eve, feed), { name: 'oracle.NoPermission' });
  });
});
