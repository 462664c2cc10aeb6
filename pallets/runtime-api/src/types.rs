//! The answers. What each field means stands beside it, and in the chain's metadata.

use crate::{BreachInfo, CertificateAward, OfferInfo, PayoutInfo, SeriesState, WindowInfo};
use alloc::{string::String, vec::Vec};
use codec::{Decode, Encode};
use dmex_primitives::{
	ApplicationId, Asset, AuctionId, Balance, Day, ItemId, NetworkId, PerUnit, SeriesId, Units,
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
	/// The running day: the timestamp divided by the day length, rounded down.
	pub today: Day,
	/// The length of a day in milliseconds, fixed at genesis.
	pub day_length: u64,
	/// Seconds of chain time until the next day begins, rounded up.
	pub seconds_to_next_day: u64,
	/// The stage of governance.
	pub stage: Stage,
	/// The governed parameters, each with its hard range.
	pub parameters: Vec<ParameterInfo>,
	/// The networks, by id.
	pub networks: Vec<NetworkInfo>,
	/// The assets in which new series may be priced.
	#[cfg_attr(feature = "std", serde(with = "crate::json::assets"))]
	pub payment_assets: Vec<Asset>,
}

/// A stage of governance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum Stage {
	/// A council of seven adopts by four votes.
	Launch,
	/// DMC holders elect the council, and the way to Root is theirs alone.
	Community,
}

/// A governed parameter.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct ParameterInfo {
	/// Its name, as in the metadata of `Governance.set_parameter`.
	pub name: String,
	/// Its value: whole numbers as they are (days, base units, counts), fractions in the parts in
	/// which the parameter's type counts them.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub value: u128,
	/// The least value that governance can set.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub minimum: u128,
	/// The greatest value that governance can set.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub maximum: u128,
}

/// A mined chain whose hashrate is sold.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct NetworkInfo {
	/// Its id.
	pub id: NetworkId,
	/// Its symbol, such as `BTC`.
	pub symbol: String,
	/// What one unit is, such as `TH/s`.
	pub unit: String,
	/// The asset in which its income is paid.
	#[cfg_attr(feature = "std", serde(with = "crate::json::asset"))]
	pub reward_asset: Asset,
	/// What a miner pledges per unit and day of term, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub pledge_per_unit_day: Balance,
	/// What minting costs per unit, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub channel_fee_per_unit: Balance,
	/// The least income that is sent to a holder unasked, in base units of the reward asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub min_payout: Balance,
	/// The newest market average among the thirty days up to the last one that was fed.
	pub newest_average: Option<DayAverage>,
}

/// A market average and its day.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct DayAverage {
	/// The day.
	pub day: Day,
	/// What one unit earned on it, in base units of the reward asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::decimal"))]
	pub value: PerUnit,
}

/// A miner.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct MinerInfo {
	/// Its account.
	pub account: AccountId32,
	/// Its record.
	pub record: MinerRecord,
	/// Its applications that are put to the vote or approved; at most 16.
	pub applications: Vec<MinerApplication>,
	/// What it pledged in all, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub pledge: Balance,
	/// What its live units require in all, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub required_pledge: Balance,
	/// Pledge divided by requirement, rounded down; `None` if nothing is required.
	#[cfg_attr(feature = "std", serde(with = "crate::json::optional_decimal"))]
	pub coverage: Option<FixedU128>,
}

/// What a miner did so far. It survives everything.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct MinerRecord {
	/// Days that it settled, whatever it paid, counted once for each series.
	pub days_paid: u32,
	/// Judged days that were settled late, given-up ones included.
	pub days_late: u32,
	/// Judged days that paid too little, given-up ones included.
	pub days_low: u32,
	/// Breaches that were reported and proven.
	pub breaches: u32,
	/// Series that were terminated after a breach, and its pledge for them slashed.
	pub slashes: u32,
	/// Its series that are frozen now.
	pub frozen_series: u32,
	/// Whether it sells nothing and keeps its pledges where they are, because a series of its was
	/// terminated after a breach and the DAO has not cleared it.
	pub defaulted: bool,
	/// Whether the DAO banned it.
	pub banned: bool,
}

