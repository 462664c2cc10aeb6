//! The DMEX node.

mod chain_spec;
mod cli;
mod clock;
mod command;
mod hardware;
mod rpc;
mod sealing;
mod service;
mod tasks;

/// The system's allocator slows storage-heavy blocks down by orders of magnitude once the heap is
/// fragmented.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> sc_cli::Result<()> {
	command::run()
}
