use super::*;
use dmex_primitives::ApplicationTerms;

fn mint(series: SeriesId, quantity: u32) -> sp_runtime::DispatchResult {
	HashrateNft::mint(RuntimeOrigin::signed(MINER), series, quantity)
}

#[test]
fn mints_for_the_miner_and_charges_fee_and_reserves_units_and_pledge() {
	execute_with_checks(|| {
		let series = series();

		assert_ok!(mint(series, 3));

		// 3 certificates of 10 units: 30 units at 0.1 DMC; 900 unit-days of pledge at 0.1 DMC.
		assert_eq!(Balances::free_balance(MINER), 996 * DMC - 3 * DMC);
		assert_eq!(Registry::usage().units, 30);
		assert_eq!(Registry::usage().pledge, 90 * DMC);
		assert_eq!(counts(series), SeriesCounts { minted: 3, unsold: 3, ..Default::default() });
		for item in 0..3 {
			let info = HashrateNft::certificate(series, item).unwrap();
			assert_eq!((info.owner, info.sold, info.lock), (MINER, false, None));
		}
		assert_eq!(HashrateNft::certificate(series, 3), None);
		let event =
			Event::Minted { series, first_item: 0, miner: MINER, quantity: 3, fee: 3 * DMC };
		System::assert_last_event(event.into());
	});
}

#[test]
fn continues_the_ids_and_never_uses_one_again() {
	execute_with_checks(|| {
		let series = minted(2);
		assert_ok!(HashrateNft::burn_unsold(RuntimeOrigin::signed(MINER), series, items([1])));

		assert_ok!(mint(series, 2));

		assert_eq!(HashrateNft::record_of(series, 1), None);
		assert_eq!(HashrateNft::record_of(series, 2), Some(CertificateRecord::UNSOLD));
		assert_eq!(HashrateNft::record_of(series, 3), Some(CertificateRecord::UNSOLD));
		let event =
			Event::Minted { series, first_item: 2, miner: MINER, quantity: 2, fee: 2 * DMC };
		System::assert_last_event(event.into());
	});
}

#[test]
fn mints_one_to_256() {
	execute_with_checks(|| {
		let series = series();
		assert_noop!(mint(series, 0), Error::<Test>::InvalidQuantity);
		assert_noop!(mint(series, 257), Error::<Test>::InvalidQuantity);
		assert_noop!(mint(series, u32::MAX), Error::<Test>::InvalidQuantity);
		assert_ok!(mint(series, 1));
		assert_ok!(mint(series, 256));
		assert_eq!(counts(series).unsold, 257);
	});
}

#[test]
fn charges_todays_fee_but_the_pledge_of_the_series() {
	execute_with_checks(|| {
		let series = series();
		Approved::set(Some(ApplicationTerms {
			pledge_per_unit_day: 7,
			channel_fee_per_unit: 5,
			..terms()
		}));

		assert_ok!(mint(series, 1));

		assert_eq!(Balances::free_balance(MINER), 996 * DMC - 50);
		assert_eq!(Registry::usage().pledge, 30 * DMC);
	});
}

#[test]
fn opens_a_finished_series_again() {
	execute_with_checks(|| {
		let series = ended(1);
		assert_eq!(Registry::usage().open_series, 0);

		assert_ok!(mint(series, 1));

		assert_eq!(Registry::usage().open_series, 1);
		assert_eq!(counts(series).live(), 1);
	});
}

#[test]
fn counts_an_unfinished_series_once() {
	execute_with_checks(|| {
		let series = minted(1);
		assert_ok!(mint(series, 1));
		assert_eq!(Registry::usage().open_series, 1);
	});
}

#[test]
fn fails_to_open_again_beyond_the_governed_number() {
	execute_with_checks(|| {
		let finished = ended(1);
		for _ in 0..3 {
			series();
		}
		assert_noop!(mint(finished, 1), DispatchError::Other("too many series"));
	});
}

#[test]
fn fails_when_not_signed_or_not_by_the_miner() {
	execute_with_checks(|| {
		let series = series();
		assert_noop!(HashrateNft::mint(RuntimeOrigin::root(), series, 1), DispatchError::BadOrigin);
		assert_noop!(
			HashrateNft::mint(RuntimeOrigin::signed(OTHER), series, 1),
			Error::<Test>::NotMiner
		);
		// Only the call of this pallet mints, not even the miner in the NFT pallet.
		assert_noop!(
			Uniques::mint(RuntimeOrigin::signed(MINER), series, 0, MINER),
			pallet_uniques::Error::<Test>::NoPermission
		);
	});
}

#[test]
fn fails_when_the_series_is_unknown() {
	execute_with_checks(|| {
		assert_noop!(mint(0, 1), Error::<Test>::UnknownSeries);
	});
}

#[test]
fn fails_while_frozen_and_when_terminated() {
	execute_with_checks(|| {
		let series = series();
		assert_ok!(HashrateNft::set_frozen(series, true));
		assert_noop!(mint(series, 1), Error::<Test>::Frozen);
		assert_ok!(HashrateNft::set_frozen(series, false));
		assert_ok!(mint(series, 1));
		assert_ok!(HashrateNft::terminate(series));
		assert_noop!(mint(series, 1), Error::<Test>::Terminated);
	});
}

#[test]
fn fails_while_the_registry_refuses_the_miner() {
	execute_with_checks(|| {
		let series = series();
		Barred::set(&true);
		assert_noop!(mint(series, 1), DispatchError::Other("barred"));
		Barred::set(&false);
		assert_ok!(mint(series, 1));
	});
}

#[test]
fn fails_when_the_application_is_no_longer_approved() {
	execute_with_checks(|| {
		let series = series();
		Approved::set(None);
		assert_noop!(mint(series, 1), Error::<Test>::NotApproved);
	});
}

#[test]
fn fails_beyond_the_quota() {
	execute_with_checks(|| {
		Approved::set(Some(ApplicationTerms { channel_fee_per_unit: 1, ..terms() }));
		let series = series();
		for _ in 0..4 {
			assert_ok!(mint(series, 249));
		}
		assert_noop!(mint(series, 5), DispatchError::Other("over quota"));
		assert_ok!(mint(series, 4));
	});
}

#[test]
fn fails_when_the_fee_cannot_be_paid() {
	execute_with_checks(|| {
		let series = series();
		let fee = 500 * DMC;
		Approved::set(Some(ApplicationTerms { channel_fee_per_unit: fee / 10, ..terms() }));
		assert_noop!(mint(series, 3), sp_runtime::TokenError::FundsUnavailable);
		assert_ok!(mint(series, 1));
	});
}

#[test]
fn fails_when_fee_or_pledge_overflow() {
	execute_with_checks(|| {
		Approved::set(Some(ApplicationTerms { pledge_per_unit_day: u128::MAX / 300, ..terms() }));
		let greedy = series();
		assert_noop!(mint(greedy, 2), ArithmeticError::Overflow);

		Approved::set(Some(terms()));
		let series = series();
		Approved::set(Some(ApplicationTerms { channel_fee_per_unit: u128::MAX / 10, ..terms() }));
		assert_noop!(mint(series, 2), ArithmeticError::Overflow);
	});
}
