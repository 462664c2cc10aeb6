//! Reading, for the runtime API and for tests.

use crate::{impls::ApplicationOf, *};
use alloc::vec::Vec;
use dmex_primitives::{
	ApplicationId, Asset, Balance, CommunityVote, NetworkId, Units, VoteOutcome,
};
use frame_support::traits::fungible::Inspect;

/// An application with what became of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ApplicationInfo<AccountId> {
	/// As it is stored.
	pub record: ApplicationRecord<AccountId>,
	/// Its units and pledge, while it is approved.
	pub capacity: Option<Capacity>,
	/// What the referendum says.
	pub outcome: VoteOutcome,
}

/// A miner as everyone may see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MinerProfile {
	/// Its public record.
	pub record: MinerRecord,
	/// Its applications that are put to the vote or approved.
	pub applications: Vec<ApplicationId>,
	/// Units that it may have live at once, over all approved applications.
	pub effective: Units,
	/// Units that are live.
	pub live: Units,
	/// Base units of DMC that it pledged.
	pub pledged: Balance,
	/// Base units of DMC that its live units require.
	pub required: Balance,
}

/// What the pallet's account holds, and what it owes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Custody {
	/// The balance of the account, in base units of DMC.
	pub held: Balance,
	/// Deposits of applications that are put to the vote.
	pub deposits: Balance,
	/// Pledges of approved applications.
	pub pledges: Balance,
}

impl<T: Config> Pallet<T> {
	/// All networks, by id.
	pub fn networks() -> Vec<(NetworkId, NetworkRecord)> {
		(0..Networks::<T>::count())
			.filter_map(|id| Networks::<T>::get(id).map(|network| (id, network)))
			.collect()
	}

	/// All assets that new applications may be priced in.
	pub fn payment_assets() -> Vec<Asset> {
		PaymentAssets::<T>::iter_keys().collect()
	}

	/// An application, with its capacity and the outcome of its vote.
	pub fn application(application: ApplicationId) -> Option<ApplicationInfo<T::AccountId>> {
		let record: ApplicationOf<T> = Applications::<T>::get(application)?;
		let outcome = T::Vote::outcome(record.referendum);
		Some(ApplicationInfo { record, capacity: Capacities::<T>::get(application), outcome })
	}

	/// A miner's record, live applications, units and pledge. Any account has one.
	pub fn miner(miner: &T::AccountId) -> MinerProfile {
		let applications = LiveApplications::<T>::get(miner).into_inner();
		let mut profile = MinerProfile {
			record: Miners::<T>::get(miner),
			applications: Vec::new(),
			effective: 0,
			live: 0,
			pledged: 0,
			required: 0,
		};
		for capacity in applications.iter().filter_map(Capacities::<T>::get) {
			profile.effective = profile.effective.saturating_add(capacity.effective);
			profile.live = profile.live.saturating_add(capacity.live);
			profile.pledged = profile.pledged.saturating_add(capacity.pledged);
			profile.required = profile.required.saturating_add(capacity.required);
		}
		MinerProfile { applications, ..profile }
	}

	/// What the pallet's account holds and owes. Reads every application: not for calls.
	pub fn custody() -> Custody {
		let deposits = Applications::<T>::iter_values()
			.filter(|record| record.status == ApplicationStatus::Voting)
			.fold(0, |sum: Balance, record| sum.saturating_add(record.deposit));
		let pledges = Capacities::<T>::iter_values()
			.fold(0, |sum: Balance, capacity| sum.saturating_add(capacity.pledged));
		Custody { held: T::Currency::balance(&Self::account()), deposits, pledges }
	}
}

impl Custody {
	/// Whether the account covers what it owes.
	pub fn holds(&self) -> bool {
		self.held >= self.deposits.saturating_add(self.pledges)
	}
}
