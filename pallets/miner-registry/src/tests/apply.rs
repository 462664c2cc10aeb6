use super::*;
use codec::{Encode, MaxEncodedLen};
use dmex_primitives::{Seed, MAX_UNITS};
use sp_runtime::{Permill, TokenError};

#[test]
fn charges_the_deposit_and_opens_the_vote() {
	execute_with_checks(|| {
		let before = balance(ALICE);
		assert_ok!(apply_with(ALICE, disclosure(), offer()));
		assert_eq!(balance(ALICE), before - 1_000 * DMC);
		assert_eq!(balance(account()), ED + 1_000 * DMC);
		let record = ApplicationRecord {
			miner: ALICE,
			disclosure: disclosure(),
			offer: offer(),
			status: ApplicationStatus::Voting,
			referendum: FIRST_REFERENDUM,
			deposit: 1_000 * DMC,
			kept: 100 * DMC,
			applied_on: 100,
		};
		assert_eq!(Applications::<Test>::get(0), Some(record));
		assert_eq!((live(ALICE), OpenApplications::<Test>::get()), (vec![0], 1));
		let call = Call::approve_application { application: 0 };
		let vote = (call, Seed::Nay(1_000 * DMC), VoteOutcome::Ongoing);
		assert_eq!(Votes::get(FIRST_REFERENDUM), Some(vote));
		System::assert_last_event(
			Event::ApplicationOpened {
				application: 0,
				network: 0,
				referendum: FIRST_REFERENDUM,
				miner: ALICE,
				effective_units: 1_000,
				deposit: 1_000 * DMC,
			}
			.into(),
		);
	});
}

#[test]
fn ids_are_never_reused() {
	execute_with_checks(|| {
		assert_eq!(applied(ALICE), 0);
		assert_ok!(MinerRegistry::withdraw_application(Origin::signed(ALICE), 0));
		assert_eq!(applied(BOB), 1);
	});
}

#[test]
fn needs_a_signature() {
	execute_with_checks(|| {
		for origin in [Origin::root(), Origin::none()] {
			let disclosure = Box::new(disclosure());
			let revenue = offer().expected_revenue;
			let call = MinerRegistry::apply(origin, 0, disclosure, 2, 1, revenue, Asset::Native, 1);
			assert_noop!(call, BadOrigin);
		}
	});
}

#[test]
fn refuses_offers_that_make_no_sense() {
	execute_with_checks(|| {
		let refused = |change: fn(&mut Offer), error: Error<Test>| {
			let mut offer = offer();
			change(&mut offer);
			assert_noop!(apply_with(ALICE, disclosure(), offer), error);
		};
		refused(|o| o.network = 2, Error::UnknownNetwork);
		refused(|o| o.effective_units = 0, Error::ZeroUnits);
		refused(|o| o.effective_units = 1_201, Error::EffectiveAboveTotal);
		refused(|o| o.total_units = MAX_UNITS + 1, Error::TooManyUnits);
		refused(|o| o.total_units = Units::MAX, Error::TooManyUnits);
		refused(|o| o.expected_revenue = PerUnit::from_inner(0), Error::ZeroRevenue);
		refused(|o| o.min_price_per_unit_day = 0, Error::ZeroPrice);
		refused(|o| o.min_price_per_unit_day = MAX_RATE + 1, Error::RateTooHigh);
		refused(|o| o.payment_asset = Asset::WithId(2), Error::PaymentAssetNotAllowed);
		assert_eq!(Votes::count(), 0);
	});
}

#[test]
fn takes_offers_at_the_bounds() {
	execute_with_checks(|| {
		let max = Offer {
			network: 1,
			total_units: MAX_UNITS,
			effective_units: MAX_UNITS,
			expected_revenue: PerUnit::from_inner(u128::MAX),
			payment_asset: Asset::Native,
			min_price_per_unit_day: MAX_RATE,
		};
		assert_ok!(apply_with(ALICE, disclosure(), max));
		let min = Offer {
			network: 0,
			total_units: 1,
			effective_units: 1,
			expected_revenue: PerUnit::from_inner(1),
			payment_asset: Asset::WithId(1),
			min_price_per_unit_day: 1,
		};
		assert_ok!(apply_with(ALICE, disclosure(), min));
	});
}

