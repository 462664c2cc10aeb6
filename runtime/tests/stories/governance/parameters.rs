//! What governance may change, how far, and what a change does not touch.

use crate::{people::*, steps::*, world::*};
use dmex_runtime::{
	parameters::{describe, dynamic_params::*, governed},
	RuntimeParameters,
};
use frame_support::traits::{dynamic_params::AggregatedKeyValue, Get};
use pallet_governance::Error;
use sp_runtime::{DispatchError, DispatchResult, Permill};

/// A parameter: its name, its hard range and its value at genesis as numbers (fractions in millionths),
/// how it is written, and how it is read.
struct Row {
	name: &'static str,
	range: (u128, u128),
	genesis: u128,
	with: fn(Option<u128>) -> RuntimeParameters,
	read: fn() -> u128,
}

macro_rules! row {
	($group:ident($module:ident)::$key:ident, $getter:ident, $range:expr, $genesis:expr, $to:expr) => {
		Row {
			name: concat!(stringify!($group), ".", stringify!($key)),
			range: $range,
			genesis: $genesis,
			with: |value| {
				RuntimeParameters::$group($module::Parameters::$key($module::$key, value.map($to)))
			},
			read: || governed::$getter::get().number(),
		}
	};
}

trait Number {
	fn number(self) -> u128;
}
impl Number for u128 {
	fn number(self) -> u128 {
		self
	}
}
impl Number for u32 {
	fn number(self) -> u128 {
		self.into()
	}
}
impl Number for Permill {
	fn number(self) -> u128 {
		self.deconstruct().into()
	}
}

fn days(value: u128) -> u32 {
	value.try_into().unwrap()
}

fn millionths(value: u128) -> Permill {
	Permill::from_parts(value.try_into().unwrap())
}

fn rows() -> Vec<Row> {
	vec![
		row!(Applications(applications)::Deposit, ApplicationDeposit, (100 * DMC, 100_000 * DMC), 1_000 * DMC, |v| v),
		row!(Applications(applications)::DepositKept, DepositKept, (10_000, 500_000), 100_000, millionths),
		row!(Applications(applications)::Cooldown, Cooldown, (1, 365), 30, days),
		row!(Applications(applications)::MaxOpen, MaxOpenApplications, (1, 128), 32, days),
		row!(Applications(applications)::VoteSeed, VoteSeed, (100 * DMC, 100_000 * DMC), 1_000 * DMC, |v| v),
		row!(Series(series)::MaxTerm, MaxTerm, (1, 540), 90, days),
		row!(Series(series)::MaxUnfinished, MaxUnfinishedSeries, (1, 64), 32, days),
		row!(Fees(fees)::Trading, TradingFee, (0, 30_000), 10_000, millionths),
		row!(Fees(fees)::PoolPart, PoolPart, (0, 500_000), 400_000, millionths),
		row!(Fees(fees)::TreasuryPart, TreasuryPart, (0, 500_000), 400_000, millionths),
		row!(Fees(fees)::PoolPartOfReleases, PoolPartOfReleases, (0, 50_000), 5_000, millionths),
		row!(Enforcement(enforcement)::FullReleaseFrom, FullReleaseFrom, (500_000, 900_000), 750_000, millionths),
		row!(Enforcement(enforcement)::WindowCap, WindowCap, (800_000, 1_000_000), 930_000, millionths),
		row!(Enforcement(enforcement)::UnderpaidBelow, UnderpaidBelow, (500_000, 900_000), 800_000, millionths),
		row!(Enforcement(enforcement)::BreachLate, BreachLate, (3, 14), 8, days),
		row!(Enforcement(enforcement)::BreachUnderpaidStreak, BreachUnderpaidStreak, (3, 30), 7, days),
		row!(Enforcement(enforcement)::BreachLatePaid, BreachLatePaid, (5, 30), 10, days),
		row!(Enforcement(enforcement)::WriteOffAfter, WriteOffAfter, (14, 365), 30, days),
		row!(Enforcement(enforcement)::EventVoteAfter, EventVoteAfter, (7, 90), 30, days),
		row!(Enforcement(enforcement)::KeepTerminated, KeepTerminated, (7, 365), 30, days),
		row!(Enforcement(enforcement)::BreachSeed, BreachSeed, (100 * DMC, 100_000 * DMC), 1_000 * DMC, |v| v),
		row!(Enforcement(enforcement)::IncomeEndedAfter, IncomeEndedAfter, (3, 30), 7, days),
		row!(Market(market)::BidStep, BidStep, (10_000, 200_000), 30_000, millionths),
		row!(Market(market)::ExtensionMinutes, ExtensionMinutes, (1, 60), 10, days),
		row!(Insurance(insurance)::Deposit, ClaimDeposit, (100 * DMC, 100_000 * DMC), 1_000 * DMC, |v| v),
		row!(Insurance(insurance)::MaxOpen, MaxOpenClaims, (1, 64), 16, days),
		row!(Insurance(insurance)::Cap, AwardCap, (10_000, 500_000), 200_000, millionths),
		row!(Insurance(insurance)::CollectDays, CollectDays, (30, 365), 90, days),
		row!(Insurance(insurance)::TotalCap, TotalAwardCap, (20_000, 800_000), 400_000, millionths),
		row!(Insurance(insurance)::MaxValue, MaxUnitDayValue, (150, 1_000), 300, days),
		row!(Governance(governance)::HandOverAfter, HandOverAfter, (30, 365), 180, days),
		row!(Governance(governance)::RootCallDelay, RootCallDelay, (3, 14), 3, days),
		row!(Governance(governance)::CouncilTerm, CouncilTerm, (7, 180), 28, days),
		row!(Governance(governance)::OutflowLimit, OutflowLimit, (50_000, 1_000_000), 200_000, millionths),
		row!(Lending(lending)::InterestFee, InterestFee, (0, 200_000), 50_000, millionths),
		row!(Lending(lending)::GraceDays, GraceDays, (1, 30), 3, days),
		row!(Staking(staking)::DailyEmission, DailyEmission, (0, 1_000_000 * DMC), 10_000 * DMC, |v| v),
	]
}

