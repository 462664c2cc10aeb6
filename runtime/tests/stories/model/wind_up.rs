//! How every sequence ends: all days are paid, all freezes and claims ended, and everybody can be
//! paid to the last unit. Nothing remains but what divisions left, and credits too small to be paid.

use super::{
	naive::*,
	play::{Play, Step},
};

impl Play {
	pub fn wind_up(&mut self) -> Step {
		for (who, asset) in self.world.bank.blocked() {
			if let Asset::WithId(asset) = asset {
				self.set_blocked(asset, who, false)?;
			}
		}
		self.help(FERDIE, 10 * DMC)?;
		self.end_loans()?;
		self.end_stakes()?;
		self.close_market()?;
		self.end_votes_on_claims()?;
		(0..self.world.series.len()).try_for_each(|series| self.end_freeze(series))?;
		self.next_block(1_000)?;
		while self.world.today() < self.world.calendar.clock {
			self.next_block(1)?;
		}
		(0..self.world.series.len()).try_for_each(|series| self.pay_the_rest(series))?;
		self.await_the_end_of_claims()?;
		// The certificates of what was insured are kept for some days more.
		self.next_block(200)?;
		self.next_block(1)?;
		(0..self.world.series.len()).try_for_each(|series| self.retire_the_rest(series))?;
		self.credits_at(ESCROW)
			.into_iter()
			.try_for_each(|(who, asset)| self.withdraw(who, asset))?;
		let of_loans = [self.credits_at(LOANS), self.credits_at(STAKING)].concat();
		of_loans.into_iter().try_for_each(|(who, asset)| self.withdraw(who, asset))?;
		(0..self.world.applications.len()).try_for_each(|number| self.give_back(number))?;
		self.next_block(1)?;
		self.check_loans_and_stakes()?;
		self.check_rests()
	}

	/// Lenders take what they may of every other loan, and the rest is repaid; nothing is offered any more.
	fn end_loans(&mut self) -> Step {
		for (id, loan) in self.world.loans.clone() {
			match loan.funding {
				None => self.cancel_request(loan.borrower, id)?,
				Some(funding) if id.is_multiple_of(2) => {
					self.foreclose(funding.lender, id, Foreclosure::Take)?;
				},
				Some(_) => (),
			}
		}
		for id in self.world.loans.clone().into_keys() {
			self.repay(ONE, id, Balance::MAX)?;
		}
		for (id, offer) in self.world.loan_offers.clone() {
			self.cancel_loan_offer(offer.lender, id)?;
		}
		match self.world.loans.len() {
			0 => Ok(()),
			_ => Err("a loan does not end".into()),
		}
	}

	/// Every other stake ends; the rest is rewarded until it ends with the certificates.
	fn end_stakes(&mut self) -> Step {
		self.fund_budget(ONE, 200_000 * DMC)?;
		for ((series, item), stake) in self.world.stakes.clone() {
			if item.is_multiple_of(2) {
				self.unstake(stake.staker, series, &[item])?;
			}
		}
		Ok(())
	}

	/// Nothing is left in the account of loans, and in that of staking only the budget.
	fn check_loans_and_stakes(&self) -> Step {
		let credits = |at: Who, asset: &Asset| -> Balance {
			let credits = self.world.credits.iter();
			let of = credits.filter(|((_, of, custodian), _)| (of, *custodian) == (asset, at));
			of.map(|(_, amount)| amount).sum()
		};
		for number in 0..4 {
			let asset = Self::asset(number);
			let kept = if number == 0 { crate::world::EXISTENTIAL_DEPOSIT } else { 0 };
			let held = self.world.bank.of(LOANS, &asset);
			if held != kept + credits(LOANS, &asset) {
				return Err(format!("{asset:?} stays in the account of loans"));
			}
		}
		if !self.world.stakes.is_empty() || self.world.owed() > 0 {
			return Err("a stake does not end".into());
		}
		let due = crate::world::EXISTENTIAL_DEPOSIT + credits(STAKING, &Asset::Native);
		match self.world.bank.of(STAKING, &Asset::Native) == due + self.world.budget() {
			true => Ok(()),
			false => Err("the account of staking does not hold its budget".into()),
		}
	}

	/// A miner burns what it did not sell, and takes its pledge back if it may.
	fn give_back(&mut self, application: usize) -> Step {
		let miner = self.world.applications[application].miner;
		for series in 0..self.world.series.len() {
			if self.world.series[series].application == application {
				let unsold = self.unsold(series);
				match self.world.series[series].certificates.is_empty() {
					true => self.remove_series(miner, series)?,
					false => self.burn_unsold(miner, series, &unsold)?,
				}
			}
		}
		let free = self.unused_pledge(application);
		self.withdraw_pledge(miner, application, free)?;
		self.withdraw_application(miner, application)
	}

