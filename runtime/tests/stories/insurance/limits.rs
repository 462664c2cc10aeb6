//! What a claim takes, and what bounds it: public nays by what is asked for, places, the caps for one
//! miner and for all, and the value of a unit-day.

use crate::{insurance_steps::*, people::*, steps::*, trading::*, world::*};
use dmex_primitives::{ClaimId, ItemId, SeriesId};
use dmex_runtime::{
	parameters::dynamic_params::insurance::{MaxOpen, Parameters as Insurance},
	RuntimeParameters,
};
use pallet_democracy::{Approved, Conviction, Tally, VoteThreshold};
use pallet_mutual_insurance::{ClaimStatus, Error, OpenClaims, TakenPlaces};
use sp_runtime::{FixedPointNumber, FixedU128};

/// A claim for some part of what the pool has in dollars, by a council that need not hold anything.
fn asks_dollars(series: SeriesId, amount: Balance) -> ClaimRequest {
	ClaimRequest { amount, ..ClaimRequest::in_dollars(series) }
}

mod nays {
	use super::*;

	/// Public nays, and ayes that are just too few to pass beside them without another vote, in DMC: at one
	/// vote for each, and at six.
	const TABLE: [(Balance, Balance, Balance); 7] = [
		(1_000, 99_668, 29_956),
		(50_000, 1_340_745, 395_026),
		(500_000, 6_137_270, 1_754_908),
		(2_500_000, 17_623_390, 4_857_591),
		(5_000_000, 27_664_910, 7_464_243),
		(10_000_000, 43_310_530, 11_394_550),
		(50_000_000, 120_935_514, 29_546_625),
	];

	fn passes(nays: Balance, each: Balance, put_in: Balance) -> bool {
		let [nays, put_in] = [nays * DMC, put_in * DMC];
		let tally = Tally { ayes: put_in * each, nays, turnout: nays + put_in };
		VoteThreshold::SuperMajorityApprove.approved(tally, TOTAL_SUPPLY)
	}

	#[test]
	fn take_what_the_readme_says() {
		for (nays, once, six_times) in TABLE {
			for (each, few) in [(1, once), (6, six_times)] {
				let passes = [few - 1, few + 1].map(|put_in| passes(nays, each, put_in));
				assert_eq!(passes, [false, true], "{nays}: {few}");
			}
		}
	}

	/// Two holders of DMC who hold enough for a small claim ask for a fifth of the pool. Everybody else is
	/// silent.
	#[test]
	fn of_a_fifth_of_the_pool_reject_what_would_pass_for_a_little() {
		execute_with_checks(|| {
			let series = stricken();
			let fifth = ClaimRequest { amount: cap(), ..ClaimRequest::of(series) };
			let little = ClaimRequest { amount: 100 * DMC, ..ClaimRequest::of(series) };
			let claims = [fifth, little].map(|request| request.filed(&alice()));
			let seeds = claims.map(|claim| votes_on(claim).nays);
			// As much as a referendum on anything else.
			let root = 10_000_000 * DMC;
			assert!(seeds[0] <= root && seeds[0] > root - DMC, "{}", seeds[0]);
			assert_eq!(seeds[1], 1_000 * DMC);
			for claim in claims {
				for voter in [one(), two()] {
					let referendum = claim_of(claim).referendum;
					assert_ok!(vote(voter, referendum, true, Conviction::Locked1x, DECISIVE * 10));
				}
			}
			to_block(vote_ends(claims[1]) + 1);
			assert!(matches!(claim_status(claims[1]), ClaimStatus::Approved { .. }));
			assert_ok!(conclude_claim(claims[0]));
			assert_eq!(claim_status(claims[0]), ClaimStatus::Rejected);
		});
	}

	#[test]
	fn of_more_than_all_are_those_of_all() {
		execute_with_checks(|| {
			let series = stricken();
			for amount in [TOTAL_SUPPLY, Balance::MAX] {
				let claim = ClaimRequest { amount, ..ClaimRequest::of(series) }.filed(&alice());
				assert_eq!(votes_on(claim).nays, 50_000_000 * DMC);
			}
			// Of dollars the pool has none, or next to none.
			let dollars = asks_dollars(series, pool(&DOLLAR).max(1)).filed(&alice());
			assert_eq!(votes_on(dollars).nays, 50_000_000 * DMC);
		});
	}

