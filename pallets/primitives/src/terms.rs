//! What an application, a series and a certificate are to the pallets above the one that owns them.

use crate::{ApplicationId, Asset, AuctionId, Balance, Name, NetworkId, PerUnit, Units, Uri};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// What an approved application promises, and its network's rates of today.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ApplicationTerms<AccountId> {
	/// Who promises the units.
	pub miner: AccountId,
	/// The mined chain.
	pub network: NetworkId,
	/// The network's symbol, such as `BTC`.
	pub symbol: Name,
	/// The network's unit, such as `TH/s`.
	pub unit: Name,
	/// The miner's node or pool identity.
	pub node_id: Name,
	/// What income is paid in.
	pub reward_asset: Asset,
	/// What certificates are priced and escrowed in.
	pub payment_asset: Asset,
	/// The voted floor: base units of the payment asset per unit and day.
	pub min_price_per_unit_day: Balance,
	/// Expected income: base units of the reward asset per unit and day.
	pub expected_revenue: PerUnit,
	/// The network's pledge today: base units of DMC per unit and day of term.
	pub pledge_per_unit_day: Balance,
	/// The network's channel fee today: base units of DMC per unit, once, at minting.
	pub channel_fee_per_unit: Balance,
}

/// What all certificates of a series have in common. None of the terms ever changes;
/// `frozen` and `terminated` are written down by the escrow.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct SeriesTerms<AccountId> {
	/// The application whose quota the series uses.
	pub application: ApplicationId,
	/// Who promises the units.
	pub miner: AccountId,
	/// The mined chain.
	pub network: NetworkId,
	/// Units per certificate.
	pub units: Units,
	/// Term in days.
	pub term: u32,
	/// What certificates are priced and escrowed in.
	pub payment_asset: Asset,
	/// What income is paid in.
	pub reward_asset: Asset,
	/// The voted floor: base units of the payment asset per unit and day.
	pub min_price_per_unit_day: Balance,
	/// Expected income: base units of the reward asset per unit and day.
	pub expected_revenue: PerUnit,
	/// Pledge, fixed at creation: base units of DMC per unit and day of term.
	pub pledge_rate: Balance,
	/// A breach vote or a declared event is open.
	pub frozen: bool,
	/// The series ended by a vote.
	pub terminated: bool,
}

/// Why a certificate cannot move. A certificate has at most one lock.
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
pub enum Lock {
	/// For sale at a fixed price.
	#[codec(index = 0)]
	Listed,
	/// In the lot of this auction.
	#[codec(index = 1)]
	Auctioned(AuctionId),
	/// Pledged for a loan.
	#[codec(index = 2)]
	Collateral,
	/// Staked.
	#[codec(index = 3)]
	Staked,
}

/// A certificate as the pallets above see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CertificateInfo<AccountId> {
	/// Its holder; the miner while it is unsold.
	pub owner: AccountId,
	/// Whether its first sale has happened.
	pub sold: bool,
	/// What holds it in place.
	pub lock: Option<Lock>,
}

/// Where the evidence for something that happened off chain lies.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Evidence {
	/// Hash of the document.
	pub hash: [u8; 32],
	/// Where the document lies, UTF-8.
	pub uri: Uri,
}
