//! The real runtime, one module for each story: is everything wired right.
//!
//! A story plays on a chain that starts with the genesis of a preset and makes real blocks. At its
//! end the invariants of all pallets are checked, and those that span several. What one pallet does
//! alone is told by its own tests; the arithmetic of all together by `model`.

// What stories are made of.
mod book;
mod checks;
mod electing;
mod governing;
mod insurance_steps;
mod lending_steps;
mod people;
mod staking_steps;
mod steps;
mod trading;
mod world;

/// Random lives of the whole chain beside a naive model.
mod model;

/// The checks that end every story notice what they are for.
mod invariants;

/// The chain without its market: genesis, calls, who may send them, fees, assets, validators.
mod chain {
	pub mod calls;
	pub mod filter;

	mod assets;
	mod fees;
	mod genesis;
	mod nesting;
	mod nonces;
	mod proxies;
	mod sessions;
}

/// The council, the oracle and the votes of DMC holders.
mod governance {
	mod applications;
	mod averages;
	mod cases;
	mod elections;
	mod fuse;
	mod hand_over;
	mod identities;
	mod motions;
	mod networks;
	mod operators;
	mod parameters;
	mod places;
	mod powers;
	mod proposals;
	mod root_road;
	mod safety;
	mod spending;
	mod votes;
}

/// What an upgrade of the runtime leaves as it was, and what it changes.
mod upgrade;

/// Certificates from the application to the last payout, and how a series fails.
mod series {
	mod attacks;
	mod creation;
	mod credits;
	mod freezes;
	mod life;
	mod payouts;
	mod years;
}

/// Listings, auctions and offers.
mod market {
	mod auctions;
	mod binding;
	mod frozen;
	mod locks;
	mod offers;
	mod protection;
	mod sales;
}

/// The mutual insurance pool.
mod insurance {
	mod claims;
	mod limits;
	mod pool;
}

/// Loans against certificates.
mod lending {
	mod attacks;
	mod defaults;
	mod ends;
	mod freezes;
	mod life;
}

/// Rewards of staked certificates.
mod staking {
	mod emission;
	mod leaving;
	mod life;
}

/// Answers of the runtime API to wallets.
mod queries {
	mod certificates;
	mod insurance;
	mod lending;
	mod market;
	mod staking;
}

/// Costs do not grow with the number of certificates, and on_idle stays within its limits.
mod scale {
	pub mod certificates;

	mod auctions;
	mod claims;
	mod elections;
	mod lending;
	mod queries;
	mod staking;
}
