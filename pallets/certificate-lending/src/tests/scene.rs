//! The state that tests start from, the calls they make, and the checks after each of them.

use super::*;
use frame_support::{
	dispatch::DispatchResultWithPostInfo, storage::with_storage_layer, traits::Hooks,
};
use sp_runtime::{BuildStorage, FixedU128};

/// The day on which tests begin.
pub const START: Day = 10;
/// The day on which loans of tests are due, unless they say otherwise.
pub const DUE: Day = 30;
/// The last day on which they cannot be foreclosed.
pub const DEADLINE: Day = DUE + 3;
/// The last day of certificates.
pub const END: Day = 50;
/// Principal, interest and fee of loans of tests, unless they say otherwise.
pub const PRINCIPAL: Balance = 1_000;
pub const INTEREST: Balance = 200;
pub const DEBT: Balance = PRINCIPAL + INTEREST;
pub const FEE: Balance = INTEREST / 10;
/// An item that is not sold.
pub const UNSOLD: ItemId = 9;
/// The first item of Bob's; those before are Alice's.
pub const BOBS: ItemId = 6;

const ASSETS: [Asset; 4] = [DMC, USDT, BTC, EUR];

/// Two series with certificates 0 to 5 of Alice's, 6 to 8 of Bob's, and an unsold one; everybody has
/// `FUNDS` of all assets but EUR, of which only the escrow has some.
pub fn execute_with_checks(test: impl FnOnce()) {
	ext().execute_with(|| {
		System::set_block_number(1);
		reset();
		for asset in ASSETS {
			Supply::insert(&asset, Money::total_issuance(asset.clone()));
		}
		seed(SERIES, USDT);
		seed(DMC_SERIES, DMC);
		test();
		check();
	});
}

fn reset() {
	Today::set(START);
	FrozenDays::set(0);
	Refuses::set(false);
	NoFees::set(false);
	InterestFee::set(Permill::from_percent(10));
	GraceDays::set(3);
	OfferDeposit::set(DEPOSIT);
	MaxSettleWeight::set(Weight::MAX);
}

fn ext() -> sp_io::TestExternalities {
	let rich = [MINER, ALICE, BOB, LENDER, STRANGER, ESCROW].map(|who| (who, FUNDS));
	let poor = [POOL, TREASURY, Lending::account()].map(|who| (who, ED));
	let accounts = [1, 11].into_iter().flat_map(|id| rich.map(|(who, n)| (id, who, n)));
	let genesis = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances: rich.into_iter().chain(poor).collect(),
			..Default::default()
		},
		assets: pallet_assets::GenesisConfig {
			assets: [(1, 1), (11, 1), (3, MIN_EUR)]
				.map(|(id, min)| (id, ISSUER, true, min))
				.to_vec(),
			accounts: accounts.chain([(3, ESCROW, FUNDS)]).collect(),
			..Default::default()
		},
		..Default::default()
	};
	genesis.build_storage().unwrap().into()
}

fn seed(series: SeriesId, payment_asset: Asset) {
	let terms = SeriesTerms {
		application: 0,
		miner: MINER,
		network: 1,
		units: 10,
		term: 30,
		payment_asset,
		reward_asset: BTC,
		min_price_per_unit_day: 10,
		expected_revenue: FixedU128::from_u32(1),
		pledge_rate: 1,
		frozen: false,
		terminated: false,
	};
	Terms::insert(series, terms);
	for item in 0..UNSOLD {
		let owner = if item < BOBS { ALICE } else { BOB };
		Certs::insert(series, item, (owner, true, None::<Lock>));
		LastDays::insert((series, item), END);
	}
	Certs::insert(series, UNSOLD, (MINER, false, None::<Lock>));
}

