//! What a unit earned on each day of a year in which something happened: see `tests/data/README.md`.

const HALVING: &str = include_str!("../../../../tests/data/btc-halving-2024.csv");
const SWINGS: &str = include_str!("../../../../tests/data/bch-eda-2017.csv");
const END: &str = include_str!("../../../../tests/data/eth-merge-2022.csv");

/// Number of steady days before and after the days of the halving.
pub const STEADY_DAYS: usize = 40;

/// Bitcoin around the halving of April 2024, in satoshi per TH/s, between steady days.
pub fn halving() -> Vec<f64> {
	let days = last_column(HALVING);
	let (first, last) = (days[0], days[days.len() - 1]);
	[vec![first; STEADY_DAYS], days, vec![last; STEADY_DAYS]].concat()
}

/// Bitcoin Cash from August to November 2017, in satoshi per TH/s.
pub fn swings() -> Vec<f64> {
	last_column(SWINGS)
}

/// Ethereum around the end of its mining in September 2022, in gwei per MH/s.
pub fn end() -> Vec<f64> {
	last_column(END)
}

fn last_column(data: &str) -> Vec<f64> {
	let values = data.lines().skip(1).map(|line| line.rsplit(',').next().unwrap());
	values.map(|value| value.parse().unwrap()).collect()
}
