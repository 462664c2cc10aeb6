//! Insured certificates, their losses, the awards of the pool, and the share of each. Pure: no
//! storage, no accounts. Every division says which way it rounds; sums are exact until then.
//!
//! A *part* is 10⁻¹⁸ of a base unit of the asset that is asked for.

use crate::types::{Award, AwardRules, Rates, UncoveredFractions};
use alloc::vec::Vec;
use dmex_primitives::{Asset, Balance, Day, Exposure, InsuredSeries, Outstanding, Units};
use frame_support::BoundedVec;
use sp_core::U512;
use sp_runtime::{
	traits::{One, Zero},
	FixedPointNumber, FixedU128,
};

#[cfg(test)]
mod tests;

/// Number of parts in a base unit, and the inner value of a fraction or rate of one.
const ONE: u128 = FixedU128::DIV;

/// Promise of a series, and the rates by which a claim values it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Valuation {
	/// Units per certificate.
	pub units: Units,
	/// Asset in which deposits were paid.
	pub payment_asset: Asset,
	/// Asset in which income is paid.
	pub reward_asset: Asset,
	/// The last published average of the network when the loss is assessed: base units of the reward
	/// asset per unit and day.
	pub average: FixedU128,
	/// Asset that is asked for.
	pub asset: Asset,
	/// Values in base units of the asset that is asked for.
	pub rates: Rates,
	/// Maximum value of a unit-day, in per cent of the average, or of what was paid for it.
	pub max_value: u32,
}

/// An earlier award of the same series, as far as it bears on later ones.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PriorAward {
	/// The incident day of its claim: certificates first sold before it have shares.
	pub incident_day: Day,
	/// Asset of the award.
	pub asset: Asset,
	/// The award.
	pub award: Award,
}

/// Whether a certificate that starts on `start`, the day after its first sale, is insured: it was
/// sold before the incident day.
pub fn is_insured(start: Day, incident_day: Day) -> bool {
	start <= incident_day
}

/// A fraction of two numbers.
type Ratio = (u128, u128);

impl Valuation {
	/// The valuation of a series by a claim for `asset`, whose rules are `rules`.
	pub fn new<AccountId>(
		series: &InsuredSeries<AccountId>,
		asset: &Asset,
		rates: &Rates,
		rules: &AwardRules,
	) -> Self {
		Self {
			units: series.units,
			payment_asset: series.payment_asset.clone(),
			reward_asset: series.reward_asset.clone(),
			average: series.average,
			asset: asset.clone(),
			rates: *rates,
			max_value: rules.max_value,
		}
	}

	/// The value of one base unit of the asset of an earlier award in the asset that is asked for, by the
	/// rates of this claim alone, so that no other claim can make its award seem large. One base unit
	/// of the reward asset has the value of a unit-day divided by the market average of when the award
	/// was fixed. Zero for an asset that no claim of the series is paid in.
	fn exchange_rate(&self, asset: &Asset, average: FixedU128) -> Ratio {
		match asset {
			asset if *asset == self.asset => (1, 1),
			asset if *asset == self.payment_asset => (self.rates.payment.into_inner(), ONE),
			Asset::Native => (self.rates.dmc.into_inner(), ONE),
			asset if *asset == self.reward_asset && !average.is_zero() => {
				(self.rates.unit_day.into_inner(), average.into_inner())
			},
			_ => (0, 1),
		}
	}

	/// The sum that prior awards made good for `days` days of certificates that start on `start`,
	/// in parts.
	fn recovered(&self, prior: &[PriorAward], start: Day, days: u64) -> U512 {
		let recovered = |award| self.recovered_by(award, start, days);
		prior.iter().map(recovered).fold(U512::zero(), U512::saturating_add)
	}

	/// The sum that one prior award made good, in parts, rounded up.
	fn recovered_by(&self, prior: &PriorAward, start: Day, days: u64) -> U512 {
		if !is_insured(start, prior.incident_day) || prior.award.weight == 0 {
			return U512::zero();
		}
		let Award { amount, weight, average, ref uncovered, .. } = prior.award;
		let days = u128::from(days).saturating_mul(uncovered_at(uncovered, start).into_inner());
		let (rate, of) = self.exchange_rate(&prior.asset, average);
		// 128 + 101 + 128 + 60 bits.
		let parts = wide(amount, days).saturating_mul(rate.into()).saturating_mul(ONE.into());
		divide_up(parts, wide(weight, of))
	}

	/// Whether the rate of a unit-day is within its limit for certificates with this exposure.
	pub fn is_within_limit(&self, exposure: &Exposure) -> bool {
		self.by_rate(exposure.cert_days) <= self.limit(exposure)
	}

	/// The value of the unsettled days of certificates, in parts: by the rate, but at most the limit.
	/// That of several together is at least the sum of what each has alone.
	fn value(&self, exposure: &Exposure) -> U512 {
		self.by_rate(exposure.cert_days).min(self.limit(exposure))
	}

	/// The value of days of certificates by the rate, in parts.
	fn by_rate(&self, days: u64) -> U512 {
		self.unit_days(days).saturating_mul(self.rates.unit_day.into_inner().into())
	}

	/// The maximum value of the unsettled days of certificates, in parts, rounded down: a multiple of
	/// the average income if the award is in the asset of income, otherwise of what was paid for them.
	fn limit(&self, exposure: &Exposure) -> U512 {
		let base = if self.asset == self.reward_asset {
			self.unit_days(exposure.cert_days).saturating_mul(self.average.into_inner().into())
		} else {
			self.refund(exposure.instalments)
		};
		// 64 + 64 + 128 + 32 bits.
		base.saturating_mul(self.max_value.into()) / U512::from(100)
	}

