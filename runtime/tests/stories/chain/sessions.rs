//! Validators: the fixed set, its keys, and what becomes of those who make two blocks in a slot.

use crate::{people::*, world::*};
use codec::Encode;
use dmex_runtime::{Babe, Grandpa, Header, Historical, Session, SessionKeys};
use frame_support::traits::KeyOwnerProofSystem;
use pallet_session::Error::{DuplicatedKey, NoAssociatedValidatorId};
use sp_consensus_babe::{
	digests::{CompatibleDigestItem, PreDigest, SecondaryPlainPreDigest},
	AuthorityId, EquivocationProof, KEY_TYPE,
};
use sp_core::proof_of_possession::ProofOfPossessionGenerator;
use sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET;
use sp_keyring::Ed25519Keyring;
use sp_runtime::{traits::Header as _, Digest, DigestItem, DispatchResult};
use sp_session::MembershipProof;

/// Slots of a session.
const SESSION: u32 = 50;

fn execute_locally_with_checks(story: impl FnOnce()) {
	execute_with_checks_on(genesis(LOCAL_TESTNET_RUNTIME_PRESET), story)
}

/// The place of a key among the authorities.
fn place(key: Sr25519Keyring) -> u32 {
	let key = AuthorityId::from(key.public());
	let place = Babe::authorities().iter().position(|(authority, _)| *authority == key);
	place.unwrap() as u32
}

/// `who` takes these keys, with the proof that it has them.
fn set_keys(who: &AccountId, sr: Sr25519Keyring, ed: Ed25519Keyring) -> DispatchResult {
	let keys = SessionKeys {
		babe: sr.public().into(),
		grandpa: ed.public().into(),
		authority_discovery: sr.public().into(),
	};
	let owner = who.encode();
	let sr_proof = || sr.pair().generate_proof_of_possession(&owner);
	let ed_proof = ed.pair().generate_proof_of_possession(&owner);
	let proof = (sr_proof(), ed_proof, sr_proof()).encode();
	act(who.clone(), pallet_session::Call::set_keys { keys, proof })
}

/// `who` takes the keys of Eve, who is no validator.
fn set_new_keys(who: &AccountId) -> DispatchResult {
	set_keys(who, Sr25519Keyring::Eve, Ed25519Keyring::Eve)
}

#[test]
fn a_validator_changes_its_keys_without_a_deposit() {
	execute_locally_with_checks(|| {
		let daves = set_keys(&charlie(), Sr25519Keyring::Dave, Ed25519Keyring::Dave);
		assert_eq!(daves, Err(DuplicatedKey::<Runtime>.into()));
		assert_ok!(set_new_keys(&charlie()));
		assert_eq!(Balances::reserved_balance(charlie()), 0);
	});
}

/// Keys that serve nobody could not be removed, and would hold their account for ever.
#[test]
fn who_is_no_validator_sets_no_keys() {
	execute_locally_with_checks(|| {
		for stranger in [eve(), nobody()] {
			assert_noop!(set_new_keys(&stranger), NoAssociatedValidatorId::<Runtime>);
		}
		assert_eq!(Balances::reserved_balance(eve()), 0);
	});
}

/// Proof that `owner` has the key of `key` in this session.
fn prove(key: Sr25519Keyring) -> MembershipProof {
	Historical::prove((KEY_TYPE, AuthorityId::from(key.public()))).unwrap()
}

fn owner(key: Sr25519Keyring, proof: &MembershipProof) -> Option<AccountId> {
	let key = (KEY_TYPE, AuthorityId::from(key.public()));
	Historical::check_proof(key, proof.clone()).map(|(owner, _)| owner)
}

/// A set that did not change needs no proof of its change: none reaches GRANDPA.
#[test]
fn sessions_of_the_same_validators_are_one_set_for_finality() {
	execute_locally_with_checks(|| {
		to_block(5 * SESSION + 1);
		assert_eq!(Session::current_index(), 5);
		assert_eq!(Grandpa::current_set_id(), 0);
		assert_eq!(Grandpa::grandpa_authorities().len(), 4);
		assert_eq!(Babe::authorities().len(), 4);
	});
}

