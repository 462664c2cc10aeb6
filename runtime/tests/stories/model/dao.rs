//! Acts of the DAO, of voters and of whoever watches miners; and money that moves besides.

use super::{
	chain::{agree, id, name},
	naive::*,
	ops::{Kind, Op},
	play::{Play, Step},
	rules::change,
};
use crate::steps::text;
use crate::world::{act, council, root, PerUnit, RuntimeCall};
use dmex_primitives::Evidence;
use frame_support::storage::{with_transaction, TransactionOutcome};
use pallet_democracy::{AccountVote, Conviction};
use pallet_miner_registry::Call as RegistryCall;
use pallet_risk_escrow::Call as EscrowCall;
use sp_runtime::{DispatchError, MultiAddress};

/// Enforcement.
impl Play {
	pub fn enforcement(&mut self, op: Op) -> Step {
		let number = self.a_series(op.a, |number| self.suits(op, number));
		let series = number as u32;
		match op.kind {
			Kind::Report => {
				let call = EscrowCall::report_breach { series };
				self.send(NOBODY, call, |w| w.report(number))
			},
			Kind::ConcludeVote => self.conclude_vote(number),
			Kind::WriteOff => self.write_off(number),
			Kind::ReportIncomeEnded => self.report_income_ended(number),
			Kind::ApplyStrike => self.apply_strike(number, self.a_struck_day(number, op)),
			Kind::OpenEventVote => self.open_event_vote(number),
			Kind::Declare => self.declare(number, op.b),
			Kind::EndEvent => self.end_event(number),
			_ => {
				let call = EscrowCall::terminate { series };
				self.both(|| root(call), |w| w.terminate_by_root(number))
			},
		}
	}

	/// Whether an act makes sense for a series; now and then any does.
	fn suits(&self, op: Op, number: usize) -> bool {
		let world = &self.world;
		match (op.kind, world.series[number].state()) {
			_ if op.c % 8 == 7 => true,
			(Kind::Report, State::Open) => !world.breaches(number).is_empty(),
			(Kind::Declare, State::Open) => world.breaches(number).is_empty() != (op.b % 4 == 1),
			(Kind::WriteOff, State::Open) => world.clone().write_off(number).is_ok(),
			(Kind::ConcludeVote, State::Frozen { vote, .. }) => {
				vote.is_some_and(|vote| world.votes[vote].outcome != Outcome::Ongoing)
			},
			(Kind::ReportIncomeEnded, State::Open) => {
				world.clone().report_income_ended(number).is_ok()
			},
			(Kind::ApplyStrike, State::Open) => true,
			(Kind::OpenEventVote, State::Frozen { breach: false, vote: None, .. }) => true,
			(Kind::EndEvent, State::Frozen { breach: false, .. }) => true,
			(Kind::TerminateByRoot, State::Frozen { .. }) => true,
			_ => false,
		}
	}
}

impl Play {
	pub fn conclude_vote(&mut self, number: usize) -> Step {
		let call = EscrowCall::conclude_vote { series: number as u32 };
		self.send(NOBODY, call, |w| w.conclude_vote(number))
	}

	pub fn write_off(&mut self, number: usize) -> Step {
		let call = EscrowCall::write_off_day { series: number as u32 };
		self.send(NOBODY, call, |w| w.write_off(number))
	}

	pub fn report_income_ended(&mut self, number: usize) -> Step {
		let call = EscrowCall::report_income_ended { series: number as u32 };
		self.send(NOBODY, call, |w| w.report_income_ended(number))
	}

	pub fn apply_strike(&mut self, number: usize, day: Day) -> Step {
		let call = EscrowCall::apply_strike { series: number as u32, day };
		self.send(NOBODY, call, |w| w.apply_strike(number, day))
	}

	pub fn open_event_vote(&mut self, number: usize) -> Step {
		let call = EscrowCall::open_event_vote { series: number as u32 };
		self.send(NOBODY, call, |w| w.open_event_vote(number))
	}

	pub fn declare(&mut self, number: usize, proof: u8) -> Step {
		let evidence = Evidence { hash: [proof; 32], uri: text("https://example.org/flood") };
		let call = EscrowCall::freeze_for_event { series: number as u32, evidence };
		self.both(|| council(call), |w| w.declare(number))
	}

