//! The neighbours: fakes that hold what a test sets.

use super::MINER;
use dmex_primitives::{
	CertificateInfo, CertificateView, Certificates, Clock, Day, ItemId, MarketAverages,
	MinerRecords, NetworkId, PerUnit, SeriesId, SeriesTerms,
};
use frame_support::parameter_types;
use sp_runtime::{DispatchError, DispatchResult};
use std::{cell::RefCell, collections::BTreeMap};

parameter_types! {
	pub static Today: Day = 100;
	/// Days that were not open for clocks.
	pub static Shut: Vec<Day> = Vec::new();
	pub static Published: BTreeMap<Day, PerUnit> = BTreeMap::new();
	/// Days paid, late and low.
	pub static Noted: (u32, u32, u32) = (0, 0, 0);
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

impl MinerRecords<u64> for Fakes {
	fn note_days(miner: &u64, paid: u32, late: u32, low: u32) {
		assert_eq!(*miner, MINER);
		Noted::mutate(|n| *n = (n.0 + paid, n.1 + late, n.2 + low));
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
}

/// As at the start of a test.
pub fn reset() {
	Today::set(100);
	Shut::set(Vec::new());
	Published::set(BTreeMap::new());
	Noted::set((0, 0, 0));
	Terms::set(BTreeMap::new());
	HELD.take();
	Ended::set(BTreeMap::new());
}
