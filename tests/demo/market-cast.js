// Who plays in the third act: a miner that auctions its certificates, two who bid, and one who buys from
// the winner half-way through the term. Days are counted from the first day of the act.
import { USDT } from '../lib/arithmetic.js';

/// The data goes on where the second act ended.
export const FIRST_DATE = '2017-04-01';
export const DAYS = 24;

export const SELLER = 'Kim';

export const UNITS = 10n;
export const TERM = 12;
export const CERTIFICATES = 5;

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

/// The term is days 12 to 23. When half of it is paid, One buys two certificates.
export const RESALE_DAY = 18;
export const RESALE = { buyer: 'One', items: [3, 4], price: 43_210_987n };
