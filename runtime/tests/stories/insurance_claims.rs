//! Claims to the insurance pool: who files them, for what, and how their votes end.

use crate::{insurance_steps::*, people::*, steps::*, trading::*, world::*};
use dmex_primitives::ClaimId;
use dmex_runtime::{
	genesis_config_presets::FIL, parameters::dynamic_params::*, Preimage, RuntimeParameters,
};
use frame_support::{traits::StorePreimage, BoundedVec};
use pallet_democracy::{Call as Democracy, ReferendumCount, ReferendumInfoOf};
use pallet_mutual_insurance::{Call, ClaimStatus, Error, Event, OpenVotes, Rates};
use pallet_risk_escrow::Error as EscrowError;
use sp_runtime::{DispatchError, FixedU128, MultiAddress, Permill};

/// A series that performs, one that sold nothing, and one that does not exist.
#[test]
fn only_series_that_failed_are_claimed_for() {
	play(|| {
		let unsold = sixty_days().on_sale_at(PRICE);
		let series = mine();
		let wish = |series| Wish {
			series,
			incident_day: today(),
			asset: NATIVE,
			amount: ALL,
			rates: rates_of(UNIT_DAY),
		};
		assert_noop!(wish(series).by(&alice()), Error::<Runtime>::NotFrozen);
		assert_noop!(council(wish(series).call()), Error::<Runtime>::NotFrozen);
		let unknown: DispatchError = Error::<Runtime>::UnknownSeries.into();
		assert_noop!(wish(unsold).by(&ferdie()), unknown);
		assert_noop!(wish(series + 1).by(&alice()), unknown);
		pays(series, &[EXPECTED]);
		assert_noop!(wish(series).by(&alice()), Error::<Runtime>::NotFrozen);
		assert_ok!(declare_event(series));
		assert_ok!(wish(series).by(&alice()));
		assert_ok!(reinstate(series));
		assert_noop!(wish(series).by(&alice()), Error::<Runtime>::NotFrozen);
	});
}

/// Holders do; not the miner, though it holds what it never sold, nor strangers, nor who sold.
#[test]
fn holders_claim_and_nobody_else() {
	play(|| {
		let series = stricken();
		let wish = Wish::of(series);
		assert_noop!(wish.by(&ferdie()), Error::<Runtime>::IsMiner);
		assert_noop!(wish.by(&eve()), Error::<Runtime>::NotHolder);
		assert_noop!(wish.by(&insurance_pool()), Error::<Runtime>::NotHolder);
		assert_ok!(hand_over(&alice(), series, 0, &eve()));
		assert_noop!(wish.by(&alice()), Error::<Runtime>::NotHolder);
		assert_ok!(hand_over(&bob(), series, 1, &ferdie()));
		assert_noop!(wish.by(&ferdie()), Error::<Runtime>::IsMiner);
		assert_ok!(wish.by(&eve()));
		// A deposit that leaves nothing is not taken.
		assert_ok!(hand_over(&eve(), series, 0, &nobody()));
		give(nobody(), CLAIM_DEPOSIT);
		assert!(wish.by(&nobody()).is_err());
		give(nobody(), EXISTENTIAL_DEPOSIT);
		assert_ok!(wish.by(&nobody()));
		assert_eq!(dmc(&nobody()), EXISTENTIAL_DEPOSIT);
	});
}

#[test]
fn what_is_asked_must_make_sense() {
	play(|| {
		let series = stricken();
		let wish = Wish::of(series);
		let refused = |wish: Wish, error: Error<Runtime>| {
			let error: DispatchError = error.into();
			assert_noop!(wish.by(&alice()), error);
			assert_noop!(council(wish.call()), error);
		};
		let on = |incident_day| Wish { incident_day, ..wish.clone() };
		refused(on(wish.incident_day + 1), Error::WrongIncidentDay);
		refused(on(wish.incident_day - 31), Error::WrongIncidentDay);
		refused(on(0), Error::WrongIncidentDay);
		refused(on(Day::MAX), Error::WrongIncidentDay);
		refused(Wish { amount: 0, ..wish.clone() }, Error::ZeroAmount);
		// One that does not exist, and one in which neither deposits nor income are paid.
		for asset in [99, FIL] {
			let asset = Asset::WithId(asset);
			refused(Wish { asset, ..wish.clone() }, Error::AssetNotAllowed);
		}
		assert_ok!(on(wish.incident_day - 30).by(&alice()));
	});
}

