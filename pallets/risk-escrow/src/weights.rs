//! Weights of the calls and payouts. The runtime measures them.

use frame_support::weights::Weight;

/// The weights of the calls and of the payouts.
pub trait WeightInfo {
	/// For `d` days.
	fn distribute(d: u32) -> Weight;
	/// For `n` certificates.
	fn claim_income(n: u32) -> Weight;
	/// For `n` certificates.
	fn retire(n: u32) -> Weight;
	/// For `n` certificates.
	fn refund(n: u32) -> Weight;
	/// With windows to look at.
	fn report_breach() -> Weight;
	/// With the dearest outcome: a termination that releases what was pending.
	fn conclude_vote() -> Weight;
	/// For one day on which certificates start and end.
	fn write_off_day() -> Weight;
	/// For one series.
	fn open_event_vote() -> Weight;
	/// With a pending release.
	fn terminate() -> Weight;
	/// With evidence of full length.
	fn freeze_for_event() -> Weight;
	/// With a vote to cancel and a pending release.
	fn end_event() -> Weight;
	/// With windows to look at.
	fn report_income_ended() -> Weight;
	/// With cohorts on every day since.
	fn apply_strike() -> Weight;
	/// To find that there is nothing to pay out.
	fn payout_idle() -> Weight;
	/// One turn of a series, without its certificates.
	fn payout_turn() -> Weight;
	/// One certificate that is due nothing yet.
	fn payout_nothing() -> Weight;
	/// One certificate whose income is paid.
	fn payout_claim() -> Weight;
	/// One ended certificate that is paid out and burnt.
	fn payout_retire() -> Weight;
	/// One certificate of a terminated series: income and refund.
	fn payout_refund() -> Weight;
}

// Used by the mock only.
impl WeightInfo for () {
	fn distribute(_: u32) -> Weight {
		Weight::zero()
	}
	fn claim_income(_: u32) -> Weight {
		Weight::zero()
	}
	fn retire(_: u32) -> Weight {
		Weight::zero()
	}
	fn refund(_: u32) -> Weight {
		Weight::zero()
	}
	fn report_breach() -> Weight {
		Weight::zero()
	}
	fn conclude_vote() -> Weight {
		Weight::zero()
	}
	fn write_off_day() -> Weight {
		Weight::zero()
	}
	fn open_event_vote() -> Weight {
		Weight::zero()
	}
	fn terminate() -> Weight {
		Weight::zero()
	}
	fn freeze_for_event() -> Weight {
		Weight::zero()
	}
	fn end_event() -> Weight {
		Weight::zero()
	}
	fn report_income_ended() -> Weight {
		Weight::zero()
	}
	fn apply_strike() -> Weight {
		Weight::zero()
	}
	fn payout_idle() -> Weight {
		Weight::zero()
	}
	fn payout_turn() -> Weight {
		Weight::zero()
	}
	fn payout_nothing() -> Weight {
		Weight::zero()
	}
	fn payout_claim() -> Weight {
		Weight::zero()
	}
	fn payout_retire() -> Weight {
		Weight::zero()
	}
	fn payout_refund() -> Weight {
		Weight::zero()
	}
}
