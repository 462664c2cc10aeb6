//! What a running node does, each in tasks of its own.

use crate::{
	hardware,
	sealing::{self, Command, Sealer, Sealing},
	service::{
		FullBackend, FullClient, FullPool, FullSelectChain, GrandpaLink, GrandpaProtocol, Import,
		JUSTIFICATION_PERIOD,
	},
};
use dmex_runtime::opaque::Block;
use futures::{channel::mpsc, FutureExt, StreamExt};
use sc_authority_discovery as discovery;
use sc_basic_authorship::ProposerFactory;
use sc_client_api::Backend;
use sc_consensus_babe::{BabeParams, SlotProportion};
use sc_consensus_grandpa::{self as grandpa, GrandpaParams, SharedVoterState};
use sc_consensus_slots::BackoffAuthoringOnFinalizedHeadLagging;
use sc_network::{
	config::Role, service::traits::NetworkService, Event, Multiaddr, NetworkEventStream,
};
use sc_network_sync::SyncingService;
use sc_offchain::{OffchainWorkerOptions, OffchainWorkers};
use sc_service::{error::Error, ChainType, Configuration, TaskManager};
use sc_sysinfo::HwBench;
use sc_telemetry::{Telemetry, TelemetryHandle};
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_keystore::KeystorePtr;
use std::{path::PathBuf, sync::Arc, time::Duration};
use substrate_prometheus_endpoint::Registry;

/// What the tasks read of the configuration.
pub struct Settings {
	role: Role,
	name: String,
	force_authoring: bool,
	disable_grandpa: bool,
	offchain_workers: bool,
	/// Whether to publish addresses that are not of the public internet.
	publish_non_global_ips: bool,
	public_addresses: Vec<Multiaddr>,
	/// Where to remember the addresses of other authorities, if at all.
	addresses_path: Option<PathBuf>,
	registry: Option<Registry>,
}

impl Settings {
	pub fn of(config: &Configuration) -> Self {
		let lasts = config.chain_spec.chain_type() != ChainType::Development;
		Self {
			role: config.role,
			name: config.network.node_name.clone(),
			force_authoring: config.force_authoring,
			disable_grandpa: config.disable_grandpa,
			offchain_workers: config.offchain_worker.enabled,
			publish_non_global_ips: config.network.allow_non_globals_in_dht,
			public_addresses: config.network.public_addresses.clone(),
			addresses_path: config.network.net_config_path.clone().filter(|_| lasts),
			registry: config.prometheus_registry().cloned(),
		}
	}
}

/// A node that is connected, but takes no part in consensus yet.
pub struct Node {
	pub settings: Settings,
	pub client: Arc<FullClient>,
	pub backend: Arc<FullBackend>,
	pub pool: Arc<FullPool>,
	pub select_chain: FullSelectChain,
	pub keystore: KeystorePtr,
	pub network: Arc<dyn NetworkService>,
	pub sync: Arc<SyncingService<Block>>,
	pub telemetry: Option<Telemetry>,
	pub task_manager: TaskManager,
}

impl Node {
	fn telemetry(&self) -> Option<TelemetryHandle> {
		self.telemetry.as_ref().map(Telemetry::handle)
	}

	fn is_authority(&self) -> bool {
		self.settings.role.is_authority()
	}

	fn reports(&self) -> OffchainTransactionPoolFactory<Block> {
		OffchainTransactionPoolFactory::new(self.pool.clone())
	}

	fn proposer(&self) -> ProposerFactory<FullPool, FullClient> {
		ProposerFactory::new(
			self.task_manager.spawn_handle(),
			self.client.clone(),
			self.pool.clone(),
			self.settings.registry.as_ref(),
			self.telemetry(),
		)
	}

	/// Prints what the hardware can do and sends it to telemetry.
	pub fn report_hardware(&self, measured: HwBench) {
		hardware::report(&measured, self.is_authority());
		if let Some(telemetry) = self.telemetry() {
			let task = hardware::telemetry(measured, telemetry);
			self.task_manager.spawn_handle().spawn("telemetry-hardware", None, task);
		}
	}

	/// Runs the runtime's offchain worker after each block.
	pub fn spawn_offchain_workers(&self) -> Result<(), Error> {
		if !self.settings.offchain_workers {
			return Ok(());
		}
		let workers = OffchainWorkers::new(OffchainWorkerOptions {
			runtime_api_provider: self.client.clone(),
			keystore: Some(self.keystore.clone()),
			offchain_db: self.backend.offchain_storage(),
			transaction_pool: Some(self.reports()),
			network_provider: Arc::new(self.network.clone()),
			is_validator: self.is_authority(),
			enable_http_requests: true,
			custom_extensions: |_| Vec::new(),
		})?;
		let spawner = self.task_manager.spawn_handle();
		let task = workers.run(self.client.clone(), spawner.clone()).boxed();
		spawner.spawn("offchain-workers-runner", Some("offchain-worker"), task);
		Ok(())
	}

