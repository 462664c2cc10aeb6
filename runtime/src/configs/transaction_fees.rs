//! What a transaction costs and who gets it.

use crate::{
	configs::{governance::TreasuryAccount, RuntimeBlockWeights},
	constants::currency::{AUTHOR_FEE_PERCENT, BASE_FEE, FEE_PER_BYTE},
	AccountId, Authorship, Balance, Balances, Runtime, RuntimeEvent,
};
use frame_support::{
	dispatch::DispatchClass,
	parameter_types,
	traits::{
		fungible::{Balanced, Credit},
		tokens::imbalance::ResolveTo,
		ConstU128, ConstU8, Imbalance, OnUnbalanced,
	},
	weights::{ConstantMultiplier, Weight, WeightToFee},
};
use pallet_transaction_payment::{FungibleAdapter, Multiplier, TargetedFeeAdjustment};
use sp_runtime::{
	helpers_128bit::multiply_by_rational_with_rounding, FixedPointNumber, Perquintill, Rounding,
};

parameter_types! {
	/// Fullness of a block above which fees rise.
	pub const TargetFullness: Perquintill = Perquintill::from_percent(25);
	/// Speed of the adjustment: full blocks for a day (28,800) make fees about five times as high.
	pub AdjustmentVariable: Multiplier = Multiplier::saturating_from_rational(75, 1_000_000);
	/// Minimum of the multiplier of fees.
	pub MinimumMultiplier: Multiplier = Multiplier::from_u32(1);
	/// Maximum of the multiplier of fees.
	pub MaximumMultiplier: Multiplier = Multiplier::from_u32(1_000_000);
}

impl pallet_transaction_payment::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type OnChargeTransaction = FungibleAdapter<Balances, AuthorAndTreasury>;
	type WeightToFee = ByBaseFee;
	type LengthToFee = ConstantMultiplier<Balance, ConstU128<FEE_PER_BYTE>>;
	type FeeMultiplierUpdate = TargetedFeeAdjustment<
		Self,
		TargetFullness,
		AdjustmentVariable,
		MinimumMultiplier,
		MaximumMultiplier,
	>;
	type OperationalFeeMultiplier = ConstU8<5>;
	type WeightInfo = pallet_transaction_payment::weights::SubstrateWeight<Runtime>;
}

/// Weight costs in proportion to time, such that the smallest transaction costs the base fee.
pub struct ByBaseFee;
impl WeightToFee for ByBaseFee {
	type Balance = Balance;

	fn weight_to_fee(weight: &Weight) -> Balance {
		let base = RuntimeBlockWeights::get().get(DispatchClass::Normal).base_extrinsic.ref_time();
		multiply_by_rational_with_rounding(
			weight.ref_time().into(),
			BASE_FEE,
			base.into(),
			Rounding::Up,
		)
		.unwrap_or(Balance::MAX)
	}
}

/// Shares fees and tips between the block's author and the treasury. Where there is no author, or
/// its account cannot take the amount, the treasury gets all.
pub struct AuthorAndTreasury;
impl OnUnbalanced<Credit<AccountId, Balances>> for AuthorAndTreasury {
	fn on_unbalanceds(amounts: impl Iterator<Item = Credit<AccountId, Balances>>) {
		let total = amounts.fold(Credit::<AccountId, Balances>::zero(), Imbalance::merge);
		Self::on_unbalanced(total)
	}

	fn on_nonzero_unbalanced(fees: Credit<AccountId, Balances>) {
		let (to_author, mut to_treasury) =
			fees.ration(AUTHOR_FEE_PERCENT, 100 - AUTHOR_FEE_PERCENT);
		let unpaid = match Authorship::author() {
			Some(author) => Balances::resolve(&author, to_author).err(),
			None => Some(to_author),
		};
		if let Some(unpaid) = unpaid {
			to_treasury.subsume(unpaid);
		}
		ResolveTo::<TreasuryAccount, Balances>::on_unbalanced(to_treasury)
	}
}
