//! The README's invariants, by number.

use crate::*;
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use dmex_primitives::{Asset, Clock, Day, MAX_NETWORKS};
use frame_support::{ensure, traits::fungible::Inspect};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Check every invariant of the README.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::account_backs_deposits_and_pledges()?;
		Self::capacities_are_within_bounds()?;
		Self::applications_are_counted()?;
		Self::live_applications_are_listed()?;
		Self::allow_lists_are_bounded()?;
		Self::records_agree()?;
		Self::places_are_kept()?;
		Self::totals_are_the_sums()
	}

	/// 1. The account holds its existential deposit, deposits and pledges.
	fn account_backs_deposits_and_pledges() -> Result<(), TryRuntimeError> {
		let mut backing = Self::backing();
		backing.held = backing.held.saturating_sub(T::Currency::minimum_balance());
		ensure!(backing.holds(), "1: the account does not back deposits and pledges");
		Ok(())
	}

	/// 1. The totals are the sums of the deposits and pledges of the records.
	fn totals_are_the_sums() -> Result<(), TryRuntimeError> {
		let mut sums = CustodyTotals::default();
		let overflow = "1: deposits and pledges overflow";
		for record in Applications::<T>::iter_values() {
			if record.status == ApplicationStatus::Voting {
				sums.deposits = sums.deposits.checked_add(record.deposit).ok_or(overflow)?;
			}
		}
		for capacity in Capacities::<T>::iter_values() {
			sums.pledges = sums.pledges.checked_add(capacity.pledged).ok_or(overflow)?;
		}
		ensure!(sums == Totals::<T>::get(), "1: the totals are not those of the records");
		Ok(())
	}

	/// 2 and 3. Capacities are within bounds, and those of approved applications.
	fn capacities_are_within_bounds() -> Result<(), TryRuntimeError> {
		for (application, capacity) in Capacities::<T>::iter() {
			ensure!(capacity.live <= capacity.effective, "2: more live than effective units");
			ensure!(capacity.required <= capacity.pledged, "2: pledge below the requirement");
			let needless = capacity.live == 0 && capacity.required > 0;
			ensure!(!needless, "2: pledge required for no unit");
			let record = Applications::<T>::get(application).ok_or("3: capacity of nothing")?;
			ensure!(record.status == ApplicationStatus::Approved, "3: capacity not approved");
			let same = record.offer.effective_units == capacity.effective;
			ensure!(same, "3: capacity differs from what was approved");
		}
		Ok(())
	}

	/// 3, 4 and 5. Applications are counted, listed if live, and have a capacity if approved.
	fn applications_are_counted() -> Result<(), TryRuntimeError> {
		let mut voting = 0u32;
		for (id, record) in Applications::<T>::iter() {
			voting += u32::from(record.status == ApplicationStatus::Voting);
			let approved = record.status == ApplicationStatus::Approved;
			ensure!(approved == Capacities::<T>::contains_key(id), "3: approved without capacity");
			ensure!(id < NextApplicationId::<T>::get(), "4: id above the next id");
			ensure!(record.kept <= record.deposit, "4: more kept than deposited");
			let known = Networks::<T>::contains_key(record.offer.network);
			ensure!(known, "4: application on an unknown network");
			let listed = LiveApplications::<T>::get(&record.miner).contains(&id);
			ensure!(listed == record.status.is_live(), "5: live application not listed");
		}
		ensure!(voting == OpenApplications::<T>::get(), "4: open applications miscounted");
		Ok(())
	}

	/// 8. The places are kept of the applications that were withdrawn before their votes would have ended.
	fn places_are_kept() -> Result<(), TryRuntimeError> {
		let today = T::Clock::today();
		let mut withdrawn = BTreeMap::<Day, u32>::new();
		for record in Applications::<T>::iter_values() {
			let free_on = Self::place_free_on(&record);
			if record.status == ApplicationStatus::Withdrawn && free_on > today {
				*withdrawn.entry(free_on).or_default() += 1;
			}
		}
		let kept = KeptPlaces::<T>::get().by_day(today);
		ensure!(withdrawn.into_iter().eq(kept), "8: other places are kept");
		Ok(())
	}

	/// 5. Lists have live applications of their miner, each once.
	fn live_applications_are_listed() -> Result<(), TryRuntimeError> {
		for (miner, list) in LiveApplications::<T>::iter() {
			ensure!(!list.is_empty(), "5: an empty list is stored");
			let distinct = list.iter().collect::<BTreeSet<_>>().len();
			ensure!(distinct == list.len(), "5: an application is listed twice");
			for id in list {
				let owner = Applications::<T>::get(id).map(|record| record.miner);
				ensure!(owner.as_ref() == Some(&miner), "5: someone else's application is listed");
			}
		}
		Ok(())
	}

	/// 6. Networks and payment assets are within bounds, and DMC is among the latter.
	fn allow_lists_are_bounded() -> Result<(), TryRuntimeError> {
		let networks = Networks::<T>::count();
		ensure!(networks <= MAX_NETWORKS, "6: too many networks");
		let gap = (0..networks).any(|id| !Networks::<T>::contains_key(id));
		ensure!(!gap, "6: network ids have a gap");
		let records: Vec<_> = Networks::<T>::iter_values().collect();
		let is_twin = |(n, one): (usize, &NetworkRecord)| {
			records.iter().skip(n.saturating_add(1)).any(|other| other.is_same_open_one(one))
		};
		ensure!(!records.iter().enumerate().any(is_twin), "6: two open networks are the same");
		ensure!(PaymentAssets::<T>::count() <= MAX_PAYMENT_ASSETS, "6: too many payment assets");
		ensure!(PaymentAssets::<T>::contains_key(Asset::Native), "6: DMC is not allowed");
		Ok(())
	}

	/// 7. A default has a slash, a slash a breach, and no more days are paid than settled.
	fn records_agree() -> Result<(), TryRuntimeError> {
		for record in Miners::<T>::iter_values() {
			ensure!(!record.defaulted || record.slashes > 0, "7: in default without a slash");
			ensure!(record.slashes <= record.breaches, "7: more slashes than breaches");
			ensure!(record.days_paid <= record.days_settled, "7: more days paid than settled");
		}
		Ok(())
	}
}
