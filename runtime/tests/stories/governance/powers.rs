//! What a minority can do is measured: how many DMC each power takes. The table in the README of
//! governance has a row for each, and its numbers are what the chain decides by.

use crate::{electing::*, insurance_steps::*, people::*, steps::*, world::*};
use dmex_runtime::{
	configs::glue::CommunityReferenda,
	constants::governance::MAX_VOTERS,
	parameters::dynamic_params::enforcement::{BreachSeed, Parameters as Enforcement},
	PhragmenElection, RuntimeParameters,
};
use frame_support::{
	storage::{with_transaction, TransactionOutcome},
	traits::{Currency, Hooks},
};
use pallet_democracy::{Call, Conviction, ReferendumInfo, ReferendumInfoOf, Tally};
use pallet_elections_phragmen::Candidates;
use pallet_governance::{LastRound, Referenda as _};
use sp_runtime::{DispatchError, DispatchResult};

const README: &str = include_str!("../../../../pallets/governance/README.md");

/// DMC that others vote with, in millions: none, one per cent, ten per cent.
const OTHERS: [Balance; 3] = [0, 10, 100];

/// The votes of others that have none.
fn tally_of(referendum: u32) -> Tally<Balance> {
	match ReferendumInfoOf::<Runtime>::get(referendum) {
		Some(ReferendumInfo::Ongoing(vote)) => vote.tally,
		other => panic!("not open: {other:?}"),
	}
}

/// Whether an open referendum would pass with these votes more, at a conviction of one.
fn passes(referendum: u32, ayes: Balance, nays: Balance) -> bool {
	let before = tally_of(referendum);
	let put = |tally: Tally<Balance>| {
		ReferendumInfoOf::<Runtime>::mutate(referendum, |info| match info {
			Some(ReferendumInfo::Ongoing(vote)) => vote.tally = tally,
			_ => panic!("not open"),
		})
	};
	let Tally { ayes: a, nays: n, turnout } = before.clone();
	put(Tally { ayes: a + ayes, nays: n + nays, turnout: turnout + ayes + nays });
	let passing = CommunityReferenda::open_vote(referendum).unwrap().passing;
	put(before);
	passing
}

/// The fewest whole DMC that do something.
fn fewest(is_done: impl Fn(Balance) -> bool) -> Balance {
	let (mut fails, mut does) = (0, TOTAL_SUPPLY / DMC);
	if is_done(0) {
		return 0;
	}
	while does - fails > 1 {
		let middle = (fails + does) / 2;
		if is_done(middle * DMC) {
			does = middle;
		} else {
			fails = middle;
		}
	}
	does
}

/// The fewest DMC for which a referendum passes, by what votes against it.
fn to_pass(referendum: u32) -> [Balance; 3] {
	OTHERS.map(|nays| fewest(|ayes| passes(referendum, ayes, nays * 1_000_000 * DMC)))
}

/// The fewest DMC for which it does not.
fn to_fail(referendum: u32) -> [Balance; 3] {
	OTHERS.map(|ayes| fewest(|nays| !passes(referendum, ayes * 1_000_000 * DMC, nays)))
}

/// Rounded up to four digits, with separators.
fn text_of(amount: Balance) -> String {
	let unit = 10_u128.pow(amount.checked_ilog10().unwrap_or(0).saturating_sub(3));
	let digits = amount.next_multiple_of(unit).to_string();
	let groups = digits.as_bytes().rchunks(3).rev();
	let groups: Vec<_> = groups.map(|group| std::str::from_utf8(group).unwrap()).collect();
	groups.join(",")
}

/// The power, and the numbers of its row in the README.
fn row(power: &str, amounts: [Balance; 3]) -> String {
	let [silent, one, ten] = amounts.map(text_of);
	format!("| {power} | {silent} | {one} | {ten} |")
}

/// The row of what stops a call that the council proposes to Root. No ayes are taken there.
fn of_the_road() -> String {
	assert_ok!(propose_to_root(&five(), noted(leave(b":story"))));
	let nays = fewest(|nays| !passes(root_call(), 0, nays));
	row("stopping a call of the council to Root", [nays; 3])
}

/// A call that Root alone can make, put to the vote.
fn public(call: impl Into<RuntimeCall>) -> u32 {
	propose(eve(), call);
	launched()
}

fn any_parameter() -> RuntimeCall {
	let parameter = Enforcement::BreachSeed(BreachSeed, Some(1_000 * DMC));
	let parameter = RuntimeParameters::Enforcement(parameter);
	pallet_governance::Call::set_parameter { parameter }.into()
}

fn a_spend() -> RuntimeCall {
	pallet_treasury::Call::spend {
		asset_kind: Box::new(NATIVE),
		amount: 100_000_000 * DMC,
		beneficiary: Box::new(eve()),
		valid_from: None,
	}
	.into()
}

/// Rows of the powers of Root.
fn roots() -> Vec<String> {
	let wipe = frame_system::Call::kill_storage { keys: vec![vec![1]] };
	let powers: [(&str, RuntimeCall); 3] = [
		("anything that Root can: a runtime upgrade, the pool's money", wipe.into()),
		("a parameter, beside the council", any_parameter()),
		("spending of the treasury beyond the council's limit", a_spend()),
	];
	powers.map(|(power, call)| row(power, to_pass(public(call)))).into()
}

/// An application whose effective units would need this pledge for 90 days, at a tenth of a DMC.
fn application_of(pledge: Balance) -> u32 {
	let quota = u64::try_from(pledge / 9).unwrap();
	application(Plan { quota, ..Plan::default() }.apply()).referendum
}

