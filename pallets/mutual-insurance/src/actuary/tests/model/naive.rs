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

impl Certificate {
	pub fn exposure(&self) -> Exposure {
		exposure(self.days, self.instalment * u128::from(self.days))
	}
}

#[derive(Clone, Debug)]
pub struct Series {
	pub units: Units,
	pub slash: Balance,
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
			all = all.plus(certificate.exposure()).unwrap();
			if certificate.start > after {
				let cohort = later.entry(certificate.start).or_default();
				*cohort = cohort.plus(certificate.exposure()).unwrap();
			}
		}
		Outstanding { all, slash: self.slash, later: later.into_iter().collect() }
	}

	fn all_days(&self) -> u64 {
		self.certificates.iter().map(|certificate| certificate.days).sum()
	}

	/// The share that the escrow pays.
	pub fn slash_share(&self, certificate: &Certificate) -> Balance {
		let all = self.all_days().max(1);
		self.slash * u128::from(certificate.days) / u128::from(all)
	}

	pub fn is_alike(&self) -> bool {
		let instalment = self.certificates[0].instalment;
		self.certificates.iter().all(|certificate| certificate.instalment == instalment)
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
		Valuation { units, payment_asset, reward_asset, average, asset, rates }
	}
}

/// A value and what is deducted from it, in the model's parts.
#[derive(Clone, Copy, Default)]
pub struct Balanced {
	pub start: Day,
	pub days: u64,
	pub value: U512,
	pub deducted: U512,
	pub recovered: U512,
}

impl Balanced {
	pub fn lost(&self) -> U512 {
		self.value.saturating_sub(self.deducted)
	}

	/// The uncovered loss.
	pub fn left(&self) -> U512 {
		self.lost().saturating_sub(self.recovered)
	}

	pub fn plus(self, other: &Self) -> Self {
		Self {
			start: other.start,
			days: self.days + other.days,
			value: self.value + other.value,
			deducted: self.deducted + other.deducted,
			recovered: self.recovered + other.recovered.min(other.lost()),
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
			sum + recovered_by(award, &valuation.exchange_rate(&award.asset), certificate)
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

/// A certificate by itself, with its share of the slash.
pub fn measured(series: &Series, valuation: &Valuation, certificate: &Certificate) -> Balanced {
	let Certificate { days, instalment, start } = *certificate;
	let Rates { unit_day, payment, dmc } = valuation.rates;
	let value = wide(u128::from(days * series.units), unit_day.into_inner());
	let refund = wide(instalment * u128::from(days), payment.into_inner());
	let slash = wide(series.slash_share(certificate), dmc.into_inner());
	let (value, deducted) = (finer(value), finer(refund + slash));
	Balanced { start, days, value, deducted, recovered: U512::zero() }
}

/// Insured certificates by the prior awards that insure them too, with the slash before rounding.
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
		let paid_in_part = wide(series.slash_share(certificate), valuation.rates.dmc.into_inner());
		let slash = wide(series.slash, valuation.rates.dmc.into_inner());
		let slash = finer(slash) * certificate.days / series.all_days().max(1);
		let mut one =
			measured(series, valuation, certificate).after(awards, valuation, certificate);
		one.deducted = one.deducted - finer(paid_in_part) + slash;
		let group = groups.entry(key).or_default();
		let recovered = group.recovered + one.recovered;
		*group = Balanced { recovered, ..group.plus(&one) };
	}
	groups
}
