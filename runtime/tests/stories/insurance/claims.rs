//! Claims from the incident to the last award: refund, slashed pledge and pool together give what was
//! lost, and no more.

use crate::{book::Book, insurance_steps::*, people::*, steps::*, trading::*, world::*};
use dmex_primitives::{ClaimId, ItemId, SeriesId};
use frame_support::weights::Weight;
use pallet_democracy::{Call as Democracy, Conviction, Tally, Voting, VotingOf};
use pallet_mutual_insurance::{
	Call, ClaimStatus, Error, Event, LiveClaims, Recent, RecentTotals, VoidReason,
};
use pallet_risk_escrow::{Call as Escrow, Error as EscrowError};
use sp_runtime::DispatchError;

/// Days of Alice's and of Bob's certificate that were never settled.
const LEFT: Balance = 58;

fn failed(
	claim: ClaimId,
	series: SeriesId,
	item: ItemId,
	error: impl Into<DispatchError>,
) -> Event<Runtime> {
	Event::AwardCollectionFailed { claim, series, item, error: error.into() }
}

/// A flood. The council freezes the series by a motion, Alice files a claim, the DMC holders approve
/// it and end the series; refund and award come by themselves. Charlie bought on the day of the flood.
#[test]
fn refund_and_award_make_good_the_loss_after_an_event() {
	execute_with_checks(|| {
		let series = mine();
		pays(series, &[EXPECTED; 2]);
		assert_ok!(buy(&charlie(), series, &[2], PRICE));
		paid_out();
		let mut book = Book::open();
		motion(Escrow::freeze_for_event { series, evidence: evidence() });
		let claim = alice_files(series);
		book.moves(alice(), insurance_pool(), &NATIVE, CLAIM_DEPOSIT);
		book.agrees("filed");
		assert_eq!(reserved(&NATIVE), CLAIM_DEPOSIT);

		assert_noop!(conclude_claim(claim), Error::<Runtime>::StillVoting);
		pass(claim);
		// No more than Alice and Bob have lost by now.
		let loss = 2 * LEFT * LOST_A_DAY;
		assert_emitted(Event::ClaimApproved { claim, series, asset: NATIVE, reserved: loss });
		book.moves(insurance_pool(), alice(), &NATIVE, CLAIM_DEPOSIT);
		book.agrees("approved");
		assert_eq!(reserved(&NATIVE), loss);
		assert_noop!(conclude_claim(claim), Error::<Runtime>::StillFrozen);
		assert_noop!(collect_award(claim, &[0]), Error::<Runtime>::NotAwarded);

		ended(series);
		book.agrees("ended");
		is_awarded(claim, series);
		let refund = DEPOSIT - 2 * INSTALMENT;
		for who in [alice(), bob()] {
			book.moves(escrow(), who.clone(), &DOLLAR, refund);
			book.moves(insurance_pool(), who, &NATIVE, LEFT * LOST_A_DAY);
		}
		book.moves(escrow(), charlie(), &DOLLAR, DEPOSIT);
		book.agrees("paid");
		assert_made_good(LEFT * INSTALMENT, 0, LEFT * LOST_A_DAY);
		expires(claim, series);
		book.agrees("asked again");
	});
}

/// Alice asks for everything, and the vote starts with its seed.
fn alice_files(series: SeriesId) -> ClaimId {
	let request = ClaimRequest::of(series);
	assert_eq!(request.incident_day, today());
	let claim = request.filed(&alice());
	assert_emitted(Event::ClaimFiled {
		claim,
		series,
		referendum: claim_of(claim).referendum,
		claimant: Some(alice()),
		incident_day: request.incident_day,
		asset: NATIVE,
		amount: ALL,
		deposit: CLAIM_DEPOSIT,
	});
	// About a hundredth of the pool.
	let available = pool(&NATIVE) - reserved(&NATIVE) - EXISTENTIAL_DEPOSIT;
	let nays = (50_000_000 * DMC * ALL).div_ceil(available);
	assert_eq!(votes_on(claim), Tally { ayes: 0, nays, turnout: nays });
	assert_eq!(vote_ends(claim), System::block_number() + 7 * BLOCKS_A_DAY);
	claim
}

