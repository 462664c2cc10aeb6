//! What every way of selling has in common: its fee, its escrow, its floor, and who may not sell
//! what to whom.

use crate::{book::Book, people::*, steps::*, trading::*, world::*};
use dmex_primitives::SeriesId;
use pallet_hashrate_market::{Call, Error};
use pallet_hashrate_nft::Error as NftError;
use pallet_risk_escrow::{Call as Escrow, Error as EscrowError, Owed};
use pallet_uniques::{Call as Uniques, Error as UniquesError};
use sp_runtime::{DispatchError, DispatchResult, MultiAddress};

/// One certificate for each path there is.
fn one_for_each_path(payment: Asset) -> (Plan, SeriesId) {
	let floor = if payment == Asset::Native { DMC } else { 250_000 };
	let quantity = PATHS.len() as u32;
	let plan = Plan { payment, floor, quantity, ..sixty_days() };
	let series = plan.open();
	(plan, series)
}

/// The fee that genesis takes.
fn fee(price: Balance) -> Balance {
	price.div_ceil(100)
}

/// A first sale fills the escrow with the price less the fee, and a resale pays it to the seller,
/// whatever the path and the asset, to the last unit.
fn every_path_pays_to_the_last_unit(asset: Asset) {
	play(|| {
		let (plan, series) = one_for_each_path(asset.clone());
		let mut book = Book::open();
		let gone = burnt();
		let mut fees = 0;
		for (item, (name, sell)) in (0..).zip(PATHS) {
			let price = plan.lowest_price() + 7 * Balance::from(item);
			let fee = fee(price);
			assert_ok!(sell(&ferdie(), series, item, &alice(), price));
			book.pays_fee(alice(), &asset, fee);
			book.moves(alice(), escrow(), &asset, price - fee);
			book.agrees(name);
			assert_eq!(RiskEscrow::unreleased(series, item), price - fee, "{name}");
			assert_eq!((owner(series, item), lock(series, item)), (Some(alice()), None));
			fees += fee - fee * 2 / 5 * 2;
		}
		for (item, (name, sell)) in (0..).zip(PATHS) {
			let price = 1_234_567 + 7 * Balance::from(item);
			let fee = fee(price);
			assert_ok!(sell(&alice(), series, item, &bob(), price));
			book.pays_fee(bob(), &asset, fee);
			book.moves(bob(), alice(), &asset, price - fee);
			book.agrees(name);
			assert_eq!((owner(series, item), lock(series, item)), (Some(bob()), None));
			fees += fee - fee * 2 / 5 * 2;
		}
		let native = asset == Asset::Native;
		assert_eq!(burnt() - gone, if native { fees } else { 0 });
	});
}

#[test]
fn every_path_pays_in_dollars_to_the_last_unit() {
	every_path_pays_to_the_last_unit(DOLLAR);
}

#[test]
fn every_path_pays_in_dmc_to_the_last_unit() {
	every_path_pays_to_the_last_unit(Asset::Native);
}

/// What a certificate earned for its holder is the holder's, before it is sold.
#[test]
fn every_path_pays_the_income_to_the_seller_first() {
	play(|| {
		let (plan, series) = one_for_each_path(DOLLAR);
		let buyer = [alice(), bob()];
		for (item, (_, sell)) in (0..).zip(PATHS) {
			assert_ok!(sell(&ferdie(), series, item, &alice(), plan.lowest_price()));
		}
		let coins = || [alice(), bob()].map(|who| balance(&who, &COIN));
		let mut had = coins();
		for (item, (name, sell)) in (0..).zip(PATHS) {
			pays(series, &[EXPECTED]);
			assert_eq!(RiskEscrow::claimable(series, item), EXPECTED / 5, "{name}");
			assert_ok!(sell(&buyer[0], series, item, &buyer[1], 1_000));
			assert_eq!(RiskEscrow::claimable(series, item), 0, "{name}");
			paid_out();
			// Alice still had this one on the day that was paid; Bob had those before it.
			let bobs = EXPECTED / 5 * Balance::from(item);
			had = [had[0] + EXPECTED - bobs, had[1] + bobs];
			assert_eq!(coins(), had, "{name}");
		}
	});
}

