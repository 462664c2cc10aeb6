//! Acts of sellers and buyers at fixed prices and with offers.

use super::{
	naive::*,
	ops::{Kind, Op},
	play::{Play, Step},
	trade::HOLDERS,
};
use crate::steps::items;
use pallet_hashrate_market::Call;

/// Who bids. The last may have no DMC at all.
const BIDDERS: [Who; 6] = [ALICE, BOB, CHARLIE, DAVE, EVE, FERDIE];

/// Certificates of a series that fit.
pub fn fitting(series: &Series, fits: impl Fn(&Certificate) -> bool) -> Vec<u32> {
	let certificates = series.certificates.iter().enumerate();
	let fits = |(_, c): &(usize, &Certificate)| !c.burnt && fits(c);
	certificates.filter(fits).map(|(item, _)| item as u32).collect()
}

/// Certificates to sell.
pub struct Lot {
	pub seller: Who,
	pub series: usize,
	pub items: Vec<u32>,
	pub sold: bool,
}

impl Play {
	/// Unlocked certificates of one owner: unsold ones of a miner, or sold ones of a holder.
	pub fn a_lot(&self, op: Op, most: usize) -> Option<Lot> {
		let sold = op.a.is_multiple_of(2);
		let lasts = |c: &Certificate| !sold || c.end > self.world.today() || op.b % 16 == 9;
		let fits = |c: &Certificate| c.sold == sold && c.lock.is_none() && lasts(c);
		let open = |id: usize| op.errs() || self.world.series[id].state() == State::Open;
		let has_some = |id| open(id) && !fitting(&self.world.series[id], fits).is_empty();
		let number = self.a_series(op.a / 2, has_some);
		let series = self.world.series.get(number)?;
		let all = fitting(series, fits);
		let first = all.get(Op::pick(op.b, all.len())).copied().unwrap_or(op.b.into());
		let owner = series.certificate(first).map_or(series.miner, |c| c.owner);
		let owner = if [7, 8].contains(&(op.c % 16)) { series.miner } else { owner };
		let mut list = fitting(series, |c| fits(c) && c.owner == owner);
		let shift = Op::pick(op.b / 3, list.len());
		list.rotate_left(shift);
		list.truncate(1 + usize::from(op.c / 4) % most);
		match op.c % 32 {
			15 => list = vec![u32::from(op.b) % 40, u32::from(op.a) % 40],
			31 => list = Vec::new(),
			7 | 23 => list.extend(fitting(series, |c| c.owner == owner && c.sold != sold).first()),
			_ => (),
		}
		Some(Lot { seller: self.mostly(op, Some(owner)), series: number, items: list, sold })
	}

	/// A price of one certificate: mostly enough.
	pub fn a_price(&self, series: usize, sold: bool, number: u8) -> Balance {
		let least = self.world.min_price(series, sold);
		let floor = self.world.min_price(series, false);
		match number % 16 {
			14 => least - 1,
			more if !sold => floor + Balance::from(more) * (floor / 10 + 1),
			more @ 0..5 => 1 + Balance::from(more),
			more => floor * Balance::from(more) / 8 + 1,
		}
	}

	/// Block an account in an asset unless it is.
	pub fn block_for_now(&mut self, who: Who, asset: &Asset) -> Step {
		match asset {
			Asset::WithId(asset) if !self.world.bank.is_blocked(who, &Asset::WithId(*asset)) => {
				self.set_blocked(*asset, who, true)
			},
			_ => Ok(()),
		}
	}

	/// Sometimes block an account that is about to be paid.
	pub fn block_the_payee(&mut self, number: u8, who: Who, series: usize) -> Step {
		let Series { payment, reward, .. } = &self.world.series[series];
		match number % 16 {
			3 | 11 => self.block_for_now(who, &payment.clone()),
			4..=6 => self.block_for_now(who, &reward.clone()),
			_ => Ok(()),
		}
	}
}

