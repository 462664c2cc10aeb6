//! Who stands behind a miner: what registrars attest, what wallets see of it, and that a ban follows it.

use crate::{people::*, steps::*, world::*};
use dmex_primitives::{identity_id, Attestation, AttestedIdentity, Identities};
use dmex_runtime::{configs::identity::AttestedIdentities, queries};
use frame_support::{traits::ConstU32, BoundedVec};
use pallet_identity::{legacy::IdentityInfo, Call, Data, Judgement};
use pallet_miner_registry::{Error, Event};
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	DispatchError, DispatchResult, MultiAddress,
};

const LEGAL: u64 = 2;

type Info = IdentityInfo<ConstU32<8>>;

fn info(legal: Data) -> Info {
	Info { legal, display: Data::Raw(text32("Somebody")), ..Info::default() }
}

fn text32(text: &str) -> BoundedVec<u8, ConstU32<32>> {
	text.as_bytes().to_vec().try_into().unwrap()
}

fn raw(name: &str) -> Info {
	info(Data::Raw(text32(name)))
}

/// The council appoints a registrar, who says that it judges legal names; returns its index.
fn registrar(who: &AccountId) -> u32 {
	let index = pallet_identity::Registrars::<Runtime>::get().len() as u32;
	let account = MultiAddress::Id(who.clone());
	assert_ok!(council(Call::add_registrar { account }));
	assert_ok!(act(who.clone(), Call::set_fields { index, fields: LEGAL }));
	index
}

fn set_identity(who: &AccountId, info: Info) {
	assert_ok!(act(who.clone(), Call::set_identity { info: Box::new(info) }));
}

fn judge(
	by: &AccountId,
	reg_index: u32,
	whom: &AccountId,
	info: &Info,
	judgement: Judgement<Balance>,
) -> DispatchResult {
	let (target, identity) = (MultiAddress::Id(whom.clone()), BlakeTwo256::hash_of(info));
	act(by.clone(), Call::provide_judgement { reg_index, target, judgement, identity })
}

/// An account has a name that a registrar knows to be right.
fn attest(by: &AccountId, index: u32, whom: &AccountId, name: &str) {
	set_identity(whom, raw(name));
	assert_ok!(judge(by, index, whom, &raw(name), Judgement::KnownGood));
}

fn attested(who: &AccountId) -> Option<AttestedIdentity> {
	AttestedIdentities::attested(who)
}

fn judgement_of(who: &AccountId) -> Option<(u32, Attestation)> {
	attested(who).map(|identity| (identity.registrar, identity.judgement))
}

fn ban(miner: &AccountId) -> DispatchResult {
	council(pallet_miner_registry::Call::ban_miner { miner: miner.clone() })
}

#[test]
fn wallets_see_the_name_the_registrar_and_the_judgement() {
	execute_with_checks(|| {
		let index = registrar(&dave());
		assert!(queries::miner(ferdie()).is_none());
		attest(&dave(), index, &ferdie(), "Mine and Sons Ltd 42");
		let identity = AttestedIdentity {
			name: b"Mine and Sons Ltd 42".to_vec(),
			registrar: index,
			judgement: Attestation::KnownGood,
		};
		let shown = queries::miner(ferdie()).unwrap();
		assert_eq!((shown.identity, shown.identity_banned), (Some(identity.clone()), false));
		assert_eq!(queries::portfolio(ferdie(), None, 1).identity, Some(identity));
		assert_eq!(queries::portfolio(eve(), None, 1).identity, None);
		assert_ok!(ban(&ferdie()));
		assert!(queries::miner(ferdie()).unwrap().identity_banned);
	});
}

#[test]
fn an_identity_is_attested_by_a_registrar_in_office_that_judges_names_and_by_nobody_else() {
	execute_with_checks(|| {
		let [first, second] = [registrar(&dave()), registrar(&charlie())];
		let name = raw("Mine and Sons Ltd 42");
		set_identity(&ferdie(), name.clone());
		assert_eq!(attested(&ferdie()), None);
		let judge = |by: AccountId, index, judgement| {
			assert_ok!(judge(&by, index, &ferdie(), &name, judgement));
			judgement_of(&ferdie())
		};
		use Attestation as Shown;
		use Judgement::*;
		for nothing in [Unknown, OutOfDate, LowQuality] {
			assert_eq!(judge(dave(), first, nothing), None);
		}
		assert_eq!(judge(charlie(), second, Reasonable), Some((second, Shown::Reasonable)));
		assert_eq!(judge(dave(), first, Reasonable), Some((first, Shown::Reasonable)));
		assert_eq!(judge(charlie(), second, KnownGood), Some((second, Shown::KnownGood)));
		assert_eq!(judge(dave(), first, Erroneous), None);
		assert_eq!(judge(dave(), first, Unknown), Some((second, Shown::KnownGood)));
		// The registrar no longer judges names, or is dismissed.
		assert_ok!(act(charlie(), Call::set_fields { index: second, fields: !LEGAL }));
		assert_eq!(judgement_of(&ferdie()), None);
		assert_ok!(act(charlie(), Call::set_fields { index: second, fields: LEGAL }));
		assert!(attested(&ferdie()).is_some());
		assert_ok!(council(Call::remove_registrar { index: second }));
		assert_eq!(judgement_of(&ferdie()), None);
	});
}

