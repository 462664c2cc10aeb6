//! The deposit of a series: what it pays for, and that nobody fills storage without one.

use crate::{people::*, steps::*, world::*};
use dmex_runtime::constants::{
	currency::deposit,
	market::{series_deposit, DAY_RECORD_BYTES, SERIES_BYTES, SERIES_ITEMS},
};
use pallet_hashrate_nft::{Call as Nft, Error};
use sp_io::{hashing::twox_128, storage::next_key};
use std::collections::BTreeMap;

/// The entries of a pallet in storage, with the bytes of their values.
fn entries(pallet: &str) -> BTreeMap<Vec<u8>, usize> {
	let prefix = twox_128(pallet.as_bytes()).to_vec();
	let next = |key: &Vec<u8>| next_key(key).filter(|key| key.starts_with(&prefix));
	let keys = std::iter::successors(next(&prefix), next);
	keys.map(|key| (key.clone(), sp_io::storage::get(&key).unwrap().len())).collect()
}

/// The entries of all pallets that keep something of a series.
fn kept() -> BTreeMap<Vec<u8>, usize> {
	["HashrateNft", "Uniques", "RiskEscrow", "HashrateMarket"]
		.iter()
		.flat_map(|p| entries(p))
		.collect()
}

/// The number of entries that are there now and were not before, and their bytes.
fn added(before: &BTreeMap<Vec<u8>, usize>) -> (u32, u32) {
	let new: Vec<_> = kept().into_iter().filter(|(key, _)| !before.contains_key(key)).collect();
	(new.len() as u32, new.iter().map(|(_, bytes)| *bytes as u32).sum())
}

/// A miner whose texts are as long as they can be.
fn longest() -> u32 {
	let long = |text: &str| crate::steps::text(&text.repeat(64));
	let mut disclosure = disclosure();
	disclosure.node_id = long("n");
	let application = Plan::default().apply();
	pallet_miner_registry::Applications::<Runtime>::mutate(application, |record| {
		record.as_mut().unwrap().disclosure = disclosure;
	});
	pallet_miner_registry::Networks::<Runtime>::mutate(NETWORK, |network| {
		let network = network.as_mut().unwrap();
		(network.symbol, network.unit) = (long("s"), long("u"));
	});
	elect(application);
	assert_ok!(pledge(&ferdie(), application, 1_000 * DMC));
	application
}

/// Create a series of `term` days, sell one certificate of it, and pay it to its end.
fn lived(application: u32, term: u32) {
	let (series, purse) = (pallet_hashrate_nft::NextSeriesId::<Runtime>::get(), dmc(&ferdie()));
	assert_ok!(create_series(&ferdie(), application, 10, term));
	assert_eq!(purse - dmc(&ferdie()), series_deposit(term));
	assert_eq!(dmc(&certificates()), EXISTENTIAL_DEPOSIT + series_deposit(term));
	assert_ok!(mint(&ferdie(), series, 1));
	assert_ok!(list(&ferdie(), series, &[0], PRICE));
	assert_ok!(buy(&alice(), series, &[0], PRICE));
	let purse = dmc(&ferdie());
	pays(series, &vec![EXPECTED / 2; term as usize]);
	paid_out();
	assert_eq!(dmc(&ferdie()) - purse, series_deposit(term));
	assert_eq!(dmc(&certificates()), EXISTENTIAL_DEPOSIT);
}

#[test]
fn the_deposit_is_the_price_of_what_a_series_leaves() {
	execute_with_checks(|| {
		let application = longest();
		// What all series share is there after the first.
		lived(application, 1);
		let before = kept();
		let term = 5;
		lived(application, term);
		let (items, bytes) = added(&before);
		// A record for each day, and one for the day before the first.
		assert!(items <= SERIES_ITEMS + term + 1, "{items} entries");
		assert!(bytes <= SERIES_BYTES + (term + 1) * DAY_RECORD_BYTES, "{bytes} bytes");
		assert!(deposit(items, bytes) <= series_deposit(term));
		let record = <pallet_risk_escrow::DayRecord as codec::MaxEncodedLen>::max_encoded_len();
		assert!(record <= DAY_RECORD_BYTES as usize, "a day record has {record} bytes");
	});
}

/// As many as anybody likes, in one day: each is paid for while it is there, and none leaves
/// anything.
#[test]
fn creating_and_burning_series_fills_no_storage() {
	execute_with_checks(|| {
		let application = Plan::default().apply();
		elect(application);
		assert_ok!(pledge(&ferdie(), application, 12 * DMC));
		let before = kept();
		for series in 0..20 {
			assert_ok!(create_series(&ferdie(), application, 10, 3));
			assert_eq!(dmc(&certificates()), EXISTENTIAL_DEPOSIT + series_deposit(3));
			match series % 2 {
				0 => {
					assert_ok!(mint(&ferdie(), series, 4));
					let items = items(&[0, 1, 2, 3]);
					assert_ok!(act(ferdie(), Nft::burn_unsold { series, items }));
				},
				_ => {
					assert_ok!(act(ferdie(), Nft::remove_series { series }));
				},
			}
			assert_noop!(mint(&ferdie(), series, 1), Error::<Runtime>::UnknownSeries);
		}
		// The number of the next series and the sum of all deposits are left.
		assert_eq!(added(&before).0, 2);
		assert_eq!(dmc(&certificates()), EXISTENTIAL_DEPOSIT);
	});
}

#[test]
fn a_miner_that_cannot_pay_the_deposit_creates_nothing() {
	execute_with_checks(|| {
		let application = Plan::default().apply();
		elect(application);
		let (dest, all) = (sp_runtime::MultiAddress::Id(eve()), dmc(&ferdie()));
		let value = all - series_deposit(3) - EXISTENTIAL_DEPOSIT + 1;
		assert_ok!(act(ferdie(), pallet_balances::Call::transfer_keep_alive { dest, value }));
		let create = || create_series(&ferdie(), application, 10, 3);
		assert_noop!(create(), Error::<Runtime>::CannotPayDeposit);
		let dest = sp_runtime::MultiAddress::Id(ferdie());
		assert_ok!(act(eve(), pallet_balances::Call::transfer_keep_alive { dest, value: 1 }));
		assert_ok!(create());
		assert_eq!(dmc(&ferdie()), EXISTENTIAL_DEPOSIT);
	});
}
