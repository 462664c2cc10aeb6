//! What the chains `dev` and `local` start with.

use crate::{people::*, steps::*, world::*};
use dmex_runtime::{
	constants::{pallet_ids, time::DEV_DAY_MILLIS},
	genesis_config_presets::{get_preset, preset_names, BTC, ETH, FIL, USDT},
	AuthorityDiscovery, Babe, Council, Grandpa, OracleMembership, Session, TransactionPayment,
};
use frame_support::traits::Contains;
use sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET;
use sp_runtime::{traits::AccountIdConversion, FixedU128};

fn sorted(mut accounts: Vec<AccountId>) -> Vec<AccountId> {
	accounts.sort();
	accounts
}

fn on_both(story: impl Fn()) {
	execute_with_checks(&story);
	execute_with_checks_on(genesis(LOCAL_TESTNET_RUNTIME_PRESET), &story);
}

#[test]
fn there_are_two_presets_and_no_other() {
	assert_eq!(preset_names().len(), 2);
	assert!(get_preset(&"unknown".into()).is_none());
}

#[test]
fn a_thousand_million_dmc_are_given_out() {
	on_both(|| {
		let total = 1_000_000_000 * DMC;
		assert_eq!(Balances::total_issuance(), total);
		assert_eq!(dmc(&insurance_pool()), 100_000_000 * DMC);
		for person in everybody() {
			assert_eq!(dmc(&person), 10_000_000 * DMC);
		}
		let custodians = [
			pallet_ids::PLEDGES,
			pallet_ids::CERTIFICATES,
			pallet_ids::ESCROW,
			pallet_ids::INCOME,
			pallet_ids::MARKET,
			pallet_ids::LOANS,
			pallet_ids::STAKING,
		];
		for id in custodians {
			let account: AccountId = id.into_account_truncating();
			assert_eq!(dmc(&account), DMC / 100, "{:?}", id.0);
		}
		let rest = total - 180_000_000 * DMC - 7 * DMC / 100;
		assert_eq!(dmc(&treasury()), rest);
		assert_eq!(frame_system::Account::<Runtime>::iter().count(), 8 + 1 + 7 + 1);
	});
}

#[test]
fn assets_are_sound_and_in_the_hands_of_the_dao() {
	on_both(|| {
		let decimals = [(USDT, 1, 6), (FIL, 10, 18), (BTC, 11, 8), (ETH, 12, 18)];
		assert_eq!(pallet_assets::Asset::<Runtime>::iter().count(), decimals.len());
		for (id, number, decimals) in decimals {
			assert_eq!(id, number);
			let asset = pallet_assets::Asset::<Runtime>::get(id).unwrap();
			assert!(asset.is_sufficient);
			assert_eq!(asset.min_balance, 1);
			assert_eq!([asset.owner, asset.admin, asset.freezer], [(); 3].map(|_| treasury()));
			let each = 1_000_000 * 10u128.pow(decimals);
			for person in everybody() {
				assert_eq!(balance(&person, &Asset::WithId(id)), each);
			}
			assert_eq!(asset.supply, 8 * each);
			let metadata = pallet_assets::Metadata::<Runtime>::get(id);
			assert_eq!(u32::from(metadata.decimals), decimals);
			assert!(dmex_runtime::configs::glue::SoundAssets::contains(&Asset::WithId(id)));
		}
	});
}

#[test]
fn networks_and_payment_assets() {
	on_both(|| {
		let found: Vec<_> = MinerRegistry::networks()
			.into_iter()
			.map(|(id, network)| {
				let rates = network.rates;
				let name = String::from_utf8(network.symbol.to_vec()).unwrap();
				assert_eq!(rates.pledge_per_unit_day, rates.channel_fee_per_unit);
				(id, name, network.reward_asset, rates.pledge_per_unit_day, rates.min_payout)
			})
			.collect();
		let trillion = 1_000_000_000_000;
		let expected = [
			(0, "FIL".into(), Asset::WithId(10), DMC, trillion),
			(1, "BTC".into(), Asset::WithId(11), DMC / 10, 1_000),
			(2, "ETH".into(), Asset::WithId(12), DMC / 100, trillion),
		];
		assert_eq!(found, expected);
		let mut assets = MinerRegistry::payment_assets();
		assets.sort();
		assert_eq!(assets, [Asset::Native, DOLLAR]);
	});
}

/// The weights are those that a later upgrade gives to older chains.
#[test]
fn networks_weigh_in_staking_as_their_pledges_do() {
	use pallet_certificate_staking::{Budget, Pools};
	on_both(|| {
		for (id, network) in MinerRegistry::networks() {
			let weight = Balance::from(Pools::<Runtime>::get(id).weight);
			assert_eq!(weight * DMC / 100, network.rates.pledge_per_unit_day, "network {id}");
		}
		assert_eq!(Pools::<Runtime>::iter().count(), 3);
		assert_eq!(Budget::<Runtime>::get(), 0);
	});
}

#[test]
fn council_and_operators_are_the_well_known() {
	on_both(|| {
		let council = pallet_collective::Members::<Runtime, pallet_collective::Instance1>::get();
		assert_eq!(sorted(council), sorted(everybody()[..7].to_vec()));
		let operators = OracleMembership::members().to_vec();
		assert_eq!(sorted(operators), sorted(everybody()[..4].to_vec()));
		assert!(Council::is_member(&one()));
		assert!(!Council::is_member(&two()));
	});
}

#[test]
fn dev_has_one_authority_and_a_quorum_of_one() {
	execute_with_checks(|| authorities_and_quorum(1, 1));
}

#[test]
fn local_has_four_authorities_and_a_quorum_of_three() {
	execute_with_checks_on(genesis(LOCAL_TESTNET_RUNTIME_PRESET), || authorities_and_quorum(4, 3));
}

fn authorities_and_quorum(authorities: usize, quorum: u32) {
	assert_eq!(sorted(Session::validators()), sorted(everybody()[..authorities].to_vec()));
	assert_eq!(Babe::authorities().len(), authorities);
	assert_eq!(Grandpa::grandpa_authorities().len(), authorities);
	assert_eq!(AuthorityDiscovery::current_authorities().len(), authorities);
	assert_eq!(pallet_governance::Quorum::<Runtime>::get(), quorum);
}

#[test]
fn days_and_fees_start_where_they_should() {
	on_both(|| {
		assert_eq!(Calendar::day_length(), DEV_DAY_MILLIS);
		assert_eq!(DEV_DAY_MILLIS, 30_000);
		assert_eq!(today(), FIRST_DAY);
		assert_eq!(Calendar::blocks(7), 70);
		assert_eq!(TransactionPayment::next_fee_multiplier(), FixedU128::from_u32(1));
	});
}

/// Keys change hands with sessions, and nobody is ever missing.
#[test]
fn sessions_turn_and_keep_everybody() {
	execute_with_checks_on(genesis(LOCAL_TESTNET_RUNTIME_PRESET), || {
		let session = Session::current_index();
		to_block(110);
		assert!(Session::current_index() >= session + 2);
		assert_eq!(sorted(Session::validators()), sorted(everybody()[..4].to_vec()));
		assert_eq!(Babe::authorities().len(), 4);
	});
}
