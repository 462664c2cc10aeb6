//! What a transaction costs, and who gets it.

use crate::{people::*, world::*};
use codec::Encode;
use dmex_runtime::{
	configs::{transaction_fees::ByFullness, RuntimeBlockLength, RuntimeBlockWeights},
	constants::{
		currency::{BASE_FEE, FEE_PER_BYTE},
		time::BLOCK_WEIGHT,
	},
	TransactionPayment,
};
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	weights::Weight,
};
use sp_runtime::{
	traits::Convert,
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	FixedPointNumber, FixedU128, MultiAddress, Perbill,
};

fn remark(bytes: usize) -> frame_system::Call<Runtime> {
	frame_system::Call::remark { remark: vec![1; bytes] }
}

/// What the last transaction cost.
fn fee_paid() -> Balance {
	events()
		.into_iter()
		.rev()
		.find_map(|event| match event {
			RuntimeEvent::TransactionPayment(
				pallet_transaction_payment::Event::TransactionFeePaid { actual_fee, .. },
			) => Some(actual_fee),
			_ => None,
		})
		.unwrap()
}

/// Eve sends a remark, and everything is as it was but for the fee. Returns it, with what the
/// author and the treasury got of it.
fn pay(author: &AccountId) -> (Balance, Balance, Balance) {
	let before = [eve(), author.clone(), treasury()].map(|who| dmc(&who));
	let issuance = Balances::total_issuance();
	assert_eq!(send(Sr25519Keyring::Eve, remark(0)), Ok(Ok(())));
	let fee = fee_paid();
	assert_eq!(dmc(&eve()), before[0] - fee);
	assert_eq!(Balances::total_issuance(), issuance);
	(fee, dmc(author) - before[1], dmc(&treasury()) - before[2])
}

#[test]
fn base_fee_and_length_are_as_published() {
	execute_with_checks(|| {
		let transaction = transaction(Sr25519Keyring::Eve, remark(100));
		let length = transaction.encode().len() as u32;
		let details = TransactionPayment::query_fee_details(transaction.clone(), length);
		let fee = details.inclusion_fee.unwrap();
		assert_eq!(fee.base_fee, DMC / 1_000);
		assert_eq!(fee.base_fee, BASE_FEE);
		assert_eq!(fee.len_fee, Balance::from(length) * 10_000_000);
		assert_eq!(FEE_PER_BYTE, 10_000_000);
		let whole = fee.base_fee + fee.len_fee + fee.adjusted_weight_fee;
		assert_eq!(dmex_runtime::Executive::apply_extrinsic(transaction), Ok(Ok(())));
		assert!((BASE_FEE + fee.len_fee..=whole).contains(&fee_paid()), "{}", fee_paid());
	});
}

/// A second of computing costs as many base fees as there are empty transactions in it.
#[test]
fn weight_costs_in_proportion_to_the_base_fee() {
	let base = RuntimeBlockWeights::get().get(DispatchClass::Normal).base_extrinsic;
	execute_with_checks(|| {
		assert_eq!(TransactionPayment::weight_to_fee(base), BASE_FEE);
		assert_eq!(TransactionPayment::weight_to_fee(base * 7), 7 * BASE_FEE);
		let block = TransactionPayment::weight_to_fee(BLOCK_WEIGHT);
		let transactions = Balance::from(BLOCK_WEIGHT.ref_time()) * BASE_FEE;
		assert_eq!(block, transactions.div_ceil(base.ref_time().into()));
	});
}

#[test]
fn operational_calls_may_be_sent_at_five_times_the_priority() {
	use frame_support::traits::Get;
	type Multiplier = <Runtime as pallet_transaction_payment::Config>::OperationalFeeMultiplier;
	assert_eq!(<Multiplier as Get<u8>>::get(), 5);
}

#[test]
fn author_has_four_fifths_and_treasury_the_rest() {
	execute_with_checks(|| {
		let (fee, author, treasury) = pay(&alice());
		assert!(fee > BASE_FEE);
		assert_eq!(author, fee * 80 / 100);
		assert_eq!(treasury, fee - author);
	});
}

