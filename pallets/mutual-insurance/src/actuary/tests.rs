//! Assessments and shares by hand; `model` compares them with naive ones.

use super::*;
use proptest::prelude::*;

mod extremes;
mod model;

const WHOLE: FixedU128 = FixedU128::from_u32(1);
/// Asset of deposits.
const PAID: Asset = Asset::WithId(1);
/// Asset of income.
const EARNED: Asset = Asset::WithId(2);

/// A fraction, rounded down.
fn of(numerator: u128, denominator: u128) -> FixedU128 {
	FixedU128::from_inner(ONE * numerator / denominator)
}

fn rates(unit_day: FixedU128, payment: FixedU128, dmc: FixedU128) -> Rates {
	Rates { unit_day, payment, dmc }
}

/// Certificates have two units, each of which earns 5 a day, valued at 10; the exchange rate of DMC
/// in the payment asset is one half.
fn plain() -> Valuation {
	Valuation {
		units: 2,
		payment_asset: PAID,
		reward_asset: EARNED,
		average: of(5, 1),
		asset: PAID,
		rates: rates(of(10, 1), WHOLE, of(1, 2)),
		// So much that it limits nothing of which something was paid.
		max_value: u32::MAX,
	}
}

fn exposure(cert_days: u64, instalments: Balance) -> Exposure {
	slashed(cert_days, instalments, 0)
}

fn slashed(cert_days: u64, instalments: Balance, slash: Balance) -> Exposure {
	Exposure { cert_days, instalments, slash }
}

/// All start before any incident.
fn all_of(all: Exposure) -> Outstanding {
	Outstanding { all, later: Vec::new() }
}

fn uncovered(parts: &[(Day, FixedU128)]) -> UncoveredFractions {
	parts.to_vec().try_into().unwrap()
}

/// An award that is shared by days.
fn award(amount: Balance, cert_days: u128, parts: &[(Day, FixedU128)]) -> Award {
	Award {
		amount,
		paid: 0,
		weight: cert_days * ONE,
		uncovered: uncovered(parts),
		average: of(5, 1),
		number: 0,
		approved_on: 0,
		expires_on: 90,
	}
}

/// An award for a claim that found this.
fn prior_award(day: Day, asset: Asset, amount: Balance, assessment: Assessment) -> PriorAward {
	let Assessment { weight, uncovered, .. } = assessment;
	let award = Award { weight, uncovered, ..award(amount, 0, &[]) };
	PriorAward { incident_day: day, asset, award }
}

/// Three certificates from day 10 with ten days, instalments of 5 and a slashed pledge of 20, and one
/// from day 12 with twelve days, instalments of 7 and a slashed pledge of 24.
fn outstanding(after: Day) -> Outstanding {
	let (first, second) = (slashed(30, 150, 60), slashed(12, 84, 24));
	let cohorts = [(10, first), (12, second)];
	let later = cohorts.into_iter().filter(|(start, _)| *start > after).collect();
	Outstanding { all: first.plus(second).unwrap(), later }
}

fn find(incident_day: Day, prior: &[PriorAward]) -> Assessment {
	let first = prior.iter().map(|award| award.incident_day).fold(incident_day, Day::min);
	assess(&plain(), incident_day, &outstanding(first), prior).unwrap()
}

fn losses(days: &[Day], prior: &[PriorAward]) -> Vec<Balance> {
	days.iter().map(|day| find(*day, prior).loss).collect()
}

/// Awards one after the other: incident day and amount.
fn awarded(awards: &[(Day, Balance)]) -> Vec<PriorAward> {
	let mut prior = Vec::new();
	for (day, amount) in awards {
		let assessment = find(*day, &prior);
		prior.push(prior_award(*day, PAID, *amount, assessment));
	}
	prior
}

#[test]
fn insured_is_what_was_sold_before_the_incident_day() {
	// Sold on the day before, on the day itself and on the next.
	assert_eq!([7, 8, 9].map(|start| is_insured(start, 7)), [true, false, false]);
	assert!(is_insured(0, 0) && is_insured(0, Day::MAX) && is_insured(Day::MAX, Day::MAX));
	assert!(!is_insured(Day::MAX, Day::MAX - 1));
}