/// Fixed prices.
impl Play {
	pub fn listing(&mut self, op: Op) -> Step {
		match op.kind {
			Kind::List => self.list_some(op),
			Kind::Buy => self.buy_some(op),
			_ => self.change_listing(op),
		}
	}

	fn list_some(&mut self, op: Op) -> Step {
		let Some(Lot { seller, series, items, sold }) = self.a_lot(op, 5) else { return Ok(()) };
		let price = self.a_price(series, sold, op.b / 3);
		let days = [90, 5, 30, 0][if op.c % 32 == 12 { 3 } else { Op::pick(op.b, 3) }];
		self.list(seller, series, &items, price, days)
	}

	pub fn list(
		&mut self,
		seller: Who,
		number: usize,
		list: &[u32],
		price: Balance,
		expires_in_days: u32,
	) -> Step {
		let call = Call::list { series: number as u32, items: items(list), price, expires_in_days };
		self.send(seller, call, |w| w.list(seller, number, list, price, expires_in_days))
	}

	/// A listing that fits, and those of the same seller in its series.
	fn some_listings(&self, op: Op, fits: impl Fn(usize, u32) -> bool) -> (Who, usize, Vec<u32>) {
		let listings = self.world.listings.iter();
		let all: Vec<_> = listings.filter(|((id, item), _)| fits(*id, *item)).collect();
		let Some(((id, _), Listing { seller, .. })) = all.get(Op::pick(op.a, all.len())) else {
			return (EVE, Op::pick(op.a, self.world.series.len()), vec![op.b.into()]);
		};
		let alike = all.iter().filter(|((of, _), listing)| of == id && listing.seller == *seller);
		let list = alike.map(|((_, item), _)| *item).take(1 + usize::from(op.c) % 3).collect();
		(*seller, *id, list)
	}

	fn change_listing(&mut self, op: Op) -> Step {
		if op.kind == Kind::Reprice {
			let (seller, number, list) = self.some_listings(op, |_, _| true);
			let sold = |item: &u32| self.world.series[number].certificate(*item).map(|c| c.sold);
			let sold = list.first().is_some_and(|item| sold(item) == Ok(true));
			let (price, seller) = (self.a_price(number, sold, op.b), self.mostly(op, Some(seller)));
			let call = Call::reprice { series: number as u32, items: items(&list), price };
			return self.send(seller, call, |w| w.reprice(seller, number, &list, price));
		}
		// Mostly anyone removes what is stale, rather what is rare.
		let common = &["expired", "burnt"][Op::pick(op.b / 4, 3)..];
		let rare = |why: &str| !common.iter().any(|kind| why.contains(kind));
		let stale = !op.b.is_multiple_of(4);
		let fits = |id, item| !stale || self.world.stale(id, item).is_some_and(rare);
		let (seller, number, list) = self.some_listings(op, fits);
		let who = if stale { NOBODY } else { self.mostly(op, Some(seller)) };
		self.delist(who, number, &list)
	}

	/// Anyone tries to remove listings of and offers for every other certificate on its last day and the
	/// day before.
	pub fn try_last_days(&mut self, series: usize) -> Step {
		let today = self.world.today();
		if let Some(number) = self.world.expired_offers().first().copied() {
			self.try_what_has_expired(number)?;
		}
		let nearly = |id: usize, item: u32| {
			let certificate = &self.world.series[id].certificates[item as usize];
			let near = certificate.sold && (today..today + 2).contains(&certificate.end);
			id == series && item.is_multiple_of(2) && near
		};
		let listing = self.world.listings.keys().find(|(id, item)| nearly(*id, *item)).copied();
		let mut offers = self.world.offers.iter();
		let offer = offers.find(|(_, offer)| nearly(offer.series, offer.item)).map(|(n, _)| *n);
		if let Some((series, item)) = listing {
			self.delist(NOBODY, series, &[item])?;
		}
		offer.map_or(Ok(()), |number| self.cancel_offer(NOBODY, number))
	}

