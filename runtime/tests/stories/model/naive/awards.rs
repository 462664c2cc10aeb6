//! Losses and awards, certificate by certificate and day by day.

use super::{
	debts::Paid, Asset, Balance, Certificate, Claim, Day, Done, Fail, Rates, Request, Series,
	Stage, State, Who, World, ONE_WHOLE, POOL,
};
use sp_core::U512;

/// What holders get of an approved claim.
#[derive(Clone, PartialEq, Debug)]
pub struct Award {
	pub amount: Balance,
	pub paid: Balance,
	/// The days it is divided by, each weighted by the part of its loss that was uncovered, in 10⁻¹⁸.
	pub weight: u128,
	/// That part, for certificates by the latest first day.
	pub uncovered: Vec<(Day, u128)>,
	/// The market average of when it was fixed.
	pub average: u128,
	pub number: usize,
	pub approved_on: Day,
	pub expires_on: Day,
}

/// An award that was made for a series.
#[derive(Clone, Debug)]
pub struct PriorAward {
	incident: Day,
	asset: Asset,
	award: Award,
}

/// How a claim values what was lost.
#[derive(Clone, Copy)]
struct Scale<'a> {
	asked: &'a Asset,
	rates: Rates,
	average: u128,
	/// In per cent.
	max_value: u32,
}

/// What insured certificates have in common: days that were not settled, instalments and pledges.
#[derive(Clone, Copy, Default)]
struct Exposed {
	days: u128,
	instalments: Balance,
	pledges: Balance,
}

/// The loss that a claim is for.
pub struct Assessment {
	/// Loss that is not made good, in base units of the asset asked for.
	pub loss: Balance,
	pub weight: u128,
	pub uncovered: Vec<(Day, u128)>,
}

impl Claim {
	pub fn request(&self) -> Request {
		Request {
			series: self.series,
			incident: self.incident,
			cause: "flood",
			asset: self.asset.clone(),
			amount: self.asked,
			rates: self.rates,
		}
	}
}

pub fn big(number: u128) -> U512 {
	number.into()
}

/// The number, or the maximum if it does not fit.
fn small(number: U512) -> u128 {
	number.try_into().unwrap_or(u128::MAX)
}

pub fn rounded_up(a: U512, b: U512) -> U512 {
	let (whole, rest) = a.div_mod(b);
	if rest.is_zero() {
		whole
	} else {
		whole + 1
	}
}

/// Whether a certificate was first sold before the incident.
fn is_insured(start: Day, incident: Day) -> bool {
	// It starts on the day after.
	start - 1 < incident
}

impl Award {
	/// The part of its loss that was uncovered, of a certificate by its first day.
	fn uncovered(&self, start: Day) -> u128 {
		let fraction = self.uncovered.iter().find(|(last, _)| start <= *last);
		fraction.map_or(0, |(_, fraction)| *fraction)
	}
}

impl Series {
	/// The last day that was settled.
	fn settled(&self) -> Day {
		self.ledger.as_ref().map_or(0, |ledger| ledger.settled_through)
	}

	/// The days of a certificate that were not settled.
	fn days(&self, certificate: &Certificate) -> u128 {
		let days = certificate.start..=certificate.end;
		days.filter(|day| *day > self.settled()).count() as u128
	}

	/// What is not settled of a certificate, and what is returned for it.
	fn exposed(&self, certificate: &Certificate) -> Exposed {
		let days = self.days(certificate);
		let instalments = days * self.instalment(certificate);
		let pledges = match self.state() {
			State::Terminated { slash, .. } if slash > 0 && days > 0 => self.pledge_of_one(),
			_ => 0,
		};
		Exposed { days, instalments, pledges }
	}

	/// The same of all that were first sold before `end`, but only start after `before`.
	fn exposed_between(&self, before: Day, end: Day) -> Exposed {
		let mut all = Exposed::default();
		for certificate in self.certificates.iter().filter(|certificate| certificate.sold) {
			if certificate.start > before && is_insured(certificate.start, end) {
				let one = self.exposed(certificate);
				all.days += one.days;
				all.instalments += one.instalments;
				all.pledges += one.pledges;
			}
		}
		all
	}

	/// Exchange rate of the asset of an award in the one asked for, as a fraction.
	fn exchange_rate(&self, prior: &PriorAward, scale: Scale) -> (u128, u128) {
		let Scale { asked, rates, .. } = scale;
		let (asset, average) = (&prior.asset, prior.award.average);
		if asset == asked {
			(1, 1)
		} else if *asset == self.payment {
			(rates.payment, ONE_WHOLE)
		} else if *asset == Asset::Native {
			(rates.dmc, ONE_WHOLE)
		} else if *asset == self.reward && average > 0 {
			(rates.unit_day, average)
		} else {
			(0, 1)
		}
	}

