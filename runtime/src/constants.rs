//! Every fixed number of the chain, with its unit. What governance may change is in
//! [`crate::parameters`] instead.

/// The prefix of addresses in text.
pub const SS58_PREFIX: u16 = 42;

/// DMC, and what transactions and storage cost.
pub mod currency {
	use crate::Balance;

	/// Symbol of the native token.
	pub const TOKEN_SYMBOL: &str = "DMC";
	/// Decimals of the native token.
	pub const TOKEN_DECIMALS: u8 = 12;

	/// One DMC, in base units.
	pub const DMC: Balance = 1_000_000_000_000;
	/// A thousandth of a DMC.
	pub const MILLI_DMC: Balance = DMC / 1_000;

	/// All DMC at genesis, in base units; afterwards the amount only falls.
	pub const TOTAL_SUPPLY: Balance = 1_000_000_000 * DMC;
	/// Minimum balance of an account, in base units of DMC.
	pub const EXISTENTIAL_DEPOSIT: Balance = 10 * MILLI_DMC;

	/// Base fee of an ordinary transaction, without its call's weight and its length.
	pub const BASE_FEE: Balance = MILLI_DMC;
	/// Fee for each byte of a transaction, while the multiplier of fees is one.
	pub const FEE_PER_BYTE: Balance = 10_000_000;
	/// The author's part of transaction fees, in per cent; the treasury has the rest.
	pub const AUTHOR_FEE_PERCENT: u32 = 80;

	/// Deposit for `items` storage entries of `bytes` in all, held while they are kept.
	pub const fn deposit(items: u32, bytes: u32) -> Balance {
		items as Balance * 100 * MILLI_DMC + bytes as Balance * MILLI_DMC
	}
}

/// Slots, sessions, blocks and days.
pub mod time {
	use frame_support::weights::{constants::WEIGHT_REF_TIME_PER_SECOND, Weight};

	/// Length of a slot, in milliseconds; a slot has one block at most. It never changes on a live
	/// chain.
	pub const SLOT_MILLIS: u64 = 3_000;
	/// Length of an epoch, which is also a session, in slots.
	pub const EPOCH_SLOTS: u64 = 50;
	/// Number of past sessions for which an equivocation can be proven (about a week).
	pub const SESSIONS_KEPT: u32 = 4_032;

	/// Maximum weight of a block: one second. Nobody makes proofs of it, so their size is free.
	pub const BLOCK_WEIGHT: Weight = Weight::from_parts(WEIGHT_REF_TIME_PER_SECOND, u64::MAX);
	/// Maximum length of a block, in bytes.
	pub const BLOCK_BYTES: u32 = 5 * 1024 * 1024;
	/// Part of a block that ordinary transactions may fill, in per cent.
	pub const NORMAL_PERCENT: u32 = 75;

	/// Length of a day on development chains, in milliseconds: ten slots.
	pub const DEV_DAY_MILLIS: u64 = 30_000;
}

/// The council, public proposals and the treasury.
pub mod governance {
	use crate::{constants::currency::DMC, Balance};

	/// Number of council members who adopt a motion.
	pub const COUNCIL_MAJORITY: u32 = 4;
	/// Number of council members for what four may not do: two thirds of seven.
	pub const COUNCIL_SUPERMAJORITY: u32 = 5;
	/// Number of council members.
	pub const COUNCIL_SIZE: u32 = 7;
	/// Time for which a motion may wait for votes, in days.
	pub const MOTION_DAYS: u32 = 7;
	/// Number of motions that a member may have open at a time.
	pub const MOTIONS_OF_A_MEMBER: u32 = 2;
	/// Maximum number of open motions: those of all members, and of as many who were members before an election.
	pub const MAX_MOTIONS: u32 = 2 * COUNCIL_SIZE * MOTIONS_OF_A_MEMBER;
	/// Deposit of a motion, in base units of DMC; it comes back when the motion is closed.
	pub const MOTION_DEPOSIT: Balance = 10 * DMC;