#[test]
fn rates_must_fit_the_coins() {
	play(|| {
		let series = stricken();
		let wish = Wish::of(series);
		let wrong: DispatchError = Error::<Runtime>::WrongRates.into();
		let zero = FixedU128::from_inner(0);
		let least = FixedU128::from_inner(1);
		let rates = wish.rates;
		for rates in [
			Rates { unit_day: zero, ..rates },
			Rates { payment: zero, ..rates },
			Rates { dmc: zero, ..rates },
			Rates { dmc: least, ..rates },
			Rates { dmc: FixedU128::from_u32(2), ..rates },
		] {
			assert_noop!(Wish { rates, ..wish.clone() }.by(&alice()), wrong);
		}
		let dollars = Wish::in_dollars(series);
		let rates = Rates { payment: least, ..dollars.rates };
		assert_noop!(Wish { rates, ..dollars.clone() }.by(&alice()), wrong);
		let rates = Rates { unit_day: least, payment: least, dmc: FixedU128::from_u32(1) };
		assert_ok!(Wish { rates, ..wish.clone() }.by(&alice()));
		assert_ok!(dollars.by(&alice()));
	});
}

/// Where deposits were paid in DMC both rates are of the same coin.
#[test]
fn one_coin_has_one_rate() {
	play(|| {
		let plan = Plan { payment: NATIVE, floor: DMC / 100, term: 60, ..Plan::default() };
		let price = plan.lowest_price();
		let series = plan.on_sale_at(price);
		assert_ok!(buy(&alice(), series, &[0], price));
		next_day();
		assert_ok!(declare_event(series));
		let one = FixedU128::from_u32(1);
		let wish = Wish { rates: Rates { payment: one, ..rates_of(UNIT_DAY) }, ..Wish::of(series) };
		let wrong: DispatchError = Error::<Runtime>::WrongRates.into();
		assert_noop!(Wish { rates: rates_of(UNIT_DAY), ..wish.clone() }.by(&alice()), wrong);
		let two = FixedU128::from_u32(2);
		let rates = Rates { payment: one, dmc: two, ..wish.rates };
		let coins = Wish { asset: COIN, rates, ..wish.clone() };
		assert_noop!(coins.by(&alice()), wrong);
		assert_ok!(Wish { rates: Rates { payment: two, ..rates }, ..coins }.by(&alice()));
		assert_ok!(wish.by(&alice()));
	});
}

#[test]
fn texts_are_texts() {
	play(|| {
		let series = stricken();
		let invalid: DispatchError = Error::<Runtime>::InvalidText.into();
		for (cause, uri) in
			[(vec![], vec![b'x']), (vec![0xff], vec![b'x']), (vec![b'x'], vec![0xff])]
		{
			let mut call = Wish::of(series).call();
			if let Call::file_claim { cause: c, evidence, .. } = &mut call {
				*c = BoundedVec::truncate_from(cause);
				evidence.uri = BoundedVec::truncate_from(uri);
			}
			assert_noop!(act(alice(), call), invalid);
		}
	});
}

/// Certificates of an ended series are kept for thirty days; then nobody can be made whole.
#[test]
fn a_claim_may_come_too_late() {
	play(|| {
		let series = lost();
		let wish = Wish::of(series);
		// Rates by which nothing was lost.
		let cheap = Wish { rates: rates_of(UNIT_DAY / 5), ..wish.clone() };
		assert_noop!(cheap.by(&alice()), Error::<Runtime>::NothingToRecover);
		// Nothing of it was sold before.
		let early = Wish { incident_day: wish.incident_day - 3, ..wish.clone() };
		assert_noop!(early.by(&alice()), Error::<Runtime>::NothingToRecover);
		let on = today();
		to_day(on + 30);
		assert_noop!(wish.by(&alice()), EscrowError::<Runtime>::NotKept);
		assert_noop!(council(wish.call()), EscrowError::<Runtime>::NotKept);
	});
}

