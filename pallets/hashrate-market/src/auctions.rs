//! Auctions: what opens them, and what is to be done when somebody touches one. What is done then is
//! in `lots`.

use crate::{
	auction::{dutch_price, least_after, window},
	types::{AuctionKind, AuctionOf, Schedule},
	Auction, Auctions, Config, Due, Error, Event, NextAuctionId, Pallet,
};
use dmex_primitives::{Balance, Clock, Day, Escrow, Items, Lock, Locks, SeriesId};
use frame_support::{ensure, traits::Get};
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

	/// Lock the lot, and write the auction down.
	fn open_auction(auction: AuctionOf<T>) -> DispatchResult {
		let id = NextAuctionId::<T>::get();
		let next = id.checked_add(1).ok_or(ArithmeticError::Overflow)?;
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

/// What is to be done with an auction that somebody touches.
pub(crate) enum Step<T> {
	/// It has become void, for this reason, and ends.
	Void(Error<T>),
	/// This is the highest bid from now on.
	Bid(Balance),
	/// It is sold at once for so much.
	Buy(Balance),
	/// It is withdrawn.
	Cancel,
	/// It is over.
	Settle,
}

/// Deciding. Nothing is written here.
impl<T: Config> Pallet<T> {
	/// What a bid of `amount` for the whole lot does.
	pub(crate) fn on_bid(
		bidder: &T::AccountId,
		auction: &AuctionOf<T>,
		amount: Balance,
	) -> Result<Step<T>, DispatchError> {
		let AuctionKind::English { buy_now, .. } = auction.kind else {
			return Err(Error::<T>::WrongKind.into());
		};
		Self::ensure_buys(bidder, auction)?;
		if let Some(price) = buy_now.filter(|price| amount >= *price) {
			return Ok(Step::Buy(price));
		}
		let least = Self::least_bid(auction).ok_or(ArithmeticError::Overflow)?;
		ensure!(amount >= least, Error::<T>::BidTooLow);
		Ok(Step::Bid(amount))
	}

	/// A Dutch auction is bought at the price of this block, at most `max_price`.
	pub(crate) fn on_buy_dutch(
		buyer: &T::AccountId,
		auction: &AuctionOf<T>,
		max_price: Balance,
	) -> Result<Step<T>, DispatchError> {
		let price = Self::price_now(auction).ok_or(Error::<T>::WrongKind)?;
		Self::ensure_buys(buyer, auction)?;
		ensure!(price <= max_price, Error::<T>::TooExpensive);
		Ok(Step::Buy(price))
	}

	/// The seller withdraws it.
	pub(crate) fn on_cancel(
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

	/// Anyone ends it.
	pub(crate) fn on_settle(auction: &AuctionOf<T>) -> Result<Step<T>, DispatchError> {
		ensure!(auction.schedule.is_over(Self::now()), Error::<T>::StillRunning);
		Ok(Step::Settle)
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

	/// What makes an auction void.
	pub fn flaw(auction: &AuctionOf<T>) -> Option<Error<T>> {
		if T::Escrow::freezes(auction.series) != auction.freezes {
			return Some(Error::<T>::FrozenMeanwhile);
		}
		let today = T::Clock::today();
		let nearly_ended = auction.last_day.is_some_and(|last_day| last_day <= today);
		nearly_ended.then_some(Error::<T>::NearlyEnded)
	}
}

/// Reading.
impl<T: Config> Pallet<T> {
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
