//! Cases that DMC holders decide, each in a referendum of its own: applications, breaches, events and
//! claims. Anyone concludes what its referendum enacts, and nothing else decides it.

use crate::{insurance_steps::*, people::*, steps::*, world::*};
use dmex_runtime::Preimage;
use frame_support::traits::StorePreimage;
use pallet_democracy::{Call as Democracy, Conviction, ReferendumCount};
use pallet_miner_registry::{ApplicationStatus, Call as Registry, Error as RegistryError};
use pallet_mutual_insurance::{Call as Insurance, Error as InsuranceError};
use pallet_risk_escrow::{Call as Escrow, Error as EscrowError};
use sp_runtime::DispatchError;

/// A case that is put to the vote.
struct Case {
	referendum: u32,
	/// Call that its referendum dispatches as Root.
	enact: RuntimeCall,
	/// Call by which anyone carries out the outcome.
	conclude: RuntimeCall,
	/// Whether the vote passed, and that was carried out.
	is_enacted: Box<dyn Fn() -> bool>,
	still_voting: DispatchError,
	not_passed: DispatchError,
}

fn an_application() -> Case {
	let application = Plan::default().apply();
	Case {
		referendum: crate::steps::application(application).referendum,
		enact: Registry::approve_application { application }.into(),
		conclude: Registry::conclude_application { application }.into(),
		is_enacted: Box::new(move || status(application) == ApplicationStatus::Approved),
		still_voting: RegistryError::<Runtime>::StillVoting.into(),
		not_passed: RegistryError::<Runtime>::VoteNotPassed.into(),
	}
}

/// The vote on a frozen series, whose end is proposed.
fn an_end_of(series: u32) -> Case {
	Case {
		referendum: referendum_on(series),
		enact: Escrow::terminate { series }.into(),
		conclude: Escrow::conclude_vote { series }.into(),
		is_enacted: Box::new(move || ledger(series).state.termination().is_some()),
		still_voting: EscrowError::<Runtime>::StillVoting.into(),
		not_passed: EscrowError::<Runtime>::VoteNotPassed.into(),
	}
}

fn a_breach() -> Case {
	an_end_of(breached().0)
}

fn an_event() -> Case {
	let series = stricken();
	event_vote(series);
	an_end_of(series)
}

fn a_claim() -> Case {
	let claim = ClaimRequest::of(stricken()).filed(&alice());
	Case {
		referendum: claim_of(claim).referendum,
		enact: Insurance::approve_claim { claim }.into(),
		conclude: Insurance::conclude_claim { claim }.into(),
		is_enacted: Box::new(move || claim_status(claim).counted().is_some()),
		still_voting: InsuranceError::<Runtime>::StillVoting.into(),
		not_passed: InsuranceError::<Runtime>::VoteNotPassed.into(),
	}
}

/// Run a story with a case of each kind; it is told whether silence passes the vote.
fn with_each_case(story: impl Fn(Case, bool)) {
	let kinds: [(fn() -> Case, bool); 4] =
		[(an_application, false), (a_breach, true), (an_event, false), (a_claim, false)];
	for (open, silence_passes) in kinds {
		execute_with_checks(|| story(open(), silence_passes));
	}
}

impl Case {
	fn conclude(&self) -> sp_runtime::DispatchResult {
		act(nobody(), self.conclude.clone())
	}

	fn support(&self) {
		for voter in [one(), two()] {
			assert_ok!(vote(voter, self.referendum, true, Conviction::Locked6x, 25 * DECISIVE));
		}
	}
}

#[test]
fn anyone_concludes_before_the_call_comes_which_then_finds_nothing_to_do() {
	with_each_case(|case, _| {
		case.support();
		let end = end_of(case.referendum);
		to_block(end - 1);
		assert_noop!(case.conclude(), case.still_voting);
		next_block();
		assert!(!(case.is_enacted)());
		assert_ok!(case.conclude());
		assert!((case.is_enacted)());
		next_block();
		assert_eq!(enacted(), Some(Ok(())));
		assert!((case.is_enacted)());
	});
}

#[test]
fn a_call_lost_to_a_full_agenda_does_no_harm() {
	with_each_case(|case, _| {
		case.support();
		let end = end_of(case.referendum);
		fill_agenda(end + 1);
		to_block(end + 3);
		assert!(!(case.is_enacted)());
		assert_ok!(case.conclude());
		assert!((case.is_enacted)());
	});
}

/// A breach is proved by the ledger: cancelling the vote saves nobody.
#[test]
fn a_cancelled_vote_decides_what_silence_does() {
	with_each_case(|case, silence_passes| {
		case.support();
		let cancel = Democracy::emergency_cancel { ref_index: case.referendum };
		assert_noop!(act(alice(), cancel.clone()), DispatchError::BadOrigin);
		assert_noop!(council(cancel.clone()), DispatchError::BadOrigin);
		assert_noop!(five_of_the_council(cancel.clone()), DispatchError::BadOrigin);
		assert_ok!(root(cancel));
		assert_noop!(root(case.enact.clone()), case.not_passed);
		assert_ok!(case.conclude());
		assert_eq!((case.is_enacted)(), silence_passes);
	});
}

/// Another referendum dispatches as Root, too.
#[test]
fn root_does_not_anticipate_a_vote() {
	with_each_case(|case, _| {
		let enact = || case.enact.clone();
		for refused in [act(alice(), enact()), council(enact()), five_of_the_council(enact())] {
			assert_eq!(refused, Err(DispatchError::BadOrigin));
		}
		assert_noop!(root(enact()), case.not_passed);
		assert_eq!(root(case.conclude.clone()), Err(DispatchError::BadOrigin));
	});
}

/// A public proposal makes Root approve an application whose own vote failed.
#[test]
fn a_passed_public_proposal_decides_no_case() {
	execute_with_checks(|| {
		let case = an_application();
		let proposal = Preimage::bound(case.enact.clone()).unwrap();
		assert_ok!(act(alice(), Democracy::propose { proposal, value: 1_000 * DMC }));
		let public = ReferendumCount::<Runtime>::get();
		while ReferendumCount::<Runtime>::get() == public {
			next_block();
		}
		carry(public);
		to_block(end_of(public) + BLOCKS_A_DAY);
		assert_eq!(enacted(), Some(Err(case.not_passed)));
		assert_ok!(case.conclude());
		assert!(!(case.is_enacted)());
	});
}
