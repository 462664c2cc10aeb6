//! Scenes: operations that chance alone seldom brings together.

use super::{
	market::{fitting, Lot},
	naive::*,
	ops::{Kind, Op},
	play::{Play, Step},
	rules::{INCOME_ENDED_AFTER, OPEN_CLAIMS},
};

/// Numbers of moods in their table: miners that pay all, a half, nothing, and all a bit too late.
pub const HONEST: u8 = 0;
const HALF: u8 = 6;
const NOTHING: u8 = 8;
const LATE: u8 = 10;
/// How operators feed: alike, and all nearly twice the truth.
pub const ALIKE: u8 = 0;
const DOUBLE: u8 = 32;

impl Play {
	pub fn scene(&mut self, op: Op) -> Step {
		match op.kind {
			Kind::LateMiner => self.late_miner(op),
			Kind::LongAuction => self.long_auction(op),
			Kind::NoIncome => self.no_income(op),
			Kind::WrongAverage => self.wrong_average(op),
			Kind::Flood => self.flood(op),
			Kind::ShortSeries => self.short_series(op),
			Kind::PoorBidder => self.poor_bidder(op),
			Kind::BuyBack => self.buy_back(op),
			_ => self.two_offers(op),
		}
	}

	/// A series on sale that fits, if there is one.
	fn an_open_series(&self, number: u8, fits: impl Fn(&Series) -> bool) -> Option<usize> {
		let fits = |id: usize| {
			let series = &self.world.series[id];
			series.state() == State::Open && self.world.on_sale(id).is_ok() && fits(series)
		};
		Some(self.a_series(number, fits)).filter(|id| *id < self.world.series.len() && fits(*id))
	}

	pub fn set_mood(&mut self, series: usize, mood: u8) {
		self.change_mood(Op { kind: Kind::Mood, a: series as u8, b: mood, c: 0 });
	}

	/// Certificates that are sold, unlocked, and last for some days more.
	fn movable(&self, series: &Series) -> Vec<(Who, u32)> {
		let lasts = |c: &Certificate| c.end > self.world.today() + 3;
		let all = fitting(series, |c| c.sold && c.lock.is_none() && lasts(c));
		all.into_iter().map(|item| (series.certificates[item as usize].owner, item)).collect()
	}

	/// The first of them that somebody else than `who` owns.
	fn movable_of_another(&self, series: &Series, who: Who) -> Option<(Who, u32)> {
		self.movable(series).into_iter().find(|(owner, _)| *owner != who)
	}

	/// One that its miner mints unless it has one.
	fn some_unsold_one(&mut self, number: usize) -> Result<Option<u32>, String> {
		if self.an_unsold_one(number).is_none() {
			self.mint(self.world.series[number].miner, number, 1)?;
		}
		Ok(self.an_unsold_one(number))
	}

	fn an_unsold_one(&self, number: usize) -> Option<u32> {
		let unsold = fitting(&self.world.series[number], |c| !c.sold && c.lock.is_none());
		unsold.first().copied()
	}

	/// The next auction, which sells a certificate that was never sold; `None` if there is none.
	fn auction_one(&mut self, number: usize, duration: u32) -> Result<Option<usize>, String> {
		let Some(item) = self.some_unsold_one(number)? else { return Ok(None) };
		let (seller, auction) = (self.world.series[number].miner, self.world.next_auction);
		let lot = Lot { seller, series: number, items: vec![item], sold: false };
		let reserve = self.a_price(number, false, 1);
		self.start_auction(lot, Manner::English { reserve, buy_now: None }, duration)?;
		Ok(Some(auction).filter(|auction| *auction < self.world.next_auction))
	}

	/// Two bid against each other, in the last block each time, until it can be extended no more.
	fn long_auction(&mut self, op: Op) -> Step {
		let Some(number) = self.an_open_series(op.a, |_| true) else { return Ok(()) };
		let Some(auction) = self.auction_one(number, 2)? else { return Ok(()) };
		for bid in 0..14 {
			let Some(ends) = self.world.auctions.get(&auction).map(|auction| auction.ends) else {
				return Ok(());
			};
			self.go_to(ends, op)?;
			self.bid_least([ALICE, BOB][bid % 2], auction)?;
		}
		Ok(())
	}

