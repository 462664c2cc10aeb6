//! Liens cost a payment no more than their own records, whatever is lent; payouts and the books of loans stay
//! within their weights when every certificate has a lien.

use crate::{
	lending_steps::*,
	people::*,
	scale::certificates::{
		operations::{listen, operations, Operations},
		pay_out_from, sold,
	},
	steps::*,
	world::*,
};
use dmex_primitives::SeriesId;
use dmex_runtime::CertificateLending;
use frame_support::{traits::OnIdle, weights::Weight};
use pallet_certificate_lending::{Event, LoanTerms};
use pallet_hashrate_nft::LienProceeds;
use pallet_risk_escrow::Event::IncomeClaimed;
use sp_runtime::DispatchResult;

/// Income of a certificate in a day.
const UNIT: Balance = AVERAGE as Balance;

/// Maximum number of loans whose books are settled in a block.
const SETTLED: usize = 16;

/// Reads and writes of a call.
fn count(call: impl FnOnce() -> DispatchResult) -> Operations {
	let (operations, result) = operations(call);
	assert_ok!(result);
	operations
}

/// A series of `certificates` of one unit, all Alice's, and each with a loan of Eve's but the last two.
fn lent_against(certificates: u32, terms: &LoanTerms) -> SeriesId {
	let series = sold(certificates, 60);
	for item in 0..certificates - 2 {
		lent(&eve(), &alice(), series, item, terms);
		forget_events();
	}
	series
}

/// The miner pays the oldest day in full.
fn pays_a_day(series: SeriesId, certificates: u32) {
	pays(series, &[UNIT * Balance::from(certificates)]);
}

/// Costs of a request, of funding it, of a claim of income with a lien that takes it and without any, and of a
/// repayment.
fn costs(certificates: u32) -> [Operations; 5] {
	listen();
	let mut costs = [Operations::default(); 5];
	execute_with_checks(|| {
		pay_out_from(u32::MAX.into());
		let terms = self_repaying(10 * UNIT, UNIT, today() + 50);
		let series = lent_against(certificates, &terms);
		// The account of loans has coins all the time.
		loan_offered(&dave(), series, &terms);
		let (next, without) = (certificates - 2, certificates - 1);
		let mut loan = 0;
		costs[0] = count(|| {
			loan = pallet_certificate_lending::NextLoanId::<Runtime>::get();
			request_loan(&alice(), series, next, &terms)
		});
		costs[1] = count(|| fund(&eve(), loan));
		pays_a_day(series, certificates);
		let before = balance(&loans(), &COIN);
		costs[2] = count(|| claim_income(series, &[next]));
		assert_eq!(balance(&loans(), &COIN), before + UNIT);
		costs[3] = count(|| claim_income(series, &[without]));
		assert_ok!(settle_loan(loan));
		costs[4] = count(|| repay(&alice(), loan, UNIT));
	});
	costs
}

#[test]
fn the_same_with_10_and_2_000_loans() {
	let few = costs(10);
	assert!(few.iter().all(|cost| cost.reads > 5 && cost.writes > 2), "{few:?}");
	assert_eq!(few, costs(2_000));
	// The lien, which is read in any case, and its proceeds; and an event.
	let [_, _, with, without, _] = few;
	let event = an_event();
	assert!(with.reads <= without.reads + event.reads + 1, "{with:?} and {without:?}");
	assert!(with.writes <= without.writes + event.writes + 2, "{with:?} and {without:?}");
}

/// Cost of an event, whatever it tells.
fn an_event() -> Operations {
	let mut cost = Operations::default();
	execute_with_checks(|| {
		let updated = frame_system::Event::<Runtime>::CodeUpdated { hash: Default::default() };
		cost = operations(|| System::deposit_event(updated)).0;
	});
	cost
}

/// A lien whose loan does not take income costs a claim nothing.
#[test]
fn a_lien_that_takes_nothing_costs_nothing() {
	listen();
	execute_with_checks(|| {
		pay_out_from(u32::MAX.into());
		let series = lent_against(10, &coins(10 * UNIT, UNIT, today() + 50));
		pays_a_day(series, 10);
		let [with, without] = [3, 9].map(|item| count(|| claim_income(series, &[item])));
		assert_eq!(with, without);
	});
}

/// Number of events of the block before this one that `is` accepts.
fn number_of(is: impl Fn(&RuntimeEvent) -> bool) -> usize {
	last_block().events.iter().filter(|event| is(event)).count()
}

/// Every certificate has a loan that a day repays: payouts stay within their limit, which the end of each block
/// checks, and so do the books, of sixteen loans a block.
#[test]
fn five_hundred_loans_are_repaid_by_one_payout() {
	execute_with_checks(|| {
		let certificates = 500;
		let series = lent_against(certificates, &self_repaying(UNIT, 0, today() + 50));
		pays_a_day(series, certificates);
		let before = [alice(), eve()].map(|who| balance(&who, &COIN));
		let (mut paid, mut closed, mut blocks) = (0, 0, 0);
		loop {
			next_block();
			paid +=
				number_of(|event| matches!(event, RuntimeEvent::RiskEscrow(IncomeClaimed { .. })));
			let settled = number_of(|event| {
				matches!(event, RuntimeEvent::CertificateLending(Event::LoanClosed { .. }))
			});
			assert!(settled <= SETTLED, "{settled} loans in a block");
			closed += settled;
			blocks += u32::from(settled > 0);
			let open = LienProceeds::<Runtime>::iter_keys().next().is_some();
			if paid == certificates as usize && !open {
				break;
			}
			assert!(blocks < 1_000, "never settled");
		}
		println!("settled in {blocks} blocks");
		assert_eq!(closed, certificates as usize - 2);
		let lent = UNIT * Balance::from(certificates - 2);
		let after = [alice(), eve()].map(|who| balance(&who, &COIN));
		assert_eq!(after, [before[0] + 2 * UNIT, before[1] + lent]);
		assert!((0..certificates - 2).all(|item| lien(series, item).is_none()));
	});
}

/// With whatever weight is left it does what fits, and tells no less than it used; without any it does
/// nothing.
#[test]
fn the_books_keep_within_what_is_left() {
	execute_with_checks(|| {
		pay_out_from(u32::MAX.into());
		let certificates = 40;
		let series = lent_against(certificates, &self_repaying(UNIT, 0, today() + 50));
		pays_a_day(series, certificates);
		let items: Vec<_> = (0..certificates - 2).collect();
		assert_ok!(claim_income(series, &items));
		let open = || LienProceeds::<Runtime>::iter_keys().count();
		let number = System::block_number();
		assert_eq!(CertificateLending::on_idle(number, Weight::zero()), Weight::zero());
		assert_eq!(open(), 38);
		let mut remaining = Weight::from_parts(100_000_000, 10_000);
		let mut least = None;
		while open() > 0 {
			let before = open();
			let used = CertificateLending::on_idle(number, remaining);
			assert!(used.all_lte(remaining), "{used:?} of {remaining:?}");
			assert!(before - open() <= SETTLED);
			if open() < before {
				least.get_or_insert(before - open());
			}
			remaining = remaining.saturating_add(Weight::from_parts(100_000_000, 10_000));
		}
		// The first weight that is enough is enough for one.
		assert_eq!(least, Some(1));
	});
}
