//! Bad input to the market: a clear error each, nothing changed, nothing lost.

use crate::{people::*, steps::*, trading::*, world::*};
use frame_support::storage::with_storage_layer;
use pallet_hashrate_market::{Call, Error};
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

#[test]
fn unknown_auctions_offers_series_and_certificates() {
	play(|| {
		let (_, series, price) = shop();
		for id in [0, 1, u32::MAX] {
			let unknown: DispatchError = Error::<Runtime>::UnknownAuction.into();
			assert_noop!(bid(&bob(), id, 1), unknown);
			assert_noop!(buy_dutch(&bob(), id, 1), unknown);
			assert_noop!(cancel_auction(&bob(), id), unknown);
			assert_noop!(settle_auction(id), unknown);
			let unknown: DispatchError = Error::<Runtime>::UnknownOffer.into();
			assert_noop!(cancel_offer(&bob(), id), unknown);
			assert_noop!(accept_offer(&bob(), id), unknown);
		}
		let unknown: DispatchError = Error::<Runtime>::UnknownSeries.into();
		for other in [series + 1, u32::MAX] {
			assert_noop!(start_auction(&ferdie(), other, &[3], english(price), 5), unknown);
			assert_noop!(make_offer(&bob(), other, 3, price, 5), unknown);
			assert_noop!(reprice(&ferdie(), other, &[1], price), unknown);
			assert_noop!(delist(&ferdie(), other, &[1]), unknown);
		}
		let unknown: DispatchError = Error::<Runtime>::UnknownCertificate.into();
		for item in [4, u32::MAX] {
			assert_noop!(start_auction(&ferdie(), series, &[3, item], english(price), 5), unknown);
			assert_noop!(make_offer(&bob(), series, item, price, 5), unknown);
		}
	});
}

#[test]
fn lots_that_are_none() {
	play(|| {
		let (_, series, price) = shop();
		let start = |who, lot: &[u32]| start_auction(&who, series, lot, english(9 * price), 5);
		assert_noop!(start(ferdie(), &[]), Error::<Runtime>::NoItems);
		assert_noop!(start(ferdie(), &[3, 3]), Error::<Runtime>::DuplicateItem);
		assert_noop!(start(ferdie(), &[3, 1]), Error::<Runtime>::CertificateLocked);
		assert_noop!(start(ferdie(), &[3, 0]), Error::<Runtime>::NotOwner);
		assert_noop!(start(eve(), &[3]), Error::<Runtime>::NotOwner);
		assert_noop!(reprice(&ferdie(), series, &[], price), Error::<Runtime>::NoItems);
		assert_noop!(reprice(&ferdie(), series, &[1, 1], price), Error::<Runtime>::DuplicateItem);
		assert_noop!(delist(&ferdie(), series, &[]), Error::<Runtime>::NoItems);
		assert_noop!(reprice(&ferdie(), series, &[3], price), Error::<Runtime>::NotListed);
	});
}

#[test]
fn prices_that_do_not_fit() {
	play(|| {
		let (_, series, price) = shop();
		let start = |kind| start_auction(&ferdie(), series, &[3], kind, 5);
		let wrong: DispatchError = Error::<Runtime>::InvalidPrices.into();
		assert_noop!(start(english_or_now(price + 1, price)), wrong);
		assert_noop!(start(dutch(price, price + 1)), wrong);
		let under: DispatchError = Error::<Runtime>::PriceUnderFloor.into();
		for kind in [english(0), english(price - 1), dutch(u128::MAX, 0)] {
			assert_noop!(start(kind), under);
		}
		let resale = |kind| start_auction(&alice(), series, &[0], kind, 5);
		assert_noop!(resale(english(0)), under);
		assert_noop!(resale(dutch(1, 0)), under);
		assert_noop!(make_offer(&bob(), series, 0, 0, 5), under);
	});
}

#[test]
fn times_that_do_not_fit() {
	play(|| {
		let (_, series, price) = shop();
		let wrong: DispatchError = Error::<Runtime>::InvalidDuration.into();
		for blocks in [0, 90 * BLOCKS_A_DAY + 1, u32::MAX] {
			for kind in [english(price), dutch(price, price)] {
				assert_noop!(start_auction(&ferdie(), series, &[3], kind, blocks), wrong);
			}
		}
		for days in [0, 91, u32::MAX] {
			let wrong = Error::<Runtime>::InvalidExpiry;
			assert_noop!(make_offer(&bob(), series, 3, price, days), wrong);
		}
		assert_ok!(start_auction(&ferdie(), series, &[3], english(price), 90 * BLOCKS_A_DAY));
	});
}

/// Far more money than there is, and sums that no number holds.
#[test]
fn sums_that_nobody_has() {
	play(|| {
		let series = mine();
		let cannot: DispatchError = Error::<Runtime>::CannotPay.into();
		let id = auctioned(&alice(), series, &[0], english_or_now(1, u128::MAX), 50);
		assert_noop!(bid(&bob(), id, u128::MAX), cannot);
		assert_noop!(bid(&bob(), id, u128::MAX - 1), cannot);
		assert_noop!(make_offer(&bob(), series, 1, u128::MAX, 5), Error::<Runtime>::BuyFromSelf);
		assert_noop!(make_offer(&eve(), series, 1, u128::MAX, 5), cannot);
		assert_ok!(bid(&bob(), id, 1_000));
		let falling = auctioned(&bob(), series, &[1], dutch(u128::MAX, u128::MAX - 7), 50);
		assert_noop!(buy_dutch(&eve(), falling, u128::MAX), cannot);
		assert_ok!(cancel_auction(&bob(), falling));
		let deep = auctioned(&bob(), series, &[1], dutch(u128::MAX, 1), 50);
		to_block(ends(deep));
		assert_ok!(buy_dutch(&eve(), deep, 1));
		assert_ok!(list(&eve(), series, &[1], u128::MAX));
		assert_noop!(buy(&charlie(), series, &[1], u128::MAX), cannot);
		assert_ok!(reprice(&ferdie(), series, &[2, 3], u128::MAX));
		let over = buy(&charlie(), series, &[2, 3], u128::MAX);
		assert_eq!(over, Err(ArithmeticError::Overflow.into()));
	});
}

