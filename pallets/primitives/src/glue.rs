//! One small trait per edge between two pallets, named `provider → user`.
//! Each has an `impl for ()` that stands for a neighbour who is not there.

use crate::{
	ApplicationId, ApplicationTerms, Balance, CertificateInfo, Day, DayValue, ItemId, Lock,
	NetworkId, PerUnit, ReferendumIndex, SeriesId, SeriesTerms, Units,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::weights::Weight;
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, DispatchResult};

/// Calendar → everyone: which day it is, and which days count for clocks.
pub trait Clock {
	/// The day in progress.
	fn today() -> Day;
	/// `C(day)`: how many closed days up to and including `day` were open for clocks.
	/// A day in progress or in the future adds nothing.
	fn open_days(day: Day) -> u32;
	/// A period in days as blocks: `max(1, days × day length / slot)`.
	fn blocks(days: u32) -> u32;
}

impl Clock for () {
	fn today() -> Day {
		0
	}
	fn open_days(_: Day) -> u32 {
		0
	}
	fn blocks(days: u32) -> u32 {
		days.max(1)
	}
}

/// Governance → calendar: told once for each day that begins, in order, before any user's call.
pub trait OnNewDay {
	/// `today` has just begun; returns the weight of what was done.
	fn on_new_day(today: Day) -> Weight;
}

impl OnNewDay for () {
	fn on_new_day(_: Day) -> Weight {
		Weight::zero()
	}
}

/// Oracle → governance: what the operators feed.
pub trait OracleFeeds {
	/// The latest value of each operator for `network`; a feed by Root counts as nobody.
	fn values(network: NetworkId) -> Vec<DayValue>;
	/// How many operators there are.
	fn operators() -> u32;
}

impl OracleFeeds for () {
	fn values(_: NetworkId) -> Vec<DayValue> {
		Vec::new()
	}
	fn operators() -> u32 {
		0
	}
}

/// Governance → escrow: the market average, one value per network and closed day, never changed.
pub trait MarketAverages {
	/// The median income per unit of `network` in `day`, or nothing when it is not published.
	fn average(network: NetworkId, day: Day) -> Option<PerUnit>;
}

impl MarketAverages for () {
	fn average(_: NetworkId, _: Day) -> Option<PerUnit> {
		None
	}
}

/// The public votes that a tally starts with, in base units of DMC; they fix the threshold too.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Seed {
	/// Nays under `SuperMajorityApprove`: silence rejects.
	#[codec(index = 0)]
	Nay(Balance),
	/// Ayes under `SuperMajorityAgainst`: silence approves.
	#[codec(index = 1)]
	Aye(Balance),
}

/// What became of a referendum.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum VoteOutcome {
	/// Votes are still taken.
	#[codec(index = 0)]
	Ongoing,
	/// Finished, and passed.
	#[codec(index = 1)]
	Approved,
	/// Finished, and not passed.
	#[codec(index = 2)]
	Rejected,
	/// Cancelled, or never opened.
	#[codec(index = 3)]
	Absent,
}

/// Democracy → registry, escrow (and whoever else asks the holders of DMC): a referendum for one
/// case.
pub trait CommunityVote<Call> {
	/// Open a referendum on `call`, dispatched by Root when it passes.
	fn open(call: Call, seed: Seed) -> Result<ReferendumIndex, DispatchError>;
	/// What became of it.
	fn outcome(referendum: ReferendumIndex) -> VoteOutcome;
	/// End it without an outcome. Does nothing when it is over.
	fn cancel(referendum: ReferendumIndex);
}

impl<Call> CommunityVote<Call> for () {
	fn open(_: Call, _: Seed) -> Result<ReferendumIndex, DispatchError> {
		Err(DispatchError::Unavailable)
	}
	fn outcome(_: ReferendumIndex) -> VoteOutcome {
		VoteOutcome::Absent
	}
	fn cancel(_: ReferendumIndex) {}
}

/// Registry → certificates: quotas of approved applications, and the pledge behind them.
pub trait Quotas<AccountId> {
	/// The terms of an approved application; nothing for any other.
	fn terms(application: ApplicationId) -> Option<ApplicationTerms<AccountId>>;
	/// Count one more unfinished series. Errors when the application is not approved, its
	/// miner may not sell, or `max` unfinished series exist.
	fn open_series(application: ApplicationId, max: u32) -> DispatchResult;
	/// One series is finished.
	fn close_series(application: ApplicationId) -> DispatchResult;
	/// Make `units` live, against `pledge` base units of DMC. Errors when the application is not
	/// approved, its miner may not mint, capacity would be exceeded or the pledge not covered.
	fn take(application: ApplicationId, units: Units, pledge: Balance) -> DispatchResult;
	/// Units are no longer live: free them and the pledge required for them.
	fn free(application: ApplicationId, units: Units, pledge: Balance) -> DispatchResult;
}

