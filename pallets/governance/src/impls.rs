//! Execution of the calls, and the fixing of a day's value.

use crate::{
	average, history::History, operators, Averages, Config, Disputed, Error, Event, GateError,
	Histories, IgnoredFeed, LastOperatorChange, NetworkSettings, OperatorSets, Origin, Pallet,
	ParameterGate as _, Quorum, Settings, Struck, WeightInfo as _,
};
use alloc::vec::Vec;
use dmex_primitives::{Clock as _, Day, DayValue, NetworkId, OracleFeeds as _, PerUnit};
use frame_support::{dispatch::DispatchClass, ensure, traits::EnsureOrigin as _};
use frame_system::{ensure_root, pallet_prelude::OriginFor};
use sp_runtime::DispatchResult;

impl<T> From<GateError> for Error<T> {
	fn from(error: GateError) -> Self {
		match error {
			GateError::NoValue => Self::NoValue,
			GateError::OutOfRange => Self::OutOfRange,
			GateError::Contradiction => Self::Contradiction,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// Errors unless the origin may set the parameter: Admin, or for some Root alone.
	pub(crate) fn ensure_may_set(origin: OriginFor<T>, parameter: &T::Parameter) -> DispatchResult {
		if T::Gate::is_roots(parameter) {
			ensure_root(origin)?;
		} else {
			T::AdminOrigin::ensure_origin(origin)?;
		}
		Ok(())
	}

	pub(crate) fn do_set_parameter(parameter: T::Parameter) -> DispatchResult {
		T::Gate::ensure_in_range(&parameter).map_err(Error::<T>::from)?;
		T::Gate::store(Origin::SetParameter, parameter)?;
		Ok(T::Gate::ensure_consistent().map_err(Error::<T>::from)?)
	}

	pub(crate) fn do_confirm_average(network: NetworkId, day: Day) -> DispatchResult {
		let value = Disputed::<T>::take(network, day).ok_or(Error::<T>::NotDisputed)?;
		Averages::<T>::insert(network, day, value);
		Histories::<T>::mutate(network, |history| history.confirm(DayValue { day, value }));
		Self::deposit_event(Event::AverageConfirmed { network, day, value });
		Ok(())
	}

	pub(crate) fn do_strike_average(network: NetworkId, day: Day) -> DispatchResult {
		let value = Averages::<T>::get(network, day).ok_or(Error::<T>::NotPublished)?;
		ensure!(average::can_strike(day, T::Clock::today()), Error::<T>::TooLate);
		Averages::<T>::remove(network, day);
		Struck::<T>::insert(network, day, value);
		Histories::<T>::mutate(network, |history| history.strike(day));
		Self::deposit_event(Event::AverageStruck { network, day, value });
		Ok(())
	}

	/// The value that the feeds for the newest closed day give, once a quorum or every operator has
	/// fed it: what the oracle shows. Showing it does not fix it.
	pub fn combined(network: NetworkId) -> Option<DayValue> {
		let day = Self::newest_closed_day()?;
		let settings = NetworkSettings::<T>::get(network)?;
		let operators = Self::operators(day);
		let last = settings.last_average(&Histories::<T>::get(network));
		let (value, feeds) = Self::middle(network, day, &operators, last)?;
		let enough = average::is_quorate(feeds, operators.len() as u32, Quorum::<T>::get());
		enough.then_some(DayValue { day, value })
	}

	/// An account fed a value, on the day `came` by the clock. If it counts and every operator has
	/// fed the newest closed day, its value is fixed. Called for each value fed; cannot fail.
	pub fn on_feed(who: &T::AccountId, network: NetworkId, fed: DayValue, came: Day) {
		let day = fed.day;
		let operators = Self::operators(day);
		let number = operators.len() as u32;
		frame_system::Pallet::<T>::register_extra_weight_unchecked(
			T::WeightInfo::on_feed(number),
			DispatchClass::Normal,
		);
		if let Some(reason) = Self::ignored(who, network, day, came, &operators) {
			Self::deposit_event(Event::FeedIgnored { network, day, who: who.clone(), reason });
		} else if Self::newest_closed_day() == Some(day) {
			Self::fix_if(network, day, &operators, |feeds| average::is_complete(feeds, number));
		}
	}

	/// Reason why a feed counts for nobody; `None` if it counts.
	fn ignored(
		who: &T::AccountId,
		network: NetworkId,
		day: Day,
		came: Day,
		operators: &[T::AccountId],
	) -> Option<IgnoredFeed> {
		if !NetworkSettings::<T>::contains_key(network) {
			Some(IgnoredFeed::UnknownNetwork)
		} else if day >= came {
			Some(IgnoredFeed::DayNotOver)
		} else if Self::newest_closed_day().is_some_and(|newest| day < newest) {
			Some(IgnoredFeed::TooOld)
		} else if Histories::<T>::get(network).is_fixed(day) {
			Some(IgnoredFeed::AlreadyFixed)
		} else if !operators.contains(who) {
			Some(IgnoredFeed::NotOperator)
		} else {
			None
		}
	}

	/// The day before today; `None` before the calendar has started.
	fn newest_closed_day() -> Option<Day> {
		T::Clock::today().checked_sub(1)
	}

	/// The operators that decide the value of a day.
	pub fn operators(day: Day) -> Vec<T::AccountId> {
		operators::members_for(OperatorSets::<T>::get(), day)
	}

	/// The council is about to change one operator, by removing it if `removes`. Returns whether it may:
	/// it changed none in the last seven days, and a quorum is left. If so, today is noted.
	pub fn pass_operator_change(removes: bool) -> bool {
		let today = T::Clock::today();
		if !operators::may_change(LastOperatorChange::<T>::get(), today) {
			return false;
		}
		let sets = OperatorSets::<T>::get();
		let many = sets.last().map_or(0, |set| set.members.len() as u32);
		if removes && !operators::may_remove(many, Quorum::<T>::get()) {
			return false;
		}
		LastOperatorChange::<T>::put(today);
		true
	}

	/// The value that the feeds of `operators` for `day` give, and their number; `last` is the last
	/// published average.
	fn middle(
		network: NetworkId,
		day: Day,
		operators: &[T::AccountId],
		last: PerUnit,
	) -> Option<(PerUnit, u32)> {
		average::middle(T::Feeds::values(network, operators), day, last)
	}

	/// Fix the value of `day` if the number of its feeds is `enough`. Returns whether the network
	/// was fed before and this day was not.
	pub(crate) fn fix_if(
		network: NetworkId,
		day: Day,
		operators: &[T::AccountId],
		enough: impl Fn(u32) -> bool,
	) -> bool {
		let Some(settings) = NetworkSettings::<T>::get(network) else { return false };
		let history = Histories::<T>::get(network);
		if history.is_fixed(day) {
			return false;
		}
		let last = settings.last_average(&history);
		let fed = Self::middle(network, day, operators, last).filter(|(_, feeds)| enough(*feeds));
		let Some((value, feeds)) = fed else { return history.last_day.is_some() };
		Self::fix(network, DayValue { day, value }, feeds, settings, history);
		false
	}

	/// Fix a value: publish it, or leave it to the council if it is too far from those before.
	fn fix(
		network: NetworkId,
		fed: DayValue,
		feeds: u32,
		settings: Settings,
		mut history: History,
	) {
		let DayValue { day, value } = fed;
		match settings.too_far_from(&history, value) {
			None => {
				Averages::<T>::insert(network, day, value);
				history.publish(fed);
				Self::deposit_event(Event::AverageFixed { network, day, value, feeds });
			},
			Some(base) => {
				Disputed::<T>::insert(network, day, value);
				history.dispute(fed);
				Self::deposit_event(Event::AverageDisputed { network, day, value, base, feeds });
			},
		}
		Histories::<T>::insert(network, history);
	}
}