	/// An offer of which the chain has had no time to think is not accepted, and anyone may cancel it.
	fn try_what_has_expired(&mut self, number: usize) -> Step {
		let Some(Offer { series, item, .. }) = self.world.offers.get(&number).cloned() else {
			return Ok(());
		};
		let owner = self.world.series[series].certificate(item).map_or(NOBODY, |c| c.owner);
		match self.world.block % 3 {
			0 => self.accept_offer(owner, number),
			1 => self.cancel_offer(NOBODY, number),
			_ => Ok(()),
		}
	}

	/// Sales opened before a freeze are void after it, too: anyone acts on them.
	pub fn act_on_what_was_frozen(&mut self, series: usize) -> Step {
		let auction = self.world.auctions.iter().find(|(_, auction)| auction.series == series);
		let offer = self.world.offers.iter().find(|(_, offer)| offer.series == series);
		let (auction, offer) = (auction.map(|(n, _)| *n), offer.map(|(n, _)| *n));
		if let Some(number) = auction {
			self.settle_auction(number)?;
		}
		offer.map_or(Ok(()), |number| self.cancel_offer(NOBODY, number))
	}

	/// Anyone removes a listing by which nobody can buy any more.
	pub fn delist_what_is_stale(&mut self, series: usize) -> Step {
		let world = &self.world;
		let items = world.listings.keys().filter(|(of, _)| *of == series).map(|(_, item)| *item);
		let stale = items.filter_map(|item| Some((world.stale(series, item)?, item)));
		// What a refund left comes first.
		match stale.max_by_key(|(why, _)| why.contains("refund")) {
			Some((_, item)) => self.delist(NOBODY, series, &[item]),
			None => Ok(()),
		}
	}

	pub fn delist(&mut self, who: Who, number: usize, list: &[u32]) -> Step {
		let call = Call::delist { series: number as u32, items: items(list) };
		self.send(who, call, |w| w.delist(who, number, list))
	}

	fn buy_some(&mut self, op: Op) -> Step {
		let sold = op.a.is_multiple_of(2);
		if let Some((series, item)) = self.a_miners_own().filter(|_| op.c % 4 == 2) {
			return self.buy(ALICE, series, &[item], Balance::MAX);
		}
		if op.c % 8 == 5 {
			return self.buy_of_two(op);
		}
		let any = op.c % 16 >= 12;
		let listed = |c: &Certificate| c.lock == Some(Lock::Listed) && (c.sold == sold || any);
		let has_some = |id| !fitting(&self.world.series[id], listed).is_empty();
		let number = self.a_series(op.a / 2, has_some);
		let mut list = self.some(number, op, listed);
		let mut buyer = HOLDERS[Op::pick(op.a / 7, HOLDERS.len())];
		if sold && matches!(op.b % 4, 1 | 2) {
			// All there are, by somebody who sells none of them.
			list = self.world.series.get(number).map_or(list, |series| fitting(series, listed));
			let listing = |item: &u32| self.world.listings.get(&(number, *item));
			let sells = |who| list.iter().filter_map(listing).any(|found| found.seller == who);
			buyer = HOLDERS.into_iter().find(|who| !sells(*who)).unwrap_or(buyer);
		}
		let most = if op.b % 32 == 31 { 1 } else { Balance::MAX };
		let listing = list.first().and_then(|item| self.world.listings.get(&(number, *item)));
		if let Some(Listing { seller, .. }) = listing.filter(|_| sold) {
			self.block_the_payee(op.b / 2, *seller, number)?;
		}
		self.buy(buyer, number, &list, most)
	}

