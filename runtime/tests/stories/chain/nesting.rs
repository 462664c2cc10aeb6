//! Calls nested as deep as they go: a sale or a payment is done as a whole or not at all, so that
//! nobody makes a sale void or a payment a credit by nesting.

use crate::{insurance_steps::*, people::*, steps::*, trading::*, world::*};
use frame_support::storage::with_storage_layer;
use pallet_risk_escrow::Positions;
use sp_runtime::{DispatchError, DispatchResult};

/// Act within this many storage layers, as nested calls make them.
fn nested(depth: u32, act: &dyn Fn() -> DispatchResult) -> DispatchResult {
	match depth {
		0 => act(),
		_ => with_storage_layer(|| nested(depth - 1, act)),
	}
}

/// Act at each depth near the limit and check the outcome, which is then undone. At some depths it is
/// done, at others refused as a whole.
fn at_every_depth(act: impl Fn() -> DispatchResult, check: impl Fn(u32)) {
	let undo = DispatchError::Other("undo");
	let done = (230..=255).filter(|depth| {
		let tried = nested(*depth, &|| {
			act()?;
			check(*depth);
			Err(undo)
		});
		tried == Err(undo)
	});
	assert!((1..26).contains(&done.count()));
}

#[test]
fn sales_are_neither_void_nor_credited_at_any_depth() {
	execute_with_checks(|| {
		let series = mine();
		pays(series, &[EXPECTED]);
		let offer = offered(&eve(), series, 0, 2_000_000);
		let auction = auctioned(&alice(), series, &[0], english(1_000), 1);
		assert_ok!(bid(&charlie(), auction, 1_000));
		over_unsettled(auction);
		assert_ok!(list(&bob(), series, &[1], 1_000));
		let no_credits = || assert_eq!(pallet_credits::Credits::<Runtime>::iter().count(), 0);
		let sold = |item, buyer: AccountId| {
			move |depth| {
				no_credits();
				assert_eq!(owner(series, item), Some(buyer.clone()), "at {depth}");
			}
		};
		at_every_depth(|| settle_auction(auction), sold(0, charlie()));
		at_every_depth(|| buy(&dave(), series, &[1], 1_000), sold(1, dave()));
		at_every_depth(|| cancel_offer(&eve(), offer), |_| no_credits());
	});
}

#[test]
fn shares_are_paid_and_recorded_or_neither_at_any_depth() {
	execute_with_checks(|| {
		let series = stricken();
		let claim = ClaimRequest::of(series).approved();
		awards_fixed(series, &[claim]);
		let before = [dmc(&alice()), reserved(&NATIVE)];
		let share = award(claim).amount / 2;
		let collect = || {
			collect_award(claim, &[0])?;
			let paid = award(claim).paid;
			let bits = Positions::<Runtime>::get(series, 0).unwrap().awards;
			let gained = [dmc(&alice()) - before[0], before[1] - reserved(&NATIVE)];
			assert_eq!((gained, bits != 0), ([paid; 2], paid != 0));
			// A share that cannot be tried at this depth fails alone, and stays due.
			if paid == 0 {
				return Err(DispatchError::Other("not paid"));
			}
			Ok(())
		};
		at_every_depth(collect, |depth| assert_eq!(award(claim).paid, share, "at {depth}"));
		award_paid_out(claim);
		assert_eq!(award(claim).paid, 2 * share);
	});
}
