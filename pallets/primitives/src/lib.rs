//! Ids, units and roles of DMEX, defined once, and the small traits by which its pallets meet.
//!
//! No pallet of DMEX depends on another: a pallet that needs something of a neighbour asks for
//! a trait of this crate, and only the runtime joins the two. Calls go down in rank
//! (market → escrow → certificates → registry → calendar, governance), never up.
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod arithmetic;
pub mod backing;
pub mod case;
pub mod fees;
pub mod glue;
pub mod identity;
pub mod insurance;
#[cfg(feature = "std")]
pub mod json;
pub mod lien;
mod mock;
pub mod payments;
pub mod places;
pub mod sweep;
pub mod terms;
pub mod text;

pub use arithmetic::ratio;
pub use backing::Backing;
pub use case::Case;
pub use fees::{FeeShares, FeeSplit, ProtocolFees};
pub use glue::{
	Attributes, AverageSettings, AverageStatus, CertificateView, Certificates, Clock,
	CommunityVote, DayCounts, Escrow, Locks, MarketAverages, MinerRecords, NetworkView, OnNewDay,
	OracleFeeds, Pledges, Quotas, Seed, VoteOutcome,
};
pub use identity::{identity_id, Attestation, AttestedIdentity, Identities, IdentityId};
pub use insurance::{
	Exposure, Holders, Insured, InsuredCertificate, InsuredCertificates, InsuredSeries,
	InsuredState, Outstanding, MAX_INCIDENT_AGE, MAX_SALE_DAYS,
};
pub use lien::{
	Foreclosures, Lien, LienProceeds, LienShare, Liens, LoanId, Proceeds, Secured,
	SoldCertificates, MAX_COLLATERAL_ASSETS,
};
pub use payments::{preservation, try_alone, PayOrCredit};
pub use sweep::{next_in_turn, Sweep, ITEMS_PER_TURN};
pub use terms::{last_day, ApplicationTerms, CertificateInfo, Evidence, Lock, SeriesTerms};

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::FixedU128;

/// An amount of money in base units of its asset (1 DMC = 10^12 base units).
pub type Balance = u128;
/// Kind of money: the native token DMC, or an asset of `pallet-assets`.
pub use frame_support::traits::fungible::NativeOrWithId;
/// DMC is `Asset::Native`; every other asset is `Asset::WithId`.
pub type Asset = NativeOrWithId<u32>;
/// A mined chain whose hashrate is sold. Ids count from 0 and stay below [`MAX_NETWORKS`].
pub type NetworkId = u32;
/// A miner's request for a quota of units. Ids count from 0 and are never reused, as all below.
pub type ApplicationId = u32;
/// Certificates alike in everything but start day; also the id of their collection.
pub type SeriesId = u32;
/// One certificate of a series.
pub type ItemId = u32;
/// An auction of certificates.
pub type AuctionId = u32;
/// An offer for a certificate.
pub type OfferId = u32;
/// A claim to the insurance pool.
pub type ClaimId = u32;
/// An amount of effective hashrate, in whole units of its network (TiB, TH/s, MH/s).
pub type Units = u64;
/// A day of the chain: `floor(timestamp / day length)`.
pub type Day = u32;
/// A referendum of `pallet-democracy`.
pub type ReferendumIndex = u32;
/// Base units of the reward asset per unit and day.
pub type PerUnit = FixedU128;

/// Maximum number of networks that are ever registered.
pub const MAX_NETWORKS: u32 = 16;
/// Maximum number of certificates in the list of a call.
pub const MAX_ITEMS: u32 = 100;
/// Maximum number of units of an application.
pub const MAX_UNITS: Units = 1_000_000_000;

/// A list of certificates in a call.
pub type Items = BoundedVec<ItemId, ConstU32<MAX_ITEMS>>;
/// Names, locations and node or pool identities, UTF-8.
pub type Name = BoundedVec<u8, ConstU32<64>>;
/// Address of a document, UTF-8.
pub type Uri = BoundedVec<u8, ConstU32<256>>;

/// Feed of an oracle operator for a network: a closed day and its income per unit.
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
	PartialOrd,
	Ord,
)]
pub struct DayValue {
	/// The closed day that the value is of.
	pub day: Day,
	/// All income earned in that day, vested or not, in base units of the reward asset per unit.
	pub value: PerUnit,
}
