//! The answers about the chain, miners, series, certificates and accounts.

use crate::{
	ApplicationStatus, Breach, CertificateAward, Disclosure, LienInfo, LoanInfo, LoanOfferInfo,
	MinerRecord, OfferInfo, PayoutInfo, SeriesState, StakeInfo, StakedInfo, Window,
};
use alloc::{string::String, vec::Vec};
use codec::{Decode, Encode};
#[cfg(feature = "std")]
use dmex_primitives::json;
use dmex_primitives::{
	ApplicationId, Asset, AttestedIdentity, AuctionId, Balance, Day, ItemId, LoanId, Name,
	NetworkId, OfferId, PerUnit, SeriesId, Units,
};
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::{Deserialize, Serialize};
use sp_runtime::{AccountId32, FixedU128};

/// The number of a block.
pub type BlockNumber = u32;

/// The clock and the rules of the chain.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct ProtocolInfo {
	/// Running day: the timestamp divided by the day length, rounded down.
	pub today: Day,
	/// Length of a day in milliseconds, fixed at genesis.
	pub day_length: u64,
	/// Seconds of chain time until the next day begins, rounded up.
	pub seconds_to_next_day: u64,
	/// Stage of governance.
	pub stage: Stage,
	/// Day from which anyone may send `Governance.hand_over`; `None` in the community stage.
	pub hand_over_from: Option<Day>,
	/// Governed parameters, each with its hard range.
	pub parameters: Vec<ParameterInfo>,
	/// Networks, by id.
	pub networks: Vec<NetworkInfo>,
	/// Assets in which new applications may be priced.
	#[cfg_attr(feature = "std", serde(with = "json::assets"))]
	pub payment_assets: Vec<Asset>,
	/// Deposit of an application that is made now, in base units of DMC. It doubles for each eighth of
	/// the places that is taken beyond the first half.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub application_deposit: Balance,
	/// Deposit of a new series without that for its days, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub series_deposit: Balance,
	/// Deposit of a new series for each day of its term, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub series_deposit_per_day: Balance,
}

/// A stage of governance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum Stage {
	/// The council of genesis: four of seven adopt, and five propose calls to Root.
	Launch,
	/// A council that DMC holders elect; they alone decide as Root.
	Community,
}

/// A governed parameter.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct ParameterInfo {
	/// Group and name of the parameter, as in the metadata of `Governance.set_parameter`.
	pub name: String,
	/// Value in force: days, base units and counts as they are, fractions in millionths.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub value: u128,
	/// Minimum that governance can set.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub minimum: u128,
	/// Maximum that governance can set.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub maximum: u128,
}

/// A mined chain whose hashrate is sold.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct NetworkInfo {
	/// Id of the network.
	pub id: NetworkId,
	/// Symbol of the network, such as `BTC`.
	#[cfg_attr(feature = "std", serde(with = "json::text"))]
	pub symbol: Name,
	/// Unit of hashrate, such as `TH/s`.
	#[cfg_attr(feature = "std", serde(with = "json::text"))]
	pub unit: Name,
	/// Asset in which income is paid.
	#[cfg_attr(feature = "std", serde(with = "json::asset"))]
	pub reward_asset: Asset,
	/// Pledge per unit and day of term, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub pledge_per_unit_day: Balance,
	/// Fee for minting per unit, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub channel_fee_per_unit: Balance,
	/// Minimum income that a payout sends to a holder, in base units of the reward asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub min_payout: Balance,
	/// Whether Admin closed the network to new applications, new series, minting and first sales.
	pub closed: bool,
	/// Maximum ratio of a market average to the value before, and of the value before to it, without the
	/// council's confirmation, in per cent.
	pub max_change: u32,
	/// What stands for a market average before the first one, in base units of the reward asset per
	/// unit.
	#[cfg_attr(feature = "std", serde(with = "json::decimal"))]
	pub opening_average: PerUnit,
	/// Newest market average; `None` before the first one.
	pub newest_average: Option<DayAverage>,
	/// Number of days in a row, up to the newest market average, whose average is zero; at most thirty.
	pub zero_days: u32,
}

