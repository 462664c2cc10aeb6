// What a development chain has from genesis. Rates are in parts per million, times in days.
import { DMC } from './arithmetic.js';
import { NATIVE, palletAccount, withId } from './chain.js';

/// The network BTC, whose certificates earn BTC.
export const NETWORK = 1;
/// The ids of the assets besides DMC; then the assets as calls name them, and as answers do.
export const ASSETS = { USDT: 1, BTC: 11 };
export const IN_CALLS = { DMC: NATIVE, USDT: withId(ASSETS.USDT), BTC: withId(ASSETS.BTC) };
export const IN_ANSWERS = { DMC: 'native', ...ASSETS };

/// The name of the insurance pool's account.
export const POOL = 'insurance pool';
/// The accounts of pallets.
export const PALLETS = Object.fromEntries(Object.entries({
  treasury: 'py/trsry', [POOL]: 'dx/insur', registry: 'dx/pledg', certificates: 'dx/nftco', escrow: 'dx/escrw',
  income: 'dx/incom', market: 'dx/markt', lending: 'dx/loans', staking: 'dx/stake',
}).map(([name, id]) => [name, palletAccount(id)]));

/// The length of a slot in milliseconds.
export const SLOT = 3000;
export const TRADING_FEE = 10_000n;
/// What is left of a fee in DMC is burnt, and of one in another asset the treasury's.
export const FEE_SPLIT = { pool: 400_000n, treasury: 400_000n };
/// The insurance pool's part of each release.
export const RELEASE_TO_POOL = 5_000n;
/// How much higher than the best bid the next one must be.
export const BID_STEP = 30_000n;
/// For an offer, while it is open: four entries and 191 bytes, at 0.1 DMC an entry and 0.001 DMC a byte.
export const OFFER_DEPOSIT = (400n + 191n) * (DMC / 1_000n);
/// The pledge per unit and day of term, and the fee for minting a unit, by network.
export const UNIT_RATES = [DMC, DMC / 10n, DMC / 100n];
export const PLEDGE_RATE = UNIT_RATES[NETWORK];
/// The minimum income that the chain sends unasked, in satoshi.
export const MIN_PAYOUT = 1_000n;
/// While at most half of the places for applications are taken.
export const APPLICATION_DEPOSIT = 1_000n * DMC;
/// Of a series, for 17 entries of storage with 2,000 bytes, and one of 141 bytes for each day of its term and 30
/// more: 0.1 DMC an entry and 0.001 DMC a byte.
export const seriesDeposit = (term) => {
  const days = BigInt(term) + 30n;
  return ((17n + days) * 100n + 2_000n + 141n * days) * (DMC / 1_000n);
};

/// Days for which DMC holders vote on a miner, a freeze or a claim.
export const VOTING_DAYS = 7;
/// With this a vote on a freeze or a claim begins, on the side of whoever says nothing.
export const VOTE_SEED = 1_000n * DMC;
/// The public nays with which a referendum starts that decides no case.
export const REFERENDUM_SEED = 10_000_000n * DMC;
/// The public ayes with which the vote on a call starts that the council proposes to Root.
export const ROOT_CALL_SEED = 1_000_000n * DMC;
/// Days for which such a call can be stopped, and days of the term of an elected council.
export const ROOT_CALL_DELAY = 3;
export const COUNCIL_TERM = 28;
/// Days after the first one from which anyone may hand over.
export const HAND_OVER_AFTER = 180;

/// Days of a freeze for an event before DMC holders may be asked to end the series.
export const EVENT_VOTE_AFTER = 30;

export const CLAIM_DEPOSIT = 1_000n * DMC;
/// The public nays of the vote on a claim for the whole pool.
export const SEED_OF_POOL = 50_000_000n * DMC;
/// The part of the insurance pool that all awards for one miner within CAP_DAYS may be, and for all miners.
export const CAP = 200_000n;
export const TOTAL_CAP = 400_000n;
/// The greatest value of a unit's day, in per cent.
export const MAX_VALUE = 300n;
export const CAP_DAYS = 90;
export const COLLECT_DAYS = 90;
/// How long before the freeze an incident may have been.
export const INCIDENT_DAYS = 30;

/// The protocol's part of the interest of a loan.
export const INTEREST_FEE = 50_000n;
/// Days after the due day of a loan for which its lender waits.
export const GRACE_DAYS = 3;
/// Maximum days for which a loan is offered.
export const MAX_OFFER_DAYS = 30;
/// For an offer of a loan, while it is open: four entries and 222 bytes.
export const LOAN_OFFER_DEPOSIT = (400n + 222n) * (DMC / 1_000n);

/// The emission of a day for all stakes, before the first halving.
export const DAILY_EMISSION = 10_000n * DMC;
/// The weight of a unit of each network in the emission, by the network's id.
export const STAKING_WEIGHTS = [100n, 10n, 1n];
