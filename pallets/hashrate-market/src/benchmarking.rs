//! Worst costs of the calls and the hook: each certificate that was sold started on a day of its
//! own and has income that is not claimed; a payee had no account in the asset, and has a credit
//! that is paid too; the price of a lot leaves a remainder.

use super::*;
use crate::order::ByExpiry;
use alloc::{vec, vec::Vec};
use dmex_primitives::{
	Asset, AuctionId, Balance, CertificateView, Clock, Day, Escrow, FeeSplit, Foreclosures, ItemId,
	Items, LoanId, OfferId, PayOrCredit, Secured, SeriesId, MAX_ITEMS,
};
use frame_benchmarking::v2::*;
use frame_support::{
	assert_ok,
	traits::{fungibles::Inspect, Get},
	weights::Weight,
};
use frame_system::RawOrigin;
use sp_runtime::Permill;

/// Brings the neighbours into the state that a benchmark starts from.
pub trait BenchmarkHelper<AccountId> {
	/// A new series of `miner`, open for sale, with a number of unsold certificates from 0 on;
	/// returns its id, and a price that its floor allows.
	fn series(miner: &AccountId, certificates: u32) -> (SeriesId, Balance);
	/// A new series, open for sale. Certificates from 0 on were sold to these holders, each on a
	/// day of its own, and have income that is not claimed; `unsold` more, of the account "miner",
	/// are unsold. Returns its id, and a price that its floor allows.
	fn sold(holders: &[AccountId], unsold: u32) -> (SeriesId, Balance);
	/// A loan of `debt` base units of the payment asset, for which a sold and unlocked certificate is
	/// collateral; its creditor has no account in that asset. Returns its id.
	fn lend(series: SeriesId, item: ItemId, debt: Balance) -> LoanId;
	/// Make `day` the running day.
	fn set_today(day: Day);
	/// Give `who` this amount of the payment asset of `series`, and the money that it needs to
	/// exist.
	fn fund(series: SeriesId, who: &AccountId, amount: Balance);
}

/// Number of blocks for which an auction lasts.
const BLOCKS: u32 = 100;
/// Number of days after which a miner that settles nothing is late, whatever governance allows.
const LATE: Day = 60;
/// Least deposit that is demanded: it makes a sale look up what is left of each certificate.
const DEMANDED: Balance = 1;
/// Credit of a payee.
const CREDIT: Balance = 1_000_000_000;

/// Certificates of one seller.
struct Lot<T: Config> {
	seller: T::AccountId,
	series: SeriesId,
	items: Items,
	/// Price of each.
	price: Balance,
}

impl<T: Config> Lot<T> {
	/// Unsold certificates of a series that has sold none yet: selling opens its ledger.
	fn unsold(n: u32) -> Self {
		let seller = account("miner", 0, 0);
		let (series, price) = T::BenchmarkHelper::series(&seller, n);
		Self { seller, series, items: items(0, n), price }
	}

	/// Sold certificates.
	fn sold(n: u32) -> Self {
		let seller: T::AccountId = account("holder", 0, 0);
		let (series, price) = T::BenchmarkHelper::sold(&vec![seller.clone(); n as usize], 0);
		Self { seller, series, items: items(0, n), price }
	}

	/// Unsold certificates of a series that has sold others, whose days are looked at.
	fn unsold_among_sold(n: u32) -> Self {
		let (series, price) = T::BenchmarkHelper::sold(&[account("holder", 0, 0)], n);
		Self { seller: account("miner", 0, 0), series, items: items(1, n), price }
	}

	/// A price for all of them with the largest remainder.
	fn total(&self) -> Balance {
		let n = self.items.len() as Balance;
		self.price * n + n - 1
	}

	fn list(&self) {
		let (seller, days) = (signed::<T>(&self.seller), T::MaxListingDays::get());
		let items = self.items.clone();
		assert_ok!(Pallet::<T>::list(seller.into(), self.series, items, self.price, days));
	}

