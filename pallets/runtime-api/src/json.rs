//! How the answers look as JSON: amounts and fractions as decimal strings, so that no client
//! rounds them; hashes as 0x-hex; an asset as `"native"` or the number of its id.

use dmex_primitives::{Asset, Balance};
use serde::{de::Error, Deserialize, Deserializer, Serialize, Serializer};
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
	use sp_runtime::testing::H256;

	pub fn serialize<S: Serializer>(value: &[u8; 32], to: S) -> Result<S::Ok, S::Error> {
		H256::from(value).serialize(to)
	}

	pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<[u8; 32], D::Error> {
		H256::deserialize(from).map(|hash| hash.0)
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
	use crate::*;

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
	fn assets_are_native_or_a_number() {
		let from = CreditSource::Market;
		let info = CreditInfo { asset: Asset::WithId(11), amount: u128::MAX, from };
		let text =
			r#"{"asset":11,"amount":"340282366920938463463374607431768211455","from":"market"}"#;
		assert_eq!(serde_json::to_string(&info).unwrap(), text);
		assert_eq!(serde_json::from_str::<CreditInfo>(text).unwrap(), info);
		let native = CreditInfo { asset: Asset::Native, amount: 0, from: CreditSource::Escrow };
		let text = r#"{"asset":"native","amount":"0","from":"escrow"}"#;
		assert_eq!(serde_json::to_string(&native).unwrap(), text);
		assert_eq!(serde_json::from_str::<CreditInfo>(text).unwrap(), native);
		let text = r#"{"asset":"DMC","amount":"0","from":"escrow"}"#;
		assert!(serde_json::from_str::<CreditInfo>(text).is_err());
	}

	#[test]
	fn absent_values_are_null() {
		let info = AverageInfo { value: Some(FixedU128::from_rational(5, 2)), disputed: None };
		let text = r#"{"value":"2.5","disputed":null}"#;
		assert_eq!(serde_json::to_string(&info).unwrap(), text);
		assert_eq!(serde_json::from_str::<AverageInfo>(text).unwrap(), info);
	}

	#[test]
	fn names_are_in_camel_case() {
		let flags = DayFlags { given_up: true, ..Default::default() };
		let value = serde_json::to_value(DayInfo {
			day: 7,
			units: 10,
			paid: 661_235,
			average: None,
			released: FixedU128::from_inner(FixedU128::DIV),
			flags,
		})
		.unwrap();
		let expected = serde_json::json!({
			"day": 7, "units": 10, "paid": "661235", "average": null, "released": "1",
			"flags": {
				"judged": false, "low": false, "late": false, "givenUp": true, "frozen": false,
			},
		});
		assert_eq!(value, expected);
	}

	#[test]
	fn alternatives_with_details_are_objects() {
		let breach = |breach: BreachInfo| serde_json::to_string(&breach).unwrap();
		assert_eq!(breach(BreachInfo::Late { open_days: 8 }), r#"{"late":{"openDays":8}}"#);
		assert_eq!(
			breach(BreachInfo::LowWindow { days: 20, paid: 79, expected: u128::MAX }),
			r#"{"lowWindow":{"days":20,"paid":"79","expected":"340282366920938463463374607431768211455"}}"#
		);
		let frozen = SeriesState::Frozen(FreezeInfo {
			cause: FreezeCause::Event,
			since: 9,
			cut: 7,
			referendum: None,
			waiting: 5,
		});
		let text =
			r#"{"frozen":{"cause":"event","since":9,"cut":7,"referendum":null,"waiting":"5"}}"#;
		assert_eq!(serde_json::to_string(&frozen).unwrap(), text);
		assert_eq!(serde_json::from_str::<SeriesState>(text).unwrap(), frozen);
		assert_eq!(serde_json::to_string(&SeriesState::Open).unwrap(), r#""open""#);
		let ended = TerminationInfo {
			cause: FreezeCause::Breach,
			on: 16,
			cut: 7,
			slash: 3,
			cert_days_left: 12,
		};
		let text =
			r#"{"terminated":{"cause":"breach","on":16,"cut":7,"slash":"3","certDaysLeft":12}}"#;
		let ended = SeriesState::Terminated(ended);
		assert_eq!(serde_json::to_string(&ended).unwrap(), text);
	}
	#[test]
	fn filters_may_name_any_condition() {
		let read = serde_json::from_str::<ListingsFilter>;
		assert_eq!(read("{}").unwrap(), ListingsFilter::default());
		let text = r#"{"network":1,"series":null,"kind":"auction","maxPrice":"7"}"#;
		let filter = ListingsFilter {
			network: Some(1),
			series: None,
			kind: Some(SaleKind::Auction),
			max_price: Some(7),
		};
		assert_eq!(read(text).unwrap(), filter);
		assert_eq!(serde_json::to_string(&filter).unwrap(), text);
		for text in [
			r#"{"price":"7"}"#,
			r#"{"maxPrice":7}"#,
			r#"{"maxPrice":"-7"}"#,
			r#"{"maxPrice":""}"#,
			r#"{"kind":"loan"}"#,
			r#"{"network":"1"}"#,
			"7",
		] {
			assert!(read(text).is_err(), "{text}");
		}
	}

	#[test]
	fn cursors_of_the_market_are_plain() {
		for (cursor, text) in [
			(ListingsCursor::Listing(3, 17), r#"{"listing":[3,17]}"#),
			(ListingsCursor::Auction(5), r#"{"auction":5}"#),
		] {
			assert_eq!(serde_json::to_string(&cursor).unwrap(), text);
			assert_eq!(serde_json::from_str::<ListingsCursor>(text).unwrap(), cursor);
		}
	}

	#[test]
	fn claims_are_plain() {
		let claim = ClaimInfo {
			claim: 3,
			series: 1,
			miner: [7; 32].into(),
			claimant: None,
			incident_day: 1_009,
			cause: "Überflutung".into(),
			evidence: EvidenceInfo { hash: [9; 32], uri: "https://example.org".into() },
			asset: Asset::WithId(1),
			asked: u128::MAX,
			rates: RatesInfo {
				unit_day: FixedU128::from_u32(300_000),
				payment: FixedU128::from_u32(1),
				dmc: FixedU128::from_inner(10_000_000_000),
			},
			deposit: 5,
			filed_on: 1_010,
			status: ClaimState::Awarded,
			referendum: ReferendumInfo {
				index: 2,
				outcome: Outcome::Approved,
				end: Some(71),
				tally: None,
			},
			set_aside: None,
			loss: Some(8),
			award: Some(AwardInfo { amount: 7, paid: 6, until: 1_100, number: 0 }),
		};
		let expected = serde_json::json!({
			"claim": 3, "series": 1, "miner": claim.miner.to_string(), "claimant": null,
			"incidentDay": 1_009, "cause": "Überflutung",
			"evidence": { "hash": format!("0x{}", "09".repeat(32)), "uri": "https://example.org" },
			"asset": 1, "asked": "340282366920938463463374607431768211455",
			"rates": { "unitDay": "300000", "payment": "1", "dmc": "0.00000001" },
			"deposit": "5", "filedOn": 1_010, "status": "awarded",
			"referendum": { "index": 2, "outcome": "approved", "end": 71, "tally": null },
			"setAside": null, "loss": "8",
			"award": { "amount": "7", "paid": "6", "until": 1_100, "number": 0 },
		});
		assert_eq!(serde_json::to_value(&claim).unwrap(), expected);
		assert_eq!(serde_json::from_value::<ClaimInfo>(expected).unwrap(), claim);
	}

	#[test]
	fn auctions_tell_their_numbers() {
		let kind = |kind: AuctionKindInfo| serde_json::to_string(&kind).unwrap();
		let english = AuctionKindInfo::English { reserve: 5, buy_now: None };
		assert_eq!(kind(english), r#"{"english":{"reserve":"5","buyNow":null}}"#);
		let dutch = AuctionKindInfo::Dutch { start_price: 9, floor: 5, price: u128::MAX };
		assert_eq!(
			kind(dutch),
			r#"{"dutch":{"startPrice":"9","floor":"5","price":"340282366920938463463374607431768211455"}}"#
		);
	}
}
