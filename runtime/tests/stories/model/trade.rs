//! Acts of miners and holders.

use super::{
	naive::*,
	ops::{Kind, Op},
	play::{Play, Step},
};
use crate::steps::{disclosure, items};
use crate::world::PerUnit;
use pallet_hashrate_nft::Call as NftCall;
use pallet_miner_registry::Call as RegistryCall;
use pallet_risk_escrow::Call as EscrowCall;
use sp_runtime::MultiAddress;

const MINERS: [Who; 3] = [EVE, FERDIE, DAVE];
/// Number in the table of rules of the maximum of applications that are voted on.
const MAX_OPEN: u8 = 3;
pub const HOLDERS: [Who; 5] = [ALICE, BOB, CHARLIE, DAVE, EVE];

/// Revenue of a unit and day that miners expect.
pub const EXPECTED: u128 = 50 * ONE_WHOLE + 3;
/// Limits that keep the model fast.
const MAX_CERTIFICATES: usize = 30;
const MAX_SERIES: usize = 6;

/// Applications.
impl Play {
	pub fn application(&mut self, op: Op) -> Step {
		let number = self.an_application(op);
		let miner = self.world.applications.get(number).map(|application| application.miner);
		let miner = self.mostly(op, miner);
		match op.kind {
			Kind::Apply => self.apply(op),
			Kind::WithdrawApplication => self.withdraw_application(miner, number),
			Kind::Conclude => self.conclude(number),
			Kind::Pledge => {
				let amount = [0, 1, DMC, 500 * DMC][Op::pick(op.b, 4)] + 100 * Balance::from(op.c);
				self.pledge(miner, number, amount)
			},
			_ => {
				let free = self.unused_pledge(number);
				let amount = [free, free / 2, free + 1, 1][Op::pick(op.b, 4)];
				self.withdraw_pledge(miner, number, amount)
			},
		}
	}

	pub fn conclude(&mut self, number: usize) -> Step {
		let call = RegistryCall::conclude_application { application: number as u32 };
		self.send(NOBODY, call, |w| w.conclude(number))
	}

	/// An application that fits, or any.
	fn an_application(&self, op: Op) -> usize {
		let fits = |(_, a): &(usize, &Application)| {
			let ongoing = self.world.votes[a.vote].outcome == Outcome::Ongoing;
			match op.kind {
				_ if op.errs() => true,
				Kind::WithdrawApplication => a.status == Status::Voting && ongoing,
				Kind::Conclude => a.status == Status::Voting && !ongoing,
				_ => a.status == Status::Approved,
			}
		};
		let all = self.world.applications.iter().enumerate();
		let fitting: Vec<_> = all.filter(fits).map(|(id, _)| id).collect();
		let any = Op::pick(op.a, self.world.applications.len());
		fitting.get(Op::pick(op.a, fitting.len())).copied().unwrap_or(any)
	}

	pub fn withdraw_application(&mut self, miner: Who, number: usize) -> Step {
		let call = RegistryCall::withdraw_application { application: number as u32 };
		self.send(miner, call, |w| w.withdraw_application(miner, number))
	}

	pub fn withdraw_pledge(&mut self, miner: Who, number: usize, amount: Balance) -> Step {
		let call = RegistryCall::withdraw_pledge { application: number as u32, amount };
		self.send(miner, call, |w| w.withdraw_pledge(miner, number, amount))
	}

	pub fn unused_pledge(&self, application: usize) -> Balance {
		let pledged = self.world.applications.get(application).map_or(0, |a| a.pledged);
		pledged.saturating_sub(self.world.usage(application).1)
	}

	/// Whom it concerns, or by mistake somebody else.
	pub fn mostly(&self, op: Op, who: Option<Who>) -> Who {
		match who {
			Some(who) if !op.errs() => who,
			_ => MINERS[Op::pick(op.b, 3)],
		}
	}

	pub fn pledge(&mut self, miner: Who, number: usize, amount: Balance) -> Step {
		let call = RegistryCall::pledge { application: number as u32, amount };
		self.send(miner, call, |w| w.pledge(miner, number, amount))
	}

