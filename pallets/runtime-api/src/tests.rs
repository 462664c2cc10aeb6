//! The form of the answers as JSON. That of single values is tested where it is made, in
//! `dmex_primitives::json`.

use crate::*;
use dmex_primitives::Asset;
use serde::{de::DeserializeOwned, Serialize};
use serde_json::{json, Value};
use sp_runtime::{traits::Get, BoundedVec, FixedU128};
use std::fmt::Debug;

/// `answer` is written as `expected`, and read from it.
fn assert_json<T: Serialize + DeserializeOwned + PartialEq + Debug>(answer: T, expected: Value) {
	assert_eq!(serde_json::to_value(&answer).unwrap(), expected);
	assert_eq!(serde_json::from_value::<T>(expected).unwrap(), answer);
}

fn text<N: Get<u32>>(text: &str) -> BoundedVec<u8, N> {
	text.as_bytes().to_vec().try_into().unwrap()
}

#[test]
fn names_are_in_camel_case() {
	let flags = DayFlags { written_off: true, ..Default::default() };
	let released = FixedU128::from_u32(1);
	assert_json(
		DayInfo { day: 7, units: 10, paid: 661_235, average: None, released, flags },
		json!({
			"day": 7, "units": 10, "paid": "661235", "average": null, "released": "1",
			"flags": {
				"assessed": false, "underpaid": false, "late": false, "writtenOff": true,
				"frozen": false, "struck": false,
			},
		}),
	);
}

#[test]
fn records_and_disclosures_of_miners_are_plain() {
	assert_json(
		MinerRecord { days_underpaid: 2, banned: true, ..Default::default() },
		json!({
			"daysSettled": 0, "daysPaid": 0, "daysLate": 0, "daysUnderpaid": 2, "breaches": 0, "slashes": 0,
			"frozenSeries": 0, "defaulted": false, "banned": true, "cooldownExpiresOn": 0,
		}),
	);
	assert_json(
		Disclosure {
			kind: MinerKind::Company,
			name: text("Grube Süd"),
			location: text("Bern"),
			node_id: text("f01234"),
			evidence_hash: [9; 32],
			uri: text("https://example.org"),
		},
		json!({
			"kind": "company", "name": "Grube Süd", "location": "Bern", "nodeId": "f01234",
			"evidenceHash": format!("0x{}", "09".repeat(32)), "uri": "https://example.org",
		}),
	);
	assert_json(ApplicationStatus::Voting, json!("voting"));
	assert_json(
		AttestedIdentity {
			name: "Grube Süd AG 7".into(),
			registrar: 1,
			judgement: Attestation::KnownGood,
		},
		json!({ "name": "Grube Süd AG 7", "registrar": 1, "judgement": "knownGood" }),
	);
}

#[test]
fn absent_values_are_null_and_assets_told_by_their_id() {
	let none = json!({ "state": "pending", "value": null, "disputed": null });
	assert_json(AverageInfo::default(), none);
	let disputed = AverageInfo {
		state: AverageState::Disputed,
		value: None,
		disputed: Some(FixedU128::from_rational(3, 2)),
	};
	assert_json(disputed, json!({ "state": "disputed", "value": null, "disputed": "1.5" }));
	assert_json(
		CreditInfo { asset: Asset::WithId(1), amount: 7 },
		json!({ "asset": 1, "amount": "7" }),
	);
	assert_json(
		PayoutInfo { visited: 1, certificates: 3, requeue: true },
		json!({ "visited": 1, "certificates": 3, "requeue": true }),
	);
}

