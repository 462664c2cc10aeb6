//! Each test corrupts storage so that one invariant of the README fails.

use super::*;
use std::ops::Not;

/// A claim in each stage.
const VOTING: ClaimId = 3;
const APPROVED: ClaimId = 2;
const AWARDED: ClaimId = 1;
const EXPIRED: ClaimId = 0;

const DAMAGED: &str = "records are missing or sums overflow";

/// The state with a claim in each stage, once corrupted, is refused for the reason `why`.
fn refused(why: &'static str, corrupt: impl FnOnce()) {
	execute_with_checks(|| {
		CollectDays::set(&5);
		assert_eq!(Ask::new(400).awarded(), EXPIRED);
		assert_ok!(collect(EXPIRED, [0]));
		pass(5);
		assert_ok!(conclude(EXPIRED));
		CollectDays::set(&90);
		assert_eq!(Ask::new(300).awarded(), AWARDED);
		assert_ok!(collect(AWARDED, [1]));
		assert_eq!(Ask::new(200).of(OTHER).approved(), APPROVED);
		assert_eq!(Ask::new(100).of(SECOND).filed(), VOTING);
		assert_ok!(Ask::new(1).of(SECOND).file(signed(ADMIN)));
		check();
		let _ = frame_support::storage::with_storage_layer(|| {
			corrupt();
			assert_eq!(Insurance::do_try_state(), Err(DispatchError::Other(why)));
			Err::<(), _>(DispatchError::Other("rolled back"))
		});
	});
}

fn change_claim(claim: ClaimId, how: impl FnOnce(&mut Claim<u64>)) {
	Claims::<Test>::mutate(claim, |claim| how(claim.as_mut().unwrap()));
}

fn change_award(claim: ClaimId, how: impl FnOnce(&mut Award)) {
	change_claim(claim, |claim| match &mut claim.status {
		ClaimStatus::Awarded(award) | ClaimStatus::Expired(award) => how(award),
		_ => panic!("no award"),
	});
}

/// The awards of `SERIES`.
fn list(claims: &[ClaimId]) {
	Awards::<Test>::insert(SERIES, awards(claims));
}

fn awards(
	claims: &[ClaimId],
) -> frame_support::BoundedVec<ClaimId, frame_support::traits::ConstU32<16>> {
	claims.to_vec().try_into().unwrap()
}

fn recent(how: fn(&mut Vec<(Day, Balance)>)) {
	let mut days = Recent::<Test>::get(MINER, USDT).into_inner();
	how(&mut days);
	Recent::<Test>::insert(MINER, USDT, crate::RecentAwards::truncate_from(days));
}

fn recent_of_all(how: fn(&mut Vec<(Day, Balance)>)) {
	let mut days = RecentTotals::<Test>::get(USDT).into_inner();
	how(&mut days);
	RecentTotals::<Test>::insert(USDT, crate::RecentAwards::truncate_from(days));
}

/// The account of the pool loses an amount.
fn lose(asset: Asset, amount: Balance) {
	let pool = Insurance::account();
	assert_ok!(Money::transfer(asset, &pool, &STRANGER, amount, Expendable));
}

#[test]
fn the_account_holds_deposits() {
	refused("1: the pool does not hold what is due", || lose(DMC, POOL + ED + 1));
}

#[test]
fn the_account_holds_what_is_reserved() {
	// 225 of the award and 200 that are reserved.
	refused("1: the pool does not hold what is due", || {
		let all = usdt(Insurance::account());
		lose(USDT, all - (225 + 200) + 1);
	});
}

#[test]
fn the_account_may_hold_exactly_what_is_due() {
	execute_with_checks(|| {
		Cap::set(&Permill::one());
		Ask::new(POOL).approved();
		lose(USDT, 1);
		check();
	});
}

#[test]
fn what_is_reserved_is_what_is_due() {
	for asset in [DMC, USDT] {
		for more in [false, true] {
			refused("1: what is reserved is not what is due", || {
				Reserved::<Test>::mutate(&asset, |kept| match more {
					true => *kept += 1,
					false => *kept -= 1,
				});
			});
		}
	}
	refused("1: what is reserved is not what is due", || Reserved::<Test>::insert(BTC, 1));
	refused("1: what is reserved is not what is due", || Reserved::<Test>::insert(BTC, 0));
}

#[test]
fn live_claims_have_records_that_say_so() {
	refused(DAMAGED, || Claims::<Test>::remove(VOTING));
	refused(DAMAGED, || LiveClaims::<Test>::insert(EXPIRED, None::<Sweep>));
	refused(DAMAGED, || change_claim(VOTING, |claim| claim.status = ClaimStatus::Rejected));
}

#[test]
fn sums_do_not_overflow() {
	refused(DAMAGED, || {
		change_claim(VOTING, |claim| claim.deposit = Balance::MAX);
		let second = ClaimStatus::Approved { on: 105, reserved: 1 };
		change_claim(APPROVED, |claim| (claim.asset, claim.status) = (DMC, second));
	});
	refused(DAMAGED, || change_award(AWARDED, |award| award.paid = 301));
}

#[test]
fn claims_have_ids_that_were_given() {
	refused("2: a claim without an id", || NextClaimId::<Test>::put(VOTING));
}

#[test]
fn awards_are_within_what_was_asked() {
	refused("2: more is awarded than asked", || change_claim(AWARDED, |claim| claim.asked = 299));
	refused("2: more is awarded than asked", || change_award(EXPIRED, |award| award.amount = 401));
}

