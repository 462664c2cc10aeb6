//! What has gone wrong on other markets, each tried here.

use crate::{book::Book, people::*, steps::*, trading::*, world::*};
use dmex_runtime::{
	configs::filters::ProxyType,
	parameters::dynamic_params::{fees, market},
	RuntimeParameters,
};
use pallet_hashrate_market::{Call, Error, Event};
use pallet_uniques::{Call as Uniques, Error as UniquesError};
use sp_runtime::{DispatchError, MultiAddress, Permill};

fn set(parameter: RuntimeParameters) {
	assert_ok!(council(pallet_governance::Call::set_parameter { parameter }));
}

/// Fees of three per cent that are all burnt, steps of a fifth.
fn everything_is_dearer() {
	let rate = Some(Permill::from_percent(3));
	set(RuntimeParameters::Fees(fees::Parameters::Trading(fees::Trading, rate)));
	let none = || Some(Permill::zero());
	set(RuntimeParameters::Fees(fees::Parameters::PoolPart(fees::PoolPart, none())));
	set(RuntimeParameters::Fees(fees::Parameters::TreasuryPart(fees::TreasuryPart, none())));
	let step = Some(Permill::from_percent(20));
	set(RuntimeParameters::Market(market::Parameters::BidStep(market::BidStep, step)));
}

/// A listing that survives a transfer: the new owner would lose the certificate at the old price.
#[test]
fn no_listing_survives_a_transfer() {
	play(|| {
		let series = mine();
		assert_ok!(list(&alice(), series, &[0], 1));
		let moved = hand_over(&alice(), series, 0, &eve());
		assert_eq!(moved, Err(UniquesError::<Runtime>::Locked.into()));
		assert_ok!(delist(&alice(), series, &[0]));
		assert_ok!(hand_over(&alice(), series, 0, &eve()));
		assert_noop!(buy(&bob(), series, &[0], 1), Error::<Runtime>::NotListed);
		assert_noop!(reprice(&alice(), series, &[0], 1), Error::<Runtime>::NotListed);
		assert_noop!(delist(&alice(), series, &[0]), Error::<Runtime>::NotListed);
		assert_noop!(list(&alice(), series, &[0], 1), Error::<Runtime>::NotOwner);
		assert_ok!(list(&eve(), series, &[0], 1_000));
		assert_noop!(delist(&alice(), series, &[0]), Error::<Runtime>::NotSeller);
		let before = balance(&eve(), &DOLLAR);
		assert_ok!(buy(&bob(), series, &[0], 1_000));
		assert_eq!(balance(&eve(), &DOLLAR), before + 990);
	});
}

/// A price that is raised while the buyer's transaction is on its way.
#[test]
fn no_price_changes_under_the_buyer() {
	play(|| {
		let series = mine();
		assert_ok!(list(&alice(), series, &[0], 1_000));
		assert_ok!(list(&bob(), series, &[1], 1_000));
		let signed = |who| (who, Call::buy { series, items: items(&[0, 1]), max_total: 2_000 });
		let (who, purchase) = signed(charlie());
		assert_ok!(reprice(&alice(), series, &[0], 1_001));
		assert_noop!(act(who, purchase), Error::<Runtime>::TooExpensive);
		// Nor when it is taken off and listed anew.
		let (who, purchase) = signed(charlie());
		assert_ok!(delist(&alice(), series, &[0]));
		assert_ok!(list(&alice(), series, &[0], 5_000));
		assert_noop!(act(who, purchase), Error::<Runtime>::TooExpensive);
		// A price that fell is the buyer's luck.
		let (who, purchase) = signed(charlie());
		assert_ok!(reprice(&alice(), series, &[0], 500));
		let before = balance(&charlie(), &DOLLAR);
		assert_ok!(act(who, purchase));
		assert_eq!(balance(&charlie(), &DOLLAR), before - 1_500);
	});
}

