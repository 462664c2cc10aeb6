//! Loans against certificates: requests, offers, and how a loan begins.

use super::{Asset, Balance, Day, Done, Fail, Lock, Series, State, Who, World, DMC, LOANS};
use std::collections::BTreeMap;

/// What an offer costs its lender while it is open: a tenth of a DMC for each of four entries, a thousandth
/// for each of 222 bytes.
const DEPOSIT: Balance = (4 * 100 + 222) * DMC / 1_000;
/// Number of expired offers that a block ends by itself.
const OFFERS_PER_BLOCK: usize = 4;

/// Sums of money by asset.
pub type Amounts = BTreeMap<Asset, Balance>;

/// What borrower and lender agree on.
#[derive(Clone, PartialEq, Debug)]
pub struct LoanTerms {
	pub asset: Asset,
	pub principal: Balance,
	pub interest: Balance,
	pub due_day: Day,
	pub self_repaying: bool,
}

/// What became fixed when a loan was funded.
#[derive(Clone, PartialEq, Debug)]
pub struct Funding {
	pub lender: Who,
	pub on: Day,
	/// Number of days for which the series had been frozen.
	pub frozen: u32,
	pub grace: u32,
	/// Fee on interest, in millionths.
	pub fee: u32,
	/// Last day of the certificate.
	pub end: Day,
}

/// Money that was paid for a certificate, and is not in the books of its loan.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Unbooked {
	pub paid: Balance,
	/// Whether the certificate was sold to repay the debt.
	pub sold: bool,
	pub collateral: Amounts,
}

/// A loan, or a request for one.
#[derive(Clone, PartialEq, Debug)]
pub struct Loan {
	pub series: usize,
	pub item: u32,
	pub borrower: Who,
	pub terms: LoanTerms,
	pub funding: Option<Funding>,
	/// Every repayment.
	pub repayments: Vec<Balance>,
	pub fee_paid: Balance,
	pub collateral: Amounts,
	/// The last auction of its certificate.
	pub auction: Option<usize>,
	/// Whether its certificate secures it.
	pub secured: bool,
	pub unbooked: Option<Unbooked>,
}

/// Money for the holder of any certificate of a series.
#[derive(Clone, PartialEq, Debug)]
pub struct LoanOffer {
	pub lender: Who,
	pub series: usize,
	pub terms: LoanTerms,
	pub min_end: Day,
	pub expires_on: Day,
	pub deposit: Balance,
}

impl Loan {
	/// What was repaid by the books.
	pub fn repaid(&self) -> Balance {
		self.repayments.iter().sum()
	}

	/// What is owed still.
	pub fn debt(&self) -> Balance {
		let unbooked = self.unbooked.as_ref().map_or(0, |unbooked| unbooked.paid);
		self.terms.principal + self.terms.interest - self.repaid() - unbooked
	}

	/// The day on which it is due, after the series was frozen for so many days: each day since the funding
	/// moves it by one, until the certificate's end.
	pub fn due_day(&self, days_frozen: u32) -> Day {
		let Some(funding) = &self.funding else { return self.terms.due_day };
		let mut due = self.terms.due_day;
		for _ in funding.frozen..days_frozen {
			due += u32::from(due < funding.end);
		}
		due
	}

	/// The last day on which its lender waits.
	pub fn deadline(&self, days_frozen: u32) -> Option<Day> {
		Some(self.due_day(days_frozen) + self.funding.as_ref()?.grace)
	}
}

/// What may begin.
impl World {
	/// Number of days for which a series was frozen until today.
	pub fn days_frozen(&self, id: usize) -> u32 {
		let series = &self.series[id];
		let before = series.ledger.as_ref().map_or(0, |ledger| ledger.frozen_days);
		match series.state() {
			State::Frozen { since, .. } => before + (since..self.today()).count() as u32,
			_ => before,
		}
	}

	/// A series that is neither frozen nor terminated.
	pub fn ensure_lively(&self, id: usize) -> Result<&Series, Fail> {
		let series = self.series_of(id)?;
		match series.state() {
			State::Terminated { .. } => Err("SeriesTerminated"),
			State::Frozen { .. } => Err("SeriesFrozen"),
			State::Open => Ok(series),
		}
	}

	fn ensure_loan_terms(&self, id: usize, terms: &LoanTerms) -> Done {
		let Series { payment, reward, .. } = self.ensure_lively(id)?;
		if terms.asset != *payment && terms.asset != *reward {
			return Err("AssetNotAccepted");
		}
		if terms.self_repaying && terms.asset != *reward {
			return Err("NotRewardAsset");
		}
		if terms.principal == 0 {
			return Err("ZeroAmount");
		}
		terms.principal.checked_add(terms.interest).ok_or("Arithmetic")?;
		match terms.due_day <= self.today() {
			true => Err("DueTooSoon"),
			false => Ok(()),
		}
	}

