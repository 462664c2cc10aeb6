//! Applications, series and certificates as the pallets above their own see them.

use crate::{ApplicationId, Asset, AuctionId, Balance, Day, Name, NetworkId, PerUnit, Units, Uri};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_arithmetic::{traits::EnsureMul, ArithmeticError};

/// The promise of an approved application, and its network's rates of today.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ApplicationTerms<AccountId> {
	/// The account that promises the units.
	pub miner: AccountId,
	/// The mined chain.
	pub network: NetworkId,
	/// The network's symbol, such as `BTC`.
	pub symbol: Name,
	/// The network's unit, such as `TH/s`.
	pub unit: Name,
	/// The miner's node or pool identity.
	pub node_id: Name,
	/// Asset of income.
	pub reward_asset: Asset,
	/// Asset of prices and deposits.
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

/// The terms that all certificates of a series share. None of them ever changes but the marks
/// `frozen` and `terminated`, which the escrow sets.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct SeriesTerms<AccountId> {
	/// The application whose quota the series uses.
	pub application: ApplicationId,
	/// The account that promises the units.
	pub miner: AccountId,
	/// The mined chain.
	pub network: NetworkId,
	/// Units per certificate.
	pub units: Units,
	/// Term in days.
	pub term: u32,
	/// Asset of prices and deposits.
	pub payment_asset: Asset,
	/// Asset of income.
	pub reward_asset: Asset,
	/// The voted floor: base units of the payment asset per unit and day.
	pub min_price_per_unit_day: Balance,
	/// Expected income: base units of the reward asset per unit and day.
	pub expected_revenue: PerUnit,
	/// Pledge, fixed at creation: base units of DMC per unit and day of term.
	pub pledge_rate: Balance,
	/// A breach vote or a declared event is open.
	pub frozen: bool,
	/// A vote terminated the series.
	pub terminated: bool,
}

impl<AccountId> SeriesTerms<AccountId> {
	/// The units of `certificates` of the series.
	pub fn units_of(&self, certificates: u32) -> Result<Units, ArithmeticError> {
		self.units.ensure_mul(certificates.into())
	}

	/// The pledge that `certificates` of the series require, in base units of DMC: an exact product.
	pub fn pledge(&self, certificates: u32) -> Result<Balance, ArithmeticError> {
		let units = Balance::from(self.units_of(certificates)?);
		units.ensure_mul(self.term.into())?.ensure_mul(self.pledge_rate)
	}

	/// The last day of the certificates that start on `start`.
	pub fn last_day(&self, start: Day) -> Day {
		last_day(start, self.term)
	}
}

/// The last of `term` days that start on `start`. The first sale checks that it exists.
pub fn last_day(start: Day, term: u32) -> Day {
	start.saturating_add(term).saturating_sub(1)
}

/// Reason why a certificate cannot move. A certificate has at most one lock.
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
	/// Holder of the certificate; the miner while it is unsold.
	pub owner: AccountId,
	/// Whether its first sale has happened.
	pub sold: bool,
	/// Lock of the certificate; `None` if it has none.
	pub lock: Option<Lock>,
}

/// Where the evidence for something that happened off chain is found.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
#[cfg_attr(
	feature = "std",
	derive(serde::Serialize, serde::Deserialize),
	serde(rename_all = "camelCase")
)]
pub struct Evidence {
	/// Hash of the document.
	#[cfg_attr(feature = "std", serde(with = "crate::json::hash"))]
	pub hash: [u8; 32],
	/// Where the document is found, UTF-8.
	#[cfg_attr(feature = "std", serde(with = "crate::json::text"))]
	pub uri: Uri,
}
