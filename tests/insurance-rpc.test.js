// What wallets are told about the insurance pool on a real node: two claims for a series that an event
// struck, one turned down and one awarded, from the vote to the last share.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { DMC, FIXED, sale } from './demo/arithmetic.js';
import { Chain, people, post, withId } from './lib/chain.js';
import { council as adopted } from './lib/council.js';
import { startNode } from './lib/node.js';

const USDT = 1;
const UNITS = 10n;
const TERM = 20;
const PRICE = 123_456_789n;
const GIVEN = 1_000_000_000n;
const ASKED = 10_000_001n;
const DEPOSIT = 1_000n * DMC;
const AYE = { Standard: { vote: { aye: true, conviction: 'Locked1x' }, balance: 1_000_000n * DMC } };
const EVIDENCE = { hash: `0x${'9a'.repeat(32)}`, uri: 'https://example.org/flood.pdf' };
/// A unit earns 0.70 dollars a day, and 1 DMC is worth a cent.
const RATES = { unitDay: 700_000n * FIXED, payment: FIXED, dmc: FIXED / 100_000_000n };
/// Both certificates lose every day of their term, less the slices that are refunded; nothing is slashed.
const LOSS = 2n * BigInt(TERM) * (UNITS * 700_000n - sale(PRICE, 10_000n).deposit / BigInt(TERM));

let node;
let chain;
let who;
let series;
let frozen;
const send = (name, call) => chain.send(who[name], call);
const ask = (method, ...params) => chain.rpc(method, ...params);
const today = async () => (await ask('dmex_protocol')).today;
const claim = (id, at) => ask('dmex_claim', id, ...(at ? [at] : []));
const pool = async () => (await ask('dmex_insurance')).pool.find(({ asset }) => asset === USDT);
const ids = ({ claims, cursor }) => [claims.map((each) => each.claim), cursor];

async function reach(day) {
  while (await today() < day) await chain.pass();
}

/// A vote that began today is over, and its call is done.
async function voted() {
  await reach(await today() + 8);
}

before(async () => {
  node = await startNode({ sealing: 'instant' });
  chain = await Chain.connect(node.url);
  who = await people();
  const { minerRegistry, democracy, hashrateNft, hashrateMarket, riskEscrow, mutualInsurance } = chain.api.tx;
  const dossier = { kind: 'Company', name: 'One', location: 'Oslo', nodeId: 'pool/x', evidenceHash: `0x${'3c'.repeat(32)}`, uri: 'https://x.example' };
  const applied = await send('One', minerRegistry.apply(1, dossier, 100n, 100n, 71_000n * FIXED, withId(USDT), 600_000n));
  await send('Alice', democracy.vote(applied.event('democracy.Started').refIndex, AYE));
  await voted();
  const { application } = applied.event('minerRegistry.ApplicationOpened');
  await send('One', minerRegistry.pledge(application, UNITS * 2n * BigInt(TERM) * DMC / 10n));
  series = (await send('One', hashrateNft.createSeries(application, UNITS, TERM))).event('hashrateNft.SeriesCreated').series.toNumber();
  await send('One', hashrateNft.mint(series, 2));
  await send('One', hashrateMarket.list(series, [0, 1], PRICE, 80));
  await send('Eve', hashrateMarket.buy(series, [0], PRICE));
  await send('Charlie', hashrateMarket.buy(series, [1], PRICE));
  await send('Eve', mutualInsurance.contribute(withId(USDT), GIVEN));
  await reach(await today() + 1);
  await adopted(chain, who, riskEscrow.freezeForEvent(series, EVIDENCE));
  frozen = await today();
});
after(async () => {
  await chain?.close();
  await node?.stop();
});

