//! The answers about the market: what can be bought now, what it costs, and what a buyer gets.

use crate::{Bid, BlockNumber};
use alloc::vec::Vec;
use codec::{Decode, Encode};
#[cfg(feature = "std")]
use dmex_primitives::json;
use dmex_primitives::{
	Asset, AuctionId, Balance, Day, ItemId, NetworkId, OfferId, SeriesId, Units,
};
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::{Deserialize, Serialize};
use sp_runtime::{AccountId32, FixedU128};

/// A filter of `listings`: what meets all conditions that are given is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(
	feature = "std",
	derive(Serialize, Deserialize),
	serde(rename_all = "camelCase", default, deny_unknown_fields)
)]
pub struct ListingsFilter {
	/// Network whose hashrate is sold.
	pub network: Option<NetworkId>,
	/// Series of the certificates.
	pub series: Option<SeriesId>,
	/// Asset of the price.
	#[cfg_attr(feature = "std", serde(with = "json::optional_asset"))]
	pub payment_asset: Option<Asset>,
	/// Kind of the sale.
	pub kind: Option<SaleKind>,
	/// Maximum price of a certificate, in base units of its payment asset: the price of a listing;
	/// of an auction the minimum next bid, or the falling price, divided by the certificates of the
	/// lot and rounded up.
	#[cfg_attr(feature = "std", serde(with = "json::optional_balance"))]
	pub max_price: Option<Balance>,
}

/// The kind of a sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum SaleKind {
	/// Sale of one certificate at a fixed price.
	Listing,
	/// Auction of a lot.
	Auction,
}

/// Where a page of `listings` ended, for the next call with the same filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum ListingsCursor {
	/// Last listing that was visited, with the price that it had.
	Listing {
		/// Price of the certificate, in base units of its payment asset.
		#[cfg_attr(feature = "std", serde(with = "json::balance"))]
		price: Balance,
		/// Series of the certificate.
		series: SeriesId,
		/// Item in the series.
		item: ItemId,
	},
	/// Last auction that was visited.
	Auction(AuctionId),
}

/// A page of what can be bought.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct ListingsPage {
	/// Certificates for sale at a fixed price, the cheapest first: in the order of their prices in a
	/// series; otherwise by network and payment asset, and of each in the order of their prices.
	pub listings: Vec<ListedInfo>,
	/// Running auctions, which come after all listings, in no order.
	pub auctions: Vec<AuctionInfo>,
	/// Cursor for the next page; `None` if this is the last. A page may be short, or empty, and yet
	/// not be the last.
	pub cursor: Option<ListingsCursor>,
}

/// A certificate that `HashrateMarket.buy` would sell now.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct ListedInfo {
	/// Series of the certificate.
	pub series: SeriesId,
	/// Item in the series.
	pub item: ItemId,
	/// Network whose hashrate is sold.
	pub network: NetworkId,
	/// Seller of the certificate.
	pub seller: AccountId32,
	/// Price, fee included, in base units of the payment asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub price: Balance,
	/// Asset of the price.
	#[cfg_attr(feature = "std", serde(with = "json::asset"))]
	pub payment_asset: Asset,
	/// Whether this is a first sale, by the miner: the price less the fee is the deposit in escrow.
	pub first_sale: bool,
	/// Unreleased deposit that the buyer gets, in base units of the payment asset, if every day before
	/// today is settled in full: the maximum for `min_unreleased` of `HashrateMarket.buy`.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub min_unreleased: Balance,
	/// Pledge of the miner for the certificate, in base units of DMC: its slash after a breach.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub pledge: Balance,
	/// Minimum price of its first sale that the DMC holders voted for, in base units of the payment
	/// asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub voted_floor: Balance,
	/// Last day on which the certificate can be bought: before the listing expires and, if it was
	/// sold before, before the certificate's own last day.
	pub last_day: Day,
	/// Number of units.
	pub units: Units,
	/// Number of days that earn.
	pub term_days: Day,
	/// First day that earns: tomorrow if this is a first sale and the buyer buys today.
	pub start_day: Day,
	/// Last day that earns, if the buyer buys today.
	pub end_day: Day,
	/// Trading fee, as a part of the price.
	#[cfg_attr(feature = "std", serde(with = "json::decimal"))]
	pub rate: FixedU128,
}

