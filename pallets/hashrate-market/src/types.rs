//! What is stored about sales. Blocks are numbers of blocks of this chain.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use dmex_primitives::{Balance, Day, FeeSplit, ItemId, Items, SeriesId};
use scale_info::TypeInfo;
use sp_runtime::Permill;

/// [`Listing`] with the accounts of the runtime.
pub type ListingOf<T> = Listing<<T as frame_system::Config>::AccountId>;
/// [`Auction`] with the accounts of the runtime.
pub type AuctionOf<T> = Auction<<T as frame_system::Config>::AccountId>;
/// [`Offer`] with the accounts of the runtime.
pub type OfferOf<T> = Offer<<T as frame_system::Config>::AccountId>;

/// What a sale costs: in force when it was opened, and kept until it is over.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct FeeTerms {
	/// The trading fee, as a part of the price.
	pub rate: Permill,
	/// How the fee will be divided.
	pub split: FeeSplit,
}

/// One certificate for sale at a fixed price. In force while its certificate is locked as listed.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Listing<AccountId> {
	/// Who listed it, and owns it as long as it is locked.
	pub seller: AccountId,
	/// Base units of the series' payment asset, fee included.
	pub price: Balance,
	/// The first day on which it can no longer be bought.
	pub expires: Day,
	/// The fee, fixed when it was listed.
	pub fees: FeeTerms,
}

/// How an auction finds its price. All amounts are totals of the lot, in base units of the series'
/// payment asset, fee included.
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
	/// Bids rise; the highest wins when it ends.
	#[codec(index = 0)]
	English {
		/// The least that is accepted as a bid.
		reserve: Balance,
		/// Whoever bids at least this much buys at once, for exactly this.
		buy_now: Option<Balance>,
	},
	/// The price falls; whoever takes it first buys.
	#[codec(index = 1)]
	Dutch {
		/// The price in the block in which it opens.
		start_price: Balance,
		/// The price in its last block.
		floor: Balance,
	},
}

/// A bid that stands: its money is in the market's account.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Bid<AccountId> {
	/// Who bids.
	pub bidder: AccountId,
	/// For the whole lot, in base units of the series' payment asset.
	pub amount: Balance,
}

/// When an auction is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Schedule {
	/// The block in which it opened.
	pub opened: u32,
	/// The last block in which it takes bids.
	pub ends: u32,
	/// The last block that it opened with.
	pub planned: u32,
	/// The last block to which bids can move `ends`.
	pub latest: u32,
	/// A bid in so many last blocks moves `ends` by as many.
	pub window: u32,
}

/// A lot of certificates of one series, sold together to one buyer.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Auction<AccountId> {
	/// Who sells, and owns the certificates as long as they are locked.
	pub seller: AccountId,
	/// The series of all of them.
	pub series: SeriesId,
	/// The certificates: all unsold, or all sold before.
	pub items: Items,
	/// The earliest last day among certificates that were sold before; nothing in a first sale.
	pub last_day: Option<Day>,
	/// How the price is found.
	pub kind: AuctionKind,
	/// When it is open.
	pub schedule: Schedule,
	/// By what part a bid must exceed the one before, fixed when it was opened.
	pub step: Permill,
	/// The fee, fixed when it was opened.
	pub fees: FeeTerms,
	/// How often the series had been frozen when it was opened.
	pub freezes: u16,
	/// The highest bid so far.
	pub best: Option<Bid<AccountId>>,
}

/// A bid for one certificate that is not for sale, whoever owns it. Its money is in the market's
/// account.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Offer<AccountId> {
	/// Who offers.
	pub bidder: AccountId,
	/// The series of the certificate.
	pub series: SeriesId,
	/// The certificate.
	pub item: ItemId,
	/// Base units of the series' payment asset, fee included.
	pub amount: Balance,
	/// The first day on which it can no longer be accepted.
	pub expires: Day,
	/// Whether it is for a certificate that was not sold yet.
	pub first_sale: bool,
	/// How often the series had been frozen when it was made.
	pub freezes: u16,
	/// The fee, fixed when it was made.
	pub fees: FeeTerms,
}

impl<AccountId> Listing<AccountId> {
	/// Whether it can no longer be bought on `today`.
	pub fn expired(&self, today: Day) -> bool {
		today >= self.expires
	}
}

impl<AccountId> Offer<AccountId> {
	/// Whether it can no longer be accepted on `today`.
	pub fn expired(&self, today: Day) -> bool {
		today >= self.expires
	}
}

impl<AccountId> Auction<AccountId> {
	/// How many certificates are in the lot.
	pub fn size(&self) -> u32 {
		self.items.len() as u32
	}

	/// Whether its certificates were never sold before.
	pub fn is_first_sale(&self) -> bool {
		self.last_day.is_none()
	}
}
