//! The fakes that stand for democracy, clock and governance.

use super::*;

/// The call of each referendum, how it started, and its outcome.
#[storage_alias]
pub type Votes =
	StorageMap<Neighbours, Twox64Concat, ReferendumIndex, (crate::Call<Test>, Seed, VoteOutcome)>;

parameter_types! {
	pub storage Today: Day = 100;
	/// Market average: base units of BTC per unit and day.
	pub storage Average: PerUnit = PerUnit::from_u32(10);
	/// Whether certificates of terminated series are still kept.
	pub storage Kept: bool = true;
	/// Whether referenda can be opened.
	pub storage VotesOpen: bool = true;
	pub storage DepositNow: Balance = DEPOSIT;
	pub storage MaxOpen: u32 = 3;
	pub storage Cap: Permill = Permill::from_percent(20);
	/// These matter only where a test sets them.
	pub storage TotalCap: Permill = Permill::one();
	pub storage MaxValue: u32 = 1_000_000;
	pub storage CollectDays: u32 = 90;
}

pub struct Rules;

impl Get<ClaimRules> for Rules {
	fn get() -> ClaimRules {
		let award = AwardRules {
			cap: Cap::get(),
			total_cap: TotalCap::get(),
			max_value: MaxValue::get(),
			collect_days: CollectDays::get(),
		};
		ClaimRules {
			deposit: DepositNow::get(),
			min_seed: SEED,
			seed_of_pool: SEED_OF_POOL,
			max_open: MaxOpen::get(),
			award,
		}
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
	fn live_days(_: Day) -> u32 {
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
