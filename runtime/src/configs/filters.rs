//! Which calls can be sent at all, and which ones each kind of proxy may send for its principal.
//!
//! Both are lists of what is allowed, so that a pallet or call added later is refused until
//! somebody decides otherwise. Utility, Proxy and Multisig pass the calls within them through the
//! same filter. Root, that is a referendum, is not filtered.
//!
//! Safe mode refuses everything but what is [`Protected`], and a pause refuses one call that is not.

use crate::{Balance, Governance, RuntimeCall};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use dmex_primitives::MAX_NETWORKS;
use frame_support::traits::{Contains, GetCallMetadata, InstanceFilter};
use pallet_democracy::AccountVote;
use pallet_governance::pauses::CallName;
use scale_info::TypeInfo;

/// Pallets of which anybody may send every call.
pub const OPEN_PALLETS: [&str; 24] = [
	"System",
	"Timestamp",
	"Babe",
	"Grandpa",
	"Balances",
	"Assets",
	"Utility",
	"Multisig",
	"Proxy",
	"Preimage",
	"Democracy",
	"Council",
	"Whitelist",
	"PhragmenElection",
	"Treasury",
	"Governance",
	"MinerRegistry",
	"HashrateNft",
	"RiskEscrow",
	"HashrateMarket",
	"MutualInsurance",
	"CertificateLending",
	"CertificateStaking",
	"Credits",
];

/// Calls that anybody may send, by pallet.
pub const OPEN_CALLS: [(&str, &[&str]); 6] = [
	// Certificates move and nothing else: selling goes through our market, which takes fees and keeps the
	// escrow; the rest would change what a certificate promises.
	("Uniques", &["transfer", "approve_transfer", "cancel_approval"]),
	("Oracle", &["feed_values"]),
	// The set of validators is fixed: one without keys could not come back.
	("Session", &["set_keys"]),
	// Who feeds the oracle is the DAO's decision: nobody hands a seat on.
	(
		"OracleMembership",
		&[
			"add_member",
			"remove_member",
			"swap_member",
			"reset_members",
			"set_prime",
			"clear_prime",
		],
	),
	// Nobody grants usernames, and no registrar hands its office on.
	(
		"Identity",
		&[
			"add_registrar",
			"remove_registrar",
			"set_identity",
			"set_subs",
			"clear_identity",
			"request_judgement",
			"cancel_request",
			"set_fee",
			"set_fields",
			"provide_judgement",
			"kill_identity",
			"add_sub",
			"rename_sub",
			"remove_sub",
			"quit_sub",
		],
	),
	// Nobody enters safe mode by deposit.
	("SafeMode", &["force_enter", "force_exit"]),
];

/// The calls that anybody but Root may send: those that are open, a few of them not with every argument.
pub struct BaseFilter;

impl BaseFilter {
	fn is_open(pallet: &[u8], call: &[u8]) -> bool {
		is_in(&OPEN_PALLETS, pallet) || is_among(&OPEN_CALLS, pallet, call)
	}
}

impl Contains<RuntimeCall> for BaseFilter {
	fn contains(call: &RuntimeCall) -> bool {
		let names = call.get_call_metadata();
		Self::is_open(names.pallet_name.as_bytes(), names.function_name.as_bytes())
			&& match call {
				// Feeds are free of charge: they stay within the networks that there can be.
				RuntimeCall::Oracle(pallet_oracle::Call::feed_values { values }) => {
					values.iter().all(|(network, _)| *network < MAX_NETWORKS)
				},
				// Silence is the aye to a call of the council: DMC that it has, or gave away, takes no nay off.
				RuntimeCall::Democracy(pallet_democracy::Call::vote { ref_index, vote }) => {
					!has_ayes(vote) || !Governance::is_on_road_to_root(*ref_index)
				},
				_ => true,
			}
	}
}

fn has_ayes(vote: &AccountVote<Balance>) -> bool {
	match vote {
		AccountVote::Standard { vote, .. } => vote.aye,
		AccountVote::Split { aye, .. } => *aye > 0,
	}
}

/// Pallets of which no call can ever be stopped: what blocks need, wrappers, whose inner calls are
/// filtered again, and those by which decisions are made.
pub const PROTECTED_PALLETS: [&str; 17] = [
	"System",
	"Timestamp",
	"Babe",
	"Session",
	"Grandpa",
	"Utility",
	"Multisig",
	"Proxy",
	"Preimage",
	"Governance",
	"Democracy",
	"Council",
	"Whitelist",
	"PhragmenElection",
	"OracleMembership",
	"SafeMode",
	"TxPause",
];

