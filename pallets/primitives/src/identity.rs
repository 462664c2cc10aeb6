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
/// other name. `None` if it is not readable, has neither letter nor digit, or has a character that
/// writes part of a letter: `é` is one character, never two.
pub fn identity_id(name: &[u8]) -> Option<IdentityId> {
	let text = core::str::from_utf8(name).ok().filter(|_| is_readable(name))?;
	if text.chars().any(writes_a_letter_otherwise) {
		return None;
	}
	let plain: String =
		text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
	(!plain.is_empty()).then(|| BlakeTwo256::hash(plain.as_bytes()).0)
}

/// Whether a character is part of a letter that is a character too, or the same letter as another one.
fn writes_a_letter_otherwise(c: char) -> bool {
	matches!(c,
		'\u{0300}'..='\u{036F}' // combining marks
		| '\u{1100}'..='\u{11FF}' // Hangul jamo
		| '\u{1AB0}'..='\u{1AFF}' // combining marks
		| '\u{1DC0}'..='\u{1DFF}' // combining marks
		| '\u{20D0}'..='\u{20FF}' // combining marks for symbols
		| '\u{3099}'..='\u{309A}' // combining marks of kana
		| '\u{A960}'..='\u{A97F}' // Hangul jamo
		| '\u{D7B0}'..='\u{D7FF}' // Hangul jamo
		| '\u{F900}'..='\u{FAFF}' // second codes of ideographs
		| '\u{FE20}'..='\u{FE2F}' // combining half marks
		| '\u{2F800}'..='\u{2FA1F}' // second codes of ideographs
	)
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

	/// Each pair looks alike, and Unicode calls it the same.
	#[test]
	fn a_letter_is_written_in_one_way() {
		let pairs = [
			("José Mining 77", "Jose\u{301} Mining 77"),
			("Łódź 7", "Ło\u{301}dz\u{301} 7"),
			("한국 7", "\u{1112}\u{1161}\u{11AB}국 7"),
			("ガス 7", "カ\u{3099}ス 7"),
			("豈 7", "\u{F900} 7"),
			("丽 7", "\u{2F800} 7"),
			("\u{212B}sa 7", "A\u{30A}sa 7"),
		];
		for (whole, apart) in pairs {
			assert!(identity_id(whole.as_bytes()).is_some(), "{whole}");
			assert_eq!(identity_id(apart.as_bytes()), None, "{apart}");
		}
		assert_eq!(identity_id("\u{212B}sa".as_bytes()), identity_id("åsa".as_bytes()));
	}

	/// A mark is refused wherever its range begins and ends.
	#[test]
	fn no_mark_is_part_of_a_name() {
		for (first, last) in [
			(0x300, 0x36F),
			(0x1100, 0x11FF),
			(0x1AB0, 0x1AFF),
			(0x1DC0, 0x1DFF),
			(0x20D0, 0x20FF),
			(0x3099, 0x309A),
			(0xA960, 0xA97F),
			(0xD7B0, 0xD7FF),
			(0xF900, 0xFAFF),
			(0xFE20, 0xFE2F),
			(0x2F800, 0x2FA1F),
		] {
			for mark in [first, last].map(|code| char::from_u32(code).unwrap()) {
				let name = format!("Acme{mark}");
				assert_eq!(identity_id(name.as_bytes()), None, "{}", mark.escape_unicode());
			}
		}
		assert!(identity_id("नवीन Алматы ไทย 四川".as_bytes()).is_some());
	}

	#[test]
	fn what_cannot_be_read_is_no_name() {
		let hidden = "Ac\u{200B}me";
		for nothing in [b"".as_slice(), b" .-", &[0xff, 0xfe], hidden.as_bytes()] {
			assert_eq!(identity_id(nothing), None);
		}
	}
}
