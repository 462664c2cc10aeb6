//! One small trait per edge between two pallets, named `provider → user`.

use crate::{
	ApplicationId, ApplicationTerms, Balance, CertificateInfo, Day, DayValue, ItemId, Lock,
	NetworkId, PerUnit, ReferendumIndex, SeriesId, SeriesTerms, Units,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::weights::Weight;
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, DispatchResult};

/// Calendar → all pallets: the day, and the days that count for clocks.
pub trait Clock {
	/// The day in progress.
	fn today() -> Day;
	/// `C(day)`: the number of live days up to and including `day`. A day in progress or in the
	/// future adds nothing.
	fn live_days(day: Day) -> u32;
	/// A period in days as blocks: `max(1, days × day length / slot)`.
	fn blocks(days: u32) -> u32;
}

/// Governance and staking → calendar: a hook for each day that begins, in order, before any user's call.
pub trait OnNewDay {
	/// `today` has just begun. Returns the weight used.
	fn on_new_day(today: Day) -> Weight;
}

impl<First: OnNewDay, Second: OnNewDay> OnNewDay for (First, Second) {
	fn on_new_day(today: Day) -> Weight {
		First::on_new_day(today).saturating_add(Second::on_new_day(today))
	}
}

/// Oracle → governance: the values that operators feed.
pub trait OracleFeeds<AccountId> {
	/// The latest value for `network` of each of `operators`, left out unless it came after its day was
	/// over.
	fn values(network: NetworkId, operators: &[AccountId]) -> Vec<DayValue>;
	/// Forget all that an account fed: it is no operator any more.
	fn forget(operator: &AccountId);
}

/// Status of the market average of a network and day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AverageStatus {
	/// The median income per unit, in base units of the reward asset.
	Known(PerUnit),
	/// The average is not published yet, and may still be.
	Pending,
	/// The deadline passed without an average, or it was struck out.
	Never {
		/// The median that was fed for the day and is disputed; `None` if there is none, or it is
		/// zero.
		disputed: Option<PerUnit>,
	},
}

impl AverageStatus {
	/// The average; `None` if it is not known.
	pub fn known(self) -> Option<PerUnit> {
		match self {
			Self::Known(average) => Some(average),
			_ => None,
		}
	}

	/// Whether the average is known and zero: the network had no income on the day.
	pub fn is_zero(self) -> bool {
		self == Self::Known(PerUnit::default())
	}
}

/// Governance → escrow: the market average, one value per network and closed day. It never changes,
/// but can be struck out when it was wrong.
pub trait MarketAverages {
	/// The median income per unit of `network` in `day`.
	fn average(network: NetworkId, day: Day) -> AverageStatus;
	/// The last published average of a network; before the first one its opening average. `None` for
	/// a network that does not exist.
	fn latest(network: NetworkId) -> Option<PerUnit>;
	/// Number of days in a row, up to the newest one with an average, whose average is zero.
	fn zero_days(network: NetworkId) -> u32;
	/// Whether the average of a day was published and struck out afterwards.
	fn is_struck(network: NetworkId, day: Day) -> bool;
}

/// Governance → registry: how the averages of a network are judged.
pub trait AverageSettings {
	/// Begin to take averages of a new network. The first value that is fed is compared with
	/// `opening`, in base units of the reward asset per unit and day, as any other with the one before.
	fn open(network: NetworkId, opening: PerUnit);
	/// Set the maximum change from one value to the next without the council's confirmation, in per
	/// cent of the smaller of the two.
	fn set_max_change(network: NetworkId, max_change: u32);
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

/// Outcome of a referendum.
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

/// Democracy → registry, escrow, insurance: a referendum of the DMC holders for one case.
pub trait CommunityVote<Call> {
	/// Open a referendum on `call`, dispatched by Root when it passes.
	fn open(call: Call, seed: Seed) -> Result<ReferendumIndex, DispatchError>;
	/// The outcome of a referendum.
	fn outcome(referendum: ReferendumIndex) -> VoteOutcome;
	/// Cancel a referendum: it ends without an outcome. Does nothing if it is over.
	fn cancel(referendum: ReferendumIndex);
}

/// Registry → certificates: quotas of approved applications, and the pledge behind them.
pub trait Quotas<AccountId> {
	/// The terms of an application; `None` unless it is approved.
	fn terms(application: ApplicationId) -> Option<ApplicationTerms<AccountId>>;
	/// Count one more unfinished series. Errors if the application is not approved, its miner
	/// may not sell, or `max` unfinished series exist.
	fn open_series(application: ApplicationId, max: u32) -> DispatchResult;
	/// One series is finished.
	fn close_series(application: ApplicationId) -> DispatchResult;
	/// Reserve `units`, which are live from now on, and `pledge` base units of DMC for them. Errors if
	/// the application is not approved, its miner may not mint, or units or pledge do not suffice.
	fn reserve(application: ApplicationId, units: Units, pledge: Balance) -> DispatchResult;
	/// Release `units`, which are no longer live, and the pledge required for them.
	fn release(application: ApplicationId, units: Units, pledge: Balance) -> DispatchResult;
}

/// Numbers of days that were just settled.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct DayCounts {
	/// Number of days that the miner settled, whatever it paid. Days that were written off are not
	/// among them.
	pub settled: u32,
	/// Number of those for which it paid something.
	pub paid: u32,
	/// Number of assessed days that are late, written-off ones included.
	pub late: u32,
	/// Number of assessed days that are underpaid, written-off ones included.
	pub underpaid: u32,
}

