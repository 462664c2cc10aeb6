//! Opening of auctions, and decisions on them: which step a call takes. `steps` executes it.

use crate::{
	auction::{dutch_price, min_bid_after},
	types::{AuctionKind, AuctionOf, Schedule},
	Auction, Auctions, Config, Due, Error, Event, NextAuctionId, Pallet,
};
use dmex_primitives::{Balance, Clock, Day, Escrow, Items, Lock, Locks, SeriesId};
use frame_support::{ensure, traits::Get};
use sp_runtime::{traits::EnsureAdd, ArithmeticError, DispatchError, DispatchResult};

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
		let first_sale = Self::ensure_unlocked_lot(&seller, series, &items)?;
		ensure!(kind.is_sound(), Error::<T>::InvalidPrices);
		Self::ensure_floor(&terms, first_sale, kind.min_total(), items.len() as u32)?;
		let last_day = Self::ensure_on_sale(series, &items, first_sale)?;
		Self::ensure_ends_before(&schedule, last_day)?;
		Self::open_auction(Auction {
			seller,
			series,
			items,
			last_day,
			kind,
			schedule,
			step: T::BidStep::get(),
			fees: Self::fee_terms(),
			freezes: T::Escrow::freezes(series),
			best: None,
		})
	}

	/// Lock the lot, and store the auction.
	fn open_auction(auction: AuctionOf<T>) -> DispatchResult {
		let id = NextAuctionId::<T>::get();
		let next = id.ensure_add(1)?;
		let Auction { seller, series, items, kind, .. } = auction.clone();
		let (ends, rate) = (auction.schedule.ends, auction.fees.rate);
		for item in &items {
			T::Certificates::lock(series, *item, Lock::Auctioned(id))?;
		}
		NextAuctionId::<T>::put(next);
		Due::<T>::insert(ends, id, ());
		Auctions::<T>::insert(id, auction);
		let started =
			Event::AuctionStarted { auction: id, series, items, seller, kind, ends, rate };
		Self::deposit_event(started);
		Ok(())
	}

	/// The schedule of an auction that opens now.
	fn schedule(kind: &AuctionKind, duration: u32) -> Result<Schedule, DispatchError> {
		let max_duration = T::Clock::blocks(T::MaxListingDays::get());
		ensure!((1..=max_duration).contains(&duration), Error::<T>::InvalidDuration);
		let schedule = Schedule::open(Self::now(), duration);
		let (minutes, day) = (T::ExtensionMinutes::get(), T::Clock::blocks(1));
		let schedule = match kind {
			AuctionKind::English { .. } => schedule.and_then(|s| s.extended_by_bids(minutes, day)),
			AuctionKind::Dutch { .. } => schedule,
		};
		Ok(schedule.ok_or(Error::<T>::InvalidDuration)?)
	}

	/// An auction of certificates that were sold before is over before the earliest of their last
	/// days begins.
	fn ensure_ends_before(schedule: &Schedule, last_day: Option<Day>) -> DispatchResult {
		let Some(last_day) = last_day else { return Ok(()) };
		let latest = T::Clock::today().saturating_add(schedule.days(T::Clock::blocks(1)));
		ensure!(latest < last_day, Error::<T>::EndsTooLate);
		Ok(())
	}
}

/// Step that a call takes with an auction.
pub(crate) enum Step<T> {
	/// End it, because it has become void for this reason.
	Void(Error<T>),
	/// Place a bid of this amount.
	Bid(Balance),
	/// Sell it immediately for this price.
	Buy(Balance),
	/// Withdraw it.
	Cancel,
	/// Settle it, because it is over.
	Settle,
}

