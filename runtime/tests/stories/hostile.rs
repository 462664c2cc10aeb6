//! Bad input: a clear error each, nothing changed, nothing lost.

use crate::{people::*, steps::*, world::*};
use pallet_hashrate_market::{Call as Market, Error as MarketError};
use pallet_hashrate_nft::{Call as Nft, Error as NftError};
use pallet_miner_registry::{Call as Registry, Error as RegistryError};
use pallet_risk_escrow::{Call as Escrow, Error as EscrowError};
use sp_runtime::{ArithmeticError, DispatchError, MultiAddress, TokenError};

#[test]
fn unknown_applications_and_networks() {
	play(|| {
		shop();
		let unknown: DispatchError = RegistryError::<Runtime>::UnknownApplication.into();
		for application in [1, u32::MAX] {
			for call in [
				Registry::withdraw_application { application },
				Registry::conclude_application { application },
				Registry::pledge { application, amount: DMC },
				Registry::withdraw_pledge { application, amount: DMC },
			] {
				assert_noop!(act(ferdie(), call), unknown);
			}
			assert_noop!(root(Registry::approve_application { application }), unknown);
			let refused = NftError::<Runtime>::NotApproved;
			assert_noop!(create_series(&ferdie(), application, 1, 1), refused);
		}
		let update = Registry::update_network {
			network: 3,
			pledge_per_unit_day: 1,
			channel_fee_per_unit: 1,
			min_payout: 1,
		};
		assert_noop!(council(update), RegistryError::<Runtime>::UnknownNetwork);
	});
}

#[test]
fn unknown_series_and_certificates() {
	play(|| {
		let (_, series, price) = shop();
		for other in [series + 1, u32::MAX] {
			assert_noop!(mint(&ferdie(), other, 1), NftError::<Runtime>::UnknownSeries);
			let unknown = MarketError::<Runtime>::UnknownSeries;
			assert_noop!(list(&ferdie(), other, &[0], price), unknown);
			let unknown = MarketError::<Runtime>::UnknownSeries;
			assert_noop!(buy(&bob(), other, &[0], price), unknown);
			let unknown = EscrowError::<Runtime>::UnknownSeries;
			assert_noop!(distribute(&ferdie(), other, 0, &[1]), unknown);
			assert_noop!(claim(other, &[0]), EscrowError::<Runtime>::UnknownSeries);
			let unknown: DispatchError = EscrowError::<Runtime>::UnknownSeries.into();
			assert_noop!(retire(other, &[0]), unknown);
			assert_noop!(refund(other, &[0]), unknown);
			assert_noop!(report(other), unknown);
			assert_noop!(settle_vote(other), unknown);
			assert_noop!(give_up(other), unknown);
			assert_noop!(declare_event(other), unknown);
			assert_noop!(reinstate(other), unknown);
			assert_noop!(act(bob(), Escrow::open_event_vote { series: other }), unknown);
			assert_noop!(root(Escrow::terminate { series: other }), unknown);
		}
		for item in [4, u32::MAX] {
			let unknown = MarketError::<Runtime>::UnknownCertificate;
			assert_noop!(list(&ferdie(), series, &[item], price), unknown);
			let unknown = MarketError::<Runtime>::NotListed;
			assert_noop!(buy(&bob(), series, &[item], price), unknown);
			let items = items(&[item]);
			let unknown = NftError::<Runtime>::UnknownCertificate;
			assert_noop!(act(ferdie(), Nft::burn_unsold { series, items }), unknown);
		}
	});
}

