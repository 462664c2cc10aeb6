//! The calls and the payouts at their worst: the series is terminated, and was sold on all the days that
//! can matter; fifteen earlier awards, each with more parts than the one before, bear on its first
//! certificates; the pool awarded something for its miner on every day that counts; texts have their
//! greatest length; the asset is not DMC, and whoever is paid had no account in it; each certificate that
//! is paid secures a debt, which its share repays, and there is a rest for its holder.

use super::*;
use alloc::{vec, vec::Vec};
use dmex_primitives::{
	Asset, Balance, ClaimId, Clock, Day, Evidence, Insured, InsuredCertificates, InsuredState,
	ItemId, Items, Name, PerUnit, ReferendumIndex, Secured, SeriesId, Uri, MAX_INCIDENT_AGE,
	MAX_ITEMS, MAX_SALE_DAYS,
};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{
		fungibles::{Inspect, Mutate},
		EnsureOrigin,
	},
	weights::Weight,
};
use frame_system::RawOrigin;
use sp_runtime::{DispatchResult, FixedU128, Saturating};

/// Sets up the neighbours.
pub trait BenchmarkHelper<AccountId> {
	/// A series that was terminated by a vote, with a slashed pledge. Certificates from 0 on were sold
	/// to these holders on one day, 31 days before it was frozen, and one more on each of `later` days
	/// after that one.
	fn terminated(holders: &[AccountId], later: u32) -> SeriesId;
	/// Begin a lien on a sold certificate: another loan with each call, of `debt` base units of `asset`,
	/// not self-repaying. Its creditor has no account in the asset.
	fn lend(series: SeriesId, item: ItemId, asset: &Asset, debt: Balance);
	/// Remove the certificates of a series as if there had been none.
	fn forget_certificates(series: SeriesId);
	/// An asset that can be contributed, and of which the pool has nothing.
	fn asset() -> Asset;
	/// End a vote with this outcome.
	fn end_vote(referendum: ReferendumIndex, approved: bool);
}

const MONEY: Balance = 1_000_000_000_000_000_000_000_000;
/// Amount of each earlier award: a small part of the loss.
const SMALL: Balance = 1_007;
/// Number of awards before the one that is measured.
const EARLIER: u32 = MAX_AWARDS - 1;
/// Number of days of sales after the first: together, those that the escrow tells one by one.
const LATER_DAYS: u32 = MAX_SALE_DAYS - 1;

/// A terminated series whose earlier awards leave something of the loss.
struct Loss {
	series: SeriesId,
	/// Asset of its income.
	asset: Asset,
	/// The day it was frozen, which is the incident day.
	since: Day,
	/// The last published average of its network.
	average: PerUnit,
}

impl Loss {
	fn new<T: Config>(holders: u32, later: u32) -> Result<Self, BenchmarkError> {
		let holders: Vec<T::AccountId> = (0..holders).map(holder::<T>).collect();
		let series = T::BenchmarkHelper::terminated(&holders, later);
		let ended = T::Escrow::insured(series).ok_or("the helper sells it")?;
		let InsuredState::Terminated { since } = ended.state else {
			return Err("the helper ends it".into());
		};
		let (asset, average) = (ended.reward_asset, ended.average);
		let loss = Self { series, asset, since, average };
		for asset in [&loss.asset, &Asset::Native] {
			fund::<T>(asset, &Pallet::<T>::account(), MONEY)?;
		}
		fund::<T>(&Asset::Native, &holders[0], MONEY)?;
		for number in 0..EARLIER {
			let origin = T::AdminOrigin::try_successful_origin();
			let origin = origin.map_err(|_| BenchmarkError::Weightless)?;
			let incident_day = since - MAX_INCIDENT_AGE + number;
			let claim = loss.passed::<T>(origin, incident_day, SMALL)?;
			conclude::<T>(claim)?;
		}
		fill_recent::<T>(&ended.miner, &loss.asset)?;
		Ok(loss)
	}

	/// A claim whose vote has passed.
	fn passed<T: Config>(
		&self,
		origin: T::RuntimeOrigin,
		day: Day,
		amount: Balance,
	) -> Result<ClaimId, BenchmarkError> {
		let claim = NextClaimId::<T>::get();
		let (series, asset) = (self.series, self.asset.clone());
		let (cause, evidence, rates) = (cause(), evidence(), self.rates());
		Pallet::<T>::file_claim(origin, series, day, cause, evidence, asset, amount, rates)?;
		let filed = Claims::<T>::get(claim).ok_or("it was filed")?;
		T::BenchmarkHelper::end_vote(filed.referendum, true);
		Ok(claim)
	}

