//! The largest and the least that can be asked.

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

fn any_recovery() -> impl Strategy<Value = Recovery> {
	(any_day(), any_asset(), any_award()).prop_map(|(incident_day, asset, award)| Recovery {
		incident_day,
		asset,
		award,
	})
}

fn any_measure() -> impl Strategy<Value = Measure> {
	(any::<Units>(), any_asset(), number(), (number(), number(), number())).prop_map(
		|(units, asset, average, (unit_day, payment, dmc))| {
			let rates = rates(unit_day, payment, dmc);
			Measure { units, asset, average, rates, ..plain() }
		},
	)
}

#[test]
fn are_counted_as_the_most_that_can_be() {
	let (most, least) = (FixedU128::from_inner(u128::MAX), FixedU128::from_inner(1));
	let dear = Measure { units: Units::MAX, rates: rates(most, least, least), ..plain() };
	let all = Remains { all: cover(u64::MAX, 0), ..Default::default() };
	let finding = assess(&dear, 9, &all, &[]).unwrap();
	assert_eq!(finding.loss, Balance::MAX);
	let all = Award { weight: 1, ..award(Balance::MAX, 0, &[(9, WHOLE)]) };
	let own = Own { start: 9, cover: cover(u64::MAX, 0), slash_share: 0 };
	assert_eq!(share(&dear, &all, &[], &own), Balance::MAX);
	let earlier = Recovery { incident_day: 9, asset: PAID, award: all.clone() };
	assert_eq!(share(&dear, &all, &[earlier], &own), 0);
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(5_000))]

	#[test]
	fn never_fail(
		(all, later) in ((count(), balance()), (count(), balance())),
		(slash, measure) in (balance(), any_measure()),
		earlier in prop::collection::vec(any_recovery(), 0..16),
		(incident_day, award, amount) in (any_day(), any_award(), balance()),
	) {
		let (all, later) = (cover(all.0, all.1), cover(later.0, later.1));
		let remains = Remains { all, slash, later: vec![(incident_day, later)] };
		let finding = assess(&measure, incident_day, &remains, &earlier);
		prop_assert_eq!(finding.is_some(), all.minus(later).is_some());
		if let Some(Finding { layers, .. }) = finding {
			prop_assert!(layers.is_sorted_by(|a, b| a.0 < b.0));
			prop_assert!(layers.iter().all(|(_, open)| *open <= WHOLE));
			prop_assert_eq!(layers.last().unwrap().0, incident_day);
		}
		let own = Own { start: incident_day, cover: later, slash_share: slash };
		let share = share(&measure, &award, &earlier, &own);
		prop_assert!(award.weight > 0 || share == 0);
		let value = narrow(measure.value(later.cert_days) / U512::from(ONE));
		prop_assert!(share <= value);
		room(amount, Permill::one(), &[(incident_day, slash), (0, amount)], incident_day);
	}
}
