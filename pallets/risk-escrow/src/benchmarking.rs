//! Benchmarks of the calls and payouts at their worst: every day has a market average, a window of
//! its own, certificates that start and certificates that end; every payment pays a credit, too; every
//! certificate has income and an owner of its own who has nothing else.

use crate::{
	impls::PayoutContext,
	types::{Period, Rules, MAX_DAYS},
	*,
};
use alloc::{vec, vec::Vec};
use dmex_primitives::{
	Asset, Balance, CertificateView, Day, Evidence, ItemId, Items, NetworkId, PayOrCredit,
	ReferendumIndex, SeriesId, Sweep, Uri, MAX_ITEMS,
};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{fungibles::Mutate, EnsureOrigin, Get},
	weights::Weight,
};
use frame_system::RawOrigin;

/// What the runtime gives benchmarks of the escrow.
pub trait BenchmarkHelper {
	/// A series with certificates `0..certificates`, unsold, for `term` days. Its payment and
	/// reward assets exist, and so do the pallet's accounts.
	fn series(term: u32, certificates: u32) -> SeriesId;
	/// Make `day` the running day; all days before it were live.
	fn set_today(day: Day);
	/// Publish a market average.
	fn publish_average(network: NetworkId, day: Day);
	/// Lock a certificate.
	fn lock(series: SeriesId, item: ItemId);
	/// End a vote with this outcome.
	fn end_vote(referendum: ReferendumIndex, approved: bool);
}

const FIRST: Day = 1_000;
const TERM: u32 = 3;
/// Longer than the days of a call, so that no cohort starts and ends in the same one.
const LONG_TERM: u32 = 36;
/// Number of days settled before those that are measured: more than a window has.
const EARLIER: u32 = 40;
const MONEY: Balance = 1_000_000_000_000_000_000_000;
const INCOME: Balance = MONEY / 1_000;
const DEPOSIT: Balance = 1_000_000_000_000_001;

type TermsOf<T> = dmex_primitives::SeriesTerms<<T as frame_system::Config>::AccountId>;

fn fund<T: Config>(
	asset: &Asset,
	who: &T::AccountId,
	amount: Balance,
) -> Result<(), BenchmarkError> {
	T::Assets::mint_into(asset.clone(), who, amount)?;
	Ok(())
}

fn terms_of<T: Config>(series: SeriesId) -> Result<TermsOf<T>, BenchmarkError> {
	Ok(T::Certificates::series(series).ok_or("the helper makes a series")?)
}

fn ledger_of<T: Config>(series: SeriesId) -> Result<SeriesLedger, BenchmarkError> {
	Ok(Ledgers::<T>::get(series).ok_or("it was sold")?)
}

/// A series and its miner, with money for both it and a buyer.
fn series<T: Config>(
	term: u32,
	certificates: u32,
) -> Result<(SeriesId, T::AccountId, T::AccountId), BenchmarkError> {
	let series = T::BenchmarkHelper::series(term, certificates);
	let terms = terms_of::<T>(series)?;
	let buyer = account("buyer", 0, 0);
	for who in [&terms.miner, &buyer] {
		fund::<T>(&terms.payment_asset, who, MONEY)?;
		fund::<T>(&terms.reward_asset, who, MONEY)?;
	}
	T::BenchmarkHelper::set_today(FIRST);
	Ok((series, terms.miner, buyer))
}

/// Sell certificates on a day, however late the series is.
fn sell<T: Config>(
	series: SeriesId,
	buyer: &T::AccountId,
	today: Day,
	items: core::ops::Range<ItemId>,
) -> Result<(), BenchmarkError> {
	let terms = terms_of::<T>(series)?;
	T::BenchmarkHelper::set_today(today);
	T::BenchmarkHelper::publish_average(terms.network, today);
	let sales: Vec<_> = items.map(|item| (item, DEPOSIT)).collect();
	let ledger = Ledgers::<T>::get(series);
	Pallet::<T>::do_sell(series, &terms, ledger, (buyer, buyer), &sales)?;
	Ok(())
}

/// A certificate is sold on each of this number of days: each day some start and, later on, some end.
fn sold_daily<T: Config>(days: u32) -> Result<(SeriesId, T::AccountId), BenchmarkError> {
	let (series, miner, buyer) = series::<T>(LONG_TERM, days)?;
	for i in 0..days {
		sell::<T>(series, &buyer, FIRST + i, i..i + 1)?;
	}
	T::BenchmarkHelper::publish_average(terms_of::<T>(series)?.network, FIRST + days);
	T::BenchmarkHelper::set_today(FIRST + days + 3);
	Ok((series, miner))
}

