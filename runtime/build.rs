//! Builds the wasm runtime that the native one embeds.

/// The digest of the runtime's metadata, by which wallets bind what they sign to what they show
/// (`scripts/digest` writes it). The crate `frame-metadata-hash-extension` compiles it into the wasm
/// runtime; the native one, which only tests execute, has none.
#[cfg(feature = "std")]
const DIGEST: &str = "metadata-digest";

fn main() {
	// The wasm runtime is the same whether or not clippy compiles the workspace (scripts/setup).
	std::env::remove_var("RUSTC_WORKSPACE_WRAPPER");

	#[cfg(feature = "std")]
	{
		println!("cargo:rerun-if-changed={DIGEST}");
		let digest = std::fs::read_to_string(DIGEST).expect("runtime/metadata-digest is readable");
		std::env::set_var("RUNTIME_METADATA_HASH", digest.trim());
		// The builder's own profile would switch the workspace's overflow checks off.
		substrate_wasm_builder::WasmBuilder::init_with_defaults()
			.append_to_rust_flags("-C overflow-checks=on")
			.build();
	}
}