#[test]
fn refuses_texts_that_cannot_be_shown() {
	execute_with_checks(|| {
		let refused = |change: fn(&mut Disclosure)| {
			let mut disclosure = disclosure();
			change(&mut disclosure);
			assert_noop!(apply_with(ALICE, disclosure, offer()), Error::<Test>::InvalidText);
		};
		refused(|d| d.name = Default::default());
		refused(|d| d.location = vec![0xff].try_into().unwrap());
		refused(|d| d.node_id = vec![0].try_into().unwrap());
		refused(|d| d.uri = Default::default());
	});
}

#[test]
fn needs_the_deposit_above_the_existential_deposit() {
	execute_with_checks(|| {
		let call = |miner| apply_with(miner, disclosure(), offer());
		assert_noop!(call(POOR), TokenError::FundsUnavailable);
		Deposit::set(&DMC);
		assert_noop!(call(POOR), TokenError::NotExpendable);
		Deposit::set(&(DMC - ED));
		assert_ok!(call(POOR));
	});
}

#[test]
fn stops_at_the_open_applications_of_all() {
	execute_with_checks(|| {
		MaxOpen::set(&2);
		applied(ALICE);
		let second = applied(BOB);
		let call = || apply_with(ALICE, disclosure(), offer());
		assert_noop!(call(), Error::<Test>::TooManyOpenApplications);
		end_vote(second, VoteOutcome::Approved);
		assert_ok!(MinerRegistry::approve_application(Origin::root(), second));
		assert_ok!(call());
	});
}

#[test]
fn stops_at_sixteen_of_a_miner_open_and_approved() {
	execute_with_checks(|| {
		for n in 0..MAX_LIVE_APPLICATIONS {
			if n % 2 == 0 {
				applied(ALICE);
			} else {
				approved(ALICE);
			}
		}
		let call = || apply_with(ALICE, disclosure(), offer());
		assert_noop!(call(), Error::<Test>::TooManyLiveApplications);
		applied(BOB);
		assert_ok!(MinerRegistry::withdraw_application(Origin::signed(ALICE), 1));
		assert_ok!(call());
	});
}

#[test]
fn waits_for_the_cooldown_to_end() {
	execute_with_checks(|| {
		let id = applied(ALICE);
		assert_ok!(MinerRegistry::withdraw_application(Origin::signed(ALICE), id));
		let call = || apply_with(ALICE, disclosure(), offer());
		Today::set(&129);
		assert_noop!(call(), Error::<Test>::CoolingDown);
		assert_ok!(apply_with(BOB, disclosure(), offer()));
		Today::set(&130);
		assert_ok!(call());
	});
}

#[test]
fn refuses_the_defaulted_and_the_banned() {
	execute_with_checks(|| {
		default(ALICE);
		assert_noop!(apply_with(ALICE, disclosure(), offer()), Error::<Test>::Defaulted);
		ban(BOB);
		assert_noop!(apply_with(BOB, disclosure(), offer()), Error::<Test>::Banned);
		clear(ALICE);
		clear(BOB);
		assert_ok!(apply_with(ALICE, disclosure(), offer()));
		assert_ok!(apply_with(BOB, disclosure(), offer()));
	});
}

#[test]
fn keeps_the_terms_of_the_day_of_applying() {
	execute_with_checks(|| {
		let id = applied(ALICE);
		Deposit::set(&(5 * DMC));
		Kept::set(&Permill::from_percent(50));
		let before = balance(ALICE);
		end_vote(id, VoteOutcome::Rejected);
		assert_ok!(MinerRegistry::conclude_application(Origin::signed(BOB), id));
		assert_eq!(balance(ALICE), before + 900 * DMC);
	});
}

#[test]
fn call_stays_small() {
	assert!(core::mem::size_of::<Call<Test>>() <= 256);
	assert!(disclosure().encode().len() <= Disclosure::max_encoded_len());
}
