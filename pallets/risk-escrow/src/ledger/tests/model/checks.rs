//! What must agree after each step.

use super::*;

impl Model {
	pub fn check(&self, book: &Book) {
		let Some(ledger) = &book.ledger else { return };
		self.check_cohorts(book, ledger);
		self.check_left(book, ledger);
		self.check_days(book, ledger);
		let (mut claimable, mut unreleased, mut shares) = (0, 0, 0);
		for (item, naive) in self.certificates.iter().enumerate() {
			let Some(position) = book.positions[item] else { continue };
			let (income, released) = book.standing(&position);
			self.check_income(book, naive, income);
			assert_eq!(position.income_paid, naive.claimed);
			assert_eq!(released, whole(naive.released.ceil()), "rounded up once");
			claimable += income - position.income_paid;
			if !position.refunded {
				unreleased += position.deposit - released;
				let ended = ledger.state.termination();
				shares += ended.map_or(0, |ended| {
					position.slash_share(book.term, ledger.paid_through, &ended).unwrap()
				});
			}
		}
		assert_eq!(self.miner, book.miner, "the miner got the floor of each day's sum");
		assert_eq!(ledger.waiting, self.waiting);
		assert_eq!((ledger.escrowed, ledger.income_held), (book.escrow, book.income));
		assert!(unreleased <= book.escrow, "escrow covers what is not released");
		assert!(claimable <= book.income, "income covers every claim");
		assert!(shares <= book.slashed, "the slash covers every share");
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

	/// What is not settled, of the series, of those sold on a day and of each certificate.
	fn check_left(&self, book: &Book, ledger: &SeriesLedger) {
		let (through, term) = (ledger.paid_through, book.term);
		let left = |c: &Naive| {
			let days = c.days_after(through);
			let slice = c.deposit / u128::from(term);
			Cover { cert_days: days.into(), slices: slice * u128::from(days) }
		};
		let all = |covers: Vec<Cover>| {
			covers.into_iter().fold(Cover::default(), |sum, one| sum.plus(one).unwrap())
		};
		let naive = all(self.certificates.iter().map(left).collect());
		assert_eq!(ledger.slices_left, naive.slices);
		let sold_days = u64::from(ledger.sold) * u64::from(term);
		assert_eq!(sold_days - ledger.settled_cert_days, naive.cert_days);
		for (start, cohort) in &book.cohorts {
			let own = self.certificates.iter().filter(|c| c.start == *start);
			assert_eq!(cohort.cover(*start, term, through), Ok(all(own.map(left).collect())));
		}
		for (naive, position) in self.certificates.iter().zip(&book.positions) {
			let cover = position.map(|position| position.cover(term, through));
			assert!(cover.is_none_or(|cover| cover == Ok(left(naive))));
		}
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
		let (mut paid, mut expected, mut judged, mut late, mut low) = (0, 0, 0, 0, 0);
		for (day, naive) in &self.days {
			let (record, facts) = (&book.days[day], &naive.facts);
			if naive.judged {
				paid += naive::counted(facts.paid, naive.expected);
				expected += naive.expected;
				judged += 1;
				late += u32::from(facts.late);
				low += u32::from(naive.low);
			}
			assert_eq!((record.judged_paid, record.judged_expected), (paid, expected));
			assert_eq!((record.judged, record.late_paid), (judged, late));
			assert_eq!((record.paid, record.certificates), (facts.paid, naive.certificates));
			assert_eq!(record.average, facts.average.unwrap_or_default());
			let has = |flag| record.flags.has(flag);
			assert_eq!(has(DayFlags::JUDGED), naive.judged);
			assert_eq!(has(DayFlags::LOW), naive.low);
			assert_eq!(has(DayFlags::LATE), naive.judged && facts.late);
			assert_eq!(has(DayFlags::GIVEN_UP), facts.given_up);
			assert_eq!(has(DayFlags::NO_AVERAGE), facts.average.is_none());
		}
		assert_eq!(ledger.reference, self.reference.unwrap_or(PerUnit::one()));
		assert_eq!((ledger.low_run, ledger.low_days), (self.run, low));
		self.check_window(book, ledger);
		self.check_division(book, ledger);
	}

	/// What a report of a breach looks at.
	fn check_window(&self, book: &Book, ledger: &SeriesLedger) {
		let through = ledger.paid_through;
		let window = book.window(ledger.window_before(through), through);
		let naive = self.window(through);
		assert_eq!((window.days, window.paid, window.expected), naive);
	}
}
