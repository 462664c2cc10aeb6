//! What buying listed certificates would cost, and what their days release and leave.

use super::{for_sale, min_unreleased, voted_floor, ForSale, Terms};
use crate::{Calendar, HashrateNft, RiskEscrow};
use alloc::{collections::BTreeSet, vec::Vec};
use dmex_primitives::{Balance, Clock, ItemId, SeriesId};
use dmex_runtime_api::*;
use pallet_hashrate_market::fees::Parts;
use pallet_risk_escrow::ledger::{schedule, Schedule, ScheduledDay};

/// The quote of different certificates that one `buy` can sell.
pub fn quote(series: SeriesId, items: &[ItemId]) -> Option<QuoteInfo> {
	let distinct: BTreeSet<_> = items.iter().collect();
	if items.len() > MAX_PAGE as usize || distinct.len() != items.len() {
		return None;
	}
	let terms = HashrateNft::terms_of(series)?;
	let held = items.iter().map(|item| bought(&terms, series, *item));
	let held = held.collect::<Option<Vec<_>>>()?;
	let first_sale = held.first()?.0;
	if held.iter().any(|(each, ..)| *each != first_sale) {
		return None;
	}
	let (items, schedules): (Vec<_>, Vec<_>) =
		held.into_iter().map(|(_, item, schedule)| (item, schedule)).unzip();
	let days = schedule(&schedules).ok()?.into_iter();
	let total = sum(items.iter().map(|each| each.price))?;
	let fee = sum(items.iter().map(|each| each.fee))?;
	Some(QuoteInfo {
		series,
		first_sale,
		total,
		fee,
		net: total.saturating_sub(fee),
		unreleased: sum(schedules.iter().map(|each| each.unreleased))?,
		pledge: terms.pledge(1).ok()?,
		voted_floor: voted_floor(&terms)?,
		start_day: items.iter().map(|each| each.start_day).min()?,
		end_day: items.iter().map(|each| each.end_day).max()?,
		days: days.map(|day| quoted_day(&terms, day)).collect::<Option<_>>()?,
		items,
		payment_asset: terms.payment_asset,
	})
}

fn sum(amounts: impl Iterator<Item = Balance>) -> Option<Balance> {
	amounts.into_iter().try_fold(0, Balance::checked_add)
}

/// A certificate as its buyer would hold it, if it can be bought now, and whether it is sold for
/// the first time.
fn bought(terms: &Terms, series: SeriesId, item: ItemId) -> Option<(bool, QuotedItem, Schedule)> {
	let ForSale { listing, first_sale, parts } = for_sale(series, item)?;
	let Parts { fee, rest: net } = parts;
	let schedule = if first_sale {
		Schedule::of_first_sale(Calendar::today().checked_add(1)?, terms.term, net)
	} else {
		RiskEscrow::schedule(series, item)?
	};
	let (price, seller) = (listing.price, listing.seller);
	let min_unreleased = min_unreleased(series, item, first_sale, parts)?;
	let (start_day, end_day) = (schedule.start, schedule.end());
	let quoted = QuotedItem { item, seller, price, fee, net, min_unreleased, start_day, end_day };
	Some((first_sale, quoted, schedule))
}

fn quoted_day(terms: &Terms, scheduled: ScheduledDay) -> Option<QuotedDay> {
	let ScheduledDay { day, release, unreleased, certificates_left } = scheduled;
	// A breach slashes for each certificate that has not ended its own pledge.
	let slash = terms.pledge(certificates_left).ok()?;
	Some(QuotedDay { day, release, floor: FloorInfo { refund: unreleased, slash } })
}
