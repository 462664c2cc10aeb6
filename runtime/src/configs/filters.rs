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
			// Silence is the aye to a call of the council: DMC that it has, or gave away, takes no nay off.
			RuntimeCall::Democracy(pallet_democracy::Call::vote { ref_index, vote }) => {
				!has_ayes(vote) || !Governance::is_on_road_to_root(*ref_index)
			},
			// The set of validators is fixed: one without keys could not come back.
			RuntimeCall::Session(call) => matches!(call, pallet_session::Call::set_keys { .. }),
			// Who feeds the oracle is the DAO's decision: nobody hands a seat on.
			RuntimeCall::OracleMembership(call) => {
				!matches!(call, pallet_membership::Call::change_key { .. })
			},
			// Nobody grants usernames, and no registrar hands its office on.
			RuntimeCall::Identity(call) => is_about_identities(call),
			// Nobody enters safe mode by deposit.
			RuntimeCall::SafeMode(call) => {
				use pallet_safe_mode::Call;
				matches!(call, Call::force_enter { .. } | Call::force_exit { .. })
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

fn has_ayes(vote: &AccountVote<Balance>) -> bool {
	match vote {
		AccountVote::Standard { vote, .. } => vote.aye,
		AccountVote::Split { aye, .. } => *aye > 0,
	}
}

fn is_transfer_of_certificates(call: &pallet_uniques::Call<crate::Runtime>) -> bool {
	use pallet_uniques::Call;
	matches!(
		call,
		Call::transfer { .. } | Call::approve_transfer { .. } | Call::cancel_approval { .. }
	)
}

fn is_about_identities(call: &pallet_identity::Call<crate::Runtime>) -> bool {
	use pallet_identity::Call;
	matches!(
		call,
		Call::add_registrar { .. }
			| Call::remove_registrar { .. }
			| Call::set_identity { .. }
			| Call::set_subs { .. }
			| Call::clear_identity { .. }
			| Call::request_judgement { .. }
			| Call::cancel_request { .. }
			| Call::set_fee { .. }
			| Call::set_fields { .. }
			| Call::provide_judgement { .. }
			| Call::kill_identity { .. }
			| Call::add_sub { .. }
			| Call::rename_sub { .. }
			| Call::remove_sub { .. }
			| Call::quit_sub { .. }
	)
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
pub const PROTECTED_CALLS: [(&str, &[&str]); 11] = [
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
	("Credits", &["withdraw"]),
	("Treasury", &["payout", "check_status"]),
	("Assets", &["cancel_approval", "refund", "refund_other"]),
	("Uniques", &["cancel_approval"]),
	("Identity", &["clear_identity", "cancel_request", "remove_sub", "quit_sub"]),
];

/// Calls by which assets move. Safe mode stops them for a day; a pause cannot: miners that got no coins for
/// three weeks could pay nobody, and would be in breach without a fault of theirs.
pub const UNPAUSABLE_CALLS: [(&str, &[&str]); 1] =
	[("Assets", &["mint", "transfer", "transfer_keep_alive", "transfer_approved", "transfer_all"])];

fn is_among(lists: &[(&str, &[&str])], pallet: &[u8], call: &[u8]) -> bool {
	let named = |name: &str| name.as_bytes() == pallet;
	lists
		.iter()
		.any(|(pallet, calls)| named(pallet) && calls.iter().any(|name| name.as_bytes() == call))
}

/// What no pause can stop.
pub struct Unpausable;
impl Contains<CallName> for Unpausable {
	fn contains((pallet, call): &CallName) -> bool {
		Protected::is_protected(pallet, call) || is_among(&UNPAUSABLE_CALLS, pallet, call)
	}
}

/// What neither safe mode nor a pause can ever stop.
pub struct Protected;

impl Protected {
	fn is_protected(pallet: &[u8], call: &[u8]) -> bool {
		let named = |name: &str| name.as_bytes() == pallet;
		PROTECTED_PALLETS.iter().any(|name| named(name)) || is_among(&PROTECTED_CALLS, pallet, call)
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
		) | RuntimeCall::Credits(Credits::withdraw { .. })
	)
}

fn pays_income(call: &RuntimeCall) -> bool {
	matches!(call, RuntimeCall::RiskEscrow(pallet_risk_escrow::Call::distribute { .. }))
}
