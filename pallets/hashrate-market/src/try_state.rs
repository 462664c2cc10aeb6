//! The README's invariants, by number.

use crate::{
	order::{ByAssetAndPrice, ByExpiry, ByPrice},
	AuctionKind, AuctionOf, Auctions, Config, Due, DueFrom, ExpiringOffers, Foreclosing, ListingOf,
	Listings, ListingsByNetwork, ListingsBySeries, Offers, OffersBy, OffersOn, Pallet, Totals,
};
use alloc::{collections::BTreeSet, vec::Vec};
use dmex_primitives::{
	backing::{add, Sums},
	Asset, AuctionId, Backing, Balance, CertificateView, ItemId, Lock, NetworkId, Secured,
	SeriesId, SeriesTerms,
};
use frame_support::ensure;
use sp_runtime::TryRuntimeError;

type Check = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// Check every invariant of the README on the whole state.
	pub fn do_try_state() -> Check {
		for (series, item, listing) in Listings::<T>::iter() {
			Self::check_listing(series, item, &listing)?;
		}
		for (id, auction) in Auctions::<T>::iter() {
			let terms = T::Certificates::series(auction.series);
			let terms = terms.ok_or("market 2: an auction without series")?;
			Self::check_lot(id, &auction, &terms)?;
			Self::check_auction(&auction, &terms)?;
			Self::check_foreclosure(id, &auction, &terms)?;
		}
		let known = Foreclosing::<T>::iter_keys().all(Auctions::<T>::contains_key);
		ensure!(known, "market 8: a foreclosure without auction");
		Self::check_money()?;
		Self::check_due()?;
		Self::check_offers()?;
		Self::check_prices()
	}

	/// 1. The certificate of a listing is locked for it and the seller's, unless a refund or its
	///    end unlocked it. 3. The price meets the floor.
	fn check_listing(series: SeriesId, item: ItemId, listing: &ListingOf<T>) -> Check {
		let terms = T::Certificates::series(series).ok_or("market 1: a listing without series")?;
		let Some(certificate) = T::Certificates::certificate(series, item) else { return Ok(()) };
		let first_sale = !certificate.sold;
		let locked = certificate.lock == Some(Lock::Listed);
		ensure!(locked || terms.terminated, "market 1: a listing without its lock");
		if locked {
			ensure!(
				certificate.owner == listing.seller,
				"market 1: a listing by another than the owner"
			);
			let priced = Self::ensure_floor(&terms, first_sale, listing.price, 1);
			ensure!(priced.is_ok(), "market 3: a price under the floor");
		}
		ensure!(
			certificate.sold || listing.seller == terms.miner,
			"market 1: a first sale by another than the miner"
		);
		Ok(())
	}

	/// 2. The certificates of a lot are locked for it and the seller's, unless a refund or their
	///    end unlocked them; and they are all unsold or all sold, as the auction says.
	fn check_lot(
		id: AuctionId,
		auction: &AuctionOf<T>,
		terms: &SeriesTerms<T::AccountId>,
	) -> Check {
		ensure!(Self::ensure_list(&auction.items).is_ok(), "market 2: an empty or double lot");
		for item in &auction.items {
			let certificate = T::Certificates::certificate(auction.series, *item);
			let Some(certificate) = certificate else {
				ensure!(!auction.is_first_sale(), "market 2: an unsold certificate is gone");
				continue;
			};
			let locked = certificate.lock == Some(Lock::Auctioned(id));
			ensure!(locked || terms.terminated, "market 2: a lot without its lock");
			ensure!(
				!locked || certificate.owner == auction.seller,
				"market 2: an auction by another than the owner"
			);
			ensure!(certificate.sold != auction.is_first_sale(), "market 2: another kind of sale");
		}
		Ok(())
	}

	/// 3. No lot can be sold under the floor, and no bid is under the reserve.
	fn check_auction(auction: &AuctionOf<T>, terms: &SeriesTerms<T::AccountId>) -> Check {
		let min_total = auction.kind.min_total();
		let priced = Self::ensure_floor(terms, auction.is_first_sale(), min_total, auction.size());
		ensure!(priced.is_ok(), "market 3: a lot under the floor");
		ensure!(auction.kind.is_sound(), "market 3: prices that do not fit");
		let bid = auction.best.as_ref().map_or(Balance::MAX, |bid| bid.amount);
		ensure!(bid >= min_total, "market 3: a bid under the reserve");
		Ok(())
	}

	/// 4. The totals are the sums of bids, offers and deposits, and the pallet's account holds them and
	///    its credits.
	fn check_money() -> Check {
		let held = Self::sums().ok_or("market 4: records are missing or overflow")?;
		let totals: Sums = Totals::<T>::iter().collect();
		ensure!(held == totals, "market 4: the totals are not the sums of bids and offers");
		let backing = Self::backing().ok_or("market 4: records are missing or overflow")?;
		let holds = backing.iter().all(Backing::holds);
		ensure!(holds, "market 4: money of bids, offers or credits is missing");
		Ok(())
	}

	/// The sums of bids, offers and their deposits by asset, without those that are zero.
	fn sums() -> Option<Sums> {
		let mut sums = Sums::new();
		let asset_of = |series: SeriesId| Some(T::Certificates::series(series)?.payment_asset);
		for auction in Auctions::<T>::iter_values() {
			if let Some(bid) = auction.best {
				add(&mut sums, asset_of(auction.series)?, bid.amount)?;
			}
		}
		for offer in Offers::<T>::iter_values() {
			add(&mut sums, offer.payment_asset, offer.amount)?;
			add(&mut sums, Asset::Native, offer.deposit)?;
		}
		sums.retain(|_, sum| *sum > 0);
		Some(sums)
	}

	/// 5. The due auctions are all auctions, by the block in which they end or, while their sale waits,
	///    a later one, and none is due in a block that was passed.
	fn check_due() -> Check {
		let from = DueFrom::<T>::get();
		let mut all = BTreeSet::new();
		for (id, auction) in Auctions::<T>::iter() {
			let waits = auction.due > auction.schedule.ends;
			let may_wait = auction.is_first_sale() && auction.best.is_some();
			let when_it_ends = auction.due == auction.schedule.ends || (waits && may_wait);
			ensure!(when_it_ends, "market 5: an auction is due when it does not end");
			ensure!(auction.due >= from, "market 5: a due auction was passed");
			all.insert((auction.due, id));
		}
		let due: BTreeSet<_> = Due::<T>::iter_keys().collect();
		ensure!(all == due, "market 5: auctions are not due when they say");
		Ok(())
	}

	/// 6. The offers by bidder, by certificate and by expiry are the offers.
	fn check_offers() -> Check {
		let offers: Vec<_> = Offers::<T>::iter().collect();
		let made: BTreeSet<_> =
			offers.iter().map(|(id, offer)| (offer.bidder.clone(), *id)).collect();
		let by: BTreeSet<_> = OffersBy::<T>::iter_keys().collect();
		ensure!(made == by, "market 6: the offers of a bidder are others");
		let made: BTreeSet<_> = offers.iter().map(|(id, of)| Self::place_of(*id, of)).collect();
		let on: BTreeSet<_> = OffersOn::<T>::iter_keys().collect();
		ensure!(made == on, "market 6: the offers for a certificate are others");
		let made: BTreeSet<_> =
			offers.iter().map(|(id, offer)| ByExpiry::of(offer.expires_on, *id)).collect();
		let expiring: BTreeSet<_> = ExpiringOffers::<T>::iter_keys().collect();
		ensure!(made == expiring, "market 6: the offers that expire are others");
		Ok(())
	}

	/// 7. The listings in the order of prices, by series and by network, are the listings.
	fn check_prices() -> Check {
		let mut in_series = BTreeSet::<(SeriesId, ByPrice)>::new();
		let mut in_network = BTreeSet::<(NetworkId, ByAssetAndPrice)>::new();
		for (series, item, listing) in Listings::<T>::iter() {
			let terms = T::Certificates::series(series);
			let terms = terms.ok_or("market 1: a listing without series")?;
			let (by_price, by_asset) = Self::keys_of(series, item, &terms, listing.price);
			in_series.insert((series, by_price));
			in_network.insert((terms.network, by_asset));
		}
		let by_series: BTreeSet<_> = ListingsBySeries::<T>::iter_keys().collect();
		ensure!(in_series == by_series, "market 7: the listings of a series are others");
		let by_network: BTreeSet<_> = ListingsByNetwork::<T>::iter_keys().collect();
		ensure!(in_network == by_network, "market 7: the listings of a network are others");
		Ok(())
	}

	/// 8. A foreclosure is an English auction of one certificate that was sold before, without a price
	///    that buys immediately. A certificate in an auction that has a lien is in the foreclosure of
	///    its loan, whose debt is in the payment asset.
	fn check_foreclosure(
		id: AuctionId,
		auction: &AuctionOf<T>,
		terms: &SeriesTerms<T::AccountId>,
	) -> Check {
		let loan = Foreclosing::<T>::get(id);
		let single = auction.size() == 1 && !auction.is_first_sale();
		let rises = matches!(auction.kind, AuctionKind::English { buy_now: None, .. });
		ensure!(loan.is_none() || (single && rises), "market 8: a foreclosure of another kind");
		let locked = |item| Self::is_locked(auction.series, item, Lock::Auctioned(id));
		for item in auction.items.iter().filter(|item| locked(**item)) {
			let Some(lien) = T::Certificates::lien(auction.series, *item) else { continue };
			ensure!(loan == Some(lien.loan), "market 8: collateral is auctioned without its loan");
			ensure!(lien.asset == terms.payment_asset, "market 8: a debt in another asset");
		}
		Ok(())
	}
}
