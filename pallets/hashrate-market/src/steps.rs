//! Steps with an auction: a bid is placed; the lot is sold, withdrawn or voided.

use crate::{
	auctions::Step,
	delivery::Sale,
	fees,
	types::{AuctionKind, AuctionOf, Bid},
	weights::WeightInfo,
	Auction, Auctions, Config, Due, Error, Event, Foreclosing, Pallet,
};
use dmex_primitives::{try_alone, AuctionId, Clock, Lock, SeriesId, MAX_ITEMS};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, WithPostDispatchInfo},
	weights::Weight,
};
use sp_runtime::{
	traits::{EnsureAddAssign, EnsureSub},
	DispatchError, DispatchResult,
};

/// Number of times in a day that the chain looks at an auction whose sale waits.
const LOOKS_PER_DAY: u32 = 24;

/// Maximum weight of a step with an auction that is not known yet, given what it costs for a lot of a
/// size.
pub(crate) fn any_lot<T: Config>(weight: impl FnOnce(u32) -> Weight) -> Weight {
	weight(MAX_ITEMS).max(Pallet::<T>::foreclosed_weight())
}

/// Execution.
impl<T: Config> Pallet<T> {
	/// Execute a call for an auction. If it has become void the call ends it, whatever it
	/// was for; otherwise it takes the step that `decide` chooses. A call that `decide` refuses
	/// costs the weight of a bid, any other the weight of its step.
	pub(crate) fn with_auction(
		id: AuctionId,
		decide: impl FnOnce(&AuctionOf<T>) -> Result<Step<T::AccountId>, DispatchError>,
	) -> DispatchResultWithPostInfo {
		let refused = |error: DispatchError| error.with_weight(T::WeightInfo::bid());
		let auction = Auctions::<T>::get(id).ok_or(Error::<T>::UnknownAuction);
		let auction = auction.map_err(|error| refused(error.into()))?;
		let step = match Self::void_reason(id, &auction) {
			Some(reason) => Step::Void(reason),
			None => decide(&auction).map_err(refused)?,
		};
		let used = Self::step_weight(id, &auction, &step);
		match Self::execute(id, auction, step) {
			Ok(()) => Ok(Some(used).into()),
			Err(error) => Err(error.with_weight(used)),
		}
	}

	fn execute(id: AuctionId, auction: AuctionOf<T>, step: Step<T::AccountId>) -> DispatchResult {
		match step {
			Step::Void(reason) => Self::void(id, &auction, reason),
			Step::Bid(bid) => Self::place_bid(id, auction, bid),
			Step::Buy(bid) => {
				Self::pay_in(id, &auction, &bid)?;
				Self::sell_lot(id, &auction, &bid)
			},
			Step::Cancel => Self::end_unsold(id, &auction, Event::AuctionCancelled { auction: id }),
			Step::Withdraw => Self::end_unsold(id, &auction, Event::AuctionUnsold { auction: id }),
			Step::Settle => Self::settle(id, &auction),
		}
	}

	/// Maximum weight of a step with this auction.
	fn step_weight(id: AuctionId, auction: &AuctionOf<T>, step: &Step<T::AccountId>) -> Weight {
		let certificates = auction.size();
		match (step, auction.kind) {
			(Step::Bid(_), _) => T::WeightInfo::bid(),
			_ if Self::foreclosed_loan(id, auction).is_some() => Self::foreclosed_weight(),
			(Step::Buy(_), AuctionKind::English { .. }) => {
				T::WeightInfo::bid().saturating_add(Self::settle_weight(certificates))
			},
			(Step::Buy(_), AuctionKind::Dutch { .. }) => Self::dutch_weight(certificates),
			(Step::Void(_) | Step::Cancel | Step::Withdraw, _) => Self::unsold_weight(certificates),
			(Step::Settle, _) => Self::end_weight(id, auction),
		}
	}

	/// Maximum weight of settling an auction.
	pub(crate) fn end_weight(id: AuctionId, auction: &AuctionOf<T>) -> Weight {
		match auction.best {
			_ if Self::foreclosed_loan(id, auction).is_some() => Self::foreclosed_weight(),
			Some(_) => Self::settle_weight(auction.size()),
			None => Self::unsold_weight(auction.size()),
		}
	}

	/// Maximum weight of ending a foreclosure, sold or not.
	fn foreclosed_weight() -> Weight {
		T::WeightInfo::settle_foreclosed().max(Self::unsold_weight(1))
	}

	/// Maximum weight of ending an auction without a sale.
	pub(crate) fn unsold_weight(certificates: u32) -> Weight {
		T::WeightInfo::cancel_auction(certificates).max(T::WeightInfo::withdraw_bid(certificates))
	}

	/// Maximum weight of selling a lot to the highest bidder, or of voiding its auction.
	pub(crate) fn settle_weight(certificates: u32) -> Weight {
		T::WeightInfo::settle_auction(certificates)
			.max(T::WeightInfo::settle_resale(certificates))
			.max(Self::unsold_weight(certificates))
	}

	/// Maximum weight of buying a lot in a Dutch auction, or of voiding the auction.
	pub(crate) fn dutch_weight(certificates: u32) -> Weight {
		T::WeightInfo::buy_dutch(certificates)
			.max(T::WeightInfo::buy_dutch_resale(certificates))
			.max(Self::unsold_weight(certificates))
	}
}

