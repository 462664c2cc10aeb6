//! Weight of the calls and hooks.

use crate::*;
use alloc::vec::Vec;
use average::DEFAULT_MAX_CHANGE;
use dmex_primitives::{Asset, Day, DayValue, OnNewDay as _, PerUnit, MAX_NETWORKS};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{ChangeMembers, EnsureOrigin, Get, PreInherents, TransactionPause},
	BoundedVec,
};
use frame_system::RawOrigin;
use history::History;
use operators::OperatorSet;
use pauses::MAX_PAUSES;
use spending::{DaySpending, Spent};
use votes::Standing;

const TODAY: Day = 20_000;

fn value(day: Day) -> DayValue {
	DayValue { day, value: PerUnit::from_u32(1_000) }
}

/// The longest history of a network whose newest fixed day is `last`, which is disputed.
fn history<T: Config>(network: u32, last: Day) -> History {
	let mut history = History::default();
	(last - 200..last - 100).for_each(|day| history.publish(DayValue { day, ..zero() }));
	(last - 100..last - 50).for_each(|day| history.publish(value(day)));
	(last - 50..=last).for_each(|day| history.dispute(value(day)));
	Disputed::<T>::insert(network, last, value(last).value);
	history
}

fn zero() -> DayValue {
	DayValue { day: 0, value: PerUnit::from_u32(0) }
}

/// Every network was fed on the day before `day`.
fn fed_before<T: Config>(day: Day) {
	for network in 0..MAX_NETWORKS {
		let settings =
			Settings { opening: PerUnit::from_u32(1_000), max_change: DEFAULT_MAX_CHANGE };
		NetworkSettings::<T>::insert(network, settings);
		Histories::<T>::insert(network, history::<T>(network, day - 1));
	}
}

/// `operators` are a set from `from` on.
fn set<T: Config>(
	from: Day,
	operators: &[T::AccountId],
) -> OperatorSet<T::AccountId, T::MaxOperators> {
	OperatorSet { from, members: BoundedVec::truncate_from(operators.to_vec()) }
}

/// As many operators as there can be, who have fed nothing.
fn others<T: Config>() -> Vec<T::AccountId> {
	(0..T::MaxOperators::get()).map(|index| account("other", index, 0)).collect()
}

/// The operators decide now; the longest list of sets comes after them.
fn decide_now<T: Config>(operators: &[T::AccountId]) {
	let (today, others) = (TODAY, others::<T>());
	let sets = [set::<T>(0, operators)]
		.into_iter()
		.chain((today..today + 3).map(|from| set::<T>(from, &others)));
	OperatorSets::<T>::put(BoundedVec::truncate_from(sets.collect()));
}

fn admin<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
}

