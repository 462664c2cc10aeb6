//! The ledger against a naive model that walks over each certificate and each day in exact
//! fractions.

use super::*;
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;

fn exact(numerator: u128, denominator: u128) -> BigRational {
	BigRational::new(BigInt::from(numerator), BigInt::from(denominator))
}

fn whole(x: BigRational) -> u128 {
	x.to_integer().try_into().unwrap()
}

/// A certificate in the naive model.
struct Naive {
	start: Day,
	end: Day,
	deposit: Balance,
	income: BigRational,
	released: BigRational,
	claimed: Balance,
	/// The most units that were active with it, or the day before it.
	crowd: u128,
}

/// A settled day in the naive model.
struct NaiveDay {
	facts: DayFacts,
	verdict: Verdict,
	judged: bool,
	certificates: u32,
}

#[derive(Default)]
struct Model {
	certificates: Vec<Naive>,
	days: BTreeMap<Day, NaiveDay>,
	miner: Balance,
	/// The days on which the series started or started again.
	fresh: Vec<Day>,
}

impl Model {
	fn sell(&mut self, today: Day, term: u32, deposits: &[Balance]) {
		if self.certificates.iter().all(|c| c.end < today) {
			self.fresh.push(today);
		}
		self.certificates.extend(deposits.iter().map(|deposit| Naive {
			start: today + 1,
			end: today + term,
			deposit: *deposit,
			income: exact(0, 1),
			released: exact(0, 1),
			claimed: 0,
			crowd: 0,
		}));
	}

	fn active(&self, day: Day) -> u128 {
		self.certificates.iter().filter(|c| c.start <= day && day <= c.end).count() as u128
	}

	fn settle(&mut self, day: Day, book: &Book, facts: DayFacts, verdict: Verdict) {
		let n = self.active(day);
		assert!(n > 0, "a day without active certificates was left to settle");
		let crowd = n.max(self.active(day - 1)) * u128::from(book.units);
		let mut release = exact(0, 1);
		for c in self.certificates.iter_mut().filter(|c| c.start <= day && day <= c.end) {
			c.income += exact(facts.paid, n);
			let part = exact(c.deposit / u128::from(book.term), 1)
				* exact(verdict.released.into_inner(), ONE);
			c.released += part.clone();
			release += part;
			c.crowd = c.crowd.max(crowd);
		}
		self.miner += whole(release.floor());
		let judged = facts.open && facts.average.is_some() && self.fresh.iter().all(|f| day > *f);
		self.days.insert(day, NaiveDay { facts, verdict, judged, certificates: n as u32 });
	}

	fn check(&self, book: &Book) {
		let Some(ledger) = &book.ledger else { return };
		self.check_cohorts(book, ledger);
		self.check_days(book, ledger);
		let (mut claimable, mut unreleased) = (0, 0);
		for (item, naive) in self.certificates.iter().enumerate() {
			let Some(position) = book.positions[item] else { continue };
			let (income, released) = book.standing(&position);
			self.check_income(book, naive, income);
			assert_eq!(position.income_paid, naive.claimed);
			assert_eq!(released, whole(naive.released.ceil()), "rounded up once");
			claimable += income - position.income_paid;
			unreleased += position.deposit - released;
		}
		assert_eq!(self.miner, book.miner, "the miner got the floor of each day's sum");
		assert_eq!((ledger.escrowed, ledger.income_held), (book.escrow, book.income));
		assert!(unreleased <= book.escrow, "escrow covers what is not released");
		assert!(claimable <= book.income, "income covers every claim");
	}

	/// Never above the exact share by more than the carried remainder and one, nor below it by
	/// more than what rounding down can take.
	fn check_income(&self, book: &Book, naive: &Naive, income: Balance) {
		let income = exact(income, 1);
		let above = exact(naive.crowd, INDEX) + exact(1, 1);
		assert!(income <= naive.income.clone() + above);
		let below = exact(u128::from(book.units) * u128::from(book.term + 1), INDEX);
		assert!(income >= naive.income.clone() - below - exact(1, 1));
	}

