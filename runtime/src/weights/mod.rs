//! Measured weights of our pallets, written by `scripts/weights`: do not edit.

pub mod pallet_calendar;
pub mod pallet_certificate_lending;
pub mod pallet_certificate_staking;
pub mod pallet_credits;
pub mod pallet_governance;
pub mod pallet_hashrate_market;
pub mod pallet_hashrate_nft;
pub mod pallet_miner_registry;
pub mod pallet_mutual_insurance;
pub mod pallet_risk_escrow;
