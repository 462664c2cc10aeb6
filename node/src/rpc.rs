//! The RPC methods that this node adds to those of every Substrate node.

pub mod dmex;
mod forward;

use crate::{
	sealing::Command,
	service::{AuthoritySet, FullBackend, FullClient, FullPool, FullSelectChain, Parts},
};
use dmex::{Dmex, DmexApiServer};
use dmex_runtime::{opaque::Block, Hash};
use futures::channel::mpsc;
use jsonrpsee::RpcModule;
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use sc_consensus_babe::BabeWorkerHandle;
use sc_consensus_babe_rpc::{Babe, BabeApiServer};
use sc_consensus_grandpa::{FinalityProofProvider, GrandpaJustificationStream, SharedVoterState};
use sc_consensus_grandpa_rpc::{Grandpa, GrandpaApiServer};
use sc_consensus_manual_seal::rpc::{ManualSeal, ManualSealApiServer};
use sc_rpc::SubscriptionTaskExecutor;
use sc_service::{ChainSpec, Configuration, Error};
use sc_sync_state_rpc::{SyncState, SyncStateApiServer};
use sp_keystore::KeystorePtr;
use std::sync::Arc;
use substrate_frame_rpc_system::{System, SystemApiServer};

/// Makes the node's own methods for a server of RPC.
pub type Builder = Box<dyn Fn(SubscriptionTaskExecutor) -> Result<RpcModule<()>, Error>>;

type Result<T, E = Box<dyn std::error::Error + Send + Sync>> = std::result::Result<T, E>;

/// What the methods need of the node.
struct Deps {
	client: Arc<FullClient>,
	pool: Arc<FullPool>,
	select_chain: FullSelectChain,
	keystore: KeystorePtr,
	chain_spec: Box<dyn ChainSpec>,
	babe_worker: BabeWorkerHandle<Block>,
	authority_set: AuthoritySet,
	voter_state: SharedVoterState,
	justifications: GrandpaJustificationStream<Block>,
	finality_proofs: Arc<FinalityProofProvider<FullBackend, Block>>,
	/// Where to order blocks, on a chain that is sealed on demand.
	orders: Option<mpsc::Sender<Command>>,
}

/// Makes the node's own methods for a server of RPC.
pub fn builder(
	config: &Configuration,
	parts: &Parts,
	voter_state: SharedVoterState,
	orders: Option<mpsc::Sender<Command>>,
) -> Builder {
	let import = &parts.other.0;
	let authority_set = import.grandpa_link.shared_authority_set().clone();
	let deps = Deps {
		client: parts.client.clone(),
		pool: parts.transaction_pool.clone(),
		select_chain: parts.select_chain.clone(),
		keystore: parts.keystore_container.keystore(),
		chain_spec: config.chain_spec.cloned_box(),
		babe_worker: import.babe_worker.clone(),
		finality_proofs: FinalityProofProvider::new_for_service(
			parts.backend.clone(),
			Some(authority_set.clone()),
		),
		authority_set,
		voter_state,
		justifications: import.grandpa_link.justification_stream(),
		orders,
	};
	Box::new(move |executor| deps.methods(executor).map_err(Error::Application))
}

impl Deps {
	fn methods(&self, executor: SubscriptionTaskExecutor) -> Result<RpcModule<()>> {
		let client = || self.client.clone();
		let mut module = RpcModule::new(());
		module.merge(System::new(client(), self.pool.clone()).into_rpc())?;
		module.merge(TransactionPayment::new(client()).into_rpc())?;
		module.merge(forward::with_reasons(Dmex::new(client()).into_rpc().into())?)?;
		let babe = Babe::new(
			client(),
			self.babe_worker.clone(),
			self.keystore.clone(),
			self.select_chain.clone(),
		);
		module.merge(babe.into_rpc())?;
		let grandpa = Grandpa::new(
			executor,
			self.authority_set.clone(),
			self.voter_state.clone(),
			self.justifications.clone(),
			self.finality_proofs.clone(),
		);
		module.merge(grandpa.into_rpc())?;
		let sync_state = SyncState::new(
			self.chain_spec.cloned_box(),
			client(),
			self.authority_set.clone(),
			self.babe_worker.clone(),
		)?;
		// It writes the whole genesis state: seconds of work for whoever asks.
		module.merge(forward::to_operators(sync_state.into_rpc().into())?)?;
		if let Some(orders) = &self.orders {
			module.merge(ManualSeal::<Hash>::new(orders.clone()).into_rpc())?;
		}
		Ok(module)
	}
}
