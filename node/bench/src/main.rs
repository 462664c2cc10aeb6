//! `dmex-bench`: measures how long the calls of a runtime take that was built with its benchmarks.
//! `scripts/weights` builds and calls it.

use clap::Parser;
use frame_benchmarking_cli::PalletCmd;
use sp_runtime::traits::BlakeTwo256;

/// The allocator of the node, for which the weights are.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> sc_cli::Result<()> {
	let command = PalletCmd::parse();
	sc_cli::LoggerBuilder::new("").init()?;
	command.run_with_spec::<BlakeTwo256, ()>(None)
}
