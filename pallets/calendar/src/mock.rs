//! A chain with slots of 3 s and days of ten slots that notes each day that begins.

use crate as pallet_calendar;
use crate::weights::WeightInfo;
use dmex_primitives::{Clock, Day, OnNewDay};
use frame_support::{
	pallet_prelude::ValueQuery,
	storage_alias,
	traits::{ConstU64, OnTimestampSet},
	weights::Weight,
};
use sp_io::TestExternalities;
use sp_runtime::BuildStorage;

pub const SLOT: u64 = 3_000;
pub const DAY: u64 = 30_000;
/// The day of the first block of most tests.
pub const FIRST: Day = 100;

dmex_primitives::mock_runtime! { pallets: { 1 => Calendar: pallet_calendar } }

impl pallet_calendar::Config for Test {
	type SlotDuration = ConstU64<SLOT>;
	type OnNewDay = Diary;
	type WeightInfo = CountedDays;
}

/// Days of which [`Diary`] was told, in order.
#[storage_alias]
pub type Told = StorageValue<Fakes, Vec<Day>, ValueQuery>;

/// The neighbour that notes each day of which it is told, which costs 1,000.
pub struct Diary;
impl OnNewDay for Diary {
	fn on_new_day(today: Day) -> Weight {
		assert_eq!(Calendar::today(), today);
		Told::append(today);
		Weight::from_parts(1_000, 0)
	}
}

/// Weights: a block costs 1, and each day that begins 10.
pub struct CountedDays;
impl WeightInfo for CountedDays {
	fn roll_over(d: u32) -> Weight {
		Weight::from_parts(1 + 10 * u64::from(d), 0)
	}
}

pub fn ext_with_day_length(day_length: u64) -> TestExternalities {
	let config = RuntimeGenesisConfig {
		calendar: pallet_calendar::GenesisConfig { day_length, ..Default::default() },
		..Default::default()
	};
	let mut ext = TestExternalities::new(config.build_storage().unwrap());
	ext.execute_with(|| System::set_block_number(1));
	ext
}

pub fn new_test_ext() -> TestExternalities {
	ext_with_day_length(DAY)
}

/// Run a test on a new chain and check the invariants after it.
pub fn execute_with_checks(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		Calendar::do_try_state().unwrap();
	});
}

/// A block in slot `slot` of `day`.
pub fn block(day: Day, slot: u64) {
	Calendar::on_timestamp_set(u64::from(day) * DAY + slot * SLOT);
}

/// The first `count` slots of `day` are filled.
pub fn fill(day: Day, count: u64) {
	(0..count).for_each(|slot| block(day, slot));
}