mod assessment {
	use super::*;

	#[test]
	fn is_the_income_that_refund_and_slash_do_not_make_good() {
		// 30 × 2 × 10 − 150 − 60 ÷ 2, and 42 × 2 × 10 − 234 − 84 ÷ 2.
		assert_eq!(losses(&[10, 11, 12, 13], &[]), [420, 420, 564, 564]);
		let expected = Assessment {
			loss: 420,
			weight: 30 * ONE,
			uncovered: uncovered(&[(11, WHOLE)]),
			exposure: slashed(30, 150, 60),
		};
		assert_eq!(find(11, &[]), expected);
	}

	#[test]
	fn is_zero_before_the_first_sale() {
		let (uncovered, exposure) = (uncovered(&[(9, WHOLE)]), Exposure::default());
		let expected = Assessment { loss: 0, weight: 0, uncovered, exposure };
		assert_eq!(find(9, &[]), expected);
		let nothing = assess(&plain(), 9, &Outstanding::default(), &[]);
		assert_eq!(nothing, Some(expected));
	}

	#[test]
	fn is_less_by_an_award_where_it_went() {
		let prior = awarded(&[(11, 210)]);
		assert_eq!(losses(&[9, 11, 12, 13], &prior), [0, 210, 354, 354]);
		let parts = uncovered(&[(11, of(1, 2)), (12, WHOLE)]);
		let exposure = slashed(42, 234, 84);
		let expected = Assessment { loss: 354, weight: 27 * ONE, uncovered: parts, exposure };
		assert_eq!(find(12, &prior), expected);
	}

	#[test]
	fn is_less_by_the_part_of_a_wide_award_that_went_to_the_narrow() {
		// Of 252 the first three certificates get 180.
		let prior = awarded(&[(12, 252)]);
		assert_eq!(losses(&[11, 12], &prior), [240, 312]);
		assert_eq!(find(11, &prior).uncovered, uncovered(&[(11, of(4, 7))]));
		assert_eq!(find(12, &prior).uncovered, uncovered(&[(12, of(312, 564))]));
	}

	#[test]
	fn is_less_by_all_earlier_awards() {
		// Of 270 the first three get 150, because half of their loss is uncovered.
		let prior = awarded(&[(11, 210), (12, 270)]);
		assert_eq!(losses(&[11, 12, 13], &prior), [60, 84, 84]);
		let parts = [(11, of(1, 7)), (12, of(1, 6)), (13, WHOLE)];
		assert_eq!(find(13, &prior).uncovered, uncovered(&parts));
	}

	#[test]
	fn is_less_by_no_more_than_was_lost_where_it_went() {
		// Of 564 the last certificate would get 161, and lost 144.
		let prior = awarded(&[(12, 564), (11, 0)]);
		assert_eq!(losses(&[11, 12], &prior), [17, 17]);
		assert_eq!(find(12, &prior).uncovered[1], (12, of(0, 1)));
	}

	#[test]
	fn values_an_earlier_award_by_its_own_rates() {
		for (asset, amount) in [(PAID, 210), (Asset::Native, 420), (EARNED, 105)] {
			let prior = [prior_award(11, asset, amount, find(11, &[]))];
			assert_eq!(losses(&[11, 12], &prior), [210, 354]);
		}
		let foreign = [prior_award(11, Asset::WithId(3), 420, find(11, &[]))];
		assert_eq!(losses(&[11], &foreign), [420]);
	}

	#[test]
	fn is_rounded_down() {
		let rates = rates(of(5, 1), of(1, 2), WHOLE);
		let valuation = Valuation { asset: EARNED, rates, ..plain() };
		let loss = |instalments| {
			assess(&valuation, 9, &all_of(exposure(1, instalments)), &[]).unwrap().loss
		};
		assert_eq!([0, 1, 2, 3].map(loss), [10, 9, 9, 8]);
	}

