//! The real chain beside the model: its blocks, and what it says in the model's words.

use super::naive::{
	Asset, Balance, Fail, Turns, Who, CERTIFICATES, ESCROW, LOANS, MARKET, PEOPLE, STAKING,
};
use crate::{people::*, world::*};
use codec::Encode;
use dmex_runtime::AllPalletsWithSystem;
use frame_support::traits::PalletsInfoAccess;
use sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET;
use sp_io::TestExternalities;
use sp_runtime::{BuildStorage, DispatchError, DispatchResult, Storage};
use std::sync::LazyLock;

/// Four operators feed it, and three of them are a quorum.
static GENESIS: LazyLock<Storage> = LazyLock::new(|| {
	opening_at(genesis(LOCAL_TESTNET_RUNTIME_PRESET), 50).build_storage().unwrap()
});

/// Everybody, by number.
static PERSONS: LazyLock<[AccountId; PEOPLE as usize]> = LazyLock::new(|| {
	let [a, b, c, d, e, f, one, two] = everybody();
	let custodians = [treasury(), insurance_pool(), pledges(), escrow(), income(), market()];
	let [treasury, pool, pledges, escrow, income, market] = custodians;
	let all =
		[a, b, c, d, e, f, one, two, nobody(), treasury, pool, pledges, escrow, income, market];
	let mut all = all.into_iter().chain([certificates(), loans(), rewards()]);
	std::array::from_fn(|_| all.next().unwrap())
});

pub fn id(who: Who) -> AccountId {
	PERSONS[usize::from(who)].clone()
}

pub fn who(account: &AccountId) -> Who {
	PERSONS.iter().position(|person| person == account).unwrap_or(99) as Who
}

/// Every asset that money is counted in.
pub const ASSETS: [Asset; 4] =
	[Asset::Native, Asset::WithId(1), Asset::WithId(10), Asset::WithId(11)];

pub struct Chain {
	ext: TestExternalities,
	pub slot: u64,
}

impl Chain {
	/// Inside its first block.
	pub fn start() -> Self {
		let mut chain = Self { ext: GENESIS.clone().into(), slot: 0 };
		chain.slot = chain.on(start_chain);
		chain.commit();
		chain
	}

	/// Do or read something on the chain.
	pub fn on<R>(&mut self, act: impl FnOnce() -> R) -> R {
		self.ext.execute_with(act)
	}

	/// Commit the state, so that the next block is fast.
	fn commit(&mut self) {
		self.ext.commit_all().unwrap();
	}

	/// Close the block and open the next, `slots` later.
	pub fn next_block(&mut self, slots: u64) {
		self.slot += slots;
		self.on(|| step(slots, 0));
		self.commit();
	}
}

/// Orders of the chain: which pallets take turns, and whose credits are paid first.
pub fn turns() -> Turns {
	let pallets = AllPalletsWithSystem::infos();
	let place = |name| pallets.iter().position(|pallet| pallet.name == name).unwrap() as u32;
	let (escrow, market) = (place("RiskEscrow"), place("HashrateMarket"));
	let (pallets, insurance) = (pallets.len() as u32, place("MutualInsurance"));
	let (lending, staking) = (place("CertificateLending"), place("CertificateStaking"));
	let mut custodians = [ESCROW, MARKET, CERTIFICATES, LOANS, STAKING];
	custodians.sort_by_key(|custodian| sp_io::hashing::twox_64(&id(*custodian).encode()));
	Turns { pallets, escrow, market, insurance, lending, staking, custodians }
}

/// Name of an outcome. A payment that fails has many names.
pub fn name(outcome: DispatchResult) -> Result<(), Fail> {
	outcome.map_err(|error| match error {
		DispatchError::Module(error) => error.message.unwrap_or("?"),
		DispatchError::Token(_) => "Token",
		DispatchError::Arithmetic(_) => "Arithmetic",
		DispatchError::BadOrigin => "BadOrigin",
		_ => "?",
	})
}

/// Ensure that both agree; `*` of the model means any error.
pub fn agree(real: Result<(), Fail>, model: Result<(), Fail>) -> Result<(), String> {
	match (real, model) {
		(Ok(()), Ok(())) | (Err(_), Err("*")) => Ok(()),
		(Err(real), Err(model)) if real == model => Ok(()),
		_ => Err(format!("the chain says {real:?}, the model {model:?}")),
	}
}

/// Balances of everybody in every asset.
pub fn holdings() -> Vec<((Who, Asset), Balance)> {
	let each = |who: Who| ASSETS.into_iter().map(move |asset| (who, asset));
	(0..PEOPLE)
		.flat_map(each)
		.map(|(who, asset)| {
			let amount = balance(&id(who), &asset);
			((who, asset), amount)
		})
		.collect()
}
