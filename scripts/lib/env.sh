# Sourced by every script: where things are, which Rust builds, and how to speak.
# shellcheck shell=bash

DMEX_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
DMEX_CACHE=${DMEX_CACHE:-${XDG_CACHE_HOME:-${HOME:?HOME is not set}/.cache}/dmex}
# The output of builds is outside the checkout, so that a fresh clone finds it again.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$DMEX_CACHE/target}
# litep2p would otherwise compile OpenSSL from C.
export OPENSSL_NO_VENDOR=1
# An embedded runtime is part of every build.
unset SKIP_WASM_BUILD
export DMEX_ROOT DMEX_CACHE

# Written by scripts/setup: the way to Rust that this machine has.
# shellcheck disable=SC1091
load_rust() { if [ -f "$DMEX_CACHE/env" ]; then . "$DMEX_CACHE/env"; fi; }
load_rust

say() { printf '%s: %s\n' "${0##*/}" "$*"; }
die() {
	printf '%s: error: %s\n' "${0##*/}" "$*" >&2
	exit 1
}

DMEX_NODE=${DMEX_NODE:-$CARGO_TARGET_DIR/release/dmex-node}

# Everything is compiled once: `cargo test --workspace` uses the same features, so neither repeats
# the other's work (scripts/test checks it).
build_node() {
	say "building the node (about half an hour the first time, seconds when nothing changed)"
	cd "$DMEX_ROOT"
	cargo build --release --locked --workspace --bins || die "the node does not build; the messages above say why"
}

# The packages of the JavaScript clients, as the lock file names them.
install_clients() {
	local lock=$DMEX_ROOT/tests/package-lock.json stamp=$DMEX_ROOT/tests/node_modules/.dmex-lock sum
	sum=$(sha256sum <"$lock" | cut -d' ' -f1)
	if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sum" ]; then return; fi
	say "installing the packages of the JavaScript clients"
	(cd "$DMEX_ROOT/tests" && npm ci --no-audit --no-fund --loglevel=error) ||
		die "npm could not install the packages of tests/package-lock.json; is its registry reachable?"
	printf '%s\n' "$sum" >"$stamp"
}
