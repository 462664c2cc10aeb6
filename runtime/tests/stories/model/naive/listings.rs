//! Sales at a fixed price.

use super::{
	sales::{ensure_list, Fees, Sale},
	Balance, Day, Done, Fail, Lock, Who, World,
};

/// One certificate for sale.
#[derive(Clone, PartialEq, Debug)]
pub struct Listing {
	pub seller: Who,
	pub price: Balance,
	pub expires_on: Day,
	pub fees: Fees,
}

/// Maximum number of days for which a listing or an offer is open.
pub const MAX_SALE_DAYS: u32 = 90;

pub fn ensure_days(days: u32) -> Done {
	match (1..=MAX_SALE_DAYS).contains(&days) {
		true => Ok(()),
		false => Err("InvalidExpiry"),
	}
}

impl World {
	pub fn list(
		&mut self,
		seller: Who,
		id: usize,
		items: &[u32],
		price: Balance,
		days: u32,
	) -> Done {
		ensure_list(items)?;
		ensure_days(days)?;
		self.series_of(id)?;
		self.ensure_unlocked(seller, id, items)?;
		let sold = self.all_sold(id, items)?;
		if price < self.min_price(id, sold) {
			return Err("PriceUnderFloor");
		}
		self.ensure_may_be_sold(id, items, sold)?;
		let (expires_on, fees) = (self.today() + days, self.fees_now());
		for item in items {
			let listing = Listing { seller, price, expires_on, fees };
			self.listings.insert((id, *item), listing);
		}
		self.lock(id, items, Lock::Listed);
		let kind =
			if sold { "sold certificates are listed" } else { "unsold certificates are listed" };
		self.note(kind);
		Ok(())
	}

	/// A listing by which the certificate can be bought.
	fn listing(&self, id: usize, item: u32) -> Result<&Listing, Fail> {
		let listing = self.listings.get(&(id, item)).ok_or("NotListed")?;
		match self.series[id].certificates[item as usize].lock {
			Some(Lock::Listed) => Ok(listing),
			_ => Err("NotListed"),
		}
	}

	/// The deposit that is left of each of these listed certificates for who buys them now; nothing if they
	/// are not listed.
	pub fn left_when_bought(&self, id: usize, items: &[u32]) -> Balance {
		let sale = |item: &u32| {
			let listing = self.listing(id, *item).ok()?;
			Some(Sale { item: *item, price: listing.price, fees: listing.fees })
		};
		let Some(sales) = items.iter().map(sale).collect::<Option<Vec<_>>>() else { return 0 };
		match self.all_sold(id, items) {
			Ok(true) => self.min_left(id, items, self.today()),
			Ok(false) => sales.iter().map(Sale::rest).min().unwrap_or_default(),
			Err(_) => 0,
		}
	}

	/// Why anyone may remove a listing; `None` if only its seller may.
	pub fn stale(&self, id: usize, item: u32) -> Option<&'static str> {
		let listing = self.listings.get(&(id, item))?;
		let series = &self.series[id];
		let certificate = &series.certificates[item as usize];
		match certificate {
			c if c.burnt => Some("a listing of a burnt certificate is removed"),
			c if c.refunded => Some("a listing left by a refund is removed"),
			c if c.lock != Some(Lock::Listed) => Some("a listing without a lock"),
			_ if series.is_terminated() => Some("a listing of a terminated series is removed"),
			_ if listing.expires_on <= self.today() => Some("an expired listing is removed"),
			_ if series.is_frozen() => None,
			c if c.sold && c.end <= self.today() => Some("a listing that ended is removed"),
			_ => None,
		}
	}

	pub fn reprice(&mut self, who: Who, id: usize, items: &[u32], price: Balance) -> Done {
		ensure_list(items)?;
		self.series_of(id)?;
		for item in items {
			let listing = self.listing(id, *item)?;
			if listing.seller != who {
				return Err("NotSeller");
			}
			if listing.expires_on <= self.today() {
				return Err("ListingExpired");
			}
			let sold = self.series[id].certificate(*item)?.sold;
			if price < self.min_price(id, sold) {
				return Err("PriceUnderFloor");
			}
			if let Some(listing) = self.listings.get_mut(&(id, *item)) {
				listing.price = price;
			}
		}
		self.note("repriced");
		Ok(())
	}

	pub fn delist(&mut self, who: Who, id: usize, items: &[u32]) -> Done {
		ensure_list(items)?;
		self.series_of(id)?;
		for item in items {
			let seller = self.listings.get(&(id, *item)).ok_or("NotListed")?.seller;
			let stale = self.stale(id, *item);
			let kind = if seller == who { Some("delisted") } else { stale };
			self.note(kind.ok_or("NotSeller")?);
			self.listings.remove(&(id, *item));
			self.unlock(id, &[*item], Lock::Listed);
		}
		Ok(())
	}

	pub fn buy(
		&mut self,
		buyer: Who,
		id: usize,
		items: &[u32],
		most: Balance,
		demanded: Balance,
	) -> Done {
		ensure_list(items)?;
		let payment = self.series_of(id)?.payment.clone();
		let mut sales = Vec::new();
		for item in items {
			let listing = self.listing(id, *item)?;
			if listing.seller == buyer {
				return Err("BuyFromSelf");
			}
			if listing.expires_on <= self.today() {
				return Err("ListingExpired");
			}
			sales.push(Sale { item: *item, price: listing.price, fees: listing.fees });
		}
		let sold = self.all_sold(id, items)?;
		let total: Balance = sales.iter().map(|sale| sale.price).sum();
		if total > most {
			return Err("TooExpensive");
		}
		self.ensure_may_be_sold(id, items, sold)?;
		self.ensure_left(id, &sales, demanded)?;
		self.pay_in(&payment, buyer, total)?;
		for item in items {
			self.listings.remove(&(id, *item));
		}
		self.sell(buyer, id, &sales)
	}
}