/// The block in which the series ended fixes the award and pays it.
fn is_awarded(claim: ClaimId, series: SeriesId) {
	let on = today();
	award_paid_out(claim);
	let (loss, expires_on) = (2 * LEFT * LOST_A_DAY, on + 90);
	let (asset, amount) = (NATIVE, loss);
	assert_emitted_in_last_block(Event::ClaimAwarded {
		claim,
		series,
		asset,
		amount,
		loss,
		expires_on,
	});
	assert_emitted_in_last_block(Event::PayoutDone { claim, certificates: 3 });
}

/// Assert that refund, slashed pledge and award are the loss of a certificate, to the last unit.
fn assert_made_good(refund: Balance, slash: Balance, award: Balance) {
	assert_eq!(refund * IN_DMC + slash + award, LEFT * 10 * UNIT_DAY);
}

/// Nobody collects twice; then the award expires, and nothing is left to return.
fn expires(claim: ClaimId, series: SeriesId) {
	assert_ok!(collect_award(claim, &[0, 2, 3, 9]));
	assert_emitted(failed(claim, series, 0, Error::<Runtime>::AlreadyCollected));
	assert_emitted(failed(claim, series, 2, Error::<Runtime>::NotInsured));
	assert_emitted(failed(claim, series, 3, EscrowError::<Runtime>::NotSold));
	assert_emitted(failed(claim, series, 9, EscrowError::<Runtime>::UnknownCertificate));
	let paid = award(claim);
	assert_eq!((paid.paid, reserved(&NATIVE)), (paid.amount, 0));
	to_day(paid.expires_on);
	assert_noop!(collect_award(claim, &[0]), Error::<Runtime>::Expired);
	next_block();
	assert_emitted_in_last_block(Event::ClaimExpired { claim, series, asset: NATIVE, returned: 0 });
	assert_eq!(claim_status(claim), ClaimStatus::Expired(paid));
	assert_noop!(conclude_claim(claim), Error::<Runtime>::AlreadyDecided);
	assert_noop!(collect_award(claim, &[0]), Error::<Runtime>::Expired);
	assert!(!LiveClaims::<Runtime>::contains_key(claim));
}

/// After a breach the slashed pledge comes first, and the pool gives the rest. Both votes end
/// together.
#[test]
fn the_pool_gives_what_the_slashed_pledge_does_not_after_a_breach() {
	execute_with_checks(|| {
		let (series, vote_on) = breached();
		paid_out();
		let mut book = Book::open();
		let claim = ClaimRequest::of(series).filed(&bob());
		book.moves(bob(), insurance_pool(), &NATIVE, CLAIM_DEPOSIT);
		support(claim);
		to_block(end_of(vote_on) + 1);
		book.moves(pledges(), escrow(), &NATIVE, 120 * DMC);
		book.agrees("ended");
		paid_out();
		if claim_status(claim) == ClaimStatus::Voting {
			to_block(vote_ends(claim) + 1);
		}
		award_paid_out(claim);
		let (slash, refund) = (60 * DMC, DEPOSIT - 2 * INSTALMENT);
		let share = LEFT * LOST_A_DAY - slash;
		assert_eq!((award(claim).amount, award(claim).paid), (2 * share, 2 * share));
		book.moves(insurance_pool(), bob(), &NATIVE, CLAIM_DEPOSIT);
		for who in [alice(), bob()] {
			book.moves(escrow(), who.clone(), &DOLLAR, refund);
			book.moves(escrow(), who.clone(), &NATIVE, slash);
			book.moves(insurance_pool(), who, &NATIVE, share);
		}
		book.agrees("paid");
		assert_made_good(LEFT * INSTALMENT, slash, share);
	});
}

/// An approved claim waits for the end of the series, which does not come: its money is released, and
/// counts for no limit.
#[test]
fn a_claim_is_void_if_its_series_goes_on() {
	execute_with_checks(|| {
		let series = stricken();
		let book = Book::open();
		let request = ClaimRequest::of(series);
		let claim = request.filed(&alice());
		let lost = 2 * LOST;
		pass(claim);
		assert_eq!(reserved_for(claim), lost);
		assert_eq!(Recent::<Runtime>::get(ferdie(), NATIVE).into_inner(), [(today(), lost)]);
		assert_eq!(RecentTotals::<Runtime>::get(NATIVE).into_inner(), [(today(), lost)]);
		assert_ok!(end_event(series));
		next_block();
		let reason = VoidReason::Resumed;
		assert_emitted_in_last_block(Event::ClaimVoided { claim, series, reason });
		assert_eq!(claim_status(claim), ClaimStatus::Void);
		assert_eq!((reserved(&NATIVE), Recent::<Runtime>::iter().count()), (0, 0));
		assert_eq!(RecentTotals::<Runtime>::iter().count(), 0);
		book.agrees("void");
		assert_noop!(conclude_claim(claim), Error::<Runtime>::AlreadyDecided);

		// Frozen anew, it takes another claim, now for Charlie's certificate too.
		assert_ok!(declare_event(series));
		let request = ClaimRequest { incident_day: today(), ..request };
		let again = request.filed(&bob());
		pass(again);
		assert_eq!(reserved_for(again), lost + 60 * LOST_A_DAY);
		ended(series);
		award_paid_out(again);
		let paid = [0, 1, 2].map(|item| MutualInsurance::awards_of(series, item));
		assert!(paid.iter().all(|awards| awards.len() == 1 && awards[0].collected));
	});
}