impl<AccountId> Quotas<AccountId> for () {
	fn terms(_: ApplicationId) -> Option<ApplicationTerms<AccountId>> {
		None
	}
	fn open_series(_: ApplicationId, _: u32) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
	fn close_series(_: ApplicationId) -> DispatchResult {
		Ok(())
	}
	fn take(_: ApplicationId, _: Units, _: Balance) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
	fn free(_: ApplicationId, _: Units, _: Balance) -> DispatchResult {
		Ok(())
	}
}

/// Registry → escrow: a miner's public record, which survives everything.
pub trait MinerRecords<AccountId> {
	/// Count settled days: `paid` of them by the miner; `late` and `low` count judged days only,
	/// given-up ones included.
	fn note_days(miner: &AccountId, paid: u32, late: u32, low: u32);
	/// One more series of the miner is frozen, because of a `breach` or of a declared event.
	fn note_freeze(miner: &AccountId, breach: bool);
	/// A series of the miner is no longer frozen.
	fn note_thaw(miner: &AccountId);
	/// A series was terminated after a breach: the miner is in default until the DAO clears it.
	fn note_default(miner: &AccountId);
	/// Whether the miner may make first sales: it is neither in default nor banned.
	fn may_sell(miner: &AccountId) -> bool;
}

impl<AccountId> MinerRecords<AccountId> for () {
	fn note_days(_: &AccountId, _: u32, _: u32, _: u32) {}
	fn note_freeze(_: &AccountId, _: bool) {}
	fn note_thaw(_: &AccountId) {}
	fn note_default(_: &AccountId) {}
	fn may_sell(_: &AccountId) -> bool {
		true
	}
}

/// Registry → escrow: the pledges behind certificates.
pub trait Pledges<AccountId> {
	/// Take `amount` base units of DMC of the pledge of an application that nothing requires any
	/// more, and pay it to `to`. Errors when the application is not approved or the free pledge
	/// is less.
	fn slash(application: ApplicationId, amount: Balance, to: &AccountId) -> DispatchResult;
}

impl<AccountId> Pledges<AccountId> for () {
	fn slash(_: ApplicationId, _: Balance, _: &AccountId) -> DispatchResult {
		Ok(())
	}
}

/// Registry → escrow: from what amount on income is pushed to holders.
pub trait MinPayouts {
	/// The minimum payout of a network, in base units of its reward asset.
	fn min_payout(network: NetworkId) -> Balance;
}

impl MinPayouts for () {
	fn min_payout(_: NetworkId) -> Balance {
		0
	}
}

/// Runtime (over the NFT pallet) → certificates: terms where wallets look for them.
pub trait Attributes {
	/// Set the attribute `key` of a collection, or of one of its items, to UTF-8 text.
	fn set(series: SeriesId, item: Option<ItemId>, key: &[u8], value: &[u8]) -> DispatchResult;
	/// Remove the attribute `key` of an item, which may be burnt already (burning an item leaves
	/// its attributes behind). Does nothing when there is none.
	fn clear(series: SeriesId, item: ItemId, key: &[u8]) -> DispatchResult;
}

impl Attributes for () {
	fn set(_: SeriesId, _: Option<ItemId>, _: &[u8], _: &[u8]) -> DispatchResult {
		Ok(())
	}
	fn clear(_: SeriesId, _: ItemId, _: &[u8]) -> DispatchResult {
		Ok(())
	}
}

/// Certificates → everyone above: reading.
pub trait CertificateView<AccountId> {
	/// The terms of a series.
	fn series(series: SeriesId) -> Option<SeriesTerms<AccountId>>;
	/// A certificate's owner, lock, and whether it was sold.
	fn certificate(series: SeriesId, item: ItemId) -> Option<CertificateInfo<AccountId>>;
}

/// Certificates → escrow: the steps of a certificate's life.
pub trait Certificates<AccountId>: CertificateView<AccountId> {
	/// First sale: the unsold, unlocked certificate becomes the buyer's, active from `start` to
	/// `end`, both included, and says so in its attributes.
	fn activate(
		series: SeriesId,
		item: ItemId,
		buyer: &AccountId,
		start: Day,
		end: Day,
	) -> DispatchResult;
	/// The last day of `certificates` is settled, or their series is being terminated: their units
	/// and pledge are free.
	fn end(series: SeriesId, certificates: u32) -> DispatchResult;
	/// Burn a certificate that was sold and has been paid out, whatever its lock.
	fn burn(series: SeriesId, item: ItemId) -> DispatchResult;
	/// Take away whatever lock a certificate has. Does nothing when it has none.
	fn free(series: SeriesId, item: ItemId) -> DispatchResult;
	/// Write down whether the series is frozen.
	fn set_frozen(series: SeriesId, frozen: bool) -> DispatchResult;
	/// Write down that the series is terminated, and no longer frozen. The caller has ended its
	/// sold certificates.
	fn terminate(series: SeriesId) -> DispatchResult;
}

