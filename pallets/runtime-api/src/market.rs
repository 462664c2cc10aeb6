//! The answers about the market: what can be bought now, what it costs, and what a buyer gets.

use crate::BlockNumber;
use alloc::vec::Vec;
use codec::{Decode, Encode};
use dmex_primitives::{
	Asset, AuctionId, Balance, Day, ItemId, NetworkId, OfferId, SeriesId, Units,
};
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::{Deserialize, Serialize};
use sp_runtime::{AccountId32, FixedU128};

/// What `listings` is to show: everything that meets all conditions that are given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(
	feature = "std",
	derive(Serialize, Deserialize),
	serde(rename_all = "camelCase", default, deny_unknown_fields)
)]
pub struct ListingsFilter {
	/// The network whose hashrate is sold.
	pub network: Option<NetworkId>,
	/// The series.
	pub series: Option<SeriesId>,
	/// How it is sold.
	pub kind: Option<SaleKind>,
	/// The most that a certificate may cost, in base units of its payment asset: the price of a
	/// listing; of an auction its least next bid, or its falling price, divided by the
	/// certificates of the lot and rounded up.
	#[cfg_attr(feature = "std", serde(with = "crate::json::optional_balance"))]
	pub max_price: Option<Balance>,
}

/// How certificates are for sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum SaleKind {
	/// One by one, at a fixed price.
	Listing,
	/// In an auction.
	Auction,
}

/// Where a page of `listings` ended. It means nothing but to the next call, with the same filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum ListingsCursor {
	/// The series and item of the last listing that was looked at.
	Listing(SeriesId, ItemId),
	/// The last auction that was looked at.
	Auction(AuctionId),
}

/// A page of what can be bought.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct ListingsPage {
	/// Certificates for sale at a fixed price.
	pub listings: Vec<ListedInfo>,
	/// Running auctions; they come after all listings.
	pub auctions: Vec<AuctionInfo>,
	/// Where the next page begins; `None` if this is the last. A page may be short, or empty, and
	/// yet not be the last.
	pub cursor: Option<ListingsCursor>,
}

/// A certificate that `HashrateMarket.buy` would sell now.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct ListedInfo {
	/// Its series.
	pub series: SeriesId,
	/// Its item in the series.
	pub item: ItemId,
	/// Its network.
	pub network: NetworkId,
	/// Who sells it.
	pub seller: AccountId32,
	/// Its price, fee included, in base units of the payment asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub price: Balance,
	/// The asset in which it is paid.
	#[cfg_attr(feature = "std", serde(with = "crate::json::asset"))]
	pub payment_asset: Asset,
	/// Whether it is sold for the first time, by its miner: then the price less the fee is its
	/// deposit in escrow.
	pub first_sale: bool,
	/// The last day on which it can be bought: before the listing expires and, if it was sold
	/// before, before its own last day.
	pub last_day: Day,
	/// Its units.
	pub units: Units,
	/// The days for which it earns in all.
	pub term_days: Day,
	/// The first day for which it earns: if it is a first sale and bought today, tomorrow.
	pub start_day: Day,
	/// The last day for which it earns, if a first sale is bought today.
	pub end_day: Day,
	/// The trading fee, as a part of the price.
	#[cfg_attr(feature = "std", serde(with = "crate::json::decimal"))]
	pub rate: FixedU128,
}

/// An auction that can be bid in, or bought from, now.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct AuctionInfo {
	/// Its id.
	pub auction: AuctionId,
	/// The series of its certificates.
	pub series: SeriesId,
	/// Its certificates: all of them are sold together, to one buyer.
	pub items: Vec<ItemId>,
	/// Their network.
	pub network: NetworkId,
	/// Who sells them.
	pub seller: AccountId32,
	/// The asset in which they are paid.
	#[cfg_attr(feature = "std", serde(with = "crate::json::asset"))]
	pub payment_asset: Asset,
	/// Whether they are sold for the first time, by their miner: then the price less the fee is
	/// their deposits in escrow, and their term starts on the day after the sale.
	pub first_sale: bool,
	/// How the price is found, with its numbers.
	pub kind: AuctionKindInfo,
	/// The highest bid so far.
	pub best_bid: Option<BidInfo>,
	/// The least next bid for the whole lot, in base units of the payment asset; `None` if the
	/// price falls.
	#[cfg_attr(feature = "std", serde(with = "crate::json::optional_balance"))]
	pub least_bid: Option<Balance>,
	/// The last block in which it takes bids; a late bid moves it.
	pub ends: BlockNumber,
	/// The last block to which late bids can move its end.
	pub latest: BlockNumber,
	/// The units of each certificate.
	pub units: Units,
	/// The days for which each certificate earns in all.
	pub term_days: Day,
	/// The earliest last day among its certificates; `None` in a first sale.
	pub end_day: Option<Day>,
	/// The trading fee, as a part of the price.
	#[cfg_attr(feature = "std", serde(with = "crate::json::decimal"))]
	pub rate: FixedU128,
}

