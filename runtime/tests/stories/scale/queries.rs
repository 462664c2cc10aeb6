//! Every query reads a bounded number of storage items, which its documentation tells, however much there
//! is on the chain.

mod crowd;
mod reads;

use crate::{
	insurance_steps::*, lending_steps::*, people::*, staking_steps::*, steps::*, trading::*,
	world::*,
};
use crowd::{among, Crowd, DAYS, RESOLD};
use dmex_primitives::{SeriesId, MAX_INCIDENT_AGE};
use dmex_runtime::{queries, Block};
use dmex_runtime_api::*;
use pallet_mutual_insurance::MAX_AWARDS;
use pallet_risk_escrow::{breach::WINDOW_DAYS, Payouts, Positions};
use reads::reads;
use std::collections::BTreeMap;

/// Certificates, listings, auctions, or claims of a page.
const PAGE: u32 = 10;

/// The numbers in the sentence of a method's documentation that begins with "Reads at most": the first
/// is always read, each other for everything of a kind.
fn told() -> BTreeMap<&'static str, Vec<u32>> {
	let api = dmex_runtime_api::runtime_decl_for_dmex_api::runtime_metadata::<Block>(u32::MAX);
	let numbers = |docs: Vec<&str>| {
		let docs = docs.join(" ");
		let (_, rest) = docs.split_once("Reads at most").expect("a bound");
		let (sentence, _) = rest.split_once('.').expect("the end of a sentence");
		sentence.split(' ').filter_map(|word| word.trim_end_matches(',').parse().ok()).collect()
	};
	api.methods.into_iter().map(|method| (method.name, numbers(method.docs))).collect()
}

