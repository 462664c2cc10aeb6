//! The calls of the chain as clients see them: their names and indices, their size, what goes with
//! a transaction, and that each of our own has a measured weight.

use crate::{people::*, trading::english, world::*};
use codec::{Decode, Encode};
use dmex_primitives::Items;
use dmex_runtime::{
	configs::RuntimeBlockWeights, AllPalletsWithSystem, Executive, TxExtension, UncheckedExtrinsic,
};
use frame_metadata_hash_extension::CheckMetadataHash;
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	traits::{GetCallMetadata, PalletsInfoAccess},
};
use pallet_certificate_lending::Foreclosure;
use scale_info::{TypeDef, TypeInfo};
use sp_runtime::{
	traits::TransactionExtension,
	transaction_validity::{TransactionValidityError, UnknownTransaction},
};

/// One of every call that the chain knows, with its pallet's and its own name. Their arguments are
/// zeros, wherever zeros mean something.
pub fn every_call() -> Vec<(&'static str, &'static str, RuntimeCall)> {
	let mut calls = Vec::new();
	for pallet in AllPalletsWithSystem::infos() {
		let before = calls.len();
		for index in 0..=u8::MAX {
			calls.extend(call_of_zeros(pallet.index as u8, index).map(|call| {
				let names = call.get_call_metadata();
				(names.pallet_name, names.function_name, call)
			}));
		}
		let known = RuntimeCall::get_module_names().contains(&pallet.name);
		let names = if known { RuntimeCall::get_call_names(pallet.name) } else { &[] };
		let found: Vec<_> = calls[before..].iter().map(|(_, name, _)| *name).collect();
		assert_eq!(found.len(), names.len(), "calls of {}: {found:?}", pallet.name);
	}
	calls
}

/// Enumerations do not always count from zero, so the first byte tries a few numbers.
fn call_of_zeros(pallet: u8, call: u8) -> Option<RuntimeCall> {
	(0..4).find_map(|first| {
		let mut bytes = vec![pallet, call, first];
		bytes.resize(2_048, 0);
		RuntimeCall::decode(&mut &bytes[..]).ok()
	})
}

#[test]
fn calls_stay_small() {
	let size = core::mem::size_of::<RuntimeCall>();
	assert!(size <= 1_024, "a call takes {size} bytes in memory");
}

#[test]
fn pallets_have_their_names_and_indices() {
	let expected = [
		(0, "System"),
		(1, "Scheduler"),
		(2, "Timestamp"),
		(3, "Babe"),
		(4, "Authorship"),
		(5, "Balances"),
		(6, "TransactionPayment"),
		(7, "Assets"),
		(11, "Session"),
		(12, "Historical"),
		(13, "Offences"),
		(14, "Grandpa"),
		(15, "AuthorityDiscovery"),
		(20, "Utility"),
		(21, "Multisig"),
		(22, "Proxy"),
		(23, "Identity"),
		(30, "Preimage"),
		(31, "Governance"),
		(32, "Democracy"),
		(33, "Council"),
		(34, "Whitelist"),
		(35, "PhragmenElection"),
		(36, "Treasury"),
		(37, "Parameters"),
		(38, "OracleMembership"),
		(39, "Oracle"),
		(40, "Uniques"),
		(45, "SafeMode"),
		(46, "TxPause"),
		(47, "Migrations"),
		(50, "Calendar"),
		(51, "MinerRegistry"),
		(52, "HashrateNft"),
		(53, "RiskEscrow"),
		(54, "HashrateMarket"),
		(55, "MutualInsurance"),
		(56, "CertificateLending"),
		(57, "CertificateStaking"),
		(59, "Credits"),
	];
	let mut found: Vec<_> =
		AllPalletsWithSystem::infos().iter().map(|info| (info.index, info.name)).collect();
	found.sort_unstable();
	assert_eq!(found, expected);
}

#[test]
fn scheduler_comes_directly_after_system() {
	let order: Vec<_> = AllPalletsWithSystem::infos().iter().map(|info| info.name).collect();
	assert_eq!(order[..2], ["System", "Scheduler"]);
}

