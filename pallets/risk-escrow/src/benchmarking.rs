//! Benchmarks of the calls and payouts at their worst: every day has a market average, a window of
//! its own, certificates that start and certificates that end; every payment pays a credit, too; every
//! certificate has income and an owner of its own who has nothing else; and each secures a small debt,
//! which a part of the payment repays, so that two are paid.

use crate::{
	impls::PayoutContext,
	ledger::{expected_income, MAX_STRIKE_AGE},
	types::{Period, Rules, MAX_DAYS, MAX_STRIKES},
	*,
};
use alloc::vec::Vec;
use dmex_primitives::{
	Asset, Balance, CertificateView, Clock, Day, Evidence, ItemId, Items, MarketAverages,
	NetworkId, PayOrCredit, ReferendumIndex, Secured, SeriesId, Sweep, Uri, MAX_ITEMS,
};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{
		fungibles::{Inspect, Mutate},
		EnsureOrigin, Get,
	},
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
	/// Strike the market average of a day out.
	fn strike_average(network: NetworkId, day: Day);
	/// The last `days` market averages of a network are zero.
	fn end_income(network: NetworkId, days: u32);
	/// Begin a lien on a sold certificate: another loan with each call, of `debt` base units of `asset`,
	/// which the certificate's income repays if it is self-repaying. Its creditor has no account in the
	/// asset.
	fn lend(series: SeriesId, item: ItemId, asset: &Asset, debt: Balance, self_repaying: bool);
	/// End a vote with this outcome.
	fn end_vote(referendum: ReferendumIndex, approved: bool);
}

const FIRST: Day = 1_000;
/// Certificates of a hundred days are sold before the first of them ends, and the days by which one is
/// slashed at its end are not its first ones.
const TERM: u32 = MAX_ITEMS + 31;
/// Longer than the days of a call, so that no cohort starts and ends in the same one.
const LONG_TERM: u32 = 36;
/// Number of days settled before those that are measured: more than a window has.
const EARLIER: u32 = 40;
const MONEY: Balance = 1_000_000_000_000_000_000_000;
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

/// What the miner pays for a day: all that is expected, or so little that the day is missed.
#[derive(Clone, Copy)]
enum Pays {
	All,
	ATenth,
}

/// Settle the oldest days.
fn settle<T: Config>(series: SeriesId, days: u32, pays: Pays) -> Result<(), BenchmarkError> {
	let miner = RawOrigin::Signed(terms_of::<T>(series)?.miner);
	let mut left = days;
	while left > 0 {
		let now = left.min(MAX_DAYS);
		let first = ledger_of::<T>(series)?.progress.settled_through + 1;
		let amounts = amounts::<T>(series, now, pays)?;
		Pallet::<T>::distribute(miner.clone().into(), series, first, amounts)?;
		left -= now;
	}
	Ok(())
}

/// Settle the oldest days up to this one.
fn settle_through<T: Config>(series: SeriesId, day: Day, pays: Pays) -> Result<(), BenchmarkError> {
	let through = ledger_of::<T>(series)?.progress.settled_through;
	settle::<T>(series, day - through, pays)
}

