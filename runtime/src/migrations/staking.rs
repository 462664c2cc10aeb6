//! From a chain that knew no staking.

use crate::{constants::staking::FIRST_WEIGHTS, CertificateStaking, Runtime};
use frame_support::{traits::OnRuntimeUpgrade, weights::Weight};
use pallet_certificate_staking::StartDay;

/// Staking begins, once: its days are counted from today, and the networks have the weights of genesis.
///
/// The version of what the pallet stores does not tell: one that was just added to the runtime has the version
/// of its code before any migration runs.
pub struct StakingBegins;

impl OnRuntimeUpgrade for StakingBegins {
	fn on_runtime_upgrade() -> Weight {
		let database = <Runtime as frame_system::Config>::DbWeight::get();
		if StartDay::<Runtime>::get().is_some() {
			return database.reads(1);
		}
		CertificateStaking::begin(&FIRST_WEIGHTS);
		let networks = FIRST_WEIGHTS.len() as u64;
		database.reads_writes(networks.saturating_add(2), networks.saturating_add(1))
	}

	#[cfg(feature = "try-runtime")]
	fn post_upgrade(_: alloc::vec::Vec<u8>) -> Result<(), sp_runtime::TryRuntimeError> {
		frame_support::ensure!(StartDay::<Runtime>::get().is_some(), "staking has not begun");
		Ok(())
	}
}
