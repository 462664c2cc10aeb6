//! The insurance pool, from the incident to the last award: what refund, slashed pledge and pool
//! give together is what was lost, and no more.

use crate::{book::Book, insurance_steps::*, people::*, steps::*, trading::*, world::*};
use pallet_democracy::Tally;
use pallet_mutual_insurance::{ClaimStatus, Error, Event, LiveClaims, Recent, VoidReason};
use pallet_risk_escrow::{Call as Escrow, Error as EscrowError};
use sp_runtime::DispatchError;

/// Days of Alice's and Bob's certificates that were never settled.
const LEFT: Balance = 58;

fn failed(claim: u32, series: u32, item: u32, error: impl Into<DispatchError>) -> Event<Runtime> {
	Event::CollectFailed { claim, series, item, error: error.into() }
}

/// A flood. The council freezes the series by a motion, Alice claims, the holders of DMC approve it
/// and end the series; refund and award come by themselves. Charlie bought on the very day.
#[test]
fn a_flood_from_its_first_day_to_the_last_award() {
	play(|| {
		let series = mine();
		pays(series, &[EXPECTED; 2]);
		assert_ok!(buy(&charlie(), series, &[2], PRICE));
		paid_out();
		let mut book = Book::open();
		motion(Escrow::freeze_for_event { series, evidence: evidence() });
		let claim = alice_claims(series);
		book.moves(alice(), insurance_pool(), &NATIVE, CLAIM_DEPOSIT);
		book.agrees("filed");
		assert_eq!(reserved(&NATIVE), CLAIM_DEPOSIT);

		assert_noop!(conclude_claim(claim), Error::<Runtime>::StillVoting);
		pass(claim);
		// No more than Alice and Bob have lost by now.
		let set_aside = 2 * LEFT * LOST_A_DAY;
		assert_told(Event::ClaimApproved { claim, series, asset: NATIVE, set_aside });
		book.moves(insurance_pool(), alice(), &NATIVE, CLAIM_DEPOSIT);
		book.agrees("approved");
		assert_eq!(reserved(&NATIVE), set_aside);
		assert_noop!(conclude_claim(claim), Error::<Runtime>::StillFrozen);
		assert_noop!(collect(claim, &[0]), Error::<Runtime>::NotAwarded);

		ended(series);
		book.agrees("ended");
		awarded_at_once(claim, series);
		let refund = DEPOSIT - 2 * SLICE;
		for who in [alice(), bob()] {
			book.moves(escrow(), who.clone(), &DOLLAR, refund);
			book.moves(insurance_pool(), who, &NATIVE, LEFT * LOST_A_DAY);
		}
		book.moves(escrow(), charlie(), &DOLLAR, DEPOSIT);
		book.agrees("paid");
		made_good(LEFT * SLICE, 0, LEFT * LOST_A_DAY);
		collected_once(claim, series);
		book.agrees("asked again");
	});
}

/// She asks for everything, and the vote starts with its seed.
fn alice_claims(series: u32) -> u32 {
	let wish = Wish::of(series);
	assert_eq!(wish.incident_day, today());
	let claim = wish.filed(&alice());
	assert_told(Event::ClaimFiled {
		claim,
		series,
		referendum: claim_of(claim).referendum,
		claimant: Some(alice()),
		incident_day: wish.incident_day,
		asset: NATIVE,
		amount: ALL,
		deposit: CLAIM_DEPOSIT,
	});
	let nays = 1_000 * DMC;
	assert_eq!(votes_on(claim), Tally { ayes: 0, nays, turnout: nays });
	assert_eq!(vote_ends(claim), System::block_number() + 7 * BLOCKS_A_DAY);
	claim
}

/// The block in which the series ended fixes the award and pays it.
fn awarded_at_once(claim: u32, series: u32) {
	let on = today();
	pushed(claim);
	let (loss, until) = (2 * LEFT * LOST_A_DAY, on + 90);
	let (asset, amount) = (NATIVE, loss);
	assert_closed_told(Event::ClaimAwarded { claim, series, asset, amount, loss, until });
	assert_closed_told(Event::PushDone { claim, certificates: 3 });
}

/// What a certificate lost is what refund, slashed pledge and pool gave for it, to the last unit.
fn made_good(refund: Balance, slash: Balance, award: Balance) {
	let value = LEFT * 10 * UNIT_DAY;
	let got = refund * IN_DMC + slash + award;
	println!("lost {value}: refund {refund} × {IN_DMC}, slash {slash}, award {award}");
	assert_eq!(got, value);
}

