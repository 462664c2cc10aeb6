//! Each invariant of the README, broken.

use super::*;
use dmex_primitives::Liens as _;
use frame_support::traits::{
	fungible::Mutate as _,
	tokens::nonfungibles::{Create, Mutate, Transfer},
};
use sp_runtime::TryRuntimeError;

/// Three certificates (unsold, active, and one of the buyer that has ended), then `corrupt`.
fn after(corrupt: impl FnOnce(SeriesId)) -> Result<(), TryRuntimeError> {
	new_test_ext().execute_with(|| {
		let series = minted(3);
		for item in 1..3 {
			assert_ok!(HashrateNft::activate(series, item, &BUYER, 5, 34));
		}
		assert_ok!(HashrateNft::end(series, 1));
		assert_ok!(HashrateNft::do_try_state());
		corrupt(series);
		HashrateNft::do_try_state()
	})
}

fn edit_counts(series: SeriesId, edit: impl FnOnce(&mut SeriesCounts)) {
	Counts::<Test>::mutate(series, |counts| edit(counts.as_mut().unwrap()));
}

#[track_caller]
fn assert_breaks(number: &str, corrupt: impl FnOnce(SeriesId)) {
	match after(corrupt) {
		Err(DispatchError::Other(why)) => assert!(why.starts_with(number), "{why}"),
		other => panic!("invariant {number} holds: {other:?}"),
	}
}

#[test]
fn one_series_counts_and_certificates_go_together() {
	assert_breaks("1", Counts::<Test>::remove);
	assert_breaks("1", |series| {
		Counts::<Test>::insert(series + 1, SeriesCounts::default());
	});
	assert_breaks("1", |series| {
		Certificates::<Test>::insert(series + 1, 0, CertificateRecord::UNSOLD);
	});
	assert_breaks("1", NextSeriesId::<Test>::put);
	assert_breaks("1", |series| {
		let unsold = self::series();
		assert!(unsold > series);
		edit_counts(unsold, |counts| counts.minted = 1);
	});
}

#[test]
fn two_certificates_have_units_and_days() {
	for (units, term) in [(0, TERM), (dmex_primitives::MAX_UNITS + 1, TERM), (UNITS, 0)] {
		assert_breaks("2", |series| {
			Series::<Test>::mutate(series, |terms| {
				let terms = terms.as_mut().unwrap();
				(terms.units, terms.term) = (units, term);
			});
		});
	}
}

#[test]
fn three_collections_are_the_pallets() {
	assert_breaks("3", |series| {
		pallet_uniques::Collection::<Test>::remove(series);
	});
	assert_breaks("3", |series| {
		pallet_uniques::Collection::<Test>::remove(series);
		assert_ok!(Uniques::create_collection(&series, &OTHER, &OTHER));
	});
}

#[test]
fn four_counts_are_those_of_the_certificates() {
	assert_breaks("4", |series| edit_counts(series, |counts| counts.unsold = 0));
	assert_breaks("4", |series| edit_counts(series, |counts| counts.sold = 3));
	assert_breaks("4", |series| edit_counts(series, |counts| counts.retired = 1));
	assert_breaks("4", |series| edit_counts(series, |counts| counts.minted = 2));
	assert_breaks("4", |series| edit_counts(series, |counts| counts.ended = 3));
}

#[test]
fn five_certificates_and_items_go_together() {
	assert_breaks("5", |series| {
		assert_ok!(<Uniques as Mutate<u64>>::burn(&series, &1, None));
	});
	assert_breaks("5", |series| {
		assert_ok!(Uniques::mint_into(&series, &3, &BUYER));
	});
	assert_breaks("5", |series| {
		assert_ok!(<Uniques as Transfer<u64>>::transfer(&series, &1, &OTHER));
		let unsold = Certificates::<Test>::take(series, 0).unwrap();
		Certificates::<Test>::insert(series, 0, CertificateRecord::MOVABLE);
		Certificates::<Test>::insert(series, 1, unsold);
	});
	assert_breaks("5", |series| {
		let record = Certificates::<Test>::take(series, 1).unwrap();
		Certificates::<Test>::insert(series, 3, record);
	});
}

#[test]
fn six_live_units_have_a_requirement() {
	assert_breaks("6", |series| {
		Series::<Test>::mutate(series, |terms| {
			terms.as_mut().unwrap().pledge_rate = u128::MAX;
		});
	});
	// Each requirement fits, and their sum does not.
	assert_breaks("6", |first| {
		let second = minted(2);
		for series in [first, second] {
			Series::<Test>::mutate(series, |terms| {
				terms.as_mut().unwrap().pledge_rate = u128::MAX / 600;
			});
		}
	});
}

