//! Transitions of a certificate and of the counts of its series from state to state. Pure.

use crate::types::{CertificateRecord, SeriesCounts};
use dmex_primitives::Lock;
use sp_runtime::{traits::EnsureAdd, ArithmeticError};

/// Reason why a certificate does not pass into another state.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
	/// The first sale of the certificate has happened.
	AlreadySold,
	/// The first sale of the certificate has not happened.
	NotSold,
	/// The certificate has this lock.
	Locked(Lock),
	/// The certificate does not have exactly the lock to take away.
	NotLocked,
}

impl CertificateRecord {
	/// A certificate as it is minted: the miner's, until its first sale.
	pub const UNSOLD: Self = Self { sold: false, lock: None };
	/// A certificate that its holder may give to anyone.
	pub const MOVABLE: Self = Self { sold: true, lock: None };

	/// Whether the certificate may move: not before its first sale, and not while it is locked.
	pub fn may_move(self) -> bool {
		self.sold && self.lock.is_none()
	}

	/// Errors if the certificate is locked.
	pub fn ensure_unlocked(self) -> Result<Self, Refusal> {
		match self.lock {
			None => Ok(self),
			Some(lock) => Err(Refusal::Locked(lock)),
		}
	}

	/// Errors if the certificate was never sold.
	pub fn ensure_sold(self) -> Result<Self, Refusal> {
		if self.sold {
			Ok(self)
		} else {
			Err(Refusal::NotSold)
		}
	}

	/// Errors unless the certificate was sold and is not locked, so that it can be handed over.
	pub fn ensure_movable(self) -> Result<Self, Refusal> {
		self.ensure_sold()?.ensure_unlocked()
	}

	/// Errors unless the certificate was never sold and is not locked, so that it can be sold, or
	/// burnt by its miner.
	pub fn ensure_for_sale(self) -> Result<Self, Refusal> {
		if self.sold {
			Err(Refusal::AlreadySold)
		} else {
			self.ensure_unlocked()
		}
	}

	/// The certificate after its first sale.
	pub fn sell(self) -> Result<Self, Refusal> {
		self.ensure_for_sale().map(|_| Self::MOVABLE)
	}

	/// The certificate with a lock; it must have none.
	pub fn lock(self, lock: Lock) -> Result<Self, Refusal> {
		self.ensure_unlocked().map(|record| Self { lock: Some(lock), ..record })
	}

	/// The certificate without its lock, which must be exactly `lock`.
	pub fn unlock(self, lock: Lock) -> Result<Self, Refusal> {
		match self.lock == Some(lock) {
			true => Ok(Self { lock: None, ..self }),
			false => Err(Refusal::NotLocked),
		}
	}

	/// The certificate without a lock, whichever it had.
	pub fn without_lock(self) -> Self {
		Self { lock: None, ..self }
	}

	/// The certificate as it falls back to its lien, whichever lock it had.
	pub fn as_collateral(self) -> Self {
		Self { lock: Some(Lock::Collateral), ..self }
	}
}

/// Every transition but minting returns `None` if there are not that many certificates in the state
/// that they leave.
impl SeriesCounts {
	/// Number of live certificates, whose units are reserved in the quota: unsold, or sold and not
	/// ended.
	pub fn live(&self) -> u32 {
		self.unsold.saturating_add(self.active())
	}

	/// Number of certificates that were sold and have not ended.
	pub fn active(&self) -> u32 {
		self.sold.saturating_sub(self.ended)
	}

	/// Number of certificates that the miner burnt before they were sold.
	pub fn burnt_unsold(&self) -> u32 {
		self.minted.saturating_sub(self.unsold).saturating_sub(self.sold)
	}

	/// Number of certificates that exist as items.
	pub fn existing(&self) -> u32 {
		self.unsold.saturating_add(self.sold).saturating_sub(self.retired)
	}

	/// Whether the series is unfinished: from its creation until nothing of it is live.
	pub fn is_open(&self) -> bool {
		self.minted == 0 || self.live() > 0
	}

	/// Counts after minting.
	pub fn mint(self, quantity: u32) -> Result<Self, ArithmeticError> {
		let minted = self.minted.ensure_add(quantity)?;
		let unsold = self.unsold.ensure_add(quantity)?;
		Ok(Self { minted, unsold, ..self })
	}

	/// Counts after burning unsold certificates.
	pub fn burn_unsold(self, quantity: u32) -> Option<Self> {
		let unsold = self.unsold.checked_sub(quantity)?;
		Some(Self { unsold, ..self })
	}

	/// Counts after a first sale.
	pub fn sell(self) -> Option<Self> {
		let unsold = self.unsold.checked_sub(1)?;
		let sold = self.sold.checked_add(1)?;
		Some(Self { unsold, sold, ..self })
	}

	/// Counts after the last day of certificates was settled, or while their series is terminated.
	pub fn end(self, quantity: u32) -> Option<Self> {
		let ended = self.ended.checked_add(quantity)?;
		(ended <= self.sold).then_some(Self { ended, ..self })
	}