	fn unit_days(&self, days: u64) -> U512 {
		wide(days.into(), self.units.into())
	}

	/// What is returned for certificates, in parts: the refund of instalments and slashed pledges.
	fn returned(&self, exposure: &Exposure) -> U512 {
		let slash = wide(exposure.slash, self.rates.dmc.into_inner());
		self.refund(exposure.instalments).saturating_add(slash)
	}

	/// The value of a refund of instalments, in parts.
	fn refund(&self, instalments: Balance) -> U512 {
		wide(instalments, self.rates.payment.into_inner())
	}
}

/// The uncovered fraction of the loss of certificates that start on `start`.
fn uncovered_at(uncovered: &UncoveredFractions, start: Day) -> FixedU128 {
	let fraction = uncovered.iter().find(|(last, _)| start <= *last);
	fraction.map_or(FixedU128::zero(), |(_, fraction)| *fraction)
}

/// The loss that a claim finds, and the weights by which an award would be shared.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Assessment {
	/// The loss that no earlier award made good, in base units of the asset asked for, rounded down.
	pub loss: Balance,
	/// Sum of the days of insured certificates, each times the uncovered fraction of its loss, in
	/// 10⁻¹⁸.
	pub weight: u128,
	/// The uncovered fractions, by first day.
	pub uncovered: UncoveredFractions,
	/// Exposure of the insured certificates.
	pub exposure: Exposure,
}

/// Assess the loss of the certificates insured on `incident_day`. `outstanding` lists one by one the
/// first days after the earliest incident day among this one and those of the `prior` awards.
///
/// What a prior award made good is deducted where it went, and no further than to zero. `None` if the
/// parts of `outstanding` exceed the whole.
pub fn assess(
	valuation: &Valuation,
	incident_day: Day,
	outstanding: &Outstanding,
	prior: &[PriorAward],
) -> Option<Assessment> {
	let (mut value, mut deducted) = (U512::zero(), U512::zero());
	let (mut weight, mut uncovered, mut insured) = (0u128, Vec::new(), Exposure::default());
	for (last, exposure) in cohorts(incident_day, outstanding, prior)? {
		let days = exposure.cert_days;
		let (earned, returned) = (valuation.value(&exposure), valuation.returned(&exposure));
		let lost = earned.saturating_sub(returned);
		let recovered = valuation.recovered(prior, last, days).min(lost);

		let fraction = fraction(lost.saturating_sub(recovered), lost);
		value = value.saturating_add(earned);
		deducted = deducted.saturating_add(returned).saturating_add(recovered);
		weight = weight.checked_add(u128::from(days).checked_mul(fraction.into_inner())?)?;
		uncovered.push((last, fraction));
		insured = insured.plus(exposure)?;
	}
	// A fraction so small that it counts as zero has nobody to share it.
	let loss = if weight == 0 { U512::zero() } else { value.saturating_sub(deducted) };
	let loss = narrow(loss / U512::from(ONE));
	let uncovered = BoundedVec::truncate_from(uncovered);
	Some(Assessment { loss, weight, uncovered, exposure: insured })
}

/// Exposure of the certificates insured on `incident_day`, split where a prior award ceases to insure:
/// by the last of their first days.
fn cohorts(
	incident_day: Day,
	outstanding: &Outstanding,
	prior: &[PriorAward],
) -> Option<Vec<(Day, Exposure)>> {
	let mut ends: Vec<Day> = prior.iter().map(|award| award.incident_day).collect();
	ends.retain(|day| *day < incident_day);
	ends.push(incident_day);
	ends.sort_unstable();
	ends.dedup();
	let Outstanding { all, later } = outstanding;
	let oldest = later.iter().try_fold(*all, |rest, (_, exposure)| rest.minus(*exposure))?;
	let mut cohorts: Vec<_> = ends.into_iter().map(|end| (end, Exposure::default())).collect();
	if let Some((_, exposure)) = cohorts.first_mut() {
		*exposure = oldest;
	}
	for (start, exposure) in later {
		if let Some((_, sum)) = cohorts.iter_mut().find(|(end, _)| start <= end) {
			*sum = sum.plus(*exposure)?;
		}
	}
	Some(cohorts)
}

/// One certificate of a terminated series.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
	/// First day of the certificate.
	pub start: Day,
	/// Unsettled days of the certificate, and what is returned for them.
	pub exposure: Exposure,
}

/// The share of a certificate in an award: by its days, times the uncovered fraction of its loss, but
/// no more than its own loss less what the `prior` awards made good for it. Rounded down, so that the
/// sum of shares never exceeds the award, and nobody recovers more than was lost.
pub fn share(
	valuation: &Valuation,
	award: &Award,
	prior: &[PriorAward],
	position: &Position,
) -> Balance {
	let Position { start, exposure } = position;
	let days = exposure.cert_days;
	let uncovered = uncovered_at(&award.uncovered, *start).into_inner();
	let by_days = wide(award.amount, u128::from(days).saturating_mul(uncovered));
	let by_days = by_days.checked_div(award.weight.into()).unwrap_or_default();

	let lost = valuation.value(exposure).saturating_sub(valuation.returned(exposure));
	let recovered = valuation.recovered(prior, *start, days);
	let limit = lost.saturating_sub(recovered) / U512::from(ONE);
	narrow(by_days.min(limit))
}

/// `a / b`, at most one, rounded down; one if `b` is zero.
fn fraction(a: U512, b: U512) -> FixedU128 {
	let parts = a.saturating_mul(ONE.into()).checked_div(b);
	parts.map_or(FixedU128::one(), |parts| FixedU128::from_inner(narrow(parts).min(ONE)))
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
