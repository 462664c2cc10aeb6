//! Acts on the insurance pool: gifts, claims and their votes.

use super::{
	naive::*,
	ops::{Kind, Op},
	play::{Play, Step},
	trade::HOLDERS,
};
use crate::steps::text;
use crate::world::{council, root};
use dmex_primitives::Evidence;
use pallet_mutual_insurance::Call;
use sp_runtime::FixedU128;

/// Amounts given to the pool in other assets than DMC.
const GIFTS: [Balance; 8] = [0, 1, 999, 20_000, 20_001, 500_000, 3_000_000, 40_000_000];

/// Approximate value of a base unit of an asset in base units of DMC.
fn base_rate(asset: &Asset) -> u128 {
	match asset {
		Asset::Native => 1,
		Asset::WithId(1) => 1_000_003,
		Asset::WithId(10) => 3_000_017,
		_ => 20_000_111,
	}
}

impl Play {
	pub fn insurance(&mut self, op: Op) -> Step {
		match op.kind {
			Kind::Contribute => {
				let asset = if op.errs() { Asset::WithId(99) } else { Self::asset(op.a) };
				let gift = GIFTS[Op::pick(op.b, GIFTS.len())];
				let amount = if asset == Asset::Native { gift * DMC / 100 } else { gift };
				self.contribute([ALICE, BOB, EVE, FERDIE][Op::pick(op.c, 4)], asset, amount)
			},
			Kind::FileClaim => self.file_some_claim(op),
			Kind::Disaster => self.disaster(op),
			Kind::ConcludeClaim => {
				if op.b.is_multiple_of(2) {
					let voting = |world: &World, id: usize| world.claims[id].stage == Stage::Voting;
					self.await_the_vote(self.some_claim(op, voting), op)?;
				}
				let claim = self.some_claim(op, |world, id| world.due_of_claim(id).is_ok());
				self.conclude_claim(claim)
			},
			Kind::ApproveClaim => {
				let claim = self.some_claim(op, |_, _| true);
				self.approve_claim(claim)
			},
			_ => self.collect_some(op),
		}
	}

	/// A claim that fits, or any, or by mistake one that does not exist.
	pub fn some_claim(&self, op: Op, fits: impl Fn(&World, usize) -> bool) -> usize {
		let all = 0..self.world.claims.len();
		let fitting: Vec<_> = all.clone().filter(|id| fits(&self.world, *id)).collect();
		match fitting.get(Op::pick(op.a, fitting.len())) {
			_ if op.c % 32 == 15 => all.end,
			Some(claim) if !op.errs() => *claim,
			_ => Op::pick(op.a, all.end),
		}
	}

	pub fn contribute(&mut self, who: Who, asset: Asset, amount: Balance) -> Step {
		let call = Call::contribute { asset: asset.clone(), amount };
		self.send(who, call, |w| w.contribute(who, &asset, amount))
	}

	pub fn conclude_claim(&mut self, claim: usize) -> Step {
		let call = Call::conclude_claim { claim: claim as u32 };
		self.send(NOBODY, call, |w| w.conclude_claim(claim))
	}

	fn approve_claim(&mut self, claim: usize) -> Step {
		let call = Call::approve_claim { claim: claim as u32 };
		self.both(|| root(call), |w| w.approve_claim_by_root(claim))
	}
}

/// Filing.
impl Play {
	fn file_some_claim(&mut self, op: Op) -> Step {
		let insured = |id: usize| match self.world.series[id].state() {
			State::Open => false,
			State::Frozen { .. } => true,
			// Now and then when the certificates are not kept any more.
			State::Terminated { .. } => self.world.is_kept(id) || op.c % 4 == 1,
		};
		if !op.errs() && !(0..self.world.series.len()).any(insured) {
			return self.fail_one(op);
		}
		let number = self.a_series(op.a, |id| op.errs() || insured(id));
		if number >= self.world.series.len() {
			return Ok(());
		}
		self.file_claim_for(number, op)
	}

	/// A claim for a series.
	pub fn file_claim_for(&mut self, number: usize, op: Op) -> Step {
		let request = self.a_request(number, op);
		let claimant = self.a_claimant(number, op);
		let claim = self.world.claims.len();
		self.file_claim(claimant, request)?;
		let filed = self.world.claims.get(claim).map(|claim| claim.vote);
		match filed {
			// Mostly two who hold much vote for it immediately.
			Some(vote) if op.a % 8 > 1 => {
				self.vote(ONE, vote, (true, 7_000_000 * DMC, 60))?;
				self.vote(TWO, vote, (true, 7_000_000 * DMC, 60))
			},
			_ => Ok(()),
		}
	}

