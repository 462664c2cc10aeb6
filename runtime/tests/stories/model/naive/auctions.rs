//! Auctions: lots whose price bids find, or time.

use super::{
	sales::{ensure_list, Fees, Sale},
	Balance, Day, Done, Fail, Lock, Who, World, MARKET,
};

/// Blocks of a day if none is missing.
const DAY: u32 = 10;
/// Maximum number of blocks for which an auction is open.
const MAX_DURATION: u32 = 90 * DAY;

/// How an auction finds its price, for the whole lot.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Manner {
	English { reserve: Balance, buy_now: Option<Balance> },
	Dutch { start: Balance, floor: Balance },
}

#[derive(Clone, PartialEq, Debug)]
pub struct Auction {
	pub seller: Who,
	pub series: usize,
	pub items: Vec<u32>,
	/// The earliest last day of certificates that were sold before.
	pub last_day: Option<Day>,
	pub manner: Manner,
	pub opened: u32,
	/// The last block in which it takes bids: as planned, as it is, and the last that bids can make
	/// it.
	pub planned: u32,
	pub ends: u32,
	pub latest: u32,
	/// Number of last blocks in which a bid moves the end, and by which it does.
	pub window: u32,
	/// Part by which a bid must exceed the one before, in millionths.
	pub step: u32,
	pub fees: Fees,
	/// Number of freezes of its series before it was opened.
	pub freezes: u32,
	/// The highest bidder, its bid, and the deposit that it demands.
	pub best: Option<(Who, Balance, Balance)>,
	/// The block at whose end the chain looks at it.
	pub due: u32,
	/// What is left at least of each deposit of a resale when it is over.
	pub left: Balance,
	/// The loan that is foreclosed by it.
	pub forecloses: Option<usize>,
}

impl Auction {
	/// The price of a Dutch auction in a block: the whole way down takes the whole time.
	pub fn price(&self, block: u32) -> Option<Balance> {
		let Manner::Dutch { start, floor } = self.manner else { return None };
		let passed = Balance::from(block.min(self.ends) - self.opened);
		let duration = Balance::from(self.ends - self.opened);
		Some(start - (start - floor) * passed / duration)
	}

	/// The minimum bid now.
	pub fn min_bid(&self) -> Option<Balance> {
		let Manner::English { reserve, .. } = self.manner else { return None };
		Some(self.best.map_or(reserve, |(_, best, _)| {
			let step = (best * Balance::from(self.step)).div_ceil(1_000_000);
			reserve.max(best + step.max(1))
		}))
	}
}

/// Beginning and end.
impl World {
	pub fn start_auction(
		&mut self,
		seller: Who,
		id: usize,
		items: &[u32],
		manner: Manner,
		duration: u32,
	) -> Done {
		ensure_list(items)?;
		self.series_of(id)?;
		self.ensure_duration(duration)?;
		self.ensure_unlocked(seller, id, items)?;
		let sold = self.all_sold(id, items)?;
		self.open_auction(seller, id, items, manner, duration, sold)?;
		self.note(match (manner, sold) {
			(Manner::English { .. }, false) => "an English auction of unsold certificates",
			(Manner::English { .. }, true) => "an English auction of sold certificates",
			(Manner::Dutch { .. }, false) => "a Dutch auction of unsold certificates",
			(Manner::Dutch { .. }, true) => "a Dutch auction of sold certificates",
		});
		Ok(())
	}

	pub fn ensure_duration(&self, duration: u32) -> Done {
		match duration == 0 || duration > MAX_DURATION {
			true => Err("InvalidDuration"),
			false => Ok(()),
		}
	}

