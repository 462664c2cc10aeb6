//! Weights of the calls and the hook. The runtime brings the measured values.

use frame_support::weights::Weight;

/// The weight of each call and of each step of the hook. `n` is the number of certificates in its
/// list or lot, 1 to 100.
pub trait WeightInfo {
	/// Listing.
	fn list(n: u32) -> Weight;
	/// Changing prices.
	fn reprice(n: u32) -> Weight;
	/// Delisting.
	fn delist(n: u32) -> Weight;
	/// Buying certificates for the first time.
	fn buy(n: u32) -> Weight;
	/// Buying certificates that were sold before, each of another seller.
	fn buy_resale(n: u32) -> Weight;
	/// Opening an auction.
	fn start_auction(n: u32) -> Weight;
	/// A bid that outbids another and extends the auction; it leaves the lot alone.
	fn bid() -> Weight;
	/// Buying certificates for the first time in a Dutch auction.
	fn buy_dutch(n: u32) -> Weight;
	/// Buying certificates that were sold before in a Dutch auction.
	fn buy_dutch_resale(n: u32) -> Weight;
	/// Withdrawing an auction with a bid.
	fn cancel_auction(n: u32) -> Weight;
	/// Withdrawing the bid from an auction whose sale waits.
	fn withdraw_bid(n: u32) -> Weight;
	/// Ending an auction with a first sale.
	fn settle_auction(n: u32) -> Weight;
	/// Ending an auction with a resale.
	fn settle_resale(n: u32) -> Weight;
	/// Ending a foreclosure with a sale that repays the debt.
	fn settle_foreclosed() -> Weight;
	/// Making an offer.
	fn make_offer() -> Weight;
	/// Cancelling an offer.
	fn cancel_offer() -> Weight;
	/// Accepting an offer for a first sale.
	fn accept_offer() -> Weight;
	/// Accepting an offer for a certificate that was sold before.
	fn accept_resale() -> Weight;
	/// Looking for auctions that are due and offers that have expired.
	fn idle_base() -> Weight;
	/// Looking at one block, or at one entry of what is due.
	fn idle_step() -> Weight;
	/// Looking at an auction that is due, and putting it off because its sale waits.
	fn idle_wait() -> Weight;
}

/// Serves mocks, and the build that measures.
impl WeightInfo for () {
	fn list(_: u32) -> Weight {
		Weight::zero()
	}
	fn reprice(_: u32) -> Weight {
		Weight::zero()
	}
	fn delist(_: u32) -> Weight {
		Weight::zero()
	}
	fn buy(_: u32) -> Weight {
		Weight::zero()
	}
	fn buy_resale(_: u32) -> Weight {
		Weight::zero()
	}
	fn start_auction(_: u32) -> Weight {
		Weight::zero()
	}
	fn bid() -> Weight {
		Weight::zero()
	}
	fn buy_dutch(_: u32) -> Weight {
		Weight::zero()
	}
	fn buy_dutch_resale(_: u32) -> Weight {
		Weight::zero()
	}
	fn cancel_auction(_: u32) -> Weight {
		Weight::zero()
	}
	fn withdraw_bid(_: u32) -> Weight {
		Weight::zero()
	}
	fn settle_auction(_: u32) -> Weight {
		Weight::zero()
	}
	fn settle_resale(_: u32) -> Weight {
		Weight::zero()
	}
	fn settle_foreclosed() -> Weight {
		Weight::zero()
	}
	fn make_offer() -> Weight {
		Weight::zero()
	}
	fn cancel_offer() -> Weight {
		Weight::zero()
	}
	fn accept_offer() -> Weight {
		Weight::zero()
	}
	fn accept_resale() -> Weight {
		Weight::zero()
	}
	fn idle_base() -> Weight {
		Weight::zero()
	}
	fn idle_step() -> Weight {
		Weight::zero()
	}
	fn idle_wait() -> Weight {
		Weight::zero()
	}
}
