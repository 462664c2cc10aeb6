//! Acts of sellers and bidders in auctions.

use super::{
	market::Lot,
	naive::*,
	ops::{Kind, Op},
	play::{Play, Step},
};
use crate::steps::items;
use pallet_hashrate_market::{AuctionKind, Call};

/// Maximum number of blocks that an operation waits for the end of an auction.
const NEAR: u32 = 12;

impl Play {
	pub fn auction(&mut self, op: Op) -> Step {
		match op.kind {
			Kind::Auction => self.start_some(op),
			Kind::Bid => self.bid_somewhere(op),
			Kind::Snipe => self.snipe(op),
			Kind::Dutch => self.buy_some_lot(op),
			Kind::CancelAuction => {
				let Some((number, auction)) = self.an_auction(op, |_| true) else {
					return self.cancel_auction(EVE, self.world.next_auction);
				};
				let seller = self.mostly(op, Some(auction.seller));
				self.cancel_auction(seller, number)
			},
			_ => self.settle_some(op),
		}
	}

	/// An auction that fits, or by mistake any.
	fn an_auction(&self, op: Op, fits: impl Fn(&Auction) -> bool) -> Option<(usize, Auction)> {
		let auctions = self.world.auctions.iter();
		let all: Vec<_> = auctions.filter(|(_, auction)| op.errs() || fits(auction)).collect();
		all.get(Op::pick(op.a, all.len())).map(|(number, auction)| (**number, (*auction).clone()))
	}

	fn start_some(&mut self, op: Op) -> Step {
		let Some(lot) = self.a_lot(op, 7) else { return Ok(()) };
		let native = self.world.series[lot.series].payment == Asset::Native;
		let price = if native && lot.sold { op.b / 4 % 8 } else { op.b / 4 };
		let each = self.a_price(lot.series, lot.sold, price);
		// Not a multiple of what is sold, mostly.
		let least = each * lot.items.len() as Balance + Balance::from(op.a % 3);
		let more = least + Balance::from(op.c) * (least / 40 + 1);
		let manner = match op.b % 4 {
			0 => Manner::English { reserve: least, buy_now: None },
			1 => Manner::English { reserve: least, buy_now: Some(more) },
			_ if op.c % 32 == 9 => {
				Manner::English { reserve: least, buy_now: least.checked_sub(1) }
			},
			2 => Manner::Dutch { start: more, floor: least },
			_ if op.c % 32 == 10 => Manner::Dutch { start: least, floor: least + 1 },
			_ => Manner::English { reserve: least, buy_now: None },
		};
		let left = self.world.next_to_end().map_or(6, |(block, _)| block - self.world.block);
		let wrong = if op.c.is_multiple_of(2) { 0 } else { 901 };
		let duration = match op.c % 32 {
			11 => wrong,
			// It ends when a vote takes the whole block.
			number if number % 4 == 0 => left,
			number => [1, 2, 4, 7, 10, 15, 25, 60][Op::pick(number, 8)],
		};
		self.start_auction(lot, manner, duration)
	}

	pub fn start_auction(&mut self, lot: Lot, manner: Manner, duration: u32) -> Step {
		let Lot { seller, series, items: list, .. } = lot;
		let kind = match manner {
			Manner::English { reserve, buy_now } => AuctionKind::English { reserve, buy_now },
			Manner::Dutch { start, floor } => AuctionKind::Dutch { start_price: start, floor },
		};
		let call = Call::start_auction {
			series: series as u32,
			items: items(&list),
			kind,
			duration_blocks: duration,
		};
		self.send(seller, call, |w| w.start_auction(seller, series, &list, manner, duration))
	}

	fn is_english(auction: &Auction) -> bool {
		matches!(auction.manner, Manner::English { .. })
	}

