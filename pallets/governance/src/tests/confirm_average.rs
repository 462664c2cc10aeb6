use super::*;
use crate::Error;
use sp_runtime::DispatchError::BadOrigin;

/// 100 yesterday, then 300 today, which is disputed.
fn dispute() {
	all_feed(YESTERDAY, 100);
	begin(TODAY + 1);
	all_feed(TODAY, 300);
	assert_eq!(average(TODAY), None);
}

#[test]
fn publishes_a_disputed_value() {
	execute_with_checks(|| {
		dispute();
		assert_ok!(confirm(TODAY));
		assert_eq!(average(TODAY), Some(per_unit(300)));
		assert_eq!(disputed(TODAY), None);
		let value = per_unit(300);
		let told = Event::AverageConfirmed { network: BTC, day: TODAY, value };
		System::assert_last_event(told.into());
	});
}

#[test]
fn leaves_the_value_as_base_of_comparison() {
	execute_with_checks(|| {
		dispute();
		assert_ok!(confirm(TODAY));
		begin(TODAY + 2);
		all_feed(TODAY + 1, 290);
		assert_eq!(average(TODAY + 1), Some(per_unit(290)));
	});
}

#[test]
fn may_come_late() {
	execute_with_checks(|| {
		dispute();
		begin(TODAY + 2);
		all_feed(TODAY + 1, 500);
		begin(TODAY + 40);
		assert_ok!(confirm(TODAY));
		assert_eq!(average(TODAY), Some(per_unit(300)));
		// What was fed since remains the base of comparison.
		assert_eq!(last_fed(), Some((TODAY + 1, per_unit(500))));
	});
}

#[test]
fn refuses_what_is_not_disputed() {
	execute_with_checks(|| {
		dispute();
		assert_noop!(confirm(YESTERDAY), Error::<Test>::NotDisputed);
		assert_noop!(confirm(TODAY + 1), Error::<Test>::NotDisputed);
		assert_noop!(
			Governance::confirm_average(RuntimeOrigin::root(), BTC + 1, TODAY),
			Error::<Test>::NotDisputed
		);
		assert_ok!(confirm(TODAY));
		assert_noop!(confirm(TODAY), Error::<Test>::NotDisputed);
	});
}

#[test]
fn refuses_others() {
	execute_with_checks(|| {
		dispute();
		for origin in [RuntimeOrigin::signed(1), RuntimeOrigin::none()] {
			assert_noop!(Governance::confirm_average(origin, BTC, TODAY), BadOrigin);
		}
		assert_ok!(Governance::confirm_average(RuntimeOrigin::root(), BTC, TODAY));
	});
}
