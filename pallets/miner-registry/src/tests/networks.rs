use super::*;
use dmex_primitives::{Name, MAX_NETWORKS};

fn text(bytes: &[u8]) -> Name {
	bytes.to_vec().try_into().unwrap()
}

fn register(symbol: &[u8], unit: &[u8], asset: Asset, rates: [u128; 3]) -> DispatchResult {
	let [pledge, fee, payout] = rates;
	MinerRegistry::register_network(
		Origin::root(),
		text(symbol),
		text(unit),
		asset,
		pledge,
		fee,
		payout,
	)
}

mod genesis {
	use super::*;

	#[test]
	fn counts_networks_from_zero_and_allows_dmc() {
		execute_with_checks(|| {
			let symbols: Vec<_> =
				MinerRegistry::networks().into_iter().map(|(id, n)| (id, n.symbol)).collect();
			assert_eq!(symbols, vec![(0, text(b"BTC")), (1, text(b"FIL"))]);
			let mut assets = MinerRegistry::payment_assets();
			assets.sort_by_key(|asset| asset != &Asset::Native);
			assert_eq!(assets, vec![Asset::Native, Asset::WithId(1)]);
		});
	}

	#[test]
	#[should_panic(expected = "genesis payment assets are sound")]
	fn refuses_what_calls_refuse() {
		use sp_runtime::BuildStorage;
		let registry =
			crate::GenesisConfig { payment_assets: vec![Asset::WithId(99)], ..Default::default() };
		let _ =
			RuntimeGenesisConfig { miner_registry: registry, ..Default::default() }.build_storage();
	}
}

mod register_network {
	use super::*;

	#[test]
	fn adds_the_next_id() {
		execute_with_checks(|| {
			assert_ok!(register(b"ETH", b"MH/s", Asset::WithId(12), [3, 2, 1]));
			let rates =
				NetworkRates { pledge_per_unit_day: 3, channel_fee_per_unit: 2, min_payout: 1 };
			let record = NetworkRecord {
				symbol: text(b"ETH"),
				unit: text(b"MH/s"),
				reward_asset: Asset::WithId(12),
				rates: rates.clone(),
			};
			assert_eq!(Networks::<Test>::get(2), Some(record));
			System::assert_last_event(
				Event::NetworkRegistered {
					network: 2,
					symbol: text(b"ETH"),
					unit: text(b"MH/s"),
					reward_asset: Asset::WithId(12),
					rates,
				}
				.into(),
			);
		});
	}

	#[test]
	fn is_for_admin_only() {
		execute_with_checks(|| {
			let call = |origin| {
				let asset = Asset::WithId(12);
				MinerRegistry::register_network(origin, text(b"E"), text(b"M"), asset, 1, 1, 1)
			};
			assert_noop!(call(Origin::signed(ALICE)), BadOrigin);
			assert_noop!(call(Origin::none()), BadOrigin);
			assert_ok!(call(Origin::root()));
		});
	}

	#[test]
	fn stops_at_sixteen() {
		execute_with_checks(|| {
			for n in 2..MAX_NETWORKS {
				assert_ok!(register(&[b'a' + n as u8], b"u", Asset::WithId(12), [1, 1, 1]));
			}
			let more = register(b"more", b"u", Asset::WithId(12), [1, 1, 1]);
			assert_noop!(more, Error::<Test>::TooManyNetworks);
		});
	}

	#[test]
	fn refuses_the_same_symbol_and_unit_twice() {
		execute_with_checks(|| {
			let twice = register(b"BTC", b"TH/s", Asset::WithId(11), [1, 1, 1]);
			assert_noop!(twice, Error::<Test>::NetworkExists);
			assert_ok!(register(b"BTC", b"PH/s", Asset::WithId(11), [1, 1, 1]));
		});
	}

	#[test]
	fn refuses_texts_that_cannot_be_shown() {
		execute_with_checks(|| {
			for (symbol, unit) in
				[(&b""[..], &b"u"[..]), (b"s", b""), (b"\xff", b"u"), (b"s", b"a\nb")]
			{
				let call = register(symbol, unit, Asset::WithId(12), [1, 1, 1]);
				assert_noop!(call, Error::<Test>::InvalidText);
			}
		});
	}

