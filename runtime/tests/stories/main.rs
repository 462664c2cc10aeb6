//! The real runtime, one module for each story.

mod genesis;
mod people;
