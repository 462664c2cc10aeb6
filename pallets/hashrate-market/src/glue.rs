//! The trait that the market provides for lending.

use crate::{Auctions, Config, Error, Foreclosing, Pallet};
use dmex_primitives::{AuctionId, Balance, Foreclosures, ItemId, LoanId, SeriesId};
use frame_support::storage::with_storage_layer;
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Foreclosures<T::AccountId> for Pallet<T> {
	fn foreclose(
		series: SeriesId,
		item: ItemId,
		loan: LoanId,
		reserve: Balance,
		duration_blocks: u32,
	) -> Result<AuctionId, DispatchError> {
		with_storage_layer(|| Self::do_foreclose(series, item, loan, reserve, duration_blocks))
	}

	fn cancel(auction: AuctionId) -> DispatchResult {
		let foreclosure =
			Auctions::<T>::get(auction).filter(|_| Foreclosing::<T>::contains_key(auction));
		let Some(foreclosure) = foreclosure else { return Ok(()) };
		with_storage_layer(|| Self::void(auction, &foreclosure, Error::<T>::DebtRepaid.into()))
	}
}
