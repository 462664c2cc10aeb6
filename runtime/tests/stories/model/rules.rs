//! The governed numbers, as calls and as the model keeps them.

use super::naive::{Rules, DMC};
use dmex_runtime::{
	parameters::dynamic_params::{
		applications, enforcement, fees, insurance, lending, market, series, staking,
	},
	RuntimeParameters,
};
use sp_runtime::Permill;

/// Numbers in the table of [`change`].
pub const INCOME_ENDED_AFTER: u8 = 19;
pub const OPEN_CLAIMS: u8 = 25;

/// Sets a number in the model.
pub type Set = fn(&mut Rules, u128);

macro_rules! rules {
	($($field:ident: $group:ident($module:ident)::$key:ident $kind:ident [$($value:expr),*];)*) => {
		/// A change of the `which`-th number to one of four values, of which the last is refused.
		pub fn change(which: u8, value: u8) -> (RuntimeParameters, Set, Option<u128>) {
			type Change = (fn(u128) -> RuntimeParameters, Set, [u128; 4]);
			let table: &[Change] = &[$((
				|value| RuntimeParameters::$group($module::Parameters::$key(
					$module::$key,
					Some(rules!(@as $kind value)),
				)),
				|rules, value| rules.$field = rules!(@keep $kind value),
				[$($value),*].map(|value| rules!(@scale $kind value)),
			)),*];
			let (call, set, values) = table[usize::from(which) % table.len()];
			let at = usize::from(value) % 4;
			(call(values[at]), set, (at < 3).then_some(values[at]))
		}
	};
	(@as number $value:ident) => { $value as u32 };
	(@as dmc $value:ident) => { $value };
	(@as part $value:ident) => { Permill::from_parts($value as u32) };
	(@keep dmc $value:ident) => { $value };
	(@keep $kind:ident $value:ident) => { $value as u32 };
	(@scale dmc $value:ident) => { $value * DMC };
	(@scale $kind:ident $value:ident) => { $value };
}

rules! {
	deposit: Applications(applications)::Deposit dmc [1_000, 100, 3_333, 99];
	deposit_kept: Applications(applications)::DepositKept part [100_000, 10_000, 333_333, 500_001];
	cooldown: Applications(applications)::Cooldown number [5, 1, 30, 0];
	max_open: Applications(applications)::MaxOpen number [32, 1, 3, 129];
	vote_seed: Applications(applications)::VoteSeed dmc [1_000, 100, 50_000, 99];
	max_term: Series(series)::MaxTerm number [90, 60, 8, 541];
	max_unfinished: Series(series)::MaxUnfinished number [32, 3, 2, 65];
	trading: Fees(fees)::Trading part [10_000, 0, 29_999, 30_001];
	pool_part: Fees(fees)::PoolPart part [400_000, 0, 333_333, 500_001];
	treasury_part: Fees(fees)::TreasuryPart part [400_000, 500_000, 1, 500_001];
	pool_part_of_releases: Fees(fees)::PoolPartOfReleases part [5_000, 0, 33_333, 50_001];
	full_from: Enforcement(enforcement)::FullReleaseFrom part [750_000, 500_000, 812_345, 900_001];
	window_cap: Enforcement(enforcement)::WindowCap part [930_000, 1_000_000, 800_000, 799_999];
	underpaid_below: Enforcement(enforcement)::UnderpaidBelow part [800_000, 900_000, 700_001, 499_999];
	breach_late: Enforcement(enforcement)::BreachLate number [8, 6, 14, 2];
	breach_underpaid_streak: Enforcement(enforcement)::BreachUnderpaidStreak number [7, 4, 12, 2];
	breach_late_paid: Enforcement(enforcement)::BreachLatePaid number [10, 6, 20, 4];
	write_off_after: Enforcement(enforcement)::WriteOffAfter number [14, 15, 16, 13];
	event_vote_after: Enforcement(enforcement)::EventVoteAfter number [7, 8, 9, 6];
	income_ended_after: Enforcement(enforcement)::IncomeEndedAfter number [7, 3, 4, 2];
	keep_terminated: Enforcement(enforcement)::KeepTerminated number [7, 8, 14, 6];
	breach_seed: Enforcement(enforcement)::BreachSeed dmc [1_000, 100, 50_000, 99];
	bid_step: Market(market)::BidStep part [30_000, 10_000, 200_000, 200_001];
	extension: Market(market)::ExtensionMinutes number [10, 1, 60, 61];
	claim_deposit: Insurance(insurance)::Deposit dmc [1_000, 100, 3_333, 99];
	open_claims: Insurance(insurance)::MaxOpen number [1, 3, 4, 65];
	award_cap: Insurance(insurance)::Cap part [200_000, 10_000, 333_333, 500_001];
	collect_days: Insurance(insurance)::CollectDays number [30, 31, 45, 29];
	total_award_cap: Insurance(insurance)::TotalCap part [400_000, 333_333, 500_000, 800_001];
	max_value: Insurance(insurance)::MaxValue number [300, 150, 1_000, 149];
	interest_fee: Lending(lending)::InterestFee part [50_000, 10_000, 200_000, 200_001];
	grace: Lending(lending)::GraceDays number [3, 1, 5, 0];
	emission: Staking(staking)::DailyEmission dmc [10_000, 333, 50_000, 1_000_001];
}
