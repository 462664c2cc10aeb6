//! The pallet's account, readers and checks that the calls share, and the weights of calls.

use crate::{
	types::{LoanRecord, LoanTerms, OfferRecord},
	weights::WeightInfo,
	Config, Error, Foreclosure, Held, LoanOf, LoanOfferId, Loans, Offers, Pallet,
};
use dmex_primitives::{
	preservation, Asset, Balance, CertificateInfo, CertificateView, Clock, Day, ItemId, LoanId,
	Lock, PayOrCredit, SeriesId, SeriesTerms, SoldCertificates, MAX_COLLATERAL_ASSETS,
};
use frame_support::{
	ensure,
	traits::{fungibles::Mutate, Get},
	weights::Weight,
};
use sp_runtime::{
	traits::{AccountIdConversion, EnsureAdd, EnsureSub},
	DispatchError, DispatchResult,
};

/// Money.
impl<T: Config> Pallet<T> {
	/// The account that holds the money of offers, their deposits, collateral and credits, and takes what
	/// is repaid.
	pub fn account() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// Charge a user: its money goes to `to`.
	pub(crate) fn charge(
		asset: &Asset,
		from: &T::AccountId,
		to: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		T::Assets::transfer(asset.clone(), from, to, amount, preservation(asset)).map(|_| ())
	}

	/// Note money of offers or collateral that the account holds from now on.
	pub(crate) fn note_held(asset: &Asset, amount: Balance) -> DispatchResult {
		Held::<T>::try_mutate(asset, |held| {
			*held = held.ensure_add(amount)?;
			Ok(())
		})
	}

	/// Note that money of offers or collateral is about to leave.
	pub(crate) fn note_leaving(asset: &Asset, amount: Balance) -> DispatchResult {
		Held::<T>::try_mutate_exists(asset, |held| {
			let left = held.unwrap_or_default().ensure_sub(amount)?;
			*held = (left > 0).then_some(left);
			Ok(())
		})
	}

	/// Pay a user out of the pallet's account, or credit it if it cannot be paid.
	pub(crate) fn pay(asset: &Asset, who: &T::AccountId, amount: Balance) -> DispatchResult {
		T::Credits::pay_or_credit(&Self::account(), asset, who, amount)
	}
}

/// Readers.
impl<T: Config> Pallet<T> {
	/// A loan or request.
	pub(crate) fn loan(id: LoanId) -> Result<LoanRecord<T>, DispatchError> {
		Ok(Loans::<T>::get(id).ok_or(Error::<T>::UnknownLoan)?)
	}

	/// A loan that is funded, and its lender.
	pub(crate) fn funded(id: LoanId) -> Result<(LoanRecord<T>, T::AccountId), DispatchError> {
		let loan = Self::loan(id)?;
		let funding = loan.funding.as_ref().ok_or(Error::<T>::NotFunded)?;
		let lender = funding.lender.clone();
		Ok((loan, lender))
	}

	/// A request.
	pub(crate) fn request(id: LoanId) -> Result<LoanRecord<T>, DispatchError> {
		let loan = Self::loan(id)?;
		ensure!(loan.funding.is_none(), Error::<T>::AlreadyFunded);
		Ok(loan)
	}

	pub(crate) fn offer(id: LoanOfferId) -> Result<OfferRecord<T>, DispatchError> {
		Ok(Offers::<T>::get(id).ok_or(Error::<T>::UnknownOffer)?)
	}

	/// The certificate of a loan; `None` if it is burnt.
	pub(crate) fn certificate_of(loan: &LoanRecord<T>) -> Option<CertificateInfo<T::AccountId>> {
		T::Certificates::certificate(loan.series, loan.item)
	}

	/// Whether an offer has expired today.
	pub(crate) fn has_expired(expires_on: Day) -> bool {
		T::Clock::today() >= expires_on
	}

	/// Whether a request can never be funded any more.
	pub(crate) fn is_void(loan: &LoanRecord<T>) -> bool {
		let terminated = T::Certificates::series(loan.series).is_none_or(|terms| terms.terminated);
		terminated || loan.terms.due_day <= T::Clock::today() || !Self::is_locked_for(loan)
	}

