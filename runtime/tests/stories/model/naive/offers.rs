//! Offers on certificates that are not for sale.

use super::{
	listings::ensure_days,
	sales::{Fees, Sale},
	Asset, Balance, Day, Done, Fail, Who, World, DMC, MARKET,
};

/// What an offer costs its bidder while it is open: a tenth of a DMC for each of four entries, a thousandth
/// for each of 191 bytes.
const DEPOSIT: Balance = (4 * 100 + 191) * DMC / 1_000;

/// Money for one certificate, whoever owns it.
#[derive(Clone, PartialEq, Debug)]
pub struct Offer {
	pub bidder: Who,
	pub series: usize,
	pub item: u32,
	pub amount: Balance,
	/// The first day on which it is over, because of its age or because too few days are left.
	pub expires_on: Day,
	/// The deposit that must be left.
	pub demanded: Balance,
	/// Whether the certificate was unsold.
	pub first_sale: bool,
	pub freezes: u32,
	pub fees: Fees,
}

impl World {
	pub fn make_offer(
		&mut self,
		bidder: Who,
		id: usize,
		item: u32,
		amount: Balance,
		days: u32,
		(days_left, demanded): (u32, Balance),
	) -> Done {
		ensure_days(days)?;
		let today = self.today();
		let series = self.series_of(id)?;
		let (payment, certificate) = (series.payment.clone(), series.certificate(item)?);
		let (owner, sold) = (certificate.owner, certificate.sold);
		if owner == bidder {
			return Err("BuyFromSelf");
		}
		self.ensure_no_lock(id, item)?;
		if amount < self.min_price(id, sold) {
			return Err("PriceUnderFloor");
		}
		self.ensure_may_be_sold(id, &[item], sold)?;
		let fees = self.fees_now();
		let mut expires_on = today + days;
		let left = match sold {
			true => {
				let end = self.series[id].certificates[item as usize].end;
				if today + days_left > end {
					return Err("TooFewDaysLeft");
				}
				// The first day that it is no good for.
				let over = |day: &Day| day + days_left > end || *day >= end;
				expires_on = (today..=end).find(over).unwrap_or(end).min(expires_on);
				let left = self.min_left(id, &[item], today);
				if amount < left.div_ceil(100) {
					return Err("OfferTooLow");
				}
				left
			},
			false if days_left > self.series[id].term => return Err("TooFewDaysLeft"),
			false => Sale { item, price: amount, fees }.rest(),
		};
		if left < demanded {
			return Err("TooLittleUnreleased");
		}
		self.pay_in(&Asset::Native, bidder, DEPOSIT)?;
		self.pay_in(&payment, bidder, amount)?;
		let (first_sale, freezes) = (!sold, self.freezes(id));
		let offer = Offer {
			bidder,
			series: id,
			item,
			amount,
			expires_on,
			demanded,
			first_sale,
			freezes,
			fees,
		};
		self.offers.insert(self.next_offer, offer);
		self.next_offer += 1;
		self.note(match sold {
			true => "an offer for a sold certificate",
			false => "an offer for an unsold certificate",
		});
		Ok(())
	}

	fn offer(&self, number: usize) -> Result<Offer, Fail> {
		self.offers.get(&number).cloned().ok_or("UnknownOffer")
	}

	/// Why an offer cannot be accepted any more, as an error and as a note; `None` if it can.
	pub fn offer_is_over(&self, number: usize) -> Option<(Fail, &'static str)> {
		let offer = self.offers.get(&number)?;
		let certificate = &self.series[offer.series].certificates[offer.item as usize];
		match certificate {
			_ if offer.expires_on <= self.today() => {
				Some(("OfferExpired", "an expired offer is taken away"))
			},
			c if c.burnt => Some(("OfferVoid", "an offer is void: the certificate is gone")),
			c if c.sold == offer.first_sale => {
				Some(("OfferVoid", "an offer is void: sold meanwhile"))
			},
			_ if self.freezes(offer.series) != offer.freezes => {
				Some(("OfferVoid", "an offer is void: a freeze"))
			},
			_ => None,
		}
	}

	pub fn cancel_offer(&mut self, who: Who, number: usize) -> Done {
		let offer = self.offer(number)?;
		let kind = match self.offer_is_over(number) {
			_ if offer.bidder == who => "an offer is cancelled",
			Some((_, kind)) => kind,
			None => return Err("NotBidder"),
		};
		self.note(kind);
		self.end_offer(number);
		Ok(())
	}

	/// An offer ends without a sale.
	fn end_offer(&mut self, number: usize) {
		let Some(offer) = self.offers.remove(&number) else { return };
		let payment = self.series[offer.series].payment.clone();
		self.pay_or_credit(MARKET, &Asset::Native, offer.bidder, DEPOSIT);
		if !self.pay_or_credit(MARKET, &payment, offer.bidder, offer.amount) {
			self.note("the money of an offer becomes a credit");
		}
	}

	/// Offers whose day has come, in the order of those days.
	pub fn expired_offers(&self) -> Vec<usize> {
		let over = |(_, offer): &(&usize, &Offer)| offer.expires_on <= self.today();
		let mut over: Vec<_> = self
			.offers
			.iter()
			.filter(over)
			.map(|(number, offer)| (offer.expires_on, *number))
			.collect();
		over.sort();
		over.into_iter().map(|(_, number)| number).collect()
	}

	/// End them at the end of a block.
	pub fn end_expired_offers(&mut self) {
		for number in self.expired_offers() {
			self.note("an offer expires without anyone asking");
			self.end_offer(number);
		}
	}

	pub fn accept_offer(&mut self, who: Who, number: usize) -> Done {
		let offer = self.offer(number)?;
		if let Some((error, _)) = self.offer_is_over(number) {
			return Err(error);
		}
		let certificate = self.series[offer.series].certificate(offer.item)?;
		if certificate.owner != who {
			return Err("NotOwner");
		}
		self.ensure_no_lock(offer.series, offer.item)?;
		if offer.bidder == who {
			return Err("BuyFromSelf");
		}
		self.offers.remove(&number);
		self.pay_or_credit(MARKET, &Asset::Native, offer.bidder, DEPOSIT);
		let Offer { amount, fees, demanded, .. } = offer;
		self.sell_lot(offer.bidder, offer.series, &[offer.item], amount, fees, demanded)?;
		self.note(match offer.first_sale {
			true => "an offer is accepted: a first sale",
			false => "an offer is accepted: a resale",
		});
		Ok(())
	}
}
