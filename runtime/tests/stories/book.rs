//! A book of every balance, kept beside the chain and compared with it.

use crate::{checks::check_everything, people::*, steps::*, world::*};
use std::collections::BTreeMap;

/// Expected balances of everybody in every asset.
pub struct Book(BTreeMap<(AccountId, Asset), Balance>);

impl Book {
	pub fn open() -> Self {
		let custodians = [pledges(), certificates(), escrow(), income(), market()];
		let custodians = custodians.into_iter().chain([loans(), rewards()]);
		let accounts = everybody().into_iter().chain(custodians);
		let accounts = accounts.chain([insurance_pool(), treasury(), nobody()]);
		let assets = [Asset::Native, DOLLAR, COIN];
		let entries = accounts.flat_map(|who| assets.clone().map(|asset| (who.clone(), asset)));
		Self(entries.map(|key| (key.clone(), balance(&key.0, &key.1))).collect())
	}

	pub fn gains(&mut self, who: AccountId, asset: &Asset, amount: Balance) {
		*self.0.get_mut(&(who, asset.clone())).unwrap() += amount;
	}

	pub fn loses(&mut self, who: AccountId, asset: &Asset, amount: Balance) {
		*self.0.get_mut(&(who, asset.clone())).unwrap() -= amount;
	}

	pub fn moves(&mut self, from: AccountId, to: AccountId, asset: &Asset, amount: Balance) {
		self.loses(from, asset, amount);
		self.gains(to, asset, amount);
	}

	/// `buyer` pays a fee as genesis divides it: two fifths to the pool, each part rounded down; in DMC
	/// two fifths to the treasury, and the rest is burnt; in other assets all the rest to the treasury.
	pub fn pays_fee(&mut self, buyer: AccountId, asset: &Asset, fee: Balance) {
		let part = fee * 2 / 5;
		let native = *asset == Asset::Native;
		self.loses(buyer, asset, fee);
		self.gains(insurance_pool(), asset, part);
		self.gains(treasury(), asset, if native { part } else { fee - part });
	}

	/// Assert that the chain has the same balances.
	pub fn agrees(&self, step: &str) {
		for ((who, asset), amount) in &self.0 {
			assert_eq!(balance(who, asset), *amount, "{asset:?} of {who} after: {step}");
		}
		check_everything();
	}
}