/// Nobody votes: the nays it started with turn it down, and the deposit is the pool's.
#[test]
fn silence_rejects() {
	play(|| {
		let series = stricken();
		let before = [dmc(&alice()), pool(&NATIVE)];
		let claim = Wish::of(series).filed(&alice());
		// Half of what a lone vote needs.
		let referendum = claim_of(claim).referendum;
		let conviction = pallet_democracy::Conviction::Locked1x;
		assert_ok!(vote(one(), referendum, true, conviction, 50_000 * DMC));
		let end = vote_ends(claim);
		to_block(end - 1);
		assert_noop!(conclude_claim(claim), Error::<Runtime>::StillVoting);
		next_block();
		let deposit = CLAIM_DEPOSIT;
		assert_ok!(conclude_claim(claim));
		assert_told(Event::ClaimRejected { claim, series, deposit });
		assert_eq!(claim_status(claim), ClaimStatus::Rejected);
		assert_eq!([dmc(&alice()), pool(&NATIVE)], [before[0] - deposit, before[1] + deposit]);
		assert_eq!(reserved(&NATIVE), 0);
		assert_noop!(conclude_claim(claim), Error::<Runtime>::AlreadyDecided);
		assert_noop!(collect(claim, &[0]), Error::<Runtime>::NotAwarded);
		// Its call, had somebody kept it, does nothing.
		assert_ok!(root(Call::approve_claim { claim }));
		assert_eq!(claim_status(claim), ClaimStatus::Rejected);
		// It bars no other.
		let again = Wish::of(series).approved();
		ended(series);
		pushed(again);
		assert_eq!(award(again).amount, 2 * 58 * LOST_A_DAY);
	});
}

#[test]
fn a_cancelled_referendum_rejects() {
	play(|| {
		let series = stricken();
		let claim = Wish::of(series).filed(&alice());
		support(claim);
		let ref_index = claim_of(claim).referendum;
		let before = pool(&NATIVE);
		assert_ok!(root(Democracy::cancel_referendum { ref_index }));
		assert_noop!(root(Call::approve_claim { claim }), Error::<Runtime>::VoteNotPassed);
		assert_ok!(conclude_claim(claim));
		assert_eq!(claim_status(claim), ClaimStatus::Rejected);
		assert_eq!((pool(&NATIVE), reserved(&NATIVE)), (before, 0));
	});
}

/// In the block in which the vote ends anyone concludes, before the referendum's own call comes,
/// which then finds nothing to do.
#[test]
fn concluded_before_its_call() {
	play(|| {
		let series = lost();
		let claim = Wish::of(series).filed(&alice());
		support(claim);
		let before = dmc(&alice());
		to_block(vote_ends(claim));
		assert_ok!(conclude_claim(claim));
		let (awarded, kept) = (award(claim), reserved(&NATIVE));
		assert_eq!((dmc(&alice()), kept), (before + CLAIM_DEPOSIT, awarded.amount));
		next_block();
		assert_eq!(enacted(), Some(Ok(())));
		assert_eq!(award(claim), awarded);
		assert_eq!(dmc(&alice()), before + CLAIM_DEPOSIT);
		pushed(claim);
		assert_eq!(dmc(&alice()), before + CLAIM_DEPOSIT + awarded.amount / 2);
	});
}

