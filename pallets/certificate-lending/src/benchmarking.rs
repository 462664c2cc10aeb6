//! Worst costs of the calls and the hook: the asset is not DMC; a payee had no account in it, and has a
//! credit that is paid too; certificates have income that is not claimed; a loan has proceeds, and is
//! settled, with as much collateral as it can have.

use super::*;
use alloc::vec::Vec;
use dmex_primitives::{
	Asset, AuctionId, Balance, CertificateView, Clock, Day, ItemId, LoanId, PayOrCredit, Proceeds,
	Secured, SeriesId, MAX_COLLATERAL_ASSETS,
};
use frame_benchmarking::v2::*;
use frame_support::{
	assert_ok,
	traits::{
		fungibles::{Inspect, Mutate},
		Get,
	},
	weights::Weight,
};
use frame_system::RawOrigin;

/// Brings the neighbours into the state that a benchmark starts from.
pub trait BenchmarkHelper<AccountId> {
	/// A new series that is open, in which certificate 0 was sold to `holder`. It has income that is not
	/// claimed, and lasts for at least 200 more days. Neither payment nor reward asset is DMC.
	fn sold(holder: &AccountId) -> SeriesId;
	/// Make `day` the running day.
	fn set_today(day: Day);
	/// An asset that exists and is neither DMC nor one of a series: for each index up to the maximum
	/// number of assets that are collateral another.
	fn asset(index: u32) -> Asset;
	/// Somebody, who has no other money in the payment asset and a credit in it at the market, bids
	/// `amount` base units in an auction of the market.
	fn bid(auction: AuctionId, amount: Balance);
}

const ITEM: ItemId = 0;
/// Number of days after which loans are due.
const DAYS: u32 = 20;
const PRINCIPAL: Balance = 1_000_000_000_000;
const INTEREST: Balance = 123_456_789_123;
const CREDIT: Balance = 1_000_000_000;
/// Amount of each asset that is collateral.
const AMOUNT: Balance = 1_000_000_007;
/// DMC that lets an account exist.
const PLENTY: Balance = 1_000_000_000_000_000;
const RESERVE: Balance = 1_000;
const BLOCKS: u32 = 100;

fn someone<T: Config>(name: &'static str) -> Result<T::AccountId, BenchmarkError> {
	let who: T::AccountId = account(name, 0, 0);
	T::Assets::mint_into(Asset::Native, &who, PLENTY)?;
	Ok(who)
}

fn signed<T: Config>(who: &T::AccountId) -> T::RuntimeOrigin {
	RawOrigin::Signed(who.clone()).into()
}

/// A certificate, its holder, and an account that lends.
struct Scene<T: Config> {
	borrower: T::AccountId,
	lender: T::AccountId,
	series: SeriesId,
	/// Payment asset, and reward asset.
	assets: (Asset, Asset),
}

impl<T: Config> Scene<T> {
	fn new() -> Result<Self, BenchmarkError> {
		let (borrower, lender) = (someone::<T>("borrower")?, someone::<T>("lender")?);
		let series = T::BenchmarkHelper::sold(&borrower);
		let terms = T::Certificates::series(series).ok_or("the helper makes it")?;
		Ok(Self { borrower, lender, series, assets: (terms.payment_asset, terms.reward_asset) })
	}

	fn due_day() -> Day {
		T::Clock::today().saturating_add(DAYS)
	}

	/// Give `who` the principal and no more, so that its account ends when it lends.
	fn endow(
		&self,
		who: &T::AccountId,
		asset: &Asset,
		amount: Balance,
	) -> Result<(), BenchmarkError> {
		T::Assets::mint_into(asset.clone(), who, amount)?;
		Ok(())
	}

	/// A credit of `who`, which the next payment pays too.
	fn credit(&self, who: &T::AccountId, asset: &Asset) -> Result<(), BenchmarkError> {
		let account = Pallet::<T>::account();
		T::Assets::mint_into(asset.clone(), &account, CREDIT)?;
		T::Credits::credit(&account, asset, who, CREDIT)?;
		Ok(())
	}

	/// A request for a loan that repays itself only if it is in the reward asset.
	fn requested(&self, asset: &Asset) -> Result<LoanId, BenchmarkError> {
		let id = NextLoanId::<T>::get();
		let (series, self_repaying) = (self.series, *asset == self.assets.1);
		Pallet::<T>::request_loan(
			signed::<T>(&self.borrower),
			series,
			ITEM,
			asset.clone(),
			PRINCIPAL,
			INTEREST,
			Self::due_day(),
			self_repaying,
		)?;
		Ok(id)
	}

