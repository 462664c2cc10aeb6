//! Answers about the market: what is for sale, bids, offers and credits.

mod offers;
mod quotes;

use crate::{people::*, steps::*, trading::*, world::*};
use dmex_primitives::{AuctionId, ItemId, SeriesId};
use dmex_runtime::{constants::market::OFFER_DEPOSIT, queries};
use dmex_runtime_api::*;
use pallet_hashrate_market::{Call, Error};
use pallet_miner_registry::Call as Registry;
use pallet_risk_escrow::Error as EscrowError;
use sp_runtime::FixedU128;

/// Price that Alice asks for a certificate of `mine`.
const ASKED: Balance = 100_000_001;
/// Bob's reserve for his certificate, and the price that buys it immediately.
const RESERVE: Balance = 110_000_000;
const BUY_NOW: Balance = 112_000_000;

fn quoted(series: SeriesId, items: &[ItemId]) -> Option<QuoteInfo> {
	queries::quote(series, items)
}

/// Ask for all that meets a filter one by one. Returns the listed certificates, the auctions, and the
/// number of pages.
fn seen(filter: &ListingsFilter) -> (Vec<(SeriesId, ItemId)>, Vec<AuctionId>, usize) {
	let (mut listed, mut auctions, mut pages) = (Vec::new(), Vec::new(), 0);
	let mut cursor = None;
	loop {
		let page = queries::listings(filter.clone(), cursor, 1);
		assert!(page.listings.len() + page.auctions.len() <= 1);
		assert!(page.listings.is_empty() || auctions.is_empty(), "a listing after an auction");
		listed.extend(page.listings.iter().map(|each| (each.series, each.item)));
		auctions.extend(page.auctions.iter().map(|each| each.auction));
		pages += 1;
		cursor = page.cursor;
		if cursor.is_none() {
			break;
		}
	}
	let whole = queries::listings(filter.clone(), None, 100);
	assert_eq!((whole.listings.len(), whole.auctions.len()), (listed.len(), auctions.len()));
	assert_eq!(whole.cursor, None);
	listed.sort();
	auctions.sort();
	(listed, auctions, pages)
}

fn shown(filter: &ListingsFilter) -> (Vec<(SeriesId, ItemId)>, Vec<AuctionId>) {
	let (listed, auctions, _) = seen(filter);
	(listed, auctions)
}

fn everything() -> ListingsFilter {
	ListingsFilter::default()
}

fn of_series(series: SeriesId) -> ListingsFilter {
	ListingsFilter { series: Some(series), ..everything() }
}

/// Open sales in `bazaar`.
struct Bazaar {
	/// Ferdie's, in dollars: he lists the last two, Alice her first; Bob auctions the second.
	ferdies: SeriesId,
	english: AuctionId,
	/// Dave's, in DMC: he lists the first, and the price of the others falls.
	daves: SeriesId,
	dutch: AuctionId,
}

fn bazaar() -> Bazaar {
	let plan = Plan { miner: dave(), payment: Asset::Native, floor: DMC / 1_000, ..sixty_days() };
	let daves = plan.open();
	let ferdies = mine();
	assert_ok!(list(&alice(), ferdies, &[0], ASKED));
	let english = auctioned(&bob(), ferdies, &[1], english_or_now(RESERVE, BUY_NOW), 20);
	assert_ok!(list(&dave(), daves, &[0], DMC));
	let dutch = auctioned(&dave(), daves, &[1, 2, 3], dutch(9 * DMC + 1, 3 * DMC), 6);
	Bazaar { ferdies, english, daves, dutch }
}

