//! Insured certificates, their losses, the awards of the pool, and the share of each. Pure: no
//! storage, no accounts. Every division says which way it rounds; sums are exact until then.
//!
//! A *part* is 10⁻¹⁸ of a base unit of the asset that is asked for.

use crate::types::{Award, Rates, UncoveredFractions, CAP_DAYS};
use alloc::vec::Vec;
use dmex_primitives::{Asset, Balance, Day, Exposure, InsuredSeries, Outstanding, Units};
use frame_support::BoundedVec;
use sp_core::U512;
use sp_runtime::{
	traits::{One, Zero},
	FixedPointNumber, FixedU128, Permill,
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
	/// The last known market average: base units of the reward asset per unit and day.
	pub average: FixedU128,
	/// Asset that is asked for.
	pub asset: Asset,
	/// Values in base units of the asset that is asked for.
	pub rates: Rates,
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
	/// The valuation of a series by a claim for `asset`.
	pub fn new<AccountId>(series: &InsuredSeries<AccountId>, asset: &Asset, rates: &Rates) -> Self {
		Self {
			units: series.units,
			payment_asset: series.payment_asset.clone(),
			reward_asset: series.reward_asset.clone(),
			average: series.average,
			asset: asset.clone(),
			rates: *rates,
		}
	}

	/// The value of one base unit of an asset in the asset that is asked for, by the rates of this
	/// claim alone, so that no other claim can make its award seem large. One base unit of the reward
	/// asset has the value of a unit-day divided by the market average. Zero for an asset that no
	/// claim of the series is paid in.
	fn exchange_rate(&self, asset: &Asset) -> Ratio {
		match asset {
			asset if *asset == self.asset => (1, 1),
			asset if *asset == self.payment_asset => (self.rates.payment.into_inner(), ONE),
			Asset::Native => (self.rates.dmc.into_inner(), ONE),
			asset if *asset == self.reward_asset && !self.average.is_zero() => {
				(self.rates.unit_day.into_inner(), self.average.into_inner())
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
		let Award { amount, weight, ref uncovered, .. } = prior.award;
		let days = u128::from(days).saturating_mul(uncovered_at(uncovered, start).into_inner());
		let (rate, of) = self.exchange_rate(&prior.asset);
		// 128 + 101 + 128 + 60 bits.
		let parts = wide(amount, days).saturating_mul(rate.into()).saturating_mul(ONE.into());
		divide_up(parts, wide(weight, of))
	}

	/// The value of the income of `days` days of certificates, in parts.
	fn value(&self, days: u64) -> U512 {
		wide(days.into(), self.units.into()).saturating_mul(self.rates.unit_day.into_inner().into())
	}

	/// The value of a refund of instalments, in parts.
	fn refund(&self, instalments: Balance) -> U512 {
		wide(instalments, self.rates.payment.into_inner())
	}

	/// The value of an amount of DMC, in parts.
	fn dmc(&self, amount: U512) -> U512 {
		amount.saturating_mul(self.rates.dmc.into_inner().into())
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
}

/// Assess the loss of the certificates insured on `incident_day`. `outstanding` lists one by one the
/// first days after the earliest incident day among this one and those of the `prior` awards.
///
/// What a prior award made good is deducted where it went, and no further than to zero. The slashed
/// pledge is shared by days; the part of it here is rounded up. `None` if the parts of `outstanding`
/// exceed the whole.
pub fn assess(
	valuation: &Valuation,
	incident_day: Day,
	outstanding: &Outstanding,
	prior: &[PriorAward],
) -> Option<Assessment> {
	let (mut value, mut deducted) = (U512::zero(), U512::zero());
	let (mut weight, mut uncovered) = (0u128, Vec::new());
	for (last, exposure) in cohorts(incident_day, outstanding, prior)? {
		let days = exposure.cert_days;
		let earned = valuation.value(days);
		let slash = valuation.dmc(wide(outstanding.slash, days.into()));
		let slash = divide_up(slash, outstanding.all.cert_days.max(1).into());
		let returned = valuation.refund(exposure.instalments).saturating_add(slash);
		let lost = earned.saturating_sub(returned);
		let recovered = valuation.recovered(prior, last, days).min(lost);

		let fraction = fraction(lost.saturating_sub(recovered), lost);
		value = value.saturating_add(earned);
		deducted = deducted.saturating_add(returned).saturating_add(recovered);
		weight = weight.checked_add(u128::from(days).checked_mul(fraction.into_inner())?)?;
		uncovered.push((last, fraction));
	}
	// A fraction so small that it counts as zero has nobody to share it.
	let loss = if weight == 0 { U512::zero() } else { value.saturating_sub(deducted) };
	let loss = narrow(loss / U512::from(ONE));
	Some(Assessment { loss, weight, uncovered: BoundedVec::truncate_from(uncovered) })
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
	let Outstanding { all, later, .. } = outstanding;
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
	/// Unsettled days of the certificate and their instalments.
	pub exposure: Exposure,
	/// Share of the certificate in the slashed pledge, in base units of DMC.
	pub slash_share: Balance,
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
	let Position { start, exposure, slash_share } = *position;
	let days = exposure.cert_days;
	let uncovered = uncovered_at(&award.uncovered, start).into_inner();
	let by_days = wide(award.amount, u128::from(days).saturating_mul(uncovered));
	let by_days = by_days.checked_div(award.weight.into()).unwrap_or_default();

	let slash = valuation.dmc(slash_share.into());
	let returned = valuation.refund(exposure.instalments).saturating_add(slash);
	let lost = valuation.value(days).saturating_sub(returned);
	let recovered = valuation.recovered(prior, start, days);
	let limit = lost.saturating_sub(recovered) / U512::from(ONE);
	narrow(by_days.min(limit))
}

/// The headroom for a miner: `cap` of what is available, less what it awarded for the
/// miner within the last [`CAP_DAYS`] days. Rounded down, in base units of an asset.
pub fn headroom(
	available: Balance,
	cap: Permill,
	recent: &[(Day, Balance)],
	today: Day,
) -> Balance {
	let recent = recent.iter().filter(|(day, _)| is_recent(*day, today));
	let awarded = recent.fold(Balance::default(), |sum, (_, amount)| sum.saturating_add(*amount));
	cap.mul_floor(available).saturating_sub(awarded)
}

/// Whether an award of `day` counts for the cap today.
pub fn is_recent(day: Day, today: Day) -> bool {
	today < day.saturating_add(CAP_DAYS)
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