	/// A miner owes days when an auction of its certificates ends. Then it pays, or the bidder leaves.
	fn late_miner(&mut self, op: Op) -> Step {
		let today = self.world.today();
		let lasts = |series: &Series| {
			series.ledger.as_ref().is_some_and(|ledger| ledger.last_end > today + 6)
		};
		let Some(number) = self.an_open_series(op.a, lasts) else { return Ok(()) };
		self.set_mood(number, LATE);
		let Some(auction) = self.auction_one(number, 25)? else { return Ok(()) };
		self.bid_least(CHARLIE, auction)?;
		// It binds until its end.
		self.withdraw_bid(CHARLIE, auction)?;
		let Some(ends) = self.world.auctions.get(&auction).map(|auction| auction.ends) else {
			return Ok(());
		};
		self.go_to(ends + 2, op)?;
		if self.world.is_waiting(auction) {
			self.act_on_what_waits(auction, op)?;
		}
		self.set_mood(number, HONEST);
		self.day(2, ALIKE)
	}

	/// A network earns nothing for some days: anyone writes them off, and reports that its income has ended.
	fn no_income(&mut self, op: Op) -> Step {
		let network = Op::pick(op.a, 2);
		self.rule(INCOME_ENDED_AFTER, 1)?;
		self.barren[network] = 5;
		let mined = (0..self.world.series.len()).filter(|id| {
			let series = &self.world.series[*id];
			series.network == network && series.state() == State::Open && series.is_unfinished()
		});
		let mined: Vec<_> = mined.collect();
		for number in mined.iter().step_by(2) {
			self.set_mood(*number, NOTHING);
		}
		for day in 0..5 {
			self.day(2, ALIKE)?;
			if day == 0 && op.b.is_multiple_of(2) {
				self.confirm(network, self.world.today() - 1)?;
			}
		}
		for number in mined {
			self.set_mood(number, HONEST);
			if op.b.is_multiple_of(2) {
				self.write_off(number)?;
			}
			self.report_income_ended(number)?;
		}
		Ok(())
	}

	/// All operators err, a miner's day is measured by that, and the average is struck out.
	fn wrong_average(&mut self, op: Op) -> Step {
		let Some(number) = self.an_open_series(op.a, |series| series.ledger.is_some()) else {
			return Ok(());
		};
		let network = self.world.series[number].network;
		self.set_mood(number, HALF);
		self.day(2, DOUBLE)?;
		self.set_mood(number, HONEST);
		let wrong = self.world.today() - 1;
		if op.b.is_multiple_of(2) {
			self.day(2, ALIKE)?;
		}
		self.strike(network, wrong)?;
		self.apply_strike(number, wrong)
	}

	/// An event ends a series, and its holders claim: while it is frozen, while there is a place for one
	/// only, and once more. Some of them cannot be paid at first.
	fn flood(&mut self, op: Op) -> Step {
		let sold = |series: &Series| self.movable(series).len() > 1;
		let Some(number) = self.an_open_series(op.a, sold) else { return Ok(()) };
		self.sell_one(number)?;
		if op.c.is_multiple_of(2) {
			self.buy_one_back(number, op)?;
		}
		self.declare(number, op.b)?;
		self.set_mood(number, NOTHING);
		// Asks for what is lost and a bit more, at three times the deposits, since the day of the freeze.
		let usual = Op { kind: Kind::FileClaim, a: 12, b: 20, c: 14 };
		let first = self.world.claims.len();
		let a = [12, 36, 60][Op::pick(op.a, 3)];
		self.file_claim_for(number, Op { a, c: 12 + op.c % 3, ..usual })?;
		self.crowd(op, usual)?;
		// Another since before some were sold.
		self.day(2, ALIKE)?;
		self.file_claim_for(number, Op { a: [12, 60][Op::pick(op.b, 2)], b: 148, ..usual })?;
		self.await_the_vote(first, usual)?;
		for _ in 0..2 {
			self.conclude_claim(first)?;
		}
		while self.world.clone().open_event_vote(number) == Err("TooEarly") {
			self.day(2, ALIKE)?;
		}
		let vote = self.world.votes.len();
		self.open_event_vote(number)?;
		if vote < self.world.votes.len() {
			self.vote(ONE, vote, (true, 5_000_000 * DMC, 60))?;
			let ends = self.world.votes[vote].end;
			self.go_to(ends, usual)?;
		}
		let blocked = self.block_the_holders(number, first, op)?;
		self.conclude_vote(number)?;
		for _ in 0..3 {
			self.next_block(1)?;
		}
		let items: Vec<_> = (0..14).collect();
		for claim in first..self.world.claims.len() {
			if self.world.claims[claim].series == number {
				self.conclude_claim(claim)?;
				self.collect(claim, &items)?;
			}
		}
		for (who, asset) in blocked {
			self.set_blocked(asset, who, false)?;
		}
		self.collect(first, &items)?;
		self.refund(number, &items)?;
		// A last one, now and then when the first does not count for the limit of its miner any more.
		let last = self.world.claims.len();
		self.file_claim_for(number, Op { a: 36, ..usual })?;
		self.await_the_vote(last, Op { c: 12 + op.b % 4, ..usual })?;
		self.conclude_claim(last)?;
		self.collect(last, &items)
	}