/// Checks after each test: the invariants hold; no money appeared or was lost; the pallet holds what it
/// must and nothing else; and no certificate is locked without a loan.
pub fn check() {
	assert_ok!(Lending::do_try_state());
	let mut due = Lending::backing().unwrap();
	for (id, paid) in Paid::iter() {
		let asset = Loans::<Test>::get(id).unwrap().terms.asset;
		for (asset, amount) in paid.collateral.into_iter().chain([(asset, paid.paid)]) {
			due.push(Backing { asset, held: 0, due: amount });
		}
	}
	for asset in ASSETS {
		let supply = Supply::get(&asset);
		assert_eq!(Money::total_issuance(asset.clone()), supply, "money appeared or was lost");
		let own = if asset == DMC { ED } else { 0 };
		let due: Balance = due.iter().filter(|each| each.asset == asset).map(|each| each.due).sum();
		assert_eq!(balance(&asset, Lending::account()), own + due, "money is stuck");
	}
	for (series, item, (.., lock)) in Certs::iter() {
		let known = match lock {
			Some(Lock::Collateral) => LoanOf::<Test>::contains_key(series, item),
			Some(Lock::Auctioned(id)) => Auctions::contains_key(id),
			_ => true,
		};
		assert!(known, "a lock without a loan");
	}
}

/// What a call does, all of it or nothing.
pub fn rolled_back(call: impl FnOnce() -> DispatchResultWithPostInfo) -> DispatchResult {
	with_storage_layer(|| call().map(drop).map_err(|error| error.error))
}

pub fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn balance(asset: &Asset, who: u64) -> Balance {
	Money::balance(asset.clone(), &who)
}

/// What `who` has gained since the start of a test.
pub fn gain(asset: &Asset, who: u64) -> i128 {
	let start = match who {
		POOL | TREASURY if *asset == DMC => ED,
		POOL | TREASURY => 0,
		_ if *asset == EUR => 0,
		_ => FUNDS,
	};
	balance(asset, who) as i128 - start as i128
}

/// A loan in USDT.
pub fn usdt() -> LoanTerms {
	LoanTerms {
		asset: USDT,
		principal: PRINCIPAL,
		interest: INTEREST,
		due_day: DUE,
		self_repaying: false,
	}
}

/// A self-repaying loan in BTC.
pub fn btc() -> LoanTerms {
	LoanTerms { asset: BTC, self_repaying: true, ..usdt() }
}

pub fn request_in(series: SeriesId, who: u64, item: ItemId, terms: LoanTerms) -> DispatchResult {
	let LoanTerms { asset, principal, interest, due_day, self_repaying } = terms;
	let who = signed(who);
	with_storage_layer(|| {
		Lending::request_loan(who, series, item, asset, principal, interest, due_day, self_repaying)
	})
}

pub fn request(who: u64, item: ItemId, terms: LoanTerms) -> DispatchResult {
	request_in(SERIES, who, item, terms)
}

/// A request of Alice's.
pub fn requested(item: ItemId, terms: LoanTerms) -> LoanId {
	let id = NextLoanId::<Test>::get();
	assert_ok!(request(ALICE, item, terms));
	id
}

pub fn fund(who: u64, loan: LoanId) -> DispatchResult {
	with_storage_layer(|| Lending::fund(signed(who), loan))
}

/// A loan of the lender to Alice.
pub fn funded(item: ItemId, terms: LoanTerms) -> LoanId {
	let id = requested(item, terms);
	assert_ok!(fund(LENDER, id));
	id
}

pub fn cancel_request(who: u64, loan: LoanId) -> DispatchResult {
	with_storage_layer(|| Lending::cancel_request(signed(who), loan))
}

pub fn offer(who: u64, terms: LoanTerms, min_end_day: Day, days: u32) -> DispatchResult {
	let LoanTerms { asset, principal, interest, due_day, self_repaying } = terms;
	let who = signed(who);
	with_storage_layer(|| {
		Lending::offer_loan(
			who,
			SERIES,
			asset,
			principal,
			interest,
			due_day,
			min_end_day,
			days,
			self_repaying,
		)
	})
}

