//! The state that tests start from, the calls they make, and what holds after each of them.
//!
//! Four series have 10 units per certificate and were frozen on day 100, which is today. Of each,
//! certificates 0 (Alice's), 1 (Bob's) and 2 (its miner's own) start on day 70, 3 (Carol's) on day
//! 95, and 4 (Dave's), sold on the day of the freeze, on day 101. Each has 10 unsettled days, with
//! instalments of 40 a day. When a series is terminated, the pledge of each, 40, is slashed. At
//! the rates of [`Ask::new`] each lost 10 × 10 × 10 − 10 × 40 × 1 − 40 × 5 = 400.

use super::*;
use frame_support::{storage::with_storage_layer, traits::Hooks};
use sp_runtime::BuildStorage;

/// The day of the freeze.
pub const FROZEN: Day = 100;
/// The loss of a certificate.
pub const LOSS: Balance = 400;
/// The loss of those sold before the day of the freeze.
pub const ALL: Balance = 4 * LOSS;
/// The most that the pool awards for a miner at first.
pub const HEADROOM: Balance = POOL / 5;

pub fn rates(unit_day: u32, payment: u32, dmc: u32) -> Rates {
	let [unit_day, payment, dmc] = [unit_day, payment, dmc].map(FixedU128::from_u32);
	Rates { unit_day, payment, dmc }
}

frame_support::parameter_types! {
	/// The shares paid so far: claim, series, certificate, amount.
	pub storage Paid: Vec<(ClaimId, SeriesId, ItemId, Balance)> = vec![];
}

pub fn execute_with_checks(test: impl FnOnce()) {
	ext().execute_with(|| {
		System::set_block_number(1);
		MaxPayoutWeight::set(Weight::MAX);
		let supplies = ASSETS.map(Money::total_issuance);
		seed(SERIES, MINER, USDT);
		seed(SECOND, MINER, USDT);
		seed(DMC_SERIES, MINER, DMC);
		seed(OTHER, OTHER_MINER, USDT);
		test();
		check();
		assert_eq!(ASSETS.map(Money::total_issuance), supplies, "money appeared or was lost");
	});
}

const ASSETS: [Asset; 5] = [DMC, USDT, BTC, EUR, SHADY];

fn ext() -> sp_io::TestExternalities {
	let people = [MINER, ALICE, BOB, CAROL, DAVE, STRANGER, ISSUER];
	let pool = Insurance::account();
	let dmc = people.map(|who| (who, FUNDS)).into_iter().chain([(pool, POOL + ED)]);
	let genesis = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig { balances: dmc.collect(), ..Default::default() },
		assets: pallet_assets::GenesisConfig {
			assets: [(1, 1), (2, MIN_BTC), (3, 1), (11, 1)]
				.map(|(id, min)| (id, ISSUER, true, min))
				.to_vec(),
			accounts: vec![
				(1, pool, POOL + 1),
				(2, pool, POOL + MIN_BTC),
				(1, STRANGER, FUNDS),
				(3, STRANGER, FUNDS),
				(11, STRANGER, FUNDS),
			],
			..Default::default()
		},
		..Default::default()
	};
	genesis.build_storage().unwrap().into()
}

fn seed(series: SeriesId, miner: u64, payment: Asset) {
	let (since, freezes) = (FROZEN, 1);
	let (frozen, terminated, pledge, claims) = (true, false, 40, 0);
	let failed = Failed { miner, payment, frozen, terminated, since, freezes, pledge, claims };
	Series::insert(series, failed);
	let certificates = [(ALICE, 70), (BOB, 70), (miner, 70), (CAROL, 95), (DAVE, 101)];
	for (item, (owner, start)) in (0..).zip(certificates) {
		Certs::insert(series, item, Cert { owner, start, days: 10, instalments: 400, awards: 0 });
	}
}

/// What holds after each step of a test: the invariants; the escrow counts the live claims; each vote
/// is on a claim; and nobody recovers more than was lost.
pub fn check() {
	assert_ok!(Insurance::do_try_state());
	events();
	for (id, series) in Series::iter() {
		let mut live = Insurance::live_claims(u32::MAX);
		live.retain(|claim| claim_of(*claim).series == id);
		assert_eq!(series.claims as usize, live.len(), "claims that the escrow counts");
	}
	for (referendum, (call, seed, outcome)) in Votes::iter() {
		let crate::Call::approve_claim { claim } = call else { panic!("another call") };
		let Claim { referendum: own, status, .. } = claim_of(claim);
		let is_seeded = matches!(seed, Seed::Nay(SEED..=SEED_OF_POOL));
		assert_eq!((own, is_seeded), (referendum, true), "another vote");
		let over = status != ClaimStatus::Voting;
		assert!(outcome != VoteOutcome::Ongoing || !over, "a vote too much");
	}
	check_paid();
}

