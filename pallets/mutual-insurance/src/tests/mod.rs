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
mod limits;
mod on_idle;
mod queries;
mod random;
mod scene;
mod several;
mod weights;

use crate::{
	mock::*, Award, AwardRules, Awards, CertificateAward, Claim, ClaimStatus, Claims, Error, Event,
	LiveClaims, NextClaimId, OpenVotes, PayoutTurn, Pool, Rates, Recent, Reserved, VoidReason,
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