	/// The last day of a sold certificate that somebody owns.
	fn end_of_own(&self, who: Who, id: usize, item: u32) -> Result<Day, Fail> {
		let certificate = self.series[id].certificate(item)?;
		match certificate {
			c if c.owner != who => Err("NotOwner"),
			c if !c.sold => Err("NotSold"),
			c => Ok(c.end),
		}
	}

	fn ensure_due_before(&self, end: Day, terms: &LoanTerms) -> Done {
		match terms.due_day + self.rules.grace < end {
			true => Ok(()),
			false => Err("DueTooLate"),
		}
	}

	/// A loan, or a request.
	pub fn loan(&self, id: usize) -> Result<&Loan, Fail> {
		self.loans.get(&id).ok_or("UnknownLoan")
	}

	pub fn loan_mut(&mut self, id: usize) -> &mut Loan {
		self.loans.get_mut(&id).expect("the caller has seen it")
	}

	fn request(&self, id: usize) -> Result<&Loan, Fail> {
		match self.loan(id)? {
			loan if loan.funding.is_some() => Err("AlreadyFunded"),
			loan => Ok(loan),
		}
	}

	/// Whether the certificate of a request is locked for it.
	fn is_locked_for(&self, loan: &Loan) -> bool {
		let certificate = self.series[loan.series].certificate(loan.item);
		certificate.is_ok_and(|c| c.owner == loan.borrower && c.lock == Some(Lock::Collateral))
	}

	/// Whether nobody can fund a request any more.
	pub fn is_void_request(&self, loan: &Loan) -> bool {
		let over = self.series[loan.series].is_terminated() || loan.terms.due_day <= self.today();
		over || !self.is_locked_for(loan)
	}
}

/// Requests.
impl World {
	pub fn request_loan(&mut self, who: Who, id: usize, item: u32, terms: LoanTerms) -> Done {
		self.ensure_loan_terms(id, &terms)?;
		let end = self.end_of_own(who, id, item)?;
		self.ensure_due_before(end, &terms)?;
		self.open_loan(who, id, item, terms)?;
		self.note("a loan is requested");
		Ok(())
	}

	/// A loan that is not funded.
	fn open_loan(&mut self, who: Who, id: usize, item: u32, terms: LoanTerms) -> Done {
		self.make_room(id, item);
		self.ensure_no_lock(id, item)?;
		self.lock(id, &[item], Lock::Collateral);
		let loan = Loan {
			series: id,
			item,
			borrower: who,
			terms,
			funding: None,
			repayments: Vec::new(),
			fee_paid: 0,
			collateral: Amounts::new(),
			auction: None,
			secured: false,
			unbooked: None,
		};
		self.loans.insert(self.next_loan, loan);
		self.next_loan += 1;
		Ok(())
	}

	/// An earlier loan of a certificate is over in all but the books, or a request is void.
	fn make_room(&mut self, id: usize, item: u32) {
		let of = |(_, loan): &(&usize, &Loan)| (loan.series, loan.item) == (id, item);
		let Some((number, loan)) = self.loans.iter().find(of) else { return };
		let (number, void) = (*number, self.is_void_request(loan));
		if loan.funding.is_some() {
			self.take_into_books(number);
		} else if void {
			self.end_request(number);
		}
	}

	pub fn cancel_request(&mut self, who: Who, id: usize) -> Done {
		let loan = self.request(id)?;
		let own = loan.borrower == who;
		if !own && !self.is_void_request(loan) {
			return Err("StillValid");
		}
		self.end_request(id);
		self.note(match own {
			true => "a request for a loan is cancelled",
			false => "a request that nobody can fund is removed",
		});
		Ok(())
	}

	fn end_request(&mut self, id: usize) {
		let Some(loan) = self.loans.remove(&id) else { return };
		if self.is_locked_for(&loan) {
			self.unlock(loan.series, &[loan.item], Lock::Collateral);
		}
	}