	/// A day of a series whose average was struck out, if there is one.
	fn a_struck_day(&self, number: usize, op: Op) -> Day {
		let series = &self.world.series[number];
		let days = series.ledger.iter().flat_map(|ledger| &ledger.days).map(|day| day.day);
		let struck: Vec<_> =
			days.filter(|day| self.world.is_struck(series.network, *day)).collect();
		let newest = self.world.today() - 1;
		struck.get(Op::pick(op.b, struck.len())).copied().unwrap_or(newest)
	}

	pub fn end_event(&mut self, number: usize) -> Step {
		let call = EscrowCall::end_event { series: number as u32 };
		self.both(|| council(call), |w| w.end_event(number))?;
		self.act_on_what_was_frozen(number)
	}
}

/// Limits in time, tried on the days on which they matter.
impl Play {
	pub fn look_at(&mut self, number: usize) -> Step {
		match self.world.series[number].state() {
			State::Open => {
				self.try_last_days(number)?;
				self.try_to_write_off(number)
			},
			State::Frozen { .. } => Ok(()),
			State::Terminated { on, .. } => {
				let first = on + self.world.rules.keep_terminated;
				let last = self.world.kept_expires_on(number).unwrap_or(first);
				let certificates = self.world.series[number].certificates.iter();
				let kept = certificates.clone().position(|c| c.sold && !c.burnt);
				self.delist_what_is_stale(number)?;
				match kept {
					Some(item)
						if [first - 1, first, last - 1, last].contains(&self.world.today()) =>
					{
						self.retire(number, &[item as u32])
					},
					_ => Ok(()),
				}
			},
		}
	}

	/// Whether a day can be written off, without doing it.
	fn try_to_write_off(&mut self, number: usize) -> Step {
		let ledger = self.world.series[number].ledger.as_ref();
		let Some(day) = ledger.and_then(Ledger::next_day) else { return Ok(()) };
		let calendar = &self.world.calendar;
		let unpaid = calendar.live_days_by_now() - calendar.live_days(day);
		if unpaid + 1 < self.world.rules.write_off_after {
			return Ok(());
		}
		let call = EscrowCall::write_off_day { series: number as u32 };
		let real = self.chain.on(|| {
			with_transaction(|| {
				TransactionOutcome::Rollback(Ok::<_, DispatchError>(name(act(id(NOBODY), call))))
			})
		});
		let real = real.map_err(|error| format!("{error:?}"))?;
		agree(real, self.world.clone().write_off(number))
	}
}

/// The DAO.
impl Play {
	pub fn dao(&mut self, op: Op) -> Step {
		let Op { a, b, c, .. } = op;
		match op.kind {
			Kind::Confirm => {
				let network = Op::pick(a, 2);
				let market = &self.world.markets[network];
				let disputed = market.disputed.keys().nth_back(Op::pick(b, market.disputed.len()));
				let day = disputed.copied().unwrap_or(self.world.today() - 1);
				self.confirm(network, day)
			},
			Kind::Strike => {
				let network = Op::pick(a, 2);
				let market = &self.world.markets[network];
				let published = market.published.keys().nth_back(Op::pick(b, 40));
				let day = published.copied().unwrap_or(self.world.today() - 1);
				self.strike(network, day)
			},
			Kind::Feed if c % 4 == 3 => {
				self.barren[Op::pick(a, 2)] = u32::from(b % 12);
				Ok(())
			},
			Kind::Feed => {
				let day = (self.world.today() + 1 - u32::from(c) % 4).saturating_sub(1);
				let value = ONE_WHOLE * [0, 50, 49, 200][Op::pick(b, 4)] + u128::from(c);
				self.feed(Op::pick(a, 4) as Who, day, [value, value / 2])
			},
			Kind::Vote => self.vote_on_something(op),
			Kind::Cancel => self.cancel(op),
			Kind::Rule => self.rule(a, b),
			Kind::Network => self.network(op),
			Kind::PaymentAsset => {
				let (asset, allowed) = (Self::asset(a % 3), b % 3 > 0);
				let call = RegistryCall::set_payment_asset { asset: asset.clone(), allowed };
				self.both(|| council(call), |w| w.set_payment_asset(asset, allowed))
			},
			Kind::Ban => {
				let who = EVE + a % 3;
				let call = RegistryCall::ban_miner { miner: id(who) };
				self.both(|| council(call), |w| w.ban(who))
			},
			_ => {
				let barred = |who: &Who| self.world.may_sell(*who).is_err();
				let who = [EVE, FERDIE, DAVE, ONE].into_iter().find(barred).unwrap_or(ALICE);
				let call = RegistryCall::clear_miner { miner: id(who) };
				self.both(|| council(call), |w| w.clear_miner(who))
			},
		}
	}

