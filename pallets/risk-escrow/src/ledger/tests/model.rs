//! The ledger against a naive model that walks over each certificate and each day in exact fractions.

use super::*;
use proptest::prelude::*;

mod checks;
mod naive;
use naive::*;

/// What a miner pays for a day.
#[derive(Clone, Debug)]
enum Payment {
	Anything(Balance),
	/// Thousandths of what is expected, and a little more or less.
	Part(u128, i8),
	WriteOff,
}

/// A step of a random life.
#[derive(Clone, Debug)]
enum Step {
	Sell(Vec<Balance>),
	/// Days with what is paid for them and their market averages.
	Settle(Vec<(Payment, Average)>),
	Claim(Vec<prop::sample::Index>),
	Retire(Vec<prop::sample::Index>),
	Refund(Vec<prop::sample::Index>),
	Freeze(FreezeCause),
	Resume,
	Terminate,
	/// Of the last settled days some have averages that are struck out, and some of that is applied, in
	/// this order.
	Strike(Vec<(u32, bool)>),
	/// Days pass, and each is live or not.
	Wait(Vec<bool>),
}

fn deposit() -> impl Strategy<Value = Balance> {
	prop_oneof![1..50u128, 1..1_000_000_000_000u128, 1..10u128.pow(27)]
}

fn payment() -> impl Strategy<Value = Payment> {
	let anything = prop_oneof![Just(0), 1..50u128, 1..1_000_000_000u128, 1..10u128.pow(27)];
	let percent = prop_oneof![Just(750u128), Just(800), 810..=930u128, Just(1_000), 0..1_300u128];
	prop_oneof![
		2 => anything.prop_map(Payment::Anything),
		12 => (percent, -1..=1i8).prop_map(|(percent, more)| Payment::Part(percent, more)),
		1 => Just(Payment::WriteOff),
	]
}

fn day() -> impl Strategy<Value = (Payment, Average)> {
	let value = || {
		let value = prop_oneof![
			8 => Just(10u128.pow(21)),
			2 => 10u128.pow(20)..10u128.pow(22),
			1 => 0..10u128.pow(30)
		];
		value.prop_map(PerUnit::from_inner)
	};
	let average = prop_oneof![
		8 => value().prop_map(Average::Known),
		1 => Just(Average::Known(PerUnit::zero())),
		1 => prop::option::of(value()).prop_map(Average::Unknown),
	];
	(payment(), average)
}

fn cause() -> impl Strategy<Value = FreezeCause> {
	prop_oneof![Just(FreezeCause::Breach), Just(FreezeCause::Event)]
}

fn step() -> impl Strategy<Value = Step> {
	let items = || prop::collection::vec(any::<prop::sample::Index>(), 1..4);
	prop_oneof![
		6 => prop::collection::vec(deposit(), 1..5).prop_map(Step::Sell),
		20 => prop::collection::vec(day(), 1..9).prop_map(Step::Settle),
		5 => items().prop_map(Step::Claim),
		4 => items().prop_map(Step::Retire),
		3 => items().prop_map(Step::Refund),
		3 => cause().prop_map(Step::Freeze),
		3 => Just(Step::Resume),
		2 => Just(Step::Terminate),
		4 => prop::collection::vec((0..70u32, any::<bool>()), 1..4).prop_map(Step::Strike),
		14 => prop::collection::vec(prop::bool::weighted(0.9), 1..7).prop_map(Step::Wait),
	]
}

fn take(step: Step, book: &mut Book, model: &mut Model) {
	let sold = book.ledger.is_some();
	match (step, model.fate) {
		(Step::Sell(deposits), Fate::Open) => {
			let sold = book.sell(&deposits);
			if sold {
				model.sell(book.term, &deposits);
			}
		},
		(Step::Settle(days), Fate::Open | Fate::Frozen(_)) => {
			for (payment, average) in days {
				settle(&payment, average, book, model);
			}
		},
		(Step::Freeze(cause), Fate::Open) if sold => {
			book.freeze(cause);
			model.fate = Fate::Frozen(cause);
		},
		(Step::Resume, Fate::Frozen(_)) => {
			book.resume();
			model.resume();
		},
		(Step::Terminate, Fate::Frozen(cause)) => terminate(cause, book, model),
		(Step::Wait(days), _) => wait(days, book, model),
		(Step::Strike(days), _) if sold => strike(&days, book, model),
		(step, _) if sold => process(step, book, model),
		_ => {},
	}
}

