// An insured event while certificates secure loans: refund and award repay them, and the rest is the borrower's.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { headroom, Insured } from '../lib/actuary.js';
import { DMC, FIXED, min, sum } from '../lib/arithmetic.js';
import {
  CAP, CLAIM_DEPOSIT, EVENT_VOTE_AFTER, IN_CALLS, MAX_VALUE, PALLETS, POOL, TOTAL_CAP, VOTING_DAYS,
} from '../lib/genesis.js';
import { AYES } from '../lib/world.js';
import {
  bank, certificate, dave, lending, loans, reach, refused, send, TERM, world,
} from './stage.js';

const PLANS = {
  light: { item: 0, asset: 'USDT', principal: 30_000_000n, interest: 3_000_001n },
  daily: { item: 1, asset: 'BTC', principal: 9_000n, interest: 500n, selfRepaying: true },
  heavy: { item: 2, asset: 'USDT', principal: 110_000_000n, interest: 1_000_007n },
};
const EVIDENCE = { hash: `0x${'4d'.repeat(32)}`, uri: 'https://dave.example/flood' };
/// A unit is worth 0.9 USDT a day, and a DMC half a dollar.
const RATES = { unitDay: 900_000n * FIXED, payment: FIXED, dmc: FIXED / 2_000_000n };
const ASKED = 60_000_000n;
const GIFT = 1_000_000_000n;
const insurance = () => world.tx.mutualInsurance;