#[test]
fn pledges_and_certificates_of_nothing_and_far_too_much() {
	play(|| {
		let (_, series, _) = shop();
		let zero = RegistryError::<Runtime>::ZeroAmount;
		assert_noop!(pledge(&ferdie(), 0, 0), zero);
		assert_noop!(pledge(&ferdie(), 0, u128::MAX), RegistryError::<Runtime>::Overflow);
		assert_noop!(pledge(&ferdie(), 0, u128::MAX / 2), ArithmeticError::Underflow);
		let more = dmc(&ferdie()) + 1;
		assert_noop!(pledge(&ferdie(), 0, more), TokenError::FundsUnavailable);
		let withdraw = |amount| act(ferdie(), Registry::withdraw_pledge { application: 0, amount });
		assert_noop!(withdraw(0), RegistryError::<Runtime>::ZeroAmount);
		assert_noop!(withdraw(1), RegistryError::<Runtime>::PledgeTooLow);
		assert_noop!(withdraw(u128::MAX), RegistryError::<Runtime>::PledgeTooLow);

		assert_noop!(create_series(&ferdie(), 0, 0, 3), NftError::<Runtime>::BadUnits);
		assert_noop!(create_series(&ferdie(), 0, u64::MAX, 3), NftError::<Runtime>::BadUnits);
		assert_noop!(create_series(&ferdie(), 0, 1, 0), NftError::<Runtime>::BadTerm);
		assert_noop!(create_series(&ferdie(), 0, 1, u32::MAX), NftError::<Runtime>::BadTerm);
		for quantity in [0, 257, u32::MAX] {
			assert_noop!(mint(&ferdie(), series, quantity), NftError::<Runtime>::BadQuantity);
		}
		assert_noop!(mint(&ferdie(), series, 256), RegistryError::<Runtime>::CapacityExceeded);
		assert_noop!(mint(&ferdie(), series, 1), RegistryError::<Runtime>::PledgeTooLow);
	});
}

#[test]
fn prices_and_income_of_nothing_and_far_too_much() {
	play(|| {
		let (plan, series, price) = shop();
		let under = MarketError::<Runtime>::PriceUnderFloor;
		assert_noop!(list(&ferdie(), series, &[3], 0), under);
		let under = MarketError::<Runtime>::PriceUnderFloor;
		assert_noop!(list(&ferdie(), series, &[3], plan.lowest_price() - 1), under);
		assert_ok!(list(&ferdie(), series, &[3], u128::MAX));
		let cannot = MarketError::<Runtime>::CannotPay;
		assert_noop!(buy(&bob(), series, &[3], u128::MAX), cannot);
		assert_noop!(buy(&bob(), series, &[1, 3], u128::MAX), ArithmeticError::Overflow);
		let expensive = MarketError::<Runtime>::TooExpensive;
		assert_noop!(buy(&bob(), series, &[1], price - 1), expensive);
		assert_noop!(buy(&bob(), series, &[1], 0), MarketError::<Runtime>::TooExpensive);

		let first = today() + 1;
		to_day(first + 1);
		all_feed(NETWORK, first, 50);
		let all = balance(&ferdie(), &COIN);
		assert!(distribute(&ferdie(), series, first, &[u128::MAX]).is_err());
		let unpaid = distribute(&ferdie(), series, first, &[all + 1]);
		assert_eq!(unpaid, Err(TokenError::FundsUnavailable.into()));
		// The miner may pay nothing: whether that is enough is another question.
		assert_ok!(distribute(&ferdie(), series, first, &[0]));
	});
}

#[test]
fn bad_applications() {
	play(|| {
		let apply = |change: fn(&mut Plan)| {
			let mut plan = Plan::default();
			change(&mut plan);
			plan.try_apply()
		};
		assert_noop!(apply(|p| p.quota = 0), RegistryError::<Runtime>::ZeroUnits);
		let many = RegistryError::<Runtime>::TooManyUnits;
		assert_noop!(apply(|p| p.quota = 500_000_001), many);
		assert_noop!(apply(|p| p.floor = 0), RegistryError::<Runtime>::ZeroPrice);
		assert_noop!(apply(|p| p.floor = u128::MAX), RegistryError::<Runtime>::RateTooHigh);
		for asset in [COIN, Asset::WithId(99)] {
			let plan = Plan { payment: asset, ..Plan::default() };
			let refused = RegistryError::<Runtime>::PaymentAssetNotAllowed;
			assert_noop!(plan.try_apply(), refused);
		}
		let poor = Plan { miner: nobody(), ..Plan::default() };
		assert_noop!(poor.try_apply(), TokenError::FundsUnavailable);
		empty(eve());
		give(eve(), 1_000 * DMC);
		let last = Plan { miner: eve(), ..Plan::default() };
		assert!(last.try_apply().is_err(), "the account would disappear");
		give(eve(), EXISTENTIAL_DEPOSIT);
		assert_ok!(last.try_apply());
	});
}

