use super::*;
use dmex_primitives::{ApplicationTerms, Quotas};

/// A miner in default and a banned one are refused, each with its error.
fn barred(call: impl Fn() -> DispatchResult) {
	default(ALICE);
	assert_noop!(call(), Error::<Test>::Defaulted);
	clear(ALICE);
	ban(ALICE);
	assert_noop!(call(), Error::<Test>::Banned);
	clear(ALICE);
	// A frozen series stops neither.
	MinerRegistry::note_freeze(&ALICE, true);
	assert_ok!(call());
}

mod terms {
	use super::*;

	#[test]
	fn are_those_of_the_application_and_of_its_network_today() {
		execute_with_checks(|| {
			let id = approved(ALICE);
			let terms = ApplicationTerms {
				miner: ALICE,
				network: 0,
				symbol: b"BTC".to_vec().try_into().unwrap(),
				unit: b"TH/s".to_vec().try_into().unwrap(),
				node_id: disclosure().node_id,
				reward_asset: Asset::WithId(11),
				payment_asset: Asset::WithId(1),
				min_price_per_unit_day: 40,
				expected_revenue: PerUnit::from_u32(50),
				pledge_per_unit_day: DMC / 10,
				channel_fee_per_unit: DMC / 5,
			};
			assert_eq!(MinerRegistry::terms(id), Some(terms.clone()));
			assert_ok!(MinerRegistry::update_network(Origin::root(), 0, 7, 8, 9, 200));
			let terms =
				ApplicationTerms { pledge_per_unit_day: 7, channel_fee_per_unit: 8, ..terms };
			assert_eq!(MinerRegistry::terms(id), Some(terms));
		});
	}

	#[test]
	fn are_nothing_before_approval() {
		execute_with_checks(|| {
			let id = applied(ALICE);
			assert_eq!(MinerRegistry::terms(id), None);
			assert_eq!(MinerRegistry::terms(7), None);
		});
	}

	#[test]
	fn outlive_the_payment_asset() {
		execute_with_checks(|| {
			let id = approved(ALICE);
			let asset = Asset::WithId(1);
			assert_ok!(MinerRegistry::set_payment_asset(Origin::root(), asset, false));
			assert!(MinerRegistry::terms(id).is_some());
			let again = apply_with(ALICE, disclosure(), offer());
			assert_noop!(again, Error::<Test>::PaymentAssetNotAllowed);
		});
	}
}

mod reserve {
	use super::*;

	#[test]
	fn stops_at_the_effective_units_and_at_the_pledge() {
		execute_with_checks(|| {
			let id = pledged(ALICE, 10 * DMC);
			assert_noop!(MinerRegistry::reserve(id, 1_001, 1), Error::<Test>::CapacityExceeded);
			let too_low = MinerRegistry::reserve(id, 1_000, 10 * DMC + 1);
			assert_noop!(too_low, Error::<Test>::PledgeTooLow);
			assert_ok!(MinerRegistry::reserve(id, 1_000, 10 * DMC));
			assert_noop!(MinerRegistry::reserve(id, 1, 0), Error::<Test>::CapacityExceeded);
			let reserved = Capacity { live: 1_000, required: 10 * DMC, ..Capacity::new(1_000) };
			assert_eq!(capacity(id), Capacity { pledged: 10 * DMC, ..reserved });
		});
	}

	#[test]
	fn needs_an_approved_application_of_a_miner_who_may_sell() {
		execute_with_checks(|| {
			let open = applied(ALICE);
			assert_noop!(MinerRegistry::reserve(open, 1, 0), Error::<Test>::NotApproved);
			assert_noop!(MinerRegistry::reserve(7, 1, 0), Error::<Test>::UnknownApplication);
			let id = approved(ALICE);
			barred(|| MinerRegistry::reserve(id, 1, 0));
		});
	}
}

mod release {
	use super::*;

	#[test]
	fn gives_back_to_the_last_unit_whatever_the_miner_did() {
		execute_with_checks(|| {
			let id = pledged(ALICE, DMC);
			assert_ok!(MinerRegistry::reserve(id, 8, DMC));
			default(ALICE);
			ban(ALICE);
			assert_ok!(MinerRegistry::release(id, 5, DMC / 2));
			assert_noop!(MinerRegistry::release(id, 4, 0), Error::<Test>::NothingToRelease);
			assert_noop!(MinerRegistry::release(id, 0, DMC), Error::<Test>::NothingToRelease);
			assert_ok!(MinerRegistry::release(id, 3, DMC / 2));
			assert_eq!(capacity(id), Capacity { pledged: DMC, ..Capacity::new(1_000) });
			assert_noop!(MinerRegistry::release(7, 0, 0), Error::<Test>::NotApproved);
		});
	}
}

mod series {
	use super::*;

	#[test]
	fn are_counted_up_to_the_limit() {
		execute_with_checks(|| {
			let id = approved(ALICE);
			assert_ok!(MinerRegistry::open_series(id, 2));
			assert_ok!(MinerRegistry::open_series(id, 2));
			assert_noop!(MinerRegistry::open_series(id, 2), Error::<Test>::TooManySeries);
			assert_ok!(MinerRegistry::close_series(id));
			assert_ok!(MinerRegistry::open_series(id, 2));
			assert_eq!(capacity(id).series, 2);
		});
	}

	#[test]
	fn need_an_approved_application_of_a_miner_who_may_sell() {
		execute_with_checks(|| {
			let open = applied(ALICE);
			assert_noop!(MinerRegistry::open_series(open, 1), Error::<Test>::NotApproved);
			assert_noop!(MinerRegistry::open_series(7, 1), Error::<Test>::UnknownApplication);
			let id = approved(ALICE);
			assert_noop!(MinerRegistry::close_series(id), Error::<Test>::NothingToRelease);
			barred(|| MinerRegistry::open_series(id, 1));
		});
	}
}
