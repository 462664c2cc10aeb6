//! Opening of auctions, and decisions on them: which step a call takes. `steps` executes it.

use crate::{
	auction::{dutch_price, min_bid_after},
	fees,
	types::{AuctionKind, AuctionOf, Bid, Schedule},
	Auction, Auctions, Config, Due, Error, Event, Foreclosing, NextAuctionId, Pallet,
};
use alloc::vec;
use dmex_primitives::{
	AuctionId, Balance, Clock, Day, Escrow, ItemId, Items, LoanId, Lock, Locks, Secured, SeriesId,
	SeriesTerms,
};
use frame_support::{ensure, traits::Get};
use sp_runtime::{traits::EnsureAdd, ArithmeticError, DispatchError, DispatchResult};

/// Certificates that are put up for auction together.
struct Lot<AccountId> {
	seller: AccountId,
	series: SeriesId,
	items: Items,
	/// Whether they are unsold.
	first_sale: bool,
}

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
		let lot = Lot { seller, series, items, first_sale };
		let auction = Self::auction_of(lot, &terms, kind, schedule)?;
		Self::open_auction(auction).map(|_| ())
	}

	/// Put the collateral of a loan up for auction, in the name of its holder.
	pub(crate) fn do_foreclose(
		series: SeriesId,
		item: ItemId,
		loan: LoanId,
		reserve: Balance,
		duration: u32,
	) -> Result<AuctionId, DispatchError> {
		let terms = Self::terms(series)?;
		let kind = AuctionKind::English { reserve, buy_now: None };
		let schedule = Self::schedule(&kind, duration)?;
		let seller = Self::ensure_collateral(series, item, loan, &terms)?;
		let lot =
			Lot { seller, series, items: Items::truncate_from(vec![item]), first_sale: false };
		let auction = Self::auction_of(lot, &terms, kind, schedule)?;
		T::Certificates::unlock(series, item, Lock::Collateral)?;
		let id = Self::open_auction(auction)?;
		Foreclosing::<T>::insert(id, loan);
		Ok(id)
	}

	/// A certificate that secures this loan in the payment asset, and is in no auction yet; returns its
	/// holder.
	fn ensure_collateral(
		series: SeriesId,
		item: ItemId,
		loan: LoanId,
		terms: &SeriesTerms<T::AccountId>,
	) -> Result<T::AccountId, DispatchError> {
		let certificate = Self::certificate(series, item)?;
		if certificate.lock != Some(Lock::Collateral) {
			Self::ensure_no_lock(&certificate)?;
			return Err(Error::<T>::NotCollateral.into());
		}
		let secures = T::Certificates::lien(series, item)
			.is_some_and(|lien| lien.loan == loan && lien.asset == terms.payment_asset);
		ensure!(secures, Error::<T>::NotCollateral);
		Ok(certificate.owner)
	}

	/// The auction of a lot that opens now.
	fn auction_of(
		lot: Lot<T::AccountId>,
		terms: &SeriesTerms<T::AccountId>,
		kind: AuctionKind,
		schedule: Schedule,
	) -> Result<AuctionOf<T>, DispatchError> {
		let Lot { seller, series, items, first_sale } = lot;
		ensure!(kind.is_sound(), Error::<T>::InvalidPrices);
		Self::ensure_floor(terms, first_sale, kind.min_total(), items.len() as u32)?;
		let last_day = Self::ensure_on_sale(series, &items, first_sale)?;
		let min_unreleased = match last_day {
			Some(last_day) => Self::ensure_ends_before(series, &items, &schedule, last_day)?,
			None => 0,
		};
		Ok(Auction {
			seller,
			series,
			items,
			last_day,
			min_unreleased,
			kind,
			schedule,
			due: schedule.ends,
			step: T::BidStep::get(),
			fees: Self::fee_terms(),
			freezes: T::Escrow::freezes(series),
			best: None,
		})
	}

	/// Lock the lot, and store the auction; returns its id.
	fn open_auction(auction: AuctionOf<T>) -> Result<AuctionId, DispatchError> {
		let id = NextAuctionId::<T>::get();
		let next = id.ensure_add(1)?;
		let Auction { seller, series, items, kind, .. } = auction.clone();
		let (ends, rate) = (auction.schedule.ends, auction.fees.rate);
		for item in &items {
			T::Certificates::lock(series, *item, Lock::Auctioned(id))?;
		}
		NextAuctionId::<T>::put(next);
		Due::<T>::insert(auction.due, id, ());
		Auctions::<T>::insert(id, auction);
		let started =
			Event::AuctionStarted { auction: id, series, items, seller, kind, ends, rate };
		Self::deposit_event(started);
		Ok(id)
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

	/// Check that an auction of certificates that were sold before is over before the earliest of their
	/// last days begins. Returns the least deposit that is unreleased of each of them then.
	fn ensure_ends_before(
		series: SeriesId,
		items: &[ItemId],
		schedule: &Schedule,
		last_day: Day,
	) -> Result<Balance, DispatchError> {
		let latest = T::Clock::today().saturating_add(schedule.days(T::Clock::blocks(1)));
		ensure!(latest < last_day, Error::<T>::EndsTooLate);
		Self::min_unreleased(series, items, latest)
	}
}