	fn apply(&mut self, op: Op) -> Step {
		let miner = MINERS[Op::pick(op.a, 3)];
		let network = match self.world.networks.iter().rposition(|network| network.closed) {
			Some(closed) if op.b % 8 == 5 => closed,
			_ => [0, 1, 1, 99][if op.errs() { 3 } else { Op::pick(op.b, 3) }],
		};
		let payment = match op.b / 3 % 8 {
			0..=3 => Asset::Native,
			4..=6 => Asset::WithId(1),
			_ => Asset::WithId(10),
		};
		let units = if op.c % 32 == 14 { 0 } else { 100 + u64::from(op.c) * 4 };
		let floor = match (op.c % 32, &payment) {
			(13, _) => 0,
			(_, Asset::Native) => DMC / 1_000,
			_ => 700 + Balance::from(op.c),
		};
		let terms = Terms { network, units, expected: EXPECTED, payment, floor };
		if op.c % 8 == 5 {
			// With three places, of which two are taken, so that the last costs more.
			self.rule(MAX_OPEN, 2)?;
			for other in [op.a / 3, op.a / 9] {
				self.apply_for(MINERS[Op::pick(other, 3)], terms.clone())?;
			}
			self.apply_for(miner, terms)?;
			return self.rule(MAX_OPEN, 0);
		}
		if op.c % 8 == 3 {
			// With one place, which another has.
			self.rule(MAX_OPEN, 1)?;
			self.apply_for(MINERS[Op::pick(op.a / 3, 3)], terms.clone())?;
			self.apply_for(miner, terms)?;
			return self.rule(MAX_OPEN, 0);
		}
		self.apply_for(miner, terms)
	}

	pub fn apply_for(&mut self, miner: Who, terms: Terms) -> Step {
		let call = RegistryCall::apply {
			network: terms.network as u32,
			disclosure: Box::new(disclosure()),
			total_units: terms.units + 1,
			effective_units: terms.units,
			expected_revenue: PerUnit::from_inner(terms.expected),
			payment_asset: terms.payment.clone(),
			min_price_per_unit_day: terms.floor,
		};
		self.send(miner, call, |w| w.apply(miner, terms))
	}
}

/// Series.
impl Play {
	pub fn series(&mut self, op: Op) -> Step {
		// Now and then a series that is over is minted again.
		let again = op.kind == Kind::Mint && op.b > 160;
		let over = |id: usize| {
			let series = &self.world.series[id];
			!series.is_unfinished()
				&& series.state() == State::Open
				&& self.world.may_sell(series.miner).is_ok()
		};
		let number = self.a_series(op.a, |id| !again || over(id));
		let miner = self.world.series.get(number).map(|series| series.miner);
		let miner = self.mostly(op, miner);
		match op.kind {
			Kind::CreateSeries => self.create_one(op),
			Kind::RemoveSeries => {
				let number = self.a_series(op.a, |id| {
					op.errs() || self.world.series[id].certificates.is_empty()
				});
				self.remove_series(miner, number)
			},
			Kind::Mint => self.mint(miner, number, u32::from(op.b) % 7),
			Kind::BurnUnsold => {
				let mut list = self.some(number, op, |c| !c.sold && c.lock.is_none());
				if op.b % 8 == 3 {
					// One more than there ever were.
					let minted = self.world.series.get(number).map_or(0, |s| s.certificates.len());
					list = (0..=minted as u32).collect();
				}
				self.burn_what_is_wanted(miner, number, &list, op)
			},
			_ => self.pay_now(miner, number, op),
		}
	}

	/// Somebody has offered for what a miner burns.
	fn burn_what_is_wanted(&mut self, miner: Who, number: usize, list: &[u32], op: Op) -> Step {
		let (offer, known) = (self.world.next_offer, number < self.world.series.len());
		if let Some(item) = list.first().filter(|_| known && op.c % 4 < 3) {
			let amount = self.world.min_price(number, false) + 3;
			self.make_this_offer(CHARLIE, number, *item, amount, 5, (0, 0))?;
		}
		self.burn_unsold(miner, number, list)?;
		if offer == self.world.next_offer {
			return Ok(());
		}
		self.accept_offer(miner, offer)?;
		self.cancel_offer(NOBODY, offer)
	}