/// Bids.
impl<T: Config> Pallet<T> {
	/// Charge the bidder, and repay the bid before.
	fn pay_in(id: AuctionId, auction: &AuctionOf<T>, bid: &Bid<T::AccountId>) -> DispatchResult {
		let asset = Self::terms(auction.series)?.payment_asset;
		match &auction.best {
			Some(own) if own.bidder == bid.bidder => {
				Self::hold(&asset, &bid.bidder, bid.amount.ensure_sub(own.amount)?)
			},
			outbid => {
				Self::hold(&asset, &bid.bidder, bid.amount)?;
				Self::repay_bid(id, auction.series, outbid.as_ref())
			},
		}
	}

	/// Make a bid the highest; it may move the end.
	fn place_bid(
		id: AuctionId,
		mut auction: AuctionOf<T>,
		bid: Bid<T::AccountId>,
	) -> DispatchResult {
		Self::pay_in(id, &auction, &bid)?;
		let Bid { bidder, amount, .. } = bid.clone();
		auction.schedule = auction.schedule.after_bid(Self::now());
		auction.best = Some(bid);
		let ends = auction.schedule.ends;
		Self::store_due(id, auction, ends);
		Self::deposit_event(Event::BidPlaced { auction: id, bidder, amount, ends });
		Ok(())
	}

	/// Write an auction that is due in another block.
	fn store_due(id: AuctionId, mut auction: AuctionOf<T>, due: u32) {
		Due::<T>::remove(auction.due, id);
		Due::<T>::insert(due, id, ());
		auction.due = due;
		Auctions::<T>::insert(id, auction);
	}

	/// Repay a bid to its bidder.
	fn repay_bid(
		id: AuctionId,
		series: SeriesId,
		bid: Option<&Bid<T::AccountId>>,
	) -> DispatchResult {
		let Some(Bid { bidder, amount, .. }) = bid else { return Ok(()) };
		Self::repay(&Self::terms(series)?.payment_asset, bidder, *amount)?;
		let (bidder, amount) = (bidder.clone(), *amount);
		Self::deposit_event(Event::BidRepaid { auction: id, bidder, amount });
		Ok(())
	}
}

/// Ends of auctions.
impl<T: Config> Pallet<T> {
	/// Sell the lot to the highest bidder, if there is one. A sale that fails is void.
	pub(crate) fn settle(id: AuctionId, auction: &AuctionOf<T>) -> DispatchResult {
		let Some(bid) = &auction.best else {
			return Self::end_unsold(id, auction, Event::AuctionUnsold { auction: id });
		};
		let sale = try_alone(|| Self::sell_lot(id, auction, bid))?;
		sale.or_else(|reason| Self::void(id, auction, reason))
	}

	/// Look at an auction whose sale waits again a while later.
	pub(crate) fn requeue(id: AuctionId, auction: AuctionOf<T>) {
		if auction.due == auction.schedule.ends {
			Self::deposit_event(Event::AuctionWaits { auction: id });
		}
		let interval = T::Clock::blocks(1).checked_div(LOOKS_PER_DAY).unwrap_or_default().max(1);
		Self::store_due(id, auction, Self::now().saturating_add(interval));
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
		Self::repay_bid(id, auction.series, auction.best.as_ref())?;
		Self::deposit_event(outcome);
		Ok(())
	}

	/// Sell the lot for a bid whose money is in the pallet's account.
	fn sell_lot(id: AuctionId, auction: &AuctionOf<T>, bid: &Bid<T::AccountId>) -> DispatchResult {
		let Bid { bidder: buyer, amount, min_unreleased } = bid;
		let total = *amount;
		let Auction { series, items, seller, fees: fee_terms, .. } = auction;
		let (terms, first_sale) = (Self::terms(*series)?, auction.is_first_sale());
		let fees::LotPrice { each, remainder } = fees::per_certificate(total, auction.size());
		let priced = items.iter().map(|item| (*item, seller.clone(), each, *fee_terms));
		let mut sale = Sale::<T>::new(*series, terms, first_sale, buyer.clone(), priced)?;
		// The remainder of the division is the insurance pool's.
		sale.fees.pool.ensure_add_assign(remainder)?;
		sale.ensure_unreleased(*min_unreleased)?;

		sale.foreclosed = Self::foreclosed_loan(id, auction).is_some();
		Self::close_auction(id, auction)?;
		Self::note_leaving(&sale.terms.payment_asset, total)?;
		Self::deliver(sale)?;
		let buyer = buyer.clone();
		Self::deposit_event(Event::AuctionSettled { auction: id, buyer, total, remainder });
		Ok(())
	}

	/// Remove an auction, sold or not, and unlock its certificates; one with a lien becomes collateral
	/// again.
	fn close_auction(id: AuctionId, auction: &AuctionOf<T>) -> DispatchResult {
		Auctions::<T>::remove(id);
		Due::<T>::remove(auction.due, id);
		// Ordinary auctions cost no write.
		if Self::foreclosed_loan(id, auction).is_some() {
			Foreclosing::<T>::remove(id);
		}
		let mut items = auction.items.iter();
		items.try_for_each(|item| Self::unlock(auction.series, *item, Lock::Auctioned(id)))
	}
}
