//! Fakes of market, fees and clock.

use super::*;

/// A running foreclosure.
#[derive(Clone, PartialEq, Debug, codec::Encode, codec::Decode)]
pub struct Auction {
	pub series: SeriesId,
	pub item: ItemId,
	pub loan: LoanId,
	pub reserve: Balance,
	pub duration: u32,
}

#[storage_alias]
pub type Auctions = StorageMap<Fakes, Twox64Concat, AuctionId, Auction>;
#[storage_alias]
pub type NextAuction = StorageValue<Fakes, AuctionId, ValueQuery>;
/// Supply of an asset, by what was minted and burnt.
#[storage_alias]
pub type Supply = StorageMap<Fakes, Twox64Concat, Asset, Balance, ValueQuery>;

parameter_types! {
	pub static Today: Day = 10;
	/// Whether the market refuses foreclosures.
	pub static Refuses: bool = false;
	/// Whether fees cannot be charged.
	pub static NoFees: bool = false;
}

impl Clock for Fake {
	fn today() -> Day {
		Today::get()
	}
	fn live_days(_: Day) -> u32 {
		0
	}
	fn blocks(days: u32) -> u32 {
		days
	}
}

impl Foreclosures<u64> for Fake {
	fn foreclose(
		series: SeriesId,
		item: ItemId,
		loan: LoanId,
		reserve: Balance,
		duration: u32,
	) -> Result<AuctionId, DispatchError> {
		ensure!(!Refuses::get(), "refused");
		let id = NextAuction::get();
		NextAuction::put(id + 1);
		Fake::unlock(series, item, Lock::Collateral)?;
		Fake::lock(series, item, Lock::Auctioned(id))?;
		Auctions::insert(id, Auction { series, item, loan, reserve, duration });
		Ok(id)
	}
	fn cancel(id: AuctionId) -> DispatchResult {
		match Auctions::take(id) {
			Some(Auction { series, item, .. }) if Certs::contains_key(series, item) => {
				Fake::unlock(series, item, Lock::Auctioned(id))
			},
			_ => Ok(()),
		}
	}
}

/// End an auction without a sale.
pub fn unsold(id: AuctionId) {
	Fake::cancel(id).unwrap();
}

/// End an auction: the certificate is the buyer's, who pays `price`.
pub fn sell(id: AuctionId, buyer: u64, price: Balance) {
	let Auction { series, item, .. } = Auctions::take(id).unwrap();
	let asset = Terms::get(series).unwrap().payment_asset;
	let (holder, ..) = Certs::get(series, item).unwrap();
	Fake::unlock(series, item, Lock::Auctioned(id)).unwrap();
	Fake::pay_income(series, &[item]).unwrap();
	let share = Fake::discharge(series, item, price).unwrap();
	let amount = share.as_ref().map_or(0, |share| share.amount);
	for (to, amount) in [(crate::Pallet::<Test>::account(), amount), (holder, price - amount)] {
		pay(&asset, &buyer, &to, amount).unwrap();
	}
	Fake::transfer(series, item, &buyer).unwrap();
}

impl ProtocolFees<u64> for Fake {
	fn split() -> FeeSplit {
		FeeSplit { pool: Permill::from_percent(40), treasury: Permill::from_percent(40) }
	}
	fn charge(payer: &u64, asset: &Asset, shares: FeeShares) -> DispatchResult {
		let FeeShares { pool, treasury, burn } = shares;
		pay(asset, payer, &POOL, pool)?;
		pay(asset, payer, &TREASURY, treasury)?;
		ensure!(!NoFees::get(), "no fees");
		if burn > 0 {
			Supply::mutate(asset, |supply| *supply -= burn);
			Money::burn_from(asset.clone(), payer, burn, Expendable, Exact, Polite)?;
		}
		Ok(())
	}
}

pub fn pay(asset: &Asset, from: &u64, to: &u64, amount: Balance) -> DispatchResult {
	if amount > 0 {
		Money::transfer(asset.clone(), from, to, amount, Expendable)?;
	}
	Ok(())
}
