//! The chain as a plain program: it loops over everything, keeps no sums, and shares no code with the
//! pallets.

mod auctions;
mod award_payouts;
mod awards;
mod bank;
mod calendar;
mod debts;
mod escrow;
mod freezes;
mod insurance;
mod listings;
mod loans;
mod offers;
mod payouts;
mod registry;
mod sales;
mod series;
mod staking;
mod votes;

pub use auctions::{Auction, Manner};
pub use award_payouts::Sweep;
pub use awards::Award;
pub use calendar::ONE_WHOLE;
pub use debts::Foreclosure;
pub use escrow::{Ledger, State};
pub use insurance::{Claim, Rates, Request, Stage};
pub use listings::Listing;
pub use loans::{Amounts, Funding, Loan, LoanOffer, LoanTerms, Unbooked};
pub use offers::Offer;
pub use registry::{Application, Network, Record, Status, Terms};
pub use sales::Fees;
pub use series::{Certificate, Lock, Series};
pub use staking::{Pauses, Stake};
pub use votes::{Case, Cast, Outcome};

pub use crate::world::{Asset, Balance, Day, DMC};

use crate::world::{FIRST_DAY, TOTAL_SUPPLY};
use bank::Bank;
use calendar::{Calendar, Market};
use std::{
	cmp::Reverse,
	collections::{BTreeMap, BTreeSet},
};
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
pub const TWO: Who = 7;
/// Who begins with nothing.
pub const NOBODY: Who = 8;
pub const TREASURY: Who = 9;
pub const POOL: Who = 10;
pub const PLEDGES: Who = 11;
pub const ESCROW: Who = 12;
pub const INCOME: Who = 13;
/// Bids and offers.
pub const MARKET: Who = 14;
/// Deposits of series.
pub const CERTIFICATES: Who = 15;
/// Offers and collateral of loans.
pub const LOANS: Who = 16;
/// The budget of staking.
pub const STAKING: Who = 17;
/// Number of all of them.
pub const PEOPLE: Who = 18;

/// Slots of a session. The first session begins at a multiple of it.
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
	pub full_from: u32,
	pub window_cap: u32,
	pub underpaid_below: u32,
	pub breach_late: u32,
	pub breach_underpaid_streak: u32,
	pub breach_late_paid: u32,
	pub write_off_after: u32,
	pub event_vote_after: u32,
	pub income_ended_after: u32,
	pub keep_terminated: u32,
	pub breach_seed: Balance,
	pub claim_deposit: Balance,
	pub open_claims: u32,
	pub award_cap: u32,
	pub collect_days: u32,
	pub total_award_cap: u32,
	/// In per cent.
	pub max_value: u32,
	pub interest_fee: u32,
	pub grace: u32,
	pub emission: Balance,
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
			full_from: 750_000,
			window_cap: 930_000,
			underpaid_below: 800_000,
			breach_late: 8,
			breach_underpaid_streak: 7,
			breach_late_paid: 10,
			write_off_after: 30,
			event_vote_after: 30,
			income_ended_after: 7,
			keep_terminated: 30,
			breach_seed: 1_000 * DMC,
			claim_deposit: 1_000 * DMC,
			open_claims: 16,
			award_cap: 200_000,
			collect_days: 90,
			total_award_cap: 400_000,
			max_value: 300,
			interest_fee: 50_000,
			grace: 3,
			emission: 10_000 * DMC,
		}
	}
}

impl Rules {
	/// Whether a limit exceeds the one above it.
	pub fn contradict(&self) -> bool {
		let lines = self.underpaid_below.max(self.full_from);
		lines > self.window_cap || self.award_cap > self.total_award_cap
	}
}

/// A part in millionths of an amount, rounded down.
pub fn part(millionths: u32, amount: Balance) -> Balance {
	amount * Balance::from(millionths) / 1_000_000
}

/// Orders that the chain has and the model does not choose. Pallets take turns at being the first to
/// use what is left of a block; those behind it follow, and then those before it.
#[derive(Clone, Copy)]
pub struct Turns {
	pub pallets: u32,
	pub escrow: u32,
	pub market: u32,
	pub insurance: u32,
	pub lending: u32,
	pub staking: u32,
	/// Accounts with credits, in the order in which `withdraw` pays them.
	pub custodians: [Who; 5],
}

