//! The neighbours: fakes that hold what a test sets.

use super::MINER;
use crate::{BreachRules, FreezeCause, Period, ReleaseRules, Rules};
use dmex_primitives::{
	ApplicationId, Balance, CertificateInfo, CertificateView, Certificates, Clock, CommunityVote,
	Day, ItemId, MarketAverages, MinPayouts, MinerRecords, NetworkId, PerUnit, Pledges,
	ReferendumIndex, Seed, SeriesId, SeriesTerms, VoteOutcome,
};
use frame_support::{parameter_types, traits::fungibles::Mutate};
use sp_runtime::{DispatchError, DispatchResult, Permill};
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
	pub static Votes: Vec<(Seed, VoteOutcome)> = Vec::new();
	pub static FrozenSeries: u32 = 0;
	pub static Breaches: u32 = 0;
	/// Whether the miner is in default.
	pub static Barred: bool = false;
	pub static MinPayout: Balance = 1;
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
	fn note_freeze(_: &u64, breach: bool) {
		FrozenSeries::mutate(|n| *n += 1);
		Breaches::mutate(|n| *n += u32::from(breach));
	}
	fn note_thaw(_: &u64) {
		FrozenSeries::mutate(|n| *n -= 1);
	}
	fn note_default(_: &u64) {
		Barred::set(true);
	}
	fn may_sell(_: &u64) -> bool {
		!Barred::get()
	}
}

impl Pledges<u64> for Fakes {
	fn slash(_: ApplicationId, amount: Balance, to: &u64) -> DispatchResult {
		super::Money::mint_into(super::DMC, to, amount).map(|_| ())
	}
}

impl MinPayouts for Fakes {
	fn min_payout(_: NetworkId) -> Balance {
		MinPayout::get()
	}
}

impl<C> CommunityVote<C> for Fakes {
	fn open(_: C, seed: Seed) -> Result<ReferendumIndex, DispatchError> {
		Votes::mutate(|votes| {
			votes.push((seed, VoteOutcome::Ongoing));
			Ok(votes.len() as u32 - 1)
		})
	}
	fn outcome(referendum: ReferendumIndex) -> VoteOutcome {
		let votes = Votes::get();
		votes.get(referendum as usize).map_or(VoteOutcome::Absent, |(_, outcome)| *outcome)
	}
	fn cancel(referendum: ReferendumIndex) {
		end_vote(referendum, VoteOutcome::Absent);
	}
}

/// Let a vote end.
pub fn end_vote(referendum: ReferendumIndex, outcome: VoteOutcome) {
	Votes::mutate(|votes| votes[referendum as usize].1 = outcome);
}

impl Rules for Fakes {
	fn release() -> ReleaseRules {
		ReleaseRules {
			full_from: Permill::from_percent(75),
			window_cap: Permill::from_percent(93),
			low_below: Permill::from_percent(80),
		}
	}
	fn breach() -> BreachRules {
		BreachRules { late: 8, low_run: 7, late_paid: 10, low_below: Permill::from_percent(80) }
	}
	fn days(_: Period) -> u32 {
		30
	}
	fn seed(cause: FreezeCause) -> Seed {
		match cause {
			FreezeCause::Breach => Seed::Aye(1_000),
			FreezeCause::Event => Seed::Nay(1_000),
		}
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
	Noted::set((0, 0, 0));
	Terms::set(BTreeMap::new());
	HELD.take();
	Ended::set(BTreeMap::new());
	Votes::set(Vec::new());
	FrozenSeries::set(0);
	Breaches::set(0);
	Barred::set(false);
	MinPayout::set(1);
	super::Price::set(0);
	super::MaxPayouts::set(frame_support::weights::Weight::MAX);
}
