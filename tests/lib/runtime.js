// The code of runtimes, older and newer than the one that a node embeds, and what an upgrade to one is.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { u8aToHex } from '@polkadot/util';

/// The key of the code in the state.
export const CODE = '0x3a636f6465';
/// What the genesis of version 1 knows nothing of. None has an object in it, and none comes first.
const UNKNOWN = /,\s*"(?:phragmenElection|safeMode|txPause|certificateStaking)": \{[^{}]*\}/g;

/// The code in the file of that name, or in the one that a script builds unless it is there already.
async function built(file, script, ...args) {
  const path = fileURLToPath(new URL(`../../scripts/lib/${script}`, import.meta.url));
  return u8aToHex(readFileSync(file ?? (await promisify(execFile)(path, args)).stdout.trim()));
}

/// The code of version 1: of the file that DMEX_OLD_RUNTIME names, otherwise built once.
export const version1 = () => built(process.env.DMEX_OLD_RUNTIME, 'old-runtime');

/// The code of this checkout with a version that is higher by `steps`, built once for its sources.
export const laterVersion = (steps) => built(undefined, 'next-runtime', String(steps));

/// The versions that a chain tells: that of its code, and that which its state was upgraded to.
export async function versions(chain) {
  const { specVersion } = await chain.rpc('state_getRuntimeVersion');
  const upgraded = (await chain.api.query.system.lastRuntimeUpgrade()).unwrap().specVersion.toNumber();
  return [specVersion, upgraded];
}

/// The chain has other code, of this version, whose first block is the next one. What is signed for the version before is
/// accepted no more. Returns what is told of migrations in that block.
export async function upgraded(world, version) {
  await world.pass(1);
  await world.reconnect(version);
  const { chain, who } = world;
  assert.deepEqual(await versions(chain), [version, version]);
  const nonce = await chain.api.rpc.system.accountNextIndex(who.Bob.address);
  const { transactionVersion } = chain.api.runtimeVersion;
  const before = { runtimeVersion: { specVersion: version - 1, transactionVersion } };
  const stale = await chain.sign(who.Bob, chain.api.tx.system.remark('0x'), nonce, before);
  await assert.rejects(chain.rpc('author_submitExtrinsic', stale), /bad signature/);
  const events = (await world.eventsOf(await chain.number())).map(({ name }) => name);
  return events.filter((name) => name.startsWith('migrations.')).map((name) => name.slice('migrations.'.length));
}

/// The specification of a chain that begins with the code of version 1, whose genesis state that code makes. Returns the
/// text, and the code that was in it.
export function beginningWith(code, text) {
  const pattern = /("code": )"(0x[0-9a-f]+)"/;
  const [, , embedded] = pattern.exec(text) ?? assert.fail('the specification has no code');
  return { embedded, text: text.replace(pattern, (_, key) => `${key}"${code}"`).replace(UNKNOWN, '') };
}
