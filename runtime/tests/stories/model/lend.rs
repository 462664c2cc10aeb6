//! Acts of borrowers and lenders.

use super::{
	naive::*,
	ops::{Kind, Op},
	play::{Play, Step},
};
use pallet_certificate_lending::{Call, Foreclosure as How};

/// Who lends.
const LENDERS: [Who; 7] = [ALICE, BOB, CHARLIE, DAVE, EVE, FERDIE, ONE];
/// Limits by which a block settles all there is.
const MAX_LOANS: usize = 8;
const MAX_OFFERS: usize = 4;

impl Play {
	pub fn lending(&mut self, op: Op) -> Step {
		match op.kind {
			Kind::RequestLoan => self.request_some(op),
			Kind::FundLoan => self.fund_some(op),
			Kind::OfferLoan => self.offer_some_loan(op),
			Kind::TakeLoan => self.take_some_loan(op),
			Kind::Repay => self.repay_some(op),
			Kind::Foreclose => self.foreclose_some(op),
			Kind::CancelLoan => self.cancel_some(op),
			_ => {
				let id = self.a_loan(op, |_, _| true).map_or(self.world.next_loan, |(id, _)| id);
				self.settle_loan(id)
			},
		}
	}

	/// A loan or request that fits, or by mistake any.
	fn a_loan(&self, op: Op, fits: impl Fn(&World, &Loan) -> bool) -> Option<(usize, Loan)> {
		let loans = self.world.loans.iter();
		let all: Vec<_> = loans.filter(|(_, loan)| op.errs() || fits(&self.world, loan)).collect();
		all.get(Op::pick(op.a, all.len())).map(|(id, loan)| (**id, (*loan).clone()))
	}

	/// Whether a certificate can secure a loan for some days.
	fn is_lendable(&self, certificate: &Certificate, item: usize, series: usize) -> bool {
		let lasts = certificate.end > self.world.today() + self.world.rules.grace + 2;
		let fits = certificate.sold && !certificate.burnt && certificate.lock.is_none() && lasts;
		fits && !self.world.loans.values().any(|l| (l.series, l.item as usize) == (series, item))
	}

	/// Certificates of a series that can secure a loan.
	pub fn lendable(&self, series: usize) -> Vec<(Who, u32)> {
		let open = self.world.series[series].state() == State::Open;
		let certificates = self.world.series[series].certificates.iter().enumerate();
		let fits = certificates.filter(|(item, c)| open && self.is_lendable(c, *item, series));
		fits.map(|(item, c)| (c.owner, item as u32)).collect()
	}

	/// A series with such certificates, if there is one.
	pub fn a_lendable_series(&self, number: u8) -> Option<usize> {
		let fits = |id: usize| !self.lendable(id).is_empty();
		Some(self.a_series(number, fits)).filter(|id| *id < self.world.series.len() && fits(*id))
	}

	pub fn a_lender(&self, number: u8, other: Who) -> Who {
		let lenders = LENDERS.into_iter().filter(|who| *who != other).collect::<Vec<_>>();
		lenders[Op::pick(number, lenders.len())]
	}

	/// Whether another loan may begin.
	pub fn may_lend(&self) -> bool {
		self.world.loans.len() < MAX_LOANS
	}