	/// Amount that an award recovers for some days of certificates that start on a day, in 10⁻¹⁸.
	fn recovered_by(&self, prior: &PriorAward, start: Day, days: u128, scale: Scale) -> U512 {
		if !is_insured(start, prior.incident) || prior.award.weight == 0 {
			return U512::zero();
		}
		let (exchange_rate, of) = self.exchange_rate(prior, scale);
		let share = big(prior.award.amount) * big(days * prior.award.uncovered(start));
		rounded_up(share * big(exchange_rate) * big(ONE_WHOLE), big(prior.award.weight) * big(of))
	}

	/// What days are worth by the rate, and at most.
	fn two_values(&self, exposed: Exposed, scale: Scale) -> (U512, U512) {
		let unit_days = big(exposed.days) * U512::from(self.units);
		let paid = big(exposed.instalments) * big(scale.rates.payment);
		let base = match *scale.asked == self.reward {
			true => unit_days * big(scale.average),
			false => paid,
		};
		let limit = base * U512::from(scale.max_value) / U512::from(100);
		(unit_days * big(scale.rates.unit_day), limit)
	}

	fn value(&self, exposed: Exposed, scale: Scale) -> U512 {
		let (by_rate, limit) = self.two_values(exposed, scale);
		by_rate.min(limit)
	}
}

/// The value of what is returned.
fn returned(exposed: Exposed, rates: Rates) -> U512 {
	big(exposed.instalments) * big(rates.payment) + big(exposed.pledges) * big(rates.dmc)
}

impl World {
	/// The awards of a series, in their order.
	pub fn awards_of(&self, series: usize) -> Vec<PriorAward> {
		let of_series = self.claims.iter().filter(|claim| claim.series == series);
		let prior = |claim: &Claim| {
			let award = claim.stage.award()?;
			Some(PriorAward { incident: claim.incident, asset: claim.asset.clone(), award })
		};
		let mut awards: Vec<_> = of_series.filter_map(prior).collect();
		awards.sort_by_key(|prior| prior.award.number);
		awards
	}

