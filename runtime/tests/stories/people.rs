//! Who appears in the stories, and how a story begins.

pub use dmex_runtime::{
	constants::currency::DMC, AccountId, Balance, Balances, Runtime, RuntimeCall, RuntimeEvent,
	RuntimeGenesisConfig, RuntimeOrigin, System,
};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{traits::AccountIdConversion, BuildStorage};

macro_rules! people {
	($($name:ident = $key:ident),*) => {
		$(pub fn $name() -> AccountId { Sr25519Keyring::$key.to_account_id() })*
	};
}
people!(
	alice = Alice,
	bob = Bob,
	charlie = Charlie,
	dave = Dave,
	eve = Eve,
	ferdie = Ferdie,
	one = One,
	two = Two
);

pub fn insurance_pool() -> AccountId {
	dmex_runtime::constants::pallet_ids::INSURANCE.into_account_truncating()
}

/// Plays a story on a chain that starts with `genesis`.
pub fn on(genesis: RuntimeGenesisConfig, story: impl FnOnce()) {
	let mut chain = sp_io::TestExternalities::from(genesis.build_storage().unwrap());
	chain.execute_with(|| {
		System::set_block_number(1);
		story();
	});
}
