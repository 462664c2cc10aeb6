// What becomes of a miner that stops, of its holders, and of a miner that performs, on a real node: two series are
// ended, one by a vote and one by silence, one is saved, and one cannot be reported; a wrong average is struck out,
// and the income of a network ends. All of it plays in one world.
import './enforcement/breach.js';
import './enforcement/vote.js';
import './enforcement/event.js';
import './enforcement/long-payout.js';
import './enforcement/network.js';
