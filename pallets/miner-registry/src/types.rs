//! Records of the registry.

use alloc::string::String;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
#[cfg(feature = "std")]
use dmex_primitives::json;
use dmex_primitives::{
	text::{is_readable, is_uri},
	Asset, Balance, Day, Name, NetworkId, PerUnit, ReferendumIndex, Units, Uri,
};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// Maximum number of applications put to the vote or approved of one miner.
pub const MAX_LIVE_APPLICATIONS: u32 = 16;
/// Maximum number of identities that are remembered of an account.
pub const MAX_KNOWN_IDENTITIES: u32 = 4;
/// Maximum number of assets in which new applications may be priced, DMC included.
pub const MAX_PAYMENT_ASSETS: u32 = 16;
/// Maximum pledge, fee, payout or price per unit, in base units. With 10^9 units and 540 days it
/// makes 5.4 × 10^35, which `u128` holds six hundred times over.
pub const MAX_RATE: Balance = 1_000_000_000_000_000_000_000_000;
/// Least maximum change of market averages that a network may have, in per cent.
pub const LEAST_MAX_CHANGE: u32 = 110;
/// Greatest maximum change of market averages that a network may have, in per cent.
pub const GREATEST_MAX_CHANGE: u32 = 1_000;

/// Rates of a network, which Admin may change.
#[derive(
	Clone,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NetworkRates {
	/// Pledge per unit and day of term, in base units of DMC. A series keeps the rate of the day on
	/// which it was created.
	pub pledge_per_unit_day: Balance,
	/// Channel fee per unit, charged once at minting, in base units of DMC.
	pub channel_fee_per_unit: Balance,
	/// Minimum income that a payout sends to a holder, in base units of the reward asset.
	pub min_payout: Balance,
}

/// A mined chain whose hashrate may be sold.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct NetworkRecord {
	/// Symbol of the network, such as `BTC`.
	pub symbol: Name,
	/// Unit of hashrate, such as `TH/s`.
	pub unit: Name,
	/// Asset in which income is paid.
	pub reward_asset: Asset,
	/// Rates, which may change.
	pub rates: NetworkRates,
	/// Whether Admin closed the network to applications, series, minting and first sales, for ever.
	pub closed: bool,
}

impl NetworkRecord {
	/// Whether both networks are open and have the same symbol and unit.
	pub fn is_same_open_one(&self, other: &Self) -> bool {
		!self.closed && !other.closed && self.symbol == other.symbol && self.unit == other.unit
	}
}

/// A network in a chain specification.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisNetwork {
	/// Symbol of the network, such as `BTC`.
	pub symbol: String,
	/// Unit of hashrate, such as `TH/s`.
	pub unit: String,
	/// Asset in which income is paid.
	pub reward_asset: Asset,
	/// Rates with which the network starts.
	pub rates: NetworkRates,
	/// Maximum change from one market average to the next without the council's confirmation, in
	/// per cent of the smaller of the two.
	pub max_change: u32,
	/// Average with which the first market average is compared: base units of the reward asset per
	/// unit and day, times 10^18.
	pub opening_average: PerUnit,
}

impl GenesisNetwork {
	/// Record as it is stored; `None` if a text is too long.
	pub fn to_record(&self) -> Option<NetworkRecord> {
		Some(NetworkRecord {
			symbol: self.symbol.as_bytes().to_vec().try_into().ok()?,
			unit: self.unit.as_bytes().to_vec().try_into().ok()?,
			reward_asset: self.reward_asset.clone(),
			rates: self.rates.clone(),
			closed: false,
		})
	}
}

/// Sums of the money that the pallet's account holds for others, in base units of DMC.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct CustodyTotals {
	/// Deposits of the applications that are put to the vote.
	pub deposits: Balance,
	/// Pledges of the approved applications.
	pub pledges: Balance,
}

/// Legal form of a miner.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum MinerKind {
	/// A legal entity.
	#[codec(index = 0)]
	Company,
	/// A natural person.
	#[codec(index = 1)]
	Individual,
}