/// Decisions. Nothing is written here.
impl<T: Config> Pallet<T> {
	/// A bid of `amount` for the whole lot buys it at the price of `buy_now`; otherwise it is
	/// placed.
	pub(crate) fn decide_bid(
		bidder: &T::AccountId,
		auction: &AuctionOf<T>,
		amount: Balance,
	) -> Result<Step<T>, DispatchError> {
		let AuctionKind::English { buy_now, .. } = auction.kind else {
			return Err(Error::<T>::InvalidKind.into());
		};
		Self::ensure_buys(bidder, auction)?;
		if let Some(price) = buy_now.filter(|price| amount >= *price) {
			return Ok(Step::Buy(price));
		}
		let min_bid = Self::min_bid(auction).ok_or(ArithmeticError::Overflow)?;
		ensure!(amount >= min_bid, Error::<T>::BidTooLow);
		Ok(Step::Bid(amount))
	}

	/// The lot of a Dutch auction is bought at the price of this block, if at most `max_price`.
	pub(crate) fn decide_buy_dutch(
		buyer: &T::AccountId,
		auction: &AuctionOf<T>,
		max_price: Balance,
	) -> Result<Step<T>, DispatchError> {
		let price = Self::price_now(auction).ok_or(Error::<T>::InvalidKind)?;
		Self::ensure_buys(buyer, auction)?;
		ensure!(price <= max_price, Error::<T>::TooExpensive);
		Ok(Step::Buy(price))
	}

	/// The seller withdraws an auction while it is not binding.
	pub(crate) fn decide_cancel(
		who: &T::AccountId,
		auction: &AuctionOf<T>,
	) -> Result<Step<T>, DispatchError> {
		ensure!(auction.seller == *who, Error::<T>::NotSeller);
		let now = Self::now();
		ensure!(!auction.schedule.is_over(now), Error::<T>::AuctionOver);
		let binding = auction.best.is_some() && auction.schedule.is_binding(now);
		ensure!(!binding, Error::<T>::TooLateToCancel);
		Ok(Step::Cancel)
	}

	/// Anyone settles an auction that is over.
	pub(crate) fn decide_settle(auction: &AuctionOf<T>) -> Result<Step<T>, DispatchError> {
		ensure!(auction.schedule.is_over(Self::now()), Error::<T>::StillRunning);
		Ok(Step::Settle)
	}

	/// An auction in which `who` may bid or buy now.
	fn ensure_buys(who: &T::AccountId, auction: &AuctionOf<T>) -> DispatchResult {
		ensure!(auction.seller != *who, Error::<T>::BuyFromSelf);
		Self::ensure_running(auction)
	}

	/// An auction that is not over, and whose lot may be sold now.
	pub(crate) fn ensure_running(auction: &AuctionOf<T>) -> DispatchResult {
		ensure!(!auction.schedule.is_over(Self::now()), Error::<T>::AuctionOver);
		// Whatever stops a resale has made the auction void.
		match auction.is_first_sale() {
			true => T::Escrow::ensure_on_sale(auction.series),
			false => Ok(()),
		}
	}

	/// The reason why an auction has become void, if it has.
	pub(crate) fn void_reason(auction: &AuctionOf<T>) -> Option<Error<T>> {
		if T::Escrow::freezes(auction.series) != auction.freezes {
			return Some(Error::<T>::FrozenMeanwhile);
		}
		let today = T::Clock::today();
		let nearly_ended = auction.last_day.is_some_and(|last_day| last_day <= today);
		nearly_ended.then_some(Error::<T>::NearlyEnded)
	}
}

/// Readers.
impl<T: Config> Pallet<T> {
	/// The minimum bid in an English auction; `None` for others, or if it does not fit.
	pub fn min_bid(auction: &AuctionOf<T>) -> Option<Balance> {
		match (auction.kind, &auction.best) {
			(AuctionKind::English { .. }, Some(best)) => min_bid_after(best.amount, auction.step),
			(AuctionKind::English { reserve, .. }, None) => Some(reserve),
			(AuctionKind::Dutch { .. }, _) => None,
		}
	}

	/// The price of a Dutch auction in this block; `None` for others.
	pub fn price_now(auction: &AuctionOf<T>) -> Option<Balance> {
		match auction.kind {
			AuctionKind::Dutch { start_price, floor } => {
				Some(dutch_price(&auction.schedule, start_price, floor, Self::now()))
			},
			AuctionKind::English { .. } => None,
		}
	}
}
