//! Offers of loans to whoever owns a certificate of a series.

use crate::{
	types::{ByExpiry, LoanOffer, LoanTerms, OfferRecord},
	Config, Error, Event, ExpiringOffers, LoanOfferId, NextOfferId, Offers, OffersOfLender,
	OffersOn, Pallet, MAX_OFFER_DAYS,
};
use dmex_primitives::{Asset, Clock, Day, ItemId, SeriesId, SoldCertificates};
use frame_support::{
	ensure,
	traits::{fungibles::Mutate, tokens::Preservation::Expendable, Get},
};
use sp_runtime::{traits::EnsureAdd, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Offer a loan, and charge its principal and a deposit.
	pub(crate) fn do_offer_loan(
		lender: T::AccountId,
		series: SeriesId,
		terms: LoanTerms,
		min_end_day: Day,
		days: u32,
	) -> DispatchResult {
		ensure!((1..=MAX_OFFER_DAYS).contains(&days), Error::<T>::InvalidExpiry);
		let series_terms = Self::ensure_open(series)?;
		Self::ensure_terms(&series_terms, &terms)?;
		// On its due day a loan begins no more.
		let expires_on = T::Clock::today().saturating_add(days).min(terms.due_day);
		let id = NextOfferId::<T>::get();
		NextOfferId::<T>::put(id.ensure_add(1)?);

		let deposit = T::OfferDeposit::get();
		for (asset, amount) in [(&Asset::Native, deposit), (&terms.asset, terms.principal)] {
			Self::charge(asset, &lender, &Self::account(), amount)?;
			Self::note_held(asset, amount)?;
		}

		OffersOn::<T>::insert(series, id, ());
		OffersOfLender::<T>::insert(&lender, id, ());
		ExpiringOffers::<T>::insert(ByExpiry::of(expires_on, id), ());
		let offer = LoanOffer {
			lender: lender.clone(),
			series,
			terms: terms.clone(),
			min_end_day,
			expires_on,
			deposit,
		};
		Offers::<T>::insert(id, offer);
		let LoanTerms { asset, principal, interest, due_day, self_repaying } = terms;
		Self::deposit_event(Event::LoanOffered {
			offer: id,
			lender,
			series,
			asset,
			principal,
			interest,
			due_day,
			min_end_day,
			expires_on,
			self_repaying,
			deposit,
		});
		Ok(())
	}

	/// Cancel an offer, by its lender or, once it has expired, by anyone.
	pub(crate) fn do_cancel_loan_offer(who: T::AccountId, id: LoanOfferId) -> DispatchResult {
		let offer = Self::offer(id)?;
		let expired = Self::has_expired(offer.expires_on);
		ensure!(offer.lender == who || expired, Error::<T>::StillValid);
		Self::end_untaken(id, &offer)?;
		Self::deposit_event(Event::LoanOfferCancelled { offer: id, lender: offer.lender, who });
		Ok(())
	}

	/// End an offer whose day has come.
	pub(crate) fn expire_offer(id: LoanOfferId) -> DispatchResult {
		let offer = Self::offer(id)?;
		Self::end_untaken(id, &offer)?;
		Self::deposit_event(Event::LoanOfferExpired { offer: id, lender: offer.lender });
		Ok(())
	}

	/// Take an offer: the borrower gets the income of its certificate, and the principal.
	pub(crate) fn do_take_loan(
		borrower: T::AccountId,
		id: LoanOfferId,
		item: ItemId,
	) -> DispatchResult {
		let offer = Self::offer(id)?;
		ensure!(!Self::has_expired(offer.expires_on), Error::<T>::Expired);
		ensure!(offer.lender != borrower, Error::<T>::OwnLoan);
		let series = offer.series;
		let series_terms = Self::ensure_open(series)?;
		Self::ensure_terms(&series_terms, &offer.terms)?;
		Self::ensure_own(&borrower, series, item)?;
		let end = Self::ensure_due_before_end(series, item, offer.terms.due_day)?;
		ensure!(end >= offer.min_end_day, Error::<T>::EndsTooEarly);

		let (loan, record) = Self::open(borrower.clone(), series, item, offer.terms.clone())?;
		T::Escrow::pay_income(series, &[item])?;
		Self::close_offer(id, &offer)?;
		let LoanOffer { lender, terms, .. } = offer;
		let LoanTerms { asset, principal, .. } = terms;
		Self::note_leaving(&asset, principal)?;
		T::Assets::transfer(asset, &Self::account(), &borrower, principal, Expendable)?;
		Self::deposit_event(Event::LoanOfferTaken { offer: id, loan });
		Self::begin(loan, record, lender, end)
	}

	/// Remove an offer that was not taken, and repay it.
	fn end_untaken(id: LoanOfferId, offer: &OfferRecord<T>) -> DispatchResult {
		Self::close_offer(id, offer)?;
		let LoanTerms { asset, principal, .. } = &offer.terms;
		Self::note_leaving(asset, *principal)?;
		Self::pay(asset, &offer.lender, *principal)
	}

	/// Remove an offer, taken or not, and return its deposit.
	fn close_offer(id: LoanOfferId, offer: &OfferRecord<T>) -> DispatchResult {
		Offers::<T>::remove(id);
		OffersOn::<T>::remove(offer.series, id);
		OffersOfLender::<T>::remove(&offer.lender, id);
		ExpiringOffers::<T>::remove(ByExpiry::of(offer.expires_on, id));
		Self::note_leaving(&Asset::Native, offer.deposit)?;
		Self::pay(&Asset::Native, &offer.lender, offer.deposit)
	}
}
