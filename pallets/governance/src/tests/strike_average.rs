use super::*;
use crate::{Error, Struck};
use sp_runtime::DispatchError::BadOrigin;

const NEVER: AverageStatus = AverageStatus::Never { disputed: None };

#[test]
fn takes_back_a_published_average_for_ever() {
	execute_with_checks(|| {
		days(&[100, 190]);
		assert_ok!(strike(TODAY));
		assert_eq!(status(TODAY), NEVER);
		assert!(Governance::is_struck(BTC, TODAY) && !Governance::is_struck(BTC, YESTERDAY));
		let value = per_unit(190);
		assert_eq!(Struck::<Test>::get(BTC, TODAY), Some(value));
		let told = Event::AverageStruck { network: BTC, day: TODAY, value };
		System::assert_last_event(told.into());
		begin(TODAY + 90);
		assert_eq!(status(TODAY), NEVER);
		assert!(Governance::is_struck(BTC, TODAY));
	});
}

#[test]
fn leaves_the_day_without_any_value() {
	execute_with_checks(|| {
		days(&[100, 190]);
		assert_ok!(strike(TODAY));
		// The day could still be fed, were it not fixed.
		all_feed(TODAY, 100);
		begin(TODAY + 2);
		assert_eq!(status(TODAY), NEVER);
		assert_noop!(confirm(TODAY), Error::<Test>::NotDisputed);
		assert_noop!(strike(TODAY), Error::<Test>::NotPublished);
	});
}

#[test]
fn lets_the_truth_be_compared_with_what_was_before() {
	execute_with_checks(|| {
		// Twice the truth, and twice again as soon as the median allows it.
		days(&[100, 100, 190, 300, 300]);
		assert_eq!(Governance::latest(BTC), Some(per_unit(300)));
		for day in [TODAY + 3, TODAY + 1, TODAY + 2] {
			assert_ok!(strike(day));
		}
		assert_eq!(last_fed(), Some((TODAY, per_unit(100))));
		assert_eq!(Governance::latest(BTC), Some(per_unit(100)));
		begin(TODAY + 5);
		all_feed(TODAY + 4, 100);
		assert_eq!(average(TODAY + 4), Some(per_unit(100)));
	});
}

#[test]
fn of_the_first_average_brings_the_opening_average_back() {
	execute_with_checks(|| {
		days(&[200]);
		assert_ok!(strike(YESTERDAY));
		assert_eq!((last_fed(), Governance::latest(BTC)), (None, Some(OPENING)));
		begin(TODAY + 1);
		all_feed(TODAY, 51);
		assert_eq!(average(TODAY), Some(per_unit(51)));
	});
}

#[test]
fn of_a_confirmed_average_works_alike() {
	execute_with_checks(|| {
		days(&[100, 900]);
		assert_ok!(confirm(TODAY));
		assert_ok!(strike(TODAY));
		assert_eq!(last_fed(), Some((YESTERDAY, per_unit(100))));
	});
}

#[test]
fn is_possible_for_thirty_days() {
	execute_with_checks(|| {
		days(&[100, 100]);
		begin(YESTERDAY + 31);
		assert_noop!(strike(YESTERDAY), Error::<Test>::TooLate);
		assert_ok!(strike(TODAY));
	});
}

#[test]
fn refuses_what_is_not_published() {
	execute_with_checks(|| {
		days(&[100, 900]);
		for day in [TODAY, TODAY - 2, TODAY + 1] {
			assert_noop!(strike(day), Error::<Test>::NotPublished);
		}
		let other = Governance::strike_average(RuntimeOrigin::root(), BTC + 1, YESTERDAY);
		assert_noop!(other, Error::<Test>::NotPublished);
	});
}

#[test]
fn refuses_others() {
	execute_with_checks(|| {
		days(&[100]);
		for origin in [RuntimeOrigin::signed(1), RuntimeOrigin::none()] {
			assert_noop!(Governance::strike_average(origin, BTC, YESTERDAY), BadOrigin);
		}
		assert_ok!(Governance::strike_average(RuntimeOrigin::root(), BTC, YESTERDAY));
	});
}