/// An auction that can be bid in, or bought from, now.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct AuctionInfo {
	/// Id of the auction.
	pub auction: AuctionId,
	/// Series of the certificates.
	pub series: SeriesId,
	/// Certificates of the lot, which one buyer gets.
	pub items: Vec<ItemId>,
	/// Network whose hashrate is sold.
	pub network: NetworkId,
	/// Seller of the certificates.
	pub seller: AccountId32,
	/// Asset of the price.
	#[cfg_attr(feature = "std", serde(with = "json::asset"))]
	pub payment_asset: Asset,
	/// Whether this is a first sale, by the miner: the price less the fee is the sum of the
	/// deposits in escrow, and the term starts on the day after the sale.
	pub first_sale: bool,
	/// Kind of the auction, with its prices.
	pub kind: AuctionKindInfo,
	/// Highest bid so far; `None` if there is none.
	pub best_bid: Option<Bid<AccountId32>>,
	/// Minimum next bid for the whole lot, in base units of the payment asset; `None` if the price
	/// falls.
	#[cfg_attr(feature = "std", serde(with = "json::optional_balance"))]
	pub min_bid: Option<Balance>,
	/// Unreleased deposit of each certificate that a buyer gets for `min_bid` or the falling price,
	/// whenever the auction ends, in base units of the payment asset: the maximum for `min_unreleased`
	/// of such a `HashrateMarket.bid`. A higher price leaves more in a first sale.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub min_unreleased: Balance,
	/// Pledge of the miner for each certificate, in base units of DMC: its slash after a breach.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub pledge: Balance,
	/// Minimum price of the first sale of each certificate that the DMC holders voted for, in base
	/// units of the payment asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub voted_floor: Balance,
	/// Last block in which bids are taken; a late bid moves it.
	pub ends: BlockNumber,
	/// Last block to which late bids can move the end.
	pub latest: BlockNumber,
	/// Number of units of each certificate.
	pub units: Units,
	/// Number of days for which each certificate earns.
	pub term_days: Day,
	/// Earliest last day among the certificates; `None` in a first sale.
	pub end_day: Option<Day>,
	/// Trading fee, as a part of the price.
	#[cfg_attr(feature = "std", serde(with = "json::decimal"))]
	pub rate: FixedU128,
}

/// The kind of an auction, with its prices. All amounts are for the whole lot, fee included, in
/// base units of the payment asset.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(
	feature = "std",
	derive(Serialize, Deserialize),
	serde(rename_all = "camelCase", rename_all_fields = "camelCase")
)]
pub enum AuctionKindInfo {
	/// Bids rise, and the highest wins at the end.
	English {
		/// Minimum of a first bid.
		#[cfg_attr(feature = "std", serde(with = "json::balance"))]
		reserve: Balance,
		/// Price at which a bid of this or more buys immediately; `None` if there is none.
		#[cfg_attr(feature = "std", serde(with = "json::optional_balance"))]
		buy_now: Option<Balance>,
	},
	/// The price falls, and the first who accepts it buys.
	Dutch {
		/// Price in the block in which the auction opened.
		#[cfg_attr(feature = "std", serde(with = "json::balance"))]
		start_price: Balance,
		/// Price in the last block.
		#[cfg_attr(feature = "std", serde(with = "json::balance"))]
		floor: Balance,
		/// Price in this block. Later prices are not higher.
		#[cfg_attr(feature = "std", serde(with = "json::balance"))]
		price: Balance,
	},
}

