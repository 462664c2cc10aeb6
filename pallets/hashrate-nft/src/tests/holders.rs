//! Whether somebody holds a certificate of a series: the trait `Holders`.

use super::*;
use dmex_primitives::Holders;

/// Which of the miner, the buyer and the other hold something of a series.
fn holders(series: SeriesId) -> [bool; 3] {
	[MINER, BUYER, OTHER].map(|who| HashrateNft::is_holder(series, &who))
}

#[test]
fn of_an_unsold_certificate_is_its_miner() {
	execute_with_checks(|| {
		let series = series();
		assert_eq!(holders(series), [false, false, false]);
		assert_ok!(HashrateNft::mint(RuntimeOrigin::signed(MINER), series, 2));
		assert_eq!(holders(series), [true, false, false]);
		assert_ok!(HashrateNft::activate(series, 1, &BUYER, 5, 34));
		assert_eq!(holders(series), [true, true, false]);
		assert_ok!(HashrateNft::activate(series, 0, &BUYER, 5, 34));
		assert_eq!(holders(series), [false, true, false]);
	});
}

#[test]
fn is_whoever_owns_it_after_a_transfer() {
	execute_with_checks(|| {
		let series = sold(2);
		assert_ok!(Uniques::transfer(RuntimeOrigin::signed(BUYER), series, 0, OTHER));
		assert_eq!(holders(series), [false, true, true]);
		assert_ok!(HashrateNft::transfer(series, 1, &OTHER));
		assert_eq!(holders(series), [false, false, true]);
		// A lock changes no owner.
		assert_ok!(HashrateNft::lock(series, 0, Lock::Collateral));
		assert_eq!(holders(series), [false, false, true]);
	});
}

#[test]
fn is_nobody_after_it_was_burnt() {
	execute_with_checks(|| {
		let series = ended(2);
		assert_ok!(HashrateNft::burn(series, 0));
		assert_eq!(holders(series), [false, true, false]);
		assert_ok!(HashrateNft::burn(series, 1));
		assert_eq!(holders(series), [false, false, false]);
		let unsold = minted(1);
		assert_ok!(HashrateNft::burn_unsold(RuntimeOrigin::signed(MINER), unsold, items([0])));
		assert_eq!(holders(unsold), [false, false, false]);
	});
}

#[test]
fn of_one_series_holds_nothing_of_another() {
	execute_with_checks(|| {
		let (one, other) = (sold(1), minted(1));
		assert_eq!((holders(one), holders(other)), ([false, true, false], [true, false, false]));
		assert_eq!(holders(other + 1), [false, false, false]);
	});
}
