//! What is covered, what was lost, what the pool awards, and who gets how much. Pure: no storage, no
//! accounts. Every division says which way it rounds; sums are exact until then.

use crate::types::{Award, Layers, Rates, CAP_DAYS};
use alloc::vec::Vec;
use dmex_primitives::{Asset, Balance, Cover, Day, Remains, Units};
use frame_support::BoundedVec;
use sp_core::U512;
use sp_runtime::{
	traits::{One, Zero},
	FixedPointNumber, FixedU128, Permill,
};

#[cfg(test)]
mod tests;

/// Fractions and rates are counted in parts: so many of them are one.
const ONE: u128 = FixedU128::DIV;

/// What a series promised, and by which money a claim for it is measured.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measure {
	/// Units per certificate.
	pub units: Units,
	/// What deposits were paid in.
	pub payment_asset: Asset,
	/// What income is paid in.
	pub reward_asset: Asset,
	/// The last known market average: base units of the reward asset per unit and day.
	pub average: FixedU128,
	/// What is asked for.
	pub asset: Asset,
	/// What things are worth in it.
	pub rates: Rates,
}

/// An earlier award of the same series, as far as it bears on later ones.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recovery {
	/// Certificates first sold before this day took part.
	pub incident_day: Day,
	/// What was awarded.
	pub asset: Asset,
	/// The award.
	pub award: Award,
}

/// Whether a certificate is covered that starts on `start`, the day after its first sale: it was sold
/// before the incident day.
pub fn is_covered(start: Day, incident_day: Day) -> bool {
	start <= incident_day
}

/// A fraction of two numbers.
type Ratio = (u128, u128);

impl Measure {
	/// The worth of one base unit of an asset in the asset that is asked for, by the rates of this claim
	/// alone, so that no other claim can make its award seem large. One base unit of the reward asset
	/// is worth the value of a unit-day divided by the market average. Nothing for an asset that no
	/// claim of the series is paid in.
	fn worth(&self, asset: &Asset) -> Ratio {
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

	/// What earlier awards came to, together, for `days` days of certificates that start on `start`, in
	/// parts of the asset asked for.
	fn recovered(&self, earlier: &[Recovery], start: Day, days: u64) -> U512 {
		let made_good = |award| self.recovered_by(award, start, days);
		earlier.iter().map(made_good).fold(U512::zero(), U512::saturating_add)
	}

	/// What one of them came to, rounded up.
	fn recovered_by(&self, earlier: &Recovery, start: Day, days: u64) -> U512 {
		if !is_covered(start, earlier.incident_day) || earlier.award.weight == 0 {
			return U512::zero();
		}
		let Award { amount, weight, ref layers, .. } = earlier.award;
		let days = u128::from(days).saturating_mul(open_at(layers, start).into_inner());
		let (worth, of) = self.worth(&earlier.asset);
		// 128 + 101 + 128 + 60 bits.
		let parts = wide(amount, days).saturating_mul(worth.into()).saturating_mul(ONE.into());
		divide_up(parts, wide(weight, of))
	}

	/// What units would have earned, in parts of the asset asked for.
	fn value(&self, days: u64) -> U512 {
		wide(days.into(), self.units.into()).saturating_mul(self.rates.unit_day.into_inner().into())
	}

	/// What refund and slashed pledge give back, in parts of the asset asked for.
	fn returned(&self, slices: Balance, slash: U512) -> U512 {
		let slash = slash.saturating_mul(self.rates.dmc.into_inner().into());
		wide(slices, self.rates.payment.into_inner()).saturating_add(slash)
	}
}

/// The part of their loss that was open when an award was fixed, of certificates that start on `start`.
fn open_at(layers: &Layers, start: Day) -> FixedU128 {
	let layer = layers.iter().find(|(last, _)| start <= *last);
	layer.map_or(FixedU128::zero(), |(_, open)| *open)
}

/// What a claim finds: the loss that is open, and by what it would be shared.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
	/// The loss that no earlier award made good, in base units of the asset asked for, rounded down.
	pub loss: Balance,
	/// Days of covered certificates, each counted by the part of its loss that is open, in 10⁻¹⁸.
	pub weight: u128,
	/// That part, by first day.
	pub layers: Layers,
}

