//! Claims: how they are filed, and how their votes are carried out.

use crate::{
	awards::measure,
	types::{
		AwardRules, Claim, ClaimOf, ClaimStatus, PushRound, Rates, VoidReason, MAX_AWARDS,
		MAX_INCIDENT_AGE,
	},
	Awards, Call, Claims, Config, Error, Event, LiveClaims, NextClaimId, OpenVotes, Pallet,
};
use dmex_primitives::{
	Asset, Balance, ClaimId, Clock, CommunityVote, Day, Evidence, Holders, Insured, InsuredSeries,
	InsuredState, Name, ReferendumIndex, Seed, SeriesId, VoteOutcome,
};
use frame_support::{
	ensure,
	traits::{EnsureOrigin, Get},
};
use frame_system::ensure_signed;
use sp_runtime::{
	traits::{One, Zero},
	DispatchError, DispatchResult, FixedU128,
};

/// What a claimant asks for.
pub(crate) struct Request {
	pub series: SeriesId,
	pub incident_day: Day,
	pub cause: Name,
	pub asset: Asset,
	pub amount: Balance,
	pub rates: Rates,
}

/// Filing.
impl<T: Config> Pallet<T> {
	/// Who files a claim; nobody if Admin does.
	pub(crate) fn ensure_claimant(
		origin: T::RuntimeOrigin,
	) -> Result<Option<T::AccountId>, DispatchError> {
		match T::AdminOrigin::try_origin(origin) {
			Ok(_) => Ok(None),
			Err(origin) => Ok(Some(ensure_signed(origin)?)),
		}
	}

	pub(crate) fn do_file_claim(
		claimant: Option<T::AccountId>,
		request: Request,
		evidence: Evidence,
	) -> DispatchResult {
		let series = Self::ensure_insured(request.series)?;
		if let Some(who) = &claimant {
			ensure!(*who != series.miner, Error::<T>::IsMiner);
			ensure!(T::Holders::is_holder(request.series, who), Error::<T>::NotHolder);
		}
		Self::ensure_request(&request, &series)?;
		ensure!(is_text(&request.cause), Error::<T>::InvalidText);
		ensure!(core::str::from_utf8(&evidence.uri).is_ok(), Error::<T>::InvalidText);
		let rules = T::Rules::get();
		let open = OpenVotes::<T>::get();
		let place = claimant.is_none() || open < rules.max_open;
		ensure!(place, Error::<T>::TooManyOpenClaims);
		Self::ensure_something_lost(&request, &series)?;

		let claim = NextClaimId::<T>::get();
		let next = claim.checked_add(1).ok_or(Error::<T>::Overflow)?;
		let deposit = match &claimant {
			Some(who) => Self::take_deposit(who, rules.deposit)?,
			None => 0,
		};
		T::Escrow::open_claim(request.series)?;
		let referendum = T::Vote::open(Call::approve_claim { claim }, Seed::Nay(rules.seed))?;

		let filed = Filed { on: T::Clock::today(), claimant, deposit, referendum };
		Self::note_filed(claim, new_claim(filed, request, evidence, &series, rules.award));
		NextClaimId::<T>::put(next);
		OpenVotes::<T>::put(open.saturating_add(1));
		Ok(())
	}

