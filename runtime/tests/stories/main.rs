//! The real runtime, one module for each story: is everything wired right.
//!
//! A story plays on a chain that starts with the genesis of a preset and makes real blocks. At its
//! end the invariants of all pallets are checked, and those that span several of them.

mod people;
mod steps;
mod world;

mod autopay;
mod averages;
mod breach;
mod calls;
mod events;
mod fees;
mod filter;
mod genesis;
mod hostile;
mod judging;
mod life;
mod loopholes;
mod model;
mod parameters;
mod payouts;
mod proposals;
mod proxies;
mod refunds;
mod scale;
mod sessions;
mod votes;
mod wallets;