/// An application, as its miner's page lists it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct MinerApplication {
	/// Its id.
	pub id: ApplicationId,
	/// The network whose hashrate it offers.
	pub network: NetworkId,
	/// Its state.
	pub state: ApplicationState,
	/// The most units that may be live at once.
	pub effective_units: Units,
	/// Units that are live: minted, and not every day of their term settled.
	pub live_units: Units,
	/// What the miner pledged for it, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub pledge: Balance,
	/// What its live units require, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub required_pledge: Balance,
	/// Pledge divided by requirement, rounded down; `None` if nothing is required.
	#[cfg_attr(feature = "std", serde(with = "crate::json::optional_decimal"))]
	pub coverage: Option<FixedU128>,
}

/// Where an application stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum ApplicationState {
	/// DMC holders vote on it, or the vote is over and not concluded yet.
	Voting,
	/// Approved: its units may be minted.
	Approved,
	/// Rejected by the vote, or the vote was cancelled.
	Rejected,
	/// Withdrawn by the miner during the vote.
	Withdrawn,
	/// Approved, and later given up by the miner.
	Closed,
}

/// An application.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct ApplicationInfo {
	/// Its id.
	pub id: ApplicationId,
	/// Who applied.
	pub miner: AccountId32,
	/// The network whose hashrate it offers.
	pub network: NetworkId,
	/// Who the miner is.
	pub dossier: DossierInfo,
	/// All units of the miner on this network, sold or not.
	pub total_units: Units,
	/// The most units that may be live at once.
	pub effective_units: Units,
	/// Units that are live: minted, and not every day of their term settled.
	pub live_units: Units,
	/// The income that the miner expects per unit and day, in base units of the reward asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::decimal"))]
	pub expected_revenue: PerUnit,
	/// The asset in which its certificates are priced.
	#[cfg_attr(feature = "std", serde(with = "crate::json::asset"))]
	pub payment_asset: Asset,
	/// The lowest price per unit and day at which it sells, in base units of the payment asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub min_price_per_unit_day: Balance,
	/// The deposit that is held for it now, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub deposit: Balance,
	/// Its state.
	pub state: ApplicationState,
	/// The referendum that decides it.
	pub referendum: ReferendumInfo,
	/// What the miner pledged for it, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub pledge: Balance,
	/// What its live units require, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub required_pledge: Balance,
}

/// What a miner discloses about itself.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct DossierInfo {
	/// What it is.
	pub kind: MinerKind,
	/// Its name.
	pub name: String,
	/// Where its machines stand.
	pub location: String,
	/// The node or pool under which it mines.
	pub node_id: String,
	/// The hash of its identity dossier.
	#[cfg_attr(feature = "std", serde(with = "crate::json::hash"))]
	pub evidence_hash: [u8; 32],
	/// Where its identity dossier is found.
	pub uri: String,
}

/// What a miner is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum MinerKind {
	/// A company.
	Company,
	/// A person.
	Individual,
}

/// A referendum of pallet-democracy.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct ReferendumInfo {
	/// Its index in `Democracy`.
	pub index: u32,
	/// Its outcome.
	pub outcome: Outcome,
	/// The block at which it ends or ended; `None` if it was cancelled.
	pub end: Option<BlockNumber>,
	/// The votes, the seed of the tally included; `None` once it is over.
	pub tally: Option<TallyInfo>,
}

/// The outcome of a referendum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum Outcome {
	/// Holders still vote.
	Ongoing,
	/// Passed.
	Approved,
	/// Not passed.
	Rejected,
	/// There is no such referendum: it was cancelled.
	Cancelled,
}

/// The votes of a referendum, in base units of DMC.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct TallyInfo {
	/// Votes for it, multiplied by their conviction.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub ayes: Balance,
	/// Votes against it, multiplied by their conviction.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub nays: Balance,
	/// The money that voted, without conviction.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub turnout: Balance,
}

