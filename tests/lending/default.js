// Loans that are not repaid in time: the lender takes the certificate, or auctions it; or forgets it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { GRACE_DAYS } from '../lib/genesis.js';
import {
  allRefused, bank, certificate, day, ferdie, lending, loans, reach, refused, send, TERM, world,
} from './stage.js';

/// The day on which all of them can be foreclosed.
const OVERDUE = 12;
const PLANS = {
  taken: { item: 0, asset: 'BTC', principal: 3_000n, interest: 301n },
  surplus: { item: 1, asset: 'USDT', principal: 40_000_000n, interest: 4_000_001n },
  missing: { item: 2, asset: 'USDT', principal: 60_000_000n, interest: 6_000_007n },
  rescued: { item: 3, asset: 'USDT', principal: 30_000_000n, interest: 1_000_000n },
  forgotten: { item: 4, asset: 'USDT', principal: 50_000_000n, interest: 5n },
  shell: { item: 5, asset: 'BTC', principal: 2_000n, interest: 0n },
};
const market = () => world.tx.hashrateMarket;

/// Bids in a foreclosure: the one before is repaid. A late bid extends it.
async function bid(auction, name, amount, outbid) {
  const placed = await send(name, market().bid(auction.id, amount, 0));
  auction.ends = placed.event('hashrateMarket.BidPlaced').ends.toNumber();
  world.book.move(name, 'market', 'USDT', amount);
  if (outbid) world.book.move('market', outbid.name, 'USDT', outbid.amount);
  return { name, amount };
}

/// The auction ends, and the chain settles it and the loan.
async function soldAlone(loan, { id, ends }, { name, amount }) {
  await world.until(ends);
  const settled = (await world.eventsOf(ends)).find((event) => event.name === 'hashrateMarket.AuctionSettled');
  assert.deepEqual([settled?.phase, settled?.data.auction.toNumber()], ['Finalization', id]);
  const { fee, lots } = world.resale(ferdie, { payer: 'market', buyer: name, items: [loan.item], total: amount, loan });
  loan.auction = undefined;
  await bank.settled();
  return { fee, lot: lots[0] };
}

describe('loans in default', () => {
  test('begin, with the income for their borrower first', async () => {
    const due = day(OVERDUE - GRACE_DAYS - 1);
    for (const [name, { item, ...terms }] of Object.entries(PLANS)) {
      loans[name] = await bank.request('Eve', ferdie, item, { ...terms, due });
      await bank.fund('Charlie', loans[name]);
      bank.lotOf(ferdie, item);
    }
    assert.equal(loans.taken.income, loans.shell.income, 'all have earned the same');
  });

  test('are not foreclosed while grace is given', async () => {
    await reach(day(OVERDUE) - 1);
    const { deadline, overdue } = await world.chain.rpc('dmex_loan', loans.taken.id);
    assert.deepEqual([deadline, overdue], [await world.today(), false]);
    await refused('Charlie', lending.foreclose(loans.taken.id, 'Take'), 'NotOverdue');
    await reach(day(OVERDUE));
    assert.equal((await world.chain.rpc('dmex_loan', loans.taken.id)).overdue, true);
    await refused('Bob', lending.foreclose(loans.taken.id, 'Take'), 'NotLender');
  });
});

