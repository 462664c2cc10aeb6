//! Blocks on demand, for development.
//!
//! BABE makes a block when the clock says so. Here blocks are made when a client sends a
//! transaction, or at a chosen pace, and their time is the slot after their parent's
//! ([`crate::clock::Clock::Parent`]): sixty days pass in a minute. Such blocks carry no seal and
//! may lie in the future, so other nodes would refuse them; the chain lives on one node only.

use crate::{
	clock::ParentClock,
	service::{FullClient, FullPool, FullSelectChain, Import},
};
use dmex_runtime::Hash;
use futures::{
	channel::{mpsc, oneshot},
	future, SinkExt, StreamExt,
};
use sc_basic_authorship::ProposerFactory;
use sc_client_api::BlockBackend;
use sc_consensus_manual_seal::{
	consensus::babe::BabeConsensusDataProvider, run_manual_seal, EngineCommand, Error,
	ManualSealParams,
};
use sc_transaction_pool_api::TransactionPool;
use sp_blockchain::HeaderBackend;
use sp_keystore::KeystorePtr;
use std::{collections::VecDeque, str::FromStr, sync::Arc, time::Duration};

/// An order to make a block.
pub type Command = EngineCommand<Hash>;

/// When blocks are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sealing {
	/// Once at the start, and when transactions arrive, until none is ready.
	Instant,
	/// Again and again after this time.
	Every(Duration),
}

impl FromStr for Sealing {
	type Err = &'static str;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		match (text, text.parse::<u32>()) {
			("instant", _) => Ok(Self::Instant),
			(_, Ok(millis @ 1..)) => Ok(Self::Every(Duration::from_millis(millis.into()))),
			_ => Err("say `instant`, or a number of milliseconds from 1"),
		}
	}
}

/// What sealing needs of the node.
pub struct Sealer {
	pub client: Arc<FullClient>,
	pub pool: Arc<FullPool>,
	pub select_chain: FullSelectChain,
	pub keystore: KeystorePtr,
	pub proposer: ProposerFactory<FullPool, FullClient>,
}

/// Where orders to make a block are sent to, and where they arrive.
pub fn channel() -> (mpsc::Sender<Command>, mpsc::Receiver<Command>) {
	mpsc::channel(16)
}

/// Makes the blocks that are ordered, and orders them as `sealing` says.
pub async fn run(
	sealing: Sealing,
	sealer: Sealer,
	import: Import,
	(orders, commands): (mpsc::Sender<Command>, mpsc::Receiver<Command>),
) -> Result<(), Error> {
	let (client, pool) = (sealer.client.clone(), sealer.pool.clone());
	let consensus = BabeConsensusDataProvider::new(
		client.clone(),
		sealer.keystore,
		import.babe_link.epoch_changes().clone(),
		import.babe_link.config().authorities.clone(),
	)?;
	let duration = import.babe_link.config().slot_duration();
	let clock = ParentClock { client: client.clone(), duration };
	let engine = run_manual_seal(ManualSealParams {
		block_import: import.block_import,
		env: sealer.proposer,
		client: client.clone(),
		pool: pool.clone(),
		commands_stream: commands,
		select_chain: sealer.select_chain,
		consensus_data_provider: Some(Box::new(consensus)),
		create_inherent_data_providers: clock,
	});
	match sealing {
		Sealing::Instant => future::join(engine, follow(client, pool, orders)).await,
		Sealing::Every(period) => future::join(engine, tick(period, orders)).await,
	};
	Ok(())
}

/// Orders a block after each period.
async fn tick(period: Duration, mut orders: mpsc::Sender<Command>) {
	let mut ticks = tokio::time::interval(period);
	ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
	loop {
		ticks.tick().await;
		seal(&mut orders).await;
	}
}

/// Orders one block, from which the chain knows the date, and then blocks whenever transactions
/// arrive.
async fn follow(client: Arc<FullClient>, pool: Arc<FullPool>, orders: mpsc::Sender<Command>) {
	let mut arrivals = pool.import_notification_stream();
	let mut chain = Chain { client, pool, orders, included: VecDeque::new() };
	chain.seal().await;
	while let Some(transaction) = arrivals.next().await {
		chain.seal_all().await;
		// The pool may hold a transaction apart from those that are ready for the best block, for
		// which it came too late. It offers it again after the next block.
		if !chain.has_included(&transaction) && chain.seal().await {
			chain.seal_all().await;
		}
	}
}

