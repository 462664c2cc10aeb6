//! A fake of escrow and certificates.

use super::*;

/// A series of which something was sold.
#[derive(Clone, Encode, Decode)]
pub struct Failed {
	pub miner: u64,
	pub payment: Asset,
	/// Whether it is frozen, or terminated after that.
	pub frozen: bool,
	pub terminated: bool,
	/// The day it was frozen.
	pub since: Day,
	pub freezes: u16,
	/// The slashed pledge of each certificate, in DMC.
	pub pledge: Balance,
	/// Number of claims that are not closed.
	pub claims: u32,
}

impl Failed {
	fn exposure(&self, cert: &Cert) -> Exposure {
		let slash = if self.terminated && cert.days > 0 { self.pledge } else { 0 };
		Exposure { cert_days: cert.days, instalments: cert.instalments, slash }
	}
}

/// A sold certificate.
#[derive(Clone, Encode, Decode)]
pub struct Cert {
	pub owner: u64,
	pub start: Day,
	pub days: u64,
	pub instalments: Balance,
	pub awards: u16,
}

#[storage_alias]
pub type Series = StorageMap<Neighbours, Twox64Concat, SeriesId, Failed>;
#[storage_alias]
pub type Certs = StorageDoubleMap<Neighbours, Twox64Concat, SeriesId, Twox64Concat, ItemId, Cert>;

impl Holders<u64> for Fake {
	fn is_holder(series: SeriesId, who: &u64) -> bool {
		Certs::iter_prefix_values(series).any(|cert| cert.owner == *who)
	}
}

/// Debts that certificates secure.
#[storage_alias]
pub type Debts =
	StorageDoubleMap<Neighbours, Twox64Concat, SeriesId, Twox64Concat, ItemId, Lien<u64>>;

/// Awards come here as capital; they repay what is in their asset, and are collateral otherwise.
impl Secured<u64> for Fake {
	fn divide(
		series: SeriesId,
		item: ItemId,
		kind: Proceeds,
		asset: &Asset,
		amount: Balance,
	) -> Result<Option<LienShare<u64>>, DispatchError> {
		assert_eq!(kind, Proceeds::Capital);
		let Some(Lien { creditor, asset: owed, debt, .. }) = Debts::get(series, item) else {
			return Ok(None);
		};
		if *asset != owed {
			return Ok(Some(LienShare { creditor, amount }));
		}
		let amount = amount.min(debt);
		Debts::mutate_exists(series, item, |lien| {
			*lien = lien.take().map(|lien| Lien { debt: debt - amount, ..lien });
			*lien = lien.take().filter(|lien| lien.debt > 0);
		});
		Ok(Some(LienShare { creditor, amount }))
	}
	fn discharge(
		_: SeriesId,
		_: ItemId,
		_: Balance,
	) -> Result<Option<LienShare<u64>>, DispatchError> {
		unreachable!("the pool sells nothing")
	}
	fn lien(series: SeriesId, item: ItemId) -> Option<Lien<u64>> {
		Debts::get(series, item)
	}
}

impl Insured<u64> for Fake {
	fn insured(series: SeriesId) -> Option<InsuredSeries<u64>> {
		let Failed { miner, payment, frozen, terminated, since, freezes, .. } =
			Series::get(series)?;
		let state = match (frozen, terminated) {
			(_, true) => InsuredState::Terminated { since },
			(true, _) => InsuredState::Frozen { since },
			_ => InsuredState::Open,
		};
		Some(InsuredSeries {
			miner,
			units: 10,
			payment_asset: payment,
			reward_asset: BTC,
			average: Average::get(),
			state,
			freezes,
		})
	}
	fn outstanding(series: SeriesId, day: Day) -> Result<Outstanding, DispatchError> {
		let failed = Series::get(series).ok_or("no series")?;
		let (mut all, mut later) = (Exposure::default(), std::collections::BTreeMap::new());
		for cert in Certs::iter_prefix_values(series) {
			let exposure = failed.exposure(&cert);
			all = all.plus(exposure).unwrap();
			if cert.start > day {
				let cohort: &mut Exposure = later.entry(cert.start).or_default();
				*cohort = cohort.plus(exposure).unwrap();
			}
		}
		Ok(Outstanding { all, later: later.into_iter().collect() })
	}
	fn open_claim(series: SeriesId) -> DispatchResult {
		ensure!(Kept::get(), "not kept");
		Series::mutate_extant(series, |series| series.claims += 1);
		Ok(())
	}
	fn close_claim(series: SeriesId) {
		Series::mutate_extant(series, |series| series.claims -= 1);
	}
}

impl InsuredCertificates<u64> for Fake {
	fn insured_certificate(
		series: SeriesId,
		item: ItemId,
	) -> Result<InsuredCertificate<u64>, DispatchError> {
		let failed = Series::get(series).ok_or("no series")?;
		let cert = Certs::get(series, item).ok_or(DispatchError::CannotLookup)?;
		let exposure = failed.exposure(&cert);
		let Cert { owner, start, awards, .. } = cert;
		Ok(InsuredCertificate { owner, start, exposure, awards })
	}
	fn note_award(series: SeriesId, item: ItemId, award: u8) -> DispatchResult {
		let bit = 1 << award;
		Certs::try_mutate(series, item, |cert| {
			let cert = cert.as_mut().ok_or(DispatchError::CannotLookup)?;
			ensure!(cert.awards & bit == 0, "collected");
			cert.awards |= bit;
			Ok(())
		})
	}
	fn next_certificate(series: SeriesId, after: Option<ItemId>) -> Option<ItemId> {
		match after {
			Some(item) => {
				Certs::iter_key_prefix_from(series, Certs::hashed_key_for(series, item)).next()
			},
			None => Certs::iter_key_prefix(series).next(),
		}
	}
}