/// Whoever could move or freeze an asset could take escrowed money: such an asset is not let in.
#[test]
fn an_asset_of_somebody_else_is_not_let_in() {
	play(|| {
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
		// Nor one of which anybody else has a single role.
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
fn nobody_makes_an_asset_or_freezes_one() {
	play(|| {
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

/// Nor does the council: with an asset in its hands it could take what lies in escrow.
#[test]
fn the_council_takes_no_asset() {
	play(|| {
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
fn somebody_elses() {
	play(|| {
		let (_, series, price) = shop();
		assert_noop!(create_series(&eve(), 0, 1, 1), NftError::<Runtime>::NotMiner);
		assert_noop!(mint(&eve(), series, 1), NftError::<Runtime>::NotMiner);
		let burn = Nft::burn_unsold { series, items: items(&[3]) };
		assert_noop!(act(eve(), burn), NftError::<Runtime>::NotMiner);
		assert_noop!(list(&eve(), series, &[3], price), MarketError::<Runtime>::NotOwner);
		let delist = Market::delist { series, items: items(&[1]) };
		assert_noop!(act(eve(), delist), MarketError::<Runtime>::NotSeller);
		assert_noop!(pledge(&eve(), 0, DMC), RegistryError::<Runtime>::NotMiner);
		let withdraw = Registry::withdraw_pledge { application: 0, amount: 1 };
		assert_noop!(act(eve(), withdraw), RegistryError::<Runtime>::NotMiner);
		let first = today() + 1;
		to_day(first + 1);
		all_feed(NETWORK, first, 50);
		let pay = distribute(&eve(), series, first, &[500]);
		assert_eq!(pay, Err(EscrowError::<Runtime>::NotMiner.into()));
		let owed = act(eve(), Escrow::withdraw_owed { asset: DOLLAR });
		assert_eq!(owed, Err(EscrowError::<Runtime>::NothingOwed.into()));
		let resale = list(&eve(), series, &[0], price);
		assert_eq!(resale, Err(MarketError::<Runtime>::NotOwner.into()));
	});
}

#[test]
fn from_oneself_and_twice() {
	play(|| {
		let (_, series, price) = shop();
		assert_noop!(buy(&ferdie(), series, &[1], price), MarketError::<Runtime>::BuyFromSelf);
		assert_noop!(buy(&bob(), series, &[0], price), MarketError::<Runtime>::NotListed);
		let twice = MarketError::<Runtime>::DuplicateItem;
		assert_noop!(buy(&bob(), series, &[1, 1], 2 * price), twice);
		let twice = MarketError::<Runtime>::DuplicateItem;
		assert_noop!(list(&ferdie(), series, &[3, 3], price), twice);
		let locked = MarketError::<Runtime>::CertificateLocked;
		assert_noop!(list(&ferdie(), series, &[1], price), locked);
		assert_noop!(buy(&bob(), series, &[], price), MarketError::<Runtime>::NoItems);
		assert_noop!(claim(series, &[]), EscrowError::<Runtime>::NoItems);
		assert_noop!(refund(series, &[]), EscrowError::<Runtime>::NoItems);
	});
}

/// A list with one bad item fails as a whole.
#[test]
fn one_bad_item_spoils_a_list() {
	play(|| {
		let (_, series, price) = shop();
		let total = 3 * price;
		assert_noop!(buy(&bob(), series, &[1, 2, 3], total), MarketError::<Runtime>::NotListed);
		let locked = MarketError::<Runtime>::CertificateLocked;
		assert_noop!(list(&ferdie(), series, &[3, 1], price), locked);
		let delist = Market::delist { series, items: items(&[1, 3]) };
		assert_noop!(act(ferdie(), delist), MarketError::<Runtime>::NotListed);
		let burn = Nft::burn_unsold { series, items: items(&[3, 2]) };
		assert_noop!(act(ferdie(), burn), NftError::<Runtime>::Locked);
		assert_ok!(buy(&bob(), series, &[1, 2], total));
	});
}

#[test]
fn an_expired_listing() {
	play(|| {
		let (_, series, price) = shop();
		let list = |days| {
			let items = items(&[3]);
			act(ferdie(), Market::list { series, items, price, expires_in_days: days })
		};
		for days in [0, 91, u32::MAX] {
			assert_noop!(list(days), MarketError::<Runtime>::InvalidExpiry);
		}
		assert_ok!(list(1));
		next_day();
		assert_noop!(buy(&bob(), series, &[3], price), MarketError::<Runtime>::ListingExpired);
		// Anyone may take it away; what has not expired stays.
		let delist = Market::delist { series, items: items(&[3]) };
		assert_ok!(act(eve(), delist));
		let delist = Market::delist { series, items: items(&[1]) };
		assert_noop!(act(eve(), delist), MarketError::<Runtime>::NotSeller);
	});
}

#[test]
fn certificates_that_must_not_move() {
	play(|| {
		let (_, series, price) = shop();
		use pallet_uniques::{Call, Error};
		let transfer = |item, to| {
			let dest = MultiAddress::Id(to);
			Call::transfer { collection: series, item, dest }
		};
		for item in [1, 3] {
			// Listed, and unsold.
			assert_noop!(act(ferdie(), transfer(item, eve())), Error::<Runtime>::Locked);
			let delegate = MultiAddress::Id(eve());
			let approve = Call::approve_transfer { collection: series, item, delegate };
			assert_ok!(act(ferdie(), approve));
			assert_noop!(act(eve(), transfer(item, eve())), Error::<Runtime>::Locked);
		}
		// Whom the miner let take it is forgotten when it is sold.
		assert_ok!(buy(&bob(), series, &[1], price));
		assert_noop!(act(eve(), transfer(1, eve())), Error::<Runtime>::NoPermission);
		assert_noop!(act(eve(), transfer(0, eve())), Error::<Runtime>::NoPermission);
		assert_ok!(act(alice(), transfer(0, eve())));
	});
}

/// A call that arrives twice pays once.
#[test]
fn a_resent_payment() {
	play(|| {
		let (_, series, _) = shop();
		let first = today() + 1;
		to_day(first + 2);
		all_feed(NETWORK, first + 1, 50);
		assert_ok!(distribute(&ferdie(), series, first, &[500]));
		let before = balance(&ferdie(), &COIN);
		let wrong = EscrowError::<Runtime>::WrongDay;
		assert_noop!(distribute(&ferdie(), series, first, &[500]), wrong);
		let wrong = EscrowError::<Runtime>::WrongDay;
		assert_noop!(distribute(&ferdie(), series, first + 2, &[500]), wrong);
		let open = EscrowError::<Runtime>::DayNotOver;
		assert_noop!(distribute(&ferdie(), series, first + 1, &[500, 500]), open);
		assert_noop!(distribute(&ferdie(), series, first + 1, &[]), EscrowError::<Runtime>::NoDays);
		assert_ok!(distribute(&ferdie(), series, first + 1, &[500]));
		to_day(first + 5);
		assert_ok!(distribute(&ferdie(), series, first + 2, &[500]));
		let nothing = EscrowError::<Runtime>::NothingToSettle;
		assert_noop!(distribute(&ferdie(), series, first + 3, &[500]), nothing);
		assert_eq!(balance(&ferdie(), &COIN), before - 1_000);
	});
}

#[test]
fn the_council_cannot_empty_the_treasury() {
	play(|| {
		let all = balance(&treasury(), &Asset::Native);
		let spend = |amount| {
			let index = pallet_treasury::SpendCount::<Runtime>::get();
			assert_ok!(council(pallet_treasury::Call::spend {
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
		let most = all - dmex_runtime::constants::currency::EXISTENTIAL_DEPOSIT;
		let before = balance(&eve(), &Asset::Native);
		assert_ok!(spend(most));
		assert_eq!(balance(&eve(), &Asset::Native), before + most);
	});
}
