//! Trading fees and floors. Pure: no storage, no `Config`.

use crate::types::FeeTerms;
use alloc::vec::Vec;
use dmex_primitives::{Asset, Balance, FeeShares, FeeSplit, Units};
use sp_runtime::{
	traits::{EnsureAddAssign, EnsureMul},
	ArithmeticError, Permill,
};

/// The minimum price of a first sale: `units × term × min_price`, and never under one base unit.
///
/// `min_price` is in base units of the payment asset per unit and day, the answer in base units
/// per certificate, before fees. Errors if it does not fit: then no price is high enough.
pub fn floor(units: Units, term: u32, min_price: Balance) -> Result<Balance, ArithmeticError> {
	let unit_days = Balance::from(units).ensure_mul(term.into())?;
	Ok(unit_days.ensure_mul(min_price)?.max(1))
}

/// The two parts of a price, which sum to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Parts {
	/// Trading fee: `ceil(price × rate)`.
	pub fee: Balance,
	/// Price less the fee: the deposit in a first sale, the seller's income in a resale.
	pub rest: Balance,
}

/// Divide the price of one certificate. The fee is rounded up, so that the protocol never loses by
/// it; a rate is at most one, so the fee never exceeds the price.
pub fn divide(price: Balance, rate: Permill) -> Parts {
	let fee = rate.mul_ceil(price).min(price);
	Parts { fee, rest: price.saturating_sub(fee) }
}

/// The price of a lot, divided: `each × certificates + remainder` is the price.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LotPrice {
	/// Price of each certificate, rounded down.
	pub each: Balance,
	/// Remainder of the division; less than the number of certificates.
	pub remainder: Balance,
}

/// Divide the price of a lot among its certificates. Of an empty lot everything remains.
pub fn per_certificate(total: Balance, certificates: u32) -> LotPrice {
	let certificates = Balance::from(certificates);
	let each = total.checked_div(certificates).unwrap_or_default();
	// `each × certificates` is at most `total`.
	let remainder = total.saturating_sub(each.saturating_mul(certificates));
	LotPrice { each, remainder }
}

/// The bill of a purchase of several certificates.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Bill {
	/// Sum of the prices.
	pub total: Balance,
	/// Fees by split. Each certificate's fee is rounded on its own; the sum of those with the same
	/// split is divided once.
	pub fees: Vec<(FeeSplit, Balance)>,
}

impl Bill {
	/// Shares of insurance pool, treasury and burning in the fees, which are in `asset`.
	pub fn shares(&self, asset: &Asset) -> FeeShares {
		let divided = self.fees.iter().map(|(split, fee)| split.divide(asset, *fee));
		divided.fold(FeeShares::default(), FeeShares::plus)
	}

