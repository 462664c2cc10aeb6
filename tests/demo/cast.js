// Who plays, with what, and when: in all acts, and then in the first. Days are counted from the first day of an
// act; day 0 is the first row of its data.
import { DMC, USDT } from '../lib/arithmetic.js';

/// Each saw a slightly different market, in parts per thousand.
export const OPERATORS = { Alice: 0n, Bob: -2n, Charlie: 3n, Dave: 1n };
/// The pool in which a miner mines keeps 2 % of what the machines earn.
export const POOL_KEEPS = 20_000n;
export const FLOOR = 60n * USDT / 100n;

/// The miners of all acts but the first are new accounts in each play, with money of the lender.
export const LENDER = 'Two';
export const START = 2_000n * DMC;
export const START_BTC = 200_000_000n;
/// Each votes aye on whatever the acts put to the vote.
export const BACKERS = { Alice: 1_000_000n * DMC, Bob: 1_000_000n * DMC };

// --- the first act ---

export const FIRST_DATE = '2017-01-01';
export const DAYS = 60;

export const MINER = 'Two';
export const VOTES = [
  { name: 'Alice', aye: true, conviction: 'Locked1x', balance: 2_000_000n * DMC },
  { name: 'Bob', aye: true, conviction: 'None', balance: 1_500_000n * DMC },
  { name: 'Charlie', aye: true, conviction: 'Locked6x', balance: 1_000_000n * DMC },
  { name: 'Dave', aye: false, conviction: 'Locked1x', balance: 20_000n * DMC },
];

export const UNITS = 10n;
export const TERM = 30;
export const CERTIFICATES = 100;
/// 0.62 USDT and a bit per TH/s and day: a price that nothing divides evenly.
export const PRICE = 186_123_457n;

export const SELLING_DAY = 8;
export const BUYERS = [
  { name: 'Eve', day: 9, from: 0, count: 40 },
  { name: 'Ferdie', day: 14, from: 40, count: 35 },
  { name: 'One', day: 29, from: 75, count: 25 },
];
/// On this day the miner is away, and pays two days on the next.
export const AWAY = 20;
