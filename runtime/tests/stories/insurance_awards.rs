//! Awards: who is covered, how several claims share one loss, how much the pool gives for one
//! miner, and that whoever holds a certificate collects it once.

use crate::{insurance_steps::*, people::*, steps::*, trading::*, world::*};
use dmex_primitives::SeriesId;
use pallet_mutual_insurance::{ClaimStatus, Error, Event, Recent, VoidReason};
use sp_runtime::DispatchError;

fn failed(claim: u32, series: u32, item: u32, error: impl Into<DispatchError>) -> Event<Runtime> {
	Event::CollectFailed { claim, series, item, error: error.into() }
}

/// Who gets how much DMC while something is done.
fn gains<const N: usize>(who: [AccountId; N], story: impl FnOnce()) -> [Balance; N] {
	let before = who.clone().map(|who| dmc(&who));
	story();
	let after = who.map(|who| dmc(&who));
	std::array::from_fn(|n| after[n] - before[n])
}

/// A first sale on the day of the incident is not covered, and one the day before is.
#[test]
fn covered_is_what_was_sold_before_the_incident() {
	play(|| {
		let plan = Plan { quantity: 6, ..sixty_days() };
		let series = plan.on_sale_at(PRICE);
		let first = today();
		for (day, who) in [alice(), bob(), charlie(), dave()].into_iter().enumerate() {
			to_day(first + day as u32);
			assert_ok!(buy(&who, series, &[day as u32], PRICE));
		}
		assert_ok!(declare_event(series));
		let claim = Wish { incident_day: first + 2, ..Wish::of(series) }.approved();
		let holders = [alice(), bob(), charlie(), dave()];
		let paid = gains(holders, || {
			ended(series);
			pushed(claim);
		});
		// Nothing was ever paid: all sixty days are lost.
		assert_eq!(paid, [60 * LOST_A_DAY, 60 * LOST_A_DAY, 0, 0]);
		assert_ok!(collect(claim, &[2, 3]));
		for item in [2, 3] {
			assert_told(failed(claim, series, item, Error::<Runtime>::NotCovered));
		}
	});
}

/// The whole loss is made good: no second claim gets anything, with whatever rates or coin.
#[test]
fn the_same_loss_is_not_recovered_twice() {
	play(|| {
		fund_dollars();
		let series = stricken();
		let wish = Wish::of(series);
		let first = wish.approved();
		let second = wish.approved();
		assert_eq!((set_aside(first), set_aside(second)), (2 * LOST, 2 * LOST));
		let paid = gains([alice(), bob()], || {
			settled(series, &[first, second]);
			pushed(first);
		});
		assert_eq!(paid, [LOST; 2]);
		assert_eq!(claim_status(second), ClaimStatus::Void);
		assert_eq!(reserved(&NATIVE), 0);
		let nothing: DispatchError = Error::<Runtime>::NothingToRecover.into();
		let earlier = Wish { incident_day: wish.incident_day - 2, ..wish.clone() };
		for again in [wish, earlier, Wish::in_dollars(series)] {
			assert_noop!(again.by(&alice()), nothing);
			assert_noop!(council(again.call()), nothing);
		}
	});
}

/// The holders of DMC may find later that units were worth more: a claim at higher rates recovers what
/// the first did not, and both together the loss at the higher rates.
#[test]
fn a_dearer_claim_gets_the_difference() {
	play(|| {
		let series = stricken();
		let first = Wish::of(series).approved();
		let dearer = Wish { rates: rates_of(UNIT_DAY + DMC / 10), ..Wish::of(series) }.approved();
		let paid = gains([alice(), bob()], || {
			settled(series, &[first, dearer]);
			pushed(first);
			pushed(dearer);
		});
		assert_eq!(award(dearer).amount, 2 * 58 * DMC);
		assert_eq!(paid, [LOST + 58 * DMC; 2]);
	});
}

/// Two claims are approved after the end, one after the other: the second finds nothing left.
#[test]
fn a_claim_whose_loss_was_made_good_meanwhile_is_void() {
	play(|| {
		let series = lost();
		let [first, second] = [alice(), bob()].map(|who| Wish::of(series).filed(&who));
		support(first);
		support(second);
		let before = [alice(), bob()].map(|who| dmc(&who));
		to_block(vote_ends(first) + 1);
		let reason = VoidReason::NothingToAward;
		assert_told(Event::ClaimVoided { claim: second, series, reason });
		pushed(first);
		assert_eq!(reserved(&NATIVE), 0);
		// Both have their deposits again, and their loss once.
		let after = [alice(), bob()].map(|who| dmc(&who));
		assert_eq!(after, before.map(|had| had + CLAIM_DEPOSIT + LOST));
	});
}

