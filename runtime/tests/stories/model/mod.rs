//! Random lives of the whole chain beside a model that is too simple to be wrong.
//!
//! Operations of every kind (all calls of our pallets, transfers, blocked accounts, oracle feeds,
//! votes, and time with silent days and stops) are played on the real runtime and in a naive model,
//! which loops over everything and shares no code with the pallets. They must agree about what can
//! be done; after each block about every balance, day and vote; and after each block in which
//! anything was done about every series, certificate, application, claim and record, and then every
//! invariant must hold. In the end everybody is paid to the last unit.
//!
//! 20,000 operations by default, in sequences on fresh chains. Any number, from a seed of choice:
//!
//! ```text
//! DMEX_MODEL_OPS=1000000 DMEX_MODEL_SEED=7 cargo test --release -p dmex-runtime --test stories -- model --nocapture
//! ```
//!
//! The seed is always printed. A sequence that fails is made short and printed, with the step that
//! fails and the difference; `DMEX_MODEL_SEED=<seed>:<sequence>` begins with that sequence.

mod awarded;
mod bids;
mod chain;
mod compare;
mod compare_insurance;
mod compare_loans;
mod compare_market;
mod compare_staking;
mod dao;
mod insure;
mod kinds;
mod lend;
mod lend_scenes;
mod market;
mod naive;
mod ops;
mod play;
mod prelude;
mod rules;
mod scenes;
mod shrink;
mod stake;
mod trade;
mod wind_up;

use kinds::KINDS;
use ops::Op;
use play::Play;
use proptest::{
	collection::vec,
	strategy::{Strategy, ValueTree},
	test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use std::{
	any::Any,
	cell::Cell,
	collections::BTreeMap,
	io::Write,
	panic::{catch_unwind, set_hook, take_hook, AssertUnwindSafe},
	sync::Mutex,
	time::Instant,
};

/// Number of operations of a sequence.
const LENGTH: std::ops::RangeInclusive<usize> = 200..=400;
/// Number of operations after which a long run tells how far it is.
const PROGRESS: u64 = 20_000;
/// Number of sequences played at a time.
const THREADS: usize = 2;

/// Number of times that each thing happened.
type Seen = BTreeMap<&'static str, u64>;

/// Where a sequence fails, and why.
pub struct Failure {
	step: usize,
	why: String,
}

fn message(panic: Box<dyn Any + Send>) -> String {
	let text = panic.downcast_ref::<String>().cloned();
	text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).into())).unwrap_or_default()
}

