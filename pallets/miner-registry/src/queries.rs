//! Answers for the runtime API.

use crate::*;
use alloc::vec::Vec;
use dmex_primitives::{
	ApplicationId, Asset, AttestedIdentity, Backing, Balance, Identities, NetworkId,
};
use frame_support::traits::fungible::Inspect;

/// A miner as everyone may see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MinerProfile {
	/// Public record of the miner.
	pub record: MinerRecord,
	/// Applications that are put to the vote or approved.
	pub applications: Vec<ApplicationId>,
	/// Pledge of all approved applications, in base units of DMC.
	pub pledged: Balance,
	/// Pledge that the live units of all of them require, in base units of DMC.
	pub required: Balance,
	/// Identity that a registrar attests for the account now; `None` without one.
	pub identity: Option<AttestedIdentity>,
	/// Whether an identity of the account is banned.
	pub identity_banned: bool,
}

impl<T: Config> Pallet<T> {
	/// All networks, by id.
	pub fn networks() -> Vec<(NetworkId, NetworkRecord)> {
		(0..Networks::<T>::count())
			.filter_map(|id| Networks::<T>::get(id).map(|network| (id, network)))
			.collect()
	}

	/// All assets in which new applications may be priced.
	pub fn payment_assets() -> Vec<Asset> {
		PaymentAssets::<T>::iter_keys().collect()
	}

	/// A miner's record, live applications and pledge. Any account has one. Reads
	/// 3 records, one for each of its live applications, of which there are at most 16, and one for each
	/// of its identities, of which there are at most 5, and what tells of the one attested now.
	pub fn miner(miner: &T::AccountId) -> MinerProfile {
		let applications = LiveApplications::<T>::get(miner).into_inner();
		let (mut pledged, mut required): (Balance, Balance) = (0, 0);
		for capacity in applications.iter().filter_map(Capacities::<T>::get) {
			pledged = pledged.saturating_add(capacity.pledged);
			required = required.saturating_add(capacity.required);
		}
		let identity = T::Identities::attested(miner);
		let current = identity.as_ref().and_then(AttestedIdentity::id);
		MinerProfile {
			record: Miners::<T>::get(miner),
			applications,
			pledged,
			required,
			identity,
			identity_banned: Self::is_one_banned(&Self::known_and(miner, current)),
		}
	}

	/// The backing of pledges, and of the deposits of applications put to the vote, by the pallet's
	/// account. Reads running totals and one account.
	pub fn backing() -> Backing {
		let CustodyTotals { deposits, pledges } = Totals::<T>::get();
		Backing {
			asset: Asset::Native,
			held: T::Currency::balance(&Self::account()),
			due: deposits.saturating_add(pledges),
		}
	}
}