/// Each award counts what was paid; and by the rates of each claim, a certificate was paid for it and
/// for earlier ones at most its loss.
fn check_paid() {
	for (id, claim) in Claims::<Test>::iter() {
		let paid = Paid::get().iter().filter(|paid| paid.0 == id).map(|paid| paid.3).sum();
		assert_eq!(claim.status.award().map_or(0, |award| award.paid), paid, "paid by {id}");
	}
	for (claim, series, item, _) in Paid::get() {
		let number = award_of(claim).number;
		let so_far = |paid: &&(_, _, _, _)| {
			(paid.1, paid.2) == (series, item) && award_of(paid.0).number <= number
		};
		let value = |paid: &(_, _, _, Balance)| paid.3 as f64 * exchange_rate(claim, paid.0);
		let made_good: f64 = Paid::get().iter().filter(so_far).map(value).sum();
		let lost = own_loss(claim, item);
		assert!(made_good < lost + 1e-6, "{item} lost {lost}, and has {made_good} of it");
	}
}

/// The value of one base unit of an earlier award by the rates of a claim.
fn exchange_rate(claim: ClaimId, earlier: ClaimId) -> f64 {
	let asset = claim_of(earlier).asset;
	let Claim { series, asset: asked, rates, .. } = claim_of(claim);
	if asset == asked {
		return 1.0;
	}
	if asset == Series::get(series).unwrap().payment {
		return rates.payment.to_float();
	}
	match asset {
		Asset::Native => rates.dmc.to_float(),
		_ => rates.unit_day.to_float() / award_of(earlier).average.to_float(),
	}
}