/// A market average and its day.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct DayAverage {
	/// Day of the average.
	pub day: Day,
	/// Income of one unit on that day, in base units of the reward asset.
	#[cfg_attr(feature = "std", serde(with = "json::decimal"))]
	pub value: PerUnit,
}

/// A miner.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct MinerInfo {
	/// Account of the miner.
	pub account: AccountId32,
	/// Public record of the miner.
	pub record: MinerRecord,
	/// Applications that are voted on or approved, at most 16.
	pub applications: Vec<MinerApplication>,
	/// Pledge for all applications, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub pledge: Balance,
	/// Pledge that all live units require, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub required_pledge: Balance,
	/// Pledge divided by the required pledge, rounded down; `None` if nothing is required.
	#[cfg_attr(feature = "std", serde(with = "json::optional_decimal"))]
	pub pledge_ratio: Option<FixedU128>,
	/// Legal name that a registrar attests for the account now; `None` without one.
	pub identity: Option<AttestedIdentity>,
	/// Whether an identity of the account is banned, now or when it applied: the account is barred, even
	/// if it was not banned itself.
	pub identity_banned: bool,
}

/// An application, in the answer about its miner.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct MinerApplication {
	/// Id of the application.
	pub id: ApplicationId,
	/// Network whose hashrate is offered.
	pub network: NetworkId,
	/// Status of the application.
	pub state: ApplicationStatus,
	/// Maximum number of units that may be live at the same time.
	pub effective_units: Units,
	/// Number of units that are live: minted, and not every day of their term settled.
	pub live_units: Units,
	/// Pledge for the application, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub pledge: Balance,
	/// Pledge that the live units require, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub required_pledge: Balance,
	/// Pledge divided by the required pledge, rounded down; `None` if nothing is required.
	#[cfg_attr(feature = "std", serde(with = "json::optional_decimal"))]
	pub pledge_ratio: Option<FixedU128>,
}

/// An application.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct ApplicationInfo {
	/// Id of the application.
	pub id: ApplicationId,
	/// Account that applied.
	pub miner: AccountId32,
	/// Network whose hashrate is offered.
	pub network: NetworkId,
	/// Disclosure of the miner about itself.
	pub disclosure: Disclosure,
	/// Number of all units of the miner on this network: disclosed, never sold.
	pub total_units: Units,
	/// Maximum number of units that may be live at the same time.
	pub effective_units: Units,
	/// Number of units that are live: minted, and not every day of their term settled.
	pub live_units: Units,
	/// Income that the miner expects per unit and day, in base units of the reward asset.
	#[cfg_attr(feature = "std", serde(with = "json::decimal"))]
	pub expected_revenue: PerUnit,
	/// Asset in which the certificates are priced.
	#[cfg_attr(feature = "std", serde(with = "json::asset"))]
	pub payment_asset: Asset,
	/// Minimum price per unit and day, in base units of the payment asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub min_price_per_unit_day: Balance,
	/// Deposit that is held for the application now, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub deposit: Balance,
	/// Status of the application.
	pub state: ApplicationStatus,
	/// Referendum that decides the application.
	pub referendum: ReferendumInfo,
	/// Pledge for the application, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub pledge: Balance,
	/// Pledge that the live units require, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub required_pledge: Balance,
}

/// A referendum of pallet-democracy.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct ReferendumInfo {
	/// Index in `Democracy`.
	pub index: u32,
	/// Outcome, or that there is none yet.
	pub outcome: Outcome,
	/// Block in which the vote ends or ended; `None` if it was cancelled.
	pub end: Option<BlockNumber>,
	/// Votes, including the seed of the tally; `None` once the vote is over.
	pub tally: Option<TallyInfo>,
}

/// The outcome of a referendum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum Outcome {
	/// The vote is open.
	Ongoing,
	/// The vote passed.
	Approved,
	/// The vote did not pass.
	Rejected,
	/// The vote was cancelled: there is no such referendum.
	Cancelled,
}