/// A series.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct SeriesInfo {
	/// Its id, which is also that of its collection in `Uniques`.
	pub id: SeriesId,
	/// The application whose units it sells.
	pub application: ApplicationId,
	/// Who promises the units.
	pub miner: AccountId32,
	/// The network whose hashrate it sells.
	pub network: NetworkId,
	/// Units of each certificate.
	pub units_per_certificate: Units,
	/// Days for which each certificate earns.
	pub term_days: Day,
	/// The asset in which its certificates are priced and their deposits are escrowed.
	#[cfg_attr(feature = "std", serde(with = "crate::json::asset"))]
	pub payment_asset: Asset,
	/// The asset in which its income is paid.
	#[cfg_attr(feature = "std", serde(with = "crate::json::asset"))]
	pub reward_asset: Asset,
	/// The lowest price per unit and day of a first sale, in base units of the payment asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub min_price_per_unit_day: Balance,
	/// The income that the miner expects per unit and day, in base units of the reward asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::decimal"))]
	pub expected_revenue: PerUnit,
	/// The pledge per unit and day of term, fixed at its creation, in base units of DMC.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub pledge_rate: Balance,
	/// Its certificates by state.
	pub certificates: CertificateCounts,
	/// Units that are active today.
	pub active_units: Units,
	/// The last settled day; `None` before its first sale.
	pub paid_through: Option<Day>,
	/// The day that `distribute` expects as `first_day`; `None` if every sold day is settled.
	pub next_day: Option<Day>,
	/// Whether that day is late; nothing is sold for the first time until it is paid.
	pub late: bool,
	/// Open days that ended since that day was over, or since the clocks of the series started.
	pub overdue_days: u32,
	/// How many of its judged days were paid late.
	pub days_late: u32,
	/// How many of its judged days paid too little.
	pub days_low: u32,
	/// The last judged days, as far as they paid too little in a row.
	pub low_run: u32,
	/// The judged days among the last thirty settled ones.
	pub window: WindowInfo,
	/// The breach that anyone may report now; `None` if the ledger proves none, or the series is
	/// frozen or terminated.
	pub breach: Option<BreachInfo>,
	/// Whether it is open, frozen or terminated.
	pub state: SeriesState,
	/// How often it was frozen.
	pub freezes: u32,
	/// Days for which it was frozen, in all freezes that are over.
	pub frozen_days: u32,
	/// The payout under way or to come; `None` if nothing is pending.
	pub payout: Option<PayoutInfo>,
	/// The last day on which a certificate sold so far is active; `None` before its first sale.
	pub last_end: Option<Day>,
	/// Deposits that are in escrow for it, in base units of the payment asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub escrowed: Balance,
	/// Income that was distributed and not claimed, in base units of the reward asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub income_held: Balance,
	/// Releases that wait for the end of a freeze, in base units of the payment asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub waiting: Balance,
}

/// The certificates of a series by state.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct CertificateCounts {
	/// Minted since its creation.
	pub minted: u32,
	/// The miner's, waiting for their first sale.
	pub unsold: u32,
	/// Sold, and neither every day of their term settled nor their series terminated.
	pub active: u32,
	/// Every day of their term settled, or their series terminated, those already retired included.
	pub ended: u32,
	/// Burnt: unsold ones by the miner, ended ones once they are paid out.
	pub burnt: u32,
}

/// A certificate.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct CertificateInfo {
	/// Its series.
	pub series: SeriesId,
	/// Its item in the series.
	pub item: ItemId,
	/// Its network.
	pub network: NetworkId,
	/// Who owns it.
	pub owner: AccountId32,
	/// Its state.
	pub state: CertificateState,
	/// Its units.
	pub units: Units,
	/// The first day for which it earns; `None` while unsold.
	pub start_day: Option<Day>,
	/// The last day for which it earns; `None` while unsold.
	pub end_day: Option<Day>,
	/// What keeps it from moving, if anything does.
	pub lock: Option<LockKind>,
	/// The listing that locks it, if it is listed.
	pub listing: Option<ListingInfo>,
	/// The auction in whose lot it is, if it is in one.
	pub auction: Option<AuctionId>,
	/// The offers of others that are in force for it, 100 at most, the highest first; `None` on a
	/// page of a portfolio, which does not look for them.
	pub offers: Option<Vec<OfferInfo>>,
	/// The asset of its deposit.
	#[cfg_attr(feature = "std", serde(with = "crate::json::asset"))]
	pub payment_asset: Asset,
	/// The asset of its income.
	#[cfg_attr(feature = "std", serde(with = "crate::json::asset"))]
	pub reward_asset: Asset,
	/// Income that `claim` would pay now, in base units of the reward asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub claimable: Balance,
	/// All income so far, paid or claimable, in base units of the reward asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub lifetime_income: Balance,
	/// What was put in escrow at its first sale, in base units of the payment asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub deposit: Balance,
	/// What of the deposit is neither released to the miner nor refunded, in base units of the
	/// payment asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub unreleased: Balance,
	/// Its share of the slashed pledge, paid with the refund, in base units of DMC; zero unless its
	/// series was terminated after a breach.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub slash_share: Balance,
	/// What it gets, or got, of the insurance pool's awards for its series, the oldest first; those
	/// in which it has no share are left out.
	pub awards: Vec<CertificateAward>,
}

