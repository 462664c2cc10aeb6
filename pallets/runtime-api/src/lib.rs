#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod enforcement;
mod insurance;
mod market;
#[cfg(test)]
mod tests;
mod types;

pub use dmex_primitives::{Backing, Evidence};
pub use enforcement::*;
pub use insurance::*;
pub use market::*;
pub use pallet_hashrate_market::types::Bid;
pub use pallet_miner_registry::{ApplicationStatus, Disclosure, MinerKind, MinerRecord};
pub use pallet_mutual_insurance::{CertificateAward, Pool, Rates};
pub use pallet_risk_escrow::{breach::Window, Breach, FreezeCause};
pub use types::*;

use alloc::vec::Vec;
use dmex_primitives::{ApplicationId, ClaimId, Day, ItemId, NetworkId, SeriesId};
use sp_runtime::AccountId32;

/// Maximum number of entries of an answer: certificates of a page of `portfolio` and of a `quote`,
/// listings and auctions of a page of `listings`, claims of a page of `claims`.
pub const MAX_PAGE: u32 = 100;

/// Maximum number of records that a call of `listings` visits, and of offers that a call of
/// `certificate` does.
pub const MAX_VISITED: u32 = 1_000;

/// Maximum number of offers of a page of `portfolio`, and of a `certificate`.
pub const MAX_OFFERS: u32 = 100;

/// Maximum number of days that a call of `history` answers.
pub const MAX_DAYS: u32 = 100;

/// Where a page of a portfolio ended: the series and item of its last certificate.
pub type Cursor = (SeriesId, ItemId);

sp_api::decl_runtime_apis! {
	/// What wallets ask of a DMEX chain: the clock and the rules, miners and their applications,
	/// series, certificates, the income of each day, what is for sale and what it costs, the
	/// insurance pool and its claims, and what the chain holds for others.
	///
	/// Every amount is in base units of its asset (1 DMC = 1000000000000). An id that does not
	/// exist is answered with `None`.
	pub trait DmexApi {
		/// The clock, the stage of governance, the governed parameters with their ranges, the
		/// networks and the assets in which certificates may be priced.
		fn protocol() -> ProtocolInfo;

		/// A miner: its record, its applications, its pledge and the requirement of its live units.
		/// `None` if the account has neither live applications nor a record.
		fn miner(account: AccountId32) -> Option<MinerInfo>;

		/// An application: its terms, its disclosure, its status and the referendum that decides
		/// it.
		fn application(application: ApplicationId) -> Option<ApplicationInfo>;

		/// A series: its terms, its certificates by state, the days that are settled, the record of
		/// its payments, and the progress of its payout.
		fn series(series: SeriesId) -> Option<SeriesInfo>;

		/// A certificate: its owner, its days, its income, the unreleased part of its deposit, the
		/// offers for it and its shares of insurance awards. `None` if it was never minted or is
		/// burnt.
		///
		/// The answer has at most the 100 highest offers in force, of the 1,000 at most that are
		/// visited. The storage `HashrateMarket.offersOn` has the ids of all.
		fn certificate(series: SeriesId, item: ItemId) -> Option<CertificateInfo>;

		/// A page of the certificates that an account owns, with the offers that it made and its
		/// credits.
		///
		/// The order is that of the storage keys: arbitrary, but fixed. A page begins after
		/// `cursor`, which is the `cursor` of the page before, and holds at most `limit`
		/// certificates; a limit over 100 counts as 100 and one of 0 as 1. Offers for the
		/// certificates are not looked for. Each page has the same offers that the account made,
		/// 100 at most; the storage `HashrateMarket.offersBy` has the ids of all.
		fn portfolio(account: AccountId32, cursor: Option<Cursor>, limit: u32) -> PortfolioPage;

		/// The settled days of a series from `from_day` to `to_day`, both included, oldest first.
		///
		/// Days that are not settled, or on which no certificate was active, are left out. At
		/// most the first 100 days of the range are answered. `None` if there is no such series.
		fn history(series: SeriesId, from_day: Day, to_day: Day) -> Option<Vec<DayInfo>>;

		/// What the chain's accounts hold for others, against what they must hold. `None` if a
		/// ledger is damaged.
		fn solvency() -> Option<SolvencyInfo>;

		/// A page of what can be bought now and meets the filter: first certificates at a fixed
		/// price, then running auctions.
		///
		/// The order is that of the storage keys: arbitrary, but fixed. A page begins after
		/// `cursor`, which is the `cursor` of the page before, with the same filter, and holds at
		/// most `limit` listings and auctions together; a limit over 100 counts as 100 and one of 0
		/// as 1. A call visits at most 1,000 records, shown or not: a page may be short, or empty,
		/// and still have a cursor. Only a page without cursor is the last. Sales that are expired,
		/// frozen, late, ended or void are not shown.
		fn listings(
			filter: ListingsFilter,
			cursor: Option<ListingsCursor>,
			limit: u32,
		) -> ListingsPage;

		/// What `HashrateMarket.buy` of these listed certificates of a series would cost now, who
		/// gets it, and what each day to come releases and leaves to the holder.
		///
		/// `None` if they are not 1 to 100 different certificates that one call can buy now: all
		/// listed and for sale, all sold for the first time or all sold before.
		fn quote(series: SeriesId, items: Vec<ItemId>) -> Option<QuoteInfo>;

		/// The insurance pool: its balance by asset, what it may award, what claims must meet, and
		/// the live claims, the oldest 100 at most.
		fn insurance() -> InsuranceInfo;

		/// A claim: what it asks for, the referendum that decides it, the loss that is left, and
		/// the award.
		fn claim(claim: ClaimId) -> Option<ClaimInfo>;

		/// A page of all claims ever filed, the oldest first.
		///
		/// It begins after `cursor`, which is the `cursor` of the page before, and holds at most
		/// `limit` claims; a limit over 100 counts as 100 and one of 0 as 1.
		fn claims(cursor: Option<ClaimId>, limit: u32) -> ClaimsPage;

		/// The market average of a network for a day. `None` if there is no such network.
		fn market_average(network: NetworkId, day: Day) -> Option<AverageInfo>;
	}
}
