//! Each module is a call, or what several share; each test an outcome and its condition.

mod blocked;
mod cancel_loan_offer;
mod cancel_request;
mod foreclose;
mod fund;
mod invariants;
mod offer_loan;
mod on_idle;
mod queries;
mod random;
mod repay;
mod request_loan;
mod scene;
mod settle_loan;
mod take_loan;
mod weights;

use crate::{
	mock::*, ByExpiry, Error, Event, ExpiringOffers, Foreclosure, Funding, Held, Loan, LoanOf,
	LoanOffer, LoanOfferId, LoanTerms, Loans, LoansOfBorrower, LoansOfLender, NextLoanId,
	NextOfferId, Offers, OffersOfLender, OffersOn, Outcome, RequestsOn, SettleCursor,
};
use dmex_primitives::*;
use frame_support::{assert_noop, assert_ok, traits::fungibles::Inspect, weights::Weight};
use scene::*;
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult, Permill};
