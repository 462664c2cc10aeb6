//! The README's invariants, by number.

use crate::{
	average::RECENT_AVERAGES,
	history::{History, MAX_ZERO_DAYS},
	pauses,
	spending::Spent,
	stage::Stage,
	votes::MAX_EXTENSIONS,
	Averages, Config, CurrentStage, Disputed, FirstDay, Histories, LastOperatorChange,
	NetworkSettings, NextPauseEnd, NextRound, OperatorSets, Outflows, Pallet, Pauses, Quorum,
	Referenda as _, RootCall, SeenReferenda, Spendings, Standings, Struck,
};
use alloc::{collections::BTreeMap, vec::Vec};
use dmex_primitives::{Clock as _, Day, DayValue, NetworkId, PerUnit};
use frame_support::ensure;
use sp_runtime::{traits::Zero, TryRuntimeError};

type Check = Result<(), TryRuntimeError>;
type Values = BTreeMap<Day, PerUnit>;

impl<T: Config> Pallet<T> {
	/// Check every invariant; reads all averages.
	pub fn do_try_state() -> Check {
		let networks = Averages::<T>::iter_keys()
			.chain(Disputed::<T>::iter_keys())
			.chain(Struck::<T>::iter_keys());
		networks.map(|(network, _)| network).chain(Histories::<T>::iter_keys()).try_for_each(
			|network| {
				let known = NetworkSettings::<T>::contains_key(network);
				ensure!(known, "1: a value of no network");
				Ok::<_, TryRuntimeError>(())
			},
		)?;
		NetworkSettings::<T>::iter().try_for_each(|(network, settings)| {
			ensure!(!settings.opening.is_zero(), "5: an opening average of zero");
			Self::try_network(network)
		})?;
		ensure!(!Quorum::<T>::get().is_zero(), "4: nobody is a quorum");
		Self::try_operators()?;
		Self::try_votes()?;
		Self::try_spendings()?;
		Self::try_stage()?;
		Self::try_safety()
	}

	/// 8 to 10. Votes were looked at, end on the hour, and have a note in their last day only.
	fn try_votes() -> Check {
		let (hours, now) = (Self::hours(), Self::now());
		let referenda = T::Referenda::indices();
		let seen = SeenReferenda::<T>::get();
		ensure!(seen == Some(referenda.end), "8: a referendum was not looked at");
		for vote in referenda.clone().filter_map(T::Referenda::open_vote) {
			ensure!(hours.begin_at(vote.end), "9: a vote ends between two hours");
		}
		Standings::<T>::iter().try_for_each(|(referendum, standing)| {
			ensure!(referendum < referenda.end, "10: no such referendum is noted");
			ensure!(standing.extensions <= MAX_EXTENSIONS, "10: a vote was extended too often");
			let open = T::Referenda::open_vote(referendum);
			let is_near = open.is_none_or(|vote| vote.end <= hours.a_day_after(now));
			ensure!(is_near, "10: a vote is noted too early");
			Ok(())
		})
	}

	/// 11. What was spent is remembered by day, in order.
	fn try_spendings() -> Check {
		let today = T::Clock::today();
		Spendings::<T>::iter_values().try_for_each(|Spent(days)| {
			ensure!(!days.is_empty(), "11: nothing was spent");
			ensure!(days.iter().all(|spent| spent.amount > 0), "11: a day without an amount");
			ensure!(days.iter().all(|spent| spent.day <= today), "11: spent on a day to come");
			ensure!(days.windows(2).all(|two| two[0].day < two[1].day), "11: days out of order");
			Ok(())
		})
	}

	fn try_network(network: NetworkId) -> Check {
		let published: Values = Averages::<T>::iter_prefix(network).collect();
		let disputed: Values = Disputed::<T>::iter_prefix(network).collect();
		let struck: Values = Struck::<T>::iter_prefix(network).collect();
		let history = Histories::<T>::get(network);
		let fixed = [&published, &disputed, &struck];
		for day in fixed.iter().flat_map(|values| values.keys()) {
			let fates = fixed.iter().filter(|values| values.contains_key(day)).count();
			ensure!(fates == 1, "2: published, disputed or struck out at once");
			ensure!(history.is_fixed(*day), "1: a value after the newest fixed day");
		}
		if let Some(last) = history.last_day {
			ensure!(last < T::Clock::today(), "3: fixed before its day was over");
			let known = fixed.iter().any(|values| values.contains_key(&last));
			ensure!(known, "3: the newest fixed day has no value");
		}
		Self::try_history(&history, &published, &disputed)
	}