	fn funded(&self, asset: &Asset) -> Result<LoanId, BenchmarkError> {
		let id = self.requested(asset)?;
		self.endow(&self.lender, asset, PRINCIPAL)?;
		Pallet::<T>::fund(signed::<T>(&self.lender), id)?;
		// So that the next payment to the lender opens an account.
		assert_eq!(T::Assets::balance(asset.clone(), &self.lender), 0);
		Ok(id)
	}

	/// An offer of the lender's for the longest time.
	fn offered(&self, asset: &Asset) -> Result<LoanOfferId, BenchmarkError> {
		self.endow(&self.lender, asset, PRINCIPAL)?;
		let id = NextOfferId::<T>::get();
		Pallet::<T>::offer_loan(
			signed::<T>(&self.lender),
			self.series,
			asset.clone(),
			PRINCIPAL,
			INTEREST,
			Self::due_day(),
			0,
			MAX_OFFER_DAYS,
			false,
		)?;
		Ok(id)
	}

	/// Money is paid for the certificate.
	fn proceed(&self, asset: &Asset, amount: Balance) -> Result<(), BenchmarkError> {
		let share = T::Certificates::divide(self.series, ITEM, Proceeds::Capital, asset, amount)?;
		let share = share.ok_or("the loan takes it")?;
		T::Assets::mint_into(asset.clone(), &share.creditor, share.amount)?;
		Ok(())
	}

	/// Money is paid for the certificate in this number of other assets; each payee of it will have a
	/// credit.
	fn collateral(&self, number: u32, payee: &T::AccountId) -> Result<Vec<Asset>, BenchmarkError> {
		let assets: Vec<_> = (0..number).map(T::BenchmarkHelper::asset).collect();
		for asset in &assets {
			self.proceed(asset, AMOUNT)?;
			self.credit(payee, asset)?;
		}
		Ok(assets)
	}

	/// The days of grace are over.
	fn pass(&self) {
		let late = Self::due_day().saturating_add(T::GraceDays::get()).saturating_add(1);
		T::BenchmarkHelper::set_today(late);
	}

	fn is_unlocked(&self) -> bool {
		T::Certificates::certificate(self.series, ITEM).is_some_and(|held| held.lock.is_none())
	}
}

#[benchmarks]
mod benchmarks {
	use super::*;

	// A loan that was repaid before is settled by a weight of its own.
	#[benchmark]
	fn request_loan() -> Result<(), BenchmarkError> {
		let scene = Scene::<T>::new()?;
		let (series, asset) = (scene.series, scene.assets.1.clone());
		let (id, due_day) = (NextLoanId::<T>::get(), Scene::<T>::due_day());
		let caller = RawOrigin::Signed(scene.borrower.clone());

		#[extrinsic_call]
		_(caller, series, ITEM, asset, PRINCIPAL, INTEREST, due_day, true);

		assert!(RequestsOn::<T>::contains_key(series, id));
		Ok(())
	}

	// By another account, which has to look whether it may.
	#[benchmark]
	fn cancel_request() -> Result<(), BenchmarkError> {
		let scene = Scene::<T>::new()?;
		let id = scene.requested(&scene.assets.0)?;
		T::BenchmarkHelper::set_today(Scene::<T>::due_day());
		let caller: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id);

