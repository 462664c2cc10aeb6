//! Fakes of certificates and liens, escrow, fees and clock. State that calls change is in storage; state that
//! only tests change is in parameters.

use super::*;

/// Owner, sold, lock.
#[storage_alias]
pub type Certs = StorageMap<Fakes, Twox64Concat, (SeriesId, ItemId), (u64, bool, Option<Lock>)>;
#[storage_alias]
pub type Terms = StorageMap<Fakes, Twox64Concat, SeriesId, SeriesTerms<u64>>;
/// The last days of sold certificates.
#[storage_alias]
pub type LastDays = StorageMap<Fakes, Twox64Concat, (SeriesId, ItemId), Day>;
/// Income of sold certificates that is not claimed; it is in the escrow's account.
#[storage_alias]
pub type Income = StorageMap<Fakes, Twox64Concat, (SeriesId, ItemId), Balance, ValueQuery>;
/// Unreleased deposits of sold certificates today. Each day releases `INSTALMENT`.
#[storage_alias]
pub type Unreleased = StorageMap<Fakes, Twox64Concat, (SeriesId, ItemId), Balance, ValueQuery>;
/// Liens of certificates.
#[storage_alias]
pub type LienOf = StorageMap<Fakes, Twox64Concat, (SeriesId, ItemId), Lien<u64>>;
/// Supply of an asset, by what was minted and burnt.
#[storage_alias]
pub type Supply = StorageMap<Fakes, Twox64Concat, Asset, Balance, ValueQuery>;

parameter_types! {
	pub static Today: Day = 10;
	pub static Split: FeeSplit = ALL_TO_POOL;
	/// Whether all series are late.
	pub static Late: bool = false;
	/// Whether series that have sold must settle earlier days before they sell again.
	pub static Idle: bool = false;
	/// Whether no miner may sell.
	pub static Barred: bool = false;
	/// Whether all series are frozen, and the number of their freezes.
	pub static Frozen: bool = false;
	pub static Freezes: u16 = 0;
	/// Number of times that fees were collected.
	pub static Collects: u32 = 0;
}

/// Amount that a day releases of each deposit, if it is paid in full.
pub const INSTALMENT: Balance = 100;

/// The split that gives everything to the insurance pool.
pub const ALL_TO_POOL: FeeSplit = FeeSplit { pool: Permill::one(), treasury: Permill::zero() };

pub struct Fake;

impl Clock for Fake {
	fn today() -> Day {
		Today::get()
	}
	fn live_days(_: Day) -> u32 {
		0
	}
	fn blocks(days: u32) -> u32 {
		days.saturating_mul(DAY).max(1)
	}
}

impl CertificateView<u64> for Fake {
	fn series(series: SeriesId) -> Option<SeriesTerms<u64>> {
		Terms::get(series)
	}
	fn certificate(series: SeriesId, item: ItemId) -> Option<CertificateInfo<u64>> {
		Certs::get((series, item)).map(|(owner, sold, lock)| CertificateInfo { owner, sold, lock })
	}
}

impl Locks<u64> for Fake {
	fn lock(series: SeriesId, item: ItemId, lock: Lock) -> DispatchResult {
		change_lock(series, item, None, Some(lock))
	}
	fn unlock(series: SeriesId, item: ItemId, lock: Lock) -> DispatchResult {
		let secures = matches!(lock, Lock::Auctioned(_)) && LienOf::contains_key((series, item));
		change_lock(series, item, Some(lock), secures.then_some(Lock::Collateral))
	}
	fn transfer(series: SeriesId, item: ItemId, to: &u64) -> DispatchResult {
		Certs::try_mutate((series, item), |certificate| match certificate {
			Some((owner, true, None)) => {
				let _: () = *owner = *to;
				Ok(())
			},
			_ => Err("not a sold, unlocked certificate".into()),
		})
	}
}

impl Secured<u64> for Fake {
	/// Income of self-repaying loans only.
	fn divide(
		series: SeriesId,
		item: ItemId,
		_: Proceeds,
		asset: &Asset,
		amount: Balance,
	) -> Result<Option<LienShare<u64>>, DispatchError> {
		let lien = LienOf::get((series, item));
		let Some(lien) = lien.filter(|lien| lien.self_repaying && lien.asset == *asset) else {
			return Ok(None);
		};
		let paid = amount.min(lien.debt);
		match lien.debt - paid {
			0 => end_lien(series, item)?,
			debt => LienOf::insert((series, item), Lien { debt, ..lien.clone() }),
		}
		Ok((paid > 0).then_some(LienShare { creditor: lien.creditor, amount: paid }))
	}
	fn discharge(
		series: SeriesId,
		item: ItemId,
		amount: Balance,
	) -> Result<Option<LienShare<u64>>, DispatchError> {
		let Some(Lien { creditor, debt, .. }) = LienOf::get((series, item)) else {
			return Ok(None);
		};
		end_lien(series, item)?;
		Ok(Some(LienShare { creditor, amount: amount.min(debt) }))
	}
	fn lien(series: SeriesId, item: ItemId) -> Option<Lien<u64>> {
		LienOf::get((series, item))
	}
}