/// The call comes first, and whoever concludes finds nothing to do.
#[test]
fn carried_out_before_anyone_concludes() {
	play(|| {
		let series = stricken();
		let claim = Wish::of(series).filed(&alice());
		pass(claim);
		assert_eq!(enacted(), Some(Ok(())));
		assert_noop!(conclude_claim(claim), Error::<Runtime>::StillFrozen);
		assert_ok!(root(Call::approve_claim { claim }));
		assert_eq!((set_aside(claim), reserved(&NATIVE)), (2 * LOST, 2 * LOST));
		assert_eq!(OpenVotes::<Runtime>::get(), 0);
	});
}

/// The agenda is full, so the referendum's call is lost: whoever concludes does the same.
#[test]
fn a_call_that_is_lost_does_no_harm() {
	play(|| {
		let series = lost();
		let claim = Wish::of(series).filed(&alice());
		support(claim);
		let end = vote_ends(claim);
		fill_agenda(end + 1);
		to_block(end + 4);
		assert_eq!(claim_status(claim), ClaimStatus::Voting);
		assert_ok!(conclude_claim(claim));
		pushed(claim);
		assert_eq!(award(claim).paid, award(claim).amount);
	});
}

#[test]
fn root_alone_approves_no_claim() {
	play(|| {
		let series = stricken();
		let claim = Wish::of(series).filed(&alice());
		let approve = || Call::approve_claim { claim };
		assert_noop!(root(approve()), Error::<Runtime>::VoteNotPassed);
		assert_noop!(
			root(Call::approve_claim { claim: claim + 1 }),
			Error::<Runtime>::UnknownClaim
		);
		for refused in [
			act(alice(), approve()),
			council(approve()),
			five_of_the_council(approve()),
			root(Call::conclude_claim { claim }),
			council(Call::conclude_claim { claim }),
			root(Call::collect { claim, items: items(&[0]) }),
			council(Call::contribute { asset: NATIVE, amount: 1 }),
		] {
			assert_eq!(refused, Err(DispatchError::BadOrigin));
		}
		// The vote ended against it: Root cannot turn that around.
		to_block(vote_ends(claim));
		assert_noop!(root(approve()), Error::<Runtime>::VoteNotPassed);
	});
}

/// A public proposal makes Root say it, while the claim's own vote goes on.
#[test]
fn a_passed_public_proposal_approves_no_claim() {
	play(|| {
		let series = stricken();
		let public = ReferendumCount::<Runtime>::get();
		// Ids of claims are counted from zero, so the proposal may be made long before.
		let call = RuntimeCall::from(Call::<Runtime>::approve_claim { claim: 0 });
		let proposal = Preimage::bound(call).unwrap();
		assert_ok!(act(alice(), Democracy::propose { proposal, value: 1_000 * DMC }));
		while ReferendumCount::<Runtime>::get() == public {
			next_block();
		}
		let conviction = pallet_democracy::Conviction::Locked6x;
		assert_ok!(vote(one(), public, true, conviction, 9_000_000 * DMC));
		let due = end_of(public) + BLOCKS_A_DAY;
		to_block(due - 1);
		let claim = Wish::of(series).filed(&alice());
		assert_eq!(claim, 0);
		next_block();
		assert_eq!(enacted(), Some(Err(Error::<Runtime>::VoteNotPassed.into())));
		assert_eq!(claim_status(claim), ClaimStatus::Voting);
	});
}

/// Sixteen votes at once; each that is concluded makes room for one. The council always has a place.
#[test]
fn sixteen_claims_are_put_to_the_vote_at_once() {
	play(|| {
		let series = stricken();
		let wish = Wish::of(series);
		let first = wish.filed(&alice());
		next_block();
		let others: Vec<ClaimId> = (1..16).map(|_| wish.filed(&alice())).collect();
		let full: DispatchError = Error::<Runtime>::TooManyOpenClaims.into();
		assert_noop!(wish.by(&bob()), full);
		let councils = wish.filed_by_council();
		assert_noop!(wish.by(&bob()), full);
		to_block(vote_ends(first));
		assert_ok!(conclude_claim(first));
		assert_eq!(OpenVotes::<Runtime>::get(), 16);
		assert_noop!(wish.by(&bob()), full);
		support(councils);
		next_block();
		// The fifteen others ended, too: the places of those that are concluded are free.
		assert_ok!(conclude_claim(others[0]));
		let last = wish.filed(&bob());
		assert_noop!(wish.by(&bob()), full);
		for claim in &others[1..] {
			assert_ok!(conclude_claim(*claim));
		}
		next_block();
		let voting = claim_status(last) == ClaimStatus::Voting;
		assert!(voting && set_aside(councils) == 2 * LOST);
		assert_eq!((OpenVotes::<Runtime>::get(), ledger(series).claims.open), (1, 2));
	});
}

