//! Random series and claims, against a model that values each certificate by itself: in exact numbers,
//! or to 40 digits where they have no end.

use super::*;
use std::collections::BTreeMap;

mod naive;
use naive::*;

/// The day on which the last certificates start.
const LAST: Day = 8;

#[derive(Clone, Debug)]
struct Ask {
	incident_day: Day,
	asset: Asset,
	rates: Rates,
	/// The amount asked for, in thousandths of the loss.
	asked: u128,
	/// Maximum value of a unit-day, in per cent.
	max_value: u32,
}

/// A terminated series, and the awards for it.
struct Life {
	series: Series,
	awards: Vec<PriorAward>,
	/// The shares paid for each certificate, award by award.
	paid: Vec<Vec<Balance>>,
}

impl Life {
	fn new(series: Series) -> Self {
		let paid = vec![Vec::new(); series.certificates.len()];
		Self { series, awards: Vec::new(), paid }
	}

	fn assessment(&self, valuation: &Valuation, incident_day: Day) -> Assessment {
		let first = self.awards.iter().map(|award| award.incident_day).fold(incident_day, Day::min);
		let outstanding = self.series.outstanding(first);
		assess(valuation, incident_day, &outstanding, &self.awards).unwrap()
	}

	/// A claim that passes and gets what it asks for, up to the loss. All collect.
	fn claim(&mut self, ask: &Ask) {
		let valuation = self.series.valuation(ask);
		let assessment = self.assessment(&valuation, ask.incident_day);
		self.check_assessment(&valuation, ask.incident_day, &assessment);
		let amount = assessment.loss.min(assessment.loss * ask.asked / 1_000);
		if amount == 0 {
			return;
		}
		let (incident_day, asset) = (ask.incident_day, ask.asset.clone());
		let award = prior_award(incident_day, asset, amount, assessment);
		let shares = self.shares(&valuation, &award);
		self.check_shares(&valuation, &award, &shares);
		let before = self.losses_from(&valuation, incident_day);
		self.awards.push(award);
		for (index, share) in shares.iter().enumerate() {
			self.paid[index].push(*share);
		}
		self.check_recovered(&valuation);
		self.check_left(&valuation, amount, &before);
	}

	/// The shares of all certificates.
	fn shares(&self, valuation: &Valuation, prior: &PriorAward) -> Vec<Balance> {
		let share = |certificate: &Certificate| {
			if !is_insured(certificate.start, prior.incident_day) {
				return 0;
			}
			let (start, exposure) = (certificate.start, self.series.exposure(certificate));
			let position = Position { start, exposure };
			share(valuation, &prior.award, &self.awards, &position)
		};
		self.series.certificates.iter().map(share).collect()
	}

	/// The loss and its uncovered fractions are those of the model, but for what is rounded: for each
	/// award and the limit less than one part.
	fn check_assessment(&self, valuation: &Valuation, incident_day: Day, assessment: &Assessment) {
		let groups = groups(&self.series, &self.awards, incident_day, valuation);
		let rounded = U512::from(self.awards.len() + 2);
		let expected = narrow(left_of(&groups) / unit());
		// Uncovered fractions are counted to 18 digits: of less nothing is left.
		let near =
			assessment.loss + 1 >= expected || (assessment.weight, assessment.loss) == (0, 0);
		assert!(assessment.loss <= expected && near, "{assessment:?}, not {expected}");
		let mut weight = U512::zero();
		for group in groups.values() {
			let uncovered = uncovered_at(&assessment.uncovered, group.start);
			weight += wide(uncovered.into_inner(), group.days.into());
			let lost = group.lost();
			let expected = match lost.is_zero() {
				true => U512::from(ONE),
				false => group.left() * U512::from(ONE) / lost,
			};
			let off = expected.abs_diff(uncovered.into_inner().into());
			let max = rounded * finer(ONE.into()) / lost.max(1.into()) + 1;
			assert!(off <= max, "{uncovered:?}, not {expected}");
		}
		assert_eq!(U512::from(assessment.weight), weight);
	}