#[test]
fn another_name_is_another_identity_and_has_to_be_judged_again() {
	execute_with_checks(|| {
		let index = registrar(&dave());
		attest(&dave(), index, &ferdie(), "Mine and Sons Ltd 42");
		set_identity(&ferdie(), raw("Honest Ltd 1"));
		assert_eq!(attested(&ferdie()), None);
		let stale =
			judge(&dave(), index, &ferdie(), &raw("Mine and Sons Ltd 42"), Judgement::KnownGood);
		let refused = pallet_identity::Error::<Runtime>::JudgementForDifferentIdentity;
		assert_eq!(stale, Err(refused.into()));
	});
}

#[test]
fn names_that_cannot_be_compared_or_read_are_none() {
	execute_with_checks(|| {
		let index = registrar(&dave());
		let hidden = Data::Raw(text32("Mine\u{200B} and Sons"));
		for legal in [Data::None, Data::BlakeTwo256([7; 32]), Data::Sha256([7; 32]), hidden] {
			set_identity(&ferdie(), info(legal.clone()));
			assert_ok!(judge(&dave(), index, &ferdie(), &info(legal), Judgement::KnownGood));
			assert_eq!(attested(&ferdie()), None);
		}
	});
}

/// Otherwise a banned miner could name its competitors its sub-accounts: nobody is asked.
#[test]
fn a_sub_account_is_not_attested_with_its_super_account() {
	execute_with_checks(|| {
		let index = registrar(&dave());
		attest(&dave(), index, &ferdie(), "Mallory Ltd 77");
		let sub = MultiAddress::Id(eve());
		assert_ok!(act(ferdie(), Call::add_sub { sub, data: Data::None }));
		assert_ok!(ban(&ferdie()));
		assert_eq!(attested(&eve()), None);
		assert_ok!(Plan { miner: eve(), ..Plan::default() }.try_apply());
	});
}

#[test]
fn a_ban_follows_the_name_to_another_account_and_registrar() {
	execute_with_checks(|| {
		let [first, second] = [registrar(&dave()), registrar(&charlie())];
		attest(&dave(), first, &ferdie(), "Mallory Ltd 77");
		Plan::default().apply();
		// The motion is public: Ferdie hears of it, and clears its identity.
		assert_ok!(act(ferdie(), Call::clear_identity {}));
		assert_ok!(ban(&ferdie()));
		let identity = identity_id(b"Mallory Ltd 77").unwrap();
		assert_emitted(Event::<Runtime>::IdentityBanned { identity, miner: ferdie() });
		attest(&charlie(), second, &eve(), "MALLORY LTD. (77)");
		let plan = Plan { miner: eve(), ..Plan::default() };
		assert_noop!(plan.try_apply(), Error::<Runtime>::BannedIdentity);
		let clear = pallet_miner_registry::Call::clear_miner { miner: eve() };
		assert_ok!(council(clear));
		assert_ok!(plan.try_apply());
		assert_noop!(Plan::default().try_apply(), Error::<Runtime>::Banned);
	});
}

#[test]
fn accounts_of_a_banned_identity_sell_nothing_new_and_pay_on() {
	execute_with_checks(|| {
		let index = registrar(&dave());
		attest(&dave(), index, &ferdie(), "Mallory Ltd 77");
		let series = mine();
		let application = pallet_miner_registry::NextApplicationId::<Runtime>::get() - 1;
		attest(&dave(), index, &eve(), "Mallory Ltd 77");
		assert_ok!(ban(&eve()));
		// Giving the identity up does not help.
		assert_ok!(act(ferdie(), Call::clear_identity {}));
		let barred = pallet_risk_escrow::Error::<Runtime>::MinerBarred;
		assert_noop!(buy(&bob(), series, &[2], PRICE), barred);
		let again = create_series(&ferdie(), application, 10, 3);
		assert_eq!(again, Err(Error::<Runtime>::BannedIdentity.into()));
		pays(series, &[EXPECTED]);
		assert_ok!(pledge(&ferdie(), application, DMC));
	});
}

#[test]
fn no_registrar_hands_its_office_on_and_the_council_appoints() {
	execute_with_checks(|| {
		let index = registrar(&dave());
		let account = || MultiAddress::Id(eve());
		let new = account();
		let filtered: DispatchError = frame_system::Error::<Runtime>::CallFiltered.into();
		assert_noop!(act(dave(), Call::set_account_id { index, new }), filtered);
		let add = Call::add_registrar { account: account() };
		assert_noop!(act(alice(), add), DispatchError::BadOrigin);
		let kill = Call::kill_identity { target: account() };
		assert_noop!(council(kill), DispatchError::BadOrigin);
	});
}

/// "José" as one account writes it, and with the accent apart, as another does.
#[test]
fn a_name_in_another_form_of_unicode_attests_nothing() {
	execute_with_checks(|| {
		let index = registrar(&dave());
		let (composed, apart) = ("Jos\u{e9} Mining 77", "Jose\u{301} Mining 77");
		attest(&dave(), index, &ferdie(), composed);
		attest(&dave(), index, &eve(), apart);
		assert!(attested(&ferdie()).is_some());
		assert_eq!(attested(&eve()), None);
		assert_ok!(ban(&ferdie()));
		// The form that attests is the one that is banned.
		attest(&dave(), index, &eve(), composed);
		let plan = Plan { miner: eve(), ..Plan::default() };
		assert_noop!(plan.try_apply(), Error::<Runtime>::BannedIdentity);
	});
}
