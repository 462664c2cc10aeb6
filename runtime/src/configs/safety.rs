//! The brakes: safe mode, and pauses of single calls. What neither can stop is listed in
//! [`super::filters`].

use crate::{
	configs::{
		filters::{Protected, Unpausable},
		governance::{CouncilSupermajority, RootOrSupermajority},
	},
	AccountId, Balance, Balances, BlockNumber, Calendar, Governance, Runtime, RuntimeCall,
	RuntimeEvent, RuntimeHoldReason, RuntimeOrigin, TxPause,
};
use dmex_primitives::Clock as _;
use frame_support::{
	parameter_types,
	traits::{
		ConstU32, EitherOf, EnsureOrigin, GetCallMetadata, TransactionPause, TransactionPauseError,
	},
};
use frame_system::{EnsureRoot, EnsureRootWithSuccess, EnsureWithSuccess};
use pallet_governance::pauses::CallName;

parameter_types! {
	/// Time for which safe mode lasts: a day, in blocks.
	pub SafeModeTime: BlockNumber = Calendar::blocks(1);
	/// Deposit for which anybody may enter or extend safe mode: nobody may.
	pub const ForNoDeposit: Option<Balance> = None;
	/// Time after which such a deposit is released: there is none.
	pub const NoReleaseDelay: Option<BlockNumber> = None;
}

/// Five of the council, once it has rested after the last safe mode: two motions a week apart stop the
/// market for two days, not for ever.
pub struct RestedSupermajority;
impl EnsureOrigin<RuntimeOrigin> for RestedSupermajority {
	type Success = ();

	fn try_origin(origin: RuntimeOrigin) -> Result<(), RuntimeOrigin> {
		if !Governance::has_rested_from_safe_mode() {
			return Err(origin);
		}
		CouncilSupermajority::try_origin(origin).map(|_| ())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<RuntimeOrigin, ()> {
		CouncilSupermajority::try_successful_origin()
	}
}

/// Never entered by deposit. Only Root extends it.
impl pallet_safe_mode::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type WhitelistedCalls = Protected;
	type EnterDuration = SafeModeTime;
	type ExtendDuration = SafeModeTime;
	type EnterDepositAmount = ForNoDeposit;
	type ExtendDepositAmount = ForNoDeposit;
	type ForceEnterOrigin = EitherOf<
		EnsureRootWithSuccess<AccountId, SafeModeTime>,
		EnsureWithSuccess<RestedSupermajority, AccountId, SafeModeTime>,
	>;
	type ForceExtendOrigin = EnsureRootWithSuccess<AccountId, SafeModeTime>;
	type ForceExitOrigin = RootOrSupermajority;
	type ForceDepositOrigin = EnsureRoot<AccountId>;
	type Notify = Governance;
	type ReleaseDelay = NoReleaseDelay;
	type WeightInfo = pallet_safe_mode::weights::SubstrateWeight<Runtime>;
}

/// It knows no end, so its own calls are Root's. `Governance.pause` ends by itself.
impl pallet_tx_pause::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PauseOrigin = EnsureRoot<AccountId>;
	type UnpauseOrigin = EnsureRoot<AccountId>;
	type WhitelistedCalls = Unpausable;
	type MaxNameLen = ConstU32<64>;
	type WeightInfo = pallet_tx_pause::weights::SubstrateWeight<Runtime>;
}

/// TxPause for calls that exist. By itself it pauses any name, so that one who is mistaken in it
/// believes that a call is paused.
pub struct Pauser;

impl Pauser {
	fn exists((pallet, call): &CallName) -> bool {
		let named = |name: &&&str| name.as_bytes() == pallet.as_slice();
		let Some(pallet) = RuntimeCall::get_module_names().iter().find(named) else { return false };
		let calls = RuntimeCall::get_call_names(pallet);
		calls.iter().any(|name| name.as_bytes() == call.as_slice())
	}
}

impl TransactionPause for Pauser {
	type CallIdentifier = CallName;

	fn is_paused(call: CallName) -> bool {
		<TxPause as TransactionPause>::is_paused(call)
	}

	fn can_pause(call: CallName) -> bool {
		Self::exists(&call) && <TxPause as TransactionPause>::can_pause(call)
	}

	fn pause(call: CallName) -> Result<(), TransactionPauseError> {
		if !Self::exists(&call) {
			return Err(TransactionPauseError::NotFound);
		}
		<TxPause as TransactionPause>::pause(call)
	}

	fn unpause(call: CallName) -> Result<(), TransactionPauseError> {
		<TxPause as TransactionPause>::unpause(call)
	}
}
