// Who plays in the fifth act: a miner that pays and one that stops, a holder who borrows, those who lend to her, and two
// who stake. Days are counted from the first day of the act.
import { DMC, USDT } from '../lib/arithmetic.js';

/// The data goes on where the fourth act ended.
export const FIRST_DATE = '2017-06-25';
export const DAYS = 36;

export const PAYS = 'Mia';
export const STOPS = 'Nick';

export const UNITS = 10n;
export const TERM = 24;
export const PRICE = 151_234_567n;
export const MINERS = { [PAYS]: { certificates: 6 }, [STOPS]: { certificates: 2 } };

export const CREATING_DAY = 8;
export const MINTING_DAY = 9;
export const BORROWER = 'Eve';
export const BUYERS = [
  { name: BORROWER, day: 9, goods: { [PAYS]: [0, 1, 2, 3], [STOPS]: [0, 1] } },
  { name: 'One', day: 10, goods: { [PAYS]: [4] } },
  { name: 'Charlie', day: 10, goods: { [PAYS]: [5] } },
];
/// The last day that Nick pays. The eighth live day without a payment ends with day 21.
export const LAST_PAID = 12;
export const REPORTING_DAY = 22;

/// What Eve borrows, each time against one certificate. `offered`: the lender offers it, and she takes it; otherwise she
/// requests it, and the lender funds it.
export const LOANS = {
  early: { day: 11, miner: PAYS, item: 0, lender: 'Ferdie', asset: 'USDT', principal: 60n * USDT, interest: 2_400_001n, due: 24 },
  itself: {
    day: 12, miner: PAYS, item: 1, lender: 'Charlie', asset: 'BTC', principal: 1_500_000n, interest: 60_007n, due: 28, selfRepaying: true, offered: true,
  },
  auctioned: { day: 14, miner: PAYS, item: 2, lender: 'Ferdie', asset: 'USDT', principal: 40n * USDT, interest: 2n * USDT, due: 17 },
  breached: { day: 15, miner: STOPS, item: 0, lender: 'Ferdie', asset: 'USDT', principal: 80n * USDT, interest: 4n * USDT, due: 25 },
  taken: { day: 16, miner: PAYS, item: 3, lender: 'Charlie', asset: 'BTC', principal: 900_000n, interest: 30_000n, due: 18 },
};
export const REPAYING_DAY = 19;

/// Due on day 17, and three days of grace: the lender auctions it, and two mornings later it is sold.
export const AUCTION_DAY = 21;
export const AUCTION_DAYS = 2;
export const RESERVE = 30n * USDT;
export const BIDS = [{ name: 'Bob', bid: 45n * USDT }, { name: 'One', bid: 61_200_003n }];
export const TAKING_DAY = 24;

export const BUDGET = { by: 'Bob', amount: 200_000n * DMC };
export const STAKES = [{ name: 'One', day: 17, item: 4, until: 27 }, { name: 'Charlie', day: 18, item: 5 }];