/// A certificate that leaves while people bid for it: tried by its owner in every wrapping there
/// is, and by whomever the owner allows.
#[test]
fn nothing_moves_during_an_auction() {
	play(|| {
		let series = mine();
		let delegate = MultiAddress::Id(dave());
		let approve = Uniques::approve_transfer { collection: series, item: 0, delegate };
		assert_ok!(act(alice(), approve));
		let id = auctioned(&alice(), series, &[0], english(1_000), 9);
		assert_ok!(bid(&bob(), id, 1_000));
		let dest = MultiAddress::Id(eve());
		let give: RuntimeCall = Uniques::transfer { collection: series, item: 0, dest }.into();
		let stays = |what: &str| {
			assert_eq!(owner(series, 0), Some(alice()), "{what}");
			check_everything();
		};
		let locked: DispatchError = UniquesError::<Runtime>::Locked.into();
		assert_noop!(act(alice(), give.clone()), locked);
		assert_noop!(act(dave(), give.clone()), locked);

		let calls = vec![give.clone()];
		let batch = pallet_utility::Call::batch_all { calls: calls.clone() };
		assert_noop!(act(alice(), batch), locked);
		assert_ok!(act(alice(), pallet_utility::Call::force_batch { calls }));
		stays("batch");
		let delegate = MultiAddress::Id(eve());
		let proxy_type = ProxyType::Any;
		let add = pallet_proxy::Call::add_proxy { delegate, proxy_type, delay: 0 };
		assert_ok!(act(alice(), add));
		let (real, call) = (MultiAddress::Id(alice()), Box::new(give.clone()));
		let proxy = pallet_proxy::Call::proxy { real, force_proxy_type: None, call };
		assert_ok!(act(eve(), proxy));
		stays("proxy");
		// A new approval brings no more than the old one.
		let delegate = MultiAddress::Id(eve());
		let approve = Uniques::approve_transfer { collection: series, item: 0, delegate };
		assert_ok!(act(alice(), approve));
		assert_noop!(act(eve(), give), locked);
		stays("approval");
		to_block(ends(id) + 1);
		assert_eq!(owner(series, 0), Some(bob()));
		let dest = MultiAddress::Id(eve());
		let give = Uniques::transfer { collection: series, item: 0, dest };
		for who in [alice(), dave(), eve()] {
			assert_noop!(act(who, give.clone()), UniquesError::<Runtime>::NoPermission);
		}
	});
}

/// The same for a lot that a multisig sells.
#[test]
fn a_multisig_moves_nothing_during_its_auction() {
	play(|| {
		let series = mine();
		let mut both = [alice(), bob()];
		both.sort();
		let joint = dmex_runtime::Multisig::multi_account_id(&both, 1);
		assert_ok!(hand_over(&alice(), series, 0, &joint));
		let jointly = |call: RuntimeCall| {
			let call = Box::new(call);
			let other_signatories = vec![bob()];
			act(alice(), pallet_multisig::Call::as_multi_threshold_1 { other_signatories, call })
		};
		let start = Call::start_auction {
			series,
			items: items(&[0]),
			kind: english(1_000),
			duration_blocks: 3,
		};
		let id = pallet_hashrate_market::NextAuctionId::<Runtime>::get();
		assert_ok!(jointly(start.into()));
		let dest = MultiAddress::Id(eve());
		let give: RuntimeCall = Uniques::transfer { collection: series, item: 0, dest }.into();
		assert_eq!(jointly(give), Err(UniquesError::<Runtime>::Locked.into()));
		assert_ok!(bid(&charlie(), id, 1_000));
		to_block(ends(id) + 1);
		// It has no account in DMC, and is paid in dollars nevertheless.
		assert_eq!(owner(series, 0), Some(charlie()));
		assert_eq!((dmc(&joint), balance(&joint, &DOLLAR)), (0, 990));
	});
}

/// Somebody who did not win takes the prize.
#[test]
fn nobody_but_the_winner_gets_the_lot() {
	play(|| {
		let series = mine();
		let id = auctioned(&alice(), series, &[0], english(1_000), 3);
		assert_ok!(bid(&eve(), id, 1_000));
		assert_ok!(bid(&bob(), id, 2_000));
		for who in [eve(), bob(), alice()] {
			let settle = Call::settle_auction { auction: id };
			assert_noop!(act(who, settle), Error::<Runtime>::StillRunning);
		}
		assert_noop!(cancel_auction(&eve(), id), Error::<Runtime>::NotSeller);
		over_unsettled(id);
		let before = [eve(), bob(), alice()].map(|who| balance(&who, &DOLLAR));
		assert_ok!(act(eve(), Call::settle_auction { auction: id }));
		assert_eq!(owner(series, 0), Some(bob()));
		let again = Call::settle_auction { auction: id };
		assert_noop!(act(eve(), again), Error::<Runtime>::UnknownAuction);
		assert_noop!(withdraw_credit(&eve(), DOLLAR), Error::<Runtime>::NoCredit);
		let after = [eve(), bob(), alice()].map(|who| balance(&who, &DOLLAR));
		assert_eq!(after, [before[0], before[1], before[2] + 1_980]);
	});
}

