//! What every sequence begins with: miners that sell, and holders that have bought.

use super::{
	naive::*,
	play::{Play, Step},
	trade::EXPECTED,
};

impl Play {
	pub fn prelude(&mut self) -> Step {
		// Short periods, so that what takes them happens.
		for rule in [2, 17, 18, 19, 20, 27] {
			self.rule(rule, 0)?;
		}
		// Something to award in every asset.
		for (asset, amount) in [(1, 3_000_000), (10, 400_000), (11, 50_000)] {
			self.contribute(ONE, Asset::WithId(asset), amount)?;
		}
		self.fund_budget(ONE, 100_000 * DMC)?;
		self.update_network(0, [DMC / 20, DMC / 50, 700], 200)?;
		for (miner, network, units, payment, floor) in [
			(EVE, 1, 800, Asset::WithId(1), 900),
			(FERDIE, 0, 800, Asset::Native, DMC / 1_000),
			(DAVE, 1, 500, Asset::WithId(1), 1_000),
		] {
			let terms = Terms { network, units, expected: EXPECTED, payment, floor };
			self.apply_for(miner, terms)?;
		}
		for vote in 0..3 {
			self.vote(ONE, vote, (true, 200_000 * DMC, 10))?;
		}
		while self.world.block < 73 {
			self.next_block(2)?;
		}
		for (miner, application, units, term) in
			[(EVE, 0, 10, 30), (FERDIE, 1, 7, 12), (DAVE, 2, 3, 40), (EVE, 0, 5, 3)]
		{
			self.open_shop(miner, application, units, term)?;
		}
		self.next_block(1)
	}

	/// A series with certificates listed, and some of them bought.
	fn open_shop(&mut self, miner: Who, application: usize, units: u64, term: u32) -> Step {
		let series = self.world.series.len();
		self.pledge(miner, application, 5_000 * DMC)?;
		self.create_series(miner, application, units, term)?;
		self.mint(miner, series, 10)?;
		let unit_days = Balance::from(units) * Balance::from(term);
		let price = unit_days * self.world.series[series].floor + 11;
		self.list(miner, series, &[0, 1, 2, 5], price, 90)?;
		self.list(miner, series, &[3, 4], price + price / 3, 90)?;
		self.buy(ALICE, series, &[0, 1], Balance::MAX)?;
		self.buy(BOB, series, &[2, 3], Balance::MAX)
	}
}
