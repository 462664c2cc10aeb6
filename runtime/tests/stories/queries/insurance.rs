//! Answers about the insurance pool: its money, its claims, its awards.

use crate::{
	insurance_steps::{collect_award, conclude_claim, contribute},
	people::*,
	steps::*,
	world::*,
};
use dmex_primitives::{ClaimId, Day, ItemId, SeriesId};
use dmex_runtime::queries;
use dmex_runtime_api::*;
use pallet_democracy::Conviction;
use pallet_mutual_insurance::{Call, NextClaimId, Rates};
use sp_runtime::FixedU128;

/// A unit earns 0.30 dollars a day, and 1 DMC is worth a cent.
fn rates() -> Rates {
	Rates {
		unit_day: FixedU128::from_u32(300_000),
		payment: FixedU128::from_u32(1),
		dmc: FixedU128::from_rational(1, 100_000_000),
	}
}

fn file(series: SeriesId, incident_day: Day, amount: Balance) -> Call<Runtime> {
	let (cause, evidence, asset) = (text("Überflutung"), evidence(), DOLLAR);
	Call::file_claim { series, incident_day, cause, evidence, asset, amount, rates: rates() }
}

/// Alice claims for what both of them hold.
fn filed(series: SeriesId, incident_day: Day, amount: Balance) -> ClaimId {
	let claim = NextClaimId::<Runtime>::get();
	assert_ok!(act(alice(), file(series, incident_day, amount)));
	claim
}

/// The council claims.
fn filed_by_council(series: SeriesId) -> ClaimId {
	let claim = NextClaimId::<Runtime>::get();
	assert_ok!(council(file(series, today(), DOLLARS)));
	claim
}

fn info(claim: ClaimId) -> ClaimInfo {
	queries::claim(claim).unwrap()
}

/// Two holders vote for a claim, and the vote ends, a day later if they are late; this is the block.
fn passed(claim: ClaimId) {
	let referendum = info(claim).referendum.index;
	for voter in [one(), two()] {
		assert_ok!(vote(voter, referendum, true, Conviction::Locked6x, 6_000_000 * DMC));
	}
	while info(claim).referendum.outcome == Outcome::Ongoing {
		to_block(end_of(referendum));
	}
	assert_eq!(info(claim).status, ClaimState::Voting);
	assert_ok!(conclude_claim(claim));
}

/// What Eve gives to the pool, and what is claimed of it: much less than the cap.
const GIVEN: Balance = 1_000_000_000;
const DOLLARS: Balance = 20_000_001;

fn eve_gives() {
	assert_ok!(contribute(&eve(), DOLLAR, GIVEN));
}

fn pool(asset: Asset) -> Pool {
	let info = queries::insurance().pool;
	info.into_iter().find(|pool| pool.asset == asset).unwrap()
}

fn awards(series: SeriesId, item: ItemId) -> Vec<CertificateAward> {
	queries::certificate(series, item).unwrap().awards
}

#[test]
fn insurance_has_the_pool_and_its_rules() {
	execute_with_checks(|| {
		let info = queries::insurance();
		assert_eq!((info.account, info.claims), (insurance_pool(), vec![]));
		assert_eq!(info.live_claims, 0);
		let rules = InsuranceRules {
			deposit: 1_000 * DMC,
			next_deposit: 1_000 * DMC,
			min_seed: 1_000 * DMC,
			seed_of_pool: 50_000_000 * DMC,
			max_open: 16,
			taken_places: 0,
			cap: FixedU128::from_rational(1, 5),
			total_cap: FixedU128::from_rational(2, 5),
			max_value: FixedU128::from_u32(3),
			cap_days: 90,
			collect_days: 90,
			incident_days: 30,
		};
		assert_eq!(info.rules, rules);
		let assets: Vec<_> = info.pool.iter().map(|pool| pool.asset.clone()).collect();
		let all = [1, 10, 11, 12].map(Asset::WithId);
		assert_eq!(assets, [&[Asset::Native], &all[..]].concat());
		let balance = TOTAL_SUPPLY / 10;
		let available = balance - EXISTENTIAL_DEPOSIT;
		let of = |asset, balance, available| Pool {
			asset,
			balance,
			reserved: 0,
			available,
			recent: 0,
			cap: available / 5,
		};
		assert_eq!(info.pool[0], of(Asset::Native, balance, available));
		let empty = |asset| of(asset, 0, 0);
		assert_eq!(info.pool[1..], all.map(empty));
		eve_gives();
		// One unit keeps the account of the asset.
		assert_eq!(pool(DOLLAR), of(DOLLAR, GIVEN, GIVEN - 1));
	});
}