#[test]
fn new_keys_are_one_new_set_and_every_session_can_still_be_proven() {
	execute_locally_with_checks(|| {
		use Sr25519Keyring::{Charlie, Eve};
		let place_of_charlie = place(Charlie);
		let (mut proofs, mut sets) = (Vec::new(), Vec::new());
		for session in 0..7 {
			to_block(session * SESSION + 10);
			assert_eq!(Session::current_index(), session);
			sets.push(Grandpa::current_set_id());
			match session {
				0 => proofs.push((Charlie, Eve, prove(Charlie))),
				// Set in one session, keys are used from the next but one on.
				1 => {
					proofs.push((Charlie, Eve, prove(Charlie)));
					assert_ok!(set_new_keys(&charlie()));
				},
				2 => assert_eq!(place(Charlie), place_of_charlie),
				_ => proofs.push((Eve, Charlie, prove(Eve))),
			}
		}
		assert_eq!(sets, [0, 0, 0, 1, 1, 1, 1]);
		assert!(Grandpa::grandpa_authorities().contains(&(Ed25519Keyring::Eve.public().into(), 1)));
		assert_eq!(place(Eve), place_of_charlie);
		for (key, other, proof) in proofs {
			assert_eq!(owner(key, &proof), Some(charlie()), "in session {}", proof.session);
			assert_eq!(owner(other, &proof), None, "in session {}", proof.session);
		}
	});
}

#[test]
fn a_key_of_a_past_session_can_be_proven() {
	execute_locally_with_checks(|| {
		to_block(SESSION + 10);
		let proof = prove(Sr25519Keyring::Charlie);
		to_block(3 * SESSION);
		assert_eq!(owner(Sr25519Keyring::Charlie, &proof), Some(charlie()));
		assert_eq!(owner(Sr25519Keyring::Eve, &proof), None);
	});
}

/// A block of `author` in `slot`, sealed; another one for each `number`.
fn sealed(author: Sr25519Keyring, slot: u64, number: u32) -> Header {
	let authority_index = place(author);
	let claim = SecondaryPlainPreDigest { authority_index, slot: slot.into() };
	let claim = DigestItem::babe_pre_digest(PreDigest::SecondaryPlain(claim));
	let digest = Digest { logs: vec![claim] };
	let mut header =
		Header::new(number, Default::default(), Default::default(), Default::default(), digest);
	let seal = author.sign(header.hash().as_ref());
	header.digest_mut().push(DigestItem::babe_seal(seal.into()));
	header
}

#[test]
fn two_blocks_in_a_slot_are_recorded_as_an_offence() {
	execute_locally_with_checks(|| {
		to_block(SESSION + 10);
		let slot = pallet_babe::CurrentSlot::<Runtime>::get();
		let offender = AuthorityId::from(Sr25519Keyring::Bob.public());
		let key_owner_proof = Historical::prove((KEY_TYPE, offender.clone())).unwrap();
		let first = sealed(Sr25519Keyring::Bob, *slot, 1);
		let report = |second| {
			let proof = EquivocationProof {
				offender: offender.clone(),
				slot,
				first_header: first.clone(),
				second_header: second,
			};
			pallet_babe::Call::report_equivocation {
				equivocation_proof: Box::new(proof),
				key_owner_proof: key_owner_proof.clone(),
			}
		};
		let once = pallet_babe::Error::<Runtime>::InvalidEquivocationProof;
		assert_noop!(act(eve(), report(first.clone())), once);
		let second = sealed(Sr25519Keyring::Bob, *slot, 2);
		assert_ok!(act(eve(), report(second.clone())));
		let kind = *b"babe:equivocatio";
		assert_emitted(pallet_offences::Event::Offence { kind, slot: slot.encode() });
		let again = pallet_babe::Error::<Runtime>::DuplicateOffenceReport;
		assert_noop!(act(eve(), report(second)), again);
	});
}

#[test]
fn past_sessions_are_forgotten_after_a_while() {
	let kept = dmex_runtime::constants::time::SESSIONS_KEPT;
	execute_with_checks(|| {
		use pallet_session::historical::SessionManager;
		type Set = dmex_runtime::configs::consensus::FixedSet;
		let stored = pallet_session::historical::StoredRange::<Runtime>::get;
		pallet_session::historical::StoredRange::<Runtime>::put((0, kept + 3));
		let end = |session| <Set as SessionManager<AccountId, ()>>::end_session(session);
		end(kept - 1);
		assert_eq!(stored(), Some((0, kept + 3)));
		end(kept + 2);
		assert_eq!(stored(), Some((2, kept + 3)));
	});
}