/// Disclosure of a miner about itself. Personal data stays off chain, in the identity documents,
/// which name the account.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct Disclosure {
	/// Legal form: company or individual.
	pub kind: MinerKind,
	/// Name of the miner, readable UTF-8.
	#[cfg_attr(feature = "std", serde(with = "json::text"))]
	pub name: Name,
	/// Location of the machines, readable UTF-8.
	#[cfg_attr(feature = "std", serde(with = "json::text"))]
	pub location: Name,
	/// Node or pool identity by which anyone can watch the hashrate, readable UTF-8.
	#[cfg_attr(feature = "std", serde(with = "json::text"))]
	pub node_id: Name,
	/// Hash of the identity documents.
	#[cfg_attr(feature = "std", serde(with = "json::hash"))]
	pub evidence_hash: [u8; 32],
	/// URI of the identity documents, UTF-8 with a known scheme such as `https`.
	#[cfg_attr(feature = "std", serde(with = "json::text"))]
	pub uri: Uri,
}

impl Disclosure {
	/// Whether name, location and node id show what they say.
	pub fn is_readable(&self) -> bool {
		is_readable(&self.name) && is_readable(&self.location) && is_readable(&self.node_id)
	}

	/// Whether the URI is an address of a known kind.
	pub fn has_uri(&self) -> bool {
		is_uri(&self.uri)
	}
}

/// Offer of a miner in an application. It never changes.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Offer {
	/// The mined chain.
	pub network: NetworkId,
	/// All units of the machines: disclosed, never sold.
	pub total_units: Units,
	/// Quota: the maximum number of units that may be live together.
	pub effective_units: Units,
	/// Expected income per unit and day, in base units of the reward asset.
	pub expected_revenue: PerUnit,
	/// Asset in which certificates are priced.
	pub payment_asset: Asset,
	/// Lowest price per unit and day, in base units of the payment asset.
	pub min_price_per_unit_day: Balance,
}

/// State of an application.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum ApplicationStatus {
	/// DMC holders vote on it, or the vote is over and nobody has concluded it.
	#[codec(index = 0)]
	Voting,
	/// The vote passed, and the quota is open.
	#[codec(index = 1)]
	Approved,
	/// The vote did not pass, or was cancelled.
	#[codec(index = 2)]
	Rejected,
	/// The miner withdrew it during the vote.
	#[codec(index = 3)]
	Withdrawn,
	/// The miner closed it after approval.
	#[codec(index = 4)]
	Closed,
}

impl ApplicationStatus {
	/// Whether the application counts towards the maximum number of its miner.
	pub fn is_live(self) -> bool {
		matches!(self, Self::Voting | Self::Approved)
	}
}

/// A miner's request for a quota of units on one network.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct ApplicationRecord<AccountId> {
	/// The miner who applied.
	pub miner: AccountId,
	/// Disclosure of the miner about itself.
	pub disclosure: Disclosure,
	/// Offer of the miner.
	pub offer: Offer,
	/// State of the application.
	pub status: ApplicationStatus,
	/// Referendum that decides.
	pub referendum: ReferendumIndex,
	/// Deposit charged on the day of applying, in base units of DMC. It is in the pallet's account
	/// while the status is `Voting`, and paid out afterwards.
	pub deposit: Balance,
	/// Part of the deposit that a failed application loses, fixed on the day of applying.
	pub kept: Balance,
	/// Day of applying.
	pub applied_on: Day,
}

/// Public record of a miner.
#[derive(Clone, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct MinerRecord {
	/// Number of days that the miner settled, whatever it paid, over all series. Days that were
	/// written off are not among them.
	pub days_settled: u32,
	/// Number of those for which the miner paid something.
	pub days_paid: u32,
	/// Number of assessed days that were settled late, written-off ones included.
	pub days_late: u32,
	/// Number of assessed days that were underpaid, written-off ones included.
	pub days_underpaid: u32,
	/// Number of breaches that were reported and proven.
	pub breaches: u32,
	/// Number of series that were terminated after a breach.
	pub slashes: u32,
	/// Number of series that are frozen now, because of a breach or a declared event.
	pub frozen_series: u32,
	/// Whether a series was terminated after a breach and Admin has not cleared the miner since.
	pub defaulted: bool,
	/// Whether Admin banned the miner.
	pub banned: bool,
	/// First day on which the miner may apply again.
	pub cooldown_expires_on: Day,
}

impl MinerRecord {
	/// Whether the record lets the miner apply, open series, mint and make first sales: it is neither
	/// in default nor banned. Its identity may be banned nevertheless.
	pub fn may_sell(&self) -> bool {
		!self.defaulted && !self.banned
	}
}