#[test]
fn seven_terminated_series_are_over() {
	let flag = |series, frozen, terminated| {
		Series::<Test>::mutate(series, |terms| {
			let terms = terms.as_mut().unwrap();
			(terms.frozen, terms.terminated) = (frozen, terminated);
		});
	};
	assert_breaks("7", |series| flag(series, false, true));
	assert_breaks("7", |series| {
		assert_ok!(HashrateNft::end(series, 1));
		flag(series, true, true);
	});
}

#[test]
fn eight_exactly_unfinished_series_have_deposits_and_the_account_holds_them() {
	assert_breaks("8", Deposits::<Test>::remove);
	assert_breaks("8", |series| Deposits::<Test>::insert(series, DMC));
	assert_breaks("8", |series| Deposits::<Test>::insert(series + 1, 0));
	assert_breaks("8", |_| TotalDeposits::<Test>::mutate(|total| *total -= 1));
	assert_breaks("8", |series| {
		assert_ok!(HashrateNft::end(series, 1));
		HashrateNft::burn_unsold(RuntimeOrigin::signed(MINER), series, items([0])).unwrap();
		Deposits::<Test>::insert(series, 0);
	});
	assert_breaks("8", |_| {
		Balances::set_balance(&HashrateNft::account(), 4 * DMC + ED - 1);
	});
	assert_breaks("8", |_| Credited::insert(OTHER, 1));
}

/// A lien of the active certificate, which is locked for it.
fn secure(series: SeriesId) {
	assert_ok!(HashrateNft::lock(series, 1, Lock::Collateral));
	assert_ok!(HashrateNft::secure(series, 1, liens::usdt_lien()));
}

fn edit_lock(series: SeriesId, lock: Option<Lock>) {
	Certificates::<Test>::mutate(series, 1, |record| record.as_mut().unwrap().lock = lock);
}

#[test]
fn nine_liens_have_debt_and_a_locked_certificate() {
	assert_ok!(after(secure));
	for lock in [None, Some(Lock::Listed), Some(Lock::Staked)] {
		assert_breaks("9: a lien of a certificate that may move", |series| {
			secure(series);
			edit_lock(series, lock);
		});
	}
	assert_ok!(after(|series| {
		secure(series);
		edit_lock(series, Some(Lock::Auctioned(3)));
	}));
	assert_breaks("9: a lien of a certificate that may move", |series| {
		assert_ok!(HashrateNft::lock(series, 0, Lock::Collateral));
		Liens::<Test>::insert(series, 0, liens::usdt_lien());
	});
	assert_breaks("9: a lien without debt", |series| {
		secure(series);
		Liens::<Test>::mutate(series, 1, |lien| lien.as_mut().unwrap().debt = 0);
	});
	assert_breaks("9: two liens of a loan", |series| {
		secure(series);
		assert_ok!(HashrateNft::lock(series, 2, Lock::Collateral));
		assert_ok!(HashrateNft::secure(series, 2, liens::usdt_lien()));
	});
	assert_breaks("9: a lien of no certificate", |series| {
		Liens::<Test>::insert(series, 3, liens::usdt_lien());
	});
	assert_breaks("9: a lien of no series", |series| {
		Liens::<Test>::insert(series + 1, 0, liens::usdt_lien());
	});
}

#[test]
fn ten_proceeds_are_of_something() {
	let insert = |edit: fn(&mut dmex_primitives::LienProceeds)| {
		let mut proceeds = dmex_primitives::LienProceeds::default();
		edit(&mut proceeds);
		LienProceeds::<Test>::insert(liens::LOAN, proceeds);
	};
	let list = |amounts: &[_]| amounts.to_vec().try_into().unwrap();
	assert_breaks("10: proceeds of nothing", |_| insert(|_| {}));
	assert_breaks("10: collateral of nothing", |_| {
		let collateral = list(&[(liens::BTC, 0)]);
		let proceeds = dmex_primitives::LienProceeds { collateral, ..Default::default() };
		LienProceeds::<Test>::insert(liens::LOAN, proceeds);
	});
	assert_breaks("10: an asset twice", |_| {
		let collateral = list(&[(liens::BTC, 1), (liens::USDT, 1), (liens::BTC, 2)]);
		let proceeds = dmex_primitives::LienProceeds { collateral, ..Default::default() };
		LienProceeds::<Test>::insert(liens::LOAN, proceeds);
	});
	assert_breaks("10: a lien of what was sold", |series| {
		secure(series);
		insert(|proceeds| proceeds.sold = true);
	});
	assert_ok!(after(|series| {
		secure(series);
		insert(|proceeds| proceeds.paid = 1);
	}));
	assert_ok!(after(|_| insert(|proceeds| proceeds.sold = true)));
}