/// Step that a call takes with an auction.
pub(crate) enum Step<AccountId> {
	/// End it, because it has become void for this reason.
	Void(DispatchError),
	/// Place a bid.
	Bid(Bid<AccountId>),
	/// Sell it immediately for this bid.
	Buy(Bid<AccountId>),
	/// Withdraw it.
	Cancel,
	/// End it without a sale, because the bidder leaves.
	Withdraw,
	/// Settle it, because it is over.
	Settle,
}

/// The step of a call, or the reason to refuse it.
type Decision<T> = Result<Step<<T as frame_system::Config>::AccountId>, DispatchError>;

/// Decisions. Nothing is written here.
impl<T: Config> Pallet<T> {
	/// A bid for the whole lot buys it at the price of `buy_now`; otherwise it is placed.
	pub(crate) fn decide_bid(bid: Bid<T::AccountId>, auction: &AuctionOf<T>) -> Decision<T> {
		let AuctionKind::English { buy_now, .. } = auction.kind else {
			return Err(Error::<T>::InvalidKind.into());
		};
		Self::ensure_buys(&bid.bidder, auction)?;
		if let Some(price) = buy_now.filter(|price| bid.amount >= *price) {
			return Ok(Step::Buy(Bid { amount: price, ..bid }));
		}
		let min_bid = Self::min_bid(auction).ok_or(ArithmeticError::Overflow)?;
		ensure!(bid.amount >= min_bid, Error::<T>::BidTooLow);
		// Time alone must not free the bidder.
		let left = Self::unreleased_at_end(auction, bid.amount);
		ensure!(left >= bid.min_unreleased, Error::<T>::TooLittleUnreleased);
		Ok(Step::Bid(bid))
	}

	/// The lot of a Dutch auction is bought at the price of this block, if at most `max_price`.
	pub(crate) fn decide_buy_dutch(
		bidder: T::AccountId,
		auction: &AuctionOf<T>,
		max_price: Balance,
		min_unreleased: Balance,
	) -> Decision<T> {
		let amount = Self::price_now(auction).ok_or(Error::<T>::InvalidKind)?;
		Self::ensure_buys(&bidder, auction)?;
		ensure!(amount <= max_price, Error::<T>::TooExpensive);
		Ok(Step::Buy(Bid { bidder, amount, min_unreleased }))
	}

	/// The seller withdraws an auction while it is not binding, unless it is a foreclosure.
	pub(crate) fn decide_cancel(
		who: &T::AccountId,
		id: AuctionId,
		auction: &AuctionOf<T>,
	) -> Decision<T> {
		ensure!(auction.seller == *who, Error::<T>::NotSeller);
		ensure!(Self::foreclosed_loan(id, auction).is_none(), Error::<T>::Foreclosed);
		let now = Self::now();
		ensure!(!auction.schedule.is_over(now), Error::<T>::AuctionOver);
		let binding = auction.best.is_some() && auction.schedule.is_binding(now);
		ensure!(!binding, Error::<T>::TooLateToCancel);
		Ok(Step::Cancel)
	}

