//! The deposit of a series, and what removes a series: `remove_series`, and burning all of it
//! unsold.

use super::*;
use dmex_primitives::{Asset, Backing};

/// Deposit of a series of [`TERM`] days in the mock.
const DEPOSIT: u128 = 4 * DMC;

fn remove(series: SeriesId) -> sp_runtime::DispatchResult {
	HashrateNft::remove_series(RuntimeOrigin::signed(MINER), series)
}

fn burn(series: SeriesId, list: impl Into<Vec<ItemId>>) {
	assert_ok!(HashrateNft::burn_unsold(RuntimeOrigin::signed(MINER), series, items(list)));
}

fn mint(series: SeriesId, quantity: u32) -> sp_runtime::DispatchResult {
	HashrateNft::mint(RuntimeOrigin::signed(MINER), series, quantity)
}

/// What the pallet holds for deposits and credits.
#[track_caller]
fn assert_held(due: u128) {
	let backing = Backing { asset: Asset::Native, held: ED + due, due };
	assert_eq!(HashrateNft::backing(), backing);
}

fn events() -> Vec<Event<Test>> {
	let ours = |record: frame_system::EventRecord<RuntimeEvent, _>| match record.event {
		RuntimeEvent::HashrateNft(event) => Some(event),
		_ => None,
	};
	System::events().into_iter().filter_map(ours).collect()
}

/// Nothing is stored under the id of the series, neither here nor in the NFT pallet.
#[track_caller]
fn assert_gone(series: SeriesId) {
	assert_eq!((HashrateNft::terms_of(series), HashrateNft::counts_of(series)), (None, None));
	assert_eq!(Deposits::<Test>::get(series), None);
	assert!(!pallet_uniques::Collection::<Test>::contains_key(series));
	assert_eq!(pallet_uniques::Attribute::<Test>::iter_prefix((series,)).count(), 0);
	assert_eq!(pallet_uniques::CollectionAccount::<Test>::iter().count(), 0);
}

#[test]
fn is_charged_at_creation_and_returned_with_the_last_day() {
	execute_with_checks(|| {
		let before = Balances::free_balance(MINER);
		let series = sold(2);
		assert_eq!(Balances::free_balance(MINER), before - DEPOSIT - 2 * DMC);
		assert_eq!(HashrateNft::deposit_of(series), DEPOSIT);
		assert_held(DEPOSIT);
		assert!(events().contains(&Event::DepositCharged {
			series,
			miner: MINER,
			amount: DEPOSIT
		}));

		assert_ok!(HashrateNft::end(series, 1));
		assert_held(DEPOSIT);
		assert_ok!(HashrateNft::end(series, 1));
		assert_held(0);
		assert_eq!(Balances::free_balance(MINER), before - 2 * DMC);
		assert_eq!(HashrateNft::deposit_of(series), 0);
		let event = Event::DepositReturned { series, miner: MINER, amount: DEPOSIT };
		System::assert_last_event(event.into());
		// What was sold is still there to be paid out.
		assert!(HashrateNft::terms_of(series).is_some());
	});
}

#[test]
fn grows_with_the_term() {
	execute_with_checks(|| {
		for (term, deposit) in [(1, 11), (90, 100)] {
			let before = Balances::free_balance(MINER);
			assert_ok!(HashrateNft::create_series(RuntimeOrigin::signed(MINER), 0, UNITS, term));
			assert_eq!(before - Balances::free_balance(MINER), deposit * DMC / 10);
		}
	});
}

#[test]
fn is_charged_again_when_a_finished_series_goes_on() {
	execute_with_checks(|| {
		let series = ended(1);
		assert_held(0);
		assert_ok!(mint(series, 1));
		assert_held(DEPOSIT);
		assert_ok!(mint(series, 1));
		assert_held(DEPOSIT);
		burn(series, [1, 2]);
		assert_held(0);
		// Something of it was sold: it stays.
		assert!(HashrateNft::terms_of(series).is_some());
		assert_ok!(HashrateNft::burn(series, 0));
	});
}