	/// An auction of certificates that nothing else holds, or that secure a debt; returns its number.
	pub fn open_auction(
		&mut self,
		seller: Who,
		id: usize,
		items: &[u32],
		manner: Manner,
		duration: u32,
		sold: bool,
	) -> Result<usize, Fail> {
		self.ensure_prices(manner, items.len() as Balance * self.min_price(id, sold))?;
		self.ensure_may_be_sold(id, items, sold)?;
		let ends = self.block + duration;
		let mut auction = Auction {
			seller,
			series: id,
			items: items.into(),
			last_day: None,
			manner,
			opened: self.block,
			planned: ends,
			ends,
			latest: ends,
			window: 0,
			step: self.rules.bid_step,
			fees: self.fees_now(),
			freezes: self.freezes(id),
			best: None,
			due: ends,
			left: 0,
			forecloses: None,
		};
		// Bids move the end by a day at most.
		if let Manner::English { .. } = manner {
			auction.latest += DAY;
			auction.window = (self.rules.extension * DAY / 1_440).max(1);
		}
		if sold {
			let ends = items.iter().map(|item| self.series[id].certificates[*item as usize].end);
			let last_day = ends.min().ok_or("NoItems")?;
			let over = self.today() + (auction.latest - self.block).div_ceil(DAY);
			if over >= last_day {
				return Err("EndsTooLate");
			}
			auction.last_day = Some(last_day);
			auction.left = self.min_left(id, items, over);
		}
		let number = self.next_auction;
		self.lock(id, items, Lock::Auctioned(number));
		self.auctions.insert(number, auction);
		self.next_auction += 1;
		Ok(number)
	}

	/// Ensure that prices fit each other and are not less than the minimum.
	fn ensure_prices(&self, manner: Manner, least: Balance) -> Done {
		let (lower, upper) = match manner {
			Manner::English { reserve, buy_now } => (reserve, buy_now.unwrap_or(reserve)),
			Manner::Dutch { start, floor } => (floor, start),
		};
		match lower {
			_ if upper < lower => Err("InvalidPrices"),
			_ if lower < least => Err("PriceUnderFloor"),
			_ => Ok(()),
		}
	}

	fn auction(&self, number: usize) -> Result<Auction, Fail> {
		self.auctions.get(&number).cloned().ok_or("UnknownAuction")
	}

