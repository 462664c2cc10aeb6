//! Debts that certificates secure: the traits `Secured` and `Liens`.

use super::*;
use dmex_primitives::{
	Asset, Balance, Lien, LienProceeds as Noted, LienShare, Liens as _, LoanId,
	Proceeds::{self, Capital, Income},
	Secured,
};
use frame_support::{assert_storage_noop, storage::with_storage_layer};
use sp_runtime::DispatchResult;

pub const LOAN: LoanId = 4;
pub const USDT: Asset = Asset::WithId(1);
pub const BTC: Asset = Asset::WithId(11);
/// The account of lending.
const LENDING: u64 = 70;
const DEBT: Balance = 100;
const AUCTION: Lock = Lock::Auctioned(3);

/// A loan in the payment asset.
pub fn usdt_lien() -> Lien<u64> {
	Lien { loan: LOAN, creditor: LENDING, asset: USDT, debt: DEBT, self_repaying: false }
}

/// A loan in the reward asset that income repays.
fn btc_lien() -> Lien<u64> {
	Lien { asset: BTC, self_repaying: true, ..usdt_lien() }
}

/// Certificate 0 of a new series of two secures a debt.
fn secured(lien: Lien<u64>) -> SeriesId {
	let series = sold(2);
	assert_ok!(HashrateNft::lock(series, 0, Lock::Collateral));
	assert_ok!(secure(series, 0, lien));
	System::reset_events();
	series
}

fn secure(series: SeriesId, item: ItemId, lien: Lien<u64>) -> DispatchResult {
	with_storage_layer(|| HashrateNft::secure(series, item, lien))
}

/// The share of a payment for certificate 0: that of lending, if any.
fn divide(series: SeriesId, kind: Proceeds, asset: Asset, amount: Balance) -> Option<Balance> {
	let share = HashrateNft::divide(series, 0, kind, &asset, amount).unwrap();
	share.map(|LienShare { creditor, amount }| {
		assert_eq!(creditor, LENDING);
		amount
	})
}

fn debt(series: SeriesId) -> Option<Balance> {
	HashrateNft::lien(series, 0).map(|lien| lien.debt)
}

fn lock_of(series: SeriesId) -> Option<Lock> {
	HashrateNft::certificate(series, 0).unwrap().lock
}

fn paid(paid: Balance) -> Option<Noted> {
	Some(Noted { paid, ..Default::default() })
}

fn noted() -> Option<Noted> {
	LienProceeds::<Test>::get(LOAN)
}

fn events() -> Vec<Event<Test>> {
	let events = System::read_events_for_pallet::<Event<Test>>();
	System::reset_events();
	events
}

fn lien_paid(series: SeriesId, asset: Asset, amount: Balance, debt: Balance) -> Event<Test> {
	Event::LienPaid { series, item: 0, loan: LOAN, asset, amount, debt }
}

fn taken(series: SeriesId, asset: Asset, amount: Balance) -> Event<Test> {
	Event::CollateralTaken { series, item: 0, loan: LOAN, asset, amount }
}

mod secure {
	use super::*;

	#[test]
	fn begins_a_lien_on_a_certificate_with_the_lock_of_collateral() {
		execute_with_checks(|| {
			let series = sold(1);
			assert_eq!(HashrateNft::lien(series, 0), None);
			assert_ok!(HashrateNft::lock(series, 0, Lock::Collateral));
			assert_ok!(secure(series, 0, usdt_lien()));
			assert_eq!(HashrateNft::lien(series, 0), Some(usdt_lien()));
			assert_eq!(lock_of(series), Some(Lock::Collateral));
			assert_eq!(noted(), None);
		});
	}

	#[test]
	fn fails_with_another_lock_or_a_lien_or_without_a_debt() {
		execute_with_checks(|| {
			let series = sold(1);
			let fails = |error: Error<Test>| {
				assert_noop!(secure(series, 0, usdt_lien()), error);
			};
			fails(Error::<Test>::NotCollateral);
			for lock in [Lock::Listed, AUCTION, Lock::Staked] {
				assert_ok!(HashrateNft::lock(series, 0, lock));
				fails(Error::NotCollateral);
				assert_ok!(HashrateNft::unlock(series, 0, lock));
			}
			assert_ok!(HashrateNft::lock(series, 0, Lock::Collateral));
			let nothing = Lien { debt: 0, ..usdt_lien() };
			assert_noop!(secure(series, 0, nothing), Error::<Test>::ZeroDebt);
			assert_ok!(secure(series, 0, usdt_lien()));
			fails(Error::AlreadySecured);
		});
	}

