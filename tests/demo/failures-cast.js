// Who plays in the second act: four miners, their holders, and when what happens. Days are counted from
// the first day of the act.
import { ceilDiv, DMC, partDown } from '../lib/arithmetic.js';
import { POOL_KEEPS, START } from './cast.js';

/// The data goes on where the first act ended.
export const FIRST_DATE = '2017-03-03';
export const DAYS = 29;

export const UNITS = 10n;
export const TERM = 15;
export const CERTIFICATES = 5;
export const PRICE = 93_061_729n;

export const CREATING_DAY = 8;
export const MINTING_DAY = 9;
export const BUYERS = [
  { name: 'Eve', day: 9, from: 0, count: 3 },
  { name: 'Ferdie', day: 11, from: 3, count: 2 },
];
/// The first day that earns.
export const EARNING = 10;

/// The last day on which anything earns.
export const LAST_EARNING = 26;

/// The luck of a pool: from −10 % to +10 %, in parts per million, and always the same in every play.
function luck(n) {
  let state = BigInt(n) * 2_654_435_761n + 97n;
  for (let round = 0; round < 4; round += 1) state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) % (1n << 64n);
  return 900_000n + ((state >> 20n) % 200_001n);
}
/// On this day a fire stops four machines of ten.
const FIRE = 14;
const afterPool = (amount) => amount - partDown(amount, POOL_KEEPS);

/// `pays`: what a miner pays for day `n`, of what its units should have earned by the market average,
/// rounded up; `undefined` if it does not pay.
export const MINERS = {
  Grace: {
    tells: 'honest: luck of 10 % either way, a pool fee of 2 %, and a fire on one day',
    pays: (n, expected) => (n === FIRE ? partDown(expected, 600_000n) : afterPool(partDown(expected, luck(n)))),
  },
  Heidi: {
    tells: 'pays 75 % of what it should',
    // Exactly three quarters, rounded up: less is refused while the vote on her goes on. It ends
    // without her: she stops before.
    pays: (n, expected) => (n <= 22 ? ceilDiv(expected * 75n, 100n) : undefined),
  },
  Ivan: {
    tells: 'pays 85 % of what it should',
    pays: (n, expected) => ceilDiv(expected * 85n, 100n),
  },
  Judy: {
    tells: 'pays one day and then no more',
    funds: START + 60_000n * DMC,
    pays: (n, expected) => (n === EARNING ? afterPool(expected) : undefined),
  },
};

/// The seventh underpaid day of Heidi is settled on day 17. Nobody votes.
/// The eighth live day without a payment of Judy ends with day 19; on day 21 three vote.
export const REPORTS = { 17: { miner: 'Heidi', by: 'Ferdie' }, 20: { miner: 'Judy', by: 'Eve' } };
export const VOTING_DAY = 21;
export const VOTES = [
  { name: 'Eve', aye: true, conviction: 'Locked1x', balance: 100_000n * DMC },
  { name: 'Ferdie', aye: true, conviction: 'Locked1x', balance: 50_000n * DMC },
  { name: 'Judy', aye: false, conviction: 'Locked1x', balance: 50_000n * DMC },
];
