//! Short fakes of Democracy and of the treasury.

use super::*;
use crate::{OpenVote, Referenda, TreasurySpends};
use core::ops::Range;
use dmex_primitives::{Asset, Balance, ReferendumIndex, Seed};
use frame_support::traits::Hooks;
use sp_runtime::{DispatchError, DispatchResult};
use std::collections::BTreeMap;

parameter_types! {
	/// Open and decided referenda by index; cancelled ones are absent.
	pub storage Votes: BTreeMap<ReferendumIndex, FakeVote> = BTreeMap::new();
	/// Number of referenda so far.
	pub storage VoteCount: ReferendumIndex = 0;
	/// The first referendum that may be open.
	pub storage LowestOpen: ReferendumIndex = 0;
	/// What the treasury can pay.
	pub storage Available: BTreeMap<Asset, Balance> = BTreeMap::new();
	/// Spends that the treasury was told to approve.
	pub storage Approved: Vec<(Asset, Balance, u64, u32)> = Vec::new();
	/// Spends that it was told to take back.
	pub storage Voided: Vec<u32> = Vec::new();
	/// Whether everything that was approved is paid.
	pub storage IsPaid: bool = false;
}

#[derive(Clone, PartialEq, Debug, codec::Encode, codec::Decode)]
pub struct FakeVote {
	pub end: u32,
	pub seed: Option<Seed>,
	/// Whether it would pass now, or passed.
	pub passing: bool,
	pub decided: bool,
}

/// Change what is in a storage of these.
pub fn change<V>(get: impl Fn() -> V, set: impl Fn(&V), change: impl FnOnce(&mut V)) {
	let mut value = get();
	change(&mut value);
	set(&value);
}

/// Democracy opens a referendum.
pub fn open(end: u32) -> ReferendumIndex {
	let index = VoteCount::get();
	VoteCount::set(&(index + 1));
	let vote = FakeVote { end, seed: None, passing: false, decided: false };
	change(Votes::get, Votes::set, |votes| {
		votes.insert(index, vote);
	});
	index
}

pub fn turn(index: ReferendumIndex, passing: bool) {
	change(Votes::get, Votes::set, |votes| votes.get_mut(&index).unwrap().passing = passing);
}

pub fn cancel(index: ReferendumIndex) {
	change(Votes::get, Votes::set, |votes| {
		votes.remove(&index);
	});
}

/// Go on to a block, as Executive and Democracy do.
pub fn to_block(number: u64) {
	while System::block_number() < number {
		let now = System::block_number() + 1;
		System::set_block_number(now);
		Governance::on_initialize(now);
		count(now as u32);
		<Governance as frame_support::traits::PreInherents>::pre_inherents();
	}
}

/// Democracy counts the votes that end.
fn count(now: u32) {
	change(Votes::get, Votes::set, |votes| {
		votes.values_mut().filter(|vote| vote.end == now).for_each(|vote| vote.decided = true);
	});
	let open = |index| Votes::get().get(&index).is_some_and(|vote| !vote.decided);
	let lowest = (LowestOpen::get()..VoteCount::get()).find(|index| open(*index));
	LowestOpen::set(&lowest.unwrap_or(VoteCount::get()));
}

pub struct Dao;
impl Referenda for Dao {
	fn indices() -> Range<ReferendumIndex> {
		LowestOpen::get()..VoteCount::get()
	}
	fn open_vote(referendum: ReferendumIndex) -> Option<OpenVote> {
		let vote = Votes::get().get(&referendum).filter(|vote| !vote.decided).cloned()?;
		Some(OpenVote { end: vote.end, passing: vote.passing })
	}
	fn set_end(referendum: ReferendumIndex, end: u32) {
		change(Votes::get, Votes::set, |votes| votes.get_mut(&referendum).unwrap().end = end);
	}
	fn seed(referendum: ReferendumIndex, seed: Seed) {
		change(Votes::get, Votes::set, |votes| {
			if let Some(vote) = votes.get_mut(&referendum) {
				assert!(vote.seed.is_none(), "a vote is seeded twice");
				vote.seed = Some(seed);
			}
		});
	}
}

/// The account of the treasury.
pub const TREASURY: u64 = 97;

impl TreasurySpends<u64> for Dao {
	fn account() -> u64 {
		TREASURY
	}
	fn available(asset: &Asset) -> Balance {
		Available::get().get(asset).copied().unwrap_or_default()
	}
	fn approve(
		asset: &Asset,
		amount: Balance,
		beneficiary: &u64,
		payable_from: u32,
	) -> Result<u32, DispatchError> {
		let spend = (asset.clone(), amount, *beneficiary, payable_from);
		change(Approved::get, Approved::set, |approved| approved.push(spend));
		Ok(Approved::get().len() as u32 - 1)
	}
	fn void(spend: u32) -> DispatchResult {
		if IsPaid::get() {
			return Err(DispatchError::Other("paid"));
		}
		change(Voided::get, Voided::set, |voided| voided.push(spend));
		Ok(())
	}
}

#[cfg(feature = "runtime-benchmarks")]
pub fn open_votes(referenda: u32) {
	let now = System::block_number() as u32;
	(0..referenda).for_each(|_| {
		open(now);
	});
}

#[cfg(feature = "runtime-benchmarks")]
pub fn fund_treasury() -> Asset {
	change(Available::get, Available::set, |held| {
		held.insert(Asset::Native, 1_000);
	});
	Asset::Native
}
