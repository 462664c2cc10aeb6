//! Opening of foreclosures, for lending.

use super::*;

#[test]
fn auctions_the_collateral_in_the_name_of_its_holder() {
	execute_with_checks(|| {
		lend(50, 700);
		left(50, 1_000);
		assert_eq!(foreclose(50, 300, LASTS), Ok(0));
		let lot = auction(0);
		assert_eq!((lot.seller, lot.series, &lot.items), (HOLDER, SERIES, &items([50])));
		assert_eq!((lot.kind, lot.schedule.ends, lot.due), (english(300, None), ENDS, ENDS));
		// It ends two days after today at the latest.
		assert_eq!((lot.last_day, lot.min_unreleased), (Some(LAST_DAY), 1_000 - 2 * INSTALMENT));
		assert_eq!((lot.fees, lot.step, lot.best), (fees(), percent(3), None));
		assert_eq!(certificate(50), (HOLDER, true, Some(Lock::Auctioned(0))));
		assert_eq!(LienOf::get((SERIES, 50)).map(|lien| lien.debt), Some(700));
		assert_eq!(Foreclosing::<Test>::iter().collect::<Vec<_>>(), [(0, LOAN)]);
		assert_eq!(Market::foreclosed_loan(0, &auction(0)), Some(LOAN));
		let (series, items, kind) = (SERIES, items([50]), english(300, None));
		let (auction, seller, ends, rate) = (0, HOLDER, ENDS, percent(1));
		let started = Event::AuctionStarted { auction, series, items, seller, kind, ends, rate };
		assert_eq!(events(), [started]);
	});
}

#[test]
fn refuses_what_is_no_collateral() {
	execute_with_checks(|| {
		lend(50, 700);
		let locked = |lock| Certs::insert((SERIES, 50), (HOLDER, true, lock));
		locked(None);
		assert_noop!(foreclose(50, 300, LASTS), Error::<Test>::NotCollateral);
		locked(Some(Lock::Staked));
		assert_noop!(foreclose(50, 300, LASTS), Error::<Test>::CertificateStaked);
		locked(Some(Lock::Collateral));
		assert_ok!(foreclose(50, 300, LASTS));
		assert_noop!(foreclose(50, 300, LASTS), Error::<Test>::CertificateAuctioned);
		sold([51], HOLDER);
		assert_ok!(list_by(HOLDER, [51], 100, 5));
		assert_noop!(foreclose(51, 300, LASTS), Error::<Test>::CertificateListed);
		assert_noop!(foreclose(100, 300, LASTS), Error::<Test>::UnknownCertificate);
		let unknown = Market::foreclose(9, 50, LOAN, 300, LASTS);
		assert_noop!(unknown, Error::<Test>::UnknownSeries);
	});
}

/// A request for a loan locks a certificate, too.
#[test]
fn refuses_another_loan_or_none() {
	execute_with_checks(|| {
		lend(50, 700);
		let other = Market::foreclose(SERIES, 50, LOAN + 1, 300, LASTS);
		assert_noop!(other, Error::<Test>::NotCollateral);
		LienOf::remove((SERIES, 50));
		assert_noop!(foreclose(50, 300, LASTS), Error::<Test>::NotCollateral);
	});
}

#[test]
fn refuses_a_debt_in_another_asset() {
	execute_with_checks(|| {
		lend_in(SERIES, 50, BTC, 700);
		assert_noop!(foreclose(50, 300, LASTS), Error::<Test>::NotCollateral);
		lend_in(DMC_SERIES, 50, DMC, 700);
		assert_ok!(Market::foreclose(DMC_SERIES, 50, LOAN, 300, LASTS));
	});
}

#[test]
fn demands_one_base_unit() {
	execute_with_checks(|| {
		lend(50, 700);
		assert_noop!(foreclose(50, 0, LASTS), Error::<Test>::PriceUnderFloor);
		assert_ok!(foreclose(50, 1, LASTS));
	});
}

/// With its extension of a day it is over before the last day of the certificate.
#[test]
fn lasts_as_long_as_a_resale() {
	execute_with_checks(|| {
		lend(50, 700);
		for duration in [0, 90 * DAY + 1] {
			assert_noop!(foreclose(50, 300, duration), Error::<Test>::InvalidDuration);
		}
		let longest = (LAST_DAY - 1 - 10 - 1) * DAY;
		assert_noop!(foreclose(50, 300, longest + 1), Error::<Test>::EndsTooLate);
		assert_ok!(foreclose(50, 300, longest));
	});
}

#[test]
fn is_possible_while_a_resale_is() {
	execute_with_checks(|| {
		lend(50, 700);
		Today::set(LAST_DAY);
		assert_noop!(foreclose(50, 300, 1), Error::<Test>::NearlyEnded);
		Today::set(10);
		freeze();
		assert_noop!(foreclose(50, 300, 1), DispatchError::Other("frozen"));
		Frozen::set(false);
		Late::set(true);
		assert_ok!(foreclose(50, 300, 1));
		lend(51, 700);
		terminate();
		assert_noop!(foreclose(51, 300, 1), DispatchError::Other("terminated"));
	});
}

#[test]
fn says_when_there_is_no_further_id() {
	execute_with_checks(|| {
		lend(50, 700);
		NextAuctionId::<Test>::put(u32::MAX);
		assert_noop!(foreclose(50, 300, LASTS), overflow());
		assert_eq!(certificate(50), LENT);
	});
}
