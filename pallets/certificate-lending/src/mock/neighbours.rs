//! Fakes of certificates, their liens, and the escrow.

use super::*;

/// Owner, whether it was sold, lock.
#[storage_alias]
pub type Certs = StorageDoubleMap<
	Fakes,
	Twox64Concat,
	SeriesId,
	Twox64Concat,
	ItemId,
	(u64, bool, Option<Lock>),
>;
#[storage_alias]
pub type Terms = StorageMap<Fakes, Twox64Concat, SeriesId, SeriesTerms<u64>>;
#[storage_alias]
pub type LienOf = StorageDoubleMap<Fakes, Twox64Concat, SeriesId, Twox64Concat, ItemId, Lien<u64>>;
#[storage_alias]
pub type Paid = StorageMap<Fakes, Twox64Concat, LoanId, LienProceeds>;
/// The last days of sold certificates.
#[storage_alias]
pub type LastDays = StorageMap<Fakes, Twox64Concat, (SeriesId, ItemId), Day>;
/// Income of sold certificates that is not claimed; it is in the escrow's account.
#[storage_alias]
pub type Income = StorageMap<Fakes, Twox64Concat, (SeriesId, ItemId), Balance, ValueQuery>;

parameter_types! {
	/// Number of days for which all series were frozen.
	pub static FrozenDays: u32 = 0;
}

pub struct Fake;

impl CertificateView<u64> for Fake {
	fn series(series: SeriesId) -> Option<SeriesTerms<u64>> {
		Terms::get(series)
	}
	fn certificate(series: SeriesId, item: ItemId) -> Option<CertificateInfo<u64>> {
		Certs::get(series, item).map(|(owner, sold, lock)| CertificateInfo { owner, sold, lock })
	}
}

impl Locks<u64> for Fake {
	fn lock(series: SeriesId, item: ItemId, lock: Lock) -> DispatchResult {
		change_lock(series, item, None, Some(lock))
	}
	fn unlock(series: SeriesId, item: ItemId, lock: Lock) -> DispatchResult {
		let secures = matches!(lock, Lock::Auctioned(_)) && LienOf::contains_key(series, item);
		change_lock(series, item, Some(lock), secures.then_some(Lock::Collateral))
	}
	fn transfer(series: SeriesId, item: ItemId, to: &u64) -> DispatchResult {
		Certs::try_mutate(series, item, |certificate| match certificate {
			Some((owner, true, None)) => {
				let _: () = *owner = *to;
				Ok(())
			},
			_ => Err("not a sold, unlocked certificate".into()),
		})
	}
}

fn change_lock(
	series: SeriesId,
	item: ItemId,
	from: Option<Lock>,
	to: Option<Lock>,
) -> DispatchResult {
	Certs::try_mutate(series, item, |certificate| match certificate {
		Some((_, _, lock)) if *lock == from => {
			let _: () = *lock = to;
			Ok(())
		},
		_ => Err("the lock is another".into()),
	})
}

fn note(loan: LoanId, how: impl FnOnce(&mut LienProceeds)) {
	let mut paid = Paid::get(loan).unwrap_or_default();
	how(&mut paid);
	Paid::insert(loan, paid);
}

impl Secured<u64> for Fake {
	fn divide(
		series: SeriesId,
		item: ItemId,
		kind: Proceeds,
		asset: &Asset,
		amount: Balance,
	) -> Result<Option<LienShare<u64>>, DispatchError> {
		let Some(lien) = LienOf::get(series, item).filter(|_| amount > 0) else { return Ok(None) };
		let Lien { loan, creditor, debt, self_repaying, .. } = lien.clone();
		let same = lien.asset == *asset;
		let part = match kind {
			Proceeds::Income if !(same && self_repaying) => return Ok(None),
			Proceeds::Capital if !same => {
				note(loan, |paid| {
					let sum = paid.collateral.iter_mut().find(|(known, _)| known == asset);
					match sum {
						Some((_, sum)) => *sum += amount,
						None => paid.collateral.try_push((asset.clone(), amount)).unwrap(),
					}
				});
				return Ok(Some(LienShare { creditor, amount }));
			},
			_ => amount.min(debt),
		};
		note(loan, |paid| paid.paid += part);
		lower(series, item, lien, part)?;
		Ok(Some(LienShare { creditor, amount: part }))
	}
	fn discharge(
		series: SeriesId,
		item: ItemId,
		amount: Balance,
	) -> Result<Option<LienShare<u64>>, DispatchError> {
		let Some(Lien { loan, creditor, debt, .. }) = LienOf::get(series, item) else {
			return Ok(None);
		};
		let part = amount.min(debt);
		note(loan, |paid| {
			paid.paid += part;
			paid.sold = true;
		});
		Self::release(series, item)?;
		Ok(Some(LienShare { creditor, amount: part }))
	}
	fn lien(series: SeriesId, item: ItemId) -> Option<Lien<u64>> {
		LienOf::get(series, item)
	}
}

