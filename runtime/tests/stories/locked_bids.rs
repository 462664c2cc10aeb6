//! A bid locked for ever: every way in which money that somebody bid could stay behind. Each time
//! all of it comes back, and nothing is left with the market.

use crate::{people::*, steps::*, trading::*, world::*};
use dmex_primitives::{AuctionId, SeriesId};
use pallet_hashrate_market::{Call, Error, Event};
use pallet_risk_escrow::Error as EscrowError;
use sp_runtime::DispatchError;

const BID: Balance = 2_000_000;

/// Charlie bids for certificate 0 of `mine`, `then` something happens, and he has what he had.
fn comes_back(then: impl FnOnce(SeriesId, AuctionId)) {
	play(|| {
		let series = mine();
		let before = balance(&charlie(), &DOLLAR);
		let id = auctioned(&alice(), series, &[0], english(BID), 15);
		assert_ok!(bid(&charlie(), id, BID));
		assert_eq!(balance(&charlie(), &DOLLAR), before - BID);
		then(series, id);
		assert_eq!((is_open(id), held(&DOLLAR)), (false, 0));
		assert_eq!(balance(&charlie(), &DOLLAR), before);
	});
}

fn voided(auction: AuctionId) -> Event<Runtime> {
	Event::AuctionVoided { auction, reason: Error::<Runtime>::FrozenMeanwhile.into() }
}

#[test]
fn when_outbid() {
	comes_back(|_, id| {
		assert_ok!(bid(&bob(), id, 2 * BID));
		assert_eq!(held(&DOLLAR), 2 * BID);
		to_block(ends(id) + 1);
	});
}

#[test]
fn when_the_seller_cancels() {
	comes_back(|_, id| {
		assert_ok!(cancel_auction(&alice(), id));
	});
}

#[test]
fn when_the_series_is_frozen_and_somebody_touches_it() {
	type Touch = fn(AuctionId) -> sp_runtime::DispatchResult;
	let touches: [Touch; 5] = [
		|id| bid(&dave(), id, 9 * BID),
		|id| bid(&dave(), id, 0),
		|id| buy_dutch(&dave(), id, 9 * BID),
		|id| cancel_auction(&dave(), id),
		settle_auction,
	];
	for touch in touches {
		comes_back(|series, id| {
			assert_ok!(declare_event(series));
			let before = balance(&dave(), &DOLLAR);
			assert_ok!(touch(id));
			assert_told(voided(id));
			assert_told(Event::BidRepaid { auction: id, bidder: charlie(), amount: BID });
			assert_eq!(balance(&dave(), &DOLLAR), before);
			assert_eq!((owner(series, 0), lock(series, 0)), (Some(alice()), None));
		});
	}
}

#[test]
fn when_the_series_is_frozen_and_nobody_touches_it() {
	comes_back(|series, id| {
		assert_ok!(declare_event(series));
		let end = ends(id);
		to_block(end);
		assert!(is_open(id));
		next_block();
		assert_closed_told(voided(id));
	});
}

/// Also when it is open again: what the bidders knew is no longer so.
#[test]
fn when_the_series_was_frozen_and_goes_on() {
	comes_back(|series, id| {
		assert_ok!(declare_event(series));
		assert_ok!(reinstate(series));
		to_block(ends(id) + 1);
		assert_closed_told(voided(id));
	});
}

#[test]
fn when_the_series_is_terminated() {
	play(|| {
		let (series, _) = stopped();
		let before = balance(&charlie(), &DOLLAR);
		let ids = [30, 150].map(|blocks| {
			let (who, item) = if blocks == 30 { (alice(), 0) } else { (bob(), 1) };
			auctioned(&who, series, &[item], english(BID), blocks)
		});
		for id in ids {
			assert_ok!(bid(&charlie(), id, BID));
		}
		assert_ok!(report(series));
		to_block(end_of(referendum_on(series)) + 1);
		paid_out();
		assert!(ledger(series).state.termination().is_some());
		// One was due during the vote; the other is still open.
		assert_eq!(ids.map(is_open), [false, true]);
		assert_eq!(balance(&charlie(), &DOLLAR), before - BID);
		assert_ok!(settle_auction(ids[1]));
		assert_told(voided(ids[1]));
		assert_eq!((balance(&charlie(), &DOLLAR), held(&DOLLAR)), (before, 0));
	});
}

/// The sale that a bid has won fails: the miner may not sell when it is due.
#[test]
fn when_the_sale_fails() {
	play(|| {
		let series = mine();
		assert_ok!(delist(&ferdie(), series, &[2, 3]));
		let before = balance(&charlie(), &DOLLAR);
		let late = auctioned(&ferdie(), series, &[2], english(PRICE), 40);
		let barred = auctioned(&ferdie(), series, &[3], english(PRICE), 45);
		for id in [late, barred] {
			assert_ok!(bid(&charlie(), id, PRICE));
		}
		to_block(ends(late) + 1);
		assert_eq!(today(), unpaid(series) + 3);
		let reason: DispatchError = EscrowError::<Runtime>::Late.into();
		assert_closed_told(Event::AuctionVoided { auction: late, reason });
		assert_eq!(balance(&charlie(), &DOLLAR), before - PRICE);
		let ban = pallet_miner_registry::Call::ban_miner { miner: ferdie() };
		assert_ok!(council(ban));
		over_unsettled(barred);
		assert_ok!(settle_auction(barred));
		let reason: DispatchError = EscrowError::<Runtime>::MinerBarred.into();
		assert_told(Event::AuctionVoided { auction: barred, reason });
		assert_eq!((balance(&charlie(), &DOLLAR), held(&DOLLAR)), (before, 0));
		for item in [2, 3] {
			assert_eq!((owner(series, item), lock(series, item)), (Some(ferdie()), None));
		}
	});
}