/// 2 certificates × 58 days × 10 units × 300,000, less 2 × 58 instalments and 120 DMC at a cent.
const LOSS: Balance = 348_000_000 - 116 * INSTALMENT - 1_200_000;

/// What Alice asked for today.
fn asked(claim: ClaimId, series: SeriesId, referendum: ReferendumInfo) -> ClaimInfo {
	ClaimInfo {
		claim,
		series,
		miner: ferdie(),
		claimant: Some(alice()),
		incident_day: today() - 1,
		cause: text("Überflutung"),
		evidence: evidence(),
		asset: DOLLAR,
		asked: DOLLARS,
		rates: rates(),
		deposit: 1_000 * DMC,
		filed_on: today(),
		status: ClaimState::Voting,
		referendum,
		reserved: None,
		loss: None,
		award: None,
	}
}

#[test]
fn claim_follows_its_vote_and_award() {
	execute_with_checks(|| {
		eve_gives();
		let (series, breach) = breached();
		assert!(queries::claim(0).is_none());
		next_day();
		let claim = filed(series, today() - 1, DOLLARS);
		let vote = info(claim).referendum;
		assert_eq!(vote.outcome, Outcome::Ongoing);
		// Two hundredths of the pool and a little more, and what others gave it: less than 50,000,000 ÷ 50.
		let TallyInfo { ayes, nays, turnout } = vote.tally.clone().unwrap();
		let available = pool(DOLLAR).available;
		let seed = (DOLLARS * 50_000_000_000_000).div_ceil(available) * 1_000_000;
		assert_eq!((ayes, turnout, nays.div_ceil(1_000_000) * 1_000_000), (0, nays, seed));
		assert_eq!(vote.end, Some(end_of(vote.index)));
		let asked = asked(claim, series, vote);
		assert_eq!(info(claim), asked);
		assert_eq!(queries::insurance().claims, [asked]);
		assert_eq!(queries::insurance().live_claims, 1);
		let InsuranceRules { taken_places, next_deposit, .. } = queries::insurance().rules;
		assert_eq!((taken_places, next_deposit), (1, 1_000 * DMC));
		assert_eq!(pool(Asset::Native).reserved, 1_000 * DMC);
		assert!(awards(series, 0).is_empty());

		is_awarded(claim, breach);
		is_paid(claim);
		is_over(claim);
	});
}

/// The series ends, the loss is known, and the claim passes.
fn is_awarded(claim: ClaimId, breach: u32) {
	let series = info(claim).series;
	let pool_had = balance(&insurance_pool(), &DOLLAR);
	next_block();
	assert_eq!(info(claim).loss, None, "not known before the series ends");
	to_block(end_of(breach) + 1);
	assert_eq!((info(claim).status, info(claim).loss), (ClaimState::Voting, Some(LOSS)));
	passed(claim);
	let (info, expires_on) = (info(claim), today() + 90);
	let award = AwardInfo { amount: DOLLARS, paid: 0, expires_on, number: 0 };
	assert_eq!((info.status, info.reserved, info.award), (ClaimState::Awarded, None, Some(award)));
	assert_eq!((info.referendum.outcome, info.referendum.tally), (Outcome::Approved, None));
	assert_eq!(info.loss, Some(LOSS - DOLLARS));
	assert_eq!(pool(Asset::Native).reserved, 0);
	let left = Pool {
		asset: DOLLAR,
		balance: pool_had,
		reserved: DOLLARS,
		available: pool_had - DOLLARS - 1,
		recent: DOLLARS,
		cap: (pool_had - DOLLARS - 1) / 5,
	};
	assert_eq!(pool(DOLLAR), left);
	let backing = Backing { asset: DOLLAR, held: pool_had, due: DOLLARS };
	let solvency = queries::solvency().unwrap();
	assert_eq!((solvency.holds, solvency.insurance), (true, vec![backing.into()]));
	let (asset, collectable) = (DOLLAR, Some(DOLLARS / 2));
	let share = CertificateAward { claim, asset, collectable, collected: false, expires_on };
	for item in [0, 1] {
		assert_eq!(awards(series, item), std::slice::from_ref(&share));
	}
	assert!(awards(series, 2).is_empty(), "never sold");
	let held = queries::portfolio(bob(), None, 100).certificates.remove(0);
	assert_eq!(held.awards, [share]);
}