	/// Why an auction cannot go on; `None` if it can.
	pub fn void_reason(&self, number: usize) -> Option<&'static str> {
		let auction = self.auctions.get(&number)?;
		if self.freezes(auction.series) != auction.freezes {
			return Some(match self.series[auction.series].is_frozen() {
				true => "an auction is void: a freeze",
				false => "an auction is void: a freeze that is over",
			});
		}
		match auction.last_day {
			Some(day) if day <= self.today() => Some("an auction is void: nearly ended"),
			Some(_) if auction.forecloses.is_some() => {
				let secures = |item: &u32| self.lien(auction.series, *item).is_some();
				let repaid = !auction.items.iter().any(secures);
				repaid.then_some("an auction is void: the debt is repaid")
			},
			Some(_) => None,
			None if self.waits_for_days(auction.series) => None,
			None => self.on_sale(auction.series).err().map(|_| "an auction is void: never on sale"),
		}
	}

	/// Whether its bidder has to wait for the miner once it is over.
	fn waits(&self, auction: &Auction) -> bool {
		auction.best.is_some() && auction.last_day.is_none() && self.waits_for_days(auction.series)
	}

	/// Whether an auction is over and its bidder waits for the miner.
	pub fn is_waiting(&self, number: usize) -> bool {
		let over = |auction: &&Auction| self.block > auction.ends && self.waits(auction);
		self.auctions.get(&number).filter(over).is_some() && self.void_reason(number).is_none()
	}

	pub fn withdraw_bid(&mut self, who: Who, number: usize) -> Done {
		let auction = self.auction(number)?;
		if let Some(void_reason) = self.void_reason(number) {
			self.close(number, void_reason);
			return Ok(());
		}
		if auction.best.is_none_or(|(bidder, ..)| bidder != who) {
			return Err("NotBidder");
		}
		if self.block <= auction.ends {
			return Err("StillRunning");
		}
		if !self.waits(&auction) {
			return Err("NotWaiting");
		}
		self.close(number, "a bidder leaves a sale that waits");
		Ok(())
	}

	/// Remove an auction, unlock what is left of its lot, and repay the best bid.
	pub fn close(&mut self, number: usize, why: &'static str) {
		let Some(auction) = self.auctions.remove(&number) else { return };
		self.unlock(auction.series, &auction.items, Lock::Auctioned(number));
		if let Some((bidder, amount, _)) = auction.best {
			self.repay_bid(auction.series, bidder, amount);
		}
		self.note(why);
	}

	/// A bidder gets its money back.
	fn repay_bid(&mut self, id: usize, bidder: Who, amount: Balance) {
		let payment = self.series[id].payment.clone();
		let blocked = self.bank.is_blocked(bidder, &payment);
		if !self.pay_or_credit(MARKET, &payment, bidder, amount) {
			self.note(match blocked {
				true => "a bid is credited: its bidder is blocked",
				false => "a bid is credited: its bidder has no account",
			});
		}
	}

	pub fn cancel_auction(&mut self, who: Who, number: usize) -> Done {
		let auction = self.auction(number)?;
		if let Some(void_reason) = self.void_reason(number) {
			self.close(number, void_reason);
			return Ok(());
		}
		if auction.seller != who {
			return Err("NotSeller");
		}
		if auction.forecloses.is_some() {
			return Err("Foreclosed");
		}
		if self.block > auction.ends {
			return Err("AuctionOver");
		}
		let binding = self.block + auction.window > auction.planned;
		if auction.best.is_some() && binding {
			return Err("TooLateToCancel");
		}
		let bid = auction.best.is_some();
		let kind =
			if bid { "an auction is cancelled with a bid" } else { "an auction is cancelled" };
		self.close(number, kind);
		Ok(())
	}

	pub fn settle_auction(&mut self, number: usize) -> Done {
		let auction = self.auction(number)?;
		if let Some(void_reason) = self.void_reason(number) {
			self.close(number, void_reason);
			return Ok(());
		}
		if self.block <= auction.ends {
			return Err("StillRunning");
		}
		if self.waits(&auction) {
			return Err("WaitsForDays");
		}
		self.conclude_auction(number);
		self.note("an auction is settled by a stranger");
		Ok(())
	}

	/// An auction is over: whoever bid most buys.
	fn conclude_auction(&mut self, number: usize) {
		let best = self.auctions.get(&number).and_then(|auction| auction.best);
		let Some(bid) = best else {
			return self.close(number, "an auction ends unsold");
		};
		match self.attempt(|w| w.hand_over(number, bid)) {
			Ok(()) => self.note("an auction is won"),
			Err(_) => self.close(number, "an auction is void: the sale failed"),
		}
	}

	/// The lot of an auction is sold, for money in the market's account.
	fn hand_over(&mut self, number: usize, bid: (Who, Balance, Balance)) -> Done {
		let (buyer, total, demanded) = bid;
		let auction = self.auctions.remove(&number).ok_or("UnknownAuction")?;
		self.sell_lot(buyer, auction.series, &auction.items, total, auction.fees, demanded)
	}

	/// Auctions that the chain looks at with this block.
	pub fn due_auctions(&self) -> Vec<usize> {
		let due = |(_, auction): &(&usize, &Auction)| auction.due <= self.block;
		self.auctions.iter().filter(due).map(|(number, _)| *number).collect()
	}

	/// At the end of a block, after its transactions: auctions and offers take turns at being first.
	pub fn end_what_is_due(&mut self) {
		match self.block % 2 {
			0 => {
				self.settle_due_auctions();
				self.end_expired_offers();
			},
			_ => {
				self.end_expired_offers();
				self.settle_due_auctions();
			},
		}
	}

	fn settle_due_auctions(&mut self) {
		for number in self.due_auctions() {
			if self.void_reason(number).is_none() && self.waits(&self.auctions[&number]) {
				// A twenty-fourth of a day is less than a block.
				self.auctions.entry(number).and_modify(|auction| auction.due = self.block + 1);
				self.note("a sale waits for the miner");
				continue;
			}
			self.note("an auction is settled without anyone asking");
			match self.void_reason(number) {
				Some(void_reason) => self.close(number, void_reason),
				None => self.conclude_auction(number),
			}
		}
	}
}