	/// A series for which something holds, or any.
	pub fn a_series(&self, number: u8, fit: impl Fn(usize) -> bool) -> usize {
		let fitting: Vec<_> = (0..self.world.series.len()).filter(|id| fit(*id)).collect();
		match fitting.get(Op::pick(number, fitting.len())) {
			Some(series) => *series,
			None => Op::pick(number, self.world.series.len()),
		}
	}

	/// Some certificates of a series that fit, or by mistake any.
	pub fn some(&self, series: usize, op: Op, fit: impl Fn(&Certificate) -> bool) -> Vec<u32> {
		let Some(series) = self.world.series.get(series) else { return vec![0] };
		let fits = |(_, c): &(usize, &Certificate)| !c.burnt && fit(c);
		let fitting: Vec<_> =
			series.certificates.iter().enumerate().filter(fits).map(|(id, _)| id as u32).collect();
		match op.c % 32 {
			15 => vec![u32::from(op.b) % 40, u32::from(op.a) % 40],
			31 => Vec::new(),
			_ => {
				let first = Op::pick(op.b, fitting.len());
				fitting.into_iter().skip(first).take(1 + usize::from(op.c) % 5).collect()
			},
		}
	}

	fn create_one(&mut self, op: Op) -> Step {
		let approved = |a: &Application| a.status == Status::Approved;
		let open: Vec<_> = (0..self.world.applications.len())
			.filter(|id| op.errs() || approved(&self.world.applications[*id]))
			.collect();
		let number = open.get(Op::pick(op.a, open.len())).copied().unwrap_or(9);
		let miner = self.world.applications.get(number).map(|a| a.miner);
		let miner = self.mostly(op, miner);
		let unfinished = self.world.series.iter().filter(|s| s.is_unfinished()).count();
		if unfinished >= MAX_SERIES {
			return self.pledge(miner, number, 200 * DMC);
		}
		let units = if op.c % 32 == 30 { 0 } else { 1 + u64::from(op.b) % 12 };
		let term = [3, 1, 5, 8, 14, 30, 45, 91][usize::from(op.c / 16) % 8];
		self.create_series(miner, number, units, term)
	}

	pub fn create_series(&mut self, miner: Who, number: usize, units: u64, term: u32) -> Step {
		let call = NftCall::create_series {
			application: number as u32,
			units_per_certificate: units,
			term_days: term,
		};
		self.send(miner, call, |w| w.create_series(miner, number, units, term))
	}

	pub fn remove_series(&mut self, miner: Who, number: usize) -> Step {
		let call = NftCall::remove_series { series: number as u32 };
		self.send(miner, call, |w| w.remove_series(miner, number))
	}

	pub fn mint(&mut self, miner: Who, number: usize, quantity: u32) -> Step {
		let Some(series) = self.world.series.get(number) else { return Ok(()) };
		let kept = series.certificates.iter().filter(|c| !c.burnt).count();
		if kept + quantity as usize > MAX_CERTIFICATES {
			return Ok(());
		}
		let call = NftCall::mint { series: number as u32, quantity };
		self.send(miner, call, |w| w.mint(miner, number, quantity))
	}

	pub fn burn_unsold(&mut self, miner: Who, number: usize, list: &[u32]) -> Step {
		let call = NftCall::burn_unsold { series: number as u32, items: items(list) };
		self.send(miner, call, |w| w.burn_unsold(miner, number, list))
	}

	/// A miner pays what it has in mind, also what it should not.
	fn pay_now(&mut self, miner: Who, number: usize, op: Op) -> Step {
		let next = self.world.series.get(number).and_then(|s| s.ledger.as_ref()?.next_day());
		let first = next.unwrap_or(self.world.today()) + u32::from(op.errs());
		let days = if op.c % 32 == 30 { 0 } else { 1 + u32::from(op.c) % 3 };
		let percent = [100, 75, 74, 80, 79, 130, 0, 40][Op::pick(op.b, 8)];
		let pays = (first..first + days).map(|day| match self.world.series.get(number) {
			Some(_) => (self.world.expected(number, day) * percent).div_ceil(100),
			None => 1,
		});
		let pays = pays.collect();
		self.distribute(miner, number, first, pays)
	}
}

