//! Two years of Bitcoin mining, as they were: see `tests/data/README.md`.

use crate::series::{Sales, Series};
use dmex_primitives::{AverageStatus, Balance, PerUnit};
use pallet_risk_escrow::ledger::expected_income;

const DATA: &str = include_str!("../../../../tests/data/btc-mining-2017-2018.csv");

const SATOSHI: f64 = 1e8;

/// What one TH/s finds in a day at difficulty 1, in blocks.
const BLOCKS_PER_DAY: f64 = 86_400.0 * 1e12 / 4_294_967_296.0;

/// The reward of a block in those years, without its transaction fees, in BTC.
const SUBSIDY: f64 = 12.5;

/// Each certificate is followed by another, so that the same number is always active.
const SALES: Sales = Sales { term: 30, certificates: 100, every: 30, until: u32::MAX };

/// One day. A unit is 1 TH/s; the reward asset is counted in satoshi.
#[derive(Clone, Copy)]
pub struct MarketDay {
	/// The income of a unit: rewards and transaction fees.
	pub average: PerUnit,
	/// The part of it that the difficulty gives without luck and without transaction fees.
	pub subsidy: f64,
}

impl MarketDay {
	/// What all active units of a series should earn.
	pub fn expected(&self, series: &mut Series) -> Balance {
		expected_income(self.average, series.active_units()).unwrap()
	}
}

/// All days, oldest first.
pub fn days() -> Vec<MarketDay> {
	let days: Vec<_> = DATA.lines().skip(1).map(day).collect();
	assert_eq!(days.len(), 730);
	days
}

fn day(line: &str) -> MarketDay {
	let number = |column| line.split(',').nth(column).unwrap().parse::<f64>().unwrap();
	let (difficulty, hashrate, price, revenue) = (number(1), number(2), number(3), number(4));
	let average = revenue / price / hashrate * SATOSHI;
	let subsidy = SUBSIDY * SATOSHI * BLOCKS_PER_DAY / difficulty;
	assert!((3_000.0..100_000.0).contains(&average), "satoshi per TH/s: {line}");
	MarketDay { average: PerUnit::from_float(average), subsidy: subsidy / average }
}

/// A series in this market.
pub fn series(market: &[MarketDay]) -> Series {
	let averages = market.iter().map(|day| AverageStatus::Known(day.average)).collect();
	Series::new(averages, market[0].average, SALES)
}
