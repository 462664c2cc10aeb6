use super::*;
use dmex_primitives::{Name, MAX_NETWORKS};

fn text(bytes: &[u8]) -> Name {
	bytes.to_vec().try_into().unwrap()
}

fn register(symbol: &[u8], unit: &[u8], asset: Asset, rates: [u128; 3]) -> DispatchResult {
	register_with(symbol, unit, asset, rates, 200, PerUnit::from_u32(7))
}

fn register_with(
	symbol: &[u8],
	unit: &[u8],
	asset: Asset,
	rates: [u128; 3],
	max_change: u32,
	opening_average: PerUnit,
) -> DispatchResult {
	let [pledge, fee, payout] = rates;
	MinerRegistry::register_network(
		Origin::root(),
		text(symbol),
		text(unit),
		asset,
		pledge,
		fee,
		payout,
		max_change,
		opening_average,
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
	fn tells_governance_of_each_network() {
		execute_with_checks(|| {
			for network in [0, 1] {
				assert_eq!(Settings::get(network), Some((PerUnit::from_u32(50), 200)));
			}
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
				closed: false,
			};
			assert_eq!(Networks::<Test>::get(2), Some(record));
			assert_eq!(Settings::get(2), Some((PerUnit::from_u32(7), 200)));
			System::assert_last_event(
				Event::NetworkRegistered {
					network: 2,
					symbol: text(b"ETH"),
					unit: text(b"MH/s"),
					reward_asset: Asset::WithId(12),
					rates,
					max_change: 200,
					opening_average: PerUnit::from_u32(7),
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
				let (symbol, unit, opening) = (text(b"E"), text(b"M"), PerUnit::from_u32(7));
				MinerRegistry::register_network(origin, symbol, unit, asset, 1, 1, 1, 200, opening)
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
				[("", "u"), ("s", ""), ("s\u{200b}", "u"), ("\u{202e}s", "u"), ("s", "a\nb")]
			{
				let (symbol, unit) = (symbol.as_bytes(), unit.as_bytes());
				let call = register(symbol, unit, Asset::WithId(12), [1, 1, 1]);
				assert_noop!(call, Error::<Test>::InvalidText);
			}
			let call = register(b"\xff", b"u", Asset::WithId(12), [1, 1, 1]);
			assert_noop!(call, Error::<Test>::InvalidText);
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

	#[test]
	fn bounds_how_averages_are_judged() {
		execute_with_checks(|| {
			let register = |symbol: &[u8], max_change, opening| {
				let opening = PerUnit::from_inner(opening);
				register_with(symbol, b"u", Asset::WithId(12), [1, 1, 1], max_change, opening)
			};
			for max_change in [0, 109, 1_001, u32::MAX] {
				let call = register(b"s", max_change, 1);
				assert_noop!(call, Error::<Test>::InvalidMaxChange);
			}
			assert_noop!(register(b"s", 200, 0), Error::<Test>::ZeroOpeningAverage);
			assert_ok!(register(b"s", 110, 1));
			assert_ok!(register(b"t", 1_000, u128::MAX));
			assert_eq!(Settings::get(3), Some((PerUnit::from_inner(u128::MAX), 1_000)));
		});
	}
}

mod close_network {
	use super::*;
	use dmex_primitives::{NetworkView, Quotas};

	fn close(network: u32) -> DispatchResult {
		MinerRegistry::close_network(Origin::root(), network)
	}

	#[test]
	fn marks_the_network_alone() {
		execute_with_checks(|| {
			let before = Networks::<Test>::get(1).unwrap();
			assert_ok!(close(1));
			let after = NetworkRecord { closed: true, ..before };
			assert_eq!(Networks::<Test>::get(1), Some(after));
			assert_eq!([0, 1, 2].map(MinerRegistry::is_closed), [false, true, true]);
			System::assert_last_event(Event::NetworkClosed { network: 1 }.into());
		});
	}

	#[test]
	fn happens_once_by_admin() {
		execute_with_checks(|| {
			for origin in [Origin::signed(ALICE), Origin::none()] {
				assert_noop!(MinerRegistry::close_network(origin, 0), BadOrigin);
			}
			assert_noop!(close(2), Error::<Test>::UnknownNetwork);
			assert_ok!(close(0));
			assert_noop!(close(0), Error::<Test>::NetworkClosed);
		});
	}

	#[test]
	fn refuses_applications_series_and_minting() {
		execute_with_checks(|| {
			let id = pledged(ALICE, DMC);
			assert_ok!(close(0));
			let call = apply_with(ALICE, disclosure(), offer());
			assert_noop!(call, Error::<Test>::NetworkClosed);
			assert_noop!(MinerRegistry::open_series(id, 2), Error::<Test>::NetworkClosed);
			assert_noop!(MinerRegistry::reserve(id, 1, 0), Error::<Test>::NetworkClosed);
			assert_ok!(apply_with(ALICE, disclosure(), Offer { network: 1, ..offer() }));
		});
	}

	#[test]
	fn leaves_what_exists_its_terms_its_releases_and_its_end() {
		execute_with_checks(|| {
			let id = pledged(ALICE, 2 * DMC);
			assert_ok!(MinerRegistry::open_series(id, 2));
			assert_ok!(MinerRegistry::reserve(id, 4, DMC));
			assert_ok!(close(0));
			assert!(MinerRegistry::terms(id).is_some());
			assert_ok!(MinerRegistry::pledge(Origin::signed(ALICE), id, DMC));
			assert_ok!(MinerRegistry::release(id, 4, DMC));
			assert_ok!(MinerRegistry::close_series(id));
			assert_ok!(MinerRegistry::withdraw_pledge(Origin::signed(ALICE), id, 3 * DMC));
			assert_ok!(MinerRegistry::withdraw_application(Origin::signed(ALICE), id));
		});
	}

	#[test]
	fn lets_a_vote_pass_whose_quota_cannot_be_used() {
		execute_with_checks(|| {
			let id = applied(ALICE);
			assert_ok!(close(0));
			end_vote(id, VoteOutcome::Approved);
			assert_ok!(MinerRegistry::conclude_application(Origin::signed(BOB), id));
			assert_noop!(MinerRegistry::open_series(id, 2), Error::<Test>::NetworkClosed);
		});
	}

	#[test]
	fn leaves_its_symbol_and_unit_to_a_new_network() {
		execute_with_checks(|| {
			assert_ok!(close(0));
			assert_ok!(register(b"BTC", b"TH/s", Asset::WithId(11), [1, 1, 1]));
			let third = register(b"BTC", b"TH/s", Asset::WithId(11), [1, 1, 1]);
			assert_noop!(third, Error::<Test>::NetworkExists);
			assert_ok!(close(2));
			assert_ok!(register(b"BTC", b"TH/s", Asset::WithId(11), [1, 1, 1]));
			assert_eq!([0, 2, 3].map(MinerRegistry::is_closed), [true, true, false]);
		});
	}

	#[test]
	fn keeps_the_rates_changeable() {
		execute_with_checks(|| {
			assert_ok!(close(1));
			assert_ok!(MinerRegistry::update_network(Origin::root(), 1, 7, 8, 9, 300));
			assert_eq!(MinerRegistry::min_payout(1), 9);
			assert!(MinerRegistry::is_closed(1));
		});
	}
}

mod update_network {
	use super::*;

	#[test]
	fn changes_the_rates_alone() {
		execute_with_checks(|| {
			let before = Networks::<Test>::get(1).unwrap();
			assert_ok!(MinerRegistry::update_network(Origin::root(), 1, 7, 8, 9, 300));
			let rates =
				NetworkRates { pledge_per_unit_day: 7, channel_fee_per_unit: 8, min_payout: 9 };
			let after = NetworkRecord { rates: rates.clone(), ..before };
			assert_eq!(Networks::<Test>::get(1), Some(after));
			let max_change = 300;
			assert_eq!(Settings::get(1), Some((PerUnit::from_u32(50), max_change)));
			let event = Event::NetworkUpdated { network: 1, rates, max_change };
			System::assert_last_event(event.into());
		});
	}

	#[test]
	fn refuses_what_registering_refuses() {
		execute_with_checks(|| {
			let call = |network, fee, payout, max_change| {
				MinerRegistry::update_network(Origin::root(), network, 1, fee, payout, max_change)
			};
			assert_noop!(call(2, 1, 1, 200), Error::<Test>::UnknownNetwork);
			assert_noop!(call(0, MAX_RATE + 1, 1, 200), Error::<Test>::RateTooHigh);
			assert_noop!(call(0, 1, 0, 200), Error::<Test>::ZeroMinPayout);
			assert_noop!(call(0, 1, 1, 109), Error::<Test>::InvalidMaxChange);
			assert_noop!(call(0, 1, 1, 1_001), Error::<Test>::InvalidMaxChange);
			let signed = MinerRegistry::update_network(Origin::signed(ALICE), 0, 1, 1, 1, 200);
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
