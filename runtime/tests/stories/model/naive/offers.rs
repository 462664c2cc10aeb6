//! Offers on certificates that are not for sale.

use super::{listings::ensure_days, sales::Fees, Balance, Day, Done, Fail, Who, World, MARKET};

/// Money for one certificate, whoever owns it.
#[derive(Clone, PartialEq, Debug)]
pub struct Offer {
	pub bidder: Who,
	pub series: usize,
	pub item: u32,
	pub amount: Balance,
	pub expires_on: Day,
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
	) -> Done {
		ensure_days(days)?;
		let series = self.series_of(id)?;
		let (payment, certificate) = (series.payment.clone(), series.certificate(item)?);
		let (owner, sold) = (certificate.owner, certificate.sold);
		let locked = certificate.lock.is_some();
		if owner == bidder {
			return Err("BuyFromSelf");
		}
		if locked {
			return Err("CertificateLocked");
		}
		if amount < self.min_price(id, sold) {
			return Err("PriceUnderFloor");
		}
		self.ensure_may_be_sold(id, &[item], sold)?;
		self.pay_in(&payment, bidder, amount)?;
		let (expires_on, fees) = (self.today() + days, self.fees_now());
		let (first_sale, freezes) = (!sold, self.freezes(id));
		let offer =
			Offer { bidder, series: id, item, amount, expires_on, first_sale, freezes, fees };
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
			c if c.sold && c.end <= self.today() => {
				Some(("NearlyEnded", "an offer is void: nearly ended"))
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
		self.offers.remove(&number);
		let payment = self.series[offer.series].payment.clone();
		if !self.pay_or_credit(MARKET, &payment, offer.bidder, offer.amount) {
			self.note("the money of an offer becomes a credit");
		}
		Ok(())
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
		if certificate.lock.is_some() {
			return Err("CertificateLocked");
		}
		if offer.bidder == who {
			return Err("BuyFromSelf");
		}
		self.offers.remove(&number);
		self.sell_lot(offer.bidder, offer.series, &[offer.item], offer.amount, offer.fees)?;
		self.note(match offer.first_sale {
			true => "an offer is accepted: a first sale",
			false => "an offer is accepted: a resale",
		});
		Ok(())
	}
}
