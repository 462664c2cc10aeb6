//! What becomes of the values that operators feed, said in a few words: all feed the truth in time, and
//! nobody confirms or strikes out anything.

use dmex_primitives::{AverageStatus, PerUnit};

/// The network of a year.
pub struct Network {
	/// How many times the value before a value may be, and it the value before.
	pub max_change: f64,
	last: f64,
	/// Published averages above zero.
	published: Vec<f64>,
}

impl Network {
	/// A network whose first value is compared with `opening`.
	pub fn new(opening: f64, max_change: f64) -> Self {
		Self { max_change, last: opening, published: vec![opening] }
	}

	/// The average of the next day, if it brought this.
	pub fn feed(&mut self, value: f64) -> AverageStatus {
		let is_far = self.is_far(value);
		self.last = value;
		match is_far {
			true => AverageStatus::Never { disputed: (value > 0.0).then(|| per_unit(value)) },
			false => {
				if value > 0.0 {
					self.published.push(value);
				}
				AverageStatus::Known(per_unit(value))
			},
		}
	}

	fn is_far(&self, value: f64) -> bool {
		if value == 0.0 || self.last == 0.0 {
			return value != self.last;
		}
		let far = |from: f64, times: f64| value > from * times || value * times < from;
		far(self.last, self.max_change) || far(self.median_of_seven(), 3.0)
	}

	fn median_of_seven(&self) -> f64 {
		let mut seven: Vec<_> = self.published.iter().rev().take(7).collect();
		seven.sort_by(|a, b| a.total_cmp(b));
		*seven[(seven.len() - 1) / 2]
	}
}

pub fn per_unit(value: f64) -> PerUnit {
	PerUnit::from_float(value)
}

/// The averages of days that brought this, in a network that was steady before.
pub fn averages(incomes: &[f64], max_change: f64) -> Vec<AverageStatus> {
	let mut network = Network::new(incomes[0], max_change);
	incomes.iter().map(|income| network.feed(*income)).collect()
}
