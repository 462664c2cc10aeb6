//! Each module is a call, or a topic of several; each test is an outcome and its condition.

mod approve_claim;
mod cap;
mod collect_award;
mod conclude_claim;
mod contribute;
mod deposits;
mod expire;
mod file_claim;
mod fix_award;
mod invariants;
mod liens;
mod limits;
mod on_idle;
mod places;
mod queries;
mod random;
mod scene;
mod seeds;
mod several;
mod value;
mod weights;

use crate::{
	mock::*, Award, AwardRules, Awards, CertificateAward, Claim, ClaimStatus, Claims, Error, Event,
	LiveClaims, LiveCount, NextClaimId, OpenClaims, PayoutTurn, Pool, Rates, Recent, RecentTotals,
	Reserved, TakenPlaces, VoidReason,
};
use dmex_primitives::*;
use frame_support::{
	assert_noop, assert_ok,
	traits::{
		fungibles::{Inspect, Mutate},
		tokens::Preservation::Expendable,
	},
	weights::Weight,
};
use scene::*;
use sp_runtime::{DispatchError, DispatchResult, FixedU128, Permill};