	/// A miner pays nothing any more until that is a breach; claims are filed for its series, one
	/// while it is frozen and another when it is over.
	fn disaster(&mut self, op: Op) -> Step {
		let lasts = |c: &Certificate| c.sold && !c.burnt && c.end > self.world.today() + 12;
		let fits = |id: usize| {
			let series = &self.world.series[id];
			series.state() == State::Open && series.certificates.iter().any(lasts)
		};
		let number = self.a_series(op.a, fits);
		if self.world.series.get(number).is_none_or(|_| !fits(number)) {
			return self.fail_one(op);
		}
		self.change_mood(Op { a: number as u8, b: 8, ..op });
		for day in 0..14 {
			if !self.world.breaches(number).is_empty() {
				break;
			}
			self.day(2, op.c.wrapping_add(day))?;
		}
		self.enforcement(Op { kind: Kind::Report, c: 0, ..op })?;
		let claim = self.world.claims.len();
		self.file_some_claim(op)?;
		if op.c.is_multiple_of(4) {
			return Ok(());
		}
		self.await_the_vote(claim, op)?;
		// The series ends with this block; who is quick does not wait for its end.
		self.next_block(1)?;
		self.conclude_claim(claim)?;
		self.collect(claim, &[u32::from(op.b) % 3, 2, 3, 2])?;
		let Op { a, b, c, .. } = op;
		self.file_some_claim(Op { a: a.wrapping_mul(7), b: b.wrapping_add(91), c: c ^ 48, ..op })
	}

	/// A series fails: a provable breach is reported, otherwise an event is declared.
	fn fail_one(&mut self, op: Op) -> Step {
		let proved = (0..self.world.series.len()).any(|id| {
			self.world.series[id].state() == State::Open && !self.world.breaches(id).is_empty()
		});
		match op.c % 4 {
			_ if proved => self.enforcement(Op { kind: Kind::Report, c: 0, ..op }),
			0 if op.b.is_multiple_of(2) => {
				self.enforcement(Op { kind: Kind::Declare, c: 0, ..op })?;
				self.cry_wolf(op)
			},
			1 => {
				// A miner that pays nothing any more.
				self.change_mood(Op { b: 8, ..op });
				Ok(())
			},
			_ => Ok(()),
		}
	}

	/// A claim is filed, and its series goes on immediately.
	fn cry_wolf(&mut self, op: Op) -> Step {
		if !self.world.series.iter().any(Series::is_frozen) {
			return Ok(());
		}
		let claim = self.world.claims.len();
		self.file_some_claim(op)?;
		let Some(filed) = self.world.claims.get(claim) else { return Ok(()) };
		if op.b.is_multiple_of(4) {
			self.end_event(filed.series)?;
		}
		self.conclude_claim(claim)
	}

	/// Go on until the vote on a claim is over.
	pub fn await_the_vote(&mut self, claim: usize, op: Op) -> Step {
		let Some(Claim { vote, .. }) = self.world.claims.get(claim).cloned() else { return Ok(()) };
		match self.world.votes[vote].outcome {
			Outcome::Ongoing => {
				let ends = self.world.votes[vote].end;
				self.wait_for_the_cap(claim, ends, op)?;
				self.go_to(ends, op)
			},
			_ => Ok(()),
		}
	}

	fn file_claim(&mut self, claimant: Option<Who>, request: Request) -> Step {
		let Request { series, incident, cause, asset, amount, rates } = request.clone();
		let rates = pallet_mutual_insurance::Rates {
			unit_day: FixedU128::from_inner(rates.unit_day),
			payment: FixedU128::from_inner(rates.payment),
			dmc: FixedU128::from_inner(rates.dmc),
		};
		let call = Call::file_claim {
			series: series as u32,
			incident_day: incident,
			cause: text(cause),
			evidence: Evidence { hash: [7; 32], uri: text("https://example.org/flood") },
			asset,
			amount,
			rates,
		};
		match claimant {
			Some(who) => self.send(who, call, |w| w.file_claim(claimant, &request)),
			None => self.both(|| council(call), |w| w.file_claim(claimant, &request)),
		}
	}

	/// Mostly a holder, now and then the council, and by mistake the miner or a stranger.
	fn a_claimant(&self, number: usize, op: Op) -> Option<Who> {
		let series = &self.world.series[number];
		let owns = |c: &Certificate| c.sold && !c.burnt && c.owner != series.miner;
		let owners: Vec<_> =
			series.certificates.iter().filter(|c| owns(c)).map(|c| c.owner).collect();
		match op.b % 16 {
			0 | 1 => None,
			2 => Some(series.miner),
			3 => Some(HOLDERS[Op::pick(op.a, HOLDERS.len())]),
			_ => owners.get(Op::pick(op.c, owners.len())).copied(),
		}
	}