	/// A claim of the first holder for all that the pool has, whose vote has passed.
	fn last<T: Config>(&self) -> Result<ClaimId, BenchmarkError> {
		let origin = RawOrigin::Signed(holder::<T>(0)).into();
		self.passed::<T>(origin, self.since, Balance::MAX)
	}

	/// Rates with many digits. A unit-day is valued as highly as it may be, in the asset of income, and what
	/// is returned at next to nothing: there is a loss whatever certificates cost.
	fn rates(&self) -> Rates {
		Rates {
			unit_day: self.average.saturating_mul(PerUnit::from_inner(2_999_999_987_654_321_987)),
			payment: FixedU128::from_inner(999_937),
			dmc: FixedU128::from_inner(12_345_677),
		}
	}

	/// Certificates 0 to `items - 1` secure a small debt each.
	fn lend<T: Config>(&self, items: u32) {
		let debt = T::Assets::minimum_balance(self.asset.clone());
		for item in 0..items {
			T::BenchmarkHelper::lend(self.series, item, &self.asset, debt);
		}
	}

	/// Whether the debt of a certificate was repaid, and its holder was paid the rest.
	fn is_paid<T: Config>(&self, item: ItemId) -> bool {
		let rest = T::Assets::balance(self.asset.clone(), &holder::<T>(item));
		T::Liens::lien(self.series, item).is_none() && rest > 0
	}
}

fn holder<T: Config>(item: ItemId) -> T::AccountId {
	account("holder", item, 0)
}

fn fund<T: Config>(
	asset: &Asset,
	who: &T::AccountId,
	amount: Balance,
) -> Result<(), BenchmarkError> {
	T::Assets::mint_into(asset.clone(), who, amount)?;
	Ok(())
}

/// Something was awarded for a miner today: fill all the days that count, for it and for all miners.
fn fill_recent<T: Config>(miner: &T::AccountId, asset: &Asset) -> Result<(), BenchmarkError> {
	let today = T::Clock::today();
	let older = (today + 1 - CAP_DAYS..today).map(|day| (day, SMALL));
	let all: Vec<_> = older.chain(Recent::<T>::get(miner, asset)).collect();
	assert_eq!(all.len() as u32, CAP_DAYS);
	let all: RecentAwards = all.try_into().map_err(|_| "too many days")?;
	Recent::<T>::insert(miner, asset, &all);
	RecentTotals::<T>::insert(asset, all);
	Ok(())
}

fn conclude<T: Config>(claim: ClaimId) -> DispatchResult {
	let anyone: T::AccountId = account("anyone", 0, 0);
	Pallet::<T>::conclude_claim(RawOrigin::Signed(anyone).into(), claim)
}

/// Approve a claim as if its series had not ended yet.
fn approve_early<T: Config>(claim: ClaimId) -> DispatchResult {
	let mut record = Pallet::<T>::ensure_claim(claim)?;
	let (on, reserved) = (T::Clock::today(), MONEY / 10);
	Pallet::<T>::reserve(&record.asset, reserved)?;
	Pallet::<T>::note_recent(&record.miner, &record.asset, on, reserved);
	record.status = ClaimStatus::Approved { on, reserved };
	Claims::<T>::insert(claim, record);
	Ok(())
}

fn cause() -> Name {
	Name::truncate_from(vec![b'c'; 64])
}

fn evidence() -> Evidence {
	let mut uri = b"https://".to_vec();
	uri.resize(256, b'u');
	Evidence { hash: [7; 32], uri: Uri::truncate_from(uri) }
}

/// Whether a claim has the last award that its series may have.
fn is_awarded<T: Config>(claim: ClaimId) -> bool {
	let Some(record) = Claims::<T>::get(claim) else { return false };
	let award = record.status.award();
	record.status.is_live() && award.is_some_and(|award| u32::from(award.number) == EARLIER)
}

fn deposited<T: Config>() -> Balance {
	MONEY - T::Assets::balance(Asset::Native, &holder::<T>(0))
}

#[benchmarks]
mod benchmarks {
	use super::*;

