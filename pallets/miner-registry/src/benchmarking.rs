//! Benchmarks of every call in its worst case.

use super::*;
use alloc::{boxed::Box, vec};
use dmex_primitives::{
	ApplicationId, Asset, Clock, Name, PerUnit, ReferendumIndex, Uri, MAX_NETWORKS, MAX_UNITS,
};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{
		fungible::{Inspect, Mutate},
		EnsureOrigin, Get,
	},
	BoundedVec,
};
use frame_system::RawOrigin;

/// Brings neighbours into the states that benchmarks need.
pub trait BenchmarkHelper<AccountId> {
	/// Let a registrar attest an identity of full length for the account, another one for each name.
	fn attest(who: &AccountId, name: u32);
	/// Asset that [`Config::AssetCheck`] finds sound, another one for each `seed` below 16.
	fn sound_asset(seed: u32) -> Asset;
	/// End the vote with this outcome.
	fn end_vote(referendum: ReferendumIndex, approved: bool);
}

fn admin<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
}

/// A text of full length.
fn text(first: u8) -> Name {
	let mut text = vec![b'x'; 64];
	text[0] = first;
	BoundedVec::truncate_from(text)
}

/// The opening average of each network.
const OPENING_AVERAGE: PerUnit = PerUnit::from_u32(1);

fn add_network<T: Config>() -> Result<u32, BenchmarkError> {
	let id = Networks::<T>::count();
	let rates = NetworkRates { pledge_per_unit_day: 1, channel_fee_per_unit: 1, min_payout: 1 };
	let symbol = text(b'A'.saturating_add(id as u8));
	let record = NetworkRecord {
		symbol,
		unit: text(b'u'),
		reward_asset: T::BenchmarkHelper::sound_asset(0),
		rates,
		closed: false,
	};
	Ok(Pallet::<T>::do_register_network(record, LEAST_MAX_CHANGE, OPENING_AVERAGE)?)
}

/// A URI of full length.
fn uri() -> Uri {
	let mut uri = b"https://".to_vec();
	uri.resize(256, b'u');
	BoundedVec::truncate_from(uri)
}

fn disclosure() -> Disclosure {
	Disclosure {
		kind: MinerKind::Company,
		name: text(b'n'),
		location: text(b'l'),
		node_id: text(b'i'),
		evidence_hash: [7; 32],
		uri: uri(),
	}
}

fn offer<T: Config>() -> Result<Offer, BenchmarkError> {
	Ok(Offer {
		network: add_network::<T>()?,
		total_units: MAX_UNITS,
		effective_units: MAX_UNITS,
		expected_revenue: PerUnit::from_u32(1),
		payment_asset: Asset::Native,
		min_price_per_unit_day: 1,
	})
}

/// As many identities as are remembered were attested for the account, and another one is now.
fn attested<T: Config>(miner: &T::AccountId) {
	for name in 0..MAX_KNOWN_IDENTITIES {
		T::BenchmarkHelper::attest(miner, name);
		Pallet::<T>::note_identity(miner);
	}
	T::BenchmarkHelper::attest(miner, MAX_KNOWN_IDENTITIES);
}

/// A miner with enough DMC and all live applications but one that it may have, and an account of
/// the pallet. Others conclude for it too, so its account is counted like any that a call reads.
fn miner<T: Config>() -> Result<T::AccountId, BenchmarkError> {
	let miner: T::AccountId = account("miner", 0, 0);
	attested::<T>(&miner);
	let amount = T::ApplicationDeposit::get().saturating_mul(10);
	T::Currency::mint_into(&miner, amount)?;
	for who in [Pallet::<T>::account(), T::Treasury::get()] {
		T::Currency::mint_into(&who, T::Currency::minimum_balance())?;
	}
	let others = (1..MAX_LIVE_APPLICATIONS).map(|n| u32::MAX - n).collect::<vec::Vec<_>>();
	LiveApplications::<T>::insert(&miner, BoundedVec::truncate_from(others));
	let today = T::Clock::today();
	KeptPlaces::<T>::mutate(|kept| {
		(1..=T::VoteDays::get()).for_each(|day| kept.keep(today.saturating_add(day), today));
	});
	PaymentAssets::<T>::insert(Asset::Native, ());
	Ok(miner)
}

/// An application put to the vote.
fn applied<T: Config>(miner: &T::AccountId) -> Result<ApplicationId, BenchmarkError> {
	Ok(Pallet::<T>::do_apply(miner.clone(), disclosure(), offer::<T>()?)?)
}

/// An application whose vote is over.
fn voted<T: Config>(miner: &T::AccountId, approved: bool) -> Result<ApplicationId, BenchmarkError> {
	let application = applied::<T>(miner)?;
	let record = Applications::<T>::get(application).ok_or("applied")?;
	T::BenchmarkHelper::end_vote(record.referendum, approved);
	Ok(application)
}

fn approved<T: Config>(miner: &T::AccountId) -> Result<ApplicationId, BenchmarkError> {
	let application = voted::<T>(miner, true)?;
	Pallet::<T>::do_approve_application(application)?;
	Ok(application)
}