describe('claims', () => {
  const filing = () => chain.api.tx.mutualInsurance.fileClaim(series, frozen, 'Überflutung', EVIDENCE, withId(USDT), ASKED, RATES);
  const common = () => ({
    series, miner: who.One.address, incidentDay: frozen, cause: 'Überflutung', evidence: EVIDENCE, asset: USDT, asked: String(ASKED),
    rates: { unitDay: '700000', payment: '1', dmc: '0.00000001' }, filedOn: frozen,
  });
  const open = { status: 'voting', setAside: null, loss: null, award: null };
  let filed;

  test('are told as they were filed', async () => {
    filed = (await send('Eve', filing()));
    const { claim: id, referendum: index } = filed.event('mutualInsurance.ClaimFiled');
    assert.equal(id.toNumber(), 0);
    await adopted(chain, who, filing());
    const { referendum, ...rest } = await claim(0);
    assert.deepEqual(rest, { claim: 0, claimant: who.Eve.address, deposit: String(DEPOSIT), ...common(), ...open });
    const { end, ...vote } = referendum;
    assert.ok(end > 0);
    assert.deepEqual(vote, { index: index.toNumber(), outcome: 'ongoing', tally: { ayes: '0', nays: String(1_000n * DMC), turnout: String(1_000n * DMC) } });
    const { referendum: _, ...second } = await claim(1);
    assert.deepEqual(second, { claim: 1, claimant: null, deposit: '0', ...common(), ...open });
  });

  test('are listed while something is to happen, and page by page', async () => {
    const both = [await claim(0), await claim(1)];
    const { claims, rules, pool: [dmc] } = await ask('dmex_insurance');
    assert.deepEqual(claims, both);
    assert.deepEqual([rules.openVotes, dmc.reserved], [2, String(DEPOSIT)]);
    assert.deepEqual(await ask('dmex_claims'), { claims: both, cursor: null });
    assert.deepEqual(ids(await ask('dmex_claims', null, 1)), [[0], 0]);
    assert.deepEqual(ids(await ask('dmex_claims', 0, 1)), [[1], null]);
    assert.deepEqual(ids(await ask('dmex_claims', 1, 1)), [[], null]);
    const { held, ...due } = (await ask('dmex_solvency')).insurance[0];
    assert.deepEqual(due, { asset: 'native', due: String(DEPOSIT), holds: true });
    assert.ok(BigInt(held) >= DEPOSIT);
  });

  test('are told as they were at a block of the past', async () => {
    const { error } = await post(node.http, 'dmex_claim', [1, filed.block]);
    assert.equal(error.code, 1, 'it was filed later');
    assert.deepEqual(ids(await ask('dmex_claims', null, 10, filed.block)), [[0], null]);
    assert.equal((await ask('dmex_insurance', filed.block)).rules.openVotes, 1);
  });

  test('that pass wait for the end of the series, and others are over', async () => {
    await send('Alice', chain.api.tx.democracy.vote((await claim(0)).referendum.index, AYE));
    await voted();
    const { referendum, ...passed } = await claim(0);
    assert.deepEqual(passed, {
      claim: 0, claimant: who.Eve.address, deposit: String(DEPOSIT), ...common(), ...open, status: 'approved', setAside: String(ASKED),
    });
    assert.deepEqual([referendum.outcome, referendum.tally], ['approved', null]);
    await send('Bob', chain.api.tx.mutualInsurance.concludeClaim(1));
    const rejected = await claim(1);
    assert.deepEqual([rejected.status, rejected.referendum.outcome], ['rejected', 'rejected']);
    const { claims, rules } = await ask('dmex_insurance');
    assert.deepEqual([claims.map((each) => each.claim), rules.openVotes], [[0], 0]);
    assert.equal((await pool()).reserved, String(ASKED));
    assert.deepEqual((await ask('dmex_certificate', series, 0)).awards, []);
    assert.deepEqual(ids(await ask('dmex_claims')), [[0, 1], null], 'what is over is still told');
  });

  test('are awarded when the series has ended, and paid by themselves', async () => {
    const { democracy, riskEscrow } = chain.api.tx;
    await reach(frozen + 30);
    const before = await chain.balance(who.Charlie.address, USDT);
    const { refIndex } = (await send('Bob', riskEscrow.openEventVote(series))).event('democracy.Started');
    await send('Alice', democracy.vote(refIndex, AYE));
    await voted();
    assert.ok((await ask('dmex_series', series)).state.terminated);
    for (let blocks = 0; blocks < 10 && (await pool()).reserved !== '1'; blocks += 1) await chain.pass();
    const { award: { until, ...award }, status, setAside, loss } = await claim(0);
    assert.deepEqual([award, status, setAside], [{ amount: String(ASKED), paid: String(ASKED - 1n), number: 0 }, 'awarded', null]);
    assert.ok(until >= frozen + 127 && until <= await today() + 90);
    assert.equal(loss, String(LOSS - ASKED));
    for (const item of [0, 1]) {
      const { awards } = await ask('dmex_certificate', series, item);
      assert.deepEqual(awards, [{ claim: 0, asset: USDT, collectable: null, collected: true, until }]);
    }
    assert.ok(await chain.balance(who.Charlie.address, USDT) >= before + ASKED / 2n);
    const held = (await ask('dmex_portfolio', who.Charlie.address)).certificates;
    assert.deepEqual(held.map(({ awards }) => awards.length), [1]);
    const { holds, insurance } = await ask('dmex_solvency');
    assert.deepEqual([holds, insurance.map(({ asset, due }) => [asset, due])], [true, [[USDT, '1']]]);
  });

  test('are over when the time to collect is', async () => {
    const { award } = await claim(0);
    await reach(award.until);
    await chain.pass();
    const expired = await claim(0);
    assert.deepEqual([expired.status, expired.award], ['expired', award]);
    assert.deepEqual((await ask('dmex_insurance')).claims, []);
    assert.equal((await pool()).reserved, '0');
  });
});
