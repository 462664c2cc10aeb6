//! Debts: how money that is paid for a certificate is divided, repayments, and how loans end.

use super::{
	award_payouts::place, loans::Unbooked, part, Amounts, Asset, Balance, Done, Fail, Loan, Lock,
	Manner, Who, World, LOANS, MARKET,
};

/// Number of loans that a block takes into the books by itself.
const LOANS_PER_BLOCK: usize = 16;

/// What a lender does with a loan that was not repaid.
#[derive(Clone, Copy, Debug)]
pub enum Foreclosure {
	Take,
	Auction { reserve: Balance, duration: u32 },
}

/// Why money is paid for a certificate.
#[derive(Clone, Copy, PartialEq)]
pub enum Paid {
	/// For days.
	Income,
	/// In its place.
	Capital,
}

/// Money that is paid for certificates.
impl World {
	/// The loan that a certificate secures.
	pub fn lien(&self, id: usize, item: u32) -> Option<usize> {
		let secures = |loan: &Loan| loan.secured && (loan.series, loan.item) == (id, item);
		self.loans.iter().find(|(_, loan)| secures(loan)).map(|(loan, _)| *loan)
	}

	/// Pay the part of a payment that is the loan's; returns the rest, or nothing if no part is.
	pub fn pay_lien(
		&mut self,
		from: Who,
		(id, item): (usize, u32),
		paid: Paid,
		asset: &Asset,
		amount: Balance,
	) -> Result<Option<Balance>, Fail> {
		let Some(lien) = self.lien(id, item) else { return Ok(None) };
		let loan = &self.loans[&lien];
		let repays = loan.terms.asset == *asset;
		if amount == 0 || paid == Paid::Income && !(repays && loan.terms.self_repaying) {
			return Ok(None);
		}
		let share = if repays { amount.min(loan.debt()) } else { amount };
		self.bank.pay(asset, from, LOANS, share, false)?;
		let loan = self.loan_mut(lien);
		let unbooked = loan.unbooked.get_or_insert_with(Unbooked::default);
		match repays {
			true => unbooked.paid += share,
			false => *unbooked.collateral.entry(asset.clone()).or_default() += share,
		}
		if loan.debt() == 0 {
			self.end_lien(lien);
		}
		self.note(match (paid, repays) {
			(Paid::Income, _) => "income repays a loan",
			(Paid::Capital, true) => "what takes a certificate's place repays its loan",
			(Paid::Capital, false) => "what takes a certificate's place is collateral",
		});
		Ok(Some(amount - share))
	}

	/// A certificate was sold for its debt, out of money in the market's account; returns what that took.
	pub fn discharge(&mut self, id: usize, item: u32, amount: Balance) -> Result<Balance, Fail> {
		let Some(lien) = self.lien(id, item) else { return Ok(0) };
		let Loan { terms, .. } = &self.loans[&lien];
		let (asset, share) = (terms.asset.clone(), amount.min(self.loans[&lien].debt()));
		self.bank.pay(&asset, MARKET, LOANS, share, asset == Asset::Native)?;
		let unbooked = self.loan_mut(lien).unbooked.get_or_insert_with(Unbooked::default);
		unbooked.paid += share;
		unbooked.sold = true;
		self.end_lien(lien);
		self.note("a certificate is sold for its debt");
		Ok(share)
	}

	fn end_lien(&mut self, loan: usize) {
		let Loan { series, item, secured, .. } = self.loan_mut(loan);
		*secured = false;
		let certificate = (*series, *item);
		self.unlock(certificate.0, &[certificate.1], Lock::Collateral);
	}
}

/// Books.
impl World {
	pub fn repay(&mut self, who: Who, id: usize, amount: Balance) -> Done {
		if amount == 0 {
			return Err("ZeroAmount");
		}
		self.funded(id)?;
		if !self.take_into_books(id) {
			self.note("a repayment finds its loan closed");
			return Ok(());
		}
		let loan = &self.loans[&id];
		let (asset, amount) = (loan.terms.asset.clone(), amount.min(loan.debt()));
		self.bank.pay(&asset, who, LOANS, amount, asset == Asset::Native)?;
		self.book(id, amount);
		if self.loans[&id].debt() == 0 && self.loans[&id].secured {
			self.end_lien(id);
		}
		let open = self.finish(id, false);
		self.note(if open { "a part of a debt is repaid" } else { "a debt is repaid" });
		Ok(())
	}

	fn funded(&self, id: usize) -> Result<&Loan, Fail> {
		match self.loan(id)? {
			loan if loan.funding.is_none() => Err("NotFunded"),
			loan => Ok(loan),
		}
	}

	/// Anyone has a loan's money taken into its books.
	pub fn settle_loan(&mut self, id: usize) -> Done {
		self.funded(id)?;
		self.take_into_books(id);
		Ok(())
	}

	/// Take what was paid for the certificate of a loan into its books; returns whether the loan goes on.
	pub fn take_into_books(&mut self, id: usize) -> bool {
		let Unbooked { paid, sold, collateral } =
			self.loan_mut(id).unbooked.take().unwrap_or_default();
		if paid > 0 {
			self.book(id, paid);
		}
		for (asset, amount) in collateral {
			*self.loan_mut(id).collateral.entry(asset).or_default() += amount;
		}
		self.finish(id, sold)
	}