/// The votes of a referendum, in base units of DMC.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct TallyInfo {
	/// Aye votes, multiplied by their conviction.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub ayes: Balance,
	/// Nay votes, multiplied by their conviction.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub nays: Balance,
	/// Money that voted, without conviction.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub turnout: Balance,
}

/// A series.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct SeriesInfo {
	/// Id of the series, and of its collection in `Uniques`.
	pub id: SeriesId,
	/// Application whose units are sold.
	pub application: ApplicationId,
	/// Miner who promises the units.
	pub miner: AccountId32,
	/// Network whose hashrate is sold.
	pub network: NetworkId,
	/// Number of units of each certificate.
	pub units_per_certificate: Units,
	/// Number of days for which each certificate earns.
	pub term_days: Day,
	/// Asset in which the certificates are priced and their deposits are escrowed.
	#[cfg_attr(feature = "std", serde(with = "json::asset"))]
	pub payment_asset: Asset,
	/// Asset in which income is paid.
	#[cfg_attr(feature = "std", serde(with = "json::asset"))]
	pub reward_asset: Asset,
	/// Minimum price per unit and day of a first sale, in base units of the payment asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub min_price_per_unit_day: Balance,
	/// Income that the miner expects per unit and day, in base units of the reward asset.
	#[cfg_attr(feature = "std", serde(with = "json::decimal"))]
	pub expected_revenue: PerUnit,
	/// Pledge per unit and day of term, fixed when the series was created, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub pledge_rate: Balance,
	/// Deposit that the miner gets back when the series is finished, in base units of DMC; zero once it
	/// is finished.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub series_deposit: Balance,
	/// Number of certificates by state.
	pub certificates: CertificateCounts,
	/// Units of sold certificates that have days to settle; those sold today start tomorrow. None once
	/// the series is terminated.
	pub active_units: Units,
	/// Last settled day; `None` before the first sale.
	pub settled_through: Option<Day>,
	/// Day that `distribute` expects as `first_day`; `None` if every sold day is settled.
	pub next_day: Option<Day>,
	/// Whether the next day is late: nothing is sold for the first time until it is paid. Told in a
	/// freeze too; `false` once the series is terminated.
	pub late: bool,
	/// Number of live days that ended since the next day was over, or since the clocks of the
	/// series started. Told in a freeze too; zero once the series is terminated.
	pub overdue_days: u32,
	/// Number of assessed days that were paid late.
	pub days_late: u32,
	/// Number of assessed days that were underpaid.
	pub days_underpaid: u32,
	/// Number of assessed days that were underpaid in a row, up to the last one.
	pub underpaid_streak: u32,
	/// Assessed days among the last thirty settled ones.
	pub window: Window,
	/// Breach that anyone may report now; `None` if the ledger proves none, or the series is frozen
	/// or terminated.
	pub breach: Option<Breach>,
	/// Whether the series is open, frozen or terminated.
	pub state: SeriesState,
	/// Number of freezes.
	pub freezes: u32,
	/// Number of days of all freezes that are over.
	pub frozen_days: u32,
	/// Payout under way or to come; `None` if nothing is pending.
	pub payout: Option<PayoutInfo>,
	/// Last day on which a certificate sold so far is active; `None` before the first sale.
	pub last_end: Option<Day>,
	/// Deposits in escrow, in base units of the payment asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub escrowed: Balance,
	/// Income that was distributed and not claimed, in base units of the reward asset: at least what the
	/// certificates can claim now; the rest was left by divisions.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub income_held: Balance,
	/// Releases pending until the freeze ends, in base units of the payment asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub pending_release: Balance,
}

/// Numbers of certificates of a series by state.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct CertificateCounts {
	/// Certificates minted since the series was created.
	pub minted: u32,
	/// Certificates of the miner that wait for their first sale.
	pub unsold: u32,
	/// Certificates that are sold, with unsettled days and a series that is not terminated.
	pub active: u32,
	/// Certificates with every day settled, or of a terminated series, including retired ones.
	pub ended: u32,
	/// Certificates that were burnt: unsold ones by the miner, ended ones once they were paid out.
	pub burnt: u32,
}

