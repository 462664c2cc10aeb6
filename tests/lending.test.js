// Loans against certificates on a real node: they are repaid early and by their own income, end in default, and meet
// a breach and an insured event. Each party has what the rules say, to the last base unit. All of it plays in one
// world.
import './lending/begin.js';
import './lending/repaid.js';
import './lending/refused.js';
import './lending/default.js';
import './lending/breach.js';
import './lending/event.js';
