// Staking of certificates on a real node: rewards by the weights of networks and by units, a budget that ends, series
// that are frozen, and certificates that end. Every stake has what the rules say, to the last base unit. All of it
// plays in one world.
import './staking/begin.js';
import './staking/rewards.js';
import './staking/leave.js';