#[test]
fn listings_show_everything_for_sale_page_by_page() {
	execute_with_checks(|| {
		let Bazaar { ferdies, english, daves, dutch } = bazaar();
		let listed = vec![(daves, 0), (ferdies, 0), (ferdies, 2), (ferdies, 3)];
		// Each page holds one thing, and says when it is the last.
		assert_eq!(seen(&everything()), (listed, vec![english, dutch], 6));
		let info = queries::listings(everything(), None, 0);
		assert_eq!((info.listings.len(), info.cursor.is_some()), (1, true));

		let info = queries::listings(of_series(ferdies), None, 100);
		let resale = info.listings.iter().find(|each| each.item == 0).unwrap();
		let today = today();
		assert_eq!(
			*resale,
			ListedInfo {
				series: ferdies,
				item: 0,
				network: NETWORK,
				seller: alice(),
				price: ASKED,
				payment_asset: DOLLAR,
				first_sale: false,
				min_unreleased: DEPOSIT,
				pledge: 60 * DMC,
				voted_floor: 150_000_000,
				last_day: today + 59,
				units: 10,
				term_days: 60,
				start_day: today + 1,
				end_day: today + 60,
				rate: FixedU128::from_rational(1, 100),
			}
		);
		let first = info.listings.iter().find(|each| each.item == 3).unwrap();
		assert_eq!((first.first_sale, &first.seller, first.price), (true, &ferdie(), PRICE));
		assert_eq!((first.min_unreleased, first.pledge), (DEPOSIT, 60 * DMC));
		assert_eq!(first.last_day, today + 89, "an unsold one has no last day of its own");
		next_day();
		let info = queries::listings(of_series(ferdies), None, 100);
		let days = |item| {
			let listed = info.listings.iter().find(|each| each.item == item).unwrap();
			(listed.start_day, listed.end_day)
		};
		// A term that has begun stays as it is; one to come begins tomorrow.
		assert_eq!((days(0), days(3)), ((today + 1, today + 60), (today + 2, today + 61)));
	});
}

#[test]
fn auctions_show_their_price_and_minimum_bid() {
	execute_with_checks(|| {
		let Bazaar { ferdies, english, daves, dutch } = bazaar();
		let (opened, end) = (System::block_number(), today() + 60);
		let info = |series| queries::listings(of_series(series), None, 100).auctions.remove(0);
		let bobs = info(ferdies);
		assert_eq!((bobs.auction, bobs.items, bobs.seller), (english, vec![1], bob()));
		let kind = AuctionKindInfo::English { reserve: RESERVE, buy_now: Some(BUY_NOW) };
		assert_eq!((bobs.kind, bobs.best_bid, bobs.min_bid), (kind, None, Some(RESERVE)));
		assert_eq!((bobs.ends, bobs.latest), (opened + 20, opened + 30));
		assert_eq!((bobs.first_sale, bobs.end_day), (false, Some(end)));
		// It ends in three days at the latest, of which two may release until then.
		assert_eq!(bobs.min_unreleased, DEPOSIT - 2 * INSTALMENT);
		assert_eq!((bobs.pledge, bobs.voted_floor), (60 * DMC, 150_000_000));
		let daves_lot = info(daves);
		assert_eq!((daves_lot.auction, daves_lot.items), (dutch, vec![1, 2, 3]));
		assert_eq!((daves_lot.first_sale, daves_lot.end_day), (true, None));
		assert_eq!((daves_lot.payment_asset, daves_lot.min_bid), (Asset::Native, None));
		let price =
			|price| AuctionKindInfo::Dutch { start_price: 9 * DMC + 1, floor: 3 * DMC, price };
		assert_eq!(daves_lot.kind, price(9 * DMC + 1));

		assert_ok!(bid(&alice(), english, RESERVE));
		let bobs = info(ferdies);
		assert_eq!(
			bobs.best_bid,
			Some(Bid { bidder: alice(), amount: RESERVE, min_unreleased: 0 })
		);
		// Three hundredths more would be 113,300,000, but less buys it immediately.
		assert_eq!(bobs.min_bid, Some(BUY_NOW));
		next_block();
		// A sixth of 6 DMC and a unit, rounded down, is gone.
		assert_eq!(info(daves).kind, price(8 * DMC + 1));
		assert_noop!(buy_dutch(&eve(), dutch, 8 * DMC), Error::<Runtime>::TooExpensive);
		assert_ok!(buy_dutch(&eve(), dutch, 8 * DMC + 1));
		assert!(shown(&of_series(daves)).1.is_empty());
		assert_ok!(bid(&charlie(), english, BUY_NOW));
		assert!(shown(&everything()).1.is_empty());
	});
}