	fn check_cohorts(&self, book: &Book, ledger: &SeriesLedger) {
		let (through, term) = (ledger.paid_through, u128::from(book.term));
		let mut cohorts = BTreeMap::<Day, Cohort>::new();
		for c in self.certificates.iter().filter(|c| c.end > through) {
			let cohort = cohorts.entry(c.start).or_default();
			cohort.certificates += 1;
			cohort.slices += c.deposit / term;
		}
		assert_eq!(cohorts, book.cohorts);
		let running = cohorts.range(..=through).map(|(_, c)| c);
		assert_eq!(ledger.active, running.clone().map(|c| c.certificates).sum::<u32>());
		assert_eq!(ledger.slices, running.map(|c| c.slices).sum::<u128>());
		let ended = self.certificates.iter().filter(|c| c.end <= through).count();
		assert_eq!((ledger.sold, ledger.ended), (self.certificates.len() as u32, ended as u32));
		let last_end = self.certificates.iter().map(|c| c.end).max();
		assert_eq!(Some(ledger.last_end), last_end);
		let days: u64 = self.days.values().map(|day| u64::from(day.certificates)).sum();
		assert_eq!(ledger.settled_cert_days, days);
	}

	/// Not a part of a base unit is lost: what the units got and what is carried is the income.
	fn check_division(&self, book: &Book, ledger: &SeriesLedger) {
		let (mut divided, mut paid) = (exact(ledger.carry.into(), 1), exact(0, 1));
		for (day, naive) in &self.days {
			let increment = book.days[day].income_index - book.days[&(day - 1)].income_index;
			let units = u128::from(naive.certificates) * u128::from(book.units);
			assert!(u128::from(ledger.carry) < units || *day != ledger.paid_through);
			divided += exact(increment, 1) * exact(units, 1);
			paid += exact(naive.facts.paid, 1) * exact(INDEX, 1);
		}
		assert_eq!(divided, paid);
	}

	fn check_days(&self, book: &Book, ledger: &SeriesLedger) {
		let (mut paid, mut expected, mut judged, mut late, mut run) = (0, 0, 0, 0, 0u8);
		let mut reference = PerUnit::one();
		for (day, naive) in &self.days {
			let (record, facts) = (&book.days[day], &naive.facts);
			reference = facts.average.unwrap_or(reference);
			if self.fresh.contains(&(day - 1)) {
				run = 0;
			}
			if naive.judged {
				let units = u128::from(naive.certificates) * u128::from(book.units);
				let average = exact(facts.average.unwrap().into_inner(), ONE);
				paid += facts.paid;
				expected += whole((average * exact(units, 1)).ceil());
				judged += 1;
				late += u32::from(facts.late);
				run = if naive.verdict.low { run.saturating_add(1) } else { 0 };
			}
			assert_eq!((record.judged_paid, record.judged_expected), (paid, expected));
			assert_eq!((record.judged, record.late_paid), (judged, late));
			assert_eq!((record.paid, record.certificates), (facts.paid, naive.certificates));
			assert_eq!(record.average, facts.average.unwrap_or_default());
			assert_eq!(record.flags.has(DayFlags::JUDGED), naive.judged);
			assert_eq!(record.flags.has(DayFlags::LOW), naive.judged && naive.verdict.low);
			assert_eq!(record.flags.has(DayFlags::LATE), naive.judged && facts.late);
			assert_eq!(record.flags.has(DayFlags::NO_AVERAGE), facts.average.is_none());
		}
		if self.fresh.last() == Some(&ledger.paid_through) {
			run = 0;
		}
		assert_eq!((ledger.reference, ledger.low_run), (reference, run));
		self.check_division(book, ledger);
	}
}

/// A step of a random life.
#[derive(Clone, Debug)]
enum Step {
	Sell(Vec<Balance>),
	Settle(Vec<(DayFacts, Verdict)>),
	Claim(Vec<prop::sample::Index>),
	Retire(Vec<prop::sample::Index>),
	Wait(u32),
}

fn deposit() -> impl Strategy<Value = Balance> {
	prop_oneof![1..50u128, 1..1_000_000_000_000u128, 1..10u128.pow(27)]
}

fn paid() -> impl Strategy<Value = Balance> {
	prop_oneof![Just(0), 1..50u128, 1..1_000_000_000u128, 1..10u128.pow(27)]
}

fn fraction() -> impl Strategy<Value = u128> {
	prop_oneof![Just(0), Just(1), Just(ONE), Just(ONE - 1), 0..=ONE]
}