	/// That of the others does not matter, however few days they have.
	#[test]
	fn takes_off_the_slashed_pledges_of_the_insured() {
		let loss = |slash: Balance| {
			let later = vec![(9, slashed(1, 5, 1_000))];
			let all = slashed(2, 10, 1_000 + slash);
			assess(&plain(), 8, &Outstanding { all, later }, &[]).unwrap().loss
		};
		assert_eq!([0, 1, 2, 29, 30, 31].map(loss), [15, 14, 14, 0, 0, 0]);
	}

	#[test]
	fn is_no_loss_if_the_refund_is_more() {
		let loss = |instalments, slash| {
			let outstanding = all_of(slashed(10, instalments, slash));
			assess(&plain(), 9, &outstanding, &[]).unwrap().loss
		};
		assert_eq!([loss(198, 0), loss(199, 0), loss(200, 0), loss(201, 0)], [2, 1, 0, 0]);
		assert_eq!([loss(198, 3), loss(198, 4), loss(Balance::MAX, Balance::MAX)], [0; 3]);
	}

	#[test]
	fn is_no_loss_if_less_is_uncovered_than_can_be_counted() {
		let rates = rates(of(ONE, 1), WHOLE, WHOLE);
		let dear = Valuation { asset: EARNED, average: of(ONE, 1), rates, ..plain() };
		let outstanding = all_of(exposure(1, 0));
		let left = |left| {
			let all = assess(&dear, 9, &outstanding, &[]).unwrap();
			let prior = prior_award(9, PAID, all.loss - left, all);
			let Assessment { loss, weight, .. } = assess(&dear, 9, &outstanding, &[prior]).unwrap();
			(loss, weight)
		};
		assert_eq!([1, 2, 3, 4].map(left), [(0, 0), (2, 1), (3, 1), (4, 2)]);
	}

	#[test]
	fn is_unknown_if_the_parts_exceed_the_whole() {
		for (all, later) in [
			(exposure(1, 9), exposure(2, 1)),
			(exposure(9, 1), exposure(1, 2)),
			(slashed(9, 9, 1), slashed(1, 1, 2)),
		] {
			let outstanding = Outstanding { all, later: vec![(9, later)] };
			assert_eq!(assess(&plain(), 9, &outstanding, &[]), None);
		}
	}
}

mod exchange_rate {
	use super::*;

	fn rate_of(valuation: &Valuation, asset: Asset) -> FixedU128 {
		let (rate, of) = valuation.exchange_rate(&asset, of(5, 1));
		FixedU128::from_inner(ONE * rate / of)
	}

	#[test]
	fn is_by_the_rates_and_the_market_average() {
		let assets = [PAID, Asset::Native, EARNED, Asset::WithId(3)];
		let rates = assets.map(|asset| rate_of(&plain(), asset));
		assert_eq!(rates, [WHOLE, of(1, 2), of(2, 1), of(0, 1)]);
	}

	#[test]
	fn of_what_is_asked_for_is_one() {
		let dmc = rates(of(20, 1), of(2, 1), WHOLE);
		let in_dmc = Valuation { asset: Asset::Native, rates: dmc, ..plain() };
		let rates = [PAID, Asset::Native, EARNED].map(|asset| rate_of(&in_dmc, asset));
		assert_eq!(rates, [of(2, 1), WHOLE, of(4, 1)]);
		let in_income = Valuation { asset: EARNED, ..in_dmc };
		assert_eq!(rate_of(&in_income, EARNED), WHOLE);
	}

	#[test]
	fn of_income_is_zero_without_an_average() {
		assert_eq!(plain().exchange_rate(&EARNED, of(0, 1)), (0, 1));
	}

