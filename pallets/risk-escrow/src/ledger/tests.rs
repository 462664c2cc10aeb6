//! The ledger by hand, and against a naive model that walks over each certificate and each day
//! in exact fractions.

use super::*;
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;
use std::collections::BTreeMap;

const ONE: u128 = FRACTION;

fn exact(numerator: u128, denominator: u128) -> BigRational {
	BigRational::new(BigInt::from(numerator), BigInt::from(denominator))
}

fn whole(x: BigRational) -> u128 {
	x.to_integer().try_into().unwrap()
}

fn income(paid: Balance) -> DayFacts {
	DayFacts { paid, average: None, open: true, late: false }
}

fn releasing(parts: u128) -> Verdict {
	Verdict { released: FixedU128::from_inner(parts), low: false }
}

/// One series with its records, and real money.
struct Book {
	units: Units,
	term: u32,
	today: Day,
	ledger: Option<SeriesLedger>,
	cohorts: BTreeMap<Day, Cohort>,
	days: BTreeMap<Day, DayRecord>,
	positions: Vec<Option<Position>>,
	escrow: Balance,
	income: Balance,
	miner: Balance,
}

impl Book {
	fn new(units: Units, term: u32, today: Day) -> Self {
		Self {
			units,
			term,
			today,
			ledger: None,
			cohorts: BTreeMap::new(),
			days: BTreeMap::new(),
			positions: Vec::new(),
			escrow: 0,
			income: 0,
			miner: 0,
		}
	}

	/// Sells one certificate for each deposit, unless earlier days are to be settled first.
	fn sell(&mut self, deposits: &[Balance]) -> bool {
		let today = self.today;
		match &mut self.ledger {
			None => {
				self.ledger = Some(SeriesLedger::open(today, 0, PerUnit::one()));
				self.days.insert(today, DayRecord::default());
			},
			Some(ledger) if ledger.is_idle(today) => {
				if ledger.next_day().is_some() {
					return false;
				}
				self.days.insert(today, self.days[&ledger.paid_through].baseline());
				ledger.reopen(today);
			},
			Some(_) => {},
		}
		let sum = deposits.iter().sum();
		let certificates = deposits.len() as u32;
		let ledger = self.ledger.as_mut().unwrap();
		ledger.sell(today, self.term, certificates, sum).unwrap();
		let slices = deposits.iter().map(|deposit| slice(*deposit, self.term)).sum();
		let cohort = self.cohorts.entry(today + 1).or_default();
		*cohort = cohort.plus(&Cohort { certificates, slices }).unwrap();
		self.positions.extend(deposits.iter().map(|d| Some(Position::new(today + 1, *d))));
		self.escrow += sum;
		true
	}

	fn due(&self) -> Option<Day> {
		self.ledger.as_ref().and_then(|l| l.next_day()).filter(|day| *day < self.today)
	}

	fn settle(&mut self, facts: DayFacts, verdict: Verdict) -> Settled {
		let ledger = self.ledger.as_mut().unwrap();
		let day = ledger.next_day().unwrap();
		let previous = self.days[&ledger.paid_through];
		let starting = self.cohorts.get(&day).copied().unwrap_or_default();
		let key = (day + 1).checked_sub(self.term);
		let ending = key.and_then(|start| self.cohorts.remove(&start)).unwrap_or_default();
		let settled =
			ledger.settle_day(self.units, &previous, &starting, &ending, &facts, &verdict).unwrap();
		assert_eq!(settled.day, day);
		self.days.insert(day, settled.record);
		self.income += facts.paid;
		self.escrow -= settled.released;
		self.miner += settled.released;
		settled
	}

	/// All income of a certificate, and what of its deposit is released.
	fn standing(&self, position: &Position) -> (Balance, Balance) {
		let paid_through = self.ledger.as_ref().unwrap().paid_through;
		match position.span(self.term, paid_through) {
			None => (0, 0),
			Some((from, to)) => {
				let (from, to) = (&self.days[&from], &self.days[&to]);
				(
					position.income(self.units, from, to).unwrap(),
					position.released(self.term, from, to).unwrap(),
				)
			},
		}
	}

