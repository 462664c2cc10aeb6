// Who plays in the fourth act: a miner whose site an earthquake strikes, those who hold its certificates,
// and those who vote. Days are counted from the first day of the act.
import { DMC, FIXED, USDT } from '../lib/arithmetic.js';

/// The data goes on where the third act ended.
export const FIRST_DATE = '2017-04-25';
export const DAYS = 60;

export const STRUCK = 'Leo';

export const UNITS = 10n;
export const TERM = 40;
export const CERTIFICATES = 7;
/// 0.71 USDT and a bit per TH/s and day, when they earn 0.94 USDT.
export const PRICE = 283_117_093n;

export const SELLING_DAY = 9;
/// Two buy early, one on the eve of the earthquake, one on its day.
export const BUYERS = [
  { name: 'Eve', day: 9, from: 0, count: 3 },
  { name: 'Two', day: 9, from: 3, count: 1 },
  { name: 'Ferdie', day: 19, from: 4, count: 2 },
  { name: 'One', day: 20, from: 6, count: 1 },
];

/// They give to the insurance pool, so that it has some of the asset in which losses are made good.
export const GIVERS = { Charlie: 2_500n * USDT, Dave: 2_500n * USDT };

/// The earthquake. The machines ran for four tenths of the day.
export const STRIKING_DAY = 20;
export const RAN = 400_000n;
export const EVENT = { hash: `0x${'5e'.repeat(32)}`, uri: 'https://seismic.example/2017-05-15' };
/// The council freezes the series on the next day.
export const FREEZING_DAY = 21;

export const CLAIMING_DAY = 22;
/// A holder claims what all have lost, in whole USDT. Then a friend of the miner claims one USDT, as if that
/// made the loss good.
export const CLAIMS = [
  { by: 'Eve', cause: 'Earthquake of 15 May 2017 at the site', uri: 'https://eve.example/photographs', asks: (loss) => (loss / USDT) * USDT },
  { by: 'Two', known: ', a friend of the miner,', cause: 'A small tremor', uri: 'https://two.example/tremor', asks: () => USDT },
];
/// They vote for the claims with the highest conviction.
export const BACKERS_OF_CLAIMS = { Alice: 6_000_000n * DMC, Bob: 6_000_000n * DMC };
/// One DMC counts as a twentieth of a USDT, if any were slashed.
export const DMC_RATE = (FIXED * USDT) / (20n * DMC);