#[test]
fn without_a_known_author_the_treasury_has_all() {
	execute_with_checks(|| {
		step(1, 99);
		assert_eq!(dmex_runtime::Authorship::author(), None);
		let (fee, author, treasury) = pay(&alice());
		assert_eq!((author, treasury), (0, fee));
	});
}

/// The fee is less than an account needs to exist.
#[test]
fn an_author_without_an_account_leaves_all_to_the_treasury() {
	execute_with_checks(|| {
		pallet_session::Validators::<Runtime>::put(vec![nobody()]);
		next_block();
		assert_eq!(dmex_runtime::Authorship::author(), Some(nobody()));
		let (fee, author, treasury) = pay(&nobody());
		assert!(fee * 80 / 100 < EXISTENTIAL_DEPOSIT);
		assert_eq!((author, treasury), (0, fee));
	});
}

/// Fill this block with ordinary transactions up to `percent` of its weight.
fn fill(percent: u32) {
	let weight = Perbill::from_percent(percent) * BLOCK_WEIGHT;
	System::register_extra_weight_unchecked(weight, DispatchClass::Normal);
}

#[test]
fn load_above_a_quarter_makes_fees_rise_and_below_fall_but_never_under_one() {
	execute_with_checks(|| {
		let one = FixedU128::from_u32(1);
		next_block();
		assert_eq!(TransactionPayment::next_fee_multiplier(), one);
		// A fifth of what ordinary transactions may use of a block.
		fill(15);
		next_block();
		assert_eq!(TransactionPayment::next_fee_multiplier(), one);
		let mut last = one;
		for _ in 0..20 {
			fill(70);
			next_block();
			assert!(TransactionPayment::next_fee_multiplier() > last);
			last = TransactionPayment::next_fee_multiplier();
		}
		next_block();
		assert!(TransactionPayment::next_fee_multiplier() < last);
		for _ in 0..100 {
			next_block();
			assert!(TransactionPayment::next_fee_multiplier() >= one);
		}
		assert_eq!(TransactionPayment::next_fee_multiplier(), one);
	});
}

/// The multiplier after a block with a quarter of its base at most of weight, and these bytes.
fn multiplier_after(bytes: usize) -> FixedU128 {
	const REMARK: usize = 900_000;
	let mut left = bytes;
	while left > 0 {
		assert_eq!(send(Sr25519Keyring::Eve, remark(left.min(REMARK))), Ok(Ok(())));
		left -= left.min(REMARK);
	}
	let weight = System::block_weight().get(DispatchClass::Normal).ref_time();
	assert!(weight < BLOCK_WEIGHT.ref_time() * 75 / 100 / 4, "weight alone makes fees rise");
	next_block();
	TransactionPayment::next_fee_multiplier()
}

/// Blocks of bytes that weigh next to nothing are not for sale at the price of quiet days.
#[test]
fn blocks_full_of_bytes_make_fees_rise() {
	let most = *RuntimeBlockLength::get().max.get(DispatchClass::Normal) as usize;
	execute_with_checks(|| {
		let one = FixedU128::from_u32(1);
		next_block();
		assert_eq!(multiplier_after(most / 5), one);
		let mut last = one;
		for _ in 0..5 {
			let multiplier = multiplier_after(most - 20_000);
			assert!(multiplier > last);
			last = multiplier;
		}
		// A full block is three quarters above the target.
		let rise = FixedU128::from_rational(75, 1_000_000) * FixedU128::from_rational(3, 4);
		let expected = one + rise * FixedU128::from_u32(5);
		let rounding = FixedU128::from_rational(1, 100_000);
		assert!(last > expected - rounding && last < expected + rounding, "{last:?}");
		assert!(multiplier_after(0) < last);
	});
}

/// As full by length as by weight, a block changes the multiplier as much.
#[test]
fn length_and_weight_move_the_multiplier_alike_and_the_fuller_decides() {
	let most = *RuntimeBlockLength::get().max.get(DispatchClass::Normal);
	let heaviest = RuntimeBlockWeights::get().get(DispatchClass::Normal).max_total.unwrap();
	let next = |weight: u32, length: u32| {
		let weight = Perbill::from_percent(weight) * heaviest;
		let length = Perbill::from_percent(length) * most;
		System::set_block_consumed_resources(weight.set_proof_size(0), length as usize);
		ByFullness::convert(FixedU128::from_u32(1_000))
	};
	let alike = |this: FixedU128, that: FixedU128| {
		let difference = this.max(that) - this.min(that);
		assert!(difference < FixedU128::from_rational(1, 10_000), "{this:?} and {that:?}");
	};
	execute_with_checks(|| {
		for full in [0, 10, 24, 26, 50, 99, 100] {
			alike(next(full, 0), next(0, full));
			let (less, more) = (full.min(40), full.max(40));
			assert_eq!(next(less, more), next(0, more));
			assert_eq!(next(more, less), next(more, 0));
		}
		System::set_block_consumed_resources(Weight::zero(), 0);
	});
}