/// Whoever asks for more gets nothing; then the time is over, and nothing is left to return.
fn collected_once(claim: u32, series: u32) {
	assert_ok!(collect(claim, &[0, 1, 2, 3, 9]));
	let again = Error::<Runtime>::AlreadyCollected;
	assert_told(failed(claim, series, 0, again));
	assert_told(failed(claim, series, 1, Error::<Runtime>::AlreadyCollected));
	assert_told(failed(claim, series, 2, Error::<Runtime>::NotCovered));
	assert_told(failed(claim, series, 3, EscrowError::<Runtime>::NotSold));
	assert_told(failed(claim, series, 9, EscrowError::<Runtime>::UnknownCertificate));
	let paid = award(claim);
	assert_eq!((paid.paid, reserved(&NATIVE)), (paid.amount, 0));
	to_day(paid.until);
	assert_noop!(collect(claim, &[0]), Error::<Runtime>::Expired);
	next_block();
	assert_closed_told(Event::ClaimExpired { claim, series, asset: NATIVE, returned: 0 });
	assert_eq!(claim_status(claim), ClaimStatus::Expired(paid));
	assert_noop!(conclude_claim(claim), Error::<Runtime>::AlreadyDecided);
	assert_noop!(collect(claim, &[0]), Error::<Runtime>::Expired);
	assert!(!LiveClaims::<Runtime>::contains_key(claim));
}

/// After a breach the slashed pledge comes before the pool, which gives the rest. Both votes end
/// together.
#[test]
fn after_a_breach_the_pool_gives_what_the_pledge_does_not() {
	play(|| {
		let (series, vote_on) = breached();
		paid_out();
		let mut book = Book::open();
		let claim = Wish::of(series).filed(&bob());
		book.moves(bob(), insurance_pool(), &NATIVE, CLAIM_DEPOSIT);
		support(claim);
		to_block(end_of(vote_on) + 1);
		book.moves(pledges(), escrow(), &NATIVE, 120 * DMC);
		book.agrees("ended");
		paid_out();
		pass_the_rest(claim);
		pushed(claim);
		let (slash, refund) = (60 * DMC, DEPOSIT - 2 * SLICE);
		let share = LEFT * LOST_A_DAY - slash;
		assert_eq!((award(claim).amount, award(claim).paid), (2 * share, 2 * share));
		book.moves(insurance_pool(), bob(), &NATIVE, CLAIM_DEPOSIT);
		for who in [alice(), bob()] {
			book.moves(escrow(), who.clone(), &DOLLAR, refund);
			book.moves(escrow(), who.clone(), &NATIVE, slash);
			book.moves(insurance_pool(), who, &NATIVE, share);
		}
		book.agrees("paid");
		made_good(LEFT * SLICE, slash, share);
	});
}

/// The votes of a claim that was supported end.
fn pass_the_rest(claim: u32) {
	if claim_status(claim) == ClaimStatus::Voting {
		to_block(vote_ends(claim) + 1);
	}
	assert!(claim_status(claim).award().is_some());
}

/// The pledge was worth more than what was lost: there is nothing for the pool to make good.
#[test]
fn a_pledge_that_covers_the_loss_leaves_nothing_to_award() {
	play(|| {
		let (series, _) = breached();
		// Units earn three tenths: 30 DMC are lost, and 60 slashed.
		let rates = rates_of(3 * DMC / 10);
		let claim = Wish { rates, ..Wish::of(series) }.filed(&alice());
		support(claim);
		let before = dmc(&alice()) + CLAIM_DEPOSIT + 60 * DMC;
		to_block(vote_ends(claim) + 1);
		paid_out();
		assert_eq!(claim_status(claim), ClaimStatus::Void);
		assert_eq!((dmc(&alice()), reserved(&NATIVE)), (before, 0));
		assert_eq!(Recent::<Runtime>::iter().count(), 0);
		let again = Wish { rates, ..Wish::of(series) }.by(&alice());
		assert_eq!(again, Err(Error::<Runtime>::NothingToRecover.into()));
	});
}

/// By a motion, without a deposit.
#[test]
fn the_council_claims_for_the_holders() {
	play(|| {
		let series = stricken();
		let mut book = Book::open();
		motion(Wish::of(series).call());
		let record = claim_of(0);
		assert_eq!((record.claimant, record.deposit), (None, 0));
		pass(0);
		book.agrees("approved");
		ended(series);
		pushed(0);
		for (who, days) in [(alice(), 2), (bob(), 2), (charlie(), 0)] {
			book.moves(escrow(), who, &DOLLAR, DEPOSIT - days * SLICE);
		}
		for who in [alice(), bob()] {
			book.moves(insurance_pool(), who, &NATIVE, LEFT * LOST_A_DAY);
		}
		book.agrees("paid");
	});
}

/// The series ended before anybody claimed: the award is fixed with the approval, and pushed.
#[test]
fn a_claim_comes_after_the_end() {
	play(|| {
		let series = lost();
		paid_out();
		let mut book = Book::open();
		let claim = Wish::of(series).filed(&charlie());
		assert_eq!(MutualInsurance::loss(claim), Some(2 * LEFT * LOST_A_DAY));
		pass(claim);
		assert_eq!(award(claim).amount, 2 * LEFT * LOST_A_DAY);
		pushed(claim);
		for who in [alice(), bob()] {
			book.moves(insurance_pool(), who, &NATIVE, LEFT * LOST_A_DAY);
		}
		book.agrees("paid");
	});
}