/// Settle the oldest days, at most 32.
fn settle<T: Config>(series: SeriesId, days: u32) -> Result<(), BenchmarkError> {
	let miner = RawOrigin::Signed(terms_of::<T>(series)?.miner);
	let first = ledger_of::<T>(series)?.progress.settled_through + 1;
	Pallet::<T>::distribute(miner.into(), series, first, amounts(days)?)?;
	Ok(())
}

fn amounts(days: u32) -> Result<DayAmounts, BenchmarkError> {
	Ok(vec![INCOME; days as usize].try_into().map_err(|_| "too many days")?)
}

/// Give `who` a credit.
fn credit<T: Config>(asset: &Asset, who: &T::AccountId) -> Result<(), BenchmarkError> {
	let escrow = Pallet::<T>::escrow_account();
	fund::<T>(asset, &escrow, MONEY)?;
	T::Credits::credit(&escrow, asset, who, MONEY)?;
	Ok(())
}

/// Give those credits who receive releases.
fn credit_releases<T: Config>(series: SeriesId) -> Result<(), BenchmarkError> {
	let terms = terms_of::<T>(series)?;
	credit::<T>(&terms.payment_asset, &terms.miner)?;
	credit::<T>(&terms.payment_asset, &T::InsuranceAccount::get())
}

/// The sum of all credits in an asset.
fn credits<T: Config>(asset: &Asset) -> Balance {
	let sums = T::Credits::credits_at(&Pallet::<T>::escrow_account());
	sums.get(asset).copied().unwrap_or_default()
}

fn owner<T: Config>(item: ItemId) -> T::AccountId {
	account("owner", item, 0)
}

/// Certificates, each of an owner of its own who has nothing else, and some or all of whose days
/// are settled.
fn settled<T: Config>(n: u32, days: u32) -> Result<(SeriesId, Items), BenchmarkError> {
	let (series, _, _) = series::<T>(TERM, n)?;
	let terms = terms_of::<T>(series)?;
	for item in 0..n {
		fund::<T>(&terms.payment_asset, &owner::<T>(item), DEPOSIT)?;
		sell::<T>(series, &owner::<T>(item), FIRST, item..item + 1)?;
	}
	T::BenchmarkHelper::set_today(FIRST + TERM + 3);
	settle::<T>(series, days)?;
	let items = (0..n).collect::<Vec<_>>().try_into().map_err(|_| "too many items")?;
	Ok((series, items))
}

/// The same with one settled day, at the time when the next one is a breach.
fn breached<T: Config>(n: u32) -> Result<(SeriesId, Items), BenchmarkError> {
	let certificates = settled::<T>(n, 1)?;
	T::BenchmarkHelper::set_today(FIRST + 3 + T::Rules::series_rules().breach.late);
	Ok(certificates)
}

/// The same, and one more day was settled after the freeze.
fn frozen<T: Config>(n: u32) -> Result<(SeriesId, Items), BenchmarkError> {
	let (series, items) = breached::<T>(n)?;
	let reporter: T::AccountId = account("reporter", 0, 0);
	Pallet::<T>::report_breach(RawOrigin::Signed(reporter).into(), series)?;
	settle::<T>(series, 1)?;
	Ok((series, items))
}

fn referendum_of<T: Config>(series: SeriesId) -> Result<ReferendumIndex, BenchmarkError> {
	let freeze = ledger_of::<T>(series)?.state.freeze();
	Ok(freeze.and_then(|freeze| freeze.referendum).ok_or("it is voted on")?)
}

fn conclude<T: Config>(series: SeriesId) -> Result<(), BenchmarkError> {
	let anyone: T::AccountId = account("anyone", 0, 0);
	Pallet::<T>::conclude_vote(RawOrigin::Signed(anyone).into(), series)?;
	Ok(())
}

/// The same after the vote: days are left whose share of the pledge is due, each owner has credits in
/// both assets, and each certificate is locked.
fn terminated<T: Config>(n: u32) -> Result<(SeriesId, Items), BenchmarkError> {
	let (series, items) = frozen::<T>(n)?;
	T::BenchmarkHelper::end_vote(referendum_of::<T>(series)?, true);
	conclude::<T>(series)?;
	for item in 0..n {
		credit::<T>(&terms_of::<T>(series)?.payment_asset, &owner::<T>(item))?;
		credit::<T>(&Asset::Native, &owner::<T>(item))?;
		T::BenchmarkHelper::lock(series, item);
	}
	Ok((series, items))
}

fn admin<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
}

fn evidence() -> Evidence {
	Evidence { hash: [7; 32], uri: Uri::truncate_from(vec![b'u'; 256]) }
}

