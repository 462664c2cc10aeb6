//! The largest and the smallest numbers.

use super::*;

fn balance() -> impl Strategy<Value = Balance> {
	prop_oneof![Just(0), Just(1), Just(Balance::MAX), Just(Balance::MAX - 1), any::<u128>()]
}

fn count() -> impl Strategy<Value = u64> {
	prop_oneof![Just(0), Just(1), Just(u64::MAX), any::<u64>()]
}

fn any_day() -> impl Strategy<Value = Day> {
	prop_oneof![Just(0), Just(Day::MAX), any::<Day>()]
}

fn any_asset() -> impl Strategy<Value = Asset> {
	prop_oneof![Just(PAID), Just(EARNED), Just(Asset::Native), Just(Asset::WithId(3))]
}

fn number() -> impl Strategy<Value = FixedU128> {
	balance().prop_map(FixedU128::from_inner)
}

fn any_award() -> impl Strategy<Value = Award> {
	let part = (any_day(), number().prop_map(|part| part.min(WHOLE)));
	let parts = prop::collection::vec(part, 0..=16);
	(balance(), balance(), parts)
		.prop_map(|(amount, weight, parts)| Award { weight, ..award(amount, 0, &parts) })
}

fn any_prior_award() -> impl Strategy<Value = PriorAward> {
	(any_day(), any_asset(), any_award()).prop_map(|(incident_day, asset, award)| PriorAward {
		incident_day,
		asset,
		award,
	})
}

fn any_valuation() -> impl Strategy<Value = Valuation> {
	let any_rates = (number(), number(), number());
	let max_value = prop_oneof![Just(0), Just(300), any::<u32>()];
	(any::<Units>(), any_asset(), number(), any_rates, max_value).prop_map(
		|(units, asset, average, (unit_day, payment, dmc), max_value)| {
			let rates = rates(unit_day, payment, dmc);
			Valuation { units, asset, average, rates, max_value, ..plain() }
		},
	)
}

#[test]
fn are_counted_as_the_largest_that_fits() {
	let (max, min) = (FixedU128::from_inner(u128::MAX), FixedU128::from_inner(1));
	let rates = rates(max, min, min);
	let dear = Valuation { units: Units::MAX, asset: EARNED, average: max, rates, ..plain() };
	let all = all_of(exposure(u64::MAX, 0));
	let assessment = assess(&dear, 9, &all, &[]).unwrap();
	assert_eq!(assessment.loss, Balance::MAX);
	let all = Award { weight: 1, ..award(Balance::MAX, 0, &[(9, WHOLE)]) };
	let position = Position { start: 9, exposure: exposure(u64::MAX, 0) };
	assert_eq!(share(&dear, &all, &[], &position), Balance::MAX);
	let prior = PriorAward { incident_day: 9, asset: EARNED, award: all.clone() };
	assert_eq!(share(&dear, &all, &[prior], &position), 0);
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(5_000))]

	#[test]
	fn never_fail(
		(all, later) in ((count(), balance(), balance()), (count(), balance(), balance())),
		valuation in any_valuation(),
		prior in prop::collection::vec(any_prior_award(), 0..16),
		(incident_day, award) in (any_day(), any_award()),
	) {
		let [all, later] = [all, later].map(|(days, paid, slash)| slashed(days, paid, slash));
		let outstanding = Outstanding { all, later: vec![(incident_day, later)] };
		let assessment = assess(&valuation, incident_day, &outstanding, &prior);
		prop_assert_eq!(assessment.is_some(), all.minus(later).is_some());
		if let Some(Assessment { uncovered, .. }) = assessment {
			prop_assert!(uncovered.is_sorted_by(|a, b| a.0 < b.0));
			prop_assert!(uncovered.iter().all(|(_, fraction)| *fraction <= WHOLE));
			prop_assert_eq!(uncovered.last().unwrap().0, incident_day);
		}
		let position = Position { start: incident_day, exposure: later };
		let share = share(&valuation, &award, &prior, &position);
		prop_assert!(award.weight > 0 || share == 0);
		let value = narrow(valuation.value(&later) / U512::from(ONE));
		prop_assert!(share <= value);
	}
}
