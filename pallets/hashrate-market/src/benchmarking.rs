//! Each call, linear in the number of certificates in its list.

use super::*;
use alloc::vec::Vec;
use dmex_primitives::{Balance, CertificateView, FeeSplit, ItemId, Items, SeriesId};
use frame_benchmarking::v2::*;
use frame_support::{assert_ok, traits::Get};
use frame_system::RawOrigin;
use sp_runtime::Permill;

/// Brings the neighbours into the state that a benchmark starts from.
pub trait BenchmarkHelper<AccountId> {
	/// A new series of `miner`, open for sale, with `quantity` unsold certificates; returns its
	/// id, the certificates, and a price that its floor allows.
	fn series_on_sale(miner: &AccountId, quantity: u32) -> (SeriesId, Vec<ItemId>, Balance);
	/// Give `who` at least `amount` of the payment asset of `series`, and what it needs to exist.
	fn fund(series: SeriesId, who: &AccountId, amount: Balance);
}

fn signed<T: Config>(who: &T::AccountId) -> RawOrigin<T::AccountId> {
	RawOrigin::Signed(who.clone())
}

fn on_sale<T: Config>(n: u32) -> (T::AccountId, SeriesId, Items, Balance) {
	let miner: T::AccountId = account("miner", 0, 0);
	let (series, items, price) = T::BenchmarkHelper::series_on_sale(&miner, n);
	(miner, series, items.try_into().expect("at most 100 were asked for; qed"), price)
}

/// Listed certificates that cost as much as any can to buy: each has a fee split of its own.
fn listed<T: Config>(n: u32) -> (T::AccountId, SeriesId, Items, Balance) {
	let (miner, series, items, price) = on_sale::<T>(n);
	let days = T::MaxListingDays::get();
	assert_ok!(Pallet::<T>::list(signed::<T>(&miner).into(), series, items.clone(), price, days));
	for (item, pool) in items.iter().zip(1u32..) {
		Listings::<T>::mutate(series, item, |listing| {
			if let Some(listing) = listing {
				let treasury = Permill::from_percent(40);
				listing.rate = Permill::from_percent(1);
				listing.split = FeeSplit { pool: Permill::from_parts(pool * 1_000), treasury };
			}
		});
	}
	(miner, series, items, price)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn list(n: Linear<1, 100>) {
		let (miner, series, items, price) = on_sale::<T>(n);
		let days = T::MaxListingDays::get();

		#[extrinsic_call]
		_(signed::<T>(&miner), series, items, price, days);

		assert_eq!(Listings::<T>::iter_prefix(series).count() as u32, n);
	}

	#[benchmark]
	fn delist(n: Linear<1, 100>) {
		let (miner, series, items, _) = listed::<T>(n);

		#[extrinsic_call]
		_(signed::<T>(&miner), series, items);

		assert_eq!(Listings::<T>::iter_prefix(series).count(), 0);
	}

	#[benchmark]
	fn buy(n: Linear<1, 100>) {
		let (_, series, items, price) = listed::<T>(n);
		let buyer: T::AccountId = account("buyer", 0, 0);
		let total = price * Balance::from(n);
		T::BenchmarkHelper::fund(series, &buyer, total * 2);
		let first = items.first().copied().expect("n is at least one; qed");

		#[extrinsic_call]
		_(signed::<T>(&buyer), series, items, total);

		assert_eq!(Listings::<T>::iter_prefix(series).count(), 0);
		let certificate = T::Certificates::certificate(series, first);
		assert!(certificate.is_some_and(|certificate| certificate.owner == buyer));
	}
}
