//! Records of sales. Blocks are block numbers of this chain.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use dmex_primitives::{Asset, Balance, Day, FeeSplit, ItemId, Items, SeriesId};
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::{Deserialize, Serialize};
use sp_runtime::Permill;

/// [`Listing`] with the accounts of the runtime.
pub type ListingOf<T> = Listing<<T as frame_system::Config>::AccountId>;
/// [`Auction`] with the accounts of the runtime.
pub type AuctionOf<T> = Auction<<T as frame_system::Config>::AccountId>;
/// [`Offer`] with the accounts of the runtime.
pub type OfferOf<T> = Offer<<T as frame_system::Config>::AccountId>;

/// Trading fee of a sale, in force when it was opened and kept until it is over.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct FeeTerms {
	/// Trading fee, as a part of the price.
	pub rate: Permill,
	/// Division of the fee among insurance pool, treasury and burning.
	pub split: FeeSplit,
}

/// A certificate for sale at a fixed price, in force while the certificate is locked as listed.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Listing<AccountId> {
	/// Account that listed it, and owns it as long as it is locked.
	pub seller: AccountId,
	/// Price in base units of the series' payment asset, fee included.
	pub price: Balance,
	/// First day on which it can no longer be bought.
	pub expires_on: Day,
	/// Trading fee, fixed when it was listed.
	pub fees: FeeTerms,
}

/// Way in which an auction finds its price. All amounts are for the whole lot, in base units of the
/// series' payment asset, fee included.
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
pub enum AuctionKind {
	/// Bids rise; the highest wins when the auction ends.
	#[codec(index = 0)]
	English {
		/// Minimum bid.
		reserve: Balance,
		/// Price for which a bid of at least this amount buys immediately.
		buy_now: Option<Balance>,
	},
	/// The price falls from block to block; the first who accepts it buys.
	#[codec(index = 1)]
	Dutch {
		/// Price in the block in which the auction opens.
		start_price: Balance,
		/// Price in its last block.
		floor: Balance,
	},
}

/// The highest bid of an auction; its money is in the market's account.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct Bid<AccountId> {
	/// Account that bids.
	pub bidder: AccountId,
	/// Amount for the whole lot, in base units of the series' payment asset.
	#[cfg_attr(feature = "std", serde(with = "dmex_primitives::json::balance"))]
	pub amount: Balance,
	/// Least deposit of each certificate that must be unreleased when the lot is delivered, in base
	/// units of the same asset.
	#[cfg_attr(feature = "std", serde(with = "dmex_primitives::json::balance"))]
	pub min_unreleased: Balance,
}

/// Blocks in which an auction is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Schedule {
	/// Block in which it opened.
	pub opened: u32,
	/// Last block in which it takes bids.
	pub ends: u32,
	/// Last block without extensions.
	pub planned: u32,
	/// Last block to which bids can move `ends`.
	pub latest: u32,
	/// Closing window: the number of last blocks in which a bid moves `ends`, and by which it does.
	pub window: u32,
}

/// A lot of certificates of one series, sold together to one buyer.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Auction<AccountId> {
	/// Account that sells, and owns the certificates as long as they are locked.
	pub seller: AccountId,
	/// Series of the certificates.
	pub series: SeriesId,
	/// Certificates: all unsold, or all sold before.
	pub items: Items,
	/// Earliest last day of certificates that were sold before; `None` in a first sale.
	pub last_day: Option<Day>,
	/// Least deposit that is certainly unreleased of each certificate on the last day on which the
	/// auction can end, in base units of the series' payment asset; zero in a first sale, whose price
	/// is the deposit.
	pub min_unreleased: Balance,
	/// Way in which the price is found.
	pub kind: AuctionKind,
	/// Blocks in which it is open.
	pub schedule: Schedule,
	/// Block in which the chain settles it: its last one, or a later one while its sale waits.
	pub due: u32,
	/// Part by which a bid must exceed the one before, fixed when the auction was opened.
	pub step: Permill,
	/// Trading fee, fixed when the auction was opened.
	pub fees: FeeTerms,
	/// Number of freezes of the series before the auction was opened.
	pub freezes: u16,
	/// Highest bid so far.
	pub best: Option<Bid<AccountId>>,
}

/// A bid for one certificate that is not for sale, whoever owns it. Its money is in the market's
/// account.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Offer<AccountId> {
	/// Account that offers.
	pub bidder: AccountId,
	/// Series of the certificate.
	pub series: SeriesId,
	/// Certificate in the series.
	pub item: ItemId,
	/// Payment asset of the series, which may be removed before the offer ends.
	pub payment_asset: Asset,
	/// Amount in base units of the payment asset, fee included.
	pub amount: Balance,
	/// Deposit for its record in base units of DMC, which is returned with its end.
	pub deposit: Balance,
	/// First day on which it can no longer be accepted.
	pub expires_on: Day,
	/// Least deposit of the certificate that must be unreleased when it is accepted, in base units of
	/// the payment asset.
	pub min_unreleased: Balance,
	/// Whether it is for a certificate that was not sold yet.
	pub first_sale: bool,
	/// Number of freezes of the series before the offer was made.
	pub freezes: u16,
	/// Trading fee, fixed when the offer was made.
	pub fees: FeeTerms,
}

impl<AccountId> Offer<AccountId> {
	/// What must not have changed since it was made: whether its certificate is unsold, and the number
	/// of freezes.
	pub fn made_for(&self) -> (bool, u16) {
		(self.first_sale, self.freezes)
	}
}

impl<AccountId> Auction<AccountId> {
	/// Number of certificates in the lot.
	pub fn size(&self) -> u32 {
		self.items.len() as u32
	}

	/// Whether its certificates are unsold.
	pub fn is_first_sale(&self) -> bool {
		self.last_day.is_none()
	}
}
