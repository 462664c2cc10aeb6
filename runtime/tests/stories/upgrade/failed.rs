//! A migration that does not come to its end.

use super::*;
use dmex_runtime::{constants::time::SLOT_MILLIS, SafeMode};
use frame_support::traits::Contains;
use pallet_governance::pauses::MAX_RENEWED_DAYS;
use pallet_migrations::{ActiveCursor, MigrationCursor};
use pallet_safe_mode::EnteredUntil;

/// A migration was begun, and cannot read how far it came.
fn failing() {
	let cursor =
		ActiveCursor { index: 0, inner_cursor: Some(vec![1].try_into().unwrap()), started_at: 1 };
	let _ = Historic::<Runtime>::clear(10, None);
	Cursor::<Runtime>::put(MigrationCursor::Active(cursor));
	next_block();
}

fn may(call: impl Into<RuntimeCall>) -> bool {
	<Runtime as frame_system::Config>::BaseCallFilter::contains(&call.into())
}

/// Nobody could mend a chain that accepts no transaction. It goes on without trade, for as long as a referendum
/// takes.
#[test]
fn leaves_a_chain_in_safe_mode_that_goes_on() {
	upgraded(|| {
		failing();
		let told = [
			MigrationsEvent::MigrationFailed { index: 0, took: System::block_number() - 2 },
			MigrationsEvent::UpgradeFailed,
		];
		assert_eq!(progress(), told);
		assert!(!Cursor::<Runtime>::exists(), "no transaction is accepted");
		let day = Calendar::day_length() / SLOT_MILLIS;
		let ends = System::block_number() - 1 + MAX_RENEWED_DAYS * day as u32;
		assert_eq!(EnteredUntil::<Runtime>::get(), Some(ends));
		let buy = pallet_hashrate_market::Call::buy {
			series: ONES,
			items: items(&[0]),
			max_total: 1,
			min_unreleased: 0,
		};
		assert!(!may(buy));
		assert!(may(pallet_risk_escrow::Call::refund { series: TWOS, items: items(&[0]) }));
		assert!(may(pallet_democracy::Call::second { proposal: 0 }));
		// The council ends it before its time; what failed is tried again by Root.
		assert_ok!(five_of_the_council(pallet_safe_mode::Call::force_exit {}));
		assert!(!SafeMode::is_entered());
		assert_ok!(root(pallet_migrations::Call::force_onboard_mbms {}));
		next_block();
		assert!(!Cursor::<Runtime>::exists());
		assert_eq!(Historic::<Runtime>::iter_keys().count(), 1);
	});
}

/// In safe mode a failure prolongs it.
#[test]
fn prolongs_a_safe_mode() {
	upgraded(|| {
		assert_ok!(five_of_the_council(pallet_safe_mode::Call::force_enter {}));
		let ends = EnteredUntil::<Runtime>::get().unwrap();
		failing();
		let day = (Calendar::day_length() / SLOT_MILLIS) as u32;
		assert_eq!(EnteredUntil::<Runtime>::get(), Some(ends + MAX_RENEWED_DAYS * day));
		assert_ok!(root(pallet_safe_mode::Call::force_exit {}));
	});
}

/// Its calls are Root's.
#[test]
fn is_nobodys_to_set_right_but_roots() {
	use frame_system::Error::CallFiltered;
	upgraded(|| {
		let onboard = || pallet_migrations::Call::<Runtime>::force_onboard_mbms {};
		let stop = || pallet_migrations::Call::<Runtime>::force_set_cursor { cursor: None };
		assert!(!may(onboard()) && !may(stop()));
		for call in [onboard(), stop()] {
			assert_noop!(five_of_the_council(call), CallFiltered::<Runtime>);
		}
	});
}
