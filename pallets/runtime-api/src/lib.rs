#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod enforcement;
mod insurance;
mod lending;
mod market;
mod staking;
#[cfg(test)]
mod tests;
mod types;

pub use dmex_primitives::{Attestation, AttestedIdentity, Backing, Evidence};
pub use enforcement::*;
pub use insurance::*;
pub use lending::*;
pub use market::*;
pub use pallet_certificate_lending::{LoanOfferView, LoanView};
pub use pallet_certificate_staking::{StakeView, StakingView};
pub use pallet_hashrate_market::types::Bid;
pub use pallet_miner_registry::{ApplicationStatus, Disclosure, MinerKind, MinerRecord};
pub use pallet_mutual_insurance::{CertificateAward, Pool, Rates};
pub use pallet_risk_escrow::{breach::Window, Breach, FreezeCause};
pub use staking::*;
pub use types::*;

use alloc::vec::Vec;
use dmex_primitives::{ApplicationId, ClaimId, Day, ItemId, LoanId, NetworkId, SeriesId};
use sp_runtime::AccountId32;

/// Maximum number of entries of an answer: those of a page of `portfolio`, certificates of a `quote`,
/// listings and auctions of a page of `listings`, requests and offers of a page of `loans`, claims of a
/// page of `claims`.
pub const MAX_PAGE: u32 = 100;

/// Maximum number of listings and auctions that a call of `listings` visits, and of requests and offers
/// that a call of `loans` does.
pub const MAX_VISITED: u32 = 1_000;

/// Maximum number of offers that a call of `certificate` visits.
pub const MAX_OFFERS: u32 = 100;

/// Maximum number of days that a call of `history` answers.
pub const MAX_DAYS: u32 = 100;