/// It extends a vote that has just turned before the vote is counted.
#[test]
fn governance_comes_before_democracy() {
	let order: Vec<_> = AllPalletsWithSystem::infos().iter().map(|info| info.name).collect();
	let place = |name| order.iter().position(|each| *each == name).unwrap();
	assert!(place("Governance") < place("Democracy"));
}

/// Our pallets with calls, in the order of their indices.
const OURS: [&str; 9] = [
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

#[test]
fn our_calls_have_their_names_and_indices() {
	let mut found: Vec<_> = every_call()
		.into_iter()
		.filter(|(pallet, ..)| OURS.contains(pallet))
		.map(|(pallet, name, call)| (pallet, codec::Encode::encode(&call)[1], name))
		.collect();
	found.sort_unstable();
	let expected = [
		("CertificateLending", 0, "request_loan"),
		("CertificateLending", 1, "cancel_request"),
		("CertificateLending", 2, "fund"),
		("CertificateLending", 3, "offer_loan"),
		("CertificateLending", 4, "cancel_loan_offer"),
		("CertificateLending", 5, "take_loan"),
		("CertificateLending", 6, "repay"),
		("CertificateLending", 7, "foreclose"),
		("CertificateLending", 8, "settle_loan"),
		("CertificateStaking", 0, "stake"),
		("CertificateStaking", 1, "unstake"),
		("CertificateStaking", 2, "claim_rewards"),
		("CertificateStaking", 3, "fund_budget"),
		("CertificateStaking", 4, "set_network_weight"),
		("Credits", 0, "withdraw"),
		("Governance", 1, "set_parameter"),
		("Governance", 3, "confirm_average"),
		("Governance", 4, "strike_average"),
		("Governance", 5, "pause"),
		("Governance", 10, "spend"),
		("Governance", 11, "void_spend"),
		("Governance", 15, "hand_over"),
		("Governance", 16, "propose_root_call"),
		("Governance", 20, "unpause"),
		("Governance", 21, "reset_fuse"),
		("Governance", 22, "allow_payment"),
		("HashrateMarket", 0, "list"),
		("HashrateMarket", 1, "reprice"),
		("HashrateMarket", 2, "delist"),
		("HashrateMarket", 3, "buy"),
		("HashrateMarket", 4, "start_auction"),
		("HashrateMarket", 5, "bid"),
		("HashrateMarket", 6, "buy_dutch"),
		("HashrateMarket", 7, "cancel_auction"),
		("HashrateMarket", 8, "settle_auction"),
		("HashrateMarket", 9, "withdraw_bid"),
		("HashrateMarket", 10, "make_offer"),
		("HashrateMarket", 11, "cancel_offer"),
		("HashrateMarket", 12, "accept_offer"),
		("HashrateNft", 0, "create_series"),
		("HashrateNft", 1, "mint"),
		("HashrateNft", 2, "burn_unsold"),
		("HashrateNft", 3, "remove_series"),
		("MinerRegistry", 0, "register_network"),
		("MinerRegistry", 1, "update_network"),
		("MinerRegistry", 2, "set_payment_asset"),
		("MinerRegistry", 3, "apply"),
		("MinerRegistry", 4, "withdraw_application"),
		("MinerRegistry", 5, "conclude_application"),
		("MinerRegistry", 6, "approve_application"),
		("MinerRegistry", 7, "pledge"),
		("MinerRegistry", 8, "withdraw_pledge"),
		("MinerRegistry", 9, "ban_miner"),
		("MinerRegistry", 10, "clear_miner"),
		("MinerRegistry", 11, "close_network"),
		("MutualInsurance", 0, "contribute"),
		("MutualInsurance", 1, "file_claim"),
		("MutualInsurance", 2, "conclude_claim"),
		("MutualInsurance", 3, "collect_award"),
		("MutualInsurance", 4, "approve_claim"),
		("RiskEscrow", 0, "distribute"),
		("RiskEscrow", 1, "claim_income"),
		("RiskEscrow", 2, "retire"),
		("RiskEscrow", 3, "refund"),
		("RiskEscrow", 4, "report_breach"),
		("RiskEscrow", 5, "conclude_vote"),
		("RiskEscrow", 6, "write_off_day"),
		("RiskEscrow", 7, "open_event_vote"),
		("RiskEscrow", 8, "report_income_ended"),
		("RiskEscrow", 9, "terminate"),
		("RiskEscrow", 10, "freeze_for_event"),
		("RiskEscrow", 11, "end_event"),
		("RiskEscrow", 12, "apply_strike"),
	];
	assert_eq!(found, expected);
}

#[test]
fn transactions_carry_these_extensions_in_this_order() {
	let order: Vec<_> = <TxExtension as TransactionExtension<RuntimeCall>>::metadata()
		.into_iter()
		.map(|extension| extension.identifier)
		.collect();
	let expected = [
		"AuthorizeCall",
		"CheckNonZeroSender",
		"CheckSpecVersion",
		"CheckTxVersion",
		"CheckGenesis",
		"CheckMortality",
		"CheckNonce",
		"CheckWeight",
		"ChargeTransactionPayment",
		"CheckMetadataHash",
		"WeightReclaim",
	];
	assert_eq!(order, expected);
}

/// A wallet that shows what it signs binds it to the digest of the metadata. This runtime is built
/// without one: it cannot tell whether the digest is right.
#[test]
fn a_transaction_for_a_digest_of_the_metadata_is_refused_by_a_runtime_without_one() {
	execute_with_checks(|| {
		let remark = frame_system::Call::remark { remark: vec![] };
		let bound = CheckMetadataHash::new_with_custom_hash([1; 32]);
		let transaction = transaction_for_metadata(bound, Sr25519Keyring::Eve, remark);
		let received = UncheckedExtrinsic::decode(&mut &transaction.encode()[..]).unwrap();
		let refused = TransactionValidityError::Unknown(UnknownTransaction::CannotLookup);
		assert_eq!(Executive::apply_extrinsic(received), Err(refused));
	});
}

/// `scripts/weights` writes a file for each pallet; a call that is new is measured, not guessed.
#[test]
fn each_of_our_calls_has_a_generated_weight() {
	let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/weights");
	let files = [
		"pallet_governance",
		"pallet_miner_registry",
		"pallet_hashrate_nft",
		"pallet_risk_escrow",
		"pallet_hashrate_market",
		"pallet_mutual_insurance",
		"pallet_certificate_lending",
		"pallet_certificate_staking",
		"pallet_credits",
	];
	for (pallet, file) in OURS.into_iter().zip(files) {
		let path = folder.join(file).with_extension("rs");
		let source = std::fs::read_to_string(&path)
			.unwrap_or_else(|error| panic!("{}: {error}; run scripts/weights", path.display()));
		for call in RuntimeCall::get_call_names(pallet) {
			// A call that does one thing or another has a weight for each.
			let measured = ["(", "_"].iter().any(|end| source.contains(&format!("fn {call}{end}")));
			assert!(measured, "{pallet}.{call} was not measured");
		}
	}
}

/// Wallets show only the first line of the documentation of a call, an event or an error.
#[test]
fn documentation_of_ours_says_in_its_first_line_what_is_meant() {
	fn assert_documented<Variants: TypeInfo>() {
		let info = Variants::type_info();
		let TypeDef::Variant(variants) = info.type_def else { panic!("not an enumeration") };
		for variant in variants.variants.iter().filter(|each| !each.name.starts_with("__")) {
			let line = variant.docs.first().copied().unwrap_or_default();
			let whole = line.ends_with('.') && line.matches(". ").count() == 0;
			assert!(whole, "{} {}: {line}", info.path.segments.join("::"), variant.name);
		}
	}
	macro_rules! assert_each_documented {
		($($pallet:ident),*) => {
			$(
				assert_documented::<$pallet::Call<Runtime>>();
				assert_documented::<$pallet::Event<Runtime>>();
				assert_documented::<$pallet::Error<Runtime>>();
			)*
		};
	}
	assert_each_documented!(pallet_governance, pallet_miner_registry, pallet_hashrate_nft);
	assert_each_documented!(pallet_risk_escrow, pallet_hashrate_market, pallet_mutual_insurance);
	assert_each_documented!(pallet_certificate_lending, pallet_certificate_staking);
	assert_each_documented!(pallet_credits);
}

/// No call of ours is free.
#[test]
fn each_of_our_calls_weighs_something() {
	execute_with_checks(|| {
		for (pallet, name, call) in every_call() {
			if OURS.contains(&pallet) {
				let weight = call.get_dispatch_info().call_weight;
				assert!(weight.ref_time() > 0, "{pallet}.{name} weighs nothing");
			}
		}
	});
}

/// The longest lists that calls take can be sent: two of them fit into a block.
#[test]
fn the_longest_calls_fit_into_a_block() {
	let items: Items = (0..100).collect::<Vec<_>>().try_into().unwrap();
	let item = || items.clone();
	let series = 0;
	let calls: [RuntimeCall; 26] = [
		pallet_hashrate_nft::Call::mint { series, quantity: 256 }.into(),
		pallet_hashrate_nft::Call::burn_unsold { series, items: item() }.into(),
		pallet_hashrate_market::Call::list { series, items: item(), price: 1, expires_in_days: 1 }
			.into(),
		pallet_hashrate_market::Call::delist { series, items: item() }.into(),
		pallet_hashrate_market::Call::buy {
			series,
			items: item(),
			max_total: 1,
			min_unreleased: 0,
		}
		.into(),
		pallet_hashrate_market::Call::reprice { series, items: item(), price: 1 }.into(),
		pallet_hashrate_market::Call::start_auction {
			series,
			items: item(),
			kind: english(1),
			duration_blocks: 1,
		}
		.into(),
		pallet_hashrate_market::Call::bid { auction: 0, amount: 1, min_unreleased: 0 }.into(),
		pallet_hashrate_market::Call::buy_dutch { auction: 0, max_price: 1, min_unreleased: 0 }
			.into(),
		pallet_hashrate_market::Call::cancel_auction { auction: 0 }.into(),
		pallet_hashrate_market::Call::settle_auction { auction: 0 }.into(),
		pallet_hashrate_market::Call::withdraw_bid { auction: 0 }.into(),
		pallet_hashrate_market::Call::accept_offer { offer: 0 }.into(),
		pallet_risk_escrow::Call::distribute {
			series,
			first_day: 1,
			amounts: vec![1; 32].try_into().unwrap(),
		}
		.into(),
		pallet_risk_escrow::Call::claim_income { series, items: item() }.into(),
		pallet_risk_escrow::Call::retire { series, items: item() }.into(),
		pallet_risk_escrow::Call::refund { series, items: item() }.into(),
		pallet_mutual_insurance::Call::collect_award { claim: 0, items: item() }.into(),
		pallet_mutual_insurance::Call::conclude_claim { claim: 0 }.into(),
		pallet_certificate_lending::Call::repay { loan: 0, amount: 1 }.into(),
		pallet_certificate_lending::Call::foreclose { loan: 0, how: Foreclosure::Take }.into(),
		pallet_certificate_lending::Call::settle_loan { loan: 0 }.into(),
		pallet_certificate_staking::Call::stake { series, items: item() }.into(),
		pallet_certificate_staking::Call::unstake { series, items: item() }.into(),
		pallet_certificate_staking::Call::claim_rewards { series, items: item() }.into(),
		pallet_credits::Call::withdraw { asset: Asset::Native }.into(),
	];
	execute_with_checks(|| {
		let room = RuntimeBlockWeights::get().get(DispatchClass::Normal).max_total.unwrap();
		for call in calls {
			let weight = call.get_dispatch_info().call_weight;
			assert!(weight.ref_time() < room.ref_time() / 2, "{call:?}: {weight:?}");
		}
	});
}