/// Registry → escrow: a miner's public record, which survives everything.
pub trait MinerRecords<AccountId> {
	/// Count settled days.
	fn note_days(miner: &AccountId, days: DayCounts);
	/// One more series of the miner is frozen, because of a `breach` or of a declared event.
	fn note_freeze(miner: &AccountId, breach: bool);
	/// A series of the miner is no longer frozen.
	fn note_resumed(miner: &AccountId);
	/// A series was terminated after a breach: the miner is in default until Admin clears it.
	fn note_default(miner: &AccountId);
	/// Whether the miner may apply, mint and make first sales: it is neither in default nor banned.
	fn may_sell(miner: &AccountId) -> bool;
}

/// Registry → escrow: the pledges behind certificates.
pub trait Pledges<AccountId> {
	/// Pay `amount` base units of DMC of the pledge of an application to `to`. Errors if the
	/// application is not approved, or less than `amount` is above the requirement.
	fn slash(application: ApplicationId, amount: Balance, to: &AccountId) -> DispatchResult;
}

/// Registry → escrow: what holds for all series of a network.
pub trait NetworkView {
	/// The minimum income that a payout sends to a holder, in base units of the network's reward asset.
	fn min_payout(network: NetworkId) -> Balance;
	/// Whether Admin closed the network to new series and first sales.
	fn is_closed(network: NetworkId) -> bool;
}

/// Runtime (over the NFT pallet) → certificates: terms as attributes, where wallets look for them.
pub trait Attributes {
	/// Set the attribute `key` of a collection, or of one of its items, to UTF-8 text.
	fn set(series: SeriesId, item: Option<ItemId>, key: &[u8], value: &[u8]) -> DispatchResult;
	/// Remove the attribute `key` of an item, which may be burnt already (burning an item leaves
	/// its attributes behind). Does nothing if there is none.
	fn clear(series: SeriesId, item: ItemId, key: &[u8]) -> DispatchResult;
}

/// Certificates → all pallets above: reading.
pub trait CertificateView<AccountId> {
	/// The terms of a series; `None` if it does not exist.
	fn series(series: SeriesId) -> Option<SeriesTerms<AccountId>>;
	/// A certificate's owner, lock, and whether it was sold; `None` if it does not exist.
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
	/// and pledge are released.
	fn end(series: SeriesId, certificates: u32) -> DispatchResult;
	/// Burn a certificate that was sold and has been paid out, whatever its lock.
	fn burn(series: SeriesId, item: ItemId) -> DispatchResult;
	/// Unlock a certificate, whatever its lock; with a lien it keeps the lock of collateral. Does
	/// nothing if it has none.
	fn force_unlock(series: SeriesId, item: ItemId) -> DispatchResult;
	/// Mark the series as frozen, or no longer.
	fn set_frozen(series: SeriesId, frozen: bool) -> DispatchResult;
	/// Mark the series as terminated and no longer frozen. The caller has ended its sold
	/// certificates.
	fn terminate(series: SeriesId) -> DispatchResult;
}

/// Certificates → market, lending, staking: one lock at most, and nothing locked moves.
pub trait Locks<AccountId>: CertificateView<AccountId> {
	/// Lock a certificate. Errors if it is unknown or locked.
	fn lock(series: SeriesId, item: ItemId, lock: Lock) -> DispatchResult;
	/// Remove exactly this lock. Errors if the certificate has another or none. After an auction a
	/// certificate with a lien has the lock of collateral again.
	fn unlock(series: SeriesId, item: ItemId, lock: Lock) -> DispatchResult;
	/// Transfer a sold, unlocked certificate to `to`.
	fn transfer(series: SeriesId, item: ItemId, to: &AccountId) -> DispatchResult;
}

/// Escrow → market: deposits of first sales, and income that is paid before a resale.
pub trait Escrow<AccountId> {
	/// Whether certificates of the series may be sold for the first time now. Errors if it is
	/// frozen, terminated or late, a breach can be proved, its network is closed, or its miner may not
	/// sell.
	fn ensure_on_sale(series: SeriesId) -> DispatchResult;
	/// Whether a first sale is refused only until the miner settles earlier days: the series is open
	/// and may sell, but is late, has a breach that can be proved, or is idle with days unsettled.
	fn waits_for_days(series: SeriesId) -> bool;
	/// Sell unsold, unlocked certificates of one series to `buyer`: charges the sum of the deposits
	/// (base units of the series' payment asset, one per certificate) to `payer`
	/// and starts the terms tomorrow. Returns the first and last day. Checks what
	/// [`Escrow::ensure_on_sale`] checks.
	fn sell(
		series: SeriesId,
		buyer: &AccountId,
		payer: &AccountId,
		sales: &[(ItemId, Balance)],
	) -> Result<(Day, Day), DispatchError>;
	/// Whether sold certificates of the series may change hands for money now. Errors if it is
	/// frozen or terminated, or one of them was never sold. Returns the earliest of their last
	/// days.
	fn ensure_on_resale(series: SeriesId, items: &[ItemId]) -> Result<Day, DispatchError>;
	/// Pay the claimable income of sold certificates to their holders. Income that cannot be paid
	/// becomes a credit of the holder.
	fn pay_income(series: SeriesId, items: &[ItemId]) -> DispatchResult;
	/// The deposit of a sold certificate, in base units of the series' payment asset, that is certainly
	/// unreleased when the days before `day` are settled: all of them in full at most. Errors if the
	/// certificate was never sold.
	fn min_unreleased(series: SeriesId, item: ItemId, day: Day) -> Result<Balance, DispatchError>;
	/// Number of freezes of the series so far.
	fn freezes(series: SeriesId) -> u16;
}