	/// There is no part of nothing.
	#[test]
	fn of_what_the_pool_has_not_are_those_for_all() {
		execute_with_checks(|| {
			let series = stricken();
			let one = FixedU128::from_inner(1);
			let rates = pallet_mutual_insurance::Rates { unit_day: one, payment: one, dmc: one };
			let claim = ClaimRequest { asset: COIN, amount: 1, rates, ..ClaimRequest::of(series) };
			assert_eq!(balance(&insurance_pool(), &COIN), 0);
			assert_eq!(votes_on(claim.filed(&alice())).nays, 50_000_000 * DMC);
		});
	}
}

mod places {
	use super::*;

	fn set_places(places: u32) {
		let places = Insurance::MaxOpen(MaxOpen, Some(places));
		assert_ok!(set_parameter(RuntimeParameters::Insurance(places)));
	}

	/// Dave fills the only place with a claim for next to nothing, again and again. Those who hold
	/// certificates of the same series claim beside him, Admin files for any series, and it costs him.
	#[test]
	fn of_a_series_are_shared_by_its_claims() {
		execute_with_checks(|| {
			set_places(1);
			let (series, other) = (stricken(), Plan { miner: eve(), ..sixty_days() });
			let other = other.on_sale_at(PRICE);
			assert_ok!(buy(&charlie(), other, &[0], PRICE));
			next_day();
			assert_ok!(declare_event(other));
			assert_ok!(hand_over(&charlie(), series, 2, &dave()));
			let junk = ClaimRequest { amount: 1, ..ClaimRequest::of(series) };
			let spent = dmc(&dave());
			for _ in 0..12 {
				junk.filed(&dave());
			}
			assert_eq!(
				(TakenPlaces::<Runtime>::get(), OpenClaims::<Runtime>::get(series)),
				(1, 12)
			);
			assert_eq!(spent - dmc(&dave()), (10 + 2 * 2) * CLAIM_DEPOSIT);
			ClaimRequest::of(series).filed(&alice());
			let of_other = ClaimRequest::of(other);
			let full = Error::<Runtime>::TooManyOpenClaims;
			assert_noop!(of_other.by(&charlie()), full);
			of_other.filed_by_council();
			// Nobody votes: the deposits are the pool's, and the place is free.
			let before = pool(&NATIVE);
			let last = pallet_mutual_insurance::NextClaimId::<Runtime>::get() - 1;
			to_block(vote_ends(last) + 1);
			for claim in 0..=last {
				assert_ok!(conclude_claim(claim));
			}
			assert_eq!((pool(&NATIVE), TakenPlaces::<Runtime>::get()), (before, 0));
			assert_eq!(reserved(&NATIVE), 0);
			of_other.filed(&charlie());
		});
	}

	#[test]
	fn cost_more_the_more_are_taken() {
		execute_with_checks(|| {
			set_places(2);
			let plans = [bob(), dave(), eve()].map(|miner| Plan { miner, ..sixty_days() });
			let all = plans.map(|plan| plan.on_sale_at(PRICE));
			for series in &all {
				assert_ok!(buy(&alice(), *series, &[0], PRICE));
			}
			next_day();
			for series in &all {
				assert_ok!(declare_event(*series));
			}
			let little = |series| ClaimRequest { amount: DMC, ..ClaimRequest::of(series) };
			let deposit = |series| claim_of(little(series).filed(&alice())).deposit;
			assert_eq!(deposit(all[0]), CLAIM_DEPOSIT);
			set_places(3);
			assert_eq!(deposit(all[1]), CLAIM_DEPOSIT);
			// Two of three are five eighths.
			assert_eq!(deposit(all[2]), 2 * CLAIM_DEPOSIT);
		});
	}
}

/// Three miners fail together. Each may get a fifth of the pool, and all together two fifths.
#[test]
fn several_miners_do_not_empty_the_pool() {
	execute_with_checks(|| {
		let hundred = 100_000_000;
		let plans = [bob(), dave(), ferdie()].map(|miner| Plan { miner, ..sixty_days() });
		let all = plans.map(|plan| plan.on_sale_at(PRICE));
		for series in &all {
			assert_ok!(buy(&alice(), *series, &[0], PRICE));
		}
		next_day();
		assert_ok!(contribute(&eve(), DOLLAR, hundred));
		let had = pool(&DOLLAR) - 1;
		for series in &all {
			assert_ok!(declare_event(*series));
		}
		let ask = |series: &SeriesId| asks_dollars(*series, had / 5).filed(&alice());
		let claims: Vec<ClaimId> = all.iter().map(ask).collect();
		claims.iter().for_each(|claim| support(*claim));
		to_block(vote_ends(claims[2]) + 2);
		let got: Vec<_> = claims.iter().map(|claim| reserved_for(*claim)).collect();
		let first = had / 5;
		// Two fifths of what the first leaves, less what it got; after that nothing is left.
		assert_eq!(got, [first, (had - first) * 2 / 5 - first, 0]);
		assert!(got.iter().sum::<Balance>() <= had * 2 / 5);
	});
}

