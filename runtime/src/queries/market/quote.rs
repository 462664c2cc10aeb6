//! What buying listed certificates would cost, and what their days release and leave.

use super::{for_sale, validity, ForSale, Terms};
use crate::{HashrateNft, RiskEscrow};
use alloc::{collections::BTreeSet, vec::Vec};
use dmex_primitives::{Balance, Day, ItemId, SeriesId};
use dmex_runtime_api::*;
use pallet_hashrate_market::fees::Parts;

/// A certificate as its buyer would hold it.
struct Holding {
	quoted: QuotedItem,
	first_sale: bool,
	/// What lies in escrow for it after the purchase.
	unreleased: Balance,
	/// What one fully released day gives the miner.
	slice: Balance,
	/// The first day that will release a slice.
	next: Day,
}

pub fn quote(series: SeriesId, items: &[ItemId]) -> Option<QuoteInfo> {
	let distinct: BTreeSet<_> = items.iter().collect();
	if items.len() > MAX_PAGE as usize || distinct.len() != items.len() {
		return None;
	}
	let terms = HashrateNft::terms_of(series)?;
	let held = items.iter().map(|item| Holding::of(&terms, series, *item));
	let held = held.collect::<Option<Vec<_>>>()?;
	let first_sale = held.first()?.first_sale;
	if held.iter().any(|each| each.first_sale != first_sale) {
		return None;
	}
	let total = sum(&held, |each| each.quoted.price)?;
	let fee = sum(&held, |each| each.quoted.fee)?;
	Some(QuoteInfo {
		series,
		first_sale,
		total,
		fee,
		net: total.saturating_sub(fee),
		unreleased: sum(&held, |each| each.unreleased)?,
		start_day: held.iter().map(|each| each.quoted.start_day).min()?,
		end_day: held.iter().map(|each| each.quoted.end_day).max()?,
		days: days(&terms, &held)?,
		items: held.into_iter().map(|each| each.quoted).collect(),
		payment_asset: terms.payment_asset,
	})
}

fn sum(held: &[Holding], of: impl Fn(&Holding) -> Balance) -> Option<Balance> {
	held.iter().try_fold(0, |sum: Balance, each| sum.checked_add(of(each)))
}

impl Holding {
	/// A certificate, if it can be bought now.
	fn of(terms: &Terms, series: SeriesId, item: ItemId) -> Option<Self> {
		let ForSale { listing, first_sale, parts } = for_sale(series, item)?;
		let Parts { fee, rest: net } = parts;
		let (start_day, end_day) = validity(terms, series, item, first_sale)?;
		let (deposit, unreleased, next) = if first_sale {
			(net, net, start_day)
		} else {
			let standing = RiskEscrow::standing(series, item)?;
			let settled = RiskEscrow::ledger(series)?.paid_through;
			let next = settled.saturating_add(1).max(start_day);
			(standing.deposit, standing.unreleased, next)
		};
		let (price, seller) = (listing.price, listing.seller);
		let quoted = QuotedItem { item, seller, price, fee, net, start_day, end_day };
		let slice = pallet_risk_escrow::ledger::slice(deposit, terms.term);
		Some(Self { quoted, first_sale, unreleased, slice, next })
	}

	/// What a fully paid `day` releases.
	fn release(&self, day: Day) -> Balance {
		let releases = (self.next..=self.quoted.end_day).contains(&day);
		if releases {
			self.slice
		} else {
			0
		}
	}

	/// What is not released after `day`, if every day up to it was paid in full.
	fn refund(&self, day: Day) -> Balance {
		let days = self.quoted.end_day.min(day).saturating_add(1).saturating_sub(self.next);
		self.unreleased.saturating_sub(self.slice.saturating_mul(days.into()))
	}

	/// Its days after `day`.
	fn days_after(&self, day: Day) -> Day {
		let before_first = self.quoted.start_day.saturating_sub(1);
		self.quoted.end_day.saturating_sub(day.max(before_first))
	}
}

/// The days that are still to release something, up to the last one.
fn days(terms: &Terms, held: &[Holding]) -> Option<Vec<QuotedDay>> {
	let first = held.iter().map(|each| each.next).min()?;
	let last = held.iter().map(|each| each.quoted.end_day).max()?;
	(first..=last).map(|day| quoted_day(terms, held, day)).collect()
}

fn quoted_day(terms: &Terms, held: &[Holding], day: Day) -> Option<QuotedDay> {
	let days_left = sum(held, |each| each.days_after(day).into())?;
	// A slashed pledge is that of all certificates for their whole terms, shared by the days that
	// are left of each: so each gets at least the pledge for its own.
	let slash = Balance::from(terms.units)
		.checked_mul(terms.pledge_rate)
		.and_then(|pledge_of_day| pledge_of_day.checked_mul(days_left))?;
	let floor = FloorInfo { refund: sum(held, |each| each.refund(day))?, slash };
	Some(QuotedDay { day, release: sum(held, |each| each.release(day))?, floor })
}
