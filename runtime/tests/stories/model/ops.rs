//! Operations. Each is a kind and three small numbers, which are read against what
//! exists when its turn comes: so any part of a sequence is a sequence too, and a failing one can
//! shrink.

use proptest::{prelude::*, strategy::Union};

#[derive(Clone, Copy, PartialEq)]
pub struct Op {
	pub kind: Kind,
	pub a: u8,
	pub b: u8,
	pub c: u8,
}

impl std::fmt::Debug for Op {
	fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
		let Self { kind, a, b, c } = self;
		write!(f, "{kind:?}({a}, {b}, {c})")
	}
}

impl Op {
	/// Whether somebody errs: now and then.
	pub fn errs(&self) -> bool {
		self.c % 16 == 15
	}

	/// A number below `n`, or zero when there is none.
	pub fn pick(number: u8, n: usize) -> usize {
		usize::from(number) % n.max(1)
	}
}

macro_rules! kinds {
	($($weight:literal $kind:ident;)*) => {
		#[derive(Clone, Copy, Debug, PartialEq)]
		pub enum Kind {
			$($kind,)*
		}

		const KINDS: &[(u32, Kind)] = &[$(($weight, Kind::$kind),)*];
	};
}

kinds! {
	// Time.
	40 Days;
	10 Blocks;
	2 Stop;
	8 Wait;
	// The oracle.
	3 Confirm;
	3 Strike;
	2 Feed;
	// Miners.
	18 Mood;
	8 Distribute;
	3 Apply;
	2 WithdrawApplication;
	4 Conclude;
	6 Pledge;
	3 WithdrawPledge;
	5 CreateSeries;
	1 RemoveSeries;
	9 Mint;
	2 BurnUnsold;
	// Holders.
	7 Transfer;
	7 Claim;
	6 Retire;
	4 Refund;
	3 WithdrawOwed;
	// Fixed prices.
	16 List;
	2 Reprice;
	6 Delist;
	26 Buy;
	// Offers.
	9 Offer;
	6 AcceptOffer;
	4 CancelOffer;
	2 WithdrawCredit;
	// Auctions.
	11 Auction;
	17 Bid;
	5 Snipe;
	11 Dutch;
	3 CancelAuction;
	5 Settle;
	// Loans.
	8 RequestLoan;
	3 FundLoan;
	4 OfferLoan;
	4 TakeLoan;
	6 Repay;
	4 Foreclose;
	3 CancelLoan;
	2 SettleLoan;
	// Stakes.
	6 Stake;
	2 Unstake;
	4 ClaimRewards;
	3 Budget;
	// Enforcement.
	6 Report;
	7 ConcludeVote;
	7 WriteOff;
	2 Declare;
	4 OpenEventVote;
	3 ReportIncomeEnded;
	3 ApplyStrike;
	2 EndEvent;
	1 TerminateByRoot;
	// Insurance.
	4 Contribute;
	18 FileClaim;
	5 ConcludeClaim;
	8 Collect;
	2 ApproveClaim;
	4 Disaster;
	// Votes.
	16 Vote;
	3 Cancel;
	// The DAO.
	6 Rule;
	3 Network;
	1 PaymentAsset;
	1 Ban;
	3 ClearMiner;
	// Money.
	2 Broke;
	3 Help;
	3 Block;
	5 Thaw;
	// Scenes.
	3 LateMiner;
	1 LongAuction;
	2 NoIncome;
	3 WrongAverage;
	3 Flood;
	2 ShortSeries;
	3 PoorBidder;
	2 BuyBack;
	2 TwoOffers;
	5 Default;
	2 SelfRepaying;
	1 LentFreeze;
	3 LentEnds;
	2 StakedFreeze;
}

pub fn op() -> impl Strategy<Value = Op> {
	let kinds = KINDS.iter().map(|(weight, kind)| (*weight, Just(*kind)));
	let kind = Union::new_weighted(kinds.collect());
	let number = any::<u8>();
	(kind, number, number, number).prop_map(|(kind, a, b, c)| Op { kind, a, b, c })
}
