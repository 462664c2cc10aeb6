//! Division of a fee among the insurance pool, the treasury and burning.

use crate::{Asset, Balance};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::{traits::Zero, DispatchResult, Permill};

/// The governed ratios of a fee. What they leave is burnt.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct FeeSplit {
	/// The insurance pool's part, at most one half.
	pub pool: Permill,
	/// The treasury's part, at most one half.
	pub treasury: Permill,
}

/// A fee divided: the three parts sum to the fee.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct FeeShares {
	/// Part of the insurance pool.
	pub pool: Balance,
	/// Part of the treasury.
	pub treasury: Balance,
	/// Part that is burnt; always zero for an asset other than DMC.
	pub burn: Balance,
}

impl FeeSplit {
	/// Divide a fee of `amount` in `asset`: the pool's and the treasury's parts are rounded
	/// down and the rest is burnt. In assets other than DMC nothing is burnt: the rest is the
	/// treasury's. If the ratios together exceed one, the treasury gets the rest that the pool leaves.
	pub fn divide(&self, asset: &Asset, amount: Balance) -> FeeShares {
		let pool = self.pool.mul_floor(amount);
		let rest = amount.saturating_sub(pool);
		let treasury = self.treasury.mul_floor(amount).min(rest);
		match asset {
			Asset::Native => FeeShares { pool, treasury, burn: rest.saturating_sub(treasury) },
			Asset::WithId(_) => FeeShares { pool, treasury: rest, burn: Zero::zero() },
		}
	}
}

impl FeeShares {
	/// The sum of both. They are parts of money that exists, so the sums fit.
	pub fn plus(self, other: Self) -> Self {
		Self {
			pool: self.pool.saturating_add(other.pool),
			treasury: self.treasury.saturating_add(other.treasury),
			burn: self.burn.saturating_add(other.burn),
		}
	}
}

/// Runtime → market and certificates: the governed split, and carrying it out.
pub trait ProtocolFees<AccountId> {
	/// The split in force now.
	fn split() -> FeeSplit;
	/// Charge the shares, of `asset`, to `payer`. Errors if the payer's free balance does not
	/// suffice.
	fn charge(payer: &AccountId, asset: &Asset, shares: FeeShares) -> DispatchResult;
}

#[cfg(test)]
mod tests {
	use super::*;

	fn split(pool: u32, treasury: u32) -> FeeSplit {
		FeeSplit { pool: Permill::from_percent(pool), treasury: Permill::from_percent(treasury) }
	}

	#[test]
	fn parts_sum_to_the_fee_and_the_rest_is_burnt() {
		let shares = split(40, 40).divide(&Asset::Native, 101);
		assert_eq!(shares, FeeShares { pool: 40, treasury: 40, burn: 21 });
	}

	#[test]
	fn shares_are_added_each_to_its_own() {
		let a = FeeShares { pool: 1, treasury: 20, burn: 300 };
		let b = FeeShares { pool: 4, treasury: 50, burn: 600 };
		assert_eq!(a.plus(b), FeeShares { pool: 5, treasury: 70, burn: 900 });
	}

	#[test]
	fn other_assets_are_never_burnt() {
		let shares = split(40, 40).divide(&Asset::WithId(1), 101);
		assert_eq!(shares, FeeShares { pool: 40, treasury: 61, burn: 0 });
	}

	#[test]
	fn holds_at_the_extremes() {
		for amount in [0, 1, 2, 3, Balance::MAX] {
			for (pool, treasury) in [(0, 0), (50, 50), (50, 0), (0, 50), (100, 100)] {
				for asset in [Asset::Native, Asset::WithId(7)] {
					let s = split(pool, treasury).divide(&asset, amount);
					assert_eq!(s.pool + s.treasury + s.burn, amount);
				}
			}
		}
	}
}
