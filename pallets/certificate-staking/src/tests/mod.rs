//! Each module is a call, or what several share; each test an outcome and its condition.

mod begin;
mod claim_rewards;
mod days;
mod fund_budget;
mod invariants;
mod model;
mod on_idle;
mod pauses;
mod queries;
mod scene;
mod set_network_weight;
mod stake;
mod unstake;

use crate::{
	mock::*, rewards::SCALE, Budget, Error, Event, Indices, LastWalk, Owed, Pool, Pools,
	SeriesStakes, Stake, Stakes, StakesOf, StartDay, Walk, HALVING_DAYS, MAX_PAUSES,
};
use dmex_primitives::*;
use frame_support::{assert_noop, assert_ok, traits::fungible::Inspect, weights::Weight};
use scene::*;
use sp_runtime::{DispatchError, DispatchResult};
