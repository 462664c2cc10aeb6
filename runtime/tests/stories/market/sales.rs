//! What every way of selling has in common: its fee, its escrow, the income of the seller, and whose
//! first sales are stopped.

use crate::{book::Book, checks::check_everything, people::*, steps::*, trading::*, world::*};
use dmex_primitives::SeriesId;
use frame_support::storage::with_storage_layer;
use pallet_risk_escrow::Error as EscrowError;
use sp_runtime::DispatchResult;

/// One certificate for each path there is.
fn one_for_each_path(payment: Asset) -> (Plan, SeriesId) {
	let floor = if payment == Asset::Native { DMC } else { 250_000 };
	let quantity = PATHS.len() as u32;
	let plan = Plan { payment, floor, quantity, ..sixty_days() };
	let series = plan.open();
	(plan, series)
}

/// A price in dollars that every path allows for a certificate that was sold before.
const RESALE: Balance = 1_500_000;

/// The trading fee of a price at genesis.
fn fee(price: Balance) -> Balance {
	price.div_ceil(100)
}

/// A first sale fills the escrow with the price less the fee, and a resale pays it to the seller,
/// whatever the path and the asset, to the last unit.
fn every_path_pays_to_the_last_unit(asset: Asset) {
	execute_with_checks(|| {
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
			let price = plan.lowest_price() / 50 + 7 * Balance::from(item);
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

/// What a certificate earned before it is sold is its holder's.
#[test]
fn every_path_pays_the_income_to_the_seller_first() {
	execute_with_checks(|| {
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
			assert_ok!(sell(&buyer[0], series, item, &buyer[1], RESALE));
			assert_eq!(RiskEscrow::claimable(series, item), 0, "{name}");
			paid_out();
			// Alice still had this one on the day that was paid; Bob had those before it.
			let bobs = EXPECTED / 5 * Balance::from(item);
			had = [had[0] + EXPECTED - bobs, had[1] + bobs];
			assert_eq!(coins(), had, "{name}");
		}
	});
}

/// A seller that can be paid neither income nor price has credits for both, and stops nobody.
#[test]
fn every_path_credits_a_blocked_seller() {
	execute_with_checks(|| {
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
			assert_ok!(sell(&alice(), series, item, &bob(), RESALE));
			due = [due[0] + RESALE - fee(RESALE), due[1] + EXPECTED / 5];
			let credits = [DOLLAR, COIN].map(|asset| credit(&alice(), &asset));
			assert_eq!(credits, due, "{name}");
			check_everything();
		}
		thaw_asset(DOLLARS, alice());
		thaw_asset(COINS, alice());
		assert_ok!(withdraw(&alice(), DOLLAR));
		assert_ok!(withdraw(&alice(), COIN));
		let has = [DOLLAR, COIN].map(|asset| balance(&alice(), &asset));
		assert_eq!(has, [had[0] + due[0], had[1] + due[1]]);
		assert_eq!(balance(&income(), &COIN), 0);
	});
}

/// Alice buys a certificate of Ferdie.
fn buy_of(series: SeriesId, item: u32, price: Balance) -> DispatchResult {
	list(&ferdie(), series, &[item], price)?;
	buy(&alice(), series, &[item], price)
}

/// A miner that is late sells nothing new by any path, while its holders come and go.
#[test]
fn a_late_series_has_only_resales() {
	execute_with_checks(|| {
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
			let refused = with_storage_layer(|| sell(&ferdie(), series, 4, &bob(), price));
			assert_eq!(refused, late, "{name}");
		}
		assert_eq!(buy(&bob(), series, &[1], price), late);
		assert_eq!(bid(&bob(), running, price), late);
		assert_eq!(buy_dutch(&bob(), falling, price), late);
		let mut holders = [alice(), bob()];
		for (_, sell) in PATHS {
			let [holder, next] = holders;
			assert_ok!(sell(&holder, series, 0, &next, RESALE));
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

#[test]
fn a_banned_miner_has_only_resales() {
	execute_with_checks(|| {
		let (plan, series) = one_for_each_path(DOLLAR);
		let price = plan.lowest_price();
		assert_ok!(buy_of(series, 0, price));
		let running = auctioned(&ferdie(), series, &[2], english(price), 90);
		let ban = pallet_miner_registry::Call::ban_miner { miner: ferdie() };
		assert_ok!(council(ban));
		let barred: DispatchResult = Err(EscrowError::<Runtime>::MinerBarred.into());
		for (name, sell) in PATHS {
			let refused = with_storage_layer(|| sell(&ferdie(), series, 4, &bob(), price));
			assert_eq!(refused, barred, "{name}");
		}
		// The auction can never sell: the next call ends it.
		assert_ok!(bid(&bob(), running, price));
		assert!(!is_open(running));
		assert_eq!(lock(series, 2), None);
		let mut holders = [alice(), bob()];
		for (_, sell) in PATHS {
			let [holder, next] = holders;
			assert_ok!(sell(&holder, series, 0, &next, RESALE));
			holders = [next, holder];
		}
	});
}
