//! The chain as a plain program: it loops over everything, keeps no sums, and shares no code with
//! the pallets.

mod auctions;
mod awards;
mod bank;
mod calendar;
mod escrow;
mod freezes;
mod insurance;
mod listings;
mod offers;
mod payouts;
mod pushes;
mod registry;
mod sales;
mod series;
mod votes;

pub use auctions::{Auction, Manner};
pub use awards::Award;
pub use calendar::ONE_WHOLE;
pub use escrow::{Ledger, State};
pub use insurance::{Claim, Rates, Request, Stage};
pub use listings::Listing;
pub use offers::Offer;
pub use pushes::Round;
pub use registry::{Application, Network, Record, Status, Terms};
pub use sales::Fees;
pub use series::{Certificate, Lock, Series};
pub use votes::{Case, Cast, Outcome};

pub use crate::world::{Asset, Balance, Day, DMC};

use crate::world::{FIRST_DAY, TOTAL_SUPPLY};
use bank::Bank;
use calendar::{Calendar, Market};
use std::collections::{BTreeMap, BTreeSet};
use votes::Vote;

/// Somebody, as a number.
pub type Who = u8;
pub const ALICE: Who = 0;
pub const BOB: Who = 1;
pub const CHARLIE: Who = 2;
pub const DAVE: Who = 3;
pub const EVE: Who = 4;
pub const FERDIE: Who = 5;
pub const ONE: Who = 6;
/// Who begins with nothing.
pub const NOBODY: Who = 8;
pub const TREASURY: Who = 9;
pub const POOL: Who = 10;
pub const PLEDGES: Who = 11;
pub const ESCROW: Who = 12;
pub const INCOME: Who = 13;
/// Bids and offers.
pub const MARKET: Who = 14;
/// How many of them there are.
pub const PEOPLE: Who = 15;

/// So many slots are a session. The first begins at a multiple of it.
const SESSION: u64 = 50;

/// The name of an error, or `*` for whatever a payment says.
pub type Fail = &'static str;
pub type Done = Result<(), Fail>;

/// The governed numbers. Fractions in millionths.
#[derive(Clone, Debug)]
pub struct Rules {
	pub deposit: Balance,
	pub deposit_kept: u32,
	pub cooldown: u32,
	pub max_open: u32,
	pub vote_seed: Balance,
	pub max_term: u32,
	pub max_unfinished: u32,
	pub trading: u32,
	pub pool_part: u32,
	pub treasury_part: u32,
	pub pool_part_of_releases: u32,
	pub bid_step: u32,
	/// In minutes, of which 1,440 are a day.
	pub extension: u32,
	pub max_change: u32,
	pub full_from: u32,
	pub window_cap: u32,
	pub low_below: u32,
	pub breach_late: u32,
	pub breach_low_run: u32,
	pub breach_late_paid: u32,
	pub give_up_after: u32,
	pub event_vote_after: u32,
	pub keep_terminated: u32,
	pub breach_seed: Balance,
	pub claim_deposit: Balance,
	pub open_claims: u32,
	pub award_cap: u32,
	pub collect_days: u32,
}

impl Default for Rules {
	fn default() -> Self {
		Self {
			deposit: 1_000 * DMC,
			deposit_kept: 100_000,
			cooldown: 30,
			max_open: 32,
			vote_seed: 1_000 * DMC,
			max_term: 90,
			max_unfinished: 32,
			trading: 10_000,
			pool_part: 400_000,
			treasury_part: 400_000,
			pool_part_of_releases: 5_000,
			bid_step: 30_000,
			extension: 10,
			max_change: 200,
			full_from: 750_000,
			window_cap: 930_000,
			low_below: 800_000,
			breach_late: 8,
			breach_low_run: 7,
			breach_late_paid: 10,
			give_up_after: 30,
			event_vote_after: 30,
			keep_terminated: 30,
			breach_seed: 1_000 * DMC,
			claim_deposit: 1_000 * DMC,
			open_claims: 16,
			award_cap: 200_000,
			collect_days: 90,
		}
	}
}

/// A part in millionths of an amount, rounded down.
pub fn part(millionths: u32, amount: Balance) -> Balance {
	amount * Balance::from(millionths) / 1_000_000
}

/// Pallets take turns at being the first to use what is left of a block; those behind it follow, and
/// then those before it.
#[derive(Clone, Copy)]
pub struct Turns {
	pub pallets: u32,
	pub escrow: u32,
	pub market: u32,
	pub insurance: u32,
}

impl Turns {
	/// What is done at the end of a block, in this order.
	fn order(&self, block: u32) -> [fn(&mut World); 3] {
		let first = block % self.pallets;
		let mut hooks: [(u32, fn(&mut World)); 3] = [
			(self.escrow, World::pay_out),
			(self.market, World::settle_due_auctions),
			(self.insurance, World::push_awards),
		];
		hooks.sort_by_key(|(place, _)| (place + self.pallets - first) % self.pallets);
		hooks.map(|(_, hook)| hook)
	}
}

