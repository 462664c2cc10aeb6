//! Motions of the council.

use crate::{electing::*, people::*, world::*};
use dmex_runtime::{
	parameters::{dynamic_params::series, governed},
	RuntimeParameters,
};
use frame_support::traits::Get;
use pallet_collective::{Call as Council, Instance1, Proposals};
use sp_runtime::DispatchResult;

/// A member opens a motion for nothing.
fn opened(who: AccountId, number: u8) -> DispatchResult {
	let proposal = Box::new(frame_system::Call::remark { remark: vec![number] }.into());
	act(who, Council::<Runtime, Instance1>::propose { threshold: 4, proposal, length_bound: 100 })
}

/// There is room for twenty, which one member would otherwise fill for two hundred DMC a week.
#[test]
fn of_one_member_do_not_stop_those_of_others() {
	execute_with_checks(|| {
		let mut number = 0;
		while opened(alice(), number).is_ok() {
			number += 1;
		}
		// She has ten million, and each costs as much as all before it.
		assert_eq!(Proposals::<Runtime, Instance1>::get().len(), 19);
		assert_eq!(Balances::reserved_balance(alice()), 10 * ((1 << 19) - 1) * DMC);

		let term = series::Parameters::MaxTerm(series::MaxTerm, Some(11));
		let parameter = RuntimeParameters::Series(term);
		let call = pallet_governance::Call::set_parameter { parameter };
		assert_ok!(close(moved(&[bob(), charlie(), dave(), eve()], call)));
		assert_eq!(governed::MaxTerm::get(), 11);
	});
}
