//! Each module is a call, or what several share; each test an outcome and its condition.

mod contribute;
mod scene;

use crate::{
	mock::*, Award, AwardRules, Awards, CertificateAward, Claim, ClaimStatus, Claims, Error, Event,
	LiveClaims, NextClaimId, OpenVotes, Pool, PushRound, PushTurn, Rates, Recent, Reserved,
	VoidReason,
};
use dmex_primitives::*;
use frame_support::{assert_noop, assert_ok, traits::fungibles::Inspect, weights::Weight};
use scene::*;
use sp_runtime::{DispatchError, DispatchResult, FixedU128, Permill};

#[cfg(feature = "runtime-benchmarks")]
pub use scene::Helper;
