//! Offers for certificates that are not for sale.

use crate::{
	delivery::Sale, types::OfferOf, Config, Error, Event, NextOfferId, Offer, Offers, OffersBy,
	OffersOn, Pallet,
};
use dmex_primitives::{Balance, CertificateView, Escrow, ItemId, OfferId, SeriesId};
use frame_support::ensure;
use sp_runtime::{traits::EnsureAdd, DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Offer `amount` to the owner of a certificate.
	pub(crate) fn do_make_offer(
		bidder: T::AccountId,
		series: SeriesId,
		item: ItemId,
		amount: Balance,
		days: u32,
	) -> DispatchResult {
		let expires_on = Self::expiry(days)?;
		let terms = Self::terms(series)?;
		let certificate = Self::certificate(series, item)?;
		ensure!(certificate.owner != bidder, Error::<T>::BuyFromSelf);
		ensure!(certificate.lock.is_none(), Error::<T>::CertificateLocked);
		let first_sale = !certificate.sold;
		Self::ensure_floor(&terms, first_sale, amount, 1)?;
		Self::ensure_on_sale(series, &[item], first_sale)?;
		let offer = NextOfferId::<T>::get();
		let next = offer.ensure_add(1)?;

		Self::charge(&terms.payment_asset, &bidder, amount)?;

		let (fees, freezes, by) = (Self::fee_terms(), T::Escrow::freezes(series), bidder.clone());
		NextOfferId::<T>::put(next);
		OffersBy::<T>::insert(&bidder, offer, ());
		OffersOn::<T>::insert((series, item, offer), ());
		let made =
			Offer { bidder: by, series, item, amount, expires_on, first_sale, freezes, fees };
		Offers::<T>::insert(offer, made);
		let rate = fees.rate;
		Self::deposit_event(Event::OfferMade {
			offer,
			series,
			item,
			bidder,
			amount,
			expires_on,
			rate,
		});
		Ok(())
	}

	/// Cancel an offer, by its bidder or, once nobody can accept it any more, by anyone.
	pub(crate) fn do_cancel_offer(who: T::AccountId, id: OfferId) -> DispatchResult {
		let offer = Self::offer(id)?;
		let in_force = || Self::ensure_in_force(&offer).is_ok();
		ensure!(offer.bidder == who || !in_force(), Error::<T>::NotBidder);

		Self::close_offer(id, &offer);
		let Offer { bidder, amount, series, .. } = offer;
		Self::pay(&Self::terms(series)?.payment_asset, &bidder, amount)?;
		Self::deposit_event(Event::OfferCancelled { offer: id, bidder, amount, who });
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

		Self::close_offer(id, &offer);
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

	/// Remove an offer, accepted or not.
	fn close_offer(id: OfferId, offer: &OfferOf<T>) {
		Offers::<T>::remove(id);
		OffersBy::<T>::remove(&offer.bidder, id);
		OffersOn::<T>::remove((offer.series, offer.item, id));
	}

	fn offer(id: OfferId) -> Result<OfferOf<T>, DispatchError> {
		Ok(Offers::<T>::get(id).ok_or(Error::<T>::UnknownOffer)?)
	}
}