#[derive(Clone)]
pub struct World {
	turns: Turns,
	pub block: u32,
	slot: u64,
	/// The hooks of this block leave nothing for payouts.
	pub full: bool,
	busy: bool,
	pub calendar: Calendar,
	pub rules: Rules,
	pub bank: Bank,
	pub markets: Vec<Market>,
	pub votes: Vec<Vote>,
	pub networks: Vec<Network>,
	pub payment_assets: BTreeSet<Asset>,
	pub miners: BTreeMap<Who, Record>,
	pub applications: Vec<Application>,
	pub series: Vec<Series>,
	/// What could not be paid out of escrow.
	pub owed: BTreeMap<(Who, Asset), Balance>,
	pub listings: BTreeMap<(usize, u32), Listing>,
	pub auctions: BTreeMap<usize, Auction>,
	pub next_auction: usize,
	pub offers: BTreeMap<usize, Offer>,
	pub next_offer: usize,
	/// What could not be paid out of the market's account.
	pub credits: BTreeMap<(Who, Asset), Balance>,
	/// Series with a round of payouts to come.
	pub payouts: BTreeSet<usize>,
	pub claims: Vec<Claim>,
	/// The claim that had the last turn.
	pub push_turn: usize,
	/// How often what happened.
	pub seen: BTreeMap<&'static str, u64>,
}

impl World {
	pub fn new(turns: Turns, networks: Vec<Network>, payment_assets: BTreeSet<Asset>) -> Self {
		Self {
			turns,
			block: 1,
			slot: u64::from(FIRST_DAY * 10),
			full: false,
			busy: false,
			calendar: Calendar::start(FIRST_DAY),
			rules: Rules::default(),
			bank: Bank::default(),
			markets: vec![Market::default(); networks.len()],
			votes: Vec::new(),
			networks,
			payment_assets,
			miners: BTreeMap::new(),
			applications: Vec::new(),
			series: Vec::new(),
			listings: BTreeMap::new(),
			auctions: BTreeMap::new(),
			next_auction: 0,
			offers: BTreeMap::new(),
			next_offer: 0,
			credits: BTreeMap::new(),
			owed: BTreeMap::new(),
			payouts: BTreeSet::new(),
			claims: Vec::new(),
			push_turn: 0,
			seen: BTreeMap::new(),
		}
	}

	pub fn note(&mut self, what: &'static str) {
		*self.seen.entry(what).or_default() += 1;
	}

	/// Do something, or nothing at all.
	pub fn attempt<T>(
		&mut self,
		act: impl FnOnce(&mut Self) -> Result<T, Fail>,
	) -> Result<T, Fail> {
		let before = self.clone();
		act(self).inspect_err(|_| *self = before)
	}

	/// The same where nothing but money can have moved on a failure.
	pub fn attempt_payment(&mut self, act: impl FnOnce(&mut Self) -> Done) -> Done {
		let before = (self.bank.clone(), self.owed.clone());
		act(self).inspect_err(|_| (self.bank, self.owed) = before)
	}

	pub fn issuance(&self) -> Balance {
		TOTAL_SUPPLY - self.bank.burnt
	}

	pub fn today(&self) -> Day {
		self.calendar.today
	}

	/// Whether more than time passed in the last block.
	pub fn is_busy(&self) -> bool {
		self.busy
	}

	/// A block ends, and the next begins in `slot`.
	pub fn next_block(&mut self, slot: u64) {
		let due = !self.due_auctions().is_empty() || self.has_pushes();
		self.busy = due || !self.payouts.is_empty();
		if !self.full {
			self.turns.order(self.block).into_iter().for_each(|hook| hook(self));
		}
		self.block += 1;
		// A new session claims the whole block, and so does counting votes.
		self.full = slot / SESSION > self.slot / SESSION;
		self.slot = slot;
		self.count_votes();
		self.pass(slot);
	}

	/// Divide a fee: the pool, the treasury, and what is burnt, which in other assets than DMC is
	/// the treasury's too.
	pub fn collect(&mut self, payer: Who, asset: &Asset, fee: Balance, split: (u32, u32)) -> Done {
		let pool = part(split.0, fee);
		let mut treasury = part(split.1, fee);
		let mut burnt = fee - pool - treasury;
		if *asset != Asset::Native {
			(treasury, burnt) = (treasury + burnt, 0);
		}
		self.bank.pay(asset, payer, POOL, pool, false)?;
		self.bank.pay(asset, payer, TREASURY, treasury, false)?;
		match burnt {
			0 => Ok(()),
			_ => self.bank.burn(payer, burnt),
		}
	}

	/// Pay out of escrow together with what is owed, or owe it all.
	pub fn pay_or_owe(&mut self, asset: &Asset, who: Who, amount: Balance) {
		let key = (who, asset.clone());
		let owed = self.owed.get(&key).copied().unwrap_or_default();
		if amount == 0 {
			return;
		}
		match self.bank.pay(asset, ESCROW, who, owed + amount, false) {
			Ok(()) if owed > 0 => {
				self.owed.remove(&key);
				self.note("a credit is paid with the next payment");
			},
			Ok(()) => (),
			Err(_) => {
				self.owed.insert(key, owed + amount);
				self.note("a payment becomes a credit");
			},
		}
	}

	pub fn withdraw_owed(&mut self, who: Who, asset: &Asset) -> Done {
		let owed = self.owed.remove(&(who, asset.clone())).ok_or("NothingOwed")?;
		self.bank.pay(asset, ESCROW, who, owed, false)?;
		self.note("a credit is withdrawn");
		Ok(())
	}
}
