//! Neighbours that assess and punish: the registry, the votes and the rules.

use super::{Fakes, FreePledge, DMC, MINER};
use crate::{BreachRules, FreezeCause, Period, ReleaseRules, Rules, SeriesRules};
use dmex_primitives::{
	ApplicationId, Balance, CommunityVote, DayCounts, MinerRecords, NetworkId, NetworkView,
	Pledges, ReferendumIndex, Seed, VoteOutcome,
};
use frame_support::{pallet_prelude::ValueQuery, storage_alias, traits::fungibles::Mutate};
use sp_runtime::{DispatchError, DispatchResult, Permill};

/// The rules at the start.
pub const RULES: SeriesRules = SeriesRules {
	release: ReleaseRules {
		full_from: Permill::from_percent(75),
		window_cap: Permill::from_percent(93),
		pool_part: Permill::from_parts(5_000),
	},
	breach: BreachRules { late: 8, underpaid_streak: 7, late_paid: 10 },
	underpaid_below: Permill::from_percent(80),
};

/// Number of days settled, paid, late and underpaid.
#[storage_alias]
pub type Noted = StorageValue<Fakes, (u32, u32, u32, u32), ValueQuery>;

#[storage_alias]
pub type Votes = StorageValue<Fakes, Vec<(Seed, VoteOutcome)>, ValueQuery>;

#[storage_alias]
pub type FrozenSeries = StorageValue<Fakes, u32, ValueQuery>;

#[storage_alias]
pub type Breaches = StorageValue<Fakes, u32, ValueQuery>;

/// Whether the miner is in default.
#[storage_alias]
pub type Barred = StorageValue<Fakes, bool, ValueQuery>;

/// Whether the network is closed.
#[storage_alias]
pub type Closed = StorageValue<Fakes, bool, ValueQuery>;

#[storage_alias]
pub type MinPayout = StorageValue<Fakes, Balance, ValueQuery>;

#[storage_alias]
pub type RulesInForce = StorageValue<Fakes, SeriesRules>;

impl MinerRecords<u64> for Fakes {
	fn note_days(miner: &u64, days: DayCounts) {
		assert_eq!(*miner, MINER);
		let DayCounts { settled, paid, late, underpaid } = days;
		Noted::mutate(|n| *n = (n.0 + settled, n.1 + paid, n.2 + late, n.3 + underpaid));
	}
	fn note_freeze(_: &u64, breach: bool) {
		FrozenSeries::mutate(|n| *n += 1);
		Breaches::mutate(|n| *n += u32::from(breach));
	}
	fn note_resumed(_: &u64) {
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
	/// Only what no certificate requires any more.
	fn slash(_: ApplicationId, amount: Balance, to: &u64) -> DispatchResult {
		let left = FreePledge::get().checked_sub(amount).ok_or(DispatchError::Unavailable)?;
		FreePledge::set(left);
		super::Money::mint_into(DMC, to, amount).map(|_| ())
	}
}

impl NetworkView for Fakes {
	fn min_payout(_: NetworkId) -> Balance {
		MinPayout::get()
	}
	fn is_closed(_: NetworkId) -> bool {
		Closed::get()
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
	fn series_rules() -> SeriesRules {
		RulesInForce::get().unwrap_or(RULES)
	}
	fn days(period: Period) -> u32 {
		match period {
			Period::IncomeEnded => 7,
			_ => 30,
		}
	}
	fn seed(cause: FreezeCause, slash: Balance) -> Seed {
		match cause {
			FreezeCause::Breach => Seed::Aye(slash.max(1_000)),
			FreezeCause::Event => Seed::Nay(1_000),
		}
	}
}
