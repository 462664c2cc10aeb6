// The demo as a person starts it: it must end well on an honest chain, and must not when one base
// unit is where its arithmetic does not put it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Chain, people } from './lib/chain.js';
import { startNode } from './lib/node.js';

const SCRIPT = fileURLToPath(new URL('../scripts/demo', import.meta.url));

/// Starts the demo; `text` grows with what it prints, and `until` waits for a part of it.
function demo(...args) {
  const child = spawn(SCRIPT, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const run = { text: '' };
  const watchers = new Set();
  run.ended = once(child, 'close').then(([code]) => { watchers.forEach((look) => look()); return code; });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text) => { run.text += text; watchers.forEach((look) => look()); });
  }
  run.until = (pattern) => new Promise((resolve, reject) => {
    const look = () => {
      if (pattern.test(run.text)) { watchers.delete(look); resolve(); }
      else if (child.exitCode !== null) reject(new Error(`the demo ended before ${pattern}:\n${run.text}`));
    };
    watchers.add(look);
    look();
  });
  return run;
}

test('plays all three acts on a sealed node of its own, and every balance agrees', { timeout: 600_000 }, async () => {
  const run = demo('--own');
  assert.equal(await run.ended, 0, run.text);
  for (const [what, pattern] of Object.entries({
    'the last day': /^day 60$/m,
    'income that comes by itself': /Eve receives [\d.]+ BTC for 40 certificates, without asking/,
    'an end for each buyer': /Eve's 40 certificates have ended[^]*Ferdie's 35 certificates have ended[^]*One's 25 certificates have ended/,
    'the report on the miner that pays 75 %': /Ferdie reports Heidi: 7 low days in a row/,
    'the report on the miner that stops': /Eve reports Judy: 8 open days without a payment/,
    'an end by silence and one by votes': /the vote ends Heidi's series: its pledge of 75 DMC is slashed[^]*the vote ends Judy's series/,
    'what each holder got': /Judy +Ferdie +2 +184\.262222 +0 +0 +184\.262222 +31\.25/,
    'what the honest miner got': /Grace +\(honest[^)]*\) paid [\d.]+ BTC and got 446\.12955 USDT; its pledge is back/,
    'an outbid bidder repaid': /Eve bids 403\.149003 USDT; Ferdie has its 391\.4 USDT back/,
    'an auction that nobody settles': /the auction ends and the chain settles it: Eve has 5 certificates for 403\.149003 USDT/,
    'a resale half-way': /Eve sells 2 of them to One for 86\.421974 USDT, and has all their income of 6 days; those of the 6 days to come are One's/,
    'the income of both holders': /of the 0\.06559025 BTC that each of the two earned, Eve had 0\.03272418 BTC and One 0\.03286607 BTC/,
    'the totals': /\d+ balances compared, to the last base unit: all agree\./,
  })) assert.match(run.text, pattern, what);
});

test('ends in an error when somebody moves a single base unit', { timeout: 300_000 }, async () => {
  const node = await startNode({ sealing: 'instant' });
  const chain = await Chain.connect(node.url);
  try {
    const who = await people();
    const run = demo('--url', node.url, '--act', '1');
    await run.until(/^day 1,/m);
    await chain.send(who.One, chain.api.tx.assets.transfer(11, who.Eve.address, 1n));
    assert.equal(await run.ended, 1, run.text);
    assert.match(run.text, /DIFFERENCE/);
    assert.match(run.text, /Eve BTC: expected \d+, the chain has \d+ \(1\)/);
  } finally {
    await chain.close();
    await node.stop();
  }
});

test('says so when no node listens where it is sent', async () => {
  const run = demo('--url', 'ws://127.0.0.1:1');
  assert.equal(await run.ended, 1);
  assert.match(run.text, /no node listens at ws:\/\/127\.0\.0\.1:1/);
});

test('says which day was missed when the chain is too fast for it', { timeout: 120_000 }, async () => {
  const node = await startNode({ sealing: 20 });
  try {
    const run = demo('--url', node.url);
    assert.equal(await run.ended, 1, run.text);
    assert.match(run.text, /The chain makes a block every \d+ ms: 113 days take/);
    assert.match(run.text, /day \d+ was missed: its work was not done when day \d+ began/);
  } finally {
    await node.stop();
  }
});
