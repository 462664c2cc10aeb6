//! Auctions that end together are settled over as many blocks as it takes, each within its limit, while
//! holders are paid.

use crate::{people::*, steps::*, trading::*, world::*};
use dmex_primitives::{AuctionId, ItemId, SeriesId};
use dmex_runtime::constants::time::BLOCK_WEIGHT;
use pallet_hashrate_market::{Auctions, Due, Event};
use pallet_risk_escrow::Event::IncomeClaimed;

const LOT: u32 = 100;

/// Unsold certificates of one unit for sixty days.
fn minted(miner: AccountId, certificates: u32) -> (Plan, SeriesId) {
	let plan = Plan { miner, quota: 10_000, units: 1, quantity: LOT, ..sixty_days() };
	let application = plan.apply();
	elect(application);
	assert_ok!(pledge(&plan.miner, application, 60_000 * DMC));
	let series = plan.series(application);
	(LOT..certificates).step_by(LOT as usize).for_each(|_| {
		assert_ok!(mint(&plan.miner, series, LOT));
	});
	(plan, series)
}

fn lot(n: u32) -> Vec<ItemId> {
	(n * LOT..(n + 1) * LOT).collect()
}

/// Alice buys the first `lots` hundreds of them.
fn sold(plan: &Plan, series: SeriesId, lots: u32) {
	for n in 0..lots {
		assert_ok!(list(&plan.miner, series, &lot(n), plan.lowest_price()));
		assert_ok!(buy(&alice(), series, &lot(n), 100 * plan.lowest_price()));
		forget_events();
	}
}

/// Auctions of `lots` hundreds that Bob wins, all due in the same block; the first `sold` are Alice's.
fn auctions(plan: &Plan, series: SeriesId, lots: u32, sold: u32) -> Vec<AuctionId> {
	let reserve = 100 * plan.lowest_price();
	let start = |n: u32| {
		let seller = if n < sold { alice() } else { plan.miner.clone() };
		let id = auctioned(&seller, series, &lot(n), english(reserve), 5);
		assert_ok!(bid(&bob(), id, reserve + 1));
		forget_events();
		id
	};
	(0..lots).map(start).collect()
}

/// Number of auctions settled in the block before this one.
fn settled() -> usize {
	let settled = |event: &RuntimeEvent| {
		matches!(event, RuntimeEvent::HashrateMarket(Event::AuctionSettled { .. }))
	};
	last_block().events.iter().filter(|event| settled(event)).count()
}

/// Number of certificates of a series that were paid income in the block before this one.
fn claimed(of: SeriesId) -> usize {
	let claimed = |event: &RuntimeEvent| matches!(event, RuntimeEvent::RiskEscrow(IncomeClaimed { series, .. }) if *series == of);
	last_block().events.iter().filter(|event| claimed(event)).count()
}

/// Whether a session or a vote filled the block before this one.
fn was_full() -> bool {
	let ClosedBlock { weight, payouts, .. } = last_block();
	!weight.saturating_sub(payouts).all_lte(BLOCK_WEIGHT.div(2))
}

/// The miner pays every day that is over, for all its certificates.
fn pays_up(miner: &AccountId, series: SeriesId, certificates: u32) {
	let (first, last) = (unpaid(series), today() - 1);
	if first <= last {
		feed_yesterday();
		let amount = Balance::from(AVERAGE) * Balance::from(certificates);
		let amounts = vec![amount; (first..=last).count()];
		assert_ok!(distribute(miner, series, first, &amounts));
	}
}

/// Half of the auctions are resales with income to be paid, and holders of another series wait for
/// theirs.
#[test]
fn sixty_auctions_of_a_hundred_certificates_are_settled_over_several_blocks() {
	execute_with_checks(|| {
		let (large, others) = minted(dave(), 1_000);
		let (plan, series) = minted(ferdie(), 6_000);
		sold(&large, others, 10);
		sold(&plan, series, 30);
		to_day(today() + 3);
		next_block();
		feed_yesterday();
		let ids = auctions(&plan, series, 60, 30);
		to_block(ends(ids[0]));
		pays_up(&dave(), others, 1_000);
		let money = [bob(), alice()].map(|who| balance(&who, &DOLLAR));

		let (mut blocks, mut paid) = (Vec::new(), 0);
		while ids.iter().any(|id| is_open(*id)) {
			pays_up(&ferdie(), series, 6_000);
			next_block();
			let earlier = paid;
			paid += claimed(others);
			if was_full() {
				continue;
			}
			assert!(settled() > 0, "a block settled nothing after {blocks:?}");
			blocks.push(settled());
			assert!(paid > earlier || paid == 1_000, "nobody was paid after {blocks:?}");
		}
		println!("settled in each block: {blocks:?}");
		assert!(blocks.len() > 1, "one block settled all");
		assert_eq!(blocks.iter().sum::<usize>(), 60);
		assert_eq!((Auctions::<Runtime>::iter().count(), Due::<Runtime>::iter().count()), (0, 0));
		assert!((0..6_000).all(|item| owner(series, item) == Some(bob())));
		// Their bids were Bob's no more; Alice has hers less a hundredth of each certificate.
		let price = plan.lowest_price();
		let after = [bob(), alice()].map(|who| balance(&who, &DOLLAR));
		assert_eq!(after, [money[0], money[1] + 3_000 * (price - price / 100)]);
		assert_eq!(held(&DOLLAR), 0);
		paid_out();
		let due = (0..6_000).map(|item| RiskEscrow::claimable(series, item)).sum::<Balance>();
		assert_eq!(due, 0);
	});
}