		assert!(scene.is_unlocked());
		Ok(())
	}

	#[benchmark]
	fn fund() -> Result<(), BenchmarkError> {
		let scene = Scene::<T>::new()?;
		let asset = scene.assets.0.clone();
		let id = scene.requested(&asset)?;
		scene.endow(&scene.lender, &asset, PRINCIPAL)?;
		let before = T::Assets::balance(scene.assets.1.clone(), &scene.borrower);

		#[extrinsic_call]
		_(RawOrigin::Signed(scene.lender.clone()), id);

		assert!(T::Certificates::lien(scene.series, ITEM).is_some());
		let income = T::Assets::balance(scene.assets.1.clone(), &scene.borrower) - before;
		assert!(income > 0, "the income is paid first");
		Ok(())
	}

	#[benchmark]
	fn offer_loan() -> Result<(), BenchmarkError> {
		let scene = Scene::<T>::new()?;
		let (series, asset) = (scene.series, scene.assets.1.clone());
		scene.endow(&scene.lender, &asset, PRINCIPAL)?;
		let (id, due_day) = (NextOfferId::<T>::get(), Scene::<T>::due_day());
		let caller = RawOrigin::Signed(scene.lender.clone());

		#[extrinsic_call]
		_(caller, series, asset, PRINCIPAL, INTEREST, due_day, 0, MAX_OFFER_DAYS, true);

		assert!(Offers::<T>::contains_key(id));
		Ok(())
	}

	#[benchmark]
	fn cancel_loan_offer() -> Result<(), BenchmarkError> {
		let scene = Scene::<T>::new()?;
		let asset = scene.assets.0.clone();
		let id = scene.offered(&asset)?;
		scene.credit(&scene.lender, &asset)?;
		scene.credit(&scene.lender, &Asset::Native)?;
		T::BenchmarkHelper::set_today(Scene::<T>::due_day());
		let caller: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id);

		assert_eq!(T::Assets::balance(asset, &scene.lender), PRINCIPAL + CREDIT);
		Ok(())
	}

	// A loan that was repaid before is settled by a weight of its own.
	#[benchmark]
	fn take_loan() -> Result<(), BenchmarkError> {
		let scene = Scene::<T>::new()?;
		let id = scene.offered(&scene.assets.0)?;
		scene.credit(&scene.lender, &Asset::Native)?;
		let loan = NextLoanId::<T>::get();

		#[extrinsic_call]
		_(RawOrigin::Signed(scene.borrower.clone()), id, ITEM);

		assert!(LoansOfLender::<T>::contains_key(&scene.lender, loan));
		Ok(())
	}

	// All but one base unit, which leaves the loan open; what closing costs is `settle_loan`'s.
	#[benchmark]
	fn repay() -> Result<(), BenchmarkError> {
		let scene = Scene::<T>::new()?;
		let asset = scene.assets.0.clone();
		let id = scene.funded(&asset)?;
		scene.credit(&scene.lender, &asset)?;
		let amount = PRINCIPAL + INTEREST - 1;
		let caller = someone::<T>("payer")?;
		scene.endow(&caller, &asset, amount)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, amount);

		assert_eq!(T::Certificates::lien(scene.series, ITEM).map(|lien| lien.debt), Some(1));
		assert!(T::Assets::balance(asset, &scene.lender) > CREDIT);
		Ok(())
	}

	// The income of the certificate is paid to the borrower. What settling costs is `settle_loan`'s.
	#[benchmark]
	fn foreclose_take() -> Result<(), BenchmarkError> {
		let scene = Scene::<T>::new()?;
		let id = scene.funded(&scene.assets.0)?;
		scene.pass();

		#[extrinsic_call]
		foreclose(RawOrigin::Signed(scene.lender.clone()), id, Foreclosure::Take);

		let certificate = T::Certificates::certificate(scene.series, ITEM);
		assert_eq!(certificate.map(|held| held.owner), Some(scene.lender));
		Ok(())
	}

	#[benchmark]
	fn foreclose_auction() -> Result<(), BenchmarkError> {
		let scene = Scene::<T>::new()?;
		let id = scene.funded(&scene.assets.0)?;
		scene.pass();
		let how = Foreclosure::Auction { reserve: RESERVE, duration_blocks: BLOCKS };

		#[extrinsic_call]
		foreclose(RawOrigin::Signed(scene.lender.clone()), id, how);

		assert!(Loans::<T>::get(id).is_some_and(|loan| loan.auction.is_some()));
		Ok(())
	}

	// The debt is repaid while the certificate is in an auction with a bid: lender, fee and collateral are
	// paid, and the auction is cancelled.
	#[benchmark]
	fn settle_loan(c: Linear<0, MAX_COLLATERAL_ASSETS>) -> Result<(), BenchmarkError> {
		let scene = Scene::<T>::new()?;
		let asset = scene.assets.0.clone();
		let id = scene.funded(&asset)?;
		scene.pass();
		let how = Foreclosure::Auction { reserve: RESERVE, duration_blocks: BLOCKS };
		assert_ok!(Pallet::<T>::foreclose(signed::<T>(&scene.lender), id, how));
		let auction =
			Loans::<T>::get(id).and_then(|loan| loan.auction).ok_or("it is foreclosed")?;
		T::BenchmarkHelper::bid(auction, RESERVE);
		let assets = scene.collateral(c, &scene.borrower)?;
		scene.proceed(&asset, PRINCIPAL + INTEREST)?;
		scene.credit(&scene.lender, &asset)?;
		let caller: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id);

		assert!(!Loans::<T>::contains_key(id) && scene.is_unlocked());
		for asset in assets {
			assert_eq!(T::Assets::balance(asset, &scene.borrower), AMOUNT + CREDIT);
		}
		Ok(())
	}

	// Nothing has expired, and no loan has proceeds; but an offer and the cursor are read.
	#[benchmark]
	fn idle_base() -> Result<(), BenchmarkError> {
		let scene = Scene::<T>::new()?;
		scene.offered(&scene.assets.0)?;
		SettleCursor::<T>::put(7);

		#[block]
		{
			Pallet::<T>::settle_in_idle(Weight::MAX);
		}

		assert_eq!(SettleCursor::<T>::get(), None);
		Ok(())
	}
}