	/// Terms of a loan against a certificate that ends on a day: mostly possible ones.
	fn some_terms(&self, series: usize, end: Day, op: Op) -> LoanTerms {
		let Op { a, b, c, .. } = op;
		let Series { payment, reward, units, term, floor, .. } = &self.world.series[series];
		let in_reward = c.is_multiple_of(3);
		let unit_days = Balance::from(*units) * Balance::from(*term);
		let worth = unit_days * if in_reward { 50 } else { *floor };
		let principal = match a / 2 % 8 {
			_ if b % 32 == 30 => 0,
			0 => 1,
			1 => 7,
			2 => worth / 20 + 1,
			3 => worth,
			_ => worth / 3 + Balance::from(a),
		};
		let interest = match c / 4 % 4 {
			_ if b % 32 == 29 => Balance::MAX,
			0 => 0,
			1 => 1,
			2 => principal / 3 + 1,
			_ => principal / 10 + 3,
		};
		let (today, latest) = (self.world.today(), end.saturating_sub(1 + self.world.rules.grace));
		let due_day = match b % 16 {
			3 => latest + 1,
			4 => today,
			5..=7 => latest,
			8..=10 => today.midpoint(latest) + 1,
			_ => today + 1 + Day::from(a) % 3,
		};
		let asset = match b % 32 {
			28 => Asset::WithId(99),
			_ if in_reward => reward.clone(),
			_ => payment.clone(),
		};
		let self_repaying = (asset == *reward && !b.is_multiple_of(4)) || b % 32 == 27;
		LoanTerms { asset, principal, interest, due_day, self_repaying }
	}

	fn request_some(&mut self, op: Op) -> Step {
		if !self.may_lend() {
			return self.fund_some(op);
		}
		let Some(series) = self.a_lendable_series(op.a) else { return Ok(()) };
		let all = self.lendable(series);
		let (mut owner, mut item) = all[Op::pick(op.b / 2, all.len())];
		if op.c % 8 == 7 {
			// Whatever there is.
			item = u32::from(op.b) % 12;
			owner = self.world.series[series].certificate(item).map_or(owner, |c| c.owner);
		}
		let end = self.world.series[series].certificate(item).map_or(0, |c| c.end);
		let end = end.max(self.world.today() + 4);
		let terms = self.some_terms(series, end, op);
		let who = self.mostly(op, Some(owner));
		let loan = self.world.next_loan;
		self.request_loan(who, series, item, terms)?;
		// Mostly somebody funds it immediately.
		match op.a % 8 {
			_ if loan == self.world.next_loan => Ok(()),
			0 | 1 | 4 | 5 => self.fund(self.a_lender(op.c, who), loan),
			2 => self.fund(who, loan),
			_ => Ok(()),
		}
	}

	pub fn request_loan(&mut self, who: Who, series: usize, item: u32, terms: LoanTerms) -> Step {
		let LoanTerms { asset, principal, interest, due_day, self_repaying } = terms.clone();
		let call = Call::request_loan {
			series: series as u32,
			item,
			asset,
			principal,
			interest,
			due_day,
			self_repaying,
		};
		self.send(who, call, |w| w.request_loan(who, series, item, terms))
	}

	fn fund_some(&mut self, op: Op) -> Step {
		let Some((id, loan)) = self.a_loan(op, |_, loan| loan.funding.is_none()) else {
			return match self.may_lend() {
				true => self.fund(ONE, self.world.next_loan),
				false => Ok(()),
			};
		};
		let lender = match op.c % 16 {
			4 => loan.borrower,
			_ => self.a_lender(op.b, loan.borrower),
		};
		if op.b % 8 == 3 {
			self.block_for_now(loan.borrower, &self.world.series[loan.series].reward.clone())?;
		}
		self.fund(lender, id)
	}

	pub fn fund(&mut self, who: Who, id: usize) -> Step {
		self.send(who, Call::fund { loan: id as u32 }, |w| w.fund(who, id))
	}

	fn offer_some_loan(&mut self, op: Op) -> Step {
		if self.world.loan_offers.len() >= MAX_OFFERS {
			return self.take_some_loan(op);
		}
		let Some(series) = self.a_lendable_series(op.a) else { return Ok(()) };
		let (owner, item) = self.lendable(series)[0];
		let end = self.world.series[series].certificates[item as usize].end;
		let terms = self.some_terms(series, end, op);
		let min_end = [0, end, end, end + 1][Op::pick(op.a / 8, 4)];
		let days = [1, 2, 5, 30][Op::pick(op.b, 4)];
		let days = match op.c % 16 {
			3 => 0,
			4 => 31,
			_ => days,
		};
		let offer = self.world.next_loan_offer;
		self.offer_loan(self.a_lender(op.c, owner), series, terms, min_end, days)?;
		if op.a.is_multiple_of(2) && offer < self.world.next_loan_offer && self.may_lend() {
			return self.take_loan(owner, offer, item);
		}
		Ok(())
	}

