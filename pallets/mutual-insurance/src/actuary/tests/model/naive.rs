//! What certificates lost and recovered, one by one.

use super::*;

pub fn digits(digits: u32) -> U512 {
	U512::from(10).pow(digits.into())
}

/// So many parts are a base unit in the model.
pub fn unit() -> U512 {
	digits(40)
}

/// What is in the pool's parts, in those of the model.
pub fn finer(parts: U512) -> U512 {
	parts * digits(22)
}

#[derive(Clone, Debug)]
pub struct Certificate {
	pub start: Day,
	/// Not settled.
	pub days: u64,
	pub slice: Balance,
}

impl Certificate {
	pub fn cover(&self) -> Cover {
		cover(self.days, self.slice * u128::from(self.days))
	}
}

#[derive(Clone, Debug)]
pub struct Series {
	pub units: Units,
	pub slash: Balance,
	pub certificates: Vec<Certificate>,
	/// What deposits and income are paid in.
	pub assets: (Asset, Asset),
	pub average: FixedU128,
}

impl Series {
	/// As the escrow tells it.
	pub fn remains(&self, after: Day) -> Remains {
		let (mut all, mut later) = (Cover::default(), BTreeMap::<Day, Cover>::new());
		for certificate in &self.certificates {
			all = all.plus(certificate.cover()).unwrap();
			if certificate.start > after {
				let cohort = later.entry(certificate.start).or_default();
				*cohort = cohort.plus(certificate.cover()).unwrap();
			}
		}
		Remains { all, slash: self.slash, later: later.into_iter().collect() }
	}

	fn all_days(&self) -> u64 {
		self.certificates.iter().map(|certificate| certificate.days).sum()
	}

	/// As the escrow pays it.
	pub fn slash_share(&self, certificate: &Certificate) -> Balance {
		let all = self.all_days().max(1);
		self.slash * u128::from(certificate.days) / u128::from(all)
	}

	pub fn is_alike(&self) -> bool {
		let slice = self.certificates[0].slice;
		self.certificates.iter().all(|certificate| certificate.slice == slice)
	}

	/// With rates that fit the assets.
	pub fn measure(&self, ask: &Ask) -> Measure {
		let (payment_asset, reward_asset) = self.assets.clone();
		let mut rates = ask.rates;
		if ask.asset == Asset::Native {
			rates.dmc = WHOLE;
		}
		if payment_asset == Asset::Native {
			rates.payment = rates.dmc;
		}
		if payment_asset == ask.asset {
			rates.payment = WHOLE;
		}
		let (units, average, asset) = (self.units, self.average, ask.asset.clone());
		Measure { units, payment_asset, reward_asset, average, asset, rates }
	}
}

/// What lies between a value and what was taken off it, in the model's parts.
#[derive(Clone, Copy, Default)]
pub struct Balanced {
	pub start: Day,
	pub days: u64,
	pub value: U512,
	pub taken_off: U512,
	pub recovered: U512,
}

impl Balanced {
	pub fn lost(&self) -> U512 {
		self.value.saturating_sub(self.taken_off)
	}

	/// Of the loss; what is recovered is never more.
	pub fn left(&self) -> U512 {
		self.lost().saturating_sub(self.recovered)
	}

	pub fn plus(self, other: &Self) -> Self {
		Self {
			start: other.start,
			days: self.days + other.days,
			value: self.value + other.value,
			taken_off: self.taken_off + other.taken_off,
			recovered: self.recovered + other.recovered.min(other.lost()),
		}
	}

	/// What earlier awards came to, taken off.
	pub fn after(self, awards: &[Recovery], measure: &Measure, certificate: &Certificate) -> Self {
		let came_to = |award: &Recovery| {
			let covered = certificate.start <= award.incident_day;
			let worth = measure.worth(&award.asset);
			if covered {
				came_to(award, &worth, certificate)
			} else {
				U512::zero()
			}
		};
		let recovered = awards.iter().map(came_to).fold(U512::zero(), |sum, part| sum + part);
		Self { recovered, ..self }
	}
}

/// What an award came to for a certificate by its days, at a worth.
pub fn came_to(earlier: &Recovery, worth: &Ratio, certificate: &Certificate) -> U512 {
	let Award { amount, weight, layers, .. } = &earlier.award;
	let open = open_at(layers, certificate.start).into_inner();
	let parts = wide(*amount, open * u128::from(certificate.days)) * U512::from(worth.0);
	parts * unit() / wide(*weight, worth.1)
}

/// A certificate by itself, with the share of the slash that it gets.
pub fn measured(series: &Series, measure: &Measure, certificate: &Certificate) -> Balanced {
	let Certificate { days, slice, start } = *certificate;
	let Rates { unit_day, payment, dmc } = measure.rates;
	let value = wide(u128::from(days * series.units), unit_day.into_inner());
	let refund = wide(slice * u128::from(days), payment.into_inner());
	let slash = wide(series.slash_share(certificate), dmc.into_inner());
	let (value, taken_off) = (finer(value), finer(refund + slash));
	Balanced { start, days, value, taken_off, recovered: U512::zero() }
}

/// Covered certificates by the earlier awards that cover them, with the slash that was never rounded.
pub fn groups(
	series: &Series,
	awards: &[Recovery],
	incident_day: Day,
	measure: &Measure,
) -> BTreeMap<Vec<bool>, Balanced> {
	let mut groups = BTreeMap::<_, Balanced>::new();
	let covered = |certificate: &&Certificate| certificate.start <= incident_day;
	for certificate in series.certificates.iter().filter(covered) {
		let key: Vec<_> =
			awards.iter().map(|award| certificate.start <= award.incident_day).collect();
		let paid_in_part = wide(series.slash_share(certificate), measure.rates.dmc.into_inner());
		let slash = wide(series.slash, measure.rates.dmc.into_inner());
		let slash = finer(slash) * certificate.days / series.all_days().max(1);
		let mut one = measured(series, measure, certificate).after(awards, measure, certificate);
		one.taken_off = one.taken_off - finer(paid_in_part) + slash;
		let group = groups.entry(key).or_default();
		let recovered = group.recovered + one.recovered;
		*group = Balanced { recovered, ..group.plus(&one) };
	}
	groups
}
