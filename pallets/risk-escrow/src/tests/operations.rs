//! Counts the operations on storage that a call makes: the state machine traces each of them. The
//! stories on the real runtime use this file, too.

use std::{cell::Cell, sync::OnceLock};
use tracing::{
	callsite::rebuild_interest_cache,
	dispatcher::{with_default, Dispatch},
	field::{Field, Visit},
	span, Event, Metadata, Subscriber,
};

/// Operations on storage.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Operations {
	pub reads: u32,
	pub writes: u32,
}

thread_local! {
	/// What this thread has done so far; each test has a thread of its own.
	static DONE: Cell<Operations> = Cell::default();
}

struct Counter;

impl Visit for Counter {
	fn record_str(&mut self, field: &Field, method: &str) {
		if field.name() == "method" {
			let Operations { mut reads, mut writes } = DONE.get();
			match method {
				"Get" | "Hash" | "Exists" | "NextKey" | "ChildGet" => reads += 1,
				_ => writes += 1,
			}
			DONE.set(Operations { reads, writes });
		}
	}
	fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}

impl Subscriber for Counter {
	fn enabled(&self, metadata: &Metadata<'_>) -> bool {
		metadata.target() == "state"
	}
	fn event(&self, event: &Event<'_>) {
		event.record(&mut Counter);
	}
	fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
		span::Id::from_u64(1)
	}
	fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
	fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
	fn enter(&self, _: &span::Id) {}
	fn exit(&self, _: &span::Id) {}
}

/// The listener, which never goes away: tests run side by side, and whether a trace is of interest
/// to anyone is remembered for all of them. Ask for it long before what is counted, so that traces
/// which another test is making for the first time are remembered by then. There are two because,
/// while there is only one, a thread that does not listen answers for all.
pub fn listen() -> &'static Dispatch {
	static LISTENERS: OnceLock<[Dispatch; 2]> = OnceLock::new();
	&LISTENERS.get_or_init(|| [Counter, Counter].map(Dispatch::new))[0]
}

/// How many reads and writes `call` makes.
pub fn operations<R>(call: impl FnOnce() -> R) -> (Operations, R) {
	let listener = listen();
	rebuild_interest_cache();
	let before = DONE.get();
	let result = with_default(listener, call);
	let Operations { reads, writes } = DONE.get();
	(Operations { reads: reads - before.reads, writes: writes - before.writes }, result)
}