thread_local! {
	/// Whether a panic of this thread is reported by its caller.
	static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Print only panics that no caller reports.
fn quiet_panics() {
	let report = take_hook();
	set_hook(Box::new(move |panic| {
		if !QUIET.get() {
			report(panic);
		}
	}));
}

/// Play a sequence; returns what happened.
fn play(ops: &[Op]) -> Result<Seen, Failure> {
	let mut step = 0;
	QUIET.set(true);
	let mut steps = || {
		let mut play = Play::start();
		play.prelude()?;
		for op in ops {
			play.play(*op).map_err(|error| format!("{op:?}: {error}"))?;
			step += 1;
		}
		play.wind_up()?;
		Ok(play.world.seen)
	};
	let done = catch_unwind(AssertUnwindSafe(&mut steps));
	done.unwrap_or_else(|panic| Err(message(panic))).map_err(|why| Failure { step, why })
}

/// The `number`-th sequence of a seed.
fn sequence(seed: u64, number: u64) -> Vec<Op> {
	let mut bytes = [0; 32];
	bytes[..8].copy_from_slice(&seed.to_le_bytes());
	bytes[8..16].copy_from_slice(&number.to_le_bytes());
	let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
	let mut runner = TestRunner::new_with_rng(Config::default(), rng);
	vec(ops::op(), LENGTH).new_tree(&mut runner).expect("nothing is filtered").current()
}

/// Play the `number`-th sequence of a seed. One that fails is shrunk.
fn try_sequence(seed: u64, number: u64) -> Result<(u64, Seen), String> {
	let ops = sequence(seed, number);
	let (whole, failure) = match play(&ops) {
		Ok(seen) => return Ok((ops.len() as u64, seen)),
		Err(failure) => (ops.len(), failure),
	};
	print(format!("model: sequence {number} fails, and is made short: {}", failure.why));
	let (ops, Failure { step, why }) = shrink::shrink(ops, failure, &|ops| play(ops).err());
	Err(format!(
		"sequence {number} of seed {seed}, shrunk from {whole} operations to {}:\n{ops:?}\n\
		fails at step {step}: {why}\nagain with: DMEX_MODEL_SEED={seed}:{number}",
		ops.len()
	))
}

/// What was done so far by all threads together.
struct Tally {
	seed: u64,
	/// The sequence that comes next.
	next: u64,
	done: u64,
	seen: Seen,
	failed: Option<String>,
}

impl Tally {
	/// What has not happened yet.
	fn missing(&self) -> Vec<&'static str> {
		KINDS.iter().filter(|kind| !self.seen.contains_key(**kind)).copied().collect()
	}

	/// The sequence to play next: until `ops` operations are done, and further if something did not
	/// happen in 20,000 of them.
	fn next_sequence(&mut self, ops: u64) -> Option<u64> {
		let waits = self.done >= 20_000 && self.done < 10 * ops && !self.missing().is_empty();
		let goes_on = self.failed.is_none() && (self.done < ops || waits);
		self.next += 1;
		goes_on.then_some(self.next - 1)
	}

	fn add(&mut self, played: Result<(u64, Seen), String>) {
		match played {
			Ok((done, seen)) => {
				let before = self.done;
				self.done += done;
				seen.into_iter().for_each(|(what, n)| *self.seen.entry(what).or_default() += n);
				if self.done / PROGRESS > before / PROGRESS {
					let (done, missing) = (self.done, self.missing());
					print(format!("model: {done} operations; did not happen yet: {missing:?}"));
				}
			},
			Err(error) => self.failed = Some(error),
		}
	}
}

/// Play sequences, several at a time.
fn play_all(tally: Tally, ops: u64) -> Tally {
	let (seed, tally) = (tally.seed, Mutex::new(tally));
	let next = || tally.lock().unwrap().next_sequence(ops);
	let work = || {
		while let Some(number) = next() {
			let played = try_sequence(seed, number);
			tally.lock().unwrap().add(played);
		}
	};
	std::thread::scope(|scope| (0..THREADS).for_each(|_| drop(scope.spawn(work))));
	tally.into_inner().unwrap()
}

/// A number from the environment, and what follows a colon.
fn asked(name: &str) -> (Option<u64>, u64) {
	let text = std::env::var(name).unwrap_or_default();
	let (first, second) = text.split_once(':').unwrap_or((&text, "0"));
	(first.parse().ok(), second.parse().unwrap_or_default())
}

fn random() -> u64 {
	use std::hash::{BuildHasher, Hasher};
	std::hash::RandomState::new().build_hasher().finish() % 1_000_000_000
}

/// Print something whether or not the test's output is shown.
fn print(what: String) {
	let _ = writeln!(std::io::stderr(), "{what}");
}

#[test]
fn the_chain_does_what_a_naive_model_does() {
	let ((seed, first), (ops, _)) = (asked("DMEX_MODEL_SEED"), asked("DMEX_MODEL_OPS"));
	let (seed, ops) = (seed.unwrap_or_else(random), ops.unwrap_or(20_000));
	quiet_panics();
	print(format!("model: seed {seed}, {ops} operations"));
	let begun = Instant::now();
	let tally = Tally { seed, next: first, done: 0, seen: Seen::new(), failed: None };
	let tally = play_all(tally, ops);
	print(format!("model: {} operations in {} s", tally.done, begun.elapsed().as_secs()));
	tally.seen.iter().for_each(|(what, times)| println!("{times:>9}  {what}"));
	assert!(tally.failed.is_none(), "{}", tally.failed.unwrap_or_default());
	let never = tally.missing();
	assert!(ops < 20_000 || never.is_empty(), "seed {seed}: never happened: {never:?}");
}