/// An offer of the lender's, for five days.
pub fn offered(terms: LoanTerms) -> LoanOfferId {
	let id = NextOfferId::<Test>::get();
	assert_ok!(offer(LENDER, terms, 0, 5));
	id
}

pub fn cancel_offer(who: u64, offer: LoanOfferId) -> DispatchResult {
	with_storage_layer(|| Lending::cancel_loan_offer(signed(who), offer))
}

pub fn take_loan(who: u64, offer: LoanOfferId, item: ItemId) -> DispatchResult {
	with_storage_layer(|| Lending::take_loan(signed(who), offer, item))
}

pub fn repay(who: u64, loan: LoanId, amount: Balance) -> DispatchResult {
	rolled_back(|| Lending::repay(signed(who), loan, amount))
}

pub fn foreclose(who: u64, loan: LoanId, how: Foreclosure) -> DispatchResult {
	rolled_back(|| Lending::foreclose(signed(who), loan, how))
}

pub const AUCTION: Foreclosure = Foreclosure::Auction { reserve: 300, duration_blocks: 77 };
pub const TAKE: Foreclosure = Foreclosure::Take;

pub fn settle(loan: LoanId) -> DispatchResult {
	rolled_back(|| Lending::settle_loan(signed(STRANGER), loan))
}

pub fn idle() -> u64 {
	Lending::on_idle(1, Weight::MAX).ref_time()
}

/// Money is paid for a certificate of `SERIES`.
pub fn pay_capital(item: ItemId, asset: Asset, amount: Balance) {
	assert_ok!(pay_for(SERIES, item, Proceeds::Capital, &asset, amount));
}

/// A certificate of `SERIES` earns income.
pub fn earn(item: ItemId, amount: Balance) {
	Income::mutate((SERIES, item), |income| *income += amount);
}

pub fn burn(item: ItemId) {
	Certs::remove(SERIES, item);
}

pub fn freeze(frozen: bool) {
	Terms::mutate_extant(SERIES, |terms| terms.frozen = frozen);
}

pub fn terminate() {
	Terms::mutate_extant(SERIES, |terms| terms.terminated = true);
}

/// A refund unlocks a certificate, unless it has a lien.
pub fn refund(item: ItemId) {
	let lock = LienOf::contains_key(SERIES, item).then_some(Lock::Collateral);
	let (owner, sold, _) = Certs::get(SERIES, item).unwrap();
	Certs::insert(SERIES, item, (owner, sold, lock));
}

/// An account can no longer take or send an asset, of which it has some.
pub fn block(who: u64, asset: &Asset) {
	let Asset::WithId(id) = asset else { panic!("DMC is never blocked") };
	assert_ok!(Assets::block(signed(ISSUER), *id, who));
}

pub fn at(day: Day) {
	Today::set(day);
}

pub fn loan_of(id: LoanId) -> Loan<u64> {
	Loans::<Test>::get(id).unwrap()
}

/// Owner and lock of a certificate of `SERIES`.
pub fn held(item: ItemId) -> (u64, Option<Lock>) {
	let (owner, _, lock) = Certs::get(SERIES, item).unwrap();
	(owner, lock)
}

pub fn debt_of(item: ItemId) -> Option<Balance> {
	LienOf::get(SERIES, item).map(|lien| lien.debt)
}

/// The events of the pallet since the last look.
pub fn events() -> Vec<Event<Test>> {
	let own = |record: frame_system::EventRecord<RuntimeEvent, _>| match record.event {
		RuntimeEvent::Lending(event) => Some(event),
		_ => None,
	};
	let events = System::events().into_iter().filter_map(own).collect();
	System::reset_events();
	events
}

pub fn closed(loan: LoanId, outcome: Outcome) -> Event<Test> {
	Event::LoanClosed { loan, outcome }
}