/// Lower a debt by `part`, and end its lien if nothing is left.
fn lower(series: SeriesId, item: ItemId, lien: Lien<u64>, part: Balance) -> DispatchResult {
	let debt = lien.debt.checked_sub(part).ok_or("more than the debt")?;
	if debt == 0 {
		return Fake::release(series, item);
	}
	LienOf::insert(series, item, Lien { debt, ..lien });
	Ok(())
}

impl Liens<u64> for Fake {
	fn secure(series: SeriesId, item: ItemId, lien: Lien<u64>) -> DispatchResult {
		let lock = Certs::get(series, item).and_then(|(_, sold, lock)| lock.filter(|_| sold));
		ensure!(lock == Some(Lock::Collateral), "not locked as collateral");
		ensure!(!LienOf::contains_key(series, item), "a lien already");
		LienOf::insert(series, item, lien);
		Ok(())
	}
	fn reduce(series: SeriesId, item: ItemId, amount: Balance) -> DispatchResult {
		let lien = LienOf::get(series, item).ok_or("no lien")?;
		lower(series, item, lien, amount)
	}
	fn release(series: SeriesId, item: ItemId) -> DispatchResult {
		let locked = matches!(Certs::get(series, item), Some((_, _, Some(Lock::Collateral))));
		match LienOf::take(series, item) {
			Some(_) if locked => change_lock(series, item, Some(Lock::Collateral), None),
			_ => Ok(()),
		}
	}
	fn next_paid(after: Option<LoanId>) -> Option<LoanId> {
		match after {
			Some(loan) => Paid::iter_keys_from(Paid::hashed_key_for(loan)).next(),
			None => Paid::iter_keys().next(),
		}
	}
	fn proceeds(loan: LoanId) -> LienProceeds {
		Paid::get(loan).unwrap_or_default()
	}
	fn take_proceeds(loan: LoanId) -> Option<LienProceeds> {
		Paid::take(loan)
	}
}

impl SoldCertificates for Fake {
	fn end_day(series: SeriesId, item: ItemId) -> Option<Day> {
		LastDays::get((series, item)).filter(|_| Certs::contains_key(series, item))
	}
	fn frozen_days(_: SeriesId) -> u32 {
		FrozenDays::get()
	}
	fn pay_income(series: SeriesId, items: &[ItemId]) -> DispatchResult {
		for item in items {
			let income = Income::take((series, *item));
			pay_for(series, *item, Proceeds::Income, &BTC, income)?;
		}
		Ok(())
	}
}

/// Pay money of the escrow for a certificate, to its lien and its owner, as escrow and insurance do.
pub fn pay_for(
	series: SeriesId,
	item: ItemId,
	kind: Proceeds,
	asset: &Asset,
	amount: Balance,
) -> DispatchResult {
	let (owner, ..) = Certs::get(series, item).ok_or("unknown certificate")?;
	let share = Fake::divide(series, item, kind, asset, amount)?;
	let part = share.as_ref().map_or(0, |share| share.amount);
	if let Some(LienShare { creditor, amount }) = share {
		pay(asset, &ESCROW, &creditor, amount)?;
	}
	if try_alone(|| pay(asset, &ESCROW, &owner, amount - part))?.is_err() {
		// The escrow keeps it as a credit.
	}
	Ok(())
}