sp_api::decl_runtime_apis! {
	/// What wallets ask of a DMEX chain: the clock and the rules, miners and their applications,
	/// series, certificates, the income of each day, what is for sale and what it costs, loans and
	/// stakes, the insurance pool and its claims, and what the chain holds for others.
	///
	/// Every amount is in base units of its asset (1 DMC = 1000000000000). An id that does not
	/// exist is answered with `None`.
	///
	/// Each method tells how many storage items it reads at most, searches for the next one included,
	/// whatever else the chain stores.
	pub trait DmexApi {
		/// The clock, the stage of governance and the day from which anyone may end its launch, the governed
		/// parameters with their ranges, the
		/// networks and the assets in which certificates may be priced.
		///
		/// Reads at most 50 storage items, 4 for each network and 2 for each payment asset.
		fn protocol() -> ProtocolInfo;

		/// A miner: its record, its applications, its pledge and the requirement of its live units, and
		/// the identity that a registrar attests for it. `None` if the account has neither live
		/// applications nor a record nor an attested identity.
		///
		/// Reads at most 10 storage items, and 3 for each application. At most 16 are voted on or
		/// approved; others are left out.
		fn miner(account: AccountId32) -> Option<MinerInfo>;

		/// An application: its terms, its disclosure, its status and the referendum that decides
		/// it.
		///
		/// Reads at most 3 storage items.
		fn application(application: ApplicationId) -> Option<ApplicationInfo>;

		/// A series: its terms, its certificates by state, the days that are settled, the record of
		/// its payments, and the progress of its payout.
		///
		/// Reads at most 45 storage items.
		fn series(series: SeriesId) -> Option<SeriesInfo>;

		/// A certificate: its owner, its days, its income, the unreleased part of its deposit, what it
		/// owes to a loan, its stake, the offers for it and its shares of insurance awards. `None` if it
		/// was never minted or is burnt.
		///
		/// The answer has those of the 100 highest offers that the owner could accept, the highest first.
		/// The storage `HashrateMarket.offersOn` has the ids of all.
		///
		/// Reads at most 75 storage items, 20 for each award of its series and 32 for each offer that
		/// is visited. A series has at most 16 awards.
		fn certificate(series: SeriesId, item: ItemId) -> Option<CertificateInfo>;

		/// A page of the certificates that an account owns, then of the offers that it made, of the loans
		/// that it borrowed or requested, of those that it lent, of the loans that it offers, and of its
		/// stakes; its credits, and the identity that a registrar attests for it.
		///
		/// The order is that of the storage keys: arbitrary, but fixed. A page begins after
		/// `cursor`, which is the `cursor` of the page before, and holds at most `limit` entries of all
		/// kinds together; a limit over 100 counts as 100 and one of 0 as 1. Offers for the certificates
		/// are not looked for.
		///
		/// Reads at most 10 storage items, 70 for each certificate, 20 for each award of its series, 2
		/// for each credit, 12 for each offer, 15 for each loan, 2 for each loan that is offered and 45
		/// for each stake. An account has at most as many credits as there are assets and accounts that
		/// pay.
		fn portfolio(
			account: AccountId32,
			cursor: Option<PortfolioCursor>,
			limit: u32,
		) -> PortfolioPage;

		/// The settled days of a series from `from_day` to `to_day`, both included, oldest first.
		///
		/// Days that are not settled, or on which no certificate was active, are left out. At
		/// most the first 100 days of the range are answered. `None` if there is no such series.
		///
		/// Reads at most 2 storage items, and 1 for each day of the range.
		fn history(series: SeriesId, from_day: Day, to_day: Day) -> Option<Vec<DayInfo>>;

		/// What the chain's accounts hold for others, against what they must hold. `None` if a
		/// ledger is damaged.
		///
		/// Reads at most 15 storage items, 3 for each series of which a certificate was sold and 5 for
		/// each asset that an account holds for others.
		fn solvency() -> Option<SolvencyInfo>;

		/// A page of what can be bought now and meets the filter: first certificates at a fixed
		/// price, then running auctions.
		///
		/// Listings of a series come in the order of their prices, the cheapest first; without a series
		/// in the filter they come by network and payment asset, and of each in the order of their
		/// prices. Auctions come in the order of the storage keys: arbitrary, but fixed. A page begins
		/// after `cursor`, which is the `cursor` of the page before, with the same filter, and holds
		/// at most `limit` listings and auctions together; a limit over 100 counts as 100 and one of 0
		/// as 1. Sales that are expired, frozen, late, ended or void are not shown.
		///
		/// A call visits at most 1,000 listings and auctions, shown or not, of the network or series that is
		/// asked for and not over the maximum price: a page may be short, or empty, and still have a
		/// cursor. Only a page without cursor is the last.
		///
		/// Reads at most 20 storage items, and 65 for each listing or auction that is visited.
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
		///
		/// Reads at most 5 storage items, and 45 for each certificate.
		fn quote(series: SeriesId, items: Vec<ItemId>) -> Option<QuoteInfo>;

		/// A loan or the request for one: its terms, its debt, its due day, its collateral, and the
		/// auction of it. `None` if there is none, or it was repaid, taken or sold.
		///
		/// Reads at most 15 storage items.
		fn loan(loan: LoanId) -> Option<LoanInfo>;

		/// A page of the loans that can be had now and meet the filter: first requests, which anybody but
		/// the borrower may fund, then offers, which a holder may take.
		///
		/// The order is that of the storage keys: arbitrary, but fixed. A page begins after `cursor`,
		/// which is the `cursor` of the page before, with the same filter, and holds at most `limit`
		/// requests and offers together; a limit over 100 counts as 100 and one of 0 as 1. What is expired,
		/// would be due too soon or too late, or belongs to a series that is frozen or terminated is not
		/// shown.
		///
		/// A call visits at most 1,000 requests and offers, shown or not, of the series that is asked for, if
		/// one is: a page may be short, or empty, and still have a cursor. Only a page without cursor is
		/// the last.
		///
		/// Reads at most 10 storage items, and 25 for each request or offer that is visited.
		fn loans(filter: LoansFilter, cursor: Option<LoansCursor>, limit: u32) -> LoansPage;

		/// Staking: its budget, what is owed to stakers, the emission of today, and the pool of each
		/// network.
		///
		/// Reads at most 10 storage items, and 2 for each network.
		fn staking() -> StakingInfo;

		/// The insurance pool: its balance by asset, what it may award, what claims must meet, and
		/// the live claims: their number, and 100 at most.
		///
		/// Reads at most 35 storage items, 25 for each asset of the pool and 61 for each claim.
		fn insurance() -> InsuranceInfo;

		/// A claim: what it asks for, the referendum that decides it, the loss that is left, and
		/// the award.
		///
		/// Reads at most 60 storage items, which include the awards of its series and the days on which
		/// its certificates were sold.
		fn claim(claim: ClaimId) -> Option<ClaimInfo>;

		/// A page of all claims ever filed, the oldest first.
		///
		/// It begins after `cursor`, which is the `cursor` of the page before, and holds at most
		/// `limit` claims; a limit over 100 counts as 100 and one of 0 as 1.
		///
		/// Reads at most 1 storage item, and 60 for each claim.
		fn claims(cursor: Option<ClaimId>, limit: u32) -> ClaimsPage;

		/// The market average of a network for a day, and its state. `None` if there is no such network.
		///
		/// Reads at most 5 storage items.
		fn market_average(network: NetworkId, day: Day) -> Option<AverageInfo>;
	}
}