/// A full series after a declared event: a release is pending, and the vote on it is due.
fn stricken<T: Config>() -> Result<SeriesId, BenchmarkError> {
	let (series, _) = settled::<T>(MAX_ITEMS, 1)?;
	Pallet::<T>::freeze_for_event(admin::<T>()?, series, evidence())?;
	settle::<T>(series, 1)?;
	credit_releases::<T>(series)?;
	let since = FIRST + TERM + 3;
	T::BenchmarkHelper::set_today(since + T::Rules::days(Period::EventVote));
	Ok(series)
}

/// The same with an open vote.
fn voted_on<T: Config>() -> Result<(SeriesId, ReferendumIndex), BenchmarkError> {
	let series = stricken::<T>()?;
	let anyone: T::AccountId = account("anyone", 0, 0);
	Pallet::<T>::open_event_vote(RawOrigin::Signed(anyone).into(), series)?;
	Ok((series, referendum_of::<T>(series)?))
}

/// What a payout does with the next certificate: it finds it and pays it.
fn pay_next<T: Config>(context: &mut PayoutContext<T>) -> Weight {
	let series = context.series;
	let before = Positions::<T>::hashed_key_for(series, ItemId::MAX);
	let next = Positions::<T>::iter_prefix_from(series, before).next();
	let next = next.or_else(|| Positions::<T>::iter_prefix(series).next());
	next.map_or(Weight::MAX, |(item, position)| Pallet::<T>::pay_item(context, item, position, 1))
}

fn claimable<T: Config>(series: SeriesId) -> Balance {
	Pallet::<T>::claimable(series, 0)
}

fn is_refunded<T: Config>(series: SeriesId, item: ItemId) -> bool {
	Positions::<T>::get(series, item).is_some_and(|position| position.refunded)
}