#[test]
fn a_transaction_costs_what_clients_were_told() {
	execute_with_checks(|| {
		for multiplier in [1, 2, 1_000] {
			let multiplier = FixedU128::from_u32(multiplier);
			pallet_transaction_payment::NextFeeMultiplier::<Runtime>::put(multiplier);
			for bytes in [0, 100_000] {
				let transaction = transaction(Sr25519Keyring::Eve, remark(bytes));
				let length = transaction.encode().len() as u32;
				let info = TransactionPayment::query_info(transaction.clone(), length);
				let by_bytes = multiplier.saturating_mul_int(Balance::from(length) * FEE_PER_BYTE);
				assert_eq!(TransactionPayment::length_to_fee(length), by_bytes);
				assert_eq!(dmex_runtime::Executive::apply_extrinsic(transaction), Ok(Ok(())));
				assert_eq!(fee_paid(), info.partial_fee);
				assert!(fee_paid() > by_bytes);
			}
		}
	});
}

#[test]
fn a_higher_multiplier_makes_weight_and_length_dearer() {
	execute_with_checks(|| {
		let fee = || {
			let transaction = transaction(Sr25519Keyring::Eve, remark(0));
			let length = transaction.encode().len() as u32;
			let details = TransactionPayment::query_fee_details(transaction, length);
			details.inclusion_fee.unwrap()
		};
		let cheap = fee();
		let two = FixedU128::from_u32(2);
		pallet_transaction_payment::NextFeeMultiplier::<Runtime>::put(two);
		let dear = fee();
		assert_eq!(dear.base_fee, cheap.base_fee);
		assert_eq!(dear.len_fee, 2 * cheap.len_fee);
		assert_eq!(dear.adjusted_weight_fee, 2 * cheap.adjusted_weight_fee);
	});
}

#[test]
fn who_cannot_pay_sends_nothing() {
	execute_with_checks(|| {
		let dest = MultiAddress::Id(alice());
		let empty = pallet_balances::Call::transfer_all { dest, keep_alive: false };
		assert_ok!(act(eve(), empty));
		assert_eq!(dmc(&eve()), 0);
		let payment = InvalidTransaction::Payment;
		assert_eq!(
			send(Sr25519Keyring::Eve, remark(0)),
			Err(TransactionValidityError::Invalid(payment))
		);
	});
}

/// What does not fit into the block is refused, and costs nothing.
#[test]
fn a_full_block_takes_no_more() {
	execute_with_checks(|| {
		fill(75);
		let before = dmc(&eve());
		let exhausted = InvalidTransaction::ExhaustsResources;
		assert_eq!(
			send(Sr25519Keyring::Eve, remark(0)),
			Err(TransactionValidityError::Invalid(exhausted))
		);
		assert_eq!(dmc(&eve()), before);
		next_block();
		assert_eq!(send(Sr25519Keyring::Eve, remark(0)), Ok(Ok(())));
	});
}

/// A call that the filter refuses is paid for: asking costs.
#[test]
fn a_refused_call_pays_its_fee() {
	execute_with_checks(|| {
		let call: RuntimeCall = pallet_uniques::Call::set_price {
			collection: 0,
			item: 0,
			price: None,
			whitelisted_buyer: None,
		}
		.into();
		assert!(call.get_dispatch_info().call_weight.ref_time() > 0);
		let before = dmc(&eve());
		let refused = frame_system::Error::<Runtime>::CallFiltered.into();
		assert_eq!(send(Sr25519Keyring::Eve, call), Ok(Err(refused)));
		assert_eq!(dmc(&eve()), before - fee_paid());
	});
}
