//! A chain with a given number of everything that a query could walk over.

use crate::{
	insurance_steps::*,
	lending_steps::{dollars, lent, offer_loan, request_loan},
	people::*,
	scale::certificates::{opened, pay_out_from, sell},
	staking_steps::stake,
	steps::*,
	trading::*,
	world::*,
};
use dmex_primitives::{
	ApplicationId, AuctionId, DayCounts, ItemId, MinerRecords, PayOrCredit, SeriesId,
};
use pallet_miner_registry::{
	ApplicationRecord, Applications, Call::withdraw_application, NextApplicationId,
};

/// Certificates listed in one call.
const LIST: u32 = 100;
/// Settled days of the series that is held.
pub const DAYS: usize = 36;
/// Number of certificates that Charlie resells.
pub const RESOLD: u32 = 8;

/// What there is a crowd of.
pub struct Crowd {
	/// Number of certificates in each series, of listings, auctions, offers, offers of loans, applications,
	/// credits, miners and claims; three times the number of loans, of requests for loans, and of stakes.
	pub size: u32,
	/// Terms of every series.
	plan: Plan,
	/// Series whose certificates are Alice's; Bob made all offers, for the first of them. Charlie resells
	/// those that follow hers.
	pub held: SeriesId,
	/// Series whose certificates are listed by the miner, each at another price.
	pub shop: SeriesId,
	/// Series whose certificates are auctioned by the miner, one by one.
	pub lots: SeriesId,
	/// Frozen series whose listings are cheaper than others and cannot be bought. All claims are for it.
	pub struck: SeriesId,
	/// Series whose certificates are Dave's. Of each three a loan is requested against the first, Eve lends
	/// against the second, and the third is staked. Eve offers loans for all.
	pub lent: SeriesId,
	/// Last of Dave's applications. One is put to the vote, others are turned down.
	pub application: ApplicationId,
}

/// Act on a chain with a crowd.
pub fn among(size: u32, act: impl FnOnce(&Crowd)) {
	let (mut crowd, mut finale) = (None, Some(act));
	execute_in_acts_with_checks(|act| {
		let crowd = crowd.get_or_insert_with(|| Crowd::new(size));
		match act {
			0 => {},
			1 => crowd.sell_all(),
			2 => crowd.list_all(),
			3 => crowd.strike(),
			4 => crowd.auction_all(),
			5 => crowd.offer(),
			6 => crowd.apply(),
			7 => crowd.credit(),
			8 => crowd.lend(),
			_ => finale.take().expect("the last act comes once")(crowd),
		}
		forget_events();
		act < 9
	});
}

impl Crowd {
	/// The series are opened, the first certificates of two are sold, and days are settled.
	fn new(size: u32) -> Self {
		pay_out_from(u32::MAX.into());
		let (plan, held) = opened(60);
		sell(&plan, held, 0, 1, &alice());
		pays(held, &[AVERAGE.into(); DAYS - 1]);
		let [shop, lots, struck, lent] = [(); 4].map(|_| plan.series(0));
		sell(&plan, struck, 0, 1, &bob());
		pays(held, &[AVERAGE.into()]);
		Self { size, plan, held, shop, lots, struck, lent, application: 0 }
	}

	/// Mint certificates of a series, which has one, until it has this number.
	fn mint(&self, series: SeriesId, certificates: u32) {
		for first in (1..certificates).step_by(LIST as usize) {
			assert_ok!(mint(&self.plan.miner, series, (certificates - first).min(LIST)));
		}
	}

	/// List certificates, each at another price.
	fn list(&self, series: SeriesId, items: std::ops::Range<ItemId>, above: Balance) {
		let price = self.plan.lowest_price() + above;
		for item in items {
			assert_ok!(list(&self.plan.miner, series, &[item], price + Balance::from(item)));
		}
	}

	fn sell_all(&self) {
		let resold = self.size..self.size + RESOLD;
		sell(&self.plan, self.held, 1, self.size, &alice());
		sell(&self.plan, self.held, resold.start, resold.end, &charlie());
		let price = 2 * self.plan.lowest_price();
		assert_ok!(list(&charlie(), self.held, &resold.collect::<Vec<_>>(), price));
	}

	fn list_all(&self) {
		self.mint(self.shop, self.size);
		self.list(self.shop, 0..self.size, 1_000_000);
	}

	fn strike(&self) {
		self.mint(self.struck, self.size + 1);
		self.list(self.struck, 1..self.size + 1, 0);
		assert_ok!(declare_event(self.struck));
		let claim = ClaimRequest { amount: DMC, ..ClaimRequest::of(self.struck) };
		(0..self.size).for_each(|_| {
			claim.filed_by_council();
		});
	}

	fn auction_all(&self) {
		self.mint(self.lots, self.size);
		let reserve = self.plan.lowest_price();
		for item in 0..self.size {
			let _: AuctionId =
				auctioned(&self.plan.miner, self.lots, &[item], english(reserve), 100);
		}
	}

	fn offer(&self) {
		for more in 0..self.size {
			offered(&bob(), self.held, 0, 1_000_000 + Balance::from(more));
		}
	}

	/// Dave withdraws an application and makes another; as if he had often before. Others have records.
	fn apply(&mut self) {
		let turned_down = Plan { miner: dave(), ..self.plan.clone() }.apply();
		let withdraw = withdraw_application { application: turned_down };
		assert_ok!(act(dave(), withdraw));
		let record = Applications::<Runtime>::get(turned_down).expect("an application");
		self.application = turned_down + self.size;
		let old = ApplicationRecord { applied_on: 0, ..record };
		for id in turned_down + 1..self.application {
			Applications::<Runtime>::insert(id, &old);
		}
		NextApplicationId::<Runtime>::put(self.application);
		for miner in 0..self.size {
			let days = DayCounts { settled: 1, ..DayCounts::default() };
			MinerRegistry::note_days(&stranger(miner), days);
		}
	}

	/// Loans are requested, lent and offered, and certificates staked.
	fn lend(&self) {
		sell(&self.plan, self.lent, 0, self.size, &dave());
		let terms = dollars(1_000_000, 10_000, today() + 3);
		for item in 0..self.size {
			assert_ok!(offer_loan(&eve(), self.lent, &terms, 0, 3));
			match item % 3 {
				0 => assert_eq!(request_loan(&dave(), self.lent, item, &terms), Ok(())),
				1 => assert!(lent(&eve(), &dave(), self.lent, item, &terms) < self.size),
				_ => assert_eq!(stake(&dave(), self.lent, &[item]), Ok(())),
			}
		}
	}

	/// The escrow owes others, and Alice, less than an account must hold.
	fn credit(&self) {
		give(escrow(), Balance::from(self.size) + 1);
		for payee in (0..self.size).map(stranger).chain([alice()]) {
			assert_ok!(Credits::credit(&escrow(), &Asset::Native, &payee, 1));
		}
	}
}

/// One of many accounts.
pub fn stranger(number: u32) -> AccountId {
	let mut id = [200; 32];
	id[..4].copy_from_slice(&number.to_le_bytes());
	AccountId::new(id)
}