	/// The shares are those of the model, and their sum no more than the award.
	fn check_shares(&self, valuation: &Valuation, prior: &PriorAward, shares: &[Balance]) {
		let award = &prior.award;
		let paid: Balance = shares.iter().sum();
		assert!(paid <= award.amount, "{paid} of {}", award.amount);
		for (certificate, share) in self.series.certificates.iter().zip(shares) {
			let one = measured(&self.series, valuation, certificate);
			let one = one.after(&self.awards, valuation, certificate);
			let by_days = recovered_by(prior, &(1, 1), certificate) / unit();
			let expected = narrow(by_days.min(one.left() / unit()));
			assert!(*share <= expected, "{share} is more than {expected}");
			assert!(*share + 1 >= expected, "{share} is less than {expected}");
		}
	}

	/// At the rates of the last claim nobody recovered more than was lost.
	fn check_recovered(&self, valuation: &Valuation) {
		for (certificate, paid) in self.series.certificates.iter().zip(&self.paid) {
			let lost = measured(&self.series, valuation, certificate).lost();
			let values = self.awards.iter().zip(paid).map(|(award, paid)| {
				let (rate, of) = valuation.exchange_rate(&award.asset, award.award.average);
				wide(*paid, rate) * unit() / of
			});
			let recovered = values.fold(U512::zero(), |sum, value| sum + value);
			// The last award alone decides whether anything is paid.
			let last = paid.last().copied().unwrap_or_default();
			assert!(last == 0 || recovered <= lost, "{recovered} of {lost}");
		}
	}

	/// The losses of claims that insure at least what one with this incident day insures.
	fn losses_from(&self, valuation: &Valuation, day: Day) -> Vec<Balance> {
		(day..=LAST + 1).map(|day| self.assessment(valuation, day).loss).collect()
	}

	/// If all lost alike for each day, these losses are less by what was awarded; fractions count to 18
	/// digits.
	fn check_left(&self, valuation: &Valuation, amount: Balance, before: &[Balance]) {
		if !self.series.is_alike() {
			return;
		}
		let all = self.series.outstanding(Day::MAX).all;
		let dust = 1 + narrow(valuation.value(&all) / wide(ONE, ONE));
		let day = self.awards.last().unwrap().incident_day;
		for (after, before) in self.losses_from(valuation, day).iter().zip(before) {
			assert!(*after <= before - amount + dust, "{before} - {amount}: {after}");
		}
	}
}

/// A series of which the first days are settled, or all.
fn any_series(instalments: impl Strategy<Value = Balance>) -> impl Strategy<Value = Series> {
	any_pledged(instalments, prop_oneof![Just(0), 1..100u128, 1..10u128.pow(13)])
}

/// A series whose certificates all lost alike for each day.
fn any_alike() -> impl Strategy<Value = Series> {
	any_pledged(Just(1_000_003), Just(0))
}

fn any_pledged(
	instalments: impl Strategy<Value = Balance>,
	pledge: impl Strategy<Value = Balance>,
) -> impl Strategy<Value = Series> {
	let certificates = prop::collection::vec((0..=LAST, instalments), 1..24);
	let assets =
		(prop_oneof![Just(PAID), Just(Asset::Native)], prop_oneof![Just(PAID), Just(EARNED)]);
	let average = prop_oneof![1..100u128, 1..10u128.pow(12)].prop_map(|whole| of(whole, 7));
	(1..40u32, 0..50 as Day, certificates, 1..100 as Units, pledge, assets, average).prop_map(
		|(term, settled_through, certificates, units, pledge, assets, average)| {
			let certificate = |(start, instalment): (Day, Balance)| {
				let days = (start + term).saturating_sub(start.max(settled_through + 1));
				Certificate { start, days: days.into(), instalment }
			};
			let certificates = certificates.into_iter().map(certificate).collect();
			Series { units, pledge, certificates, assets, average }
		},
	)
}

fn any_instalment() -> impl Strategy<Value = Balance> {
	prop_oneof![0..50u128, 1..10u128.pow(6), 1..10u128.pow(12)]
}

/// Rates in an asset whose value is from a millionth of the payment asset to a million times it.
fn any_rates() -> impl Strategy<Value = Rates> {
	let unit_day = prop_oneof![1..100u128, 1..10u128.pow(5), 1..10u128.pow(12)];
	(12..24u32, unit_day, 50..150u128, 1..500u128).prop_map(|(digits, unit_day, payment, dmc)| {
		let hundredths = |parts| FixedU128::from_inner(parts * 10u128.pow(digits) / 100);
		rates(hundredths(unit_day * 100), hundredths(payment), hundredths(dmc))
	})
}

