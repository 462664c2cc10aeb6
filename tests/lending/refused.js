// What nobody may request or offer, each for its own reason; and certificates that another use locks.
import { describe, test } from 'node:test';
import { GRACE_DAYS, MAX_OFFER_DAYS } from '../lib/genesis.js';
import {
  allRefused, bank, day, lending, send, TERM, two, world,
} from './stage.js';

const MAX = (1n << 128n) - 1n;

describe('loans', () => {
  const terms = (changes = {}) => ({ asset: 'USDT', principal: 10_000_000n, interest: 1n, due: day(12), ...changes });
  const request = (changes, item = 0) => bank.requestCall(two, item, terms(changes));
  const offer = (changes) => bank.offerCall(two, terms({ minEnd: 0, days: 1, ...changes }));

  test('are not requested on other terms', async () => {
    const today = await world.today();
    await allRefused([
      ['UnknownSeries', 'Eve', bank.requestCall({ series: 99 }, 0, terms())],
      ['UnknownCertificate', 'Eve', request({}, 99)],
      ['NotOwner', 'Charlie', request()],
      ['NotSold', 'Two', request({}, 4)],
      ['AssetNotAccepted', 'Eve', request({ asset: 'DMC' })],
      ['AssetNotAccepted', 'Eve', request({ inCalls: { WithId: 10 } })],
      ['NotRewardAsset', 'Eve', request({ selfRepaying: true })],
      ['ZeroAmount', 'Eve', request({ principal: 0n })],
      ['arithmetic.Overflow', 'Eve', request({ principal: MAX })],
      ['DueTooSoon', 'Eve', request({ due: today })],
      ['DueTooLate', 'Eve', request({ due: day(TERM) - GRACE_DAYS })],
    ]);
    // The last day that is not too late.
    const last = await bank.request('Eve', two, 0, terms({ due: day(TERM) - GRACE_DAYS - 1 }));
    await bank.cancelRequest('Eve', last);
  });

  test('are not offered on other terms', async () => {
    const today = await world.today();
    await allRefused([
      ['InvalidExpiry', 'Charlie', offer({ days: 0 })],
      ['InvalidExpiry', 'Charlie', offer({ days: MAX_OFFER_DAYS + 1 })],
      ['UnknownSeries', 'Charlie', bank.offerCall({ series: 99 }, terms({ minEnd: 0, days: 1 }))],
      ['AssetNotAccepted', 'Charlie', offer({ asset: 'DMC' })],
      ['NotRewardAsset', 'Charlie', offer({ selfRepaying: true })],
      ['ZeroAmount', 'Charlie', offer({ principal: 0n })],
      ['arithmetic.Overflow', 'Charlie', offer({ principal: MAX })],
      ['DueTooSoon', 'Charlie', offer({ due: today })],
    ]);
    const late = await bank.offer('Charlie', two, terms({ due: day(TERM) - GRACE_DAYS, minEnd: 0, days: MAX_OFFER_DAYS }));
    await allRefused([['DueTooLate', 'Eve', lending.takeLoan(late.id, 0)]]);
    await bank.cancelOffer('Charlie', late);
  });

  test('are not given on certificates with another lock', async () => {
    const { hashrateMarket, certificateStaking } = world.tx;
    await send('Eve', hashrateMarket.list(two.series, [0], 1_000_000n, 5));
    const kind = { English: { reserve: 1_000_000n, buyNow: null } };
    const auction = (await send('Eve', hashrateMarket.startAuction(two.series, [2], kind, 40))).event('hashrateMarket.AuctionStarted').auction;
    await send('Eve', certificateStaking.stake(two.series, [3]));
    await allRefused([
      ['hashrateNft.CertificateListed', 'Eve', request({}, 0)],
      ['hashrateNft.CertificateAuctioned', 'Eve', request({}, 2)],
      ['hashrateNft.CertificateStaked', 'Eve', request({}, 3)],
      ['hashrateMarket.CertificateStaked', 'Eve', hashrateMarket.list(two.series, [3], 1n, 5)],
    ]);
    await send('Eve', hashrateMarket.delist(two.series, [0]));
    await send('Eve', hashrateMarket.cancelAuction(auction));
    await send('Eve', certificateStaking.unstake(two.series, [3]));
  });
});
