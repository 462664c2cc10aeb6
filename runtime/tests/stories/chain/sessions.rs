//! Validators: the fixed set, its keys, and what becomes of those who make two blocks in a slot.

use crate::{people::*, world::*};
use codec::Encode;
use dmex_runtime::{Babe, Header, Historical};
use frame_support::traits::KeyOwnerProofSystem;
use sp_consensus_babe::{
	digests::{CompatibleDigestItem, PreDigest, SecondaryPlainPreDigest},
	AuthorityId, EquivocationProof, KEY_TYPE,
};
use sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET;
use sp_runtime::{traits::Header as _, Digest, DigestItem};

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

#[test]
fn a_key_of_a_past_session_can_be_proven() {
	execute_locally_with_checks(|| {
		to_block(SESSION + 10);
		let key = (KEY_TYPE, AuthorityId::from(Sr25519Keyring::Charlie.public()));
		let proof = Historical::prove(key.clone()).unwrap();
		to_block(3 * SESSION);
		let owner = Historical::check_proof(key, proof.clone()).map(|(owner, _)| owner);
		assert_eq!(owner, Some(charlie()));
		let stranger = (KEY_TYPE, AuthorityId::from(Sr25519Keyring::Eve.public()));
		assert!(Historical::check_proof(stranger, proof).is_none());
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
