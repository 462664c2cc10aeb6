#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod enforcement;
mod insurance;
#[cfg(feature = "std")]
pub mod json;
mod market;
mod types;

pub use enforcement::*;
pub use insurance::*;
pub use market::*;
pub use types::*;

use alloc::vec::Vec;
use dmex_primitives::{ApplicationId, ClaimId, Day, ItemId, NetworkId, SeriesId};
use sp_runtime::AccountId32;

/// The most certificates that one page of `portfolio` holds, the most listings and auctions in one
/// of `listings`, the most claims in one of `claims`, and the most certificates of a `quote`.
pub const MAX_PAGE: u32 = 100;

/// The most records that one call of `listings` looks at, and the most offers that one of
/// `certificate` does.
pub const MAX_LOOKS: u32 = 1_000;

/// The most offers that a page of `portfolio` shows, and the most that a `certificate` does.
pub const MAX_OFFERS: u32 = 100;

/// The most days that one call of `history` answers.
pub const MAX_DAYS: u32 = 100;

/// Where a page of a portfolio ended: the series and item of its last certificate.
pub type Cursor = (SeriesId, ItemId);

sp_api::decl_runtime_apis! {
	/// What wallets ask of a DMEX chain: the clock and the rules, miners and their applications,
	/// series, certificates, the income of each day, what is for sale and what it costs, the
	/// insurance pool and what is asked of it, what the chain holds for others.
	///
	/// Every amount is in base units of its asset (1 DMC = 1000000000000). An id that does not
	/// exist is answered with `None`.
	pub trait DmexApi {
		/// The clock, the stage of governance, the governed parameters with their ranges, the
		/// networks and the assets in which certificates may be priced.
		fn protocol() -> ProtocolInfo;

		/// A miner: its record, its applications, what it pledged and what its live units require.
		/// `None` if the account has neither live applications nor a record.
		fn miner(account: AccountId32) -> Option<MinerInfo>;

		/// An application: its terms, its dossier, its state and the referendum that decides it.
		fn application(application: ApplicationId) -> Option<ApplicationInfo>;

		/// A series: its terms, its certificates by state, how far its ledger is settled, how its
		/// miner fares, and how far its payout has come.
		fn series(series: SeriesId) -> Option<SeriesInfo>;

		/// A certificate: who owns it, when it is valid, what it has earned, what of its deposit is
		/// not released yet, what others offer for it and what the insurance pool awards it. `None`
		/// if it was never minted or is burnt.
		///
		/// It shows at most the 100 highest offers in force, of the 1,000 at most that it looks at.
		/// The storage `HashrateMarket.offersOn` has the ids of all.
		fn certificate(series: SeriesId, item: ItemId) -> Option<CertificateInfo>;

		/// A page of the certificates that an account owns, the offers that it made, and what the
		/// chain owes the account.
		///
		/// The order is that of the storage keys: arbitrary, but fixed. A page begins after
		/// `cursor`, which is the `cursor` of the page before, and holds at most `limit`
		/// certificates; a limit over 100 is taken as 100 and one of 0 as 1. Offers for its
		/// certificates are not looked for. Of those that it made, each page shows the same, 100 at
		/// most; the storage `HashrateMarket.offersBy` has the ids of all.
		fn portfolio(account: AccountId32, cursor: Option<Cursor>, limit: u32) -> PortfolioPage;

		/// The settled days of a series from `from_day` to `to_day`, both included, oldest first.
		///
		/// Days that are not settled, or on which no certificate was active, are left out. At
		/// most the first 100 days of the range are answered. `None` if there is no such series.
		fn history(series: SeriesId, from_day: Day, to_day: Day) -> Option<Vec<DayInfo>>;

		/// What the chain's accounts hold for others, against what they must hold. `None` if a
		/// ledger is damaged.
		fn solvency() -> Option<SolvencyInfo>;

		/// A page of what can be bought now: first certificates at a fixed price, then running
		/// auctions; of each only what meets the filter.
		///
		/// The order is that of the storage keys: arbitrary, but fixed. A page begins after
		/// `cursor`, which is the `cursor` of the page before, with the same filter, and holds at
		/// most `limit` listings and auctions together; a limit over 100 is taken as 100 and one of
		/// 0 as 1. A call looks at 1,000 records at most, those that it does not show included: so
		/// a page may be short, or empty, and still have a cursor. Only a page without cursor is
		/// the last. What expired, is frozen, late, ended or void is not shown.
		fn listings(
			filter: ListingsFilter,
			cursor: Option<ListingsCursor>,
			limit: u32,
		) -> ListingsPage;

		/// What `HashrateMarket.buy` of these listed certificates of a series would cost now, who
		/// gets it, and what they release and leave to their holder on each day to come.
		///
		/// `None` if they are not 1 to 100 different certificates that one call can buy now: all
		/// listed and for sale, all sold for the first time or all sold before.
		fn quote(series: SeriesId, items: Vec<ItemId>) -> Option<QuoteInfo>;

		/// The insurance pool: what it has of each asset and what of that it may award, what claims
		/// must meet, and the claims of which something is still to happen, the oldest 100 at most.
		fn insurance() -> InsuranceInfo;

		/// A claim: what it asks for, the referendum that decides it, what of the loss is not made
		/// good, and what it was awarded.
		fn claim(claim: ClaimId) -> Option<ClaimInfo>;

		/// A page of all claims ever filed, the oldest first.
		///
		/// It begins after `cursor`, which is the `cursor` of the page before, and holds at most
		/// `limit` claims; a limit over 100 is taken as 100 and one of 0 as 1.
		fn claims(cursor: Option<ClaimId>, limit: u32) -> ClaimsPage;

		/// The market average of a network for a day. `None` if there is no such network.
		fn market_average(network: NetworkId, day: Day) -> Option<AverageInfo>;
	}
}
