//! One sequence: every operation is done on the chain and in the model, and both are compared.

use super::{
	chain::{agree, id, name, turns, Chain, ASSETS},
	compare::{compare, compare_conditions, compare_records},
	naive::*,
	ops::{Kind, Op},
};
use crate::checks::check_everything;
use crate::world::{act, PerUnit};
use dmex_primitives::DayValue;
use sp_runtime::DispatchResult;
use std::collections::BTreeSet;

pub type Step = Result<(), String>;

/// How a miner pays: per cent of what is expected, day by day and over again; days of delay; and every
/// how many days.
struct Mood {
	pays: &'static [u32],
	delay: u32,
	every: u32,
}

const fn mood(pays: &'static [u32], delay: u32, every: u32) -> Mood {
	Mood { pays, delay, every }
}

const MOODS: [Mood; 16] = [
	mood(&[100, 97, 103, 99], 0, 1),
	mood(&[101, 93, 110], 0, 1),
	mood(&[130], 0, 1),
	mood(&[60, 85, 85, 70], 0, 1),
	mood(&[76, 120], 0, 1),
	mood(&[75], 0, 1),
	mood(&[50], 0, 1),
	mood(&[0, 100, 100], 0, 1),
	mood(&[], 0, 1),
	mood(&[], 0, 1),
	mood(&[100], 3, 1),
	mood(&[100], 3, 1),
	mood(&[60, 70, 70, 85], 0, 1),
	mood(&[60, 70, 70, 85], 0, 1),
	mood(&[99], 0, 6),
	mood(&[60, 85, 70, 85], 0, 1),
];

pub struct Play {
	pub chain: Chain,
	pub world: World,
	/// How each series is paid, by number of the table.
	moods: Vec<usize>,
	/// Number of days to come for which each of the first networks earns nothing.
	pub barren: [u32; 2],
	/// Whether anything was done in this block.
	busy: bool,
}

fn genesis() -> World {
	let network = |symbol: &str, unit: &str, asset, pledge, min_payout| Network {
		symbol: symbol.into(),
		unit: unit.into(),
		reward: Asset::WithId(asset),
		pledge,
		channel_fee: pledge,
		min_payout,
		max_change: 200,
		opening: 50 * ONE_WHOLE,
		closed: false,
	};
	let networks = vec![
		network("FIL", "TiB", 10, DMC, 1_000_000_000_000),
		network("BTC", "TH/s", 11, DMC / 10, 1_000),
		network("ETH", "MH/s", 12, DMC / 100, 1_000_000_000_000),
	];
	World::new(turns(), networks, BTreeSet::from([Asset::Native, Asset::WithId(1)]))
}

impl Play {
	pub fn start() -> Self {
		let (mut chain, mut world) = (Chain::start(), genesis());
		for ((who, asset), amount) in chain.on(super::chain::holdings) {
			world.bank.put(who, &asset, amount);
		}
		Self { chain, world, moods: Vec::new(), barren: [0; 2], busy: false }
	}

	/// Act on both sides, which must agree about the outcome.
	pub fn both(
		&mut self,
		real: impl FnOnce() -> DispatchResult,
		model: impl FnOnce(&mut World) -> Done,
	) -> Step {
		let real = name(self.chain.on(real));
		let done = self.world.attempt(model);
		let model = done.inspect_err(|error| self.world.note(error));
		self.world.finish_series();
		self.busy |= model.is_ok();
		agree(real, model)
	}

	/// Somebody sends a call.
	pub fn send(
		&mut self,
		who: Who,
		call: impl Into<dmex_runtime::RuntimeCall>,
		model: impl FnOnce(&mut World) -> Done,
	) -> Step {
		self.both(|| act(id(who), call), model)
	}

	/// A block ends, and the next comes `slots` later: the two are compared.
	pub fn next_block(&mut self, slots: u64) -> Step {
		self.chain.next_block(slots);
		let yesterday = self.world.today();
		self.world.next_block(self.chain.slot);
		let Self { chain, world, busy, .. } = self;
		let begins = world.today() > yesterday;
		let busy = std::mem::take(busy) || world.is_busy();
		chain.on(|| {
			compare(world)?;
			if begins || busy {
				compare_conditions(world)?;
			}
			// Where nothing is done but that time passes, no certificate or record changes.
			if busy {
				compare_records(world)?;
				check_everything();
			}
			Ok(())
		})
	}
}