/// A certificate.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct CertificateInfo {
	/// Series of the certificate.
	pub series: SeriesId,
	/// Item in the series.
	pub item: ItemId,
	/// Network whose hashrate was sold.
	pub network: NetworkId,
	/// Owner of the certificate.
	pub owner: AccountId32,
	/// State of the certificate.
	pub state: CertificateState,
	/// Number of units.
	pub units: Units,
	/// First day that earns; `None` while unsold.
	pub start_day: Option<Day>,
	/// Last day that earns; `None` while unsold.
	pub end_day: Option<Day>,
	/// Lock that keeps the certificate from moving; `None` if it is unlocked.
	pub lock: Option<LockKind>,
	/// Listing that locks the certificate; `None` if it is not listed.
	pub listing: Option<ListingInfo>,
	/// Auction whose lot has the certificate; `None` if it is in none.
	pub auction: Option<AuctionId>,
	/// Debt that the certificate secures; `None` if it secures none. The request for a loan locks a
	/// certificate without a debt.
	pub lien: Option<LienInfo>,
	/// Stake of the certificate; `None` if it is not staked.
	pub stake: Option<StakeInfo>,
	/// Offers of others that are in force, 100 at most, the highest first; `None` on a page of a
	/// portfolio, which does not look for them.
	pub offers: Option<Vec<OfferInfo>>,
	/// Asset of the deposit.
	#[cfg_attr(feature = "std", serde(with = "json::asset"))]
	pub payment_asset: Asset,
	/// Asset of the income.
	#[cfg_attr(feature = "std", serde(with = "json::asset"))]
	pub reward_asset: Asset,
	/// Income that `claim_income` would pay now, in base units of the reward asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub claimable: Balance,
	/// Income so far, paid or claimable, in base units of the reward asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub lifetime_income: Balance,
	/// Amount put in escrow at the first sale, in base units of the payment asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub deposit: Balance,
	/// Part of the deposit that is neither released to the miner nor refunded, in base units of the
	/// payment asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub unreleased: Balance,
	/// Slashed part of the certificate's own pledge that is not paid yet, in base units of DMC: all of it
	/// if a breach terminated the series, paid with the refund; the part of its last days that were not
	/// paid if it ended by itself, paid when it is retired.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub slashed: Balance,
	/// Shares of the insurance awards for the series, the oldest first. Awards in which the
	/// certificate has no share are left out.
	pub awards: Vec<CertificateAward>,
}

/// State of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum CertificateState {
	/// The certificate was never sold: it is the miner's.
	Unsold,
	/// The certificate is sold, and earns from its first day to its last.
	Active,
	/// Every day of its term is settled. The payout pays the rest and burns it, after the freeze if
	/// its series is frozen.
	Ended,
	/// The series was terminated: `refund` pays the unreleased deposit and a share of the slash.
	Terminated,
	/// The series was terminated, and the certificate was refunded.
	Refunded,
}

/// Lock that keeps a certificate from moving.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum LockKind {
	/// The certificate is listed for sale.
	Listed,
	/// The certificate is in the lot of an auction.
	Auctioned,
	/// The certificate is the collateral of a loan.
	Collateral,
	/// The certificate is staked.
	Staked,
}

/// A listing at a fixed price.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct ListingInfo {
	/// Price of the certificate, in base units of its payment asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub price: Balance,
	/// Last day on which the certificate can be bought: before the listing expires and, if it was
	/// sold before, before the certificate's own last day.
	pub last_day: Day,
}