/// A seller that can take neither its income nor its money loses none of it, and stops nobody.
#[test]
fn every_path_keeps_what_a_blocked_seller_cannot_take() {
	play(|| {
		let (plan, series) = one_for_each_path(DOLLAR);
		for (item, (_, sell)) in (0..).zip(PATHS) {
			assert_ok!(sell(&ferdie(), series, item, &alice(), plan.lowest_price()));
		}
		let had = [DOLLAR, COIN].map(|asset| balance(&alice(), &asset));
		block_asset(DOLLARS, alice());
		block_asset(COINS, alice());
		pays(series, &[EXPECTED]);
		let mut due = [0, 0];
		for (item, (name, sell)) in (0..).zip(PATHS) {
			assert_ok!(sell(&alice(), series, item, &bob(), 1_000));
			due = [due[0] + 990, due[1] + EXPECTED / 5];
			assert_eq!(credit(&alice(), &DOLLAR), due[0], "{name}");
			assert_eq!(Owed::<Runtime>::get(alice(), COIN), due[1], "{name}");
			check_everything();
		}
		thaw_asset(DOLLARS, alice());
		thaw_asset(COINS, alice());
		assert_ok!(withdraw_credit(&alice(), DOLLAR));
		assert_ok!(act(alice(), Escrow::withdraw_owed { asset: COIN }));
		let has = [DOLLAR, COIN].map(|asset| balance(&alice(), &asset));
		assert_eq!(has, [had[0] + due[0], had[1] + due[1]]);
		assert_eq!(balance(&income(), &COIN), 0);
	});
}

/// Whatever the path, the miner gets no price under the voted floor.
#[test]
fn no_path_leads_under_the_floor() {
	play(|| {
		let (plan, series) = one_for_each_path(DOLLAR);
		let low = plan.lowest_price() - 1;
		for (name, sell) in PATHS {
			let refused = act_all(|| sell(&ferdie(), series, 0, &bob(), low));
			assert_eq!(refused, Err(Error::<Runtime>::PriceUnderFloor.into()), "{name}");
		}
		// Nor for a lot of which each costs a little less.
		let lot = [0, 1, 2];
		let low = 3 * plan.lowest_price() - 1;
		for kind in [english(low), english_or_now(low, 2 * low), dutch(2 * low, low)] {
			let under = Error::<Runtime>::PriceUnderFloor;
			assert_noop!(start_auction(&ferdie(), series, &lot, kind, 9), under);
		}
		assert_ok!(start_auction(&ferdie(), series, &lot, english(low + 1), 9));
	});
}

/// Whatever the path, nobody sells to itself: a miner least of all.
#[test]
fn no_path_leads_to_oneself() {
	play(|| {
		let (plan, series) = one_for_each_path(DOLLAR);
		let price = plan.lowest_price();
		assert_ok!(buy_of(series, 0, price));
		let own: DispatchResult = Err(Error::<Runtime>::BuyFromSelf.into());
		for (name, sell) in PATHS {
			for (who, item) in [(alice(), 0), (ferdie(), 1)] {
				let refused = act_all(|| sell(&who, series, item, &who, price));
				assert_eq!(refused, own, "{name}");
			}
		}
		// Nor in one batch.
		let of = || items(&[1]);
		let list = Call::list { series, items: of(), price, expires_in_days: 1 }.into();
		let buy = Call::buy { series, items: of(), max_total: price }.into();
		let batch = pallet_utility::Call::batch_all { calls: vec![list, buy] };
		assert_noop!(act(ferdie(), batch), Error::<Runtime>::BuyFromSelf);
	});
}

/// Do all of it or nothing.
fn act_all(all: impl FnOnce() -> DispatchResult) -> DispatchResult {
	frame_support::storage::with_storage_layer(all)
}

