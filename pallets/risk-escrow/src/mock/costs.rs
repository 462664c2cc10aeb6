//! Weights here: calls have none, and payouts what a test says.

use crate::WeightInfo;
use frame_support::{pallet_prelude::ValueQuery, storage_alias, weights::Weight};

/// What the parts of a payout are multiples of, in time and in size.
#[storage_alias]
pub type Price = StorageValue<Fakes, u64, ValueQuery>;

pub struct Costs;

fn times(factor: u64) -> Weight {
	let both = Price::get() * factor;
	Weight::from_parts(both, both)
}

macro_rules! free {
	($($call:ident($($argument:ident)?)),*) => {
		$(fn $call($($argument: u32)?) -> Weight {
			<() as WeightInfo>::$call($($argument)?)
		})*
	};
}

macro_rules! priced {
	($($part:ident: $factor:literal),*) => {
		$(fn $part() -> Weight {
			times($factor)
		})*
	};
}

impl WeightInfo for Costs {
	free!(
		distribute(d),
		claim_income(n),
		retire(n),
		refund(n),
		report_breach(),
		conclude_vote(),
		write_off_day(),
		open_event_vote(),
		terminate(),
		freeze_for_event(),
		end_event(),
		report_income_ended(),
		apply_strike()
	);
	priced!(
		payout_idle: 1,
		payout_turn: 2,
		payout_nothing: 1,
		payout_claim: 3,
		payout_retire: 5,
		payout_refund: 4
	);
}