	fn note_filed(claim: ClaimId, record: ClaimOf<T>) {
		Claims::<T>::insert(claim, &record);
		LiveClaims::<T>::insert(claim, PushRound::default());
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

	fn ensure_request(request: &Request, series: &InsuredSeries<T::AccountId>) -> DispatchResult {
		let frozen = match series.state {
			InsuredState::Open => return Err(Error::<T>::NotFrozen.into()),
			InsuredState::Frozen { since } | InsuredState::Terminated { since } => since,
		};
		let earliest = frozen.saturating_sub(MAX_INCIDENT_AGE);
		let days = earliest..=frozen;
		ensure!(days.contains(&request.incident_day), Error::<T>::WrongIncidentDay);
		ensure!(request.amount > 0, Error::<T>::ZeroAmount);
		let known = request.asset == series.payment_asset || request.asset == series.reward_asset;
		ensure!(known || request.asset == Asset::Native, Error::<T>::AssetNotAllowed);
		ensure!(fit(&request.rates, request, series), Error::<T>::WrongRates);
		let awards = Awards::<T>::decode_len(request.series).unwrap_or_default();
		ensure!(awards < MAX_AWARDS as usize, Error::<T>::TooManyAwards);
		Ok(())
	}

	/// That there is a loss, as far as it is known: that of a frozen series is not.
	fn ensure_something_lost(
		request: &Request,
		series: &InsuredSeries<T::AccountId>,
	) -> DispatchResult {
		if !matches!(series.state, InsuredState::Terminated { .. }) {
			return Ok(());
		}
		let measure = measure(series, &request.asset, &request.rates);
		let finding = Self::assess(request.series, request.incident_day, &measure)?;
		ensure!(!finding.loss.is_zero(), Error::<T>::NothingToRecover);
		Ok(())
	}

	pub(crate) fn ensure_insured(
		series: SeriesId,
	) -> Result<InsuredSeries<T::AccountId>, DispatchError> {
		Ok(T::Escrow::insured(series).ok_or(Error::<T>::UnknownSeries)?)
	}

	pub(crate) fn ensure_claim(claim: ClaimId) -> Result<ClaimOf<T>, DispatchError> {
		Ok(Claims::<T>::get(claim).ok_or(Error::<T>::UnknownClaim)?)
	}
}

/// The votes.
impl<T: Config> Pallet<T> {
	pub(crate) fn do_conclude_claim(claim: ClaimId) -> DispatchResult {
		let record = Self::ensure_claim(claim)?;
		Self::conclude(claim, record)
	}

