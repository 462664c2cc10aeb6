// What is not collected, and what the pool was at every block.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { claims, insurance, refused, world } from './stage.js';

describe('an award', () => {
  test('expires, and the rest is the pool\'s again', async () => {
    const order = [claims.friendly, claims.real, claims.rest, claims.quake, claims.foreshock, claims.aftershock, claims.coins, claims.last];
    for (const claim of order) {
      const available = world.available(claim.asset);
      const rest = claim.award.amount - claim.paid;
      await world.expired(claim);
      assert.equal(world.available(claim.asset), available + rest);
      await refused('Bob', insurance.collectAward(claim.id, [1]), 'Expired');
      await refused('Bob', insurance.concludeClaim(claim.id), 'AlreadyDecided');
    }
    assert.ok(claims.quake.award.amount - claims.quake.paid > 0n, 'the share of the miner\'s own');
  });

  test('leaves nothing reserved', async () => {
    const { reserved, liveClaims, openClaims, liveCount, takenPlaces } = world.chain.api.query.mutualInsurance;
    for (const map of [reserved, liveClaims, openClaims]) assert.equal((await map.keys()).length, 0);
    for (const count of [liveCount, takenPlaces]) assert.equal((await count()).toNumber(), 0);
    const page = await world.chain.rpc('dmex_claims', null, 5);
    const next = await world.chain.rpc('dmex_claims', page.cursor, 100);
    assert.deepEqual([...page.claims, ...next.claims].map(({ claim }) => claim), world.claims.map(({ id }) => id));
    assert.equal(next.cursor, null);
  });
});

describe('the pool', () => {
  test('held what it reserved at every block, and nothing else left it', async (t) => {
    await world.blocks.read();
    const { blocks, changes } = world.blocks;
    assert.equal(world.blocks.number, await world.chain.number());
    assert.ok(blocks > 3_000 && changes > 30, `${blocks} blocks, ${changes} changes`);
    t.diagnostic(`${blocks} blocks read, in ${changes} of which the pool or a claim changed`);
  });
});