#[test]
fn is_refused_to_an_account_that_would_not_outlive_it() {
	execute_with_checks(|| {
		let finished = ended(1);
		let all = Balances::free_balance(MINER);
		let spare = |amount| {
			let to_burn = Balances::free_balance(MINER) - amount;
			assert_ok!(Balances::burn(RuntimeOrigin::signed(MINER), to_burn, false));
		};
		assert!(all > DEPOSIT);
		spare(DEPOSIT + ED - 1);
		let create = || HashrateNft::create_series(RuntimeOrigin::signed(MINER), 0, UNITS, TERM);
		assert_noop!(create(), Error::<Test>::CannotPayDeposit);
		assert_noop!(mint(finished, 1), Error::<Test>::CannotPayDeposit);
		assert_ok!(Balances::transfer_allow_death(RuntimeOrigin::signed(BUYER), MINER, 1));
		assert_ok!(create());
		assert_eq!(Balances::free_balance(MINER), ED);
	});
}

#[test]
fn that_cannot_be_returned_is_a_credit_and_stops_nobody() {
	execute_with_checks(|| {
		let series = sold(1);
		Unpayable::set(&true);
		assert_ok!(HashrateNft::end(series, 1));
		assert_eq!(Credited::get(MINER), DEPOSIT);
		assert_held(DEPOSIT);
		assert_eq!(HashrateNft::deposit_of(series), 0);
	});
}

#[test]
fn creating_minting_and_burning_in_turn_leave_nothing_behind() {
	execute_with_checks(|| {
		let before = Balances::free_balance(MINER);
		for n in 1..=10 {
			let series = minted(1);
			burn(series, [0]);
			assert_gone(series);
			assert_held(0);
			assert_eq!(Balances::free_balance(MINER), before - n * DMC);
		}
		assert_eq!(Registry::usage(), Default::default());
		assert_eq!(NextSeriesId::<Test>::get(), 10);
	});
}

#[test]
fn a_series_of_which_nothing_was_sold_goes_with_its_last_certificate() {
	execute_with_checks(|| {
		let series = minted(3);
		burn(series, [0, 2]);
		assert_held(DEPOSIT);
		burn(series, [1]);
		assert_gone(series);
		let (miner, amount) = (MINER, DEPOSIT);
		let last = [
			Event::UnsoldBurnt { series, items: items([1]), miner },
			Event::DepositReturned { series, miner, amount },
			Event::SeriesRemoved { series },
		];
		assert_eq!(events()[events().len() - 3..], last);
		assert_noop!(mint(series, 1), Error::<Test>::UnknownSeries);
		assert_noop!(HashrateNft::set_frozen(series, true), Error::<Test>::UnknownSeries);
	});
}

mod remove_series {
	use super::*;

	#[test]
	fn returns_the_deposit_of_one_that_was_never_minted() {
		execute_with_checks(|| {
			let before = Balances::free_balance(MINER);
			let series = series();
			// Neither a bar nor a lost application keeps the deposit.
			Barred::set(&true);
			Approved::set(None);
			assert_ok!(remove(series));
			assert_gone(series);
			assert_held(0);
			assert_eq!(Balances::free_balance(MINER), before);
			assert_eq!(Registry::usage(), Default::default());
			System::assert_last_event(Event::SeriesRemoved { series }.into());
		});
	}

	#[test]
	fn happens_once() {
		execute_with_checks(|| {
			let series = series();
			assert_ok!(remove(series));
			assert_noop!(remove(series), Error::<Test>::UnknownSeries);
		});
	}

	#[test]
	fn leaves_a_series_with_certificates_and_a_finished_one() {
		execute_with_checks(|| {
			for series in [minted(1), ended(1)] {
				assert_noop!(remove(series), Error::<Test>::AlreadyMinted);
			}
		});
	}

	#[test]
	fn is_for_the_miner() {
		execute_with_checks(|| {
			let series = series();
			for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
				let call = HashrateNft::remove_series(origin, series);
				assert_noop!(call, DispatchError::BadOrigin);
			}
			let call = HashrateNft::remove_series(RuntimeOrigin::signed(BUYER), series);
			assert_noop!(call, Error::<Test>::NotMiner);
		});
	}
}