	/// Counts after a certificate that had ended was burnt.
	pub fn retire(self) -> Option<Self> {
		let retired = self.retired.checked_add(1)?;
		(retired <= self.ended).then_some(Self { retired, ..self })
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::MaxEncodedLen;

	const LOCKS: [Option<Lock>; 6] = [
		None,
		Some(Lock::Listed),
		Some(Lock::Auctioned(0)),
		Some(Lock::Auctioned(u32::MAX)),
		Some(Lock::Collateral),
		Some(Lock::Staked),
	];

	fn each_state() -> impl Iterator<Item = CertificateRecord> {
		[false, true]
			.into_iter()
			.flat_map(|sold| LOCKS.into_iter().map(move |lock| CertificateRecord { sold, lock }))
	}

	#[test]
	fn only_sold_and_unlocked_ones_may_move() {
		let movable: Vec<_> = each_state().filter(|state| state.may_move()).collect();
		assert_eq!(movable, [CertificateRecord::MOVABLE]);
	}

	#[test]
	fn only_what_may_move_is_handed_over() {
		for state in each_state() {
			let expected = match (state.sold, state.lock) {
				(false, _) => Err(Refusal::NotSold),
				(true, Some(lock)) => Err(Refusal::Locked(lock)),
				(true, None) => Ok(state),
			};
			assert_eq!(state.ensure_movable(), expected);
			assert_eq!(state.ensure_movable().is_ok(), state.may_move());
		}
	}

	#[test]
	fn without_lock_takes_any_lock_away_and_nothing_else() {
		for state in each_state() {
			assert_eq!(state.without_lock(), CertificateRecord { sold: state.sold, lock: None });
		}
	}

	#[test]
	fn as_collateral_replaces_any_lock_and_nothing_else() {
		for state in each_state() {
			let expected = CertificateRecord { sold: state.sold, lock: Some(Lock::Collateral) };
			assert_eq!(state.as_collateral(), expected);
		}
	}

	#[test]
	fn only_unsold_and_unlocked_ones_are_sold_and_then_may_move() {
		for state in each_state() {
			match (state.sold, state.lock) {
				(true, _) => assert_eq!(state.sell(), Err(Refusal::AlreadySold)),
				(false, Some(lock)) => assert_eq!(state.sell(), Err(Refusal::Locked(lock))),
				(false, None) => assert_eq!(state.sell(), Ok(CertificateRecord::MOVABLE)),
			}
		}
	}

	#[test]
	fn a_certificate_has_at_most_one_lock() {
		for state in each_state() {
			for lock in LOCKS.into_iter().flatten() {
				match state.lock {
					Some(held) => assert_eq!(state.lock(lock), Err(Refusal::Locked(held))),
					None => {
						let locked = state.lock(lock).unwrap();
						assert_eq!(locked, CertificateRecord { lock: Some(lock), ..state });
						assert!(!locked.may_move());
						assert_eq!(locked.unlock(lock), Ok(state));
					},
				}
			}
		}
	}

	#[test]
	fn only_the_same_lock_is_taken_away() {
		for state in each_state() {
			for lock in LOCKS.into_iter().flatten().filter(|lock| state.lock != Some(*lock)) {
				assert_eq!(state.unlock(lock), Err(Refusal::NotLocked));
			}
		}
	}

	#[test]
	fn the_record_is_small_enough_for_a_leaf() {
		assert!(CertificateRecord::max_encoded_len() <= 32);
		assert!(SeriesCounts::max_encoded_len() <= 32);
	}

	#[test]
	fn a_series_is_open_from_creation_until_nothing_is_live() {
		let created = SeriesCounts::default();
		assert!(created.is_open() && created.live() == 0);
		let minted = created.mint(3).unwrap();
		let burnt = minted.burn_unsold(1).unwrap();
		assert_eq!((burnt.live(), burnt.burnt_unsold(), burnt.existing()), (2, 1, 2));
		let sold = burnt.sell().unwrap().sell().unwrap();
		assert_eq!((sold.live(), sold.active(), sold.is_open()), (2, 2, true));
		assert!(sold.end(1).unwrap().is_open());
		let ended = sold.end(2).unwrap();
		assert_eq!((ended.live(), ended.existing(), ended.is_open()), (0, 2, false));
		let retired = ended.retire().unwrap();
		assert_eq!((retired.existing(), retired.is_open()), (1, false));
		assert!(retired.mint(1).unwrap().is_open());
	}

	#[test]
	fn there_are_never_more_in_a_state_than_came_into_it() {
		let minted = SeriesCounts::default().mint(1).unwrap();
		assert_eq!(minted.burn_unsold(2), None);
		assert_eq!(minted.end(1), None);
		assert_eq!(minted.retire(), None);
		let sold = minted.sell().unwrap();
		assert_eq!(sold.sell(), None);
		assert_eq!(sold.burn_unsold(1), None);
		assert_eq!(sold.end(2), None);
		assert_eq!(sold.end(u32::MAX), None);
		assert_eq!(sold.retire(), None);
		assert_eq!(sold.end(1).unwrap().retire().unwrap().retire(), None);
		assert_eq!(sold.mint(u32::MAX), Err(ArithmeticError::Overflow));
	}
}