/// Money that is locked by a vote buys nothing, and nobody bids away the deposit of its account.
#[test]
fn bids_leave_an_account_alive() {
	play(|| {
		let plan = Plan { payment: Asset::Native, floor: 1, units: 1, term: 7, ..Plan::default() };
		let series = plan.open();
		empty(eve());
		give(eve(), DMC);
		let id = auctioned(&ferdie(), series, &[0], english(7), 50);
		let most = DMC - EXISTENTIAL_DEPOSIT;
		let cannot: DispatchError = Error::<Runtime>::CannotPay.into();
		assert_noop!(bid(&eve(), id, most + 1), cannot);
		assert_noop!(make_offer(&eve(), series, 1, most + 1, 5), cannot);
		assert_ok!(list(&ferdie(), series, &[2], most + 1));
		assert_noop!(buy(&eve(), series, &[2], most + 1), cannot);
		assert_ok!(bid(&eve(), id, most));
		assert_eq!(dmc(&eve()), EXISTENTIAL_DEPOSIT);
		// What was locked by the bid is free again with the next.
		assert_ok!(bid(&bob(), id, most + most / 10));
		assert_eq!(dmc(&eve()), DMC);
	});
}

/// So many storage layers, as nested calls make them, around what is done.
fn nested(depth: u32, act: &dyn Fn() -> DispatchResult) -> DispatchResult {
	match depth {
		0 => act(),
		_ => with_storage_layer(|| nested(depth - 1, act)),
	}
}

/// Whoever nests calls as deep as they go makes neither a sale void nor a payment fail: either all
/// is done or nothing.
#[test]
fn nesting_spoils_no_sale() {
	play(|| {
		let series = mine();
		pays(series, &[EXPECTED]);
		let wish = offered(&eve(), series, 0, 1_000);
		let auctioned = auctioned(&alice(), series, &[0], english(1_000), 1);
		assert_ok!(bid(&charlie(), auctioned, 1_000));
		over_unsettled(auctioned);
		assert_ok!(list(&bob(), series, &[1], 1_000));
		let settle = || settle_auction(auctioned);
		let purchase = || buy(&dave(), series, &[1], 1_000);
		let cancel = || cancel_offer(&eve(), wish);
		let acts: [(&str, &dyn Fn() -> DispatchResult); 3] =
			[("settle", &settle), ("buy", &purchase), ("cancel", &cancel)];
		for (name, act) in acts {
			let (mut done, mut refused) = (0, 0);
			for depth in 230..=255 {
				let tried = nested(depth, &|| {
					act()?;
					let credits = pallet_hashrate_market::Credits::<Runtime>::iter().count();
					let owed = pallet_risk_escrow::Owed::<Runtime>::iter().count();
					assert_eq!((credits, owed), (0, 0), "{name} at {depth}");
					let sold = |item, who| owner(series, item) == Some(who);
					assert!(name != "settle" || sold(0, charlie()), "void at {depth}");
					assert!(name != "buy" || sold(1, dave()), "not bought at {depth}");
					Err(DispatchError::Other("undo"))
				});
				match tried {
					Err(DispatchError::Other("undo")) => done += 1,
					_ => refused += 1,
				}
			}
			assert!(done > 0 && refused > 0, "{name}: {done} and {refused}");
		}
	});
}

/// A purchase of a hundred is a purchase of a hundred: one more does not fit, and a list with one
/// bad certificate fails as a whole.
#[test]
fn one_bad_certificate_spoils_a_list() {
	play(|| {
		let series = mine();
		assert_ok!(list(&alice(), series, &[0], 10));
		let refused: DispatchResult = Err(Error::<Runtime>::NotListed.into());
		assert_eq!(buy(&eve(), series, &[0, 1], 20), refused);
		assert_noop!(delist(&alice(), series, &[0, 2]), Error::<Runtime>::NotSeller);
		assert_noop!(reprice(&alice(), series, &[0, 2], 20), Error::<Runtime>::NotSeller);
		assert_ok!(list(&bob(), series, &[1], 10));
		assert_noop!(buy(&alice(), series, &[1, 0], 20), Error::<Runtime>::BuyFromSelf);
		assert_ok!(buy(&eve(), series, &[1, 0], 20));
		let too_many = (0..101).collect::<Vec<u32>>();
		assert!(dmex_primitives::Items::try_from(too_many).is_err());
	});
}

/// Withdrawing is everybody's own business: a credit of nothing is none.
#[test]
fn nobody_is_owed_nothing() {
	play(|| {
		mine();
		for asset in [Asset::Native, DOLLAR, COIN, Asset::WithId(99)] {
			let call = Call::withdraw_credit { asset };
			assert_noop!(act(alice(), call), Error::<Runtime>::NoCredit);
		}
	});
}