/// Time.
impl Play {
	pub fn time(&mut self, op: Op) -> Step {
		let Op { a, b, c, .. } = op;
		match op.kind {
			Kind::Blocks => (0..1 + a % 3).try_for_each(|_| self.next_block(1 + u64::from(b) % 2)),
			Kind::Stop => {
				// Mostly for a few days, sometimes for more than a block catches up with.
				let slots = if a < 224 { 12 + u64::from(a) / 8 } else { u64::from(a) * 2 };
				self.next_block(slots)?;
				self.world.note("the chain stands still");
				while self.world.today() < self.world.calendar.clock {
					self.next_block(1)?;
					self.world.note("the calendar catches up");
				}
				self.a_day_begins(c)
			},
			Kind::Wait if a % 2 == 0 => self.wait_for_a_vote(op),
			Kind::Wait => (0..14).try_for_each(|day| self.day(2, c.wrapping_add(day))),
			_ => {
				let days = [1, 1, 2, 1, 3, 1, 2, 5][Op::pick(a, 8)];
				// Mostly half of the slots have a block, sometimes fewer.
				let slots = if b % 16 == 15 { 3 } else { 2 };
				(0..days).try_for_each(|day| self.day(slots, c.wrapping_add(day)))
			},
		}
	}

	/// Go on to the block in which the next vote ends, and mostly conclude it in this block, before the
	/// referendum enacts it.
	fn wait_for_a_vote(&mut self, op: Op) -> Step {
		let Some((block, case)) = self.world.next_to_end() else { return Ok(()) };
		if let Case::Claim(claim) = case {
			self.wait_for_the_cap(claim, block, op)?;
		}
		self.go_to(block, op)?;
		match case {
			_ if op.b % 4 == 3 => (),
			Case::Application(application) => self.conclude(application)?,
			Case::Series(series) => {
				self.conclude_vote(series)?;
				let items: Vec<_> = (0..1 + u32::from(op.b) % 12).collect();
				self.refund(series, &items)?;
			},
			Case::Claim(claim) => {
				self.conclude_claim(claim)?;
				self.collect(claim, &(0..u32::from(op.b) % 12).collect::<Vec<_>>())?;
			},
		}
		// The count of the votes left no room for auctions that end with it.
		let ends = |(_, auction): &(&usize, &Auction)| auction.ends == block;
		match self.world.auctions.iter().find(ends).map(|(number, _)| *number) {
			Some(number) if op.c.is_multiple_of(2) => {
				self.go_to(block + 1, op)?;
				self.try_what_is_over(number)
			},
			_ => Ok(()),
		}
	}

	/// Go on to a block.
	pub fn go_to(&mut self, block: u32, op: Op) -> Step {
		while self.world.block < block {
			let today = self.world.today();
			self.next_block(2)?;
			if self.world.today() > today {
				self.a_day_begins(op.c.wrapping_add(today as u8))?;
			}
		}
		Ok(())
	}

	/// Go on to the next day, by a block every `slots` slots.
	pub fn day(&mut self, slots: u64, feeds: u8) -> Step {
		let day = self.world.today();
		while self.world.today() == day {
			let left = 10 - self.chain.slot % 10;
			self.next_block(slots.min(left))?;
		}
		self.a_day_begins(feeds)
	}

	fn a_day_begins(&mut self, feeds: u8) -> Step {
		self.feed_about_yesterday(feeds)?;
		(0..self.world.series.len()).try_for_each(|series| self.look_at(series))?;
		self.look_at_claims()?;
		self.look_at_loans()?;
		(0..self.world.series.len()).try_for_each(|series| self.pay_as_usual(series))
	}

	/// Operators feed what a unit earned yesterday, mostly alike.
	fn feed_about_yesterday(&mut self, how: u8) -> Step {
		let day = self.world.today() - 1;
		let barren = self.barren.map(|days| days > 0);
		self.barren = self.barren.map(|days| days.saturating_sub(1));
		let value = |operator: u8, network: u8| {
			if barren[usize::from(network)] {
				return 0;
			}
			let noise = (u128::from(day) * 37 + u128::from(operator * 3 + network)) % 41;
			let value = ONE_WHOLE * 48 + noise * ONE_WHOLE / 10 + 7;
			match how % 64 {
				29 => value * 3,
				30 if operator == 1 => value * 9,
				31 => value / 3,
				32 => value * 17 / 10,
				_ => value,
			}
		};
		let silent = |operator: u8| match how % 64 {
			25 => operator == 2,
			26 => operator > 1,
			27 => true,
			28 => operator == 0,
			_ => false,
		};
		for operator in (ALICE..=DAVE).filter(|operator| !silent(*operator)) {
			self.feed(operator, day, [value(operator, 0), value(operator, 1)])?;
		}
		Ok(())
	}

