//! Execution of the calls, and the fixing of a day's value.

use crate::{
	average, Averages, Config, Disputed, Error, Event, GateError, LastFed, Origin, Pallet,
	ParameterGate as _, Quorum, WeightInfo as _,
};
use dmex_primitives::{
	Clock as _, Day, DayValue, NetworkId, OracleFeeds as _, PerUnit, MAX_NETWORKS,
};
use frame_support::{dispatch::DispatchClass, traits::Get};
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

	/// Lower median of what was fed for the newest closed day, once a quorum or every operator has
	/// fed it: what the oracle shows as its value. Showing it does not fix it.
	pub fn combined(network: NetworkId) -> Option<DayValue> {
		let day = Self::newest_closed_day()?;
		let (value, feeds) = Self::median(network, day)?;
		let enough = average::is_quorate(feeds, T::Feeds::operators(), Quorum::<T>::get());
		enough.then_some(DayValue { day, value })
	}

	/// Fix the value of the newest closed day of `network` if every operator has fed it. Called for
	/// each value fed; cannot fail.
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

	/// The day before today; `None` before the calendar has started.
	fn newest_closed_day() -> Option<Day> {
		T::Clock::today().checked_sub(1)
	}

	/// Lower median of what is fed for `day`, and the number of feeds.
	fn median(network: NetworkId, day: Day) -> Option<(PerUnit, u32)> {
		if network >= MAX_NETWORKS {
			return None;
		}
		let fed = T::Feeds::values(network).into_iter().take(T::MaxOperators::get() as usize);
		average::lower_median(fed, day)
	}

	/// Fix the value of `day` if the number of its feeds is `enough`. Days are fixed in order, so
	/// one that is not after the last fed one is fixed already. Returns whether the network was fed
	/// before and this day was not.
	pub(crate) fn fix_if(network: NetworkId, day: Day, enough: impl Fn(u32) -> bool) -> bool {
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

	/// Fix a median: publish it, or leave it to the council if it is too far from the last.
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