	/// While a claim takes the only place, another series fails too.
	fn crowd(&mut self, op: Op, usual: Op) -> Step {
		let sold = |series: &Series| !self.movable(series).is_empty();
		let Some(other) = self.an_open_series(op.b, sold) else { return Ok(()) };
		self.rule(OPEN_CLAIMS, 0)?;
		self.declare(other, op.c)?;
		self.file_claim_for(other, usual)?;
		self.rule(OPEN_CLAIMS, 2)?;
		self.end_event(other)
	}

	/// Now and then the holders of a series cannot take what a claim asks for.
	fn block_the_holders(
		&mut self,
		number: usize,
		claim: usize,
		op: Op,
	) -> Result<Vec<(Who, u32)>, String> {
		let asset = self.world.claims.get(claim).map(|claim| claim.asset.clone());
		let Some(Asset::WithId(asset)) = asset.filter(|_| op.b.is_multiple_of(2)) else {
			return Ok(Vec::new());
		};
		let owners = self.world.series[number].certificates.iter();
		let mut owners: Vec<_> = owners.filter(|c| c.sold && !c.burnt).map(|c| c.owner).collect();
		owners.sort_unstable();
		owners.dedup();
		owners.retain(|who| !self.world.bank.is_blocked(*who, &Asset::WithId(asset)));
		for who in &owners {
			self.set_blocked(asset, *who, true)?;
		}
		Ok(owners.into_iter().map(|who| (who, asset)).collect())
	}

	/// A series of one day, from its creation to its end, is minted again.
	fn short_series(&mut self, op: Op) -> Step {
		let approved = |a: &Application| a.status == Status::Approved;
		let all: Vec<_> = (0..self.world.applications.len())
			.filter(|id| {
				let application = &self.world.applications[*id];
				approved(application) && self.world.may_sell(application.miner).is_ok()
			})
			.collect();
		let Some(application) = all.get(Op::pick(op.a, all.len())).copied() else { return Ok(()) };
		let (miner, series) = (self.world.applications[application].miner, self.world.series.len());
		self.pledge(miner, application, 100 * DMC)?;
		self.create_series(miner, application, 1, 1)?;
		if series == self.world.series.len() {
			return Ok(());
		}
		self.mint(miner, series, 1)?;
		let price = self.world.min_price(series, false) + 7;
		self.list(miner, series, &[0], price, 5)?;
		self.buy(ALICE, series, &[0], price)?;
		for _ in 0..4 {
			self.day(2, ALIKE)?;
		}
		self.retire(series, &[0])?;
		self.mint(miner, series, 1)
	}

