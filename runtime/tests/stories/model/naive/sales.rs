//! What all sales have in common: whether certificates may be sold, what that costs, and who gets the
//! money.

use super::{
	debts::Paid, series::CertificateDay, Asset, Balance, Day, Done, Fail, Ledger, Lock, State, Who,
	World, ESCROW, INCOME, MARKET, POOL,
};

/// The fee in millionths of the price, and the pool's and the treasury's part of it: as it was when
/// the sale opened.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Fees {
	pub split: (u32, u32),
	pub rate: u32,
}

/// One certificate that is sold.
pub struct Sale {
	pub item: u32,
	pub price: Balance,
	pub fees: Fees,
}

impl Sale {
	fn fee(&self) -> Balance {
		// In two parts, for prices that nobody can pay.
		let (rate, million) = (Balance::from(self.fees.rate), 1_000_000);
		self.price / million * rate + (self.price % million * rate).div_ceil(million)
	}

	/// The price less the fee, which goes to escrow or to the holder.
	pub fn rest(&self) -> Balance {
		self.price - self.fee()
	}
}

pub fn ensure_list(items: &[u32]) -> Done {
	let twice = (1..items.len()).any(|i| items[..i].contains(&items[i]));
	match items {
		[] => Err("NoItems"),
		_ if twice => Err("DuplicateItem"),
		_ => Ok(()),
	}
}

/// May they be sold?
impl World {
	/// Whether a series sells for the first time now.
	pub fn on_sale(&self, id: usize) -> Done {
		let series = self.series_of(id)?;
		self.may_sell(series.miner).map_err(|_| "MinerBarred")?;
		self.ensure_network_open(series.network)?;
		match series.state() {
			State::Terminated { .. } => Err("Terminated"),
			State::Frozen { .. } => Err("Frozen"),
			State::Open if self.behind(id) >= 2 => Err("Late"),
			State::Open if !self.breaches(id).is_empty() => Err("BreachProvable"),
			State::Open => Ok(()),
		}
	}

	/// Whether a first sale is refused only until the miner settles earlier days.
	pub fn waits_for_days(&self, id: usize) -> bool {
		let days = ["Late", "BreachProvable"];
		match self.on_sale(id) {
			Err(error) => days.contains(&error),
			Ok(()) => self.series[id].ledger.as_ref().is_some_and(|ledger| {
				ledger.last_end < self.today() && ledger.settled_through < ledger.last_end
			}),
		}
	}

	/// The deposit that each of these sold certificates has left at least on a day, before which all days
	/// may be settled in full.
	pub fn min_left(&self, id: usize, items: &[u32], day: Day) -> Balance {
		let series = &self.series[id];
		let settled = series.ledger.as_ref().map_or(0, |ledger| ledger.settled_through);
		let left = |item: &u32| {
			let certificate = &series.certificates[*item as usize];
			let days = certificate.start..=certificate.end;
			let days = days.filter(|each| *each > settled && *each < day).count() as Balance;
			let instalment = certificate.deposit / Balance::from(series.term);
			series.unreleased(certificate).saturating_sub(instalment * days)
		};
		items.iter().map(left).min().unwrap_or_default()
	}

	/// Whether certificates that are sold at these prices have the deposit that their buyer demands.
	pub fn ensure_left(&self, id: usize, sales: &[Sale], demanded: Balance) -> Done {
		let items: Vec<_> = sales.iter().map(|sale| sale.item).collect();
		let left = match self.all_sold(id, &items)? {
			true => self.min_left(id, &items, self.today()),
			false => sales.iter().map(Sale::rest).min().unwrap_or_default(),
		};
		if left < demanded {
			return Err("TooLittleUnreleased");
		}
		Ok(())
	}

	/// Whether certificates of a series that were sold before may change hands for money.
	fn on_resale(&self, id: usize, items: &[u32]) -> Done {
		match self.series_of(id)?.state() {
			State::Terminated { .. } => return Err("Terminated"),
			State::Frozen { .. } => return Err("Frozen"),
			State::Open => (),
		}
		for item in items {
			if self.series[id].certificate(*item)?.end <= self.today() {
				return Err("NearlyEnded");
			}
		}
		Ok(())
	}

	/// Whether certificates, all sold before or none, may be sold now.
	pub fn ensure_may_be_sold(&self, id: usize, items: &[u32], sold: bool) -> Done {
		match sold {
			true => self.on_resale(id, items),
			false => self.on_sale(id),
		}
	}