/// Blocks in a row without room for any transaction, after which sealing waits for the next
/// arrival. Governance or a new session fill one block each; more is a transaction that fits none.
const FULL_BLOCKS: u32 = 10;

/// Number of transactions that are remembered when they are in a block: more than the pool holds.
const REMEMBERED: usize = 20_000;

/// The chain that grows by orders.
struct Chain {
	client: Arc<FullClient>,
	pool: Arc<FullPool>,
	orders: mpsc::Sender<Command>,
	/// Hashes of the transactions in the last blocks, the oldest first.
	included: VecDeque<Hash>,
}

impl Chain {
	/// Orders blocks until no transaction is ready: a block may be full without those that wait.
	async fn seal_all(&mut self) {
		let mut full = 0;
		let mut waiting = ready(&self.client, &self.pool).await;
		while waiting > 0 && full < FULL_BLOCKS && self.seal().await {
			let left = ready(&self.client, &self.pool).await;
			full = if left < waiting { 0 } else { full + 1 };
			waiting = left;
		}
	}

	/// Orders a block, and remembers what it includes; says whether it was made.
	async fn seal(&mut self) -> bool {
		let Some(block) = seal(&mut self.orders).await else { return false };
		let body = self.client.block_body(block).ok().flatten().unwrap_or_default();
		self.included.extend(body.iter().map(|transaction| self.pool.hash_of(transaction)));
		let forgotten = self.included.len().saturating_sub(REMEMBERED);
		self.included.drain(..forgotten);
		true
	}

	/// Whether a transaction is in one of the last blocks.
	fn has_included(&self, transaction: &Hash) -> bool {
		self.included.contains(transaction)
	}
}

/// Transactions that are ready for a child of the best block.
///
/// The pool learns of a block a moment after its import; until then it would still offer what the
/// block contains.
async fn ready(client: &FullClient, pool: &FullPool) -> usize {
	const PATIENCE: Duration = Duration::from_secs(2);
	pool.ready_at_with_timeout(client.info().best_hash, PATIENCE).await.count()
}

/// Orders a block and its finality, and waits for both; returns the block, or `None` if it was not made.
async fn seal(orders: &mut mpsc::Sender<Command>) -> Option<Hash> {
	let outcome = match seal_block(orders).await {
		Ok(hash) => finalize(orders, hash).await.map(|()| hash),
		Err(error) => Err(error),
	};
	outcome.inspect_err(|error| log::error!("No block was sealed: {error}")).ok()
}

async fn seal_block(orders: &mut mpsc::Sender<Command>) -> Result<Hash, Error> {
	let (sender, sealed) = oneshot::channel();
	let command = EngineCommand::SealNewBlock {
		create_empty: true,
		// BABE forgets the weights of blocks that are final, and looks for the block in the
		// database first: there it is only after the import.
		finalize: false,
		parent_hash: None,
		sender: Some(sender),
	};
	orders.send(command).await?;
	Ok(sealed.await??.hash)
}

async fn finalize(orders: &mut mpsc::Sender<Command>, hash: Hash) -> Result<(), Error> {
	let (sender, finalized) = oneshot::channel();
	let command = EngineCommand::FinalizeBlock { hash, sender: Some(sender), justification: None };
	orders.send(command).await?;
	finalized.await?
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn sealing_is_instant_or_a_period() {
		assert_eq!("instant".parse(), Ok(Sealing::Instant));
		assert_eq!("1".parse(), Ok(Sealing::Every(Duration::from_millis(1))));
		assert_eq!("3000".parse(), Ok(Sealing::Every(Duration::from_secs(3))));
		for text in ["", "0", "-1", "1.5", "Instant", "manual", "4294967296"] {
			assert!(text.parse::<Sealing>().is_err(), "{text}");
		}
	}
}