	/// The bidder leaves an auction whose sale waits.
	pub(crate) fn decide_withdraw(who: &T::AccountId, auction: &AuctionOf<T>) -> Decision<T> {
		let is_best = auction.best.as_ref().is_some_and(|best| best.bidder == *who);
		ensure!(is_best, Error::<T>::NotBidder);
		ensure!(auction.schedule.is_over(Self::now()), Error::<T>::StillRunning);
		ensure!(Self::waits(auction), Error::<T>::NotWaiting);
		Ok(Step::Withdraw)
	}

	/// Anyone settles an auction that is over, and whose sale does not wait.
	pub(crate) fn decide_settle(auction: &AuctionOf<T>) -> Decision<T> {
		ensure!(auction.schedule.is_over(Self::now()), Error::<T>::StillRunning);
		ensure!(!Self::waits(auction), Error::<T>::WaitsForDays);
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
	pub(crate) fn void_reason(id: AuctionId, auction: &AuctionOf<T>) -> Option<DispatchError> {
		if T::Escrow::freezes(auction.series) != auction.freezes {
			return Some(Error::<T>::FrozenMeanwhile.into());
		}
		match auction.last_day {
			Some(last_day) if last_day <= T::Clock::today() => Some(Error::<T>::NearlyEnded.into()),
			Some(_) => Self::is_repaid(id, auction).then(|| Error::<T>::DebtRepaid.into()),
			// What does not pass once the miner settles earlier days passes never.
			None => match T::Escrow::ensure_on_sale(auction.series) {
				Err(reason) if !T::Escrow::waits_for_days(auction.series) => Some(reason),
				_ => None,
			},
		}
	}

	/// Whether an auction is a foreclosure whose debt is repaid.
	fn is_repaid(id: AuctionId, auction: &AuctionOf<T>) -> bool {
		let secures = |item: &ItemId| T::Certificates::lien(auction.series, *item).is_some();
		Self::foreclosed_loan(id, auction).is_some() && !auction.items.iter().any(secures)
	}

	/// Whether the sale to the highest bidder of an auction that is over waits until the miner has
	/// settled earlier days.
	pub(crate) fn waits(auction: &AuctionOf<T>) -> bool {
		let first_sale = auction.is_first_sale() && auction.best.is_some();
		first_sale && T::Escrow::waits_for_days(auction.series)
	}
}

/// Readers.
impl<T: Config> Pallet<T> {
	/// The loan that an auction forecloses; `None` if it is an ordinary one. First sales cost no read.
	pub fn foreclosed_loan(id: AuctionId, auction: &AuctionOf<T>) -> Option<LoanId> {
		match auction.is_first_sale() {
			true => None,
			false => Foreclosing::<T>::get(id),
		}
	}

	/// The minimum bid in an English auction; `None` for others, or if it does not fit.
	pub fn min_bid(auction: &AuctionOf<T>) -> Option<Balance> {
		match (auction.kind, &auction.best) {
			(AuctionKind::English { .. }, Some(best)) => min_bid_after(best.amount, auction.step),
			(AuctionKind::English { reserve, .. }, None) => Some(reserve),
			(AuctionKind::Dutch { .. }, _) => None,
		}
	}

	/// Least deposit that is certainly unreleased of each certificate of a lot, whenever the auction
	/// ends, if its price is `total`: in base units of the series' payment asset.
	pub fn unreleased_at_end(auction: &AuctionOf<T>, total: Balance) -> Balance {
		match auction.is_first_sale() {
			true => {
				let each = fees::per_certificate(total, auction.size()).each;
				fees::divide(each, auction.fees.rate).rest
			},
			false => auction.min_unreleased,
		}
	}

	/// Whether an auction is over and its sale waits until the miner has settled earlier days.
	pub fn is_waiting(id: AuctionId, auction: &AuctionOf<T>) -> bool {
		let over = auction.schedule.is_over(Self::now());
		over && Self::void_reason(id, auction).is_none() && Self::waits(auction)
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
