//! Motions of the council: how many a member has open at a time, and what each costs.

use crate::{
	configs::governance::ProposalHold, constants::governance::*, AccountId, Balances, Council,
	Runtime, RuntimeOrigin, System,
};
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{
	dispatch::DispatchClass,
	ensure, parameter_types,
	traits::{fungible::HoldConsideration, Consideration, MaybeConsideration},
};
use pallet_collective::{
	deposit::Constant, CostOf, Instance1 as CouncilCollective, Proposals, WeightInfo,
};
use pallet_governance::Error;
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, DispatchResult};

parameter_types! {
	/// Deposit of a motion.
	pub const MotionDeposit: crate::Balance = MOTION_DEPOSIT;
}

type Deposit = HoldConsideration<AccountId, Balances, ProposalHold, Constant<MotionDeposit>, u32>;

/// The deposit of a motion, for a member that has fewer open than it may: no member takes the places of
/// others, or makes them dear.
///
/// The pallet asks when it has put the new motion at the end of the list, and before it notes who opened it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Motion(Deposit);

impl Consideration<AccountId, u32> for Motion {
	fn new(who: &AccountId, open: u32) -> Result<Self, DispatchError> {
		let motions = Proposals::<Runtime, CouncilCollective>::get();
		declare_look(motions.len() as u64);
		if let Some((new, others)) = motions.split_last() {
			let is_own =
				|cost: Option<(AccountId, Self)>| cost.is_some_and(|(owner, _)| owner == *who);
			let own =
				others.iter().filter(|motion| is_own(CostOf::<Runtime, _>::get(motion))).count();
			ensure!(own < MOTIONS_OF_A_MEMBER as usize, Error::<Runtime>::TooManyMotions);
			// The same call may have been moved before: that deposit would be forgotten, and held for ever.
			Council::release_proposal_cost(RuntimeOrigin::root(), *new)?;
		}
		Deposit::new(who, open).map(Self)
	}

	fn update(self, who: &AccountId, open: u32) -> Result<Self, DispatchError> {
		self.0.update(who, open).map(Self)
	}

	fn drop(self, who: &AccountId) -> DispatchResult {
		self.0.drop(who)
	}

	fn burn(self, who: &AccountId) {
		self.0.burn(who)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_successful(who: &AccountId, open: u32) {
		Deposit::ensure_successful(who, open)
	}
}

impl MaybeConsideration<AccountId, u32> for Motion {
	fn is_none(&self) -> bool {
		self.0.is_none()
	}
}

/// Declare what the pallet does not know: the look at who opened each motion, and a deposit released.
fn declare_look(motions: u64) {
	let reads = <Runtime as frame_system::Config>::DbWeight::get().reads(motions.saturating_add(1));
	let release =
		<Runtime as pallet_collective::Config<CouncilCollective>>::WeightInfo::release_proposal_cost();
	let weight = reads.saturating_add(release);
	System::register_extra_weight_unchecked(weight, DispatchClass::Operational);
}
