//! Steps with an auction: a bid is placed; the lot is sold, withdrawn or voided.

use crate::{
	auctions::Step,
	delivery::Sale,
	fees,
	types::{AuctionKind, AuctionOf, Bid},
	weights::WeightInfo,
	Auction, Auctions, Config, Due, Error, Event, Pallet,
};
use dmex_primitives::{try_alone, AuctionId, Balance, Lock, SeriesId};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, WithPostDispatchInfo},
	weights::Weight,
};
use sp_runtime::{
	traits::{EnsureAddAssign, EnsureSub},
	DispatchError, DispatchResult,
};

/// Execution.
impl<T: Config> Pallet<T> {
	/// Execute a call of `who` for an auction. If it has become void the call ends it, whatever it
	/// was for; otherwise it takes the step that `decide` chooses. A call that `decide` refuses
	/// costs the weight of a bid, any other the weight of its step.
	pub(crate) fn with_auction(
		who: &T::AccountId,
		id: AuctionId,
		decide: impl FnOnce(&AuctionOf<T>) -> Result<Step<T>, DispatchError>,
	) -> DispatchResultWithPostInfo {
		let refused = |error: DispatchError| error.with_weight(T::WeightInfo::bid());
		let auction = Auctions::<T>::get(id).ok_or(Error::<T>::UnknownAuction);
		let auction = auction.map_err(|error| refused(error.into()))?;
		let step = match Self::void_reason(&auction) {
			Some(reason) => Step::Void(reason),
			None => decide(&auction).map_err(refused)?,
		};
		let used = Self::step_weight(&auction, &step);
		match Self::execute(who, id, auction, step) {
			Ok(()) => Ok(Some(used).into()),
			Err(error) => Err(error.with_weight(used)),
		}
	}

	fn execute(
		who: &T::AccountId,
		id: AuctionId,
		auction: AuctionOf<T>,
		step: Step<T>,
	) -> DispatchResult {
		match step {
			Step::Void(reason) => Self::void(id, &auction, reason.into()),
			Step::Bid(amount) => Self::place_bid(id, auction, who, amount),
			Step::Buy(price) => {
				Self::pay_in(id, &auction, who, price)?;
				Self::sell_lot(id, &auction, who, price)
			},
			Step::Cancel => Self::end_unsold(id, &auction, Event::AuctionCancelled { auction: id }),
			Step::Settle => Self::settle(id, &auction),
		}
	}

	/// Maximum weight of a step with this auction.
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

	/// Maximum weight of settling an auction.
	pub(crate) fn end_weight(auction: &AuctionOf<T>) -> Weight {
		match auction.best {
			Some(_) => Self::settle_weight(auction.size()),
			None => T::WeightInfo::cancel_auction(auction.size()),
		}
	}

	/// Maximum weight of selling a lot to the highest bidder, or of voiding its auction.
	pub(crate) fn settle_weight(certificates: u32) -> Weight {
		T::WeightInfo::settle_auction(certificates)
			.max(T::WeightInfo::settle_resale(certificates))
			.max(T::WeightInfo::cancel_auction(certificates))
	}

	/// Maximum weight of buying a lot in a Dutch auction, or of voiding the auction.
	pub(crate) fn dutch_weight(certificates: u32) -> Weight {
		T::WeightInfo::buy_dutch(certificates)
			.max(T::WeightInfo::buy_dutch_resale(certificates))
			.max(T::WeightInfo::cancel_auction(certificates))
	}
}

/// Bids.
impl<T: Config> Pallet<T> {
	/// Charge the bidder, and repay the bid before.
	fn pay_in(
		id: AuctionId,
		auction: &AuctionOf<T>,
		bidder: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		let asset = Self::terms(auction.series)?.payment_asset;
		match &auction.best {
			Some(own) if own.bidder == *bidder => {
				Self::charge(&asset, bidder, amount.ensure_sub(own.amount)?)
			},
			outbid => {
				Self::charge(&asset, bidder, amount)?;
				Self::repay(id, auction.series, outbid.as_ref())
			},
		}
	}

	/// Make a bid the highest; it may move the end.
	fn place_bid(
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

	/// Repay a bid to its bidder.
	fn repay(id: AuctionId, series: SeriesId, bid: Option<&Bid<T::AccountId>>) -> DispatchResult {
		let Some(Bid { bidder, amount }) = bid else { return Ok(()) };
		Self::pay(&Self::terms(series)?.payment_asset, bidder, *amount)?;
		let (bidder, amount) = (bidder.clone(), *amount);
		Self::deposit_event(Event::BidRepaid { auction: id, bidder, amount });
		Ok(())
	}
}

/// Ends of auctions.
impl<T: Config> Pallet<T> {
	/// Sell the lot to the highest bidder, if there is one. A sale that fails is void.
	pub(crate) fn settle(id: AuctionId, auction: &AuctionOf<T>) -> DispatchResult {
		let Some(Bid { bidder, amount }) = &auction.best else {
			return Self::end_unsold(id, auction, Event::AuctionUnsold { auction: id });
		};
		let sale = try_alone(|| Self::sell_lot(id, auction, bidder, *amount))?;
		sale.or_else(|reason| Self::void(id, auction, reason))
	}

	/// End an auction that is void for this reason.
	pub(crate) fn void(
		id: AuctionId,
		auction: &AuctionOf<T>,
		reason: DispatchError,
	) -> DispatchResult {
		Self::end_unsold(id, auction, Event::AuctionVoided { auction: id, reason })
	}

	/// End an auction without a sale, and repay a bid.
	fn end_unsold(id: AuctionId, auction: &AuctionOf<T>, outcome: Event<T>) -> DispatchResult {
		Self::close_auction(id, auction)?;
		Self::repay(id, auction.series, auction.best.as_ref())?;
		Self::deposit_event(outcome);
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
		let (terms, first_sale) = (Self::terms(*series)?, auction.is_first_sale());
		let fees::LotPrice { each, remainder } = fees::per_certificate(total, auction.size());
		let priced = items.iter().map(|item| (*item, seller.clone(), each, *fee_terms));
		let mut sale = Sale::<T>::new(*series, terms, first_sale, buyer.clone(), priced)?;
		// The remainder of the division is the insurance pool's.
		sale.fees.pool.ensure_add_assign(remainder)?;

		Self::close_auction(id, auction)?;
		Self::deliver(sale)?;
		let buyer = buyer.clone();
		Self::deposit_event(Event::AuctionSettled { auction: id, buyer, total, remainder });
		Ok(())
	}

	/// Remove an auction, sold or not, and unlock its certificates.
	fn close_auction(id: AuctionId, auction: &AuctionOf<T>) -> DispatchResult {
		Auctions::<T>::remove(id);
		Due::<T>::remove(auction.schedule.ends, id);
		let mut items = auction.items.iter();
		items.try_for_each(|item| Self::unlock(auction.series, *item, Lock::Auctioned(id)))
	}
}
