//! Parts that the tests of our pallets share: the runtime in which a pallet is tested alone, and a
//! fake of [`PayOrCredit`](crate::PayOrCredit).

/// A runtime `Test` of System, the pallets that are named, by index, and Balances if an existential
/// deposit is given.
///
/// ```ignore
/// dmex_primitives::mock_runtime! {
///     existential_deposit: ED,
///     pallets: { 7 => Assets: pallet_assets, 53 => RiskEscrow: pallet_risk_escrow }
/// }
/// ```
#[macro_export]
macro_rules! mock_runtime {
	(
		existential_deposit: $deposit:expr,
		pallets: { $($pallets:tt)+ }
	) => {
		$crate::mock_runtime! {
			account_data: pallet_balances::AccountData<$crate::Balance>,
			pallets: { 5 => Balances: pallet_balances, $($pallets)+ }
		}

		mod balances_config {
			use super::*;
			use frame_support::derive_impl;

			#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
			impl pallet_balances::Config for Test {
				type Balance = $crate::Balance;
				type ExistentialDeposit = frame_support::traits::ConstU128<{ $deposit }>;
				type AccountStore = System;
			}
		}
	};
	( pallets: { $($pallets:tt)+ } ) => {
		$crate::mock_runtime! { account_data: (), pallets: { $($pallets)+ } }
	};
	(
		account_data: $account_data:ty,
		pallets: { $($index:tt => $name:ident: $pallet:ident),+ $(,)? }
	) => {
		#[frame_support::runtime]
		mod runtime {
			#[runtime::runtime]
			#[runtime::derive(
				RuntimeCall,
				RuntimeEvent,
				RuntimeError,
				RuntimeOrigin,
				RuntimeFreezeReason,
				RuntimeHoldReason,
				RuntimeTask
			)]
			pub struct Test;

			#[runtime::pallet_index(0)]
			pub type System = frame_system;
			$(
				#[runtime::pallet_index($index)]
				pub type $name = $pallet;
			)+
		}

		mod system_config {
			use super::*;
			use frame_support::derive_impl;

			#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
			impl frame_system::Config for Test {
				type Block = frame_system::mocking::MockBlock<Test>;
				type AccountData = $account_data;
			}
		}
	};
}

/// Assets in the runtime of [`mock_runtime`], and `Money` of every asset.
#[macro_export]
macro_rules! mock_assets {
	() => {
		mod assets_config {
			use super::*;
			use frame_support::{derive_impl, traits::AsEnsureOriginWithArg};

			#[derive_impl(pallet_assets::config_preludes::TestDefaultConfig)]
			impl pallet_assets::Config for Test {
				type Balance = $crate::Balance;
				type Currency = Balances;
				type CreateOrigin = AsEnsureOriginWithArg<frame_system::EnsureSigned<u64>>;
				type ForceOrigin = frame_system::EnsureRoot<u64>;
			}
		}

		/// Money of every asset.
		pub type Money = frame_support::traits::fungible::UnionOf<
			Balances,
			Assets,
			frame_support::traits::fungible::NativeFromLeft,
			$crate::Asset,
			u64,
		>;
	};
}

/// Credits of payees, by payee and asset, for a pallet with one custodian account: `Credited` is the
/// storage, `FakeCredits` the neighbour.
#[macro_export]
macro_rules! mock_credits {
	() => {
		/// Credits by payee and asset, whoever is custodian.
		#[frame_support::storage_alias]
		pub type Credited = StorageDoubleMap<
			Fakes,
			frame_support::Blake2_128Concat,
			u64,
			frame_support::Blake2_128Concat,
			$crate::Asset,
			$crate::Balance,
			frame_support::pallet_prelude::ValueQuery,
		>;

		/// The neighbour that credits what cannot be paid.
		pub struct FakeCredits;
		impl $crate::PayOrCredit<u64> for FakeCredits {
			fn pay_or_credit(
				custodian: &u64,
				asset: &$crate::Asset,
				who: &u64,
				amount: $crate::Balance,
			) -> sp_runtime::DispatchResult {
				use frame_support::traits::{fungibles::Mutate, tokens::Preservation::Expendable};
				let total = Credited::get(who, asset) + amount;
				let pay = || Money::transfer(asset.clone(), custodian, who, total, Expendable);
				if amount > 0 && $crate::try_alone(pay)?.is_err() {
					return Self::credit(custodian, asset, who, amount);
				}
				if amount > 0 {
					Credited::remove(who, asset);
				}
				Ok(())
			}

			fn credit(
				_: &u64,
				asset: &$crate::Asset,
				who: &u64,
				amount: $crate::Balance,
			) -> sp_runtime::DispatchResult {
				Credited::mutate(who, asset, |credit| *credit += amount);
				Ok(())
			}

			fn credits_at(_: &u64) -> $crate::backing::Sums {
				let mut sums = $crate::backing::Sums::new();
				for (_, asset, amount) in Credited::iter() {
					*sums.entry(asset).or_default() += amount;
				}
				sums
			}
		}
	};
}
