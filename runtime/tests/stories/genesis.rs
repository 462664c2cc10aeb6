//! What the chains `dev` and `local` start with.

use crate::people::*;
use dmex_runtime::{
	constants::currency::TOTAL_SUPPLY,
	genesis_config_presets::{dev, get_preset, local, preset_names, INSURANCE_POOL},
	RuntimeGenesisConfig,
};
use sp_runtime::BuildStorage;

#[test]
fn all_dmc_is_given_out() {
	on(dev(), || {
		assert_eq!(Balances::total_issuance(), TOTAL_SUPPLY);
		assert_eq!(Balances::free_balance(insurance_pool()), INSURANCE_POOL);
		assert_eq!(Balances::free_balance(alice()), 10_000_000 * DMC);
	});
}

#[test]
fn presets_survive_their_way_through_json() {
	for name in preset_names() {
		let json = get_preset(&name).unwrap();
		let config: RuntimeGenesisConfig = serde_json::from_slice(&json).unwrap();
		config.build_storage().unwrap();
	}
	assert!(get_preset(&"unknown".into()).is_none());
}

#[test]
fn local_has_four_authorities_and_dev_one() {
	on(dev(), || assert_eq!(dmex_runtime::Session::validators().len(), 1));
	on(local(), || {
		assert_eq!(dmex_runtime::Session::validators().len(), 4);
		assert_eq!(dmex_runtime::Babe::authorities().len(), 4);
		assert_eq!(dmex_runtime::Grandpa::grandpa_authorities().len(), 4);
	});
}
