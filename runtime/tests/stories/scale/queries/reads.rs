//! Counts the storage items that a query reads, searched keys included. The trace of the state machine,
//! which counts for calls, leaves out keys.

use sp_externalities::{
	set_and_run_with_externalities, with_externalities, Error, Extension, ExtensionStore,
	Externalities, MultiRemovalResults,
};
use sp_storage::{ChildInfo, StateVersion, TrackedStorageKey};
use std::any::{Any, TypeId};

/// Number of storage items that a query reads, and its answer. Panics if the query writes.
pub fn reads<Answer>(query: impl FnOnce() -> Answer) -> (u32, Answer) {
	let counted = with_externalities(|state| {
		let mut counter = Counter { state, reads: 0 };
		let answer = set_and_run_with_externalities(&mut counter, query);
		(counter.reads, answer)
	});
	counted.expect("a chain")
}

/// The state of the chain, as a query sees it.
struct Counter<'a> {
	state: &'a mut dyn Externalities,
	reads: u32,
}

/// What no query does.
fn refused() -> ! {
	panic!("a query only reads, and no child of the state")
}

impl Externalities for Counter<'_> {
	fn storage(&mut self, key: &[u8]) -> Option<Vec<u8>> {
		self.reads += 1;
		self.state.storage(key)
	}
	fn storage_hash(&mut self, key: &[u8]) -> Option<Vec<u8>> {
		self.reads += 1;
		self.state.storage_hash(key)
	}
	fn exists_storage(&mut self, key: &[u8]) -> bool {
		self.reads += 1;
		self.state.exists_storage(key)
	}
	fn next_storage_key(&mut self, key: &[u8]) -> Option<Vec<u8>> {
		self.reads += 1;
		self.state.next_storage_key(key)
	}

	fn child_storage_hash(&mut self, _: &ChildInfo, _: &[u8]) -> Option<Vec<u8>> {
		refused()
	}
	fn child_storage(&mut self, _: &ChildInfo, _: &[u8]) -> Option<Vec<u8>> {
		refused()
	}
	fn next_child_storage_key(&mut self, _: &ChildInfo, _: &[u8]) -> Option<Vec<u8>> {
		refused()
	}
	fn set_offchain_storage(&mut self, _: &[u8], _: Option<&[u8]>) {
		refused()
	}
	fn kill_child_storage(
		&mut self,
		_: &ChildInfo,
		_: Option<u32>,
		_: Option<&[u8]>,
	) -> MultiRemovalResults {
		refused()
	}
	fn clear_prefix(&mut self, _: &[u8], _: Option<u32>, _: Option<&[u8]>) -> MultiRemovalResults {
		refused()
	}
	fn clear_child_prefix(
		&mut self,
		_: &ChildInfo,
		_: &[u8],
		_: Option<u32>,
		_: Option<&[u8]>,
	) -> MultiRemovalResults {
		refused()
	}
	fn place_storage(&mut self, _: Vec<u8>, _: Option<Vec<u8>>) {
		refused()
	}
	fn place_child_storage(&mut self, _: &ChildInfo, _: Vec<u8>, _: Option<Vec<u8>>) {
		refused()
	}
	fn storage_root(&mut self, _: StateVersion) -> Vec<u8> {
		refused()
	}
	fn child_storage_root(&mut self, _: &ChildInfo, _: StateVersion) -> Vec<u8> {
		refused()
	}
	fn storage_append(&mut self, _: Vec<u8>, _: Vec<u8>) {
		refused()
	}
	fn storage_start_transaction(&mut self) {
		refused()
	}
	fn storage_rollback_transaction(&mut self) -> Result<(), ()> {
		refused()
	}
	fn storage_commit_transaction(&mut self) -> Result<(), ()> {
		refused()
	}
	fn wipe(&mut self) {
		refused()
	}
	fn commit(&mut self) {
		refused()
	}
	fn read_write_count(&self) -> (u32, u32, u32, u32) {
		refused()
	}
	fn reset_read_write_count(&mut self) {
		refused()
	}
	fn get_whitelist(&self) -> Vec<TrackedStorageKey> {
		refused()
	}
	fn set_whitelist(&mut self, _: Vec<TrackedStorageKey>) {
		refused()
	}
	fn get_read_and_written_keys(&self) -> Vec<(Vec<u8>, u32, u32, bool)> {
		refused()
	}
}

impl ExtensionStore for Counter<'_> {
	fn extension_by_type_id(&mut self, id: TypeId) -> Option<&mut dyn Any> {
		self.state.extension_by_type_id(id)
	}
	fn register_extension_with_type_id(
		&mut self,
		_: TypeId,
		_: Box<dyn Extension>,
	) -> Result<(), Error> {
		refused()
	}
	fn deregister_extension_by_type_id(&mut self, _: TypeId) -> Result<(), Error> {
		refused()
	}
}
