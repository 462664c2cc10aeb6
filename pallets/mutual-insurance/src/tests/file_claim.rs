//! Asking the pool to make good a loss.

use super::*;
use sp_runtime::{ArithmeticError, TokenError};

/// A valid request.
fn ask() -> Ask {
	Ask::new(500)
}

fn refused(ask: Ask, error: Error<Test>) {
	assert_noop!(ask.file(signed(ALICE)), error);
}

#[test]
fn by_a_holder_charges_the_deposit_and_opens_a_vote() {
	execute_with_checks(|| {
		assert_ok!(ask().file(signed(ALICE)));
		assert_eq!((dmc(ALICE), reserved(DMC)), (FUNDS - DEPOSIT, DEPOSIT));
		assert_eq!(available(DMC), POOL);
		let filed = Event::ClaimFiled {
			claim: 0,
			series: SERIES,
			referendum: 70,
			claimant: Some(ALICE),
			incident_day: FROZEN,
			asset: USDT,
			amount: 500,
			deposit: DEPOSIT,
		};
		assert_eq!(events(), [filed]);
		let vote =
			(crate::Call::approve_claim { claim: 0 }, Seed::Nay(2_500), VoteOutcome::Ongoing);
		assert_eq!(Votes::get(70), Some(vote));
		assert_eq!((places(SERIES), NextClaimId::<Test>::get()), ((1, 1), 1));
		assert_eq!(Insurance::live_claims(9), [0]);
	});
}

#[test]
fn stores_what_was_asked_and_the_rules() {
	execute_with_checks(|| {
		Today::set(&103);
		let claim = ask().on(90).filed();
		let expected = Claim {
			series: SERIES,
			miner: MINER,
			claimant: Some(ALICE),
			deposit: DEPOSIT,
			incident_day: 90,
			cause: b"fire".to_vec().try_into().unwrap(),
			evidence: Evidence { hash: [7; 32], uri: b"ipfs://x".to_vec().try_into().unwrap() },
			asset: USDT,
			asked: 500,
			rates: rates(10, 1, 5),
			rules: AwardRules {
				cap: Permill::from_percent(20),
				total_cap: Permill::one(),
				max_value: 1_000_000,
				collect_days: 90,
			},
			freezes: 1,
			filed_on: 103,
			referendum: 70,
			status: ClaimStatus::Voting,
		};
		assert_eq!(claim_of(claim), expected);
	});
}

#[test]
fn by_admin_charges_no_deposit() {
	execute_with_checks(|| {
		for (claim, origin) in [(0, RuntimeOrigin::root()), (1, signed(ADMIN))] {
			assert_ok!(ask().file(origin));
			let Claim { claimant, deposit, .. } = claim_of(claim);
			assert_eq!((claimant, deposit, reserved(DMC)), (None, 0, 0));
			assert_eq!(places(SERIES), (0, 0));
		}
	});
}

#[test]
fn needs_an_origin() {
	execute_with_checks(|| {
		assert_noop!(ask().file(RuntimeOrigin::none()), DispatchError::BadOrigin);
	});
}

#[test]
fn by_somebody_without_certificate_is_refused() {
	execute_with_checks(|| {
		assert_noop!(ask().file(signed(STRANGER)), Error::<Test>::NotHolder);
		give(0, STRANGER);
		assert_noop!(ask().file(signed(ALICE)), Error::<Test>::NotHolder);
		assert_ok!(ask().file(signed(STRANGER)));
	});
}

/// A certificate first sold after the incident lets its holder file.
#[test]
fn by_a_holder_who_is_not_insured_is_possible() {
	execute_with_checks(|| {
		assert_ok!(ask().file(signed(DAVE)));
	});
}

#[test]
fn by_the_miner_is_refused_though_it_holds_certificates() {
	execute_with_checks(|| {
		assert_noop!(ask().file(signed(MINER)), Error::<Test>::IsMiner);
		give(0, OTHER_MINER);
		let other = ask().of(OTHER);
		assert_noop!(other.file(signed(OTHER_MINER)), Error::<Test>::IsMiner);
	});
}

#[test]
fn of_an_unknown_series_is_refused() {
	execute_with_checks(|| refused(ask().of(9), Error::UnknownSeries));
}

#[test]
fn of_a_performing_series_is_refused() {
	execute_with_checks(|| {
		resume(SERIES);
		refused(ask(), Error::NotFrozen);
		freeze_again(SERIES);
		assert_ok!(ask().file(signed(ALICE)));
	});
}

#[test]
fn accepts_an_incident_of_the_30_days_before_the_freeze() {
	for (terminated, today) in [(false, FROZEN + 7), (true, FROZEN + 50)] {
		execute_with_checks(|| {
			if terminated {
				terminate(SERIES);
			}
			Today::set(&today);
			for day in [0, FROZEN - 31, FROZEN + 1] {
				refused(ask().on(day), Error::InvalidIncidentDay);
			}
			for day in [FROZEN - 30, FROZEN] {
				assert_ok!(ask().on(day).file(signed(ALICE)));
			}
		});
	}
}

#[test]
fn for_nothing_is_refused() {
	execute_with_checks(|| {
		refused(Ask::new(0), Error::ZeroAmount);
		assert_ok!(Ask::new(1).file(signed(ALICE)));
	});
}

