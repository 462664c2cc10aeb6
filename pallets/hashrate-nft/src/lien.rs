//! Division of a payment for a certificate between its lien and whoever gets the rest. Pure.

use dmex_primitives::{Asset, Balance, Lien, Proceeds, MAX_COLLATERAL_ASSETS};
use frame_support::{traits::ConstU32, BoundedVec};

/// Amounts of other assets than the debt's, each asset once.
pub type Collateral = BoundedVec<(Asset, Balance), ConstU32<MAX_COLLATERAL_ASSETS>>;

/// The part of a payment that is a lien's, in base units of the payment's asset. Never zero.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Share {
	/// It repays the debt; at most all of it.
	Debt(Balance),
	/// It is collateral of the loan.
	Collateral(Balance),
}

/// The part of a payment that is the lien's; `None` if nothing is.
pub fn share<AccountId>(
	lien: &Lien<AccountId>,
	kind: Proceeds,
	asset: &Asset,
	amount: Balance,
) -> Option<Share> {
	let repays = *asset == lien.asset;
	match kind {
		_ if amount == 0 => None,
		Proceeds::Income if !(repays && lien.self_repaying) => None,
		_ if repays => Some(Share::Debt(amount.min(lien.debt))),
		_ => Some(Share::Collateral(amount)),
	}
}

/// Add an amount to the collateral; `None` if its sum or the number of assets is too great.
pub fn add_collateral(collateral: &mut Collateral, asset: &Asset, amount: Balance) -> Option<()> {
	match collateral.iter_mut().find(|(kept, _)| kept == asset) {
		Some((_, sum)) => *sum = sum.checked_add(amount)?,
		None => collateral.try_push((asset.clone(), amount)).ok()?,
	}
	Some(())
}

#[cfg(test)]
mod tests {
	use super::*;
	use Proceeds::{Capital, Income};

	const USDT: Asset = Asset::WithId(1);
	const BTC: Asset = Asset::WithId(11);

	fn lien(asset: Asset, debt: Balance, self_repaying: bool) -> Lien<u64> {
		Lien { loan: 0, creditor: 9, asset, debt, self_repaying }
	}

	#[test]
	fn income_repays_only_a_self_repaying_loan_in_the_same_asset() {
		let cases = [
			(BTC, true, Some(Share::Debt(60))),
			(USDT, true, None),
			(BTC, false, None),
			(USDT, false, None),
		];
		for (asset, self_repaying, expected) in cases {
			assert_eq!(share(&lien(BTC, 100, self_repaying), Income, &asset, 60), expected);
		}
	}

	#[test]
	fn capital_repays_in_the_same_asset_and_is_collateral_in_another() {
		for self_repaying in [false, true] {
			let lien = lien(USDT, 100, self_repaying);
			assert_eq!(share(&lien, Capital, &USDT, 60), Some(Share::Debt(60)));
			assert_eq!(share(&lien, Capital, &Asset::Native, 60), Some(Share::Collateral(60)));
			assert_eq!(share(&lien, Capital, &BTC, 101), Some(Share::Collateral(101)));
		}
	}

	#[test]
	fn no_more_than_the_debt_is_repaid() {
		for kind in [Income, Capital] {
			for (amount, repaid) in [(1, 1), (99, 99), (100, 100), (101, 100), (u128::MAX, 100)] {
				let share = share(&lien(BTC, 100, true), kind, &BTC, amount);
				assert_eq!(share, Some(Share::Debt(repaid)));
			}
		}
	}

	#[test]
	fn nothing_of_nothing_is_the_lien_s() {
		for (kind, asset) in [(Income, BTC), (Capital, BTC), (Capital, USDT)] {
			assert_eq!(share(&lien(BTC, 100, true), kind, &asset, 0), None);
		}
	}

	#[test]
	fn collateral_is_summed_by_asset() {
		let mut collateral = Collateral::default();
		for (asset, amount) in [(USDT, 5), (Asset::Native, 7), (USDT, 6)] {
			assert_eq!(add_collateral(&mut collateral, &asset, amount), Some(()));
		}
		assert_eq!(collateral.to_vec(), [(USDT, 11), (Asset::Native, 7)]);
		let rest = u128::MAX - 11;
		assert_eq!(add_collateral(&mut collateral, &USDT, rest + 1), None);
		assert_eq!(add_collateral(&mut collateral, &USDT, rest), Some(()));
	}

	#[test]
	fn collateral_has_at_most_eighteen_assets() {
		let mut collateral = Collateral::default();
		for id in 0..18 {
			assert_eq!(add_collateral(&mut collateral, &Asset::WithId(id), 1), Some(()));
		}
		assert_eq!(add_collateral(&mut collateral, &Asset::WithId(18), 1), None);
		assert_eq!(add_collateral(&mut collateral, &Asset::WithId(17), 1), Some(()));
		assert_eq!((collateral.len(), collateral[17].1), (18, 2));
	}
}