/// Blocks without room: the seller cannot withdraw what is won, and the first block with room
/// settles it.
#[test]
fn when_nobody_settles_it_for_days() {
	play(|| {
		let series = mine();
		let id = auctioned(&alice(), series, &[0], english(BID), 15);
		assert_ok!(bid(&charlie(), id, BID));
		let end = ends(id);
		while System::block_number() < end + 50 {
			full_block();
		}
		assert_eq!((is_open(id), held(&DOLLAR)), (true, BID));
		let moved = hand_over(&alice(), series, 0, &eve());
		assert_eq!(moved, Err(pallet_uniques::Error::<Runtime>::Locked.into()));
		assert_noop!(cancel_auction(&alice(), id), Error::<Runtime>::AuctionOver);
		let before = balance(&alice(), &DOLLAR);
		next_block();
		assert_eq!((owner(series, 0), held(&DOLLAR)), (Some(charlie()), 0));
		assert_eq!(balance(&alice(), &DOLLAR), before + BID - BID / 100);
	});
}

/// Somebody who cannot be repaid stops nobody, and finds it later.
#[test]
fn when_the_bidder_is_blocked() {
	comes_back(|_, id| {
		block_asset(DOLLARS, charlie());
		assert_ok!(bid(&bob(), id, 2 * BID));
		let (who, asset, amount) = (charlie(), DOLLAR, BID);
		assert_told(Event::PaymentCredited { who, asset, amount });
		assert_eq!(credit(&charlie(), &DOLLAR), BID);
		to_block(ends(id) + 1);
		assert_eq!((owner(0, 0), held(&DOLLAR)), (Some(bob()), BID));
		thaw_asset(DOLLARS, charlie());
		assert_ok!(withdraw_credit(&charlie(), DOLLAR));
	});
}

/// Certificates so cheap that a bid in DMC is far below the existential deposit: a bidder whose
/// account is gone meanwhile has a credit, and stops nobody.
#[test]
fn when_the_bidder_is_gone() {
	play(|| {
		let plan = Plan { payment: Asset::Native, floor: 1, units: 1, term: 7, ..Plan::default() };
		let series = plan.open();
		let id = auctioned(&ferdie(), series, &[0], english(1_000), 20);
		let other = auctioned(&ferdie(), series, &[1], english(1_000), 20);
		for id in [id, other] {
			assert_ok!(bid(&eve(), id, 1_000));
		}
		let order = offered(&eve(), series, 2, 1_000);
		empty(eve());
		assert_ok!(bid(&bob(), id, 1_030));
		assert_ok!(cancel_auction(&ferdie(), other));
		assert_ok!(cancel_offer(&eve(), order));
		let owed = || credit(&eve(), &Asset::Native);
		assert_eq!((owed(), dmc(&eve())), (3_000, 0));
		check_everything();
		to_block(ends(id) + 1);
		assert_eq!((owner(series, 0), held(&Asset::Native)), (Some(bob()), 3_000));
		let below = sp_runtime::TokenError::BelowMinimum;
		assert_noop!(withdraw_credit(&eve(), Asset::Native), below);
		give(eve(), DMC);
		assert_ok!(withdraw_credit(&eve(), Asset::Native));
		assert_eq!((dmc(&eve()), held(&Asset::Native)), (DMC + 3_000, 0));
	});
}

/// A winner whose account is gone wins nevertheless, and a seller whose account is gone has a
/// credit.
#[test]
fn when_the_seller_is_gone() {
	play(|| {
		let plan = Plan { payment: Asset::Native, floor: 1, units: 1, term: 7, ..Plan::default() };
		let series = plan.on_sale_at(1_000_007);
		assert_ok!(buy(&eve(), series, &[0], 1_000_007));
		let id = auctioned(&eve(), series, &[0], english(1_000), 20);
		assert_ok!(bid(&charlie(), id, 1_000));
		empty(eve());
		empty(charlie());
		to_block(ends(id) + 1);
		assert_eq!(owner(series, 0), Some(charlie()));
		assert_eq!((credit(&eve(), &Asset::Native), held(&Asset::Native)), (990, 990));
	});
}

/// What the market owes is paid in the asset and to the account that it is owed to, once.
#[test]
fn credits_are_nobody_elses() {
	comes_back(|_, id| {
		block_asset(DOLLARS, charlie());
		assert_ok!(cancel_auction(&alice(), id));
		for who in [alice(), dave()] {
			assert_noop!(withdraw_credit(&who, DOLLAR), Error::<Runtime>::NoCredit);
		}
		assert_noop!(withdraw_credit(&charlie(), Asset::Native), Error::<Runtime>::NoCredit);
		thaw_asset(DOLLARS, charlie());
		let call = || Call::withdraw_credit { asset: DOLLAR };
		let batch = pallet_utility::Call::batch_all { calls: vec![call().into(), call().into()] };
		assert_noop!(act(charlie(), batch), Error::<Runtime>::NoCredit);
		assert_ok!(act(charlie(), call()));
	});
}