/// The value of a unit-day in the asset of income is at most three times the average.
#[test]
fn income_is_worth_at_most_three_times_the_average() {
	execute_with_checks(|| {
		let series = stricken();
		let average = FixedU128::from_u32(AVERAGE);
		let rates = |unit_day| pallet_mutual_insurance::Rates {
			unit_day,
			payment: FixedU128::from_inner(1),
			dmc: FixedU128::from_inner(1),
		};
		let ask = |unit_day| {
			let rates = rates(unit_day);
			ClaimRequest { asset: COIN, amount: 1, rates, ..ClaimRequest::of(series) }
		};
		let max = average * FixedU128::from_u32(3);
		let more = max + FixedU128::from_inner(1);
		assert_noop!(ask(more).by(&alice()), Error::<Runtime>::ValueAboveAverage);
		assert_ok!(ask(max).by(&alice()));
	});
}

/// Deposit of a certificate.
fn deposit_of(series: SeriesId, item: ItemId) -> Balance {
	pallet_risk_escrow::Positions::<Runtime>::get(series, item).unwrap().deposit
}

/// Charlie buys for the miner at the voted floor and resells to Alice at twelve times as much; Bob buys a
/// protected certificate at the same price. The miner fails, and the pool makes good what was lost: Bob's
/// by what he paid into escrow, and Alice's by what Charlie paid.
#[test]
fn a_certificate_resold_dear_is_insured_by_its_deposit() {
	execute_with_checks(|| {
		fund_dollars();
		let plan = Plan { floor: 20_000, ..sixty_days() };
		let cheap = plan.lowest_price() + plan.lowest_price() / 50;
		let series = plan.on_sale_at(PRICE);
		assert_ok!(reprice(&plan.miner, series, &[0], cheap));
		assert_ok!(buy(&charlie(), series, &[0], cheap));
		assert_ok!(list(&charlie(), series, &[0], PRICE));
		assert_ok!(buy(&alice(), series, &[0], PRICE));
		assert_ok!(buy(&bob(), series, &[1], PRICE));
		pays(series, &[EXPECTED; 2]);
		paid_out();
		assert_ok!(declare_event(series));

		let deposits = [0, 1].map(|item| deposit_of(series, item));
		assert!(deposits[0] * 10 < deposits[1], "{deposits:?}");
		// 58 days of each are not settled. Three times what was paid for them all is the limit.
		let [cheaply, dearly] = deposits.map(|deposit| deposit / 60 * 58);
		let unit_days = 2 * 58 * 10;
		let claim_at = |unit_day: FixedU128| {
			let request = ClaimRequest::in_dollars(series);
			let rates = pallet_mutual_insurance::Rates { unit_day, ..request.rates };
			ClaimRequest { rates, amount: 1_000_000_000, ..request }
		};
		let max = FixedU128::from_rational(3 * (cheaply + dearly), unit_days);
		let above = claim_at(max + FixedU128::from_u32(1));
		assert_noop!(above.by(&alice()), Error::<Runtime>::ValueAboveDeposits);
		let claim = claim_at(max - FixedU128::from_u32(1)).filed(&alice());
		support(claim);
		to_block(vote_ends(claim) + 1);
		let [alices, bobs] = [alice(), bob()].map(|who| balance(&who, &DOLLAR));
		ended(series);
		award_paid_out(claim);
		paid_out();
		let alices = balance(&alice(), &DOLLAR) - alices;
		let bobs = balance(&bob(), &DOLLAR) - bobs;
		// Refund and award together: three times what Charlie paid for the days, and a rest of the deposit.
		assert!(alices <= 3 * cheaply + 60, "{alices} of {cheaply}");
		assert!(alices > 2 * cheaply, "{alices} of {cheaply}");
		// By the rate alone she would have got several times as much.
		let by_rate = unit_days / 2 * (max - FixedU128::from_u32(1)).saturating_mul_int(1u128);
		assert!(alices * 5 < by_rate, "{alices} and {by_rate}");
		assert!(bobs > dearly, "{bobs} of {dearly}");
	});
}
