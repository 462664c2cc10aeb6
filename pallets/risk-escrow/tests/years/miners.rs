//! An honest miner: it works in a pool, with a fee and with luck.

use rand::{rngs::StdRng, Rng, SeedableRng};

/// The largest fee of a pool.
pub const MAX_FEE: f64 = 0.03;

/// Pays what it earned: in each draw with another fee, and each day with another luck of at most a
/// tenth more or less.
pub fn lucky(seed: u64) -> impl FnMut(usize) -> f64 {
	let mut rng = StdRng::seed_from_u64(seed);
	let fee = rng.gen_range(0.0..=MAX_FEE);
	move |_| (1.0 - fee) * rng.gen_range(0.9..=1.1)
}
