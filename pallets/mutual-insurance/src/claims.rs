//! Filing of claims, and conclusion of their votes.

use crate::{
	actuary::Valuation,
	impls::is_terminated,
	limits,
	types::{
		Award, AwardRules, Claim, ClaimOf, ClaimRules, ClaimStatus, Rates, VoidReason, MAX_AWARDS,
	},
	Awards, Call, Claims, Config, Error, Event, LiveClaims, LiveCount, NextClaimId, OpenClaims,
	Pallet, TakenPlaces,
};
use dmex_primitives::{
	text, Asset, Balance, Case, ClaimId, Clock, CommunityVote, Day, Evidence, Holders, Insured,
	InsuredSeries, InsuredState, Name, Seed, SeriesId, Sweep, MAX_INCIDENT_AGE,
};
use frame_support::{ensure, traits::Get};
use sp_runtime::{
	traits::{EnsureAdd, One, Zero},
	DispatchError, DispatchResult, FixedU128,
};

/// Request of a claimant.
pub(crate) struct Request {
	pub series: SeriesId,
	pub incident_day: Day,
	pub cause: Name,
	pub evidence: Evidence,
	pub asset: Asset,
	pub amount: Balance,
	pub rates: Rates,
}

/// Filing.
impl<T: Config> Pallet<T> {
	pub(crate) fn do_file_claim(
		claimant: Option<T::AccountId>,
		request: Request,
	) -> DispatchResult {
		let insured = Self::ensure_insured(request.series)?;
		if let Some(who) = &claimant {
			ensure!(*who != insured.miner, Error::<T>::IsMiner);
			ensure!(T::Holders::is_holder(request.series, who), Error::<T>::NotHolder);
		}
		Self::ensure_request(&request, &insured)?;
		let rules = T::Rules::get();
		Self::ensure_assessable(&request, &insured, &rules.award)?;

		let claim = NextClaimId::<T>::get();
		let next = claim.ensure_add(1)?;
		let available = Self::available(&request.asset);
		let seed = Seed::Nay(limits::seed(&rules, request.amount, available));
		let deposit = match &claimant {
			Some(who) => Self::take_place(who, request.series, &rules)?,
			None => 0,
		};
		T::Escrow::open_claim(request.series)?;
		let referendum = T::Vote::open(Call::approve_claim { claim }, seed)?;

		NextClaimId::<T>::put(next);
		let record = Claim {
			series: request.series,
			miner: insured.miner,
			claimant,
			deposit,
			incident_day: request.incident_day,
			cause: request.cause,
			evidence: request.evidence,
			asset: request.asset,
			asked: request.amount,
			rates: request.rates,
			rules: rules.award,
			freezes: insured.freezes,
			filed_on: T::Clock::today(),
			referendum,
			status: ClaimStatus::Voting,
		};
		Self::note_filed(claim, record);
		Ok(())
	}

	fn ensure_request(request: &Request, series: &InsuredSeries<T::AccountId>) -> DispatchResult {
		let frozen = match series.state {
			InsuredState::Open => return Err(Error::<T>::NotFrozen.into()),
			InsuredState::Frozen { since } | InsuredState::Terminated { since } => since,
		};
		let days = frozen.saturating_sub(MAX_INCIDENT_AGE)..=frozen;
		ensure!(days.contains(&request.incident_day), Error::<T>::InvalidIncidentDay);
		ensure!(request.amount > 0, Error::<T>::ZeroAmount);
		let assets = [&Asset::Native, &series.payment_asset, &series.reward_asset];
		ensure!(assets.contains(&&request.asset), Error::<T>::AssetNotAllowed);
		ensure!(are_consistent(&request.rates, request, series), Error::<T>::InvalidRates);
		let awards = Awards::<T>::decode_len(request.series).unwrap_or_default();
		ensure!(awards < MAX_AWARDS as usize, Error::<T>::TooManyAwards);
		ensure!(text::is_readable(&request.cause), Error::<T>::InvalidText);
		ensure!(text::is_uri(&request.evidence.uri), Error::<T>::InvalidUri);
		Ok(())
	}

