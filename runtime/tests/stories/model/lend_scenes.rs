//! Scenes of loans and stakes: what chance alone seldom brings together.

use super::{
	naive::*,
	ops::{Kind, Op},
	play::{Play, Step},
	scenes::{ALIKE, HONEST},
};

impl Play {
	pub fn lend_scene(&mut self, op: Op) -> Step {
		match op.kind {
			Kind::Default => self.default(op),
			Kind::SelfRepaying => self.self_repaying(op),
			Kind::LentFreeze => self.lent_and_frozen(op),
			Kind::LentEnds => self.lent_until_its_end(op),
			_ => self.staked_and_frozen(op),
		}
	}

	/// A loan begins against a certificate that fits, on terms made from its series and its last day;
	/// returns the loan, its lender and its borrower.
	fn begin(
		&mut self,
		op: Op,
		fits: impl Fn(&Certificate) -> bool,
		terms: impl Fn(&Series, Day) -> LoanTerms,
	) -> Result<Option<(usize, Who, Who)>, String> {
		if !self.may_lend() {
			return Ok(None);
		}
		let some = |id: usize| {
			let all = self.lendable(id).into_iter();
			let certificate = |item: u32| &self.world.series[id].certificates[item as usize];
			all.filter(|(_, item)| fits(certificate(*item))).collect::<Vec<_>>()
		};
		let number = self.a_series(op.a, |id| !some(id).is_empty());
		let found = self.world.series.get(number).map(|_| some(number)).unwrap_or_default();
		let Some((owner, item)) = found.get(Op::pick(op.b, found.len())).copied() else {
			return Ok(None);
		};
		let series = &self.world.series[number];
		let terms = terms(series, series.certificates[item as usize].end);
		let (loan, lender) = (self.world.next_loan, self.a_lender(op.c, owner));
		self.request_loan(owner, number, item, terms)?;
		if loan == self.world.next_loan {
			return Ok(None);
		}
		self.fund(lender, loan)?;
		let funded = self.world.loans.get(&loan).is_some_and(|loan| loan.funding.is_some());
		Ok(funded.then_some((loan, lender, owner)))
	}

	/// Nobody repays a loan in the payment asset, and its lender forecloses it.
	pub fn default(&mut self, op: Op) -> Step {
		let due_day = self.world.today() + 1;
		let lasts = due_day + self.world.rules.grace + 8;
		let terms = |series: &Series, _: Day| LoanTerms {
			asset: series.payment.clone(),
			principal: series.floor * Balance::from(series.units) + 5_000,
			interest: 1_001,
			due_day,
			self_repaying: false,
		};
		let Some((loan, lender, owner)) = self.begin(op, |c| c.end > lasts, terms)? else {
			return Ok(());
		};
		let Loan { series, item, .. } = self.world.loans[&loan];
		self.list(owner, series, &[item], 1_000, 5)?;
		if op.a % 4 == 1 {
			self.declare(series, op.b)?;
			self.day(2, ALIKE)?;
			self.end_event(series)?;
		}
		for _ in 0..8 {
			let Some(found) = self.world.loans.get(&loan) else { return Ok(()) };
			let deadline = found.deadline(self.world.days_frozen(series));
			if deadline.is_some_and(|day| day < self.world.today()) {
				break;
			}
			self.day(2, ALIKE)?;
		}
		let Some(debt) = self.world.loans.get(&loan).map(Loan::debt) else { return Ok(()) };
		self.foreclose(owner, loan, Foreclosure::Take)?;
		if op.c.is_multiple_of(4) {
			return self.foreclose(lender, loan, Foreclosure::Take);
		}
		let auction = self.world.next_auction;
		let how = Foreclosure::Auction { reserve: debt / 2 + 1, duration: 3 };
		self.foreclose(lender, loan, how)?;
		self.foreclose(lender, loan, Foreclosure::Take)?;
		self.cancel_auction(owner, auction)?;
		let amount = match op.c % 4 {
			1 => debt / 2 + 1,
			_ => debt * 2 + 7,
		};
		let bidder = self.a_lender(op.b, owner);
		self.bid_if_left(bidder, auction, amount, 0)?;
		if op.c % 4 == 3 {
			return self.repay(owner, loan, Balance::MAX);
		}
		let ends = self.world.auctions.get(&auction).map_or(0, |auction| auction.ends);
		self.go_to(ends + 1, op)?;
		self.next_block(1)
	}

	/// The income of a certificate repays its loan.
	fn self_repaying(&mut self, op: Op) -> Step {
		let (today, grace) = (self.world.today(), self.world.rules.grace);
		let terms = |series: &Series, end: Day| LoanTerms {
			asset: series.reward.clone(),
			principal: Balance::from(series.units) * 90,
			interest: Balance::from(series.units) * 20 + 1,
			due_day: end - 1 - grace,
			self_repaying: true,
		};
		let Some((loan, lender, _)) = self.begin(op, |c| c.end > today + 8 + grace, terms)? else {
			return Ok(());
		};
		self.fund(lender, loan)?;
		let series = self.world.loans[&loan].series;
		self.set_mood(series, HONEST);
		for _ in 0..5 {
			self.day(2, ALIKE)?;
		}
		if op.b.is_multiple_of(2) {
			return self.repay(ONE, loan, 1);
		}
		Ok(())
	}

