//! The neighbours: fakes that hold what a test sets.

use dmex_primitives::{
	CertificateInfo, CertificateView, Certificates, Clock, Day, ItemId, MarketAverages, NetworkId,
	PerUnit, SeriesId, SeriesTerms,
};
use frame_support::{parameter_types, weights::Weight};
use sp_runtime::{DispatchError, DispatchResult};
use std::{cell::RefCell, collections::BTreeMap};

parameter_types! {
	pub static Today: Day = 100;
	/// Days that were not open for clocks.
	pub static Shut: Vec<Day> = Vec::new();
	pub static Published: BTreeMap<Day, PerUnit> = BTreeMap::new();
	pub static Terms: BTreeMap<SeriesId, SeriesTerms<u64>> = BTreeMap::new();
	pub static Ended: BTreeMap<SeriesId, u32> = BTreeMap::new();
}

type Certificate = CertificateInfo<u64>;

std::thread_local! {
	/// Not a parameter: those are copied at each reading.
	pub static HELD: RefCell<BTreeMap<(SeriesId, ItemId), Certificate>> = Default::default();
}

pub struct Fakes;

impl Clock for Fakes {
	fn today() -> Day {
		Today::get()
	}
	fn open_days(day: Day) -> u32 {
		let closed = day.saturating_add(1).min(Today::get());
		closed - Shut::get().iter().filter(|shut| **shut < closed).count() as u32
	}
	fn blocks(days: u32) -> u32 {
		days.max(1)
	}
}

impl MarketAverages for Fakes {
	fn average(_: NetworkId, day: Day) -> Option<PerUnit> {
		Published::get().get(&day).copied()
	}
}

impl CertificateView<u64> for Fakes {
	fn series(series: SeriesId) -> Option<SeriesTerms<u64>> {
		Terms::get().get(&series).cloned()
	}
	fn certificate(series: SeriesId, item: ItemId) -> Option<CertificateInfo<u64>> {
		HELD.with_borrow(|held| held.get(&(series, item)).cloned())
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
		HELD.with_borrow_mut(|held| match held.get_mut(&(series, item)) {
			Some(certificate) if !certificate.sold => {
				*certificate = CertificateInfo { owner: *buyer, sold: true, lock: None };
				Ok(())
			},
			_ => Err(DispatchError::Unavailable),
		})
	}
	fn end(series: SeriesId, certificates: u32) -> DispatchResult {
		Ended::mutate(|ended| *ended.entry(series).or_default() += certificates);
		Ok(())
	}
	fn burn(series: SeriesId, item: ItemId) -> DispatchResult {
		let burnt = HELD.with_borrow_mut(|held| held.remove(&(series, item)));
		burnt.map(|_| ()).ok_or(DispatchError::Unavailable)
	}
	fn free(series: SeriesId, item: ItemId) -> DispatchResult {
		HELD.with_borrow_mut(|held| match held.get_mut(&(series, item)) {
			Some(certificate) => {
				certificate.lock = None;
				Ok(())
			},
			None => Err(DispatchError::Unavailable),
		})
	}
	fn set_frozen(series: SeriesId, frozen: bool) -> DispatchResult {
		Terms::mutate(|all| all.get_mut(&series).unwrap().frozen = frozen);
		Ok(())
	}
	fn terminate(series: SeriesId) -> DispatchResult {
		Terms::mutate(|all| {
			let terms = all.get_mut(&series).unwrap();
			(terms.frozen, terms.terminated) = (false, true);
		});
		Ok(())
	}
}

/// As at the start of a test.
pub fn reset() {
	Today::set(100);
	Shut::set(Vec::new());
	Published::set(BTreeMap::new());
	Terms::set(BTreeMap::new());
	HELD.take();
	Ended::set(BTreeMap::new());
	super::enforcement::reset();
	super::Price::set(0);
	super::MaxPayouts::set(Weight::MAX);
}
