//! Whatever happens in whatever order, the invariants hold and no money appears or is lost.

use super::*;
use proptest::prelude::*;

/// Number of certificates, all of Alice's at first.
const ITEMS: ItemId = BOBS;

#[derive(Clone, Debug)]
enum Step {
	Request { item: ItemId, own: bool, amount: Balance },
	Cancel { loan: LoanId, by: u64 },
	Fund { loan: LoanId },
	Offer { own: bool, amount: Balance, days: u32 },
	CancelOffer { offer: LoanOfferId, by: u64 },
	Take { offer: LoanOfferId, item: ItemId },
	Repay { loan: LoanId, amount: Balance },
	Foreclose { loan: LoanId, auction: bool },
	Settle { loan: LoanId },
	Idle,
	Pass { days: u32, frozen: bool },
	Earn { item: ItemId, amount: Balance },
	Capital { item: ItemId, asset: u8, amount: Balance },
	Sell { auction: AuctionId, price: Balance },
	Unsold { auction: AuctionId },
	Burn { item: ItemId },
	NoFees(bool),
	BlockLender(bool),
}

fn any_step() -> impl Strategy<Value = Step> {
	let (item, loan, offer, auction) = (0..ITEMS, 0..99u32, 0..99u32, 0..99u32);
	let (amount, by) = (1..600u128, prop::sample::select(vec![ALICE, LENDER, STRANGER]));
	prop_oneof![
		4 => (item.clone(), any::<bool>(), amount.clone())
			.prop_map(|(item, own, amount)| Step::Request { item, own, amount }),
		1 => (loan.clone(), by.clone()).prop_map(|(loan, by)| Step::Cancel { loan, by }),
		4 => loan.clone().prop_map(|loan| Step::Fund { loan }),
		1 => (any::<bool>(), amount.clone(), 1..9u32)
			.prop_map(|(own, amount, days)| Step::Offer { own, amount, days }),
		1 => (offer.clone(), by).prop_map(|(offer, by)| Step::CancelOffer { offer, by }),
		2 => (offer, item.clone()).prop_map(|(offer, item)| Step::Take { offer, item }),
		3 => (loan.clone(), amount.clone())
			.prop_map(|(loan, amount)| Step::Repay { loan, amount }),
		5 => (loan.clone(), any::<bool>())
			.prop_map(|(loan, auction)| Step::Foreclose { loan, auction }),
		1 => loan.prop_map(|loan| Step::Settle { loan }),
		1 => Just(Step::Idle),
		2 => (1..9u32, prop::bool::weighted(0.2)).prop_map(|(days, frozen)| Step::Pass { days, frozen }),
		2 => (item.clone(), amount.clone())
			.prop_map(|(item, amount)| Step::Earn { item, amount }),
		3 => (item.clone(), 0..4u8, amount.clone())
			.prop_map(|(item, asset, amount)| Step::Capital { item, asset, amount }),
		6 => (auction.clone(), amount)
			.prop_map(|(auction, price)| Step::Sell { auction, price }),
		1 => auction.prop_map(|auction| Step::Unsold { auction }),
		1 => item.prop_map(|item| Step::Burn { item }),
		1 => any::<bool>().prop_map(Step::NoFees),
		1 => any::<bool>().prop_map(Step::BlockLender),
	]
}

/// Terms of a loan that is due in five days.
fn terms(own: bool, principal: Balance) -> LoanTerms {
	let due_day = Today::get() + 5;
	let asset = if own { BTC } else { USDT };
	LoanTerms { asset, principal, interest: 35, due_day, self_repaying: own }
}

/// One of the ids that exist, or 0.
fn any_of(ids: impl Iterator<Item = u32>, number: u32) -> u32 {
	let mut ids: Vec<_> = ids.collect();
	ids.sort_unstable();
	ids.get(number as usize % ids.len().max(1)).copied().unwrap_or_default()
}

