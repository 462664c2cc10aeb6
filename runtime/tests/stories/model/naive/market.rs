//! Listings and first sales.

use super::{series::CertificateDay, Asset, Balance, Day, Done, Ledger, State, Who, World, ESCROW};

/// One certificate for sale.
#[derive(Clone, Debug)]
pub struct Listing {
	price: Balance,
	pub expires: Day,
	/// The fee in millionths, and the pool's and the treasury's part of it.
	rate: u32,
	split: (u32, u32),
}

impl Listing {
	fn fee(&self) -> Balance {
		(self.price * Balance::from(self.rate)).div_ceil(1_000_000)
	}
}

fn ensure_list(items: &[u32]) -> Done {
	let twice = (1..items.len()).any(|i| items[..i].contains(&items[i]));
	match items {
		[] => Err("NoItems"),
		_ if twice => Err("DuplicateItem"),
		_ => Ok(()),
	}
}

impl World {
	/// Whether a series sells for the first time now.
	pub fn on_sale(&self, id: usize) -> Done {
		let series = self.series_of(id)?;
		self.may_sell(series.miner).map_err(|_| "MinerBarred")?;
		match series.state() {
			State::Terminated { .. } => Err("Terminated"),
			State::Frozen { .. } => Err("Frozen"),
			State::Open if self.overdue(id).is_some_and(|open_days| open_days >= 2) => Err("Late"),
			State::Open => Ok(()),
		}
	}

	pub fn list(
		&mut self,
		seller: Who,
		id: usize,
		items: &[u32],
		price: Balance,
		days: u32,
	) -> Done {
		if days == 0 || days > 90 {
			return Err("InvalidExpiry");
		}
		ensure_list(items)?;
		let series = self.series_of(id)?;
		let unit_days = Balance::from(series.units) * Balance::from(series.term);
		if price == 0 || price < unit_days * series.floor {
			return Err("PriceUnderFloor");
		}
		self.on_sale(id)?;
		for item in items {
			let certificate = series.certificate(*item)?;
			if certificate.owner != seller {
				return Err("NotOwner");
			}
			if certificate.sold {
				return Err("FirstSalesOnly");
			}
			if certificate.listing.is_some() {
				return Err("CertificateLocked");
			}
		}
		let expires = self.today() + days;
		let (rate, split) = (self.rules.trading, (self.rules.pool_part, self.rules.treasury_part));
		for item in items {
			let listing = Listing { price, expires, rate, split };
			self.series[id].certificates[*item as usize].listing = Some(listing);
		}
		self.note("certificates are listed");
		Ok(())
	}

	fn listing(&self, id: usize, item: u32) -> Result<Listing, super::Fail> {
		let series = self.series.get(id).ok_or("NotListed")?;
		let certificate = series.certificate(item).map_err(|_| "NotListed")?;
		certificate.listing.clone().ok_or("NotListed")
	}

	pub fn delist(&mut self, who: Who, id: usize, items: &[u32]) -> Done {
		ensure_list(items)?;
		for item in items {
			let expired = self.listing(id, *item)?.expires <= self.today();
			let certificate = &mut self.series[id].certificates[*item as usize];
			if certificate.owner != who && !expired {
				return Err("NotSeller");
			}
			certificate.listing = None;
			let stranger = certificate.owner != who;
			self.note(if stranger { "an expired listing is removed" } else { "delisted" });
		}
		Ok(())
	}

	pub fn buy(&mut self, buyer: Who, id: usize, items: &[u32], most: Balance) -> Done {
		ensure_list(items)?;
		let series = self.series_of(id)?;
		let payment = series.payment.clone();
		if buyer == series.miner {
			return Err("BuyFromSelf");
		}
		let mut sales = Vec::new();
		for item in items {
			let listing = self.listing(id, *item)?;
			if listing.expires <= self.today() {
				return Err("ListingExpired");
			}
			sales.push((*item, listing));
		}
		let total: Balance = sales.iter().map(|(_, listing)| listing.price).sum();
		if total > most {
			return Err("TooExpensive");
		}
		if self.bank.is_blocked(buyer, &payment) || self.bank.of(buyer, &payment) < total {
			return Err("CannotPay");
		}
		// Fees of a purchase that are divided alike are divided once.
		let mut splits: Vec<_> = sales.iter().map(|(_, listing)| listing.split).collect();
		splits.sort();
		splits.dedup();
		for split in splits {
			let alike = sales.iter().filter(|(_, listing)| listing.split == split);
			let fee = alike.map(|(_, listing)| listing.fee()).sum();
			self.collect(buyer, &payment, fee, split)?;
		}
		self.on_sale(id)?;
		self.sell(buyer, id, &sales)
	}

	fn sell(&mut self, buyer: Who, id: usize, sales: &[(u32, Listing)]) -> Done {
		let today = self.today();
		self.ensure_ledger(id)?;
		for (item, listing) in sales {
			let deposit = listing.price - listing.fee();
			if deposit == 0 {
				return Err("NoDeposit");
			}
			let series = &mut self.series[id];
			let end = today + series.term;
			let certificate = &mut series.certificates[*item as usize];
			certificate.owner = buyer;
			certificate.sold = true;
			certificate.listing = None;
			(certificate.start, certificate.end) = (today + 1, end);
			certificate.deposit = deposit;
			certificate.days = Vec::<CertificateDay>::new();
			let ledger = series.ledger.as_mut().ok_or("no ledger")?;
			ledger.last_end = ledger.last_end.max(end);
		}
		let deposits = sales.iter().map(|(_, listing)| listing.price - listing.fee()).sum();
		let payment = self.series[id].payment.clone();
		let keep = payment == Asset::Native;
		self.bank.pay(&payment, buyer, ESCROW, deposits, keep)?;
		self.note("certificates are bought");
		Ok(())
	}

	/// The ledger of a series that is about to sell: new, as it is, or, when nothing is active any
	/// more and all is settled, started again.
	fn ensure_ledger(&mut self, id: usize) -> Done {
		let (today, opened) = (self.today(), self.calendar.opened_by_now());
		let rules = self.rules.clone();
		let series = &mut self.series[id];
		let Some(ledger) = &mut series.ledger else {
			series.ledger = Some(Ledger::new(today, opened, series.expected, rules));
			return Ok(());
		};
		if ledger.last_end >= today {
			return Ok(());
		}
		if ledger.paid_through < ledger.last_end {
			return Err("EarlierDaysUnsettled");
		}
		(ledger.paid_through, ledger.last_end, ledger.fresh_after) = (today, today, today);
		(ledger.clock_from, ledger.low_run, ledger.rules) = (opened, 0, rules);
		self.note("an idle series sells again");
		Ok(())
	}
}