	/// Add one certificate at `price`, and return its parts. Errors if the total does not fit.
	pub fn add(&mut self, price: Balance, terms: FeeTerms) -> Result<Parts, ArithmeticError> {
		let FeeTerms { rate, split } = terms;
		let parts = divide(price, rate);
		self.total.ensure_add_assign(price)?;
		match self.fees.iter_mut().find(|(known, _)| *known == split) {
			Some((_, sum)) => sum.ensure_add_assign(parts.fee)?,
			None => self.fees.push((split, parts.fee)),
		}
		Ok(parts)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;
	use sp_core::U256;

	const MILLION: u32 = 1_000_000;

	fn permill(parts: u32) -> Permill {
		Permill::from_parts(parts)
	}

	fn split(pool: u32) -> FeeSplit {
		FeeSplit { pool: permill(pool), treasury: permill(0) }
	}

	#[test]
	fn floor_is_units_times_term_times_price() {
		assert_eq!(floor(10, 30, 7), Ok(2_100));
		assert_eq!(floor(1, 1, 1), Ok(1));
	}

	#[test]
	fn floor_is_never_zero() {
		assert_eq!(floor(10, 30, 0), Ok(1));
	}

	#[test]
	fn floor_says_when_it_does_not_fit() {
		assert_eq!(floor(1, 1, Balance::MAX), Ok(Balance::MAX));
		assert_eq!(floor(2, 1, Balance::MAX / 2), Ok(Balance::MAX - 1));
		assert_eq!(floor(2, 1, Balance::MAX / 2 + 1), Err(ArithmeticError::Overflow));
		assert_eq!(floor(Units::MAX, u32::MAX, Balance::MAX), Err(ArithmeticError::Overflow));
	}

	#[test]
	fn fee_is_rounded_up() {
		let one_percent = Permill::from_percent(1);
		assert_eq!(divide(100, one_percent), Parts { fee: 1, rest: 99 });
		assert_eq!(divide(101, one_percent), Parts { fee: 2, rest: 99 });
		assert_eq!(divide(1, one_percent), Parts { fee: 1, rest: 0 });
		assert_eq!(divide(0, one_percent), Parts { fee: 0, rest: 0 });
	}

	#[test]
	fn fee_holds_at_the_extremes() {
		assert_eq!(divide(Balance::MAX, permill(0)).fee, 0);
		assert_eq!(divide(Balance::MAX, Permill::one()).rest, 0);
		assert_eq!(divide(Balance::MAX, permill(1)).fee, Balance::MAX / 1_000_000 + 1);
	}

	fn terms(rate: Permill, pool: u32) -> FeeTerms {
		FeeTerms { rate, split: split(pool) }
	}

	fn fees(bill: &Bill) -> Balance {
		bill.fees.iter().map(|(_, fee)| fee).sum()
	}

	#[test]
	fn bill_groups_fees_by_split() {
		let mut bill = Bill::default();
		for (price, pool) in [(101, 1), (101, 2), (101, 1)] {
			assert!(bill.add(price, terms(Permill::from_percent(1), pool)).is_ok());
		}
		assert_eq!((bill.total, fees(&bill)), (303, 6));
		assert_eq!(bill.fees, vec![(split(1), 4), (split(2), 2)]);
	}

	#[test]
	fn bill_says_when_the_total_does_not_fit() {
		let mut bill = Bill::default();
		assert!(bill.add(Balance::MAX, terms(permill(0), 0)).is_ok());
		assert_eq!(bill.add(1, terms(permill(0), 0)), Err(ArithmeticError::Overflow));
	}

	#[test]
	fn lot_is_divided_evenly_and_the_rest_remains() {
		assert_eq!(per_certificate(9_000, 3), LotPrice { each: 3_000, remainder: 0 });
		assert_eq!(per_certificate(9_002, 3), LotPrice { each: 3_000, remainder: 2 });
		assert_eq!(per_certificate(2, 3), LotPrice { each: 0, remainder: 2 });
		assert_eq!(per_certificate(Balance::MAX, 1), LotPrice { each: Balance::MAX, remainder: 0 });
		assert_eq!(per_certificate(7, 0), LotPrice { each: 0, remainder: 7 });
	}

	proptest! {
		/// The price of any lot is the sum over its certificates and a remainder of less than one
		/// base unit for each.
		#[test]
		fn lot_conserves_money(total: Balance, certificates in 1..=100u32) {
			let LotPrice { each, remainder } = per_certificate(total, certificates);
			let sum = U256::from(each) * U256::from(certificates) + U256::from(remainder);
			prop_assert_eq!(sum, U256::from(total));
			prop_assert!(remainder < Balance::from(certificates));
		}

		/// Against wide integers: the smallest whole number not under price × rate.
		#[test]
		fn fee_is_the_exact_ceiling(price: Balance, parts in 0..=MILLION) {
			let Parts { fee, rest } = divide(price, permill(parts));
			let exact = U256::from(price) * U256::from(parts);
			let million = U256::from(MILLION);
			prop_assert!(U256::from(fee) * million >= exact);
			prop_assert!(fee == 0 || U256::from(fee - 1) * million < exact);
			prop_assert_eq!(fee + rest, price);
		}

		/// Whatever is bought, nothing of the price is lost between fees and the rest.
		#[test]
		fn bill_conserves_money(
			sales in prop::collection::vec((0..Balance::MAX / 100, 0..=MILLION, 0u32..3), 0..100),
		) {
			let mut bill = Bill::default();
			let mut rests = 0;
			for (price, rate, pool) in &sales {
				rests += bill.add(*price, terms(permill(*rate), *pool)).unwrap().rest;
			}
			prop_assert_eq!(bill.total, sales.iter().map(|(price, ..)| price).sum::<Balance>());
			prop_assert_eq!(fees(&bill) + rests, bill.total);
			prop_assert!(bill.fees.len() <= 3);
		}

		/// A price at the floor passes and one under it does not, against wide integers.
		#[test]
		fn floor_is_exact(units: Units, term: u32, min_price: Balance) {
			let exact = U256::from(units) * U256::from(term) * U256::from(min_price);
			match floor(units, term, min_price) {
				Ok(floor) => prop_assert_eq!(U256::from(floor), exact.max(U256::one())),
				Err(_) => prop_assert!(exact > U256::from(Balance::MAX)),
			}
		}
	}
}
