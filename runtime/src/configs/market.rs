//! The wiring of our own pallets: which one asks which other for what. Calls go down in rank,
//! never up:
//!
//! ```text
//! 4  HashrateMarket      listings, auctions, offers
//!    MutualInsurance     the pool, claims, awards
//!    CertificateLending  requests, offers, loans; the market auctions collateral for it
//!    CertificateStaking  stakes, the emission of each day
//! 3  RiskEscrow          positions, ledgers, income, release, breaches, refunds, payouts
//! 2  HashrateNft         series, certificates, locks, liens (over Uniques)
//! 1  MinerRegistry       networks, applications, pledges, records
//! 0  Calendar, Governance, Credits   and the stock pallets, joined in `glue`
//! ```

use crate::{
	configs::{
		elections::CouncilElections,
		glue::{
			AddressText, CertificateAttributes, ClaimRules, CommunityReferenda, EnforcementRules,
			Feeds, InsuranceAccount, ProtocolFeeSplit, SeriesDeposit, SoundAssets, TreasuryPays,
		},
		governance::{Admin, CouncilMajority, CouncilSupermajority, TreasuryAccount},
		identity::AttestedIdentities,
		launch::CouncilRoad,
		safety::Pauser,
		NativeAndAssets, RuntimeBlockWeights,
	},
	constants::{
		governance::{REFERENDUM_SEED, VOTING_DAYS},
		lending::{LOAN_OFFER_DEPOSIT, LOAN_SETTLE_PART},
		market::{AWARD_PAYOUT_PART, MAX_LISTING_DAYS, OFFER_DEPOSIT, PAYOUT_PART, SETTLE_PART},
		oracle::MAX_OPERATORS,
		pallet_ids,
		staking::SWEEP_PART,
		time::SLOT_MILLIS,
	},
	parameters::{governed, Gate},
	Balances, Calendar, CertificateStaking, Credits, Governance, HashrateMarket, HashrateNft,
	MinerRegistry, RiskEscrow, Runtime, RuntimeParameters, Uniques,
};
use frame_support::{
	parameter_types,
	traits::{ConstU128, ConstU32, ConstU64},
	weights::Weight,
	PalletId,
};

/// The measured weights of a pallet. The build that measures them has none, otherwise a call
/// that was just written could never be measured.
#[cfg(not(feature = "runtime-benchmarks"))]
macro_rules! measured {
	($pallet:ident) => {
		crate::weights::$pallet::WeightInfo<Runtime>
	};
}
#[cfg(feature = "runtime-benchmarks")]
macro_rules! measured {
	($pallet:ident) => {
		()
	};
}

parameter_types! {
	/// Id of the registry's account: pledges and deposits of applications.
	pub const PledgesId: PalletId = pallet_ids::PLEDGES;
	/// Id of the account that owns the collections of certificates, and holds the deposits of series.
	pub const CertificatesId: PalletId = pallet_ids::CERTIFICATES;
	/// Id of the escrow account.
	pub const EscrowId: PalletId = pallet_ids::ESCROW;
	/// Id of the income account.
	pub const IncomeId: PalletId = pallet_ids::INCOME;
	/// Id of the market's account.
	pub const MarketId: PalletId = pallet_ids::MARKET;
	/// Id of the insurance pool's account.
	pub const InsuranceId: PalletId = pallet_ids::INSURANCE;
	/// Id of the account of loans.
	pub const LoansId: PalletId = pallet_ids::LOANS;
	/// Id of the account of staking.
	pub const StakingId: PalletId = pallet_ids::STAKING;
	/// Maximum weight of payouts in a block: a quarter of it.
	pub MaxPayoutWeight: Weight = RuntimeBlockWeights::get().max_block.div(PAYOUT_PART);
	/// Maximum weight of settling due auctions and ending expired offers in a block: a quarter of it.
	pub MaxSettleWeight: Weight = RuntimeBlockWeights::get().max_block.div(SETTLE_PART);
	/// Maximum weight of paying insurance awards in a block: an eighth of it.
	pub MaxAwardPayoutWeight: Weight = RuntimeBlockWeights::get().max_block.div(AWARD_PAYOUT_PART);
	/// Maximum weight of taking payments for loans into the books in a block, and of ending expired offers of
	/// loans: an eighth of it.
	pub MaxLoanSettleWeight: Weight = RuntimeBlockWeights::get().max_block.div(LOAN_SETTLE_PART);
	/// Maximum weight of looking after stakes in a block: a sixteenth of it.
	pub MaxSweepWeight: Weight = RuntimeBlockWeights::get().max_block.div(SWEEP_PART);
}

impl pallet_calendar::Config for Runtime {
	type SlotDuration = ConstU64<SLOT_MILLIS>;
	type OnNewDay = (Governance, CertificateStaking);
	type WeightInfo = measured!(pallet_calendar);
}