	fn a_request(&self, number: usize, op: Op) -> Request {
		let Op { a, b, c, .. } = op;
		let series = &self.world.series[number];
		// One asset again and again, so that what was awarded before matters.
		let before = self.world.claims.iter().rfind(|claim| claim.series == number);
		let asset = match c / 16 % 8 {
			0..=2 => series.payment.clone(),
			3 => Asset::Native,
			4 => before.map_or(Asset::Native, |claim| claim.asset.clone()),
			5 if b % 32 == 9 => Asset::WithId(99),
			5 | 6 => series.reward.clone(),
			_ => Self::asset(a),
		};
		let rates = self.some_rates(number, &asset, op);
		let incident = self.an_incident(number, op);
		let cause = if b % 32 == 11 { "" } else { "flood" };
		let mut request = Request { series: number, incident, cause, asset, amount: 1, rates };
		// Mostly within the limit, often at it, and now and then just above.
		let max = self.world.max_rate(&request, self.world.rules.max_value);
		let rate = &mut request.rates.unit_day;
		*rate = match b % 32 {
			3 | 4 | 17 | 20 | 22 => max.saturating_add(1),
			5 => *rate,
			6..=16 if *rate > 0 => max,
			_ => (*rate).min(max),
		};
		let loss = self.world.assess(&request, self.world.rules.max_value).loss;
		request.amount = match a / 4 % 16 {
			0..=5 => loss.saturating_add(Balance::from(c)),
			6 | 7 => loss,
			8..=10 => loss / 3,
			11 => loss / 7 + 1,
			12 => 1,
			13 => 5,
			14 if b % 8 == 4 => 0,
			14 => Balance::MAX,
			_ => self.world.available(&request.asset) / 5 + Balance::from(c),
		};
		request
	}

	/// Rates near the values of the assets; that of income mostly so high that there is a loss.
	fn some_rates(&self, number: usize, asset: &Asset, op: Op) -> Rates {
		let series = &self.world.series[number];
		let noise = u128::from(op.b) * 1_001;
		let of = |other: &Asset| match other == asset {
			true => ONE_WHOLE,
			false => base_rate(other) * ONE_WHOLE / base_rate(asset) + noise + 1,
		};
		let (mut payment, mut dmc) = (of(&series.payment), of(&Asset::Native));
		if *asset == series.reward && series.payment != series.reward {
			// The oracle of the model knows no prices: what is returned counts for little.
			(payment, dmc) = (payment / 1_000 + 1, dmc / 1_000 + 1);
			if series.payment == Asset::Native {
				payment = dmc;
			}
		}
		let pledge = series.pledge_of_one() / Balance::from(series.term);
		let deposit = series.floor * Balance::from(series.units);
		let each = (deposit * payment + pledge * dmc) / u128::from(series.units) + noise;
		let unit_day = match op.c % 16 {
			0 => each / 2,
			1..=3 => each + each / 9,
			4..=7 => each * 2,
			8 | 9 => each * 30,
			10 => each.saturating_mul(1_000_000),
			11 if op.b.is_multiple_of(4) => u128::MAX,
			_ => each * 3,
		};
		match op.b % 64 {
			12 => Rates { unit_day: 0, payment, dmc },
			13 => Rates { unit_day, payment: payment + 1, dmc },
			14 => Rates { unit_day, payment, dmc: 0 },
			_ => Rates { unit_day, payment, dmc },
		}
	}

	/// A day near the freeze, often that on which a certificate starts.
	fn an_incident(&self, number: usize, op: Op) -> Day {
		let series = &self.world.series[number];
		let (State::Frozen { since, .. } | State::Terminated { since, .. }) = series.state() else {
			return self.world.today();
		};
		let near = |day: &Day| *day <= since && day + 30 >= since;
		let starts = series.certificates.iter().filter(|c| c.sold).map(|c| c.start);
		let starts: Vec<_> = starts.flat_map(|day| [day, day - 1]).filter(near).collect();
		let start = starts.get(Op::pick(op.c, starts.len())).copied().unwrap_or(since);
		match op.b / 16 {
			0..=5 => since,
			6 if op.a.is_multiple_of(2) => since - 31,
			6 => since + 1,
			7 => since - 30,
			8 => since - Day::from(op.c) % 31,
			_ => start,
		}
	}
}