	fn auction(&self, kind: AuctionKind) -> AuctionId {
		let (id, seller) = (NextAuctionId::<T>::get(), signed::<T>(&self.seller));
		let items = self.items.clone();
		assert_ok!(Pallet::<T>::start_auction(seller.into(), self.series, items, kind, BLOCKS));
		id
	}

	fn english(&self) -> AuctionKind {
		AuctionKind::English { reserve: self.total(), buy_now: Some(Balance::MAX) }
	}

	fn dutch(&self) -> AuctionKind {
		AuctionKind::Dutch { start_price: self.total(), floor: self.total() }
	}

	/// An auction for which an account has bid all its money.
	fn bidden(&self) -> (AuctionId, T::AccountId) {
		self.bid_for(self.auction(self.english()))
	}

	/// An account bids all its money for the lot.
	fn bid_for(&self, id: AuctionId) -> (AuctionId, T::AccountId) {
		let bidder = account("bidder", 0, 0);
		T::BenchmarkHelper::fund(self.series, &bidder, self.total());
		assert_ok!(Pallet::<T>::bid(signed::<T>(&bidder).into(), id, self.total(), DEMANDED));
		owe::<T>(self.series, &bidder);
		(id, bidder)
	}

	/// An auction of unsold certificates that is over, with a bid, while its miner is late.
	fn waiting(&self) -> (AuctionId, T::AccountId) {
		let (id, bidder) = self.bidden();
		at::<T>(ends::<T>(id) + 1);
		T::BenchmarkHelper::set_today(T::Clock::today() + LATE);
		assert!(T::Escrow::waits_for_days(self.series));
		(id, bidder)
	}

	/// An auction that is over, with a bid.
	fn due(&self) -> (AuctionId, T::AccountId) {
		self.end(self.bidden())
	}

	/// A foreclosure of the first of them that is over, with a bid that repays the debt and leaves
	/// something to the holder.
	fn foreclosed(&self) -> (AuctionId, T::AccountId) {
		let (series, item) = (self.series, self.items[0]);
		let loan = T::BenchmarkHelper::lend(series, item, self.price / 2);
		let opened = Pallet::<T>::foreclose(series, item, loan, self.total(), BLOCKS);
		self.end(self.bid_for(opened.expect("the helper lent; qed")))
	}

	fn end(&self, (id, bidder): (AuctionId, T::AccountId)) -> (AuctionId, T::AccountId) {
		at::<T>(ends::<T>(id) + 1);
		owe::<T>(self.series, &self.seller);
		(id, bidder)
	}

	/// An offer for the first of them.
	fn offer(&self, days: u32) -> (OfferId, T::AccountId) {
		let (id, bidder): (_, T::AccountId) = (NextOfferId::<T>::get(), account("bidder", 0, 0));
		T::BenchmarkHelper::fund(self.series, &bidder, self.price);
		let (series, item, by) = (self.series, self.items[0], signed::<T>(&bidder));
		assert_ok!(Pallet::<T>::make_offer(by.into(), series, item, self.price, days, 0, DEMANDED));
		(id, bidder)
	}

	fn are_all_of(&self, who: &T::AccountId) -> bool {
		self.items.iter().all(|item| {
			T::Certificates::certificate(self.series, *item)
				.is_some_and(|held| held.owner == *who && held.lock.is_none())
		})
	}

	/// The earliest of their last days.
	fn last_day(&self) -> Day {
		T::Escrow::ensure_on_resale(self.series, &self.items).expect("they were sold; qed")
	}
}

fn items(first: u32, n: u32) -> Items {
	let items = (first..first + n).collect::<Vec<_>>();
	items.try_into().expect("at most 100 are asked for; qed")
}

fn signed<T: Config>(who: &T::AccountId) -> RawOrigin<T::AccountId> {
	RawOrigin::Signed(who.clone())
}

fn asset_of<T: Config>(series: SeriesId) -> Asset {
	T::Certificates::series(series).expect("the helper made it; qed").payment_asset
}

