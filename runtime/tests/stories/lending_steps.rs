//! The steps of lending: requests and offers of loans, repayments, foreclosures, and what a loan of the
//! stories pays to whom.

use crate::{book::Book, people::*, steps::*, trading::*, world::*};
use dmex_primitives::{AuctionId, ItemId, Lien, LoanId, OfferId, Secured, SeriesId};
use dmex_runtime::CertificateLending;
use frame_support::traits::Get;
use pallet_certificate_lending::{
	Call, Config, Foreclosure, LoanOf, LoanTerms, Loans, NextLoanId, NextOfferId, Offers,
};
use pallet_hashrate_nft::LienProceeds;
use sp_runtime::DispatchResult;

/// A loan of a hundred dollars: the interest is not a round number.
pub const PRINCIPAL: Balance = 100_000_000;
pub const INTEREST: Balance = 3_000_001;
/// Fee of that interest: a twentieth, rounded down.
pub const INTEREST_FEE: Balance = 150_000;
/// Days after the due day on which the lender still waits, as genesis has it.
pub const GRACE: Day = 3;
/// Income of one of the two certificates of `mine` in a day.
pub const DAILY: Balance = EXPECTED / 2;

/// A loan in dollars, due on this day.
pub fn dollars(principal: Balance, interest: Balance, due_day: Day) -> LoanTerms {
	LoanTerms { asset: DOLLAR, principal, interest, due_day, self_repaying: false }
}

/// The loan of the stories, due on this day.
pub fn hundred_dollars(due_day: Day) -> LoanTerms {
	dollars(PRINCIPAL, INTEREST, due_day)
}

/// A loan in coins, due on this day, which income does not repay.
pub fn coins(principal: Balance, interest: Balance, due_day: Day) -> LoanTerms {
	LoanTerms { asset: COIN, principal, interest, due_day, self_repaying: false }
}

/// A loan in coins that the certificate's income repays.
pub fn self_repaying(principal: Balance, interest: Balance, due_day: Day) -> LoanTerms {
	LoanTerms { self_repaying: true, ..coins(principal, interest, due_day) }
}

pub fn request_call(series: SeriesId, item: ItemId, terms: &LoanTerms) -> Call<Runtime> {
	let LoanTerms { asset, principal, interest, due_day, self_repaying } = terms.clone();
	Call::request_loan { series, item, asset, principal, interest, due_day, self_repaying }
}

pub fn request_loan(
	who: &AccountId,
	series: SeriesId,
	item: ItemId,
	terms: &LoanTerms,
) -> DispatchResult {
	act(who.clone(), request_call(series, item, terms))
}

/// Request a loan; returns its id.
pub fn requested(who: &AccountId, series: SeriesId, item: ItemId, terms: &LoanTerms) -> LoanId {
	let loan = NextLoanId::<Runtime>::get();
	assert_ok!(request_loan(who, series, item, terms));
	loan
}

pub fn cancel_request(who: &AccountId, loan: LoanId) -> DispatchResult {
	act(who.clone(), Call::cancel_request { loan })
}

pub fn fund(who: &AccountId, loan: LoanId) -> DispatchResult {
	act(who.clone(), Call::fund { loan })
}

/// A loan of `lender` to `borrower`, requested and funded; returns its id.
pub fn lent(
	lender: &AccountId,
	borrower: &AccountId,
	series: SeriesId,
	item: ItemId,
	terms: &LoanTerms,
) -> LoanId {
	let loan = requested(borrower, series, item, terms);
	assert_ok!(fund(lender, loan));
	loan
}

/// Offer a loan to every holder of a series whose certificate lasts until `min_end_day`.
pub fn offer_loan(
	who: &AccountId,
	series: SeriesId,
	terms: &LoanTerms,
	min_end_day: Day,
	expires_in_days: u32,
) -> DispatchResult {
	let LoanTerms { asset, principal, interest, due_day, self_repaying } = terms.clone();
	let call = Call::offer_loan {
		series,
		asset,
		principal,
		interest,
		due_day,
		min_end_day,
		expires_in_days,
		self_repaying,
	};
	act(who.clone(), call)
}

/// Offer a loan for ten days to holders of any certificate of a series; returns its id.
pub fn loan_offered(who: &AccountId, series: SeriesId, terms: &LoanTerms) -> OfferId {
	let offer = NextOfferId::<Runtime>::get();
	assert_ok!(offer_loan(who, series, terms, 0, 10));
	offer
}

