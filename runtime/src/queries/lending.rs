//! The answers about loans: what a certificate owes, and which loans can be had.

use crate::{
	parameters::governed, AccountId, Calendar, CertificateLending, HashrateNft, RiskEscrow, Runtime,
};
use alloc::{boxed::Box, vec::Vec};
use dmex_primitives::{
	Asset, Balance, CertificateView, Clock, Day, ItemId, Lien, LoanId, Lock, OfferId, Secured,
	SeriesId, SoldCertificates,
};
use dmex_runtime_api::*;
use frame_support::traits::Get;
use pallet_certificate_lending::{OffersOn, RequestsOn};
use sp_runtime::{FixedPointNumber, FixedU128};

/// A loan, or the request for one.
pub fn loan(id: LoanId) -> Option<LoanInfo> {
	CertificateLending::loan_view(id)
}

/// An offer of a loan.
pub fn offer(id: OfferId) -> Option<LoanOfferInfo> {
	CertificateLending::offer_view(id)
}

/// The debt that a certificate secures.
pub fn lien(series: SeriesId, item: ItemId) -> Option<LienInfo> {
	let lien = <HashrateNft as Secured<AccountId>>::lien(series, item)?;
	let Lien { loan, asset, debt, self_repaying, .. } = lien;
	let due_day = CertificateLending::loan_view(loan)?.due_day;
	Some(LienInfo { loan, asset, debt, due_day, self_repaying })
}

/// A loan that can be had.
enum Proposal {
	Request(LoanInfo),
	Offer(LoanOfferInfo),
}

/// A page of the loans that can be had.
pub fn loans(filter: LoansFilter, cursor: Option<LoansCursor>, limit: u32) -> LoansPage {
	let limit = limit.clamp(1, MAX_PAGE) as usize;
	let mut page = LoansPage { requests: Vec::new(), offers: Vec::new(), cursor };
	let mut records = records(&filter, cursor);
	for _ in 0..MAX_VISITED {
		let Some(record) = records.next() else {
			page.cursor = None;
			break;
		};
		let full = page.requests.len().saturating_add(page.offers.len()) >= limit;
		match proposal(&filter, record) {
			Some(_) if full => break,
			Some(Proposal::Request(request)) => page.requests.push(request),
			Some(Proposal::Offer(offer)) => page.offers.push(offer),
			None => {},
		}
		page.cursor = Some(record);
	}
	page
}

type Records = Box<dyn Iterator<Item = LoansCursor>>;

/// The records after `cursor` that may meet the filter: requests, then offers.
fn records(filter: &LoansFilter, cursor: Option<LoansCursor>) -> Records {
	let wants = |kind| filter.kind.is_none_or(|wanted| wanted == kind);
	let offers: Records = match cursor {
		_ if !wants(LoanKind::Offer) => Box::new(core::iter::empty()),
		Some(LoansCursor::Offer(series, offer)) => offers_on(filter.series, Some((series, offer))),
		_ => offers_on(filter.series, None),
	};
	let after = match cursor {
		_ if !wants(LoanKind::Request) => return offers,
		Some(LoansCursor::Offer(..)) => return offers,
		Some(LoansCursor::Request(series, loan)) => Some((series, loan)),
		None => None,
	};
	Box::new(requests_on(filter.series, after).chain(offers))
}

/// The requests of a series or of all, after one or all.
fn requests_on(series: Option<SeriesId>, after: Option<(SeriesId, LoanId)>) -> Records {
	let last = after.map(|(series, loan)| RequestsOn::<Runtime>::hashed_key_for(series, loan));
	let Some(series) = series else {
		let all = match last {
			Some(last) => RequestsOn::<Runtime>::iter_keys_from(last),
			None => RequestsOn::<Runtime>::iter_keys(),
		};
		return Box::new(all.map(|(series, loan)| LoansCursor::Request(series, loan)));
	};
	let loans = match last {
		Some(last) => RequestsOn::<Runtime>::iter_key_prefix_from(series, last),
		None => RequestsOn::<Runtime>::iter_key_prefix(series),
	};
	Box::new(loans.map(move |loan| LoansCursor::Request(series, loan)))
}

/// The offers of a series or of all, after one or all.
fn offers_on(series: Option<SeriesId>, after: Option<(SeriesId, OfferId)>) -> Records {
	let last = after.map(|(series, offer)| OffersOn::<Runtime>::hashed_key_for(series, offer));
	let Some(series) = series else {
		let all = match last {
			Some(last) => OffersOn::<Runtime>::iter_keys_from(last),
			None => OffersOn::<Runtime>::iter_keys(),
		};
		return Box::new(all.map(|(series, offer)| LoansCursor::Offer(series, offer)));
	};
	let offers = match last {
		Some(last) => OffersOn::<Runtime>::iter_key_prefix_from(series, last),
		None => OffersOn::<Runtime>::iter_key_prefix(series),
	};
	Box::new(offers.map(move |offer| LoansCursor::Offer(series, offer)))
}

/// What a record asks for or offers, if it can be had now and meets the filter.
fn proposal(filter: &LoansFilter, record: LoansCursor) -> Option<Proposal> {
	match record {
		LoansCursor::Request(_, id) => {
			let request = loan(id)?;
			let meets = meets(filter, &request.asset, request.principal, request.interest);
			(meets && is_fundable(&request)).then_some(Proposal::Request(request))
		},
		LoansCursor::Offer(_, id) => {
			let offer = offer(id)?;
			let meets = meets(filter, &offer.asset, offer.principal, offer.interest);
			(meets && is_takeable(&offer)).then_some(Proposal::Offer(offer))
		},
	}
}

/// Whether anybody but the borrower could fund a request today.
fn is_fundable(request: &LoanInfo) -> bool {
	let (series, item) = (request.series, request.item);
	let held = <HashrateNft as CertificateView<AccountId>>::certificate(series, item);
	let locked = held
		.is_some_and(|held| held.owner == request.borrower && held.lock == Some(Lock::Collateral));
	let latest = request.due_day.saturating_add(governed::GraceDays::get());
	let end = <RiskEscrow as SoldCertificates>::end_day(series, item);
	locked && is_open(series, request.due_day) && end.is_some_and(|end| latest < end)
}

/// Whether an offer could be taken today, with a certificate that suits it.
fn is_takeable(offer: &LoanOfferInfo) -> bool {
	Calendar::today() < offer.expires_on && is_open(offer.series, offer.due_day)
}

/// Whether a loan could begin today that is due on a day.
fn is_open(series: SeriesId, due_day: Day) -> bool {
	let terms = HashrateNft::terms_of(series);
	terms.is_some_and(|terms| !terms.frozen && !terms.terminated) && Calendar::today() < due_day
}

/// Whether the terms of a loan meet the filter.
fn meets(filter: &LoansFilter, asset: &Asset, principal: Balance, interest: Balance) -> bool {
	let LoansFilter { series: _, kind: _, asset: wanted, min_principal, max_interest } = filter;
	let asked = FixedU128::checked_from_rational(interest, principal);
	wanted.as_ref().is_none_or(|wanted| wanted == asset)
		&& min_principal.is_none_or(|min| principal >= min)
		&& max_interest.is_none_or(|max| asked.is_some_and(|asked| asked <= max))
}
