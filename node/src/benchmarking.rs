//! `dmex-node benchmark`: how long the runtime's calls take, for its weights.

use crate::{
	clock::Clock,
	hardware,
	service::{self, HostFunctions, Parts},
};
use dmex_runtime::opaque::Block;
use frame_benchmarking_cli::BenchmarkCmd;
use sc_cli::Result;
use sc_service::Configuration;
use sp_runtime::traits::HashingFor;

/// Runs a benchmark.
pub fn run(command: &BenchmarkCmd, config: Configuration) -> Result<()> {
	match command {
		BenchmarkCmd::Pallet(cmd) => {
			cmd.run_with_spec::<HashingFor<Block>, HostFunctions>(Some(config.chain_spec))
		},
		BenchmarkCmd::Overhead(cmd) => {
			let spec = Some(config.chain_spec);
			cmd.run_with_default_builder_and_spec::<Block, HostFunctions>(spec)
		},
		BenchmarkCmd::Block(cmd) => {
			let Parts { client, .. } = service::new_parts(&config, Clock::System)?;
			cmd.run(client)
		},
		BenchmarkCmd::Storage(cmd) => {
			let Parts { client, backend, .. } = service::new_parts(&config, Clock::System)?;
			let (db, storage) = (backend.expose_db(), backend.expose_storage());
			cmd.run(config, client, db, storage, backend.expose_shared_trie_cache())
		},
		BenchmarkCmd::Machine(cmd) => cmd.run(&config, hardware::requirements()),
		BenchmarkCmd::Extrinsic(_) => {
			Err("single extrinsics are not measured: use `benchmark pallet`".into())
		},
	}
}
