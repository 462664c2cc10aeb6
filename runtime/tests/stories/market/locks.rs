//! Certificates of the real NFT pallet do not move while they are unsold or for sale.

use crate::{
	checks::check_everything, lending_steps::*, people::*, staking_steps::*, steps::*, trading::*,
	world::*,
};
use dmex_primitives::SeriesId;
use dmex_runtime::configs::filters::ProxyType;
use pallet_hashrate_market::{Call, Error};
use pallet_hashrate_nft::Error as NftError;
use pallet_uniques::{Call as Uniques, Error as UniquesError};
use sp_runtime::{DispatchError, DispatchResult, MultiAddress};

/// Unsold certificates leave their miner only by a first sale.
#[test]
fn unsold_certificates_do_not_move() {
	execute_with_checks(|| {
		let plan = sixty_days();
		let (series, price) = (plan.open(), plan.lowest_price());
		let give = |item| -> RuntimeCall {
			let dest = MultiAddress::Id(eve());
			Uniques::transfer { collection: series, item, dest }.into()
		};
		let approve = |item| -> RuntimeCall {
			let delegate = MultiAddress::Id(eve());
			Uniques::approve_transfer { collection: series, item, delegate }.into()
		};
		assert_ok!(act(ferdie(), approve(0)));
		let kept = || {
			for who in [ferdie(), eve()] {
				assert_noop!(act(who, give(0)), UniquesError::<Runtime>::Locked);
			}
		};
		kept();
		assert_ok!(list(&ferdie(), series, &[0], price));
		kept();
		// Delisted and given away in one batch.
		let items = items(&[0]);
		let calls = vec![Call::delist { series, items }.into(), give(0)];
		let batch = pallet_utility::Call::batch_all { calls };
		assert_noop!(act(ferdie(), batch), UniquesError::<Runtime>::Locked);
		assert_ok!(delist(&ferdie(), series, &[0]));
		kept();
		let id = auctioned(&ferdie(), series, &[0], english(price), 5);
		kept();
		assert_ok!(cancel_auction(&ferdie(), id));
		kept();
		let id = offered(&eve(), series, 0, price);
		kept();
		assert_ok!(cancel_offer(&eve(), id));
		kept();
		// Sold to somebody else, it is not Eve's to take either.
		assert_ok!(list(&ferdie(), series, &[0], price));
		assert_ok!(buy(&alice(), series, &[0], price));
		assert_noop!(act(eve(), give(0)), UniquesError::<Runtime>::NoPermission);
	});
}

/// An unlocked certificate moves with its unclaimed income; one that is for sale is in no second sale.
#[test]
fn unlocked_certificates_move_and_locked_ones_are_in_no_second_sale() {
	execute_with_checks(|| {
		let series = mine();
		let before = [alice(), eve()].map(|who| balance(&who, &COIN));
		pays(series, &[EXPECTED]);
		assert_ok!(hand_over(&alice(), series, 0, &eve()));
		paid_out();
		let after = [alice(), eve()].map(|who| balance(&who, &COIN));
		assert_eq!(after, [before[0], before[1] + EXPECTED / 2]);

		let held = |item| {
			let locked: DispatchError = if item == 1 {
				Error::<Runtime>::CertificateAuctioned.into()
			} else {
				Error::<Runtime>::CertificateListed.into()
			};
			let owner = owner(series, item).unwrap();
			assert_noop!(list(&owner, series, &[item], PRICE), locked);
			assert_noop!(start_auction(&owner, series, &[item], english(PRICE), 5), locked);
			assert_noop!(make_offer(&dave(), series, item, PRICE, 5), locked);
			let moved = hand_over(&owner, series, item, &dave());
			assert_eq!(moved, Err(UniquesError::<Runtime>::Locked.into()));
		};
		assert_ok!(list(&eve(), series, &[0], 1));
		let id = auctioned(&bob(), series, &[1], english(1), 50);
		(0..3).for_each(held);
		let burn = pallet_hashrate_nft::Call::burn_unsold { series, items: items(&[2]) };
		assert_noop!(act(ferdie(), burn), NftError::<Runtime>::CertificateListed);
		assert_ok!(delist(&eve(), series, &[0]));
		assert_ok!(cancel_auction(&bob(), id));
		assert_ok!(hand_over(&eve(), series, 0, &dave()));
		assert_ok!(hand_over(&bob(), series, 1, &dave()));
	});
}