/// A friend of the miner claims ten DMC first: the real claim gets the rest, to the last unit.
#[test]
fn a_small_friendly_claim_does_not_bar_the_real_one() {
	play(|| {
		let series = stricken();
		let small = Wish { amount: 10 * DMC, ..Wish::of(series) }.approved();
		let real = Wish::of(series).approved();
		let paid = gains([alice(), bob(), charlie()], || {
			settled(series, &[small, real]);
			pushed(small);
			pushed(real);
		});
		assert_eq!(award(small).amount, 10 * DMC);
		assert_eq!(award(real).amount, 2 * LOST - 10 * DMC);
		assert_eq!(paid, [LOST, LOST, 0]);
	});
}

/// Nor does it bar anything by rates at which ten DMC would seem to be all that was lost.
#[test]
fn nor_does_one_with_rates_by_which_little_was_lost() {
	play(|| {
		let series = stricken();
		// A slice is worth almost what the units earn: of each day 10,000 base units are lost.
		let rates = rates_of(SLICE * IN_DMC / 10 + 1_000);
		let small = Wish { rates, ..Wish::of(series) }.approved();
		let real = Wish::of(series).approved();
		let paid = gains([alice(), bob()], || {
			settled(series, &[small, real]);
			pushed(small);
			pushed(real);
		});
		assert_eq!(award(small).amount, 2 * 58 * 10_000);
		assert_eq!(paid, [LOST; 2]);
	});
}

/// The friend's claim says that the incident was a day earlier, when Bob had not bought yet: Alice
/// is made whole by it, and Bob by the real one.
#[test]
fn nor_does_one_with_a_narrower_incident_day() {
	play(|| {
		let series = sixty_days().on_sale_at(PRICE);
		assert_ok!(buy(&alice(), series, &[0], PRICE));
		next_day();
		assert_ok!(buy(&bob(), series, &[1], PRICE));
		let narrow_day = today();
		pays(series, &[EXPECTED / 2, EXPECTED]);
		paid_out();
		assert_ok!(declare_event(series));
		let narrow = Wish { incident_day: narrow_day, ..Wish::of(series) }.approved();
		let half = Wish { amount: LOST_A_DAY, incident_day: narrow_day, ..Wish::of(series) };
		let late = half.approved();
		let real = Wish::of(series).approved();
		let paid = gains([alice(), bob()], || {
			settled(series, &[narrow, late, real]);
			pushed(narrow);
			pushed(real);
		});
		assert_eq!(paid, [58 * LOST_A_DAY, 59 * LOST_A_DAY]);
		assert_eq!(award(narrow).amount, 58 * LOST_A_DAY);
		assert_eq!(award(real).amount, 59 * LOST_A_DAY);
		assert_eq!(claim_status(late), ClaimStatus::Void);
	});
}

/// A part of Alice's loss is made good first: the real claim shares by what is open of each.
#[test]
fn shares_count_what_is_open_of_each() {
	play(|| {
		let series = sixty_days().on_sale_at(PRICE);
		assert_ok!(buy(&alice(), series, &[0], PRICE));
		next_day();
		let narrow_day = today();
		assert_ok!(buy(&bob(), series, &[1], PRICE));
		next_day();
		assert_ok!(declare_event(series));
		let whole = Wish { incident_day: narrow_day, ..Wish::of(series) };
		// Exactly half of what Alice lost: sixty days, of which none was ever paid.
		let half = Wish { amount: 30 * LOST_A_DAY, ..whole }.approved();
		let real = Wish { amount: 45 * LOST_A_DAY, ..Wish::of(series) }.approved();
		let paid = gains([alice(), bob()], || {
			settled(series, &[half, real]);
			pushed(half);
			pushed(real);
		});
		// Half of what is open: a quarter of Alice's, a half of Bob's.
		assert_eq!(paid, [45 * LOST_A_DAY, 30 * LOST_A_DAY]);
	});
}