/// Holders.
impl Play {
	pub fn holder(&mut self, op: Op) -> Step {
		let number = self.a_series(op.a, |_| true);
		match op.kind {
			Kind::Transfer => self.transfer(number, op),
			Kind::Claim => {
				let list = self.some(number, op, |c| c.sold);
				self.claim(number, &list)
			},
			Kind::Retire => {
				let over = |id: usize| self.world.series[id].is_terminated();
				let number = self.a_series(op.a, |id| !op.b.is_multiple_of(3) || over(id));
				let list = self.some(number, op, |c| c.sold);
				self.retire(number, &list)
			},
			Kind::Refund => {
				let over = |id: usize| op.errs() || self.world.series[id].is_terminated();
				let number = self.a_series(op.a, over);
				let list = self.some(number, op, |c| c.sold);
				self.refund(number, &list)
			},
			_ => self.withdraw_at(ESCROW, op),
		}
	}

	fn claim(&mut self, number: usize, list: &[u32]) -> Step {
		let call = EscrowCall::claim_income { series: number as u32, items: items(list) };
		let seen = ["claimed", "cannot claim"];
		self.send(NOBODY, call, |w| w.each(number, list, World::claim_one, seen))
	}

	pub fn retire(&mut self, number: usize, list: &[u32]) -> Step {
		let call = EscrowCall::retire { series: number as u32, items: items(list) };
		let seen = ["retired", "cannot retire"];
		self.send(NOBODY, call, |w| w.each(number, list, World::retire_one, seen))
	}

	pub fn refund(&mut self, number: usize, list: &[u32]) -> Step {
		let call = EscrowCall::refund { series: number as u32, items: items(list) };
		let seen = ["refunded", "cannot refund"];
		self.send(NOBODY, call, |w| w.each(number, list, World::refund_one, seen))
	}

	/// Payees and assets of the credits at a custodian.
	pub fn credits_at(&self, custodian: Who) -> Vec<(Who, Asset)> {
		let credits = self.world.credits.keys().filter(|(.., at)| *at == custodian);
		credits.map(|(who, asset, _)| (*who, asset.clone())).collect()
	}

	/// Somebody with a credit at a custodian, who is not blocked, withdraws all its credits in the asset.
	pub fn withdraw_at(&mut self, custodian: Who, op: Op) -> Step {
		let blocked = self.world.bank.blocked();
		let mut credits = self.credits_at(custodian).into_iter();
		let (who, asset) = credits
			.find(|credit| op.errs() || !blocked.contains(credit))
			.unwrap_or((FERDIE, Self::asset(op.b)));
		self.withdraw(who, asset)
	}

	pub fn withdraw(&mut self, who: Who, asset: Asset) -> Step {
		let call = pallet_credits::Call::withdraw { asset: asset.clone() };
		self.send(who, call, |w| w.withdraw(who, &asset))
	}

	fn transfer(&mut self, number: usize, op: Op) -> Step {
		let list = self.some(number, op, |c| c.sold || op.errs());
		let item = list.first().copied().unwrap_or(u32::from(op.b));
		let series = self.world.series.get(number);
		let owner = series.and_then(|s| Some(s.certificate(item).ok()?.owner));
		let owner = self.mostly(op, owner);
		// Who has no DMC would be paid a little of it or not, by the order of payments.
		let cash = series.is_none_or(|s| s.payment == Asset::Native);
		let to = if op.b % 4 == 3 && !cash { NOBODY } else { HOLDERS[Op::pick(op.b, 5)] };
		let dest = MultiAddress::Id(super::chain::id(to));
		let call = pallet_uniques::Call::transfer { collection: number as u32, item, dest };
		self.send(owner, call, |w| w.transfer(owner, number, item, to))
	}
}

impl World {
	/// Pay certificates one by one; each succeeds or fails alone.
	fn each(
		&mut self,
		series: usize,
		list: &[u32],
		pay: fn(&mut World, usize, u32) -> Done,
		[done, failed]: [&'static str; 2],
	) -> Done {
		self.series_of(series)?;
		if list.is_empty() {
			return Err("NoItems");
		}
		self.series[series].ledger.as_ref().ok_or("NotSold")?;
		for item in list {
			let paid = self.attempt_payment(|w| pay(w, series, *item)).is_ok();
			self.note(if paid { done } else { failed });
		}
		Ok(())
	}
}