	pub fn fund(&mut self, who: Who, id: usize) -> Done {
		let loan = self.request(id)?.clone();
		if loan.borrower == who {
			return Err("OwnLoan");
		}
		self.ensure_lively(loan.series)?;
		if !self.is_locked_for(&loan) {
			return Err("CertificateGone");
		}
		self.ensure_loan_terms(loan.series, &loan.terms)?;
		let end = self.series[loan.series].certificate(loan.item)?.end;
		self.ensure_due_before(end, &loan.terms)?;
		self.pay_income(loan.series, loan.item)?;
		let LoanTerms { asset, principal, .. } = &loan.terms;
		self.bank.pay(asset, who, loan.borrower, *principal, *asset == Asset::Native)?;
		self.begin_loan(id, who, end);
		self.note("a request is funded");
		Ok(())
	}

	fn begin_loan(&mut self, id: usize, lender: Who, end: Day) {
		let (on, frozen) = (self.today(), self.days_frozen(self.loans[&id].series));
		let (grace, fee) = (self.rules.grace, self.rules.interest_fee);
		let loan = self.loan_mut(id);
		loan.funding = Some(Funding { lender, on, frozen, grace, fee, end });
		loan.secured = true;
	}
}

/// Offers.
impl World {
	pub fn offer_loan(
		&mut self,
		who: Who,
		id: usize,
		terms: LoanTerms,
		min_end: Day,
		days: u32,
	) -> Done {
		if days == 0 || days > 30 {
			return Err("InvalidExpiry");
		}
		self.ensure_loan_terms(id, &terms)?;
		let LoanTerms { asset, principal, due_day, .. } = terms.clone();
		self.bank.pay(&Asset::Native, who, LOANS, DEPOSIT, true)?;
		self.bank.pay(&asset, who, LOANS, principal, asset == Asset::Native)?;
		// It can be taken on so many days, but not on its due day.
		let expires_on = (self.today() + days).min(due_day);
		let deposit = DEPOSIT;
		let offer = LoanOffer { lender: who, series: id, terms, min_end, expires_on, deposit };
		self.loan_offers.insert(self.next_loan_offer, offer);
		self.next_loan_offer += 1;
		self.note("a loan is offered");
		Ok(())
	}

	fn loan_offer(&self, id: usize) -> Result<LoanOffer, Fail> {
		self.loan_offers.get(&id).cloned().ok_or("UnknownOffer")
	}

	pub fn cancel_loan_offer(&mut self, who: Who, id: usize) -> Done {
		let offer = self.loan_offer(id)?;
		if offer.lender != who && self.today() < offer.expires_on {
			return Err("StillValid");
		}
		self.end_loan_offer(id);
		self.note(match offer.lender == who {
			true => "an offer of a loan is cancelled",
			false => "an expired offer of a loan is taken away",
		});
		Ok(())
	}

	fn end_loan_offer(&mut self, id: usize) {
		let Some(offer) = self.loan_offers.remove(&id) else { return };
		let LoanTerms { asset, principal, .. } = offer.terms;
		self.pay_or_credit(LOANS, &Asset::Native, offer.lender, offer.deposit);
		self.pay_or_credit(LOANS, &asset, offer.lender, principal);
	}

	/// Offers that can be taken no more, in the order of their days.
	pub fn expired_loan_offers(&self) -> Vec<usize> {
		let offers = self.loan_offers.iter();
		let mut over: Vec<_> = offers.map(|(id, offer)| (offer.expires_on, *id)).collect();
		over.retain(|(expires_on, _)| *expires_on <= self.today());
		over.sort_unstable();
		over.into_iter().map(|(_, id)| id).collect()
	}

	/// End some of them at the end of a block.
	pub fn end_expired_loan_offers(&mut self) {
		for id in self.expired_loan_offers().into_iter().take(OFFERS_PER_BLOCK) {
			self.end_loan_offer(id);
			self.note("an offer of a loan expires");
		}
	}

	pub fn take_loan(&mut self, who: Who, offer: usize, item: u32) -> Done {
		let LoanOffer { lender, series, terms, min_end, expires_on, deposit } =
			self.loan_offer(offer)?;
		if expires_on <= self.today() {
			return Err("Expired");
		}
		if lender == who {
			return Err("OwnLoan");
		}
		self.ensure_loan_terms(series, &terms)?;
		let end = self.end_of_own(who, series, item)?;
		self.ensure_due_before(end, &terms)?;
		if end < min_end {
			return Err("EndsTooEarly");
		}
		let loan = self.next_loan;
		self.open_loan(who, series, item, terms.clone())?;
		self.pay_income(series, item)?;
		self.loan_offers.remove(&offer);
		self.pay_or_credit(LOANS, &Asset::Native, lender, deposit);
		self.bank.pay(&terms.asset, LOANS, who, terms.principal, false)?;
		self.begin_loan(loan, lender, end);
		self.note("an offer of a loan is taken");
		Ok(())
	}
}