fn any_ask() -> impl Strategy<Value = Ask> {
	let asked = prop_oneof![0..20u128, 1..1_000u128, Just(1_000), Just(5_000)];
	let asset = prop_oneof![Just(PAID), Just(EARNED), Just(Asset::Native)];
	let max_value = prop_oneof![Just(u32::MAX), 100..1_000u32];
	(0..=LAST + 1, asset, any_rates(), asked, max_value).prop_map(
		|(incident_day, asset, rates, asked, max_value)| Ask {
			incident_day,
			asset,
			rates,
			asked,
			max_value,
		},
	)
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(1_000))]

	#[test]
	fn nobody_recovers_more_than_was_lost(
		series in any_series(any_instalment()),
		asks in prop::collection::vec(any_ask(), 1..=16),
	) {
		let mut life = Life::new(series);
		asks.iter().for_each(|ask| life.claim(ask));
	}

	#[test]
	fn what_is_awarded_to_those_who_lost_alike_is_off_the_loss(
		series in any_alike(),
		asks in prop::collection::vec(any_ask(), 1..=16),
	) {
		let mut life = Life::new(series);
		asks.iter().for_each(|ask| life.claim(ask));
	}

	/// What certificates get together of refund, slash and awards at the same rates is at most the value.
	#[test]
	fn nobody_gets_more_than_the_value(
		series in any_series(any_instalment()),
		first in any_ask(),
		asks in prop::collection::vec(any_ask(), 1..=16),
	) {
		let mut life = Life::new(series);
		for ask in asks {
			let (asset, rates) = (first.asset.clone(), first.rates);
			life.claim(&Ask { asset, rates, max_value: first.max_value, ..ask });
		}
		let valuation = life.series.valuation(&first);
		for (certificate, paid) in life.series.certificates.iter().zip(&life.paid) {
			let one = measured(&life.series, &valuation, certificate);
			let paid: Balance = paid.iter().sum();
			prop_assert!(paid == 0 || unit() * U512::from(paid) + one.deducted <= one.value());
		}
	}

	/// Of one price, sold on one day, by one claim.
	#[test]
	fn certificates_that_are_alike_share_evenly(
		series in any_series(any_instalment()),
		ask in any_ask(),
	) {
		let first = series.certificates[0].clone();
		let certificates = vec![first.clone(); series.certificates.len()];
		let count = certificates.len() as u128;
		let life = Life::new(Series { certificates, ..series });
		let valuation = life.series.valuation(&ask);
		let assessment = life.assessment(&valuation, first.start);
		let amount = assessment.loss.min(assessment.loss * ask.asked / 1_000);
		let award = prior_award(first.start, ask.asset, amount, assessment);
		let even = if first.days == 0 { 0 } else { amount / count };
		// The limits of all together round down once.
		let is_even = |share: &Balance| *share == even || *share + 1 == even;
		prop_assert!(life.shares(&valuation, &award).iter().all(is_even));
	}

	/// A claim for a few who lost alike, however small and of whomever, takes nothing from the others.
	#[test]
	fn a_narrow_claim_leaves_the_shares_of_others_whole(
		series in any_alike(),
		(narrow, wide) in (any_ask(), any_ask()),
	) {
		let valuation = series.valuation(&wide);
		let alone = Life::new(series.clone());
		let asked = alone.assessment(&valuation, wide.incident_day).loss * wide.asked / 1_000;
		let shares = |life: &Life| {
			let assessment = life.assessment(&valuation, wide.incident_day);
			let (asset, amount) = (wide.asset.clone(), asked.min(assessment.loss));
			life.shares(&valuation, &prior_award(wide.incident_day, asset, amount, assessment))
		};
		let mut after = Life::new(series);
		after.claim(&narrow);
		let both = shares(&alone).into_iter().zip(shares(&after));
		for (certificate, (before, share)) in alone.series.certificates.iter().zip(both) {
			let insured = is_insured(certificate.start, narrow.incident_day);
			prop_assert!(insured || share + 1 >= before, "{} of {}", share, before);
		}
	}
}