#[test]
fn awards_are_of_something_for_somebody() {
	refused("2: an award of nothing", || change_award(EXPIRED, |award| award.amount = 0));
	refused("2: an award for nobody", || change_award(AWARDED, |award| award.weight = 0));
}

#[test]
fn no_more_is_paid_than_awarded() {
	refused("2: more is paid than awarded", || change_award(EXPIRED, |award| award.paid = 401));
}

#[test]
fn uncovered_fractions_are_by_day() {
	let uncovered = |days: &[(Day, u32)]| {
		let half = FixedU128::from_rational(1, 2);
		let part = |(day, halves): &(Day, u32)| (*day, half * FixedU128::from_u32(*halves));
		crate::types::UncoveredFractions::truncate_from(days.iter().map(part).collect())
	};
	let refused = |why, days: &[(Day, u32)]| {
		refused(why, || change_award(AWARDED, |award| award.uncovered = uncovered(days)));
	};
	refused("2: the last insured day of an award", &[]);
	refused("2: the last insured day of an award", &[(99, 1)]);
	refused("2: the order of uncovered fractions", &[(99, 1), (90, 1), (100, 1)]);
	refused("2: the order of uncovered fractions", &[(100, 1), (100, 1)]);
	refused("2: more is uncovered than all", &[(99, 3), (100, 1)]);
}

#[test]
fn lists_of_awards_have_claims_with_awards() {
	refused("3: an empty list", || Awards::<Test>::insert(SECOND, awards(&[])));
	refused(DAMAGED, || list(&[EXPIRED, AWARDED, 9]));
	refused("3: a claim without award", || list(&[EXPIRED, AWARDED, APPROVED]));
}

#[test]
fn awards_are_numbered_in_the_list_of_their_series() {
	refused("3: the number of an award", || list(&[AWARDED, EXPIRED]));
	refused("3: the number of an award", || change_award(AWARDED, |award| award.number = 2));
	refused("3: an award of another series", || Awards::<Test>::insert(OTHER, awards(&[EXPIRED])));
}

#[test]
fn awards_are_listed() {
	refused("3: an award that is not listed", || list(&[EXPIRED]));
	refused("3: an award that is not listed", || Awards::<Test>::remove(SERIES));
}

#[test]
fn claims_that_go_on_are_live() {
	// Nothing is due for it, so that only the list is wrong.
	refused("4: a claim that is forgotten", || {
		LiveClaims::<Test>::remove(VOTING);
		Reserved::<Test>::remove(DMC);
	});
}

#[test]
fn live_claims_are_counted() {
	for count in [3, 5] {
		refused("4: the number of live claims", || LiveCount::<Test>::put(count));
	}
}

/// That of Admin, which is voted on too, is none of them.
#[test]
fn places_are_those_of_series_with_claims_of_holders() {
	for open in [0, 2] {
		refused("4: open claims", || OpenClaims::<Test>::insert(SECOND, open));
	}
	refused("4: open claims", || OpenClaims::<Test>::remove(SECOND));
	refused("4: open claims", || OpenClaims::<Test>::insert(SERIES, 1));
	refused("4: open claims", || change_claim(VOTING, |claim| claim.claimant = None));
	for taken in [0, 2] {
		refused("4: the places that are taken", || TakenPlaces::<Test>::put(taken));
	}
}

#[test]
fn recent_awards_are_in_order_and_of_the_past() {
	for change in [recent, recent_of_all] {
		refused("5: the order of days", || change(|days| days.reverse()));
		refused("5: the order of days", || change(|days| days[1].0 = days[0].0));
		refused("5: a day", || change(|days| days[1].0 = 106));
	}
}

#[test]
fn recent_awards_are_of_something() {
	for change in [recent, recent_of_all] {
		refused("5: no award", || change(|days| days[0].1 = 0));
		refused("5: no award", || change(Vec::clear));
	}
}

#[test]
fn recent_awards_are_those_of_claims() {
	const WHY: &str = "5: the amount awarded on a day";
	for change in [recent, recent_of_all] {
		refused(WHY, || change(|days| days[0].1 += 1));
		refused(WHY, || change(|days| days[0].0 -= 1));
	}
	refused(WHY, || change_claim(APPROVED, |claim| claim.miner = MINER));
	refused(WHY, || change_claim(EXPIRED, |claim| claim.miner = OTHER_MINER));
	refused("5: a day is missing", || recent(|days| days.truncate(1)));
	refused("5: a day is missing", || Recent::<Test>::remove(OTHER_MINER, USDT));
	refused("5: a day of all is missing", || recent_of_all(|days| days.truncate(1)));
	refused("5: a day of all is missing", || RecentTotals::<Test>::remove(USDT));
}

#[test]
fn recent_awards_may_be_forgotten_when_they_no_longer_count() {
	for (days, fine) in [(89, false), (90, true)] {
		execute_with_checks(|| {
			Ask::new(400).approved();
			pass(days);
			let kept = Recent::<Test>::take(MINER, USDT);
			assert_eq!(Insurance::do_try_state().is_ok(), fine);
			fine.not().then(|| Recent::<Test>::insert(MINER, USDT, kept));
			let kept = RecentTotals::<Test>::take(USDT);
			assert_eq!(Insurance::do_try_state().is_ok(), fine);
			fine.not().then(|| RecentTotals::<Test>::insert(USDT, kept));
		});
	}
}