	/// The series of a loan is frozen: nothing begins, and the loan is due later.
	fn lent_and_frozen(&mut self, op: Op) -> Step {
		let (today, grace) = (self.world.today(), self.world.rules.grace);
		let terms = |series: &Series, _: Day| LoanTerms {
			asset: if op.b.is_multiple_of(2) {
				series.reward.clone()
			} else {
				series.payment.clone()
			},
			principal: 5_000,
			interest: 700,
			due_day: today + 2,
			self_repaying: false,
		};
		let Some((loan, lender, owner)) = self.begin(op, |c| c.end > today + 6 + grace, terms)?
		else {
			return Ok(());
		};
		let series = self.world.loans[&loan].series;
		let free = self.lendable(series).first().copied();
		self.declare(series, op.b)?;
		if let Some((who, item)) = free {
			let terms = self.world.loans[&loan].terms.clone();
			self.request_loan(who, series, item, terms)?;
			self.stake(who, series, &[item])?;
		}
		for _ in 0..3 + grace + u32::from(op.c) % 3 {
			self.day(2, ALIKE)?;
		}
		self.foreclose(lender, loan, Foreclosure::Take)?;
		self.end_event(series)?;
		for _ in 0..4 {
			self.day(2, ALIKE)?;
		}
		match op.c.is_multiple_of(2) {
			true => self.foreclose(lender, loan, Foreclosure::Take),
			false => self.repay(owner, loan, Balance::MAX),
		}
	}

	/// A certificate ends before its loan is repaid: what is left of its deposit is collateral.
	fn lent_until_its_end(&mut self, op: Op) -> Step {
		let (today, grace) = (self.world.today(), self.world.rules.grace);
		let terms = |series: &Series, end: Day| LoanTerms {
			asset: if op.b.is_multiple_of(4) {
				series.payment.clone()
			} else {
				series.reward.clone()
			},
			principal: Balance::from(series.units) * 4_000_000,
			interest: 333,
			due_day: end - 1 - grace,
			self_repaying: op.b % 4 == 1,
		};
		let soon = |c: &Certificate| c.end <= today + grace + 9;
		let Some((loan, lender, owner)) = self.begin(op, soon, terms)? else { return Ok(()) };
		let (series, item) = (self.world.loans[&loan].series, self.world.loans[&loan].item);
		self.set_mood(series, HONEST);
		let Series { reward, certificates, .. } = &self.world.series[series];
		let (reward, end) = (reward.clone(), certificates[item as usize].end);
		if op.c.is_multiple_of(2) {
			self.block_for_now(owner, &reward)?;
		}
		while self.world.today() < end + 3 {
			self.day(2, ALIKE)?;
		}
		self.settle_loan(loan)?;
		match op.c % 3 {
			0 => self.foreclose(lender, loan, Foreclosure::Take),
			1 => self.foreclose(lender, loan, Foreclosure::Auction { reserve: 1, duration: 3 }),
			_ => self.repay(ONE, loan, Balance::MAX),
		}
	}

	/// A series is frozen while certificates of it are staked, and goes on.
	fn staked_and_frozen(&mut self, op: Op) -> Step {
		let Some(series) = self.a_lendable_series(op.a) else { return Ok(()) };
		let miner = self.world.series[series].miner;
		let Some((owner, item)) =
			self.lendable(series).into_iter().find(|(owner, _)| *owner != miner)
		else {
			return Ok(());
		};
		self.fund_budget(ONE, 3_000 * DMC)?;
		self.stake(owner, series, &[item])?;
		self.list(owner, series, &[item], 1_000, 5)?;
		self.unstake(miner, series, &[item])?;
		for _ in 0..2 {
			self.day(2, ALIKE)?;
		}
		self.declare(series, op.b)?;
		// Whether somebody looks, or the chain itself.
		if op.b.is_multiple_of(2) {
			self.claim_rewards(series, &[item])?;
		}
		for _ in 0..1 + op.c % 2 {
			self.day(2, ALIKE)?;
		}
		self.end_event(series)?;
		if op.b % 4 < 2 {
			self.claim_rewards(series, &[item])?;
		}
		if op.b.is_multiple_of(8) {
			// Frozen again on the same day.
			self.declare(series, op.b)?;
			self.claim_rewards(series, &[item])?;
			self.end_event(series)?;
			self.claim_rewards(series, &[item])?;
		}
		self.day(2, ALIKE)?;
		self.unstake(owner, series, &[item])?;
		self.unstake(owner, series, &[item])
	}
}
