//! Builds the node from its parts.

use crate::{
	clock::{inherents, Clock, Inherents},
	hardware::{self, HardwareParams},
	rpc,
	sealing::{self, Sealing},
	tasks::{Node, Settings},
};
use dmex_runtime::{apis::RuntimeApi, opaque::Block, Hash};
use sc_client_api::BlockBackend;
use sc_consensus_grandpa::{self as grandpa, SharedVoterState};
use sc_network::{
	config::{FullNetworkConfiguration, NetworkBackendType},
	Litep2pNetworkBackend, NetworkBackend, NetworkWorker, NotificationMetrics, NotificationService,
	ProtocolName,
};
use sc_service::{
	error::Error, BuildNetworkParams, Configuration, PartialComponents, SpawnTasksParams,
	TaskManager, WarpSyncConfig,
};
use sc_storage_monitor::{StorageMonitorParams, StorageMonitorService};
use sc_telemetry::{Telemetry, TelemetryWorker};
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_keystore::KeystorePtr;
use std::sync::Arc;

/// What the runtime may call in the node.
pub type HostFunctions = sp_io::SubstrateHostFunctions;

pub type Executor = sc_executor::WasmExecutor<HostFunctions>;
pub type FullClient = sc_service::TFullClient<Block, RuntimeApi, Executor>;
pub type FullBackend = sc_service::TFullBackend<Block>;
pub type FullSelectChain = sc_consensus::LongestChain<FullBackend, Block>;
pub type FullPool = sc_transaction_pool::TransactionPoolHandle<Block, FullClient>;
pub type GrandpaLink = grandpa::LinkHalf<Block, FullClient, FullSelectChain>;
pub type AuthoritySet = grandpa::SharedAuthoritySet<Hash, dmex_runtime::BlockNumber>;

type ImportQueue = sc_consensus::DefaultImportQueue<Block>;
type Tasks<'a> = SpawnTasksParams<'a, Block, FullClient, FullPool, (), FullBackend>;
type GrandpaBlockImport =
	grandpa::GrandpaBlockImport<FullBackend, Block, FullClient, FullSelectChain>;
type BlockImport = sc_consensus_babe::BabeBlockImport<
	Block,
	FullClient,
	GrandpaBlockImport,
	Inherents,
	FullSelectChain,
>;

/// The road of blocks into the chain.
pub struct Import {
	pub block_import: BlockImport,
	pub babe_link: sc_consensus_babe::BabeLink<Block>,
	pub babe_worker: sc_consensus_babe::BabeWorkerHandle<Block>,
	pub grandpa_link: GrandpaLink,
	pub inherents: Inherents,
}

/// The parts that subcommands need too.
pub type Parts = PartialComponents<
	FullClient,
	FullBackend,
	FullSelectChain,
	ImportQueue,
	FullPool,
	(Import, Option<Telemetry>),
>;

/// Maximum number of blocks between two proofs of finality that GRANDPA stores and accepts.
pub const JUSTIFICATION_PERIOD: u32 = 512;

/// What the command line adds to a node's configuration.
#[derive(Debug, Clone)]
pub struct Options {
	pub sealing: Option<Sealing>,
	pub storage_monitor: StorageMonitorParams,
	pub hardware: HardwareParams,
}

/// The parts of a node, with nothing running but what they need themselves.
pub fn new_parts(config: &Configuration, clock: Clock) -> Result<Parts, Error> {
	let telemetry = telemetry(config)?;
	let (client, backend, keystore_container, task_manager) =
		sc_service::new_full_parts::<Block, RuntimeApi, _>(
			config,
			telemetry.as_ref().map(|(_, telemetry)| telemetry.handle()),
			sc_service::new_wasm_executor(&config.executor),
			Default::default(),
		)?;
	let client = Arc::new(client);
	let telemetry = telemetry.map(|(worker, telemetry)| {
		task_manager.spawn_handle().spawn("telemetry", None, worker.run());
		telemetry
	});
	let select_chain = FullSelectChain::new(backend.clone());
	let transaction_pool = pool(config, &client, &task_manager);
	let (import, import_queue) = import(
		config,
		clock,
		(&client, &select_chain, &transaction_pool, &task_manager),
		telemetry.as_ref(),
	)?;
	Ok(PartialComponents {
		client,
		backend,
		task_manager,
		keystore_container,
		select_chain,
		import_queue,
		transaction_pool,
		other: (import, telemetry),
	})
}

