//! What must agree after each step.

use super::*;

impl Model {
	pub fn check(&self, book: &Book) {
		let Some(ledger) = &book.ledger else { return };
		self.check_cohorts(book, ledger);
		self.check_left(book, ledger);
		self.check_days(book, ledger);
		let (mut claimable, mut unreleased, mut slashed) = (0, 0, 0);
		for (item, naive) in self.certificates.iter().enumerate() {
			let Some(position) = book.positions[item] else { continue };
			let own = book.entitlement(&position);
			self.check_income(book, naive, own.income);
			assert_eq!(position.income_paid, naive.claimed);
			claimable += own.due;
			slashed += own.slashed;
			if position.refunded {
				assert_eq!(own.unreleased, 0);
			} else {
				let released = position.deposit - own.unreleased;
				assert_eq!(released, whole(naive.released.ceil()), "rounded up once");
				unreleased += own.unreleased;
				assert_eq!(own.slashed, naive.slashed);
			}
		}
		assert_eq!(self.miner, book.miner, "the miner got the floor of each day's sum");
		assert_eq!(ledger.custody.pending_release, self.pending_release);
		assert_eq!(
			(ledger.custody.escrowed, ledger.custody.income_held, ledger.custody.slash_held),
			(book.escrow, book.income, book.slashed)
		);
		assert!(unreleased <= book.escrow, "escrow is at least what is not released");
		assert!(claimable <= book.income, "income is at least what is not claimed");
		assert_eq!(slashed, book.slashed, "what is slashed is the certificates'");
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
		let (through, term) = (ledger.progress.settled_through, u128::from(book.term));
		let mut cohorts = BTreeMap::<Day, Cohort>::new();
		for c in self.certificates.iter().filter(|c| c.end > through) {
			let cohort = cohorts.entry(c.start).or_default();
			cohort.certificates += 1;
			cohort.instalments += c.deposit / term;
		}
		assert_eq!(cohorts, book.cohorts);
		let running = cohorts.range(..=through).map(|(_, c)| c);
		let running = running.fold(Cohort::default(), |sum, c| sum.plus(c).unwrap());
		assert_eq!(ledger.volume.active, running);
		let ended = self.certificates.iter().filter(|c| c.end <= through).count();
		assert_eq!(
			(ledger.volume.sold, ledger.volume.ended),
			(self.certificates.len() as u32, ended as u32)
		);
		let last_end = self.certificates.iter().map(|c| c.end).max();
		assert_eq!(Some(ledger.progress.last_end), last_end);
		let days: u64 = self.days.values().map(|day| u64::from(day.certificates)).sum();
		assert_eq!(ledger.volume.settled_cert_days, days);
	}

	/// What is not settled, of the series, of those sold on a day and of each certificate.
	fn check_left(&self, book: &Book, ledger: &SeriesLedger) {
		let (through, term) = (ledger.progress.settled_through, book.term);
		let left = |c: &Naive| {
			let days = c.days_after(through);
			let instalment = c.deposit / u128::from(term);
			let (cert_days, instalments) = (days.into(), instalment * u128::from(days));
			Exposure { cert_days, instalments, slash: if days > 0 { 5 } else { 0 } }
		};
		let all = |exposures: Vec<Exposure>| {
			exposures.into_iter().fold(Exposure::default(), |sum, one| sum.plus(one).unwrap())
		};
		let naive = all(self.certificates.iter().map(left).collect());
		assert_eq!(ledger.volume.instalments_left, naive.instalments);
		let sold_days = u64::from(ledger.volume.sold) * u64::from(term);
		assert_eq!(sold_days - ledger.volume.settled_cert_days, naive.cert_days);
		for (start, cohort) in &book.cohorts {
			let own = self.certificates.iter().filter(|c| c.start == *start);
			assert_eq!(cohort.exposure(*start, term, through, 5), Ok(all(own.map(left).collect())));
		}
		for (naive, position) in self.certificates.iter().zip(&book.positions) {
			let exposure = position.map(|position| position.exposure(term, through, 5));
			assert!(exposure.is_none_or(|exposure| exposure == Ok(left(naive))));
		}
	}

	/// Not a part of a base unit is lost: what the units got and what is carried is the income.
	fn check_division(&self, book: &Book, ledger: &SeriesLedger) {
		let (mut divided, mut paid) = (exact(ledger.progress.carry.into(), 1), exact(0, 1));
		for (day, naive) in &self.days {
			let increment = book.days[day].income_index - book.days[&(day - 1)].income_index;
			let units = u128::from(naive.certificates) * u128::from(book.units);
			assert!(
				u128::from(ledger.progress.carry) < units
					|| *day != ledger.progress.settled_through
			);
			divided += exact(increment, 1) * exact(units, 1);
			paid += exact(naive.facts.paid, 1) * exact(INDEX, 1);
		}
		assert_eq!(divided, paid);
	}

	fn check_days(&self, book: &Book, ledger: &SeriesLedger) {
		let (mut paid, mut expected, mut assessed, mut late, mut underpaid) = (0, 0, 0, 0, 0);
		let (mut ratios, mut missed) = (0, 0);
		for (day, naive) in &self.days {
			let (record, facts) = (&book.days[day], &naive.facts);
			if naive.assessed {
				paid += naive::counted(facts.paid, naive.expected);
				expected += naive.expected;
				ratios += naive.part();
				missed += naive.missing();
				assessed += 1;
				late += u32::from(facts.late);
				underpaid += u32::from(naive.underpaid && !self.applied.contains(day));
			}
			assert_eq!((record.assessed_paid, record.assessed_expected), (paid, expected));
			assert_eq!((record.assessed_ratios, record.missed), (ratios, missed));
			assert_eq!((record.assessed, record.late_paid), (assessed, late));
			assert_eq!((record.paid, record.certificates), (facts.paid, naive.certificates));
			assert_eq!(record.average, facts.average.known().unwrap_or_default());
			let has = |flag| record.flags.has(flag);
			assert_eq!(has(DayFlags::ASSESSED), naive.assessed);
			assert_eq!(has(DayFlags::UNDERPAID), naive.underpaid);
			assert_eq!(has(DayFlags::LATE), naive.assessed && facts.late);
			assert_eq!(has(DayFlags::WRITTEN_OFF), facts.written_off);
			assert_eq!(has(DayFlags::NO_AVERAGE), facts.average.known().is_none());
			assert_eq!(has(DayFlags::STRUCK), self.applied.contains(day));
		}
		assert_eq!(ledger.progress.last_average, self.last_average.unwrap_or(PerUnit::one()));
		assert_eq!(
			(ledger.clocks.underpaid_streak, ledger.clocks.underpaid_days),
			(self.streak.len() as u8, underpaid)
		);
		self.check_window(book, ledger);
		self.check_division(book, ledger);
	}

	/// What a report of a breach looks at.
	fn check_window(&self, book: &Book, ledger: &SeriesLedger) {
		let window = ledger.last_window(&mut &*book).unwrap();
		let naive = self.window(ledger.progress.settled_through);
		let Window { days, paid, expected, ratios, late } = window;
		assert_eq!((days, paid, expected, ratios.into_inner(), late), naive);
	}
}