	pub fn confirm(&mut self, network: usize, day: Day) -> Step {
		let call = pallet_governance::Call::confirm_average { network: network as u32, day };
		self.both(|| council(call), |w| w.confirm(network, day))
	}

	pub fn strike(&mut self, network: usize, day: Day) -> Step {
		let call = pallet_governance::Call::strike_average { network: network as u32, day };
		self.both(|| council(call), |w| w.strike(network, day))
	}

	pub fn rule(&mut self, which: u8, value: u8) -> Step {
		let (parameter, set, value) = change(which, value);
		let call = pallet_governance::Call::set_parameter { parameter };
		let model = |w: &mut World| {
			set(&mut w.rules, value.ok_or("OutOfRange")?);
			if w.rules.contradict() {
				return Err("Contradiction");
			}
			w.note("a parameter is set");
			Ok(())
		};
		self.both(|| council(call), model)
	}

	/// A vote that goes on, rather one on a series.
	fn an_open_vote(&self, op: Op) -> Option<usize> {
		let votes = self.world.votes.iter().enumerate();
		let mut open: Vec<_> = votes.filter(|(_, vote)| vote.outcome == Outcome::Ongoing).collect();
		let on_series = |case| matches!(case, Case::Series(_));
		if op.a.is_multiple_of(2) && open.iter().any(|(_, vote)| on_series(vote.case)) {
			open.retain(|(_, vote)| on_series(vote.case));
		}
		open.get(Op::pick(op.a / 2, open.len())).map(|(index, _)| *index)
	}

	fn vote_on_something(&mut self, op: Op) -> Step {
		let Some(vote) = self.an_open_vote(op) else { return Ok(()) };
		let aye = match self.world.votes[vote].case {
			Case::Application(_) | Case::Claim(_) => !op.b.is_multiple_of(4),
			// Rather against what silence brings.
			Case::Series(series) => {
				let breach =
					matches!(self.world.series[series].state(), State::Frozen { breach: true, .. });
				breach == op.b.is_multiple_of(4)
			},
		};
		let amount = [200_000, 2_000_000, 1_500, 1][usize::from(op.c / 8) % 4] * DMC;
		let tenths = [10, 20, 1][Op::pick(op.c, 3)];
		self.vote(ONE + op.b / 4 % 2, vote, (aye, amount, tenths))
	}

	pub fn vote(&mut self, who: Who, vote: usize, cast: Cast) -> Step {
		let (aye, balance, tenths) = cast;
		let conviction = match tenths {
			1 => Conviction::None,
			10 => Conviction::Locked1x,
			20 => Conviction::Locked2x,
			_ => Conviction::Locked6x,
		};
		let vote_cast =
			AccountVote::Standard { vote: pallet_democracy::Vote { aye, conviction }, balance };
		let call = pallet_democracy::Call::vote { ref_index: vote as u32, vote: vote_cast };
		self.send(who, call, |w| w.vote(who, vote, cast))
	}

	fn cancel(&mut self, op: Op) -> Step {
		self.an_open_vote(op).map_or(Ok(()), |vote| self.cancel_vote(vote))
	}

	/// A referendum cancels a vote.
	pub fn cancel_vote(&mut self, vote: usize) -> Step {
		let ref_index = vote as u32;
		let cancel = pallet_democracy::Call::cancel_referendum { ref_index };
		let stopped = self.chain.on(|| root(cancel));
		self.world.cancel(vote);
		name(stopped).map_err(|error| format!("cannot cancel: {error}"))
	}

	fn network(&mut self, op: Op) -> Step {
		let rate = [DMC / 10, DMC / 7, DMC, 0][Op::pick(op.b, 4)];
		let least = [700, 1, 5_000, 0][if op.errs() { 3 } else { Op::pick(op.c, 3) }];
		let network = Op::pick(op.a, 3);
		match op.b % 16 {
			14 | 15 => {
				self.close_network(op)?;
				self.register(op, rate, least)
			},
			3 | 7 | 11 => self.register(op, rate, least),
			_ => {
				let max_change =
					[200, 150, 1_000, 109][if op.errs() { 3 } else { Op::pick(op.c, 3) }];
				self.update_network(network, [rate, rate / 2, least], max_change)
			},
		}
	}

