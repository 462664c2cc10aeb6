//! Answers about the protocol, applications, miners, series and certificates.

use crate::{people::*, steps::*, world::*};
use dmex_runtime::{genesis_config_presets::USDT, queries};
use dmex_runtime_api::{
	ApplicationStatus, CertificateState, DayAverage, LockKind, NetworkInfo, Outcome, Stage,
};
use sp_runtime::FixedU128;

/// One series of four, two of them sold, two days of them settled.
fn two_days_settled() -> (u32, Day) {
	opens_at(NETWORK, 50);
	let plan = Plan::default();
	let series = plan.on_sale_at(plan.lowest_price());
	assert_ok!(buy(&eve(), series, &[0, 1], 2 * plan.lowest_price()));
	let first = today() + 1;
	to_day(first + 4);
	assert_ok!(distribute(&ferdie(), series, first, &[1_000, 800]));
	(series, first)
}

#[test]
fn protocol_has_days_networks_parameters_and_averages() {
	execute_with_checks(|| {
		let protocol = queries::protocol();
		assert_eq!((protocol.today, protocol.day_length), (FIRST_DAY, 30_000));
		assert_eq!(protocol.seconds_to_next_day, 30);
		next_block();
		assert_eq!(queries::protocol().seconds_to_next_day, 27);
		assert_eq!(protocol.stage, Stage::Launch);
		assert_eq!(protocol.payment_assets, [Asset::Native, Asset::WithId(USDT)]);
		let symbols: Vec<_> = protocol.networks.iter().map(|n| &n.symbol[..]).collect();
		assert_eq!(symbols, [b"FIL", b"BTC", b"ETH"]);
		let fee = protocol.parameters.iter().find(|p| p.name == "Fees.Trading").unwrap();
		assert_eq!((fee.value, fee.minimum, fee.maximum), (10_000, 0, 30_000));
		let network = || queries::protocol().networks.remove(1);
		let NetworkInfo { newest_average, opening_average, max_change, zero_days, .. } = network();
		assert_eq!((newest_average, opening_average), (None, PerUnit::from_u32(AVERAGE)));
		assert_eq!((max_change, zero_days), (200, 0));
		next_day();
		all_feed(NETWORK, FIRST_DAY, AVERAGE + 1);
		let value = PerUnit::from_u32(AVERAGE + 1);
		assert_eq!(network().newest_average, Some(DayAverage { day: FIRST_DAY, value }));
	});
}

#[test]
fn application_follows_its_vote() {
	execute_with_checks(|| {
		assert!(queries::miner(ferdie()).is_none());
		assert!(queries::application(0).is_none());
		let id = Plan::default().apply();
		let info = queries::application(id).unwrap();
		assert_eq!((info.state, info.deposit), (ApplicationStatus::Voting, 1_000 * DMC));
		assert_eq!((info.referendum.outcome, info.referendum.end), (Outcome::Ongoing, Some(71)));
		assert_eq!(info.referendum.tally.map(|tally| tally.nays), Some(1_009 * DMC));
		elect(id);
		let info = queries::application(id).unwrap();
		assert_eq!((info.state, info.deposit), (ApplicationStatus::Approved, 0));
		assert_eq!(info.referendum.outcome, Outcome::Approved);
		let other = Plan { miner: dave(), ..Plan::default() }.apply();
		let withdraw = pallet_miner_registry::Call::withdraw_application { application: other };
		assert_ok!(act(dave(), withdraw));
		let live = queries::miner(dave()).unwrap().applications;
		assert!(live.is_empty(), "a miner's page lists what is live");
		let info = queries::application(other).unwrap();
		assert_eq!(info.state, ApplicationStatus::Withdrawn);
		let referendum = info.referendum;
		assert_eq!((referendum.outcome, referendum.end), (Outcome::Cancelled, None));
	});
}

#[test]
fn miner_has_its_record_and_pledge() {
	execute_with_checks(|| {
		let (_, _) = two_days_settled();
		let info = queries::miner(ferdie()).unwrap();
		let record = info.record;
		assert_eq!((record.days_settled, record.days_paid, record.days_late), (2, 2, 0));
		assert_eq!((info.pledge, info.required_pledge), (12 * DMC, 12 * DMC));
		assert_eq!(info.pledge_ratio, Some(FixedU128::from_u32(1)));
		assert_eq!(info.applications[0].live_units, 40);
		assert!(queries::miner(eve()).is_none());
	});
}

