//! What is covered, what was lost, what the pool awards, and who gets how much. Pure: no storage, no
//! accounts. Every division says which way it rounds; sums are exact until then.

use crate::types::{Award, Rates, CAP_DAYS};
use dmex_primitives::{Balance, Cover, Day, Remains, Units};
use sp_core::U512;
use sp_runtime::{traits::One, FixedPointNumber, FixedU128, Permill};

#[cfg(test)]
mod tests;

/// Fractions and rates are counted in parts: so many of them are one.
const ONE: u128 = FixedU128::DIV;

/// An earlier award of the same series, as far as it bears on later ones.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Recovery {
	/// Certificates first sold before this day took part.
	pub incident_day: Day,
	/// The part of what each had lost, and not recovered before, that it made good.
	pub fraction: FixedU128,
}

/// Whether a certificate is covered that starts on `start`, the day after its first sale: it was sold
/// before the incident day.
pub fn is_covered(start: Day, incident_day: Day) -> bool {
	start <= incident_day
}

/// The part of its loss that a certificate starting on `start` has not recovered by `earlier`
/// awards, from 0 to 1, each step rounded down.
pub fn open_fraction(start: Day, earlier: &[Recovery]) -> FixedU128 {
	let taking_part = earlier.iter().filter(|award| is_covered(start, award.incident_day));
	taking_part.fold(FixedU128::one(), |open, award| {
		let left = ONE.saturating_sub(award.fraction.into_inner());
		// Both are at most one, so their product is below 10^36.
		FixedU128::from_inner(open.into_inner().saturating_mul(left) / ONE)
	})
}

/// Certificates, each counted by the part of its loss that is open. All fields are in parts of 10⁻¹⁸.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Exposure {
	/// Days times certificates that were not settled.
	pub cert_days: u128,
	/// The slices of these days, in base units of the payment asset: refunded.
	slices: U512,
	/// Their part of the slashed pledge, in base units of DMC.
	slash: U512,
}

impl Exposure {
	/// One certificate of which `open` is open.
	pub fn of_one(cover: Cover, slash_share: Balance, open: FixedU128) -> Option<Self> {
		Some(Self {
			slash: wide(slash_share, open.into_inner()),
			..Self::default().with(cover, open)?
		})
	}

	/// All certificates covered on `incident_day`. `remains` tells of those alone that start after
	/// the earliest incident day among this one and those of the earlier awards. The slash is shared
	/// by days; its part here is rounded up. Nothing if the parts of `remains` exceed the whole.
	pub fn of_all(incident_day: Day, remains: &Remains, earlier: &[Recovery]) -> Option<Self> {
		let first = earlier.iter().map(|award| award.incident_day).fold(incident_day, Day::min);
		let mut oldest = remains.all;
		for (_, cover) in &remains.later {
			oldest = oldest.minus(*cover)?;
		}
		let mut all = Self::default().with(oldest, open_fraction(first, earlier))?;
		for (start, cover) in &remains.later {
			if is_covered(*start, incident_day) {
				all = all.with(*cover, open_fraction(*start, earlier))?;
			}
		}
		if remains.all.cert_days > 0 {
			let shared = wide(remains.slash, all.cert_days);
			all.slash = divide_up(shared, remains.all.cert_days.into());
		}
		Some(all)
	}

	/// With more certificates; their slash is not counted here.
	fn with(mut self, cover: Cover, open: FixedU128) -> Option<Self> {
		let open = open.into_inner();
		let cert_days = u128::from(cover.cert_days).checked_mul(open)?;
		self.cert_days = self.cert_days.checked_add(cert_days)?;
		self.slices = self.slices.checked_add(wide(cover.slices, open))?;
		Some(self)
	}

	/// What their units would have earned, less what refund and slashed pledge give for it, in parts of
	/// 10⁻³⁶ of a base unit of the asset asked for; at least zero.
	fn loss_in_parts(&self, units: Units, rates: &Rates) -> U512 {
		let value = wide(self.cert_days, rates.unit_day.into_inner()).saturating_mul(units.into());
		let refund = self.slices.saturating_mul(rates.payment.into_inner().into());
		let slash = self.slash.saturating_mul(rates.dmc.into_inner().into());
		value.saturating_sub(refund.saturating_add(slash))
	}

	/// The same in base units of the asset asked for, rounded down.
	pub fn loss(&self, units: Units, rates: &Rates) -> Balance {
		narrow(self.loss_in_parts(units, rates) / wide(ONE, ONE))
	}
}

/// What the pool may award for a miner now: a part of what it can dispose of, less what it awarded for
/// the miner within the last [`CAP_DAYS`] days. Rounded down, in base units of an asset.
pub fn room(disposable: Balance, cap: Permill, recent: &[(Day, Balance)], today: Day) -> Balance {
	let recent = recent.iter().filter(|(day, _)| is_recent(*day, today));
	let awarded = recent.fold(Balance::default(), |sum, (_, amount)| sum.saturating_add(*amount));
	cap.mul_floor(disposable).saturating_sub(awarded)
}

/// Whether an award of `day` counts for the limit today.
pub fn is_recent(day: Day, today: Day) -> bool {
	today < day.saturating_add(CAP_DAYS)
}

/// The part of `loss` that an award makes good, rounded up; one if there is no loss.
pub fn fraction(amount: Balance, loss: Balance) -> FixedU128 {
	if loss == 0 {
		return FixedU128::one();
	}
	let parts = narrow(divide_up(wide(amount, ONE), loss.into()));
	FixedU128::from_inner(parts).min(FixedU128::one())
}

/// What a certificate gets of an award: its share by days, each counted by the part of its loss that
/// is open, but of its own loss no more than the part that the award makes good of all. Rounded down,
/// so shares never exceed the award, and nobody recovers more than was lost.
pub fn share(award: &Award, own: &Exposure, units: Units, rates: &Rates) -> Balance {
	let by_days = match award.weight {
		0 => U512::zero(),
		weight => wide(award.amount, own.cert_days) / U512::from(weight),
	};
	let loss = own.loss_in_parts(units, rates);
	let limit = match loss.checked_mul(award.fraction.into_inner().into()) {
		Some(parts) => parts / wide(ONE, ONE).saturating_mul(ONE.into()),
		None => loss / wide(ONE, ONE),
	};
	narrow(by_days.min(limit))
}

fn wide(a: u128, b: u128) -> U512 {
	// 128 times 128 bits never exceed 512.
	U512::from(a).saturating_mul(U512::from(b))
}

fn divide_up(a: U512, b: U512) -> U512 {
	let floor = a.checked_div(b).unwrap_or_default();
	if floor.saturating_mul(b) < a {
		floor.saturating_add(U512::one())
	} else {
		floor
	}
}

fn narrow(a: U512) -> Balance {
	a.try_into().unwrap_or(Balance::MAX)
}