describe('an event during loans', () => {
  let start;
  let frozen;
  let claim;
  let insured;
  let awarded;

  test('freezes the series, and a holder who borrowed may claim', async () => {
    await world.reach(await world.today() + 1);
    start = await world.today();
    await send('Bob', insurance().contribute(IN_CALLS.USDT, GIFT));
    world.book.move('Bob', POOL, 'USDT', GIFT);
    await world.buy('Eve', { Dave: [0, 1, 2] });
    for (const [name, { item, ...terms }] of Object.entries(PLANS)) {
      loans[name] = await bank.request('Eve', dave, item, { ...terms, due: start + 10 });
      await bank.fund('Charlie', loans[name]);
    }
    await reach(start + 6);
    assert.ok(loans.daily.repaid > 0n && loans.daily.repaid < loans.daily.principal, String(loans.daily.repaid));
    frozen = await world.today();
    await world.council(world.tx.riskEscrow.freezeForEvent(dave.series, EVIDENCE));
    dave.model.freeze();
    dave.freezes = [{ from: frozen }];
    insured = new Insured({ model: dave.model, payment: 'USDT', reward: 'BTC', miner: 'Dave', maxValue: MAX_VALUE });
    const incident = start + 5;
    const filed = await send('Eve', insurance().fileClaim(dave.series, incident, 'A flood', EVIDENCE, IN_CALLS.USDT, ASKED, RATES));
    const { claim: id, referendum } = filed.event('mutualInsurance.ClaimFiled');
    world.book.move('Eve', POOL, 'DMC', CLAIM_DEPOSIT);
    claim = { id: id.toNumber(), day: incident, asset: 'USDT', asked: ASKED, rates: RATES };
    for (const name of ['Alice', 'Bob']) await world.vote(name, [referendum.toNumber()], { conviction: 'Locked6x', balance: 6_000_000n * DMC });
  });

  test('defers every due day to the end at most', async () => {
    await reach(frozen + VOTING_DAYS + 1);
    world.book.move(POOL, 'Eve', 'DMC', CLAIM_DEPOSIT);
    // The account must keep a base unit.
    const available = world.book.get(POOL, 'USDT') - 1n;
    claim.reserved = insured.reserved(claim, min(headroom(available, CAP, 0n), headroom(available, TOTAL_CAP, 0n)));
    const { status, reserved } = await world.chain.rpc('dmex_claim', claim.id);
    assert.deepEqual([status, reserved], ['approved', String(claim.reserved)]);
    const { dueDay } = await world.chain.rpc('dmex_loan', loans.light.id);
    assert.equal(dueDay, start + 10 + VOTING_DAYS + 1);
    await refused('Charlie', lending.foreclose(loans.light.id, 'Take'), 'NotOverdue');
    await reach(frozen + EVENT_VOTE_AFTER);
    const late = await world.chain.rpc('dmex_loan', loans.light.id);
    assert.deepEqual([late.dueDay, late.overdue], [start + TERM, true]);
  });

  test('that ends the series refunds its holders and makes their loss good: their debts first', async (t) => {
    const opened = await send('Bob', world.tx.riskEscrow.openEventVote(dave.series));
    await world.vote('Alice', [opened.event('riskEscrow.EventVoteOpened').referendum.toNumber()], { balance: AYES });
    const eve = world.book.get('Eve', 'USDT');
    const debts = Object.fromEntries(Object.keys(PLANS).map((name) => [name, loans[name].debt]));
    await world.reach(frozen + EVENT_VOTE_AFTER + VOTING_DAYS + 1);
    world.terminateForEvent(dave);
    dave.freezes = [{ from: frozen, to: (await world.chain.rpc('dmex_series', dave.series)).state.terminated.on }];
    const [{ rest }] = world.payOut(dave);
    const award = insured.award(claim, claim.reserved);
    awarded = insured.shares(award);
    for (const { item, amount } of awarded) world.payHolder(dave, bank.lotOf(dave, item), POOL, 'USDT', amount);
    await bank.settled();
    assert.deepEqual(awarded.map(({ item, owner }) => [item, owner]), [[0, 'Eve'], [1, 'Eve'], [2, 'Eve']]);
    const [{ amount: share }] = awarded;
    const { light, daily, heavy } = loans;
    assert.ok(debts.light < rest && rest < debts.heavy && debts.heavy < rest + share, `${rest}, ${share}`);
    assert.deepEqual([light.outcome, heavy.outcome], [{ repaid: null }, { repaid: null }]);
    assert.deepEqual([daily.debt, daily.collateral], [debts.daily, { USDT: rest + share }]);
    assert.equal(world.book.get('Eve', 'USDT') - eve, 2n * (rest + share) - debts.light - debts.heavy);
    t.diagnostic(`of each certificate ${rest} of USDT are refunded and ${share} awarded; the debts were ${Object.values(debts).join(', ')}`);
  });

  test('tells of the whole share of each certificate', async () => {
    for (const { item, amount } of awarded) {
      const { awards, lock } = await certificate(dave, item);
      assert.deepEqual([awards.map(({ claim: id, collected }) => [id, collected]), lock], [[[claim.id, true]], item === 1 ? 'collateral' : null]);
      const collected = (await world.chain.eventsSince(await world.chain.number() - 200)).find(({ name, data }) => (
        name === 'mutualInsurance.AwardCollected' && data.claim.toNumber() === claim.id && data.item.toNumber() === item
      ));
      assert.equal(collected.data.amount.toBigInt(), amount);
    }
  });

  test('leaves a debt in another asset, whose collateral is all of it', async () => {
    const { daily } = loans;
    const [before, { collateral }] = [world.book.get('Eve', 'USDT'), daily];
    await bank.repay('Eve', daily, 10n ** 20n);
    assert.deepEqual([daily.outcome, world.book.get('Eve', 'USDT') - before], [{ repaid: null }, collateral.USDT]);
    assert.equal((await certificate(dave, 1)).lien, null);
  });
});

describe('when all loans have ended', () => {
  test('their account holds what it had before the first', async () => {
    for (const asset of ['DMC', 'USDT', 'BTC']) assert.equal(world.book.change('lending', asset), 0n, asset);
    const { certificateLending, hashrateNft, hashrateMarket } = world.chain.api.query;
    const maps = ['loans', 'loanOf', 'requestsOn', 'loansOfBorrower', 'loansOfLender', 'offers', 'offersOn', 'offersOfLender', 'expiringOffers', 'held'];
    for (const map of maps) assert.equal((await certificateLending[map].keys()).length, 0, map);
    for (const map of [hashrateNft.liens, hashrateNft.proceeds, hashrateMarket.foreclosing]) assert.equal((await map.keys()).length, 0);
    assert.equal(await world.chain.balance(PALLETS.lending), world.chain.api.consts.balances.existentialDeposit.toBigInt());
    assert.ok(bank.loans.length >= 15 && bank.loans.every(({ outcome }) => outcome !== undefined));
    assert.ok(sum(bank.loans.map(({ feePaid }) => feePaid)) > 0n);
  });
});
