//! The state that tests start from, the calls they make, and what holds after each of them.
//!
//! It is day [`FIRST`]. A unit of network 0 has the weight 3, one of network 1 the weight 1. The account of
//! staking has its existential deposit, and no budget.

use super::*;
use frame_support::{storage::with_storage_layer, traits::Hooks};
use sp_runtime::BuildStorage;

pub fn execute_with_checks(test: impl FnOnce()) {
	ext(&[(0, 3), (1, 1)], ED).execute_with(|| {
		start();
		Staking::on_new_day(FIRST);
		System::reset_events();
		let supply = Balances::total_issuance();
		test();
		check();
		assert_eq!(Balances::total_issuance(), supply, "money appeared or was lost");
	});
}

/// Before the first day, with these weights and this much in the account of staking.
pub fn ext(weights: &[(NetworkId, u32)], held: Balance) -> sp_io::TestExternalities {
	let people = [MINER, ALICE, BOB, STRANGER].map(|who| (who, FUNDS));
	let account = Some((Staking::account(), held)).filter(|(_, held)| *held > 0);
	let balances = people.into_iter().chain(account).collect();
	let genesis = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig { balances, ..Default::default() },
		staking: crate::GenesisConfig { weights: weights.to_vec(), ..Default::default() },
		..Default::default()
	};
	genesis.build_storage().unwrap().into()
}

/// Series and certificates.
pub fn start() {
	System::set_block_number(1);
	MaxSweepWeight::set(Weight::MAX);
	let (frozen, terminated) = (false, false);
	for (series, network, units) in [(SERIES, 0, 10), (OTHER, 1, 10), (DUST, 0, 1)] {
		Series::insert(series, Terms { network, units, frozen, terminated });
		let holders = [(0..10, ALICE), (10..20, BOB), (20..22, MINER)];
		for (item, owner) in
			holders.into_iter().flat_map(|(items, who)| items.map(move |i| (i, who)))
		{
			Certs::insert(series, item, Cert { owner, sold: item < 21, lock: None, end: END });
		}
	}
}

/// What holds after each step of a test.
pub fn check() {
	assert_ok!(Staking::do_try_state());
	// Nothing is in the account that is nobody's but what was transferred since the day began.
	let Backing { held, due, .. } = Staking::backing();
	assert!(held >= due + ED || due == 0, "{held} for {due}");
}

/// All of a call or nothing, as the dispatcher does.
pub fn all_or_nothing(call: impl FnOnce() -> DispatchResult) -> DispatchResult {
	with_storage_layer(call)
}

/// A call within nested storage layers.
pub fn deep(layers: u32, call: &dyn Fn() -> DispatchResult) -> DispatchResult {
	match layers {
		0 => call(),
		_ => with_storage_layer(|| deep(layers - 1, call)),
	}
}

pub fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

fn items(list: &[ItemId]) -> Items {
	list.to_vec().try_into().unwrap()
}

// The calls.

pub fn stake(who: u64, series: SeriesId, list: &[ItemId]) -> DispatchResult {
	all_or_nothing(|| Staking::stake(signed(who), series, items(list)))
}

pub fn unstake(who: u64, series: SeriesId, list: &[ItemId]) -> DispatchResult {
	all_or_nothing(|| Staking::unstake(signed(who), series, items(list)))
}

/// By a stranger.
pub fn claim(series: SeriesId, list: &[ItemId]) -> DispatchResult {
	all_or_nothing(|| Staking::claim_rewards(signed(STRANGER), series, items(list)))
}

pub fn fund(amount: Balance) -> DispatchResult {
	all_or_nothing(|| Staking::fund_budget(signed(STRANGER), amount))
}

pub fn set_weight(network: NetworkId, weight: u32) -> DispatchResult {
	all_or_nothing(|| Staking::set_network_weight(signed(ADMIN), network, weight))
}

/// The end of a block that leaves some weight.
pub fn idle(left: u64) -> u64 {
	let block = System::block_number();
	<Staking as Hooks<_>>::on_idle(block, Weight::from_parts(left, u64::MAX)).ref_time()
}

// What happens outside of this pallet.

/// Days begin, without any visit.
pub fn pass(days: u32) {
	for _ in 0..days {
		let today = Today::get() + 1;
		Today::set(&today);
		Staking::on_new_day(today);
		check();
	}
}

pub fn freeze(series: SeriesId, frozen: bool) {
	Series::mutate(series, |terms| terms.as_mut().unwrap().frozen = frozen);
}

/// Ends a freeze, too.
pub fn terminate(series: SeriesId) {
	freeze(series, false);
	Series::mutate(series, |terms| terms.as_mut().unwrap().terminated = true);
}

pub fn change_cert(item: ItemId, how: impl FnOnce(&mut Cert)) {
	Certs::mutate(SERIES, item, |cert| how(cert.as_mut().unwrap()));
}

/// Transfer to the account of staking, by nobody's call.
pub fn gift(amount: Balance) {
	let to = Staking::account();
	assert_ok!(<Balances as frame_support::traits::fungible::Mutate<_>>::transfer(
		&STRANGER,
		&to,
		amount,
		frame_support::traits::tokens::Preservation::Preserve,
	));
}

/// An account has nothing any more, and is gone.
pub fn empty(who: u64) {
	assert_ok!(Balances::transfer_all(signed(who), STRANGER, false));
	assert_eq!(dmc(who), 0);
}

// Probes.

pub fn dmc(who: u64) -> Balance {
	Balances::balance(&who)
}

pub fn held() -> Balance {
	dmc(Staking::account())
}

pub fn lock(item: ItemId) -> Option<Lock> {
	Certs::get(SERIES, item).unwrap().lock
}

pub fn is_staked(series: SeriesId, item: ItemId) -> bool {
	Stakes::<Test>::contains_key(series, item)
}

pub fn reward(series: SeriesId, item: ItemId) -> Balance {
	Staking::stake_view(series, item).unwrap().reward
}

pub fn budget() -> Balance {
	Budget::<Test>::get()
}

pub fn owed() -> Balance {
	Owed::<Test>::get()
}

/// Units that earn, and those that join, in the pool of a network.
pub fn units(network: NetworkId) -> (Units, Units) {
	let Pool { units, joining, .. } = Pools::<Test>::get(network);
	(units, joining)
}

/// The events of this pallet since they were last asked for.
pub fn events() -> Vec<Event<Test>> {
	let all = System::read_events_for_pallet::<Event<Test>>();
	System::reset_events();
	all
}

pub fn paid(series: SeriesId, item: ItemId, staker: u64, amount: Balance) -> Event<Test> {
	Event::RewardPaid { series, item, staker, amount }
}

pub fn left(series: SeriesId, item: ItemId, staker: u64, reward: Balance) -> Event<Test> {
	Event::Unstaked { series, item, staker, reward }
}

pub fn failed(series: SeriesId, item: ItemId, error: Error<Test>) -> Event<Test> {
	Event::RewardClaimFailed { series, item, error: error.into() }
}