/// A way to lock Alice's certificate of `mine`, to unlock it again, and the errors of the market and of the
/// certificates that tell of it.
struct Way {
	name: &'static str,
	/// Whether it is the market that locks.
	sells: bool,
	lock: fn(SeriesId) -> DispatchResult,
	unlock: fn(SeriesId) -> DispatchResult,
	errors: [DispatchError; 2],
}

fn ways() -> [Way; 4] {
	[
		Way {
			name: "listed",
			sells: true,
			lock: |series| list(&alice(), series, &[0], PRICE),
			unlock: |series| delist(&alice(), series, &[0]),
			errors: [
				Error::<Runtime>::CertificateListed.into(),
				NftError::<Runtime>::CertificateListed.into(),
			],
		},
		Way {
			name: "auctioned",
			sells: true,
			lock: |series| start_auction(&alice(), series, &[0], english(PRICE), 50),
			unlock: |_| {
				let last = pallet_hashrate_market::NextAuctionId::<Runtime>::get() - 1;
				cancel_auction(&alice(), last)
			},
			errors: [
				Error::<Runtime>::CertificateAuctioned.into(),
				NftError::<Runtime>::CertificateAuctioned.into(),
			],
		},
		Way {
			name: "lent against",
			sells: false,
			lock: |series| request_loan(&alice(), series, 0, &hundred_dollars(today() + 20)),
			unlock: |series| cancel_request(&alice(), loan_of(series, 0).unwrap()),
			errors: [
				Error::<Runtime>::CertificateLent.into(),
				NftError::<Runtime>::CertificateLent.into(),
			],
		},
		Way {
			name: "staked",
			sells: false,
			lock: |series| stake(&alice(), series, &[0]),
			unlock: |series| unstake(&alice(), series, &[0]),
			errors: [
				Error::<Runtime>::CertificateStaked.into(),
				NftError::<Runtime>::CertificateStaked.into(),
			],
		},
	]
}

/// Listed, auctioned, lent against or staked: one of them at a time, and each error tells which.
#[test]
fn each_lock_excludes_each() {
	execute_with_checks(|| {
		let series = mine();
		let offer = loan_offered(&eve(), series, &hundred_dollars(today() + 20));
		for first in ways() {
			assert_ok!((first.lock)(series));
			let [of_market, of_certificates] = first.errors;
			for second in ways() {
				let about = format!("{} while {}", second.name, first.name);
				let error = if second.sells { of_market } else { of_certificates };
				assert_eq!((second.lock)(series), Err(error), "{about}");
			}
			assert_noop!(take_loan(&alice(), offer, 0), of_certificates);
			let locked = UniquesError::<Runtime>::Locked;
			assert_noop!(hand_over(&alice(), series, 0, &dave()), locked);
			check_everything();
			// Nobody unlocks what another pallet locked.
			if first.name != "listed" {
				assert!(delist(&alice(), series, &[0]).is_err());
			}
			if first.name != "staked" {
				assert!(unstake(&alice(), series, &[0]).is_err());
			}
			assert_ok!((first.unlock)(series));
			assert_eq!(lock(series, 0), None);
		}
		// With a loan as with a request for one.
		let loan = lent(&eve(), &alice(), series, 0, &hundred_dollars(today() + 20));
		for second in ways() {
			let lent = ways()[2].errors[usize::from(!second.sells)];
			assert_eq!((second.lock)(series), Err(lent), "{} while lent", second.name);
		}
		assert_ok!(repay(&alice(), loan, Balance::MAX));
		for way in ways() {
			assert_ok!((way.lock)(series));
			assert_ok!((way.unlock)(series));
		}
	});
}