/// Root sets a parameter.
fn set(parameter: RuntimeParameters) -> DispatchResult {
	root(pallet_governance::Call::set_parameter { parameter })
}

#[test]
fn the_table_is_complete_and_starts_as_published() {
	execute_with_checks(|| {
		let described: Vec<_> = describe()
			.into_iter()
			.map(|row| (row.name, (row.minimum, row.maximum), row.value))
			.collect();
		let expected: Vec<_> =
			rows().into_iter().map(|row| (row.name.to_string(), row.range, row.genesis)).collect();
		assert_eq!(described, expected);
		let stored = pallet_parameters::Parameters::<Runtime>::iter().count();
		assert_eq!(stored, expected.len(), "genesis writes every value");
	});
}

/// Set the other one of two parameters that must not contradict each other to the bound that leaves this
/// one all of its range. It is set back when the answer is dropped.
fn make_way(name: &str) -> Option<Way> {
	let (other, bound): (_, fn(&Row) -> u128) = match name {
		"Insurance.Cap" => ("Insurance.TotalCap", |row| row.range.1),
		"Insurance.TotalCap" => ("Insurance.Cap", |row| row.range.0),
		_ => return None,
	};
	let row = rows().into_iter().find(|row| row.name == other).unwrap();
	assert_ok!(set((row.with)(Some(bound(&row)))));
	Some(Way(row))
}

struct Way(Row);
impl Drop for Way {
	fn drop(&mut self) {
		assert_ok!(set((self.0.with)(Some(self.0.genesis))));
	}
}

#[test]
fn both_bounds_are_accepted_and_values_beyond_are_refused() {
	execute_with_checks(|| {
		for row in rows() {
			let (min, max) = row.range;
			let _way = make_way(row.name);
			for bound in [min, max] {
				assert_ok!(set((row.with)(Some(bound))));
				assert_eq!((row.read)(), bound, "{}", row.name);
			}
			// No fraction exceeds the whole.
			let beyond = (row.with)(Some(max + 1));
			if beyond != (row.with)(Some(max)) {
				assert_noop!(set(beyond), Error::<Runtime>::OutOfRange);
			}
			if let Some(below) = min.checked_sub(1) {
				assert_noop!(set((row.with)(Some(below))), Error::<Runtime>::OutOfRange);
			}
			assert_eq!((row.read)(), max, "{}", row.name);
			assert_ok!(set((row.with)(Some(row.genesis))));
		}
	});
}

/// A limit never exceeds the one above it, whichever of the two is set.
#[test]
fn values_that_contradict_each_other_are_refused() {
	execute_with_checks(|| {
		let row = |name| rows().into_iter().find(|row| row.name == name).unwrap();
		let pairs = [
			("Enforcement.UnderpaidBelow", "Enforcement.WindowCap"),
			("Enforcement.FullReleaseFrom", "Enforcement.WindowCap"),
			("Insurance.Cap", "Insurance.TotalCap"),
		];
		for (low, high) in pairs {
			let (low, high) = (row(low), row(high));
			let line = low.range.1.min(high.range.1);
			assert_ok!(set((high.with)(Some(line))));
			assert_ok!(set((low.with)(Some(line))));
			let below = set((high.with)(Some(line - 1)));
			assert_eq!(below, Err(Error::<Runtime>::Contradiction.into()), "{}", high.name);
			assert_eq!((high.read)(), line);
			assert_ok!(set((low.with)(Some(line - 2))));
			assert_ok!(set((high.with)(Some(line - 1))));
			let above = set((low.with)(Some(line)));
			assert_eq!(above, Err(Error::<Runtime>::Contradiction.into()), "{}", low.name);
			assert_ok!(set((low.with)(Some(low.genesis))));
			assert_ok!(set((high.with)(Some(high.genesis))));
		}
	});
}

