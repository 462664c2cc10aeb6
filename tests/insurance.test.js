// The mutual insurance pool on a real node: an event and a breach, claims and their votes, refund, slashed
// pledge and award to the last base unit, and who gets nothing. All of it plays in one world.
import './insurance/filing.js';
import './insurance/votes.js';
import './insurance/breach.js';
import './insurance/award.js';
import './insurance/endings.js';