	fn bid_somewhere(&mut self, op: Op) -> Step {
		let (rival, poor) = (op.b % 4 == 3, [4, 5].contains(&(op.b % 8)));
		let rare = |auction: &Auction| match auction.best {
			Some(_) => rival,
			None => poor && self.is_cheap(auction),
		};
		let any =
			self.world.auctions.values().any(|auction| Self::is_english(auction) && rare(auction));
		let fits = |auction: &Auction| Self::is_english(auction) && (!any || rare(auction));
		let Some((number, auction)) = self.an_auction(op, fits) else { return self.start_some(op) };
		if poor && self.is_cheap(&auction) {
			self.help(FERDIE, DMC)?;
		}
		// Who had bid sometimes cannot take its money back.
		if let Some((before, ..)) = auction.best {
			self.block_the_payee(op.b, before, auction.series)?;
		}
		let bidder = match op.b % 8 {
			7 => auction.seller,
			6 => auction.best.map_or(FERDIE, |(before, ..)| before),
			4 | 5 => FERDIE,
			_ => Self::a_bidder(op.b / 8),
		};
		let amount = self.an_amount(&auction, op.c);
		self.bid(bidder, number, amount)?;
		let native = self.world.series[auction.series].payment == Asset::Native;
		match self.world.auctions.get(&number).and_then(Auction::min_bid) {
			// Who has no DMC any more is outbid.
			Some(least) if native && bidder == FERDIE => {
				self.spend_all()?;
				self.bid(ALICE, number, least)
			},
			_ => Ok(()),
		}
	}

	/// Whether the minimum bid for a lot is below the existential deposit.
	fn is_cheap(&self, auction: &Auction) -> bool {
		let native = self.world.series[auction.series].payment == Asset::Native;
		native && auction.min_bid().is_some_and(|least| least < DMC / 1_000)
	}

	/// The amount of a bid: mostly enough.
	fn an_amount(&self, auction: &Auction, number: u8) -> Balance {
		let least = auction.min_bid().unwrap_or(1);
		let at_once = match auction.manner {
			Manner::English { buy_now, .. } => buy_now.unwrap_or(least),
			Manner::Dutch { start, .. } => start,
		};
		match number % 8 {
			0..4 => least,
			4 => least - 1,
			5 => least + Balance::from(number),
			6 => at_once,
			_ => at_once + 7,
		}
	}

	/// Bid again and again in the last block, each time one later.
	fn snipe(&mut self, op: Op) -> Step {
		let block = self.world.block;
		let near = |auction: &Auction| Self::is_english(auction) && auction.ends < block + NEAR;
		let Some((number, _)) = self.an_auction(op, near) else { return self.start_some(op) };
		for bid in 0..1 + op.b % 3 {
			let Some(auction) = self.world.auctions.get(&number).cloned() else { return Ok(()) };
			if auction.ends >= self.world.block + NEAR {
				return self.bid(CHARLIE, number, 1);
			}
			self.go_to(auction.ends, op)?;
			let amount = auction.min_bid().unwrap_or(1);
			let bidder = [ALICE, BOB][usize::from(bid) % 2];
			self.bid(bidder, number, amount)?;
		}
		match op.c % 4 {
			// Too late.
			0 => {
				let seller = self.world.auctions.get(&number).map_or(EVE, |a| a.seller);
				let ends = self.world.auctions.get(&number).map_or(0, |a| a.ends);
				self.go_to(ends, op)?;
				self.cancel_auction(seller, number)
			},
			_ => Ok(()),
		}
	}

	fn buy_some_lot(&mut self, op: Op) -> Step {
		let dutch = |auction: &Auction| !Self::is_english(auction);
		let Some((number, auction)) = self.an_auction(op, dutch) else {
			return self.start_some(op);
		};
		let near = auction.ends < self.world.block + NEAR;
		if op.b.is_multiple_of(2) && near {
			self.go_to(auction.ends, op)?;
		}
		if auction.last_day.is_some() {
			self.block_the_payee(op.b / 4, auction.seller, auction.series)?;
		}
		let price = auction.price(self.world.block).unwrap_or(1);
		let most = [price, Balance::MAX, price, price - 1][Op::pick(op.c, 4)];
		let buyer = if op.c % 16 == 6 { auction.seller } else { Self::a_bidder(op.c / 4) };
		self.buy_dutch(buyer, number, most)
	}

