//! Payouts that cannot be made stop nobody else, and nothing of them is lost.

use crate::{people::*, steps::*, world::*};
use frame_support::dispatch::GetDispatchInfo;
use pallet_hashrate_market::Error as MarketError;
use pallet_risk_escrow::{Call as Escrow, Error as EscrowError, Event as EscrowEvent, Owed};
use sp_runtime::{MultiAddress, TokenError};

/// In calls that pay others each item succeeds or fails alone.
#[test]
fn claims_succeed_or_fail_one_by_one() {
	play(|| {
		let (_, series, _) = shop();
		let first = today() + 1;
		to_day(first + 1);
		all_feed(NETWORK, first, 50);
		assert_ok!(distribute(&ferdie(), series, first, &[500]));
		let before = balance(&alice(), &COIN);
		assert_ok!(claim(series, &[9, 1, 0, 0]));
		assert_eq!(balance(&alice(), &COIN), before + 500);
		let failed = |item, error: EscrowError<Runtime>| EscrowEvent::ClaimFailed {
			series,
			item,
			error: error.into(),
		};
		assert_told(failed(9, EscrowError::UnknownCertificate));
		assert_told(failed(1, EscrowError::NotSold));
		assert_told(failed(0, EscrowError::NothingToClaim));
		assert_ok!(retire(series, &[0, 1]));
		let error = EscrowError::<Runtime>::NotEnded.into();
		assert_told(EscrowEvent::RetireFailed { series, item: 0, error });
		assert_eq!(balance(&alice(), &COIN), before + 500);
	});
}

/// A holder who cannot be paid stops nobody else, and loses nothing.
#[test]
fn a_blocked_holder_is_paid_later() {
	play(|| {
		let (_, series, price) = shop();
		assert_ok!(buy(&bob(), series, &[1], price));
		let first = today() + 1;
		to_day(first + 1);
		all_feed(NETWORK, first, 50);
		assert_ok!(distribute(&ferdie(), series, first, &[1_000]));
		let who = MultiAddress::Id(alice());
		let block = pallet_assets::Call::block { id: 11.into(), who: who.clone() };
		assert_ok!(act(treasury(), block));
		let before = [alice(), bob()].map(|who| balance(&who, &COIN));
		assert_ok!(claim(series, &[0, 1]));
		let after = [alice(), bob()].map(|who| balance(&who, &COIN));
		assert_eq!(after, [before[0], before[1] + 500]);
		assert_ok!(act(treasury(), pallet_assets::Call::thaw { id: 11.into(), who }));
		assert_ok!(claim(series, &[0]));
		assert_eq!(balance(&alice(), &COIN), before[0] + 500);
	});
}

/// Every certificate of a list may be somebody else's, who holds nothing of the asset yet: what is
/// charged for one more covers the accounts of its owner too.
#[test]
fn a_payout_is_charged_for_an_owner_of_its_own() {
	let weight = |call: RuntimeCall| call.get_dispatch_info().call_weight;
	let list = |n: u32| items(&(0..n).collect::<Vec<_>>());
	let claim = |n| weight(Escrow::claim { series: 0, items: list(n) }.into());
	let retire = |n| weight(Escrow::retire { series: 0, items: list(n) }.into());
	let db = <Runtime as frame_system::Config>::DbWeight::get();
	// Record, item and position of the certificate; the owner's account, in one asset and at all.
	let claimed = claim(100) - claim(99);
	assert!(claimed.all_gte(db.reads_writes(5, 3)), "{claimed:?}");
	// Record, item, position, metadata and two attributes; the owner in two assets and at all.
	let retired = retire(100) - retire(99);
	assert!(retired.all_gte(db.reads_writes(9, 10)), "{retired:?}");
}

/// Certificates so cheap that no payout in DMC reaches the existential deposit.
fn cheap() -> (u32, Day) {
	let plan = Plan { payment: Asset::Native, floor: 1, units: 1, term: 7, ..Plan::default() };
	let price = 1_000_007;
	let series = plan.on_sale_at(price);
	// A fee of 10,001; slices of 141,429 and a remainder of 3.
	assert_ok!(buy(&eve(), series, &[0], price));
	(series, today() + 1)
}

