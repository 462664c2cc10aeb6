//! Money, as plain amounts.

use super::{Asset, Balance, Done, Who, TREASURY};
use crate::world::EXISTENTIAL_DEPOSIT;
use std::collections::{BTreeMap, BTreeSet};

/// What everybody has, and who may not use it.
#[derive(Clone, Default)]
pub struct Bank {
	held: BTreeMap<(Who, Asset), Balance>,
	blocked: BTreeSet<(Who, Asset)>,
	pub burnt: Balance,
}

/// Minimum balance of an account in an asset.
fn min_balance(asset: &Asset) -> Balance {
	match asset {
		Asset::Native => EXISTENTIAL_DEPOSIT,
		Asset::WithId(_) => 1,
	}
}

impl Bank {
	pub fn of(&self, who: Who, asset: &Asset) -> Balance {
		self.held.get(&(who, asset.clone())).copied().unwrap_or_default()
	}

	pub fn put(&mut self, who: Who, asset: &Asset, amount: Balance) {
		self.held.insert((who, asset.clone()), amount);
	}

	/// Charge an account; a rest below the minimum balance goes to the treasury.
	fn charge(&mut self, asset: &Asset, from: Who, amount: Balance, keep: bool) -> Done {
		let rest = self.of(from, asset).checked_sub(amount).ok_or("*")?;
		if self.is_blocked(from, asset) || keep && rest < min_balance(asset) {
			return Err("*");
		}
		if rest >= min_balance(asset) {
			self.put(from, asset, rest);
		} else {
			self.put(from, asset, 0);
			self.put(TREASURY, asset, self.of(TREASURY, asset) + rest);
		}
		Ok(())
	}

	/// Pay, and with `keep` only what leaves the payer its account.
	pub fn pay(&mut self, asset: &Asset, from: Who, to: Who, amount: Balance, keep: bool) -> Done {
		if amount == 0 {
			return Ok(());
		}
		let sum = self.of(to, asset) + amount;
		if sum < min_balance(asset) || self.is_blocked(to, asset) {
			return Err("*");
		}
		self.charge(asset, from, amount, keep)?;
		self.put(to, asset, self.of(to, asset) + amount);
		Ok(())
	}

	pub fn burn(&mut self, from: Who, amount: Balance) -> Done {
		self.charge(&Asset::Native, from, amount, false)?;
		self.burnt += amount;
		Ok(())
	}

	pub fn is_blocked(&self, who: Who, asset: &Asset) -> bool {
		self.blocked.contains(&(who, asset.clone()))
	}

	/// Forbid or allow somebody the use of an asset that it has.
	pub fn block(&mut self, who: Who, asset: &Asset, blocked: bool) -> Done {
		if self.of(who, asset) == 0 {
			return Err("NoAccount");
		}
		match blocked {
			true => self.blocked.insert((who, asset.clone())),
			false => self.blocked.remove(&(who, asset.clone())),
		};
		Ok(())
	}

	pub fn blocked(&self) -> Vec<(Who, Asset)> {
		self.blocked.iter().cloned().collect()
	}
}