	/// A network that nobody mines, and seldom one that is mined.
	fn close_network(&mut self, op: Op) -> Step {
		let network = if op.errs() {
			Op::pick(op.a, 2)
		} else {
			2 + Op::pick(op.a, self.world.networks.len() - 2)
		};
		let call = RegistryCall::close_network { network: network as u32 };
		self.both(|| council(call), |w| w.close_network(network))
	}

	pub fn update_network(&mut self, network: usize, rates: [Balance; 3], max_change: u32) -> Step {
		let [pledge_per_unit_day, channel_fee_per_unit, min_payout] = rates;
		let call = RegistryCall::update_network {
			network: network as u32,
			pledge_per_unit_day,
			channel_fee_per_unit,
			min_payout,
			max_change,
		};
		self.both(|| council(call), |w| w.update_network(network, rates, max_change))
	}

	fn register(&mut self, op: Op, rate: Balance, min_payout: Balance) -> Step {
		let closed = self.world.networks.iter().rfind(|network| network.closed);
		let (symbol, unit) = match closed {
			Some(network) if !op.errs() => (network.symbol.clone(), network.unit.clone()),
			_ => (format!("X{}", op.a % 3), "unit".into()),
		};
		let reward = if op.a % 16 == 9 { Asset::Native } else { Asset::WithId(12) };
		let max_change =
			[200, 110, 1_000, 1_001][if op.c % 32 == 14 { 3 } else { Op::pick(op.c, 3) }];
		let opening = if op.c % 32 == 13 { 0 } else { 50 * ONE_WHOLE };
		let call = RegistryCall::register_network {
			symbol: text(&symbol),
			unit: text(&unit),
			reward_asset: reward.clone(),
			pledge_per_unit_day: rate,
			channel_fee_per_unit: rate,
			min_payout,
			max_change,
			opening_average: PerUnit::from_inner(opening),
		};
		let (pledge, channel_fee, closed) = (rate, rate, false);
		let network = Network {
			symbol,
			unit,
			reward,
			pledge,
			channel_fee,
			min_payout,
			max_change,
			opening,
			closed,
		};
		self.both(|| council(call), |w| w.register_network(network))
	}
}

/// Money that moves, or cannot.
impl Play {
	pub fn money(&mut self, op: Op) -> Step {
		match op.kind {
			Kind::Broke => self.spend_all(),
			Kind::Help => {
				self.help(FERDIE, [2_000 * DMC, DMC / 200, DMC / 100, DMC][Op::pick(op.a, 4)])
			},
			Kind::Block => {
				let asset = [1, 10, 11, 1][Op::pick(op.a, 4)];
				let people = [ALICE, BOB, CHARLIE, EVE, FERDIE, DAVE, POOL, NOBODY];
				self.set_blocked(asset, people[Op::pick(op.b, 8)], true)
			},
			_ => {
				let blocked = self.world.bank.blocked();
				match blocked.get(Op::pick(op.a, blocked.len())) {
					Some((who, Asset::WithId(asset))) => self.set_blocked(*asset, *who, false),
					_ => Ok(()),
				}
			},
		}
	}

	/// Somebody has no DMC any more.
	pub fn spend_all(&mut self) -> Step {
		let dest = MultiAddress::Id(id(ONE));
		let call = pallet_balances::Call::transfer_all { dest, keep_alive: false };
		self.send(FERDIE, call, |w| {
			let all = w.bank.of(FERDIE, &Asset::Native);
			w.bank.pay(&Asset::Native, FERDIE, ONE, all, false)
		})
	}

	pub fn help(&mut self, who: Who, value: Balance) -> Step {
		let dest = MultiAddress::Id(id(who));
		let call = pallet_balances::Call::transfer_keep_alive { dest, value };
		self.send(ONE, call, |w| w.bank.pay(&Asset::Native, ONE, who, value, true))
	}

	pub fn set_blocked(&mut self, asset: u32, who: Who, blocked: bool) -> Step {
		let (account, dao) = (MultiAddress::Id(id(who)), id(TREASURY));
		let id = asset.into();
		let call: RuntimeCall = match blocked {
			true => pallet_assets::Call::block { id, who: account }.into(),
			false => pallet_assets::Call::thaw { id, who: account }.into(),
		};
		self.both(|| act(dao, call), |w| w.bank.block(who, &Asset::WithId(asset), blocked))
	}
}