#[test]
fn alternatives_with_details_are_objects() {
	assert_json(Breach::Late { live_days: 8 }, json!({ "late": { "liveDays": 8 } }));
	assert_json(
		Breach::UnderpaidWindow {
			days: 20,
			paid: 79,
			expected: u128::MAX,
			ratios: FixedU128::from_rational(3, 2),
		},
		json!({
			"underpaidWindow": {
				"days": 20, "paid": "79", "expected": "340282366920938463463374607431768211455",
				"ratios": "1.5",
			},
		}),
	);
	assert_json(
		Window { days: 20, paid: 79, expected: 80, ratios: FixedU128::from_u32(19), late: 1 },
		json!({ "days": 20, "paid": "79", "expected": "80", "ratios": "19", "late": 1 }),
	);
	assert_json(SeriesState::Open, json!("open"));
	assert_json(
		SeriesState::Frozen(FreezeInfo {
			cause: FreezeCause::Event,
			since: 9,
			cutoff: 7,
			referendum: None,
			pending_release: 5,
		}),
		json!({
			"frozen": {
				"cause": "event", "since": 9, "cutoff": 7, "referendum": null, "pendingRelease": "5",
			},
		}),
	);
	assert_json(
		SeriesState::Terminated(TerminationInfo {
			cause: FreezeCause::Breach,
			on: 16,
			cutoff: 7,
			slash: 3,
			certificates: 12,
		}),
		json!({
			"terminated": {
				"cause": "breach", "on": 16, "cutoff": 7, "certificates": 12, "slash": "3",
			},
		}),
	);
}

#[test]
fn backing_tells_whether_it_holds() {
	for (held, holds) in [("6", false), ("7", true)] {
		let backing = Backing { asset: Asset::Native, held: held.parse().unwrap(), due: 7 };
		assert_json(
			BackingInfo::from(backing),
			json!({ "asset": "native", "held": held, "due": "7", "holds": holds }),
		);
	}
}

