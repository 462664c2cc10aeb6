//! The traits by which our pallets ask for something that stock pallets provide.

use crate::{
	configs::{governance::TreasuryAccount, NativeAndAssets},
	constants::{
		governance::VOTING_DAYS, insurance::SEED_OF_POOL, market::series_deposit, pallet_ids,
		SS58_PREFIX,
	},
	parameters::governed,
	AccountId, Balance, Balances, BlockNumber, Calendar, Democracy, Governance, HashrateNft,
	Oracle, Preimage, Runtime, RuntimeCall, RuntimeOrigin, System, Timestamp, Treasury, Uniques,
};
use alloc::{boxed::Box, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::ops::Range;
use dmex_primitives::{
	preservation, Asset, Attributes, Clock, CommunityVote, DayValue, FeeShares, FeeSplit, ItemId,
	NetworkId, OracleFeeds, ProtocolFees, ReferendumIndex, Seed, SeriesId, VoteOutcome,
};
use frame_support::{
	parameter_types,
	traits::{
		fungible, fungibles,
		tokens::{Fortitude, Pay, PaymentStatus, Precision, Preservation},
		ChangeMembers, Contains, Get, QueryPreimage, StorePreimage,
	},
	BoundedVec,
};
use pallet_democracy::{
	Approved, BoundedCallOf, LowestUnbaked, ReferendumCount, ReferendumInfo, ReferendumInfoOf,
	ReferendumStatus, Tally, VoteThreshold,
};
use pallet_governance::{OpenVote, Referenda, TreasurySpends};
use pallet_mutual_insurance::{AwardRules, ClaimRules as InsuranceRules};
use pallet_oracle::{CombineData, OnNewData, RawValues, TimestampedValue};
use pallet_risk_escrow::{BreachRules, FreezeCause, Period, ReleaseRules, Rules, SeriesRules};
use pallet_treasury::SpendCount;
use scale_info::TypeInfo;
use sp_core::crypto::{Ss58AddressFormat, Ss58Codec};
use sp_runtime::{
	traits::{AccountIdConversion, Convert},
	DispatchError, DispatchResult,
};

parameter_types! {
	/// The account of the insurance pool.
	pub InsuranceAccount: AccountId = pallet_ids::INSURANCE.into_account_truncating();
}

/// Votes of the DMC holders: the referenda of Democracy, side by side. Each of our own cases has one.
pub struct CommunityReferenda;

impl CommunityReferenda {
	/// The threshold of a vote, and the votes that it starts with; the seed counts in the turnout.
	fn start(seed: Seed) -> (VoteThreshold, Tally<Balance>) {
		match seed {
			Seed::Nay(nays) => {
				(VoteThreshold::SuperMajorityApprove, Tally { ayes: 0, nays, turnout: nays })
			},
			Seed::Aye(ayes) => {
				(VoteThreshold::SuperMajorityAgainst, Tally { ayes, nays: 0, turnout: ayes })
			},
		}
	}

	fn change(referendum: ReferendumIndex, change: impl FnOnce(&mut Status)) {
		ReferendumInfoOf::<Runtime>::mutate(referendum, |info| {
			if let Some(ReferendumInfo::Ongoing(status)) = info {
				change(status);
			}
		});
	}

	/// Open a referendum on `call` that lasts so many blocks, up to the next hour, and dispatches it as
	/// Root `delay` blocks after it has passed.
	pub fn open_for(
		call: RuntimeCall,
		seed: Seed,
		blocks: BlockNumber,
		delay: BlockNumber,
	) -> Result<ReferendumIndex, DispatchError> {
		let (threshold, _) = Self::start(seed);
		let proposal = Preimage::bound(call)?;
		let index = Democracy::internal_start_referendum(proposal, threshold, delay);
		<Self as Referenda>::seed(index, seed);
		<Self as Referenda>::set_end(index, System::block_number().saturating_add(blocks));
		Governance::on_case_opened(index);
		Ok(index)
	}
}

type Status = ReferendumStatus<BlockNumber, BoundedCallOf<Runtime>, Balance>;

impl Referenda for CommunityReferenda {
	fn indices() -> Range<ReferendumIndex> {
		LowestUnbaked::<Runtime>::get()..ReferendumCount::<Runtime>::get()
	}

	fn open_vote(referendum: ReferendumIndex) -> Option<OpenVote> {
		let Some(ReferendumInfo::Ongoing(Status { end, threshold, tally, .. })) =
			ReferendumInfoOf::<Runtime>::get(referendum)
		else {
			return None;
		};
		Some(OpenVote { end, passing: threshold.approved(tally, Balances::total_issuance()) })
	}

	fn set_end(referendum: ReferendumIndex, end: u32) {
		Self::change(referendum, |status| status.end = end);
	}

	fn seed(referendum: ReferendumIndex, seed: Seed) {
		let (threshold, start) = Self::start(seed);
		Self::change(referendum, |status| {
			let tally = &mut status.tally;
			status.threshold = threshold;
			tally.ayes = tally.ayes.saturating_add(start.ayes);
			tally.nays = tally.nays.saturating_add(start.nays);
			tally.turnout = tally.turnout.saturating_add(start.turnout);
		});
	}
}

impl<Call: Into<RuntimeCall>> CommunityVote<Call> for CommunityReferenda {
	fn open(call: Call, seed: Seed) -> Result<ReferendumIndex, DispatchError> {
		// One block: the outcome is what counts, and anybody may carry it out meanwhile.
		Self::open_for(call.into(), seed, Calendar::blocks(VOTING_DAYS), 1)
	}

	fn outcome(referendum: ReferendumIndex) -> VoteOutcome {
		match ReferendumInfoOf::<Runtime>::get(referendum) {
			Some(ReferendumInfo::Ongoing(_)) => VoteOutcome::Ongoing,
			Some(ReferendumInfo::Finished { approved: true, .. }) => VoteOutcome::Approved,
			Some(ReferendumInfo::Finished { approved: false, .. }) => VoteOutcome::Rejected,
			None => VoteOutcome::Absent,
		}
	}

	fn cancel(referendum: ReferendumIndex) {
		if let Some(ReferendumInfo::Ongoing(status)) = ReferendumInfoOf::<Runtime>::get(referendum)
		{
			Preimage::drop(&status.proposal);
			Democracy::internal_cancel_referendum(referendum);
		}
	}
}

/// What became of a payment of the treasury.
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
pub enum Payment {
	/// It was made.
	#[codec(index = 0)]
	Made,
	/// The outflow fuse blew by it. `Treasury.check_status` makes it one that can be tried again.
	#[codec(index = 1)]
	Refused,
}

/// Payments of the treasury, in any asset, immediately from its account. Its last DMC never go: an
/// account that was gone would refuse a share of fees below the existential deposit.
///
/// A payment by which the outflow fuse blows is not made, and does not fail either: a failed call would
/// undo the fuse. The treasury records it as attempted, with its outcome. Later ones fail and stay
/// approved.
pub struct TreasuryPays;
impl Pay for TreasuryPays {
	type Balance = Balance;
	type Beneficiary = AccountId;
	type AssetKind = Asset;
	type Id = Payment;
	type Error = DispatchError;

	fn pay(who: &AccountId, asset: Asset, amount: Balance) -> Result<Payment, DispatchError> {
		let (treasury, keep) = (TreasuryAccount::get(), preservation(&asset));
		let held = <NativeAndAssets as fungibles::Inspect<_>>::balance(asset.clone(), &treasury);
		if !Governance::pass_fuse(&asset, who, held, amount)? {
			return Ok(Payment::Refused);
		}
		<NativeAndAssets as fungibles::Mutate<_>>::transfer(asset, &treasury, who, amount, keep)?;
		Ok(Payment::Made)
	}

	fn check_payment(payment: Payment) -> PaymentStatus {
		match payment {
			Payment::Made => PaymentStatus::Success,
			Payment::Refused => PaymentStatus::Failure,
		}
	}

	/// Only our own pallets are measured, and none of them pays out of the treasury.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_successful(_: &AccountId, _: Asset, _: Balance) {}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_concluded(_: Payment) {}
}

impl TreasurySpends<AccountId> for TreasuryPays {
	fn account() -> AccountId {
		TreasuryAccount::get()
	}

	fn available(asset: &Asset) -> Balance {
		<NativeAndAssets as fungibles::Inspect<AccountId>>::reducible_balance(
			asset.clone(),
			&TreasuryAccount::get(),
			preservation(asset),
			Fortitude::Polite,
		)
	}

	fn approve(
		asset: &Asset,
		amount: Balance,
		beneficiary: &AccountId,
		payable_from: u32,
	) -> Result<u32, DispatchError> {
		let index = SpendCount::<Runtime>::get();
		Treasury::spend(
			RuntimeOrigin::root(),
			Box::new(asset.clone()),
			amount,
			Box::new(beneficiary.clone()),
			Some(payable_from),
		)?;
		Ok(index)
	}

	fn void(spend: u32) -> DispatchResult {
		Treasury::void_spend(RuntimeOrigin::root(), spend)
	}
}

/// Attributes in Uniques, signed by the account that owns all collections.
pub struct CertificateAttributes;
impl Attributes for CertificateAttributes {
	fn set(series: SeriesId, item: Option<ItemId>, key: &[u8], value: &[u8]) -> DispatchResult {
		let owner = RuntimeOrigin::signed(HashrateNft::account());
		Uniques::set_attribute(owner, series, item, bounded(key)?, bounded(value)?)
	}

	fn clear(series: SeriesId, item: ItemId, key: &[u8]) -> DispatchResult {
		let owner = RuntimeOrigin::signed(HashrateNft::account());
		Uniques::clear_attribute(owner, series, Some(item), bounded(key)?)
	}
}

fn bounded<Limit: Get<u32>>(bytes: &[u8]) -> Result<BoundedVec<u8, Limit>, DispatchError> {
	bytes.to_vec().try_into().map_err(|_| DispatchError::Exhausted)
}

/// The split of the fees of sales and minting: the insurance pool, the treasury, and what is burnt.
pub struct ProtocolFeeSplit;
impl ProtocolFees<AccountId> for ProtocolFeeSplit {
	fn split() -> FeeSplit {
		FeeSplit { pool: governed::PoolPart::get(), treasury: governed::TreasuryPart::get() }
	}

	fn charge(payer: &AccountId, asset: &Asset, shares: FeeShares) -> DispatchResult {
		transfer(payer, asset, &InsuranceAccount::get(), shares.pool)?;
		transfer(payer, asset, &TreasuryAccount::get(), shares.treasury)?;
		if shares.burn > 0 {
			<Balances as fungible::Mutate<AccountId>>::burn_from(
				payer,
				shares.burn,
				Preservation::Expendable,
				Precision::Exact,
				Fortitude::Polite,
			)?;
		}
		Ok(())
	}
}

fn transfer(from: &AccountId, asset: &Asset, to: &AccountId, amount: Balance) -> DispatchResult {
	if amount > 0 {
		<NativeAndAssets as fungibles::Mutate<AccountId>>::transfer(
			asset.clone(),
			from,
			to,
			amount,
			Preservation::Expendable,
		)?;
	}
	Ok(())
}

/// The numbers by which the escrow assesses miners.
pub struct EnforcementRules;
impl Rules for EnforcementRules {
	fn series_rules() -> SeriesRules {
		SeriesRules {
			release: ReleaseRules {
				full_from: governed::FullReleaseFrom::get(),
				window_cap: governed::WindowCap::get(),
				pool_part: governed::PoolPartOfReleases::get(),
			},
			breach: BreachRules {
				late: governed::BreachLate::get(),
				underpaid_streak: governed::BreachUnderpaidStreak::get(),
				late_paid: governed::BreachLatePaid::get(),
			},
			underpaid_below: governed::UnderpaidBelow::get(),
		}
	}

	fn days(period: Period) -> u32 {
		match period {
			Period::WriteOff => governed::WriteOffAfter::get(),
			Period::EventVote => governed::EventVoteAfter::get(),
			Period::Keep => governed::KeepTerminated::get(),
			Period::IncomeEnded => governed::IncomeEndedAfter::get(),
		}
	}

	/// A breach is proved, and silence terminates the series: saving it takes as much as would be
	/// slashed. An event proves nothing against a miner, and after silence the series resumes.
	fn seed(cause: FreezeCause, slash: Balance) -> Seed {
		match cause {
			FreezeCause::Breach => Seed::Aye(governed::BreachSeed::get().max(slash)),
			FreezeCause::Event => Seed::Nay(governed::VoteSeed::get()),
		}
	}
}

/// The deposits of insurance claims, their votes, and the bounds of their awards.
pub struct ClaimRules;
impl Get<InsuranceRules> for ClaimRules {
	fn get() -> InsuranceRules {
		InsuranceRules {
			deposit: governed::ClaimDeposit::get(),
			min_seed: governed::VoteSeed::get(),
			seed_of_pool: SEED_OF_POOL,
			max_open: governed::MaxOpenClaims::get(),
			award: AwardRules {
				cap: governed::AwardCap::get(),
				total_cap: governed::TotalAwardCap::get(),
				max_value: governed::MaxUnitDayValue::get(),
				collect_days: governed::CollectDays::get(),
			},
		}
	}
}

/// Assets that may be escrowed: any account can hold them, down to the last unit, and nobody but
/// the treasury's account can move or freeze them.
pub struct SoundAssets;
impl Contains<Asset> for SoundAssets {
	fn contains(asset: &Asset) -> bool {
		let Asset::WithId(id) = asset else { return false };
		let treasury = TreasuryAccount::get();
		pallet_assets::Asset::<Runtime>::get(id).is_some_and(|asset| {
			asset.is_sufficient
				&& asset.min_balance == 1
				&& [asset.owner, asset.admin, asset.freezer].iter().all(|role| *role == treasury)
		})
	}
}

/// The deposit of a series by its term in days.
pub struct SeriesDeposit;
impl Convert<u32, Balance> for SeriesDeposit {
	fn convert(term: u32) -> Balance {
		series_deposit(term)
	}
}

/// An account as people read it.
pub struct AddressText;
impl Convert<AccountId, Vec<u8>> for AddressText {
	fn convert(account: AccountId) -> Vec<u8> {
		let format = Ss58AddressFormat::custom(SS58_PREFIX);
		account.to_ss58check_with_version(format).into_bytes()
	}
}

/// The oracle: operators feed a value for a network, with its day. Governance decides what becomes
/// of it, once for the pallet's own display and once for the chain's averages.
pub struct Feeds;

impl OracleFeeds<AccountId> for Feeds {
	/// Root's feed is stored under the oracle's own account, which is no operator. A feed counts only
	/// if it came after its day was over.
	fn values(network: NetworkId, operators: &[AccountId]) -> Vec<DayValue> {
		let fed = |who| RawValues::<Runtime>::get(who, network);
		operators
			.iter()
			.filter_map(fed)
			.filter(|fed| Calendar::day_of(fed.timestamp) > fed.value.day)
			.map(|fed| fed.value)
			.collect()
	}

	fn forget(operator: &AccountId) {
		Oracle::change_members_sorted(&[], core::slice::from_ref(operator), &[]);
	}
}

impl CombineData<NetworkId, TimestampedValue<DayValue, u64>> for Feeds {
	fn combine_data(
		network: &NetworkId,
		_: Vec<TimestampedValue<DayValue, u64>>,
		_: Option<TimestampedValue<DayValue, u64>>,
	) -> Option<TimestampedValue<DayValue, u64>> {
		let value = Governance::combined(*network)?;
		Some(TimestampedValue { value, timestamp: Timestamp::get() })
	}
}

impl OnNewData<AccountId, NetworkId, DayValue> for Feeds {
	fn on_new_data(who: &AccountId, network: &NetworkId, fed: &DayValue) {
		Governance::on_feed(who, *network, *fed, Calendar::day_of(Timestamp::get()));
	}
}
