// Who plays, with what, and when. Days are counted from the first day of the story; day 0 is the
// first row of the data.
import { DMC, USDT } from './arithmetic.js';

export const FIRST_DATE = '2017-01-01';
export const DAYS = 60;

/// The network BTC of genesis; what its certificates cost is paid in USDT, what they earn in BTC.
export const NETWORK = 1;
export const ASSETS = { USDT: 1, BTC: 11 };

export const MINER = 'Two';
/// Each saw a slightly different market, in parts per thousand.
export const OPERATORS = { Alice: 0n, Bob: -2n, Charlie: 3n, Dave: 1n };
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
export const FLOOR = 60n * USDT / 100n;
/// The pool keeps 2 % of what the machines earn.
export const POOL_KEEPS = 20_000n;

export const SELLING_DAY = 8;
export const BUYERS = [
  { name: 'Eve', day: 9, from: 0, count: 40 },
  { name: 'Ferdie', day: 14, from: 40, count: 35 },
  { name: 'One', day: 29, from: 75, count: 25 },
];
/// On this day the miner is away, and pays two days on the next.
export const AWAY = 20;

/// The rates of genesis, in parts per million.
export const TRADING_FEE = 10_000n;
export const FEE_SPLIT = { pool: 400_000n, treasury: 400_000n };
export const RELEASE_TO_POOL = 5_000n;
/// Per TH/s, and per TH/s and day of term.
export const CHANNEL_FEE = DMC / 10n;
export const PLEDGE_RATE = DMC / 10n;
/// The least income that the chain sends unasked, in satoshi.
export const MIN_PAYOUT = 1_000n;
export const APPLICATION_DEPOSIT = 1_000n * DMC;
