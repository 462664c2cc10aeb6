//! The weights that calls declare.

use super::*;
use frame_support::dispatch::{DispatchClass, GetDispatchInfo, Pays};

type Call = crate::Call<Test>;

fn weighs(call: Call, expected: u64) {
	let info = call.get_dispatch_info();
	assert_eq!(info.call_weight, Weight::from_parts(expected, 0));
	assert_eq!((info.class, info.pays_fee), (DispatchClass::Normal, Pays::Yes));
}

#[test]
fn each_call_has_its_own() {
	let evidence = Evidence { hash: [0; 32], uri: Default::default() };
	weighs(Call::contribute { asset: DMC, amount: 1 }, 1_000);
	let file = Call::file_claim {
		series: 0,
		incident_day: 0,
		cause: Default::default(),
		evidence,
		asset: DMC,
		amount: 1,
		rates: rates(1, 1, 1),
	};
	weighs(file, 2_000);
	weighs(Call::conclude_claim { claim: 0 }, 3_000);
	weighs(Call::approve_claim { claim: 0 }, 5_000);
}

#[test]
fn of_a_list_grows_with_it() {
	let collect = |n: u32| Call::collect_award {
		claim: 0,
		items: (0..n).collect::<Vec<_>>().try_into().unwrap(),
	};
	for n in [0, 1, 100] {
		weighs(collect(n), 4_000 + 10 * u64::from(n));
	}
}

#[test]
fn the_limit_of_a_block_has_room_for_a_share() {
	let integrity = <Insurance as frame_support::traits::Hooks<u64>>::integrity_test;
	MaxPayoutWeight::set(Weight::from_parts(7 + 500 + 20, 0));
	integrity();
	MaxPayoutWeight::set(Weight::from_parts(7 + 500 + 19, 0));
	assert!(std::panic::catch_unwind(integrity).is_err());
}
