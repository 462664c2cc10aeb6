//! The README's invariants, by number.

use crate::{
	limits,
	types::{Claim, ClaimStatus, RecentAwards},
	Awards, Claims, Config, LiveClaims, LiveCount, NextClaimId, OpenClaims, Pallet, Recent,
	RecentTotals, Reserved, TakenPlaces,
};
use alloc::collections::BTreeMap;
use dmex_primitives::{backing::Sums, Asset, Backing, Balance, Clock, Day, SeriesId};
use frame_support::ensure;
use sp_runtime::{traits::One, FixedU128, TryRuntimeError};

type Check = Result<(), TryRuntimeError>;

const DAMAGED: TryRuntimeError = TryRuntimeError::Other("records are missing or sums overflow");

impl<T: Config> Pallet<T> {
	/// Check every invariant.
	pub fn do_try_state() -> Check {
		Self::check_pool()?;
		Self::check_claims()?;
		Self::check_awards()?;
		Self::check_live()?;
		Self::check_recent()
	}

	/// 1. The pool's account holds the deposits of claims and every approved award that is not paid,
	///    and `Reserved` is exactly that.
	fn check_pool() -> Check {
		let due = Self::due().ok_or(DAMAGED)?;
		let due: Sums = due.into_iter().filter(|(_, amount)| *amount > 0).collect();
		let reserved: Sums = Reserved::<T>::iter().collect();
		ensure!(due == reserved, "1: what is reserved is not what is due");
		let backed = Self::backing().iter().all(Backing::holds);
		ensure!(backed, "1: the pool does not hold what is due");
		Ok(())
	}

	/// 2. No award exceeds what was asked for, no more is paid than awarded, and no more of a loss is
	///    uncovered than all of it.
	fn check_claims() -> Check {
		let next = NextClaimId::<T>::get();
		for (id, claim) in Claims::<T>::iter() {
			ensure!(id < next, "2: a claim without an id");
			let Some(award) = claim.status.award() else { continue };
			ensure!(award.amount > 0, "2: an award of nothing");
			ensure!(award.amount <= claim.asked, "2: more is awarded than asked");
			ensure!(award.paid <= award.amount, "2: more is paid than awarded");
			ensure!(award.weight > 0, "2: an award for nobody");
			let uncovered = &award.uncovered;
			let last = uncovered.last().map(|(day, _)| *day);
			ensure!(last == Some(claim.incident_day), "2: the last insured day of an award");
			let ordered = uncovered.is_sorted_by(|a, b| a.0 < b.0);
			ensure!(ordered, "2: the order of uncovered fractions");
			let parts = uncovered.iter().all(|(_, fraction)| *fraction <= FixedU128::one());
			ensure!(parts, "2: more is uncovered than all");
		}
		Ok(())
	}

	/// 3. The awards of a series are numbered in the order of its list, and each is in exactly one.
	fn check_awards() -> Check {
		let mut listed = 0;
		for (series, claims) in Awards::<T>::iter() {
			ensure!(!claims.is_empty(), "3: an empty list");
			for (number, id) in claims.iter().enumerate() {
				let claim = Claims::<T>::get(id).ok_or(DAMAGED)?;
				let award = claim.status.award().ok_or("3: a claim without award")?;
				ensure!(claim.series == series, "3: an award of another series");
				ensure!(usize::from(award.number) == number, "3: the number of an award");
				listed += 1;
			}
		}
		let awarded = Claims::<T>::iter().filter(|(_, claim)| claim.status.award().is_some());
		ensure!(awarded.count() == listed, "3: an award that is not listed");
		Ok(())
	}

	/// 4. Live claims are those with which something is still to happen, and are counted; and so are those
	///    of holders that are voted on, by series, and these series.
	fn check_live() -> Check {
		let (mut open, mut live) = (BTreeMap::<SeriesId, u32>::new(), 0u32);
		for (id, claim) in Claims::<T>::iter().filter(|(_, claim)| claim.status.is_live()) {
			ensure!(LiveClaims::<T>::contains_key(id), "4: a claim that is forgotten");
			live += 1;
			if claim.status == ClaimStatus::Voting && claim.claimant.is_some() {
				*open.entry(claim.series).or_default() += 1;
			}
		}
		ensure!(LiveClaims::<T>::iter_keys().count() == live as usize, "4: a claim that is over");
		ensure!(LiveCount::<T>::get() == live, "4: the number of live claims");
		ensure!(OpenClaims::<T>::iter().collect::<BTreeMap<_, _>>() == open, "4: open claims");
		ensure!(TakenPlaces::<T>::get() as usize == open.len(), "4: the places that are taken");
		Ok(())
	}

	/// 5. Recent awards, by miner, asset and day, and of all miners together, are those of the claims
	///    approved on these days: each counts with what is reserved for it, or awarded.
	fn check_recent() -> Check {
		for (miner, asset, days) in Recent::<T>::iter() {
			let of_miner = |claim: &Claim<_>| claim.miner == miner;
			Self::check_days(&days, &Self::approved_by_day(&asset, of_miner))?;
		}
		for (asset, days) in RecentTotals::<T>::iter() {
			Self::check_days(&days, &Self::approved_by_day(&asset, |_| true))?;
		}
		for (_, claim) in Claims::<T>::iter() {
			let Some((on, amount)) = claim.status.counted() else { continue };
			let counts = amount > 0 && limits::is_recent(on, T::Clock::today());
			let has_day = |days: RecentAwards| !counts || days.iter().any(|(day, _)| *day == on);
			let of_miner = Recent::<T>::get(&claim.miner, &claim.asset);
			ensure!(has_day(of_miner), "5: a day is missing");
			ensure!(has_day(RecentTotals::<T>::get(&claim.asset)), "5: a day of all is missing");
		}
		Ok(())
	}

	fn check_days(days: &RecentAwards, approved: &BTreeMap<Day, Balance>) -> Check {
		ensure!(days.is_sorted_by(|a, b| a.0 < b.0), "5: the order of days");
		ensure!(days.last().is_none_or(|(day, _)| *day <= T::Clock::today()), "5: a day");
		ensure!(!days.is_empty() && days.iter().all(|(_, sum)| *sum > 0), "5: no award");
		for (day, sum) in days {
			ensure!(approved.get(day) == Some(sum), "5: the amount awarded on a day");
		}
		Ok(())
	}

	fn approved_by_day(
		asset: &Asset,
		counts: impl Fn(&Claim<T::AccountId>) -> bool,
	) -> BTreeMap<Day, Balance> {
		let mut days = BTreeMap::<Day, Balance>::new();
		let of_asset = |claim: &Claim<_>| claim.asset == *asset && counts(claim);
		for claim in Claims::<T>::iter_values().filter(of_asset) {
			if let Some((day, amount)) = claim.status.counted() {
				let sum = days.entry(day).or_default();
				*sum = sum.saturating_add(amount);
			}
		}
		days
	}
}
