//! Auctions: opened, bid for, settled, voided.

use crate::{
	auction::{dutch_price, least_after, window},
	fees::{self, Bill},
	sales::{Piece, Sale},
	types::{AuctionKind, AuctionOf, Bid, Schedule},
	Auction, Auctions, Config, Due, Error, Event, NextAuctionId, Pallet,
};
use alloc::vec::Vec;
use dmex_primitives::{AuctionId, Balance, Clock, Day, Escrow, Items, Lock, Locks, SeriesId};
use frame_support::{ensure, storage::with_storage_layer, traits::Get};
use sp_runtime::{traits::UniqueSaturatedInto, ArithmeticError, DispatchError, DispatchResult};

/// Opening.
impl<T: Config> Pallet<T> {
	/// Put a lot up for auction by its owner.
	pub(crate) fn do_start_auction(
		seller: T::AccountId,
		series: SeriesId,
		items: Items,
		kind: AuctionKind,
		duration: u32,
	) -> DispatchResult {
		Self::ensure_list(&items)?;
		let terms = Self::terms(series)?;
		let schedule = Self::schedule(&kind, duration)?;
		let first_sale = Self::ensure_free_lot(&seller, series, &items)?;
		ensure!(kind.is_sound(), Error::<T>::InvalidPrices);
		Self::ensure_floor(&terms, first_sale, kind.least(), items.len() as u32)?;
		let last_day = Self::ensure_on_sale(series, &items, first_sale)?;
		Self::ensure_ends_before(&schedule, last_day)?;
		let auction = NextAuctionId::<T>::get();
		let next = auction.checked_add(1).ok_or(ArithmeticError::Overflow)?;

		let (fees, step, freezes) =
			(Self::fee_terms(), T::BidStep::get(), T::Escrow::freezes(series));
		let (ends, rate) = (schedule.ends, fees.rate);
		for item in &items {
			T::Certificates::lock(series, *item, Lock::Auctioned(auction))?;
		}
		NextAuctionId::<T>::put(next);
		Due::<T>::insert(ends, auction, ());
		let (lot, by, best) = (items.clone(), seller.clone(), None);
		Auctions::<T>::insert(
			auction,
			Auction {
				seller: by,
				series,
				items: lot,
				last_day,
				kind,
				schedule,
				step,
				fees,
				freezes,
				best,
			},
		);
		Self::deposit_event(Event::AuctionStarted {
			auction,
			series,
			items,
			seller,
			kind,
			ends,
			rate,
		});
		Ok(())
	}

	/// When an auction that opens now is open.
	fn schedule(kind: &AuctionKind, duration: u32) -> Result<Schedule, DispatchError> {
		let longest = T::Clock::blocks(T::MaxListingDays::get());
		ensure!((1..=longest).contains(&duration), Error::<T>::InvalidDuration);
		let day = T::Clock::blocks(1);
		let (window, extension) = match kind {
			AuctionKind::English { .. } => (window(T::ExtensionMinutes::get(), day), day),
			AuctionKind::Dutch { .. } => (0, 0),
		};
		let schedule = Schedule::open(Self::now(), duration, window, extension);
		Ok(schedule.ok_or(Error::<T>::InvalidDuration)?)
	}

	/// That an auction of certificates that were sold before is over before their last day begins.
	fn ensure_ends_before(schedule: &Schedule, last_day: Option<Day>) -> DispatchResult {
		let Some(last_day) = last_day else { return Ok(()) };
		let latest = T::Clock::today().saturating_add(schedule.days(T::Clock::blocks(1)));
		ensure!(latest < last_day, Error::<T>::EndsTooLate);
		Ok(())
	}

	pub(crate) fn now() -> u32 {
		frame_system::Pallet::<T>::block_number().unique_saturated_into()
	}
}

