//! Offers for certificates that are not for sale.

use crate::{
	delivery::Sale,
	fees,
	order::{ByAmount, ByExpiry},
	types::OfferOf,
	Config, Error, Event, ExpiringOffers, NextOfferId, Offer, Offers, OffersBy, OffersOn, Pallet,
};
use dmex_primitives::{
	Asset, Balance, CertificateView, Clock, Day, Escrow, ItemId, OfferId, SeriesId, SeriesTerms,
};
use frame_support::{ensure, traits::Get};
use sp_runtime::{traits::EnsureAdd, DispatchError, DispatchResult, Permill};

/// Least amount of an offer for a certificate that was sold before, as a part of its unreleased
/// deposit.
const MIN_OFFER: Permill = Permill::from_percent(1);

/// What a bidder demands of the certificate when its offer is accepted.
pub(crate) struct Demands {
	/// Fewest days of the term that are left.
	pub min_days_left: u32,
	/// Least unreleased deposit, in base units of the payment asset.
	pub min_unreleased: Balance,
}

impl<T: Config> Pallet<T> {
	/// Offer `amount` to the owner of a certificate.
	pub(crate) fn do_make_offer(
		bidder: T::AccountId,
		series: SeriesId,
		item: ItemId,
		amount: Balance,
		days: u32,
		demands: Demands,
	) -> DispatchResult {
		let expires_on = Self::expiry(days)?;
		let terms = Self::terms(series)?;
		let certificate = Self::certificate(series, item)?;
		ensure!(certificate.owner != bidder, Error::<T>::BuyFromSelf);
		Self::ensure_no_lock(&certificate)?;
		let first_sale = !certificate.sold;
		Self::ensure_floor(&terms, first_sale, amount, 1)?;
		let last_day = Self::ensure_on_sale(series, &[item], first_sale)?;
		let expires_on =
			Self::ensure_days_left(&terms, last_day, demands.min_days_left, expires_on)?;
		let Demands { min_unreleased, .. } = demands;
		let fees = Self::fee_terms();
		let left = match first_sale {
			true => fees::divide(amount, fees.rate).rest,
			false => Self::ensure_min_offer(series, item, amount)?,
		};
		ensure!(left >= min_unreleased, Error::<T>::TooLittleUnreleased);
		let id = NextOfferId::<T>::get();
		let next = id.ensure_add(1)?;

		let deposit = T::OfferDeposit::get();
		Self::hold(&Asset::Native, &bidder, deposit)?;
		Self::hold(&terms.payment_asset, &bidder, amount)?;

		let freezes = T::Escrow::freezes(series);
		NextOfferId::<T>::put(next);
		let offer = Offer {
			bidder: bidder.clone(),
			series,
			item,
			payment_asset: terms.payment_asset,
			amount,
			deposit,
			expires_on,
			min_unreleased,
			first_sale,
			freezes,
			fees,
		};
		Self::store_offer(id, offer);
		let (offer, rate) = (id, fees.rate);
		Self::deposit_event(Event::OfferMade {
			offer,
			series,
			item,
			bidder,
			amount,
			expires_on,
			min_unreleased,
			rate,
		});
		Ok(())
	}

	/// The day on which an offer expires that demands days of the term: on a certificate that was sold
	/// before, before fewer are left. A first sale starts the whole term.
	fn ensure_days_left(
		terms: &SeriesTerms<T::AccountId>,
		last_day: Option<Day>,
		min_days_left: u32,
		expires_on: Day,
	) -> Result<Day, DispatchError> {
		let Some(last_day) = last_day else {
			ensure!(terms.term >= min_days_left, Error::<T>::TooFewDaysLeft);
			return Ok(expires_on);
		};
		let days_left = last_day.saturating_sub(T::Clock::today());
		ensure!(days_left >= min_days_left, Error::<T>::TooFewDaysLeft);
		// On its last day it changes hands no more.
		let last_to_accept = last_day.saturating_sub(min_days_left.max(1));
		Ok(expires_on.min(last_to_accept.saturating_add(1)))
	}

	/// Check that an offer for a certificate that was sold before is not too low for what is unreleased
	/// of its deposit, which is returned.
	fn ensure_min_offer(
		series: SeriesId,
		item: ItemId,
		amount: Balance,
	) -> Result<Balance, DispatchError> {
		let left = Self::min_unreleased(series, &[item], T::Clock::today())?;
		ensure!(amount >= MIN_OFFER.mul_ceil(left), Error::<T>::OfferTooLow);
		Ok(left)
	}

