//! The command line.

use crate::{hardware::HardwareParams, sealing::Sealing};
use sc_cli::RunCmd;
use sc_storage_monitor::StorageMonitorParams;

/// A subcommand, or without one the options of a running node.
#[derive(Debug, clap::Parser)]
pub struct Cli {
	#[command(subcommand)]
	pub subcommand: Option<Subcommand>,

	#[clap(flatten)]
	pub run: RunCmd,

	/// Seal blocks on demand, for development: `instant` seals when transactions arrive, a number
	/// is the time between two blocks in milliseconds.
	///
	/// Each block is one slot of chain time after the one before, however little real time has
	/// passed. Only for a development chain on a temporary database (`--dev`).
	#[arg(long, value_name = "instant|MILLISECONDS")]
	pub sealing: Option<Sealing>,

	#[clap(flatten)]
	pub storage_monitor: StorageMonitorParams,

	#[clap(flatten)]
	pub hardware: HardwareParams,
}

impl Cli {
	/// Whether the node's database vanishes with the node.
	pub fn is_temporary(&self) -> bool {
		let shared = &self.run.shared_params;
		self.run.tmp || (shared.dev && shared.base_path.is_none())
	}
}

#[derive(Debug, clap::Subcommand)]
pub enum Subcommand {
	/// Key management utilities.
	#[command(subcommand)]
	Key(sc_cli::KeySubcommand),

	/// Export a chain specification.
	ExportChainSpec(sc_cli::ExportChainSpecCmd),

	/// Build a chain specification. Deprecated: use `export-chain-spec`.
	#[allow(deprecated)]
	BuildSpec(sc_cli::BuildSpecCmd),

	/// Validate blocks.
	CheckBlock(sc_cli::CheckBlockCmd),

	/// Export blocks.
	ExportBlocks(sc_cli::ExportBlocksCmd),

	/// Import blocks.
	ImportBlocks(sc_cli::ImportBlocksCmd),

	/// Export the state of a block as a chain specification.
	ExportState(sc_cli::ExportStateCmd),

	/// Revert the chain to an earlier block.
	Revert(sc_cli::RevertCmd),

	/// Remove the whole chain.
	PurgeChain(sc_cli::PurgeChainCmd),

	/// Show the meta information of the database.
	ChainInfo(sc_cli::ChainInfoCmd),
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::Parser;

	fn is_temporary(args: &[&str]) -> bool {
		Cli::parse_from([&["dmex-node"], args].concat()).is_temporary()
	}

	#[test]
	fn a_development_node_is_temporary_unless_it_has_a_base_path() {
		assert!(is_temporary(&["--dev"]));
		assert!(is_temporary(&["--chain", "local", "--tmp"]));
		assert!(!is_temporary(&["--dev", "--base-path", "somewhere"]));
		assert!(!is_temporary(&["--chain", "dev"]));
		assert!(!is_temporary(&[]));
	}
}
