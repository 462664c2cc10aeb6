//! JSON that wallets see: amounts and fractions as decimal strings, so that no client rounds them;
//! hashes as 0x-hex; names and locations as text; an asset as `"native"` or the number of its id.
//!
//! Each module is for a field: `#[cfg_attr(feature = "std", serde(with = "json::balance"))]`.
#![allow(missing_docs)] // Two functions for serde in each module.

use crate::{Asset, Balance};
use frame_support::BoundedVec;
use serde::{de::Error, Deserialize, Deserializer, Serialize, Serializer};
use sp_core::{Get, H256};
use sp_runtime::{FixedPointNumber, FixedU128};

/// An amount as a decimal string, such as `"1000000000000"`.
pub mod balance {
	use super::*;

	pub fn serialize<S: Serializer>(value: &Balance, to: S) -> Result<S::Ok, S::Error> {
		to.collect_str(value)
	}

	pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Balance, D::Error> {
		String::deserialize(from)?.parse().map_err(D::Error::custom)
	}
}

/// As [`balance`], or `null`.
pub mod optional_balance {
	use super::*;

	pub fn serialize<S: Serializer>(value: &Option<Balance>, to: S) -> Result<S::Ok, S::Error> {
		value.map(|value| value.to_string()).serialize(to)
	}

	pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Balance>, D::Error> {
		let Some(text) = Option::<String>::deserialize(from)? else { return Ok(None) };
		text.parse().map(Some).map_err(D::Error::custom)
	}
}

/// A fixed-point number as an exact decimal string without needless zeros, such as `"66123.5"`.
pub mod decimal {
	use super::*;

	pub fn serialize<S: Serializer>(value: &FixedU128, to: S) -> Result<S::Ok, S::Error> {
		to.serialize_str(&print(*value))
	}

	pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<FixedU128, D::Error> {
		let text = String::deserialize(from)?;
		parse(&text).ok_or_else(|| D::Error::custom(format!("not a decimal number: {text}")))
	}
}

/// Bytes of UTF-8 as text.
pub mod bytes_of_text {
	use super::*;

	pub fn serialize<S: Serializer>(value: &[u8], to: S) -> Result<S::Ok, S::Error> {
		to.serialize_str(&String::from_utf8_lossy(value))
	}

	pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
		String::deserialize(from).map(String::into_bytes)
	}
}

/// As [`decimal`], or `null`.
pub mod optional_decimal {
	use super::*;

	pub fn serialize<S: Serializer>(value: &Option<FixedU128>, to: S) -> Result<S::Ok, S::Error> {
		value.map(print).serialize(to)
	}

	pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<FixedU128>, D::Error> {
		let Some(text) = Option::<String>::deserialize(from)? else { return Ok(None) };
		parse(&text)
			.map(Some)
			.ok_or_else(|| D::Error::custom(format!("not a decimal number: {text}")))
	}
}

/// A hash as 0x-hex.
pub mod hash {
	use super::*;

	pub fn serialize<S: Serializer>(value: &[u8; 32], to: S) -> Result<S::Ok, S::Error> {
		H256::from(value).serialize(to)
	}

	pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<[u8; 32], D::Error> {
		H256::deserialize(from).map(|hash| hash.0)
	}
}

/// UTF-8 bytes as text. What is no UTF-8 is shown with replacement characters.
pub mod text {
	use super::*;

	pub fn serialize<N, S: Serializer>(
		value: &BoundedVec<u8, N>,
		to: S,
	) -> Result<S::Ok, S::Error> {
		to.serialize_str(&String::from_utf8_lossy(value))
	}

	pub fn deserialize<'de, N: Get<u32>, D: Deserializer<'de>>(
		from: D,
	) -> Result<BoundedVec<u8, N>, D::Error> {
		let bytes = String::deserialize(from)?.into_bytes();
		bytes.try_into().map_err(|_| D::Error::custom("the text is too long"))
	}
}

/// An asset as `"native"` or the number of its id.
pub mod asset {
	use super::*;

	pub fn serialize<S: Serializer>(value: &Asset, to: S) -> Result<S::Ok, S::Error> {
		AssetName::from(value).serialize(to)
	}

	pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Asset, D::Error> {
		AssetName::deserialize(from).map(Into::into)
	}
}

/// As [`asset`], or `null`.
pub mod optional_asset {
	use super::*;

	pub fn serialize<S: Serializer>(value: &Option<Asset>, to: S) -> Result<S::Ok, S::Error> {
		value.as_ref().map(AssetName::from).serialize(to)
	}

	pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Asset>, D::Error> {
		Ok(Option::<AssetName>::deserialize(from)?.map(Into::into))
	}
}

/// Assets, each as in [`asset`].
pub mod assets {
	use super::*;