/// A fee that is looked up when a sale is paid: governance could take what nobody agreed to.
#[test]
fn no_fee_is_read_again_at_the_payout() {
	play(|| {
		let series = mine();
		let lot = auctioned(&alice(), series, &[0], english(1_000), 9);
		let wish = offered(&charlie(), series, 1, 1_000);
		assert_ok!(bid(&charlie(), lot, 1_000));
		everything_is_dearer();
		// Three per cent are still enough.
		assert_ok!(bid(&dave(), lot, 1_030));
		let mut book = Book::open();
		assert_ok!(accept_offer(&bob(), wish));
		book.moves(market(), charlie(), &DOLLAR, 1_000);
		book.pays_fee(charlie(), &DOLLAR, 10);
		book.moves(charlie(), bob(), &DOLLAR, 990);
		book.agrees("the offer");
		to_block(ends(lot) + 1);
		book.moves(market(), dave(), &DOLLAR, 1_030);
		book.pays_fee(dave(), &DOLLAR, 11);
		book.moves(dave(), alice(), &DOLLAR, 1_019);
		book.agrees("the auction");

		// What opens from now on costs more, and all of it is the treasury's.
		let id = auctioned(&dave(), series, &[0], english(1_000), 9);
		assert_ok!(bid(&alice(), id, 1_000));
		assert_noop!(bid(&bob(), id, 1_199), Error::<Runtime>::BidTooLow);
		assert_ok!(bid(&bob(), id, 1_200));
		to_block(ends(id) + 1);
		book.moves(bob(), treasury(), &DOLLAR, 36);
		book.moves(bob(), dave(), &DOLLAR, 1_164);
		book.agrees("a new auction");
	});
}

/// An auction that ends when there is nothing left of the certificate. It counts what bids may
/// extend it by.
#[test]
fn no_auction_ends_after_the_certificate() {
	play(|| {
		let series = mine();
		let last = today() + 60;
		to_day(last - 5);
		// Forty blocks from a day's first are four days; bids may extend an English one by ten.
		let late: DispatchError = Error::<Runtime>::EndsTooLate.into();
		assert_noop!(start_auction(&alice(), series, &[0], english(1), 31), late);
		assert_noop!(start_auction(&alice(), series, &[0], dutch(9, 1), 41), late);
		let id = auctioned(&alice(), series, &[0], english(1), 30);
		let falling = auctioned(&bob(), series, &[1], dutch(9, 1), 40);
		let schedule = auction(id).schedule;
		assert_eq!((schedule.ends, schedule.latest), (ends(falling) - 10, ends(falling)));
		to_block(ends(id));
		let mut amount = 1;
		while is_open(id) {
			assert_ok!(bid(&[charlie(), dave()][amount as usize % 2], id, amount));
			amount += 1;
			next_block();
		}
		assert_eq!(owner(series, 0), Some(dave()));
		assert!(today() < last, "it was extended into the last day");
	});
}

/// Days pass without blocks: the auction is still open when the certificate's last day begins.
#[test]
fn an_auction_that_a_pause_outlasts_is_void() {
	play(|| {
		let series = mine();
		let last = today() + 60;
		let touched = auctioned(&alice(), series, &[0], english(1_000), 20);
		let idle = auctioned(&bob(), series, &[1], english(1_000), 2);
		for id in [touched, idle] {
			assert_ok!(bid(&charlie(), id, 5_000));
		}
		let before = [charlie(), dave()].map(|who| balance(&who, &DOLLAR));
		for _ in 0..2 {
			step(u64::from(30 * BLOCKS_A_DAY), 0);
		}
		// Its last block is this one. A session that begins may leave no room to void it.
		assert_eq!((today(), System::block_number()), (last, ends(idle)));
		while is_open(idle) {
			next_block();
		}
		let reason: DispatchError = Error::<Runtime>::NearlyEnded.into();
		assert_closed_told(Event::AuctionVoided { auction: idle, reason });
		assert_ok!(bid(&dave(), touched, 9_000));
		assert_told(Event::AuctionVoided { auction: touched, reason });
		let after = [charlie(), dave()].map(|who| balance(&who, &DOLLAR));
		assert_eq!(after, [before[0] + 10_000, before[1]]);
		for (item, who) in [(0, alice()), (1, bob())] {
			assert_eq!((owner(series, item), lock(series, item)), (Some(who), None));
		}
	});
}