#[test]
fn listings_are_those_that_meet_the_filter() {
	execute_with_checks(|| {
		let Bazaar { ferdies, english, daves, dutch } = bazaar();
		let ask = |filter: ListingsFilter| shown(&filter);
		let of_ferdie = vec![(ferdies, 0), (ferdies, 2), (ferdies, 3)];
		assert_eq!(ask(of_series(ferdies)), (of_ferdie.clone(), vec![english]));
		assert_eq!(ask(of_series(daves)), (vec![(daves, 0)], vec![dutch]));
		assert_eq!(ask(of_series(ferdies + 1)), (vec![], vec![]));
		let network = |network| ListingsFilter { network: Some(network), ..everything() };
		assert_eq!(ask(network(NETWORK)), ask(everything()));
		assert_eq!(ask(network(NETWORK + 1)), (vec![], vec![]));
		let kind = |kind| ListingsFilter { kind: Some(kind), ..of_series(ferdies) };
		assert_eq!(ask(kind(SaleKind::Listing)), (of_ferdie, vec![]));
		assert_eq!(ask(kind(SaleKind::Auction)), (vec![], vec![english]));

		let under = |most, series| ListingsFilter { max_price: Some(most), ..of_series(series) };
		assert_eq!(ask(under(ASKED - 1, ferdies)), (vec![], vec![]));
		assert_eq!(ask(under(ASKED, ferdies)), (vec![(ferdies, 0)], vec![]));
		assert!(ask(under(RESERVE - 1, ferdies)).1.is_empty());
		assert_eq!(ask(under(RESERVE, ferdies)).1, [english]);
		// A third of 9 DMC and a unit, rounded up.
		assert!(ask(under(3 * DMC, daves)).1.is_empty());
		assert_eq!(ask(under(3 * DMC + 1, daves)).1, [dutch]);
	});
}

#[test]
fn what_cannot_be_bought_is_not_shown() {
	execute_with_checks(|| {
		let Bazaar { ferdies, daves, dutch, .. } = bazaar();
		let soon =
			Call::list { series: ferdies, items: items(&[0]), price: ASKED, expires_in_days: 1 };
		assert_ok!(delist(&alice(), ferdies, &[0]));
		assert_ok!(act(alice(), soon));
		assert!(quoted(ferdies, &[0]).is_some());
		assert_ok!(council(Registry::ban_miner { miner: dave() }));
		assert_eq!(shown(&of_series(daves)), (vec![], vec![]), "of a banned miner");
		assert_eq!(quoted(daves, &[0]), None);
		assert_ok!(buy_dutch(&eve(), dutch, 10 * DMC));
		assert!(!is_open(dutch), "it can never sell");
		next_day();
		assert_eq!(shown(&of_series(ferdies)).0, [(ferdies, 2), (ferdies, 3)]);
		assert_eq!(quoted(ferdies, &[0]), None, "expired");
		assert_ok!(declare_event(ferdies));
		assert_eq!(shown(&everything()), (vec![], vec![]), "frozen");
		assert_eq!(quoted(ferdies, &[2]), None);
		assert_ok!(end_event(ferdies));
		// The listings are as they were; the auction is void.
		assert_eq!(shown(&of_series(ferdies)), (vec![(ferdies, 2), (ferdies, 3)], vec![]));
	});
}

#[test]
fn only_resales_of_a_late_series_are_shown() {
	execute_with_checks(|| {
		let series = mine();
		assert_ok!(list(&alice(), series, &[0], ASKED));
		assert_ok!(delist(&ferdie(), series, &[3]));
		let lot = auctioned(&ferdie(), series, &[3], english(PRICE), 90);
		assert_eq!(shown(&everything()).1, [lot]);
		to_day(today() + 4);
		assert!(queries::series(series).unwrap().late);
		assert_eq!(shown(&everything()), (vec![(series, 0)], vec![]), "late");
		assert_noop!(bid(&eve(), lot, PRICE), EscrowError::<Runtime>::Late);
		assert_eq!(quoted(series, &[2]), None);
		assert!(quoted(series, &[0]).is_some());
	});
}

/// A series whose certificates have all ended sells again once the last day is settled.
#[test]
fn first_sales_are_not_shown_while_earlier_days_are_unsettled() {
	execute_with_checks(|| {
		let (_, series, price) = shop();
		assert_ok!(list(&alice(), series, &[0], ASKED));
		pays(series, &[EXPECTED, EXPECTED]);
		assert_eq!(queries::certificate(series, 0).unwrap().end_day, Some(today()));
		assert_eq!(shown(&everything()).0, [(series, 1), (series, 2)], "its last day has begun");
		assert_eq!(quoted(series, &[0]), None);
		assert_noop!(buy(&eve(), series, &[0], ASKED), Error::<Runtime>::NearlyEnded);
		next_day();
		feed_yesterday();
		assert!(!queries::series(series).unwrap().late);
		assert_eq!((shown(&everything()).0, quoted(series, &[1])), (vec![], None));
		let waits = EscrowError::<Runtime>::EarlierDaysUnsettled;
		assert_noop!(buy(&eve(), series, &[1], price), waits);
		pays(series, &[EXPECTED]);
		assert_eq!(shown(&everything()).0, [(series, 1), (series, 2)]);
		assert_ok!(buy(&eve(), series, &[1], price));
	});
}

