//! Assets are sound: nobody but the DAO has power over money in custody, and the DAO's own council
//! has none either.

use crate::{insurance_steps::contribute, people::*, steps::*, world::*};
use pallet_miner_registry::{Call as Registry, Error as RegistryError};
use pallet_mutual_insurance::Error as PoolError;
use sp_runtime::{DispatchError, MultiAddress};

/// Whoever may move or freeze an asset could take escrowed money.
#[test]
fn payment_assets_are_refused_if_anybody_else_has_a_role_in_them() {
	execute_with_checks(|| {
		let create = |id: u32, owner: AccountId, is_sufficient, min_balance| {
			root(pallet_assets::Call::force_create {
				id: id.into(),
				owner: MultiAddress::Id(owner),
				is_sufficient,
				min_balance,
			})
		};
		assert_ok!(create(20, alice(), true, 1));
		assert_ok!(create(21, treasury(), false, 1));
		assert_ok!(create(22, treasury(), true, 2));
		assert_ok!(create(23, treasury(), true, 1));
		let allow =
			|id| council(Registry::set_payment_asset { asset: Asset::WithId(id), allowed: true });
		for id in [20, 21, 22, 99] {
			assert_noop!(allow(id), RegistryError::<Runtime>::AssetNotSound);
		}
		assert_ok!(allow(23));
		// One role of somebody else is enough.
		for (id, role) in [(25u32, 0), (26, 1), (27, 2)] {
			assert_ok!(create(id, treasury(), true, 1));
			let of = |mine| MultiAddress::Id(if role == mine { alice() } else { treasury() });
			assert_ok!(root(pallet_assets::Call::force_asset_status {
				id: id.into(),
				owner: of(0),
				issuer: MultiAddress::Id(alice()),
				admin: of(1),
				freezer: of(2),
				min_balance: 1,
				is_sufficient: true,
				is_frozen: false,
			}));
			assert_noop!(allow(id), RegistryError::<Runtime>::AssetNotSound);
		}
	});
}

#[test]
fn users_neither_create_nor_freeze_assets() {
	execute_with_checks(|| {
		let assets = pallet_assets::Call::create {
			id: 24.into(),
			admin: MultiAddress::Id(alice()),
			min_balance: 1,
		};
		assert_noop!(act(alice(), assets), DispatchError::BadOrigin);
		let freeze = pallet_assets::Call::freeze { id: 1.into(), who: MultiAddress::Id(escrow()) };
		let refused = pallet_assets::Error::<Runtime>::NoPermission;
		assert_noop!(act(alice(), freeze), refused);
	});
}

/// With an asset in its hands the council could take the money in escrow.
#[test]
fn the_council_has_no_power_over_assets() {
	execute_with_checks(|| {
		let chair = || MultiAddress::Id(alice());
		let take = pallet_assets::Call::force_asset_status {
			id: 1.into(),
			owner: chair(),
			issuer: chair(),
			admin: chair(),
			freezer: chair(),
			min_balance: 1,
			is_sufficient: true,
			is_frozen: false,
		};
		assert_noop!(council(take), DispatchError::BadOrigin);
		let destroy = pallet_assets::Call::start_destroy { id: 1.into() };
		assert_noop!(council(destroy), DispatchError::BadOrigin);
	});
}

#[test]
fn nobody_spends_more_than_keeps_the_treasury_alive() {
	execute_with_checks(|| {
		let all = balance(&treasury(), &Asset::Native);
		let spend = |amount| {
			let (asset, beneficiary) = (Asset::Native, eve());
			let allow = pallet_governance::Call::allow_payment { asset, beneficiary, amount };
			assert_ok!(root(allow));
			let index = pallet_treasury::SpendCount::<Runtime>::get();
			assert_ok!(root(pallet_treasury::Call::spend {
				asset_kind: Box::new(Asset::Native),
				amount,
				beneficiary: Box::new(eve()),
				valid_from: None,
			}));
			act(bob(), pallet_treasury::Call::payout { index })
		};
		let refused = pallet_treasury::Error::<Runtime>::PayoutError;
		assert_eq!(spend(all), Err(refused.into()));
		assert_eq!(balance(&treasury(), &Asset::Native), all);
		let most = all - EXISTENTIAL_DEPOSIT;
		let before = balance(&eve(), &Asset::Native);
		assert_ok!(spend(most));
		assert_eq!(balance(&eve(), &Asset::Native), before + most);
	});
}

/// Whether the pool takes an asset depends on its roles now, not on what they were.
#[test]
fn the_pool_takes_an_asset_only_while_the_dao_keeps_it() {
	execute_with_checks(|| {
		let set_team = |issuer, admin| {
			let [issuer, admin, freezer] = [issuer, admin, treasury()].map(MultiAddress::Id);
			let call = pallet_assets::Call::set_team { id: COINS.into(), issuer, admin, freezer };
			assert_ok!(act(treasury(), call));
		};
		set_team(alice(), treasury());
		assert_ok!(contribute(&eve(), COIN, 1));
		set_team(treasury(), alice());
		let refused = PoolError::<Runtime>::AssetNotAllowed;
		assert_noop!(contribute(&eve(), COIN, 1), refused);
	});
}
