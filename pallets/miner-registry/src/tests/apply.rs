use super::*;
use codec::{Encode, MaxEncodedLen};
use dmex_primitives::{Seed, MAX_UNITS};
use sp_runtime::Permill;

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
		// 1,000 units for 90 days at 0.1 DMC need 9,000 DMC of pledge.
		let vote = (call, Seed::Nay(1_009 * DMC), VoteOutcome::Ongoing);
		assert_eq!(Votes::get(FIRST_REFERENDUM), Some(vote));
		System::assert_last_event(
			Event::ApplicationOpened {
				application: 0,
				network: 0,
				referendum: FIRST_REFERENDUM,
				miner: ALICE,
				effective_units: 1_000,
				deposit: 1_000 * DMC,
				seed: 1_009 * DMC,
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
		refused(|d| d.name = "Pickaxe\u{202e}GA".as_bytes().to_vec().try_into().unwrap());
		refused(|d| d.node_id = "pool\u{200b}".as_bytes().to_vec().try_into().unwrap());
	});
}

#[test]
fn refuses_addresses_that_nobody_can_open_safely() {
	execute_with_checks(|| {
		for uri in ["", "disclosure", "http://pickaxe.example", "javascript:alert(1)", "ipfs://a b"]
		{
			let uri = uri.as_bytes().to_vec().try_into().unwrap();
			let call = apply_with(ALICE, Disclosure { uri, ..disclosure() }, offer());
			assert_noop!(call, Error::<Test>::InvalidUri);
		}
		let uri = b"https://pickaxe.example/kyc".to_vec().try_into().unwrap();
		assert_ok!(apply_with(ALICE, Disclosure { uri, ..disclosure() }, offer()));
	});
}

#[test]
fn needs_the_deposit_above_the_existential_deposit() {
	execute_with_checks(|| {
		let call = |miner| apply_with(miner, disclosure(), offer());
		assert_noop!(call(POOR), Error::<Test>::CannotPayDeposit);
		Deposit::set(&(DMC - ED + 1));
		assert_noop!(call(POOR), Error::<Test>::CannotPayDeposit);
		Deposit::set(&(DMC - ED));
		assert_ok!(call(POOR));
	});
}

mod the_seed {
	use super::*;

	fn seed_of(offer: Offer) -> u128 {
		let index = FIRST_REFERENDUM + Votes::count();
		assert_ok!(apply_with(ALICE, disclosure(), offer));
		match Votes::get(index) {
			Some((_, Seed::Nay(seed), _)) => seed,
			other => panic!("{other:?}"),
		}
	}

	#[test]
	fn grows_with_the_pledge_of_all_units_at_the_longest_term() {
		execute_with_checks(|| {
			let many = Offer { total_units: MAX_UNITS, effective_units: MAX_UNITS, ..offer() };
			// 9,000,000,000 DMC of pledge.
			assert_eq!(seed_of(many.clone()), 9_001_000 * DMC);
			MaxTerm::set(&540);
			assert_eq!(seed_of(many.clone()), 54_001_000 * DMC);
			assert_ok!(MinerRegistry::update_network(Origin::root(), 0, 0, 8, 9, 200));
			assert_eq!(seed_of(many), 1_000 * DMC);
		});
	}

	#[test]
	fn looks_at_effective_units_alone_and_rounds_up() {
		execute_with_checks(|| {
			assert_ok!(MinerRegistry::update_network(Origin::root(), 0, 7, 8, 9, 200));
			let offer = Offer { total_units: MAX_UNITS, effective_units: 3, ..offer() };
			assert_eq!(seed_of(offer), 1_000 * DMC + 2);
		});
	}

	#[test]
	fn of_the_dearest_offer_still_fits() {
		execute_with_checks(|| {
			MaxTerm::set(&540);
			let rates = [MAX_RATE, MAX_RATE, MAX_RATE];
			let [pledge, fee, payout] = rates;
			assert_ok!(MinerRegistry::update_network(Origin::root(), 0, pledge, fee, payout, 200));
			let offer = Offer { total_units: MAX_UNITS, effective_units: MAX_UNITS, ..offer() };
			assert_eq!(seed_of(offer), 540 * MAX_RATE * 1_000_000 + 1_000 * DMC);
		});
	}
}

