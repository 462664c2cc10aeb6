//! The calendar, the market averages and the certificates: fakes that hold what a test sets.

use super::{LienOf, MINER};
use dmex_primitives::{
	AverageStatus, Balance, CertificateInfo, CertificateView, Certificates, Clock, Day, ItemId,
	Lock, MarketAverages, NetworkId, PerUnit, SeriesId, SeriesTerms,
};
use frame_support::{
	pallet_prelude::{OptionQuery, ValueQuery},
	storage_alias, Twox64Concat,
};
use sp_runtime::{DispatchError, DispatchResult};
use std::collections::BTreeMap;

#[storage_alias]
pub type Today = StorageValue<Fakes, Day, ValueQuery>;

/// Days that were not live.
#[storage_alias]
pub type Shut = StorageValue<Fakes, Vec<Day>, ValueQuery>;

#[storage_alias]
pub type Published = StorageValue<Fakes, BTreeMap<Day, PerUnit>, ValueQuery>;

/// Medians that were fed and are disputed.
#[storage_alias]
pub type Disputed = StorageValue<Fakes, BTreeMap<Day, PerUnit>, ValueQuery>;

/// Days whose average was struck out.
#[storage_alias]
pub type StruckOut = StorageValue<Fakes, Vec<Day>, ValueQuery>;

/// The network's average before the first published one.
#[storage_alias]
pub type Opening = StorageValue<Fakes, PerUnit, ValueQuery>;

/// Pledges that certificates released, in DMC.
#[storage_alias]
pub type FreePledge = StorageValue<Fakes, Balance, ValueQuery>;

#[storage_alias]
pub type Terms = StorageMap<Fakes, Twox64Concat, SeriesId, SeriesTerms<u64>, OptionQuery>;

/// Number of certificates that ended.
#[storage_alias]
pub type Ended = StorageMap<Fakes, Twox64Concat, SeriesId, u32, ValueQuery>;

/// Owner of each certificate, whether it is sold, and its lock.
#[storage_alias]
pub type Held =
	StorageMap<Fakes, Twox64Concat, (SeriesId, ItemId), (u64, bool, Option<Lock>), OptionQuery>;

pub struct Fakes;

/// Strike out the average of a day.
pub fn strike_out(day: Day) {
	Published::mutate(|all| all.remove(&day));
	StruckOut::mutate(|all| all.push(day));
}

/// Let a series have certificates that are not sold.
pub fn mint(series: SeriesId, certificates: u32) {
	for item in 0..certificates {
		Held::insert((series, item), (MINER, false, None::<Lock>));
	}
}

fn change(
	series: SeriesId,
	item: ItemId,
	change: impl FnOnce(&mut (u64, bool, Option<Lock>)),
) -> DispatchResult {
	Held::mutate_extant((series, item), |held| {
		change(held);
		Some(())
	})
	.ok_or(DispatchError::Unavailable)
}

impl Clock for Fakes {
	fn today() -> Day {
		Today::get()
	}
	fn live_days(day: Day) -> u32 {
		let closed = day.saturating_add(1).min(Today::get());
		closed - Shut::get().iter().filter(|shut| **shut < closed).count() as u32
	}
	fn blocks(days: u32) -> u32 {
		days.max(1)
	}
}

impl MarketAverages for Fakes {
	fn average(_: NetworkId, day: Day) -> AverageStatus {
		match Published::get().get(&day) {
			Some(average) => AverageStatus::Known(*average),
			None if Self::is_struck(0, day) => AverageStatus::Never { disputed: None },
			None if day + 2 > Today::get() => AverageStatus::Pending,
			None => AverageStatus::Never { disputed: Disputed::get().get(&day).copied() },
		}
	}
	fn latest(_: NetworkId) -> Option<PerUnit> {
		let last = Published::get().into_iter().rfind(|(day, _)| *day < Today::get());
		Some(last.map_or(Opening::get(), |(_, average)| average))
	}
	fn zero_days(_: NetworkId) -> u32 {
		let newest_first = Published::get().into_values().rev();
		newest_first.take_while(|average| *average == PerUnit::default()).count() as u32
	}
	fn is_struck(_: NetworkId, day: Day) -> bool {
		StruckOut::get().contains(&day)
	}
}

impl CertificateView<u64> for Fakes {
	fn series(series: SeriesId) -> Option<SeriesTerms<u64>> {
		Terms::get(series)
	}
	fn certificate(series: SeriesId, item: ItemId) -> Option<CertificateInfo<u64>> {
		let (owner, sold, lock) = Held::get((series, item))?;
		Some(CertificateInfo { owner, sold, lock })
	}
}

impl Certificates<u64> for Fakes {
	fn activate(
		series: SeriesId,
		item: ItemId,
		buyer: &u64,
		_: Day,
		_: Day,
	) -> Result<(), DispatchError> {
		match Held::get((series, item)) {
			Some((_, false, _)) => change(series, item, |held| *held = (*buyer, true, None)),
			_ => Err(DispatchError::Unavailable),
		}
	}
	fn end(series: SeriesId, certificates: u32) -> DispatchResult {
		Ended::mutate(series, |ended| *ended += certificates);
		let pledge = Terms::get(series).unwrap().pledge(certificates)?;
		FreePledge::mutate(|free| *free += pledge);
		Ok(())
	}
	fn burn(series: SeriesId, item: ItemId) -> DispatchResult {
		Held::take((series, item)).map(|_| ()).ok_or(DispatchError::Unavailable)
	}
	fn force_unlock(series: SeriesId, item: ItemId) -> DispatchResult {
		let secured = LienOf::contains_key(series, item);
		change(series, item, |held| held.2 = secured.then_some(Lock::Collateral))
	}
	fn set_frozen(series: SeriesId, frozen: bool) -> DispatchResult {
		Terms::mutate(series, |terms| terms.as_mut().unwrap().frozen = frozen);
		Ok(())
	}
	fn terminate(series: SeriesId) -> DispatchResult {
		Terms::mutate(series, |terms| {
			let terms = terms.as_mut().unwrap();
			(terms.frozen, terms.terminated) = (false, true);
		});
		Ok(())
	}
}
