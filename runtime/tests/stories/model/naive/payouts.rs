//! Payouts of certificates one by one: income, what is left of a deposit, refunds; asked for, or at the
//! end of a block.

use super::{
	debts::Paid, Asset, Balance, Certificate, Done, Fail, Lock, Series, State, Who, World, ESCROW,
	INCOME,
};

impl World {
	/// Pay out all series that are queued.
	pub fn pay_out(&mut self) {
		for id in std::mem::take(&mut self.payouts) {
			for item in 0..self.series[id].certificates.len() as u32 {
				self.pay_item(id, item);
			}
		}
	}

	fn pay_item(&mut self, id: usize, item: u32) {
		let series = &self.series[id];
		let Ok(certificate) = series.certificate(item) else { return };
		if !certificate.sold {
			return;
		}
		if series.has_ended(certificate) {
			let paid = self.attempt_payment(|w| w.retire_one(id, item)).is_ok();
			self.note(if paid { "payout: retired" } else { "payout: cannot retire" });
			return;
		}
		let terminated = matches!(series.state(), State::Terminated { .. });
		let last = terminated || !series.is_running(certificate);
		let due = series.due(certificate);
		let refunded = certificate.refunded;
		let least = self.networks[series.network].min_payout;
		if due > 0 && (last || due >= least) {
			let paid = self.attempt_payment(|w| w.claim_one(id, item)).is_ok();
			self.note(if paid { "payout: income" } else { "payout: cannot pay income" });
		}
		if terminated && !refunded {
			// What cannot be paid of it becomes a credit.
			let paid = self.attempt_payment(|w| w.refund_one(id, item)).is_ok();
			self.note(if paid { "payout: a refund" } else { "payout: cannot refund" });
		}
	}
}

/// Asked for.
impl World {
	pub fn claim_one(&mut self, id: usize, item: u32) -> Done {
		let (series, certificate) = self.sold(id, item)?;
		let (owner, due) = (certificate.owner, series.due(certificate));
		if due == 0 {
			return Err("NothingToClaim");
		}
		let reward = series.reward.clone();
		match self.pay_lien(INCOME, (id, item), Paid::Income, &reward, due)? {
			// What the owner cannot take of the rest is a credit.
			Some(rest) => self.pay_or_credit_income(owner, &reward, rest).map(|_| ()),
			None => self.bank.pay(&reward, INCOME, owner, due, false),
		}?;
		self.series[id].certificates[item as usize].claimed += due;
		Ok(())
	}

	/// Pay money that takes a certificate's place: to its loan first.
	fn pay_capital(
		&mut self,
		(id, item): (usize, u32),
		owner: Who,
		asset: &Asset,
		amount: Balance,
	) -> Done {
		let rest = self.pay_lien(ESCROW, (id, item), Paid::Capital, asset, amount)?;
		self.pay_or_credit(ESCROW, asset, owner, rest.unwrap_or(amount));
		Ok(())
	}

	/// Pay the last income: a loan does not wait for its borrower.
	fn pay_last_income(&mut self, id: usize, item: u32, due: Balance) -> Done {
		let series = &self.series[id];
		let (owner, reward) = (series.certificates[item as usize].owner, series.reward.clone());
		if self.lien(id, item).is_none() {
			return self.bank.pay(&reward, INCOME, owner, due, false);
		}
		let rest = self.pay_lien(INCOME, (id, item), Paid::Income, &reward, due)?.unwrap_or(due);
		if !self.pay_or_credit_income(owner, &reward, rest)? {
			self.note("the last income of a borrower becomes a credit");
		}
		Ok(())
	}

	/// A sold certificate that exists.
	fn sold(&self, id: usize, item: u32) -> Result<(&Series, &Certificate), Fail> {
		let series = self.series_of(id)?;
		let certificate = series.certificate(item)?;
		match certificate.sold {
			true => Ok((series, certificate)),
			false => Err("NotSold"),
		}
	}

	pub fn retire_one(&mut self, id: usize, item: u32) -> Done {
		let (series, certificate) = self.sold(id, item)?;
		let (owner, due) = (certificate.owner, series.due(certificate));
		let payment = series.payment.clone();
		if series.has_ended(certificate) {
			let (rest, slashed) = (series.unreleased(certificate), certificate.slashed);
			let withheld = rest - certificate.deposit % Balance::from(series.term);
			self.pay_last_income(id, item, due)?;
			self.pay_capital((id, item), owner, &payment, rest)?;
			self.pay_capital((id, item), owner, &Asset::Native, slashed)?;
			if withheld > 0 {
				self.note("what underpaid days withheld is paid");
			}
		} else {
			let refunded = certificate.refunded;
			self.ensure_kept_long_enough(id, certificate)?;
			self.pay_last_income(id, item, due)?;
			if !refunded {
				self.refund_one(id, item)?;
			}
			self.note("a certificate of a terminated series is burnt");
		}
		let certificate = &mut self.series[id].certificates[item as usize];
		(certificate.burnt, certificate.lock) = (true, None);
		certificate.days.clear();
		Ok(())
	}

	fn ensure_kept_long_enough(&self, id: usize, certificate: &Certificate) -> Done {
		let series = &self.series[id];
		match series.state() {
			State::Terminated { .. } if self.is_kept(id) => Err("StillKept"),
			State::Terminated { .. } => Ok(()),
			State::Frozen { .. } if !series.is_running(certificate) => Err("Frozen"),
			_ => Err("NotEnded"),
		}
	}

	pub fn refund_one(&mut self, id: usize, item: u32) -> Done {
		let State::Terminated { slash, .. } = self.series_of(id)?.state() else {
			return Err("NotTerminated");
		};
		let (series, certificate) = self.sold(id, item)?;
		if series.has_ended(certificate) {
			return Err("HasEnded");
		}
		if certificate.refunded {
			return Err("AlreadyRefunded");
		}
		let own = if slash > 0 { series.pledge_of_one() } else { 0 };
		let (owner, unreleased) = (certificate.owner, series.unreleased(certificate));
		let payment = series.payment.clone();
		self.pay_capital((id, item), owner, &payment, unreleased)?;
		self.pay_capital((id, item), owner, &Asset::Native, own)?;
		if own > 0 {
			self.note("a slashed pledge is paid");
		}
		let lock = self.lien(id, item).map(|_| Lock::Collateral);
		let certificate = &mut self.series[id].certificates[item as usize];
		(certificate.refunded, certificate.lock) = (true, lock);
		Ok(())
	}
}
