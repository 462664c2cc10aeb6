//! What is done with an auction: a bid noted, the lot sold, withdrawn, voided.

use crate::{
	auctions::Step,
	fees,
	sales::{price_up, Sale},
	types::{AuctionKind, AuctionOf, Bid},
	weights::WeightInfo,
	Auction, Auctions, Config, Due, Error, Event, Pallet,
};
use dmex_primitives::{try_alone, AuctionId, Balance, FeeShares, Lock, SeriesId};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, WithPostDispatchInfo},
	weights::Weight,
};
use sp_runtime::{DispatchError, DispatchResult};

/// Touching.
impl<T: Config> Pallet<T> {
	/// `who` touches an auction. If it has become void that ends it, whatever the call was for;
	/// otherwise `decide` says what is to be done. A call that `decide` refuses costs as much as a
	/// bid, and others what was done with the lot.
	pub(crate) fn touch(
		who: &T::AccountId,
		id: AuctionId,
		decide: impl FnOnce(&AuctionOf<T>) -> Result<Step<T>, DispatchError>,
	) -> DispatchResultWithPostInfo {
		let looked = |error: DispatchError| error.with_weight(T::WeightInfo::bid());
		let auction = Auctions::<T>::get(id).ok_or(Error::<T>::UnknownAuction);
		let auction = auction.map_err(|error| looked(error.into()))?;
		let step = match Self::flaw(&auction) {
			Some(reason) => Step::Void(reason),
			None => decide(&auction).map_err(looked)?,
		};
		let used = Self::step_weight(&auction, &step);
		match Self::carry_out(who, id, auction, step) {
			Ok(()) => Ok(Some(used).into()),
			Err(error) => Err(error.with_weight(used)),
		}
	}

	fn carry_out(
		who: &T::AccountId,
		id: AuctionId,
		auction: AuctionOf<T>,
		step: Step<T>,
	) -> DispatchResult {
		match step {
			Step::Void(reason) => Self::void(id, &auction, reason.into()),
			Step::Bid(amount) => Self::note_bid(id, auction, who, amount),
			Step::Buy(price) => {
				Self::pay_in(id, &auction, who, price)?;
				Self::sell_lot(id, &auction, who, price)
			},
			Step::Cancel => Self::end_unsold(id, &auction, Event::AuctionCancelled { auction: id }),
			Step::Settle => Self::settle(id, &auction),
		}
	}

	/// What a step with this auction may need.
	fn step_weight(auction: &AuctionOf<T>, step: &Step<T>) -> Weight {
		let certificates = auction.size();
		match (step, auction.kind) {
			(Step::Bid(_), _) => T::WeightInfo::bid(),
			(Step::Buy(_), AuctionKind::English { .. }) => {
				T::WeightInfo::bid().saturating_add(Self::settle_weight(certificates))
			},
			(Step::Buy(_), AuctionKind::Dutch { .. }) => Self::dutch_weight(certificates),
			(Step::Void(_) | Step::Cancel, _) => T::WeightInfo::cancel_auction(certificates),
			(Step::Settle, _) => Self::end_weight(auction),
		}
	}

	/// What the end of an auction may need.
	pub(crate) fn end_weight(auction: &AuctionOf<T>) -> Weight {
		match auction.best {
			Some(_) => Self::settle_weight(auction.size()),
			None => T::WeightInfo::cancel_auction(auction.size()),
		}
	}

	/// What a sale of so many certificates to the highest bidder may need, or a void one.
	pub(crate) fn settle_weight(certificates: u32) -> Weight {
		T::WeightInfo::settle_auction(certificates)
			.max(T::WeightInfo::settle_resale(certificates))
			.max(T::WeightInfo::cancel_auction(certificates))
	}

	/// What a purchase of so many certificates in a Dutch auction may need.
	pub(crate) fn dutch_weight(certificates: u32) -> Weight {
		T::WeightInfo::buy_dutch(certificates)
			.max(T::WeightInfo::buy_dutch_resale(certificates))
			.max(T::WeightInfo::cancel_auction(certificates))
	}
}

