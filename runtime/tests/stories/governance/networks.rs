//! Networks: registered with an opening average, and closed for ever.

use crate::{people::*, steps::*, world::*};
use dmex_primitives::{MarketAverages, NetworkId};
use dmex_runtime::Governance;
use pallet_hashrate_nft::Call as Nft;
use pallet_miner_registry::{ApplicationStatus, Call as Registry, Error};
use sp_runtime::{DispatchError, DispatchResult};

fn close(network: NetworkId) -> DispatchResult {
	council(Registry::close_network { network })
}

/// Register terahashes of Bitcoin, once more or for the first time.
fn register(max_change: u32, opening_average: PerUnit) -> DispatchResult {
	council(Registry::register_network {
		symbol: text("BTC"),
		unit: text("TH/s"),
		reward_asset: COIN,
		pledge_per_unit_day: DMC / 10,
		channel_fee_per_unit: DMC / 10,
		min_payout: 1_000,
		max_change,
		opening_average,
	})
}

#[test]
fn governance_knows_the_opening_average_of_each_network() {
	execute_with_checks(|| {
		for (network, _) in MinerRegistry::networks() {
			let opening = Governance::latest(network).unwrap();
			assert!(opening > PerUnit::from_u32(0));
		}
		assert_eq!(Governance::latest(3), None);
		assert_noop!(register(109, PerUnit::from_u32(7)), Error::<Runtime>::NetworkExists);
		assert_ok!(close(NETWORK));
		assert_noop!(register(109, PerUnit::from_u32(7)), Error::<Runtime>::InvalidMaxChange);
		assert_noop!(register(200, PerUnit::from_inner(0)), Error::<Runtime>::ZeroOpeningAverage);
		assert_ok!(register(200, PerUnit::from_u32(7)));
		assert_eq!(Governance::latest(3), Some(PerUnit::from_u32(7)));
	});
}

/// A network whose coin has no future: nobody applies, creates or mints any more, and what exists
/// ends as it would have.
#[test]
fn a_closed_network_takes_nothing_new_and_lets_go_what_it_has() {
	execute_with_checks(|| {
		let plan = Plan::default();
		let (series, application) = (plan.open(), 0);
		assert_ok!(create_series(&ferdie(), application, 10, 3));
		let empty = series + 1;
		let open = Plan { miner: eve(), ..Plan::default() }.apply();

		assert_noop!(
			act(ferdie(), Registry::close_network { network: NETWORK }),
			DispatchError::BadOrigin
		);
		assert_ok!(close(NETWORK));
		let refused: DispatchError = Error::<Runtime>::NetworkClosed.into();
		assert_noop!(plan.try_apply(), refused);
		assert_noop!(create_series(&ferdie(), application, 10, 3), refused);
		assert_noop!(mint(&ferdie(), empty, 1), refused);
		assert_noop!(close(NETWORK), refused);

		// A vote that runs may pass, and opens nothing.
		elect(open);
		assert_noop!(create_series(&eve(), open, 10, 3), refused);

		let all = items(&[0, 1, 2, 3]);
		assert_ok!(act(ferdie(), Nft::burn_unsold { series, items: all }));
		assert_ok!(act(ferdie(), Nft::remove_series { series: empty }));
		assert_eq!(dmc(&certificates()), EXISTENTIAL_DEPOSIT);
		let amount = plan.pledge();
		assert_ok!(act(ferdie(), Registry::withdraw_pledge { application, amount }));
		assert_ok!(act(ferdie(), Registry::withdraw_application { application }));
		assert_eq!(status(application), ApplicationStatus::Closed);
	});
}
