//! Auctions that became void: any call for one ends it, and charges nothing.

use super::*;

/// A call ends the auction, for which the buyer had bid 9,000, as void for this reason.
fn voided(id: AuctionId, why: DispatchError, call: impl FnOnce() -> DispatchResult) {
	events();
	assert_ok!(call());
	assert!(is_over(id));
	let repaid = Event::BidRepaid { auction: id, bidder: BUYER, amount: 9_000 };
	let voided = Event::AuctionVoided { auction: id, reason: why };
	assert_eq!(events(), [repaid, voided]);
	assert_eq!((usdt(BUYER), usdt(STRANGER)), (FUNDS, FUNDS));
	assert_eq!(Due::<Test>::iter().count(), 0);
}

fn frozen() -> DispatchError {
	Error::<Test>::FrozenMeanwhile.into()
}

/// An auction with a bid of the buyer.
fn bidden(auction: fn() -> AuctionId) -> AuctionId {
	let id = auction();
	assert_ok!(bid(BUYER, id, 9_000));
	id
}

fn by_any_call(auction: fn() -> AuctionId, why: DispatchError, spoil: fn(), end: fn()) {
	let calls: [fn(AuctionId) -> DispatchResult; 8] = [
		|id| bid(STRANGER, id, 20_000),
		|id| bid(BUYER, id, 20_000),
		|id| bid(STRANGER, id, 0),
		|id| buy_dutch(STRANGER, id, 0),
		|id| cancel(STRANGER, id),
		|id| settle(STRANGER, id),
		|id| withdraw(STRANGER, id),
		|_| {
			end_block(ENDS, Weight::MAX);
			Ok(())
		},
	];
	for call in calls {
		execute_with_checks(|| {
			let id = bidden(auction);
			spoil();
			voided(id, why, || call(id));
			end();
		});
	}
}

#[test]
fn by_a_freeze_of_a_first_sale() {
	let end = || assert!(all_are(0..3, UNSOLD));
	by_any_call(first_sale, frozen(), freeze, end);
}

#[test]
fn by_a_freeze_of_a_resale() {
	let end = || assert!(all_are(50..53, HELD));
	by_any_call(resale, frozen(), freeze, end);
}

#[test]
fn by_a_freeze_that_ended() {
	let resumed = || (freeze(), Frozen::set(false)).1;
	let end = || assert!(all_are(50..53, HELD));
	by_any_call(resale, frozen(), resumed, end);
}

#[test]
fn by_a_termination() {
	by_any_call(first_sale, frozen(), terminate, || ());
}

/// A miner that was banned or is in default, or whose network was closed, never sells again.
#[test]
fn by_a_first_sale_that_can_never_be_made() {
	let end = || assert!(all_are(0..3, UNSOLD));
	// An event keeps no text.
	by_any_call(first_sale, DispatchError::Other(""), || Barred::set(true), end);
	let late_too = || (Barred::set(true), Late::set(true)).1;
	by_any_call(first_sale, DispatchError::Other(""), late_too, end);
}

#[test]
fn not_by_what_passes_once_the_miner_settles_its_days() {
	execute_with_checks(|| {
		let id = bidden(first_sale);
		Late::set(true);
		assert_noop!(bid(STRANGER, id, 20_000), DispatchError::Other("late"));
		assert_noop!(settle(STRANGER, id), Error::<Test>::StillRunning);
		Barred::set(true);
		let other = resale();
		assert_noop!(settle(STRANGER, other), Error::<Test>::StillRunning);
	});
}

#[test]
fn by_the_last_day_of_a_certificate() {
	let last_day = || Today::set(LAST_DAY);
	let end = || assert!(all_are(50..53, HELD));
	by_any_call(resale, Error::<Test>::NearlyEnded.into(), last_day, end);
}

#[test]
fn not_by_the_day_before() {
	execute_with_checks(|| {
		let id = bidden(resale);
		Today::set(LAST_DAY - 1);
		assert_noop!(settle(STRANGER, id), Error::<Test>::StillRunning);
		at(ENDS + 1);
		assert_ok!(settle(STRANGER, id));
		assert!(all_are(50..53, SOLD));
	});
}

/// The collateral of a loan is the holder's again once the debt is repaid.
#[test]
fn by_a_debt_that_is_repaid() {
	let end = || assert_eq!((certificate(50), Foreclosing::<Test>::iter().count()), (HELD, 0));
	by_any_call(foreclosure, Error::<Test>::DebtRepaid.into(), || repay_debt(50), end);
}

#[test]
fn by_a_freeze_of_a_foreclosure() {
	let end = || assert_eq!((certificate(50), Foreclosing::<Test>::iter().count()), (LENT, 0));
	by_any_call(foreclosure, frozen(), freeze, end);
}

#[test]
fn not_by_a_freeze_before_it_opened() {
	execute_with_checks(|| {
		freeze();
		Frozen::set(false);
		let id = bidden(first_sale);
		assert_noop!(settle(STRANGER, id), Error::<Test>::StillRunning);
	});
}

#[test]
fn without_a_bid_or_falling() {
	execute_with_checks(|| {
		let id = first_sale();
		assert_ok!(start(MINER, 3..6, dutch(9_000, 9_000), LASTS));
		freeze();
		events();
		assert_ok!(settle(STRANGER, id));
		assert_ok!(buy_dutch(BUYER, 1, FUNDS));
		let reason = DispatchError::from(Error::<Test>::FrozenMeanwhile);
		let voided = [id, 1].map(|auction| Event::AuctionVoided { auction, reason });
		assert_eq!((events(), usdt(BUYER)), (voided.to_vec(), FUNDS));
		assert!(all_are(0..6, UNSOLD));
	});
}

#[test]
fn even_at_the_price_that_buys_immediately() {
	execute_with_checks(|| {
		assert_ok!(start(MINER, 0..3, english(9_000, Some(9_000)), LASTS));
		freeze();
		assert_ok!(bid(BUYER, 0, 9_000));
		assert!(is_over(0) && all_are(0..3, UNSOLD));
		assert_eq!(usdt(BUYER), FUNDS);
	});
}

/// After a termination deposits are refunded and certificates unlocked, before anyone voids the
/// auction.
#[test]
fn with_certificates_that_were_unlocked_or_burnt() {
	execute_with_checks(|| {
		let id = bidden(resale);
		terminate();
		refund(50);
		retire(51);
		assert_ok!(Market::do_try_state());
		Certs::insert((SERIES, 50), (STRANGER, true, Some(Lock::Staked)));
		assert_ok!(settle(STRANGER, id));
		assert_eq!((usdt(BUYER), is_over(id)), (FUNDS, true));
		assert_eq!(certificate(50), (STRANGER, true, Some(Lock::Staked)));
		assert_eq!(certificate(52), HELD);
	});
}

#[test]
fn with_a_bidder_who_cannot_be_paid() {
	execute_with_checks(|| {
		let id = bidden(resale);
		block(BUYER);
		freeze();
		assert_ok!(settle(STRANGER, id));
		assert_eq!((usdt(BUYER), credit(BUYER, USDT)), (FUNDS - 9_000, 9_000));
		assert!(is_over(id) && all_are(50..53, HELD));
	});
}
