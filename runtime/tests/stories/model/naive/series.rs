//! Series and certificates.

use super::{
	Asset, Balance, Day, Done, Fail, Ledger, State, Status, Who, World, CERTIFICATES, DMC,
};
use crate::world::EXISTENTIAL_DEPOSIT;
use std::collections::BTreeSet;

/// A series: what its certificates have in common, and all that there ever were.
#[derive(Clone, Debug)]
pub struct Series {
	pub application: usize,
	pub miner: Who,
	pub network: usize,
	pub units: u64,
	pub term: u32,
	pub payment: Asset,
	pub reward: Asset,
	pub floor: Balance,
	pub expected: u128,
	pledge_rate: Balance,
	pub certificates: Vec<Certificate>,
	/// From its first sale.
	pub ledger: Option<Ledger>,
	/// What its miner gets back when it is finished.
	pub series_deposit: Balance,
	/// Nothing of it was ever sold, and nothing is left.
	pub removed: bool,
}

/// What one day did to one certificate.
#[derive(Clone, Copy, Debug)]
pub struct CertificateDay {
	pub day: Day,
	/// Income of a unit, in 10⁻⁹.
	pub income: u128,
	/// The part of its instalment that was released, in 10⁻¹⁸.
	pub released: u128,
}

/// What holds a certificate in place.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Lock {
	Listed,
	Auctioned(usize),
	Collateral,
	Staked,
}

impl Lock {
	/// What is said to whoever may not touch the certificate.
	fn refusal(self) -> Fail {
		match self {
			Self::Listed => "CertificateListed",
			Self::Auctioned(_) => "CertificateAuctioned",
			Self::Collateral => "CertificateLent",
			Self::Staked => "CertificateStaked",
		}
	}
}

#[derive(Clone, Debug)]
pub struct Certificate {
	pub owner: Who,
	pub sold: bool,
	pub burnt: bool,
	pub lock: Option<Lock>,
	/// Its first and its last day.
	pub start: Day,
	pub end: Day,
	pub deposit: Balance,
	pub claimed: Balance,
	pub refunded: bool,
	/// The part of its pledge that its last days cost because they were not paid.
	pub slashed: Balance,
	/// The insurance awards that were collected for it, by number.
	pub awards: BTreeSet<usize>,
	pub days: Vec<CertificateDay>,
}

impl Certificate {
	fn unsold(owner: Who) -> Self {
		Self {
			owner,
			sold: false,
			burnt: false,
			lock: None,
			start: 0,
			end: 0,
			deposit: 0,
			claimed: 0,
			refunded: false,
			slashed: 0,
			awards: BTreeSet::new(),
			days: Vec::new(),
		}
	}

	pub fn is_active(&self, day: Day) -> bool {
		self.sold && self.start <= day && day <= self.end
	}

	/// Days of its term after `settled`.
	pub fn days_left(&self, settled: Day) -> u32 {
		(self.start..=self.end).filter(|day| *day > settled).count() as u32
	}
}

impl Series {
	pub fn pledge_of_one(&self) -> Balance {
		Balance::from(self.units) * Balance::from(self.term) * self.pledge_rate
	}

	pub fn state(&self) -> State {
		self.ledger.as_ref().map_or(State::Open, |ledger| ledger.state)
	}

	pub fn is_frozen(&self) -> bool {
		matches!(self.state(), State::Frozen { .. })
	}

	pub fn is_terminated(&self) -> bool {
		matches!(self.state(), State::Terminated { .. })
	}

	/// Certificates that take units of the quota: all but those that are over. Those that end in a
	/// freeze are not, until it is over.
	pub fn live(&self) -> u64 {
		let held = |c: &Certificate| match self.state() {
			State::Frozen { cutoff, .. } => c.end > cutoff,
			_ => self.is_running(c),
		};
		let live = |c: &&Certificate| !c.burnt && (!c.sold || held(c));
		self.certificates.iter().filter(live).count() as u64
	}

	/// Whether a certificate has days to settle, and they will be.
	pub fn is_running(&self, certificate: &Certificate) -> bool {
		let settled = self.ledger.as_ref().map_or(0, |ledger| ledger.settled_through);
		certificate.sold && certificate.end > settled && !self.is_terminated()
	}

	pub fn is_unfinished(&self) -> bool {
		!self.removed && (self.certificates.is_empty() || self.live() > 0)
	}

	pub fn certificate(&self, item: u32) -> Result<&Certificate, Fail> {
		let found = self.certificates.get(item as usize).filter(|found| !found.burnt);
		found.ok_or("UnknownCertificate")
	}
}

impl World {
	pub fn series_of(&self, id: usize) -> Result<&Series, Fail> {
		self.series.get(id).filter(|series| !series.removed).ok_or("UnknownSeries")
	}

	pub fn create_series(&mut self, miner: Who, id: usize, units: u64, term: u32) -> Done {
		let approved = self.applications.get(id).filter(|a| a.status == Status::Approved);
		let application = approved.ok_or("NotApproved")?.clone();
		if application.miner != miner {
			return Err("NotMiner");
		}
		if units == 0 {
			return Err("InvalidUnits");
		}
		if term == 0 || term > self.rules.max_term {
			return Err("InvalidTerm");
		}
		self.ensure_room(miner, id)?;
		let terms = application.terms;
		let network = &self.networks[terms.network];
		self.series.push(Series {
			application: id,
			miner,
			network: terms.network,
			units,
			term,
			payment: terms.payment,
			reward: network.reward.clone(),
			floor: terms.floor,
			expected: terms.expected,
			pledge_rate: network.pledge,
			certificates: Vec::new(),
			ledger: None,
			series_deposit: 0,
			removed: false,
		});
		self.charge_series_deposit(self.series.len() - 1)?;
		self.note("a series is created");
		Ok(())
	}