	#[test]
	fn refuses_reward_assets_that_are_not_sound() {
		execute_with_checks(|| {
			for asset in [Asset::Native, Asset::WithId(99)] {
				let call = register(b"s", b"u", asset, [1, 1, 1]);
				assert_noop!(call, Error::<Test>::AssetNotSound);
			}
		});
	}

	#[test]
	fn bounds_the_rates() {
		execute_with_checks(|| {
			let asset = || Asset::WithId(12);
			for rates in [[MAX_RATE + 1, 1, 1], [1, MAX_RATE + 1, 1], [1, 1, u128::MAX]] {
				assert_noop!(register(b"s", b"u", asset(), rates), Error::<Test>::RateTooHigh);
			}
			let call = register(b"s", b"u", asset(), [1, 1, 0]);
			assert_noop!(call, Error::<Test>::ZeroMinPayout);
			assert_ok!(register(b"s", b"u", asset(), [MAX_RATE; 3]));
			assert_ok!(register(b"t", b"u", asset(), [0, 0, 1]));
		});
	}
}

mod update_network {
	use super::*;

	#[test]
	fn changes_the_rates_alone() {
		execute_with_checks(|| {
			let before = Networks::<Test>::get(1).unwrap();
			assert_ok!(MinerRegistry::update_network(Origin::root(), 1, 7, 8, 9));
			let rates =
				NetworkRates { pledge_per_unit_day: 7, channel_fee_per_unit: 8, min_payout: 9 };
			let after = NetworkRecord { rates: rates.clone(), ..before };
			assert_eq!(Networks::<Test>::get(1), Some(after));
			System::assert_last_event(Event::NetworkUpdated { network: 1, rates }.into());
		});
	}

	#[test]
	fn refuses_what_registering_refuses() {
		execute_with_checks(|| {
			let call = |network, fee, payout| {
				MinerRegistry::update_network(Origin::root(), network, 1, fee, payout)
			};
			assert_noop!(call(2, 1, 1), Error::<Test>::UnknownNetwork);
			assert_noop!(call(0, MAX_RATE + 1, 1), Error::<Test>::RateTooHigh);
			assert_noop!(call(0, 1, 0), Error::<Test>::ZeroMinPayout);
			let signed = MinerRegistry::update_network(Origin::signed(ALICE), 0, 1, 1, 1);
			assert_noop!(signed, BadOrigin);
		});
	}
}

mod set_payment_asset {
	use super::*;

	fn set(asset: Asset, allowed: bool) -> DispatchResult {
		MinerRegistry::set_payment_asset(Origin::root(), asset, allowed)
	}

	#[test]
	fn allows_and_removes() {
		execute_with_checks(|| {
			for allowed in [true, true, false, false] {
				assert_ok!(set(Asset::WithId(5), allowed));
				assert_eq!(PaymentAssets::<Test>::contains_key(Asset::WithId(5)), allowed);
				let asset = Asset::WithId(5);
				System::assert_last_event(Event::PaymentAssetSet { asset, allowed }.into());
			}
		});
	}

	#[test]
	fn never_removes_dmc() {
		execute_with_checks(|| {
			assert_ok!(set(Asset::Native, true));
			assert_noop!(set(Asset::Native, false), Error::<Test>::AlwaysAllowed);
		});
	}

	#[test]
	fn refuses_unsound_assets_but_removes_one_that_became_unsound() {
		execute_with_checks(|| {
			assert_noop!(set(Asset::WithId(99), true), Error::<Test>::AssetNotSound);
			Unsound::set(&1);
			assert_ok!(set(Asset::WithId(1), false));
			assert_noop!(set(Asset::WithId(1), true), Error::<Test>::AssetNotSound);
		});
	}

	#[test]
	fn stops_at_sixteen() {
		execute_with_checks(|| {
			for id in 2..MAX_PAYMENT_ASSETS {
				assert_ok!(set(Asset::WithId(id), true));
			}
			assert_noop!(set(Asset::WithId(50), true), Error::<Test>::TooManyPaymentAssets);
			assert_ok!(set(Asset::WithId(2), true));
			assert_ok!(set(Asset::WithId(2), false));
			assert_ok!(set(Asset::WithId(50), true));
		});
	}

	#[test]
	fn is_for_admin_only() {
		execute_with_checks(|| {
			let call =
				MinerRegistry::set_payment_asset(Origin::signed(ALICE), Asset::WithId(5), true);
			assert_noop!(call, BadOrigin);
		});
	}
}