/// Bids.
impl World {
	fn ensure_may_buy(&self, who: Who, auction: &Auction) -> Done {
		if who == auction.seller {
			return Err("BuyFromSelf");
		}
		if self.block > auction.ends {
			return Err("AuctionOver");
		}
		self.ensure_may_be_sold(auction.series, &auction.items, auction.last_day.is_some())
	}

	pub fn bid(&mut self, bidder: Who, number: usize, amount: Balance, demanded: Balance) -> Done {
		let mut auction = self.auction(number)?;
		if let Some(void_reason) = self.void_reason(number) {
			self.close(number, void_reason);
			return Ok(());
		}
		let Manner::English { buy_now, .. } = auction.manner else { return Err("InvalidKind") };
		self.ensure_may_buy(bidder, &auction)?;
		if let Some(price) = buy_now.filter(|price| amount >= *price) {
			return self.buy_now(bidder, number, price, demanded);
		}
		if auction.min_bid().is_none_or(|least| amount < least) {
			return Err("BidTooLow");
		}
		if self.left_at_end(&auction, amount) < demanded {
			return Err("TooLittleUnreleased");
		}
		self.replace_bid(bidder, number, amount, demanded)?;
		auction = self.auction(number)?;
		if auction.ends - self.block < auction.window {
			auction.ends += auction.window;
			self.note("a bid extends its auction");
			if auction.ends >= auction.latest {
				auction.ends = auction.latest;
				self.note("an auction is extended to its latest end");
			}
			auction.due = auction.ends;
		}
		self.auctions.insert(number, auction);
		Ok(())
	}

	/// The deposit that is left of each certificate, whenever the auction ends, if it is sold for so much.
	pub fn left_at_end(&self, auction: &Auction, total: Balance) -> Balance {
		match auction.last_day {
			Some(_) => auction.left,
			None => {
				let price = total / auction.items.len() as Balance;
				Sale { item: 0, price, fees: auction.fees }.rest()
			},
		}
	}

	/// A bid replaces the one before, which is repaid.
	fn replace_bid(
		&mut self,
		bidder: Who,
		number: usize,
		amount: Balance,
		demanded: Balance,
	) -> Done {
		let auction = self.auction(number)?;
		let payment = self.series[auction.series].payment.clone();
		match auction.best {
			Some((before, stood, _)) if before == bidder => {
				self.pay_in(&payment, bidder, amount - stood)?;
				self.note("a bidder raises its own bid");
			},
			Some((before, stood, _)) => {
				self.pay_in(&payment, bidder, amount)?;
				self.repay_bid(auction.series, before, stood);
				self.note("a bid is outbid");
			},
			None => self.pay_in(&payment, bidder, amount)?,
		}
		if let Some(auction) = self.auctions.get_mut(&number) {
			auction.best = Some((bidder, amount, demanded));
		}
		self.note("a bid");
		Ok(())
	}

	fn buy_now(&mut self, bidder: Who, number: usize, price: Balance, demanded: Balance) -> Done {
		self.replace_bid(bidder, number, price, demanded)?;
		self.hand_over(number, (bidder, price, demanded))?;
		self.note("bought now");
		Ok(())
	}

	pub fn buy_dutch(
		&mut self,
		buyer: Who,
		number: usize,
		most: Balance,
		demanded: Balance,
	) -> Done {
		let auction = self.auction(number)?;
		if let Some(void_reason) = self.void_reason(number) {
			self.close(number, void_reason);
			return Ok(());
		}
		let price = auction.price(self.block).ok_or("InvalidKind")?;
		self.ensure_may_buy(buyer, &auction)?;
		if price > most {
			return Err("TooExpensive");
		}
		let payment = self.series[auction.series].payment.clone();
		self.pay_in(&payment, buyer, price)?;
		self.hand_over(number, (buyer, price, demanded))?;
		self.note(match self.block {
			block if block == auction.opened => "a Dutch auction is bought at its start",
			block if block == auction.ends => "a Dutch auction is bought at its floor",
			_ => "a Dutch auction is bought on its way",
		});
		Ok(())
	}
}
