//! The liens of certificates: a fake that divides as hashrate-nft does, and notes what it told.

use super::{Fakes, Held, Money, BTC, DMC, ED, LENDING, USDT};
use dmex_primitives::{
	Asset, Balance, ItemId, Lien, LienShare, LoanId, Lock, Proceeds, Secured, SeriesId,
};
use frame_support::{
	pallet_prelude::ValueQuery, storage_alias, traits::fungibles::Inspect, Blake2_128Concat,
	Twox64Concat,
};
use sp_runtime::DispatchError;

/// Debts that certificates secure.
#[storage_alias]
pub type LienOf = StorageDoubleMap<Fakes, Twox64Concat, SeriesId, Twox64Concat, ItemId, Lien<u64>>;

/// What was paid for each loan, by asset.
#[storage_alias]
pub type PaidFor =
	StorageDoubleMap<Fakes, Twox64Concat, LoanId, Blake2_128Concat, Asset, Balance, ValueQuery>;

/// Let a sold certificate secure a debt; its loan has the number of the certificate.
pub fn lend(series: SeriesId, item: ItemId, asset: Asset, debt: Balance, self_repaying: bool) {
	let lien = Lien { loan: item, creditor: LENDING, asset, debt, self_repaying };
	LienOf::insert(series, item, lien);
	Held::mutate((series, item), |held| held.as_mut().unwrap().2 = Some(Lock::Collateral));
}

/// Lending has exactly what was told to have been paid.
pub fn check_lending() {
	for asset in [DMC, USDT, BTC] {
		let paid: Balance =
			PaidFor::iter().filter_map(|(_, of, amount)| (of == asset).then_some(amount)).sum();
		let before = if asset == DMC { ED } else { 0 };
		assert_eq!(Money::balance(asset.clone(), &LENDING), before + paid, "{asset:?}");
	}
}

impl Secured<u64> for Fakes {
	fn divide(
		series: SeriesId,
		item: ItemId,
		kind: Proceeds,
		asset: &Asset,
		amount: Balance,
	) -> Result<Option<LienShare<u64>>, DispatchError> {
		let Some(lien) = LienOf::get(series, item).filter(|_| amount > 0) else { return Ok(None) };
		let repays = lien.asset == *asset;
		let part = match kind {
			Proceeds::Income if !(repays && lien.self_repaying) => return Ok(None),
			_ if repays => amount.min(lien.debt),
			_ => amount,
		};
		PaidFor::mutate(lien.loan, asset, |paid| *paid += part);
		if repays && part == lien.debt {
			LienOf::remove(series, item);
			Held::mutate_extant((series, item), |held| held.2 = None);
		} else if repays {
			LienOf::insert(series, item, Lien { debt: lien.debt - part, ..lien.clone() });
		}
		Ok(Some(LienShare { creditor: lien.creditor, amount: part }))
	}
	fn discharge(
		_: SeriesId,
		_: ItemId,
		_: Balance,
	) -> Result<Option<LienShare<u64>>, DispatchError> {
		unreachable!("the escrow sells nothing for a debt")
	}
	fn lien(series: SeriesId, item: ItemId) -> Option<Lien<u64>> {
		LienOf::get(series, item)
	}
}
