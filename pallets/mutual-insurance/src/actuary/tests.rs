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
	}
}

fn exposure(cert_days: u64, instalments: Balance) -> Exposure {
	Exposure { cert_days, instalments }
}

fn uncovered(parts: &[(Day, FixedU128)]) -> UncoveredFractions {
	parts.to_vec().try_into().unwrap()
}

/// An award that is shared by days.
fn award(amount: Balance, cert_days: u128, parts: &[(Day, FixedU128)]) -> Award {
	let (weight, uncovered) = (cert_days * ONE, uncovered(parts));
	Award { amount, paid: 0, weight, uncovered, number: 0, approved_on: 0, expires_on: 90 }
}

/// An award for a claim that found this.
fn prior_award(day: Day, asset: Asset, amount: Balance, assessment: Assessment) -> PriorAward {
	let Assessment { weight, uncovered, .. } = assessment;
	let award = Award { weight, uncovered, ..award(amount, 0, &[]) };
	PriorAward { incident_day: day, asset, award }
}

/// Three certificates from day 10 with ten days and instalments of 5, and one from day 12 with twelve
/// days and instalments of 7. Two base units of DMC are slashed for each day.
fn outstanding(after: Day) -> Outstanding {
	let (first, second) = (exposure(30, 150), exposure(12, 84));
	let cohorts = [(10, first), (12, second)];
	let later = cohorts.into_iter().filter(|(start, _)| *start > after).collect();
	Outstanding { all: first.plus(second).unwrap(), slash: 84, later }
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
		let expected =
			Assessment { loss: 420, weight: 30 * ONE, uncovered: uncovered(&[(11, WHOLE)]) };
		assert_eq!(find(11, &[]), expected);
	}

	#[test]
	fn is_zero_before_the_first_sale() {
		let expected = Assessment { loss: 0, weight: 0, uncovered: uncovered(&[(9, WHOLE)]) };
		assert_eq!(find(9, &[]), expected);
		let nothing = assess(&plain(), 9, &Outstanding::default(), &[]);
		assert_eq!(nothing, Some(expected));
	}

	#[test]
	fn is_less_by_an_award_where_it_went() {
		let prior = awarded(&[(11, 210)]);
		assert_eq!(losses(&[9, 11, 12, 13], &prior), [0, 210, 354, 354]);
		let parts = uncovered(&[(11, of(1, 2)), (12, WHOLE)]);
		assert_eq!(find(12, &prior), Assessment { loss: 354, weight: 27 * ONE, uncovered: parts });
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
		let valuation = Valuation { rates: rates(of(5, 1), of(1, 2), WHOLE), ..plain() };
		let loss = |instalments| {
			let outstanding = Outstanding { all: exposure(1, instalments), ..Default::default() };
			assess(&valuation, 9, &outstanding, &[]).unwrap().loss
		};
		assert_eq!([0, 1, 2, 3].map(loss), [10, 9, 9, 8]);
	}

	#[test]
	fn counts_the_slash_rounded_up() {
		let outstanding =
			Outstanding { all: exposure(3, 0), slash: 1, later: vec![(9, exposure(1, 0))] };
		// Two days of 5, less two thirds of three, rounded up.
		let dear = Valuation { rates: rates(of(5, 2), WHOLE, of(3, 1)), ..plain() };
		assert_eq!(assess(&dear, 8, &outstanding, &[]).unwrap().loss, 8);
		let dearer = rates(of(5, 2), WHOLE, FixedU128::from_inner(3 * ONE + 1));
		let dearer = Valuation { rates: dearer, ..plain() };
		assert_eq!(assess(&dearer, 8, &outstanding, &[]).unwrap().loss, 7);
	}

	#[test]
	fn is_no_loss_if_the_refund_is_more() {
		let loss = |instalments, slash| {
			let outstanding =
				Outstanding { all: exposure(10, instalments), slash, later: Vec::new() };
			assess(&plain(), 9, &outstanding, &[]).unwrap().loss
		};
		assert_eq!([loss(198, 0), loss(199, 0), loss(200, 0), loss(201, 0)], [2, 1, 0, 0]);
		assert_eq!([loss(198, 3), loss(198, 4), loss(Balance::MAX, Balance::MAX)], [0; 3]);
	}

	#[test]
	fn is_no_loss_if_less_is_uncovered_than_can_be_counted() {
		let dear = Valuation { rates: rates(of(ONE, 1), WHOLE, WHOLE), ..plain() };
		let outstanding = Outstanding { all: exposure(1, 0), ..Default::default() };
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
		let more_days =
			Outstanding { all: exposure(1, 9), slash: 0, later: vec![(9, exposure(2, 1))] };
		let more_instalments =
			Outstanding { all: exposure(9, 1), slash: 0, later: vec![(9, exposure(1, 2))] };
		for outstanding in [more_days, more_instalments] {
			assert_eq!(assess(&plain(), 9, &outstanding, &[]), None);
		}
	}
}

mod exchange_rate {
	use super::*;

	fn rate_of(valuation: &Valuation, asset: Asset) -> FixedU128 {
		let (rate, of) = valuation.exchange_rate(&asset);
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
		let unknown = Valuation { average: of(0, 1), ..plain() };
		assert_eq!(rate_of(&unknown, EARNED), of(0, 1));
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
	fn position(start: Day, instalments: Balance, slash_share: Balance) -> Position {
		Position { start, exposure: exposure(10, instalments), slash_share }
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
			[0, 50, 51, 190, 200, 201].map(|instalments| share_of(&high, instalments)),
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

mod headroom {
	use super::*;

	const CAP: Permill = Permill::from_percent(20);

	#[test]
	fn is_a_part_of_the_pool_rounded_down() {
		assert_eq!([0, 4, 5, 104, 105].map(|pool| headroom(pool, CAP, &[], 0)), [0, 0, 1, 20, 21]);
		assert_eq!(headroom(Balance::MAX, Permill::one(), &[], 0), Balance::MAX);
		assert_eq!(headroom(Balance::MAX, CAP, &[], 0), Balance::MAX / 5);
	}

	#[test]
	fn is_less_by_what_was_awarded_within_ninety_days() {
		let recent = [(100, 7), (101, 20), (150, 3)];
		let days = [100, 189, 190, 191, 239, 240];
		assert_eq!(days.map(|today| headroom(500, CAP, &recent, today)), [70, 70, 77, 97, 97, 100]);
	}

	#[test]
	fn is_zero_once_it_is_used_up() {
		let left = |awarded| headroom(500, CAP, &[(9, awarded)], 9);
		assert_eq!([99, 100, 101, Balance::MAX].map(left), [1, 0, 0, 0]);
		assert_eq!(headroom(500, CAP, &[(8, Balance::MAX), (9, Balance::MAX)], 9), 0);
	}

	#[test]
	fn counts_days_to_the_end_of_time() {
		assert_eq!([88, 89, 90].map(|today| is_recent(0, today)), [true, true, false]);
		assert!(is_recent(Day::MAX, Day::MAX - 1));
		assert!(is_recent(Day::MAX - 89, Day::MAX - 1));
		assert!(!is_recent(Day::MAX - 90, Day::MAX));
	}
}