impl pallet_governance::Config for Runtime {
	type AdminOrigin = Admin;
	type Parameter = RuntimeParameters;
	type Gate = Gate;
	type Clock = Calendar;
	type Feeds = Feeds;
	type Referenda = CommunityReferenda;
	type ReferendumSeed = ConstU128<REFERENDUM_SEED>;
	type SpendOrigin = CouncilMajority;
	type Treasury = TreasuryPays;
	type MaxOperators = ConstU32<MAX_OPERATORS>;
	type RootCallOrigin = CouncilSupermajority;
	type RootCalls = CouncilRoad;
	type HandOverAfter = governed::HandOverAfter;
	type CouncilTerm = governed::CouncilTerm;
	type Elections = CouncilElections;
	type Pauser = Pauser;
	type OutflowLimit = governed::OutflowLimit;
	type WeightInfo = measured!(pallet_governance);
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Neighbours;
}

impl pallet_credits::Config for Runtime {
	type Assets = NativeAndAssets;
	type WeightInfo = measured!(pallet_credits);
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Neighbours;
}

impl pallet_miner_registry::Config for Runtime {
	type Currency = Balances;
	type AdminOrigin = Admin;
	type Vote = CommunityReferenda;
	type Clock = Calendar;
	type Identities = AttestedIdentities;
	type Averages = Governance;
	type AssetCheck = SoundAssets;
	type Treasury = TreasuryAccount;
	type ApplicationDeposit = governed::ApplicationDeposit;
	type DepositKept = governed::DepositKept;
	type Cooldown = governed::Cooldown;
	type MaxOpenApplications = governed::MaxOpenApplications;
	type VoteDays = ConstU32<VOTING_DAYS>;
	type VoteSeed = governed::VoteSeed;
	type MaxTerm = governed::MaxTerm;
	type PalletId = PledgesId;
	type WeightInfo = measured!(pallet_miner_registry);
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Neighbours;
}

impl pallet_hashrate_nft::Config for Runtime {
	type WeightInfo = measured!(pallet_hashrate_nft);
	type Nfts = Uniques;
	type Attributes = CertificateAttributes;
	type Registry = MinerRegistry;
	type Fees = ProtocolFeeSplit;
	type Currency = Balances;
	type Credits = Credits;
	type SeriesDeposit = SeriesDeposit;
	type AddressText = AddressText;
	type MaxTerm = governed::MaxTerm;
	type MaxSeries = governed::MaxUnfinishedSeries;
	type PalletId = CertificatesId;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Neighbours;
}

impl pallet_risk_escrow::Config for Runtime {
	type WeightInfo = measured!(pallet_risk_escrow);
	type Assets = NativeAndAssets;
	type Certificates = HashrateNft;
	type Clock = Calendar;
	type Averages = Governance;
	type Registry = MinerRegistry;
	type Vote = CommunityReferenda;
	type AdminOrigin = Admin;
	type Rules = EnforcementRules;
	type Credits = Credits;
	type InsuranceAccount = InsuranceAccount;
	type MaxPayoutWeight = MaxPayoutWeight;
	type PalletId = EscrowId;
	type IncomePalletId = IncomeId;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Neighbours;
}

impl pallet_hashrate_market::Config for Runtime {
	type Assets = NativeAndAssets;
	type Certificates = HashrateNft;
	type Escrow = RiskEscrow;
	type Fees = ProtocolFeeSplit;
	type Credits = Credits;
	type Clock = Calendar;
	type TradingFee = governed::TradingFee;
	type BidStep = governed::BidStep;
	type ExtensionMinutes = governed::ExtensionMinutes;
	type OfferDeposit = ConstU128<OFFER_DEPOSIT>;
	type MaxListingDays = ConstU32<MAX_LISTING_DAYS>;
	type MaxSettleWeight = MaxSettleWeight;
	type PalletId = MarketId;
	type WeightInfo = measured!(pallet_hashrate_market);
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Neighbours;
}

impl pallet_mutual_insurance::Config for Runtime {
	type Assets = NativeAndAssets;
	type AssetCheck = SoundAssets;
	type Escrow = RiskEscrow;
	type Holders = HashrateNft;
	type Liens = HashrateNft;
	type Vote = CommunityReferenda;
	type Clock = Calendar;
	type AdminOrigin = Admin;
	type Rules = ClaimRules;
	type MaxPayoutWeight = MaxAwardPayoutWeight;
	type PalletId = InsuranceId;
	type WeightInfo = measured!(pallet_mutual_insurance);
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Neighbours;
}

impl pallet_certificate_lending::Config for Runtime {
	type Assets = NativeAndAssets;
	type Certificates = HashrateNft;
	type Escrow = RiskEscrow;
	type Market = HashrateMarket;
	type Fees = ProtocolFeeSplit;
	type Credits = Credits;
	type Clock = Calendar;
	type InterestFee = governed::InterestFee;
	type GraceDays = governed::GraceDays;
	type OfferDeposit = ConstU128<LOAN_OFFER_DEPOSIT>;
	type MaxSettleWeight = MaxLoanSettleWeight;
	type PalletId = LoansId;
	type WeightInfo = measured!(pallet_certificate_lending);
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Neighbours;
}

impl pallet_certificate_staking::Config for Runtime {
	type Currency = Balances;
	type AdminOrigin = Admin;
	type Certificates = HashrateNft;
	type Escrow = RiskEscrow;
	type Credits = Credits;
	type Clock = Calendar;
	type DailyEmission = governed::DailyEmission;
	type MaxSweepWeight = MaxSweepWeight;
	type PalletId = StakingId;
	type WeightInfo = measured!(pallet_certificate_staking);
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Neighbours;
}