/// A page of an account's certificates.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct PortfolioPage {
	/// Legal name that a registrar attests for the account now; `None` without one.
	pub identity: Option<AttestedIdentity>,
	/// Certificates of this page.
	pub certificates: Vec<CertificateInfo>,
	/// Sums over this page, by asset.
	pub totals: Vec<AssetTotal>,
	/// Payments to the account that could not be made, by asset; the same on every page.
	pub credits: Vec<CreditInfo>,
	/// Offers that the account made and that have not ended, which come after all certificates.
	pub offers: Vec<OfferInfo>,
	/// Loans that the account borrowed or requested, then those that it lent, which come after all offers.
	pub loans: Vec<LoanInfo>,
	/// Loans that the account offers, which come after all loans.
	pub loan_offers: Vec<LoanOfferInfo>,
	/// Stakes of the account, which come last.
	pub stakes: Vec<StakedInfo>,
	/// Cursor for the next page; `None` if this is the last.
	pub cursor: Option<PortfolioCursor>,
}

/// Where a page of a portfolio ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum PortfolioCursor {
	/// Series and item of the last certificate.
	Certificate(SeriesId, ItemId),
	/// Last offer.
	Offer(OfferId),
	/// Last loan of those that the account borrowed or requested.
	Borrowed(LoanId),
	/// Last loan of those that the account lent.
	Lent(LoanId),
	/// Last loan of those that the account offers.
	LoanOffer(OfferId),
	/// Series and item of the last stake.
	Stake(SeriesId, ItemId),
}

/// Sums over certificates, in base units of one asset.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct AssetTotal {
	/// Asset of the sums.
	#[cfg_attr(feature = "std", serde(with = "json::asset"))]
	pub asset: Asset,
	/// Income that can be claimed.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub claimable: Balance,
	/// Income so far, paid or claimable.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub lifetime_income: Balance,
	/// Deposits that are neither released nor refunded.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub unreleased: Balance,
}

/// Payments that could not be made: `Credits.withdraw` pays them.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct CreditInfo {
	/// Asset of the payments.
	#[cfg_attr(feature = "std", serde(with = "json::asset"))]
	pub asset: Asset,
	/// Sum of the payments, in base units of the asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub amount: Balance,
}

/// A settled day of a series.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct DayInfo {
	/// Day that was settled.
	pub day: Day,
	/// Number of units that were active.
	pub units: Units,
	/// Income that the miner paid, in base units of the reward asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub paid: Balance,
	/// Market average that was known when the day was settled; `None` if there was none.
	#[cfg_attr(feature = "std", serde(with = "json::optional_decimal"))]
	pub average: Option<PerUnit>,
	/// Fraction of the instalments that was released to the miner, from 0 to 1.
	#[cfg_attr(feature = "std", serde(with = "json::decimal"))]
	pub released: FixedU128,
	/// Marks of the day.
	pub flags: DayFlags,
}

/// Marks of a settled day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct DayFlags {
	/// Whether the day counts for the window and the streaks of the series.
	pub assessed: bool,
	/// Whether the day is assessed and was underpaid.
	pub underpaid: bool,
	/// Whether the day is assessed and was paid late.
	pub late: bool,
	/// Whether the market average of the day was struck out after it was settled: it counts no more.
	pub struck: bool,
	/// Whether the day was written off: settled with zero income.
	pub written_off: bool,
	/// Whether the day was settled while the series was frozen.
	pub frozen: bool,
}

/// Whether the market average of a day exists, and otherwise why not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum AverageState {
	/// It is published.
	Known,
	/// The operators fed a value that is too far from those before: no average unless Admin confirms it.
	Disputed,
	/// The operators may still feed it.
	#[default]
	Pending,
	/// Too few operators fed it in time.
	Never,
	/// It was published and wrong: Admin struck it out.
	Struck,
}

/// The market average of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct AverageInfo {
	/// Whether there is an average, and otherwise why not.
	pub state: AverageState,
	/// Average, in base units of the reward asset per unit; `None` unless it is known.
	#[cfg_attr(feature = "std", serde(with = "json::optional_decimal"))]
	pub value: Option<PerUnit>,
	/// Value that waits for `Governance.confirm_average`, in base units of the reward asset per
	/// unit; `None` if none does.
	#[cfg_attr(feature = "std", serde(with = "json::optional_decimal"))]
	pub disputed: Option<PerUnit>,
}