fn is_terminated<T: Config>(series: SeriesId) -> Result<bool, BenchmarkError> {
	Ok(ledger_of::<T>(series)?.state.termination().is_some())
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn distribute(d: Linear<1, MAX_DAYS>) -> Result<(), BenchmarkError> {
		let (series, miner) = sold_daily::<T>(EARLIER + d)?;
		settle::<T>(series, MAX_DAYS)?;
		settle::<T>(series, EARLIER - MAX_DAYS)?;
		credit_releases::<T>(series)?;
		let amounts = amounts(d)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(miner), series, FIRST + EARLIER + 1, amounts);

		let ledger = ledger_of::<T>(series)?;
		assert_eq!(ledger.progress.settled_through, FIRST + EARLIER + d);
		assert_eq!(ledger.volume.ended, EARLIER + d + 1 - LONG_TERM);
		Ok(())
	}

	#[benchmark]
	fn claim_income(n: Linear<1, MAX_ITEMS>) -> Result<(), BenchmarkError> {
		let (series, items) = frozen::<T>(n)?;
		let caller = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), series, items);

		assert!((0..n).all(|item| Pallet::<T>::claimable(series, item) == 0));
		Ok(())
	}

	// After a termination: income, what is left of the deposit and a share of the pledge.
	#[benchmark]
	fn retire(n: Linear<1, MAX_ITEMS>) -> Result<(), BenchmarkError> {
		let (series, items) = terminated::<T>(n)?;
		let on = FIRST + 3 + T::Rules::series_rules().breach.late;
		T::BenchmarkHelper::set_today(on + T::Rules::days(Period::Keep));
		let caller = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), series, items);

		assert_eq!(Positions::<T>::iter_prefix(series).count(), 0);
		assert_eq!(credits::<T>(&Asset::Native), 0);
		Ok(())
	}

	#[benchmark]
	fn refund(n: Linear<1, MAX_ITEMS>) -> Result<(), BenchmarkError> {
		let (series, items) = terminated::<T>(n)?;
		let caller = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), series, items);

		assert!((0..n).all(|item| is_refunded::<T>(series, item)));
		assert_eq!(credits::<T>(&Asset::Native), 0);
		Ok(())
	}

	#[benchmark]
	fn report_breach() -> Result<(), BenchmarkError> {
		let (series, _) = breached::<T>(MAX_ITEMS)?;
		let caller = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), series);

		referendum_of::<T>(series)?;
		Ok(())
	}

	// A termination after an event: a release is paid to two accounts, which is more than a slash.
	#[benchmark]
	fn conclude_vote() -> Result<(), BenchmarkError> {
		let (series, referendum) = voted_on::<T>()?;
		T::BenchmarkHelper::end_vote(referendum, true);
		let caller = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), series);

		assert!(is_terminated::<T>(series)?);
		Ok(())
	}

	#[benchmark]
	fn write_off_day() -> Result<(), BenchmarkError> {
		let (series, _) = sold_daily::<T>(LONG_TERM)?;
		settle::<T>(series, MAX_DAYS)?;
		settle::<T>(series, LONG_TERM - 1 - MAX_DAYS)?;
		T::BenchmarkHelper::set_today(FIRST + LONG_TERM + 1 + T::Rules::days(Period::WriteOff));
		let caller = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), series);

		let ledger = ledger_of::<T>(series)?;
		let settled = (ledger.progress.settled_through, ledger.volume.ended);
		assert_eq!(settled, (FIRST + LONG_TERM, 1));
		Ok(())
	}

	#[benchmark]
	fn open_event_vote() -> Result<(), BenchmarkError> {
		let series = stricken::<T>()?;
		let caller = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), series);

		referendum_of::<T>(series)?;
		Ok(())
	}

	// As in `conclude_vote`.
	#[benchmark]
	fn terminate() -> Result<(), BenchmarkError> {
		let (series, referendum) = voted_on::<T>()?;
		T::BenchmarkHelper::end_vote(referendum, true);

		#[extrinsic_call]
		_(RawOrigin::Root, series);

		assert!(is_terminated::<T>(series)?);
		Ok(())
	}

	#[benchmark]
	fn freeze_for_event() -> Result<(), BenchmarkError> {
		let (series, _) = settled::<T>(MAX_ITEMS, 1)?;
		let origin = admin::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, series, evidence());

		assert!(ledger_of::<T>(series)?.state.freeze().is_some());
		Ok(())
	}

	#[benchmark]
	fn end_event() -> Result<(), BenchmarkError> {
		let (series, _) = voted_on::<T>()?;
		let origin = admin::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, series);

		assert_eq!(ledger_of::<T>(series)?.state, SeriesState::Open);
		Ok(())
	}

	#[benchmark]
	fn payout_idle() -> Result<(), BenchmarkError> {
		settled::<T>(1, 1)?;
		let _ = Payouts::<T>::clear(u32::MAX, None);

		#[block]
		{
			Pallet::<T>::pay_out(Weight::MAX);
		}

		assert!(!PayoutTurn::<T>::exists());
		Ok(())
	}

	// The end of a sweep, with all that surrounds the first turn of a block.
	#[benchmark]
	fn payout_turn() -> Result<(), BenchmarkError> {
		let (series, _) = settled::<T>(MAX_ITEMS, 1)?;
		let last = Positions::<T>::iter_key_prefix(series).last();
		let sweep = Sweep { cursor: last, visited: MAX_ITEMS, requeue: false };
		Payouts::<T>::insert(series, sweep);

		#[block]
		{
			Pallet::<T>::pay_out(Weight::MAX);
		}

		assert!(!Payouts::<T>::contains_key(series));
		assert_eq!(PayoutTurn::<T>::get(), series);
		Ok(())
	}

	#[benchmark]
	fn payout_nothing() -> Result<(), BenchmarkError> {
		let (series, items) = frozen::<T>(1)?;
		let anyone: T::AccountId = account("anyone", 0, 0);
		Pallet::<T>::claim_income(RawOrigin::Signed(anyone).into(), series, items)?;
		let mut context = PayoutContext::<T>::of(series)?;
		let paid;

		#[block]
		{
			paid = pay_next::<T>(&mut context);
		}

		assert_eq!(paid, T::WeightInfo::payout_nothing());
		assert_eq!(claimable::<T>(series), 0);
		Ok(())
	}

	#[benchmark]
	fn payout_claim() -> Result<(), BenchmarkError> {
		let (series, _) = frozen::<T>(1)?;
		let mut context = PayoutContext::<T>::of(series)?;
		assert!(claimable::<T>(series) > 0);

		#[block]
		{
			pay_next::<T>(&mut context);
		}

		assert_eq!(claimable::<T>(series), 0);
		Ok(())
	}

	#[benchmark]
	fn payout_retire() -> Result<(), BenchmarkError> {
		let (series, _) = settled::<T>(1, TERM)?;
		let mut context = PayoutContext::<T>::of(series)?;
		let asset = context.terms.payment_asset.clone();
		credit::<T>(&asset, &owner::<T>(0))?;

		#[block]
		{
			pay_next::<T>(&mut context);
		}

		assert!(!Positions::<T>::contains_key(series, 0));
		assert_eq!(credits::<T>(&asset), 0);
		Ok(())
	}

	#[benchmark]
	fn payout_refund() -> Result<(), BenchmarkError> {
		let (series, _) = terminated::<T>(1)?;
		let mut context = PayoutContext::<T>::of(series)?;
		assert!(claimable::<T>(series) > 0);

		#[block]
		{
			pay_next::<T>(&mut context);
		}

		assert_eq!(claimable::<T>(series), 0);
		assert!(is_refunded::<T>(series, 0));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
