//! What an upgrade of the runtime does to the state of a chain that ran an older one, each thing once.
//!
//! A migration stays listed for as long as a chain may come from before it. One that changes much takes several
//! blocks, in which no transaction is accepted: then every hook and inherent must be able to live with
//! what is not migrated yet.

pub mod spends;
pub mod staking;

use crate::{
	Calendar, CertificateLending, CertificateStaking, Credits, Governance, HashrateMarket,
	HashrateNft, MinerRegistry, MutualInsurance, RiskEscrow, Runtime,
};
use frame_support::{
	ensure,
	migrations::VersionedMigration,
	traits::{GetStorageVersion, StorageVersion, UncheckedOnRuntimeUpgrade},
};
use sp_runtime::TryRuntimeError;

/// What happens in the first block of this runtime, before anything else.
pub type SingleBlock = (
	pallet_governance::migrations::ToVersion1<Runtime>,
	FirstVersion<Calendar>,
	FirstVersion<MinerRegistry>,
	FirstVersion<HashrateNft>,
	FirstVersion<RiskEscrow>,
	FirstVersion<HashrateMarket>,
	FirstVersion<MutualInsurance>,
	FirstVersion<Credits>,
	staking::StakingBegins,
);

/// What happens from that block on, in as many as it takes.
pub type MultiBlock = (spends::WithPayments,);

/// From 0, which is no version, to 1 of a pallet that stores what it did before.
pub type FirstVersion<Pallet> =
	VersionedMigration<0, 1, Unchanged, Pallet, <Runtime as frame_system::Config>::DbWeight>;

/// Changes nothing.
pub struct Unchanged;
impl UncheckedOnRuntimeUpgrade for Unchanged {}

/// Errors unless what each of our pallets stores has the version of its code.
pub fn check_versions() -> Result<(), TryRuntimeError> {
	fn is_current<Pallet>() -> bool
	where
		Pallet: GetStorageVersion<InCodeStorageVersion = StorageVersion>,
	{
		Pallet::on_chain_storage_version() == Pallet::in_code_storage_version()
	}
	let current = [
		is_current::<Governance>(),
		is_current::<Calendar>(),
		is_current::<MinerRegistry>(),
		is_current::<HashrateNft>(),
		is_current::<RiskEscrow>(),
		is_current::<HashrateMarket>(),
		is_current::<MutualInsurance>(),
		is_current::<CertificateLending>(),
		is_current::<CertificateStaking>(),
		is_current::<Credits>(),
	];
	ensure!(current.into_iter().all(|current| current), "a pallet stores another version");
	Ok(())
}
