//! Acts of stakers, and of whoever funds their rewards.

use super::{
	market::fitting,
	naive::*,
	ops::{Kind, Op},
	play::{Play, Step},
};
use crate::{steps::items, world::council};
use pallet_certificate_staking::Call;

/// Maximum number of stakes: a block visits all of them.
const MAX_STAKES: usize = 20;

impl Play {
	pub fn staking(&mut self, op: Op) -> Step {
		match op.kind {
			Kind::Stake => self.stake_some(op),
			Kind::Budget => self.change_budget(op),
			_ => {
				let stakes = self.world.stakes.iter();
				let stakes: Vec<_> = stakes.map(|(of, stake)| (*of, stake.staker)).collect();
				let Some(((series, _), staker)) = stakes.get(Op::pick(op.a, stakes.len())) else {
					return self.stake_some(op);
				};
				let alike = stakes.iter().filter(|((of, _), who)| of == series && who == staker);
				let all: Vec<_> = alike.map(|((_, item), _)| *item).collect();
				let mut list: Vec<_> = all.into_iter().take(1 + usize::from(op.b) % 3).collect();
				match op.c % 16 {
					7 => list = Vec::new(),
					8 => list.push(u32::from(op.b) % 12),
					_ => (),
				}
				match op.kind {
					Kind::Unstake => self.unstake(self.mostly(op, Some(*staker)), *series, &list),
					_ => self.claim_rewards(*series, &list),
				}
			},
		}
	}

	fn stake_some(&mut self, op: Op) -> Step {
		if self.world.stakes.len() >= MAX_STAKES {
			return Ok(());
		}
		let today = self.world.today();
		let fits = |c: &Certificate| c.sold && c.lock.is_none() && c.end > today;
		let some = |id: usize| {
			let series = &self.world.series[id];
			series.state() == State::Open && !fitting(series, fits).is_empty()
		};
		let number = self.a_series(op.a, some);
		let Some(series) = self.world.series.get(number) else { return Ok(()) };
		let all = fitting(series, fits);
		let first = all.get(Op::pick(op.b, all.len())).copied().unwrap_or(op.b.into());
		let owner = series.certificate(first).map_or(ALICE, |c| c.owner);
		let own = |c: &Certificate| fits(c) && c.owner == owner;
		let mut list: Vec<_> =
			fitting(series, own).into_iter().take(1 + usize::from(op.c) % 2).collect();
		match op.c % 16 {
			7 => list = Vec::new(),
			// Whatever there is.
			8 | 9 => list = vec![u32::from(op.b) % 12],
			10 => list.extend(list.clone()),
			_ => (),
		}
		self.stake(self.mostly(op, Some(owner)), number, &list)
	}

	fn change_budget(&mut self, op: Op) -> Step {
		let amount = [0, 7, 300 * DMC, 5_000 * DMC, 40_000 * DMC][Op::pick(op.a, 5)];
		match op.b % 8 {
			0..4 => self.fund_budget([ONE, ALICE, FERDIE][Op::pick(op.c, 3)], amount),
			4 | 5 => self.help(STAKING, amount + 1),
			_ => {
				let network = [0, 1, 1, 0, 2, 16][Op::pick(op.a, 6)];
				let weight = [0, 1, 10, 100, 1_000][Op::pick(op.c, 5)];
				let call = Call::set_network_weight { network: network as u32, weight };
				self.both(|| council(call), |w| w.set_network_weight(network, weight))
			},
		}
	}

	pub fn stake(&mut self, who: Who, number: usize, list: &[u32]) -> Step {
		let call = Call::stake { series: number as u32, items: items(list) };
		self.send(who, call, |w| w.stake(who, number, list))
	}

	pub fn unstake(&mut self, who: Who, number: usize, list: &[u32]) -> Step {
		let call = Call::unstake { series: number as u32, items: items(list) };
		self.send(who, call, |w| w.unstake(who, number, list))
	}

	pub fn claim_rewards(&mut self, number: usize, list: &[u32]) -> Step {
		let call = Call::claim_rewards { series: number as u32, items: items(list) };
		self.send(NOBODY, call, |w| w.claim_rewards(number, list))
	}

	pub fn fund_budget(&mut self, who: Who, amount: Balance) -> Step {
		self.send(who, Call::fund_budget { amount }, |w| w.fund_budget(who, amount))
	}
}
