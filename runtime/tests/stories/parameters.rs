//! What governance may change, how far, and what a change does not touch.

use crate::{people::*, steps::*, world::*};
use dmex_runtime::{
	parameters::{describe, dynamic_params::*, governed},
	RuntimeParameters,
};
use frame_support::traits::{dynamic_params::AggregatedKeyValue, Get};
use pallet_governance::Error;
use sp_runtime::{DispatchError, DispatchResult, Permill};

/// A parameter: what it is called, its hard range and its value at genesis, as numbers (fractions
/// in millionths), how it is written, and how it is read.
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
		row!(Applications(applications)::DepositKept, DepositKept, (0, 500_000), 100_000, millionths),
		row!(Applications(applications)::Cooldown, Cooldown, (1, 365), 30, days),
		row!(Applications(applications)::MaxOpen, MaxOpenApplications, (1, 128), 32, days),
		row!(Applications(applications)::VoteSeed, VoteSeed, (100 * DMC, 100_000 * DMC), 1_000 * DMC, |v| v),
		row!(Series(series)::MaxTerm, MaxTerm, (1, 540), 90, days),
		row!(Series(series)::MaxUnfinished, MaxUnfinishedSeries, (1, 64), 32, days),
		row!(Fees(fees)::Trading, TradingFee, (0, 30_000), 10_000, millionths),
		row!(Fees(fees)::PoolPart, PoolPart, (0, 500_000), 400_000, millionths),
		row!(Fees(fees)::TreasuryPart, TreasuryPart, (0, 500_000), 400_000, millionths),
		row!(Fees(fees)::PoolPartOfReleases, PoolPartOfReleases, (0, 50_000), 5_000, millionths),
		row!(Averages(averages)::MaxChange, MaxChange, (110, 1_000), 200, days),
		row!(Enforcement(enforcement)::FullReleaseFrom, FullReleaseFrom, (500_000, 900_000), 750_000, millionths),
		row!(Enforcement(enforcement)::WindowCap, WindowCap, (800_000, 1_000_000), 930_000, millionths),
		row!(Enforcement(enforcement)::LowBelow, LowBelow, (500_000, 900_000), 800_000, millionths),
		row!(Enforcement(enforcement)::BreachLate, BreachLate, (3, 14), 8, days),
		row!(Enforcement(enforcement)::BreachLowRun, BreachLowRun, (3, 30), 7, days),
		row!(Enforcement(enforcement)::BreachLatePaid, BreachLatePaid, (5, 30), 10, days),
		row!(Enforcement(enforcement)::GiveUpAfter, GiveUpAfter, (14, 365), 30, days),
		row!(Enforcement(enforcement)::EventVoteAfter, EventVoteAfter, (7, 90), 30, days),
		row!(Enforcement(enforcement)::KeepTerminated, KeepTerminated, (7, 365), 30, days),
		row!(Enforcement(enforcement)::BreachSeed, BreachSeed, (100 * DMC, 100_000 * DMC), 1_000 * DMC, |v| v),
		row!(Market(market)::BidStep, BidStep, (10_000, 200_000), 30_000, millionths),
		row!(Market(market)::ExtensionMinutes, ExtensionMinutes, (1, 60), 10, days),
		row!(Insurance(insurance)::Deposit, ClaimDeposit, (100 * DMC, 100_000 * DMC), 1_000 * DMC, |v| v),
		row!(Insurance(insurance)::MaxOpen, MaxOpenClaims, (1, 64), 16, days),
		row!(Insurance(insurance)::Cap, AwardCap, (10_000, 500_000), 200_000, millionths),
		row!(Insurance(insurance)::CollectDays, CollectDays, (30, 365), 90, days),
	]
}

fn set(parameter: RuntimeParameters) -> DispatchResult {
	council(pallet_governance::Call::set_parameter { parameter })
}

