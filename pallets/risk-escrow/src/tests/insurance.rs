//! What the insurance pool asks of series that failed: the traits `Insured` and
//! `InsuredCertificates`.

use super::{
	retire_late::{end_by_vote, two_ended},
	*,
};
use dmex_primitives::{
	Exposure, Insured, InsuredCertificate, InsuredCertificates, InsuredSeries, InsuredState,
	Outstanding,
};
use sp_runtime::ArithmeticError;

/// A series of 40 days: certificate 0 was sold on day 100, 1 and 2 on day 101, and 3 on day 103,
/// with instalments of 100, 200, 100 and 300. Day 101 is paid; day 102 is a breach on day 111, and paid
/// then. The vote terminates the series on day 115, and a pledge of 400 is slashed for each.
fn sold_on_three_days() {
	frozen_after_three_sales();
	Today::set(115);
	end_by_vote();
}

fn frozen_after_three_sales() {
	series(S, 10, 40, USDT, 10);
	assert_ok!(sell(&[(0, 4_000)]));
	Today::set(101);
	assert_ok!(sell(&[(1, 8_000), (2, 4_039)]));
	Today::set(103);
	assert_ok!(sell(&[(3, 12_000)]));
	Today::set(110);
	assert_ok!(distribute(101, &[40]));
	Today::set(111);
	assert_ok!(report());
	assert_ok!(distribute(102, &[60]));
}

fn exposure(cert_days: u64, instalments: Balance, slash: Balance) -> Exposure {
	Exposure { cert_days, instalments, slash }
}

fn outstanding(day: Day) -> Outstanding {
	RiskEscrow::outstanding(S, day).unwrap()
}

fn certificate(item: ItemId) -> InsuredCertificate<u64> {
	RiskEscrow::insured_certificate(S, item).unwrap()
}

fn total(exposures: impl Iterator<Item = Exposure>) -> Exposure {
	exposures.fold(Exposure::default(), |sum, exposure| sum.plus(exposure).unwrap())
}

/// The certificates of the series in the order in which the pool walks over them.
fn walk() -> Vec<ItemId> {
	let next = |item: &ItemId| RiskEscrow::next_certificate(S, Some(*item));
	core::iter::successors(RiskEscrow::next_certificate(S, None), next).collect()
}

mod insured {
	use super::*;

	fn state() -> (InsuredState, u16) {
		let InsuredSeries { state, freezes, .. } = RiskEscrow::insured(S).unwrap();
		(state, freezes)
	}

	#[test]
	fn knows_a_series_from_its_first_sale() {
		execute_with_checks(|| {
			assert_eq!(RiskEscrow::insured(S), None);
			series(S, 10, 3, USDT, 10);
			assert_eq!(RiskEscrow::insured(S), None);
			assert_ok!(sell(&[(0, 301)]));
			let insured = InsuredSeries {
				miner: MINER,
				units: 10,
				payment_asset: USDT,
				reward_asset: BTC,
				average: PerUnit::zero(),
				state: InsuredState::Open,
				freezes: 0,
			};
			assert_eq!(RiskEscrow::insured(S), Some(insured));
		});
	}

	#[test]
	fn follows_it_through_two_freezes_to_its_end() {
		execute_with_checks(|| {
			broken();
			assert_eq!(state(), (InsuredState::Frozen { since: 112 }, 1));
			Today::set(115);
			vote(VoteOutcome::Rejected);
			assert_ok!(conclude());
			assert_eq!(state(), (InsuredState::Open, 1));
			Today::set(120);
			assert_ok!(declare());
			assert_eq!(state(), (InsuredState::Frozen { since: 120 }, 2));
			Today::set(150);
			assert_ok!(open_vote());
			end_by_vote();
			assert_eq!(state(), (InsuredState::Terminated { since: 120 }, 2));
		});
	}
}

mod average {
	use super::*;

	fn average() -> PerUnit {
		RiskEscrow::insured(S).unwrap().average
	}

	#[test]
	fn is_the_latest_one_of_the_network() {
		execute_with_checks(|| {
			Opening::set(PerUnit::from_u32(900));
			series(S, 10, 360, USDT, 10);
			assert_ok!(sell(&[(0, 3_600)]));
			assert_eq!(average(), PerUnit::from_u32(900));
			Published::set([(101, PerUnit::from_u32(950))].into());
			pay([9_500]);
			assert_eq!(average(), PerUnit::from_u32(950));
			// Whatever the miner settles.
			Published::mutate(|all| all.insert(102, PerUnit::from_u32(700)));
			Today::set(104);
			assert_eq!(average(), PerUnit::from_u32(700));
		});
	}
}

