//! The fakes that stand for calendar, certificates and escrow.

use super::*;

/// A series.
#[derive(Clone, Encode, Decode)]
pub struct Terms {
	pub network: NetworkId,
	pub units: Units,
	pub frozen: bool,
	pub terminated: bool,
}

/// A certificate.
#[derive(Clone, Encode, Decode)]
pub struct Cert {
	pub owner: u64,
	pub sold: bool,
	pub lock: Option<Lock>,
	pub end: Day,
}

#[storage_alias]
pub type Series = StorageMap<Neighbours, Twox64Concat, SeriesId, Terms>;
#[storage_alias]
pub type Certs = StorageDoubleMap<Neighbours, Twox64Concat, SeriesId, Twox64Concat, ItemId, Cert>;

parameter_types! {
	pub storage Today: Day = FIRST;
}

pub struct Fake;

impl Clock for Fake {
	fn today() -> Day {
		Today::get()
	}
	fn live_days(_: Day) -> u32 {
		0
	}
	fn blocks(days: u32) -> u32 {
		days
	}
}

impl CertificateView<u64> for Fake {
	fn series(series: SeriesId) -> Option<SeriesTerms<u64>> {
		let Terms { network, units, frozen, terminated } = Series::get(series)?;
		Some(SeriesTerms {
			application: 0,
			miner: MINER,
			network,
			units,
			term: 300,
			payment_asset: Asset::WithId(1),
			reward_asset: Asset::WithId(2),
			min_price_per_unit_day: 1,
			expected_revenue: PerUnit::from_u32(1),
			pledge_rate: 1,
			frozen,
			terminated,
		})
	}
	fn certificate(series: SeriesId, item: ItemId) -> Option<CertificateInfo<u64>> {
		let Cert { owner, sold, lock, .. } = Certs::get(series, item)?;
		Some(CertificateInfo { owner, sold, lock })
	}
}

impl Locks<u64> for Fake {
	fn lock(series: SeriesId, item: ItemId, lock: Lock) -> DispatchResult {
		Certs::try_mutate(series, item, |cert| {
			let cert = cert.as_mut().ok_or(DispatchError::CannotLookup)?;
			ensure!(cert.lock.is_none(), "locked");
			cert.lock = Some(lock);
			Ok(())
		})
	}
	fn unlock(series: SeriesId, item: ItemId, lock: Lock) -> DispatchResult {
		Certs::try_mutate(series, item, |cert| {
			let cert = cert.as_mut().ok_or(DispatchError::CannotLookup)?;
			ensure!(cert.lock == Some(lock), "another lock");
			cert.lock = None;
			Ok(())
		})
	}
	fn transfer(_: SeriesId, _: ItemId, _: &u64) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
}

impl SoldCertificates for Fake {
	fn end_day(series: SeriesId, item: ItemId) -> Option<Day> {
		Certs::get(series, item).filter(|cert| cert.sold).map(|cert| cert.end)
	}
	fn frozen_days(_: SeriesId) -> u32 {
		0
	}
	fn pay_income(_: SeriesId, _: &[ItemId]) -> DispatchResult {
		Ok(())
	}
}
