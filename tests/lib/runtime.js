// The code of runtimes: the one that a node embeds, an older one, and others that do the same.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { hexToU8a, u8aConcat, u8aToHex } from '@polkadot/util';

/// The key of the code in the state.
export const CODE = '0x3a636f6465';
/// How compressed code begins: it is a mark and then frames of Zstandard.
const COMPRESSED = '0x52bc537646db8e05';
/// What the genesis of version 1 knows nothing of. Each is empty, and none comes first.
const UNKNOWN = /,\s*"(?:phragmenElection|safeMode|txPause)": \{[^{}]*\}/g;

/// The code of the runtime with a frame at its end that decompressing skips: other code, which does the same.
export function marked(code, mark) {
  assert.ok(code.startsWith(COMPRESSED), 'the code is not compressed');
  return u8aToHex(u8aConcat(hexToU8a(code), [0x50, 0x2a, 0x4d, 0x18, mark.length, 0, 0, 0], mark));
}

/// The code of version 1: of the file that DMEX_OLD_RUNTIME names, otherwise built once.
export async function version1() {
  const script = fileURLToPath(new URL('../../scripts/lib/old-runtime', import.meta.url));
  const file = process.env.DMEX_OLD_RUNTIME ?? (await promisify(execFile)(script)).stdout.trim();
  return u8aToHex(readFileSync(file));
}

/// The specification of a chain that begins with the code of version 1, whose genesis state that code makes. Returns the
/// text, and the code that was in it.
export function beginningWith(code, text) {
  const pattern = /("code": )"(0x[0-9a-f]+)"/;
  const [, , embedded] = pattern.exec(text) ?? assert.fail('the specification has no code');
  return { embedded, text: text.replace(pattern, (_, key) => `${key}"${code}"`).replace(UNKNOWN, '') };
}