	/// Anyone settles an auction; mostly when its last block left no room for that.
	fn settle_some(&mut self, op: Op) -> Step {
		let block = self.world.block;
		let mut auctions = self.world.auctions.keys();
		if let Some(number) = auctions.find(|number| self.world.is_waiting(**number)).copied() {
			return self.act_on_what_waits(number, op);
		}
		let near = |auction: &Auction| auction.ends < block + NEAR;
		let Some((number, auction)) = self.an_auction(op, near) else {
			return self.settle_auction(self.world.next_auction);
		};
		if !op.b.is_multiple_of(4) {
			self.go_to(auction.ends + 1, op)?;
		}
		self.try_what_is_over(number)
	}

	/// A sale waits for the miner: nobody can make it, and its bidder may leave.
	pub fn act_on_what_waits(&mut self, number: usize, op: Op) -> Step {
		self.try_what_is_over(number)?;
		let bidder = self.world.auctions.get(&number).and_then(|auction| auction.best);
		match (op.b % 4, bidder) {
			(0, Some((bidder, ..))) => {
				let series = self.world.auctions.get(&number).map_or(0, |auction| auction.series);
				self.block_the_payee(op.c, bidder, series)?;
				self.withdraw_bid(bidder, number)
			},
			(1, _) => self.withdraw_bid(NOBODY, number),
			_ => Ok(()),
		}
	}

	pub fn withdraw_bid(&mut self, who: Who, number: usize) -> Step {
		let call = Call::withdraw_bid { auction: number as u32 };
		self.send(who, call, |w| w.withdraw_bid(who, number))
	}

	/// An auction whose last block is over takes no bids, and anyone settles it.
	pub fn try_what_is_over(&mut self, number: usize) -> Step {
		if self.world.auctions.get(&number).is_some_and(|a| a.ends < self.world.block) {
			self.bid(ALICE, number, Balance::MAX)?;
			let best = self.world.auctions.get(&number).and_then(|auction| auction.best);
			if let Some((bidder, ..)) = best.filter(|_| !self.world.is_waiting(number)) {
				self.withdraw_bid(bidder, number)?;
			}
		}
		self.settle_auction(number)
	}

	pub fn bid(&mut self, who: Who, number: usize, amount: Balance) -> Step {
		let auction = self.world.auctions.get(&number);
		let left = auction.map_or(0, |auction| self.world.left_at_end(auction, amount));
		self.bid_if_left(who, number, amount, self.a_demand(left))
	}

	/// A bid that demands a deposit at delivery.
	pub fn bid_if_left(
		&mut self,
		who: Who,
		number: usize,
		amount: Balance,
		min_unreleased: Balance,
	) -> Step {
		let call = Call::bid { auction: number as u32, amount, min_unreleased };
		self.send(who, call, |w| w.bid(who, number, amount, min_unreleased))
	}

	fn buy_dutch(&mut self, who: Who, number: usize, max_price: Balance) -> Step {
		let price = |auction: &Auction| Some((auction.price(self.world.block)?, auction.clone()));
		let priced = self.world.auctions.get(&number).and_then(price);
		let left = priced.map_or(0, |(price, auction)| self.world.left_at_end(&auction, price));
		let min_unreleased = self.a_demand(left);
		let call = Call::buy_dutch { auction: number as u32, max_price, min_unreleased };
		self.send(who, call, |w| w.buy_dutch(who, number, max_price, min_unreleased))
	}

	pub fn cancel_auction(&mut self, who: Who, number: usize) -> Step {
		let call = Call::cancel_auction { auction: number as u32 };
		self.send(who, call, |w| w.cancel_auction(who, number))
	}

	pub fn settle_auction(&mut self, number: usize) -> Step {
		let call = Call::settle_auction { auction: number as u32 };
		self.send(NOBODY, call, |w| w.settle_auction(number))
	}
}