	/// Errors if the value of a unit-day is above its limit, by what is outstanding now; or if the loss is
	/// known and no part of it is uncovered. That of a frozen series is not known.
	fn ensure_assessable(
		request: &Request,
		series: &InsuredSeries<T::AccountId>,
		rules: &AwardRules,
	) -> DispatchResult {
		let valuation = Valuation::new(series, &request.asset, &request.rates, rules);
		let assessment = Self::assess(request.series, request.incident_day, &valuation)?;
		let too_high = if request.asset == series.reward_asset {
			Error::<T>::ValueAboveAverage
		} else {
			Error::<T>::ValueAboveDeposits
		};
		ensure!(valuation.is_within_limit(&assessment.exposure), too_high);
		let is_lost = !is_terminated(series) || !assessment.loss.is_zero();
		ensure!(is_lost, Error::<T>::NothingToRecover);
		Ok(())
	}

	/// The deposit of a holder for one more claim of a series now, in base units of DMC. Errors if there
	/// is no place for it.
	fn ensure_place(series: SeriesId, rules: &ClaimRules) -> Result<Balance, Error<T>> {
		let (this, taken) = (OpenClaims::<T>::get(series), TakenPlaces::<T>::get());
		// Claims of one series share a place.
		let others = if this > 0 { taken.saturating_sub(1) } else { taken };
		ensure!(this > 0 || taken < rules.max_open, Error::<T>::TooManyOpenClaims);
		Ok(limits::deposit(rules, this, others))
	}

	/// Take a place for a claim and charge its deposit; returns it.
	fn take_place(
		who: &T::AccountId,
		series: SeriesId,
		rules: &ClaimRules,
	) -> Result<Balance, DispatchError> {
		let deposit = Self::ensure_place(series, rules)?;
		Self::charge_deposit(who, deposit)?;
		let open = OpenClaims::<T>::mutate(series, |open| {
			*open = open.saturating_add(1);
			*open
		});
		if open == 1 {
			TakenPlaces::<T>::mutate(|taken| *taken = taken.saturating_add(1));
		}
		Ok(deposit)
	}

	/// Leave the place of a claim, which is free once no other claim of the series shares it.
	fn leave_place(series: SeriesId) {
		let left = OpenClaims::<T>::mutate_exists(series, |open| {
			*open = open.and_then(|open| open.checked_sub(1)).filter(|left| *left > 0);
			open.is_some()
		});
		if !left {
			TakenPlaces::<T>::mutate(|taken| *taken = taken.saturating_sub(1));
		}
	}

	fn note_filed(claim: ClaimId, record: ClaimOf<T>) {
		Claims::<T>::insert(claim, &record);
		LiveClaims::<T>::insert(claim, None::<Sweep>);
		LiveCount::<T>::mutate(|count| *count = count.saturating_add(1));
		Self::deposit_event(Event::ClaimFiled {
			claim,
			series: record.series,
			referendum: record.referendum,
			claimant: record.claimant,
			incident_day: record.incident_day,
			asset: record.asset,
			amount: record.asked,
			deposit: record.deposit,
		});
	}
}

/// The votes, and the ends of claims.
impl<T: Config> Pallet<T> {
	pub(crate) fn do_conclude_claim(claim: ClaimId) -> DispatchResult {
		let record = Self::ensure_claim(claim)?;
		Self::conclude(claim, record)
	}

	/// Take the step that a claim is due, and those that follow immediately.
	pub(crate) fn conclude(claim: ClaimId, record: ClaimOf<T>) -> DispatchResult {
		match record.status.clone() {
			ClaimStatus::Voting => Self::decide(claim, record),
			ClaimStatus::Approved { on, reserved } => Self::fix_award(claim, record, on, reserved),
			ClaimStatus::Awarded(award) => Self::expire(claim, record, award),
			_ => Err(Error::<T>::AlreadyDecided.into()),
		}
	}

	pub(crate) fn do_approve_claim(claim: ClaimId) -> DispatchResult {
		let record = Self::ensure_claim(claim)?;
		// Somebody concluded it before the referendum's call came: all is done.
		if record.status != ClaimStatus::Voting {
			return Ok(());
		}
		let passed = Case(record.referendum).has_passed::<Call<T>, T::Vote>();
		ensure!(passed, Error::<T>::VoteNotPassed);
		Self::approve(claim, record)
	}

	fn decide(claim: ClaimId, record: ClaimOf<T>) -> DispatchResult {
		match Case(record.referendum).decision::<Call<T>, T::Vote>(false) {
			Some(true) => Self::approve(claim, record),
			Some(false) => Self::reject(claim, record),
			None => {
				let series = Self::ensure_insured(record.series)?;
				ensure!(Self::has_resumed(&record, &series), Error::<T>::StillVoting);
				T::Vote::cancel(record.referendum);
				Self::end_vote(&record, true)?;
				Self::void(claim, record, VoidReason::Resumed)
			},
		}
	}

