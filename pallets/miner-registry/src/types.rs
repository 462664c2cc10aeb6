//! What the registry stores.

use alloc::string::String;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use dmex_primitives::{Asset, Balance, Day, Name, NetworkId, PerUnit, ReferendumIndex, Units, Uri};
use scale_info::TypeInfo;

/// Applications put to the vote or approved that one miner may have.
pub const MAX_LIVE_APPLICATIONS: u32 = 16;
/// Assets that new applications may be priced in, DMC included.
pub const MAX_PAYMENT_ASSETS: u32 = 16;
/// The highest pledge, fee, payout or price per unit, in base units. With 10^9 units and 540 days
/// it makes 5.4 × 10^35, which `u128` holds six hundred times over.
pub const MAX_RATE: Balance = 1_000_000_000_000_000_000_000_000;

/// What governance may change about a network.
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
	serde::Serialize,
	serde::Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NetworkRates {
	/// Base units of DMC per unit and day of term. A series keeps the rate it was created with.
	pub pledge_per_unit_day: Balance,
	/// Base units of DMC per unit, once, at minting.
	pub channel_fee_per_unit: Balance,
	/// Base units of the reward asset below which income is not pushed to holders.
	pub min_payout: Balance,
}

/// A mined chain whose hashrate may be sold.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct NetworkRecord {
	/// Its symbol, such as `BTC`.
	pub symbol: Name,
	/// Its unit, such as `TH/s`.
	pub unit: Name,
	/// What income is paid in.
	pub reward_asset: Asset,
	/// What may change.
	pub rates: NetworkRates,
}

/// A network in a chain specification.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisNetwork {
	/// Its symbol, such as `BTC`.
	pub symbol: String,
	/// Its unit, such as `TH/s`.
	pub unit: String,
	/// What income is paid in.
	pub reward_asset: Asset,
	/// The rates it starts with.
	pub rates: NetworkRates,
}

impl GenesisNetwork {
	/// As it is stored; nothing when a text is too long.
	pub fn to_record(&self) -> Option<NetworkRecord> {
		Some(NetworkRecord {
			symbol: self.symbol.as_bytes().to_vec().try_into().ok()?,
			unit: self.unit.as_bytes().to_vec().try_into().ok()?,
			reward_asset: self.reward_asset.clone(),
			rates: self.rates.clone(),
		})
	}
}

/// What a miner is in law.
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
pub enum MinerKind {
	/// A legal entity.
	#[codec(index = 0)]
	Company,
	/// A natural person.
	#[codec(index = 1)]
	Individual,
}

/// What a miner discloses about itself. Personal data stays off chain, in the document that
/// `evidence_hash` and `uri` point to and that names the account.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Dossier {
	/// Company or individual.
	pub kind: MinerKind,
	/// What the miner calls itself, UTF-8.
	pub name: Name,
	/// Where the machines stand, UTF-8.
	pub location: Name,
	/// The node or pool identity by which anyone can watch the hashrate, UTF-8.
	pub node_id: Name,
	/// Hash of the identity dossier.
	pub evidence_hash: [u8; 32],
	/// Where the identity dossier lies, UTF-8.
	pub uri: Uri,
}

impl Dossier {
	/// Whether every text can be shown.
	pub fn is_readable(&self) -> bool {
		is_readable(&self.name)
			&& is_readable(&self.location)
			&& is_readable(&self.node_id)
			&& is_readable(&self.uri)
	}
}

/// Whether `text` is UTF-8, not empty, and free of control characters.
pub fn is_readable(text: &[u8]) -> bool {
	core::str::from_utf8(text).is_ok_and(|t| !t.is_empty() && !t.chars().any(char::is_control))
}

/// What a miner offers in an application. Never changes.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Offer {
	/// The mined chain.
	pub network: NetworkId,
	/// Units that the machines have in all; disclosed, never sold.
	pub total_units: Units,
	/// The quota: units that may be live at once.
	pub effective_units: Units,
	/// Base units of the reward asset per unit and day.
	pub expected_revenue: PerUnit,
	/// What certificates are priced in.
	pub payment_asset: Asset,
	/// The floor: base units of the payment asset per unit and day.
	pub min_price_per_unit_day: Balance,
}

/// Where an application stands.
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
pub enum ApplicationStatus {
	/// Put to the vote, or the vote is over and nobody has concluded it.
	#[codec(index = 0)]
	Voting,
	/// The quota is open.
	#[codec(index = 1)]
	Approved,
	/// The vote did not pass.
	#[codec(index = 2)]
	Rejected,
	/// Withdrawn by the miner during the vote.
	#[codec(index = 3)]
	Withdrawn,
	/// Approved, and later given up by the miner.
	#[codec(index = 4)]
	Closed,
}

impl ApplicationStatus {
	/// Whether the application counts among those its miner may have at once.
	pub fn is_live(self) -> bool {
		matches!(self, Self::Voting | Self::Approved)
	}
}

/// A miner's request for a quota of units on one network.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct ApplicationRecord<AccountId> {
	/// Who applied.
	pub miner: AccountId,
	/// Who the miner says it is.
	pub dossier: Dossier,
	/// What it offers.
	pub offer: Offer,
	/// Where it stands.
	pub status: ApplicationStatus,
	/// The referendum that decides.
	pub referendum: ReferendumIndex,
	/// What was taken on the day of applying, in base units of DMC; in the pallet's account while
	/// the status is `Voting`, and paid out since.
	pub deposit: Balance,
	/// The part of the deposit that failing costs, fixed on the day of applying.
	pub kept: Balance,
	/// The day of applying.
	pub applied_on: Day,
}

/// What is publicly known of a miner.
#[derive(Clone, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct MinerRecord {
	/// Days that it settled, whatever it paid, over all series.
	pub paid_days: u32,
	/// Judged days that were settled late, given-up ones included.
	pub late_days: u32,
	/// Judged days that paid too little, given-up ones included.
	pub low_days: u32,
	/// Breaches that were reported and proven.
	pub breaches: u32,
	/// Series terminated after a breach.
	pub slashes: u32,
	/// Series that are frozen now, by a breach or a declared event.
	pub frozen_series: u32,
	/// A series was terminated after a breach, and the DAO has not cleared the miner.
	pub defaulted: bool,
	/// The DAO banned the miner.
	pub banned: bool,
	/// The first day on which the miner may apply again.
	pub cooldown_until: Day,
}

impl MinerRecord {
	/// Whether the miner may apply, open series, mint, and sell for the first time.
	pub fn may_sell(&self) -> bool {
		!self.defaulted && !self.banned
	}
}
