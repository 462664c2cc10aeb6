// Requests and offers: what wallets are told of them, and how loans begin.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { IN_ANSWERS, LOAN_OFFER_DEPOSIT, PALLETS } from '../lib/genesis.js';
import {
  allRefused, bank, certificate, day, ferdie, lending, loans, one, reach, refused, TERM, two, world,
} from './stage.js';

const rpc = (method, ...params) => world.chain.rpc(method, ...params);

describe('certificates', () => {
  test('are bought', async () => {
    await world.reach(day(0));
    await world.buy('Eve', { Two: [0, 1, 2, 3], Ferdie: [0, 1, 2, 3, 4, 5] });
    for (const { model } of [two, ferdie]) assert.equal(model.lots[0].end, day(TERM));
  });
});

describe('a request', () => {
  const terms = () => ({ asset: 'USDT', principal: 50_000_001n, interest: 5_000_003n, due: day(12) });

  test('locks the certificate', async () => {
    const { hashrateMarket, certificateStaking, uniques } = world.tx;
    loans.early = await bank.request('Eve', two, 0, terms());
    const { lock, lien, owner } = await certificate(two, 0);
    assert.deepEqual([lock, lien, owner], ['collateral', null, world.who.Eve.address]);
    await allRefused([
      ['hashrateMarket.CertificateLent', 'Eve', hashrateMarket.list(two.series, [0], 1n, 5)],
      ['hashrateMarket.CertificateLent', 'Eve', hashrateMarket.startAuction(two.series, [0], { English: { reserve: 1n, buyNow: null } }, 9)],
      ['hashrateMarket.CertificateLent', 'Bob', hashrateMarket.makeOffer(two.series, 0, 200_000_000n, 5, 0, 0)],
      ['hashrateNft.CertificateLent', 'Eve', certificateStaking.stake(two.series, [0])],
      ['hashrateNft.CertificateLent', 'Eve', bank.requestCall(two, 0, terms())],
      ['uniques.Locked', 'Eve', uniques.transfer(two.series, 0, world.who.Bob.address)],
    ]);
  });

  test('is told to whoever has money, with offers', async () => {
    const offer = { asset: 'BTC', principal: 4_000n, interest: 801n, due: day(14), minEnd: day(TERM), days: 5, selfRepaying: true };
    loans.offered = await bank.offer('Bob', two, offer);
    const offered = {
      offer: loans.offered.id, lender: world.who.Bob.address, series: two.series, asset: IN_ANSWERS.BTC, principal: '4000', interest: '801',
      dueDay: day(14), selfRepaying: true, minEndDay: day(TERM), expiresOn: await world.today() + 5, deposit: String(LOAN_OFFER_DEPOSIT),
    };
    const requested = await bank.asTold(loans.early);
    const { id } = loans.early;
    const first = await rpc('dmex_loans', null, null, 1);
    assert.deepEqual(first, { requests: [requested], offers: [], cursor: { request: [two.series, id] } });
    assert.deepEqual(await rpc('dmex_loans', {}, first.cursor), { requests: [], offers: [offered], cursor: null });
    const told = async (filter) => {
      const { requests, offers } = await rpc('dmex_loans', filter);
      return [requests.map(({ loan }) => loan), offers.map((each) => each.offer)];
    };
    const { series } = two;
    const [one_, other] = [[[id], []], [[], [loans.offered.id]]];
    for (const [filter, expected] of [
      [{ series }, [[id], [loans.offered.id]]], [{ series: one.series }, [[], []]], [{ asset: IN_ANSWERS.USDT }, one_],
      [{ asset: IN_ANSWERS.BTC }, other], [{ kind: 'request' }, one_], [{ kind: 'offer' }, other],
      [{ minPrincipal: '50000001' }, one_], [{ minPrincipal: '50000002' }, [[], []]], [{ maxInterest: '0.11' }, one_], [{ maxInterest: '0.1' }, [[], []]],
    ]) assert.deepEqual(await told(filter), expected, JSON.stringify(filter));
    const eve = await rpc('dmex_portfolio', world.who.Eve.address, { borrowed: id }, 10);
    assert.deepEqual([eve.loans, eve.cursor], [[], null]);
    const bob = await rpc('dmex_portfolio', world.who.Bob.address, null, 100);
    assert.deepEqual([bob.loans, bob.loanOffers, bob.cursor], [[], [offered], null]);
  });

  test('is cancelled by its borrower, and by nobody else while it can be funded', async () => {
    await allRefused([
      ['UnknownLoan', 'Eve', lending.cancelRequest(99)],
      ['StillValid', 'Bob', lending.cancelRequest(loans.early.id)],
      ['NotFunded', 'Eve', lending.repay(loans.early.id, 1n)],
      ['NotFunded', 'Eve', lending.settleLoan(loans.early.id)],
      ['NotFunded', 'Eve', lending.foreclose(loans.early.id, 'Take')],
    ]);
    await bank.cancelRequest('Eve', loans.early);
    assert.equal((await certificate(two, 0)).lock, null);
    await refused('Charlie', lending.fund(loans.early.id), 'UnknownLoan');
    // Its due day comes before anybody funds it.
    loans.stale = await bank.request('Eve', two, 3, { ...terms(), due: await world.today() + 1 });
    loans.early = await bank.request('Eve', two, 0, terms());
  });

  test('is funded by anyone but its borrower, who gets the principal', async () => {
    await refused('Eve', lending.fund(loans.early.id), 'OwnLoan');
    await bank.fund('Charlie', loans.early);
    const { requests } = await rpc('dmex_loans', { kind: 'request', series: two.series });
    assert.deepEqual(requests.map(({ loan }) => loan), [loans.stale.id]);
    await allRefused([
      ['AlreadyFunded', 'Bob', lending.fund(loans.early.id)],
      ['AlreadyFunded', 'Eve', lending.cancelRequest(loans.early.id)],
      ['hashrateNft.CertificateLent', 'Eve', bank.requestCall(two, 0, terms())],
    ]);
    const expected = await bank.asTold(loans.early);
    for (const name of ['Eve', 'Charlie']) {
      const page = await rpc('dmex_portfolio', world.who[name].address, null, 100);
      assert.deepEqual(page.loans.find(({ loan }) => loan === loans.early.id), expected, name);
    }
  });

  test('that nobody funded in time is cancelled by anyone', async () => {
    await reach(day(1));
    await refused('Bob', lending.fund(loans.stale.id), 'DueTooSoon');
    assert.deepEqual((await rpc('dmex_loans', { kind: 'request' })).requests, []);
    await bank.cancelRequest('Bob', loans.stale);
    assert.equal((await certificate(two, 3)).lock, null);
  });
});

