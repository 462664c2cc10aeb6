//! The losses and awards of certificates, one by one.

use super::*;

pub fn digits(digits: u32) -> U512 {
	U512::from(10).pow(digits.into())
}

/// Number of the model's parts in a base unit.
pub fn unit() -> U512 {
	digits(40)
}

/// Parts of the actuary in those of the model.
pub fn finer(parts: U512) -> U512 {
	parts * digits(22)
}

#[derive(Clone, Debug)]
pub struct Certificate {
	pub start: Day,
	/// Number of days that are not settled.
	pub days: u64,
	pub instalment: Balance,
}

#[derive(Clone, Debug)]
pub struct Series {
	pub units: Units,
	/// The slashed pledge of each certificate that had not ended.
	pub pledge: Balance,
	pub certificates: Vec<Certificate>,
	/// Assets of deposits and of income.
	pub assets: (Asset, Asset),
	pub average: FixedU128,
}

impl Series {
	/// The answer of the escrow.
	pub fn outstanding(&self, after: Day) -> Outstanding {
		let (mut all, mut later) = (Exposure::default(), BTreeMap::<Day, Exposure>::new());
		for certificate in &self.certificates {
			all = all.plus(self.exposure(certificate)).unwrap();
			if certificate.start > after {
				let cohort = later.entry(certificate.start).or_default();
				*cohort = cohort.plus(self.exposure(certificate)).unwrap();
			}
		}
		Outstanding { all, later: later.into_iter().collect() }
	}

	pub fn exposure(&self, certificate: &Certificate) -> Exposure {
		let Certificate { days, instalment, .. } = *certificate;
		slashed(days, instalment * u128::from(days), self.slash_of(certificate))
	}

	fn slash_of(&self, certificate: &Certificate) -> Balance {
		if certificate.days > 0 {
			self.pledge
		} else {
			0
		}
	}

	/// Whether all lost alike for each day.
	pub fn is_alike(&self) -> bool {
		let instalment = self.certificates[0].instalment;
		let alike = self.certificates.iter().all(|other| other.instalment == instalment);
		alike && self.pledge == 0
	}

	/// A valuation with rates that fit the assets.
	pub fn valuation(&self, ask: &Ask) -> Valuation {
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
		let max_value = ask.max_value;
		Valuation { units, payment_asset, reward_asset, average, asset, rates, max_value }
	}
}

/// A value and what is deducted from it, in the model's parts.
#[derive(Clone, Copy, Default)]
pub struct Balanced {
	pub start: Day,
	pub days: u64,
	/// By the rate.
	pub earned: U512,
	/// The most that it may be.
	pub limit: U512,
	pub deducted: U512,
	pub recovered: U512,
}

impl Balanced {
	pub fn value(&self) -> U512 {
		self.earned.min(self.limit)
	}

	pub fn lost(&self) -> U512 {
		self.value().saturating_sub(self.deducted)
	}

	/// The uncovered loss.
	pub fn left(&self) -> U512 {
		self.lost().saturating_sub(self.recovered)
	}

	pub fn plus(self, other: &Self) -> Self {
		Self {
			start: other.start,
			days: self.days + other.days,
			earned: self.earned + other.earned,
			limit: self.limit + other.limit,
			deducted: self.deducted + other.deducted,
			recovered: self.recovered + other.recovered,
		}
	}

	/// The same after awards.
	pub fn after(
		self,
		awards: &[PriorAward],
		valuation: &Valuation,
		certificate: &Certificate,
	) -> Self {
		let insured = |award: &&PriorAward| certificate.start <= award.incident_day;
		let recovered = awards.iter().filter(insured).fold(U512::zero(), |sum, award| {
			let rate = valuation.exchange_rate(&award.asset, award.award.average);
			sum + recovered_by(award, &rate, certificate)
		});
		Self { recovered, ..self }
	}
}

/// What an award made good for a certificate by its days, at an exchange rate.
pub fn recovered_by(prior: &PriorAward, rate: &Ratio, certificate: &Certificate) -> U512 {
	let Award { amount, weight, uncovered, .. } = &prior.award;
	let fraction = uncovered_at(uncovered, certificate.start).into_inner();
	let parts = wide(*amount, fraction * u128::from(certificate.days)) * U512::from(rate.0);
	parts * unit() / wide(*weight, rate.1)
}

/// A certificate by itself.
pub fn measured(series: &Series, valuation: &Valuation, certificate: &Certificate) -> Balanced {
	let Certificate { days, instalment, start } = *certificate;
	let Rates { unit_day, payment, dmc } = valuation.rates;
	let unit_days = u128::from(days * series.units);
	let earned = wide(unit_days, unit_day.into_inner());
	let refund = wide(instalment * u128::from(days), payment.into_inner());
	let slash = wide(series.slash_of(certificate), dmc.into_inner());
	let is_income = valuation.asset == series.assets.1;
	let base = if is_income { wide(unit_days, series.average.into_inner()) } else { refund };
	let limit = finer(base) * U512::from(valuation.max_value) / U512::from(100);
	let (earned, deducted) = (finer(earned), finer(refund + slash));
	Balanced { start, days, earned, limit, deducted, recovered: U512::zero() }
}

/// The uncovered loss of groups together.
pub fn left_of(groups: &BTreeMap<Vec<bool>, Balanced>) -> U512 {
	let sum = |part: fn(&Balanced) -> U512| {
		groups.values().map(part).fold(U512::zero(), |sum, part| sum + part)
	};
	let off = sum(|group| group.deducted) + sum(|group| group.recovered.min(group.lost()));
	sum(Balanced::value).saturating_sub(off)
}

/// Insured certificates by the prior awards that insure them too.
pub fn groups(
	series: &Series,
	awards: &[PriorAward],
	incident_day: Day,
	valuation: &Valuation,
) -> BTreeMap<Vec<bool>, Balanced> {
	let mut groups = BTreeMap::<_, Balanced>::new();
	let insured = |certificate: &&Certificate| certificate.start <= incident_day;
	for certificate in series.certificates.iter().filter(insured) {
		let key: Vec<_> =
			awards.iter().map(|award| certificate.start <= award.incident_day).collect();
		let one = measured(series, valuation, certificate).after(awards, valuation, certificate);
		let group = groups.entry(key).or_default();
		*group = group.plus(&one);
	}
	groups
}