/// Calls that can never be stopped, by pallet: by which people get what is theirs or take back what they
/// offered, by which miners keep their promises and are held to them, and feeds of the oracle.
pub const PROTECTED_CALLS: [(&str, &[&str]); 13] = [
	("Oracle", &["feed_values"]),
	(
		"MinerRegistry",
		&[
			"withdraw_application",
			"conclude_application",
			"approve_application",
			"pledge",
			"withdraw_pledge",
			"ban_miner",
			"clear_miner",
			"close_network",
		],
	),
	("HashrateNft", &["burn_unsold", "remove_series"]),
	(
		"RiskEscrow",
		&[
			"distribute",
			"claim_income",
			"retire",
			"refund",
			"report_breach",
			"conclude_vote",
			"write_off_day",
			"open_event_vote",
			"report_income_ended",
			"terminate",
			"freeze_for_event",
			"end_event",
			"apply_strike",
		],
	),
	(
		"HashrateMarket",
		&["delist", "cancel_auction", "settle_auction", "withdraw_bid", "cancel_offer"],
	),
	("MutualInsurance", &["file_claim", "conclude_claim", "collect_award", "approve_claim"]),
	("CertificateLending", &["cancel_request", "cancel_loan_offer", "repay", "settle_loan"]),
	("CertificateStaking", &["unstake", "claim_rewards"]),
	("Credits", &["withdraw"]),
	("Treasury", &["payout", "check_status"]),
	("Assets", &["cancel_approval", "refund", "refund_other"]),
	("Uniques", &["cancel_approval"]),
	("Identity", &["clear_identity", "cancel_request", "remove_sub", "quit_sub"]),
];

/// Calls by which DMC and assets move. Safe mode stops them for a day; a pause cannot: miners that got no coins
/// for three weeks could pay nobody, and would be in breach without a fault of theirs, and nobody could bring
/// DMC together to vote against what the council proposes meanwhile.
///
/// And the call by which lenders get what secures their loans: while nobody can bring money together to repay,
/// safe mode stops it too.
pub const UNPAUSABLE_CALLS: [(&str, &[&str]); 3] = [
	("Balances", &["transfer_allow_death", "transfer_keep_alive", "transfer_all"]),
	("Assets", &["mint", "transfer", "transfer_keep_alive", "transfer_approved", "transfer_all"]),
	("CertificateLending", &["foreclose"]),
];

fn is_in(names: &[&str], name: &[u8]) -> bool {
	names.iter().any(|each| each.as_bytes() == name)
}

fn is_among(lists: &[(&str, &[&str])], pallet: &[u8], call: &[u8]) -> bool {
	lists.iter().any(|(name, calls)| name.as_bytes() == pallet && is_in(calls, call))
}

/// What no pause can stop, and what nobody may send anyway: a pause of that would take a place and stop nothing.
pub struct Unpausable;
impl Contains<CallName> for Unpausable {
	fn contains((pallet, call): &CallName) -> bool {
		!BaseFilter::is_open(pallet, call)
			|| Protected::is_protected(pallet, call)
			|| is_among(&UNPAUSABLE_CALLS, pallet, call)
	}
}

/// The calls that neither safe mode nor a pause can ever stop.
pub struct Protected;

impl Protected {
	fn is_protected(pallet: &[u8], call: &[u8]) -> bool {
		is_in(&PROTECTED_PALLETS, pallet) || is_among(&PROTECTED_CALLS, pallet, call)
	}
}

impl Contains<RuntimeCall> for Protected {
	fn contains(call: &RuntimeCall) -> bool {
		let names = call.get_call_metadata();
		Self::is_protected(names.pallet_name.as_bytes(), names.function_name.as_bytes())
	}
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
	use pallet_certificate_lending::Call as CertificateLending;
	use pallet_certificate_staking::Call as CertificateStaking;
	use pallet_credits::Call as Credits;
	use pallet_hashrate_market::Call as HashrateMarket;
	use pallet_hashrate_nft::Call as HashrateNft;
	use pallet_identity::Call as Identity;
	use pallet_miner_registry::Call as MinerRegistry;
	use pallet_mutual_insurance::Call as MutualInsurance;
	use pallet_risk_escrow::Call as RiskEscrow;
	matches!(
		call,
		RuntimeCall::System(System::remark { .. } | System::remark_with_event { .. })
			| RuntimeCall::Session(_)
			| RuntimeCall::Oracle(_)
			// Not asking for a judgement, which pays a registrar.
			| RuntimeCall::Identity(
				Identity::set_identity { .. }
					| Identity::clear_identity { .. }
					| Identity::cancel_request { .. }
					| Identity::provide_judgement { .. }
					| Identity::set_subs { .. }
					| Identity::add_sub { .. }
					| Identity::rename_sub { .. }
					| Identity::remove_sub { .. }
					| Identity::quit_sub { .. }
			) | RuntimeCall::MinerRegistry(
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
		) | RuntimeCall::CertificateLending(
			CertificateLending::cancel_request { .. }
				| CertificateLending::cancel_loan_offer { .. }
				| CertificateLending::settle_loan { .. }
		) | RuntimeCall::CertificateStaking(
			CertificateStaking::stake { .. }
				| CertificateStaking::unstake { .. }
				| CertificateStaking::claim_rewards { .. }
		) | RuntimeCall::Credits(Credits::withdraw { .. })
	)
}

fn pays_income(call: &RuntimeCall) -> bool {
	matches!(call, RuntimeCall::RiskEscrow(pallet_risk_escrow::Call::distribute { .. }))
}