	/// Whether all certificates of a list were sold before, or none.
	pub fn all_sold(&self, id: usize, items: &[u32]) -> Result<bool, Fail> {
		let mut sold = Vec::new();
		for item in items {
			sold.push(self.series_of(id)?.certificate(*item)?.sold);
		}
		sold.dedup();
		match sold[..] {
			[sold] => Ok(sold),
			_ => Err("MixedLot"),
		}
	}

	/// The minimum price of a certificate.
	pub fn min_price(&self, id: usize, sold: bool) -> Balance {
		let series = &self.series[id];
		match sold {
			true => 1,
			false => Balance::from(series.units) * Balance::from(series.term) * series.floor,
		}
	}

	/// Ensure that certificates are unlocked and of one owner.
	pub fn ensure_unlocked(&self, owner: Who, id: usize, items: &[u32]) -> Done {
		for item in items {
			let certificate = self.series_of(id)?.certificate(*item)?;
			if certificate.owner != owner {
				return Err("NotOwner");
			}
			self.ensure_no_lock(id, *item)?;
		}
		Ok(())
	}

	pub fn fees_now(&self) -> Fees {
		let Self { rules, .. } = self;
		Fees { rate: rules.trading, split: (rules.pool_part, rules.treasury_part) }
	}

	pub fn freezes(&self, id: usize) -> u32 {
		self.series[id].ledger.as_ref().map_or(0, |ledger| ledger.freezes)
	}
}

/// Money.
impl World {
	/// Charge an account for the market's.
	pub fn pay_in(&mut self, asset: &Asset, who: Who, amount: Balance) -> Done {
		let keep = *asset == Asset::Native;
		self.bank.pay(asset, who, MARKET, amount, keep).map_err(|_| "CannotPay")
	}

	/// Sell certificates, whose price is in the market's account: fees first.
	pub fn sell(&mut self, buyer: Who, id: usize, sales: &[Sale]) -> Done {
		let payment = self.series[id].payment.clone();
		// Fees that are divided alike are divided once.
		let mut splits: Vec<_> = sales.iter().map(|sale| sale.fees.split).collect();
		splits.sort();
		splits.dedup();
		for split in splits {
			let alike = sales.iter().filter(|sale| sale.fees.split == split);
			let fee = alike.map(Sale::fee).sum();
			self.charge_fee(MARKET, &payment, fee, split)?;
		}
		let items: Vec<_> = sales.iter().map(|sale| sale.item).collect();
		let sold = self.all_sold(id, &items)?;
		self.ensure_may_be_sold(id, &items, sold)?;
		for item in items {
			self.series[id].certificates[item as usize].lock = None;
		}
		match sold {
			true => self.resell(buyer, id, sales),
			false => self.sell_first(buyer, id, sales),
		}
	}

	/// Sell a lot for a price in all. What its division leaves is the pool's.
	pub fn sell_lot(
		&mut self,
		buyer: Who,
		id: usize,
		items: &[u32],
		total: Balance,
		fees: Fees,
		demanded: Balance,
	) -> Done {
		let number = items.len() as Balance;
		let (price, remainder) = (total / number, total % number);
		let payment = self.series[id].payment.clone();
		self.bank.pay(&payment, MARKET, POOL, remainder, false)?;
		if remainder > 0 {
			self.note("a lot leaves a remainder for the pool");
		}
		let sales: Vec<_> = items.iter().map(|item| Sale { item: *item, price, fees }).collect();
		self.ensure_left(id, &sales, demanded)?;
		self.sell(buyer, id, &sales)
	}

	/// The owners get their income, then their money.
	fn resell(&mut self, buyer: Who, id: usize, sales: &[Sale]) -> Done {
		let (payment, miner) = (self.series[id].payment.clone(), self.series[id].miner);
		let mut sellers = Vec::<(Who, Balance)>::new();
		for sale in sales {
			self.pay_income(id, sale.item)?;
			// Only a foreclosure sells a certificate that secures a debt.
			let rest = sale.rest() - self.discharge(id, sale.item, sale.rest())?;
			let certificate = &mut self.series[id].certificates[sale.item as usize];
			let seller = std::mem::replace(&mut certificate.owner, buyer);
			match sellers.iter_mut().find(|(known, _)| *known == seller) {
				Some((_, proceeds)) => *proceeds += rest,
				None => sellers.push((seller, rest)),
			}
		}
		if sellers.len() > 1 {
			self.note("a resale from several sellers");
		}
		for (seller, proceeds) in sellers {
			if !self.pay_or_credit(MARKET, &payment, seller, proceeds) {
				self.note("a resale: the proceeds become a credit");
			}
			if seller == miner {
				self.note("a miner resells");
			}
		}
		self.note(if buyer == miner { "a miner buys back" } else { "a resale" });
		Ok(())
	}