/// Shares come by themselves.
fn is_paid(claim: ClaimId) {
	let series = info(claim).series;
	assert_ok!(collect_award(claim, &[1]));
	let collected = |item| {
		let info = awards(series, item).remove(0);
		(info.collectable, info.collected)
	};
	assert_eq!(collected(0), (Some(DOLLARS / 2), false));
	assert_eq!(collected(1), (None, true));
	assert_eq!(info(claim).award.unwrap().paid, DOLLARS / 2);
	while info(claim).award.unwrap().paid < DOLLARS - 1 {
		next_block();
	}
	assert_eq!(collected(0), (None, true));
	assert_eq!(pool(DOLLAR).reserved, 1);
}

/// The time to collect ends, and with it the claim.
fn is_over(claim: ClaimId) {
	let award = info(claim).award;
	to_day(award.as_ref().unwrap().expires_on);
	assert_ok!(conclude_claim(claim));
	assert_eq!((info(claim).status, info(claim).award), (ClaimState::Expired, award));
	assert_eq!(pool(DOLLAR).reserved, 0);
	assert!(queries::insurance().claims.is_empty());
	assert!(queries::solvency().unwrap().insurance.is_empty());
	assert_eq!(queries::claims(None, 100).claims, [info(claim)]);
	assert!(awards(info(claim).series, 0)[0].collected);
}

#[test]
fn claims_that_come_to_nothing_have_no_award() {
	execute_with_checks(|| {
		eve_gives();
		let series = mine();
		next_day();
		assert_ok!(declare_event(series));
		let (kept, turned_down) = (filed(series, today(), DOLLARS), filed_by_council(series));
		assert_eq!((info(turned_down).claimant, info(turned_down).deposit), (None, 0));
		// The council's takes no place.
		assert_eq!(queries::insurance().rules.taken_places, 1);
		assert_eq!(queries::insurance().live_claims, 2);
		passed(kept);
		let (waits, pool) = (info(kept), pool(DOLLAR));
		let state = (waits.status, waits.reserved, waits.loss, waits.award.clone());
		assert_eq!(state, (ClaimState::Approved, Some(DOLLARS), None, None));
		assert_eq!((pool.balance, pool.reserved), (balance(&insurance_pool(), &DOLLAR), DOLLARS));
		assert_ok!(conclude_claim(turned_down));
		let state = (info(turned_down).status, info(turned_down).referendum.outcome);
		assert_eq!(state, (ClaimState::Rejected, Outcome::Rejected));
		let live = queries::insurance().claims;
		assert_eq!(live, std::slice::from_ref(&waits));

		assert_ok!(end_event(series));
		assert_ok!(conclude_claim(kept));
		let void = ClaimInfo { status: ClaimState::Void, reserved: None, ..waits };
		assert_eq!(info(kept), void);
		assert!(queries::insurance().claims.is_empty());
	});
}

#[test]
fn claims_come_page_by_page() {
	execute_with_checks(|| {
		let nothing = ClaimsPage { claims: vec![], cursor: None };
		assert_eq!(queries::claims(None, 100), nothing);
		let series = mine();
		next_day();
		assert_ok!(declare_event(series));
		for id in 0..5 {
			assert_eq!(filed_by_council(series), id);
		}
		let page = |cursor, limit| {
			let page = queries::claims(cursor, limit);
			let ids: Vec<_> = page.claims.iter().map(|claim| claim.claim).collect();
			(ids, page.cursor)
		};
		assert_eq!(page(None, 2), (vec![0, 1], Some(1)));
		assert_eq!(page(Some(1), 2), (vec![2, 3], Some(3)));
		assert_eq!(page(Some(3), 2), (vec![4], None));
		assert_eq!(page(None, 5), (vec![0, 1, 2, 3, 4], None), "a full last page");
		assert_eq!(page(Some(0), 1_000), (vec![1, 2, 3, 4], None));
		assert_eq!(page(None, 0), (vec![0], Some(0)));
		for cursor in [4, 5, ClaimId::MAX] {
			assert_eq!(queries::claims(Some(cursor), 100), nothing);
		}
		// What is over stays among all, and leaves the live ones.
		assert_ok!(end_event(series));
		assert_ok!(conclude_claim(2));
		assert_eq!(info(2).referendum.outcome, Outcome::Cancelled);
		let live: Vec<_> = queries::insurance().claims.iter().map(|claim| claim.claim).collect();
		assert_eq!(live, [0, 1, 3, 4], "the oldest first");
		assert_eq!(page(None, 100).0, [0, 1, 2, 3, 4]);
	});
}