	/// Cancel an offer, by its bidder or, once nobody can accept it any more, by anyone.
	pub(crate) fn do_cancel_offer(who: T::AccountId, id: OfferId) -> DispatchResult {
		let offer = Self::offer(id)?;
		let in_force = || Self::ensure_in_force(&offer).is_ok();
		ensure!(offer.bidder == who || !in_force(), Error::<T>::NotBidder);

		Self::end_unaccepted(id, &offer)?;
		let Offer { bidder, amount, .. } = offer;
		Self::deposit_event(Event::OfferCancelled { offer: id, bidder, amount, who });
		Ok(())
	}

	/// End an offer whose day has come.
	pub(crate) fn expire_offer(id: OfferId, offer: OfferOf<T>) -> DispatchResult {
		Self::end_unaccepted(id, &offer)?;
		let Offer { bidder, amount, .. } = offer;
		Self::deposit_event(Event::OfferExpired { offer: id, bidder, amount });
		Ok(())
	}

	/// Sell a certificate to the bidder of an offer, by its owner.
	pub(crate) fn do_accept_offer(seller: T::AccountId, id: OfferId) -> DispatchResult {
		let offer = Self::offer(id)?;
		Self::ensure_in_force(&offer)?;
		let Offer { series, item, amount: price, first_sale, .. } = offer;
		Self::ensure_unlocked(&seller, series, item)?;
		ensure!(offer.bidder != seller, Error::<T>::BuyFromSelf);
		if first_sale {
			// For a resale this is part of being in force.
			T::Escrow::ensure_on_sale(series)?;
		}
		let terms = Self::terms(series)?;
		let priced = core::iter::once((item, seller.clone(), price, offer.fees));
		let sale = Sale::<T>::new(series, terms, first_sale, offer.bidder.clone(), priced)?;
		sale.ensure_unreleased(offer.min_unreleased)?;

		Self::close_offer(id, &offer)?;
		Self::note_leaving(&sale.terms.payment_asset, price)?;
		Self::deposit_event(Event::OfferAccepted { offer: id, seller });
		Self::deliver(sale)
	}

	/// An offer that can still be accepted: it has not expired, and nothing that it was made for
	/// has changed.
	pub fn ensure_in_force(offer: &OfferOf<T>) -> DispatchResult {
		ensure!(!Self::has_expired(offer.expires_on), Error::<T>::OfferExpired);
		let certificate = T::Certificates::certificate(offer.series, offer.item);
		let as_made = certificate.ok_or(Error::<T>::OfferVoid)?.sold != offer.first_sale;
		let unfrozen = T::Escrow::freezes(offer.series) == offer.freezes;
		ensure!(as_made && unfrozen, Error::<T>::OfferVoid);
		if !offer.first_sale {
			Self::ensure_on_sale(offer.series, &[offer.item], false)?;
		}
		Ok(())
	}

	/// Write an offer and its places in the orders of offers.
	fn store_offer(id: OfferId, offer: OfferOf<T>) {
		OffersBy::<T>::insert(&offer.bidder, id, ());
		OffersOn::<T>::insert(Self::place_of(id, &offer), ());
		ExpiringOffers::<T>::insert(ByExpiry::of(offer.expires_on, id), ());
		Offers::<T>::insert(id, offer);
	}

	/// The place of an offer among those for its certificate.
	pub(crate) fn place_of(
		id: OfferId,
		offer: &OfferOf<T>,
	) -> (SeriesId, ItemId, (bool, u16), ByAmount) {
		(offer.series, offer.item, offer.made_for(), ByAmount::of(offer.amount, id))
	}

	/// Remove an offer that was not accepted, and repay it.
	fn end_unaccepted(id: OfferId, offer: &OfferOf<T>) -> DispatchResult {
		Self::close_offer(id, offer)?;
		Self::repay(&offer.payment_asset, &offer.bidder, offer.amount)
	}

	/// Remove an offer, accepted or not, and return its deposit.
	fn close_offer(id: OfferId, offer: &OfferOf<T>) -> DispatchResult {
		Offers::<T>::remove(id);
		OffersBy::<T>::remove(&offer.bidder, id);
		OffersOn::<T>::remove(Self::place_of(id, offer));
		ExpiringOffers::<T>::remove(ByExpiry::of(offer.expires_on, id));
		Self::repay(&Asset::Native, &offer.bidder, offer.deposit)
	}

	fn offer(id: OfferId) -> Result<OfferOf<T>, DispatchError> {
		Ok(Offers::<T>::get(id).ok_or(Error::<T>::UnknownOffer)?)
	}
}
