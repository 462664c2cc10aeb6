//! The fakes that stand for democracy, clock and governance. What calls change lies in storage; what
//! only tests change are parameters.

use super::*;

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
