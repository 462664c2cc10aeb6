//! Traits that governance provides to the calendar and to the escrow.

use crate::{average, Averages, Config, Event, Pallet, Quorum, WeightInfo as _};
use dmex_primitives::{
	AverageStatus, Clock as _, Day, MarketAverages, NetworkId, OnNewDay, OracleFeeds as _,
	MAX_NETWORKS,
};
use frame_support::weights::Weight;

impl<T: Config> OnNewDay for Pallet<T> {
	/// Fix the values of the day whose time is up now, each with a quorum or never.
	fn on_new_day(today: Day) -> Weight {
		let operators = T::Feeds::operators();
		if let Some(day) = average::last_due(today) {
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
	fn average(network: NetworkId, day: Day) -> AverageStatus {
		match Averages::<T>::get(network, day) {
			Some(value) => AverageStatus::Known(value),
			None if average::last_due(T::Clock::today()).is_some_and(|due| day <= due) => {
				AverageStatus::Never
			},
			None => AverageStatus::Pending,
		}
	}
}