	pub fn feed(&mut self, operator: Who, day: Day, values: [u128; 2]) -> Step {
		let fed = |network: usize| {
			let value = PerUnit::from_inner(values[network]);
			(network as u32, DayValue { day, value })
		};
		let call =
			pallet_oracle::Call::feed_values { values: vec![fed(0), fed(1)].try_into().unwrap() };
		// Once a block: who has fed is not asked again.
		match name(self.chain.on(|| act(id(operator), call))) {
			Err("AlreadyFeeded") => Ok(()),
			real => agree(real, self.world.feed(operator, day, &values)),
		}
	}

	/// A miner pays as it is wont to.
	fn pay_as_usual(&mut self, series: usize) -> Step {
		self.moods.resize(self.world.series.len(), 0);
		let Mood { pays, delay, every } = MOODS[self.moods[series]];
		let today = self.world.today();
		if pays.is_empty() || !today.is_multiple_of(every) {
			return Ok(());
		}
		let Some(ledger) = &self.world.series[series].ledger else { return Ok(()) };
		let Some(first) = ledger.next_day() else { return Ok(()) };
		let due = |day: &Day| {
			day + delay < today
				&& *day <= ledger.last_end
				&& self.world.can_settle(series, *day).is_ok()
		};
		let days: Vec<_> = (first..first + 32).take_while(due).collect();
		if days.is_empty() {
			return Ok(());
		}
		let pays = days.iter().map(|day| {
			let percent = pays[*day as usize % pays.len()];
			self.world.expected(series, *day) * u128::from(percent) / 100
		});
		let (pays, miner) = (pays.collect(), self.world.series[series].miner);
		self.distribute(miner, series, first, pays)
	}

	pub fn distribute(
		&mut self,
		miner: Who,
		series: usize,
		first_day: Day,
		pays: Vec<Balance>,
	) -> Step {
		let amounts = pays.clone().try_into().unwrap();
		let call =
			pallet_risk_escrow::Call::distribute { series: series as u32, first_day, amounts };
		self.send(miner, call, |w| w.distribute(miner, series, first_day, &pays))
	}

	/// A miner changes its ways.
	pub fn change_mood(&mut self, op: Op) {
		self.moods.resize(self.world.series.len(), 0);
		if let Some(mood) = self.moods.get_mut(Op::pick(op.a, self.world.series.len())) {
			*mood = Op::pick(op.b, MOODS.len());
		}
	}
}

impl Play {
	/// One operation.
	pub fn play(&mut self, op: Op) -> Step {
		use Kind::*;
		match op.kind {
			Days | Blocks | Stop | Wait => self.time(op),
			Mood => {
				self.change_mood(op);
				Ok(())
			},
			Confirm | Strike | Feed | Vote | Cancel | Rule | Network | PaymentAsset | Ban
			| ClearMiner => self.dao(op),
			Broke | Help | Block | Thaw => self.money(op),
			Apply | WithdrawApplication | Conclude | Pledge | WithdrawPledge => {
				self.application(op)
			},
			CreateSeries | RemoveSeries | Mint | BurnUnsold | Distribute => self.series(op),
			List | Reprice | Delist | Buy => self.listing(op),
			Offer | AcceptOffer | CancelOffer | WithdrawCredit => self.offer(op),
			Auction | Bid | Snipe | Dutch | CancelAuction | Settle => self.auction(op),
			RequestLoan | FundLoan | OfferLoan | TakeLoan | Repay | Foreclose | CancelLoan
			| SettleLoan => self.lending(op),
			Stake | Unstake | ClaimRewards | Budget => self.staking(op),
			Contribute | FileClaim | ConcludeClaim | Collect | ApproveClaim | Disaster => {
				self.insurance(op)
			},
			Transfer | Claim | Retire | Refund | WithdrawOwed => self.holder(op),
			LateMiner | LongAuction | NoIncome | WrongAverage | Flood | ShortSeries
			| PoorBidder | BuyBack | TwoOffers => self.scene(op),
			Default | SelfRepaying | LentFreeze | LentEnds | StakedFreeze => self.lend_scene(op),
			_ => self.enforcement(op),
		}
	}

	pub fn asset(number: u8) -> Asset {
		ASSETS[Op::pick(number, ASSETS.len())].clone()
	}
}
