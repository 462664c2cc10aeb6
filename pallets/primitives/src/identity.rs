//! Identities that a registrar has attested: who stands behind an account.

use crate::text::is_readable;
use alloc::{string::String, vec::Vec};
use codec::{Decode, Encode};
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::{Deserialize, Serialize};
use sp_runtime::traits::{BlakeTwo256, Hash};

/// Hash of a legal name without what can be written in two ways.
pub type IdentityId = [u8; 32];

/// How sure a registrar is of an identity, the surest last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum Attestation {
	/// The data is reasonable; there was no check in depth.
	#[codec(index = 0)]
	Reasonable,
	/// The registrar knows whose account it is.
	#[codec(index = 1)]
	KnownGood,
}

/// A legal name that a registrar has attested for an account.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct AttestedIdentity {
	/// The legal name, as it was attested: readable UTF-8 of at most 32 bytes.
	#[cfg_attr(feature = "std", serde(with = "crate::json::bytes_of_text"))]
	pub name: Vec<u8>,
	/// Index of the registrar.
	pub registrar: u32,
	/// Judgement of the registrar.
	pub judgement: Attestation,
}

impl AttestedIdentity {
	/// Hash by which the identity is known; `None` if the name has no letter or digit.
	pub fn id(&self) -> Option<IdentityId> {
		identity_id(&self.name)
	}
}

/// Hash of the letters and digits of a name, in lower case: spaces, punctuation and capitals make no
/// other name. `None` if it is not readable, or has neither letter nor digit.
pub fn identity_id(name: &[u8]) -> Option<IdentityId> {
	let text = core::str::from_utf8(name).ok().filter(|_| is_readable(name))?;
	let plain: String =
		text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
	(!plain.is_empty()).then(|| BlakeTwo256::hash(plain.as_bytes()).0)
}

/// Stock identity → registry: who stands behind an account.
pub trait Identities<AccountId> {
	/// The identity that a registrar has attested for the account itself; `None` without one.
	fn attested(who: &AccountId) -> Option<AttestedIdentity>;
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_name_is_the_same_in_capitals_and_with_other_punctuation() {
		let acme = identity_id(b"Acme Mining GmbH HRB 1234").unwrap();
		for same in ["ACME mining GMBH hrb-1234", " Acme  Mining, G.m.b.H. (HRB 12 34)"] {
			assert_eq!(identity_id(same.as_bytes()), Some(acme), "{same}");
		}
		for other in ["Acme Mining GmbH HRB 1235", "Acme Mining", "Acmé Mining GmbH HRB 1234"] {
			assert_ne!(identity_id(other.as_bytes()), Some(acme), "{other}");
		}
		assert_eq!(identity_id("ÄÖ".as_bytes()), identity_id("äö".as_bytes()));
	}

	#[test]
	fn what_cannot_be_read_is_no_name() {
		let hidden = "Ac\u{200B}me";
		for nothing in [b"".as_slice(), b" .-", &[0xff, 0xfe], hidden.as_bytes()] {
			assert_eq!(identity_id(nothing), None);
		}
	}
}