#[test]
fn is_in_dmc_or_what_deposits_or_income_are_paid_in() {
	execute_with_checks(|| {
		for asset in [EUR, SHADY] {
			refused(ask().paid_in(asset), Error::AssetNotAllowed);
		}
		refused(ask().of(DMC_SERIES).at(rates(10, 5, 5)), Error::AssetNotAllowed);
		for asset in [USDT, BTC, DMC] {
			assert_ok!(ask().paid_in(asset).file(signed(ALICE)));
		}
	});
}

#[test]
fn wants_a_cause_that_is_text() {
	execute_with_checks(|| {
		for cause in [vec![], vec![0xff], "fi\u{202e}re".into(), b"fire\n".to_vec()] {
			refused(Ask { cause, ..ask() }, Error::InvalidText);
		}
		let cause = "é".repeat(32).into_bytes();
		assert_ok!(Ask { cause, ..ask() }.file(signed(ALICE)));
	});
}

#[test]
fn wants_evidence_that_can_be_found() {
	execute_with_checks(|| {
		for uri in ["", "x", "javascript://x", "https://", "https://x\u{200b}.org"] {
			refused(Ask { uri: uri.into(), ..ask() }, Error::InvalidUri);
		}
		refused(Ask { uri: vec![0xc3], ..ask() }, Error::InvalidUri);
		for uri in ["ipfs://x", "https://example.org/x"] {
			assert_ok!(Ask { uri: uri.into(), ..ask() }.file(signed(ALICE)));
		}
	});
}

#[test]
fn wants_rates_above_zero() {
	execute_with_checks(|| {
		for zero in [rates(0, 1, 1), rates(1, 0, 1), rates(1, 1, 0)] {
			refused(ask().paid_in(BTC).at(zero), Error::InvalidRates);
		}
		let mut min = rates(1, 1, 1);
		min.unit_day = FixedU128::from_inner(1);
		assert_ok!(ask().at(min).file(signed(ALICE)));
	});
}

#[test]
fn wants_one_for_one_of_the_asset_that_is_asked_for() {
	execute_with_checks(|| {
		refused(ask().at(rates(10, 2, 5)), Error::InvalidRates);
		refused(ask().paid_in(DMC).at(rates(10, 1, 2)), Error::InvalidRates);
		assert_ok!(ask().paid_in(DMC).at(rates(10, 7, 1)).file(signed(ALICE)));
	});
}

#[test]
fn wants_one_rate_for_dmc_if_it_was_the_payment() {
	execute_with_checks(|| {
		let ask = ask().of(DMC_SERIES).paid_in(BTC);
		refused(ask.clone().at(rates(10, 1, 5)), Error::InvalidRates);
		refused(ask.clone().paid_in(DMC).at(rates(10, 2, 2)), Error::InvalidRates);
		assert_ok!(ask.clone().at(rates(10, 5, 5)).file(signed(ALICE)));
		assert_ok!(ask.paid_in(DMC).at(rates(10, 1, 1)).file(signed(ALICE)));
	});
}

#[test]
fn of_a_terminated_series_wants_a_loss() {
	execute_with_checks(|| {
		terminate(SERIES);
		// 10 × 10 × 6 is what refund and pledge give: 400 + 40 × 5.
		refused(ask().at(rates(6, 1, 5)), Error::NothingToRecover);
		let mut more = rates(6, 1, 5);
		more.unit_day = FixedU128::from_rational(60_025, 10_000);
		// Four have a loss of a quarter each.
		assert_ok!(ask().at(more).file(signed(ALICE)));
		refused(ask().on(70).at(more), Error::NothingToRecover);
	});
}

#[test]
fn of_a_terminated_series_wants_somebody_insured() {
	execute_with_checks(|| {
		(0..3).for_each(|item| change_cert(item, |cert| cert.start = 80));
		terminate(SERIES);
		refused(ask().on(79), Error::NothingToRecover);
		assert_ok!(ask().on(80).file(signed(ALICE)));
	});
}

/// Its loss is not known yet.
#[test]
fn of_a_frozen_series_wants_no_loss() {
	execute_with_checks(|| {
		assert_ok!(ask().at(rates(1, 1, 50)).file(signed(ALICE)));
	});
}

#[test]
fn of_a_series_that_is_not_kept_is_refused() {
	execute_with_checks(|| {
		terminate(SERIES);
		Kept::set(&false);
		assert_noop!(ask().file(signed(ALICE)), DispatchError::Other("not kept"));
	});
}

#[test]
fn needs_the_deposit_and_keeps_the_account() {
	execute_with_checks(|| {
		DepositNow::set(&(FUNDS - ED + 1));
		assert_noop!(ask().file(signed(ALICE)), TokenError::NotExpendable);
		DepositNow::set(&(FUNDS - ED));
		assert_ok!(ask().file(signed(ALICE)));
		assert_eq!((dmc(ALICE), reserved(DMC)), (ED, FUNDS - ED));
	});
}

#[test]
fn without_a_vote_changes_nothing() {
	execute_with_checks(|| {
		VotesOpen::set(&false);
		assert_noop!(ask().file(signed(ALICE)), DispatchError::Other("no more referenda"));
	});
}

#[test]
fn with_the_last_id_is_refused() {
	execute_with_checks(|| {
		NextClaimId::<Test>::put(ClaimId::MAX);
		assert_noop!(ask().file(signed(ALICE)), ArithmeticError::Overflow);
		NextClaimId::<Test>::put(ClaimId::MAX - 1);
		assert_ok!(ask().file(signed(ALICE)));
	});
}
