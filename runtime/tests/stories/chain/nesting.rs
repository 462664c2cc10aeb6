//! Calls nested as deep as they go: a sale or a payment is done as a whole or not at all, so that
//! nobody makes a sale void or a payment a credit by nesting.

use crate::{
	insurance_steps::*, lending_steps::*, people::*, staking_steps::*, steps::*, trading::*,
	world::*,
};
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

#[test]
fn loans_are_funded_repaid_and_foreclosed_as_a_whole_at_any_depth() {
	execute_with_checks(|| {
		let series = mine();
		let due_day = today() + 3;
		let asked = requested(&bob(), series, 1, &hundred_dollars(today() + 30));
		let loan = lent(&eve(), &alice(), series, 0, &hundred_dollars(due_day));
		overdue(due_day);
		let days = catches_up(series, EXPECTED);
		let before = [alice(), bob(), eve()].map(|who| balance(&who, &DOLLAR));
		let earned = Balance::from(days) * DAILY;
		let coins = [alice(), bob()].map(|who| balance(&who, &COIN));
		let no_credits = || assert_eq!(pallet_credits::Credits::<Runtime>::iter().count(), 0);
		let gained = |who: usize, asset: &Asset| match asset {
			Asset::WithId(DOLLARS) => balance(&[alice(), bob(), eve()][who], asset) - before[who],
			_ => balance(&[alice(), bob()][who], asset) - coins[who],
		};
		at_every_depth(
			|| fund(&eve(), asked),
			|depth| {
				no_credits();
				let gains = [gained(1, &DOLLAR), gained(1, &COIN)];
				assert_eq!(gains, [PRINCIPAL, earned], "at {depth}");
			},
		);
		at_every_depth(
			|| repay(&dave(), loan, Balance::MAX),
			|depth| {
				no_credits();
				assert!(!is_loan(loan) && lock(series, 0).is_none(), "at {depth}");
				assert_eq!(gained(2, &DOLLAR), PRINCIPAL + INTEREST - INTEREST_FEE);
			},
		);
		at_every_depth(
			|| take(&eve(), loan),
			|depth| {
				no_credits();
				assert_eq!(owner(series, 0), Some(eve()), "at {depth}");
				assert_eq!(gained(0, &COIN), earned, "at {depth}");
			},
		);
		let auction = auctioned_off(&eve(), loan, PRINCIPAL);
		assert_ok!(bid(&charlie(), auction, 110_000_000));
		over_unsettled(auction);
		let before = [balance(&alice(), &DOLLAR), balance(&loans(), &DOLLAR)];
		at_every_depth(
			|| settle_auction(auction),
			|depth| {
				no_credits();
				assert_eq!(owner(series, 0), Some(charlie()), "at {depth}");
				let after = [balance(&alice(), &DOLLAR), balance(&loans(), &DOLLAR)];
				let debt = PRINCIPAL + INTEREST;
				assert_eq!(after, [before[0] + 108_900_000 - debt, before[1] + debt]);
			},
		);
	});
}

#[test]
fn income_repays_a_loan_and_rewards_are_paid_or_neither_at_any_depth() {
	execute_with_checks(|| {
		let series = mine();
		assert_ok!(fund_budget(&two(), 50_000 * DMC));
		assert_ok!(stake(&bob(), series, &[1]));
		lent(&eve(), &alice(), series, 0, &self_repaying(300_000, 0, today() + 30));
		pays(series, &[EXPECTED]);
		let (earned, before) = (reward(series, 1), dmc(&bob()));
		assert!(earned > 0);
		let coins = [alice(), loans()].map(|who| balance(&who, &COIN));
		let claim = || {
			claim_income(series, &[0])?;
			let paid = RiskEscrow::claimable(series, 0) == 0;
			assert_eq!((debt(series, 0) == 0, lock(series, 0).is_none()), (paid, paid));
			// Income that cannot be tried at this depth fails alone, and stays claimable.
			if !paid {
				return Err(DispatchError::Other("not paid"));
			}
			Ok(())
		};
		at_every_depth(claim, |depth| {
			let now = [alice(), loans()].map(|who| balance(&who, &COIN));
			assert_eq!(now, [coins[0] + DAILY - 300_000, coins[1] + 300_000], "at {depth}");
		});
		at_every_depth(
			|| unstake(&bob(), series, &[1]),
			|depth| {
				assert_eq!(pallet_credits::Credits::<Runtime>::iter().count(), 0);
				assert_eq!(dmc(&bob()), before + earned, "at {depth}");
			},
		);
	});
}
