//! Terms as attributes, which wallets read without knowing this chain. Pure.
//!
//! Keys are ASCII in snake case, values UTF-8 of at most 256 bytes. Numbers are decimal text
//! without separators.

use alloc::{
	string::{String, ToString},
	vec::Vec,
};
use dmex_primitives::{ApplicationTerms, Asset, PerUnit, SeriesTerms};
use sp_runtime::{FixedPointNumber, FixedU128};

/// Key of an item's attribute: the first day for which it earns.
pub const START_DAY: &[u8] = b"start_day";
/// Key of an item's attribute: the last day for which it earns.
pub const END_DAY: &[u8] = b"end_day";

/// Number of decimals of a `PerUnit`.
const DECIMALS: usize = 18;

/// Attributes of a collection, fixed when its series is created. `miner` is the address of the
/// miner as text.
pub fn of_series<AccountId>(
	miner: Vec<u8>,
	application: &ApplicationTerms<AccountId>,
	series: &SeriesTerms<AccountId>,
) -> [(&'static [u8], Vec<u8>); 11] {
	[
		(b"miner", miner),
		(b"node_id", application.node_id.to_vec()),
		(b"network", number(series.network)),
		(b"symbol", application.symbol.to_vec()),
		(b"unit", application.unit.to_vec()),
		(b"units_per_certificate", number(series.units)),
		(b"term_days", number(series.term)),
		(b"payment_asset", asset(&series.payment_asset)),
		(b"min_price_per_unit_day", number(series.min_price_per_unit_day)),
		(b"expected_revenue", fraction(series.expected_revenue)),
		(b"reward_asset", asset(&series.reward_asset)),
	]
}

/// An integer as decimal text.
pub fn number(value: impl ToString) -> Vec<u8> {
	value.to_string().into_bytes()
}

/// An asset as text: `DMC`, or its id.
pub fn asset(asset: &Asset) -> Vec<u8> {
	match asset {
		Asset::Native => b"DMC".to_vec(),
		Asset::WithId(id) => number(id),
	}
}

/// A fixed-point number as exact decimal text: `12`, or `12.5`, never `12.50`.
pub fn fraction(value: PerUnit) -> Vec<u8> {
	let (whole, rest) = (value.into_inner() / FixedU128::DIV, value.into_inner() % FixedU128::DIV);
	let mut text: String = whole.to_string();
	if rest > 0 {
		let digits = alloc::format!("{rest:0DECIMALS$}");
		text.push('.');
		text.push_str(digits.trim_end_matches('0'));
	}
	text.into_bytes()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn numbers_are_plain_decimals() {
		assert_eq!(number(0u32), b"0");
		assert_eq!(number(u128::MAX), b"340282366920938463463374607431768211455");
	}

	#[test]
	fn dmc_goes_by_its_name_and_assets_by_their_id() {
		assert_eq!(asset(&Asset::Native), b"DMC");
		assert_eq!(asset(&Asset::WithId(12)), b"12");
	}

	#[test]
	fn fractions_are_exact_and_have_no_trailing_zeros() {
		let text = |value: PerUnit| String::from_utf8(fraction(value)).unwrap();
		assert_eq!(text(PerUnit::from_u32(0)), "0");
		assert_eq!(text(PerUnit::from_u32(1200)), "1200");
		assert_eq!(text(PerUnit::from_rational(25, 2)), "12.5");
		assert_eq!(text(PerUnit::from_inner(1)), "0.000000000000000001");
		assert_eq!(text(PerUnit::from_inner(10u128.pow(18) + 10)), "1.00000000000000001");
		assert_eq!(
			text(PerUnit::from_inner(u128::MAX)),
			"340282366920938463463.374607431768211455"
		);
	}
}