fn buy_of(series: SeriesId, item: u32, price: Balance) -> DispatchResult {
	list(&ferdie(), series, &[item], price)?;
	buy(&alice(), series, &[item], price)
}

/// Unsold certificates leave their miner by a first sale alone.
#[test]
fn unsold_certificates_are_not_given_away() {
	play(|| {
		let (plan, series) = one_for_each_path(DOLLAR);
		let price = plan.lowest_price();
		let give = |item| -> RuntimeCall {
			let dest = MultiAddress::Id(eve());
			Uniques::transfer { collection: series, item, dest }.into()
		};
		let approve = |item| -> RuntimeCall {
			let delegate = MultiAddress::Id(eve());
			Uniques::approve_transfer { collection: series, item, delegate }.into()
		};
		assert_ok!(act(ferdie(), approve(0)));
		let kept = || {
			for who in [ferdie(), eve()] {
				assert_noop!(act(who, give(0)), UniquesError::<Runtime>::Locked);
			}
		};
		kept();
		assert_ok!(list(&ferdie(), series, &[0], price));
		kept();
		// Taken off and given away at once.
		let items = items(&[0]);
		let calls = vec![Call::delist { series, items }.into(), give(0)];
		let batch = pallet_utility::Call::batch_all { calls };
		assert_noop!(act(ferdie(), batch), UniquesError::<Runtime>::Locked);
		assert_ok!(delist(&ferdie(), series, &[0]));
		kept();
		let id = auctioned(&ferdie(), series, &[0], english(price), 5);
		kept();
		assert_ok!(cancel_auction(&ferdie(), id));
		kept();
		let id = offered(&eve(), series, 0, price);
		kept();
		assert_ok!(cancel_offer(&eve(), id));
		kept();
		// Sold to somebody else, it is not Eve's to take either.
		assert_ok!(buy_of(series, 0, price));
		assert_noop!(act(eve(), give(0)), UniquesError::<Runtime>::NoPermission);
	});
}

/// Unsold certificates and sold ones have nothing in common: no way sells them together.
#[test]
fn no_path_sells_a_mixed_lot() {
	play(|| {
		let (plan, series) = one_for_each_path(DOLLAR);
		let price = plan.lowest_price();
		assert_ok!(buy_of(series, 0, price));
		assert_ok!(list(&alice(), series, &[0], price));
		// Ferdie buys it back, and owns an unsold one besides.
		assert_ok!(buy(&ferdie(), series, &[0], price));
		let mixed: DispatchError = Error::<Runtime>::MixedLot.into();
		for lot in [[0, 1], [1, 0]] {
			assert_noop!(list(&ferdie(), series, &lot, price), mixed);
			for kind in [english(2 * price), dutch(2 * price, 2 * price)] {
				assert_noop!(start_auction(&ferdie(), series, &lot, kind, 5), mixed);
			}
		}
		assert_ok!(list(&ferdie(), series, &[0], price));
		assert_ok!(list(&ferdie(), series, &[1], price));
		assert_noop!(buy(&bob(), series, &[0, 1], 2 * price), mixed);
		assert_noop!(buy(&bob(), series, &[1, 0], 2 * price), mixed);
		assert_ok!(buy(&bob(), series, &[1], price));
		// Now both are sold ones.
		assert_ok!(list(&bob(), series, &[1], price));
		assert_ok!(buy(&eve(), series, &[0, 1], 2 * price));
	});
}