/// As many calls are paused in block 1 for one block.
fn paused<T: Config>(calls: u32) -> Result<(), BenchmarkError> {
	frame_system::Pallet::<T>::set_block_number(1u32.into());
	for index in 0..calls {
		Pallet::<T>::do_pause(T::BenchmarkHelper::pausable_call(index), 1)?;
	}
	Ok(())
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn set_parameter() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let parameter = T::BenchmarkHelper::parameter();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, parameter);

		Ok(())
	}

	#[benchmark]
	fn confirm_average() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		fed_before::<T>(TODAY);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, 0, TODAY - 1);

		assert!(Averages::<T>::contains_key(0, TODAY - 1));
		Ok(())
	}

	#[benchmark]
	fn strike_average() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		T::BenchmarkHelper::set_today(TODAY);
		fed_before::<T>(TODAY);
		Pallet::<T>::do_confirm_average(0, TODAY - 1)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, 0, TODAY - 1);

		assert!(Struck::<T>::contains_key(0, TODAY - 1));
		Ok(())
	}

	/// The council changes the operators, and `o` are in no set any more, of whom each has fed every network.
	#[benchmark]
	fn change_operators(o: Linear<0, { T::MaxOperators::get() }>) {
		T::BenchmarkHelper::set_today(TODAY);
		let gone = T::BenchmarkHelper::feed(MAX_NETWORKS, o, value(TODAY - 1));
		let others = others::<T>();
		let sets = [set::<T>(0, &gone), set::<T>(TODAY - 1, &others), set::<T>(TODAY, &others)];
		OperatorSets::<T>::put(BoundedVec::truncate_from(sets.to_vec()));
		Quorum::<T>::put(1);
		LastOperatorChange::<T>::put(0);

		#[block]
		{
			Pallet::<T>::pass_operator_change(true);
			Pallet::<T>::change_members_sorted(&[], &[], &others);
		}

		assert_eq!(LastOperatorChange::<T>::get(), Some(TODAY));
		assert_eq!(Pallet::<T>::operators(TODAY + 2), others);
		assert!(OperatorSets::<T>::get().iter().all(|set| set.from > 0));
	}

	/// The last of `o` operators feeds: the value is combined, and the day fixed.
	#[benchmark]
	fn on_feed(o: Linear<1, { T::MaxOperators::get() }>) {
		T::BenchmarkHelper::set_today(TODAY);
		let fed = value(TODAY - 1);
		let operators = T::BenchmarkHelper::feed(MAX_NETWORKS, o, fed);
		decide_now::<T>(&operators);
		fed_before::<T>(TODAY - 1);

		#[block]
		{
			Pallet::<T>::combined(0);
			if let Some(last) = operators.last() {
				Pallet::<T>::on_feed(last, 0, fed, TODAY);
			}
		}

		assert!(Averages::<T>::contains_key(0, TODAY - 1));
	}

	/// A quorum of `o` operators has fed every network for the day before yesterday.
	#[benchmark]
	fn on_new_day(o: Linear<0, { T::MaxOperators::get() }>) {
		T::BenchmarkHelper::set_today(TODAY);
		let operators = T::BenchmarkHelper::feed(MAX_NETWORKS, o, value(TODAY - 2));
		decide_now::<T>(&operators);
		Quorum::<T>::put(1);
		fed_before::<T>(TODAY - 2);
		NextRound::<T>::put(TODAY + 1);

		#[block]
		{
			Pallet::<T>::on_new_day(TODAY);
		}

		let fixed = |network| Averages::<T>::contains_key(network, TODAY - 2);
		assert!((0..MAX_NETWORKS).all(|network| fixed(network) == (o > 0)));
	}

	#[benchmark]
	fn spend() -> Result<(), BenchmarkError> {
		let origin =
			T::SpendOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		T::BenchmarkHelper::set_today(TODAY);
		let asset = T::BenchmarkHelper::fund_treasury();
		// The longest list of days, of which the first one counts no more.
		let days = TODAY - spending::SPENDING_DAYS - 1..TODAY;
		let days = days.map(|day| DaySpending { day, amount: 0 });
		Spendings::<T>::insert(&asset, Spent(BoundedVec::truncate_from(days.collect())));

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, asset.clone(), 1, account("payee", 0, 0));

		assert_eq!(Spendings::<T>::get(&asset).sum(TODAY), 1);
		Ok(())
	}

	#[benchmark]
	fn void_spend() -> Result<(), BenchmarkError> {
		let origin =
			T::SpendOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		T::BenchmarkHelper::set_today(TODAY);
		let asset = T::BenchmarkHelper::fund_treasury();
		Pallet::<T>::do_spend(asset, 1, account("payee", 0, 0))?;
		let index = CouncilSpends::<T>::iter_keys().next().ok_or(BenchmarkError::Weightless)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, index);

		assert!(!CouncilSpends::<T>::contains_key(index));
		Ok(())
	}

	/// A block with which no hour begins.
	#[benchmark]
	fn on_block() {
		#[block]
		{
			Pallet::<T>::look_at_votes(1);
		}
	}

	/// `r` votes end, and each has turned since it was noted.
	#[benchmark]
	fn on_hour(r: Linear<0, 200>) {
		let now = Pallet::<T>::hours().next(1);
		frame_system::Pallet::<T>::set_block_number(now.into());
		T::BenchmarkHelper::open_votes(r);
		let referenda = T::Referenda::indices();
		for referendum in referenda.clone() {
			Standings::<T>::insert(
				referendum,
				Standing { passing: true, extensions: 0, turned: true },
			);
		}

		#[block]
		{
			Pallet::<T>::look_at_votes(now);
		}

		assert!(referenda.clone().all(|vote| !Standings::<T>::get(vote).unwrap().passing));
		assert_eq!(referenda.count() as u32, r);
	}

	/// Democracy opened `r` referenda.
	#[benchmark]
	fn look_at_new(r: Linear<0, 2>) {
		T::BenchmarkHelper::open_votes(r);
		SeenReferenda::<T>::put(T::Referenda::indices().start);

		#[block]
		{
			Pallet::<T>::pre_inherents();
		}

		assert_eq!(SeenReferenda::<T>::get(), Some(T::Referenda::indices().end));
	}

	/// The hand-over withdraws a call from the road to Root, and the longest list of pauses is another council's.
	#[benchmark]
	fn hand_over() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		paused::<T>(MAX_PAUSES)?;
		T::BenchmarkHelper::set_today(TODAY);
		let (hash, len) = T::RootCalls::note(100);
		Pallet::<T>::do_propose_root_call(hash, len)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin);

		assert!(!CurrentStage::<T>::get().is_launch());
		Ok(())
	}

	/// A call of about `l` bytes is proposed, after another one was stopped or, if `t` is 1, taken back
	/// while it was voted on.
	#[benchmark]
	fn propose_root_call(l: Linear<1, 4_000_000>, t: Linear<0, 1>) -> Result<(), BenchmarkError> {
		let origin =
			T::RootCallOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let (first, len) = T::RootCalls::note(100);
		Pallet::<T>::do_propose_root_call(first, len)?;
		match RootCall::<T>::get() {
			Some(_) if t == 1 => T::RootCalls::take_back(first),
			Some(last) => T::RootCalls::stop(last.referendum),
			None => {},
		}
		let (hash, len) = T::RootCalls::note(l);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, hash, len);

		assert!(RootCall::<T>::get().is_some_and(|last| last.call_hash == hash));
		Ok(())
	}

	#[benchmark]
	fn pause() -> Result<(), BenchmarkError> {
		let origin = admin::<T>()?;
		paused::<T>(MAX_PAUSES - 1)?;
		let call = T::BenchmarkHelper::pausable_call(MAX_PAUSES - 1);

		#[extrinsic_call]
		_(origin, call.clone(), 1);

		assert!(T::Pauser::is_paused(call));
		Ok(())
	}

	#[benchmark]
	fn unpause() -> Result<(), BenchmarkError> {
		let origin = admin::<T>()?;
		paused::<T>(MAX_PAUSES)?;
		let call = T::BenchmarkHelper::pausable_call(MAX_PAUSES - 1);

		#[extrinsic_call]
		_(origin, call.clone());

		assert!(!T::Pauser::is_paused(call));
		Ok(())
	}

	#[benchmark]
	fn reset_fuse() -> Result<(), BenchmarkError> {
		let origin = admin::<T>()?;
		let asset = Asset::WithId(1);
		let beneficiary: T::AccountId = account("beneficiary", 0, 0);
		let limit = T::OutflowLimit::get().mul_floor(100);
		Pallet::<T>::pass_fuse(&asset, &beneficiary, 100, limit)?;
		Pallet::<T>::pass_fuse(&asset, &beneficiary, 100 - limit, 1)?;

		#[extrinsic_call]
		_(origin, asset.clone());

		assert!(!Outflows::<T>::contains_key(asset));
		Ok(())
	}

	#[benchmark]
	fn allow_payment() {
		let asset = Asset::WithId(1);
		let beneficiary: T::AccountId = account("beneficiary", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Root, asset.clone(), beneficiary.clone(), 1);

		assert!(AllowedPayments::<T>::contains_key(asset, (beneficiary, 1)));
	}

	#[benchmark]
	fn check_pauses() -> Result<(), BenchmarkError> {
		paused::<T>(MAX_PAUSES)?;

		#[block]
		{
			Pallet::<T>::end_pauses();
		}

		assert!(NextPauseEnd::<T>::exists());
		Ok(())
	}

	/// Of the longest list of pauses, `p` end together.
	#[benchmark]
	fn end_pauses(p: Linear<1, MAX_PAUSES>) -> Result<(), BenchmarkError> {
		paused::<T>(p)?;
		frame_system::Pallet::<T>::set_block_number(2u32.into());
		for index in p..MAX_PAUSES {
			Pallet::<T>::do_pause(T::BenchmarkHelper::pausable_call(index), 1)?;
		}

		#[block]
		{
			Pallet::<T>::end_pauses();
		}

		assert_eq!(NextPauseEnd::<T>::exists(), p < MAX_PAUSES);
		Ok(())
	}

	/// No round is due, although DMC holders elect the council.
	#[benchmark]
	fn check_round() {
		T::BenchmarkHelper::set_today(TODAY);
		NextRound::<T>::put(TODAY + 1);

		#[block]
		{
			Pallet::<T>::look_at_rounds(1);
		}

		assert_eq!(NextRound::<T>::get(), Some(TODAY + 1));
	}

	/// A round is due and held, with the longest list of pauses. Whether the council would be filled is declared by
	/// who answers it.
	#[benchmark]
	fn begin_round() -> Result<(), BenchmarkError> {
		T::BenchmarkHelper::set_today(TODAY);
		paused::<T>(MAX_PAUSES)?;
		NextRound::<T>::put(TODAY);

		#[block]
		{
			Pallet::<T>::look_at_rounds(1);
			Pallet::<T>::hold_round(1);
		}

		assert!(NextRound::<T>::get() > Some(TODAY));
		assert!(Pauses::<T>::get().iter().all(|each| each.inherited));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