	/// Two holders of a series list a certificate each, and somebody else buys both together.
	fn buy_of_two(&mut self, op: Op) -> Step {
		let today = self.world.today();
		let goes = |c: &Certificate| c.sold && c.lock.is_none() && c.end > today;
		let two = |series: &Series| {
			let list = fitting(series, goes);
			let owner = |item: &u32| series.certificates[*item as usize].owner;
			let (first, other) = (*list.first()?, list.iter().map(owner).collect::<Vec<_>>());
			let second = other.iter().position(|who| *who != other[0])?;
			Some([(other[0], first), (other[second], list[second])])
		};
		let open =
			|id: usize| two(&self.world.series[id]).filter(|_| !self.world.series[id].is_frozen());
		let number = self.a_series(op.a, |id| open(id).is_some());
		let Some(sales) = open(number) else { return Ok(()) };
		let price = self.world.series[number].floor + 1_000;
		for (owner, item) in sales {
			self.list(owner, number, &[item], price, 5)?;
		}
		let sells = |who: &Who| sales.iter().any(|(owner, _)| owner == who);
		let buyer = HOLDERS.into_iter().find(|who| !sells(who)).unwrap_or(ALICE);
		self.buy(buyer, number, &sales.map(|(_, item)| item), Balance::MAX)
	}

	/// A sold certificate that its miner has got and listed.
	fn a_miners_own(&self) -> Option<(usize, u32)> {
		let is_own = |(of, listing): &(&(usize, u32), &Listing)| {
			let series = &self.world.series[of.0];
			let is_sold = series.certificate(of.1).is_ok_and(|certificate| certificate.sold);
			listing.seller == series.miner && is_sold
		};
		self.world.listings.iter().find(is_own).map(|(of, _)| *of)
	}

	pub fn buy(&mut self, buyer: Who, number: usize, list: &[u32], max_total: Balance) -> Step {
		let min_unreleased = self.a_demand(self.world.left_when_bought(number, list));
		let call =
			Call::buy { series: number as u32, items: items(list), max_total, min_unreleased };
		self.send(buyer, call, |w| w.buy(buyer, number, list, max_total, min_unreleased))
	}

	/// A deposit that a buyer demands: mostly none, sometimes all that is left, and sometimes more.
	pub fn a_demand(&self, left: Balance) -> Balance {
		match self.world.block % 8 {
			1 | 5 => left,
			3 => left.saturating_add(1),
			_ => 0,
		}
	}
}

/// Offers.
impl Play {
	pub fn offer(&mut self, op: Op) -> Step {
		match op.kind {
			Kind::Offer => self.make_offer(op),
			Kind::WithdrawCredit => self.withdraw_at(MARKET, op),
			Kind::AcceptOffer => {
				let void = |over: (Fail, _)| over.0 == "OfferVoid";
				let found = self.an_offer(op, |over| match op.b % 8 {
					7 => over.is_some_and(void),
					_ => over.is_none(),
				});
				let Some((number, Offer { series, item, .. })) = found else {
					return self.make_offer(op);
				};
				let owner = self.world.series[series].certificate(item).ok().map(|c| c.owner);
				let owner = self.mostly(op, owner);
				self.block_the_payee(op.b / 4, owner, series)?;
				match op.c % 2 {
					0 => self.accept_one_of_two(owner, number),
					_ => self.accept_offer(owner, number),
				}
			},
			_ => {
				// Rather what is rare.
				let fits = |over: Option<(Fail, &str)>| match op.b % 4 {
					0 => true,
					1 => over.is_some(),
					_ => over.is_some_and(|(error, _)| error != "OfferExpired"),
				};
				let Some((number, offer)) = self.an_offer(op, fits) else {
					return self.cancel_offer(EVE, self.world.next_offer);
				};
				self.block_the_payee(op.b / 4, offer.bidder, offer.series)?;
				let who = if op.b.is_multiple_of(8) { offer.bidder } else { NOBODY };
				self.cancel_offer(who, number)
			},
		}
	}

