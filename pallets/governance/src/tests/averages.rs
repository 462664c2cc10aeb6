//! What the neighbours are told.

use super::*;
use AverageStatus::*;

#[test]
fn end_in_known_or_never_when_the_time_for_feeding_is_up() {
	execute_with_checks(|| {
		let never = Never { disputed: None };
		assert_eq!([TODAY - 2, YESTERDAY, TODAY].map(status), [never, Pending, Pending]);
		begin(TODAY + 1);
		assert_eq!([YESTERDAY, TODAY].map(status), [never, Pending]);
		all_feed(TODAY, 100);
		begin(TODAY + 2);
		all_feed(TODAY + 1, 300);
		assert_eq!([TODAY, TODAY + 1].map(status), [Known(per_unit(100)), Pending]);
		// What is disputed is no average unless the council confirms it.
		begin(TODAY + 3);
		assert_eq!(status(TODAY + 1), Never { disputed: Some(per_unit(300)) });
		assert_ok!(confirm(TODAY + 1));
		assert_eq!(status(TODAY + 1), Known(per_unit(300)));
	});
}

#[test]
fn tell_of_no_disputed_zero() {
	execute_with_checks(|| {
		days(&[100, 0]);
		begin(TODAY + 2);
		assert_eq!(disputed(TODAY), Some(per_unit(0)));
		assert_eq!(status(TODAY), Never { disputed: None });
	});
}

#[test]
fn the_latest_is_the_last_published_one_or_the_opening_average() {
	execute_with_checks(|| {
		let latest = || Governance::latest(BTC);
		assert_eq!(Governance::latest(NETWORKS), None);
		assert_eq!(latest(), Some(OPENING));
		days(&[300]);
		assert_eq!(latest(), Some(OPENING));
		assert_ok!(confirm(YESTERDAY));
		assert_eq!(latest(), Some(per_unit(300)));
		begin(TODAY + 1);
		all_feed(TODAY, 200);
		assert_eq!(latest(), Some(per_unit(200)));
	});
}