mod the_deposit {
	use super::*;

	#[test]
	fn doubles_for_each_eighth_of_the_places_beyond_the_first_half() {
		execute_with_checks(|| {
			MaxOpen::set(&8);
			let mut paid = Vec::new();
			for n in 0..8 {
				assert_eq!(MinerRegistry::deposit_due(), deposit_of(applied([ALICE, BOB][n % 2])));
				paid.push(deposit_of(n as u32) / DMC);
			}
			assert_eq!(paid, [1_000, 1_000, 1_000, 1_000, 1_000, 2_000, 4_000, 8_000]);
		});
	}

	fn deposit_of(id: ApplicationId) -> u128 {
		Applications::<Test>::get(id).unwrap().deposit
	}

	#[test]
	fn of_the_last_place_is_kept_in_proportion() {
		execute_with_checks(|| {
			MaxOpen::set(&8);
			for n in 0..7 {
				applied([ALICE, BOB][n % 2]);
			}
			let before = (balance(ALICE), balance(TREASURY));
			let last = applied(ALICE);
			assert_eq!(balance(ALICE), before.0 - 8_000 * DMC);
			assert_ok!(MinerRegistry::withdraw_application(Origin::signed(ALICE), last));
			assert_eq!(balance(ALICE), before.0 - 800 * DMC);
			assert_eq!(balance(TREASURY), before.1 + 800 * DMC);
		});
	}

	#[test]
	fn that_grew_beyond_the_account_is_refused_as_such() {
		execute_with_checks(|| {
			MaxOpen::set(&8);
			Deposit::set(&(DMC / 2));
			for n in 0..6 {
				applied([ALICE, BOB][n % 2]);
			}
			let call = || apply_with(POOR, disclosure(), offer());
			let reject = |id| {
				end_vote(id, VoteOutcome::Rejected);
				assert_ok!(MinerRegistry::conclude_application(Origin::signed(ALICE), id));
			};
			assert_noop!(call(), Error::<Test>::CannotPayDeposit);
			reject(0);
			assert_noop!(call(), Error::<Test>::CannotPayDeposit);
			reject(2);
			assert_ok!(call());
		});
	}
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

mod the_place_of_a_withdrawn_application {
	use super::*;

	fn withdrawn(miner: u64) {
		let id = applied(miner);
		assert_ok!(MinerRegistry::withdraw_application(Origin::signed(miner), id));
		mark(miner, |m| m.cooldown_expires_on = 0);
	}

	fn open() -> u32 {
		OpenApplications::<Test>::get()
	}

	#[test]
	fn is_taken_until_its_vote_would_have_ended() {
		execute_with_checks(|| {
			MaxOpen::set(&2);
			withdrawn(ALICE);
			Today::set(&101);
			withdrawn(BOB);
			assert_eq!((open(), MinerRegistry::taken_places()), (0, 2));
			let call = || apply_with(ALICE, disclosure(), offer());
			Today::set(&107);
			assert_noop!(call(), Error::<Test>::TooManyOpenApplications);
			Today::set(&108);
			assert_eq!(MinerRegistry::taken_places(), 1);
			assert_ok!(call());
			assert_noop!(call(), Error::<Test>::TooManyOpenApplications);
			Today::set(&109);
			assert_ok!(call());
		});
	}

	#[test]
	fn makes_the_next_one_dearer() {
		execute_with_checks(|| {
			MaxOpen::set(&8);
			let mut due = Vec::new();
			for n in 0..8 {
				due.push(MinerRegistry::deposit_due() / DMC);
				withdrawn([ALICE, BOB][n % 2]);
			}
			assert_eq!(due, [1_000, 1_000, 1_000, 1_000, 1_000, 2_000, 4_000, 8_000]);
			Today::set(&108);
			assert_eq!(MinerRegistry::deposit_due(), 1_000 * DMC);
		});
	}

	/// Its vote was extended.
	#[test]
	fn is_free_immediately_after_its_time() {
		execute_with_checks(|| {
			let id = applied(ALICE);
			Today::set(&108);
			assert_ok!(MinerRegistry::withdraw_application(Origin::signed(ALICE), id));
			assert_eq!(MinerRegistry::taken_places(), 0);
		});
	}
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
