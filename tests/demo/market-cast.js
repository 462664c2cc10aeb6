// Who plays in the third act: a miner that auctions its certificates, two who bid, and one who buys from
// the winner half-way through the term. Days are counted from the first day of the act.
import { DMC, USDT } from './arithmetic.js';

/// The data goes on where the second act ended.
export const FIRST_DATE = '2017-04-01';
export const DAYS = 24;

/// A new account in each play, with money of the lender.
export const SELLER = 'Kim';
export const LENDER = 'Two';
export const START = 2_000n * DMC;
export const START_BTC = 100_000_000n;
/// Each votes aye.
export const BACKERS = { Alice: 1_000_000n * DMC, Bob: 1_000_000n * DMC };

export const UNITS = 10n;
export const TERM = 12;
export const CERTIFICATES = 5;
export const FLOOR = 60n * USDT / 100n;
/// The pool keeps 2 % of what the machines earn.
export const POOL_KEEPS = 20_000n;

/// The auction is open for two days, and so ends two days later.
export const AUCTION_DAY = 9;
export const AUCTION_DAYS = 2;
export const RESERVE = 375n * USDT;
/// Each bid is for the whole lot; the last wins. Five do not divide it.
export const BIDS = [
  { day: 9, name: 'Eve', bid: 380n * USDT },
  { day: 9, name: 'Ferdie', bid: 391_400_000n },
  { day: 10, name: 'Eve', bid: 403_149_003n },
];
/// At least so much higher than the one before, in parts per million.
export const BID_STEP = 30_000n;

/// The term is days 12 to 23. When half of it is paid, One buys two certificates.
export const RESALE_DAY = 18;
export const RESALE = { buyer: 'One', items: [3, 4], price: 43_210_987n };
