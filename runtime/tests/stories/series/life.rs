//! The whole life of certificates, from the application to the last payout, with every balance of
//! everybody to the last unit.

use crate::{book::Book, people::*, steps::*, trading::*, world::*};
use dmex_primitives::{ItemId, SeriesId};
use dmex_runtime::{constants::market::series_deposit, Uniques};
use frame_support::traits::tokens::nonfungibles::Inspect;
use pallet_democracy::Conviction;
use pallet_miner_registry::ApplicationStatus;

fn attribute(series: SeriesId, key: &str) -> String {
	let value = <Uniques as Inspect<AccountId>>::collection_attribute(&series, key.as_bytes());
	String::from_utf8(value.unwrap()).unwrap()
}

fn day_of_item(series: SeriesId, item: ItemId, key: &str) -> Option<Day> {
	let value = <Uniques as Inspect<AccountId>>::attribute(&series, &item, key.as_bytes())?;
	String::from_utf8(value).unwrap().parse().ok()
}

/// Ferdie sells four certificates of ten TH/s for three days. Alice buys two and gives one away,
/// Bob buys one a day later, one is never sold.
#[test]
fn from_the_application_to_the_last_payout() {
	execute_with_checks(|| {
		let mut tale = Tale::begin();
		tale.is_approved();
		tale.is_minted();
		tale.is_sold();
		tale.pays_its_first_day();
		tale.pays_two_days_at_once();
		tale.pays_its_last_day();
		tale.ends();
	});
}

struct Tale {
	book: Book,
	plan: Plan,
	application: u32,
	series: SeriesId,
	/// The first day of Alice's certificates.
	first: Day,
}

impl Tale {
	/// The fee of it is 80,001.02, rounded up; 7,920,100 go to escrow: three instalments of 2,640,033,
	/// and 1.
	const PRICE: Balance = 8_000_102;

	fn begin() -> Self {
		let (book, plan) = (Book::open(), Plan::default());
		Self { book, plan, application: 0, series: 0, first: 0 }
	}

	fn is_approved(&mut self) {
		self.application = self.plan.apply();
		self.book.moves(ferdie(), pledges(), &Asset::Native, 1_000 * DMC);
		self.book.agrees("apply");
		elect(self.application);
		self.book.moves(pledges(), ferdie(), &Asset::Native, 1_000 * DMC);
		self.book.agrees("the vote passed");
	}

	fn is_minted(&mut self) {
		// 10 units × 3 days × 0.1 DMC for each of four.
		assert_ok!(pledge(&ferdie(), self.application, 12 * DMC));
		self.book.moves(ferdie(), pledges(), &Asset::Native, 12 * DMC);
		self.series = self.plan.series(self.application);
		self.book.moves(ferdie(), certificates(), &Asset::Native, series_deposit(3));
		// 0.1 DMC for each of 40 units: two fifths each to pool and treasury, the rest is burnt.
		self.book.moves(ferdie(), insurance_pool(), &Asset::Native, 1_600 * DMC / 1_000);
		self.book.moves(ferdie(), treasury(), &Asset::Native, 1_600 * DMC / 1_000);
		self.book.loses(ferdie(), &Asset::Native, 800 * DMC / 1_000);
		self.book.agrees("mint");
		assert_eq!(burnt(), 800 * DMC / 1_000);
	}

	fn is_sold(&mut self) {
		let (series, price) = (self.series, Self::PRICE);
		assert_ok!(list(&ferdie(), series, &[0, 1, 2, 3], price));
		self.book.agrees("list");
		self.first = today() + 1;
		assert_ok!(buy(&alice(), series, &[0, 1], 2 * price));
		self.book.moves(alice(), escrow(), &DOLLAR, 2 * 7_920_100);
		self.book.moves(alice(), insurance_pool(), &DOLLAR, 64_001);
		self.book.moves(alice(), treasury(), &DOLLAR, 96_003);
		self.book.agrees("Alice buys");
		next_day();
		assert_ok!(buy(&bob(), series, &[2], price));
		self.book.moves(bob(), escrow(), &DOLLAR, 7_920_100);
		self.book.moves(bob(), insurance_pool(), &DOLLAR, 32_000);
		self.book.moves(bob(), treasury(), &DOLLAR, 48_002);
		self.book.agrees("Bob buys");

		let terms = [0, 1, 2].map(|item| {
			["start_day", "end_day"].map(|key| day_of_item(series, item, key).unwrap())
		});
		let first = self.first;
		assert_eq!(terms, [[first, first + 2], [first, first + 2], [first + 1, first + 3]]);
		assert_eq!(day_of_item(series, 3, "start_day"), None);
		assert_ok!(delist(&ferdie(), series, &[3]));
		let burn = pallet_hashrate_nft::Call::burn_unsold { series, items: items(&[3]) };
		assert_ok!(act(ferdie(), burn));
		self.book.agrees("burn unsold");
	}

