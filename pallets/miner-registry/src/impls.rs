//! What the calls do.

use crate::*;
use dmex_primitives::{
	ApplicationId, Asset, Balance, Clock, CommunityVote, NetworkId, Seed, VoteOutcome,
	MAX_NETWORKS, MAX_UNITS,
};
use frame_support::{
	ensure,
	traits::{
		fungible::Mutate,
		tokens::Preservation::{Expendable, Preserve},
		Contains, Get,
	},
};
use sp_runtime::{
	traits::{AccountIdConversion, Saturating},
	DispatchError, DispatchResult,
};

pub(crate) type ApplicationOf<T> = ApplicationRecord<<T as frame_system::Config>::AccountId>;

impl<T> From<CapacityError> for Error<T> {
	fn from(error: CapacityError) -> Self {
		match error {
			CapacityError::UnitsExceeded => Error::CapacityExceeded,
			CapacityError::PledgeTooLow => Error::PledgeTooLow,
			CapacityError::TooManySeries => Error::TooManySeries,
			CapacityError::NothingToFree => Error::NothingToFree,
			CapacityError::Overflow => Error::Overflow,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// The account that holds deposits and pledges.
	pub fn account() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	pub(crate) fn do_register_network(record: NetworkRecord) -> Result<NetworkId, DispatchError> {
		// No network is ever removed, so the count is the next id.
		let network = Networks::<T>::count();
		ensure!(network < MAX_NETWORKS, Error::<T>::TooManyNetworks);
		let readable = is_readable(&record.symbol) && is_readable(&record.unit);
		ensure!(readable, Error::<T>::InvalidText);
		let taken = Networks::<T>::iter_values()
			.any(|other| other.symbol == record.symbol && other.unit == record.unit);
		ensure!(!taken, Error::<T>::NetworkExists);
		Self::ensure_rates(&record.rates)?;
		// DMC's minimum balance is not 1: income below it could not be paid.
		let sound = matches!(record.reward_asset, Asset::WithId(_))
			&& T::AssetCheck::contains(&record.reward_asset);
		ensure!(sound, Error::<T>::AssetNotSound);

		Networks::<T>::insert(network, record.clone());
		let NetworkRecord { symbol, unit, reward_asset, rates } = record;
		Self::deposit_event(Event::NetworkRegistered {
			network,
			symbol,
			unit,
			reward_asset,
			rates,
		});
		Ok(network)
	}

	pub(crate) fn do_update_network(network: NetworkId, rates: NetworkRates) -> DispatchResult {
		let mut record = Networks::<T>::get(network).ok_or(Error::<T>::UnknownNetwork)?;
		Self::ensure_rates(&rates)?;

		record.rates = rates.clone();
		Networks::<T>::insert(network, record);
		Self::deposit_event(Event::NetworkUpdated { network, rates });
		Ok(())
	}

	fn ensure_rates(rates: &NetworkRates) -> DispatchResult {
		let NetworkRates { pledge_per_unit_day, channel_fee_per_unit, min_payout } = rates;
		let highest = pledge_per_unit_day.max(channel_fee_per_unit).max(min_payout);
		ensure!(*highest <= MAX_RATE, Error::<T>::RateTooHigh);
		ensure!(*min_payout > 0, Error::<T>::ZeroMinPayout);
		Ok(())
	}

	pub(crate) fn do_set_payment_asset(asset: Asset, allowed: bool) -> DispatchResult {
		let native = asset == Asset::Native;
		if !allowed {
			ensure!(!native, Error::<T>::AlwaysAllowed);
			PaymentAssets::<T>::remove(&asset);
		} else if !PaymentAssets::<T>::contains_key(&asset) {
			let room = PaymentAssets::<T>::count() < MAX_PAYMENT_ASSETS;
			ensure!(room, Error::<T>::TooManyPaymentAssets);
			ensure!(native || T::AssetCheck::contains(&asset), Error::<T>::AssetNotSound);
			PaymentAssets::<T>::insert(&asset, ());
		}
		Self::deposit_event(Event::PaymentAssetSet { asset, allowed });
		Ok(())
	}

	pub(crate) fn do_apply(
		miner: T::AccountId,
		dossier: Dossier,
		offer: Offer,
	) -> Result<ApplicationId, DispatchError> {
		Self::ensure_offer(&offer)?;
		ensure!(dossier.is_readable(), Error::<T>::InvalidText);
		Self::ensure_may_apply(&miner)?;
		let application = Self::next_application(&miner)?;

		let deposit = T::ApplicationDeposit::get();
		let kept = T::DepositKept::get().mul_floor(deposit);
		T::Currency::transfer(&miner, &Self::account(), deposit, Preserve)?;
		let seed = Seed::Nay(T::VoteSeed::get());
		let referendum = T::Vote::open(Call::approve_application { application }, seed)?;

		let record = ApplicationRecord {
			miner,
			dossier,
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
		});
		Ok(application)
	}

	/// Take the next id, and a place among the miner's live applications.
	fn next_application(miner: &T::AccountId) -> Result<ApplicationId, DispatchError> {
		let application = NextApplicationId::<T>::get();
		let next = application.checked_add(1).ok_or(Error::<T>::Overflow)?;
		LiveApplications::<T>::try_append(miner, application)
			.map_err(|_| Error::<T>::TooManyLiveApplications)?;
		NextApplicationId::<T>::put(next);
		Ok(application)
	}

	/// The bounds keep `units × days × price` far below `u128::MAX`; `expected_revenue` needs
	/// none, as the largest `FixedU128` times the most units is below 3.5 × 10^29.
	fn ensure_offer(offer: &Offer) -> DispatchResult {
		ensure!(Networks::<T>::contains_key(offer.network), Error::<T>::UnknownNetwork);
		ensure!(offer.effective_units > 0, Error::<T>::ZeroUnits);
		ensure!(offer.effective_units <= offer.total_units, Error::<T>::EffectiveAboveTotal);
		ensure!(offer.total_units <= MAX_UNITS, Error::<T>::TooManyUnits);
		ensure!(offer.expected_revenue.into_inner() > 0, Error::<T>::ZeroRevenue);
		ensure!(offer.min_price_per_unit_day > 0, Error::<T>::ZeroPrice);
		ensure!(offer.min_price_per_unit_day <= MAX_RATE, Error::<T>::RateTooHigh);
		let allowed = PaymentAssets::<T>::contains_key(&offer.payment_asset);
		ensure!(allowed, Error::<T>::PaymentAssetNotAllowed);
		Ok(())
	}

	fn ensure_may_apply(miner: &T::AccountId) -> DispatchResult {
		let record = Miners::<T>::get(miner);
		Self::ensure_may_sell(&record)?;
		ensure!(T::Clock::today() >= record.cooldown_until, Error::<T>::CoolingDown);
		let open = OpenApplications::<T>::get();
		ensure!(open < T::MaxOpenApplications::get(), Error::<T>::TooManyOpenApplications);
		Ok(())
	}

	pub(crate) fn ensure_may_sell(record: &MinerRecord) -> DispatchResult {
		ensure!(!record.defaulted, Error::<T>::Defaulted);
		ensure!(!record.banned, Error::<T>::Banned);
		Ok(())
	}

	pub(crate) fn do_withdraw_application(
		caller: &T::AccountId,
		application: ApplicationId,
	) -> DispatchResult {
		let record = Self::record(application)?;
		ensure!(record.miner == *caller, Error::<T>::NotMiner);
		match record.status {
			ApplicationStatus::Voting => {
				let ongoing = T::Vote::outcome(record.referendum) == VoteOutcome::Ongoing;
				ensure!(ongoing, Error::<T>::VoteOver);
				T::Vote::cancel(record.referendum);
				Self::turn_down(application, record, ApplicationStatus::Withdrawn)
			},
			ApplicationStatus::Approved => Self::close(application, record),
			_ => Err(Error::<T>::AlreadyDecided.into()),
		}
	}

	pub(crate) fn do_conclude_application(application: ApplicationId) -> DispatchResult {
		let record = Self::record(application)?;
		ensure!(record.status == ApplicationStatus::Voting, Error::<T>::AlreadyDecided);
		match T::Vote::outcome(record.referendum) {
			VoteOutcome::Ongoing => Err(Error::<T>::StillVoting.into()),
			VoteOutcome::Approved => Self::approve(application, record),
			VoteOutcome::Rejected | VoteOutcome::Absent => {
				Self::turn_down(application, record, ApplicationStatus::Rejected)
			},
		}
	}

	pub(crate) fn do_approve_application(application: ApplicationId) -> DispatchResult {
		let record = Self::record(application)?;
		match record.status {
			// Somebody concluded it before the referendum's call came: all is done.
			ApplicationStatus::Approved => Ok(()),
			ApplicationStatus::Voting => {
				let passed = T::Vote::outcome(record.referendum) == VoteOutcome::Approved;
				ensure!(passed, Error::<T>::VoteNotPassed);
				Self::approve(application, record)
			},
			_ => Err(Error::<T>::AlreadyDecided.into()),
		}
	}

	/// The quota opens and the whole deposit goes back.
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

	/// The deposit goes back less the kept share, and the cool-down begins.
	fn turn_down(
		application: ApplicationId,
		mut record: ApplicationOf<T>,
		status: ApplicationStatus,
	) -> DispatchResult {
		let kept = record.kept;
		let returned = Self::pay_back(&record, kept)?;
		let until = T::Clock::today().saturating_add(T::Cooldown::get());
		record.status = status;
		Applications::<T>::insert(application, &record);
		OpenApplications::<T>::mutate(|open| open.saturating_dec());
		Self::forget_live(&record.miner, application);
		Miners::<T>::mutate(&record.miner, |m| m.cooldown_until = m.cooldown_until.max(until));
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
		Self::pay(&T::Treasury::get(), kept)?;
		Self::pay(&record.miner, returned)?;
		Ok(returned)
	}

	pub(crate) fn pay(who: &T::AccountId, amount: Balance) -> DispatchResult {
		if amount > 0 {
			T::Currency::transfer(&Self::account(), who, amount, Expendable)?;
		}
		Ok(())
	}

	fn close(application: ApplicationId, mut record: ApplicationOf<T>) -> DispatchResult {
		ensure!(Self::capacity(application)?.is_idle(), Error::<T>::StillInUse);
		record.status = ApplicationStatus::Closed;
		Applications::<T>::insert(application, &record);
		Capacities::<T>::remove(application);
		Self::forget_live(&record.miner, application);
		Self::deposit_event(Event::ApplicationClosed { application, miner: record.miner });
		Ok(())
	}

	fn forget_live(miner: &T::AccountId, application: ApplicationId) {
		LiveApplications::<T>::mutate_exists(miner, |live| {
			if let Some(list) = live {
				list.retain(|id| *id != application);
			}
			*live = live.take().filter(|list| !list.is_empty());
		});
	}

	pub(crate) fn do_pledge(
		caller: T::AccountId,
		application: ApplicationId,
		amount: Balance,
	) -> DispatchResult {
		let capacity = Self::own_capacity(&caller, application)?;
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let capacity = capacity.pledge(amount).map_err(Error::<T>::from)?;

		T::Currency::transfer(&caller, &Self::account(), amount, Preserve)?;
		Capacities::<T>::insert(application, capacity);
		let (miner, pledged) = (caller, capacity.pledged);
		Self::deposit_event(Event::Pledged { application, miner, amount, pledged });
		Ok(())
	}

	pub(crate) fn do_withdraw_pledge(
		caller: T::AccountId,
		application: ApplicationId,
		amount: Balance,
	) -> DispatchResult {
		let capacity = Self::own_capacity(&caller, application)?;
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let record = Miners::<T>::get(&caller);
		ensure!(!record.defaulted, Error::<T>::Defaulted);
		ensure!(record.frozen_series == 0, Error::<T>::FrozenSeries);
		let capacity = capacity.withdraw(amount).map_err(Error::<T>::from)?;

		Self::pay(&caller, amount)?;
		Capacities::<T>::insert(application, capacity);
		let (miner, pledged) = (caller, capacity.pledged);
		Self::deposit_event(Event::PledgeWithdrawn { application, miner, amount, pledged });
		Ok(())
	}

	pub(crate) fn do_ban_miner(miner: T::AccountId) -> DispatchResult {
		let record = Miners::<T>::get(&miner);
		ensure!(!record.banned, Error::<T>::AlreadyBanned);
		Miners::<T>::insert(&miner, MinerRecord { banned: true, ..record });
		Self::deposit_event(Event::MinerBanned { miner });
		Ok(())
	}

	pub(crate) fn do_reinstate_miner(miner: T::AccountId) -> DispatchResult {
		let record = Miners::<T>::get(&miner);
		ensure!(!record.may_sell(), Error::<T>::NotBarred);
		Miners::<T>::insert(&miner, MinerRecord { defaulted: false, banned: false, ..record });
		Self::deposit_event(Event::MinerReinstated { miner });
		Ok(())
	}

	pub(crate) fn record(application: ApplicationId) -> Result<ApplicationOf<T>, Error<T>> {
		Applications::<T>::get(application).ok_or(Error::UnknownApplication)
	}

	pub(crate) fn capacity(application: ApplicationId) -> Result<Capacity, Error<T>> {
		Capacities::<T>::get(application).ok_or(Error::NotApproved)
	}

	/// The capacity of an approved application of `caller`.
	fn own_capacity(
		caller: &T::AccountId,
		application: ApplicationId,
	) -> Result<Capacity, Error<T>> {
		ensure!(Self::record(application)?.miner == *caller, Error::NotMiner);
		Self::capacity(application)
	}

	pub(crate) fn change_capacity(
		application: ApplicationId,
		change: impl FnOnce(Capacity) -> Result<Capacity, CapacityError>,
	) -> DispatchResult {
		let capacity = change(Self::capacity(application)?).map_err(Error::<T>::from)?;
		Capacities::<T>::insert(application, capacity);
		Ok(())
	}
}