	fn claim(&mut self, item: usize) -> Balance {
		let Some(mut position) = self.positions[item] else { return 0 };
		let due = self.standing(&position).0 - position.income_paid;
		position.income_paid += due;
		self.positions[item] = Some(position);
		self.income -= due;
		self.ledger.as_mut().unwrap().income_held -= due;
		due
	}

	/// Pays out an ended certificate: its income, and what was not released.
	fn retire(&mut self, item: usize) -> Option<(Balance, Balance)> {
		let position = self.positions[item]?;
		let paid_through = self.ledger.as_ref().unwrap().paid_through;
		if !position.has_ended(self.term, paid_through) {
			return None;
		}
		let due = self.claim(item);
		let rest = position.deposit - self.standing(&position).1;
		self.escrow -= rest;
		self.ledger.as_mut().unwrap().escrowed -= rest;
		self.positions[item] = None;
		Some((due, rest))
	}
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

	fn check_days(&self, book: &Book, ledger: &SeriesLedger) {
		let (mut paid, mut expected, mut judged, mut late, mut run) = (0, 0, 0, 0, 0u8);
		let mut reference = PerUnit::one();
		for (day, naive) in &self.days {
			let (record, facts) = (&book.days[day], &naive.facts);
			reference = facts.average.unwrap_or(reference);
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
		assert_eq!((ledger.reference, ledger.low_run), (reference, run));
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
			(DayFacts { paid, average, open, late }, verdict)
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

/// A series of one certificate of 3 units for 2 days, sold on day 40.
fn one(deposit: Balance) -> Book {
	let mut book = Book::new(3, 2, 40);
	book.sell(&[deposit]);
	book.today = 100;
	book
}

#[test]
fn remainder_of_a_division_is_carried() {
	let mut book = one(10);
	book.settle(income(1), releasing(ONE));
	assert_eq!(book.days[&41].income_index, 333_333_333);
	assert_eq!(book.ledger.as_ref().unwrap().carry, 1);
	// The first day's part of a base unit is not lost: 1 + 2 = 3 are claimed.
	assert_eq!(book.claim(0), 0);
	book.settle(income(2), releasing(ONE));
	assert_eq!(book.days[&42].income_index, 1_000_000_000);
	assert_eq!(book.claim(0), 3);
}

#[test]
fn term_of_one_day_starts_and_ends_in_one() {
	let mut book = Book::new(1, 1, 40);
	book.sell(&[7]);
	book.today = 42;
	let settled = book.settle(income(5), releasing(ONE));
	assert_eq!((settled.record.certificates, settled.ended, settled.released), (1, 1, 7));
	assert_eq!(book.ledger.as_ref().unwrap().next_day(), None);
	assert_eq!(book.retire(0), Some((5, 0)));
}

#[test]
fn deposit_below_the_term_comes_back_whole() {
	let mut book = one(1);
	book.settle(income(0), releasing(ONE));
	book.settle(income(0), releasing(ONE));
	assert_eq!((book.miner, book.retire(0)), (0, Some((0, 1))));
}

#[test]
fn low_day_holds_back_and_is_rounded_for_the_miner_down_for_the_holder_up() {
	let mut book = one(7);
	// A third of a slice of 3 is just less than 1: nothing for the miner, 1 off the certificate.
	let settled = book.settle(income(1), releasing(ONE / 3));
	assert_eq!((settled.released, settled.fraction.into_inner()), (0, ONE / 3));
	assert_eq!(book.standing(&book.positions[0].unwrap()).1, 1);
	book.settle(income(1), releasing(ONE));
	// 7 = 3 released + 1 rounded away, which nobody can draw + 2 held back + 1 remainder. Of two
	// thirds of 10⁻⁹ less than 2 base units of income, one is paid.
	assert_eq!((book.miner, book.retire(0), book.escrow), (3, Some((1, 3)), 1));
}

#[test]
fn fraction_above_one_is_one() {
	let mut book = one(10);
	let settled = book.settle(income(1), releasing(2 * ONE));
	assert_eq!((settled.released, settled.fraction), (5, FixedU128::one()));
}

#[test]
fn slices_beyond_128_bits_are_exact() {
	// A million coins of 18 decimals a day: times the fraction's parts that is 2^139.
	let deposit = 2_000_000 * 10u128.pow(18);
	let mut book = one(deposit);
	let settled = book.settle(income(0), releasing(ONE - 1));
	assert_eq!(settled.released, deposit / 2 - 1_000_000);
	assert_eq!(book.standing(&book.positions[0].unwrap()).1, deposit / 2 - 1_000_000);
}

#[test]
fn absurd_amounts_are_errors_and_change_nothing() {
	let ledger = SeriesLedger::open(40, 0, PerUnit::one());
	let one_active = Cohort { certificates: 1, slices: 0 };
	let settle = |facts, starting: &Cohort| {
		let (previous, none) = (DayRecord::default(), Cohort::default());
		let verdict = releasing(ONE);
		ledger.clone().settle_day(1, &previous, starting, &none, &facts, &verdict)
	};
	assert_eq!(settle(income(u128::MAX), &one_active), Err(ArithmeticError::Overflow));
	assert_eq!(settle(income(1), &Cohort::default()), Err(ArithmeticError::DivisionByZero));
	// More is released than lies in escrow: the cohort is wrong.
	let wrong = Cohort { certificates: 1, slices: 1 };
	assert_eq!(settle(income(1), &wrong), Err(ArithmeticError::Underflow));
	assert_eq!(ledger.clone().sell(u32::MAX, 1, 1, 1), Err(ArithmeticError::Overflow));
	assert_eq!(
		expected_income(PerUnit::from_inner(u128::MAX), FRACTION * 2),
		Err(ArithmeticError::Overflow)
	);
}

#[test]
fn expected_income_is_rounded_up() {
	let average = PerUnit::from_rational(1, 3);
	assert_eq!(expected_income(average, 3), Ok(1));
	assert_eq!(expected_income(average, 4), Ok(2));
	assert_eq!(expected_income(PerUnit::zero(), 4), Ok(0));
}

#[test]
fn idle_series_starts_again_where_it_stopped() {
	let mut book = one(10);
	assert!(!book.sell(&[10]), "days 41 and 42 are not settled");
	book.settle(income(6), releasing(ONE));
	book.settle(income(6), releasing(ONE));
	assert!(book.sell(&[10]));
	let ledger = book.ledger.as_ref().unwrap();
	assert_eq!((ledger.paid_through, ledger.fresh_after, ledger.last_end), (100, 100, 102));
	assert_eq!(ledger.next_day(), Some(101));
	assert_eq!(
		book.days[&100],
		DayRecord { income_index: 4_000_000_000, release_index: 2 * ONE, ..Default::default() }
	);
	book.today = 200;
	book.settle(income(9), releasing(ONE));
	assert_eq!((book.claim(0), book.claim(1)), (12, 9));
}

#[test]
fn series_that_is_active_today_is_not_idle() {
	let ledger = SeriesLedger { last_end: 50, ..SeriesLedger::open(40, 0, PerUnit::one()) };
	assert!(!ledger.is_idle(50));
	assert!(ledger.is_idle(51));
}

#[test]
fn days_up_to_fresh_after_are_not_judged() {
	let ledger = SeriesLedger { fresh_after: 45, ..SeriesLedger::open(40, 0, PerUnit::one()) };
	let facts = DayFacts { paid: 1, average: Some(PerUnit::one()), open: true, late: false };
	assert!(!ledger.is_judged(45, &facts));
	assert!(ledger.is_judged(46, &facts));
	assert!(!ledger.is_judged(46, &DayFacts { open: false, ..facts }));
	assert!(!ledger.is_judged(46, &DayFacts { average: None, ..facts }));
}
