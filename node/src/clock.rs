//! Where the slot and the timestamp of a block come from.

use crate::service::FullClient;
use dmex_runtime::{opaque::Block, Hash};
use jsonrpsee::core::async_trait;
use sc_consensus_babe::find_pre_digest;
use sp_blockchain::HeaderBackend;
use sp_consensus_babe::{
	inherents::{BabeCreateInherentDataProviders, InherentDataProvider as SlotProvider},
	Slot, SlotDuration,
};
use sp_inherents::CreateInherentDataProviders;
use sp_timestamp::{InherentDataProvider as TimeProvider, Timestamp};
use std::sync::Arc;

/// The inherents of a block: its slot and its timestamp.
pub type Inherents = BabeCreateInherentDataProviders<Block>;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// What tells the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
	/// The computer's clock.
	System,
	/// The parent block: one slot later than it, so that chain time may run ahead of real time.
	Parent,
}

/// When the first block of a chain without a real clock is made: the first of January 2026, 00:00
/// UTC. It is the same in each run, so that runs can be compared, and it begins a day of any length
/// that divides a real one.
const FIRST_TIMESTAMP: Timestamp = Timestamp::new(1_767_225_600_000);

/// The inherents for blocks and for the check of blocks.
pub fn inherents(clock: Clock, client: Arc<FullClient>, duration: SlotDuration) -> Inherents {
	match clock {
		Clock::System => Arc::new(move |_: Hash, ()| async move {
			let time = TimeProvider::from_system_time();
			let slot = SlotProvider::from_timestamp_and_slot_duration(*time, duration);
			Ok::<_, BoxError>((slot, time))
		}),
		Clock::Parent => Arc::new(ParentClock { client, duration }),
	}
}

/// A clock that knows nothing but the chain ([`Clock::Parent`]).
pub struct ParentClock {
	pub client: Arc<FullClient>,
	pub duration: SlotDuration,
}

#[async_trait]
impl CreateInherentDataProviders<Block, ()> for ParentClock {
	type InherentDataProviders = (SlotProvider, TimeProvider);

	async fn create_inherent_data_providers(
		&self,
		parent: Hash,
		_: (),
	) -> Result<Self::InherentDataProviders, BoxError> {
		let slot = slot_after(&*self.client, parent)?
			.unwrap_or_else(|| Slot::from_timestamp(FIRST_TIMESTAMP, self.duration));
		let time = Timestamp::new(*slot * self.duration.as_millis());
		Ok((SlotProvider::new(slot), TimeProvider::new(time)))
	}
}

/// The slot after that of the given block; `None` for the genesis block, which has none.
fn slot_after(client: &impl HeaderBackend<Block>, parent: Hash) -> Result<Option<Slot>, BoxError> {
	let header = client.header(parent)?.ok_or("the parent block is unknown")?;
	if header.number == 0 {
		return Ok(None);
	}
	Ok(Some(find_pre_digest::<Block>(&header)?.slot() + 1))
}
