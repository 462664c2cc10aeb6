//! The real chain beside the model: its blocks, and what it says in the model's words.

use super::naive::{Asset, Balance, Fail, Turns, Who, PEOPLE};
use crate::{people::*, world::*};
use dmex_runtime::{AllPalletsWithSystem, RuntimeGenesisConfig};
use frame_support::traits::PalletsInfoAccess;
use sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET;
use sp_io::TestExternalities;
use sp_runtime::{BuildStorage, DispatchError, DispatchResult, Storage};
use std::sync::LazyLock;

/// Four operators feed it, and three of them are a quorum.
static GENESIS: LazyLock<Storage> = LazyLock::new(|| {
	let json =
		dmex_runtime::genesis_config_presets::get_preset(&LOCAL_TESTNET_RUNTIME_PRESET.into());
	let config: RuntimeGenesisConfig = serde_json::from_slice(&json.unwrap()).unwrap();
	config.build_storage().unwrap()
});

/// Everybody, by number.
static PERSONS: LazyLock<[AccountId; PEOPLE as usize]> = LazyLock::new(|| {
	let [a, b, c, d, e, f, one, two] = everybody();
	let accounts = [treasury(), insurance_pool(), pledges(), escrow(), income(), market()];
	let [treasury, pool, pledges, escrow, income, market] = accounts;
	[a, b, c, d, e, f, one, two, nobody(), treasury, pool, pledges, escrow, income, market]
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
		chain.keep();
		chain
	}

	/// Do or read something on the chain.
	pub fn on<R>(&mut self, act: impl FnOnce() -> R) -> R {
		self.ext.execute_with(act)
	}

	/// Write down what changed, so that the next block need not look at it again.
	fn keep(&mut self) {
		self.ext.commit_all().unwrap();
	}

	/// Close the block and open the next, `slots` later.
	pub fn next_block(&mut self, slots: u64) {
		self.slot += slots;
		self.on(|| step(slots, 0));
		self.keep();
	}
}

/// Which pallets take turns.
pub fn turns() -> Turns {
	let pallets = AllPalletsWithSystem::infos();
	let place = |name| pallets.iter().position(|pallet| pallet.name == name).unwrap() as u32;
	let (escrow, market) = (place("RiskEscrow"), place("HashrateMarket"));
	let (pallets, insurance) = (pallets.len() as u32, place("MutualInsurance"));
	Turns { pallets, escrow, market, insurance }
}

/// What an outcome is called. A payment that fails has many names.
pub fn name(outcome: DispatchResult) -> Result<(), Fail> {
	outcome.map_err(|error| match error {
		DispatchError::Module(error) => error.message.unwrap_or("?"),
		DispatchError::Token(_) => "Token",
		DispatchError::Arithmetic(_) => "Arithmetic",
		DispatchError::BadOrigin => "BadOrigin",
		_ => "?",
	})
}

/// Whether the two agree; `*` of the model stands for any error.
pub fn agree(real: Result<(), Fail>, model: Result<(), Fail>) -> Result<(), String> {
	match (real, model) {
		(Ok(()), Ok(())) | (Err(_), Err("*")) => Ok(()),
		(Err(real), Err(model)) if real == model => Ok(()),
		_ => Err(format!("the chain says {real:?}, the model {model:?}")),
	}
}

/// What everybody has of everything.
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