/// What governance changes later binds no claim that was filed.
#[test]
fn a_claim_keeps_the_rules_of_its_filing() {
	play(|| {
		use insurance::*;
		let series = stricken();
		let rates = rates_of(DMC * 1_000_000);
		let wish = Wish { amount: TOTAL_SUPPLY, rates, ..Wish::of(series) };
		let before = [alice(), bob()].map(|who| dmc(&who));
		let first = wish.filed(&alice());
		set(RuntimeParameters::Insurance(Parameters::Deposit(Deposit, Some(5_000 * DMC))));
		let tenth = Some(Permill::from_percent(10));
		set(RuntimeParameters::Insurance(Parameters::Cap(Cap, tenth)));
		set(RuntimeParameters::Insurance(Parameters::CollectDays(CollectDays, Some(30))));
		set(RuntimeParameters::Insurance(Parameters::MaxOpen(MaxOpen, Some(2))));
		let seed = applications::Parameters::VoteSeed(applications::VoteSeed, Some(2_000 * DMC));
		set(RuntimeParameters::Applications(seed));
		let second = wish.filed(&bob());
		assert_noop!(wish.by(&charlie()), Error::<Runtime>::TooManyOpenClaims);
		let paid = [alice(), bob()].map(|who| dmc(&who));
		assert_eq!(paid, [before[0] - CLAIM_DEPOSIT, before[1] - 5_000 * DMC]);
		assert_eq!([first, second].map(|id| votes_on(id).nays), [1_000 * DMC, 2_000 * DMC]);
		support(first);
		support(second);
		let fifth = cap(&NATIVE);
		to_block(vote_ends(first) + 1);
		assert_eq!([alice(), bob()].map(|who| dmc(&who)), before);
		assert_eq!(set_aside(first), fifth);
		// A tenth of the rest, less what was set aside: nothing.
		assert_eq!(set_aside(second), 0);
		set(RuntimeParameters::Insurance(Parameters::CollectDays(CollectDays, Some(200))));
		ended(series);
		let on = today();
		pushed(first);
		assert_eq!(award(first).until, on + 90);
		assert_eq!(claim_status(second), ClaimStatus::Void);
	});
}

/// The pool has no vote, and nobody votes for it.
#[test]
fn the_pool_never_votes() {
	play(|| {
		let series = stricken();
		let claim = Wish::of(series).filed(&alice());
		let nays = 1_000 * DMC;
		let seeded = pallet_democracy::Tally { ayes: 0, nays, turnout: nays };
		assert_eq!(votes_on(claim), seeded);
		let to = MultiAddress::Id(insurance_pool());
		let conviction = pallet_democracy::Conviction::None;
		assert_ok!(act(bob(), Democracy::delegate { to, conviction, balance: DMC }));
		// What was delegated to it counts for nothing.
		assert_eq!(votes_on(claim), seeded);
		pass(claim);
		ended(series);
		let voting = pallet_democracy::VotingOf::<Runtime>::get(insurance_pool());
		let votes = match voting {
			pallet_democracy::Voting::Direct { votes, .. } => votes.len(),
			pallet_democracy::Voting::Delegating { .. } => 1,
		};
		assert_eq!(votes, 0);
		assert!(ReferendumInfoOf::<Runtime>::iter().count() > 0);
		assert_eq!(Balances::locks(&insurance_pool()).len(), 0);
	});
}
