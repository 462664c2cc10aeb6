//! Random lives of stakes, beside a naive model that gives each certificate its part of each day.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// What somebody does; numbers choose among what there is.
#[derive(Clone, Copy, Debug)]
enum Act {
	Stake(usize),
	Unstake(usize),
	Claim(usize),
	Freeze(usize, bool),
	Terminate,
	Burn(usize),
	Unlock(usize),
	Fund(u16),
	Gift(u16),
	Weigh(u32, u32),
	Idle(u64),
	Day,
}

fn act() -> impl Strategy<Value = Act> {
	let place = 0usize..24;
	prop_oneof![
		6 => place.clone().prop_map(Act::Stake),
		3 => place.clone().prop_map(Act::Unstake),
		3 => place.clone().prop_map(Act::Claim),
		2 => (0usize..3, any::<bool>()).prop_map(|(series, frozen)| Act::Freeze(series, frozen)),
		1 => Just(Act::Terminate),
		1 => place.clone().prop_map(Act::Burn),
		1 => place.prop_map(Act::Unlock),
		2 => any::<u16>().prop_map(Act::Fund),
		1 => any::<u16>().prop_map(Act::Gift),
		1 => (0u32..2, 0u32..4).prop_map(|(network, weight)| Act::Weigh(network, weight)),
		2 => (0u64..150).prop_map(Act::Idle),
		12 => Just(Act::Day),
	]
}

/// A stake of the model: what it was given, day by day, and what of it was earned.
#[derive(Clone, Debug)]
struct Naive {
	staker: u64,
	units: Units,
	network: NetworkId,
	since: Day,
	end: Day,
	given: u128,
	earned: u128,
	paid: Balance,
}

#[derive(Default)]
struct Model {
	stakes: BTreeMap<(SeriesId, ItemId), Naive>,
	/// Whether a series is paused, and the last day on which it was.
	paused: BTreeMap<SeriesId, (bool, Option<Day>)>,
	weights: BTreeMap<NetworkId, u32>,
	/// Reward of each account that left or was claimed.
	rewards: BTreeMap<u64, Balance>,
	funded: Balance,
	/// In the account, and not taken in.
	gifts: Balance,
}

impl Model {
	/// The calls pause and resume a series before anything else.
	fn touch(&mut self, series: SeriesId) {
		if !self.stakes.keys().any(|(of, _)| *of == series) {
			return;
		}
		let terms = Series::get(series).unwrap();
		let (is_paused, last) = self.paused.entry(series).or_default();
		let halted = terms.frozen || terms.terminated;
		if halted != *is_paused {
			(*is_paused, *last) = (halted, Some(Today::get()));
		}
	}

	/// Whether a stake earns the day in progress, as far as is known.
	fn is_whole(&self, series: SeriesId, stake: &Naive, day: Day) -> bool {
		let (is_paused, last) = self.paused.get(&series).copied().unwrap_or_default();
		stake.since <= day && !is_paused && last.is_none_or(|last| last < day)
	}

	/// Give each stake its part of the day that is over. `budget` is what is left to be emitted.
	fn emit(&mut self, day: Day, budget: Balance) {
		let emission = (EMISSION >> ((day - FIRST) / HALVING_DAYS)).min(budget);
		let mut units = BTreeMap::<NetworkId, u128>::new();
		let whole: Vec<_> = self
			.stakes
			.iter()
			.filter(|((series, _), stake)| self.is_whole(*series, stake, day))
			.map(|(key, stake)| (*key, stake.network, u128::from(stake.units)))
			.collect();
		for (_, network, of_stake) in &whole {
			*units.entry(*network).or_default() += of_stake;
		}
		let weight = |network: &NetworkId| u128::from(self.weights[network]);
		let total: u128 = units.iter().map(|(network, units)| weight(network) * units).sum();
		if total == 0 {
			return;
		}
		let per_unit: BTreeMap<_, _> = units
			.iter()
			.map(|(network, units)| {
				let share = emission * weight(network) * units / total;
				(*network, share * SCALE / units)
			})
			.collect();
		for (key, network, units) in whole {
			let stake = self.stakes.get_mut(&key).unwrap();
			let part = units * per_unit[&network];
			stake.given += part;
			if day <= stake.end {
				stake.earned += part;
			}
		}
	}

	/// What was earned and is not paid.
	fn reward(stake: &Naive) -> Balance {
		stake.earned / SCALE - stake.paid
	}

	fn leave(&mut self, key: (SeriesId, ItemId)) {
		let stake = self.stakes.remove(&key).unwrap();
		*self.rewards.entry(stake.staker).or_default() += Self::reward(&stake);
		// The last one has left: its pauses are forgotten.
		if !self.stakes.keys().any(|(series, _)| *series == key.0) {
			self.paused.remove(&key.0);
		}
	}

	fn is_over(&self, key: (SeriesId, ItemId)) -> bool {
		let unlocked = Certs::get(key.0, key.1).is_none_or(|cert| cert.lock.is_none());
		let terminated = Series::get(key.0).unwrap().terminated;
		unlocked || terminated || self.stakes[&key].end < Today::get()
	}