/// Certificates → market, lending, staking: one lock at most, and nothing locked moves.
pub trait Locks<AccountId>: CertificateView<AccountId> {
	/// Lock a certificate. Errors when it is unknown or locked.
	fn lock(series: SeriesId, item: ItemId, lock: Lock) -> DispatchResult;
	/// Take away exactly this lock. Errors when the certificate has another or none.
	fn unlock(series: SeriesId, item: ItemId, lock: Lock) -> DispatchResult;
	/// Hand a sold, unlocked certificate over to `to`.
	fn transfer(series: SeriesId, item: ItemId, to: &AccountId) -> DispatchResult;
}

impl<AccountId> CertificateView<AccountId> for () {
	fn series(_: SeriesId) -> Option<SeriesTerms<AccountId>> {
		None
	}
	fn certificate(_: SeriesId, _: ItemId) -> Option<CertificateInfo<AccountId>> {
		None
	}
}

impl<AccountId> Certificates<AccountId> for () {
	fn activate(_: SeriesId, _: ItemId, _: &AccountId, _: Day, _: Day) -> DispatchResult {
		Ok(())
	}
	fn end(_: SeriesId, _: u32) -> DispatchResult {
		Ok(())
	}
	fn burn(_: SeriesId, _: ItemId) -> DispatchResult {
		Ok(())
	}
	fn free(_: SeriesId, _: ItemId) -> DispatchResult {
		Ok(())
	}
	fn set_frozen(_: SeriesId, _: bool) -> DispatchResult {
		Ok(())
	}
	fn terminate(_: SeriesId) -> DispatchResult {
		Ok(())
	}
}

impl<AccountId> Locks<AccountId> for () {
	fn lock(_: SeriesId, _: ItemId, _: Lock) -> DispatchResult {
		Ok(())
	}
	fn unlock(_: SeriesId, _: ItemId, _: Lock) -> DispatchResult {
		Ok(())
	}
	fn transfer(_: SeriesId, _: ItemId, _: &AccountId) -> DispatchResult {
		Ok(())
	}
}

/// Escrow → market: first sales fill the escrow; before a resale the old holder gets its income.
pub trait Escrow<AccountId> {
	/// Whether certificates of the series may be sold for the first time now: errors when it is
	/// frozen, terminated or late, or its miner may not sell.
	fn ensure_on_sale(series: SeriesId) -> DispatchResult;
	/// Sell unsold, unlocked certificates of one series to `buyer`: takes the sum of the deposits
	/// (base units of the series' payment asset, one per certificate) from `payer` into escrow
	/// and starts the terms tomorrow. Returns the first and last day. Checks what
	/// [`Escrow::ensure_on_sale`] checks.
	fn sell(
		series: SeriesId,
		buyer: &AccountId,
		payer: &AccountId,
		sales: &[(ItemId, Balance)],
	) -> Result<(Day, Day), DispatchError>;
	/// Whether sold certificates of the series may change hands for money now: errors when it is
	/// frozen or terminated, or one of them was never sold. Returns the earliest of their last
	/// days.
	fn ensure_on_resale(series: SeriesId, items: &[ItemId]) -> Result<Day, DispatchError>;
	/// Pay the income of sold certificates that is not claimed yet to their holders, as far as
	/// there is any. What cannot be paid waits for the holder in escrow.
	fn pay_income(series: SeriesId, items: &[ItemId]) -> DispatchResult;
	/// How often the series was frozen.
	fn freezes(series: SeriesId) -> u16;
}

impl<AccountId> Escrow<AccountId> for () {
	fn ensure_on_sale(_: SeriesId) -> DispatchResult {
		Ok(())
	}
	fn sell(
		_: SeriesId,
		_: &AccountId,
		_: &AccountId,
		_: &[(ItemId, Balance)],
	) -> Result<(Day, Day), DispatchError> {
		Ok((0, 0))
	}
	fn ensure_on_resale(_: SeriesId, _: &[ItemId]) -> Result<Day, DispatchError> {
		Ok(Day::MAX)
	}
	fn pay_income(_: SeriesId, _: &[ItemId]) -> DispatchResult {
		Ok(())
	}
	fn freezes(_: SeriesId) -> u16 {
		0
	}
}