fn miners() -> Vec<String> {
	let power = |pledge: &str| format!("approving a miner that would pledge {pledge} DMC");
	vec![
		row(&power("9,000"), to_pass(application_of(9_000))),
		row(&power("9,000,000"), to_pass(application_of(9_000_000))),
	]
}

/// Rows of a breach whose slash is so many DMC.
fn of_a_breach(slash: Balance) -> Vec<String> {
	let mut rows = Vec::new();
	execute_with_checks(|| {
		let (series, _) = stopped();
		let seed = Enforcement::BreachSeed(BreachSeed, Some(slash * DMC));
		assert_ok!(set_parameter(RuntimeParameters::Enforcement(seed)));
		assert_ok!(report(series));
		let vote = referendum_on(series);
		let slash = text_of(slash);
		rows = vec![
			row(&format!("ending a series after a breach: {slash} DMC to slash"), to_pass(vote)),
			row(&format!("saving it: {slash} DMC to slash"), to_fail(vote)),
		];
	});
	rows
}

fn of_the_pool() -> Vec<String> {
	let mut rows = Vec::new();
	execute_with_checks(|| {
		let series = stricken();
		for part in [1, 20] {
			let amount = (pool(&NATIVE) - EXISTENTIAL_DEPOSIT) / 100 * part;
			let claim = ClaimRequest { amount, ..ClaimRequest::of(series) }.filed(&alice());
			let power = format!("an award of {part} % of the pool");
			rows.push(row(&power, to_pass(claim_of(claim).referendum)));
		}
		let power = "ending a series after an event that the council declared";
		rows.push(row(power, to_pass(event_vote(series))));
	});
	rows
}

/// Somebody new who votes in elections, with the DMC for it.
fn elector(number: u8, votes: &[AccountId], stake: Balance) -> DispatchResult {
	let who = AccountId::new([number; 32]);
	let _ = Balances::make_free_balance_be(&who, stake + 1_000 * DMC);
	vote_for(&who, votes, stake)
}

/// Whether four of a minority's candidates are elected by this stake, and others vote for seven of theirs.
fn elects_four(stake: Balance, others: Balance) -> bool {
	let party = |first: u8| (first..first + 7).map(|n| AccountId::new([n; 32]));
	// With as many DMC the minority has the first seat, by the order of the accounts.
	let (minority, majority): (Vec<_>, Vec<_>) = (party(1).collect(), party(201).collect());
	let standing = minority.iter().chain(&majority).map(|who| (who.clone(), 0));
	with_transaction(|| {
		Candidates::<Runtime>::put(standing.collect::<Vec<_>>());
		let voted = elector(101, &minority, stake).is_ok();
		if others > 0 {
			assert_ok!(elector(102, &majority, others));
		}
		LastRound::<Runtime>::put(System::block_number());
		PhragmenElection::on_initialize(System::block_number());
		assert!(council_members() != genesis_council() || !voted);
		let seats = council_members().iter().filter(|who| minority.contains(who)).count();
		TransactionOutcome::Rollback(Ok::<_, DispatchError>(voted && seats >= 4))
	})
	.unwrap()
}

/// Rows of the elections. The bonds come on top.
fn elections() -> Vec<String> {
	let seats = OTHERS.map(|others| fewest(|stake| elects_four(stake, others * 1_000_000 * DMC)));
	// Where nobody else votes, four seats take one voter.
	let all_places = Balance::from(MAX_VOTERS) * seats[0];
	vec![
		row("four seats of an elected council", seats),
		row("all places of voters, so that nobody else votes in elections", [all_places; 3]),
	]
}

#[test]
fn take_what_the_readme_says() {
	let (mut rows, mut by_election) = (Vec::new(), Vec::new());
	execute_with_checks(|| {
		rows = roots();
		rows.push(of_the_road());
		rows.extend(miners());
		by_election = elections();
	});
	rows.extend([1_000, 100_000].into_iter().flat_map(of_a_breach));
	rows.extend(of_the_pool());
	rows.extend(by_election);
	let table = rows.join("\n");
	assert!(README.contains(&table), "the README does not say:\n{table}");
}

/// What the table says of Root, by votes that people cast: half of what the people of this chain have,
/// and a DMC less.
#[test]
fn are_what_votes_decide() {
	for (missing, outcome) in [(0, true), (1, false)] {
		execute_with_checks(|| {
			let referendum = public(frame_system::Call::remark { remark: vec![1] });
			let [needed, ..] = to_pass(referendum);
			let mut left = (needed - missing) * DMC;
			for voter in [alice(), bob(), charlie(), dave(), ferdie(), one(), two()] {
				let balance = left.min(9_000_000 * DMC);
				if balance > 0 {
					assert_ok!(vote(voter, referendum, true, Conviction::Locked1x, balance));
				}
				left -= balance;
			}
			assert_eq!(left, 0);
			to_block(end_of(referendum));
			assert_eq!(passed(referendum), Some(outcome));
		});
	}
}

/// Six times the weight for who locks its DMC for 32 times as long: the table counts DMC at a
/// conviction of one.
#[test]
fn take_less_at_a_higher_conviction() {
	execute_with_checks(|| {
		let referendum = public(any_parameter());
		carry(referendum);
		let cancelled = Call::remove_vote { index: referendum };
		to_block(end_of(referendum) - 1);
		assert!(CommunityReferenda::open_vote(referendum).unwrap().passing);
		assert_ok!(act(two(), cancelled));
		assert!(!CommunityReferenda::open_vote(referendum).unwrap().passing);
	});
}