	#[test]
	fn fails_for_what_was_never_sold_or_does_not_exist() {
		execute_with_checks(|| {
			let series = minted(1);
			assert_ok!(HashrateNft::lock(series, 0, Lock::Collateral));
			assert_noop!(secure(series, 0, usdt_lien()), Error::<Test>::NotSold);
			assert_noop!(secure(series, 1, usdt_lien()), Error::<Test>::UnknownCertificate);
			assert_noop!(secure(series + 1, 0, usdt_lien()), Error::<Test>::UnknownCertificate);
		});
	}
}

mod divide {
	use super::*;

	#[test]
	fn without_a_lien_leaves_all_and_no_trace() {
		execute_with_checks(|| {
			let series = secured(usdt_lien());
			// A request locks without a lien.
			assert_ok!(HashrateNft::lock(series, 1, Lock::Collateral));
			for item in [1, 7] {
				for kind in [Income, Capital] {
					assert_storage_noop!(assert_eq!(
						HashrateNft::divide(series, item, kind, &USDT, 60),
						Ok(None)
					));
				}
			}
			assert_eq!(events(), []);
		});
	}

	#[test]
	fn capital_in_the_debts_asset_repays() {
		execute_with_checks(|| {
			let series = secured(usdt_lien());
			assert_eq!(divide(series, Capital, USDT, 60), Some(60));
			assert_eq!((debt(series), noted()), (Some(40), paid(60)));
			assert_eq!(divide(series, Capital, USDT, 39), Some(39));
			assert_eq!((debt(series), noted()), (Some(1), paid(99)));
			assert_eq!(lock_of(series), Some(Lock::Collateral));
			assert_eq!(events(), [lien_paid(series, USDT, 60, 40), lien_paid(series, USDT, 39, 1)]);
		});
	}

	#[test]
	fn capital_in_another_asset_is_collateral() {
		execute_with_checks(|| {
			let series = secured(usdt_lien());
			assert_eq!(divide(series, Capital, Asset::Native, 500), Some(500));
			assert_eq!(divide(series, Capital, BTC, 7), Some(7));
			assert_eq!(divide(series, Capital, Asset::Native, 1), Some(1));
			assert_eq!((debt(series), lock_of(series)), (Some(DEBT), Some(Lock::Collateral)));
			let Noted { paid, sold, collateral } = noted().unwrap();
			assert_eq!((paid, sold), (0, false));
			assert_eq!(collateral.to_vec(), [(Asset::Native, 501), (BTC, 7)]);
			let expected = [(Asset::Native, 500), (BTC, 7), (Asset::Native, 1)]
				.map(|(a, n)| taken(series, a, n));
			assert_eq!(events(), expected);
		});
	}

	#[test]
	fn income_repays_a_self_repaying_loan_in_its_asset_and_no_other() {
		execute_with_checks(|| {
			let series = secured(btc_lien());
			assert_eq!(divide(series, Income, USDT, 60), None);
			assert_eq!(divide(series, Income, BTC, 60), Some(60));
			assert_eq!((debt(series), noted()), (Some(40), paid(60)));
			assert_eq!(events(), [lien_paid(series, BTC, 60, 40)]);
		});
		execute_with_checks(|| {
			let series = secured(Lien { self_repaying: false, ..btc_lien() });
			assert_eq!(divide(series, Income, BTC, 60), None);
			assert_eq!((debt(series), noted(), events()), (Some(DEBT), None, vec![]));
		});
	}

	#[test]
	fn nothing_is_divided_into_nothing() {
		execute_with_checks(|| {
			let series = secured(usdt_lien());
			for asset in [USDT, BTC] {
				assert_eq!(divide(series, Capital, asset, 0), None);
			}
			assert_eq!((debt(series), noted(), events()), (Some(DEBT), None, vec![]));
		});
	}

