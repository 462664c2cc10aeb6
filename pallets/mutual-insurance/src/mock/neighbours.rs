//! The fakes that stand for escrow, certificates, democracy, clock and governance. What calls change
//! lies in storage; what only tests change are parameters.

use super::*;

/// A series of which something was sold.
#[derive(Clone, Encode, Decode)]
pub struct Failed {
	pub miner: u64,
	pub payment: Asset,
	/// Whether it is frozen, or terminated after that.
	pub frozen: bool,
	pub terminated: bool,
	/// The day it was frozen.
	pub since: Day,
	pub freezes: u16,
	/// The slashed pledge.
	pub slash: Balance,
	/// Claims that are not closed.
	pub claims: u32,
}

/// A sold certificate.
#[derive(Clone, Encode, Decode)]
pub struct Cert {
	pub owner: u64,
	pub start: Day,
	pub days: u64,
	pub slices: Balance,
	pub awards: u16,
}

#[storage_alias]
pub type Series = StorageMap<Neighbours, Twox64Concat, SeriesId, Failed>;
#[storage_alias]
pub type Certs = StorageDoubleMap<Neighbours, Twox64Concat, SeriesId, Twox64Concat, ItemId, Cert>;
/// What is voted on, how it started, and what became of it.
#[storage_alias]
pub type Votes =
	StorageMap<Neighbours, Twox64Concat, ReferendumIndex, (crate::Call<Test>, Seed, VoteOutcome)>;

parameter_types! {
	pub static Today: Day = 100;
	/// Base units of BTC for a unit and day.
	pub static Average: PerUnit = PerUnit::from_u32(10);
	/// Whether certificates of terminated series are still kept.
	pub static Kept: bool = true;
	/// Whether referenda can be opened.
	pub static VotesOpen: bool = true;
	pub static DepositNow: Balance = DEPOSIT;
	pub static MaxOpen: u32 = 3;
	pub static Cap: Permill = Permill::from_percent(20);
	pub static CollectDays: u32 = 90;
}

pub struct Rules;

impl Get<ClaimRules> for Rules {
	fn get() -> ClaimRules {
		let award = AwardRules { cap: Cap::get(), collect_days: CollectDays::get() };
		ClaimRules { deposit: DepositNow::get(), seed: SEED, max_open: MaxOpen::get(), award }
	}
}

pub struct Allowed;

impl Contains<Asset> for Allowed {
	fn contains(asset: &Asset) -> bool {
		[USDT, BTC, EUR].contains(asset)
	}
}

pub struct Fake;

impl Clock for Fake {
	fn today() -> Day {
		Today::get()
	}
	fn open_days(_: Day) -> u32 {
		0
	}
	fn blocks(days: u32) -> u32 {
		days
	}
}

impl CommunityVote<crate::Call<Test>> for Fake {
	fn open(call: crate::Call<Test>, seed: Seed) -> Result<ReferendumIndex, DispatchError> {
		ensure!(VotesOpen::get(), "no more referenda");
		let referendum = 70 + Votes::iter_keys().count() as u32;
		Votes::insert(referendum, (call, seed, VoteOutcome::Ongoing));
		Ok(referendum)
	}
	fn outcome(referendum: ReferendumIndex) -> VoteOutcome {
		Votes::get(referendum).map_or(VoteOutcome::Absent, |(.., outcome)| outcome)
	}
	fn cancel(referendum: ReferendumIndex) {
		Votes::mutate_extant(referendum, |(.., outcome)| *outcome = VoteOutcome::Absent);
	}
}

impl Holders<u64> for Fake {
	fn is_holder(series: SeriesId, who: &u64) -> bool {
		Certs::iter_prefix_values(series).any(|cert| cert.owner == *who)
	}
}

impl Insured<u64> for Fake {
	fn insured(series: SeriesId) -> Option<InsuredSeries<u64>> {
		let Failed { miner, payment, frozen, terminated, since, freezes, .. } =
			Series::get(series)?;
		let state = match (frozen, terminated) {
			(_, true) => InsuredState::Terminated { since },
			(true, _) => InsuredState::Frozen { since },
			_ => InsuredState::Open,
		};
		let (payment_asset, reward_asset) = (payment, BTC);
		let average = Average::get();
		Some(InsuredSeries {
			miner,
			units: 10,
			payment_asset,
			reward_asset,
			average,
			state,
			freezes,
		})
	}
	fn remains(series: SeriesId, day: Day) -> Result<Remains, DispatchError> {
		let ended = Series::get(series).filter(|series| series.terminated);
		let slash = ended.ok_or("not terminated")?.slash;
		let (mut all, mut later) = (Cover::default(), std::collections::BTreeMap::new());
		for cert in Certs::iter_prefix_values(series) {
			let cover = Cover { cert_days: cert.days, slices: cert.slices };
			all = all.plus(cover).unwrap();
			if cert.start > day {
				let cohort: &mut Cover = later.entry(cert.start).or_default();
				*cohort = cohort.plus(cover).unwrap();
			}
		}
		Ok(Remains { all, slash, later: later.into_iter().collect() })
	}
	fn open_claim(series: SeriesId) -> DispatchResult {
		ensure!(Kept::get(), "not kept");
		Series::mutate_extant(series, |series| series.claims += 1);
		Ok(())
	}
	fn close_claim(series: SeriesId) {
		Series::mutate_extant(series, |series| series.claims -= 1);
	}
}

impl InsuredCertificates<u64> for Fake {
	fn insured_certificate(
		series: SeriesId,
		item: ItemId,
	) -> Result<InsuredCertificate<u64>, DispatchError> {
		let Remains { all, slash, .. } = Self::remains(series, 0)?;
		let cert = Certs::get(series, item).ok_or(DispatchError::CannotLookup)?;
		let Cert { owner, start, days, slices, awards } = cert;
		let cover = Cover { cert_days: days, slices };
		let slash_share = slash * Balance::from(days) / Balance::from(all.cert_days);
		Ok(InsuredCertificate { owner, start, cover, slash_share, awards })
	}
	fn note_award(series: SeriesId, item: ItemId, award: u8) -> DispatchResult {
		let bit = 1 << award;
		Certs::try_mutate(series, item, |cert| {
			let cert = cert.as_mut().ok_or(DispatchError::CannotLookup)?;
			ensure!(cert.awards & bit == 0, "collected");
			cert.awards |= bit;
			Ok(())
		})
	}
	fn next_certificate(series: SeriesId, after: Option<ItemId>) -> Option<ItemId> {
		match after {
			Some(item) => {
				Certs::iter_key_prefix_from(series, Certs::hashed_key_for(series, item)).next()
			},
			None => Certs::iter_key_prefix(series).next(),
		}
	}
}