/// Days pass.
fn wait(live: impl IntoIterator<Item = bool>, book: &mut Book, model: &mut Model) {
	for live in live {
		if !live {
			book.shut.insert(book.today);
			model.dead.push(model.today);
		}
		book.today += 1;
		model.today += 1;
	}
}

/// What holders ask for.
fn process(step: Step, book: &mut Book, model: &mut Model) {
	let indices = |items: &[prop::sample::Index]| -> Vec<_> {
		items.iter().map(|item| item.index(book.positions.len())).collect()
	};
	match step {
		Step::Claim(items) => {
			for item in indices(&items) {
				model.certificates[item].claimed += book.claim(item);
				assert_eq!(book.claim(item), 0, "a second claim pays nothing");
			}
		},
		Step::Retire(items) => {
			for item in indices(&items) {
				retire(item, book, model);
			}
		},
		Step::Refund(items) => {
			for item in indices(&items) {
				refund(item, book, model);
			}
		},
		_ => {},
	}
}

/// The oldest day, if it is over: as the ledger settles it, and as the model does.
fn settle(payment: &Payment, average: Average, book: &mut Book, model: &mut Model) {
	let Some(day) = book.due() else { return };
	book.averages.remove(&day);
	book.disputed.remove(&day);
	match average {
		Average::Known(value) => book.averages.insert(day, value),
		Average::Unknown(Some(value)) => book.disputed.insert(day, value),
		Average::Unknown(None) => None,
	};
	let expected = model.expected(day, book.units, average);
	let written_off = matches!(payment, Payment::WriteOff) && model.fate == Fate::Open;
	let paid = match payment {
		Payment::Anything(paid) => *paid,
		Payment::Part(thousandths, more) => {
			whole((exact(expected, 1_000) * exact(*thousandths, 1)).ceil())
				.saturating_add_signed((*more).into())
		},
		Payment::WriteOff => 0,
	};
	if let Some(error) = model.refuses(day, book.units, paid, average) {
		assert_eq!(book.try_settle(paid, written_off), Err(error));
		return;
	}
	let facts = model.facts(day, paid, average, written_off);
	let (fraction, underpaid) = model.verdict(day, book.units, &facts);
	let settled = book.try_settle(paid, written_off).unwrap();
	assert_eq!((settled.day, settled.fraction.into_inner()), (day, fraction));
	let has = |flag| settled.record.flags.has(flag);
	assert_eq!(has(DayFlags::UNDERPAID), underpaid);
	assert_eq!(has(DayFlags::FROZEN), model.fate != Fate::Open);
	assert_eq!(settled.slash, model.settle(day, book.units, facts));
}

/// The average of each of these days, counted back from the last settled one, is struck out, and for some
/// of them that is applied.
fn strike(days: &[(u32, bool)], book: &mut Book, model: &mut Model) {
	let through = book.ledger().progress.settled_through;
	let days = days.iter().map(|(back, apply)| (through.saturating_sub(*back), *apply));
	for (day, _) in days.clone().filter(|(day, _)| model.days.contains_key(day)) {
		book.averages.remove(&day);
		book.struck.insert(day);
		model.struck_out.insert(day);
	}
	let open = model.fate == Fate::Open;
	for (day, _) in days.filter(|(_, apply)| *apply && open) {
		match model.strike(day, book.units) {
			Ok((fraction, released)) => {
				let struck = book.apply_strike(day).unwrap();
				assert_eq!((struck.fraction.into_inner(), struck.released), (fraction, released));
			},
			Err(error) => assert_eq!(book.apply_strike(day), Err(error)),
		}
	}
}

