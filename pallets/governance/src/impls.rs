//! What the calls and hooks do.

use crate::{
	average, Averages, Config, Disputed, Error, Event, GateError, LastFed, Origin, Pallet,
	ParameterGate as _, Quorum, WeightInfo as _,
};
use dmex_primitives::{
	Clock as _, Day, DayValue, MarketAverages, NetworkId, OnNewDay, OracleFeeds as _, PerUnit,
	MAX_NETWORKS,
};
use frame_support::{dispatch::DispatchClass, traits::Get, weights::Weight};
use sp_runtime::DispatchResult;

impl<T> From<GateError> for Error<T> {
	fn from(error: GateError) -> Self {
		match error {
			GateError::NoValue => Self::NoValue,
			GateError::OutOfRange => Self::OutOfRange,
		}
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_parameter(parameter: T::Parameter) -> DispatchResult {
		T::Gate::ensure_in_range(&parameter).map_err(Error::<T>::from)?;
		T::Gate::store(Origin::SetParameter, parameter)
	}

	pub(crate) fn do_confirm_average(network: NetworkId, day: Day) -> DispatchResult {
		let value = Disputed::<T>::take(network, day).ok_or(Error::<T>::NotDisputed)?;
		Averages::<T>::insert(network, day, value);
		Self::deposit_event(Event::AverageConfirmed { network, day, value });
		Ok(())
	}

	/// The lower median of what has been fed for the newest closed day, once a quorum or every
	/// operator has: what the oracle shows as its value. It is not fixed by being shown.
	pub fn combined(network: NetworkId) -> Option<DayValue> {
		let day = Self::newest_closed_day()?;
		let (value, feeds) = Self::median(network, day)?;
		let enough = average::is_quorate(feeds, T::Feeds::operators(), Quorum::<T>::get());
		enough.then_some(DayValue { day, value })
	}

	/// An operator has fed something for `network`: fix the value of the newest closed day when
	/// every operator has fed it. Called for each value fed; cannot fail.
	pub fn on_feed(network: NetworkId) {
		let operators = T::Feeds::operators();
		frame_system::Pallet::<T>::register_extra_weight_unchecked(
			T::WeightInfo::on_feed(operators),
			DispatchClass::Normal,
		);
		if let Some(day) = Self::newest_closed_day() {
			Self::fix_if(network, day, |feeds| average::is_complete(feeds, operators));
		}
	}

	/// The day before today; nothing before the calendar has started.
	fn newest_closed_day() -> Option<Day> {
		T::Clock::today().checked_sub(1)
	}

	/// The lower median of what is fed for `day`, and of how many feeds.
	fn median(network: NetworkId, day: Day) -> Option<(PerUnit, u32)> {
		if network >= MAX_NETWORKS {
			return None;
		}
		let fed = T::Feeds::values(network).into_iter().take(T::MaxOperators::get() as usize);
		average::lower_median(fed, day)
	}

	/// Fix the value of `day` when so many feeds are `enough`. Days are fixed in order, so one
	/// that is not after the last fed one is fixed already. Returns whether anything ever was
	/// fed and this day was not.
	fn fix_if(network: NetworkId, day: Day, enough: impl Fn(u32) -> bool) -> bool {
		let last = LastFed::<T>::get(network);
		if last.is_some_and(|last| last.day >= day) {
			return false;
		}
		match Self::median(network, day).filter(|(_, feeds)| enough(*feeds)) {
			Some((value, feeds)) => {
				Self::fix(network, DayValue { day, value }, last, feeds);
				false
			},
			None => last.is_some(),
		}
	}

	/// Fix a median: publish it, or put it before the council when it is too far from the last.
	fn fix(network: NetworkId, fed: DayValue, last: Option<DayValue>, feeds: u32) {
		let DayValue { day, value } = fed;
		LastFed::<T>::insert(network, fed);
		match last.filter(|last| !average::is_close(value, last.value, T::MaxChange::get())) {
			None => {
				Averages::<T>::insert(network, day, value);
				Self::deposit_event(Event::AverageFixed { network, day, value, feeds });
			},
			Some(DayValue { value: last, .. }) => {
				Disputed::<T>::insert(network, day, value);
				Self::deposit_event(Event::AverageDisputed { network, day, value, last, feeds });
			},
		}
	}
}

impl<T: Config> OnNewDay for Pallet<T> {
	/// The time of the day before yesterday is up: fix its values with a quorum, or never.
	fn on_new_day(today: Day) -> Weight {
		let operators = T::Feeds::operators();
		if let Some(day) = today.checked_sub(2) {
			let quorum = Quorum::<T>::get();
			for network in 0..MAX_NETWORKS {
				let enough = |feeds| average::is_quorate(feeds, operators, quorum);
				if Self::fix_if(network, day, enough) {
					Self::deposit_event(Event::NoAverage { network, day });
				}
			}
		}
		T::WeightInfo::on_new_day(operators)
	}
}

impl<T: Config> MarketAverages for Pallet<T> {
	fn average(network: NetworkId, day: Day) -> Option<PerUnit> {
		Averages::<T>::get(network, day)
	}
}