/// Credit `who`.
fn owe<T: Config>(series: SeriesId, who: &T::AccountId) {
	let market = Pallet::<T>::account();
	T::BenchmarkHelper::fund(series, &market, CREDIT);
	assert_ok!(T::Credits::credit(&market, &asset_of::<T>(series), who, CREDIT));
}

/// Whether `who` was paid, together with its credit: credits of `left` are left at the market.
fn is_paid<T: Config>(series: SeriesId, who: &T::AccountId, left: Balance) -> bool {
	let asset = asset_of::<T>(series);
	let credits = T::Credits::credits_at(&Pallet::<T>::account());
	let joined = credits.get(&asset).copied().unwrap_or_default() == left;
	joined && T::Assets::balance(asset, who) > CREDIT
}

fn at<T: Config>(block: u32) {
	frame_system::Pallet::<T>::set_block_number(block.into());
}

fn ends<T: Config>(auction: AuctionId) -> u32 {
	Auctions::<T>::get(auction).expect("it was just opened; qed").schedule.ends
}

/// Give each of these listings fee terms of its own.
fn spread_fees<T: Config>(series: SeriesId, items: &Items) {
	for (item, pool) in items.iter().zip(1u32..) {
		Listings::<T>::mutate(series, item, |listing| {
			if let Some(listing) = listing {
				let treasury = Permill::from_percent(40);
				let split = FeeSplit { pool: Permill::from_parts(pool * 1_000), treasury };
				listing.fees = FeeTerms { rate: Permill::from_percent(1), split };
			}
		});
	}
}

/// A buyer with more than enough.
fn buyer<T: Config>(series: SeriesId, total: Balance) -> T::AccountId {
	let buyer = account("buyer", 0, 0);
	T::BenchmarkHelper::fund(series, &buyer, total * 2);
	buyer
}

