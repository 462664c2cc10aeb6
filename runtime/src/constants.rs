//! Every fixed number of the chain, with its unit. What governance may change is in
//! [`crate::parameters`] instead.

/// The prefix of addresses in text.
pub const SS58_PREFIX: u16 = 42;

pub mod currency {
	use crate::Balance;

	pub const TOKEN_SYMBOL: &str = "DMC";
	pub const TOKEN_DECIMALS: u8 = 12;

	/// One DMC, in base units.
	pub const DMC: Balance = 1_000_000_000_000;
	/// A thousandth of a DMC.
	pub const MILLI_DMC: Balance = DMC / 1_000;

	/// All DMC there is at genesis; from there on the amount only falls.
	pub const TOTAL_SUPPLY: Balance = 1_000_000_000 * DMC;
	/// The least an account must hold to exist.
	pub const EXISTENTIAL_DEPOSIT: Balance = 10 * MILLI_DMC;

	/// What an ordinary transaction costs before its call's weight and its length.
	pub const BASE_FEE: Balance = MILLI_DMC;
	/// What each byte of a transaction costs.
	pub const FEE_PER_BYTE: Balance = 10_000_000;
	/// The author's part of transaction fees, in per cent; the treasury has the rest.
	pub const AUTHOR_FEE_PERCENT: u32 = 80;

	/// What keeping `items` storage entries of `bytes` in all costs while they are kept.
	pub const fn deposit(items: u32, bytes: u32) -> Balance {
		items as Balance * 100 * MILLI_DMC + bytes as Balance * MILLI_DMC
	}
}

pub mod time {
	use frame_support::weights::{constants::WEIGHT_REF_TIME_PER_SECOND, Weight};

	/// One slot, in milliseconds: a block at most each. Never to change on a live chain.
	pub const SLOT_MILLIS: u64 = 3_000;
	/// An epoch, which is also a session, in slots.
	pub const EPOCH_SLOTS: u64 = 50;
	/// How many past sessions an equivocation can be proven for (about a week).
	pub const SESSIONS_KEPT: u32 = 4_032;

	/// What a block may execute: one second. Nobody makes proofs of it, so their size is free.
	pub const BLOCK_WEIGHT: Weight = Weight::from_parts(WEIGHT_REF_TIME_PER_SECOND, u64::MAX);
	/// What a block may carry, in bytes.
	pub const BLOCK_BYTES: u32 = 5 * 1024 * 1024;
	/// The part of a block that ordinary transactions may fill, in per cent.
	pub const NORMAL_PERCENT: u32 = 75;

	/// One day on chains for development, in milliseconds: ten slots.
	pub const DEV_DAY_MILLIS: u64 = 30_000;
}

pub mod governance {
	use crate::{constants::currency::DMC, Balance};

	/// How many of the council's members adopt a motion.
	pub const COUNCIL_MAJORITY: u32 = 4;
	/// How many of them may hasten or stop a referendum: two thirds of seven.
	pub const COUNCIL_SUPERMAJORITY: u32 = 5;
	pub const COUNCIL_SIZE: u32 = 7;
	/// How long a motion may wait for votes, in days.
	pub const MOTION_DAYS: u32 = 7;

	/// How long a referendum is open, in days.
	pub const VOTING_DAYS: u32 = 7;
	/// How long after it an adopted public proposal takes effect, in days.
	pub const ENACTMENT_DAYS: u32 = 1;
	/// How long a winning vote stays locked at a conviction of one, in days.
	pub const VOTE_LOCK_DAYS: u32 = 7;
	/// How often a public proposal is put to the vote, in days.
	pub const LAUNCH_DAYS: u32 = 7;
	/// How long a hastened referendum is open at least, in days.
	pub const FAST_TRACK_DAYS: u32 = 1;
	/// How long a vetoed proposal may not come back, in days.
	pub const COOL_OFF_DAYS: u32 = 7;
	/// What a public proposal must put down.
	pub const PROPOSAL_DEPOSIT: Balance = 1_000 * DMC;

	/// What the treasury's approved spending may wait to be collected, in days.
	pub const PAYOUT_DAYS: u32 = 30;
	/// How often the treasury looks at its old-style approvals, in days.
	pub const SPEND_DAYS: u32 = 7;
}

pub mod market {
	/// How long a listing, an auction or an offer may stay open, in days.
	pub const MAX_LISTING_DAYS: u32 = 90;
	/// Payouts to holders may use one part in so many of a block.
	pub const PAYOUT_PART: u64 = 4;
	/// Settling auctions that are due may use as much.
	pub const SETTLE_PART: u64 = 4;
	/// Paying awards of the insurance pool may use one part in so many.
	pub const PUSH_PART: u64 = 8;
}

pub mod oracle {
	/// How many operators the oracle may have.
	pub const MAX_OPERATORS: u32 = 16;
	/// How many of them fix a day's value when its time is up.
	pub const QUORUM: u32 = 3;
	/// The same where one person plays all parts.
	pub const DEV_QUORUM: u32 = 1;
}

pub mod pallet_ids {
	use frame_support::PalletId;

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
	/// Collateral of loans.
	pub const LOANS: PalletId = PalletId(*b"dx/loans");
	/// The budget of staking.
	pub const STAKING: PalletId = PalletId(*b"dx/stake");
	/// The name under which Root feeds the oracle; such a feed counts as nobody's.
	pub const ORACLE: PalletId = PalletId(*b"dx/oracl");
}