	/// The average of today changes nothing of what was awarded.
	#[test]
	fn of_income_is_by_the_average_when_the_award_was_fixed() {
		let later = Valuation { average: of(50, 1), ..plain() };
		assert_eq!(rate_of(&later, EARNED), of(2, 1));
		let award = Award { average: of(20, 1), ..award(2, 10, &[(11, WHOLE)]) };
		let prior = PriorAward { incident_day: 11, asset: EARNED, award };
		assert_eq!(plain().recovered_by(&prior, 11, 10), U512::from(ONE));
	}
}

mod recovered {
	use super::*;

	fn third(uncovered: &[(Day, FixedU128)], start: Day) -> U512 {
		let award = award(1, 3, uncovered);
		let prior = PriorAward { incident_day: 11, asset: PAID, award };
		plain().recovered_by(&prior, start, 1)
	}

	#[test]
	fn is_rounded_up() {
		assert_eq!(third(&[(11, WHOLE)], 11), (ONE / 3 + 1).into());
	}

	#[test]
	fn is_by_what_was_uncovered() {
		let parts = [(9, of(0, 1)), (10, of(3, 4)), (11, WHOLE)];
		let recovered = [9, 10, 11, 12].map(|start| third(&parts, start));
		assert_eq!(recovered, [0, ONE / 4, ONE / 3 + 1, 0].map(U512::from));
	}

	#[test]
	fn is_zero_of_an_award_without_days() {
		let award = Award { weight: 0, ..award(1, 3, &[(11, WHOLE)]) };
		let prior = PriorAward { incident_day: 11, asset: PAID, award };
		assert_eq!(plain().recovered_by(&prior, 11, 1), U512::zero());
	}
}

mod share {
	use super::*;

	const ALL: &[(Day, FixedU128)] = &[(11, WHOLE)];

	/// A certificate with ten days.
	fn position(start: Day, instalments: Balance, slash: Balance) -> Position {
		Position { start, exposure: slashed(10, instalments, slash) }
	}

	fn share_of(award: &Award, instalments: Balance) -> Balance {
		share(&plain(), award, &[], &position(10, instalments, 0))
	}

	#[test]
	fn is_by_days() {
		// Each of three lost 140.
		let third = |amount| share_of(&award(amount, 30, ALL), 60);
		assert_eq!([420, 419, 300, 2].map(third), [140, 139, 100, 0]);
	}

	#[test]
	fn is_by_days_that_were_uncovered() {
		let all = award(350, 25, &[(11, of(1, 2)), (12, WHOLE)]);
		let share = |start| share(&plain(), &all, &[], &position(start, 60, 0));
		assert_eq!([10, 11, 12, 13].map(share), [70, 70, 140, 0]);
	}

	#[test]
	fn is_no_more_than_its_own_loss() {
		let high = award(300, 20, ALL);
		assert_eq!(
			[1, 50, 51, 190, 200, 201].map(|instalments| share_of(&high, instalments)),
			[150, 150, 149, 10, 0, 0]
		);
		assert_eq!(share_of(&high, Balance::MAX), 0);
	}

	#[test]
	fn is_no_more_than_slash_and_refund_leave() {
		let high = award(300, 20, ALL);
		let share = |slash| share(&plain(), &high, &[], &position(10, 60, slash));
		assert_eq!([0, 1, 2, 40, 280, Balance::MAX].map(share), [140, 139, 139, 120, 0, 0]);
	}

	#[test]
	fn is_no_more_than_earlier_awards_left() {
		let high = award(300, 20, ALL);
		let after = |incident_day, asset, amount| {
			let prior = PriorAward { incident_day, asset, award: award(amount, 30, ALL) };
			share(&plain(), &high, &[prior.clone(), prior], &position(10, 60, 0))
		};
		assert_eq!(
			[60, 209, 210, 211, Balance::MAX].map(|amount| after(11, PAID, amount)),
			[100, 0, 0, 0, 0]
		);
		assert_eq!([after(11, Asset::Native, 60), after(11, EARNED, 60)], [120, 60]);
		// It was not insured.
		assert_eq!(after(9, PAID, 60), 140);
	}

	#[test]
	fn is_zero_of_an_award_without_days() {
		assert_eq!(share_of(&Award { weight: 0, ..award(300, 20, ALL) }, 10), 0);
	}
}

