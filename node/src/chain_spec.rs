//! The chains that the node knows by name. What is in their genesis, the runtime's presets say.

use dmex_runtime::{
	constants::{
		currency::{TOKEN_DECIMALS, TOKEN_SYMBOL},
		SS58_PREFIX,
	},
	opaque::Block,
	WASM_BINARY,
};
use sc_chain_spec::{ChainSpecExtension, Properties};
use sc_service::ChainType;
use serde::{Deserialize, Serialize};
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};

/// A chain of DMEX.
pub type ChainSpec = sc_service::GenericChainSpec<Extensions>;

/// What a chain specification tells the node beside the genesis.
#[derive(Default, Clone, Serialize, Deserialize, ChainSpecExtension)]
#[serde(rename_all = "camelCase")]
pub struct Extensions {
	/// Hashes that the blocks of these numbers must have.
	pub fork_blocks: sc_client_api::ForkBlocks<Block>,
	/// Blocks that are refused.
	pub bad_blocks: sc_client_api::BadBlocks<Block>,
	/// Where a light client starts; `sync_state_genSyncSpec` fills it in.
	pub light_sync_state: sc_sync_state_rpc::LightSyncStateExtension,
}

/// One authority, Alice.
pub fn development() -> Result<ChainSpec, String> {
	chain("DMEX Development", "dmex_dev", ChainType::Development, DEV_RUNTIME_PRESET)
}

/// Four authorities: Alice, Bob, Charlie and Dave.
pub fn local() -> Result<ChainSpec, String> {
	chain("DMEX Local", "dmex_local", ChainType::Local, LOCAL_TESTNET_RUNTIME_PRESET)
}

fn chain(name: &str, id: &str, chain: ChainType, preset: &str) -> Result<ChainSpec, String> {
	let code = WASM_BINARY.ok_or("the node was built without a runtime (SKIP_WASM_BUILD)")?;
	Ok(ChainSpec::builder(code, Extensions::default())
		.with_name(name)
		.with_id(id)
		.with_chain_type(chain)
		.with_protocol_id("dmex")
		.with_properties(properties())
		.with_genesis_config_preset_name(preset)
		.build())
}

/// What wallets need to show amounts and addresses.
fn properties() -> Properties {
	let mut properties = Properties::new();
	properties.insert("tokenSymbol".into(), TOKEN_SYMBOL.into());
	properties.insert("tokenDecimals".into(), TOKEN_DECIMALS.into());
	properties.insert("ss58Format".into(), SS58_PREFIX.into());
	properties
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_core::Get;
	use sp_runtime::BuildStorage;

	#[test]
	fn wallets_see_the_constants_of_the_runtime() {
		let properties = properties();
		assert_eq!(properties["tokenSymbol"], "DMC");
		assert_eq!(properties["tokenDecimals"], 12);
		let prefix: u16 = <dmex_runtime::Runtime as frame_system::Config>::SS58Prefix::get();
		assert_eq!(properties["ss58Format"], prefix);
	}

	#[test]
	fn both_chains_have_a_genesis() {
		// Without the wasm there is nothing to build it from.
		if WASM_BINARY.is_none() {
			return;
		}
		for chain in [development().unwrap(), local().unwrap()] {
			let storage = chain.build_storage().unwrap();
			assert!(storage.top.contains_key(sp_core::storage::well_known_keys::CODE));
		}
	}
}