/// A claim in dollars, after one in DMC: each makes good a part, and both together no more than all.
#[test]
fn one_loss_in_two_coins() {
	play(|| {
		fund_dollars();
		let series = stricken();
		let native = Wish { amount: LOST, ..Wish::of(series) }.approved();
		let dollars = Wish::in_dollars(series).approved();
		let before = balance(&alice(), &DOLLAR);
		let paid = gains([alice(), bob()], || {
			settled(series, &[native, dollars]);
			pushed(native);
			pushed(dollars);
			paid_out();
		});
		// Half of the loss in each.
		assert_eq!(paid, [LOST / 2; 2]);
		let refund = DEPOSIT - 2 * SLICE;
		assert_eq!(balance(&alice(), &DOLLAR), before + refund + 58 * DOLLARS_A_DAY / 2);
		assert_eq!(award(dollars).amount, 58 * DOLLARS_A_DAY);
	});
}

/// Units that earn a million DMC a day.
fn enormous(series: SeriesId) -> Wish {
	Wish { amount: TOTAL_SUPPLY, rates: rates_of(1_000_000 * DMC), ..Wish::of(series) }
}

/// A second series of the same miner, sold to Alice, and frozen.
fn another(of: AccountId) -> SeriesId {
	assert_ok!(pledge(&of, 0, sixty_days().pledge()));
	let other = sixty_days().series(0);
	assert_ok!(list(&of, other, &[0], PRICE));
	assert_ok!(buy(&alice(), other, &[0], PRICE));
	next_day();
	assert_ok!(declare_event(other));
	other
}

/// However much is lost and asked, a miner's holders get a fifth of the pool, with whatever series.
#[test]
fn a_fifth_of_the_pool_is_for_one_miner() {
	play(|| {
		let series = mine();
		let other = another(ferdie());
		assert_ok!(declare_event(series));
		let of = [other, series, series];
		let [first, second, third] = of.map(|of| enormous(of).filed_by_council());
		let all = pool(&NATIVE) - EXISTENTIAL_DEPOSIT;
		assert_eq!(cap(&NATIVE), all / 5);
		[first, second, third].into_iter().for_each(support);
		to_block(vote_ends(first) + 1);
		assert_eq!(set_aside(first), all / 5);
		// A fifth of what is left is less than what was set aside.
		assert_eq!((set_aside(second), set_aside(third)), (0, 0));
		assert_eq!(reserved(&NATIVE), all / 5);
		let paid = gains([alice(), bob()], || {
			ended(other);
			pushed(first);
			ended(series);
			next_block();
			next_block();
		});
		assert_eq!(paid, [all / 5, 0]);
		assert!([second, third].iter().all(|claim| claim_status(*claim) == ClaimStatus::Void));
		assert_eq!((pool(&NATIVE), reserved(&NATIVE)), (all - all / 5 + EXISTENTIAL_DEPOSIT, 0));
	});
}

/// The holders of another miner have a fifth of the rest meanwhile, and those of the first again
/// after ninety days.
#[test]
fn the_limit_is_each_miners_and_of_ninety_days() {
	play(|| {
		let series = mine();
		let eves = Plan { miner: eve(), ..sixty_days() }.on_sale_at(PRICE);
		assert_ok!(buy(&dave(), eves, &[0], PRICE));
		next_day();
		assert_ok!(declare_event(series));
		assert_ok!(declare_event(eves));
		let first = enormous(series).approved();
		let on = today();
		let fifth = set_aside(first);
		let of_another = enormous(eves).approved();
		assert_eq!(set_aside(of_another), fifth / 5 * 4);
		// Votes take seven days: one ends 89 days after it, the other 90.
		to_day(on + 82);
		let early = enormous(series).filed_by_council();
		next_day();
		let late = enormous(series).filed_by_council();
		support(early);
		support(late);
		to_block(vote_ends(early) + 1);
		assert_eq!((today(), set_aside(early)), (on + 89, 0));
		to_block(vote_ends(late) + 1);
		assert_eq!(today(), on + 90);
		let others = reserved(&NATIVE) - set_aside(late);
		let disposable = pool(&NATIVE) - EXISTENTIAL_DEPOSIT - others;
		assert_eq!(set_aside(late), disposable / 5);
		let recent = Recent::<Runtime>::get(ferdie(), NATIVE).into_inner();
		assert_eq!(recent, [(on + 90, disposable / 5)]);
	});
}