/// The connection to telemetry, if it is wanted.
fn telemetry(config: &Configuration) -> Result<Option<(TelemetryWorker, Telemetry)>, Error> {
	let endpoints = config.telemetry_endpoints.clone().filter(|endpoints| !endpoints.is_empty());
	let Some(endpoints) = endpoints else { return Ok(None) };
	let worker = TelemetryWorker::new(16)?;
	let telemetry = worker.handle().new_telemetry(endpoints);
	Ok(Some((worker, telemetry)))
}

/// The pool of transactions.
fn pool(config: &Configuration, client: &Arc<FullClient>, tasks: &TaskManager) -> Arc<FullPool> {
	let builder = sc_transaction_pool::Builder::new(
		tasks.spawn_essential_handle(),
		client.clone(),
		config.role.is_authority().into(),
	);
	let builder = builder.with_options(config.transaction_pool.clone());
	Arc::new(builder.with_prometheus(config.prometheus_registry()).build())
}

/// The road of blocks into the chain: BABE checks and imports them, under it GRANDPA watches for
/// changes of its authorities. Both report who breaks their rules.
fn import(
	config: &Configuration,
	clock: Clock,
	(client, select_chain, pool, tasks): (
		&Arc<FullClient>,
		&FullSelectChain,
		&Arc<FullPool>,
		&TaskManager,
	),
	telemetry: Option<&Telemetry>,
) -> Result<(Import, ImportQueue), Error> {
	let (grandpa_import, grandpa_link) = grandpa::block_import(
		client.clone(),
		JUSTIFICATION_PERIOD,
		client,
		select_chain.clone(),
		telemetry.map(Telemetry::handle),
	)?;
	let babe = sc_consensus_babe::configuration(&**client)?;
	let slot_duration = babe.slot_duration();
	let inherents = inherents(clock, client.clone(), slot_duration);
	let (block_import, babe_link) = sc_consensus_babe::block_import(
		babe,
		grandpa_import.clone(),
		client.clone(),
		inherents.clone(),
		select_chain.clone(),
		OffchainTransactionPoolFactory::new(pool.clone()),
	)?;
	let queue = sc_consensus_babe::ImportQueueParams {
		link: babe_link.clone(),
		block_import: block_import.clone(),
		justification_import: Some(Box::new(grandpa_import)),
		client: client.clone(),
		slot_duration,
		spawner: &tasks.spawn_essential_handle(),
		registry: config.prometheus_registry(),
		telemetry: telemetry.map(Telemetry::handle),
	};
	let (queue, babe_worker) = sc_consensus_babe::import_queue(queue)?;
	Ok((Import { block_import, babe_link, babe_worker, grandpa_link, inherents }, queue))
}

/// Starts a node.
pub fn new_full(config: Configuration, options: Options) -> Result<TaskManager, Error> {
	let database = config.database.path().map(|path| path.to_path_buf());
	let storage_monitor = options.storage_monitor.clone();
	let tasks = match config.network.network_backend {
		NetworkBackendType::Litep2p => start::<Litep2pNetworkBackend>(config, options),
		NetworkBackendType::Libp2p => start::<NetworkWorker<Block, Hash>>(config, options),
	}?;
	if let Some(path) = database {
		StorageMonitorService::try_spawn(storage_monitor, path, &tasks.spawn_essential_handle())
			.map_err(|error| Error::Application(error.into()))?;
	}
	Ok(tasks)
}

/// Starts a node on the given network back end.
fn start<Net: NetworkBackend<Block, Hash>>(
	config: Configuration,
	options: Options,
) -> Result<TaskManager, Error> {
	let sealing = options.sealing;
	let clock = if sealing.is_some() { Clock::Parent } else { Clock::System };
	let measured = options.hardware.wanted(&config).then(|| hardware::measure(&config)).flatten();
	let parts = new_parts(&config, clock)?;
	let voter_state = SharedVoterState::empty();
	let orders = sealing.map(|_| sealing::channel());
	let orders_of_clients = orders.as_ref().map(|(orders, _)| orders.clone());
	let rpc = rpc::builder(&config, &parts, voter_state.clone(), orders_of_clients);
	let (node, import, protocol) = connect::<Net>(config, parts, rpc)?;
	if let Some(measured) = measured {
		node.report_hardware(measured);
	}
	node.spawn_offchain_workers()?;
	match (sealing, orders) {
		(Some(sealing), Some(orders)) => node.spawn_sealing(sealing, import, orders),
		_ => {
			node.spawn_authority_discovery();
			let grandpa_link = node.spawn_babe(import)?;
			node.spawn_grandpa(grandpa_link, protocol, voter_state)?;
		},
	}
	Ok(node.task_manager)
}

