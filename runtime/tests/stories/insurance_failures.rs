//! What goes wrong: payees that cannot be paid, awards that nobody collects, full blocks.

use crate::{insurance_steps::*, people::*, steps::*, trading::*, world::*};
use dmex_primitives::{ClaimId, SeriesId};
use pallet_mutual_insurance::{ClaimStatus, Error, Event, LiveClaims};
use pallet_risk_escrow::Owed;

const SHARE: Balance = 58 * DOLLARS_A_DAY;

fn dollars<const N: usize>(who: [AccountId; N]) -> [Balance; N] {
	who.map(|who| balance(&who, &DOLLAR))
}

/// A series that was insured in dollars has ended, and Bob cannot be paid any. Returns it, and the
/// claim.
fn ended_while_bob_is_blocked() -> (SeriesId, ClaimId) {
	fund_dollars();
	let series = stricken();
	let claim = Wish::in_dollars(series).approved();
	block_asset(DOLLARS, bob());
	ended(series);
	(series, claim)
}

/// Bob cannot be paid dollars: Alice is, and Bob when he can.
#[test]
fn a_payee_that_is_blocked_stops_nobody_and_collects_later() {
	play(|| {
		let (_, claim) = ended_while_bob_is_blocked();
		let before = dollars([alice(), bob(), insurance_pool()]);
		pushed(claim);
		paid_out();
		let refund = DEPOSIT - 2 * SLICE;
		let [alices, bobs, pools] = before;
		let now = || dollars([alice(), bob(), insurance_pool()]);
		assert_eq!(now(), [alices + refund + SHARE, bobs, pools - SHARE]);
		assert_eq!((Owed::<Runtime>::get(bob(), DOLLAR), reserved(&DOLLAR)), (refund, SHARE));
		assert_eq!((award(claim).amount, award(claim).paid), (2 * SHARE, SHARE));
		check_everything();
		assert_ok!(collect(claim, &[1]));
		let told = events().into_iter().any(|event| {
			matches!(event, RuntimeEvent::MutualInsurance(Event::CollectFailed { item: 1, .. }))
		});
		assert!(told && now()[1] == bobs);
		to_day(award(claim).until - 1);
		thaw_asset(DOLLARS, bob());
		assert_ok!(collect(claim, &[0, 1]));
		assert_eq!(now(), [alices + refund + SHARE, bobs + SHARE, pools - 2 * SHARE]);
		assert_eq!(reserved(&DOLLAR), 0);
	});
}

/// What nobody collects in time is the pool's again, and gone for the certificate.
#[test]
fn an_award_expires_into_the_pool() {
	play(|| {
		let (series, claim) = ended_while_bob_is_blocked();
		pushed(claim);
		let before = pool(&DOLLAR);
		let until = award(claim).until;
		to_day(until - 1);
		assert_noop!(conclude_claim(claim), Error::<Runtime>::StillCollectable);
		while today() < until {
			full_block();
		}
		assert!(LiveClaims::<Runtime>::contains_key(claim));
		// Its time is over whether or not somebody has said so.
		thaw_asset(DOLLARS, bob());
		assert_noop!(collect(claim, &[1]), Error::<Runtime>::Expired);
		assert_ok!(conclude_claim(claim));
		assert_told(Event::ClaimExpired { claim, series, asset: DOLLAR, returned: SHARE });
		assert_eq!((pool(&DOLLAR), reserved(&DOLLAR)), (before, 0));
		assert_noop!(collect(claim, &[1]), Error::<Runtime>::Expired);
		assert_noop!(Wish::of(series).by(&bob()), Error::<Runtime>::NothingToRecover);
	});
}

/// Blocks that leave no room do nothing; whoever cannot wait does it.
#[test]
fn full_blocks_wait() {
	play(|| {
		let series = stricken();
		let claim = Wish::of(series).approved();
		doomed(series);
		assert_ok!(settle_vote(series));
		for _ in 0..5 {
			full_block();
		}
		assert!(matches!(claim_status(claim), ClaimStatus::Approved { .. }));
		assert_ok!(conclude_claim(claim));
		full_block();
		assert_eq!(award(claim).paid, 0);
		pushed(claim);
		assert_eq!(award(claim).paid, award(claim).amount);
		assert_eq!(LiveClaims::<Runtime>::get(claim).map(|round| round.looked), Some(3));
	});
}

/// An account so poor that a share would not let it exist gets nothing, and the push goes on.
#[test]
fn a_share_below_the_existential_deposit_is_not_paid_to_an_account_that_is_gone() {
	play(|| {
		let series = stricken();
		let claim = Wish { amount: EXISTENTIAL_DEPOSIT, ..Wish::of(series) }.approved();
		ended(series);
		paid_out();
		assert_eq!(award(claim).paid, EXISTENTIAL_DEPOSIT);
		let other = Wish { amount: EXISTENTIAL_DEPOSIT, ..Wish::of(series) }.approved();
		assert_ok!(hand_over(&alice(), series, 0, &nobody()));
		pushed(other);
		assert_eq!((dmc(&nobody()), award(other).paid), (0, award(other).amount / 2));
		check_everything();
		give(nobody(), DMC);
		assert_ok!(collect(other, &[0]));
		assert_eq!(dmc(&nobody()), DMC + award(other).amount / 2);
	});
}

/// Everybody is gone who might have had the deposit: it stays where it is due, and harms nobody.
#[test]
fn a_claimant_that_is_gone_gets_its_deposit_all_the_same() {
	play(|| {
		let series = stricken();
		let claim = Wish::of(series).filed(&charlie());
		empty(charlie());
		pass(claim);
		assert_eq!(dmc(&charlie()), CLAIM_DEPOSIT);
	});
}

/// The pool is empty but for what keeps its account, or holds nothing of the asset.
#[test]
fn a_pool_without_the_coin_awards_nothing() {
	play(|| {
		let series = stricken();
		let coins = Wish { asset: COIN, ..Wish::in_dollars(series) };
		let claim = coins.approved();
		assert_eq!((set_aside(claim), pool(&COIN)), (0, 0));
		ended(series);
		next_block();
		next_block();
		assert_eq!(claim_status(claim), ClaimStatus::Void);
		// A few of them, later: a fifth of what is there above the least.
		assert_ok!(contribute(&eve(), COIN, 1_001));
		let again = coins.approved();
		assert_eq!(award(again).amount, 200);
		pushed(again);
		assert_eq!(award(again).paid, 200);
	});
}