/// How an auction finds its price. All amounts are for the whole lot, fee included, in base units
/// of the payment asset.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(
	feature = "std",
	derive(Serialize, Deserialize),
	serde(rename_all = "camelCase", rename_all_fields = "camelCase")
)]
pub enum AuctionKindInfo {
	/// Bids rise; the highest wins when it ends.
	English {
		/// The least that is accepted as a bid.
		#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
		reserve: Balance,
		/// Whoever bids at least this much buys at once, for exactly this.
		#[cfg_attr(feature = "std", serde(with = "crate::json::optional_balance"))]
		buy_now: Option<Balance>,
	},
	/// The price falls; whoever takes it first buys.
	Dutch {
		/// The price in the block in which it opened.
		#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
		start_price: Balance,
		/// The price in its last block.
		#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
		floor: Balance,
		/// The price in this block. Later ones are not higher.
		#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
		price: Balance,
	},
}

/// A bid whose money the market holds.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct BidInfo {
	/// Who bids.
	pub bidder: AccountId32,
	/// For the whole lot, in base units of the payment asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub amount: Balance,
}

/// An offer for a certificate; its money is with the market.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct OfferInfo {
	/// Its id, by which the owner of the certificate accepts it.
	pub offer: OfferId,
	/// The series of the certificate.
	pub series: SeriesId,
	/// The certificate.
	pub item: ItemId,
	/// Who made it.
	pub bidder: AccountId32,
	/// What it offers, fee included, in base units of the payment asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub amount: Balance,
	/// The asset in which it pays.
	#[cfg_attr(feature = "std", serde(with = "crate::json::asset"))]
	pub payment_asset: Asset,
	/// Whether the certificate was not sold yet when the offer was made.
	pub first_sale: bool,
	/// The last day on which it can be accepted: before it expires and, if the certificate was sold
	/// when it was made, before the certificate's own last day.
	pub last_day: Day,
	/// Whether it has expired or become void: it is never accepted then, and anyone may cancel
	/// it, which gives its money back.
	pub void: bool,
}

/// What buying listed certificates of one series would cost now, and what a buyer would have.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct QuoteInfo {
	/// The series of all of them.
	pub series: SeriesId,
	/// The asset in which they are paid.
	#[cfg_attr(feature = "std", serde(with = "crate::json::asset"))]
	pub payment_asset: Asset,
	/// Whether they are sold for the first time.
	pub first_sale: bool,
	/// The sum of their prices, in base units of the payment asset: what `max_total` of
	/// `HashrateMarket.buy` must not be less than.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub total: Balance,
	/// What of it is trading fees.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub fee: Balance,
	/// The rest: in a first sale the deposits in escrow, in a resale what the sellers get.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub net: Balance,
	/// What lies in escrow for them right after the purchase, in base units of the payment asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub unreleased: Balance,
	/// The earliest first day of a certificate: in a first sale that of all, tomorrow.
	pub start_day: Day,
	/// The latest last day of a certificate: in a first sale that of all.
	pub end_day: Day,
	/// Each certificate, in the order in which it was asked about.
	pub items: Vec<QuotedItem>,
	/// Each day from the next one that they release to the end, if every day is paid in full.
	pub days: Vec<QuotedDay>,
}

/// One certificate of a quote.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct QuotedItem {
	/// The certificate.
	pub item: ItemId,
	/// Who sells it.
	pub seller: AccountId32,
	/// Its price, fee included, in base units of the payment asset.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub price: Balance,
	/// The trading fee in it, rounded up.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub fee: Balance,
	/// The price less the fee: in a first sale its deposit in escrow, in a resale what the seller
	/// gets.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub net: Balance,
	/// The first day for which it earns; in a resale it may be over.
	pub start_day: Day,
	/// The last day for which it earns.
	pub end_day: Day,
}

/// A day of a quote, summed over its certificates.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct QuotedDay {
	/// The day. In a resale the first ones may be over, if their income is not paid yet.
	pub day: Day,
	/// What the day releases if it is paid in full, in base units of the payment asset: the
	/// miner's, less the insurance pool's part.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub release: Balance,
	/// What the holder gets back if this is the last day that is settled.
	pub floor: FloorInfo,
}

/// What a holder gets back, without any further income, if the miner settles no later day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct FloorInfo {
	/// What of the deposits is not released by then, in base units of the payment asset. What
	/// certificates that have ended by then left to their holder is in it.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub refund: Balance,
	/// The least share of the miner's slashed pledge, in base units of DMC, if the breach is
	/// reported and ends the series before a later day is settled. A vote that saves the series, a
	/// declared event, and days that are settled with little or no income in time leave less, or
	/// nothing.
	#[cfg_attr(feature = "std", serde(with = "crate::json::balance"))]
	pub slash: Balance,
}