describe('a lender', () => {
  test('takes the certificate: the borrower has its income until then', async () => {
    const { taken } = loans;
    await allRefused([['NotPaymentAsset', 'Charlie', lending.foreclose(taken.id, { Auction: { reserve: 1n, durationBlocks: 9 } })]]);
    if (ferdie.model.claimable(bank.lotOf(ferdie, taken.item)) === 0n) await reach(await world.today() + 1);
    const claimable = BigInt((await certificate(ferdie, taken.item)).claimable);
    const { income, debt } = await bank.seize(taken);
    assert.deepEqual([income, debt, taken.outcome], [claimable, 3_301n, { taken: null }]);
    assert.ok(income > 0n);
    const { owner, lock, lien } = await certificate(ferdie, taken.item);
    assert.deepEqual([owner, lock, lien], [world.who.Charlie.address, null, null]);
    await refused('Charlie', lending.foreclose(taken.id, 'Take'), 'UnknownLoan');
  });

  test('auctions it in the borrower\'s name: what the price exceeds the debt by is the borrower\'s', async (t) => {
    const { surplus } = loans;
    const auction = await bank.auction(surplus, 20_000_000n, 8);
    await allRefused([
      ['InAuction', 'Charlie', lending.foreclose(surplus.id, 'Take')],
      ['InAuction', 'Charlie', lending.foreclose(surplus.id, { Auction: { reserve: 1n, durationBlocks: 9 } })],
      ['hashrateMarket.Foreclosed', 'Eve', market().cancelAuction(auction.id)],
      ['hashrateMarket.BuyFromSelf', 'Eve', market().bid(auction.id, 30_000_000n, 0)],
    ]);
    const first = await bid(auction, 'Charlie', 50_000_000n);
    const best = await bid(auction, 'Bob', 70_000_003n, first);
    await world.check('with bids');
    const { debt } = surplus;
    const before = world.book.get('Eve', 'USDT');
    const { fee, lot } = await soldAlone(surplus, auction, best);
    const rest = best.amount - fee - debt;
    assert.deepEqual([surplus.outcome, world.book.get('Eve', 'USDT') - before], [{ repaid: null }, rest]);
    assert.ok(rest > 0n);
    await world.compare(ferdie, lot);
    t.diagnostic(`debt ${debt}, price ${best.amount}, fee ${fee}: ${rest} of USDT are the borrower's`);
  });

  test('gets what a lower price leaves, and the rest of the debt is lost', async () => {
    const { missing } = loans;
    const auction = await bank.auction(missing, 20_000_000n, 8);
    const best = await bid(auction, 'Alice', 33_000_001n);
    const before = world.book.get('Eve', 'USDT');
    const { fee } = await soldAlone(missing, auction, best);
    const lost = missing.principal + missing.interest - (best.amount - fee);
    assert.deepEqual([missing.outcome, missing.feePaid, world.book.get('Eve', 'USDT')], [{ sold: { missing: lost } }, 0n, before]);
    const [closed] = bank.of('LoanClosed', missing);
    assert.equal(closed.data.outcome.asSold.missing.toBigInt(), lost);
    assert.equal((await certificate(ferdie, missing.item)).owner, world.who.Alice.address);
  });

  test('tries again when nobody bids, until the debt is repaid: then the bid goes back', async () => {
    const { rescued } = loans;
    const { ends } = await bank.auction(rescued, 90_000_000n, 3);
    await world.until(ends);
    assert.ok((await world.eventsOf(ends)).some(({ name }) => name === 'hashrateMarket.AuctionUnsold'));
    rescued.auction = undefined;
    await world.check('unsold');
    const again = await bank.auction(rescued, 10_000_000n, 30);
    const { amount } = await bid(again, 'Bob', 11_000_000n);
    const part = await bank.repay('Eve', rescued, 1_000_000n);
    assert.equal(part.paid, 1_000_000n);
    await world.check('in the auction');
    rescued.auction = undefined;
    await bank.repay('Alice', rescued, 10n ** 20n);
    world.book.move('market', 'Bob', 'USDT', amount);
    assert.deepEqual(rescued.outcome, { repaid: null });
    const { owner, lock } = await certificate(ferdie, rescued.item);
    assert.deepEqual([owner, lock], [world.who.Eve.address, null]);
    await refused('Bob', market().bid(again.id, 12_000_000n, 0), 'hashrateMarket.UnknownAuction');
  });

  test('that forgets a loan has what the end of the certificate leaves', async () => {
    const { forgotten, shell } = loans;
    await reach(day(TERM + 2));
    assert.equal((await world.chain.rpc('dmex_series', ferdie.series)).certificates.ended, 6);
    const lost = forgotten.outcome.lost.missing;
    assert.ok(lost > 0n && lost < forgotten.principal + forgotten.interest, 'the remainder of its deposit');
    const [closed] = bank.of('LoanClosed', forgotten);
    assert.equal(closed.data.outcome.asLost.missing.toBigInt(), lost);
    // In another asset it is collateral of the loan.
    assert.deepEqual([shell.live, shell.debt, Object.keys(shell.collateral)], [true, 2_000n, ['USDT']]);
    const auction = lending.foreclose(shell.id, { Auction: { reserve: 1n, durationBlocks: 9 } });
    await refused('Charlie', auction, 'CertificateGone');
    await bank.seize(shell);
    const [event] = (await world.eventsOf(await world.chain.number())).filter(({ name }) => name === 'certificateLending.CollateralPaid');
    assert.deepEqual([event.data.who.toString(), event.data.amount.toBigInt()], [world.who.Charlie.address, shell.collateral.USDT]);
  });
});