	fn offer_loan(
		&mut self,
		who: Who,
		series: usize,
		terms: LoanTerms,
		min_end: Day,
		days: u32,
	) -> Step {
		let LoanTerms { asset, principal, interest, due_day, self_repaying } = terms.clone();
		let call = Call::offer_loan {
			series: series as u32,
			asset,
			principal,
			interest,
			due_day,
			min_end_day: min_end,
			expires_in_days: days,
			self_repaying,
		};
		self.send(who, call, |w| w.offer_loan(who, series, terms, min_end, days))
	}

	fn take_some_loan(&mut self, op: Op) -> Step {
		let offers = self.world.loan_offers.iter().map(|(id, offer)| (*id, offer.clone()));
		let offers: Vec<_> = offers.collect();
		let Some((id, offer)) = offers.get(Op::pick(op.a, offers.len())).cloned() else {
			return match op.c % 8 {
				0 => self.take_loan(ALICE, self.world.next_loan_offer, 0),
				_ => self.offer_some_loan(op),
			};
		};
		if !self.may_lend() {
			return Ok(());
		}
		let mut all = self.lendable(offer.series);
		if op.c % 8 != 6 {
			all.retain(|(owner, _)| *owner != offer.lender);
		}
		let (owner, item) = all.get(Op::pick(op.b, all.len())).copied().unwrap_or((ALICE, 0));
		if op.b % 16 == 9 {
			self.block_for_now(owner, &offer.terms.asset)?;
		}
		let who = self.mostly(op, Some(owner));
		self.take_loan(who, id, item)
	}

	pub fn take_loan(&mut self, who: Who, offer: usize, item: u32) -> Step {
		let call = Call::take_loan { offer: offer as u32, item };
		self.send(who, call, |w| w.take_loan(who, offer, item))
	}

	fn repay_some(&mut self, op: Op) -> Step {
		let Some((id, loan)) = self.a_loan(op, |_, loan| loan.funding.is_some()) else {
			return self.request_some(op);
		};
		let debt = loan.debt();
		let amount = match op.b % 8 {
			0 => debt,
			1 => Balance::MAX,
			2 => 1,
			3 if op.c % 4 == 3 => 0,
			4 => debt.saturating_sub(loan.terms.interest),
			_ => debt / 3 + 1,
		};
		if let Some(funding) = loan.funding.filter(|_| op.c % 8 == 5) {
			self.block_for_now(funding.lender, &loan.terms.asset)?;
		}
		if op.c % 8 == 6 {
			self.block_for_now(POOL, &loan.terms.asset)?;
		}
		let who = [loan.borrower, loan.borrower, ONE, BOB][Op::pick(op.c / 2, 4)];
		self.repay(who, id, amount)
	}

	pub fn repay(&mut self, who: Who, id: usize, amount: Balance) -> Step {
		self.send(who, Call::repay { loan: id as u32, amount }, |w| w.repay(who, id, amount))
	}

	fn foreclose_some(&mut self, op: Op) -> Step {
		let overdue = |world: &World, loan: &Loan| {
			let deadline = loan.deadline(world.days_frozen(loan.series));
			deadline.is_some_and(|day| day < world.today())
		};
		let any = op.b % 8 == 7;
		let found = self.a_loan(op, |world, loan| any || overdue(world, loan));
		let Some((id, loan)) = found else { return self.default(op) };
		let lender = loan.funding.as_ref().map(|funding| funding.lender);
		let who = self.mostly(op, lender);
		let reserve = [0, 1, loan.debt() / 2 + 1, loan.debt() + 5][Op::pick(op.b / 2, 4)];
		let duration = [3, 8, 15, 5, 0, 901][Op::pick(op.c, 6)];
		let how = match op.b.is_multiple_of(2) {
			true => Foreclosure::Take,
			false => Foreclosure::Auction { reserve, duration },
		};
		self.foreclose(who, id, how)
	}

