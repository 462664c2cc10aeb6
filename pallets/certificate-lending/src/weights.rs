//! Weights of the calls and the hook. The runtime brings the measured values.

use frame_support::weights::Weight;

/// The weight of each call and of each step of the hook.
pub trait WeightInfo {
	/// Requesting a loan.
	fn request_loan() -> Weight;
	/// Cancelling a request.
	fn cancel_request() -> Weight;
	/// Funding a request.
	fn fund() -> Weight;
	/// Offering a loan.
	fn offer_loan() -> Weight;
	/// Cancelling an offer, or ending an expired one.
	fn cancel_loan_offer() -> Weight;
	/// Taking an offer.
	fn take_loan() -> Weight;
	/// Repaying a part of the debt of a loan without proceeds.
	fn repay() -> Weight;
	/// Looking whether a loan is to be foreclosed, paying its certificate's income, and transferring
	/// the certificate to the lender.
	fn foreclose_take() -> Weight;
	/// As for [`WeightInfo::foreclose_take`], and opening an auction instead.
	fn foreclose_auction() -> Weight;
	/// Taking proceeds with `c` amounts of collateral into the books, which closes the loan, pays the
	/// lender, fee and collateral, and cancels an auction.
	fn settle_loan(c: u32) -> Weight;
	/// Looking for loans with proceeds, and for offers that have expired.
	fn idle_base() -> Weight;
}

/// Serves the build that measures.
impl WeightInfo for () {
	fn request_loan() -> Weight {
		Weight::zero()
	}
	fn cancel_request() -> Weight {
		Weight::zero()
	}
	fn fund() -> Weight {
		Weight::zero()
	}
	fn offer_loan() -> Weight {
		Weight::zero()
	}
	fn cancel_loan_offer() -> Weight {
		Weight::zero()
	}
	fn take_loan() -> Weight {
		Weight::zero()
	}
	fn repay() -> Weight {
		Weight::zero()
	}
	fn foreclose_take() -> Weight {
		Weight::zero()
	}
	fn foreclose_auction() -> Weight {
		Weight::zero()
	}
	fn settle_loan(_: u32) -> Weight {
		Weight::zero()
	}
	fn idle_base() -> Weight {
		Weight::zero()
	}
}