	/// Agrees with the chain about every stake, and every base unit.
	fn agrees(&self) {
		assert_eq!(Stakes::<Test>::iter_keys().count(), self.stakes.len());
		for ((series, item), stake) in &self.stakes {
			assert_eq!(reward(*series, *item), Self::reward(stake), "{series} {item} {stake:?}");
		}
		let paid: Balance = self.rewards.values().sum();
		assert_eq!(held(), ED + self.funded + self.gifts - paid);
		assert_eq!(budget() + owed(), self.funded - paid);
		for who in [ALICE, BOB] {
			assert_eq!(dmc(who), FUNDS + self.rewards.get(&who).copied().unwrap_or_default());
		}
		let payable: Balance = self.stakes.values().map(Self::reward).sum();
		assert!(owed() >= payable, "rewards are more than what is owed");
		if self.stakes.is_empty() {
			assert_eq!(owed(), 0);
		}
	}

	fn perform(&mut self, act: Act) {
		let places = [SERIES, OTHER, DUST]
			.into_iter()
			.flat_map(|series| [0, 1, 2, 3, 10, 11, 12, 13].map(|item| (series, item)));
		let places: Vec<_> = places.collect();
		let holder = |item: ItemId| if item < 10 { ALICE } else { BOB };
		match act {
			Act::Stake(place) => {
				let (series, item) = places[place];
				let who = holder(item);
				if stake(who, series, &[item]).is_ok() {
					self.touch(series);
					let Terms { network, units, .. } = Series::get(series).unwrap();
					let (since, end) = (Today::get() + 1, Certs::get(series, item).unwrap().end);
					let (staker, given, earned, paid) = (who, 0, 0, 0);
					let naive = Naive { staker, units, network, since, end, given, earned, paid };
					assert!(self.stakes.insert((series, item), naive).is_none());
				}
			},
			Act::Unstake(place) => {
				let (series, item) = places[place];
				let is_staked = self.stakes.contains_key(&(series, item));
				assert_eq!(unstake(holder(item), series, &[item]).is_ok(), is_staked);
				if is_staked {
					self.touch(series);
					self.leave((series, item));
				}
			},
			Act::Claim(place) => {
				let key = places[place];
				assert_ok!(claim(key.0, &[key.1]));
				self.touch(key.0);
				if !self.stakes.contains_key(&key) {
				} else if self.is_over(key) {
					self.leave(key);
				} else {
					let stake = self.stakes.get_mut(&key).unwrap();
					let reward = Self::reward(stake);
					stake.paid += reward;
					*self.rewards.entry(stake.staker).or_default() += reward;
				}
			},
			Act::Freeze(place, frozen) => {
				let series = [SERIES, OTHER, DUST][place];
				if !Series::get(series).unwrap().terminated {
					freeze(series, frozen);
				}
			},
			Act::Terminate => terminate(DUST),
			Act::Burn(place) => {
				let (series, item) = places[place];
				// As the escrow does: only what has ended.
				if Certs::get(series, item).is_some_and(|cert| cert.end < Today::get()) {
					Certs::remove(series, item);
				}
			},
			Act::Unlock(place) => {
				let (series, item) = places[place];
				change_cert_of(series, item, |cert| cert.lock = None);
			},
			Act::Fund(amount) => {
				if fund(amount.into()).is_ok() {
					self.funded += Balance::from(amount);
				}
			},
			Act::Gift(amount) => {
				gift(amount.into());
				self.gifts += Balance::from(amount);
			},
			Act::Weigh(network, weight) => {
				assert_ok!(set_weight(network, weight));
				self.weights.insert(network, weight);
			},
			Act::Idle(weight) => self.idle(weight),
			Act::Day => {
				let day = Today::get();
				self.funded += std::mem::take(&mut self.gifts);
				let before = owed();
				let paid: Balance = self.rewards.values().sum();
				let budget = self.funded - paid - before;
				pass(1);
				self.emit(day, budget);
			},
		}
	}

	/// Which stakes were visited is the chain's own order.
	fn idle(&mut self, weight: u64) {
		let before: Vec<_> = self.stakes.keys().copied().collect();
		idle(weight);
		for event in events() {
			match event {
				Event::SeriesPaused { series } | Event::SeriesResumed { series } => {
					self.touch(series)
				},
				_ => {},
			}
		}
		for key in before {
			if !is_staked(key.0, key.1) {
				assert!(self.is_over(key), "{key:?} left too early");
				self.leave(key);
			}
		}
	}
}

/// Does nothing to a certificate that is burnt.
fn change_cert_of(series: SeriesId, item: ItemId, how: impl FnOnce(&mut Cert)) {
	Certs::mutate(series, item, |cert| cert.as_mut().map(how));
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(150))]
	#[test]
	fn every_stake_gets_its_part_of_each_day(
		acts in prop::collection::vec(act(), 1..120),
		ends in prop::collection::vec(FIRST + 1..FIRST + 40, 24),
	) {
		execute_with_checks(|| {
			let mut ends = ends.into_iter();
			for series in [SERIES, OTHER, DUST] {
				for item in [0, 1, 2, 3, 10, 11, 12, 13] {
					let end = ends.next().unwrap();
					change_cert_of(series, item, |cert| cert.end = end);
				}
			}
			let mut model = Model { weights: [(0, 3), (1, 1)].into(), ..Default::default() };
			for act in acts {
				events();
				model.perform(act);
				check();
				model.agrees();
			}
		});
	}
}