/// End a lien, and unlock its certificate unless it is in an auction.
pub fn end_lien(series: SeriesId, item: ItemId) -> DispatchResult {
	LienOf::remove((series, item));
	match Fake::certificate(series, item).and_then(|held| held.lock) {
		Some(Lock::Collateral) => change_lock(series, item, Some(Lock::Collateral), None),
		_ => Ok(()),
	}
}

fn change_lock(
	series: SeriesId,
	item: ItemId,
	from: Option<Lock>,
	to: Option<Lock>,
) -> DispatchResult {
	Certs::try_mutate((series, item), |certificate| match certificate {
		Some((_, _, lock)) if *lock == from => {
			let _: () = *lock = to;
			Ok(())
		},
		_ => Err("the lock is another".into()),
	})
}

fn ensure_open(series: SeriesId) -> DispatchResult {
	let terms = Terms::get(series).ok_or("unknown series")?;
	ensure!(!terms.terminated, "terminated");
	ensure!(!Frozen::get(), "frozen");
	Ok(())
}

fn sell_one(series: SeriesId, item: ItemId, buyer: u64, deposit: Balance) -> DispatchResult {
	let terms = Terms::get(series).ok_or("unknown series")?;
	let unsold = Certs::get((series, item)) == Some((terms.miner, false, None));
	ensure!(unsold, "not an unsold, unlocked certificate");
	ensure!(deposit > 0, "no deposit");
	Certs::insert((series, item), (buyer, true, None::<Lock>));
	LastDays::insert((series, item), Today::get() + terms.term);
	Ok(())
}

impl Escrow<u64> for Fake {
	fn ensure_on_sale(series: SeriesId) -> DispatchResult {
		ensure_open(series)?;
		ensure!(!Barred::get(), "barred");
		ensure!(!Late::get(), "late");
		Ok(())
	}
	fn waits_for_days(series: SeriesId) -> bool {
		ensure_open(series).is_ok() && !Barred::get() && (Late::get() || Idle::get())
	}
	fn sell(
		series: SeriesId,
		buyer: &u64,
		payer: &u64,
		sales: &[(ItemId, Balance)],
	) -> Result<(Day, Day), DispatchError> {
		Self::ensure_on_sale(series)?;
		ensure!(!Idle::get(), "idle");
		let terms = Terms::get(series).ok_or("unknown series")?;
		let sum = sales.iter().map(|(_, deposit)| deposit).sum();
		pay(terms.payment_asset, payer, &ESCROW, sum)?;
		sales.iter().try_for_each(|(item, deposit)| sell_one(series, *item, *buyer, *deposit))?;
		Ok((Today::get() + 1, Today::get() + terms.term))
	}
	fn ensure_on_resale(series: SeriesId, items: &[ItemId]) -> Result<Day, DispatchError> {
		ensure_open(series)?;
		let last_day = |item: &ItemId| LastDays::get((series, *item)).ok_or("not sold".into());
		let last_days = items.iter().map(last_day).collect::<Result<Vec<Day>, DispatchError>>()?;
		last_days.into_iter().min().ok_or("no items".into())
	}
	fn pay_income(series: SeriesId, items: &[ItemId]) -> DispatchResult {
		for item in items {
			let (owner, ..) = Certs::get((series, item)).ok_or("unknown certificate")?;
			let income = Income::take((series, item));
			let share = Fake::divide(series, *item, Proceeds::Income, &BTC, income)?;
			let LienShare { creditor, amount } =
				share.unwrap_or(LienShare { creditor: owner, amount: 0 });
			pay(BTC, &ESCROW, &creditor, amount)?;
			pay(BTC, &ESCROW, &owner, income - amount)?;
		}
		Ok(())
	}
	fn min_unreleased(series: SeriesId, item: ItemId, day: Day) -> Result<Balance, DispatchError> {
		ensure!(LastDays::contains_key((series, item)), "not sold");
		let days = day.saturating_sub(Today::get());
		Ok(Unreleased::get((series, item)).saturating_sub(INSTALMENT * Balance::from(days)))
	}
	fn freezes(_: SeriesId) -> u16 {
		Freezes::get()
	}
}

impl ProtocolFees<u64> for Fake {
	fn split() -> FeeSplit {
		Split::get()
	}
	fn charge(payer: &u64, asset: &Asset, shares: FeeShares) -> DispatchResult {
		Collects::set(Collects::get() + 1);
		let FeeShares { pool, treasury, burn } = shares;
		pay(asset.clone(), payer, &POOL, pool)?;
		pay(asset.clone(), payer, &TREASURY, treasury)?;
		Supply::mutate(asset, |supply| *supply -= burn);
		Money::burn_from(asset.clone(), payer, burn, Expendable, Exact, Polite).map(drop)
	}
}

fn pay(asset: Asset, from: &u64, to: &u64, amount: Balance) -> DispatchResult {
	if amount > 0 {
		Money::transfer(asset, from, to, amount, Expendable)?;
	}
	Ok(())
}
