//! What the holders of an ended series get, once each, whoever asks for it.

use crate::{people::*, steps::*, trading::*, world::*};
use dmex_primitives::{ItemId, SeriesId};
use pallet_risk_escrow::{Call as Escrow, Error, Event, Owed};
use sp_runtime::MultiAddress;

fn refund_failed(series: SeriesId, item: ItemId, error: Error<Runtime>) -> Event<Runtime> {
	Event::RefundFailed { series, item, error: error.into() }
}

/// Asked for in the very block of the end, before the payout comes; the payout pays no second time.
#[test]
fn anyone_fetches_them_for_anyone() {
	play(|| {
		let (series, vote_on) = breached();
		assert_ok!(refund(series, &[0]));
		assert_told(refund_failed(series, 0, Error::NotTerminated));
		to_block(end_of(vote_on));
		assert_ok!(settle_vote(series));
		let before = [alice(), bob()].map(|who| (balance(&who, &DOLLAR), dmc(&who)));
		assert_ok!(refund(series, &[1, 9, 2, 1]));
		let amount = DEPOSIT - 2 * SLICE;
		let slash_share = 60 * DMC;
		assert_told(Event::Refunded { series, item: 1, owner: bob(), amount, slash_share });
		assert_told(refund_failed(series, 9, Error::UnknownCertificate));
		assert_told(refund_failed(series, 2, Error::NotSold));
		assert_told(refund_failed(series, 1, Error::AlreadyRefunded));
		let now = || [alice(), bob()].map(|who| (balance(&who, &DOLLAR), dmc(&who)));
		let paid = before.map(|(dollars, native)| (dollars + amount, native + slash_share));
		assert_eq!(now(), [before[0], paid[1]]);
		paid_out();
		assert_eq!(now(), paid);
		next_day();
		assert_eq!(now(), paid);
		assert_eq!(balance(&escrow(), &DOLLAR), 0);
	});
}

/// A certificate is refunded to whoever owns it then.
#[test]
fn a_certificate_given_away_during_the_vote_is_refunded_to_its_new_owner() {
	play(|| {
		let (series, vote_on) = breached();
		let dest = MultiAddress::Id(eve());
		let transfer = pallet_uniques::Call::transfer { collection: series, item: 0, dest };
		assert_ok!(act(alice(), transfer));
		to_block(end_of(vote_on) + 1);
		let before = [alice(), eve()].map(|who| balance(&who, &DOLLAR));
		paid_out();
		let after = [alice(), eve()].map(|who| balance(&who, &DOLLAR));
		assert_eq!(after, [before[0], before[1] + DEPOSIT - 2 * SLICE]);
	});
}

/// What cannot be paid waits for its owner; it stops nobody, and is not paid twice.
#[test]
fn a_refund_that_cannot_be_paid_waits() {
	play(|| {
		let (series, vote_on) = breached();
		block_asset(DOLLARS, alice());
		to_block(end_of(vote_on) + 1);
		let before = [alice(), bob()].map(|who| (balance(&who, &DOLLAR), dmc(&who)));
		paid_out();
		let amount = DEPOSIT - 2 * SLICE;
		let now = || [alice(), bob()].map(|who| (balance(&who, &DOLLAR), dmc(&who)));
		let [(alices, _), (bobs, _)] = before;
		let natives = before.map(|(_, native)| native + 60 * DMC);
		assert_eq!(now(), [(alices, natives[0]), (bobs + amount, natives[1])]);
		assert_eq!(Owed::<Runtime>::get(alice(), DOLLAR), amount);
		check_everything();
		assert_ok!(refund(series, &[0]));
		assert_told(refund_failed(series, 0, Error::AlreadyRefunded));
		thaw_asset(DOLLARS, alice());
		assert_ok!(act(alice(), Escrow::withdraw_owed { asset: DOLLAR }));
		assert_eq!(balance(&alice(), &DOLLAR), alices + amount);
		let nothing = Error::<Runtime>::NothingOwed;
		assert_noop!(act(alice(), Escrow::withdraw_owed { asset: DOLLAR }), nothing);
	});
}