	/// Who has no account any more is outbid, and again when its credit waits.
	fn poor_bidder(&mut self, op: Op) -> Step {
		let cheap = |series: &Series| {
			series.payment == Asset::Native && self.movable_of_another(series, FERDIE).is_some()
		};
		let Some(number) = self.an_open_series(op.a, cheap) else { return Ok(()) };
		let found = self.movable_of_another(&self.world.series[number], FERDIE);
		let Some((seller, item)) = found else { return Ok(()) };
		let auction = self.world.next_auction;
		let lot = Lot { seller, series: number, items: vec![item], sold: true };
		self.start_auction(lot, Manner::English { reserve: 2, buy_now: None }, 10)?;
		let [first, second] = if seller == ALICE { [BOB, CHARLIE] } else { [ALICE, ALICE] };
		for (rival, has_nothing) in [(first, true), (second, op.b.is_multiple_of(4))] {
			self.help(FERDIE, DMC)?;
			self.bid_least(FERDIE, auction)?;
			if has_nothing {
				self.spend_all()?;
			}
			self.bid_least(rival, auction)?;
		}
		Ok(())
	}

	fn bid_least(&mut self, who: Who, auction: usize) -> Step {
		let least = self.world.auctions.get(&auction).and_then(Auction::min_bid);
		self.bid_if_left(who, auction, least.unwrap_or(1), 0)
	}

	/// A certificate is sold for the first time.
	fn sell_one(&mut self, number: usize) -> Step {
		let miner = self.world.series[number].miner;
		let Some(item) = self.some_unsold_one(number)? else { return Ok(()) };
		let price = self.world.min_price(number, false) + 9;
		self.list(miner, number, &[item], price, 5)?;
		self.buy(BOB, number, &[item], price)
	}

	/// A miner buys a certificate back, and offers it together with an unsold one, which it cannot.
	fn buy_back(&mut self, op: Op) -> Step {
		let sold = |series: &Series| self.movable_of_another(series, series.miner).is_some();
		let number = self.an_open_series(op.a, sold);
		number.map_or(Ok(()), |number| self.buy_one_back(number, op))
	}

	fn buy_one_back(&mut self, number: usize, op: Op) -> Step {
		let Series { miner, reward, .. } = self.world.series[number].clone();
		let found = self.movable_of_another(&self.world.series[number], miner);
		let Some((owner, item)) = found else { return Ok(()) };
		let price = self.world.min_price(number, true) + 5;
		self.list(owner, number, &[item], price, 5)?;
		if op.b.is_multiple_of(4) {
			self.block_for_now(owner, &reward)?;
		}
		self.buy(miner, number, &[item], price)?;
		if let Some(unsold) = self.an_unsold_one(number) {
			let lot = Lot { seller: miner, series: number, items: vec![item, unsold], sold: true };
			self.start_auction(lot, Manner::English { reserve: price, buy_now: None }, 5)?;
		}
		match op.b % 2 {
			0 => Ok(()),
			_ => {
				self.list(miner, number, &[item], price, 5)?;
				self.buy(BOB, number, &[item], price)
			},
		}
	}

	/// Two want the same certificate. One of them gets it, unless its series was frozen meanwhile, and the
	/// other its money back; either may be unable to take what is due.
	fn two_offers(&mut self, op: Op) -> Step {
		let sold =
			|series: &Series| series.payment != Asset::Native && !self.movable(series).is_empty();
		let Some(number) = self.an_open_series(op.a, sold) else { return Ok(()) };
		let (owner, item) = self.movable(&self.world.series[number])[0];
		let payment = self.world.series[number].payment.clone();
		let [first, second] = if owner == CHARLIE { [ALICE, BOB] } else { [CHARLIE, BOB] };
		let (next, amount) = (self.world.next_offer, self.world.min_price(number, false));
		for bidder in [first, second] {
			self.make_this_offer(bidder, number, item, amount, 5, (0, 0))?;
		}
		if op.b % 4 == 1 {
			self.declare(number, op.c)?;
			self.end_event(number)?;
		}
		if op.b.is_multiple_of(4) {
			self.block_for_now(owner, &payment)?;
		}
		self.accept_offer(owner, next)?;
		if op.c.is_multiple_of(2) {
			self.block_for_now(second, &payment)?;
		}
		self.cancel_offer(NOBODY, next + 1)?;
		for who in [owner, second] {
			if let (true, Asset::WithId(asset)) =
				(self.world.bank.is_blocked(who, &payment), &payment)
			{
				self.set_blocked(*asset, who, false)?;
			}
		}
		Ok(())
	}
}