fn terminate(cause: FreezeCause, book: &mut Book, model: &mut Model) {
	let ended = book.terminate();
	let slashed = model.terminate(cause);
	let through = book.ledger().progress.settled_through;
	let left = |c: &&Naive| c.days_after(through) > 0;
	let certificates = match cause {
		FreezeCause::Breach => slashed,
		FreezeCause::Event => model.certificates.iter().filter(left).count() as u32,
	};
	assert_eq!((ended.certificates, ended.cause), (certificates, cause));
	assert_eq!(ended.slash, u128::from(slashed) * PLEDGE);
}

/// Released, withheld and remainder of an ended certificate are its deposit, and the order and
/// number of its claims did not matter.
fn retire(item: usize, book: &mut Book, model: &mut Model) {
	let Some(position) = book.positions[item] else { return };
	let Entitlement { income, unreleased, .. } = book.entitlement(&position);
	let released = position.deposit - unreleased;
	let Some((due, rest, slashed)) = book.retire(item) else { return };
	let naive = &mut model.certificates[item];
	naive.claimed += due;
	assert_eq!(naive.claimed, income);
	assert_eq!(slashed, naive.slashed);
	let term = u128::from(book.term);
	let withheld = (position.instalment(book.term) * term).checked_sub(released).unwrap();
	assert_eq!(released + withheld + position.remainder(book.term), position.deposit);
	assert_eq!(rest, withheld + position.remainder(book.term));
	assert!(position.remainder(book.term) < term);
}

/// The holder gets all that is not released, and the slashed pledge of the certificate, once.
fn refund(item: usize, book: &mut Book, model: &Model) {
	let Some((rest, slashed)) = book.refund(item) else { return };
	let naive = &model.certificates[item];
	assert_eq!(rest, naive.deposit - whole(naive.released.ceil()));
	assert_eq!(slashed, naive.slashed);
	assert_eq!(book.refund(item), None, "only once");
}

fn finish(book: &mut Book, model: &mut Model) {
	if let Fate::Frozen(_) = model.fate {
		take(Step::Resume, book, model);
	}
	wait((0..3 * book.term).map(|_| true), book, model);
	while model.fate == Fate::Open && book.due().is_some() {
		settle(&Payment::Part(900, 0), Average::Unknown(None), book, model);
	}
	model.check(book);
	for item in 0..book.positions.len() {
		refund(item, book, model);
		model.certificates[item].claimed += book.claim(item);
		retire(item, book, model);
	}
	let kept = |position: &Option<Position>| position.is_none_or(|position| position.refunded);
	assert!(book.positions.iter().all(kept));
	assert!(book.cohorts.is_empty() || model.fate == Fate::Ended);
	// What nobody can draw: less than one base unit for each rounding.
	let certificates = model.certificates.len() as u128;
	let roundings = model.days.len() + model.applied.len();
	assert!(book.escrow < roundings as u128 + certificates + 1);
	assert_eq!((book.slashed, book.ledger.as_ref().map_or(0, |l| l.custody.slash_held)), (0, 0));
	let carry = book.ledger.as_ref().map_or(0, |ledger| u128::from(ledger.progress.carry));
	assert!(book.income <= certificates + carry / INDEX + 1);
}

proptest! {
	#![proptest_config(ProptestConfig {
		cases: 512, failure_persistence: None, ..ProptestConfig::default()
	})]

	#[test]
	fn agrees_with_the_naive_model(
		units in prop_oneof![Just(1u64), 1..100u64, 1..10_000_000u64],
		term in prop_oneof![1..4u32, 1..15u32, 20..50u32],
		steps in prop::collection::vec(step(), 1..80),
	) {
		let (mut book, mut model) = (Book::new(units, term, 40), Model { today: 40, ..Default::default() });
		for step in steps {
			take(step, &mut book, &mut model);
			model.check(&book);
		}
		finish(&mut book, &mut model);
	}
}