mod value {
	use super::*;

	/// At most three times.
	fn limited(asset: Asset, unit_day: FixedU128) -> Valuation {
		Valuation { asset, rates: rates(unit_day, WHOLE, of(1, 2)), max_value: 300, ..plain() }
	}

	/// The value of ten days of a certificate.
	fn value_of(valuation: &Valuation, instalments: Balance) -> Balance {
		narrow(valuation.value(&exposure(10, instalments)) / U512::from(ONE))
	}

	#[test]
	fn in_income_is_at_most_three_times_the_average() {
		let value = |unit_day| value_of(&limited(EARNED, of(unit_day, 1)), 0);
		assert_eq!([14, 15, 16, 1_000].map(value), [280, 300, 300, 300]);
	}

	#[test]
	fn in_income_that_ended_is_zero() {
		let ended = Valuation { average: of(0, 1), ..limited(EARNED, of(15, 1)) };
		assert_eq!(value_of(&ended, 1_000), 0);
		assert_eq!(assess(&ended, 11, &outstanding(11), &[]).unwrap().loss, 0);
	}

	#[test]
	fn in_other_assets_is_at_most_three_times_what_was_paid() {
		for asset in [PAID, Asset::Native] {
			let value = |instalments| value_of(&limited(asset.clone(), of(10, 1)), instalments);
			assert_eq!([0, 1, 66, 67, 1_000].map(value), [0, 3, 198, 200, 200]);
		}
	}

	/// Half a base unit of the payment asset for one of DMC.
	#[test]
	fn of_what_was_paid_is_at_the_claim_s_rate() {
		let rates = rates(of(10, 1), of(1, 2), WHOLE);
		let in_dmc = Valuation { rates, ..limited(Asset::Native, WHOLE) };
		assert_eq!(
			[0, 1, 132, 133, 134].map(|paid| value_of(&in_dmc, paid)),
			[0, 1, 198, 199, 200]
		);
	}

	#[test]
	fn is_limited_in_per_cent_rounded_down() {
		let least = FixedU128::from_inner(1);
		let value = |max_value| {
			let rates = rates(of(10, 1), least, WHOLE);
			let valuation = Valuation { rates, max_value, ..limited(Asset::Native, WHOLE) };
			valuation.value(&exposure(1, 1)).low_u128()
		};
		assert_eq!([0, 99, 100, 199, 200, 300].map(value), [0, 0, 1, 1, 2, 3]);
	}

	#[test]
	fn is_within_its_limit_up_to_the_limit_itself() {
		let is_within = |asset, unit_day, instalments| {
			limited(asset, unit_day).is_within_limit(&exposure(10, instalments))
		};
		let more = FixedU128::from_inner(15 * ONE + 1);
		assert_eq!([of(15, 1), more].map(|rate| is_within(EARNED, rate, 0)), [true, false]);
		assert_eq!([99, 100].map(|paid| is_within(PAID, of(15, 1), paid)), [false, true]);
		// Of nothing there is no value.
		assert!(limited(PAID, more).is_within_limit(&Exposure::default()));
	}

	/// One certificate at the floor, of 6 for 10 days, among ten for 75: those raise the mean, and the rate
	/// is within its limit for all of them together.
	#[test]
	fn of_each_certificate_is_limited_by_what_was_paid_for_it() {
		let valuation = limited(PAID, of(10, 1));
		let all = exposure(110, 756);
		assert!(valuation.is_within_limit(&all));
		let found = assess(&valuation, 9, &all_of(all), &[]).unwrap();
		assert_eq!(found.loss, 2_200 - 756);
		let award = Award { weight: found.weight, ..award(found.loss, 0, &[(9, WHOLE)]) };
		let share = |paid| {
			let position = Position { start: 9, exposure: exposure(10, paid) };
			share(&valuation, &award, &[], &position)
		};
		// 18 less the refund; 200 less the refund.
		assert_eq!([6, 75].map(share), [12, 125]);
	}
}