/// A fee of the whole price leaves no deposit, and the escrow refuses that.
#[test]
fn sales_without_deposit_are_not_shown() {
	execute_with_checks(|| {
		let plan = Plan { units: 1, term: 1, floor: 1, ..Plan::default() };
		let series = plan.open();
		assert_ok!(list(&ferdie(), series, &[0], 1));
		assert_ok!(list(&ferdie(), series, &[1], 2));
		assert_eq!(shown(&everything()).0, [(series, 1)]);
		assert_eq!(quoted(series, &[0]), None);
		assert_noop!(buy(&eve(), series, &[0], 1), EscrowError::<Runtime>::NoDeposit);
		let info = quoted(series, &[1]).unwrap();
		assert_eq!((info.total, info.fee, info.net), (2, 1, 1));
		assert_ok!(buy(&eve(), series, &[1], 2));
	});
}

/// A shop of a thousand and four certificates at 750,000, in four series; the last one of the third costs
/// a unit more.
fn large_shop() {
	let plan = Plan { units: 1, quantity: 251, quota: 1_004, ..Plan::default() };
	let application = plan.apply();
	elect(application);
	assert_ok!(pledge(&ferdie(), application, 4 * plan.pledge()));
	for _ in 0..4 {
		let series = plan.series(application);
		let all: Vec<ItemId> = (0..plan.quantity).collect();
		for some in all.chunks(100) {
			assert_ok!(list(&ferdie(), series, some, 750_000));
		}
	}
	assert_ok!(reprice(&ferdie(), 2, &[250], 750_001));
}

#[test]
fn listings_over_the_maximum_price_are_not_visited() {
	execute_with_checks(|| {
		large_shop();
		let within = |max_price, filter| ListingsFilter { max_price: Some(max_price), ..filter };
		for filter in [everything(), of_series(3)] {
			let page = queries::listings(within(749_999, filter), None, 100);
			assert!(page.listings.is_empty() && page.cursor.is_none());
		}
		let (mut listed, mut cursor) = (0, None);
		for page in 0..11 {
			let info = queries::listings(within(750_000, everything()), cursor, 100);
			listed += info.listings.len();
			assert_eq!(info.cursor.is_none(), page == 10);
			cursor = info.cursor;
		}
		assert_eq!(listed, 1_003);
	});
}

/// A call visits a thousand listings, whatever it shows.
#[test]
fn a_page_visits_a_thousand_listings_at_most() {
	execute_with_checks(|| {
		large_shop();
		to_day(today() + 90);
		let page = queries::listings(everything(), None, 100);
		assert!(page.listings.is_empty() && page.cursor.is_some(), "all have expired");
		let page = queries::listings(everything(), page.cursor, 100);
		assert!(page.listings.is_empty() && page.cursor.is_none());
	});
}

/// Prices of all pages of one listing each.
fn prices(filter: ListingsFilter) -> Vec<(Asset, Balance)> {
	let (mut prices, mut cursor) = (Vec::new(), None);
	loop {
		let page = queries::listings(filter.clone(), cursor, 1);
		prices.extend(page.listings.into_iter().map(|each| (each.payment_asset, each.price)));
		cursor = page.cursor;
		if cursor.is_none() {
			return prices;
		}
	}
}

#[test]
fn the_cheapest_come_first() {
	execute_with_checks(|| {
		let Bazaar { ferdies, daves, .. } = bazaar();
		let dollars = |price| (DOLLAR, price);
		let ferdies_prices = [ASKED, PRICE, PRICE].map(dollars);
		assert_eq!(prices(of_series(ferdies)), ferdies_prices);
		let dmc = [(Asset::Native, DMC)];
		let network = ListingsFilter { network: Some(NETWORK), ..everything() };
		assert_eq!(prices(network.clone()), [&dmc[..], &ferdies_prices].concat());
		let priced_in = |asset| ListingsFilter { payment_asset: Some(asset), ..network.clone() };
		assert_eq!(prices(priced_in(DOLLAR)), ferdies_prices);
		assert_eq!(prices(priced_in(Asset::Native)), dmc);
		assert!(prices(priced_in(COIN)).is_empty());
		assert!(shown(&priced_in(COIN)).1.is_empty(), "nor auctions");

		assert_ok!(reprice(&ferdie(), ferdies, &[2], PRICE + 9));
		assert_ok!(reprice(&alice(), ferdies, &[0], PRICE + 5));
		assert_ok!(reprice(&dave(), daves, &[0], 2 * DMC));
		let later =
			[(Asset::Native, 2 * DMC), dollars(PRICE), dollars(PRICE + 5), dollars(PRICE + 9)];
		assert_eq!(prices(everything()), later);
		let under = ListingsFilter { max_price: Some(PRICE + 5), ..everything() };
		assert_eq!(prices(under), later[1..3], "each asset by its own numbers");
	});
}