/// GRANDPA's protocol on the network.
pub type GrandpaProtocol = (ProtocolName, Box<dyn NotificationService>);

/// Connects the parts to the network and to clients of RPC.
fn connect<Net: NetworkBackend<Block, Hash>>(
	config: Configuration,
	parts: Parts,
	rpc_builder: rpc::Builder,
) -> Result<(Node, Import, GrandpaProtocol), Error> {
	let settings = Settings::of(&config);
	let (import, mut telemetry) = parts.other;
	let mut task_manager = parts.task_manager;
	let shared = Shared {
		authority_set: import.grandpa_link.shared_authority_set().clone(),
		client: parts.client.clone(),
		backend: parts.backend.clone(),
		pool: parts.transaction_pool.clone(),
		keystore: parts.keystore_container.keystore(),
	};
	let (tasks, protocol) = join_network::<Net>(
		config,
		shared,
		parts.import_queue,
		&mut task_manager,
		telemetry.as_mut(),
		rpc_builder,
	)?;
	let (network, sync) = (tasks.network.clone(), tasks.sync_service.clone());
	sc_service::spawn_tasks(tasks)?;
	let node = Node {
		settings,
		client: parts.client,
		backend: parts.backend,
		pool: parts.transaction_pool,
		select_chain: parts.select_chain,
		keystore: parts.keystore_container.keystore(),
		network,
		sync,
		telemetry,
		task_manager,
	};
	Ok((node, import, protocol))
}

/// What the network shares with the rest of the node.
struct Shared {
	authority_set: AuthoritySet,
	client: Arc<FullClient>,
	backend: Arc<FullBackend>,
	pool: Arc<FullPool>,
	keystore: KeystorePtr,
}

/// Starts the network; answers what the tasks of every node need.
fn join_network<'a, Net: NetworkBackend<Block, Hash>>(
	config: Configuration,
	Shared { authority_set, client, backend, pool, keystore }: Shared,
	import_queue: ImportQueue,
	task_manager: &'a mut TaskManager,
	telemetry: Option<&'a mut Telemetry>,
	rpc_builder: rpc::Builder,
) -> Result<(Tasks<'a>, GrandpaProtocol), Error> {
	let (net_config, metrics, protocol) = network_config::<Net>(&config, &client)?;
	let warp_sync =
		grandpa::warp_proof::NetworkProvider::new(backend.clone(), authority_set, Vec::new());
	let (network, system_rpc_tx, tx_handler_controller, sync_service, _) =
		sc_service::build_network(BuildNetworkParams {
			config: &config,
			net_config,
			client: client.clone(),
			transaction_pool: pool.clone(),
			spawn_handle: task_manager.spawn_handle(),
			spawn_essential_handle: task_manager.spawn_essential_handle(),
			import_queue,
			block_announce_validator_builder: None,
			warp_sync_config: Some(WarpSyncConfig::WithProvider(Arc::new(warp_sync))),
			block_relay: None,
			metrics,
			gap_sync_body_policy: None,
		})?;
	let tasks = SpawnTasksParams {
		config,
		client,
		backend,
		task_manager,
		keystore,
		transaction_pool: pool,
		rpc_builder,
		network,
		system_rpc_tx,
		tx_handler_controller,
		sync_service,
		telemetry,
		tracing_execute_block: None,
	};
	Ok((tasks, protocol))
}

/// The protocols on the network beside the stock ones: GRANDPA.
fn network_config<Net: NetworkBackend<Block, Hash>>(
	config: &Configuration,
	client: &FullClient,
) -> Result<(FullNetworkConfiguration<Block, Hash, Net>, NotificationMetrics, GrandpaProtocol), Error>
{
	let registry = config.prometheus_registry();
	let metrics = Net::register_notification_metrics(registry);
	let mut network = FullNetworkConfiguration::new(&config.network, registry.cloned());
	let genesis = client.block_hash(0)?.ok_or("the genesis block is missing")?;
	let name = grandpa::protocol_standard_name(&genesis, &config.chain_spec);
	let (protocol, notifications) = grandpa::grandpa_peers_set_config::<_, Net>(
		name.clone(),
		metrics.clone(),
		network.peer_store_handle(),
	);
	network.add_notification_protocol(protocol);
	Ok((network, metrics, (name, notifications)))
}