	#[test]
	fn the_last_of_the_debt_ends_the_lien_and_unlocks() {
		for (lien, kind) in [(usdt_lien(), Capital), (btc_lien(), Income)] {
			execute_with_checks(|| {
				let asset = lien.asset.clone();
				let series = secured(lien);
				assert_eq!(divide(series, kind, asset.clone(), DEBT + 1), Some(DEBT));
				assert_eq!((debt(series), lock_of(series)), (None, None));
				assert_eq!(noted(), paid(DEBT));
				assert_eq!(events(), [lien_paid(series, asset.clone(), DEBT, 0)]);
				// What comes later is its holder's.
				assert_eq!(divide(series, kind, asset, 5), None);
				assert_eq!(noted(), paid(DEBT));
			});
		}
	}

	#[test]
	fn the_lock_of_an_auction_stays_when_the_debt_is_repaid() {
		execute_with_checks(|| {
			let series = secured(usdt_lien());
			assert_ok!(HashrateNft::unlock(series, 0, Lock::Collateral));
			assert_ok!(HashrateNft::lock(series, 0, AUCTION));
			assert_eq!(divide(series, Capital, USDT, DEBT), Some(DEBT));
			assert_eq!((debt(series), lock_of(series)), (None, Some(AUCTION)));
			assert_ok!(HashrateNft::unlock(series, 0, AUCTION));
			assert_eq!(lock_of(series), None);
		});
	}

	#[test]
	fn collateral_in_too_many_assets_is_refused() {
		execute_with_checks(|| {
			let series = secured(usdt_lien());
			for id in 0..18 {
				assert_eq!(divide(series, Capital, Asset::WithId(100 + id), 1), Some(1));
			}
			let one_more = |asset| {
				with_storage_layer(|| HashrateNft::divide(series, 0, Capital, &asset, u128::MAX))
			};
			// Another asset, and a sum that does not fit.
			for asset in [Asset::WithId(200), Asset::WithId(100)] {
				assert_noop!(one_more(asset), Error::<Test>::TooMuchCollateral);
			}
		});
	}
}

mod discharge {
	use super::*;

	fn discharge(series: SeriesId, amount: Balance) -> Option<LienShare<u64>> {
		HashrateNft::discharge(series, 0, amount).unwrap()
	}

	fn share(amount: Balance) -> Option<LienShare<u64>> {
		Some(LienShare { creditor: LENDING, amount })
	}

	#[test]
	fn takes_at_most_the_debt_and_ends_the_lien() {
		for price in [DEBT, DEBT + 1, u128::MAX] {
			execute_with_checks(|| {
				let series = secured(usdt_lien());
				assert_eq!(discharge(series, price), share(DEBT));
				assert_eq!((debt(series), lock_of(series)), (None, None));
				assert_eq!(noted(), Some(Noted { paid: DEBT, sold: true, ..Default::default() }));
				assert_eq!(events(), [lien_paid(series, USDT, DEBT, 0)]);
			});
		}
	}

	#[test]
	fn ends_the_lien_of_a_debt_that_is_not_covered() {
		for price in [DEBT - 1, 1, 0] {
			execute_with_checks(|| {
				let series = secured(usdt_lien());
				assert_eq!(discharge(series, price), share(price));
				assert_eq!((debt(series), lock_of(series)), (None, None));
				assert_eq!(noted(), Some(Noted { paid: price, sold: true, ..Default::default() }));
				assert_eq!(events(), [lien_paid(series, USDT, price, DEBT - price)]);
			});
		}
	}

	#[test]
	fn adds_to_what_was_noted_before() {
		execute_with_checks(|| {
			let series = secured(usdt_lien());
			divide(series, Capital, USDT, 30);
			divide(series, Capital, BTC, 5);
			assert_eq!(discharge(series, 50), share(50));
			let collateral = vec![(BTC, 5)].try_into().unwrap();
			assert_eq!(noted(), Some(Noted { paid: 80, sold: true, collateral }));
			assert_eq!(events().last(), Some(&lien_paid(series, USDT, 50, 20)));
		});
	}

	#[test]
	fn keeps_the_lock_of_an_auction() {
		execute_with_checks(|| {
			let series = secured(usdt_lien());
			assert_ok!(HashrateNft::unlock(series, 0, Lock::Collateral));
			assert_ok!(HashrateNft::lock(series, 0, AUCTION));
			assert_eq!(discharge(series, DEBT), share(DEBT));
			assert_eq!(lock_of(series), Some(AUCTION));
		});
	}