	/// 20 units earn 1,001.
	fn pays_its_first_day(&mut self) {
		opens_at(NETWORK, 50);
		next_day();
		all_feed(NETWORK, self.first, 50);
		assert_ok!(distribute(&ferdie(), self.series, self.first, &[1_001]));
		self.book.moves(ferdie(), income(), &COIN, 1_001);
		self.book.moves(escrow(), insurance_pool(), &DOLLAR, 26_400);
		self.book.moves(escrow(), ferdie(), &DOLLAR, 5_253_666);
		self.book.agrees("the first day");
		// 500.5 each.
		assert_ok!(claim_income(self.series, &[0]));
		self.book.moves(income(), alice(), &COIN, 500);
		self.book.agrees("Alice claims");
		assert_ok!(hand_over(&alice(), self.series, 1, &charlie()));
		self.book.agrees("a gift with what it earned");
	}

	/// 30 units earn 1,000 each day; what the division leaves is carried on.
	fn pays_two_days_at_once(&mut self) {
		for (day, average) in [(self.first + 1, 34), (self.first + 2, 33)] {
			next_day();
			all_feed(NETWORK, day, average);
		}
		assert_ok!(distribute(&ferdie(), self.series, self.first + 1, &[1_000, 1_000]));
		self.book.moves(ferdie(), income(), &COIN, 2_000);
		self.book.moves(escrow(), insurance_pool(), &DOLLAR, 2 * 39_600);
		self.book.moves(escrow(), ferdie(), &DOLLAR, 2 * 7_880_499);
		self.book.agrees("the second and third day");
		assert_eq!(MinerRegistry::miner(&ferdie()).required, 3 * DMC);

		// Charlie's has ended: all three days and the remainder of the deposit are his.
		assert_ok!(retire(self.series, &[1]));
		self.book.moves(income(), charlie(), &COIN, 1_167);
		self.book.moves(escrow(), charlie(), &DOLLAR, 1);
		self.book.agrees("Charlie's certificate retires");

		// Alice's has, too, and is paid out without anybody's asking.
		paid_out();
		self.book.moves(income(), alice(), &COIN, 667);
		self.book.moves(escrow(), alice(), &DOLLAR, 1);
		self.book.agrees("Alice's certificate retires by itself");
		assert_eq!(HashrateNft::record_of(self.series, 0), None);
	}

	/// Only Bob's 10 units, for 777 and what was carried.
	fn pays_its_last_day(&mut self) {
		next_day();
		all_feed(NETWORK, self.first + 3, 60);
		assert_ok!(distribute(&ferdie(), self.series, self.first + 3, &[777]));
		self.book.moves(ferdie(), income(), &COIN, 777);
		self.book.moves(escrow(), insurance_pool(), &DOLLAR, 13_200);
		self.book.moves(escrow(), ferdie(), &DOLLAR, 2_626_833);
		self.book.moves(certificates(), ferdie(), &Asset::Native, series_deposit(3));
		self.book.agrees("the fourth day");
		paid_out();
		self.book.moves(income(), bob(), &COIN, 1_443);
		self.book.moves(escrow(), bob(), &DOLLAR, 1);
		self.book.agrees("the last retires by itself");
		assert_eq!(balance(&escrow(), &DOLLAR), 0);
		assert_eq!(balance(&income(), &COIN), 1);
	}

	fn ends(&mut self) {
		let application = self.application;
		let amount = 12 * DMC;
		let withdraw = pallet_miner_registry::Call::withdraw_pledge { application, amount };
		assert_ok!(act(ferdie(), withdraw));
		self.book.moves(pledges(), ferdie(), &Asset::Native, amount);
		let close = pallet_miner_registry::Call::withdraw_application { application };
		assert_ok!(act(ferdie(), close));
		self.book.agrees("the end");
		assert_eq!(status(application), ApplicationStatus::Closed);
		assert_eq!(burnt(), 800 * DMC / 1_000);
		let record = MinerRegistry::miner(&ferdie()).record;
		assert_eq!((record.days_settled, record.days_paid), (4, 4));
		assert_eq!((record.days_late, record.days_underpaid), (0, 0));
		let left = (0..4).filter(|item| HashrateNft::record_of(self.series, *item).is_some());
		assert_eq!(left.count(), 0);
	}
}

