//! Applications, from the deposit to the end of the quota.

use crate::{impls::ApplicationOf, *};
use dmex_primitives::{
	places, ApplicationId, Balance, Case, Clock, CommunityVote, Day, Seed, MAX_UNITS,
};
use frame_support::{
	ensure,
	traits::{
		fungible::{Inspect, Mutate},
		tokens::{Fortitude::Polite, Preservation::Preserve},
		Get,
	},
};
use sp_runtime::{
	traits::{EnsureAdd, EnsureSub, Saturating},
	DispatchError, DispatchResult,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_apply(
		miner: T::AccountId,
		disclosure: Disclosure,
		offer: Offer,
	) -> Result<ApplicationId, DispatchError> {
		Self::ensure_offer(&offer)?;
		ensure!(disclosure.is_readable(), Error::<T>::InvalidText);
		ensure!(disclosure.has_uri(), Error::<T>::InvalidUri);
		Self::ensure_may_apply(&miner)?;
		let deposit = Self::deposit_due();
		let available = T::Currency::reducible_balance(&miner, Preserve, Polite);
		ensure!(available >= deposit, Error::<T>::CannotPayDeposit);
		let seed = Self::seed(&offer)?;
		let application = Self::next_application(&miner)?;

		Self::note_identity(&miner);
		let kept = T::DepositKept::get().mul_floor(deposit);
		T::Currency::transfer(&miner, &Self::account(), deposit, Preserve)?;
		Self::change_totals(|totals| {
			totals.deposits = totals.deposits.ensure_add(deposit)?;
			Ok(())
		})?;
		let call = Call::approve_application { application };
		let referendum = T::Vote::open(call, Seed::Nay(seed))?;

		let record = ApplicationRecord {
			miner,
			disclosure,
			offer,
			status: ApplicationStatus::Voting,
			referendum,
			deposit,
			kept,
			applied_on: T::Clock::today(),
		};
		Applications::<T>::insert(application, &record);
		OpenApplications::<T>::mutate(|open| open.saturating_inc());
		Self::deposit_event(Event::ApplicationOpened {
			application,
			network: record.offer.network,
			referendum,
			miner: record.miner,
			effective_units: record.offer.effective_units,
			deposit,
			seed,
		});
		Ok(application)
	}

	/// The deposit of an application that is made now. It doubles for each eighth of the places
	/// that is taken beyond the first half.
	pub fn deposit_due() -> Balance {
		let (taken, all) = (Self::taken_places(), T::MaxOpenApplications::get());
		places::deposit(T::ApplicationDeposit::get(), taken, all)
	}

	/// Places of the applications that are put to the vote, and of those that were withdrawn before
	/// their votes would have ended.
	pub fn taken_places() -> u32 {
		let kept = KeptPlaces::<T>::get().taken(T::Clock::today());
		OpenApplications::<T>::get().saturating_add(kept)
	}

	/// First day on which the place of a withdrawn application is free: the one after the last on which
	/// its vote could have ended, unless it had been extended.
	pub(crate) fn place_free_on(record: &ApplicationOf<T>) -> Day {
		record.applied_on.saturating_add(T::VoteDays::get()).saturating_add(1)
	}

	/// Nay votes with which the vote on an offer starts, at the network's pledge rate of today.
	fn seed(offer: &Offer) -> Result<Balance, DispatchError> {
		let rate = Self::network(offer.network)?.rates.pledge_per_unit_day;
		let (base, term) = (T::VoteSeed::get(), T::MaxTerm::get());
		Ok(seed::seed(base, offer.effective_units, term, rate)?)
	}

	/// Use the next id, and add it to the miner's live applications.
	fn next_application(miner: &T::AccountId) -> Result<ApplicationId, DispatchError> {
		let application = NextApplicationId::<T>::get();
		LiveApplications::<T>::try_append(miner, application)
			.map_err(|_| Error::<T>::TooManyLiveApplications)?;
		NextApplicationId::<T>::put(application.ensure_add(1)?);
		Ok(application)
	}

	/// The bounds keep `units × days × price` far below `u128::MAX`; `expected_revenue` needs
	/// none, as the maximum `FixedU128` times the maximum number of units is below 3.5 × 10^29.
	fn ensure_offer(offer: &Offer) -> Result<(), Error<T>> {
		Self::open_network(offer.network)?;
		ensure!(offer.effective_units > 0, Error::ZeroUnits);
		ensure!(offer.effective_units <= offer.total_units, Error::EffectiveAboveTotal);
		ensure!(offer.total_units <= MAX_UNITS, Error::TooManyUnits);
		ensure!(offer.expected_revenue.into_inner() > 0, Error::ZeroRevenue);
		ensure!(offer.min_price_per_unit_day > 0, Error::ZeroPrice);
		ensure!(offer.min_price_per_unit_day <= MAX_RATE, Error::RateTooHigh);
		let allowed = PaymentAssets::<T>::contains_key(&offer.payment_asset);
		ensure!(allowed, Error::PaymentAssetNotAllowed);
		Ok(())
	}

	fn ensure_may_apply(miner: &T::AccountId) -> Result<(), Error<T>> {
		Self::ensure_may_sell(miner)?;
		let rested = Miners::<T>::get(miner).cooldown_expires_on;
		ensure!(T::Clock::today() >= rested, Error::CoolingDown);
		let taken = Self::taken_places();
		ensure!(taken < T::MaxOpenApplications::get(), Error::TooManyOpenApplications);
		Ok(())
	}

	/// Decision of the vote on an application; `None` while it is open. A cancelled one rejects.
	fn decision(record: &ApplicationOf<T>) -> Option<bool> {
		Case(record.referendum).decision::<Call<T>, T::Vote>(false)
	}

	pub(crate) fn do_withdraw_application(
		caller: &T::AccountId,
		application: ApplicationId,
	) -> DispatchResult {
		let record = Self::record(application)?;
		ensure!(record.miner == *caller, Error::<T>::NotMiner);
		match record.status {
			ApplicationStatus::Voting => {
				ensure!(Self::decision(&record).is_none(), Error::<T>::VoteOver);
				T::Vote::cancel(record.referendum);
				let free_on = Self::place_free_on(&record);
				KeptPlaces::<T>::mutate(|kept| kept.keep(free_on, T::Clock::today()));
				Self::turn_down(application, record, ApplicationStatus::Withdrawn)
			},
			ApplicationStatus::Approved => Self::close(application, record),
			_ => Err(Error::<T>::AlreadyDecided.into()),
		}
	}

	pub(crate) fn do_conclude_application(application: ApplicationId) -> DispatchResult {
		let record = Self::record(application)?;
		ensure!(record.status == ApplicationStatus::Voting, Error::<T>::AlreadyDecided);
		match Self::decision(&record).ok_or(Error::<T>::StillVoting)? {
			true => Self::approve(application, record),
			false => Self::turn_down(application, record, ApplicationStatus::Rejected),
		}
	}

	pub(crate) fn do_approve_application(application: ApplicationId) -> DispatchResult {
		let record = Self::record(application)?;
		match record.status {
			// Somebody concluded it before the referendum's call came: all is done.
			ApplicationStatus::Approved => Ok(()),
			ApplicationStatus::Voting => {
				let passed = Case(record.referendum).has_passed::<Call<T>, T::Vote>();
				ensure!(passed, Error::<T>::VoteNotPassed);
				Self::approve(application, record)
			},
			_ => Err(Error::<T>::AlreadyDecided.into()),
		}
	}

	/// Open the quota and pay the whole deposit back.
	fn approve(application: ApplicationId, mut record: ApplicationOf<T>) -> DispatchResult {
		let returned = Self::pay_back(&record, 0)?;
		record.status = ApplicationStatus::Approved;
		Capacities::<T>::insert(application, Capacity::new(record.offer.effective_units));
		Applications::<T>::insert(application, &record);
		OpenApplications::<T>::mutate(|open| open.saturating_dec());
		let miner = record.miner;
		Self::deposit_event(Event::ApplicationApproved { application, miner, returned });
		Ok(())
	}

	/// Pay the deposit back less the kept share, and begin the cool-down.
	fn turn_down(
		application: ApplicationId,
		mut record: ApplicationOf<T>,
		status: ApplicationStatus,
	) -> DispatchResult {
		let kept = record.kept;
		let returned = Self::pay_back(&record, kept)?;
		let expires_on = T::Clock::today().saturating_add(T::Cooldown::get());
		record.status = status;
		Applications::<T>::insert(application, &record);
		OpenApplications::<T>::mutate(|open| open.saturating_dec());
		Self::remove_live(&record.miner, application);
		Miners::<T>::mutate(&record.miner, |m| {
			m.cooldown_expires_on = m.cooldown_expires_on.max(expires_on)
		});
		let miner = record.miner;
		Self::deposit_event(match status {
			ApplicationStatus::Withdrawn => {
				Event::ApplicationWithdrawn { application, miner, returned, kept }
			},
			_ => Event::ApplicationRejected { application, miner, returned, kept },
		});
		Ok(())
	}

	/// Pay `kept` of a deposit to the treasury and the rest, which is returned, to the miner.
	/// The parameters keep both far above the existential deposit.
	fn pay_back(record: &ApplicationOf<T>, kept: Balance) -> Result<Balance, DispatchError> {
		let returned = record.deposit.saturating_sub(kept);
		Self::change_totals(|totals| {
			totals.deposits = totals.deposits.ensure_sub(record.deposit)?;
			Ok(())
		})?;
		Self::pay(&T::Treasury::get(), kept)?;
		Self::pay(&record.miner, returned)?;
		Ok(returned)
	}

	fn close(application: ApplicationId, mut record: ApplicationOf<T>) -> DispatchResult {
		ensure!(Self::capacity(application)?.is_idle(), Error::<T>::StillInUse);
		record.status = ApplicationStatus::Closed;
		Applications::<T>::insert(application, &record);
		Capacities::<T>::remove(application);
		Self::remove_live(&record.miner, application);
		Self::deposit_event(Event::ApplicationClosed { application, miner: record.miner });
		Ok(())
	}

	fn remove_live(miner: &T::AccountId, application: ApplicationId) {
		LiveApplications::<T>::mutate_exists(miner, |live| {
			if let Some(list) = live {
				list.retain(|id| *id != application);
			}
			*live = live.take().filter(|list| !list.is_empty());
		});
	}
}
