//! The real runtime, one module for each story: is everything wired right.
//!
//! A story plays on a chain that starts with the genesis of a preset and makes real blocks. At its
//! end the invariants of all pallets are checked, and those that span several of them.

mod book;
mod insurance_checks;
mod insurance_steps;
mod people;
mod steps;
mod trading;
mod world;

mod auctions;
mod autopay;
mod averages;
mod breach;
mod calls;
mod due;
mod events;
mod fees;
mod filter;
mod genesis;
mod hostile;
mod insurance;
mod insurance_awards;
mod insurance_claims;
mod insurance_failures;
mod insurance_hostile;
mod insurance_queries;
mod insurance_scale;
mod invariants;
mod judging;
mod life;
mod locked_bids;
mod loopholes;
mod market;
mod market_failures;
mod market_freezes;
mod market_hostile;
mod market_queries;
mod model;
mod offers;
mod parameters;
mod payouts;
mod proposals;
mod proxies;
mod refunds;
mod sales;
mod scale;
mod sessions;
mod votes;
mod wallets;