/// A release that cannot be paid waits for the miner, and neither stops the income nor is lost.
#[test]
fn a_release_below_the_existential_deposit_is_owed() {
	play(|| {
		let (series, first) = cheap();
		empty(ferdie());
		to_day(first + 3);
		assert_ok!(distribute(&ferdie(), series, first, &[100]));
		let owed = || Owed::<Runtime>::get(ferdie(), Asset::Native);
		assert_eq!(owed(), 141_429 - 707);
		assert_eq!(dmc(&ferdie()), 0);
		assert_eq!(RiskEscrow::claimable(series, 0), 100);
		let withdraw = || act(ferdie(), Escrow::withdraw_owed { asset: Asset::Native });
		assert_noop!(withdraw(), TokenError::BelowMinimum);
		assert_ok!(distribute(&ferdie(), series, first + 1, &[100]));
		assert_eq!(owed(), 2 * (141_429 - 707));
		check_everything();

		// With an account again, the next release brings all.
		give(ferdie(), DMC);
		to_day(first + 4);
		assert_ok!(distribute(&ferdie(), series, first + 2, &[100]));
		assert_eq!(owed(), 0);
		assert_eq!(dmc(&ferdie()), DMC + 3 * (141_429 - 707));
		assert_noop!(withdraw(), EscrowError::<Runtime>::NothingOwed);
	});
}

/// And it can be fetched without another release.
#[test]
fn what_is_owed_can_be_fetched() {
	play(|| {
		let (series, first) = cheap();
		empty(ferdie());
		to_day(first + 3);
		assert_ok!(distribute(&ferdie(), series, first, &[100]));
		give(ferdie(), DMC);
		assert_ok!(act(ferdie(), Escrow::withdraw_owed { asset: Asset::Native }));
		assert_eq!(dmc(&ferdie()), DMC + 141_429 - 707);
		assert_eq!(Owed::<Runtime>::iter().count(), 0);
	});
}

/// The remainder of a deposit cannot be paid to an account that has no DMC: it waits for its owner,
/// and keeps neither the income nor the certificate.
#[test]
fn a_remainder_below_the_existential_deposit_is_owed() {
	play(|| {
		let (series, first) = cheap();
		empty(eve());
		to_day(first + 9);
		assert_ok!(distribute(&ferdie(), series, first, &[100; 7]));
		let before = balance(&eve(), &COIN);
		paid_out();
		assert_eq!(balance(&eve(), &COIN), before + 700);
		assert_eq!(HashrateNft::record_of(series, 0), None);
		assert_eq!(Owed::<Runtime>::get(eve(), Asset::Native), 3);
		give(eve(), DMC);
		assert_ok!(act(eve(), Escrow::withdraw_owed { asset: Asset::Native }));
		assert_eq!(dmc(&eve()), DMC + 3);
	});
}

/// Locked by votes, a miner's and a buyer's money still does what it must: custody is elsewhere.
#[test]
fn vote_locks_stop_no_release() {
	play(|| {
		let plan = Plan { payment: Asset::Native, floor: DMC, ..Plan::default() };
		let price = plan.lowest_price();
		let series = plan.on_sale_at(price);
		let other = Plan { miner: eve(), ..Plan::default() }.apply();
		let referendum = application(other).referendum;
		let conviction = pallet_democracy::Conviction::Locked6x;
		assert_ok!(buy(&alice(), series, &[0], price));
		for voter in [alice(), ferdie()] {
			let all = dmc(&voter);
			assert_ok!(vote(voter, referendum, true, conviction, all));
		}
		// What is locked buys nothing more.
		assert_noop!(buy(&alice(), series, &[1], price), MarketError::<Runtime>::CannotPay);
		let first = today() + 1;
		to_day(first + 1);
		all_feed(NETWORK, first, 50);
		let before = dmc(&ferdie());
		assert_ok!(distribute(&ferdie(), series, first, &[500]));
		assert_eq!(dmc(&ferdie()), before + 9_850_500 * DMC / 1_000_000);
	});
}