/// Income is income: it stays to be claimed apart from the refund, and nothing of it is lost.
#[test]
fn income_that_could_not_be_paid_is_claimed_after_the_end() {
	play(|| {
		let (series, day) = stopped();
		block_asset(COINS, alice());
		assert_ok!(report(series));
		assert_ok!(distribute(&ferdie(), series, day, &[EXPECTED; 3]));
		to_block(end_of(referendum_on(series)) + 1);
		paid_out();
		let position = |item| pallet_risk_escrow::Positions::<Runtime>::get(series, item).unwrap();
		assert_eq!([0, 1].map(|item| position(item).refunded), [true, true]);
		assert_eq!([0, 1].map(|item| RiskEscrow::claimable(series, item)), [1_500_000, 0]);
		thaw_asset(COINS, alice());
		let before = balance(&alice(), &COIN);
		assert_ok!(claim(series, &[0]));
		assert_eq!(balance(&alice(), &COIN), before + 1_500_000);
	});
}

/// A certificate that had ended before the freeze has its deposit released and no part in a slash:
/// it retires as if nothing had happened.
#[test]
fn a_certificate_that_had_ended_is_retired_instead() {
	play(|| {
		let (_, series, price) = shop();
		let day = unpaid(series);
		to_day(day + 1);
		assert_ok!(buy(&bob(), series, &[1], price));
		to_day(day + 4);
		// Days without an average, which is measured by 50 a unit. Alice cannot be paid.
		block_asset(COINS, alice());
		assert_ok!(distribute(&ferdie(), series, day, &[500, 500, 1_000]));
		paid_out();
		assert!(closed_tells_retire_failed(series, 0));
		to_day(unpaid(series) + 9);
		assert_ok!(report(series));
		to_block(end_of(referendum_on(series)) + 1);
		paid_out();
		// Of Bob's three days one was paid; the slash is of his pledge alone.
		assert_eq!(ledger(series).state.termination().unwrap().slash, 3 * DMC);
		assert_ok!(refund(series, &[0, 1]));
		assert_told(refund_failed(series, 0, Error::HasEnded));
		assert_told(refund_failed(series, 1, Error::AlreadyRefunded));
		thaw_asset(COINS, alice());
		let before = balance(&alice(), &COIN);
		assert_ok!(retire(series, &[0]));
		assert_eq!(balance(&alice(), &COIN), before + 1_500);
		assert_eq!(HashrateNft::record_of(series, 0), None);
	});
}

fn closed_tells_retire_failed(series: SeriesId, item: ItemId) -> bool {
	closed().events.into_iter().any(|event| {
		matches!(
			event,
			RuntimeEvent::RiskEscrow(Event::RetireFailed { series: s, item: i, .. })
				if (s, i) == (series, item)
		)
	})
}

/// Certificates so cheap that neither deposit nor slash reaches the existential deposit of an
/// account that is gone.
#[test]
fn a_refund_below_the_existential_deposit_is_owed() {
	play(|| {
		let plan = Plan { payment: Asset::Native, floor: 1, units: 1, term: 7, ..Plan::default() };
		let rate = pallet_miner_registry::Call::update_network {
			network: NETWORK,
			pledge_per_unit_day: 1_000,
			channel_fee_per_unit: 0,
			min_payout: 1_000,
		};
		assert_ok!(council(rate));
		let series = plan.on_sale_at(1_000_007);
		assert_ok!(buy(&eve(), series, &[0], 1_000_007));
		empty(eve());
		to_day(today() + 10);
		assert_ok!(report(series));
		to_block(end_of(referendum_on(series)) + 1);
		paid_out();
		// The deposit of 990,006, and the pledge for seven unit days.
		let owed = || Owed::<Runtime>::get(eve(), Asset::Native);
		assert_eq!(owed(), 990_006 + 7_000);
		assert_eq!(dmc(&eve()), 0);
		give(eve(), DMC);
		assert_ok!(act(eve(), Escrow::withdraw_owed { asset: Asset::Native }));
		assert_eq!(dmc(&eve()), DMC + 997_006);
	});
}