/// An approved claim waits for the end of the series, which does not come: it is void, its money is
/// free, and counts for no limit.
#[test]
fn a_series_that_goes_on_voids_its_claim() {
	play(|| {
		let series = stricken();
		let book = Book::open();
		// More than there is: the whole limit.
		let wish =
			Wish { amount: TOTAL_SUPPLY, rates: rates_of(DMC * 1_000_000), ..Wish::of(series) };
		let claim = wish.filed(&alice());
		let limit = cap(&NATIVE);
		pass(claim);
		assert_eq!(set_aside(claim), limit);
		assert_eq!(Recent::<Runtime>::get(ferdie(), NATIVE).into_inner(), [(today(), limit)]);
		assert_ok!(reinstate(series));
		next_block();
		let reason = VoidReason::Resumed;
		assert_closed_told(Event::ClaimVoided { claim, series, reason });
		assert_eq!(claim_status(claim), ClaimStatus::Void);
		assert_eq!((reserved(&NATIVE), Recent::<Runtime>::iter().count()), (0, 0));
		book.agrees("void");
		assert_noop!(conclude_claim(claim), Error::<Runtime>::AlreadyDecided);

		// Frozen anew, it takes another claim, for all that the limit allows.
		assert_ok!(declare_event(series));
		let wish = Wish { incident_day: today(), ..wish };
		let again = wish.filed(&bob());
		pass(again);
		assert_eq!(set_aside(again), limit);
		ended(series);
		pushed(again);
		// Charlie's certificate was sold long before this incident.
		let paid = [0, 1, 2].map(|item| MutualInsurance::awards_of(series, item));
		assert!(paid.iter().all(|awards| awards.len() == 1 && awards[0].collected));
	});
}

/// Frozen again in the very block: the claim was about another freeze.
#[test]
fn a_claim_does_not_outlive_its_freeze() {
	play(|| {
		let series = stricken();
		let wish = Wish::of(series);
		let approved = wish.approved();
		let voting = wish.filed(&alice());
		assert_ok!(vote_for(voting));
		let before = dmc(&alice());
		assert_ok!(reinstate(series));
		assert_ok!(declare_event(series));
		let referendum = claim_of(voting).referendum;
		for claim in [approved, voting] {
			assert_ok!(conclude_claim(claim));
			let reason = VoidReason::Resumed;
			assert_told(Event::ClaimVoided { claim, series, reason });
		}
		assert_eq!(dmc(&alice()), before + CLAIM_DEPOSIT);
		let info = pallet_democracy::ReferendumInfoOf::<Runtime>::get(referendum);
		assert_eq!((info, reserved(&NATIVE)), (None, 0));
		assert_eq!(pallet_mutual_insurance::OpenVotes::<Runtime>::get(), 0);
		assert_eq!(ledger(series).claims.open, 0);
	});
}

fn vote_for(claim: u32) -> sp_runtime::DispatchResult {
	let referendum = claim_of(claim).referendum;
	vote(one(), referendum, true, pallet_democracy::Conviction::Locked1x, DECISIVE)
}

/// The vote on a claim passes after the series went on, before anybody looked: void all the same.
#[test]
fn a_vote_that_passes_too_late_awards_nothing() {
	play(|| {
		let series = stricken();
		let claim = Wish::of(series).filed(&alice());
		support(claim);
		let before = dmc(&alice());
		to_block(vote_ends(claim));
		assert_ok!(reinstate(series));
		assert_ok!(conclude_claim(claim));
		assert_eq!(claim_status(claim), ClaimStatus::Void);
		assert_eq!((dmc(&alice()), reserved(&NATIVE)), (before + CLAIM_DEPOSIT, 0));
		next_block();
		assert_eq!(enacted(), Some(Ok(())));
		assert_eq!(dmc(&alice()), before + CLAIM_DEPOSIT);
	});
}

/// Certificates are kept while a claim is live and thirty days more, and then burnt.
#[test]
fn certificates_are_kept_while_a_claim_is_live() {
	play(|| {
		let series = lost();
		let on = today();
		to_day(on + 29);
		let claim = Wish::of(series).approved();
		to_day(on + 60);
		let kept: DispatchError = EscrowError::<Runtime>::StillKept.into();
		assert_ok!(retire(series, &[0]));
		assert_told(pallet_risk_escrow::Event::RetireFailed { series, item: 0, error: kept });
		to_day(award(claim).until);
		next_block();
		assert_eq!(ledger(series).claims.open, 0);
		let over = ledger(series).claims.last + 30;
		to_day(over - 1);
		assert_ok!(retire(series, &[0]));
		assert_told(pallet_risk_escrow::Event::RetireFailed { series, item: 0, error: kept });
		// Until then another claim may be filed, but nothing is left to recover.
		assert_noop!(Wish::of(series).by(&alice()), Error::<Runtime>::NothingToRecover);
		next_day();
		let dearer = Wish { rates: rates_of(DMC), ..Wish::of(series) };
		assert_noop!(dearer.by(&alice()), EscrowError::<Runtime>::NotKept);
		assert_ok!(retire(series, &[0, 1, 2]));
		assert_eq!(pallet_risk_escrow::Positions::<Runtime>::iter().count(), 0);
	});
}
