//! The council's road to Root, which is open in the launch stage and closed for ever by the hand-over.

use crate::{
	configs::{glue::CommunityReferenda, governance::CouncilSupermajority, MaximumSchedulerWeight},
	constants::governance::ROOT_CALL_SEED,
	parameters::governed,
	AccountId, Calendar, Governance, Hash, Preimage, Runtime, RuntimeCall, RuntimeEvent,
	RuntimeOrigin, System, Whitelist,
};
use codec::DecodeLimit;
use core::marker::PhantomData;
use dmex_primitives::{Clock, CommunityVote, ReferendumIndex, Seed, VoteOutcome};
use frame_support::{
	defensive,
	dispatch::GetDispatchInfo,
	traits::{ConstU32, EitherOfDiverse, EnsureOrigin, Get, QueryPreimage},
	weights::Weight,
	MAX_EXTRINSIC_DEPTH,
};
use frame_system::EnsureRoot;
use pallet_democracy::Blacklist;
use pallet_governance::{RootCallError, RootCallRecord, RootCalls};
use pallet_whitelist::{Call, WeightInfo, WhitelistedCall};
use sp_runtime::DispatchError;

/// An origin that passes in the launch stage only.
pub struct InLaunchStage<Origin>(PhantomData<Origin>);
impl<Origin: EnsureOrigin<RuntimeOrigin>> EnsureOrigin<RuntimeOrigin> for InLaunchStage<Origin> {
	type Success = Origin::Success;

	fn try_origin(origin: RuntimeOrigin) -> Result<Self::Success, RuntimeOrigin> {
		if Governance::stage().is_launch() {
			Origin::try_origin(origin)
		} else {
			Err(origin)
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<RuntimeOrigin, ()> {
		Origin::try_successful_origin()
	}
}

impl pallet_whitelist::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type WhitelistOrigin =
		EitherOfDiverse<EnsureRoot<AccountId>, InLaunchStage<CouncilSupermajority>>;
	type DispatchWhitelistedOrigin = InLaunchStage<EnsureRoot<AccountId>>;
	type Preimages = Preimage;
	/// Never: otherwise Root could leave a call that is not whitelisted to whoever sends it once the
	/// council has whitelisted it, without a vote in between.
	type DeferredDispatchExpiration = ConstU32<0>;
	type BlockNumberProvider = System;
	type WeightInfo = pallet_whitelist::weights::SubstrateWeight<Runtime>;
}

/// The road: a referendum of Democracy that starts with public ayes dispatches a whitelisted call.
pub struct CouncilRoad;
impl CouncilRoad {
	/// Weight that the scheduler has for sure for a call: the rest of its part is for its own work.
	fn max_weight() -> Weight {
		let limit: Weight = MaximumSchedulerWeight::get();
		limit.saturating_sub(limit.saturating_div(10))
	}
}

impl RootCalls<Hash> for CouncilRoad {
	fn weight(call_hash: Hash, call_len: u32) -> Result<Weight, RootCallError> {
		let bytes =
			Preimage::fetch(&call_hash, Some(call_len)).map_err(|_| RootCallError::NoPreimage)?;
		let call = RuntimeCall::decode_all_with_depth_limit(MAX_EXTRINSIC_DEPTH, &mut &bytes[..])
			.map_err(|_| RootCallError::NotACall)?;
		let weight = call.get_dispatch_info().call_weight;
		let dispatch =
			<Runtime as pallet_whitelist::Config>::WeightInfo::dispatch_whitelisted_call(call_len);
		let fits = weight.saturating_add(dispatch).all_lte(Self::max_weight());
		fits.then_some(weight).ok_or(RootCallError::TooHeavy)
	}

	fn is_vetoed(call_hash: Hash) -> bool {
		Blacklist::<Runtime>::get(call_hash)
			.is_some_and(|(until, _)| System::block_number() < until)
	}

	fn is_whitelisted(call_hash: Hash) -> bool {
		WhitelistedCall::<Runtime>::contains_key(call_hash)
	}

	fn open(
		call_hash: Hash,
		call_encoded_len: u32,
		call_weight_witness: Weight,
	) -> Result<ReferendumIndex, DispatchError> {
		if !Self::is_whitelisted(call_hash) {
			Whitelist::whitelist_call(RuntimeOrigin::root(), call_hash)?;
		}
		let call =
			Call::dispatch_whitelisted_call { call_hash, call_encoded_len, call_weight_witness };
		let blocks = Calendar::blocks(governed::RootCallDelay::get());
		// Nobody can carry it out later: it is not lost in a block that is full of cases.
		let delay = Governance::hours().apart_from_cases();
		let seed = Seed::Aye(ROOT_CALL_SEED);
		CommunityReferenda::open_for(RuntimeCall::from(call), seed, blocks, delay)
	}

	fn outcome(referendum: ReferendumIndex) -> VoteOutcome {
		<CommunityReferenda as CommunityVote<RuntimeCall>>::outcome(referendum)
	}

	fn withdraw(call: RootCallRecord<Hash>) {
		<CommunityReferenda as CommunityVote<RuntimeCall>>::cancel(call.referendum);
		// It is on the list no more if the council took it off, or if it was dispatched.
		if Self::is_whitelisted(call.call_hash)
			&& Whitelist::remove_whitelisted_call(RuntimeOrigin::root(), call.call_hash).is_err()
		{
			defensive!("Root takes off the whitelist what is on it");
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn note(len: u32) -> (Hash, u32) {
		use codec::Encode;
		let remark = alloc::vec![0; len as usize];
		let bytes = RuntimeCall::from(frame_system::Call::remark { remark }).encode();
		let len = bytes.len() as u32;
		let hash = <Preimage as frame_support::traits::StorePreimage>::note(bytes.into());
		(hash.expect("a preimage of this length can be noted; qed"), len)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn stop(referendum: ReferendumIndex) {
		let finished = pallet_democracy::ReferendumInfo::Finished {
			approved: false,
			end: System::block_number(),
		};
		pallet_democracy::ReferendumInfoOf::<Runtime>::insert(referendum, finished);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn take_back(call_hash: Hash) {
		let taken = Whitelist::remove_whitelisted_call(RuntimeOrigin::root(), call_hash);
		taken.expect("the call is on the whitelist; qed");
	}
}