/// An offer for a certificate. The market holds its money.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct OfferInfo {
	/// Id by which the owner of the certificate accepts the offer.
	pub offer: OfferId,
	/// Series of the certificate.
	pub series: SeriesId,
	/// Item in the series.
	pub item: ItemId,
	/// Account that made the offer.
	pub bidder: AccountId32,
	/// Amount offered, fee included, in base units of the payment asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub amount: Balance,
	/// Asset of the amount.
	#[cfg_attr(feature = "std", serde(with = "json::asset"))]
	pub payment_asset: Asset,
	/// Deposit of the bidder for the record of the offer, in base units of DMC, returned with its end.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub deposit: Balance,
	/// Least unreleased deposit of the certificate with which the offer can be accepted, in base units
	/// of the payment asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub min_unreleased: Balance,
	/// Whether the certificate had never been sold when the offer was made.
	pub first_sale: bool,
	/// Last day on which the offer can be accepted: if the certificate had been sold when it was made,
	/// while the days are left that the bidder demands, and before the certificate's own last day.
	pub last_day: Day,
	/// Whether the offer has expired or become void: it is never accepted, and anyone may cancel
	/// it, which returns its money.
	pub void: bool,
}

/// A quote: what buying listed certificates of one series costs now, and what the buyer gets.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct QuoteInfo {
	/// Series of all certificates.
	pub series: SeriesId,
	/// Asset of the prices.
	#[cfg_attr(feature = "std", serde(with = "json::asset"))]
	pub payment_asset: Asset,
	/// Whether all are first sales; otherwise all are resales.
	pub first_sale: bool,
	/// Sum of the prices, in base units of the payment asset: the minimum for `max_total` of
	/// `HashrateMarket.buy`.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub total: Balance,
	/// Trading fees in the total.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub fee: Balance,
	/// Total less the fees: the deposits in escrow of a first sale, the sellers' proceeds of a
	/// resale.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub net: Balance,
	/// Amount in escrow right after the purchase, in base units of the payment asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub unreleased: Balance,
	/// Pledge of the miner for each certificate, in base units of DMC: its slash after a breach.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub pledge: Balance,
	/// Minimum price of the first sale of each certificate that the DMC holders voted for, in base
	/// units of the payment asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub voted_floor: Balance,
	/// Earliest first day of a certificate: tomorrow in a first sale.
	pub start_day: Day,
	/// Latest last day of a certificate.
	pub end_day: Day,
	/// Certificates, in the order in which they were asked for.
	pub items: Vec<QuotedItem>,
	/// Days from the next one that releases to the last, if every day is paid in full.
	pub days: Vec<QuotedDay>,
}

/// One certificate of a quote.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct QuotedItem {
	/// Item in the series.
	pub item: ItemId,
	/// Seller of the certificate.
	pub seller: AccountId32,
	/// Price, fee included, in base units of the payment asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub price: Balance,
	/// Trading fee in the price, rounded up.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub fee: Balance,
	/// Price less the fee: the deposit in escrow of a first sale, the seller's proceeds of a
	/// resale.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub net: Balance,
	/// Unreleased deposit that the buyer gets, in base units of the payment asset, if every day before
	/// today is settled in full: the maximum for `min_unreleased` of `HashrateMarket.buy`.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub min_unreleased: Balance,
	/// First day that earns; in a resale it may be over.
	pub start_day: Day,
	/// Last day that earns.
	pub end_day: Day,
}

/// A day of a quote, summed over its certificates.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct QuotedDay {
	/// Day of the quote. In a resale the first days may be over, if their income is not paid yet.
	pub day: Day,
	/// Amount that the day releases to the miner if it is paid in full, including the insurance
	/// pool's part, in base units of the payment asset.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub release: Balance,
	/// Minimum that the holder gets back if this is the last day that is settled.
	pub floor: FloorInfo,
}

/// The minimum that a holder gets back, apart from income, if the miner settles no later day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub struct FloorInfo {
	/// Part of the deposits that is not released by then, in base units of the payment asset,
	/// including the rest of certificates that have ended by then.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub refund: Balance,
	/// Slashed pledges of the certificates that have not ended by then, in base units of DMC, if the
	/// breach is reported and its vote terminates the series. A certificate that ends before gets the part
	/// of its pledge for its last days that were not paid. A vote that saves the series and a declared
	/// event leave nothing.
	#[cfg_attr(feature = "std", serde(with = "json::balance"))]
	pub slash: Balance,
}