fn stranger<T: Config>() -> T::AccountId {
	account("stranger", 0, 0)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn list(n: Linear<1, MAX_ITEMS>) {
		let Lot { seller, series, items, price } = Lot::<T>::sold(n);
		let days = T::MaxListingDays::get();

		#[extrinsic_call]
		_(signed::<T>(&seller), series, items, price, days);

		assert_eq!(Listings::<T>::iter_prefix(series).count() as u32, n);
	}

	#[benchmark]
	fn reprice(n: Linear<1, MAX_ITEMS>) {
		let lot = Lot::<T>::unsold(n);
		lot.list();
		let price = lot.price + 1;

		#[extrinsic_call]
		_(signed::<T>(&lot.seller), lot.series, lot.items, price);

		let mut listings = Listings::<T>::iter_prefix_values(lot.series);
		assert!(listings.all(|listing| listing.price == price));
	}

	// By a stranger, after their last days.
	#[benchmark]
	fn delist(n: Linear<1, MAX_ITEMS>) {
		let lot = Lot::<T>::sold(n);
		lot.list();
		Listings::<T>::translate_values(|listing: ListingOf<T>| {
			Some(Listing { expires_on: Day::MAX, ..listing })
		});
		T::BenchmarkHelper::set_today(lot.last_day() + n);

		#[extrinsic_call]
		_(signed::<T>(&stranger::<T>()), lot.series, lot.items.clone());

		assert_eq!(Listings::<T>::iter_prefix(lot.series).count(), 0);
		assert!(lot.are_all_of(&lot.seller));
	}

	#[benchmark]
	fn buy(n: Linear<1, MAX_ITEMS>) {
		let lot = Lot::<T>::unsold(n);
		lot.list();
		spread_fees::<T>(lot.series, &lot.items);
		let total = lot.total();
		let buyer = buyer::<T>(lot.series, total);

		#[extrinsic_call]
		_(signed::<T>(&buyer), lot.series, lot.items.clone(), total, DEMANDED);

		assert_eq!(Listings::<T>::iter_prefix(lot.series).count(), 0);
		assert!(lot.are_all_of(&buyer));
	}

	#[benchmark]
	fn buy_resale(n: Linear<1, MAX_ITEMS>) {
		let holders: Vec<T::AccountId> = (0..n).map(|index| account("holder", index, 0)).collect();
		let (series, price) = T::BenchmarkHelper::sold(&holders, 0);
		let all = items(0, n);
		for (holder, item) in holders.iter().zip(&all) {
			let (seller, items) = (holder.clone(), items(*item, 1));
			Lot::<T> { seller, series, items, price }.list();
			owe::<T>(series, holder);
		}
		spread_fees::<T>(series, &all);
		let total = price * Balance::from(n);
		let buyer = buyer::<T>(series, total);

		#[extrinsic_call]
		buy(signed::<T>(&buyer), series, all.clone(), total, DEMANDED);

		let lot = Lot::<T> { seller: buyer.clone(), series, items: all, price };
		assert!(lot.are_all_of(&buyer));
		assert!(holders.iter().all(|holder| is_paid::<T>(series, holder, 0)));
	}

	#[benchmark]
	fn start_auction(n: Linear<1, MAX_ITEMS>) {
		let lot = Lot::<T>::sold(n);
		let kind = lot.english();

		#[extrinsic_call]
		_(signed::<T>(&lot.seller), lot.series, lot.items, kind, BLOCKS);

		assert_eq!(Auctions::<T>::iter().count(), 1);
	}

	// Outbids another in the last block, at a first sale of a series that has sold before.
	#[benchmark]
	fn bid() {
		let lot = Lot::<T>::unsold_among_sold(MAX_ITEMS);
		let (id, outbid) = lot.bidden();
		let (end, amount) = (ends::<T>(id), lot.total() * 2);
		at::<T>(end);
		let bidder = buyer::<T>(lot.series, amount);

		#[extrinsic_call]
		_(signed::<T>(&bidder), id, amount, DEMANDED);

		assert!(ends::<T>(id) > end);
		assert!(is_paid::<T>(lot.series, &outbid, 0));
	}

	#[benchmark]
	fn buy_dutch(n: Linear<1, MAX_ITEMS>) {
		let lot = Lot::<T>::unsold(n);
		let (id, total) = (lot.auction(lot.dutch()), lot.total());
		let buyer = buyer::<T>(lot.series, total);

		#[extrinsic_call]
		_(signed::<T>(&buyer), id, total, DEMANDED);

		assert!(lot.are_all_of(&buyer));
	}

	#[benchmark]
	fn buy_dutch_resale(n: Linear<1, MAX_ITEMS>) {
		let lot = Lot::<T>::sold(n);
		let (id, total) = (lot.auction(lot.dutch()), lot.total());
		owe::<T>(lot.series, &lot.seller);
		let buyer = buyer::<T>(lot.series, total);

		#[extrinsic_call]
		buy_dutch(signed::<T>(&buyer), id, total, DEMANDED);

		assert!(lot.are_all_of(&buyer));
		assert!(is_paid::<T>(lot.series, &lot.seller, 0));
	}

	#[benchmark]
	fn cancel_auction(n: Linear<1, MAX_ITEMS>) {
		let lot = Lot::<T>::sold(n);
		let (id, bidder) = lot.bidden();

		#[extrinsic_call]
		_(signed::<T>(&lot.seller), id);

		assert!(lot.are_all_of(&lot.seller));
		assert!(is_paid::<T>(lot.series, &bidder, 0));
	}

	#[benchmark]
	fn withdraw_bid(n: Linear<1, MAX_ITEMS>) {
		let lot = Lot::<T>::unsold_among_sold(n);
		let (id, bidder) = lot.waiting();

		#[extrinsic_call]
		_(signed::<T>(&bidder), id);

		assert!(lot.are_all_of(&lot.seller));
		assert!(is_paid::<T>(lot.series, &bidder, 0));
	}

	#[benchmark]
	fn settle_auction(n: Linear<1, MAX_ITEMS>) {
		let lot = Lot::<T>::unsold(n);
		let (id, bidder) = lot.due();

		#[extrinsic_call]
		_(signed::<T>(&stranger::<T>()), id);

		assert!(lot.are_all_of(&bidder));
	}

	#[benchmark]
	fn settle_resale(n: Linear<1, MAX_ITEMS>) {
		let lot = Lot::<T>::sold(n);
		let (id, bidder) = lot.due();

		#[extrinsic_call]
		settle_auction(signed::<T>(&stranger::<T>()), id);

		assert!(lot.are_all_of(&bidder));
		assert!(is_paid::<T>(lot.series, &lot.seller, CREDIT));
	}

	#[benchmark]
	fn settle_foreclosed() {
		let lot = Lot::<T>::sold(1);
		let (id, bidder) = lot.foreclosed();

		#[extrinsic_call]
		settle_auction(signed::<T>(&stranger::<T>()), id);

		assert!(lot.are_all_of(&bidder));
		assert!(is_paid::<T>(lot.series, &lot.seller, CREDIT));
		assert!(T::Certificates::lien(lot.series, lot.items[0]).is_none());
	}

	// For a certificate that was sold before, whose deposit is looked up.
	#[benchmark]
	fn make_offer() {
		let lot = Lot::<T>::sold(1);
		let (item, price, days) = (lot.items[0], lot.price, T::MaxListingDays::get());
		let bidder = buyer::<T>(lot.series, price);

		#[extrinsic_call]
		_(signed::<T>(&bidder), lot.series, item, price, days, 1, DEMANDED);

		assert_eq!(OffersBy::<T>::iter_prefix(bidder).count(), 1);
	}

	// By a stranger, after the certificate's last day to change hands.
	#[benchmark]
	fn cancel_offer() {
		let lot = Lot::<T>::sold(1);
		let last_day = lot.last_day();
		T::BenchmarkHelper::set_today(last_day - 1);
		let (id, bidder) = lot.offer(T::MaxListingDays::get());
		T::BenchmarkHelper::set_today(last_day);
		owe::<T>(lot.series, &bidder);

		#[extrinsic_call]
		_(signed::<T>(&stranger::<T>()), id);

		assert!(is_paid::<T>(lot.series, &bidder, 0));
	}

	#[benchmark]
	fn accept_offer() {
		let lot = Lot::<T>::unsold(1);
		let (id, bidder) = lot.offer(1);

		#[extrinsic_call]
		_(signed::<T>(&lot.seller), id);

		assert!(lot.are_all_of(&bidder));
	}

	#[benchmark]
	fn accept_resale() {
		let lot = Lot::<T>::sold(1);
		let (id, bidder) = lot.offer(1);
		owe::<T>(lot.series, &lot.seller);

		#[extrinsic_call]
		accept_offer(signed::<T>(&lot.seller), id);

		assert!(lot.are_all_of(&bidder));
		assert!(is_paid::<T>(lot.series, &lot.seller, 0));
	}

	// In a block in which no auction ends and no offer expires, as in most blocks.
	#[benchmark]
	fn idle_base() {
		DueFrom::<T>::put(Pallet::<T>::now());

		#[block]
		{
			Pallet::<T>::end_due(Weight::MAX);
		}

		assert_eq!(DueFrom::<T>::get(), Pallet::<T>::now() + 1);
	}

	// With an entry without an auction and one without an offer, which are removed.
	#[benchmark]
	fn idle_step() {
		DueFrom::<T>::put(Pallet::<T>::now());
		Due::<T>::insert(Pallet::<T>::now(), 0, ());
		ExpiringOffers::<T>::insert(ByExpiry::of(0, 0), ());

		#[block]
		{
			Pallet::<T>::end_due(Weight::MAX);
		}

		assert_eq!((Due::<T>::iter().count(), ExpiringOffers::<T>::iter().count()), (0, 0));
	}

	// With an auction of the largest lot, whose sale waits.
	#[benchmark]
	fn idle_wait() {
		let lot = Lot::<T>::unsold_among_sold(MAX_ITEMS);
		let (id, _) = lot.waiting();
		let end = ends::<T>(id);
		at::<T>(end);
		DueFrom::<T>::put(end);

		#[block]
		{
			Pallet::<T>::end_due(Weight::MAX);
		}

		assert!(Auctions::<T>::get(id).is_some_and(|auction| auction.due > end));
	}
}