/// Where a certificate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum CertificateState {
	/// The miner's: it was never sold.
	Unsold,
	/// Sold: it earns from its first day to its last.
	Active,
	/// Every day of its term is settled: it is paid what is left in it and burnt, after the freeze
	/// if its series is frozen.
	Ended,
	/// Its series was terminated: `refund` pays what was not released, and a share of the slash.
	Terminated,
	/// Its series was terminated, and it was refunded.
	Refunded,
}

/// What keeps a certificate from moving.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum LockKind {
	/// It is listed for sale.
	Listed,
	/// It is in an auction.
	Auctioned,
	/// It is the collateral of a loan.
	Collateral,
	/// It is staked.
	Staked,
}

/// A listing at a fixed price.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct ListingInfo {
	/// The price of the certificate, in base units of its payment asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub price: Balance,
	/// The last day on which it can be bought: before the listing expires and, if it was sold
	/// before, before its own last day.
	pub last_day: Day,
}

/// A page of an account's certificates.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct PortfolioPage {
	/// The certificates of this page.
	pub certificates: Vec<CertificateInfo>,
	/// The sums over this page, by asset.
	pub totals: Vec<AssetTotal>,
	/// What the chain owes the account because it could not be paid: on every page the same.
	pub credits: Vec<CreditInfo>,
	/// The offers that the account made for certificates and that were not accepted: on every page
	/// the same, 100 at most. The storage `HashrateMarket.offersBy` has the ids of all.
	pub offers: Vec<OfferInfo>,
	/// Where the next page begins; `None` if this is the last.
	pub cursor: Option<crate::Cursor>,
}

/// Sums over certificates, in base units of one asset.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct AssetTotal {
	/// The asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::asset"))]
	pub asset: Asset,
	/// Income that can be claimed.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub claimable: Balance,
	/// All income so far.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub lifetime_income: Balance,
	/// Deposits that are not released.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub unreleased: Balance,
}

/// A payment that could not be made and waits for its payee.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct CreditInfo {
	/// The asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::asset"))]
	pub asset: Asset,
	/// The amount, in base units of the asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub amount: Balance,
	/// Who holds it.
	pub from: CreditSource,
}

/// Who holds a payment that could not be made, and pays it when its payee asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum CreditSource {
	/// The escrow: `RiskEscrow.withdraw_owed` pays it.
	Escrow,
	/// The market: `HashrateMarket.withdraw_credit` pays it.
	Market,
}

/// A settled day of a series.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct DayInfo {
	/// The day.
	pub day: Day,
	/// Units that were active on it.
	pub units: Units,
	/// The income that the miner paid for it, in base units of the reward asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub paid: Balance,
	/// The market average that was known when it was settled, if there was one.
	#[cfg_attr(feature = "std", serde(with = "crate::json::optional_decimal"))]
	pub average: Option<PerUnit>,
	/// The fraction of its slices that was released to the miner, from 0 to 1.
	#[cfg_attr(feature = "std", serde(with = "crate::json::decimal"))]
	pub released: FixedU128,
	/// What else is to be said of it.
	pub flags: DayFlags,
}

/// Marks of a settled day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct DayFlags {
	/// It counts for the miner's windows and runs.
	pub judged: bool,
	/// It paid too little.
	pub low: bool,
	/// It was paid late.
	pub late: bool,
	/// It was given up: it settled at zero.
	pub given_up: bool,
	/// It was settled while the series was frozen.
	pub frozen: bool,
}

/// What is known of the market average of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct AverageInfo {
	/// The average, in base units of the reward asset per unit; `None` if there is none.
	#[cfg_attr(feature = "std", serde(with = "crate::json::optional_decimal"))]
	pub value: Option<PerUnit>,
	/// The value that was fed but waits for `Governance.confirm_average`, if one does.
	#[cfg_attr(feature = "std", serde(with = "crate::json::optional_decimal"))]
	pub disputed: Option<PerUnit>,
}
