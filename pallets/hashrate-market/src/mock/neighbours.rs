//! The fakes that stand for certificates, escrow, fees and clock.

use super::*;

/// Owner, sold, lock.
#[storage_alias]
pub type Certs =
	StorageMap<Neighbours, Twox64Concat, (SeriesId, ItemId), (u64, bool, Option<Lock>)>;
#[storage_alias]
pub type Terms = StorageMap<Neighbours, Twox64Concat, SeriesId, SeriesTerms<u64>>;

pub struct Fake;

impl Clock for Fake {
	fn today() -> Day {
		Today::get()
	}
	fn open_days(_: Day) -> u32 {
		0
	}
	fn blocks(days: u32) -> u32 {
		days
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
		change_lock(series, item, Some(lock), None)
	}
}

fn change_lock(
	series: SeriesId,
	item: ItemId,
	from: Option<Lock>,
	to: Option<Lock>,
) -> DispatchResult {
	Certs::try_mutate((series, item), |certificate| match certificate {
		Some((_, _, lock)) if *lock == from => Ok(*lock = to),
		_ => Err("the lock is another".into()),
	})
}

impl Escrow<u64> for Fake {
	fn ensure_on_sale(_: SeriesId) -> DispatchResult {
		OnSale::get().then_some(()).ok_or("not on sale".into())
	}
	fn sell(
		series: SeriesId,
		buyer: &u64,
		sales: &[(ItemId, Balance)],
	) -> Result<(Day, Day), DispatchError> {
		Self::ensure_on_sale(series)?;
		let terms = Terms::get(series).ok_or("unknown series")?;
		let sum = sales.iter().map(|(_, deposit)| deposit).sum();
		Money::transfer(terms.payment_asset, buyer, &ESCROW, sum, Expendable)?;
		for (item, _) in sales {
			frame_support::ensure!(
				Certs::get((series, item)) == Some((terms.miner, false, None)),
				"not an unsold, unlocked certificate"
			);
			Certs::insert((series, item), (*buyer, true, None::<Lock>));
		}
		Ok((Today::get() + 1, Today::get() + terms.term))
	}
}

impl ProtocolFees<u64> for Fake {
	fn split() -> FeeSplit {
		Split::get()
	}
	fn collect(payer: &u64, asset: &Asset, amount: Balance, split: FeeSplit) -> DispatchResult {
		Collects::set(Collects::get() + 1);
		let FeeShares { pool, treasury, burn } = split.divide(asset, amount);
		Money::transfer(asset.clone(), payer, &POOL, pool, Expendable)?;
		Money::transfer(asset.clone(), payer, &TREASURY, treasury, Expendable)?;
		Money::burn_from(asset.clone(), payer, burn, Expendable, Exact, Polite).map(drop)
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper<u64> for Fake {
	fn series_on_sale(miner: &u64, quantity: u32) -> (SeriesId, Vec<ItemId>, Balance) {
		crate::tests::seed(9, *miner, USDT);
		(9, (0..quantity).collect(), FLOOR)
	}
	fn fund(_: SeriesId, who: &u64, amount: Balance) {
		frame_support::assert_ok!(Money::mint_into(USDT, who, amount));
	}
}
