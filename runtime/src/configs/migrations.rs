//! How upgrades that take several blocks run, and what happens when one fails.

use crate::{configs::RuntimeBlockWeights, BlockNumber, Calendar, Runtime, RuntimeEvent, SafeMode};
use dmex_primitives::Clock as _;
use frame_support::{
	migrations::{FailedMigrationHandler, FailedMigrationHandling},
	parameter_types,
	traits::{ConstU32, SafeMode as SafeModeSwitch},
	weights::Weight,
};
use pallet_governance::pauses::MAX_RENEWED_DAYS;
use sp_runtime::Perbill;

parameter_types! {
	/// A tenth of a block: what referenda decided may take four fifths of the same one.
	pub MaxMigrationWeight: Weight = Perbill::from_percent(10) * RuntimeBlockWeights::get().max_block;
}

/// Its calls are Root's.
impl pallet_migrations::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	#[cfg(not(feature = "runtime-benchmarks"))]
	type Migrations = crate::migrations::MultiBlock;
	/// Only the pallet's own benchmarks, which are not run here, need others.
	#[cfg(feature = "runtime-benchmarks")]
	type Migrations = pallet_migrations::mock_helpers::MockedMigrations;
	type CursorMaxLen = ConstU32<1_024>;
	type IdentifierMaxLen = ConstU32<256>;
	type MigrationStatusHandler = ();
	type FailedMigrationHandler = SafeModeWhenFailed;
	type MaxServiceWeight = MaxMigrationWeight;
	type WeightInfo = pallet_migrations::weights::SubstrateWeight<Runtime>;
}

/// A chain whose migration failed goes on in safe mode, until a referendum can have mended it.
///
/// Stuck it would accept no transaction, and nobody could vote on a runtime that mends it: there is no
/// sudo, and what is people's own would be gone for good. What was not migrated is read as if it were not
/// there. So all trade rests, and what cannot be stopped remains. What failed is tried again with the next
/// upgrade, or as Root decides. Five of the council end safe mode before its time.
pub struct SafeModeWhenFailed;
impl FailedMigrationHandler for SafeModeWhenFailed {
	fn failed(_: Option<u32>) -> FailedMigrationHandling {
		let time: BlockNumber = Calendar::blocks(MAX_RENEWED_DAYS);
		// It fails in no state: it takes no deposit, and there is one of both.
		let _ = if SafeMode::is_entered() {
			<SafeMode as SafeModeSwitch>::extend(time)
		} else {
			<SafeMode as SafeModeSwitch>::enter(time)
		};
		FailedMigrationHandling::ForceUnstuck
	}
}