	/// 6. The history tells of the newest values what all values tell.
	fn try_history(history: &History, published: &Values, disputed: &Values) -> Check {
		let (zeros, positive): (Vec<_>, Vec<_>) = published
			.iter()
			.rev()
			.map(|(day, value)| DayValue { day: *day, value: *value })
			.partition(|known| known.value.is_zero());
		let remembered = history.positive.iter().rev().copied();
		ensure!(
			remembered.take(RECENT_AVERAGES).eq(positive.into_iter().take(RECENT_AVERAGES)),
			"6: other averages are remembered"
		);
		let run = MAX_ZERO_DAYS as usize;
		let remembered = history.zeros.iter().rev().copied();
		ensure!(
			remembered.take(run).eq(zeros.into_iter().map(|zero| zero.day).take(run)),
			"6: other zero days are remembered"
		);
		let newest = published.iter().chain(disputed).max_by_key(|(day, _)| **day);
		let last = history.last_fed().map(|last| (last.day, last.value));
		ensure!(
			last == newest.map(|(day, value)| (*day, *value)),
			"6: another value is the last one"
		);
		Ok(())
	}

	/// 7 and 15. Sets of operators are in order, and name each operator once; the council changed one on a
	/// day that has come.
	fn try_operators() -> Check {
		let sets = OperatorSets::<T>::get();
		ensure!(sets.windows(2).all(|two| two[0].from < two[1].from), "7: sets out of order");
		for set in &sets {
			let mut members: Vec<_> = set.members.to_vec();
			members.sort();
			members.dedup();
			ensure!(members.len() == set.members.len(), "7: an operator counts twice");
		}
		let changed = LastOperatorChange::<T>::get();
		ensure!(changed <= Some(T::Clock::today()), "15: an operator was changed on a day to come");
		Ok(())
	}

	/// 12. The stage began on a day of the chain, and each has only what is its own.
	fn try_stage() -> Check {
		let today = T::Clock::today();
		let first = FirstDay::<T>::get();
		ensure!(first.is_none_or(|first| first <= today), "12: the first day is yet to come");
		if let Stage::Community { since } = CurrentStage::<T>::get() {
			ensure!(!RootCall::<T>::exists(), "12: a call is on a closed road");
			let after = first.is_none_or(|first| first <= since);
			ensure!(after && since <= today, "12: handed over on no day of the chain");
		}
		let elects = !CurrentStage::<T>::get().is_launch();
		ensure!(
			NextRound::<T>::exists() == elects,
			"12: a round in the launch stage, or none after it"
		);
		Ok(())
	}

	/// 13 and 14: each call has one pause at most, within its bounds, and the next end is known; no
	/// outflow is more than was held.
	fn try_safety() -> Check {
		let pauses = Pauses::<T>::get();
		let mut calls: Vec<_> = pauses.iter().map(|pause| &pause.call).collect();
		calls.sort();
		calls.dedup();
		ensure!(calls.len() == pauses.len(), "13: a call is paused twice");
		let longest = Self::pause_bounds().renewed;
		let bounded = pauses.iter().all(|p| p.since <= p.ends && p.ends - p.since <= longest);
		ensure!(bounded, "13: a pause is too long");
		let rests = pauses.iter().all(|p| p.in_force || !p.inherited);
		ensure!(rests, "13: a call rests after a pause of another council");
		let next = NextPauseEnd::<T>::get();
		ensure!(next == pauses::next_end(&pauses), "13: another pause ends next");
		let outflows = Outflows::<T>::iter_values();
		ensure!(outflows.into_iter().all(|o| o.left <= o.held), "14: more left than was held");
		Ok(())
	}
}