#[test]
fn terms_of_a_series_are_attributes_of_its_collection() {
	execute_with_checks(|| {
		let plan = Plan::default();
		let series = plan.open();
		use sp_core::crypto::Ss58Codec;
		let expected = [
			("miner", ferdie().to_ss58check_with_version(42u16.into())),
			("node_id", "pool/mine".into()),
			("network", "1".into()),
			("symbol", "BTC".into()),
			("unit", "TH/s".into()),
			("units_per_certificate", "10".into()),
			("term_days", "3".into()),
			("payment_asset", "1".into()),
			("min_price_per_unit_day", "250000".into()),
			("expected_revenue", "50".into()),
			("reward_asset", "11".into()),
		];
		for (key, value) in expected {
			assert_eq!(attribute(series, key), value, "{key}");
		}
		let owner = <Uniques as Inspect<AccountId>>::collection_owner(&series);
		assert_eq!(owner, Some(HashrateNft::account()));
	});
}

/// In signed transactions, each with its fee, through all checks of the pool and the block.
#[test]
fn every_step_can_be_sent_as_a_transaction() {
	use Sr25519Keyring::{Alice, Bob, Charlie, Dave, Ferdie};
	fn sent(who: Sr25519Keyring, call: impl Into<RuntimeCall>) {
		let call: RuntimeCall = call.into();
		assert_eq!(send(who, call.clone()), Ok(Ok(())), "{call:?}");
		next_block();
	}
	execute_with_checks(|| {
		opens_at(NETWORK, 50);
		let plan = Plan::default();
		sent(
			Ferdie,
			pallet_miner_registry::Call::apply {
				network: NETWORK,
				disclosure: Box::new(disclosure()),
				total_units: 100,
				effective_units: 40,
				expected_revenue: PerUnit::from_u32(50),
				payment_asset: DOLLAR,
				min_price_per_unit_day: plan.floor,
			},
		);
		let vote = pallet_democracy::AccountVote::Standard {
			vote: pallet_democracy::Vote { aye: true, conviction: Conviction::Locked1x },
			balance: DECISIVE,
		};
		let ref_index = application(0).referendum;
		sent(Charlie, pallet_democracy::Call::vote { ref_index, vote });
		to_block(end_of_vote(0) + 1);
		sent(Ferdie, pallet_miner_registry::Call::pledge { application: 0, amount: 12 * DMC });
		let (application, term_days) = (0, 3);
		sent(
			Ferdie,
			pallet_hashrate_nft::Call::create_series {
				application,
				units_per_certificate: 10,
				term_days,
			},
		);
		sent(Ferdie, pallet_hashrate_nft::Call::mint { series: 0, quantity: 4 });
		let (series, price) = (0, plan.lowest_price());
		sent(
			Ferdie,
			pallet_hashrate_market::Call::list {
				series,
				items: items(&[0, 1]),
				price,
				expires_in_days: 1,
			},
		);
		sent(
			Alice,
			pallet_hashrate_market::Call::buy {
				series,
				items: items(&[0, 1]),
				max_total: 2 * price,
				min_unreleased: 0,
			},
		);
		let first_day = day_of_item(series, 0, "start_day").unwrap();
		to_day(first_day + 3);
		for operator in [Alice, Bob, Charlie, Dave] {
			let value =
				dmex_primitives::DayValue { day: first_day + 2, value: PerUnit::from_u32(50) };
			let values = vec![(NETWORK, value)].try_into().unwrap();
			let before = dmc(&operator.to_account_id());
			assert_eq!(send(operator, pallet_oracle::Call::feed_values { values }), Ok(Ok(())));
			assert!(dmc(&operator.to_account_id()) >= before, "a feed was paid for");
		}
		let pay = |first_day, amounts: Vec<Balance>| {
			let amounts = amounts.try_into().unwrap();
			pallet_risk_escrow::Call::distribute { series, first_day, amounts }
		};
		assert_eq!(send(Ferdie, pay(first_day, vec![900, 900])), Ok(Ok(())));
		sent(Bob, pallet_risk_escrow::Call::claim_income { series, items: items(&[0]) });
		assert_eq!(balance(&income(), &COIN), 900);
		assert_eq!(send(Ferdie, pay(first_day + 2, vec![900])), Ok(Ok(())));
		paid_out();
		assert_eq!(balance(&income(), &COIN), 0);
		assert_eq!((0..2).find(|item| HashrateNft::record_of(series, *item).is_some()), None);
	});
}