/// Tried by its owner in every wrapping, and by whomever the owner approves.
#[test]
fn auctioned_certificates_move_to_nobody_but_the_winner() {
	execute_with_checks(|| {
		let series = mine();
		let delegate = MultiAddress::Id(dave());
		let approve = Uniques::approve_transfer { collection: series, item: 0, delegate };
		assert_ok!(act(alice(), approve));
		let id = auctioned(&alice(), series, &[0], english(1_000), 9);
		assert_ok!(bid(&bob(), id, 1_000));
		let dest = MultiAddress::Id(eve());
		let give: RuntimeCall = Uniques::transfer { collection: series, item: 0, dest }.into();
		let stays = |what: &str| {
			assert_eq!(owner(series, 0), Some(alice()), "{what}");
			check_everything();
		};
		let locked: DispatchError = UniquesError::<Runtime>::Locked.into();
		assert_noop!(act(alice(), give.clone()), locked);
		assert_noop!(act(dave(), give.clone()), locked);

		let calls = vec![give.clone()];
		let batch = pallet_utility::Call::batch_all { calls: calls.clone() };
		assert_noop!(act(alice(), batch), locked);
		assert_ok!(act(alice(), pallet_utility::Call::force_batch { calls }));
		stays("batch");
		let delegate = MultiAddress::Id(eve());
		let proxy_type = ProxyType::Any;
		let add = pallet_proxy::Call::add_proxy { delegate, proxy_type, delay: 0 };
		assert_ok!(act(alice(), add));
		let (real, call) = (MultiAddress::Id(alice()), Box::new(give.clone()));
		let proxy = pallet_proxy::Call::proxy { real, force_proxy_type: None, call };
		assert_ok!(act(eve(), proxy));
		stays("proxy");
		// A new approval brings no more than the old one.
		let delegate = MultiAddress::Id(eve());
		let approve = Uniques::approve_transfer { collection: series, item: 0, delegate };
		assert_ok!(act(alice(), approve));
		assert_noop!(act(eve(), give), locked);
		stays("approval");
		to_block(ends(id) + 1);
		assert_eq!(owner(series, 0), Some(bob()));
		let dest = MultiAddress::Id(eve());
		let give = Uniques::transfer { collection: series, item: 0, dest };
		for who in [alice(), dave(), eve()] {
			assert_noop!(act(who, give.clone()), UniquesError::<Runtime>::NoPermission);
		}
	});
}

#[test]
fn certificates_auctioned_by_a_multisig_do_not_move() {
	execute_with_checks(|| {
		let series = mine();
		let mut both = [alice(), bob()];
		both.sort();
		let joint = dmex_runtime::Multisig::multi_account_id(&both, 1);
		assert_ok!(hand_over(&alice(), series, 0, &joint));
		let jointly = |call: RuntimeCall| {
			let call = Box::new(call);
			let other_signatories = vec![bob()];
			act(alice(), pallet_multisig::Call::as_multi_threshold_1 { other_signatories, call })
		};
		let start = Call::start_auction {
			series,
			items: items(&[0]),
			kind: english(1_000),
			duration_blocks: 3,
		};
		let id = pallet_hashrate_market::NextAuctionId::<Runtime>::get();
		assert_ok!(jointly(start.into()));
		let dest = MultiAddress::Id(eve());
		let give: RuntimeCall = Uniques::transfer { collection: series, item: 0, dest }.into();
		assert_eq!(jointly(give), Err(UniquesError::<Runtime>::Locked.into()));
		assert_ok!(bid(&charlie(), id, 1_000));
		to_block(ends(id) + 1);
		// The multisig has no account in DMC, and is paid in dollars nevertheless.
		assert_eq!(owner(series, 0), Some(charlie()));
		assert_eq!((dmc(&joint), balance(&joint, &DOLLAR)), (0, 990));
	});
}
