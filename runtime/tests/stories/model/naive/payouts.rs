//! Payouts without anyone asking, at the end of a block.

use super::{State, World};

impl World {
	/// Every round that is to come is made.
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