/// Measure the loss of the certificates covered on `incident_day`. `remains` tells by first day of
/// those that start after the earliest incident day among this one and those of the `earlier` awards.
/// What an award made good is taken off where it went, and no further than to zero. The slashed pledge
/// is shared by days; the part of it here is rounded up. Nothing if the parts of `remains` exceed
/// the whole.
pub fn assess(
	measure: &Measure,
	incident_day: Day,
	remains: &Remains,
	earlier: &[Recovery],
) -> Option<Finding> {
	let (mut value, mut taken_off) = (U512::zero(), U512::zero());
	let (mut weight, mut layers) = (0u128, Vec::new());
	for (last, cover) in covers(incident_day, remains, earlier)? {
		let earned = measure.value(cover.cert_days);
		let slash = wide(remains.slash, cover.cert_days.into());
		let slash = slash.saturating_mul(measure.rates.dmc.into_inner().into());
		let slash = divide_up(slash, remains.all.cert_days.max(1).into());
		let returned = measure.returned(cover.slices, U512::zero()).saturating_add(slash);
		let lost = earned.saturating_sub(returned);
		let recovered = measure.recovered(earlier, last, cover.cert_days).min(lost);

		let open = part(lost.saturating_sub(recovered), lost);
		value = value.saturating_add(earned);
		taken_off = taken_off.saturating_add(returned).saturating_add(recovered);
		weight = weight.checked_add(u128::from(cover.cert_days).checked_mul(open.into_inner())?)?;
		layers.push((last, open));
	}
	// A part so small that it counts as nothing has nobody to share it.
	let loss = if weight == 0 { U512::zero() } else { value.saturating_sub(taken_off) };
	let loss = narrow(loss / U512::from(ONE));
	Some(Finding { loss, weight, layers: BoundedVec::truncate_from(layers) })
}

/// Certificates covered on `incident_day`, parted where the cover of an earlier award ends: by the last
/// of their first days.
fn covers(incident_day: Day, remains: &Remains, earlier: &[Recovery]) -> Option<Vec<(Day, Cover)>> {
	let mut ends: Vec<Day> = earlier.iter().map(|award| award.incident_day).collect();
	ends.retain(|day| *day < incident_day);
	ends.push(incident_day);
	ends.sort_unstable();
	ends.dedup();
	let oldest =
		remains.later.iter().try_fold(remains.all, |rest, (_, cover)| rest.minus(*cover))?;
	let mut covers: Vec<_> = ends.into_iter().map(|end| (end, Cover::default())).collect();
	if let Some((_, cover)) = covers.first_mut() {
		*cover = oldest;
	}
	for (start, cover) in &remains.later {
		if let Some((_, sum)) = covers.iter_mut().find(|(end, _)| start <= end) {
			*sum = sum.plus(*cover)?;
		}
	}
	Some(covers)
}

/// One certificate of a terminated series.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Own {
	/// Its first day.
	pub start: Day,
	/// What it had before it.
	pub cover: Cover,
	/// Its share of the slashed pledge, in base units of DMC.
	pub slash_share: Balance,
}

/// What a certificate gets of an award: its share by days, each counted by the part of its loss that
/// was open, but no more than its own loss less what the `earlier` awards came to for it. Rounded down,
/// so shares never exceed the award, and nobody recovers more than was lost.
pub fn share(measure: &Measure, award: &Award, earlier: &[Recovery], own: &Own) -> Balance {
	let days = own.cover.cert_days;
	let open = open_at(&award.layers, own.start).into_inner();
	let by_days = wide(award.amount, u128::from(days).saturating_mul(open));
	let by_days = by_days.checked_div(award.weight.into()).unwrap_or_default();

	let returned = measure.returned(own.cover.slices, own.slash_share.into());
	let lost = measure.value(days).saturating_sub(returned);
	let recovered = measure.recovered(earlier, own.start, days);
	let limit = lost.saturating_sub(recovered) / U512::from(ONE);
	narrow(by_days.min(limit))
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

/// `a / b`, at most one, rounded down; one if `b` is zero.
fn part(a: U512, b: U512) -> FixedU128 {
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