#[test]
fn the_table_is_complete_and_starts_as_published() {
	play(|| {
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

#[test]
fn both_bounds_are_taken_and_what_is_beyond_is_refused() {
	play(|| {
		for row in rows() {
			let (least, most) = row.range;
			for bound in [least, most] {
				assert_ok!(set((row.with)(Some(bound))));
				assert_eq!((row.read)(), bound, "{}", row.name);
			}
			// There is no fraction beyond the whole.
			let beyond = (row.with)(Some(most + 1));
			if beyond != (row.with)(Some(most)) {
				assert_noop!(set(beyond), Error::<Runtime>::OutOfRange);
			}
			if let Some(below) = least.checked_sub(1) {
				assert_noop!(set((row.with)(Some(below))), Error::<Runtime>::OutOfRange);
			}
			assert_eq!((row.read)(), most, "{}", row.name);
		}
	});
}

#[test]
fn no_value_is_refused() {
	play(|| {
		for row in rows() {
			assert_noop!(set((row.with)(None)), Error::<Runtime>::NoValue);
			assert_eq!((row.read)(), row.genesis, "{}", row.name);
		}
	});
}

/// However a value came to be stored, it has no effect beyond the bounds.
#[test]
fn a_wild_value_in_storage_is_clamped_when_read() {
	play(|| {
		let store = |parameter: RuntimeParameters| {
			let (key, value) = parameter.into_parts();
			pallet_parameters::Parameters::<Runtime>::set(key, value);
		};
		for row in rows() {
			let (least, most) = row.range;
			store((row.with)(Some(most + 1)));
			assert_eq!((row.read)(), most, "{}", row.name);
			if let Some(below) = least.checked_sub(1) {
				store((row.with)(Some(below)));
				assert_eq!((row.read)(), least, "{}", row.name);
			}
			store((row.with)(None));
			assert_eq!((row.read)(), row.genesis, "{} without a value", row.name);
		}
	});
}

#[test]
fn nobody_gets_past_the_check() {
	play(|| {
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
	play(|| {
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

/// The council as it really votes: a motion, four ayes, and its close.
#[test]
fn a_motion_of_the_council_changes_a_parameter() {
	play(|| {
		let parameter =
			RuntimeParameters::Series(series::Parameters::MaxTerm(series::MaxTerm, Some(7)));
		let motion = RuntimeCall::from(pallet_governance::Call::set_parameter { parameter });
		use codec::Encode;
		use sp_runtime::traits::Hash;
		let proposal_hash = <Runtime as frame_system::Config>::Hashing::hash_of(&motion);
		let length_bound = motion.encode().len() as u32;
		let proposal = Box::new(motion);
		let propose = pallet_collective::Call::<Runtime, pallet_collective::Instance1>::propose {
			threshold: 4,
			proposal,
			length_bound,
		};
		assert_noop!(
			act(two(), propose.clone()),
			pallet_collective::Error::<Runtime, pallet_collective::Instance1>::NotMember
		);
		assert_ok!(act(alice(), propose));
		for member in [alice(), bob(), charlie(), dave()] {
			assert_eq!(governed::MaxTerm::get(), 90);
			let approve = true;
			let vote = pallet_collective::Call::<Runtime, pallet_collective::Instance1>::vote {
				proposal: proposal_hash,
				index: 0,
				approve,
			};
			assert_ok!(act(member, vote));
		}
		let close = pallet_collective::Call::<Runtime, pallet_collective::Instance1>::close {
			proposal_hash,
			index: 0,
			proposal_weight_bound: frame_support::weights::Weight::from_parts(
				u64::MAX / 2,
				u64::MAX,
			),
			length_bound,
		};
		assert_ok!(act(nobody(), close));
		assert_eq!(governed::MaxTerm::get(), 7);
	});
}

#[test]
fn an_open_listing_keeps_its_rates() {
	play(|| {
		let plan = Plan { quantity: 2, ..Plan::default() };
		let price = 8_000_000;
		let series = plan.open();
		assert_ok!(list(&plan.miner, series, &[0], price));
		assert_ok!(set(RuntimeParameters::Fees(fees::Parameters::Trading(
			fees::Trading,
			Some(Permill::from_percent(3))
		))));
		assert_ok!(set(RuntimeParameters::Fees(fees::Parameters::PoolPart(
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

#[test]
fn an_open_application_keeps_its_deposit_and_share() {
	play(|| {
		let before = dmc(&ferdie());
		let id = Plan::default().apply();
		let deposit = applications::Parameters::Deposit(applications::Deposit, Some(5_000 * DMC));
		assert_ok!(set(RuntimeParameters::Applications(deposit)));
		let half = Some(Permill::from_percent(50));
		let kept = applications::Parameters::DepositKept(applications::DepositKept, half);
		assert_ok!(set(RuntimeParameters::Applications(kept)));
		assert_ok!(act(
			ferdie(),
			pallet_miner_registry::Call::withdraw_application { application: id }
		));
		assert_eq!(dmc(&ferdie()), before - 100 * DMC);
		let other = Plan { miner: eve(), ..Plan::default() };
		let before = dmc(&eve());
		other.apply();
		assert_eq!(dmc(&eve()), before - 5_000 * DMC);
	});
}

#[test]
fn a_series_keeps_the_pledge_and_pays_the_fee_of_today() {
	play(|| {
		let plan = Plan::default();
		let application = plan.apply();
		elect(application);
		assert_ok!(pledge(&plan.miner, application, plan.pledge()));
		assert_ok!(create_series(&plan.miner, application, plan.units, plan.term));
		let update = pallet_miner_registry::Call::update_network {
			network: NETWORK,
			pledge_per_unit_day: 10 * DMC,
			channel_fee_per_unit: DMC,
			min_payout: 1_000,
		};
		assert_noop!(act(alice(), update.clone()), DispatchError::BadOrigin);
		assert_ok!(council(update));
		let before = dmc(&plan.miner);
		assert_ok!(mint(&plan.miner, 0, plan.quantity));
		assert_eq!(dmc(&plan.miner), before - 40 * DMC);
	});
}

#[test]
fn a_longer_term_than_allowed_is_refused_and_allowed_once_it_is() {
	play(|| {
		let plan = Plan::default();
		let application = plan.apply();
		elect(application);
		let bad = pallet_hashrate_nft::Error::<Runtime>::BadTerm;
		assert_noop!(create_series(&plan.miner, application, 1, 91), bad);
		assert_ok!(set(RuntimeParameters::Series(series::Parameters::MaxTerm(
			series::MaxTerm,
			Some(540)
		))));
		assert_ok!(create_series(&plan.miner, application, 1, 540));
		let bad = pallet_hashrate_nft::Error::<Runtime>::BadTerm;
		assert_noop!(create_series(&plan.miner, application, 1, 541), bad);
	});
}