pub fn cancel_loan_offer(who: &AccountId, offer: OfferId) -> DispatchResult {
	act(who.clone(), Call::cancel_loan_offer { offer })
}

pub fn take_loan(who: &AccountId, offer: OfferId, item: ItemId) -> DispatchResult {
	act(who.clone(), Call::take_loan { offer, item })
}

pub fn is_offered(offer: OfferId) -> bool {
	Offers::<Runtime>::contains_key(offer)
}

pub fn repay(who: &AccountId, loan: LoanId, amount: Balance) -> DispatchResult {
	act(who.clone(), Call::repay { loan, amount })
}

/// The lender takes the certificate, and what is collateral beside it.
pub fn take(who: &AccountId, loan: LoanId) -> DispatchResult {
	act(who.clone(), Call::foreclose { loan, how: Foreclosure::Take })
}

/// The lender auctions the certificate.
pub fn auction_off(
	who: &AccountId,
	loan: LoanId,
	reserve: Balance,
	duration_blocks: u32,
) -> DispatchResult {
	let how = Foreclosure::Auction { reserve, duration_blocks };
	act(who.clone(), Call::foreclose { loan, how })
}

/// The lender auctions the certificate for twenty blocks; returns the auction.
pub fn auctioned_off(who: &AccountId, loan: LoanId, reserve: Balance) -> AuctionId {
	let auction = pallet_hashrate_market::NextAuctionId::<Runtime>::get();
	assert_ok!(auction_off(who, loan, reserve, 20));
	auction
}

pub fn settle_loan(loan: LoanId) -> DispatchResult {
	act(nobody(), Call::settle_loan { loan })
}

pub fn is_loan(loan: LoanId) -> bool {
	Loans::<Runtime>::contains_key(loan)
}

/// The loan, or the request for one, of a certificate.
pub fn loan_of(series: SeriesId, item: ItemId) -> Option<LoanId> {
	LoanOf::<Runtime>::get(series, item)
}

pub fn lien(series: SeriesId, item: ItemId) -> Option<Lien<AccountId>> {
	HashrateNft::lien(series, item)
}

/// Debt that a certificate secures; zero if it has no lien.
pub fn debt(series: SeriesId, item: ItemId) -> Balance {
	lien(series, item).map_or(0, |lien| lien.debt)
}

/// The day on which a loan is due now, after all freezes.
pub fn due_now(loan: LoanId) -> Day {
	CertificateLending::loan_view(loan).unwrap().due_day
}

/// Deposit of an offer of a loan.
pub fn loan_offer_deposit() -> Balance {
	<Runtime as Config>::OfferDeposit::get()
}

/// Go on to the first day on which a loan that was due on a day may be foreclosed.
pub fn overdue(due_day: Day) {
	to_day(due_day + GRACE + 1);
}

/// Go on until an auction is over and settled.
pub fn over(auction: AuctionId) {
	to_block(ends(auction) + 1);
	while is_open(auction) {
		next_block();
	}
}

/// Go on until nothing is left to be paid to holders, and every payment for a loan is in its books.
pub fn settled() {
	paid_out();
	while LienProceeds::<Runtime>::iter_keys().next().is_some() {
		next_block();
	}
}

impl Book {
	/// Ferdie pays a number of days of `mine` in full, each in a call or all in one.
	pub fn days_are_paid(&mut self, days: u32) {
		let days = Balance::from(days);
		let pool_share = 2 * INSTALMENT * 5 / 1_000;
		self.moves(ferdie(), income(), &COIN, days * EXPECTED);
		self.moves(escrow(), insurance_pool(), &DOLLAR, days * pool_share);
		self.moves(escrow(), ferdie(), &DOLLAR, days * (2 * INSTALMENT - pool_share));
	}

	/// Holders of `mine` get the income of a number of days.
	pub fn income_of(&mut self, days: u32, holders: &[AccountId]) {
		for who in holders {
			self.moves(income(), who.clone(), &COIN, Balance::from(days) * DAILY);
		}
	}

	/// `payer` repays the lender, out of which the fee of a part of the interest is paid.
	pub fn repays(
		&mut self,
		payer: AccountId,
		lender: AccountId,
		asset: &Asset,
		amount: Balance,
		fee: Balance,
	) {
		self.moves(payer.clone(), lender, asset, amount - fee);
		self.pays_fee(payer, asset, fee);
	}
}
