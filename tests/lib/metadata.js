// The digest of a chain's metadata, as wallets compute it (RFC 78 of the Polkadot Fellowship).
import { merkleizeMetadata } from '@polkadot-api/merkleize-metadata';
import { hexToU8a, u8aToHex } from '@polkadot/util';

const VERSION_15 = '0x0f000000';

/// What wallets know of the token, and sign with the digest.
export const TOKEN = { decimals: 12, tokenSymbol: 'DMC' };

export async function digestOf(chain, token = TOKEN) {
  const answer = await chain.rpc('state_call', 'Metadata_metadata_at_version', VERSION_15);
  const metadata = chain.api.registry.createType('Option<Bytes>', hexToU8a(answer)).unwrap();
  return u8aToHex(merkleizeMetadata(metadata.toU8a(true), token).digest());
}