	#[test]
	fn without_a_lien_is_nothing() {
		execute_with_checks(|| {
			let series = sold(1);
			assert_ok!(HashrateNft::lock(series, 0, Lock::Collateral));
			System::reset_events();
			assert_eq!((discharge(series, DEBT), noted(), events()), (None, None, vec![]));
			assert_eq!(lock_of(series), Some(Lock::Collateral));
		});
	}
}

mod reduce {
	use super::*;

	fn reduce(series: SeriesId, amount: Balance) -> DispatchResult {
		with_storage_layer(|| HashrateNft::reduce(series, 0, amount))
	}

	#[test]
	fn by_a_part_leaves_the_rest_and_notes_no_proceeds() {
		execute_with_checks(|| {
			let series = secured(usdt_lien());
			assert_ok!(reduce(series, 60));
			assert_eq!((debt(series), noted()), (Some(40), None));
			assert_eq!(lock_of(series), Some(Lock::Collateral));
			assert_eq!(events(), [lien_paid(series, USDT, 60, 40)]);
			assert_ok!(reduce(series, 0));
			assert_eq!((debt(series), events()), (Some(40), vec![]));
		});
	}

	#[test]
	fn by_all_ends_the_lien_and_unlocks() {
		execute_with_checks(|| {
			let series = secured(usdt_lien());
			assert_ok!(reduce(series, DEBT));
			assert_eq!((debt(series), lock_of(series), noted()), (None, None, None));
			assert_eq!(events(), [lien_paid(series, USDT, DEBT, 0)]);
		});
	}

	#[test]
	fn by_more_or_without_a_lien_fails() {
		execute_with_checks(|| {
			let series = secured(usdt_lien());
			assert_noop!(reduce(series, DEBT + 1), Error::<Test>::LienExceeded);
			assert_noop!(HashrateNft::reduce(series, 1, 0), Error::<Test>::NoLien);
			assert_ok!(reduce(series, DEBT));
			assert_noop!(reduce(series, 1), Error::<Test>::NoLien);
		});
	}
}

mod release {
	use super::*;

	#[test]
	fn ends_a_lien_with_debt_and_unlocks() {
		execute_with_checks(|| {
			let series = secured(usdt_lien());
			assert_ok!(HashrateNft::release(series, 0));
			assert_eq!((debt(series), lock_of(series), noted()), (None, None, None));
			assert_eq!(events(), []);
			// It moves again.
			assert_ok!(HashrateNft::transfer(series, 0, &OTHER));
		});
	}

	#[test]
	fn keeps_the_lock_of_an_auction() {
		execute_with_checks(|| {
			let series = secured(usdt_lien());
			assert_ok!(HashrateNft::unlock(series, 0, Lock::Collateral));
			assert_ok!(HashrateNft::lock(series, 0, AUCTION));
			assert_ok!(HashrateNft::release(series, 0));
			assert_eq!((debt(series), lock_of(series)), (None, Some(AUCTION)));
		});
	}

	#[test]
	fn does_nothing_without_a_lien() {
		execute_with_checks(|| {
			let series = sold(1);
			for lock in LOCKS {
				assert_ok!(HashrateNft::lock(series, 0, lock));
				assert_ok!(HashrateNft::release(series, 0));
				assert_eq!(lock_of(series), Some(lock));
				assert_ok!(HashrateNft::unlock(series, 0, lock));
			}
			assert_ok!(HashrateNft::release(series, 7));
		});
	}
}

mod locks {
	use super::*;

	#[test]
	fn after_an_auction_the_certificate_is_collateral_again() {
		execute_with_checks(|| {
			let series = secured(usdt_lien());
			assert_noop!(HashrateNft::lock(series, 0, AUCTION), Error::<Test>::CertificateLent);
			assert_ok!(HashrateNft::unlock(series, 0, Lock::Collateral));
			assert_eq!(lock_of(series), None);
			assert_ok!(HashrateNft::lock(series, 0, AUCTION));
			let error = Error::<Test>::CertificateAuctioned;
			assert_noop!(HashrateNft::transfer(series, 0, &OTHER), error);
			assert_ok!(HashrateNft::unlock(series, 0, AUCTION));
			assert_eq!((lock_of(series), debt(series)), (Some(Lock::Collateral), Some(DEBT)));
			assert_noop!(HashrateNft::transfer(series, 0, &OTHER), Error::<Test>::CertificateLent);
		});
	}

