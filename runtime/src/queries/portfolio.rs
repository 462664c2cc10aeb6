//! The answer about what an account has: certificates, offers, loans and stakes, a page at a time.

use super::{lending, market, staking, without_offers};
use crate::{configs::identity::AttestedIdentities, AccountId, Credits, Runtime};
use alloc::{boxed::Box, collections::BTreeMap, vec::Vec};
use codec::FullCodec;
use dmex_primitives::{Asset, Identities, ItemId, LoanId, OfferId, SeriesId};
use dmex_runtime_api::{PortfolioCursor as Entry, *};
use frame_support::storage::IterableStorageDoubleMap;
use pallet_certificate_lending::{LoansOfBorrower, LoansOfLender, OffersOfLender};
use pallet_certificate_staking::StakesOf;
use pallet_hashrate_market::OffersBy;
use pallet_uniques::Account;

/// A page of an account's certificates, then of its offers, loans, offers of loans, and stakes.
pub fn portfolio(account: AccountId, cursor: Option<Entry>, limit: u32) -> PortfolioPage {
	let limit = limit.clamp(1, MAX_PAGE) as usize;
	let mut entries: Vec<_> = entries(&account, cursor).take(limit.saturating_add(1)).collect();
	let more = entries.len() > limit;
	entries.truncate(limit);
	let mut page = PortfolioPage {
		identity: AttestedIdentities::attested(&account),
		certificates: Vec::new(),
		totals: Vec::new(),
		credits: credits(&account),
		offers: Vec::new(),
		loans: Vec::new(),
		loan_offers: Vec::new(),
		stakes: Vec::new(),
		cursor: entries.last().copied().filter(|_| more),
	};
	for entry in entries {
		match entry {
			Entry::Certificate(series, item) => {
				page.certificates.extend(without_offers(series, item))
			},
			Entry::Offer(offer) => page.offers.extend(market::offer(offer)),
			Entry::Borrowed(loan) | Entry::Lent(loan) => page.loans.extend(lending::loan(loan)),
			Entry::LoanOffer(offer) => page.loan_offers.extend(lending::offer(offer)),
			Entry::Stake(series, item) => page.stakes.extend(staking::staked(series, item)),
		}
	}
	page.totals = totals(&page.certificates);
	page
}

fn credits(account: &AccountId) -> Vec<CreditInfo> {
	let credits = Credits::credits_of(account).into_iter();
	credits.map(|(asset, amount)| CreditInfo { asset, amount }).collect()
}

type Entries = Box<dyn Iterator<Item = Entry>>;

/// The kinds of entries in their order: each gives those of an account after a cursor of that kind, all after
/// another or none.
const KINDS: [fn(&AccountId, Option<Entry>) -> Entries; 6] =
	[certificates, offers, borrowed, lent, loan_offers, stakes];

/// Place of the kind of an entry among [`KINDS`].
fn place(entry: Entry) -> usize {
	match entry {
		Entry::Certificate(..) => 0,
		Entry::Offer(_) => 1,
		Entry::Borrowed(_) => 2,
		Entry::Lent(_) => 3,
		Entry::LoanOffer(_) => 4,
		Entry::Stake(..) => 5,
	}
}

/// The entries of an account after a cursor, or all.
fn entries(account: &AccountId, cursor: Option<Entry>) -> impl Iterator<Item = Entry> {
	let account = account.clone();
	let kinds = KINDS.into_iter().skip(cursor.map_or(0, place));
	kinds.flat_map(move |kind| kind(&account, cursor))
}

fn certificates(account: &AccountId, cursor: Option<Entry>) -> Entries {
	let prefix = (account.clone(),);
	let entry = |(series, item)| Entry::Certificate(series, item);
	let Some(Entry::Certificate(series, item)) = cursor else {
		return Box::new(Account::<Runtime>::iter_key_prefix(prefix).map(entry));
	};
	let last = Account::<Runtime>::hashed_key_for((account.clone(), series, item));
	Box::new(Account::<Runtime>::iter_key_prefix_from(prefix, last).map(entry))
}

fn offers(account: &AccountId, cursor: Option<Entry>) -> Entries {
	let after = match cursor {
		Some(Entry::Offer(offer)) => Some(offer),
		_ => None,
	};
	Box::new(keys::<OffersBy<Runtime>, OfferId, _>(account, after).map(Entry::Offer))
}

fn borrowed(account: &AccountId, cursor: Option<Entry>) -> Entries {
	let after = match cursor {
		Some(Entry::Borrowed(loan)) => Some(loan),
		_ => None,
	};
	Box::new(keys::<LoansOfBorrower<Runtime>, LoanId, _>(account, after).map(Entry::Borrowed))
}

fn lent(account: &AccountId, cursor: Option<Entry>) -> Entries {
	let after = match cursor {
		Some(Entry::Lent(loan)) => Some(loan),
		_ => None,
	};
	Box::new(keys::<LoansOfLender<Runtime>, LoanId, _>(account, after).map(Entry::Lent))
}

fn loan_offers(account: &AccountId, cursor: Option<Entry>) -> Entries {
	let after = match cursor {
		Some(Entry::LoanOffer(offer)) => Some(offer),
		_ => None,
	};
	Box::new(keys::<OffersOfLender<Runtime>, OfferId, _>(account, after).map(Entry::LoanOffer))
}

fn stakes(account: &AccountId, cursor: Option<Entry>) -> Entries {
	let after = match cursor {
		Some(Entry::Stake(series, item)) => Some((series, item)),
		_ => None,
	};
	let stakes = keys::<StakesOf<Runtime>, (SeriesId, ItemId), _>(account, after);
	Box::new(stakes.map(|(series, item)| Entry::Stake(series, item)))
}

/// The second keys of an account in a map, after one or all.
fn keys<Map, Key, Value>(account: &AccountId, after: Option<Key>) -> Map::PartialKeyIterator
where
	Map: IterableStorageDoubleMap<AccountId, Key, Value>,
	Key: FullCodec,
	Value: FullCodec,
{
	match after {
		None => Map::iter_key_prefix(account),
		Some(key) => Map::iter_key_prefix_from(account, Map::hashed_key_for(account, key)),
	}
}

/// Sums over certificates, by asset.
fn totals(certificates: &[CertificateInfo]) -> Vec<AssetTotal> {
	let mut totals = BTreeMap::<Asset, AssetTotal>::new();
	let mut add = |asset: &Asset, claimable: u128, lifetime_income: u128, unreleased: u128| {
		let total = totals.entry(asset.clone()).or_insert_with(|| AssetTotal {
			asset: asset.clone(),
			claimable: 0,
			lifetime_income: 0,
			unreleased: 0,
		});
		total.claimable = total.claimable.saturating_add(claimable);
		total.lifetime_income = total.lifetime_income.saturating_add(lifetime_income);
		total.unreleased = total.unreleased.saturating_add(unreleased);
	};
	for held in certificates {
		add(&held.payment_asset, 0, 0, held.unreleased);
		add(&held.reward_asset, held.claimable, held.lifetime_income, 0);
	}
	totals.into_values().collect()
}
