# Sourced by the scripts that build a runtime without a node, one after the other in the same folders: the first takes
# about ten minutes on two cores, the others compile what is different.
# shellcheck shell=bash

runtimes=$DMEX_CACHE/runtimes
# Where a script puts the sources of a runtime, and whence it is built.
fresh=$runtimes/fresh
sources=$runtimes/sources
compiled=$runtimes/target/wasm32v1-none/release/dmex_runtime.wasm

empty_fresh() {
	rm -rf "$fresh"
	mkdir -p "$fresh"
}

# Builds the runtime of the fresh sources, as substrate-wasm-builder does it but without optimising it as a whole. Writes
# it to the file $1, compressed as that of a release is.
build_runtime() {
	replace_sources && (compile_runtime "$sources") >&2 && compressed >"$1.new" && mv "$1.new" "$1"
}

# Files that are as they were keep their time, and all others have that of now: by it cargo sees what to compile.
replace_sources() {
	local file
	(cd "$fresh" && find . -type f -print0) | while IFS= read -r -d '' file; do
		if cmp -s "$sources/$file" "$fresh/$file"; then touch -r "$sources/$file" "$fresh/$file"; else touch "$fresh/$file"; fi
	done
	rm -rf "$sources" && mv "$fresh" "$sources"
}

# Compiles the runtime of the sources in the folder $1 to $compiled; what follows is for cargo.
compile_runtime() {
	cd "$1" || return
	shift
	export CARGO_TARGET_DIR=$runtimes/target
	export CARGO_INCREMENTAL=1
	export RUSTFLAGS="-C link-arg=--export-table -C link-arg=--export=__heap_base -C link-arg=--import-memory --cfg substrate_runtime"
	RUNTIME_METADATA_HASH=$(cat runtime/metadata-digest)
	export RUNTIME_METADATA_HASH
	unset RUSTC_WORKSPACE_WRAPPER
	cargo rustc --release --locked -p dmex-runtime --lib --crate-type cdylib --no-default-features --target wasm32v1-none "$@"
}

# The mark of compressed code, and then it.
compressed() { printf '\x52\xbc\x53\x76\x46\xdb\x8e\x05' && zstd -q -c "$compiled"; }