/// Buying. Whoever touches an auction that has become void voids it: then the call succeeds.
impl<T: Config> Pallet<T> {
	/// Bid `amount` for the whole lot; tells whether the auction is over by it.
	pub(crate) fn do_bid(
		bidder: T::AccountId,
		id: AuctionId,
		amount: Balance,
	) -> Result<bool, DispatchError> {
		let mut auction = Self::auction(id)?;
		if Self::void_if_it_is(id, &auction)? {
			return Ok(true);
		}
		let AuctionKind::English { buy_now, .. } = auction.kind else {
			return Err(Error::<T>::WrongKind.into());
		};
		Self::ensure_buys(&bidder, &auction)?;
		let at_once = buy_now.filter(|price| amount >= *price);
		let least = Self::least_bid(&auction).ok_or(ArithmeticError::Overflow)?;
		ensure!(at_once.is_some() || amount >= least, Error::<T>::BidTooLow);
		let amount = at_once.unwrap_or(amount);

		let asset = Self::terms(auction.series)?.payment_asset;
		match auction.best.take() {
			Some(own) if own.bidder == bidder => {
				Self::take(&asset, &bidder, amount.saturating_sub(own.amount))?;
			},
			outbid => {
				Self::take(&asset, &bidder, amount)?;
				Self::repay(id, auction.series, outbid)?;
			},
		}
		if at_once.is_some() {
			return Self::sell_lot(id, &auction, bidder, amount).map(|()| true);
		}
		Self::note_bid(id, auction, Bid { bidder, amount });
		Ok(false)
	}

	/// A bid stands; it may move the end.
	fn note_bid(id: AuctionId, mut auction: AuctionOf<T>, bid: Bid<T::AccountId>) {
		Due::<T>::remove(auction.schedule.ends, id);
		auction.schedule = auction.schedule.after_bid(Self::now());
		let ends = auction.schedule.ends;
		Due::<T>::insert(ends, id, ());
		auction.best = Some(bid.clone());
		Auctions::<T>::insert(id, auction);
		let Bid { bidder, amount } = bid;
		Self::deposit_event(Event::BidPlaced { auction: id, bidder, amount, ends });
	}

	/// Buy the lot of a Dutch auction at the price of this block, at most `max_price`.
	pub(crate) fn do_buy_dutch(
		buyer: T::AccountId,
		id: AuctionId,
		max_price: Balance,
	) -> DispatchResult {
		let auction = Self::auction(id)?;
		if Self::void_if_it_is(id, &auction)? {
			return Ok(());
		}
		let price = Self::price_now(&auction).ok_or(Error::<T>::WrongKind)?;
		Self::ensure_buys(&buyer, &auction)?;
		ensure!(price <= max_price, Error::<T>::TooExpensive);
		let asset = Self::terms(auction.series)?.payment_asset;

		Self::take(&asset, &buyer, price)?;
		Self::sell_lot(id, &auction, buyer, price)
	}

	/// That `who` may bid or buy now.
	fn ensure_buys(who: &T::AccountId, auction: &AuctionOf<T>) -> DispatchResult {
		ensure!(auction.seller != *who, Error::<T>::BuyFromSelf);
		ensure!(!auction.schedule.is_over(Self::now()), Error::<T>::AuctionOver);
		// What could stop a resale makes the auction void.
		match auction.is_first_sale() {
			true => T::Escrow::ensure_on_sale(auction.series),
			false => Ok(()),
		}
	}

	/// The least that may be bid in an English auction; nothing in others, or if it does not fit.
	pub fn least_bid(auction: &AuctionOf<T>) -> Option<Balance> {
		match (auction.kind, &auction.best) {
			(AuctionKind::English { .. }, Some(best)) => least_after(best.amount, auction.step),
			(AuctionKind::English { reserve, .. }, None) => Some(reserve),
			(AuctionKind::Dutch { .. }, _) => None,
		}
	}

	/// The price of a Dutch auction in this block; nothing for others.
	pub fn price_now(auction: &AuctionOf<T>) -> Option<Balance> {
		match auction.kind {
			AuctionKind::Dutch { start_price, floor } => {
				Some(dutch_price(&auction.schedule, start_price, floor, Self::now()))
			},
			AuctionKind::English { .. } => None,
		}
	}
}