/// A page goes on after the price at which the one before it ended, whatever became of that listing.
#[test]
fn pages_go_on_when_their_last_listing_is_gone() {
	execute_with_checks(|| {
		let Bazaar { ferdies, .. } = bazaar();
		for filter in
			[of_series(ferdies), ListingsFilter { payment_asset: Some(DOLLAR), ..everything() }]
		{
			let first = queries::listings(filter.clone(), None, 1);
			assert_eq!(first.listings[0].price, ASKED);
			assert_ok!(delist(&alice(), ferdies, &[0]));
			let second = queries::listings(filter, first.cursor, 2);
			assert_eq!(second.listings.iter().map(|each| each.item).collect::<Vec<_>>(), [2, 3]);
			assert_ok!(list(&alice(), ferdies, &[0], ASKED));
		}
	});
}

#[test]
fn certificate_shows_its_listing_or_auction() {
	execute_with_checks(|| {
		let Bazaar { ferdies, english, .. } = bazaar();
		let info = |item| queries::certificate(ferdies, item).unwrap();
		let listing = ListingInfo { price: ASKED, last_day: today() + 59 };
		assert_eq!((info(0).listing, info(0).auction), (Some(listing), None));
		assert_eq!((info(1).listing, info(1).auction), (None, Some(english)));
		assert_eq!(info(1).lock, Some(LockKind::Auctioned));
		pays(ferdies, &[EXPECTED]);
		to_day(unpaid(ferdies) + 9);
		assert_ok!(report(ferdies));
		to_block(end_of(referendum_on(ferdies)) + 1);
		paid_out();
		// Its refund took the lock, though nobody took the listing away.
		assert_eq!((info(0).state, info(0).lock), (CertificateState::Refunded, None));
		assert_eq!(info(0).listing, None);
	});
}

#[test]
fn portfolio_and_solvency_show_offers_and_credits() {
	execute_with_checks(|| {
		assert!(queries::solvency().unwrap().market.is_empty());
		let Bazaar { ferdies, english, .. } = bazaar();
		assert_ok!(bid(&eve(), english, RESERVE));
		assert_ok!(delist(&alice(), ferdies, &[0]));
		let (made, now) = (offered(&eve(), ferdies, 0, ASKED), today());
		let info = queries::portfolio(eve(), None, 100);
		let offer = OfferInfo {
			offer: made,
			series: ferdies,
			item: 0,
			bidder: eve(),
			amount: ASKED,
			payment_asset: DOLLAR,
			deposit: OFFER_DEPOSIT,
			min_unreleased: 0,
			first_sale: false,
			last_day: now + 59,
			void: false,
		};
		assert_eq!((info.offers, info.credits), (vec![offer.clone()], vec![]));
		block_asset(DOLLARS, eve());
		assert_ok!(bid(&charlie(), english, BUY_NOW));
		let info = queries::portfolio(eve(), None, 1).credits;
		assert_eq!(info, [CreditInfo { asset: DOLLAR, amount: RESERVE }]);
		let assert_backed = |amount| {
			let info = queries::solvency().unwrap();
			let deposit = Asset::Native;
			let held = EXISTENTIAL_DEPOSIT + OFFER_DEPOSIT;
			let deposit = Backing { asset: deposit, held, due: OFFER_DEPOSIT };
			let backing = Backing { asset: DOLLAR, held: amount, due: amount };
			assert!(info.holds);
			assert_eq!(info.market, [deposit.into(), backing.into()]);
		};
		assert_backed(RESERVE + ASKED);
		thaw_asset(DOLLARS, eve());
		assert_ok!(withdraw(&eve(), DOLLAR));
		assert_backed(ASKED);
		assert_ok!(declare_event(ferdies));
		let info = queries::portfolio(eve(), None, 100);
		assert_eq!((info.offers, info.credits), (vec![OfferInfo { void: true, ..offer }], vec![]));
		assert!(queries::portfolio(charlie(), None, 100).offers.is_empty());
	});
}