describe('an offer', () => {
  test('is taken for a certificate that lasts as long as it demands', async () => {
    const { id } = loans.offered;
    await allRefused([
      ['UnknownOffer', 'Eve', lending.takeLoan(99, 1)],
      ['OwnLoan', 'Bob', lending.takeLoan(id, 1)],
      ['NotOwner', 'Charlie', lending.takeLoan(id, 1)],
      ['UnknownCertificate', 'Eve', lending.takeLoan(id, 99)],
      ['NotSold', 'Two', lending.takeLoan(id, 4)],
      ['hashrateNft.CertificateLent', 'Eve', lending.takeLoan(id, 0)],
      ['StillValid', 'Eve', lending.cancelLoanOffer(id)],
      ['UnknownOffer', 'Eve', lending.cancelLoanOffer(99)],
    ]);
    loans.selfRepaying = await bank.take('Eve', loans.offered, 1);
    await refused('Eve', lending.takeLoan(id, 2), 'UnknownOffer');
    const strict = await bank.offer('Bob', two, { asset: 'BTC', principal: 1n, interest: 0n, due: day(3), minEnd: day(TERM) + 1, days: 2 });
    await refused('Eve', lending.takeLoan(strict.id, 2), 'EndsTooEarly');
    await bank.cancelOffer('Bob', strict);
  });

  test('that nobody takes ends by itself, and its lender has its money back', async () => {
    const offer = await bank.offer('Alice', ferdie, { asset: 'USDT', principal: 7_000_001n, interest: 1n, due: day(9), minEnd: 0, days: 1 });
    const { lending: backing } = await rpc('dmex_solvency');
    const of = (asset) => backing.find((each) => each.asset === IN_ANSWERS[asset]).due;
    assert.deepEqual([of('USDT'), of('DMC')], ['7000001', String(LOAN_OFFER_DEPOSIT)]);
    await reach(day(2));
    await refused('Eve', lending.takeLoan(offer.id, 0), 'UnknownOffer');
    bank.offerEnded(offer);
  });

  test('leaves nothing in the account of loans', async () => {
    for (const asset of ['DMC', 'USDT', 'BTC']) assert.equal(world.book.change('lending', asset), 0n);
    const deposit = world.chain.api.consts.balances.existentialDeposit.toBigInt();
    assert.equal(await world.chain.balance(PALLETS.lending), deposit);
  });
});