	/// Nothing is for sale any more, and whoever put money into the market has it back. An auction
	/// that is in its last block ends with it.
	fn close_market(&mut self) -> Step {
		for (number, Offer { bidder, .. }) in self.world.offers.clone() {
			self.cancel_offer(bidder, number)?;
		}
		for (number, Auction { seller, .. }) in self.world.auctions.clone() {
			self.cancel_auction(seller, number)?;
		}
		for ((series, item), Listing { seller, .. }) in self.world.listings.clone() {
			self.delist(seller, series, &[item])?;
		}
		for _ in 0..6 {
			self.next_block(1)?;
		}
		// Whoever waits for a miner to pay its days leaves.
		for (number, Auction { best, .. }) in self.world.auctions.clone() {
			if let Some((bidder, ..)) = best {
				self.withdraw_bid(bidder, number)?;
			}
		}
		self.credits_at(MARKET)
			.into_iter()
			.try_for_each(|(who, asset)| self.withdraw(who, asset))?;
		match self.world.auctions.len() {
			0 => Ok(()),
			_ => Err("an auction does not end".into()),
		}
	}

	fn unsold(&self, series: usize) -> Vec<u32> {
		let fits = |(_, c): &(usize, &Certificate)| !c.sold && !c.burnt;
		let certificates = self.world.series[series].certificates.iter().enumerate();
		certificates.filter(fits).map(|(item, _)| item as u32).collect()
	}

	fn end_freeze(&mut self, series: usize) -> Step {
		let State::Frozen { breach, vote, .. } = self.world.series[series].state() else {
			return Ok(());
		};
		let ongoing = |vote: &usize| self.world.votes[*vote].outcome == Outcome::Ongoing;
		match (breach, vote.filter(ongoing)) {
			(true, Some(vote)) => self.cancel_vote(vote)?,
			(false, Some(_)) => return self.end_event(series),
			(false, None) if vote.is_none() => return self.end_event(series),
			_ => (),
		}
		self.conclude_vote(series)?;
		self.refund(series, &[0, 1, 2])
	}

	fn pay_the_rest(&mut self, series: usize) -> Step {
		loop {
			let Series { miner, ledger, .. } = &self.world.series[series];
			let (miner, ledger) = (*miner, ledger.as_ref());
			let open = ledger.filter(|ledger| ledger.state == State::Open);
			let Some(first) = open.and_then(Ledger::next_day) else { return Ok(()) };
			let days = open.map_or(0, |ledger| ledger.last_end + 1 - first).min(32);
			// Nothing for a day without income.
			let pays = (first..first + days).map(|day| self.world.expected(series, day).min(1_000));
			self.distribute(miner, series, first, pays.collect())?;
		}
	}

	fn retire_the_rest(&mut self, series: usize) -> Step {
		let kept = |(_, c): &(usize, &Certificate)| c.sold && !c.burnt;
		let certificates = self.world.series[series].certificates.iter().enumerate();
		let items: Vec<_> = certificates.filter(kept).map(|(item, _)| item as u32).collect();
		match items.is_empty() {
			true => Ok(()),
			false => self.retire(series, &items),
		}
	}

	/// Each settled day and each certificate loses less than a unit of each asset by rounding.
	fn check_rests(&self) -> Step {
		let (mut days, mut sold) = (0, 0);
		for series in &self.world.series {
			if series.certificates.iter().any(|c| c.sold && !c.burnt) {
				return Err("a certificate cannot retire".into());
			}
			days += series.ledger.as_ref().map_or(0, |ledger| ledger.days.len() as u128);
			sold += series.certificates.iter().filter(|c| c.sold).count() as u128;
		}
		for number in 0..4 {
			let asset = Self::asset(number);
			let kept = if number == 0 { crate::world::EXISTENTIAL_DEPOSIT } else { 0 };
			let credits = self.world.credits.iter();
			let credits = credits.filter(|((_, of, at), _)| (of, *at) == (&asset, ESCROW));
			let credits: Balance = credits.map(|(_, amount)| amount).sum();
			let rest = self.world.bank.of(ESCROW, &asset) - credits - kept;
			let unclaimed = self.world.bank.of(INCOME, &asset) - kept;
			if self.world.reserved(&asset) > 0 {
				return Err(format!("the pool reserves {asset:?} for nobody"));
			}
			if self.world.bank.of(MARKET, &asset) != kept || !self.credits_at(MARKET).is_empty() {
				return Err(format!("{asset:?} stays in the market"));
			}
			if rest > days + 2 * sold || unclaimed > sold + self.world.series.len() as u128 {
				return Err(format!("{asset:?}: {rest} and {unclaimed} are nobody's"));
			}
		}
		Ok(())
	}
}
