//! Who stands behind an account: stock identities, and what of them counts as attested.

use crate::{
	configs::governance::Admin, constants::currency::deposit, AccountId, Balances, Runtime,
	RuntimeEvent, Signature, Treasury,
};
use alloc::vec::Vec;
use core::cmp::Reverse;
use dmex_primitives::{identity_id, Attestation, AttestedIdentity, Identities};
use frame_support::traits::{ConstU128, ConstU32};
use frame_system::{EnsureNever, EnsureRoot};
use pallet_identity::{
	legacy::{IdentityField, IdentityInfo},
	Data, IdentityOf, Judgement, Registrars,
};
use sp_runtime::traits::Verify;

/// Deposits are the chain's price of what is stored. Nobody grants usernames.
impl pallet_identity::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type BasicDeposit = ConstU128<{ deposit(1, 17) }>;
	type ByteDeposit = ConstU128<{ deposit(0, 1) }>;
	type UsernameDeposit = ConstU128<{ deposit(1, 32) }>;
	type SubAccountDeposit = ConstU128<{ deposit(1, 53) }>;
	type MaxSubAccounts = ConstU32<32>;
	type IdentityInformation = IdentityInfo<ConstU32<8>>;
	// A registrar that is removed keeps its place for ever.
	type MaxRegistrars = ConstU32<20>;
	type Slashed = Treasury;
	type ForceOrigin = EnsureRoot<AccountId>;
	type RegistrarOrigin = Admin;
	type OffchainSignature = Signature;
	type SigningPublicKey = <Signature as Verify>::Signer;
	type UsernameAuthorityOrigin = EnsureNever<()>;
	type PendingUsernameExpiration = ConstU32<1>;
	type UsernameGracePeriod = ConstU32<1>;
	type MaxSuffixLength = ConstU32<7>;
	type MaxUsernameLength = ConstU32<32>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ();
	type WeightInfo = pallet_identity::weights::SubstrateWeight<Runtime>;
}

/// The legal name of an account, as a registrar of Admin's attests it.
///
/// A registrar counts while it is in office and says that it judges legal names. `KnownGood` counts more
/// than `Reasonable`, and among equals the registrar that came first. An account that any of them finds
/// `Erroneous` has no attested identity. What an account says of itself or of its sub-accounts attests
/// nothing: nobody is asked before another one names it its sub-account. A name that is given only as a
/// hash is none, because it cannot be compared.
pub struct AttestedIdentities;
impl Identities<AccountId> for AttestedIdentities {
	fn attested(who: &AccountId) -> Option<AttestedIdentity> {
		let registration = IdentityOf::<Runtime>::get(who)?;
		let Data::Raw(name) = registration.info.legal else { return None };
		identity_id(&name)?;
		let registrars = Registrars::<Runtime>::get();
		let judges_names = |index: u32| {
			let registrar = registrars.get(index as usize).and_then(Option::as_ref);
			registrar.is_some_and(|r| r.fields & IdentityField::Legal as u64 != 0)
		};
		let judgements: Vec<_> =
			registration.judgements.iter().filter(|(index, _)| judges_names(*index)).collect();
		if judgements.iter().any(|(_, judgement)| *judgement == Judgement::Erroneous) {
			return None;
		}
		let attestations = judgements.into_iter().filter_map(|(index, judgement)| {
			let attestation = match judgement {
				Judgement::KnownGood => Attestation::KnownGood,
				Judgement::Reasonable => Attestation::Reasonable,
				_ => return None,
			};
			Some((attestation, Reverse(*index)))
		});
		let (judgement, Reverse(registrar)) = attestations.max()?;
		Some(AttestedIdentity { name: name.into_inner(), registrar, judgement })
	}
}