	pub fn serialize<S: Serializer>(value: &[Asset], to: S) -> Result<S::Ok, S::Error> {
		to.collect_seq(value.iter().map(AssetName::from))
	}

	pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Asset>, D::Error> {
		Ok(Vec::<AssetName>::deserialize(from)?.into_iter().map(Into::into).collect())
	}
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum AssetName {
	Native(Native),
	WithId(u32),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Native {
	Native,
}

impl From<&Asset> for AssetName {
	fn from(asset: &Asset) -> Self {
		match asset {
			Asset::Native => Self::Native(Native::Native),
			Asset::WithId(id) => Self::WithId(*id),
		}
	}
}

impl From<AssetName> for Asset {
	fn from(name: AssetName) -> Self {
		match name {
			AssetName::Native(_) => Asset::Native,
			AssetName::WithId(id) => Asset::WithId(id),
		}
	}
}

/// The digits after the point that a fixed-point number has.
const DIGITS: usize = 18;

/// Prints a fixed-point number exactly.
pub fn print(value: FixedU128) -> String {
	let (whole, rest) = (value.into_inner() / FixedU128::DIV, value.into_inner() % FixedU128::DIV);
	let digits = format!("{rest:0DIGITS$}");
	match digits.trim_end_matches('0') {
		"" => whole.to_string(),
		digits => format!("{whole}.{digits}"),
	}
}

/// Reads what [`print`] writes; `None` if it is no number or does not fit.
pub fn parse(text: &str) -> Option<FixedU128> {
	let (whole, digits) = text.split_once('.').unwrap_or((text, "0"));
	let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
	if !plain(whole) || !plain(digits) || digits.len() > DIGITS {
		return None;
	}
	let rest: u128 = format!("{digits:0<DIGITS$}").parse().ok()?;
	let whole: u128 = whole.parse().ok()?;
	Some(FixedU128::from_inner(whole.checked_mul(FixedU128::DIV)?.checked_add(rest)?))
}

#[cfg(test)]
mod tests {
	use super::*;
	use frame_support::traits::ConstU32;

	#[test]
	fn decimal_is_exact_and_short() {
		for (inner, text) in [
			(0, "0"),
			(1, "0.000000000000000001"),
			(66_123_500_000_000_000_000_000, "66123.5"),
			(FixedU128::DIV, "1"),
			(10 * FixedU128::DIV, "10"),
			(u128::MAX, "340282366920938463463.374607431768211455"),
		] {
			let value = FixedU128::from_inner(inner);
			assert_eq!(print(value), text);
			assert_eq!(parse(text), Some(value));
		}
	}

	#[test]
	fn decimal_refuses_what_is_no_number() {
		for text in
			["", ".", "1.", ".5", "-1", "+1", "1e3", "0x1", "1.2.3", "1.0000000000000000001"]
		{
			assert_eq!(parse(text), None, "{text}");
		}
		assert_eq!(parse("340282366920938463463.374607431768211456"), None);
	}

	#[test]
	fn fields_are_strings_and_assets_native_or_a_number() {
		#[derive(Debug, PartialEq, Serialize, Deserialize)]
		struct Fields {
			#[serde(with = "balance")]
			amount: Balance,
			#[serde(with = "optional_balance")]
			maybe: Option<Balance>,
			#[serde(with = "optional_decimal")]
			rate: Option<FixedU128>,
			#[serde(with = "hash")]
			hash: [u8; 32],
			#[serde(with = "text")]
			name: BoundedVec<u8, ConstU32<8>>,
			#[serde(with = "assets")]
			assets: Vec<Asset>,
		}
		let fields = Fields {
			amount: u128::MAX,
			maybe: None,
			rate: Some(FixedU128::from_rational(5, 2)),
			hash: [9; 32],
			name: "Übung".as_bytes().to_vec().try_into().unwrap(),
			assets: vec![Asset::WithId(11), Asset::Native],
		};
		let json = serde_json::json!({
			"amount": "340282366920938463463374607431768211455",
			"maybe": null,
			"rate": "2.5",
			"hash": format!("0x{}", "09".repeat(32)),
			"name": "Übung",
			"assets": [11, "native"],
		});
		assert_eq!(serde_json::to_value(&fields).unwrap(), json);
		assert_eq!(serde_json::from_value::<Fields>(json.clone()).unwrap(), fields);
		for (field, wrong) in [
			("amount", serde_json::json!(7)),
			("rate", serde_json::json!("1e3")),
			("name", serde_json::json!("nine bytes")),
			("assets", serde_json::json!(["DMC"])),
		] {
			let mut json = json.clone();
			json[field] = wrong;
			assert!(serde_json::from_value::<Fields>(json).is_err(), "{field}");
		}
	}
}