/// Numbers of reads by method and what it was asked about.
type Reads = BTreeMap<(&'static str, String), u32>;

/// The queries that were asked, and what the documentation of each method tells.
#[derive(Default)]
struct Asked {
	told: BTreeMap<&'static str, Vec<u32>>,
	reads: Reads,
	/// Lines about those that read more than is told.
	broken: Vec<String>,
}

impl Asked {
	fn new() -> Self {
		Self { told: told(), ..Self::default() }
	}

	/// Ask a query. `each` tells how much of every kind in the method's documentation its answer is about.
	fn ask<Answer, const KINDS: usize>(
		&mut self,
		method: &'static str,
		about: &str,
		query: impl FnOnce() -> Answer,
		each: impl FnOnce(&Answer) -> [usize; KINDS],
	) -> Answer {
		let (reads, answer) = reads(query);
		let told = &self.told[method];
		let each = each(&answer);
		assert_eq!(told.len(), KINDS + 1, "{method} tells of as many kinds");
		let kinds = [1].into_iter().chain(each.map(|count| count as u32));
		let bound: u32 = told.iter().zip(kinds).map(|(reads, count)| reads * count).sum();
		let line = format!("{method} {about}: {reads} reads of at most {bound}");
		println!("{line}");
		if reads > bound {
			self.broken.push(line);
		}
		self.reads.insert((method, about.into()), reads);
		answer
	}

	/// The numbers of reads, if none is above what is told.
	fn kept(self) -> Reads {
		assert!(self.broken.is_empty(), "{:#?}", self.broken);
		self.reads
	}
}

impl Crowd {
	/// Ask everything.
	fn ask(&self) -> Asked {
		let mut asked = Asked::new();
		self.ask_about_the_chain(&mut asked);
		self.ask_about_certificates(&mut asked);
		self.ask_about_the_market(&mut asked);
		self.ask_about_claims(&mut asked);
		self.ask_about_loans(&mut asked);
		asked
	}

	fn ask_about_the_chain(&self, asked: &mut Asked) {
		asked.ask("protocol", "", queries::protocol, |protocol| {
			[protocol.networks.len(), protocol.payment_assets.len()]
		});
		for (about, miner) in [("of the series", ferdie()), ("turned down", dave())] {
			let query = || queries::miner(miner).expect("a miner");
			let info = asked.ask("miner", about, query, |miner| [miner.applications.len()]);
			assert_eq!(info.applications.len(), usize::from(about == "of the series"));
		}
		for (about, id) in [("approved", 0), ("the last", self.application - 1)] {
			let query = || queries::application(id).expect("an application");
			asked.ask("application", about, query, |_| []);
		}
		for series in 0..4 {
			let about = ["held", "shop", "lots", "struck"][series as usize];
			asked.ask("series", about, || queries::series(series).expect("a series"), |_| []);
		}
		ask_what_is_held(asked, "", 3);
		let average = |day| move || queries::market_average(NETWORK, day).expect("a network");
		asked.ask("market_average", "known", average(FIRST_DAY + 10), |_| []);
		asked.ask("market_average", "unknown", average(today()), |_| []);
	}

	fn ask_about_certificates(&self, asked: &mut Asked) {
		let subjects = [
			("with offers", self.held, 0),
			("sold", self.held, self.size - 1),
			("to be resold", self.held, self.size),
			("that a loan is requested against", self.lent, 0),
			("lent against", self.lent, 1),
			("staked", self.lent, 2),
			("listed", self.shop, 0),
			("auctioned", self.lots, 0),
			("frozen", self.struck, 0),
		];
		for (about, series, item) in subjects {
			let query = || queries::certificate(series, item).expect("a certificate");
			let info = asked.ask("certificate", about, query, |info| {
				[0, info.offers.as_ref().map_or(0, Vec::len)]
			});
			let offers = if about == "with offers" { self.size.min(MAX_OFFERS) } else { 0 };
			assert_eq!(info.offers.expect("offers").len() as u32, offers);
		}
		let mut cursor = None;
		let pages = [
			("first page", alice()),
			("second page", alice()),
			("of a bidder", bob()),
			("of a lender", eve()),
			("of a creditor", crowd::stranger(0)),
		];
		for (about, who) in pages {
			let after = cursor.take();
			let query = || queries::portfolio(who, after, PAGE);
			let page = asked.ask("portfolio", about, query, |page| kinds(page, 0));
			if about == "first page" {
				cursor = page.cursor;
			}
		}
		let entries = [
			("from a loan on", PortfolioCursor::Borrowed(0)),
			("from a stake on", PortfolioCursor::Stake(self.lent, 2)),
		];
		for (about, after) in entries {
			let query = || queries::portfolio(dave(), Some(after), PAGE);
			let page = asked.ask("portfolio", about, query, |page| kinds(page, 0));
			assert!(page.certificates.is_empty() && page.offers.is_empty(), "{about}");
		}
		let from = today() - MAX_DAYS;
		let query = || queries::history(self.held, from, from + MAX_DAYS - 1).expect("a series");
		let days = asked.ask("history", "", query, |_| [MAX_DAYS as usize]);
		assert_eq!(days.len(), DAYS);
	}

	fn ask_about_the_market(&self, asked: &mut Asked) {
		// Those that cannot be bought come first, being cheap; auctions come last.
		let many = (self.size + PAGE + 1).min(MAX_VISITED) as usize;
		let few = PAGE as usize + 1;
		let of = |series| ListingsFilter { series: Some(series), ..ListingsFilter::default() };
		let auctions =
			ListingsFilter { kind: Some(SaleKind::Auction), ..ListingsFilter::default() };
		let cheap = ListingsFilter { max_price: Some(1), ..ListingsFilter::default() };
		let filters = [
			("of all", ListingsFilter::default(), many),
			("of a holder", of(self.held), many),
			("that cannot be bought", of(self.struck), many),
			("that cost nothing", cheap, many),
			("of a shop", of(self.shop), few),
			("auctions", auctions, few),
		];
		for (about, filter, visited) in filters {
			let first = || queries::listings(filter.clone(), None, PAGE);
			let page = asked.ask("listings", about, first, |_| [visited]);
			if visited == few && self.size > PAGE {
				let about = &format!("{about} on the next page");
				let next = || queries::listings(filter.clone(), page.cursor, PAGE);
				let page = asked.ask("listings", about, next, |_| [visited]);
				assert_eq!(page.listings.len() + page.auctions.len(), PAGE as usize);
			}
		}
		for (about, series, items) in [
			("first sales", self.shop, 0..PAGE),
			("resales", self.held, self.size..self.size + RESOLD),
		] {
			let items: Vec<_> = items.collect();
			let query = || queries::quote(series, &items).expect("a quote");
			asked.ask("quote", about, query, |quote| [quote.items.len()]);
		}
	}

	fn ask_about_loans(&self, asked: &mut Asked) {
		for (about, id) in [("requested", 0), ("lent", 1)] {
			asked.ask("loan", about, || queries::loan(id).expect("a loan"), |_| []);
		}
		asked.ask("staking", "", queries::staking, |staking| [staking.pools.len()]);
		// A loan is offered for each certificate, and requested against each third.
		let few = (PAGE + 1).min(self.size) as usize;
		let all = self.size.min(MAX_VISITED) as usize;
		let series = LoansFilter { series: Some(self.lent), ..LoansFilter::default() };
		let offers = LoansFilter { kind: Some(LoanKind::Offer), ..LoansFilter::default() };
		let free = LoansFilter { max_interest: Some(Default::default()), ..offers.clone() };
		for (about, filter, visited) in [
			("of all", LoansFilter::default(), PAGE as usize + 1),
			("of a series", series, PAGE as usize + 1),
			("offers", offers, few),
			("offers without interest", free, all),
		] {
			let query = || queries::loans(filter, None, PAGE);
			let page = asked.ask("loans", about, query, |_| [visited]);
			let shown = page.requests.len() + page.offers.len();
			assert!(shown <= PAGE as usize, "{about}: {shown}");
			assert_eq!(shown == 0, about == "offers without interest", "{about}: {shown}");
		}
	}

	fn ask_about_claims(&self, asked: &mut Asked) {
		let info = asked
			.ask("insurance", "", queries::insurance, |info| [info.pool.len(), info.claims.len()]);
		assert_eq!(info.claims.len() as u32, self.size.min(MAX_PAGE));
		for (about, id) in [("the first", 0), ("the last", self.size - 1)] {
			asked.ask("claim", about, || queries::claim(id).expect("a claim"), |_| []);
		}
		for (about, after) in [("first page", None), ("last page", self.size.checked_sub(9))] {
			let query = || queries::claims(after, PAGE);
			asked.ask("claims", about, query, |page| [page.claims.len()]);
		}
	}
}

/// How much of each kind is on a page of a portfolio.
fn kinds(page: &PortfolioPage, awards: usize) -> [usize; 7] {
	[
		page.certificates.len(),
		awards,
		page.credits.len(),
		page.offers.len(),
		page.loans.len(),
		page.loan_offers.len(),
		page.stakes.len(),
	]
}

#[test]
fn reads_do_not_grow() {
	let asked = [10, 1_000, 10_000].map(|size| {
		let mut asked = Asked::new();
		among(size, |crowd| asked = crowd.ask());
		asked
	});
	let [_, many, most] = asked.map(Asked::kept);
	assert_eq!(many, most);
}

/// Even a search for keys alone counts.
#[test]
fn a_walk_is_noticed() {
	execute_with_checks(|| {
		let series = mine();
		let mut asked = Asked::new();
		for walks in [false, true] {
			let query = || {
				// An account without identity leaves reads over that another one needs.
				for _ in 0..if walks { 4 } else { 0 } {
					assert_eq!(Positions::<Runtime>::iter_key_prefix(series).count(), 2);
				}
				queries::miner(ferdie()).expect("a miner")
			};
			asked.ask("miner", "", query, |miner| [miner.applications.len()]);
			assert_eq!(asked.broken.is_empty(), !walks);
		}
	});
}

/// The loss of every claim is measured over as many days as there can be, and every award looks at those
/// before it.
#[test]
fn the_most_awards_stay_within_what_is_told() {
	execute_with_checks(|| {
		let series = mine();
		pays(series, &[EXPECTED; MAX_INCIDENT_AGE as usize + 1]);
		assert_ok!(declare_event(series));
		let incident_day = frozen_on(series) - MAX_INCIDENT_AGE;
		let claim = ClaimRequest { incident_day, amount: DMC, ..ClaimRequest::of(series) };
		let claims: Vec<_> = (0..MAX_AWARDS).map(|_| claim.filed_by_council()).collect();
		claims.iter().for_each(|claim| support(*claim));
		to_block(vote_ends(MAX_AWARDS - 1) + 1);
		awards_fixed(series, &claims);

		let mut asked = Asked::new();
		let awards = MAX_AWARDS as usize;
		let query = || queries::certificate(series, 0).expect("a certificate");
		let info = asked.ask("certificate", "with awards", query, |_| [awards, 0]);
		assert_eq!(info.awards.len(), awards);
		let query = || queries::portfolio(alice(), None, PAGE);
		asked.ask("portfolio", "with awards", query, |page| kinds(page, awards));
		let query = || queries::claim(MAX_AWARDS - 1).expect("a claim");
		let info = asked.ask("claim", "of the last award", query, |_| []);
		assert!(info.award.is_some() && info.loss.is_some());
		asked.kept();
	});
}

/// Ask what the chain holds for others, when certificates of this number of series were sold.
fn ask_what_is_held(asked: &mut Asked, state: &str, series: usize) {
	let query = || queries::solvency().expect("sound ledgers");
	let solvency = asked.ask("solvency", state, query, |solvency| {
		let SolvencyInfo { escrow, income, market, insurance, lending, .. } = solvency;
		[series, [escrow, income, market, insurance, lending].into_iter().map(Vec::len).sum()]
	});
	assert!(solvency.holds);
}

/// Ask about a series, its first certificate, and what of it can be bought.
fn ask_about(asked: &mut Asked, series: SeriesId, state: &str, for_sale: usize) {
	asked.ask("series", state, || queries::series(series).expect("a series"), |_| []);
	let query = || queries::certificate(series, 0).expect("a certificate");
	asked.ask("certificate", state, query, |_| [0, 0]);
	let query = || queries::listings(ListingsFilter::default(), None, PAGE);
	let page = asked.ask("listings", state, query, |_| [3]);
	assert_eq!(page.listings.len() + page.auctions.len(), for_sale, "{state}");
	let auctions = ListingsFilter { kind: Some(SaleKind::Auction), ..ListingsFilter::default() };
	let query = || queries::listings(auctions, None, PAGE);
	asked.ask("listings", &format!("auction {state}"), query, |_| [1]);
	ask_what_is_held(asked, state, 1);
}

/// Nothing in the life of a loan or a stake does, either.
#[test]
fn every_state_of_a_loan_stays_within_what_is_told() {
	execute_with_checks(|| {
		let (mut asked, series) = (Asked::new(), mine());
		pays(series, &[EXPECTED; WINDOW_DAYS as usize + 2]);
		let due_day = today() + 3;
		let loan = lent(&eve(), &alice(), series, 0, &hundred_dollars(due_day));
		assert_ok!(stake(&bob(), series, &[1]));
		let mut ask = |state: &str| {
			asked.ask("loan", state, || queries::loan(loan).expect("a loan"), |_| []);
			for (about, item) in [("lent against", 0), ("staked", 1)] {
				let query = || queries::certificate(series, item).expect("a certificate");
				asked.ask("certificate", &format!("{about} {state}"), query, |_| [0, 0]);
			}
			for who in [alice(), bob(), eve()] {
				let query = || queries::portfolio(who, None, PAGE);
				asked.ask("portfolio", state, query, |page| kinds(page, 0));
			}
			ask_what_is_held(&mut asked, state, 1);
			asked.ask("staking", state, queries::staking, |staking| [staking.pools.len()]);
		};
		ask("of a loan");
		overdue(due_day);
		ask("overdue");
		let id = auctioned_off(&eve(), loan, PRINCIPAL);
		ask("in an auction");
		to_block(ends(id) + 1);
		next_block();
		catches_up(series, EXPECTED);
		assert_ok!(declare_event(series));
		ask("frozen");
		ended(series);
		ask("terminated");
		asked.kept();
	});
}

/// Nothing in the life of a series, and no kind of sale, takes more reads than is told.
#[test]
fn every_state_stays_within_what_is_told() {
	execute_with_checks(|| {
		let (mut asked, series) = (Asked::new(), mine());
		pays(series, &[EXPECTED; WINDOW_DAYS as usize + 2]);
		assert_ok!(pledge(&ferdie(), 0, sixty_days().pledge()));
		assert_ok!(mint(&ferdie(), series, 1));
		assert_ok!(delist(&ferdie(), series, &[3]));
		auctioned(&ferdie(), series, &[3], english(PRICE), 200);
		assert_ok!(list(&alice(), series, &[0], PRICE));
		ask_about(&mut asked, series, "on sale", 3);
		for (about, item) in [("first sale", 2), ("resale", 0)] {
			let query = || queries::quote(series, &[item]).expect("a quote");
			asked.ask("quote", about, query, |_| [1]);
		}
		for (about, item) in [("with an offer", 1), ("unsold with an offer", 4)] {
			offered(&charlie(), series, item, PRICE);
			let query = || queries::certificate(series, item).expect("a certificate");
			let info = asked.ask("certificate", about, query, |_| [0, 1]);
			assert_eq!(info.offers.map(|offers| offers.len()), Some(1), "{about}");
		}
		let query = || queries::portfolio(charlie(), None, PAGE);
		asked.ask("portfolio", "of offers", query, |page| kinds(page, 0));

		to_day(unpaid(series) + 9);
		ask_about(&mut asked, series, "late", 1);
		assert_ok!(report(series));
		ask_about(&mut asked, series, "frozen", 0);
		to_block(end_of(referendum_on(series)));
		assert_ok!(conclude_vote(series));
		assert!(Payouts::<Runtime>::contains_key(series));
		ask_about(&mut asked, series, "terminated", 0);
		for (about, who) in [("of a holder", alice()), ("of the miner", ferdie())] {
			let query = || queries::portfolio(who, None, PAGE);
			asked.ask("portfolio", about, query, |page| kinds(page, 0));
		}
		asked.kept();
	});
}
