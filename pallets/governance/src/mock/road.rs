//! A road to Root: one call is noted, referenda have an outcome that the test sets.

use super::*;
use crate::{RootCallError, RootCallRecord, RootCalls};
use dmex_primitives::{ReferendumIndex, VoteOutcome};
use sp_core::H256;
use sp_runtime::DispatchError;

/// Hash and length of the call whose preimage is noted.
pub const CALL: H256 = H256::repeat_byte(1);
pub const CALL_LEN: u32 = 35;

parameter_types! {
	/// Why calls cannot be proposed.
	pub storage Refusal: Option<u8> = None;
	pub storage IsVetoed: bool = false;
	/// Whether the council took the newest call off the whitelist.
	pub storage IsTakenBack: bool = false;
	/// Number of referenda.
	pub storage Opened: ReferendumIndex = 0;
	/// Outcome of the newest referendum.
	pub storage Newest: VoteOutcome = VoteOutcome::Absent;
	/// Referenda whose calls were withdrawn.
	pub storage Withdrawn: Vec<ReferendumIndex> = Vec::new();
}

pub struct Road;
impl Road {
	/// No call can be proposed, for this reason.
	pub fn refuse(error: RootCallError) {
		Refusal::set(&Some(error as u8));
	}
	pub fn veto() {
		IsVetoed::set(&true);
	}
	pub fn take_back() {
		IsTakenBack::set(&true);
	}
	/// The newest referendum ends.
	pub fn end(outcome: VoteOutcome) {
		Newest::set(&outcome);
	}
	pub fn withdrawn() -> Vec<ReferendumIndex> {
		Withdrawn::get()
	}
}

impl RootCalls<H256> for Road {
	fn weight(call_hash: H256, call_len: u32) -> Result<Weight, RootCallError> {
		use RootCallError::*;
		let refused = [NoPreimage, NotACall, TooHeavy];
		match Refusal::get() {
			Some(refusal) => Err(refused[usize::from(refusal)]),
			None if (call_hash, call_len) != (CALL, CALL_LEN) => Err(NoPreimage),
			None => Ok(Weight::from_parts(7, 0)),
		}
	}

	fn is_vetoed(_: H256) -> bool {
		IsVetoed::get()
	}

	fn is_whitelisted(_: H256) -> bool {
		!IsTakenBack::get()
	}

	fn open(_: H256, _: u32, weight: Weight) -> Result<ReferendumIndex, DispatchError> {
		assert_eq!(weight, Weight::from_parts(7, 0));
		Newest::set(&VoteOutcome::Ongoing);
		IsTakenBack::set(&false);
		Opened::set(&(Opened::get() + 1));
		Ok(Opened::get() - 1)
	}

	fn outcome(referendum: ReferendumIndex) -> VoteOutcome {
		assert_eq!(referendum + 1, Opened::get());
		Newest::get()
	}

	fn withdraw(call: RootCallRecord<H256>) {
		assert_eq!(call.call_hash, CALL);
		let mut withdrawn = Withdrawn::get();
		withdrawn.push(call.referendum);
		Withdrawn::set(&withdrawn);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn note(_: u32) -> (H256, u32) {
		(CALL, CALL_LEN)
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn stop(_: ReferendumIndex) {
		Newest::set(&VoteOutcome::Rejected);
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn take_back(_: H256) {
		IsTakenBack::set(&true);
	}
}
