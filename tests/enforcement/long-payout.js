// A payout that does not fit into a block.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  bob, incomeAt, MANY, send, told, world,
} from './stage.js';

describe('a payout too large for a block', () => {
  test('goes on block by block, and its progress can be read', async (t) => {
    const start = await world.today() + 1;
    for (let from = 0; from < MANY; from += 100) {
      const items = Array.from({ length: 100 }, (_, i) => from + i);
      const total = bob.price * 100n;
      await send('Eve', world.tx.hashrateMarket.buy(bob.series, items, total, 0));
      await world.firstSale(bob, { buyer: 'Eve', items, total });
    }
    assert.equal(await world.today(), start - 1, 'all are of one day');
    await world.reach(start + 2);

    const { block } = await world.distribute(bob, [71_001n * BigInt(MANY)]);
    const progress = [];
    for (let at = (await world.chain.api.rpc.chain.getHeader(block)).number.toNumber(); ; at += 1) {
      if (at > await world.chain.number()) await world.pass(1);
      const hash = (await world.chain.api.rpc.chain.getBlockHash(at)).toHex();
      const { payout, certificates } = await world.chain.rpc('dmex_series', bob.series, hash);
      if (payout === null) break;
      assert.equal(payout.visited + payout.certificates, MANY);
      assert.equal(certificates.burnt, payout.visited);
      progress.push(payout.visited);
    }
    t.diagnostic(`${MANY} certificates; paid after each block: ${[...progress, MANY].join(', ')}`);
    assert.ok(progress.length >= 2 && progress.every((visited, i) => visited > (progress[i - 1] ?? 0)), String(progress));
    world.payOut(bob);
    assert.equal(await incomeAt('Eve', await world.chain.api.rpc.chain.getBlockHash()), world.book.get('Eve', 'BTC'));
    assert.deepEqual((await told(bob)).certificates, { minted: MANY, unsold: 0, active: 0, ended: MANY, burnt: MANY });
  });
});