	// All that the contributor has: its account in the asset ends, and the pool's begins.
	#[benchmark]
	fn contribute() -> Result<(), BenchmarkError> {
		let asset = T::BenchmarkHelper::asset();
		let caller: T::AccountId = whitelisted_caller();
		fund::<T>(&asset, &caller, MONEY)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), asset.clone(), MONEY);

		assert_eq!(T::Assets::balance(asset, &Pallet::<T>::account()), MONEY);
		Ok(())
	}

	#[benchmark]
	fn file_claim() -> Result<(), BenchmarkError> {
		let loss = Loss::new::<T>(1, LATER_DAYS)?;
		let claim = NextClaimId::<T>::get();
		let (cause, evidence, rates) = (cause(), evidence(), loss.rates());
		let Loss { series, asset, since, .. } = loss;
		let caller = RawOrigin::Signed(holder::<T>(0));

		#[extrinsic_call]
		_(caller, series, since, cause, evidence, asset, Balance::MAX, rates);

		assert!(LiveClaims::<T>::contains_key(claim));
		assert!(deposited::<T>() > 0);
		Ok(())
	}

	// The vote on a claim for a series that has ended: it is approved and awarded immediately.
	#[benchmark]
	fn conclude_claim() -> Result<(), BenchmarkError> {
		let claim = Loss::new::<T>(1, LATER_DAYS)?.last::<T>()?;
		let caller = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), claim);

		assert!(is_awarded::<T>(claim));
		assert_eq!(deposited::<T>(), 0);
		Ok(())
	}

	#[benchmark]
	fn collect_award(n: Linear<1, MAX_ITEMS>) -> Result<(), BenchmarkError> {
		let loss = Loss::new::<T>(n, 0)?;
		let claim = loss.last::<T>()?;
		conclude::<T>(claim)?;
		loss.lend::<T>(n);
		let items: Items = (0..n).collect::<Vec<_>>().try_into().map_err(|_| "too many")?;
		let caller = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), claim, items);

		assert!(is_awarded::<T>(claim));
		assert!((0..n).all(|item| loss.is_paid::<T>(item)));
		Ok(())
	}

	// As in `conclude_claim`.
	#[benchmark]
	fn approve_claim() -> Result<(), BenchmarkError> {
		let claim = Loss::new::<T>(1, LATER_DAYS)?.last::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Root, claim);

		assert!(is_awarded::<T>(claim));
		assert_eq!(deposited::<T>(), 0);
		Ok(())
	}

	#[benchmark]
	fn payout_idle() {
		PayoutTurn::<T>::put(7);

		#[block]
		{
			Pallet::<T>::pay_out(Weight::MAX);
		}

		assert_eq!(PayoutTurn::<T>::get(), 7);
	}

	// An award is fixed, and begins to be paid; but there is no certificate.
	#[benchmark]
	fn payout_turn() -> Result<(), BenchmarkError> {
		let loss = Loss::new::<T>(1, LATER_DAYS)?;
		let _ = LiveClaims::<T>::clear(u32::MAX, None);
		let claim = loss.last::<T>()?;
		approve_early::<T>(claim)?;
		T::BenchmarkHelper::forget_certificates(loss.series);
		let one_turn = Pallet::<T>::min_payout_weight();

		#[block]
		{
			Pallet::<T>::pay_out(one_turn);
		}

		assert!(is_awarded::<T>(claim));
		assert_eq!(LiveClaims::<T>::get(claim), Some(None));
		assert_eq!(PayoutTurn::<T>::get(), claim);
		Ok(())
	}

	#[benchmark]
	fn payout_item() -> Result<(), BenchmarkError> {
		let loss = Loss::new::<T>(2, 0)?;
		let claim = loss.last::<T>()?;
		conclude::<T>(claim)?;
		loss.lend::<T>(2);
		let mut context = Pallet::<T>::award_context(claim)?;
		let first = T::Escrow::next_certificate(loss.series, None);
		let next;

		#[block]
		{
			next = T::Escrow::next_certificate(loss.series, first);
			if let Some(item) = next {
				let share = Pallet::<T>::share_of(&context, item);
				Pallet::<T>::pay_share(&mut context, item, share);
			}
		}

		assert!(next.is_some_and(|item| loss.is_paid::<T>(item)));
		Ok(())
	}
}
