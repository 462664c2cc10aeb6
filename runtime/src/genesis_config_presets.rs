//! The chains for development: `dev` with one authority, `local` with four.

use crate::{
	configs::governance::TreasuryAccount,
	constants::{
		currency::{DMC, EXISTENTIAL_DEPOSIT, TOTAL_SUPPLY},
		oracle::{DEV_QUORUM, QUORUM},
		pallet_ids,
		staking::FIRST_WEIGHTS,
		time::DEV_DAY_MILLIS,
	},
	AccountId, AssetsConfig, BabeConfig, Balance, BalancesConfig, CalendarConfig,
	CertificateStakingConfig, CouncilConfig, GovernanceConfig, MinerRegistryConfig,
	OracleMembershipConfig, RuntimeGenesisConfig, SessionConfig, SessionKeys,
	BABE_GENESIS_EPOCH_CONFIG,
};
use alloc::{vec, vec::Vec};
use dmex_primitives::{Asset, PerUnit};
use frame_support::{traits::Defensive, PalletId};
use pallet_miner_registry::{GenesisNetwork, NetworkRates};
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use sp_runtime::{traits::AccountIdConversion, FixedPointNumber as _};

/// What the insurance pool starts with: a tenth of all DMC.
pub const INSURANCE_POOL: Balance = TOTAL_SUPPLY / 10;
/// What each well-known account starts with.
pub const ENDOWMENT: Balance = 10_000_000 * DMC;
/// What each well-known account starts with in each asset, in whole units.
pub const ASSET_ENDOWMENT: Balance = 1_000_000;

/// Maximum change of each network's market average without the council's confirmation, in per cent.
pub const MAX_CHANGE: u32 = 200;
/// What a TiB earns in a day when the chain starts, in base units of FIL.
pub const FIL_OPENING_AVERAGE: u64 = 30_000_000_000_000_000;
/// What a TH/s earns in a day when the chain starts, in satoshi: about as in 2017, with which the data
/// for trying it out begins.
pub const BTC_OPENING_AVERAGE: u64 = 50_000;
/// What a MH/s earns in a day when the chain starts, in wei.
pub const ETH_OPENING_AVERAGE: u64 = 50_000_000_000_000;

/// Id of Tether USD.
pub const USDT: u32 = 1;
/// Id of Filecoin.
pub const FIL: u32 = 10;
/// Id of Bitcoin.
pub const BTC: u32 = 11;
/// Id of Ether.
pub const ETH: u32 = 12;

/// Id, name, symbol and decimals of each asset.
pub const ASSETS: [(u32, &str, &str, u8); 4] = [
	(USDT, "Tether USD", "USDT", 6),
	(FIL, "Filecoin", "FIL", 18),
	(BTC, "Bitcoin", "BTC", 8),
	(ETH, "Ether", "ETH", 18),
];

/// The accounts whose keys everybody knows.
pub const KEYRING: [Sr25519Keyring; 8] = [
	Sr25519Keyring::Alice,
	Sr25519Keyring::Bob,
	Sr25519Keyring::Charlie,
	Sr25519Keyring::Dave,
	Sr25519Keyring::Eve,
	Sr25519Keyring::Ferdie,
	Sr25519Keyring::One,
	Sr25519Keyring::Two,
];

/// The pallets that hold money for others, besides the treasury and the insurance pool. The account
/// of each has one existential deposit that nobody withdraws, so that it never disappears.
const CUSTODIANS: [PalletId; 7] = [
	pallet_ids::PLEDGES,
	pallet_ids::CERTIFICATES,
	pallet_ids::ESCROW,
	pallet_ids::INCOME,
	pallet_ids::MARKET,
	pallet_ids::LOANS,
	pallet_ids::STAKING,
];

/// One authority.
pub fn dev() -> RuntimeGenesisConfig {
	genesis(vec![authority(Sr25519Keyring::Alice, Ed25519Keyring::Alice)], DEV_QUORUM)
}

/// Four authorities.
pub fn local() -> RuntimeGenesisConfig {
	let authorities = vec![
		authority(Sr25519Keyring::Alice, Ed25519Keyring::Alice),
		authority(Sr25519Keyring::Bob, Ed25519Keyring::Bob),
		authority(Sr25519Keyring::Charlie, Ed25519Keyring::Charlie),
		authority(Sr25519Keyring::Dave, Ed25519Keyring::Dave),
	];
	genesis(authorities, QUORUM)
}

/// The configuration of a chain as JSON; `None` if there is no such chain.
pub fn get_preset(id: &PresetId) -> Option<Vec<u8>> {
	let config = match id.as_ref() {
		DEV_RUNTIME_PRESET => dev(),
		LOCAL_TESTNET_RUNTIME_PRESET => local(),
		_ => return None,
	};
	serde_json::to_vec(&config).ok()
}