#[test]
fn certificates_are_kept_while_a_claim_is_live_and_thirty_days_more() {
	execute_with_checks(|| {
		let series = lost();
		let on = today();
		to_day(on + 29);
		let claim = ClaimRequest::of(series).approved();
		to_day(on + 60);
		let kept: DispatchError = EscrowError::<Runtime>::StillKept.into();
		assert_ok!(retire(series, &[0]));
		assert_emitted(pallet_risk_escrow::Event::RetireFailed { series, item: 0, error: kept });
		to_day(award(claim).expires_on);
		next_block();
		assert_eq!(ledger(series).history.claims.open, 0);
		let over = ledger(series).history.claims.last + 30;
		to_day(over - 1);
		assert_ok!(retire(series, &[0]));
		assert_emitted(pallet_risk_escrow::Event::RetireFailed { series, item: 0, error: kept });
		// Until then another claim may be filed, but nothing is left to recover.
		assert_noop!(ClaimRequest::of(series).by(&alice()), Error::<Runtime>::NothingToRecover);
		next_day();
		let dearer = ClaimRequest { rates: rates_of(DMC * 7 / 10), ..ClaimRequest::of(series) };
		assert_noop!(dearer.by(&alice()), EscrowError::<Runtime>::NotKept);
		assert_ok!(retire(series, &[0, 1, 2]));
		assert_eq!(pallet_risk_escrow::Positions::<Runtime>::iter().count(), 0);
	});
}

/// Alice files a claim and gives her certificate away; Bob sold his before the freeze. The award goes
/// to the holders at the end, the deposit to whoever paid it.
#[test]
fn an_award_goes_to_whoever_holds_the_certificate() {
	execute_with_checks(|| {
		let series = mine();
		pays(series, &[EXPECTED; 2]);
		assert_ok!(list(&bob(), series, &[1], 1_000));
		assert_ok!(buy(&dave(), series, &[1], 1_000));
		paid_out();
		assert_ok!(declare_event(series));
		let claim = ClaimRequest::of(series).filed(&alice());
		let before = [alice(), bob(), charlie(), dave(), eve()].map(|who| dmc(&who));
		assert_ok!(hand_over(&alice(), series, 0, &charlie()));
		pass(claim);
		assert_ok!(hand_over(&charlie(), series, 0, &eve()));
		ended(series);
		award_paid_out(claim);
		let after = [alice(), bob(), charlie(), dave(), eve()].map(|who| dmc(&who));
		let gained: Vec<_> = after.iter().zip(before).map(|(now, had)| now - had).collect();
		assert_eq!(gained, [CLAIM_DEPOSIT, 0, 0, LOST, LOST]);
	});
}