mod outstanding_days {
	use super::*;

	#[test]
	fn is_what_was_not_settled_by_days_of_sale() {
		execute_with_checks(|| {
			sold_on_three_days();
			let (first, second, third) = (
				(101, exposure(38, 3_800, 400)),
				(102, exposure(78, 11_700, 800)),
				(104, exposure(40, 12_000, 400)),
			);
			let all = Outstanding {
				all: exposure(156, 27_500, 1_600),
				later: vec![first, second, third],
			};
			assert_eq!(outstanding(100), all);
			assert_eq!(outstanding(80), all);
			assert_eq!(outstanding(101).later, [second, third]);
			assert_eq!(outstanding(102).later, [third]);
			assert_eq!(outstanding(103).later, [third]);
			assert_eq!(outstanding(104), Outstanding { later: vec![], ..all });
			assert_eq!(outstanding(500), outstanding(104));
		});
	}

	#[test]
	fn is_the_sum_over_certificates_whatever_the_day() {
		execute_with_checks(|| {
			sold_on_three_days();
			let certificates: Vec<_> = (0..4).map(certificate).collect();
			for day in 80..=115 {
				let Outstanding { all, later } = outstanding(day);
				let sold_later = certificates.iter().filter(|one| one.start > day);
				assert_eq!(total(later.into_iter().map(|(_, exposure)| exposure)), {
					total(sold_later.map(|one| one.exposure))
				});
				assert_eq!(total(certificates.iter().map(|one| one.exposure)), all);
			}
		});
	}

	#[test]
	fn counts_those_that_were_sold_on_the_day_of_the_freeze() {
		execute_with_checks(|| {
			promised();
			assert_ok!(sell(&[(1, 360)]));
			Today::set(103);
			assert_ok!(distribute(101, &[20_000, 20_000]));
			assert_ok!(sell(&[(2, 720)]));
			assert_ok!(declare());
			Today::set(133);
			assert_ok!(open_vote());
			end_by_vote();
			assert_eq!(outstanding(103).later, [(104, exposure(360, 720, 0))]);
			assert_eq!(outstanding(104).later, []);
			// After an event nothing is slashed.
			let all = exposure(358 * 2 + 360, 358 * 10_001 + 720, 0);
			assert_eq!(outstanding(103).all, all);
			assert_eq!((certificate(1).exposure.slash, certificate(2).exposure.slash), (0, 0));
		});
	}

	#[test]
	fn is_nothing_of_what_had_ended() {
		execute_with_checks(|| {
			two_ended();
			assert_ok!(distribute(104, &[10]));
			end_by_vote();
			let left = exposure(2, 200, 30);
			assert_eq!(outstanding(90), Outstanding { all: left, later: vec![(104, left)] });
			for ended in [0, 1] {
				let InsuredCertificate { start, exposure, .. } = certificate(ended);
				assert_eq!((start, exposure), (101, Exposure::default()));
			}
			assert_eq!(certificate(2).exposure, left);
		});
	}

	#[test]
	fn is_nothing_when_all_was_settled_in_the_freeze() {
		execute_with_checks(|| {
			two_ended();
			assert_ok!(distribute(104, &[10, 10, 10]));
			end_by_vote();
			assert_eq!(outstanding(90), Outstanding::default());
			assert_eq!(certificate(2).exposure, Exposure::default());
		});
	}

	#[test]
	fn never_changes_after_the_termination() {
		execute_with_checks(|| {
			sold_on_three_days();
			let before = (outstanding(100), certificate(1));
			assert_ok!(refund(&[1, 2]));
			pay_out();
			assert_eq!((outstanding(100), certificate(1)), before);
			Today::set(145);
			assert_ok!(retire(&[0, 1, 2, 3]));
			assert_eq!((walk(), outstanding(100)), (vec![], before.0));
		});
	}

	#[test]
	fn is_told_from_32_days_of_sales_on_and_no_more() {
		execute_with_checks(|| {
			// Frozen on day 111: sales of the days 80 to 111 are 32.
			sold_on_three_days();
			assert_eq!(outstanding(80).later.len(), 3);
			let refused = RiskEscrow::outstanding(S, 79);
			assert_noop!(refused, Error::<Test>::TooManySaleDays);
			assert_noop!(RiskEscrow::outstanding(S, 0), Error::<Test>::TooManySaleDays);
		});
	}

