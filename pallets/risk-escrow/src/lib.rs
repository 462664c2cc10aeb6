#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod breach;
pub mod ledger;
pub mod types;