/// Ending.
impl<T: Config> Pallet<T> {
	/// Withdraw an auction, by its seller.
	pub(crate) fn do_cancel_auction(who: T::AccountId, id: AuctionId) -> DispatchResult {
		let auction = Self::auction(id)?;
		if Self::void_if_it_is(id, &auction)? {
			return Ok(());
		}
		ensure!(auction.seller == who, Error::<T>::NotSeller);
		let now = Self::now();
		ensure!(!auction.schedule.is_over(now), Error::<T>::AuctionOver);
		let binding = auction.best.is_some() && auction.schedule.is_closing(now);
		ensure!(!binding, Error::<T>::TooLateToCancel);

		Self::close_auction(id, &auction)?;
		Self::repay(id, auction.series, auction.best)?;
		Self::deposit_event(Event::AuctionCancelled { auction: id });
		Ok(())
	}

	/// End an auction that is due or void, by anyone.
	pub(crate) fn do_settle_auction(id: AuctionId) -> DispatchResult {
		let auction = Self::auction(id)?;
		if Self::void_if_it_is(id, &auction)? {
			return Ok(());
		}
		ensure!(auction.schedule.is_over(Self::now()), Error::<T>::StillRunning);
		Self::settle(id, auction)
	}

	/// Sell the lot to the highest bidder, if there is one. A sale that fails is void.
	pub(crate) fn settle(id: AuctionId, auction: AuctionOf<T>) -> DispatchResult {
		let Some(Bid { bidder, amount }) = auction.best.clone() else {
			Self::close_auction(id, &auction)?;
			Self::deposit_event(Event::AuctionUnsold { auction: id });
			return Ok(());
		};
		let sale = with_storage_layer(|| Self::sell_lot(id, &auction, bidder, amount));
		sale.or_else(|reason| Self::void(id, &auction, reason))
	}

	/// Void an auction if it has become so; tells whether it had.
	pub(crate) fn void_if_it_is(
		id: AuctionId,
		auction: &AuctionOf<T>,
	) -> Result<bool, DispatchError> {
		let Some(reason) = Self::flaw(auction) else { return Ok(false) };
		Self::void(id, auction, reason.into())?;
		Ok(true)
	}

	/// What makes an auction void.
	pub fn flaw(auction: &AuctionOf<T>) -> Option<Error<T>> {
		if T::Escrow::freezes(auction.series) != auction.freezes {
			return Some(Error::<T>::FrozenMeanwhile);
		}
		let today = T::Clock::today();
		let nearly_ended = auction.last_day.is_some_and(|last_day| last_day <= today);
		nearly_ended.then_some(Error::<T>::NearlyEnded)
	}

	fn void(id: AuctionId, auction: &AuctionOf<T>, reason: DispatchError) -> DispatchResult {
		Self::close_auction(id, auction)?;
		Self::repay(id, auction.series, auction.best.clone())?;
		Self::deposit_event(Event::AuctionVoided { auction: id, reason });
		Ok(())
	}

	/// Sell the lot for `total`, which is in the pallet's account.
	fn sell_lot(
		id: AuctionId,
		auction: &AuctionOf<T>,
		buyer: T::AccountId,
		total: Balance,
	) -> DispatchResult {
		let Auction { series, items, seller, fees: fee_terms, .. } = auction;
		let terms = Self::terms(*series)?;
		let fees::Lot { each, remainder } = fees::per_certificate(total, auction.size());
		let (mut bill, mut pieces) = (Bill::default(), Vec::with_capacity(items.len()));
		for item in items {
			let parts = bill.add(each, *fee_terms)?;
			pieces.push(Piece { item: *item, seller: seller.clone(), price: each, parts });
		}

		Self::close_auction(id, auction)?;
		Self::give_to_pool(&terms.payment_asset, remainder)?;
		Self::deliver(Sale {
			series: *series,
			terms: &terms,
			first_sale: auction.is_first_sale(),
			buyer: &buyer,
			pieces,
			fees: bill.fees,
		})?;
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

	/// Give a bid back to its bidder.
	fn repay(id: AuctionId, series: SeriesId, bid: Option<Bid<T::AccountId>>) -> DispatchResult {
		let Some(Bid { bidder, amount }) = bid else { return Ok(()) };
		Self::pay(&Self::terms(series)?.payment_asset, &bidder, amount)?;
		Self::deposit_event(Event::BidRepaid { auction: id, bidder, amount });
		Ok(())
	}

	pub(crate) fn auction(id: AuctionId) -> Result<AuctionOf<T>, DispatchError> {
		Ok(Auctions::<T>::get(id).ok_or(Error::<T>::UnknownAuction)?)
	}
}
