//! Which calls can be sent at all, and which ones each kind of proxy may send for its principal.
//!
//! Both are lists of what is allowed, so that a pallet or call added later is refused until
//! somebody decides otherwise. Utility, Proxy and Multisig pass the calls within them through the
//! same filter. Root, that is a referendum, is not filtered.

use crate::RuntimeCall;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use dmex_primitives::MAX_NETWORKS;
use frame_support::traits::{Contains, InstanceFilter};
use scale_info::TypeInfo;

/// What anybody but Root may send.
pub struct BaseFilter;
impl Contains<RuntimeCall> for BaseFilter {
	fn contains(call: &RuntimeCall) -> bool {
		match call {
			// Certificates move and nothing else: selling goes through our market, which takes
			// fees and keeps the escrow; the rest would change what a certificate promises.
			RuntimeCall::Uniques(call) => is_transfer_of_certificates(call),
			// Feeds are free of charge: they stay within the networks that there can be.
			RuntimeCall::Oracle(pallet_oracle::Call::feed_values { values }) => {
				values.iter().all(|(network, _)| *network < MAX_NETWORKS)
			},
			// The set of validators is fixed: one without keys could not come back.
			RuntimeCall::Session(call) => matches!(call, pallet_session::Call::set_keys { .. }),
			// Who feeds the oracle is the DAO's decision: nobody hands a seat on.
			RuntimeCall::OracleMembership(call) => {
				!matches!(call, pallet_membership::Call::change_key { .. })
			},
			RuntimeCall::System(_)
			| RuntimeCall::Timestamp(_)
			| RuntimeCall::Babe(_)
			| RuntimeCall::Grandpa(_)
			| RuntimeCall::Balances(_)
			| RuntimeCall::Assets(_)
			| RuntimeCall::Utility(_)
			| RuntimeCall::Multisig(_)
			| RuntimeCall::Proxy(_)
			| RuntimeCall::Preimage(_)
			| RuntimeCall::Democracy(_)
			| RuntimeCall::Council(_)
			| RuntimeCall::Whitelist(_)
			| RuntimeCall::PhragmenElection(_)
			| RuntimeCall::Treasury(_)
			| RuntimeCall::Governance(_)
			| RuntimeCall::MinerRegistry(_)
			| RuntimeCall::HashrateNft(_)
			| RuntimeCall::RiskEscrow(_)
			| RuntimeCall::HashrateMarket(_)
			| RuntimeCall::MutualInsurance(_)
			| RuntimeCall::Credits(_) => true,
			_ => false,
		}
	}
}

fn is_transfer_of_certificates(call: &pallet_uniques::Call<crate::Runtime>) -> bool {
	use pallet_uniques::Call;
	matches!(
		call,
		Call::transfer { .. } | Call::approve_transfer { .. } | Call::cancel_approval { .. }
	)
}

/// What a proxy may do for its principal.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	Eq,
	PartialEq,
	Ord,
	PartialOrd,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum ProxyType {
	/// Everything.
	#[default]
	#[codec(index = 0)]
	Any,
	/// Whatever cannot move the principal's money or certificates to somebody else.
	#[codec(index = 1)]
	NonTransfer,
	/// Propose, vote and delegate.
	#[codec(index = 2)]
	Governance,
	/// Pay a miner's income, and nothing else.
	#[codec(index = 3)]
	PayIncome,
}

impl InstanceFilter<RuntimeCall> for ProxyType {
	fn filter(&self, call: &RuntimeCall) -> bool {
		match self {
			Self::Any => true,
			Self::NonTransfer => is_governance(call) || moves_nothing(call),
			Self::Governance => is_governance(call),
			Self::PayIncome => pays_income(call),
		}
	}

	fn is_superset(&self, other: &Self) -> bool {
		match (self, other) {
			(this, that) if this == that => true,
			(Self::Any, _) => true,
			(Self::NonTransfer, Self::Governance) => true,
			_ => false,
		}
	}
}

fn is_governance(call: &RuntimeCall) -> bool {
	use pallet_elections_phragmen::Call as PhragmenElection;
	matches!(
		call,
		// A candidate may lose its bond: whoever stands for the council says so itself.
		RuntimeCall::PhragmenElection(
			PhragmenElection::vote { .. } | PhragmenElection::remove_voter { .. }
		) | RuntimeCall::Democracy(_)
			| RuntimeCall::Council(_)
			| RuntimeCall::Preimage(_)
			| RuntimeCall::Governance(_)
			| RuntimeCall::Utility(_)
	)
}

fn moves_nothing(call: &RuntimeCall) -> bool {
	use frame_system::Call as System;
	use pallet_credits::Call as Credits;
	use pallet_hashrate_market::Call as HashrateMarket;
	use pallet_hashrate_nft::Call as HashrateNft;
	use pallet_miner_registry::Call as MinerRegistry;
	use pallet_mutual_insurance::Call as MutualInsurance;
	use pallet_risk_escrow::Call as RiskEscrow;
	matches!(
		call,
		RuntimeCall::System(System::remark { .. } | System::remark_with_event { .. })
			| RuntimeCall::Session(_)
			| RuntimeCall::Oracle(_)
			| RuntimeCall::MinerRegistry(
				MinerRegistry::conclude_application { .. } | MinerRegistry::withdraw_pledge { .. }
			) | RuntimeCall::HashrateNft(
			HashrateNft::create_series { .. } | HashrateNft::remove_series { .. }
		) | RuntimeCall::RiskEscrow(
			RiskEscrow::claim_income { .. }
				| RiskEscrow::retire { .. }
				| RiskEscrow::refund { .. }
				| RiskEscrow::report_breach { .. }
				| RiskEscrow::conclude_vote { .. }
				| RiskEscrow::write_off_day { .. }
				| RiskEscrow::open_event_vote { .. }
		) | RuntimeCall::HashrateMarket(
			HashrateMarket::settle_auction { .. } | HashrateMarket::cancel_offer { .. }
		) | RuntimeCall::MutualInsurance(
			MutualInsurance::conclude_claim { .. } | MutualInsurance::collect_award { .. }
		) | RuntimeCall::Credits(Credits::withdraw { .. })
	)
}

fn pays_income(call: &RuntimeCall) -> bool {
	matches!(call, RuntimeCall::RiskEscrow(pallet_risk_escrow::Call::distribute { .. }))
}
