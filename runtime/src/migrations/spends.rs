//! Spends of the treasury remember what became of their payment, since the outflow fuse can refuse it. Before,
//! each payment that did not fail was made, and nothing was remembered.

use crate::{configs::glue::Payment, AccountId, Balance, BlockNumber, Runtime};
use alloc::vec::Vec;
use codec::DecodeAll;
use dmex_primitives::Asset;
use frame_support::{
	migrations::{MigrationId, SteppedMigration, SteppedMigrationError},
	storage::{storage_prefix, unhashed},
	traits::PalletInfoAccess,
	weights::{Weight, WeightMeter},
};
use pallet_treasury::{PaymentState, SpendIndex, SpendStatus, Spends};

type Spend<Id> = SpendStatus<Asset, Balance, AccountId, BlockNumber, Id>;

/// Maximum number of blocks that it takes; in one it reaches more than a thousand spends.
const MAX_STEPS: u32 = 100;

/// Payments that were attempted were made.
pub struct WithPayments;

impl WithPayments {
	/// Weight for one spend: the search for it, its value, and its new value.
	fn weight() -> Weight {
		<Runtime as frame_system::Config>::DbWeight::get().reads_writes(2, 1)
	}

	/// The spend that is stored under a key, if it is an old one whose payment was attempted.
	fn old(key: &[u8]) -> Option<Spend<()>> {
		let bytes = unhashed::get_raw(key)?;
		let spend = Spend::<()>::decode_all(&mut &bytes[..]).ok()?;
		(spend.status == attempted(())).then_some(spend)
	}

	/// Only an attempted payment is encoded otherwise than before: what follows it is new, so what is
	/// migrated or new is left as it is.
	fn migrate(spend: SpendIndex) {
		let key = Spends::<Runtime>::hashed_key_for(spend);
		let Some(old) = Self::old(&key) else { return };
		let SpendStatus { asset_kind, amount, beneficiary, valid_from, expire_at, .. } = old;
		let status = attempted(Payment::Made);
		let new = SpendStatus { asset_kind, amount, beneficiary, valid_from, expire_at, status };
		Spends::<Runtime>::insert(spend, new);
	}
}

fn attempted<Id>(id: Id) -> PaymentState<Id> {
	PaymentState::Attempted { id }
}

impl SteppedMigration for WithPayments {
	type Cursor = SpendIndex;
	type Identifier = MigrationId<14>;

	fn id() -> Self::Identifier {
		MigrationId { pallet_id: *b"TreasurySpends", version_from: 0, version_to: 1 }
	}

	fn max_steps() -> Option<u32> {
		Some(MAX_STEPS)
	}

	fn migrating_prefixes() -> Option<impl IntoIterator<Item = Vec<u8>>> {
		let treasury = <crate::Treasury as PalletInfoAccess>::name();
		Some([storage_prefix(treasury.as_bytes(), b"Spends").to_vec()])
	}

	fn step(
		cursor: Option<SpendIndex>,
		meter: &mut WeightMeter,
	) -> Result<Option<SpendIndex>, SteppedMigrationError> {
		let required = Self::weight();
		if !meter.can_consume(required) {
			return Err(SteppedMigrationError::InsufficientWeight { required });
		}
		let mut spends = match cursor {
			Some(last) => {
				Spends::<Runtime>::iter_keys_from(Spends::<Runtime>::hashed_key_for(last))
			},
			None => Spends::<Runtime>::iter_keys(),
		};
		let mut last = cursor;
		while meter.try_consume(required).is_ok() {
			let Some(spend) = spends.next() else { return Ok(None) };
			Self::migrate(spend);
			last = Some(spend);
		}
		Ok(last)
	}

	#[cfg(feature = "try-runtime")]
	fn pre_upgrade() -> Result<Vec<u8>, sp_runtime::TryRuntimeError> {
		Ok(codec::Encode::encode(&Self::before()))
	}

	#[cfg(feature = "try-runtime")]
	fn post_upgrade(before: Vec<u8>) -> Result<(), sp_runtime::TryRuntimeError> {
		let spends = codec::Decode::decode(&mut &before[..]).map_err(|_| "the spends before")?;
		Self::check(spends)
	}
}

#[cfg(any(feature = "try-runtime", feature = "std"))]
impl WithPayments {
	/// The indices of all spends, and whether the payment of each was attempted.
	pub fn before() -> Vec<(SpendIndex, bool)> {
		let is_attempted = |spend| Self::old(&Spends::<Runtime>::hashed_key_for(spend)).is_some();
		Spends::<Runtime>::iter_keys().map(|spend| (spend, is_attempted(spend))).collect()
	}

	/// Errors unless every spend is there still, and its payment made if it was attempted.
	pub fn check(before: Vec<(SpendIndex, bool)>) -> Result<(), sp_runtime::TryRuntimeError> {
		let number = Spends::<Runtime>::iter_keys().count();
		frame_support::ensure!(number == before.len(), "a spend came or went");
		for (spend, was_attempted) in before {
			let spend = Spends::<Runtime>::get(spend).ok_or("a spend cannot be read")?;
			let made = spend.status == attempted(Payment::Made);
			frame_support::ensure!(made == was_attempted, "a payment became another one");
		}
		Ok(())
	}
}
