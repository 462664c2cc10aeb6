//! Origins of all calls, and the lists of those that take one.

use super::*;
use frame_support::traits::UnfilteredDispatchable;

type Call = crate::Call<Test>;

fn with_list(series: SeriesId, of: impl IntoIterator<Item = ItemId>) -> Vec<Call> {
	let (items, price) = (items(of), FLOOR);
	let (kind, duration_blocks) = (english(FUNDS, None), LASTS);
	vec![
		Call::list { series, items: items.clone(), price, expires_in_days: 1 },
		Call::reprice { series, items: items.clone(), price },
		Call::delist { series, items: items.clone() },
		Call::buy { series, items: items.clone(), max_total: FUNDS, min_unreleased: 0 },
		Call::start_auction { series, items, kind, duration_blocks },
	]
}

fn with_ids() -> Vec<Call> {
	let (series, item, amount, auction, offer) = (SERIES, 0, FLOOR, 0, 0);
	let (expires_in_days, min_days_left, min_unreleased) = (1, 0, 0);
	vec![
		Call::bid { auction, amount, min_unreleased },
		Call::buy_dutch { auction, max_price: FUNDS, min_unreleased },
		Call::cancel_auction { auction },
		Call::settle_auction { auction },
		Call::withdraw_bid { auction },
		Call::make_offer { series, item, amount, expires_in_days, min_days_left, min_unreleased },
		Call::cancel_offer { offer },
		Call::accept_offer { offer },
	]
}

fn refused(calls: Vec<Call>, origin: RuntimeOrigin, error: impl Into<DispatchError>) {
	let error = error.into();
	for call in calls {
		let call = rolled_back(|| call.dispatch_bypass_filter(origin.clone()));
		assert_noop!(call, error);
	}
}

#[test]
fn origins_are_signed() {
	execute_with_checks(|| {
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			refused(with_list(SERIES, [0]), origin.clone(), DispatchError::BadOrigin);
			refused(with_ids(), origin, DispatchError::BadOrigin);
		}
	});
}

#[test]
fn lists_name_a_series_and_each_certificate_once() {
	execute_with_checks(|| {
		assert_ok!(list([0], FLOOR, 5));
		refused(with_list(9, [0]), signed(MINER), Error::<Test>::UnknownSeries);
		refused(with_list(SERIES, []), signed(MINER), Error::<Test>::NoItems);
		refused(with_list(SERIES, [0, 0]), signed(MINER), Error::<Test>::DuplicateItem);
		refused(with_list(SERIES, [1, 2, 1]), signed(MINER), Error::<Test>::DuplicateItem);
	});
}
