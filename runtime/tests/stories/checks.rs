//! What always holds, checked after every story: the runtime's own invariants, and what only a test that
//! saw every event can know.

use crate::{people::*, world::*};
use dmex_runtime::invariants;
use pallet_mutual_insurance::Claims;

/// Everything that always holds.
pub fn check_everything() {
	assert_ok!(invariants::check());
	check_money();
}

/// DMC disappears only by burning; no account of a pallet is held; the pool gave nothing but awards.
pub fn check_money() {
	assert_eq!(Balances::total_issuance(), TOTAL_SUPPLY - burnt(), "total issuance");
	let accounts = [pledges(), escrow(), income(), market(), loans(), rewards(), treasury()];
	for account in accounts.into_iter().chain([insurance_pool()]) {
		assert_eq!(System::consumers(&account), 0, "{account} is held");
	}
	let pool = dmc(&insurance_pool()) + paid_by_the_pool(&Asset::Native);
	assert!(pool >= TOTAL_SUPPLY / 10, "the pool shrank by more than it awarded");
}

/// The pool holds every approved award that is not paid, and every deposit.
pub fn check_pool() {
	let backings = MutualInsurance::backing();
	assert!(backings.iter().all(|backing| backing.holds()), "the pool is short: {backings:?}");
}

/// Awards paid so far in an asset.
fn paid_by_the_pool(asset: &Asset) -> Balance {
	let awards = Claims::<Runtime>::iter_values().filter(|claim| claim.asset == *asset);
	awards.filter_map(|claim| Some(claim.status.award()?.paid)).sum()
}