impl Turns {
	/// What is done at the end of a block, in this order.
	fn order(&self, block: u32) -> [fn(&mut World); 5] {
		let first = block % self.pallets;
		let mut hooks: [(u32, fn(&mut World)); 5] = [
			(self.escrow, World::pay_out),
			(self.market, World::end_what_is_due),
			(self.insurance, World::pay_awards),
			(self.lending, World::settle_loans),
			(self.staking, World::visit_stakes),
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
	pub listings: BTreeMap<(usize, u32), Listing>,
	pub auctions: BTreeMap<usize, Auction>,
	pub next_auction: usize,
	pub offers: BTreeMap<usize, Offer>,
	pub next_offer: usize,
	/// Payments that could not be made, by payee, asset and the account that holds the money.
	pub credits: BTreeMap<(Who, Asset, Who), Balance>,
	/// Series with a round of payouts to come.
	pub payouts: BTreeSet<usize>,
	pub claims: Vec<Claim>,
	/// The claim that had the last turn.
	pub payout_turn: usize,
	/// Loans and requests.
	pub loans: BTreeMap<usize, Loan>,
	pub next_loan: usize,
	pub loan_offers: BTreeMap<usize, LoanOffer>,
	pub next_loan_offer: usize,
	pub stakes: BTreeMap<(usize, u32), Stake>,
	/// Of series of which something is staked.
	pub pauses: BTreeMap<usize, Pauses>,
	/// Weights of networks in the emission.
	pub weights: BTreeMap<usize, u32>,
	/// What a unit of each network was given since the beginning.
	pub indices: BTreeMap<usize, u128>,
	/// All that ever came into the budget, and all that stakers got of it.
	pub taken_in: Balance,
	pub rewards_paid: Balance,
	/// The last day on which all stakes were visited.
	visited_on: Option<Day>,
	/// Number of times that each thing happened.
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
			payouts: BTreeSet::new(),
			claims: Vec::new(),
			payout_turn: 0,
			loans: BTreeMap::new(),
			next_loan: 0,
			loan_offers: BTreeMap::new(),
			next_loan_offer: 0,
			stakes: BTreeMap::new(),
			pauses: BTreeMap::new(),
			weights: BTreeMap::from([(0, 100), (1, 10), (2, 1)]),
			indices: BTreeMap::new(),
			taken_in: 0,
			rewards_paid: 0,
			visited_on: None,
			seen: BTreeMap::new(),
		}
	}

	pub fn note(&mut self, what: &'static str) {
		*self.seen.entry(what).or_default() += 1;
	}

	/// Act, or change nothing on a failure.
	pub fn attempt<T>(
		&mut self,
		act: impl FnOnce(&mut Self) -> Result<T, Fail>,
	) -> Result<T, Fail> {
		let before = self.clone();
		act(self).inspect_err(|_| *self = before)
	}

	/// The same where only money can have moved, and debts with it, before a failure.
	pub fn attempt_payment(&mut self, act: impl FnOnce(&mut Self) -> Done) -> Done {
		let before = (self.bank.clone(), self.credits.clone(), self.loans.clone());
		act(self).inspect_err(|_| (self.bank, self.credits, self.loans) = before)
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
		let due = !self.due_auctions().is_empty() || !self.expired_offers().is_empty();
		let due = due || self.has_payouts() || !self.unbooked_loans().is_empty();
		let due = due || !self.expired_loan_offers().is_empty();
		let due = due || self.visits_stakes() && !self.stakes.is_empty();
		self.busy = due || !self.payouts.is_empty();
		if !self.full {
			self.turns.order(self.block).into_iter().for_each(|hook| hook(self));
		}
		self.block += 1;
		// A new session claims the whole block, and so does counting votes.
		self.full = slot / SESSION > self.slot / SESSION;
		self.slot = slot;
		self.count_votes();
		self.finish_series();
		self.pass(slot);
	}

	/// Charge a fee: its parts for the pool and the treasury, and the rest, which is burnt or, in other
	/// assets than DMC, the treasury's too.
	pub fn charge_fee(
		&mut self,
		payer: Who,
		asset: &Asset,
		fee: Balance,
		split: (u32, u32),
	) -> Done {
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

	/// Credit of an account whose money a custodian holds.
	fn credit_of(&self, who: Who, asset: &Asset, custodian: Who) -> Balance {
		self.credits.get(&(who, asset.clone(), custodian)).copied().unwrap_or_default()
	}

	/// Add to a credit.
	pub fn credit(&mut self, custodian: Who, asset: &Asset, who: Who, amount: Balance) {
		*self.credits.entry((who, asset.clone(), custodian)).or_default() += amount;
	}

	/// Pay out of a custodian's account together with the credit there, or credit the amount. Returns
	/// whether it was paid.
	pub fn pay_or_credit(
		&mut self,
		custodian: Who,
		asset: &Asset,
		who: Who,
		amount: Balance,
	) -> bool {
		if amount == 0 {
			return true;
		}
		let credit = self.credit_of(who, asset, custodian);
		let paid = self.bank.pay(asset, custodian, who, credit + amount, false).is_ok();
		if !paid {
			self.credit(custodian, asset, who, amount);
		} else if credit > 0 {
			self.credits.remove(&(who, asset.clone(), custodian));
		}
		match (custodian, paid) {
			(MARKET, true) if credit > 0 => {
				self.note("a market credit is paid with the next payment")
			},
			(_, true) if credit > 0 => self.note("a credit is paid with the next payment"),
			(ESCROW, false) => self.note("a payment becomes a credit"),
			(LOANS, false) => self.note("a payment of lending becomes a credit"),
			_ => (),
		}
		paid
	}

	/// An account withdraws its credits in an asset, of each custodian alone, the largest first.
	pub fn withdraw(&mut self, who: Who, asset: &Asset) -> Done {
		let mut custodians = self.turns.custodians;
		custodians.sort_by_key(|custodian| Reverse(self.credit_of(who, asset, *custodian)));
		let mut outcome = Err("NoCredit");
		for custodian in custodians {
			let credit = self.credit_of(who, asset, custodian);
			if credit == 0 {
				continue;
			}
			if let Err(refused) = self.bank.pay(asset, custodian, who, credit, false) {
				outcome = outcome.or(Err(refused));
				continue;
			}
			self.credits.remove(&(who, asset.clone(), custodian));
			self.note(match custodian {
				MARKET => "a market credit is withdrawn",
				LOANS => "a credit of lending is withdrawn",
				_ => "a credit is withdrawn",
			});
			outcome = Ok(());
		}
		outcome
	}
}