#[test]
fn filters_may_name_any_condition() {
	let read = serde_json::from_str::<ListingsFilter>;
	assert_eq!(read("{}").unwrap(), ListingsFilter::default());
	assert_json(
		ListingsFilter {
			network: Some(1),
			series: None,
			payment_asset: Some(Asset::Native),
			kind: Some(SaleKind::Auction),
			max_price: Some(7),
		},
		json!({
			"network": 1, "series": null, "paymentAsset": "native", "kind": "auction", "maxPrice": "7",
		}),
	);
	let priced = ListingsFilter { payment_asset: Some(Asset::WithId(1)), ..Default::default() };
	assert_eq!(read(r#"{"paymentAsset":1}"#).unwrap(), priced);
	for text in [
		r#"{"price":"7"}"#,
		r#"{"maxPrice":7}"#,
		r#"{"maxPrice":"-7"}"#,
		r#"{"maxPrice":""}"#,
		r#"{"kind":"loan"}"#,
		r#"{"network":"1"}"#,
		r#"{"paymentAsset":"USDT"}"#,
		"7",
	] {
		assert!(read(text).is_err(), "{text}");
	}
}

#[test]
fn filters_of_loans_may_name_any_condition() {
	let read = serde_json::from_str::<LoansFilter>;
	assert_eq!(read("{}").unwrap(), LoansFilter::default());
	assert_json(
		LoansFilter {
			series: Some(3),
			asset: Some(Asset::WithId(1)),
			kind: Some(LoanKind::Request),
			min_principal: Some(7),
			max_interest: Some(FixedU128::from_rational(1, 20)),
		},
		json!({
			"series": 3, "asset": 1, "kind": "request", "minPrincipal": "7", "maxInterest": "0.05",
		}),
	);
	let offered = LoansFilter { kind: Some(LoanKind::Offer), ..Default::default() };
	assert_eq!(read(r#"{"kind":"offer"}"#).unwrap(), offered);
	for text in [
		r#"{"paymentAsset":1}"#,
		r#"{"minPrincipal":7}"#,
		r#"{"maxInterest":0.05}"#,
		r#"{"maxInterest":"5%"}"#,
		r#"{"kind":"listing"}"#,
	] {
		assert!(read(text).is_err(), "{text}");
	}
}

#[test]
fn debts_and_stakes_of_certificates_are_plain() {
	assert_json(
		LienInfo {
			loan: 5,
			asset: Asset::WithId(1),
			debt: u128::MAX,
			due_day: 1_030,
			self_repaying: true,
		},
		json!({
			"loan": 5, "asset": 1, "debt": "340282366920938463463374607431768211455",
			"dueDay": 1_030, "selfRepaying": true,
		}),
	);
	assert_json(
		StakeInfo { since: 1_001, reward: u128::MAX, paused: false },
		json!({
			"since": 1_001, "reward": "340282366920938463463374607431768211455", "paused": false,
		}),
	);
}

#[test]
fn cursors_are_plain() {
	assert_json(
		ListingsCursor::Listing { price: 7, series: 3, item: 17 },
		json!({ "listing": { "price": "7", "series": 3, "item": 17 } }),
	);
	assert_json(ListingsCursor::Auction(5), json!({ "auction": 5 }));
	assert_json(PortfolioCursor::Certificate(3, 17), json!({ "certificate": [3, 17] }));
	assert_json(PortfolioCursor::Offer(5), json!({ "offer": 5 }));
	assert_json(PortfolioCursor::Borrowed(5), json!({ "borrowed": 5 }));
	assert_json(PortfolioCursor::Lent(5), json!({ "lent": 5 }));
	assert_json(PortfolioCursor::LoanOffer(5), json!({ "loanOffer": 5 }));
	assert_json(PortfolioCursor::Stake(3, 17), json!({ "stake": [3, 17] }));
	assert_json(LoansCursor::Request(3, 5), json!({ "request": [3, 5] }));
	assert_json(LoansCursor::Offer(3, 5), json!({ "offer": [3, 5] }));
}

#[test]
fn auctions_tell_their_prices() {
	assert_json(
		AuctionKindInfo::English { reserve: 5, buy_now: None },
		json!({ "english": { "reserve": "5", "buyNow": null } }),
	);
	assert_json(
		AuctionKindInfo::Dutch { start_price: 9, floor: 5, price: u128::MAX },
		json!({
			"dutch": {
				"startPrice": "9", "floor": "5",
				"price": "340282366920938463463374607431768211455",
			},
		}),
	);
	let bidder: AccountId32 = [7; 32].into();
	let expected = json!({ "bidder": bidder.to_string(), "amount": "5", "minUnreleased": "4" });
	assert_json(Bid { bidder, amount: 5, min_unreleased: 4 }, expected);
}

#[test]
fn claims_and_the_pool_are_plain() {
	let miner: AccountId32 = [7; 32].into();
	let expected = json!({
		"claim": 3, "series": 1, "miner": miner.to_string(), "claimant": null,
		"incidentDay": 1_009, "cause": "Überflutung",
		"evidence": { "hash": format!("0x{}", "09".repeat(32)), "uri": "https://example.org" },
		"asset": 1, "asked": "340282366920938463463374607431768211455",
		"rates": { "unitDay": "300000", "payment": "1", "dmc": "0.00000001" },
		"deposit": "5", "filedOn": 1_010, "status": "awarded",
		"referendum": { "index": 2, "outcome": "approved", "end": 71, "tally": null },
		"reserved": null, "loss": "8",
		"award": { "amount": "7", "paid": "6", "expiresOn": 1_100, "number": 0 },
	});
	let claim = ClaimInfo {
		claim: 3,
		series: 1,
		miner,
		claimant: None,
		incident_day: 1_009,
		cause: text("Überflutung"),
		evidence: Evidence { hash: [9; 32], uri: text("https://example.org") },
		asset: Asset::WithId(1),
		asked: u128::MAX,
		rates: Rates {
			unit_day: FixedU128::from_u32(300_000),
			payment: FixedU128::from_u32(1),
			dmc: FixedU128::from_inner(10_000_000_000),
		},
		deposit: 5,
		filed_on: 1_010,
		status: ClaimState::Awarded,
		referendum: ReferendumInfo {
			index: 2,
			outcome: Outcome::Approved,
			end: Some(71),
			tally: None,
		},
		reserved: None,
		loss: Some(8),
		award: Some(AwardInfo { amount: 7, paid: 6, expires_on: 1_100, number: 0 }),
	};
	assert_json(claim, expected);
	assert_json(
		Pool { asset: Asset::WithId(1), balance: 9, reserved: 2, available: 7, recent: 3, cap: 1 },
		json!({
			"asset": 1, "balance": "9", "reserved": "2", "available": "7", "recent": "3",
			"cap": "1",
		}),
	);
	assert_json(
		CertificateAward {
			claim: 3,
			asset: Asset::Native,
			collectable: None,
			collected: true,
			expires_on: 1_100,
		},
		json!({
			"claim": 3, "asset": "native", "collectable": null, "collected": true,
			"expiresOn": 1_100,
		}),
	);
}