/// Bids.
impl<T: Config> Pallet<T> {
	/// Take the money of a bid, and give that of the one before back.
	fn pay_in(
		id: AuctionId,
		auction: &AuctionOf<T>,
		bidder: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		let asset = Self::terms(auction.series)?.payment_asset;
		match &auction.best {
			Some(own) if own.bidder == *bidder => {
				Self::take(&asset, bidder, amount.saturating_sub(own.amount))
			},
			outbid => {
				Self::take(&asset, bidder, amount)?;
				Self::repay(id, auction.series, outbid.as_ref())
			},
		}
	}

	/// A bid stands; it may move the end.
	fn note_bid(
		id: AuctionId,
		mut auction: AuctionOf<T>,
		bidder: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		Self::pay_in(id, &auction, bidder, amount)?;
		Due::<T>::remove(auction.schedule.ends, id);
		auction.schedule = auction.schedule.after_bid(Self::now());
		auction.best = Some(Bid { bidder: bidder.clone(), amount });
		let ends = auction.schedule.ends;
		Due::<T>::insert(ends, id, ());
		Auctions::<T>::insert(id, auction);
		let bidder = bidder.clone();
		Self::deposit_event(Event::BidPlaced { auction: id, bidder, amount, ends });
		Ok(())
	}

	/// Give a bid back to its bidder.
	fn repay(id: AuctionId, series: SeriesId, bid: Option<&Bid<T::AccountId>>) -> DispatchResult {
		let Some(Bid { bidder, amount }) = bid else { return Ok(()) };
		Self::pay(&Self::terms(series)?.payment_asset, bidder, *amount)?;
		let (bidder, amount) = (bidder.clone(), *amount);
		Self::deposit_event(Event::BidRepaid { auction: id, bidder, amount });
		Ok(())
	}
}

/// Ends.
impl<T: Config> Pallet<T> {
	/// Sell the lot to the highest bidder, if there is one. A sale that fails is void.
	pub(crate) fn settle(id: AuctionId, auction: &AuctionOf<T>) -> DispatchResult {
		let Some(Bid { bidder, amount }) = &auction.best else {
			return Self::end_unsold(id, auction, Event::AuctionUnsold { auction: id });
		};
		let sale = try_alone(|| Self::sell_lot(id, auction, bidder, *amount))?;
		sale.or_else(|reason| Self::void(id, auction, reason))
	}

	pub(crate) fn void(
		id: AuctionId,
		auction: &AuctionOf<T>,
		reason: DispatchError,
	) -> DispatchResult {
		Self::end_unsold(id, auction, Event::AuctionVoided { auction: id, reason })
	}

	/// End an auction without a sale, give a bid back, and tell.
	fn end_unsold(id: AuctionId, auction: &AuctionOf<T>, told: Event<T>) -> DispatchResult {
		Self::close_auction(id, auction)?;
		Self::repay(id, auction.series, auction.best.as_ref())?;
		Self::deposit_event(told);
		Ok(())
	}

	/// Sell the lot for `total`, which is in the pallet's account.
	fn sell_lot(
		id: AuctionId,
		auction: &AuctionOf<T>,
		buyer: &T::AccountId,
		total: Balance,
	) -> DispatchResult {
		let Auction { series, items, seller, fees: fee_terms, .. } = auction;
		let terms = Self::terms(*series)?;
		let fees::Lot { each, remainder } = fees::per_certificate(total, auction.size());
		let sold = items.iter().map(|item| (*item, seller.clone(), each, *fee_terms));
		let (bill, pieces) = price_up(sold)?;
		// What the division leaves is the insurance pool's.
		let to_pool = FeeShares { pool: remainder, ..Default::default() };

		Self::close_auction(id, auction)?;
		Self::deliver(Sale {
			series: *series,
			terms: &terms,
			first_sale: auction.is_first_sale(),
			buyer,
			pieces,
			fees: bill.shares(&terms.payment_asset).plus(to_pool),
		})?;
		let buyer = buyer.clone();
		Self::deposit_event(Event::AuctionSettled { auction: id, buyer, total, remainder });
		Ok(())
	}

	/// An auction is over, sold or not: its certificates are free.
	fn close_auction(id: AuctionId, auction: &AuctionOf<T>) -> DispatchResult {
		Auctions::<T>::remove(id);
		Due::<T>::remove(auction.schedule.ends, id);
		let mut items = auction.items.iter();
		items.try_for_each(|item| Self::unlock(auction.series, *item, Lock::Auctioned(id)))
	}
}