/// A free certificate moves as any item does, with what is not claimed yet; one in a sale is in no
/// other.
#[test]
fn what_is_free_moves_and_what_is_locked_is_locked_once() {
	play(|| {
		let series = mine();
		let before = [alice(), eve()].map(|who| balance(&who, &COIN));
		pays(series, &[EXPECTED]);
		assert_ok!(hand_over(&alice(), series, 0, &eve()));
		paid_out();
		let after = [alice(), eve()].map(|who| balance(&who, &COIN));
		assert_eq!(after, [before[0], before[1] + EXPECTED / 2]);

		let locked: DispatchError = Error::<Runtime>::CertificateLocked.into();
		let held = |item| {
			let owner = owner(series, item).unwrap();
			assert_noop!(list(&owner, series, &[item], PRICE), locked);
			assert_noop!(start_auction(&owner, series, &[item], english(PRICE), 5), locked);
			assert_noop!(make_offer(&dave(), series, item, PRICE, 5), locked);
			let moved = hand_over(&owner, series, item, &dave());
			assert_eq!(moved, Err(UniquesError::<Runtime>::Locked.into()));
		};
		assert_ok!(list(&eve(), series, &[0], 1));
		let id = auctioned(&bob(), series, &[1], english(1), 50);
		(0..3).for_each(held);
		let burn = pallet_hashrate_nft::Call::burn_unsold { series, items: items(&[2]) };
		assert_noop!(act(ferdie(), burn), NftError::<Runtime>::Locked);
		assert_ok!(delist(&eve(), series, &[0]));
		assert_ok!(cancel_auction(&bob(), id));
		assert_ok!(hand_over(&eve(), series, 0, &dave()));
		assert_ok!(hand_over(&bob(), series, 1, &dave()));
	});
}

/// A miner that is late sells nothing new by any path, while its holders come and go.
#[test]
fn a_late_series_has_resales_alone() {
	play(|| {
		let (plan, series) = one_for_each_path(DOLLAR);
		let price = plan.lowest_price();
		assert_ok!(buy_of(series, 0, price));
		assert_ok!(list(&ferdie(), series, &[1], price));
		let running = auctioned(&ferdie(), series, &[2], english(price), 90);
		let falling = auctioned(&ferdie(), series, &[3], dutch(price, price), 90);
		let day = unpaid(series);
		to_day(day + 3);
		let late: DispatchResult = Err(EscrowError::<Runtime>::Late.into());
		for (name, sell) in PATHS {
			let refused = act_all(|| sell(&ferdie(), series, 4, &bob(), price));
			assert_eq!(refused, late, "{name}");
		}
		assert_eq!(buy(&bob(), series, &[1], price), late);
		assert_eq!(bid(&bob(), running, price), late);
		assert_eq!(buy_dutch(&bob(), falling, price), late);
		let mut holders = [alice(), bob()];
		for (_, sell) in PATHS {
			let [holder, next] = holders;
			assert_ok!(sell(&holder, series, 0, &next, 1_000));
			holders = [next, holder];
		}
		// Once the days are paid, everything is for sale again.
		feed_yesterday();
		let overdue = vec![EXPECTED; (today() - day) as usize];
		assert_ok!(distribute(&ferdie(), series, day, &overdue));
		assert_ok!(buy(&bob(), series, &[1], price));
		assert_ok!(bid(&bob(), running, price));
		assert_ok!(buy_dutch(&bob(), falling, price));
	});
}

/// Nor does one that is banned, or in default.
#[test]
fn a_barred_miner_has_resales_alone() {
	play(|| {
		let (plan, series) = one_for_each_path(DOLLAR);
		let price = plan.lowest_price();
		assert_ok!(buy_of(series, 0, price));
		let running = auctioned(&ferdie(), series, &[2], english(price), 90);
		let ban = pallet_miner_registry::Call::ban_miner { miner: ferdie() };
		assert_ok!(council(ban));
		let barred: DispatchResult = Err(EscrowError::<Runtime>::MinerBarred.into());
		for (name, sell) in PATHS {
			let refused = act_all(|| sell(&ferdie(), series, 4, &bob(), price));
			assert_eq!(refused, barred, "{name}");
		}
		assert_eq!(bid(&bob(), running, price), barred);
		let mut holders = [alice(), bob()];
		for (_, sell) in PATHS {
			let [holder, next] = holders;
			assert_ok!(sell(&holder, series, 0, &next, 1_000));
			holders = [next, holder];
		}
	});
}