	#[test]
	fn is_not_told_of_a_series_that_performs() {
		execute_with_checks(|| {
			assert_noop!(RiskEscrow::outstanding(S, 100), Error::<Test>::UnknownSeries);
			series(S, 10, 3, USDT, 10);
			assert_noop!(RiskEscrow::outstanding(S, 100), Error::<Test>::NotSold);
			promised();
			assert_noop!(RiskEscrow::outstanding(S, 100), Error::<Test>::NotFrozen);
			assert_ok!(declare());
			assert_ok!(RiskEscrow::outstanding(S, 100));
		});
	}

	#[test]
	fn of_a_frozen_series_is_what_is_not_settled_by_now_and_no_slash() {
		execute_with_checks(|| {
			frozen_after_three_sales();
			let frozen = outstanding(100);
			assert_ok!(distribute(103, &[70]));
			let settled = frozen.all.minus(outstanding(100).all).unwrap();
			assert_eq!(settled, exposure(3, 400, 0));
			let before = outstanding(100);
			Today::set(115);
			end_by_vote();
			let ended = outstanding(100);
			let without = |slash: Exposure| Exposure { slash: 0, ..slash };
			assert_eq!((without(ended.all), before.all.slash), (before.all, 0));
			assert_eq!(ended.all.slash, 1_600);
		});
	}
}

mod certificates {
	use super::*;

	#[test]
	fn are_told_with_owner_and_exposure() {
		execute_with_checks(|| {
			sold_on_three_days();
			give(2, BOB);
			let (start, awards) = (102, 0);
			let two = (BOB, start, exposure(39, 3_900, 400), awards);
			let InsuredCertificate { owner, start, exposure, awards } = certificate(2);
			assert_eq!((owner, start, exposure, awards), two);
		});
	}

	#[test]
	fn are_told_of_terminated_series_alone() {
		execute_with_checks(|| {
			let ask = |item| RiskEscrow::insured_certificate(S, item);
			assert_noop!(ask(0), Error::<Test>::UnknownSeries);
			frozen_after_three_sales();
			assert_noop!(ask(0), Error::<Test>::NotTerminated);
			end_by_vote();
			assert_ok!(ask(0));
			assert_noop!(ask(5), Error::<Test>::NotSold);
			assert_noop!(ask(77), Error::<Test>::UnknownCertificate);
		});
	}

	#[test]
	fn remember_sixteen_awards_each_once() {
		execute_with_checks(|| {
			sold_on_three_days();
			let note = |award| with_storage_layer(|| RiskEscrow::note_award(S, 1, award));
			let before = Positions::<Test>::get(S, 1).unwrap();
			for award in [3, 0, 15, 7, 1, 2, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14] {
				assert_eq!(certificate(1).awards & (1 << award), 0);
				assert_ok!(note(award));
				assert_eq!(certificate(1).awards & (1 << award), 1 << award);
				assert_noop!(note(award), Error::<Test>::AlreadyCollected);
			}
			assert_eq!((certificate(1).awards, certificate(2).awards), (u16::MAX, 0));
			let after = Positions::<Test>::get(S, 1).unwrap();
			assert_eq!(after, Position { awards: u16::MAX, ..before });
			assert_noop!(note(16), ArithmeticError::Overflow);
			assert_noop!(note(u8::MAX), ArithmeticError::Overflow);
			assert_noop!(RiskEscrow::note_award(S, 5, 0), Error::<Test>::NotSold);
		});
	}

	#[test]
	fn are_walked_over_one_after_the_other() {
		execute_with_checks(|| {
			assert!(walk().is_empty());
			sold_on_three_days();
			series(8, 10, 40, USDT, 2);
			change_terms(|terms| terms.terminated = true);
			Barred::set(false);
			assert_ok!(RiskEscrow::sell(8, &ALICE, &ALICE, &[(0, 400), (1, 400)]));
			let all = walk();
			let mut sorted = all.clone();
			sorted.sort();
			assert_eq!(sorted, [0, 1, 2, 3]);
			// The burnt ones are passed over, also when the walk had come to one of them.
			Today::set(145);
			assert_ok!(retire(&all[1..3]));
			assert_eq!(walk(), [all[0], all[3]]);
			assert_eq!(RiskEscrow::next_certificate(S, Some(all[1])), Some(all[3]));
			assert_eq!(RiskEscrow::next_certificate(S, Some(all[3])), None);
		});
	}
}
