//! Checked arithmetic of money. Sums, differences and products are those of
//! [`sp_arithmetic::traits::EnsureOp`]; here is what it lacks.

use sp_arithmetic::{
	helpers_128bit::multiply_by_rational_with_rounding, ArithmeticError, Rounding,
};

/// `a × b / c`, rounded as told; the product may exceed 128 bits. Errors if the quotient does, or `c`
/// is zero.
pub fn ratio(a: u128, b: u128, c: u128, rounding: Rounding) -> Result<u128, ArithmeticError> {
	multiply_by_rational_with_rounding(a, b, c, rounding).ok_or(ArithmeticError::Overflow)
}