	/// An entry costs 0.1 DMC, a byte 0.001. A series leaves 17 entries of 2,000 bytes, and one of
	/// 141 for each day of its term and thirty more.
	fn charge_series_deposit(&mut self, id: usize) -> Done {
		let Series { miner, term, .. } = self.series[id];
		let entries = Balance::from(17 + term + 30);
		let bytes = Balance::from(2_000 + 141 * (term + 30));
		let deposit = (100 * entries + bytes) * DMC / 1_000;
		if self.bank.of(miner, &Asset::Native) < deposit + EXISTENTIAL_DEPOSIT {
			return Err("CannotPayDeposit");
		}
		self.bank.pay(&Asset::Native, miner, CERTIFICATES, deposit, true)?;
		self.series[id].series_deposit = deposit;
		Ok(())
	}

	/// Series of which nothing is live any more get their deposits back, and those that sold
	/// nothing are gone.
	pub fn finish_series(&mut self) {
		for id in 0..self.series.len() {
			let Series { miner, series_deposit, .. } = self.series[id];
			if series_deposit > 0 && !self.series[id].is_unfinished() {
				self.end_series(id, miner, series_deposit);
			}
		}
	}

	fn end_series(&mut self, id: usize, miner: Who, deposit: Balance) {
		self.pay_or_credit(CERTIFICATES, &Asset::Native, miner, deposit);
		let series = &mut self.series[id];
		series.series_deposit = 0;
		series.removed = !series.certificates.iter().any(|certificate| certificate.sold);
		self.note(match self.series[id].removed {
			true => "a series is removed",
			false => "a series is finished",
		});
	}

	pub fn remove_series(&mut self, miner: Who, id: usize) -> Done {
		let Series { miner: its, series_deposit, ref certificates, .. } = *self.series_of(id)?;
		if its != miner {
			return Err("NotMiner");
		}
		if !certificates.is_empty() {
			return Err("AlreadyMinted");
		}
		self.end_series(id, miner, series_deposit);
		Ok(())
	}

	fn ensure_room(&self, miner: Who, application: usize) -> Done {
		self.may_sell(miner)?;
		self.ensure_network_open(self.applications[application].terms.network)?;
		match self.usage(application).2 < self.rules.max_unfinished {
			true => Ok(()),
			false => Err("TooManySeries"),
		}
	}

	pub fn mint(&mut self, miner: Who, id: usize, quantity: u32) -> Done {
		let series = self.series_of(id)?.clone();
		if series.miner != miner {
			return Err("NotMiner");
		}
		if quantity == 0 {
			return Err("InvalidQuantity");
		}
		match series.state() {
			State::Open => (),
			State::Frozen { .. } => return Err("Frozen"),
			State::Terminated { .. } => return Err("Terminated"),
		}
		let application = &self.applications[series.application];
		let (effective, pledged) = (application.terms.units, application.pledged);
		if application.status != Status::Approved {
			return Err("NotApproved");
		}
		if !series.is_unfinished() {
			self.ensure_room(miner, series.application)?;
			self.charge_series_deposit(id)?;
			self.note("a finished series is minted again");
		}
		self.may_sell(miner)?;
		self.ensure_network_open(series.network)?;
		let (units, required, _) = self.usage(series.application);
		let more = u64::from(quantity);
		if units + more * series.units > effective {
			return Err("CapacityExceeded");
		}
		if required + Balance::from(more) * series.pledge_of_one() > pledged {
			return Err("PledgeTooLow");
		}
		let rate = self.networks[series.network].channel_fee;
		let fee = Balance::from(more * series.units) * rate;
		let split = (self.rules.pool_part, self.rules.treasury_part);
		self.charge_fee(miner, &Asset::Native, fee, split)?;
		let minted = (0..quantity).map(|_| Certificate::unsold(miner));
		self.series[id].certificates.extend(minted);
		self.note("certificates are minted");
		Ok(())
	}

	pub fn burn_unsold(&mut self, miner: Who, id: usize, items: &[u32]) -> Done {
		let series = self.series_of(id)?;
		if series.miner != miner {
			return Err("NotMiner");
		}
		if items.is_empty() {
			return Err("NoItems");
		}
		let unsold = series.certificates.iter().filter(|c| !c.sold && !c.burnt).count();
		if unsold < items.len() {
			return Err("TooFewCertificates");
		}
		for item in items {
			let certificate = self.series[id].certificate(*item)?;
			if certificate.sold {
				return Err("AlreadySold");
			}
			self.ensure_no_lock(id, *item)?;
			self.series[id].certificates[*item as usize].burnt = true;
		}
		self.note("unsold certificates are burnt");
		Ok(())
	}

	/// Ensure that nothing holds a certificate.
	pub fn ensure_no_lock(&self, id: usize, item: u32) -> Done {
		self.series[id].certificate(item)?.lock.map_or(Ok(()), |lock| Err(lock.refusal()))
	}

	/// A sold certificate without a lock goes to somebody else.
	pub fn transfer(&mut self, owner: Who, id: usize, item: u32, to: Who) -> Done {
		let series = self.series.get_mut(id).ok_or("*")?;
		series.certificate(item).map_err(|_| "*")?;
		let certificate = &mut series.certificates[item as usize];
		if certificate.owner != owner || !certificate.sold || certificate.lock.is_some() {
			return Err("*");
		}
		certificate.owner = to;
		self.note("a certificate is transferred");
		Ok(())
	}
}