	/// What a certificate earned before it is sold is its owner's, and its loan's if income repays it. What
	/// cannot be paid is a credit.
	pub fn pay_income(&mut self, id: usize, item: u32) -> Done {
		let series = &self.series[id];
		let certificate = &series.certificates[item as usize];
		let (owner, due, reward) =
			(certificate.owner, series.due(certificate), series.reward.clone());
		if due == 0 {
			return Ok(());
		}
		self.series[id].certificates[item as usize].claimed += due;
		let rest = self.pay_lien(INCOME, (id, item), Paid::Income, &reward, due)?.unwrap_or(due);
		let paid = self.pay_or_credit_income(owner, &reward, rest)?;
		self.note(match paid {
			true => "a resale: income is paid first",
			false => "a resale: income becomes a credit",
		});
		Ok(())
	}

	/// Pay income, or credit it; returns whether it was paid.
	pub fn pay_or_credit_income(
		&mut self,
		who: Who,
		reward: &Asset,
		amount: Balance,
	) -> Result<bool, Fail> {
		if self.bank.pay(reward, INCOME, who, amount, false).is_ok() {
			return Ok(true);
		}
		self.bank.pay(reward, INCOME, ESCROW, amount, false)?;
		self.credit(ESCROW, reward, who, amount);
		Ok(false)
	}

	fn sell_first(&mut self, buyer: Who, id: usize, sales: &[Sale]) -> Done {
		let today = self.today();
		self.ensure_ledger(id)?;
		for sale in sales {
			let deposit = sale.rest();
			if deposit == 0 {
				return Err("NoDeposit");
			}
			self.activate(buyer, id, sale.item, today + 1, deposit);
		}
		let deposits = sales.iter().map(Sale::rest).sum();
		let payment = self.series[id].payment.clone();
		let keep = payment == Asset::Native;
		self.bank.pay(&payment, MARKET, ESCROW, deposits, keep)?;
		self.note("certificates are bought");
		Ok(())
	}

	fn activate(&mut self, buyer: Who, id: usize, item: u32, start: Day, deposit: Balance) {
		let series = &mut self.series[id];
		let end = start + series.term - 1;
		let certificate = &mut series.certificates[item as usize];
		(certificate.owner, certificate.sold) = (buyer, true);
		(certificate.start, certificate.end) = (start, end);
		certificate.deposit = deposit;
		certificate.days = Vec::<CertificateDay>::new();
		if let Some(ledger) = &mut series.ledger {
			ledger.last_end = ledger.last_end.max(end);
		}
	}

	/// The ledger of a series that is about to sell: new, as it is, or, when nothing is active any
	/// more and all is settled, started again.
	fn ensure_ledger(&mut self, id: usize) -> Done {
		let (today, opened) = (self.today(), self.calendar.live_days_by_now());
		let rules = self.rules.clone();
		let latest = self.latest(self.series[id].network);
		let series = &mut self.series[id];
		let Some(ledger) = &mut series.ledger else {
			let expected = series.expected.max(latest);
			series.ledger = Some(Ledger::new(today, opened, expected, rules));
			return Ok(());
		};
		if ledger.last_end >= today {
			return Ok(());
		}
		if ledger.settled_through < ledger.last_end {
			return Err("EarlierDaysUnsettled");
		}
		// What happened more than thirty days ago proves nothing, and selling completes no breach.
		let expired = today > ledger.settled_through + 30;
		let streak = if expired { 0 } else { ledger.underpaid_streak };
		let streak = streak.min(rules.breach_underpaid_streak - 1);
		if streak > 0 {
			self.seen
				.entry("underpaid days go on after an idle time")
				.and_modify(|n| *n += 1)
				.or_insert(1);
		}
		(ledger.settled_through, ledger.last_end, ledger.grace_until) = (today, today, today);
		(ledger.clock_start, ledger.underpaid_streak, ledger.rules) = (opened, streak, rules);
		self.note("an idle series sells again");
		Ok(())
	}
}

/// Locks.
impl World {
	pub fn lock(&mut self, id: usize, items: &[u32], lock: Lock) {
		for item in items {
			self.series[id].certificates[*item as usize].lock = Some(lock);
		}
	}

	/// Remove a lock where it still is. What an auction did not sell is collateral again.
	pub fn unlock(&mut self, id: usize, items: &[u32], lock: Lock) {
		for item in items {
			let auctioned = matches!(lock, Lock::Auctioned(_));
			let secures = auctioned && self.lien(id, *item).is_some();
			let certificate = &mut self.series[id].certificates[*item as usize];
			if certificate.lock == Some(lock) {
				certificate.lock = secures.then_some(Lock::Collateral);
			}
		}
	}
}
