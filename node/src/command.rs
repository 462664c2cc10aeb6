//! Carries out what the command line says.

use crate::{
	chain_spec::{self, ChainSpec},
	cli::{Cli, Subcommand},
	clock::Clock,
	service::{self, Options, Parts},
};
use dmex_runtime::opaque::Block;
use sc_cli::{Result, SubstrateCli};
use sc_service::{ChainType, Configuration};
use std::path::PathBuf;

impl SubstrateCli for Cli {
	fn impl_name() -> String {
		"DMEX Node".into()
	}

	fn impl_version() -> String {
		env!("SUBSTRATE_CLI_IMPL_VERSION").into()
	}

	fn description() -> String {
		env!("CARGO_PKG_DESCRIPTION").into()
	}

	fn author() -> String {
		"the DMEX developers".into()
	}

	fn support_url() -> String {
		"the README of the project".into()
	}

	fn copyright_start_year() -> i32 {
		2026
	}

	fn load_spec(&self, id: &str) -> std::result::Result<Box<dyn sc_service::ChainSpec>, String> {
		Ok(match id {
			"dev" => Box::new(chain_spec::development()?),
			"" | "local" => Box::new(chain_spec::local()?),
			path => Box::new(ChainSpec::from_json_file(PathBuf::from(path))?),
		})
	}
}

/// Runs the node or a subcommand.
pub fn run() -> Result<()> {
	let cli = Cli::from_args();
	match &cli.subcommand {
		Some(command) => run_subcommand(&cli, command),
		None => run_node(&cli),
	}
}

fn run_node(cli: &Cli) -> Result<()> {
	let options = Options {
		sealing: cli.sealing,
		storage_monitor: cli.storage_monitor.clone(),
		hardware: cli.hardware,
	};
	cli.create_runner(&cli.run)?.run_node_until_exit(|config| async move {
		if options.sealing.is_some() {
			ensure_sealable(&config, cli.is_temporary())?;
		}
		service::new_full(config, options).map_err(sc_cli::Error::Service)
	})
}

/// Sealed blocks come from one node, and the chain's time is not the world's: nobody must be able
/// to take such a chain, or what remains of it in a database, for a real one.
fn ensure_sealable(config: &Configuration, is_temporary: bool) -> Result<()> {
	if config.chain_spec.chain_type() != ChainType::Development {
		return Err("--sealing is only for a development chain: add --dev".into());
	}
	if !is_temporary {
		return Err("--sealing is only for a temporary database: \
			use --dev without --base-path, or --tmp"
			.into());
	}
	if !config.role.is_authority() {
		return Err("--sealing is only for an authority: add --dev or --alice".into());
	}
	Ok(())
}

fn run_subcommand(cli: &Cli, command: &Subcommand) -> Result<()> {
	match command {
		Subcommand::Key(cmd) => cmd.run(cli),
		Subcommand::ExportChainSpec(cmd) => cmd.run(cli.load_spec(&cmd.chain)?),
		#[allow(deprecated)]
		Subcommand::BuildSpec(cmd) => {
			cli.create_runner(cmd)?.sync_run(|config| cmd.run(config.chain_spec, config.network))
		},
		Subcommand::PurgeChain(cmd) => {
			cli.create_runner(cmd)?.sync_run(|config| cmd.run(config.database))
		},
		Subcommand::ChainInfo(cmd) => {
			cli.create_runner(cmd)?.sync_run(|config| cmd.run::<Block>(&config))
		},
		_ => run_on_chain(cli, command),
	}
}

/// Subcommands that open the chain.
fn run_on_chain(cli: &Cli, command: &Subcommand) -> Result<()> {
	match command {
		Subcommand::CheckBlock(cmd) => cli.create_runner(cmd)?.async_run(|config| {
			let Parts { client, task_manager, import_queue, .. } = parts(&config)?;
			Ok((cmd.run(client, import_queue), task_manager))
		}),
		Subcommand::ExportBlocks(cmd) => cli.create_runner(cmd)?.async_run(|config| {
			let Parts { client, task_manager, .. } = parts(&config)?;
			Ok((cmd.run(client, config.database), task_manager))
		}),
		Subcommand::ExportState(cmd) => cli.create_runner(cmd)?.async_run(|config| {
			let Parts { client, task_manager, .. } = parts(&config)?;
			Ok((cmd.run(client, config.chain_spec), task_manager))
		}),
		Subcommand::ImportBlocks(cmd) => cli.create_runner(cmd)?.async_run(|config| {
			let Parts { client, task_manager, import_queue, .. } = parts(&config)?;
			Ok((cmd.run(client, import_queue), task_manager))
		}),
		Subcommand::Revert(cmd) => cli.create_runner(cmd)?.async_run(|config| {
			let Parts { client, task_manager, backend, .. } = parts(&config)?;
			Ok((cmd.run(client, backend, Some(Box::new(revert_consensus))), task_manager))
		}),
		_ => Err("this subcommand does not open the chain".into()),
	}
}

fn parts(config: &Configuration) -> Result<Parts> {
	service::new_parts(config, Clock::System).map_err(sc_cli::Error::Service)
}

/// Takes back what BABE and GRANDPA remember of the reverted blocks.
fn revert_consensus(
	client: std::sync::Arc<service::FullClient>,
	backend: std::sync::Arc<service::FullBackend>,
	blocks: dmex_runtime::BlockNumber,
) -> Result<()> {
	sc_consensus_babe::revert(client.clone(), backend, blocks)?;
	sc_consensus_grandpa::revert(client, blocks)?;
	Ok(())
}
