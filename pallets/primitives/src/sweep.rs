//! Walks of `on_idle` over the certificates of a series, in what the transactions of blocks leave.

use crate::ItemId;
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{
	storage::IterableStorageMap,
	weights::{Weight, WeightMeter},
};
use scale_info::TypeInfo;

/// Number of certificates of a series that are visited before it is the turn of another.
pub const ITEMS_PER_TURN: u32 = 32;

/// A walk over the certificates of a series in the order of the storage. It is stored between blocks.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Sweep {
	/// The certificate that was visited last; `None` at the start.
	pub cursor: Option<ItemId>,
	/// Number of certificates that were visited.
	pub visited: u32,
	/// Whether another walk follows, because something changed behind the cursor.
	pub requeue: bool,
}

impl Sweep {
	/// Visit the next certificates: [`ITEMS_PER_TURN`] at most, and only while the meter has room for
	/// `max_weight`, which no visit exceeds. `items` are those after the cursor; `visit` returns its
	/// weight. Returns whether the walk is over.
	pub fn advance<Record>(
		&mut self,
		meter: &mut WeightMeter,
		max_weight: Weight,
		mut items: impl Iterator<Item = (ItemId, Record)>,
		mut visit: impl FnMut(ItemId, Record) -> Weight,
	) -> bool {
		for _ in 0..ITEMS_PER_TURN {
			if !meter.can_consume(max_weight) {
				return false;
			}
			let Some((item, record)) = items.next() else { return true };
			meter.consume(visit(item, record));
			self.cursor = Some(item);
			self.visited = self.visited.saturating_add(1);
		}
		false
	}
}

/// The key after `last` in the order of a map's storage, round and round; `None` if the map is empty.
/// `last` need not exist.
pub fn next_in_turn<Map, Key, Value>(last: Key) -> Option<Key>
where
	Map: IterableStorageMap<Key, Value>,
	Key: codec::FullCodec,
	Value: codec::FullCodec,
{
	let after = Map::hashed_key_for(last);
	Map::iter_keys_from(after).next().or_else(|| Map::iter_keys().next())
}

#[cfg(test)]
mod tests {
	use super::*;

	const VISIT: Weight = Weight::from_parts(10, 0);

	/// What a sweep over certificates 0 to `certificates` visits with this weight.
	fn advance(sweep: &mut Sweep, certificates: u32, weight: u64) -> (Vec<ItemId>, bool, u64) {
		let mut meter = WeightMeter::with_limit(Weight::from_parts(weight, u64::MAX));
		let first = sweep.cursor.map_or(0, |last| last + 1);
		let mut visited = Vec::new();
		let over =
			sweep.advance(&mut meter, VISIT, (first..certificates).map(|i| (i, ())), |item, ()| {
				visited.push(item);
				VISIT
			});
		(visited, over, meter.consumed().ref_time())
	}

	#[test]
	fn goes_on_after_its_cursor_until_the_end() {
		let mut sweep = Sweep::default();
		assert_eq!(advance(&mut sweep, 3, 29), (vec![0, 1], false, 20));
		assert_eq!(sweep, Sweep { cursor: Some(1), visited: 2, requeue: false });
		assert_eq!(advance(&mut sweep, 3, 9), (vec![], false, 0));
		assert_eq!(advance(&mut sweep, 3, 1_000), (vec![2], true, 10));
		assert_eq!(sweep.visited, 3);
	}

	#[test]
	fn visits_no_more_than_a_turn_has() {
		let mut sweep = Sweep::default();
		let (visited, over, _) = advance(&mut sweep, ITEMS_PER_TURN + 1, u64::MAX);
		assert_eq!((visited.len() as u32, over), (ITEMS_PER_TURN, false));
		assert_eq!(advance(&mut sweep, ITEMS_PER_TURN + 1, u64::MAX).0, [ITEMS_PER_TURN]);
	}
}