	#[test]
	fn forced_off_leave_that_of_collateral_while_there_is_a_lien() {
		execute_with_checks(|| {
			let series = secured(usdt_lien());
			assert_ok!(HashrateNft::force_unlock(series, 0));
			assert_eq!(lock_of(series), Some(Lock::Collateral));
			assert_ok!(HashrateNft::unlock(series, 0, Lock::Collateral));
			assert_ok!(HashrateNft::lock(series, 0, AUCTION));
			assert_ok!(HashrateNft::force_unlock(series, 0));
			assert_eq!(lock_of(series), Some(Lock::Collateral));
			assert_ok!(HashrateNft::release(series, 0));
			assert_ok!(HashrateNft::lock(series, 0, AUCTION));
			assert_ok!(HashrateNft::force_unlock(series, 0));
			assert_eq!(lock_of(series), None);
		});
	}
}

mod burn {
	use super::*;

	#[test]
	fn leaves_the_lien_until_it_is_paid_or_released() {
		execute_with_checks(|| {
			let series = secured(usdt_lien());
			assert_ok!(HashrateNft::end(series, 2));
			assert_ok!(HashrateNft::burn(series, 0));
			System::reset_events();
			assert_eq!(debt(series), Some(DEBT));
			HashrateNft::do_try_state().unwrap();

			assert_ok!(HashrateNft::reduce(series, 0, 40));
			assert_eq!(divide(series, Capital, BTC, 5), Some(5));
			assert_eq!(debt(series), Some(60));
			assert_ok!(HashrateNft::release(series, 0));
			assert_eq!(debt(series), None);
			assert_eq!(HashrateNft::record_of(series, 0), None);
			assert_eq!(events(), [lien_paid(series, USDT, 40, 60), taken(series, BTC, 5)]);
		});
	}

	#[test]
	fn is_no_matter_for_a_debt_that_is_repaid_later() {
		execute_with_checks(|| {
			let series = secured(usdt_lien());
			assert_ok!(HashrateNft::end(series, 2));
			assert_ok!(HashrateNft::burn(series, 0));
			assert_ok!(HashrateNft::reduce(series, 0, DEBT));
			assert_eq!((debt(series), HashrateNft::record_of(series, 0)), (None, None));
		});
	}
}

mod proceeds {
	use super::*;

	#[test]
	fn are_visited_loan_by_loan_and_taken_once() {
		execute_with_checks(|| {
			assert_eq!(HashrateNft::next_paid(None), None);
			let series = sold(3);
			for item in 0..3 {
				assert_ok!(HashrateNft::lock(series, item, Lock::Collateral));
				assert_ok!(secure(series, item, Lien { loan: 10 + item, ..usdt_lien() }));
				let share =
					HashrateNft::divide(series, item, Capital, &USDT, 1 + Balance::from(item));
				assert!(share.unwrap().is_some());
			}

			let mut visited = vec![];
			while let Some(loan) = HashrateNft::next_paid(visited.last().copied()) {
				visited.push(loan);
			}
			visited.sort_unstable();
			assert_eq!(visited, [10, 11, 12]);
			for item in 0..3 {
				let sum = 1 + Balance::from(item);
				assert_eq!(HashrateNft::take_proceeds(10 + item), paid(sum));
				assert_eq!(HashrateNft::take_proceeds(10 + item), None);
				assert_eq!(HashrateNft::lien(series, item).unwrap().debt, DEBT - sum);
			}
			assert_eq!(HashrateNft::next_paid(None), None);
		});
	}

	#[test]
	fn continue_after_a_loan_whose_proceeds_were_taken() {
		execute_with_checks(|| {
			let series = sold(3);
			for item in 0..3 {
				assert_ok!(HashrateNft::lock(series, item, Lock::Collateral));
				assert_ok!(secure(series, item, Lien { loan: item, ..usdt_lien() }));
				assert_ok!(HashrateNft::divide(series, item, Capital, &USDT, 1));
			}
			let (mut visited, mut last) = (vec![], None);
			while let Some(loan) = HashrateNft::next_paid(last) {
				assert_eq!(HashrateNft::take_proceeds(loan), paid(1));
				visited.push(loan);
				last = Some(loan);
			}
			visited.sort_unstable();
			assert_eq!(visited, [0, 1, 2]);
		});
	}
}