/// The income of the oldest days. Certificates that end meanwhile are counted as if they did not.
fn amounts<T: Config>(
	series: SeriesId,
	days: u32,
	pays: Pays,
) -> Result<DayAmounts, BenchmarkError> {
	let (terms, ledger) = (terms_of::<T>(series)?, ledger_of::<T>(series)?);
	let mut active = ledger.volume.active.certificates;
	let mut amounts = Vec::new();
	for day in ledger.progress.settled_through + 1..=ledger.progress.settled_through + days {
		active += Cohorts::<T>::get(series, day).certificates;
		let average = T::Averages::average(terms.network, day).known().ok_or("it is published")?;
		let units = u128::from(active) * u128::from(terms.units);
		let expected = expected_income(average, units).map_err(|_| "it is no large number")?;
		amounts.push(match pays {
			Pays::All => expected,
			Pays::ATenth => expected / 10,
		});
	}
	Ok(amounts.try_into().map_err(|_| "too many days")?)
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

/// Certificates that were sold on a day each, to an owner of its own who has nothing else. Every day has a
/// market average until the last of them ends, and is paid in time until the last of them is sold.
fn sold<T: Config>(n: u32, pays: Pays) -> Result<(SeriesId, Items), BenchmarkError> {
	let (series, _, _) = series::<T>(TERM, n)?;
	let terms = terms_of::<T>(series)?;
	for item in 0..n {
		fund::<T>(&terms.payment_asset, &owner::<T>(item), DEPOSIT)?;
		sell::<T>(series, &owner::<T>(item), FIRST + item, item..item + 1)?;
		settle_through::<T>(series, FIRST + item.saturating_sub(1), pays)?;
	}
	for day in FIRST + n..=FIRST + n + TERM {
		T::BenchmarkHelper::publish_average(terms.network, day);
	}
	let items = (0..n).collect::<Vec<_>>().try_into().map_err(|_| "too many items")?;
	Ok((series, items))
}

/// The same on the second day after all of them were active, and all days up to then are paid.
fn settled<T: Config>(n: u32) -> Result<(SeriesId, Items), BenchmarkError> {
	let certificates = sold::<T>(n, Pays::All)?;
	T::BenchmarkHelper::set_today(FIRST + n + 1);
	settle_through::<T>(certificates.0, FIRST + n, Pays::All)?;
	T::BenchmarkHelper::set_today(FIRST + n + 2);
	Ok(certificates)
}

/// The same after the end of the last one: every day was missed, so that a part of each pledge is
/// slashed. Each owner has credits in both assets, and each certificate secures a debt in the payment
/// asset.
fn ended<T: Config>(n: u32) -> Result<(SeriesId, Items), BenchmarkError> {
	let (series, items) = sold::<T>(n, Pays::ATenth)?;
	T::BenchmarkHelper::set_today(FIRST + n + TERM);
	settle_through::<T>(series, FIRST + n - 1 + TERM, Pays::ATenth)?;
	assert!(ledger_of::<T>(series)?.custody.slash_held > 0);
	credit_owners::<T>(series, n)?;
	lend::<T>(series, n, &terms_of::<T>(series)?.payment_asset, false);
	Ok((series, items))
}

/// Certificates `0..n` secure a small debt each, in this asset.
fn lend<T: Config>(series: SeriesId, n: u32, asset: &Asset, self_repaying: bool) {
	let debt = T::Assets::minimum_balance(asset.clone());
	for item in 0..n {
		T::BenchmarkHelper::lend(series, item, asset, debt, self_repaying);
	}
}

/// Whether no certificate of `0..n` secures a debt any more.
fn is_repaid<T: Config>(series: SeriesId, n: u32) -> bool {
	(0..n).all(|item| T::Certificates::lien(series, item).is_none())
}

fn credit_owners<T: Config>(series: SeriesId, n: u32) -> Result<(), BenchmarkError> {
	for item in 0..n {
		credit::<T>(&terms_of::<T>(series)?.payment_asset, &owner::<T>(item))?;
		credit::<T>(&Asset::Native, &owner::<T>(item))?;
	}
	Ok(())
}

/// Certificates at the time when the oldest unsettled day is a breach.
fn breached<T: Config>(n: u32) -> Result<(SeriesId, Items), BenchmarkError> {
	let certificates = settled::<T>(n)?;
	T::BenchmarkHelper::set_today(FIRST + n + 2 + T::Rules::series_rules().breach.late);
	Ok(certificates)
}

/// The same, and one more day was settled after the freeze.
fn frozen<T: Config>(n: u32) -> Result<(SeriesId, Items), BenchmarkError> {
	let (series, items) = breached::<T>(n)?;
	let reporter: T::AccountId = account("reporter", 0, 0);
	Pallet::<T>::report_breach(RawOrigin::Signed(reporter).into(), series)?;
	settle::<T>(series, 1, Pays::All)?;
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

/// As [`frozen`], with a self-repaying loan on each certificate.
fn frozen_and_lent<T: Config>(n: u32) -> Result<(SeriesId, Items), BenchmarkError> {
	let (series, items) = frozen::<T>(n)?;
	lend::<T>(series, n, &terms_of::<T>(series)?.reward_asset, true);
	Ok((series, items))
}

/// As [`frozen`], after the vote: the pledge of each is slashed, each owner has credits in both assets, and
/// each certificate secures a debt in the payment asset.
fn terminated<T: Config>(n: u32) -> Result<(SeriesId, Items), BenchmarkError> {
	let (series, items) = frozen::<T>(n)?;
	T::BenchmarkHelper::end_vote(referendum_of::<T>(series)?, true);
	conclude::<T>(series)?;
	credit_owners::<T>(series, n)?;
	lend::<T>(series, n, &terms_of::<T>(series)?.payment_asset, false);
	Ok((series, items))
}

fn admin<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
}

fn evidence() -> Evidence {
	let mut uri = b"https://".to_vec();
	uri.resize(256, b'u');
	Evidence { hash: [7; 32], uri: Uri::truncate_from(uri) }
}

/// A full series after a declared event: a release is pending, and the vote on it is due.
fn stricken<T: Config>() -> Result<SeriesId, BenchmarkError> {
	let (series, _) = settled::<T>(MAX_ITEMS)?;
	Pallet::<T>::freeze_for_event(admin::<T>()?, series, evidence())?;
	settle::<T>(series, 1, Pays::All)?;
	credit_releases::<T>(series)?;
	T::BenchmarkHelper::set_today(T::Clock::today() + T::Rules::days(Period::EventVote));
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
		settle::<T>(series, EARLIER, Pays::ATenth)?;
		credit_releases::<T>(series)?;
		let amounts = amounts::<T>(series, d, Pays::ATenth)?;
		let before = ledger_of::<T>(series)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(miner), series, FIRST + EARLIER + 1, amounts);

		let ledger = ledger_of::<T>(series)?;
		assert_eq!(ledger.progress.settled_through, FIRST + EARLIER + d);
		assert_eq!(ledger.volume.ended, EARLIER + d + 1 - LONG_TERM);
		assert!(ledger.custody.slash_held > before.custody.slash_held);
		Ok(())
	}

	#[benchmark]
	fn claim_income(n: Linear<1, MAX_ITEMS>) -> Result<(), BenchmarkError> {
		let (series, items) = frozen_and_lent::<T>(n)?;
		let caller = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), series, items);

		assert!((0..n).all(|item| Pallet::<T>::claimable(series, item) == 0));
		assert!(is_repaid::<T>(series, n));
		Ok(())
	}

	// After their last day: income, what is left of the deposit and a part of the pledge.
	#[benchmark]
	fn retire(n: Linear<1, MAX_ITEMS>) -> Result<(), BenchmarkError> {
		let (series, items) = ended::<T>(n)?;
		let caller = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), series, items);

		assert_eq!(Positions::<T>::iter_prefix(series).count(), 0);
		assert_eq!(credits::<T>(&Asset::Native), 0);
		assert!(is_repaid::<T>(series, n));
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
		assert!(is_repaid::<T>(series, n));
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
		settle::<T>(series, LONG_TERM - 1, Pays::ATenth)?;
		T::BenchmarkHelper::set_today(FIRST + LONG_TERM + 1 + T::Rules::days(Period::WriteOff));
		let caller = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), series);

		let ledger = ledger_of::<T>(series)?;
		let settled = (ledger.progress.settled_through, ledger.volume.ended);
		assert_eq!(settled, (FIRST + LONG_TERM, 1));
		assert!(ledger.custody.slash_held > 0);
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
		let (series, _) = settled::<T>(MAX_ITEMS)?;
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
	fn report_income_ended() -> Result<(), BenchmarkError> {
		let (series, _) = settled::<T>(MAX_ITEMS)?;
		let days = T::Rules::days(Period::IncomeEnded);
		T::BenchmarkHelper::end_income(terms_of::<T>(series)?.network, days);
		let caller = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), series);

		referendum_of::<T>(series)?;
		Ok(())
	}

	// The average of every day was struck out, and for as many days as possible that was applied: neither
	// the days before nor those after have one.
	#[benchmark]
	fn apply_strike() -> Result<(), BenchmarkError> {
		let day = FIRST + EARLIER;
		let last = day + MAX_STRIKE_AGE;
		let (series, _) = sold::<T>(EARLIER + MAX_STRIKE_AGE, Pays::ATenth)?;
		T::BenchmarkHelper::set_today(last + 2);
		settle_through::<T>(series, last, Pays::ATenth)?;
		let network = terms_of::<T>(series)?.network;
		for struck in FIRST + 1..=last {
			T::BenchmarkHelper::strike_average(network, struck);
		}
		let caller: T::AccountId = whitelisted_caller();
		for earlier in day + 1..day + MAX_STRIKES {
			Pallet::<T>::apply_strike(RawOrigin::Signed(caller.clone()).into(), series, earlier)?;
		}
		credit_releases::<T>(series)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), series, day);

		assert_eq!(ledger_of::<T>(series)?.strikes.len(), MAX_STRIKES as usize);
		Ok(())
	}

	#[benchmark]
	fn payout_idle() -> Result<(), BenchmarkError> {
		settled::<T>(1)?;
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
		let (series, _) = settled::<T>(MAX_ITEMS)?;
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
		let (series, _) = frozen_and_lent::<T>(1)?;
		let mut context = PayoutContext::<T>::of(series)?;
		assert!(claimable::<T>(series) > 0);

		#[block]
		{
			pay_next::<T>(&mut context);
		}

		assert_eq!(claimable::<T>(series), 0);
		assert!(is_repaid::<T>(series, 1));
		Ok(())
	}

	#[benchmark]
	fn payout_retire() -> Result<(), BenchmarkError> {
		let (series, _) = ended::<T>(1)?;
		let mut context = PayoutContext::<T>::of(series)?;
		let asset = context.terms.payment_asset.clone();

		#[block]
		{
			pay_next::<T>(&mut context);
		}

		assert!(!Positions::<T>::contains_key(series, 0));
		assert_eq!((credits::<T>(&asset), credits::<T>(&Asset::Native)), (0, 0));
		assert!(is_repaid::<T>(series, 1));
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
		assert!(is_repaid::<T>(series, 1));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