	pub fn foreclose(&mut self, who: Who, id: usize, how: Foreclosure) -> Step {
		let real = match how {
			Foreclosure::Take => How::Take,
			Foreclosure::Auction { reserve, duration } => {
				How::Auction { reserve, duration_blocks: duration }
			},
		};
		let call = Call::foreclose { loan: id as u32, how: real };
		self.send(who, call, |w| w.foreclose(who, id, how))
	}

	fn cancel_some(&mut self, op: Op) -> Step {
		if op.b.is_multiple_of(2) {
			let offers = self.world.loan_offers.iter();
			let offers: Vec<_> = offers.map(|(id, offer)| (*id, offer.lender)).collect();
			let Some((id, lender)) = offers.get(Op::pick(op.a, offers.len())).copied() else {
				let id = self.world.next_loan_offer;
				self.offer_some_loan(Op { a: op.a | 1, ..op })?;
				let offer = self.world.loan_offers.get(&id);
				return self.cancel_loan_offer(offer.map_or(ALICE, |offer| offer.lender), id);
			};
			let who = if op.c % 4 == 1 { NOBODY } else { lender };
			return self.cancel_loan_offer(who, id);
		}
		let found = self.a_loan(op, |_, loan| loan.funding.is_none());
		let (id, borrower) =
			found.map_or((self.world.next_loan, ALICE), |(id, loan)| (id, loan.borrower));
		let who = if op.c % 4 == 1 { NOBODY } else { borrower };
		self.cancel_request(who, id)
	}

	pub fn cancel_loan_offer(&mut self, who: Who, id: usize) -> Step {
		let call = Call::cancel_loan_offer { offer: id as u32 };
		self.send(who, call, |w| w.cancel_loan_offer(who, id))
	}

	pub fn cancel_request(&mut self, who: Who, id: usize) -> Step {
		let call = Call::cancel_request { loan: id as u32 };
		self.send(who, call, |w| w.cancel_request(who, id))
	}

	pub fn settle_loan(&mut self, id: usize) -> Step {
		self.send(NOBODY, Call::settle_loan { loan: id as u32 }, |w| w.settle_loan(id))
	}

	/// Limits in time, tried on the days on which they matter.
	pub fn look_at_loans(&mut self) -> Step {
		let today = self.world.today();
		for (id, loan) in self.world.loans.clone() {
			let deadline = loan.deadline(self.world.days_frozen(loan.series));
			let Some((funding, deadline)) = loan.funding.as_ref().zip(deadline) else {
				if loan.terms.due_day == today && id.is_multiple_of(2) {
					self.cancel_request(NOBODY, id)?;
				}
				continue;
			};
			let reserve = loan.terms.principal / 2 + 1;
			match id % 4 {
				_ if today == deadline => {
					self.foreclose(funding.lender, id, Foreclosure::Take)?;
				},
				0 if today == deadline + 1 => {
					self.foreclose(funding.lender, id, Foreclosure::Take)?;
				},
				1 if today == deadline + 1 => {
					let how = Foreclosure::Auction { reserve, duration: 12 };
					self.foreclose(funding.lender, id, how)?;
				},
				_ => (),
			}
		}
		for (id, offer) in self.world.loan_offers.clone() {
			if offer.expires_on == today + 1 || offer.expires_on == today && id.is_multiple_of(2) {
				self.cancel_loan_offer(NOBODY, id)?;
			} else if offer.expires_on == today {
				let owner = self.lendable(offer.series).first().copied();
				let (owner, item) = owner.unwrap_or((BOB, 0));
				self.take_loan(owner, id, item)?;
			}
		}
		Ok(())
	}
}