/// The loss of a certificate by the rates of a claim that was awarded, and by its limit.
pub fn own_loss(claim: ClaimId, item: ItemId) -> f64 {
	let Claim { series, asset, rates, rules, .. } = claim_of(claim);
	let certificate = Fake::insured_certificate(series, item).unwrap();
	let Exposure { cert_days, instalments, slash } = certificate.exposure;
	let (unit_days, times) = (10.0 * cert_days as f64, rules.max_value as f64 / 100.0);
	let refund = instalments as f64 * rates.payment.to_float();
	let in_income = unit_days * award_of(claim).average.to_float();
	let base = if asset == BTC { in_income } else { refund };
	let value = (unit_days * rates.unit_day.to_float()).min(times * base);
	value - refund - slash as f64 * rates.dmc.to_float()
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

// The calls.

pub fn contribute(who: u64, asset: Asset, amount: Balance) -> DispatchResult {
	all_or_nothing(|| Insurance::contribute(signed(who), asset, amount))
}

/// A request for a claim.
#[derive(Clone)]
pub struct Ask {
	pub series: SeriesId,
	pub day: Day,
	pub asset: Asset,
	pub amount: Balance,
	pub rates: Rates,
	pub cause: Vec<u8>,
	pub uri: Vec<u8>,
}

impl Ask {
	pub fn new(amount: Balance) -> Self {
		let (cause, uri) = (b"fire".to_vec(), b"ipfs://x".to_vec());
		let rates = rates(10, 1, 5);
		Self { series: SERIES, day: FROZEN, asset: USDT, amount, rates, cause, uri }
	}
	pub fn amounts(self, amount: Balance) -> Self {
		Self { amount, ..self }
	}
	pub fn of(self, series: SeriesId) -> Self {
		Self { series, ..self }
	}
	pub fn on(self, day: Day) -> Self {
		Self { day, ..self }
	}
	pub fn at(self, rates: Rates) -> Self {
		Self { rates, ..self }
	}
	/// For an award in `asset`, whose exchange rate in USDT is one: of a series paid for in USDT each
	/// certificate lost 400 of it.
	pub fn paid_in(self, asset: Asset) -> Self {
		let mut rates = self.rates;
		if asset == DMC {
			(rates.unit_day, rates.dmc) =
				(FixedU128::from_rational(84, 10), FixedU128::from_u32(1));
		}
		Self { asset, rates, ..self }
	}
	pub fn file(self, origin: RuntimeOrigin) -> DispatchResult {
		let Self { series, day, asset, amount, rates, cause, uri } = self;
		let evidence = Evidence { hash: [7; 32], uri: uri.try_into().unwrap() };
		let cause = cause.try_into().unwrap();
		all_or_nothing(|| {
			Insurance::file_claim(origin, series, day, cause, evidence, asset, amount, rates)
		})
	}
	/// Filed by Alice.
	pub fn filed(self) -> ClaimId {
		let claim = NextClaimId::<Test>::get();
		assert_ok!(self.file(signed(ALICE)));
		claim
	}
	/// Filed by Alice, and passed.
	pub fn approved(self) -> ClaimId {
		let claim = self.filed();
		vote(claim, VoteOutcome::Approved);
		assert_ok!(conclude(claim));
		claim
	}
	/// Filed by Alice and passed, and its series is terminated.
	pub fn awarded(self) -> ClaimId {
		let series = self.series;
		let claim = self.approved();
		if !Series::get(series).unwrap().terminated {
			terminate(series);
			assert_ok!(conclude(claim));
		}
		claim
	}
}

/// By a stranger.
pub fn conclude(claim: ClaimId) -> DispatchResult {
	all_or_nothing(|| Insurance::conclude_claim(signed(STRANGER), claim))
}

pub fn collect(claim: ClaimId, items: impl IntoIterator<Item = ItemId>) -> DispatchResult {
	let items = items.into_iter().collect::<Vec<_>>().try_into().unwrap();
	all_or_nothing(|| Insurance::collect_award(signed(STRANGER), claim, items))
}

pub fn approve(origin: RuntimeOrigin, claim: ClaimId) -> DispatchResult {
	all_or_nothing(|| Insurance::approve_claim(origin, claim))
}

/// The end of a block that leaves some weight.
pub fn idle(left: Weight) -> Weight {
	let block = System::block_number();
	<Insurance as Hooks<_>>::on_idle(block, left)
}

/// The ends of blocks that leave all weight.
pub fn blocks(count: u32) {
	(0..count).for_each(|_| {
		idle(Weight::MAX);
	});
}

// What happens outside of this pallet.

/// The vote on a claim ends.
pub fn vote(claim: ClaimId, result: VoteOutcome) {
	let referendum = claim_of(claim).referendum;
	Votes::mutate(referendum, |vote| vote.as_mut().unwrap().2 = result);
}

fn change(series: SeriesId, how: impl FnOnce(&mut Failed)) {
	Series::mutate(series, |series| how(series.as_mut().unwrap()));
}

pub fn terminate(series: SeriesId) {
	change(series, |series| series.terminated = true);
}

pub fn resume(series: SeriesId) {
	change(series, |series| series.frozen = false);
}

pub fn freeze_again(series: SeriesId) {
	change(series, |series| {
		(series.frozen, series.since) = (true, Today::get());
		series.freezes += 1;
	});
}

pub fn change_cert(item: ItemId, how: impl FnOnce(&mut Cert)) {
	Certs::mutate(SERIES, item, |cert| how(cert.as_mut().unwrap()));
}

/// A certificate secures a debt from now on.
pub fn lend(item: ItemId, asset: Asset, debt: Balance) {
	let lien = Lien { loan: item, creditor: LENDING, asset, debt, self_repaying: false };
	Debts::insert(SERIES, item, lien);
}

/// Debt that a certificate secures.
pub fn debt(item: ItemId) -> Option<Balance> {
	Fake::lien(SERIES, item).map(|lien| lien.debt)
}

pub fn give(item: ItemId, owner: u64) {
	change_cert(item, |cert| cert.owner = owner);
}

/// An account cannot receive USDT until `allow`.
pub fn block(who: u64) {
	assert_ok!(Money::transfer(USDT, &STRANGER, &who, 1, Expendable));
	assert_ok!(Assets::block(signed(ISSUER), 1, who));
}

pub fn allow(who: u64) {
	assert_ok!(Assets::thaw(signed(ISSUER), 1, who));
}

pub fn pass(days: u32) {
	Today::set(&(Today::get() + days));
}

// Probes.

pub fn claim_of(claim: ClaimId) -> Claim<u64> {
	Claims::<Test>::get(claim).unwrap()
}

pub fn status(claim: ClaimId) -> ClaimStatus {
	claim_of(claim).status
}

pub fn award_of(claim: ClaimId) -> Award {
	status(claim).award().unwrap()
}

/// The nays that the vote on a claim started with.
pub fn seed_of(claim: ClaimId) -> Balance {
	match Votes::get(claim_of(claim).referendum) {
		Some((_, Seed::Nay(seed), _)) => seed,
		_ => panic!("no nays"),
	}
}

/// The places that are taken, and the claims of a series that take one.
pub fn places(series: SeriesId) -> (u32, u32) {
	(TakenPlaces::<Test>::get(), OpenClaims::<Test>::get(series))
}

pub fn reserved(asset: Asset) -> Balance {
	Reserved::<Test>::get(asset)
}

pub fn dmc(who: u64) -> Balance {
	Money::balance(DMC, &who)
}

pub fn usdt(who: u64) -> Balance {
	Money::balance(USDT, &who)
}

pub fn available(asset: Asset) -> Balance {
	Insurance::pool(asset).available
}

/// The events of this pallet since they were last asked for.
pub fn events() -> Vec<Event<Test>> {
	let all = System::read_events_for_pallet::<Event<Test>>();
	System::reset_events();
	let paid = all.iter().filter_map(|event| match event {
		Event::AwardCollected { claim, series, item, amount, .. } => {
			Some((*claim, *series, *item, *amount))
		},
		_ => None,
	});
	Paid::set(&Paid::get().into_iter().chain(paid).collect::<Vec<_>>());
	all
}

pub fn collected(claim: ClaimId, item: ItemId, owner: u64, amount: Balance) -> Event<Test> {
	let Claim { series, asset, .. } = claim_of(claim);
	Event::AwardCollected { claim, series, item, owner, asset, amount }
}

pub fn failed(claim: ClaimId, item: ItemId, error: impl Into<DispatchError>) -> Event<Test> {
	let error = error.into();
	Event::AwardCollectionFailed { claim, series: claim_of(claim).series, item, error }
}