	/// Publishes where this authority is found, and looks for the others.
	pub fn spawn_authority_discovery(&self) {
		if !self.is_authority() {
			return;
		}
		let events = self.network.event_stream("authority-discovery").filter_map(|event| async {
			match event {
				Event::Dht(event) => Some(event),
				_ => None,
			}
		});
		let (worker, _) = discovery::new_worker_and_service_with_config(
			discovery::WorkerConfig {
				publish_non_global_ips: self.settings.publish_non_global_ips,
				public_addresses: self.settings.public_addresses.clone(),
				// There are no nodes of old versions whose records lack the signature.
				strict_record_validation: true,
				persisted_cache_directory: self.settings.addresses_path.clone(),
				..Default::default()
			},
			self.client.clone(),
			Arc::new(self.network.clone()),
			Box::pin(events),
			discovery::Role::PublishAndDiscover(self.keystore.clone()),
			self.settings.registry.clone(),
			self.task_manager.spawn_handle(),
		);
		let spawner = self.task_manager.spawn_handle();
		spawner.spawn("authority-discovery", Some("networking"), worker.run());
	}

	/// Makes blocks in the slots of this authority.
	pub fn spawn_babe(&self, import: Import) -> Result<GrandpaLink, Error> {
		if !self.is_authority() {
			return Ok(import.grandpa_link);
		}
		let babe = sc_consensus_babe::start_babe(BabeParams {
			keystore: self.keystore.clone(),
			client: self.client.clone(),
			select_chain: self.select_chain.clone(),
			env: self.proposer(),
			block_import: import.block_import,
			sync_oracle: self.sync.clone(),
			justification_sync_link: self.sync.clone(),
			create_inherent_data_providers: import.inherents,
			force_authoring: self.settings.force_authoring,
			// Without finality blocks pile up in memory: make them ever more rarely.
			backoff_authoring_blocks: Some(BackoffAuthoringOnFinalizedHeadLagging::default()),
			babe_link: import.babe_link,
			block_proposal_slot_portion: SlotProportion::new(0.5),
			max_block_proposal_slot_portion: None,
			telemetry: self.telemetry(),
		})?;
		let spawner = self.task_manager.spawn_essential_handle();
		spawner.spawn_blocking("babe-proposer", Some("block-authoring"), babe);
		Ok(import.grandpa_link)
	}

	/// Votes on finality as an authority, otherwise follows the votes.
	pub fn spawn_grandpa(
		&self,
		link: GrandpaLink,
		(protocol_name, notification_service): GrandpaProtocol,
		shared_voter_state: SharedVoterState,
	) -> Result<(), Error> {
		if self.settings.disable_grandpa {
			return Ok(());
		}
		let config = grandpa::Config {
			gossip_duration: Duration::from_millis(333),
			justification_generation_period: JUSTIFICATION_PERIOD,
			observer_enabled: false,
			local_role: self.settings.role,
			name: Some(self.settings.name.clone()),
			keystore: self.is_authority().then(|| self.keystore.clone()),
			telemetry: self.telemetry(),
			protocol_name,
		};
		let voter = grandpa::run_grandpa_voter(GrandpaParams {
			config,
			link,
			network: self.network.clone(),
			sync: Arc::new(self.sync.clone()),
			notification_service,
			voting_rule: grandpa::VotingRulesBuilder::default().build(),
			prometheus_registry: self.settings.registry.clone(),
			shared_voter_state,
			telemetry: self.telemetry(),
			offchain_tx_pool_factory: self.reports(),
		})?;
		let spawner = self.task_manager.spawn_essential_handle();
		spawner.spawn_blocking("grandpa-voter", None, voter);
		Ok(())
	}

	/// Makes and finalises blocks on demand, instead of BABE and GRANDPA.
	pub fn spawn_sealing(
		&self,
		sealing: Sealing,
		import: Import,
		orders: (mpsc::Sender<Command>, mpsc::Receiver<Command>),
	) {
		let sealer = Sealer {
			client: self.client.clone(),
			pool: self.pool.clone(),
			select_chain: self.select_chain.clone(),
			keystore: self.keystore.clone(),
			proposer: self.proposer(),
		};
		let task = sealing::run(sealing, sealer, import, orders).map(|outcome| {
			if let Err(error) = outcome {
				log::error!("Sealing stopped: {error}");
			}
		});
		let spawner = self.task_manager.spawn_essential_handle();
		spawner.spawn_blocking("sealing", Some("block-authoring"), task);
	}
}