/// What is set aside and not awarded is free for others, and counts no more.
#[test]
fn what_is_not_awarded_is_released() {
	play(|| {
		let series = stricken();
		let claim = Wish { amount: TOTAL_SUPPLY, ..Wish::of(series) }.approved();
		// In the freeze, before the miner has paid a day.
		assert_eq!(reserved(&NATIVE), 2 * LOST);
		let on = today();
		assert_ok!(distribute(&ferdie(), series, unpaid(series), &[EXPECTED]));
		settled(series, &[claim]);
		assert_eq!(reserved(&NATIVE), 2 * 57 * LOST_A_DAY);
		let recent = Recent::<Runtime>::get(ferdie(), NATIVE).into_inner();
		assert_eq!(recent, [(on, 2 * 57 * LOST_A_DAY)]);
	});
}

/// The miner bought a certificate back: its share stays with the pool, unless somebody else holds it.
#[test]
fn a_miner_collects_nothing() {
	play(|| {
		let series = mine();
		pays(series, &[EXPECTED; 2]);
		paid_out();
		assert_ok!(list(&alice(), series, &[0], 1_000));
		assert_ok!(buy(&ferdie(), series, &[0], 1_000));
		assert_ok!(declare_event(series));
		let claim = Wish::of(series).approved();
		let paid = gains([ferdie(), bob()], || {
			ended(series);
			pushed(claim);
		});
		assert_eq!(paid, [0, LOST]);
		assert_ok!(collect(claim, &[0]));
		assert_told(failed(claim, series, 0, Error::<Runtime>::MinersOwn));
		assert_eq!(reserved(&NATIVE), LOST);
		to_day(award(claim).until);
		let before = pool(&NATIVE);
		next_block();
		assert_closed_told(Event::ClaimExpired { claim, series, asset: NATIVE, returned: LOST });
		assert_eq!((pool(&NATIVE), reserved(&NATIVE)), (before, 0));
	});
}

/// Alice claims and gives her certificate away; Bob sold his before the freeze. Whoever holds them in
/// the end is paid; a deposit goes to whoever put it down.
#[test]
fn an_award_goes_to_whoever_holds_the_certificate() {
	play(|| {
		let series = mine();
		pays(series, &[EXPECTED; 2]);
		assert_ok!(list(&bob(), series, &[1], 1_000));
		assert_ok!(buy(&dave(), series, &[1], 1_000));
		paid_out();
		assert_ok!(declare_event(series));
		let claim = Wish::of(series).filed(&alice());
		assert_ok!(hand_over(&alice(), series, 0, &charlie()));
		let people = [alice(), bob(), charlie(), dave(), eve()];
		let paid = gains(people, || {
			pass(claim);
			assert_ok!(hand_over(&charlie(), series, 0, &eve()));
			ended(series);
			pushed(claim);
		});
		assert_eq!(paid, [CLAIM_DEPOSIT, 0, 0, LOST, LOST]);
	});
}

/// After the end certificates still move, and what was collected stays so.
#[test]
fn a_certificate_that_collected_may_move_and_collects_no_more() {
	play(|| {
		let series = lost();
		let claim = Wish::of(series).approved();
		pushed(claim);
		paid_out();
		assert_ok!(hand_over(&alice(), series, 0, &eve()));
		let paid = gains([eve()], || {
			assert_ok!(collect(claim, &[0, 0]));
		});
		assert_eq!(paid, [0]);
		assert_told(failed(claim, series, 0, Error::<Runtime>::AlreadyCollected));
	});
}

/// Asked for in the very block of the award, and before the push comes, which pays no second time.
#[test]
fn collected_before_the_push() {
	play(|| {
		let series = stricken();
		let claim = Wish::of(series).approved();
		settled(series, &[claim]);
		let paid = gains([alice(), bob()], || {
			assert_ok!(collect(claim, &[1, 1, 0]));
			let (owner, asset, amount) = (bob(), NATIVE, LOST);
			assert_told(Event::Collected { claim, series, item: 1, owner, asset, amount });
			assert_told(failed(claim, series, 1, Error::<Runtime>::AlreadyCollected));
			pushed(claim);
			next_day();
		});
		assert_eq!(paid, [LOST; 2]);
	});
}