	/// Time for which a referendum is open, in days.
	pub const VOTING_DAYS: u32 = 7;
	/// Delay between the vote and the effect of an adopted public proposal, in days.
	pub const ENACTMENT_DAYS: u32 = 1;
	/// Time for which a winning vote stays locked at a conviction of one, in days.
	pub const VOTE_LOCK_DAYS: u32 = 7;
	/// Time between two public proposals that are put to the vote, in days.
	pub const LAUNCH_DAYS: u32 = 7;
	/// Time for which a vetoed proposal may not come back, in days.
	pub const COOL_OFF_DAYS: u32 = 7;
	/// Public nays with which each referendum starts that decides none of our cases, in base units of
	/// DMC: what is proposed by the public and by the council is dispatched as Root.
	pub const REFERENDUM_SEED: Balance = 10_000_000 * DMC;
	/// Deposit of a public proposal while at most half of the places are taken, in base units of DMC.
	pub const PROPOSAL_DEPOSIT: Balance = 1_000 * DMC;
	/// Number of places: public proposals that wait to be put to the vote.
	pub const MAX_PROPOSALS: u32 = 100;

	/// Public ayes with which the vote on a call starts that the council proposes to Root, in base units of
	/// DMC. Silence lets it pass; about 9,700,000 DMC of nays stop it.
	pub const ROOT_CALL_SEED: Balance = 1_000_000 * DMC;

	/// Number of runners-up, who replace members that leave.
	pub const RUNNERS_UP: u32 = 7;
	/// Bond of a candidate for the council while there are at most half as many as there can be, in base units
	/// of DMC; the treasury's if it is neither elected nor a runner-up.
	pub const CANDIDACY_BOND: Balance = 10_000 * DMC;
	/// Bond of a voter in elections while at most half of the places are taken, in base units of DMC.
	pub const VOTING_BOND: Balance = 200 * DMC;
	/// Minimum stake of a voter in elections, in base units of DMC. All places together take 50,000,000 DMC, more
	/// than Root takes if nobody votes against it.
	pub const VOTER_STAKE: Balance = 10_000 * DMC;
	/// Maximum number of candidates who are neither members nor runners-up, but for one.
	pub const MAX_CANDIDATES: u32 = 64;
	/// Maximum number of voters in elections: a round counts them all in one block.
	pub const MAX_VOTERS: u32 = 5_000;

	/// Time for which approved spending of the treasury can be paid out, in days.
	pub const PAYOUT_DAYS: u32 = 30;
	/// Time between two looks of the treasury at its old-style approvals, in days.
	pub const SPEND_DAYS: u32 = 7;
}

/// The market, and the part of a block for what our pallets do of their own accord.
pub mod market {
	use crate::{constants::currency::deposit, Balance};

	/// Deposit for an offer, in base units of DMC: its record of 112 bytes, and four keys of 79.
	pub const OFFER_DEPOSIT: Balance = deposit(4, 112 + 79);
	/// Storage entries that a series leaves besides its day records: its terms, counts, deposit and
	/// ledger, its collection with an index, and eleven attributes.
	pub const SERIES_ITEMS: u32 = 17;
	/// Bytes of these entries at most.
	pub const SERIES_BYTES: u32 = 2_000;
	/// Bytes of a day record.
	pub const DAY_RECORD_BYTES: u32 = 141;
	/// Days beyond its term for which the deposit of a series pays day records: its certificates may
	/// be sold on one day after another.
	pub const SELLING_DAYS: u32 = 30;

	/// Deposit of a series of `term` days, in base units of DMC.
	pub const fn series_deposit(term: u32) -> Balance {
		let days = term.saturating_add(SELLING_DAYS);
		let day_bytes = days.saturating_mul(DAY_RECORD_BYTES);
		deposit(SERIES_ITEMS.saturating_add(days), SERIES_BYTES.saturating_add(day_bytes))
	}