	/// How a claim values what is lost now.
	fn scale_now<'a>(&self, request: &'a Request, max_value: u32) -> Scale<'a> {
		let average = self.latest(self.series[request.series].network);
		Scale { asked: &request.asset, rates: request.rates, average, max_value }
	}

	/// The highest rate of a unit-day that a claim may have now.
	pub fn max_rate(&self, request: &Request, max_value: u32) -> u128 {
		let series = &self.series[request.series];
		let all = series.exposed_between(0, request.incident);
		let (_, limit) = series.two_values(all, self.scale_now(request, max_value));
		let unit_days = big(all.days) * U512::from(series.units);
		small(limit.checked_div(unit_days).unwrap_or_default())
	}

	/// Whether the rate of a unit-day is no more than it may be for all that are insured.
	pub fn is_within_limit(&self, request: &Request, max_value: u32) -> bool {
		let series = &self.series[request.series];
		let all = series.exposed_between(0, request.incident);
		let (by_rate, limit) = series.two_values(all, self.scale_now(request, max_value));
		by_rate <= limit
	}

	/// Assess what insured certificates lost and no award made good. Those that took part in the same
	/// awards are assessed together.
	pub fn assess(&self, request: &Request, max_value: u32) -> Assessment {
		let Request { series, incident, rates, .. } = request.clone();
		let scale = self.scale_now(request, max_value);
		let earlier = self.awards_of(series);
		let mut ends: Vec<_> = earlier.iter().map(|prior| prior.incident).collect();
		ends.push(incident);
		ends.retain(|end| *end <= incident);
		ends.sort();
		ends.dedup();
		let series = &self.series[series];
		let (mut value, mut off, mut weight, mut uncovered) =
			(U512::zero(), U512::zero(), 0, vec![]);
		let mut before = 0;
		for end in ends {
			let exposed = series.exposed_between(before, end);
			before = end;
			let (worth, back) = (series.value(exposed, scale), returned(exposed, rates));
			let lost = worth.saturating_sub(back);
			let mut recovered = U512::zero();
			for prior in &earlier {
				recovered += series.recovered_by(prior, end, exposed.days, scale);
			}
			let recovered = recovered.min(lost);
			let fraction = match lost.is_zero() {
				true => ONE_WHOLE,
				false => small((lost - recovered) * big(ONE_WHOLE) / lost),
			};
			value += worth;
			off += back + recovered;
			weight += exposed.days * fraction;
			uncovered.push((end, fraction));
		}
		let loss = small(value.saturating_sub(off) / big(ONE_WHOLE));
		let loss = if weight == 0 { 0 } else { loss };
		Assessment { loss, weight, uncovered }
	}

	/// The owner of a certificate and its share of an award.
	pub fn share(&self, id: usize, item: u32) -> Result<(Who, Balance), Fail> {
		let claim = self.claim(id)?;
		let award = claim.stage.award().ok_or("NotAwarded")?;
		let series = &self.series[claim.series];
		let certificate = series.certificate(item)?;
		match certificate {
			_ if !certificate.sold => return Err("NotSold"),
			_ if !is_insured(certificate.start, claim.incident) => return Err("NotInsured"),
			_ if certificate.owner == series.miner => return Err("MinersOwn"),
			_ if certificate.awards.contains(&award.number) => return Err("AlreadyCollected"),
			_ => (),
		}
		let (by_days, by_loss) = self.two_shares(claim, &award, certificate);
		match by_days.min(by_loss) {
			0 => Err("NothingToCollect"),
			amount => Ok((certificate.owner, amount)),
		}
	}

	/// The share of a certificate by its days, and the rest of its own loss.
	fn two_shares(
		&self,
		claim: &Claim,
		award: &Award,
		certificate: &Certificate,
	) -> (Balance, Balance) {
		let (series, request) = (&self.series[claim.series], claim.request());
		let (start, days) = (certificate.start, series.days(certificate));
		let by_days = match award.weight {
			0 => 0,
			weight => small(big(award.amount) * big(days * award.uncovered(start)) / big(weight)),
		};
		let scale = Scale { average: award.average, ..self.scale_now(&request, claim.max_value) };
		let own = series.exposed(certificate);
		let mut left = series.value(own, scale).saturating_sub(returned(own, claim.rates));
		for prior in self.awards_of(claim.series).iter().take(award.number) {
			left = left.saturating_sub(series.recovered_by(prior, start, days, scale));
		}
		(by_days, small(left / big(ONE_WHOLE)))
	}

	/// Ensure that shares can be collected.
	pub fn ensure_collectable(&self, id: usize) -> Done {
		let claim = self.claim(id)?;
		let award = claim.stage.award().ok_or("NotAwarded")?;
		match !claim.stage.is_live() || self.today() >= award.expires_on {
			true => Err("Expired"),
			false => Ok(()),
		}
	}

	/// Pay a certificate its share.
	pub fn pay_share(&mut self, id: usize, item: u32) -> Done {
		let (owner, amount) = self.share(id, item)?;
		let claim = self.claims[id].clone();
		let Stage::Awarded(award) = claim.stage.clone() else { return Err("NotAwarded") };
		let certificate = self.series[claim.series].certificate(item)?;
		let (by_days, by_loss) = self.two_shares(&claim, &award, certificate);
		// A debt that this would repay stays, with the lock, if the owner cannot take the rest.
		let lock = certificate.lock;
		let paid = self.attempt_payment(|w| {
			let of = (claim.series, item);
			let rest = w.pay_lien(POOL, of, Paid::Capital, &claim.asset, amount)?;
			w.bank.pay(&claim.asset, POOL, owner, rest.unwrap_or(amount), false)
		});
		if paid.is_err() {
			self.series[claim.series].certificates[item as usize].lock = lock;
			return paid;
		}
		self.series[claim.series].certificates[item as usize].awards.insert(award.number);
		let paid = award.paid + amount;
		self.claims[id].stage = Stage::Awarded(Award { paid, ..award });
		self.note(match by_loss < by_days {
			true => "a share is all that a certificate lost",
			false => "a share by days",
		});
		Ok(())
	}

	pub fn collect_shares(&mut self, id: usize, items: &[u32]) -> Result<Vec<Done>, Fail> {
		self.ensure_collectable(id)?;
		if items.is_empty() {
			return Err("NoItems");
		}
		let paid: Vec<_> = items.iter().map(|item| self.pay_share(id, *item)).collect();
		for paid in &paid {
			self.note(match paid {
				Ok(()) => "a share is collected",
				Err("*") => "a share cannot be paid",
				Err(error) => error,
			});
		}
		Ok(paid)
	}
}
