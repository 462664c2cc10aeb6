#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod auction;
mod auctions;
pub mod fees;
mod idle;
mod listings;
mod lots;
mod offers;
mod queries;
mod sales;
mod try_state;
pub mod types;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;
pub use pallet::*;
pub use types::{
	Auction, AuctionKind, AuctionOf, Bid, FeeTerms, Listing, ListingOf, Offer, OfferOf, Schedule,
};
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use dmex_primitives::{
		Asset, AuctionId, Balance, Clock, Day, Escrow, ItemId, Items, Locks, OfferId, ProtocolFees,
		SeriesId, MAX_ITEMS,
	};
	use frame_support::{pallet_prelude::*, traits::fungibles, PalletId};
	use frame_system::pallet_prelude::*;
	use sp_runtime::Permill;

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// DMC and every other asset.
		type Assets: fungibles::Mutate<Self::AccountId, AssetId = Asset, Balance = Balance>;

		/// Owners and locks of certificates, and the terms of their series.
		type Certificates: Locks<Self::AccountId>;

		/// Takes the deposits of first sales and starts the terms; pays income before a resale.
		type Escrow: Escrow<Self::AccountId>;

		/// The governed split of a fee, and carrying it out.
		type Fees: ProtocolFees<Self::AccountId>;

		/// Which day it is, and how many blocks make a day.
		type Clock: Clock;

		/// The governed fee on each sale, as a part of its price. A sale keeps the rate that was
		/// in force when it opened.
		type TradingFee: Get<Permill>;

		/// The governed part by which a bid must exceed the one before.
		type BidStep: Get<Permill>;

		/// A bid in the last so many minutes of an auction extends it by as many. Governed. A day
		/// of the chain has 1,440 of them.
		type ExtensionMinutes: Get<u32>;

		/// The longest that a listing, an auction or an offer may stay open, in days.
		#[pallet::constant]
		type MaxListingDays: Get<u32>;

		/// What settling auctions may use of a block, at most, in what its transactions leave.
		#[pallet::constant]
		type MaxSettleWeight: Get<Weight>;

		/// The account that holds the money of bids, offers and credits.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Weights of the calls and of the hook.
		type WeightInfo: WeightInfo;

		/// Brings the neighbours into the state that a benchmark starts from.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: super::BenchmarkHelper<Self::AccountId>;
	}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// What is for sale at a fixed price, by series and certificate. A listing is in force while
	/// its certificate is locked as `Listed`; one that is stale stays until it is taken away.
	#[pallet::storage]
	pub type Listings<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		SeriesId,
		Twox64Concat,
		ItemId,
		ListingOf<T>,
		OptionQuery,
	>;

	/// Auctions, until they are settled, voided or cancelled.
	#[pallet::storage]
	pub type Auctions<T: Config> = StorageMap<_, Twox64Concat, AuctionId, AuctionOf<T>>;

	/// The id of the next auction.
	#[pallet::storage]
	pub type NextAuctionId<T> = StorageValue<_, AuctionId, ValueQuery>;

	/// Which auctions end in which block.
	#[pallet::storage]
	pub type Due<T> = StorageDoubleMap<_, Twox64Concat, u32, Twox64Concat, AuctionId, ()>;

	/// All auctions that end in a block before this one are settled.
	#[pallet::storage]
	pub type DueFrom<T> = StorageValue<_, u32, ValueQuery>;

	/// Offers for certificates, until they are accepted or cancelled.
	#[pallet::storage]
	pub type Offers<T: Config> = StorageMap<_, Twox64Concat, OfferId, OfferOf<T>>;

	/// The offers of each bidder.
	#[pallet::storage]
	pub type OffersBy<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Twox64Concat, OfferId, ()>;

	/// The offers for each certificate.
	#[pallet::storage]
	pub type OffersOn<T> = StorageNMap<
		_,
		(
			NMapKey<Twox64Concat, SeriesId>,
			NMapKey<Twox64Concat, ItemId>,
			NMapKey<Twox64Concat, OfferId>,
		),
		(),
	>;

	/// The id of the next offer.
	#[pallet::storage]
	pub type NextOfferId<T> = StorageValue<_, OfferId, ValueQuery>;

	/// Payments that could not be made: base units of an asset that wait for an account.
	#[pallet::storage]
	pub type Credits<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Blake2_128Concat,
		Asset,
		Balance,
		ValueQuery,
	>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Certificates were put up for sale, all on the same terms.
		Listed {
			/// The series of all of them.
			series: SeriesId,
			/// The certificates.
			items: Items,
			/// Who sells; gets the money of a first sale through the escrow, day by day.
			seller: T::AccountId,
			/// Base units of the series' payment asset, for each certificate.
			price: Balance,
			/// The first day on which they can no longer be bought.
			expires: Day,
			/// The trading fee that their sale will cost, as a part of the price.
			rate: Permill,
		},
		/// The price of listed certificates changed.
		Repriced {
			/// The series of all of them.
			series: SeriesId,
			/// The certificates.
			items: Items,
			/// Who sells.
			seller: T::AccountId,
			/// Base units of the series' payment asset, for each certificate.
			price: Balance,
		},
		/// Certificates are no longer for sale and free to move again.
		Delisted {
			/// The series of all of them.
			series: SeriesId,
			/// The certificates.
			items: Items,
			/// Who took them off: the seller, or anyone once they were stale.
			who: T::AccountId,
		},
		/// Certificates were sold for the first time; their price less the fee is in escrow.
		Bought {
			/// The series of all of them.
			series: SeriesId,
			/// The certificates.
			items: Items,
			/// Who owns them now.
			buyer: T::AccountId,
			/// Who sold them.
			seller: T::AccountId,
			/// The sum of their prices, in base units of the series' payment asset.
			total: Balance,
			/// What of it was taken as trading fees; the rest is their deposits in escrow.
			fee: Balance,
			/// The first day of their term.
			start: Day,
			/// The last day of their term.
			end: Day,
		},
		/// Certificates changed hands; the price less the fee is their seller's.
		Resold {
			/// The series of all of them.
			series: SeriesId,
			/// The certificates of this seller.
			items: Items,
			/// Who owns them now.
			buyer: T::AccountId,
			/// Who sold them; what was claimable was paid to it first.
			seller: T::AccountId,
			/// The sum of their prices, in base units of the series' payment asset.
			total: Balance,
			/// What of it was taken as trading fees; the rest is the seller's.
			fee: Balance,
		},
		/// Certificates were put up for auction, to be sold together.
		AuctionStarted {
			/// The auction.
			auction: AuctionId,
			/// The series of all certificates.
			series: SeriesId,
			/// The certificates.
			items: Items,
			/// Who sells.
			seller: T::AccountId,
			/// How the price is found, with its amounts for the whole lot.
			kind: AuctionKind,
			/// The last block in which it takes bids, unless they extend it.
			ends: u32,
			/// The trading fee that the sale will cost, as a part of the price.
			rate: Permill,
		},
		/// A bid stands; its money is held for it.
		BidPlaced {
			/// The auction.
			auction: AuctionId,
			/// Who bids.
			bidder: T::AccountId,
			/// For the whole lot, in base units of the series' payment asset.
			amount: Balance,
			/// The last block in which the auction takes bids now.
			ends: u32,
		},
		/// A bid no longer stands; its money was given back, or is a credit.
		BidRepaid {
			/// The auction.
			auction: AuctionId,
			/// Who had bid.
			bidder: T::AccountId,
			/// In base units of the series' payment asset.
			amount: Balance,
		},
		/// An auction ended with a sale, of which `Bought` or `Resold` tells the rest.
		AuctionSettled {
			/// The auction.
			auction: AuctionId,
			/// Who owns the certificates now.
			buyer: T::AccountId,
			/// What was paid for the lot, in base units of the series' payment asset.
			total: Balance,
			/// What of it the division among the certificates left for the insurance pool.
			remainder: Balance,
		},
		/// An auction ended without a sale; its certificates are free.
		AuctionUnsold {
			/// The auction.
			auction: AuctionId,
		},
		/// An auction was withdrawn by its seller; its certificates are free.
		AuctionCancelled {
			/// The auction.
			auction: AuctionId,
		},
		/// An auction became void; its certificates are free, and `BidRepaid` tells of a bid.
		AuctionVoided {
			/// The auction.
			auction: AuctionId,
			/// The error that stood in the way of a sale.
			reason: DispatchError,
		},
		/// An offer for a certificate stands; its money is held for it.
		OfferMade {
			/// The offer.
			offer: OfferId,
			/// The series of the certificate.
			series: SeriesId,
			/// The certificate.
			item: ItemId,
			/// Who offers.
			bidder: T::AccountId,
			/// In base units of the series' payment asset.
			amount: Balance,
			/// The first day on which it can no longer be accepted.
			expires: Day,
			/// The trading fee that the sale will cost, as a part of the price.
			rate: Permill,
		},
		/// An offer was taken back; its money was given back, or is a credit.
		OfferCancelled {
			/// The offer.
			offer: OfferId,
			/// Who had made it.
			bidder: T::AccountId,
			/// In base units of the series' payment asset.
			amount: Balance,
			/// Who took it back: the bidder, or anyone once nobody could accept it.
			who: T::AccountId,
		},
		/// An offer was accepted; `Bought` or `Resold` tells of the sale.
		OfferAccepted {
			/// The offer.
			offer: OfferId,
			/// Who sells.
			seller: T::AccountId,
		},
		/// A payment could not be made and is kept for its payee.
		PaymentCredited {
			/// The payee; `withdraw_credit` pays it.
			who: T::AccountId,
			/// The asset.
			asset: Asset,
			/// In base units of the asset.
			amount: Balance,
		},
		/// A credit was paid.
		CreditPaid {
			/// Whose it was.
			who: T::AccountId,
			/// The asset.
			asset: Asset,
			/// In base units of the asset.
			amount: Balance,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// No series has this id.
		UnknownSeries,
		/// No certificate of the series has this number.
		UnknownCertificate,
		/// The list of certificates is empty.
		NoItems,
		/// A certificate occurs twice in the list.
		DuplicateItem,
		/// A certificate of the list belongs to somebody else.
		NotOwner,
		/// A certificate of the list is held in place: listed, auctioned, collateral or staked.
		CertificateLocked,
		/// The price for each certificate is zero, or at a first sale under the voted floor.
		///
		/// The floor is units × term × lowest price per unit and day, in base units of the payment
		/// asset, before fees. The price of a lot is divided by its certificates, rounded down.
		PriceUnderFloor,
		/// A listing or an offer stays open for 1 to `MaxListingDays` days.
		InvalidExpiry,
		/// A certificate of the list is not for sale.
		NotListed,
		/// The listing of a certificate of the list has expired.
		ListingExpired,
		/// Only the seller may do this (or anyone, to take away a listing that is stale).
		NotSeller,
		/// The seller cannot buy, bid, or offer.
		BuyFromSelf,
		/// The price exceeds what the caller would pay at most.
		TooExpensive,
		/// The buyer's spendable balance in the payment asset is less than the price.
		///
		/// In DMC the existential deposit stays behind.
		CannotPay,
		/// The list has certificates that were sold and others that were not.
		MixedLot,
		/// The last day of a certificate is not after today.
		NearlyEnded,
		/// No auction has this id; it may be over.
		UnknownAuction,
		/// Bids are for English auctions, and buying at the price of now for Dutch ones.
		WrongKind,
		/// An auction stays open for at least one block and at most `MaxListingDays` days.
		InvalidDuration,
		/// The auction could last until the last day of a certificate in it.
		EndsTooLate,
		/// `buy_now` is under the reserve, or the start price of a Dutch auction under its floor.
		InvalidPrices,
		/// The bid is under the reserve, or does not exceed the one before by the least step.
		BidTooLow,
		/// The auction takes no more bids; anyone may settle it.
		AuctionOver,
		/// The auction still takes bids.
		StillRunning,
		/// Somebody has bid, and the auction is about to end.
		TooLateToCancel,
		/// The series was frozen since the auction opened.
		FrozenMeanwhile,
		/// Nothing waits for the caller in this asset.
		NoCredit,
		/// No offer has this id; it may be over.
		UnknownOffer,
		/// The offer has expired; anyone may cancel it.
		OfferExpired,
		/// What the offer was made for has changed; anyone may cancel it.
		///
		/// Since it was made the certificate was sold for the first time or burnt, or its series
		/// was frozen.
		OfferVoid,
		/// Only the bidder takes back an offer that can still be accepted.
		NotBidder,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			Self::settle_due(remaining)
		}

		fn integrity_test() {
			assert!(T::MaxListingDays::get() > 0, "MaxListingDays must be at least one");
			assert!(
				T::MaxSettleWeight::get().all_gte(Self::least_settle_weight()),
				"no block could settle the largest auction",
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Offer certificates of a series at a fixed price each.
		///
		/// - `items`: at most 100, each owned by the caller and not locked; all unsold, which are
		///   the miner's, or all sold before.
		/// - `price`: base units of the series' payment asset for each certificate (USDT has 6
		///   decimals: 1 USDT = 1000000; 1 DMC = 1000000000000); for unsold ones at least units ×
		///   term × voted floor. The trading fee is inside the price.
		/// - `expires_in_days`: 1 to `MaxListingDays`; from the day today + `expires_in_days` on
		///   they can no longer be bought.
		///
		/// The certificates are locked until they are bought or delisted. The trading fee and its
		/// split are those of now, whatever governance changes later.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::list(items.len() as u32))]
		pub fn list(
			origin: OriginFor<T>,
			series: SeriesId,
			items: Items,
			price: Balance,
			expires_in_days: u32,
		) -> DispatchResult {
			let seller = ensure_signed(origin)?;
			Self::do_list(seller, series, items, price, expires_in_days)
		}

		/// Change the price of certificates that the caller has listed.
		///
		/// - `items`: at most 100, listed by the caller and not expired.
		/// - `price`: as in `list`.
		///
		/// Expiry, trading fee and split stay as they are.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::reprice(items.len() as u32))]
		pub fn reprice(
			origin: OriginFor<T>,
			series: SeriesId,
			items: Items,
			price: Balance,
		) -> DispatchResult {
			let seller = ensure_signed(origin)?;
			Self::do_reprice(seller, series, items, price)
		}

		/// Take certificates off the market.
		///
		/// - `items`: at most 100 that are listed. Their seller may do it at any time; anyone may
		///   once a listing has expired, its series is terminated, or its certificate is burnt, no
		///   longer locked for it, or (unless the series is frozen) on or past its last day.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::delist(items.len() as u32))]
		pub fn delist(origin: OriginFor<T>, series: SeriesId, items: Items) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_delist(who, series, items)
		}

		/// Buy listed certificates of a series.
		///
		/// - `items`: at most 100, all unsold so far or all sold before; all or none are bought.
		/// - `max_total`: the most to be paid for all together, in base units of the series'
		///   payment asset, so that a change of price cannot surprise.
		///
		/// Of each price the trading fee is taken. At a first sale the rest goes into escrow and
		/// the term starts tomorrow; later the seller gets it, after what was claimable. The caller
		/// owns the certificates at once.
		#[pallet::call_index(3)]
		#[pallet::weight(
			T::WeightInfo::buy(items.len() as u32).max(T::WeightInfo::buy_resale(items.len() as u32))
		)]
		pub fn buy(
			origin: OriginFor<T>,
			series: SeriesId,
			items: Items,
			max_total: Balance,
		) -> DispatchResult {
			let buyer = ensure_signed(origin)?;
			Self::do_buy(buyer, series, items, max_total)
		}

		/// Put certificates of a series up for auction, to be sold together to one buyer.
		///
		/// - `items`: as in `list`.
		/// - `kind`: English, with the least bid and, if wanted, a price that buys at once; or
		///   Dutch, with a price that falls from block to block. All amounts are for the whole lot,
		///   in base units of the series' payment asset; the least must be as much as `list` would
		///   ask for each certificate.
		/// - `duration_blocks`: it takes bids in so many blocks after this one. A bid in the last
		///   minutes extends it, by a day in all at most; certificates that were sold before must
		///   not have their last day until then.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::start_auction(items.len() as u32))]
		pub fn start_auction(
			origin: OriginFor<T>,
			series: SeriesId,
			items: Items,
			kind: AuctionKind,
			duration_blocks: u32,
		) -> DispatchResult {
			let seller = ensure_signed(origin)?;
			Self::do_start_auction(seller, series, items, kind, duration_blocks)
		}

		/// Bid for the lot of an English auction.
		///
		/// - `amount`: for the whole lot, in base units of the series' payment asset: at least the
		///   reserve, and more than the bid before by the least step. With the price that buys at
		///   once, or more, the lot is bought for that price.
		///
		/// The money is taken now and given back as soon as the bid no longer stands. If the
		/// auction has become void it is ended instead, and nothing is taken.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::bid().saturating_add(Pallet::<T>::settle_weight(MAX_ITEMS)))]
		pub fn bid(
			origin: OriginFor<T>,
			auction: AuctionId,
			amount: Balance,
		) -> DispatchResultWithPostInfo {
			let bidder = ensure_signed(origin)?;
			Self::touch(&bidder, auction, |lot| Self::on_bid(&bidder, lot, amount))
		}

		/// Buy the lot of a Dutch auction at the price of this block.
		///
		/// - `max_price`: the most to be paid for the whole lot, in base units of the series'
		///   payment asset.
		///
		/// If the auction has become void it is ended instead, and nothing is taken.
		#[pallet::call_index(6)]
		#[pallet::weight(Pallet::<T>::dutch_weight(MAX_ITEMS))]
		pub fn buy_dutch(
			origin: OriginFor<T>,
			auction: AuctionId,
			max_price: Balance,
		) -> DispatchResultWithPostInfo {
			let buyer = ensure_signed(origin)?;
			Self::touch(&buyer, auction, |lot| Self::on_buy_dutch(&buyer, lot, max_price))
		}

		/// Withdraw an auction of the caller.
		///
		/// Until it ends; once there is a bid, only before the last minutes of the end that it
		/// opened with. The bid is given back. An auction that has become void ends, whoever asks.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::cancel_auction(MAX_ITEMS))]
		pub fn cancel_auction(
			origin: OriginFor<T>,
			auction: AuctionId,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::touch(&who, auction, |lot| Self::on_cancel(&who, lot))
		}

		/// End an auction that is over or void, by anyone.
		///
		/// The lot goes to the highest bidder; without a bid, or if the sale cannot be made any
		/// more, the certificates are free again, and a bid is given back.
		#[pallet::call_index(8)]
		#[pallet::weight(Pallet::<T>::settle_weight(MAX_ITEMS))]
		pub fn settle_auction(
			origin: OriginFor<T>,
			auction: AuctionId,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::touch(&who, auction, Self::on_settle)
		}

		/// Get what could not be paid to the caller: the money of bids, offers and sales.
		#[pallet::call_index(9)]
		pub fn withdraw_credit(origin: OriginFor<T>, asset: Asset) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_credit(who, asset)
		}

		/// Offer a price for a certificate that is not for sale, to whoever owns it.
		///
		/// - `amount`: base units of the series' payment asset, at least as much as `list` would
		///   ask for it. The money is taken now, and given back when the offer is cancelled.
		/// - `expires_in_days`: 1 to `MaxListingDays`; from the day today + `expires_in_days` on it
		///   can no longer be accepted.
		#[pallet::call_index(10)]
		pub fn make_offer(
			origin: OriginFor<T>,
			series: SeriesId,
			item: ItemId,
			amount: Balance,
			expires_in_days: u32,
		) -> DispatchResult {
			let bidder = ensure_signed(origin)?;
			Self::do_make_offer(bidder, series, item, amount, expires_in_days)
		}

		/// Take an offer back.
		///
		/// The bidder may at any time; anyone once it has expired or can no longer be accepted. The
		/// money is the bidder's.
		#[pallet::call_index(11)]
		pub fn cancel_offer(origin: OriginFor<T>, offer: OfferId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cancel_offer(who, offer)
		}

		/// Sell a certificate of the caller to whoever made this offer.
		///
		/// The certificate must not be locked. The price is split as in `buy`.
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::accept_offer().max(T::WeightInfo::accept_resale()))]
		pub fn accept_offer(origin: OriginFor<T>, offer: OfferId) -> DispatchResult {
			let seller = ensure_signed(origin)?;
			Self::do_accept_offer(seller, offer)
		}
	}
}