fn status<T: Config>(application: ApplicationId) -> Option<ApplicationStatus> {
	Applications::<T>::get(application).map(|record| record.status)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register_network() -> Result<(), BenchmarkError> {
		let origin = admin::<T>()?;
		while Networks::<T>::count() < MAX_NETWORKS - 1 {
			add_network::<T>()?;
		}
		let asset = T::BenchmarkHelper::sound_asset(0);
		let (symbol, unit) = (text(b'Z'), text(b'u'));
		let (max_change, opening) = (LEAST_MAX_CHANGE, OPENING_AVERAGE);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, symbol, unit, asset, 1, 1, 1, max_change, opening);

		assert_eq!(Networks::<T>::count(), MAX_NETWORKS);
		Ok(())
	}

	#[benchmark]
	fn update_network() -> Result<(), BenchmarkError> {
		let origin = admin::<T>()?;
		let network = add_network::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, network, 2, 3, 4, GREATEST_MAX_CHANGE);

		let rates = Networks::<T>::get(network).map(|record| record.rates.min_payout);
		assert_eq!(rates, Some(4));
		Ok(())
	}

	#[benchmark]
	fn set_payment_asset() -> Result<(), BenchmarkError> {
		let origin = admin::<T>()?;
		let asset = T::BenchmarkHelper::sound_asset(1);
		PaymentAssets::<T>::remove(&asset);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, asset.clone(), true);

		assert!(PaymentAssets::<T>::contains_key(&asset));
		Ok(())
	}

	#[benchmark]
	fn apply() -> Result<(), BenchmarkError> {
		let miner = miner::<T>()?;
		let offer = offer::<T>()?;
		let application = NextApplicationId::<T>::get();

		#[extrinsic_call]
		_(
			RawOrigin::Signed(miner),
			offer.network,
			Box::new(disclosure()),
			offer.total_units,
			offer.effective_units,
			offer.expected_revenue,
			offer.payment_asset,
			offer.min_price_per_unit_day,
		);

		assert_eq!(status::<T>(application), Some(ApplicationStatus::Voting));
		Ok(())
	}

	#[benchmark]
	fn withdraw_application() -> Result<(), BenchmarkError> {
		let miner = miner::<T>()?;
		let application = applied::<T>(&miner)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(miner), application);

		assert_eq!(status::<T>(application), Some(ApplicationStatus::Withdrawn));
		Ok(())
	}

	#[benchmark]
	fn conclude_application() -> Result<(), BenchmarkError> {
		let miner = miner::<T>()?;
		let application = voted::<T>(&miner, false)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(miner), application);

		assert_eq!(status::<T>(application), Some(ApplicationStatus::Rejected));
		Ok(())
	}

	#[benchmark]
	fn approve_application() -> Result<(), BenchmarkError> {
		let miner = miner::<T>()?;
		let application = voted::<T>(&miner, true)?;

		#[extrinsic_call]
		_(RawOrigin::Root, application);

		assert_eq!(status::<T>(application), Some(ApplicationStatus::Approved));
		Ok(())
	}

	#[benchmark]
	fn pledge() -> Result<(), BenchmarkError> {
		let miner = miner::<T>()?;
		let application = approved::<T>(&miner)?;
		let amount = T::ApplicationDeposit::get();

		#[extrinsic_call]
		_(RawOrigin::Signed(miner), application, amount);

		assert_eq!(Capacities::<T>::get(application).map(|c| c.pledged), Some(amount));
		Ok(())
	}

	#[benchmark]
	fn withdraw_pledge() -> Result<(), BenchmarkError> {
		let miner = miner::<T>()?;
		let application = approved::<T>(&miner)?;
		let amount = T::ApplicationDeposit::get();
		Pallet::<T>::do_pledge(miner.clone(), application, amount)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(miner), application, amount);

		assert_eq!(Capacities::<T>::get(application).map(|c| c.pledged), Some(0));
		Ok(())
	}

	#[benchmark]
	fn ban_miner() -> Result<(), BenchmarkError> {
		let origin = admin::<T>()?;
		let miner: T::AccountId = account("miner", 0, 0);
		Miners::<T>::insert(&miner, MinerRecord { days_paid: 1, ..Default::default() });
		attested::<T>(&miner);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, miner.clone());

		assert!(Miners::<T>::get(miner).banned);
		Ok(())
	}

	#[benchmark]
	fn clear_miner() -> Result<(), BenchmarkError> {
		let origin = admin::<T>()?;
		let miner: T::AccountId = account("miner", 0, 0);
		attested::<T>(&miner);
		Pallet::<T>::do_ban_miner(miner.clone())?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, miner.clone());

		assert!(!Miners::<T>::get(miner).banned);
		Ok(())
	}

	#[benchmark]
	fn close_network() -> Result<(), BenchmarkError> {
		let origin = admin::<T>()?;
		let network = add_network::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, network);

		assert!(Networks::<T>::get(network).is_some_and(|record| record.closed));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
