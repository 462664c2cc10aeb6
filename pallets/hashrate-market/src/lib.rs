#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod auction;
pub mod fees;
pub mod order;
pub mod types;
pub mod weights;

mod auctions;
mod delivery;
mod glue;
mod idle;
mod impls;
mod listings;
mod offers;
mod queries;
mod steps;
#[cfg(any(feature = "try-runtime", feature = "std"))]
mod try_state;

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
		Asset, AuctionId, Balance, Clock, Day, Escrow, ItemId, Items, LoanId, Locks, NetworkId,
		OfferId, PayOrCredit, ProtocolFees, Secured, SeriesId,
	};
	use frame_support::{pallet_prelude::*, traits::fungibles, PalletId};
	use frame_system::pallet_prelude::*;
	use offers::Demands;
	use order::{ByAmount, ByAssetAndPrice, ByExpiry, ByPrice};
	use sp_runtime::Permill;
	use steps::any_lot;

	/// Version of what is stored: it rises with each change that needs a migration.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Money of every asset.
		type Assets: fungibles::Mutate<Self::AccountId, AssetId = Asset, Balance = Balance>;

		/// Payments that become credits if they cannot be made.
		type Credits: PayOrCredit<Self::AccountId>;

		/// Owners, locks and liens of certificates, and the terms of their series.
		type Certificates: Locks<Self::AccountId> + Secured<Self::AccountId>;

		/// Escrow, which takes the deposits of first sales, starts the terms, and pays income
		/// before a resale.
		type Escrow: Escrow<Self::AccountId>;

		/// The governed split of a fee, and its execution.
		type Fees: ProtocolFees<Self::AccountId>;

		/// The running day, and the number of blocks in a day.
		type Clock: Clock;

		/// Governed trading fee on each sale, as a part of its price. A sale keeps the rate that
		/// was in force when it was opened.
		type TradingFee: Get<Permill>;

		/// Governed part by which a bid must exceed the one before.
		type BidStep: Get<Permill>;

		/// Governed closing window of an English auction in minutes, of which a day of the chain has
		/// 1,440. A bid in the window extends the auction by the length of the window.
		type ExtensionMinutes: Get<u32>;

		/// Deposit for the record of an offer, in base units of DMC.
		#[pallet::constant]
		type OfferDeposit: Get<Balance>;

		/// Maximum number of days for which a listing, an auction or an offer stays open.
		#[pallet::constant]
		type MaxListingDays: Get<u32>;

		/// Maximum weight that settling due auctions and ending expired offers use of what the
		/// transactions of a block leave.
		#[pallet::constant]
		type MaxSettleWeight: Get<Weight>;

		/// Id of the account that holds the money of bids, offers, their deposits and credits.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Weights of the calls and of the hook.
		type WeightInfo: WeightInfo;

		/// Brings the neighbours into the state that a benchmark starts from.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: super::BenchmarkHelper<Self::AccountId>;
	}

	/// Listings by series and certificate. A listing is in force while its certificate is locked as
	/// `Listed`; a stale one stays until it is delisted.
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

	/// Listings of a series in the order of their prices, the cheapest first. Keys are not hashed.
	#[pallet::storage]
	pub type ListingsBySeries<T> =
		StorageDoubleMap<_, Twox64Concat, SeriesId, Identity, ByPrice, ()>;

	/// Listings of a network by payment asset, of each in the order of their prices, the cheapest first.
	/// Keys are not hashed.
	#[pallet::storage]
	pub type ListingsByNetwork<T> =
		StorageDoubleMap<_, Twox64Concat, NetworkId, Identity, ByAssetAndPrice, ()>;

	/// Auctions, until they are settled, voided or cancelled.
	#[pallet::storage]
	pub type Auctions<T: Config> = StorageMap<_, Twox64Concat, AuctionId, AuctionOf<T>>;

	/// Id of the next auction.
	#[pallet::storage]
	pub type NextAuctionId<T> = StorageValue<_, AuctionId, ValueQuery>;

	/// Auctions by the block in which the chain settles them: the last one or, while the sale waits, a
	/// later one.
	#[pallet::storage]
	pub type Due<T> = StorageDoubleMap<_, Twox64Concat, u32, Twox64Concat, AuctionId, ()>;

	/// First block whose due auctions `on_idle` has not settled yet.
	#[pallet::storage]
	pub type DueFrom<T> = StorageValue<_, u32, ValueQuery>;

	/// Foreclosures: auctions that sell the collateral of a loan in default, with that loan.
	#[pallet::storage]
	pub type Foreclosing<T> = StorageMap<_, Twox64Concat, AuctionId, LoanId>;

	/// Offers for certificates, until they are accepted or cancelled.
	#[pallet::storage]
	pub type Offers<T: Config> = StorageMap<_, Twox64Concat, OfferId, OfferOf<T>>;

	/// Offers by bidder.
	#[pallet::storage]
	pub type OffersBy<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Twox64Concat, OfferId, ()>;

	/// Offers by certificate, and by what it was when they were made: whether it was unsold, and the
	/// number of freezes of its series. In the order of their amounts, the highest first; that part of
	/// the keys is not hashed.
	#[pallet::storage]
	pub type OffersOn<T> = StorageNMap<
		_,
		(
			NMapKey<Twox64Concat, SeriesId>,
			NMapKey<Twox64Concat, ItemId>,
			NMapKey<Twox64Concat, (bool, u16)>,
			NMapKey<Identity, ByAmount>,
		),
		(),
	>;

	/// Offers in the order in which they expire. Keys are not hashed.
	#[pallet::storage]
	pub type ExpiringOffers<T> = StorageMap<_, Identity, ByExpiry, ()>;

	/// Id of the next offer.
	#[pallet::storage]
	pub type NextOfferId<T> = StorageValue<_, OfferId, ValueQuery>;

	/// Sums of the bids, the offers and their deposits in the pallet's account, by asset, in its base
	/// units.
	#[pallet::storage]
	pub type Totals<T> = StorageMap<_, Blake2_128Concat, Asset, Balance, ValueQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Certificates were listed for sale, all on the same terms.
		Listed {
			/// Series of the certificates.
			series: SeriesId,
			/// Certificates in the series.
			items: Items,
			/// Account that sells; it earns the price of a first sale day by day, through the
			/// escrow.
			seller: T::AccountId,
			/// Price of each certificate, in base units of the series' payment asset.
			price: Balance,
			/// First day on which they can no longer be bought.
			expires_on: Day,
			/// Trading fee of their sale, as a part of the price.
			rate: Permill,
		},
		/// The price of listed certificates changed.
		Repriced {
			/// Series of the certificates.
			series: SeriesId,
			/// Certificates in the series.
			items: Items,
			/// Account that sells.
			seller: T::AccountId,
			/// New price of each certificate, in base units of the series' payment asset.
			price: Balance,
		},
		/// Certificates are no longer for sale, and unlocked.
		Delisted {
			/// Series of the certificates.
			series: SeriesId,
			/// Certificates in the series.
			items: Items,
			/// Account that delisted them: the seller, or anyone once the listings were stale.
			who: T::AccountId,
		},
		/// Certificates were sold for the first time; their price less the fee is in escrow.
		Bought {
			/// Series of the certificates.
			series: SeriesId,
			/// Certificates in the series.
			items: Items,
			/// Account that owns them now.
			buyer: T::AccountId,
			/// Account that sold them.
			seller: T::AccountId,
			/// Sum of their prices, in base units of the series' payment asset.
			total: Balance,
			/// Trading fees in the total; the rest is their deposits in escrow.
			fee: Balance,
			/// First day of their term.
			start: Day,
			/// Last day of their term.
			end: Day,
		},
		/// Certificates of one seller were resold; the price less the fee is the seller's.
		///
		/// Of a foreclosed certificate it repays the debt first.
		Resold {
			/// Series of the certificates.
			series: SeriesId,
			/// Certificates in the series.
			items: Items,
			/// Account that owns them now.
			buyer: T::AccountId,
			/// Account that sold them; its claimable income was paid first.
			seller: T::AccountId,
			/// Sum of their prices, in base units of the series' payment asset.
			total: Balance,
			/// Trading fees in the total; the rest is the seller's, after its debt in a foreclosure.
			fee: Balance,
		},
		/// Certificates were put up for auction, to be sold together.
		AuctionStarted {
			/// Id of the auction.
			auction: AuctionId,
			/// Series of the certificates.
			series: SeriesId,
			/// Certificates in the series.
			items: Items,
			/// Account that sells.
			seller: T::AccountId,
			/// Way in which the price is found, with its amounts for the whole lot.
			kind: AuctionKind,
			/// Last block in which the auction takes bids, unless bids extend it.
			ends: u32,
			/// Trading fee of the sale, as a part of the price.
			rate: Permill,
		},
		/// A bid is the highest of its auction; the pallet's account holds its money.
		BidPlaced {
			/// Id of the auction.
			auction: AuctionId,
			/// Account that bids.
			bidder: T::AccountId,
			/// Amount for the whole lot, in base units of the series' payment asset.
			amount: Balance,
			/// Last block in which the auction takes bids now.
			ends: u32,
		},
		/// A bid was repaid, or credited if it could not be paid.
		BidRepaid {
			/// Id of the auction.
			auction: AuctionId,
			/// Account that had bid.
			bidder: T::AccountId,
			/// Amount in base units of the series' payment asset.
			amount: Balance,
		},
		/// An auction ended with a sale, which `Bought` or `Resold` describes.
		AuctionSettled {
			/// Id of the auction.
			auction: AuctionId,
			/// Account that owns the certificates now.
			buyer: T::AccountId,
			/// Price of the lot, in base units of the series' payment asset.
			total: Balance,
			/// Remainder of the price after its division among the certificates; it is the
			/// insurance pool's.
			remainder: Balance,
		},
		/// An auction is over, and its sale waits until the miner has settled earlier days.
		///
		/// The bidder may leave with `withdraw_bid` until then.
		AuctionWaits {
			/// Id of the auction.
			auction: AuctionId,
		},
		/// An auction ended without a sale, and its certificates are unlocked.
		///
		/// There was no bid, or the bidder withdrew it while the sale waited. A foreclosed certificate is
		/// collateral again.
		AuctionUnsold {
			/// Id of the auction.
			auction: AuctionId,
		},
		/// An auction was withdrawn by its seller; its certificates are unlocked.
		AuctionCancelled {
			/// Id of the auction.
			auction: AuctionId,
		},
		/// An auction was void and ended; its certificates are unlocked, and a bid was repaid.
		///
		/// A foreclosed certificate is collateral again while it secures a debt.
		AuctionVoided {
			/// Id of the auction.
			auction: AuctionId,
			/// Error that made a sale impossible.
			reason: DispatchError,
		},
		/// An offer for a certificate was made; the pallet's account holds its money.
		OfferMade {
			/// Id of the offer.
			offer: OfferId,
			/// Series of the certificate.
			series: SeriesId,
			/// Certificate in the series.
			item: ItemId,
			/// Account that offers.
			bidder: T::AccountId,
			/// Amount in base units of the series' payment asset.
			amount: Balance,
			/// First day on which it can no longer be accepted.
			expires_on: Day,
			/// Least deposit of the certificate that must be unreleased when it is accepted, in base
			/// units of the series' payment asset.
			min_unreleased: Balance,
			/// Trading fee of the sale, as a part of the price.
			rate: Permill,
		},
		/// An offer was cancelled and repaid with its deposit, or credited if it could not be paid.
		OfferCancelled {
			/// Id of the offer.
			offer: OfferId,
			/// Account that had made it.
			bidder: T::AccountId,
			/// Amount in base units of the series' payment asset.
			amount: Balance,
			/// Account that cancelled it: the bidder, or anyone once nobody could accept it.
			who: T::AccountId,
		},
		/// An offer expired and was repaid with its deposit, or credited if it could not be paid.
		OfferExpired {
			/// Id of the offer.
			offer: OfferId,
			/// Account that had made it.
			bidder: T::AccountId,
			/// Amount in base units of the series' payment asset.
			amount: Balance,
		},
		/// An offer was accepted; `Bought` or `Resold` describes the sale.
		///
		/// Its deposit is returned to the bidder.
		OfferAccepted {
			/// Id of the offer.
			offer: OfferId,
			/// Account that sells.
			seller: T::AccountId,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is no such series.
		UnknownSeries,
		/// There is no such certificate of the series.
		UnknownCertificate,
		/// The list of certificates is empty.
		NoItems,
		/// A certificate occurs twice in the list.
		DuplicateItem,
		/// A certificate belongs to another account.
		NotOwner,
		/// A certificate is listed for sale at a fixed price.
		CertificateListed,
		/// A certificate is in the lot of an auction.
		CertificateAuctioned,
		/// A certificate is the collateral of a loan, or of a request for one.
		CertificateLent,
		/// A certificate is staked.
		CertificateStaked,
		/// A certificate does not secure this loan, or the loan is not in the series' payment asset.
		NotCollateral,
		/// The price of each certificate is zero, or in a first sale under the voted floor.
		///
		/// The floor is units × term × minimum price per unit and day, in base units of the payment
		/// asset, before fees. The price of a lot is divided by its certificates, rounded down.
		PriceUnderFloor,
		/// A listing or an offer stays open for 1 to `MaxListingDays` days.
		InvalidExpiry,
		/// A certificate is not for sale.
		NotListed,
		/// The listing of a certificate has expired.
		ListingExpired,
		/// The caller is not the seller, and may not act for it.
		///
		/// Anyone may delist a listing that is stale.
		NotSeller,
		/// The seller or owner cannot buy, bid or offer.
		BuyFromSelf,
		/// The price exceeds the caller's maximum.
		TooExpensive,
		/// The caller's spendable balance is less than the price, or in DMC than the deposit of an offer.
		///
		/// In DMC the existential deposit stays behind.
		CannotPay,
		/// Less of a certificate's deposit is unreleased than the buyer demands.
		///
		/// For a bid it counts what is certainly left on the last day on which the auction can end.
		TooLittleUnreleased,
		/// Some of the certificates are unsold and others are not.
		MixedLot,
		/// The last day of a certificate is not after today.
		NearlyEnded,
		/// There is no such auction; it may be over.
		UnknownAuction,
		/// `bid` is for English auctions, and `buy_dutch` for Dutch ones.
		InvalidKind,
		/// An auction stays open for at least one block and at most `MaxListingDays` days.
		InvalidDuration,
		/// The auction could last until the last day of one of its certificates.
		EndsTooLate,
		/// `buy_now` is under the reserve, or the start price of a Dutch auction under its floor.
		InvalidPrices,
		/// The bid is under the reserve, or exceeds the one before by less than the minimum step.
		BidTooLow,
		/// The auction takes no more bids; anyone may settle it.
		AuctionOver,
		/// The auction still takes bids.
		StillRunning,
		/// The sale waits until the miner has settled earlier days; until then its bidder may leave.
		WaitsForDays,
		/// The sale does not wait for the miner, so the bid is binding; anyone may settle the auction.
		NotWaiting,
		/// There is a bid, and the closing window of the planned end has begun.
		TooLateToCancel,
		/// The lot is auctioned to repay a loan in default; its seller cannot withdraw it.
		Foreclosed,
		/// The debt is repaid for which the lot was auctioned.
		DebtRepaid,
		/// The series was frozen after the auction opened.
		FrozenMeanwhile,
		/// There is no such offer; it may be over.
		UnknownOffer,
		/// The offer has expired; anyone may cancel it.
		OfferExpired,
		/// The series was frozen since the offer was made, or the certificate was sold or burnt.
		///
		/// Sold means for the first time here. Anyone may cancel such an offer.
		OfferVoid,
		/// The caller is not the bidder, and may not act for it.
		///
		/// Anyone may cancel an offer that can no longer be accepted.
		NotBidder,
		/// Fewer days of the certificate's term are left than the offer demands.
		TooFewDaysLeft,
		/// The offer is less than one per cent of the certificate's unreleased deposit.
		OfferTooLow,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			Self::end_due(remaining)
		}

		fn integrity_test() {
			assert!(T::MaxListingDays::get() > 0, "MaxListingDays must be at least one");
			assert!(
				T::MaxSettleWeight::get().all_gte(Self::min_settle_weight()),
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
		/// List certificates of a series for sale at a fixed price each.
		///
		/// - origin: the owner, signed; of unsold certificates the miner.
		/// - `series`: the series of the certificates, such as `3`.
		/// - `items`: at most 100 unlocked certificates, all unsold or all sold before, such as
		///   `[0, 1]`.
		/// - `price`: the price of each certificate with the trading fee inside, in base units of
		///   the series' payment asset, such as `1500000000` for 1,500 USDT; in a first sale at
		///   least units × term × voted floor.
		/// - `expires_in_days`: 1 to `MaxListingDays`, such as `7`; the certificates can be bought
		///   today and on the days after, this number of days in all.
		///
		/// The certificates are locked until they are bought or delisted. The sale keeps the
		/// trading fee and its split of now.
		///
		/// Emits `Listed`.
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

		/// Change the price of listed certificates.
		///
		/// - origin: the seller, signed.
		/// - `series`: the series of the certificates, such as `3`.
		/// - `items`: at most 100 certificates whose listings have not expired, such as `[0, 1]`.
		/// - `price`: the new price of each certificate with the trading fee inside, in base units
		///   of the series' payment asset, such as `1400000000` for 1,400 USDT; in a first sale at
		///   least units × term × voted floor.
		///
		/// Expiry, trading fee and split stay as they are.
		///
		/// Emits `Repriced`.
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

		/// Delist certificates, and unlock them.
		///
		/// - origin: the seller, signed; anyone once a listing is stale.
		/// - `series`: the series of the certificates, such as `3`.
		/// - `items`: at most 100 listed certificates, such as `[0, 1]`.
		///
		/// A listing is stale once it has expired, its series is terminated, or its certificate is
		/// burnt, no longer locked for it, or (unless the series is frozen) on or past its last
		/// day.
		///
		/// Emits `Delisted`.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::delist(items.len() as u32))]
		pub fn delist(origin: OriginFor<T>, series: SeriesId, items: Items) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_delist(who, series, items)
		}

		/// Buy listed certificates of a series.
		///
		/// - origin: the buyer, signed; no seller of any of them.
		/// - `series`: the series of the certificates, such as `3`.
		/// - `items`: at most 100 listed certificates, all unsold or all sold before, such as
		///   `[0, 1]`; all of them are bought, or none.
		/// - `max_total`: the maximum to pay for all together, in base units of the series' payment
		///   asset, such as `3000000000` for 3,000 USDT, so that a change of price cannot surprise.
		/// - `min_unreleased`: the least deposit of each certificate that must be unreleased, in base
		///   units of the same asset, such as `1400000000` for 1,400 USDT, or `0`. In a first sale the
		///   deposit is the price less the fee; in a resale it counts what is certainly left today.
		///
		/// The trading fee is charged on each price. In a first sale the rest goes into escrow and
		/// the term starts tomorrow; in a resale it is paid to the seller, after the seller's
		/// claimable income. The buyer owns the certificates immediately.
		///
		/// Emits `Bought`, or `Resold` for each seller.
		#[pallet::call_index(3)]
		#[pallet::weight(
			T::WeightInfo::buy(items.len() as u32).max(T::WeightInfo::buy_resale(items.len() as u32))
		)]
		pub fn buy(
			origin: OriginFor<T>,
			series: SeriesId,
			items: Items,
			max_total: Balance,
			min_unreleased: Balance,
		) -> DispatchResult {
			let buyer = ensure_signed(origin)?;
			Self::do_buy(buyer, series, items, max_total, min_unreleased)
		}

		/// Put certificates of a series up for auction, to be sold together to one buyer.
		///
		/// - origin: the owner, signed; of unsold certificates the miner.
		/// - `series`: the series of the certificates, such as `3`.
		/// - `items`: at most 100 unlocked certificates, all unsold or all sold before, such as
		///   `[0, 1, 2]`.
		/// - `kind`: `English`, with a reserve and optionally a price that buys immediately, or
		///   `Dutch`, with a price that falls from block to block. All amounts are for the whole
		///   lot, in base units of the series' payment asset, such as a reserve of `4500000000` for
		///   4,500 USDT. The minimum, divided by the certificates, must meet what `list` demands of
		///   a price.
		/// - `duration_blocks`: the number of blocks after this one in which it takes bids, such as
		///   `28800` for a day of three-second slots. Bids in the closing window extend it; an
		///   auction of certificates that were sold before must nevertheless be over before the
		///   first of their last days.
		///
		/// Emits `AuctionStarted`.
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
		/// - origin: the bidder, signed; not the seller.
		/// - `auction`: id of the auction, such as `12`.
		/// - `amount`: the bid for the whole lot, in base units of the series' payment asset, such
		///   as `4635000000` for 4,635 USDT: at least the reserve, and more than the bid before by
		///   the minimum step. A bid of at least `buy_now` buys the lot for exactly that price.
		/// - `min_unreleased`: the least deposit of each certificate that must be unreleased when the lot
		///   is delivered, in base units of the same asset, such as `1400000000` for 1,400 USDT, or
		///   `0`; at most what is certainly left on the last day on which the auction can end.
		///
		/// The bid is charged now and repaid as soon as it is outbid. It binds: only while the sale waits
		/// for the miner after the end may the bidder leave. If the auction has become
		/// void it is ended instead, and nothing is charged.
		///
		/// Emits `BidPlaced`, and `BidRepaid` for the bid before; `AuctionSettled` if it buys the
		/// lot; `AuctionVoided` if the auction was void.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::bid().saturating_add(any_lot::<T>(Pallet::<T>::settle_weight)))]
		pub fn bid(
			origin: OriginFor<T>,
			auction: AuctionId,
			amount: Balance,
			min_unreleased: Balance,
		) -> DispatchResultWithPostInfo {
			let bidder = ensure_signed(origin)?;
			let bid = Bid { bidder, amount, min_unreleased };
			Self::with_auction(auction, |lot| Self::decide_bid(bid, lot))
		}

		/// Buy the lot of a Dutch auction at the price of this block.
		///
		/// - origin: the buyer, signed; not the seller.
		/// - `auction`: id of the auction, such as `12`.
		/// - `max_price`: the maximum to pay for the whole lot, in base units of the series'
		///   payment asset, such as `6000000000` for 6,000 USDT.
		/// - `min_unreleased`: the least deposit of each certificate that must be unreleased, in base
		///   units of the same asset, such as `1400000000` for 1,400 USDT, or `0`.
		///
		/// If the auction has become void it is ended instead, and nothing is charged.
		///
		/// Emits `AuctionSettled`, or `AuctionVoided` if the auction was void.
		#[pallet::call_index(6)]
		#[pallet::weight(any_lot::<T>(Pallet::<T>::dutch_weight))]
		pub fn buy_dutch(
			origin: OriginFor<T>,
			auction: AuctionId,
			max_price: Balance,
			min_unreleased: Balance,
		) -> DispatchResultWithPostInfo {
			let buyer = ensure_signed(origin)?;
			Self::with_auction(auction, |lot| {
				Self::decide_buy_dutch(buyer, lot, max_price, min_unreleased)
			})
		}

		/// Withdraw an auction, and unlock its certificates.
		///
		/// - origin: the seller, signed; anyone if the auction has become void.
		/// - `auction`: id of an auction that is not over, and by which no loan is foreclosed, such as
		///   `12`; once there is a bid, only before the closing window of the planned end.
		///
		/// A bid is repaid.
		///
		/// Emits `AuctionCancelled`, or `AuctionVoided` if the auction was void; `BidRepaid` for a
		/// bid.
		#[pallet::call_index(7)]
		#[pallet::weight(any_lot::<T>(Pallet::<T>::unsold_weight))]
		pub fn cancel_auction(
			origin: OriginFor<T>,
			auction: AuctionId,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::with_auction(auction, |lot| Self::decide_cancel(&who, auction, lot))
		}

		/// Settle an auction that is over or void.
		///
		/// - origin: anyone, signed.
		/// - `auction`: id of the auction, such as `12`.
		///
		/// The lot goes to the highest bidder. Without a bid, or if the sale can no longer be made,
		/// the certificates are unlocked and a bid is repaid. A first sale waits, and the call is refused,
		/// until the miner has settled the days that are due. A foreclosed lot repays its loan first.
		///
		/// Emits `AuctionSettled`, `AuctionUnsold` or `AuctionVoided`.
		#[pallet::call_index(8)]
		#[pallet::weight(any_lot::<T>(Pallet::<T>::settle_weight))]
		pub fn settle_auction(
			origin: OriginFor<T>,
			auction: AuctionId,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::with_auction(auction, Self::decide_settle)
		}

		/// Withdraw the bid from an auction whose sale waits for the miner, and end the auction.
		///
		/// - origin: the highest bidder, signed; anyone if the auction has become void.
		/// - `auction`: id of an auction of unsold certificates that is over, such as `12`, while its
		///   miner is late or has to settle earlier days.
		///
		/// The bid is repaid, and the certificates are unlocked.
		///
		/// Emits `BidRepaid` and `AuctionUnsold`, or `AuctionVoided` if the auction was void.
		#[pallet::call_index(9)]
		#[pallet::weight(any_lot::<T>(Pallet::<T>::unsold_weight))]
		pub fn withdraw_bid(
			origin: OriginFor<T>,
			auction: AuctionId,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::with_auction(auction, |lot| Self::decide_withdraw(&who, lot))
		}

		/// Offer a price for a certificate that is not for sale, whoever owns it.
		///
		/// - origin: the bidder, signed; not the owner.
		/// - `series`: the series of the certificate, such as `3`.
		/// - `item`: an unlocked certificate, such as `0`.
		/// - `amount`: the offer, in base units of the series' payment asset, such as `1500000000`
		///   for 1,500 USDT: at least the voted floor for an unsold certificate, and one per cent of
		///   the unreleased deposit for one that was sold before.
		/// - `expires_in_days`: 1 to `MaxListingDays`, such as `7`; the offer can be accepted today
		///   and on the days after, this number of days in all.
		/// - `min_days_left`: the fewest days after today, up to the certificate's last one, that must be
		///   left when it is accepted, such as `20`, or `0`; the offer expires before fewer are left. A
		///   first sale always starts the whole term.
		/// - `min_unreleased`: the least deposit of the certificate that must be unreleased when it is
		///   accepted, in base units of the same asset, such as `900000000` for 900 USDT, or `0`.
		///
		/// The amount is charged now, and `OfferDeposit` in DMC. Both are repaid if the offer is cancelled
		/// or expires; the deposit also if it is accepted.
		///
		/// Emits `OfferMade`.
		#[pallet::call_index(10)]
		pub fn make_offer(
			origin: OriginFor<T>,
			series: SeriesId,
			item: ItemId,
			amount: Balance,
			expires_in_days: u32,
			min_days_left: u32,
			min_unreleased: Balance,
		) -> DispatchResult {
			let bidder = ensure_signed(origin)?;
			let demands = Demands { min_days_left, min_unreleased };
			Self::do_make_offer(bidder, series, item, amount, expires_in_days, demands)
		}

		/// Cancel an offer, and repay it to its bidder.
		///
		/// - origin: the bidder, signed; anyone once the offer has expired or can no longer be
		///   accepted.
		/// - `offer`: id of the offer, such as `5`.
		///
		/// Emits `OfferCancelled`.
		#[pallet::call_index(11)]
		pub fn cancel_offer(origin: OriginFor<T>, offer: OfferId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cancel_offer(who, offer)
		}

		/// Accept an offer: sell a certificate to the account that made it.
		///
		/// - origin: the owner, signed; not the bidder.
		/// - `offer`: id of an offer in force for an unlocked certificate of the caller, such as
		///   `5`.
		///
		/// The price is paid out as in `buy`.
		///
		/// Emits `OfferAccepted`, then `Bought` or `Resold`.
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::accept_offer().max(T::WeightInfo::accept_resale()))]
		pub fn accept_offer(origin: OriginFor<T>, offer: OfferId) -> DispatchResult {
			let seller = ensure_signed(origin)?;
			Self::do_accept_offer(seller, offer)
		}
	}
}
