//! How many elect the council: a round fails with more voters than it has places for.

use crate::{Config, Pallet, Voters};

impl<T: Config> Pallet<T> {
	/// Number of accounts that vote in elections of the council.
	pub fn voters() -> u32 {
		Voters::<T>::get()
	}

	/// An account votes that did not before.
	pub fn add_voter() {
		Voters::<T>::mutate(|voters| *voters = voters.saturating_add(1));
	}

	/// An account votes no longer.
	pub fn remove_voter() {
		Voters::<T>::mutate(|voters| *voters = voters.saturating_sub(1));
	}
}
