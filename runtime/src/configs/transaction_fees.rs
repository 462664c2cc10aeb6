//! What a transaction costs and who gets it.

use crate::{
	configs::{governance::TreasuryAccount, RuntimeBlockLength, RuntimeBlockWeights},
	constants::currency::{AUTHOR_FEE_PERCENT, BASE_FEE, FEE_PER_BYTE},
	AccountId, Authorship, Balance, Balances, Runtime, RuntimeEvent, System, TransactionPayment,
};
use frame_support::{
	dispatch::DispatchClass,
	parameter_types,
	traits::{
		fungible::{Balanced, Credit},
		tokens::imbalance::ResolveTo,
		ConstU8, Imbalance, OnUnbalanced,
	},
	weights::{Weight, WeightToFee},
};
use pallet_transaction_payment::{
	FungibleAdapter, Multiplier, MultiplierUpdate, TargetedFeeAdjustment,
};
use sp_runtime::{
	helpers_128bit::multiply_by_rational_with_rounding, traits::Convert, FixedPointNumber,
	Perquintill, Rounding, Saturating,
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
	type LengthToFee = ByBytes;
	type FeeMultiplierUpdate = ByFullness;
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

/// Bytes cost in proportion to their number and to the multiplier of fees, which the pallet applies
/// to weight alone. Rounded down, as the pallet rounds the fee of weight.
pub struct ByBytes;
impl WeightToFee for ByBytes {
	type Balance = Balance;

	fn weight_to_fee(length: &Weight) -> Balance {
		let fee = FEE_PER_BYTE.saturating_mul(length.ref_time().into());
		TransactionPayment::next_fee_multiplier().saturating_mul_int(fee)
	}
}

/// The multiplier of fees follows the fuller of a block's weight and length: what is scarce becomes
/// dear, and nobody fills blocks with bytes at the price of quiet days.
pub struct ByFullness;

type ByWeight = TargetedFeeAdjustment<
	Runtime,
	TargetFullness,
	AdjustmentVariable,
	MinimumMultiplier,
	MaximumMultiplier,
>;

impl Convert<Multiplier, Multiplier> for ByFullness {
	fn convert(previous: Multiplier) -> Multiplier {
		ByWeight::convert(previous).max(by_length(previous))
	}
}

impl MultiplierUpdate for ByFullness {
	fn min() -> Multiplier {
		ByWeight::min()
	}
	fn max() -> Multiplier {
		ByWeight::max()
	}
	fn target() -> Perquintill {
		ByWeight::target()
	}
	fn variability() -> Multiplier {
		ByWeight::variability()
	}
}

/// The next multiplier as the length of this block alone would have it: that of all transactions,
/// against the maximum for ordinary ones, adjusted as `TargetedFeeAdjustment` does it for weight.
fn by_length(previous: Multiplier) -> Multiplier {
	let most = *RuntimeBlockLength::get().max.get(DispatchClass::Normal);
	let fullness = Multiplier::saturating_from_rational(System::block_size().min(most), most);
	let target = Multiplier::from(TargetFullness::get());
	let one = Multiplier::from_u32(1);
	let above = fullness >= target;
	let distance = if above { fullness - target } else { target - fullness };
	let change = AdjustmentVariable::get().saturating_mul(distance);
	let second_order = change.saturating_mul(change) / Multiplier::from_u32(2);
	let factor = if above {
		one.saturating_add(change).saturating_add(second_order)
	} else {
		one.saturating_sub(change).saturating_add(second_order)
	};
	previous.saturating_mul(factor).clamp(MinimumMultiplier::get(), MaximumMultiplier::get())
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