	/// An offer that fits by whether it is over, or by mistake any.
	fn an_offer(
		&self,
		op: Op,
		fits: impl Fn(Option<(Fail, &'static str)>) -> bool,
	) -> Option<(usize, Offer)> {
		let over = |number: usize| self.world.offer_is_over(number);
		let offers = self.world.offers.iter();
		let all: Vec<_> = offers.filter(|(n, _)| op.errs() || fits(over(**n))).collect();
		all.get(Op::pick(op.a, all.len())).map(|(number, offer)| (**number, (*offer).clone()))
	}

	fn make_offer(&mut self, op: Op) -> Step {
		let sold = !op.a.is_multiple_of(3);
		let fits = |c: &Certificate| c.sold == sold && (c.lock.is_none() || op.errs());
		let has_some = |id| !fitting(&self.world.series[id], fits).is_empty();
		let number = self.a_series(op.a / 3, has_some);
		let Some(series) = self.world.series.get(number) else { return Ok(()) };
		let all = fitting(series, fits);
		let item = all.get(Op::pick(op.b, all.len())).copied().unwrap_or(op.b.into());
		// Rather one that somebody wants already.
		let wanted = |offer: &&Offer| offer.series == number && all.contains(&offer.item);
		let wanted = self.world.offers.values().find(wanted).map(|offer| offer.item);
		let item = wanted.filter(|_| op.b.is_multiple_of(2)).unwrap_or(item);
		let amount = self.a_price(number, sold, op.b / 3);
		let days = [90, 2, 5, 0][if op.c % 16 == 12 { 3 } else { Op::pick(op.c, 3) }];
		let bidder = BIDDERS[Op::pick(op.c / 3, BIDDERS.len())];
		let demands =
			(self.some_days_left(number, item, op), self.a_demand_of(number, item, amount));
		self.make_this_offer(bidder, number, item, amount, days, demands)
	}

	/// Number of days that a bidder demands: mostly none, sometimes all that are left, and sometimes more.
	fn some_days_left(&self, number: usize, item: u32, op: Op) -> u32 {
		let series = &self.world.series[number];
		let left = match series.certificate(item) {
			Ok(certificate) if certificate.sold => {
				certificate.end.saturating_sub(self.world.today())
			},
			_ => series.term,
		};
		match op.b % 8 {
			2 => left,
			4 => left + 1,
			5 | 6 => left / 2,
			_ => 0,
		}
	}

	fn a_demand_of(&self, number: usize, item: u32, amount: Balance) -> Balance {
		match self.world.series[number].certificate(item) {
			Ok(c) if c.sold => {
				self.a_demand(self.world.min_left(number, &[item], self.world.today()))
			},
			_ => self.a_demand(amount - amount.div_ceil(100)),
		}
	}

	pub fn make_this_offer(
		&mut self,
		bidder: Who,
		number: usize,
		item: u32,
		amount: Balance,
		days: u32,
		demands: (u32, Balance),
	) -> Step {
		let (min_days_left, min_unreleased) = demands;
		let call = Call::make_offer {
			series: number as u32,
			item,
			amount,
			expires_in_days: days,
			min_days_left,
			min_unreleased,
		};
		self.send(bidder, call, |w| w.make_offer(bidder, number, item, amount, days, demands))
	}

	/// Somebody else offers the same, and is repaid once the first is accepted.
	fn accept_one_of_two(&mut self, owner: Who, number: usize) -> Step {
		let Some(offer) = self.world.offers.get(&number).cloned() else { return Ok(()) };
		let other = if offer.bidder == ALICE { BOB } else { ALICE };
		let second = self.world.next_offer;
		self.make_this_offer(other, offer.series, offer.item, offer.amount, 3, (0, 0))?;
		self.accept_offer(owner, number)?;
		self.cancel_offer(NOBODY, second)
	}

	pub fn accept_offer(&mut self, who: Who, number: usize) -> Step {
		let call = Call::accept_offer { offer: number as u32 };
		self.send(who, call, |w| w.accept_offer(who, number))
	}

	pub fn cancel_offer(&mut self, who: Who, number: usize) -> Step {
		let call = Call::cancel_offer { offer: number as u32 };
		self.send(who, call, |w| w.cancel_offer(who, number))
	}

	pub fn a_bidder(number: u8) -> Who {
		BIDDERS[Op::pick(number, BIDDERS.len())]
	}
}