fn day() -> impl Strategy<Value = (DayFacts, Verdict)> {
	let average = prop::option::of((0..10u128.pow(30)).prop_map(PerUnit::from_inner));
	(paid(), average, any::<bool>(), any::<bool>(), fraction(), any::<bool>()).prop_map(
		|(paid, average, open, late, fraction, low)| {
			let verdict = Verdict { released: FixedU128::from_inner(fraction), low };
			(DayFacts { paid, average, open, late, given_up: false }, verdict)
		},
	)
}

fn step() -> impl Strategy<Value = Step> {
	let items = || prop::collection::vec(any::<prop::sample::Index>(), 1..4);
	prop_oneof![
		3 => prop::collection::vec(deposit(), 1..5).prop_map(Step::Sell),
		6 => prop::collection::vec(day(), 1..5).prop_map(Step::Settle),
		3 => items().prop_map(Step::Claim),
		2 => items().prop_map(Step::Retire),
		5 => (1..4u32).prop_map(Step::Wait),
	]
}

fn take(step: Step, book: &mut Book, model: &mut Model) {
	match step {
		Step::Sell(deposits) => {
			if book.sell(&deposits) {
				model.sell(book.today, book.term, &deposits);
			}
		},
		Step::Settle(days) => {
			for (facts, verdict) in days {
				let Some(day) = book.due() else { return };
				let settled = book.settle(facts, verdict);
				assert_eq!(settled.fraction, verdict.released);
				model.settle(day, book, facts, verdict);
			}
		},
		Step::Claim(items) if !book.positions.is_empty() => {
			for item in indices(&items, book) {
				model.certificates[item].claimed += book.claim(item);
				assert_eq!(book.claim(item), 0, "a second claim pays nothing");
			}
		},
		Step::Retire(items) if !book.positions.is_empty() => {
			for item in indices(&items, book) {
				retire(item, book, model);
			}
		},
		Step::Wait(days) => book.today += days,
		_ => {},
	}
}

fn indices(items: &[prop::sample::Index], book: &Book) -> Vec<usize> {
	items.iter().map(|item| item.index(book.positions.len())).collect()
}

/// Released, held back and remainder of an ended certificate are its deposit, and the order and
/// number of its claims did not matter.
fn retire(item: usize, book: &mut Book, model: &mut Model) {
	let Some(position) = book.positions[item] else { return };
	let (income, released) = book.standing(&position);
	let Some((due, rest)) = book.retire(item) else { return };
	let naive = &mut model.certificates[item];
	naive.claimed += due;
	assert_eq!(naive.claimed, income);
	let term = u128::from(book.term);
	let held_back = (position.slice(book.term) * term).checked_sub(released).unwrap();
	assert_eq!(released + held_back + position.remainder(book.term), position.deposit);
	assert_eq!(rest, held_back + position.remainder(book.term));
	assert!(position.remainder(book.term) < term);
}

fn finish(book: &mut Book, model: &mut Model) {
	book.today += 3 * book.term;
	while let Some(day) = book.due() {
		let (facts, verdict) = (income(1_000_003), releasing(ONE / 3));
		book.settle(facts, verdict);
		model.settle(day, book, facts, verdict);
	}
	model.check(book);
	for item in 0..book.positions.len() {
		retire(item, book, model);
	}
	assert!(book.positions.iter().all(Option::is_none) && book.cohorts.is_empty());
	// What nobody can draw: less than one base unit for each rounding.
	let certificates = model.certificates.len() as u128;
	assert!(book.escrow < model.days.len() as u128 + certificates + 1);
	assert!(book.income <= certificates + u128::from(u64::MAX) / INDEX);
	let carry = book.ledger.as_ref().map_or(0, |ledger| u128::from(ledger.carry));
	assert!(book.income <= certificates + carry / INDEX + 1);
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

	#[test]
	fn agrees_with_the_naive_model(
		units in prop_oneof![Just(1u64), 1..100u64, 1..10_000_000u64],
		term in prop_oneof![1..4u32, 1..15u32],
		steps in prop::collection::vec(step(), 1..60),
	) {
		let (mut book, mut model) = (Book::new(units, term, 40), Model::default());
		for step in steps {
			take(step, &mut book, &mut model);
			model.check(&book);
		}
		finish(&mut book, &mut model);
	}
}