#[test]
fn no_value_is_refused() {
	execute_with_checks(|| {
		for row in rows() {
			assert_noop!(set((row.with)(None)), Error::<Runtime>::NoValue);
			assert_eq!((row.read)(), row.genesis, "{}", row.name);
		}
	});
}

/// However a value came to be stored, it has no effect beyond the bounds.
#[test]
fn a_stored_value_beyond_its_bounds_is_clamped_when_read() {
	execute_with_checks(|| {
		let store = |parameter: RuntimeParameters| {
			let (key, value) = parameter.into_parts();
			pallet_parameters::Parameters::<Runtime>::set(key, value);
		};
		for row in rows() {
			let (min, max) = row.range;
			store((row.with)(Some(max + 1)));
			assert_eq!((row.read)(), max, "{}", row.name);
			if let Some(below) = min.checked_sub(1) {
				store((row.with)(Some(below)));
				assert_eq!((row.read)(), min, "{}", row.name);
			}
			store((row.with)(None));
			assert_eq!((row.read)(), row.genesis, "{} without a value", row.name);
		}
	});
}

#[test]
fn nobody_gets_past_the_check() {
	execute_with_checks(|| {
		for row in rows() {
			let key_value = (row.with)(Some(row.range.1));
			let direct = pallet_parameters::Call::set_parameter { key_value: key_value.clone() };
			assert_noop!(root(direct.clone()), DispatchError::BadOrigin);
			let filtered: DispatchError = frame_system::Error::<Runtime>::CallFiltered.into();
			assert_noop!(act(alice(), direct.clone()), filtered);
			assert_noop!(council(direct), filtered);
			let call = pallet_governance::Call::set_parameter { parameter: key_value };
			assert_noop!(act(alice(), call), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn root_and_four_of_the_council_set_and_three_do_not() {
	execute_with_checks(|| {
		let parameter =
			RuntimeParameters::Series(series::Parameters::MaxTerm(series::MaxTerm, Some(7)));
		let call = RuntimeCall::from(pallet_governance::Call::set_parameter { parameter });
		assert_ok!(root(call.clone()));
		use sp_runtime::traits::Dispatchable;
		let three = pallet_collective::RawOrigin::Members(3, 7);
		let refused = call.dispatch(RuntimeOrigin::from(three)).unwrap_err().error;
		assert_eq!(refused, DispatchError::BadOrigin);
	});
}

#[test]
fn the_council_sets_all_but_the_limit_of_the_fuse() {
	execute_with_checks(|| {
		for row in rows() {
			let parameter = (row.with)(Some(row.genesis));
			let refused = row.name == "Governance.OutflowLimit";
			let expected = if refused { Err(DispatchError::BadOrigin) } else { Ok(()) };
			assert_eq!(set_parameter(parameter.clone()), expected, "{}", row.name);
		}
	});
}

#[test]
fn an_open_listing_keeps_its_rates() {
	execute_with_checks(|| {
		let plan = Plan { quantity: 2, ..Plan::default() };
		let price = 8_000_000;
		let series = plan.open();
		assert_ok!(list(&plan.miner, series, &[0], price));
		assert_ok!(set_parameter(RuntimeParameters::Fees(fees::Parameters::Trading(
			fees::Trading,
			Some(Permill::from_percent(3))
		))));
		assert_ok!(set_parameter(RuntimeParameters::Fees(fees::Parameters::PoolPart(
			fees::PoolPart,
			Some(Permill::zero())
		))));
		assert_ok!(list(&plan.miner, series, &[1], price));
		let pool = || balance(&insurance_pool(), &DOLLAR);
		let escrowed = || balance(&escrow(), &DOLLAR);
		let treasury = || balance(&treasury(), &DOLLAR);

		assert_ok!(buy(&alice(), series, &[0], price));
		assert_eq!((escrowed(), pool(), treasury()), (7_920_000, 32_000, 48_000));
		assert_ok!(buy(&alice(), series, &[1], price));
		assert_eq!((escrowed(), pool(), treasury()), (7_920_000 + 7_760_000, 32_000, 288_000));
	});
}