	/// Do the next thing that is due of a claim, and what follows from it at once.
	pub(crate) fn conclude(claim: ClaimId, record: ClaimOf<T>) -> DispatchResult {
		match record.status.clone() {
			ClaimStatus::Voting => Self::decide(claim, record),
			ClaimStatus::Approved { on, set_aside } => Self::settle(claim, record, on, set_aside),
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
		let passed = T::Vote::outcome(record.referendum) == VoteOutcome::Approved;
		ensure!(passed, Error::<T>::VoteNotPassed);
		Self::approve(claim, record)
	}

	fn decide(claim: ClaimId, record: ClaimOf<T>) -> DispatchResult {
		match T::Vote::outcome(record.referendum) {
			VoteOutcome::Approved => Self::approve(claim, record),
			VoteOutcome::Rejected | VoteOutcome::Absent => Self::reject(claim, record),
			VoteOutcome::Ongoing => {
				let series = Self::ensure_insured(record.series)?;
				ensure!(Self::has_resumed(&record, &series), Error::<T>::StillVoting);
				T::Vote::cancel(record.referendum);
				Self::end_vote(&record, true)?;
				Self::void(claim, record, VoidReason::Resumed)
			},
		}
	}

	/// The deposit goes back, and as much is set aside as the pool may award now. While the series is
	/// frozen, no more than the loss as it stands: or else a claim that will get little could take the
	/// room of another. If the series is over already, or goes on, what follows is done at once.
	fn approve(claim: ClaimId, mut record: ClaimOf<T>) -> DispatchResult {
		Self::end_vote(&record, true)?;
		let on = T::Clock::today();
		let insured = Self::ensure_insured(record.series)?;
		let waits = matches!(insured.state, InsuredState::Frozen { .. })
			&& !Self::has_resumed(&record, &insured);
		let room = Self::room(&record.miner, &record.asset, record.rules.cap);
		let mut set_aside = record.asked.min(room);
		if waits {
			set_aside = set_aside.min(Self::assess_claim(&record, &insured)?.loss);
		}
		Self::reserve(&record.asset, set_aside)?;
		Self::note_recent(&record.miner, &record.asset, on, set_aside);
		record.status = ClaimStatus::Approved { on, set_aside };
		Claims::<T>::insert(claim, &record);
		let (series, asset) = (record.series, record.asset.clone());
		Self::deposit_event(Event::ClaimApproved { claim, series, asset, set_aside });

		if waits {
			return Ok(());
		}
		Self::settle(claim, record, on, set_aside)
	}

	fn reject(claim: ClaimId, mut record: ClaimOf<T>) -> DispatchResult {
		Self::end_vote(&record, false)?;
		let (series, deposit) = (record.series, record.deposit);
		record.status = ClaimStatus::Rejected;
		Self::close(claim, &record);
		Self::deposit_event(Event::ClaimRejected { claim, series, deposit });
		Ok(())
	}

	/// A vote is over: its place is free, and the deposit goes back or is the pool's.
	fn end_vote(record: &ClaimOf<T>, return_deposit: bool) -> DispatchResult {
		OpenVotes::<T>::mutate(|open| *open = open.saturating_sub(1));
		Self::unreserve(&Asset::Native, record.deposit)?;
		match &record.claimant {
			Some(who) if return_deposit => Self::pay(&Asset::Native, who, record.deposit),
			_ => Ok(()),
		}
	}

	/// Whether the freeze in which a claim was filed is over without a termination.
	pub(crate) fn has_resumed(record: &ClaimOf<T>, series: &InsuredSeries<T::AccountId>) -> bool {
		series.state == InsuredState::Open || series.freezes != record.freezes
	}

	pub(crate) fn void(
		claim: ClaimId,
		mut record: ClaimOf<T>,
		reason: VoidReason,
	) -> DispatchResult {
		let series = record.series;
		record.status = ClaimStatus::Void;
		Self::close(claim, &record);
		Self::deposit_event(Event::ClaimVoided { claim, series, reason });
		Ok(())
	}

	/// Nothing more is to happen.
	pub(crate) fn close(claim: ClaimId, record: &ClaimOf<T>) {
		Claims::<T>::insert(claim, record);
		LiveClaims::<T>::remove(claim);
		T::Escrow::close_claim(record.series);
	}
}

fn is_text(bytes: &[u8]) -> bool {
	!bytes.is_empty() && core::str::from_utf8(bytes).is_ok()
}

/// Whether rates are above zero, and say of the asset that is asked for, and of DMC, what must be so.
fn fit<AccountId>(rates: &Rates, request: &Request, series: &InsuredSeries<AccountId>) -> bool {
	let Rates { unit_day, payment, dmc } = *rates;
	let positive = [unit_day, payment, dmc].iter().all(|rate| !rate.is_zero());
	let same = |asset: &Asset| *asset == request.asset;
	positive
		&& (!same(&series.payment_asset) || payment == FixedU128::one())
		&& (!same(&Asset::Native) || dmc == FixedU128::one())
		&& (series.payment_asset != Asset::Native || payment == dmc)
}

/// How a claim was filed.
struct Filed<AccountId> {
	on: Day,
	claimant: Option<AccountId>,
	deposit: Balance,
	referendum: ReferendumIndex,
}

fn new_claim<AccountId: Clone>(
	filed: Filed<AccountId>,
	request: Request,
	evidence: Evidence,
	series: &InsuredSeries<AccountId>,
	rules: AwardRules,
) -> Claim<AccountId> {
	Claim {
		series: request.series,
		miner: series.miner.clone(),
		claimant: filed.claimant,
		deposit: filed.deposit,
		incident_day: request.incident_day,
		cause: request.cause,
		evidence,
		asset: request.asset,
		asked: request.amount,
		rates: request.rates,
		rules,
		freezes: series.freezes,
		filed_on: filed.on,
		referendum: filed.referendum,
		status: ClaimStatus::Voting,
	}
}