	/// A repayment is in the account of loans: principal comes first, then interest, of which a part is a fee.
	fn book(&mut self, id: usize, amount: Balance) {
		let loan = self.loans[&id].clone();
		let Some(funding) = loan.funding.clone() else { return };
		let repaid = loan.repaid() + amount;
		let interest = repaid - repaid.min(loan.terms.principal);
		let due = (part(funding.fee, interest) - loan.fee_paid).min(amount);
		let split = (self.rules.pool_part, self.rules.treasury_part);
		let asset = loan.terms.asset;
		let charged = self.attempt_payment(|w| w.charge_fee(LOANS, &asset, due, split)).is_ok();
		let fee = if charged { due } else { 0 };
		if !charged {
			self.note("a fee on interest cannot be charged");
		} else if fee > 0 {
			self.note("a fee on interest is charged");
		}
		let loan = self.loan_mut(id);
		loan.repayments.push(amount);
		loan.fee_paid += fee;
		if !self.pay_or_credit(LOANS, &asset, funding.lender, amount - fee) {
			self.note("a lender gets a credit");
		}
	}

	/// Close a loan if it is over; returns whether it goes on.
	fn finish(&mut self, id: usize, sold: bool) -> bool {
		let loan = &self.loans[&id];
		let gone = self.series[loan.series].certificate(loan.item).is_err();
		let (repaid, secured) = (loan.debt() == 0, loan.secured);
		let why = match repaid {
			true => "a loan ends: repaid",
			false if sold => "a loan ends: sold for less than the debt",
			false if gone && loan.collateral.is_empty() => "a loan ends: lost",
			false => return true,
		};
		if secured {
			self.end_lien(id);
		}
		self.close_loan(id, repaid, why);
		false
	}

	/// A loan whose certificate is free ends: its collateral is the borrower's if the debt is repaid.
	fn close_loan(&mut self, id: usize, repaid: bool, why: &'static str) {
		if let Some(auction) = self.loans[&id].auction {
			self.close(auction, "an auction is void: the debt is repaid");
		}
		let Some(loan) = self.loans.remove(&id) else { return };
		let Some(funding) = loan.funding else { return };
		let who = if repaid { loan.borrower } else { funding.lender };
		self.pay_collateral(who, loan.collateral, repaid);
		self.note(why);
	}

	fn pay_collateral(&mut self, who: Who, collateral: Amounts, repaid: bool) {
		for (asset, amount) in collateral {
			self.pay_or_credit(LOANS, &asset, who, amount);
			self.note(match repaid {
				true => "the borrower gets collateral back",
				false => "the lender gets collateral",
			});
		}
	}

	/// Loans with money that is not in the books, in the order of the storage.
	pub fn unbooked_loans(&self) -> Vec<usize> {
		let unbooked = self.loans.iter().filter(|(_, loan)| loan.unbooked.is_some());
		let mut loans: Vec<_> = unbooked.map(|(id, _)| *id).collect();
		loans.sort_by_key(|id| place(*id as u32));
		loans
	}

	/// At the end of a block.
	pub fn settle_loans(&mut self) {
		self.end_expired_loan_offers();
		for id in self.unbooked_loans().into_iter().take(LOANS_PER_BLOCK) {
			self.take_into_books(id);
			self.note("a loan is settled without anyone asking");
		}
	}
}

/// Default.
impl World {
	pub fn foreclose(&mut self, who: Who, id: usize, how: Foreclosure) -> Done {
		let loan = self.funded(id)?;
		let (series, item) = (loan.series, loan.item);
		if loan.funding.as_ref().is_none_or(|funding| funding.lender != who) {
			return Err("NotLender");
		}
		let days_frozen = self.days_frozen(series);
		if loan.deadline(days_frozen).is_none_or(|day| self.today() <= day) {
			return Err("NotOverdue");
		}
		let deferred = loan.due_day(days_frozen) > loan.terms.due_day;
		if !self.take_into_books(id) {
			return Ok(());
		}
		let lock = self.series[series].certificate(item).ok().and_then(|c| c.lock);
		if let Some(Lock::Auctioned(_)) = lock {
			return Err("InAuction");
		}
		match how {
			Foreclosure::Take => self.take_certificate(who, id)?,
			Foreclosure::Auction { reserve, duration } => {
				self.auction_certificate(id, reserve, duration)?;
			},
		}
		if deferred {
			self.note("a freeze deferred a foreclosure");
		}
		Ok(())
	}

	fn take_certificate(&mut self, who: Who, id: usize) -> Done {
		let Loan { series, item, .. } = self.loans[&id];
		let exists = self.series[series].certificate(item).is_ok();
		if exists {
			self.pay_income(series, item)?;
			if !self.take_into_books(id) {
				return Ok(());
			}
		}
		self.end_lien(id);
		if exists {
			self.series[series].certificates[item as usize].owner = who;
		} else {
			self.note("a lender takes collateral alone");
		}
		self.close_loan(id, false, "a loan ends: taken");
		Ok(())
	}

	fn auction_certificate(&mut self, id: usize, reserve: Balance, duration: u32) -> Done {
		let Loan { series, item, borrower, ref terms, .. } = self.loans[&id];
		let asset = terms.asset.clone();
		self.series[series].certificate(item).map_err(|_| "CertificateGone")?;
		if asset != self.series[series].payment {
			return Err("NotPaymentAsset");
		}
		let manner = Manner::English { reserve, buy_now: None };
		self.ensure_duration(duration)?;
		let auction = self.open_auction(borrower, series, &[item], manner, duration, true)?;
		if let Some(auction) = self.auctions.get_mut(&auction) {
			auction.forecloses = Some(id);
		}
		self.loan_mut(id).auction = Some(auction);
		self.note("a foreclosure is auctioned");
		Ok(())
	}
}