	/// Maximum time for which a listing, an auction or an offer is open, in days.
	pub const MAX_LISTING_DAYS: u32 = 90;
	/// Divisor of the block weight that gives the maximum for payouts to holders.
	pub const PAYOUT_PART: u64 = 4;
	/// Divisor of the block weight that gives the maximum for due auctions and expired offers.
	pub const SETTLE_PART: u64 = 4;
	/// Divisor of the block weight that gives the maximum for payouts of insurance awards.
	pub const AWARD_PAYOUT_PART: u64 = 8;
}

/// Loans against certificates.
pub mod lending {
	use crate::{constants::currency::deposit, Balance};

	/// Deposit for an offer of a loan, in base units of DMC: its record of 102 bytes, and four keys of 120.
	pub const LOAN_OFFER_DEPOSIT: Balance = deposit(4, 102 + 120);
	/// Divisor of the block weight that gives the maximum for taking payments for loans into the books, and
	/// for ending expired offers.
	pub const LOAN_SETTLE_PART: u64 = 8;
}

/// Staking of certificates.
pub mod staking {
	use dmex_primitives::NetworkId;

	/// Networks of a chain whose staking begins, each with the weight of a unit: FIL, BTC, ETH. A TiB counts for
	/// as much as ten TH/s and a hundred MH/s, as in the pledges of the networks.
	pub const FIRST_WEIGHTS: [(NetworkId, u32); 3] = [(0, 100), (1, 10), (2, 1)];
	/// Divisor of the block weight that gives the maximum for looking after stakes whose certificates ended.
	pub const SWEEP_PART: u64 = 16;
}

/// The insurance pool.
pub mod insurance {
	use crate::{constants::governance::REFERENDUM_SEED, Balance};

	/// Public nays with which the vote on a claim for all that the pool has in an asset starts, in base units
	/// of DMC; for a part of it, that part of them. A claim for a fifth of the pool takes as much as a
	/// referendum on anything else.
	pub const SEED_OF_POOL: Balance = 5 * REFERENDUM_SEED;
}

/// The oracle of market averages.
pub mod oracle {
	/// Maximum number of operators.
	pub const MAX_OPERATORS: u32 = 16;
	/// Number of operators whose values fix a day's average when its time is up.
	pub const QUORUM: u32 = 3;
	/// Quorum of a chain on which one person plays all parts.
	pub const DEV_QUORUM: u32 = 1;
}

/// Ids from which the accounts of pallets are derived.
pub mod pallet_ids {
	use frame_support::PalletId;

	/// The treasury.
	pub const TREASURY: PalletId = PalletId(*b"py/trsry");
	/// Pledges and application deposits of miners.
	pub const PLEDGES: PalletId = PalletId(*b"dx/pledg");
	/// Owner, issuer, admin and freezer of every collection of certificates.
	pub const CERTIFICATES: PalletId = PalletId(*b"dx/nftco");
	/// Deposits of certificates.
	pub const ESCROW: PalletId = PalletId(*b"dx/escrw");
	/// Income paid by miners and not yet claimed.
	pub const INCOME: PalletId = PalletId(*b"dx/incom");
	/// Bids and offers.
	pub const MARKET: PalletId = PalletId(*b"dx/markt");
	/// The insurance pool.
	pub const INSURANCE: PalletId = PalletId(*b"dx/insur");
	/// Offers and collateral of loans.
	pub const LOANS: PalletId = PalletId(*b"dx/loans");
	/// The budget of staking.
	pub const STAKING: PalletId = PalletId(*b"dx/stake");
	/// The name under which Root feeds the oracle; such a feed counts as nobody's.
	pub const ORACLE: PalletId = PalletId(*b"dx/oracl");

	/// The accounts that exist from genesis on.
	pub const CUSTODIANS: [PalletId; 9] =
		[TREASURY, PLEDGES, CERTIFICATES, ESCROW, INCOME, MARKET, INSURANCE, LOANS, STAKING];
}