/// Bob cannot be paid dollars. Alice is paid, and Bob's share goes back to the pool on the day the
/// award expires, whether or not a block has room to conclude it.
#[test]
fn a_share_that_cannot_be_paid_stops_nobody_and_expires_into_the_pool() {
	execute_with_checks(|| {
		let share = 58 * DOLLARS_A_DAY;
		fund_dollars();
		let series = stricken();
		let claim = ClaimRequest::in_dollars(series).approved();
		block_asset(DOLLARS, bob());
		ended(series);
		let dollars = || [alice(), bob(), insurance_pool()].map(|who| balance(&who, &DOLLAR));
		let [alices, bobs, pools] = dollars();
		award_paid_out(claim);
		paid_out();
		let refund = DEPOSIT - 2 * INSTALMENT;
		assert_eq!(dollars(), [alices + refund + share, bobs, pools - share]);
		assert_eq!((credit(&bob(), &DOLLAR), reserved(&DOLLAR)), (refund, share));
		assert_ok!(collect_award(claim, &[1]));
		assert_eq!((award(claim).amount, award(claim).paid), (2 * share, share));

		let expires_on = award(claim).expires_on;
		to_day(expires_on - 1);
		assert_noop!(conclude_claim(claim), Error::<Runtime>::StillCollectable);
		while today() < expires_on {
			full_block();
		}
		assert!(LiveClaims::<Runtime>::contains_key(claim));
		thaw_asset(DOLLARS, bob());
		assert_noop!(collect_award(claim, &[1]), Error::<Runtime>::Expired);
		assert_ok!(conclude_claim(claim));
		assert_emitted(Event::ClaimExpired { claim, series, asset: DOLLAR, returned: share });
		assert_eq!((dollars()[2], reserved(&DOLLAR)), (pools - share, 0));
	});
}

/// Votes that are delegated to the pool count for nothing.
#[test]
fn the_pool_never_votes() {
	execute_with_checks(|| {
		let series = stricken();
		let claim = ClaimRequest::of(series).filed(&alice());
		let seeded = votes_on(claim);
		let to = sp_runtime::MultiAddress::Id(insurance_pool());
		let conviction = Conviction::None;
		assert_ok!(act(bob(), Democracy::delegate { to, conviction, balance: DMC }));
		assert_eq!(votes_on(claim), seeded);
		let voting = VotingOf::<Runtime>::get(insurance_pool());
		assert!(matches!(voting, Voting::Direct { votes, .. } if votes.is_empty()));
	});
}

/// Alice and Bob call something as a multisig of two.
fn together(call: impl Into<RuntimeCall>) {
	let call = Box::new(call.into());
	let multi = |other: AccountId, maybe_timepoint| pallet_multisig::Call::as_multi {
		threshold: 2,
		other_signatories: vec![other],
		maybe_timepoint,
		call: call.clone(),
		max_weight: Weight::from_parts(u64::MAX / 4, u64::MAX / 4),
	};
	let timepoint = dmex_runtime::Multisig::timepoint();
	assert_ok!(act(alice(), multi(bob(), None)));
	assert_ok!(act(bob(), multi(alice(), Some(timepoint))));
}

/// In batches, as a derived account, and by a multisig, everything is as it is alone.
#[test]
fn a_multisig_claims_and_a_batch_collects() {
	execute_with_checks(|| {
		let series = stricken();
		let mut both = vec![alice(), bob()];
		both.sort();
		let shared = dmex_runtime::Multisig::multi_account_id(&both, 2);
		assert_ok!(hand_over(&alice(), series, 0, &shared));
		give(shared.clone(), 2_000 * DMC);
		together(ClaimRequest::of(series).call());
		assert_eq!(claim_of(0).claimant, Some(shared.clone()));
		assert_eq!(balance(&shared, &NATIVE), 1_000 * DMC);
		pass(0);
		assert_eq!(balance(&shared, &NATIVE), 2_000 * DMC);
		event_vote_passed(series);
		assert_ok!(conclude_vote(series));
		// All together, by somebody who has nothing to do with it.
		let conclude = || RuntimeCall::from(Call::conclude_claim { claim: 0 });
		let collect = |list: &[ItemId]| Call::collect_award { claim: 0, items: items(list) }.into();
		let calls = vec![conclude(), collect(&[0]), collect(&[1, 0])];
		let call = Box::new(pallet_utility::Call::batch_all { calls }.into());
		assert_ok!(act(dave(), pallet_utility::Call::as_derivative { index: 5, call }));
		let paid = award(0);
		assert_eq!((paid.paid, reserved(&NATIVE)), (paid.amount, 0));
		assert_eq!(balance(&shared, &NATIVE), 2_000 * DMC + paid.amount / 2);
		// A batch that fails as a whole undoes what it did.
		let contribution = Call::contribute { asset: NATIVE, amount: DMC }.into();
		let before = (balance(&bob(), &NATIVE), pool(&NATIVE), reserved(&NATIVE));
		let batch = pallet_utility::Call::batch_all { calls: vec![contribution, conclude()] };
		assert_eq!(act(bob(), batch), Err(Error::<Runtime>::StillCollectable.into()));
		assert_eq!((balance(&bob(), &NATIVE), pool(&NATIVE), reserved(&NATIVE)), before);
	});
}