/// Calls may fail; then they change nothing.
fn execute(step: Step) {
	let owner = |item| Certs::get(SERIES, item).map_or(ALICE, |(owner, ..)| owner);
	let loan_of = |number| any_of(Loans::<Test>::iter_keys(), number);
	let request_of = |number| {
		let requests = Loans::<Test>::iter().filter(|(_, loan)| loan.funding.is_none());
		any_of(requests.map(|(id, _)| id), number)
	};
	let offer_of = |number| any_of(Offers::<Test>::iter_keys(), number);
	let auction_of = |number| any_of(Auctions::iter_keys(), number);
	let _ = match step {
		Step::Request { item, own, amount } => request(owner(item), item, terms(own, amount)),
		Step::Cancel { loan, by } => cancel_request(by, request_of(loan)),
		Step::Fund { loan } => fund(LENDER, request_of(loan)),
		Step::Offer { own, amount, days } => offer(LENDER, terms(own, amount), 0, days),
		Step::CancelOffer { offer, by } => cancel_offer(by, offer_of(offer)),
		Step::Take { offer, item } => take_loan(owner(item), offer_of(offer), item),
		Step::Repay { loan, amount } => repay(STRANGER, loan_of(loan), amount),
		Step::Foreclose { loan, auction } => {
			foreclose(LENDER, loan_of(loan), if auction { AUCTION } else { TAKE })
		},
		Step::Settle { loan } => settle(loan_of(loan)),
		Step::Idle => {
			idle();
			Ok(())
		},
		Step::Pass { days, frozen } => {
			at(Today::get() + days);
			FrozenDays::set(FrozenDays::get() + if frozen { days } else { 0 });
			Ok(())
		},
		Step::Earn { item, amount } => {
			if Certs::contains_key(SERIES, item) {
				earn(item, amount);
			}
			Ok(())
		},
		Step::Capital { item, asset, amount } => {
			let asset = [USDT, BTC, EUR, DMC][usize::from(asset)].clone();
			frame_support::storage::with_storage_layer(|| {
				pay_for(SERIES, item, Proceeds::Capital, &asset, amount)
			})
		},
		Step::Sell { auction, price } => {
			// Without lien or certificate it is void.
			match Auctions::get(auction)
				.filter(|running| LienOf::contains_key(SERIES, running.item))
			{
				Some(running) if Certs::contains_key(SERIES, running.item) => {
					let buyer = if owner(running.item) == BOB { STRANGER } else { BOB };
					sell(auction, buyer, price);
					Ok(())
				},
				_ => Fake::cancel(auction),
			}
		},
		Step::Unsold { auction } => Fake::cancel(auction_of(auction)),
		Step::Burn { item } => {
			burn(item);
			Ok(())
		},
		Step::NoFees(none) => {
			NoFees::set(none);
			Ok(())
		},
		Step::BlockLender(true) => Assets::block(signed(ISSUER), 1, LENDER),
		Step::BlockLender(false) => Assets::thaw(signed(ISSUER), 1, LENDER),
	};
}

/// Whatever is still open ends: certificates are burnt, and the lender takes what is left.
fn wind_up() {
	let mut auctions: Vec<_> = Auctions::iter_keys().collect();
	auctions.drain(..).for_each(unsold);
	at(Today::get() + 1_000);
	for offer in Offers::<Test>::iter_keys().collect::<Vec<_>>() {
		assert_ok!(cancel_offer(STRANGER, offer));
	}
	for (id, loan) in Loans::<Test>::iter().collect::<Vec<_>>() {
		assert_ok!(match loan.funding {
			Some(_) => foreclose(LENDER, id, TAKE),
			None => cancel_request(STRANGER, id),
		});
	}
	assert_eq!((Held::<Test>::iter().count(), Paid::iter().count()), (0, 0));
	assert_eq!((LienOf::iter().count(), LoanOf::<Test>::iter().count()), (0, 0));
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(300))]

	#[test]
	fn steps_keep_the_invariants(steps in prop::collection::vec(any_step(), 1..90)) {
		execute_with_checks(|| {
			for item in 0..ITEMS {
				LastDays::insert((SERIES, item), 500);
			}
			for step in steps {
				execute(step);
				check();
			}
			wind_up();
		});
	}
}
