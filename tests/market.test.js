// The market on a real node: what wallets are told, auctions, resales, offers and credits. Every amount is
// computed here from the rules. A world takes long to open, so all of it plays in one.
import './market/for-sale.js';
import './market/auctions.js';
import './market/holders.js';
import './market/endings.js';
import './market/waiting.js';