	/// Whether the certificate of a request is locked for it.
	pub(crate) fn is_locked_for(loan: &LoanRecord<T>) -> bool {
		let locked = |held: CertificateInfo<_>| {
			held.owner == loan.borrower && held.lock == Some(Lock::Collateral)
		};
		Self::certificate_of(loan).is_some_and(locked)
	}
}

/// Checks.
impl<T: Config> Pallet<T> {
	/// A series against whose certificates loans begin: neither frozen nor terminated.
	pub(crate) fn ensure_open(
		series: SeriesId,
	) -> Result<SeriesTerms<T::AccountId>, DispatchError> {
		let terms = T::Certificates::series(series).ok_or(Error::<T>::UnknownSeries)?;
		ensure!(!terms.terminated, Error::<T>::SeriesTerminated);
		ensure!(!terms.frozen, Error::<T>::SeriesFrozen);
		Ok(terms)
	}

	/// Terms on which a loan against a certificate of the series may begin today.
	pub(crate) fn ensure_terms(
		series: &SeriesTerms<T::AccountId>,
		terms: &LoanTerms,
	) -> DispatchResult {
		let is_reward = terms.asset == series.reward_asset;
		ensure!(is_reward || terms.asset == series.payment_asset, Error::<T>::AssetNotAccepted);
		ensure!(is_reward || !terms.self_repaying, Error::<T>::NotRewardAsset);
		ensure!(terms.principal > 0, Error::<T>::ZeroAmount);
		terms.total()?;
		ensure!(terms.due_day > T::Clock::today(), Error::<T>::DueTooSoon);
		Ok(())
	}

	/// A certificate that `borrower` owns, and that was sold.
	pub(crate) fn ensure_own(
		borrower: &T::AccountId,
		series: SeriesId,
		item: ItemId,
	) -> DispatchResult {
		let certificate = T::Certificates::certificate(series, item);
		let certificate = certificate.ok_or(Error::<T>::UnknownCertificate)?;
		ensure!(certificate.owner == *borrower, Error::<T>::NotOwner);
		ensure!(certificate.sold, Error::<T>::NotSold);
		Ok(())
	}

	/// The last day of a certificate, which comes after the due day and the days of grace.
	pub(crate) fn ensure_due_before_end(
		series: SeriesId,
		item: ItemId,
		due_day: Day,
	) -> Result<Day, DispatchError> {
		let end = T::Escrow::end_day(series, item).ok_or(Error::<T>::NotSold)?;
		ensure!(due_day.saturating_add(T::GraceDays::get()) < end, Error::<T>::DueTooLate);
		Ok(end)
	}

	/// Make room for a new loan of a certificate: end a loan that it had before and that has ended in all
	/// but the books, or a request that can no longer be funded. Any other keeps the certificate locked.
	pub(crate) fn make_room(series: SeriesId, item: ItemId) -> DispatchResult {
		let Some(id) = LoanOf::<T>::get(series, item) else { return Ok(()) };
		let loan = Self::loan(id)?;
		match loan.funding {
			Some(_) => Self::settle(id, loan).map(|_| ()),
			None if Self::is_void(&loan) => Self::end_request(id, loan, None),
			None => Ok(()),
		}
	}
}

/// Weights.
impl<T: Config> Pallet<T> {
	/// Of settling any loan.
	pub(crate) fn max_settle() -> Weight {
		T::WeightInfo::settle_loan(MAX_COLLATERAL_ASSETS)
	}

	/// Of settling a loan with this number of amounts of collateral; `None` if nothing was settled.
	pub(crate) fn settle_weight(amounts: Option<u32>) -> Weight {
		amounts.map_or(Weight::zero(), T::WeightInfo::settle_loan)
	}

	/// Of a foreclosure without settling the loan.
	pub(crate) fn foreclose_weight(how: &Foreclosure) -> Weight {
		match how {
			Foreclosure::Take => T::WeightInfo::foreclose_take(),
			Foreclosure::Auction { .. } => T::WeightInfo::foreclose_auction(),
		}
	}
}
