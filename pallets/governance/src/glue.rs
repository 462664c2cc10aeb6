//! Traits that governance provides to the calendar, the registry, the escrow, and the membership of
//! the oracle.

use crate::{
	average, operators, Averages, Config, Disputed, Event, Histories, NetworkSettings,
	OperatorSets, Pallet, Quorum, Settings, Struck, WeightInfo as _,
};
use dmex_primitives::{
	AverageSettings, AverageStatus, Clock as _, Day, MarketAverages, NetworkId, OnNewDay,
	OracleFeeds as _, PerUnit, MAX_NETWORKS,
};
use frame_support::{
	defensive,
	dispatch::DispatchClass,
	traits::{ChangeMembers, InitializeMembers},
	weights::Weight,
};
use sp_runtime::traits::Zero;

impl<T: Config> OnNewDay for Pallet<T> {
	/// Fix the values of the day whose time is up now, each with a quorum or never. The first day of all is
	/// noted. A round of elections is due if the council can adopt nothing.
	fn on_new_day(today: Day) -> Weight {
		Self::note_first_day(today);
		Self::hasten_round(today);
		let Some(day) = average::last_due(today) else { return T::WeightInfo::on_new_day(0) };
		let (operators, quorum) = (Self::operators(day), Quorum::<T>::get());
		let number = operators.len() as u32;
		for network in 0..MAX_NETWORKS {
			let enough = |feeds| average::is_quorate(feeds, number, quorum);
			if Self::fix_if(network, day, &operators, enough) {
				Self::deposit_event(Event::NoAverage { network, day });
			}
		}
		T::WeightInfo::on_new_day(number)
	}
}

impl<T: Config> MarketAverages for Pallet<T> {
	fn average(network: NetworkId, day: Day) -> AverageStatus {
		if let Some(value) = Averages::<T>::get(network, day) {
			return AverageStatus::Known(value);
		}
		if Self::is_struck(network, day) {
			return AverageStatus::Never { disputed: None };
		}
		if average::last_due(T::Clock::today()).is_none_or(|due| day > due) {
			return AverageStatus::Pending;
		}
		let disputed = Disputed::<T>::get(network, day).filter(|value| !value.is_zero());
		AverageStatus::Never { disputed }
	}

	fn latest(network: NetworkId) -> Option<PerUnit> {
		let settings = NetworkSettings::<T>::get(network)?;
		Some(settings.last_average(&Histories::<T>::get(network)))
	}

	fn zero_days(network: NetworkId) -> u32 {
		Histories::<T>::get(network).zero_days()
	}

	fn is_struck(network: NetworkId, day: Day) -> bool {
		Struck::<T>::contains_key(network, day)
	}
}

impl<T: Config> AverageSettings for Pallet<T> {
	fn open(network: NetworkId, opening: PerUnit) {
		let max_change = average::DEFAULT_MAX_CHANGE;
		NetworkSettings::<T>::insert(network, Settings { opening, max_change });
	}

	fn set_max_change(network: NetworkId, max_change: u32) {
		NetworkSettings::<T>::mutate(network, |settings| match settings {
			Some(settings) => settings.max_change = max_change,
			None => {
				defensive!("a network is opened when it is registered");
			},
		});
	}
}

impl<T: Config> InitializeMembers<T::AccountId> for Pallet<T> {
	fn initialize_members(members: &[T::AccountId]) {
		OperatorSets::<T>::mutate(|sets| operators::change(sets, T::Clock::today(), members));
	}
}

impl<T: Config> ChangeMembers<T::AccountId> for Pallet<T> {
	/// The new operators decide from the day after the next. What others fed is forgotten once they
	/// are in no set any more.
	fn change_members_sorted(_: &[T::AccountId], _: &[T::AccountId], new: &[T::AccountId]) {
		let gone =
			OperatorSets::<T>::mutate(|sets| operators::change(sets, T::Clock::today(), new));
		gone.iter().for_each(T::Feeds::forget);
		frame_system::Pallet::<T>::register_extra_weight_unchecked(
			T::WeightInfo::change_operators(gone.len() as u32),
			DispatchClass::Normal,
		);
	}
}