#[test]
fn series_has_its_settled_days() {
	execute_with_checks(|| {
		let (series, first) = two_days_settled();
		let info = queries::series(series).unwrap();
		assert_eq!((info.certificates.minted, info.certificates.unsold), (4, 2));
		assert_eq!((info.certificates.active, info.certificates.ended), (2, 0));
		assert_eq!((info.settled_through, info.next_day), (Some(first + 1), Some(first + 2)));
		assert_eq!(info.last_end, Some(first + 2));
		assert_eq!(info.income_held, 1_800);
		let protocol = queries::protocol();
		let days = Balance::from(info.term_days) * protocol.series_deposit_per_day;
		assert_eq!(info.series_deposit, protocol.series_deposit + days);
		let solvency = queries::solvency().unwrap();
		assert_eq!(solvency.series_deposits.backing.due, info.series_deposit);
		assert!(queries::series(series + 1).is_none());
		let days = queries::history(series, 0, Day::MAX).unwrap();
		assert!(days.is_empty(), "only the first hundred days of the range are looked at");
		let days = queries::history(series, first - 5, Day::MAX).unwrap();
		let paid: Vec<_> = days.iter().map(|day| (day.day, day.units, day.paid)).collect();
		assert_eq!(paid, [(first, 20, 1_000), (first + 1, 20, 800)]);
		assert!(days.iter().all(|day| day.released == FixedU128::from_u32(1)));
		assert!(queries::history(series + 1, 0, 1).is_none());
		assert_ok!(distribute(&ferdie(), series, first + 2, &[1]));
		let info = queries::series(series).unwrap();
		assert_eq!((info.next_day, info.certificates.ended), (None, 2));
	});
}

#[test]
fn certificate_follows_its_life() {
	execute_with_checks(|| {
		let (series, first) = two_days_settled();
		let info = queries::certificate(series, 0).unwrap();
		assert_eq!((info.owner, info.state), (eve(), CertificateState::Active));
		assert_eq!((info.start_day, info.end_day), (Some(first), Some(first + 2)));
		assert_eq!((info.claimable, info.lifetime_income), (900, 900));
		assert_eq!(info.deposit - info.unreleased, info.deposit / 3 * 2);
		let unsold = queries::certificate(series, 3).unwrap();
		assert_eq!((unsold.owner, unsold.state), (ferdie(), CertificateState::Unsold));
		assert_eq!((unsold.start_day, unsold.deposit), (None, 0));
		assert_eq!(unsold.lock, Some(LockKind::Listed));
		assert_eq!(unsold.listing.map(|l| l.price), Some(Plan::default().lowest_price()));
		assert!(queries::certificate(series, 4).is_none());
		assert!(queries::certificate(series + 1, 0).is_none());
		assert_ok!(claim_income(series, &[0]));
		let info = queries::certificate(series, 0).unwrap();
		assert_eq!((info.claimable, info.lifetime_income), (0, 900));
		assert_ok!(distribute(&ferdie(), series, first + 2, &[1]));
		let info = queries::certificate(series, 0).unwrap();
		assert_eq!(info.state, CertificateState::Ended);
		assert_ok!(retire(series, &[0]));
		assert!(queries::certificate(series, 0).is_none());
		assert_eq!(queries::series(series).unwrap().certificates.burnt, 1);
	});
}

#[test]
fn portfolio_comes_page_by_page() {
	execute_with_checks(|| {
		let (series, _) = two_days_settled();
		let whole = queries::portfolio(eve(), None, 0);
		assert_eq!((whole.certificates.len(), whole.cursor.is_some()), (1, true));
		let (mut seen, mut cursor) = (Vec::new(), None);
		loop {
			let page = queries::portfolio(eve(), cursor, 1);
			seen.extend(page.certificates.iter().map(|held| (held.series, held.item)));
			cursor = page.cursor;
			if cursor.is_none() {
				break;
			}
		}
		seen.sort();
		assert_eq!(seen, [(series, 0), (series, 1)]);
		let all = queries::portfolio(eve(), None, u32::MAX);
		assert_eq!((all.certificates.len(), all.cursor), (2, None));
		let income = all.totals.iter().find(|total| total.asset == COIN).unwrap();
		assert_eq!((income.claimable, income.unreleased), (1_800, 0));
		assert!(all.credits.is_empty());
		let nothing = queries::portfolio(nobody(), None, 100);
		assert!(nothing.certificates.is_empty() && nothing.totals.is_empty());
	});
}