/// The chains that have a configuration.
pub fn preset_names() -> Vec<PresetId> {
	vec![PresetId::from(DEV_RUNTIME_PRESET), PresetId::from(LOCAL_TESTNET_RUNTIME_PRESET)]
}

fn genesis(
	authorities: Vec<(AccountId, AccountId, SessionKeys)>,
	quorum: u32,
) -> RuntimeGenesisConfig {
	RuntimeGenesisConfig {
		balances: BalancesConfig { balances: balances(), ..Default::default() },
		assets: assets(),
		babe: BabeConfig { epoch_config: BABE_GENESIS_EPOCH_CONFIG, ..Default::default() },
		session: SessionConfig { keys: authorities, ..Default::default() },
		council: CouncilConfig { members: accounts(&KEYRING[..7]), ..Default::default() },
		oracle_membership: OracleMembershipConfig {
			members: accounts(&KEYRING[..4]).try_into().defensive_unwrap_or_default(),
			..Default::default()
		},
		calendar: CalendarConfig { day_length: DEV_DAY_MILLIS, ..Default::default() },
		governance: GovernanceConfig { quorum, ..Default::default() },
		miner_registry: MinerRegistryConfig {
			networks: networks(),
			payment_assets: vec![Asset::WithId(USDT)],
			..Default::default()
		},
		certificate_staking: CertificateStakingConfig {
			weights: FIRST_WEIGHTS.to_vec(),
			..Default::default()
		},
		..Default::default()
	}
}

/// FIL in TiB, BTC in TH/s, ETH in MH/s: pledges and fees in base units of DMC, payouts and opening
/// averages in those of the coin.
fn networks() -> Vec<GenesisNetwork> {
	let network = |symbol: &str, unit: &str, asset, rate, min_payout, opening| GenesisNetwork {
		symbol: symbol.into(),
		unit: unit.into(),
		reward_asset: Asset::WithId(asset),
		rates: NetworkRates { pledge_per_unit_day: rate, channel_fee_per_unit: rate, min_payout },
		max_change: MAX_CHANGE,
		opening_average: PerUnit::saturating_from_integer(opening),
	};
	vec![
		network("FIL", "TiB", FIL, DMC, 1_000_000_000_000, FIL_OPENING_AVERAGE),
		network("BTC", "TH/s", BTC, DMC / 10, 1_000, BTC_OPENING_AVERAGE),
		network("ETH", "MH/s", ETH, DMC / 100, 1_000_000_000_000, ETH_OPENING_AVERAGE),
	]
}

fn authority(sr: Sr25519Keyring, ed: Ed25519Keyring) -> (AccountId, AccountId, SessionKeys) {
	let keys = SessionKeys {
		babe: sr.public().into(),
		grandpa: ed.public().into(),
		authority_discovery: sr.public().into(),
	};
	(sr.to_account_id(), sr.to_account_id(), keys)
}

fn accounts(keyring: &[Sr25519Keyring]) -> Vec<AccountId> {
	keyring.iter().map(|key| key.to_account_id()).collect()
}

fn balances() -> Vec<(AccountId, Balance)> {
	let mut balances = vec![(pallet_ids::INSURANCE.into_account_truncating(), INSURANCE_POOL)];
	balances.extend(accounts(&KEYRING).into_iter().map(|account| (account, ENDOWMENT)));
	balances.extend(CUSTODIANS.map(|id| (id.into_account_truncating(), EXISTENTIAL_DEPOSIT)));
	let given: Balance = balances.iter().map(|(_, amount)| amount).sum();
	balances.push((TreasuryAccount::get(), TOTAL_SUPPLY - given));
	balances
}

fn assets() -> AssetsConfig {
	let owner = TreasuryAccount::get();
	let holdings = |(id, _, _, decimals): (u32, &str, &str, u8)| {
		let amount = ASSET_ENDOWMENT * 10u128.pow(decimals.into());
		accounts(&KEYRING).into_iter().map(move |account| (id, account, amount))
	};
	AssetsConfig {
		assets: ASSETS.iter().map(|(id, ..)| (*id, owner.clone(), true, 1)).collect(),
		metadata: ASSETS
			.iter()
			.map(|(id, name, symbol, decimals)| (*id, (*name).into(), (*symbol).into(), *decimals))
			.collect(),
		accounts: ASSETS.into_iter().flat_map(holdings).collect(),
		next_asset_id: None,
		reserves: Vec::new(),
	}
}