	/// Return the deposit, and reserve what the pool may award now. While the series is frozen this is
	/// at most its loss so far: otherwise a claim that will get little could take the headroom of
	/// another. If the series is terminated or has resumed, what follows is done
	/// immediately.
	fn approve(claim: ClaimId, mut record: ClaimOf<T>) -> DispatchResult {
		Self::end_vote(&record, true)?;
		let on = T::Clock::today();
		let insured = Self::ensure_insured(record.series)?;
		let waits = matches!(insured.state, InsuredState::Frozen { .. })
			&& !Self::has_resumed(&record, &insured);
		let headroom = Self::headroom(&record.miner, &record.asset, &record.rules);
		let mut reserved = record.asked.min(headroom);
		if waits {
			reserved = reserved.min(Self::assess_claim(&record, &insured)?.loss);
		}
		Self::reserve(&record.asset, reserved)?;
		Self::note_recent(&record.miner, &record.asset, on, reserved);
		record.status = ClaimStatus::Approved { on, reserved };
		Claims::<T>::insert(claim, &record);
		let (series, asset) = (record.series, record.asset.clone());
		Self::deposit_event(Event::ClaimApproved { claim, series, asset, reserved });

		if waits {
			return Ok(());
		}
		Self::fix_award(claim, record, on, reserved)
	}

	fn reject(claim: ClaimId, record: ClaimOf<T>) -> DispatchResult {
		Self::end_vote(&record, false)?;
		let (series, deposit) = (record.series, record.deposit);
		Self::close(claim, record, ClaimStatus::Rejected);
		Self::deposit_event(Event::ClaimRejected { claim, series, deposit });
		Ok(())
	}

	/// Leave the place of a vote that is over, and return the deposit or leave it to the pool. Admin has
	/// neither.
	fn end_vote(record: &ClaimOf<T>, return_deposit: bool) -> DispatchResult {
		let Some(who) = &record.claimant else { return Ok(()) };
		Self::leave_place(record.series);
		Self::release(&Asset::Native, record.deposit)?;
		match return_deposit {
			true => Self::pay(&Asset::Native, who, record.deposit),
			false => Ok(()),
		}
	}

	pub(crate) fn void(claim: ClaimId, record: ClaimOf<T>, reason: VoidReason) -> DispatchResult {
		let series = record.series;
		Self::close(claim, record, ClaimStatus::Void);
		Self::deposit_event(Event::ClaimVoided { claim, series, reason });
		Ok(())
	}

	/// End the time to collect: what is left of the award is the pool's again.
	fn expire(claim: ClaimId, record: ClaimOf<T>, award: Award) -> DispatchResult {
		ensure!(T::Clock::today() >= award.expires_on, Error::<T>::StillCollectable);
		let returned = award.amount.saturating_sub(award.paid);
		Self::release(&record.asset, returned)?;
		let (series, asset) = (record.series, record.asset.clone());
		Self::close(claim, record, ClaimStatus::Expired(award));
		Self::deposit_event(Event::ClaimExpired { claim, series, asset, returned });
		Ok(())
	}

	/// Close a claim: nothing more happens with it.
	fn close(claim: ClaimId, mut record: ClaimOf<T>, status: ClaimStatus) {
		let series = record.series;
		record.status = status;
		Claims::<T>::insert(claim, record);
		LiveClaims::<T>::remove(claim);
		LiveCount::<T>::mutate(|count| *count = count.saturating_sub(1));
		T::Escrow::close_claim(series);
	}
}

/// Whether rates are above zero and agree where assets do: the exchange rate of the asset that is
/// asked for is one, and DMC has one value.
fn are_consistent<AccountId>(
	rates: &Rates,
	request: &Request,
	series: &InsuredSeries<AccountId>,
) -> bool {
	let Rates { unit_day, payment, dmc } = *rates;
	let positive = [unit_day, payment, dmc].iter().all(|rate| !rate.is_zero());
	let is_asked = |asset: &Asset| *asset == request.asset;
	positive
		&& (!is_asked(&series.payment_asset) || payment == FixedU128::one())
		&& (!is_asked(&Asset::Native) || dmc == FixedU128::one())
		&& (series.payment_asset != Asset::Native || payment == dmc)
}
