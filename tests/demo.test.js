// The demo as a person starts it: it must end well on an honest chain, and must not when one base
// unit is where its arithmetic does not put it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Chain, people } from './lib/chain.js';
import { ASSETS, IN_CALLS } from './lib/genesis.js';
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

test('plays all five acts on a sealed node of its own, and every balance agrees', { timeout: 900_000 }, async () => {
  const run = demo('--own');
  assert.equal(await run.ended, 0, run.text);
  for (const [what, pattern] of Object.entries({
    'the last day': /^day 60$/m,
    'income that comes by itself': /Eve receives [\d.]+ BTC for 40 certificates of Two, without asking/,
    'an end for each buyer': /Eve's 40 certificates of Two have ended[^]*Ferdie's 35 certificates of Two have ended[^]*One's 25 certificates of Two have ended/,
    'the report on the miner that pays 75 %': /Ferdie reports Heidi: 7 underpaid days in a row/,
    'the report on the miner that stops': /Eve reports Judy: 8 live days without a payment/,
    'an end by silence and one by votes': /the vote ends Heidi's series: its pledge of 75 DMC is slashed[^]*the vote ends Judy's series/,
    'what each holder got': /Judy +Ferdie +2 +184\.262222 +0 +0 +184\.262222 +30/,
    'what a missed day costs': /Grace +Eve +3 +276\.393333 +[\d.]+ +269\.022843 +7\.37049 +1\.2$/m,
    'what the honest miner got': /Grace +\(honest[^)]*\) paid [\d.]+ BTC and got 446\.129557 USDT; 2 DMC of its pledge are slashed for a missed day, and the rest is back/,
    'an outbid bidder repaid': /Eve bids 403\.149003 USDT; Ferdie has its 391\.4 USDT back/,
    'an auction that nobody settles': /the auction ends and the chain settles it: Eve has 5 certificates for 403\.149003 USDT/,
    'a resale half-way': /Eve sells 2 of them to One for 86\.421974 USDT, and has all their income of 6 days; those of the 6 days to come are One's/,
    'the income of both holders': /of the 0\.06559025 BTC that each of the two earned, Eve had 0\.03272418 BTC and One 0\.03286607 BTC/,
    'an event that the council declares': /AN EARTHQUAKE strikes Leo's site[^]*the council declares the event, with four votes of seven/,
    'a claim and a small one': /Eve claims up to 554 USDT for all holders[^]*Two, a friend of the miner, claims up to 1 USDT/,
    'an award that the small one does not bar': /Two's claim: of the loss 554\.033369 USDT are uncovered[^]*Eve's claim: of the loss 553\.033369 USDT are uncovered and 554 USDT reserved; the award is 553\.033369 USDT/,
    'what nobody may have': /refused: to collect twice, to collect for what One bought on the day of the earthquake, to claim the same loss again/,
    'never more than the loss': /Eve +3 +870 +858\.080139 +609\.621876 +0 +248\.45826 +858\.080136 +99\.9999 %/,
    'nothing for what was sold on the day': /One +1 +400 +394\.519604 +280\.28592 +0 +0 +280\.28592 +71\.0448 %/,
    'the balances beside it': /Ferdie +had [\d,.]+ \+ refunded 555\.08373 \+ from the pool 222\.755682 = [\d,.]+, as the chain says/,
    'what the pool keeps': /of Eve's award of 553\.033369 USDT it paid 553\.033366 USDT, and keeps 0\.000003 USDT of roundings/,
    'a loan that income repays': /^    loan \d+: 0\.00385033 BTC come in by themselves; 0\.01174974 BTC are left[^]*loan \d+: 0\.00013775 BTC come in by themselves; it is repaid, and the certificate is free/m,
    'a loan that is repaid early': /Eve repays loan \d+ early: 62\.400001 USDT, of which Ferdie has 62\.280001 USDT and the protocol 0\.12 USDT/,
    'an auction in default': /One has the certificate for 61\.200003 USDT: 42 USDT repay loan \d+, 0\.612001 USDT are the trading fee of 1 %, and 18\.588002 USDT are Eve's/,
    'a certificate that the lender takes': /loan \d+ was not repaid either: Charlie takes the certificate for 0\.0093 BTC/,
    'a breach that repays a loan': /Eve's 1 certificate of Nick is refunded: 47\.006946 USDT, and 24 DMC of the slashed pledge\n    loan \d+: 84 USDT come in by themselves/,
    'stakes': /One unstakes, with 25,000 DMC of rewards for 9 days[^]*Charlie staked has ended: it leaves by itself, with 60,000 DMC of rewards/,
    'the totals': /\d+ balances compared, to the last base unit: all agree\./,
  })) assert.match(run.text, pattern, what);
});

/// While an act is played, at the end of a day, somebody sends a base unit that is in no rule.
async function disturbed(act, day, call) {
  const node = await startNode({ sealing: 'instant' });
  const chain = await Chain.connect(node.url);
  try {
    const who = await people();
    const run = demo('--url', node.url, '--act', String(act));
    await run.until(new RegExp(`^day ${day},`, 'm'));
    await chain.send(who.One, call(chain.api.tx, who));
    assert.equal(await run.ended, 1, run.text);
    return run.text;
  } finally {
    await chain.close();
    await node.stop();
  }
}

test('ends in an error when somebody moves a single base unit', { timeout: 300_000 }, async () => {
  const text = await disturbed(1, 1, ({ assets }, who) => assets.transfer(ASSETS.BTC, who.Eve.address, 1n));
  assert.match(text, /DIFFERENCE[^]*Eve BTC: expected \d+, the chain has \d+ \(1\)/);
});

test('ends in an error when the insurance pool has a base unit that it should not have', { timeout: 300_000 }, async () => {
  const text = await disturbed(4, 23, ({ mutualInsurance }) => mutualInsurance.contribute(IN_CALLS.USDT, 1n));
  assert.match(text, /DIFFERENCE the insurance pool in USDT: expected \["(\d+)"[^]*the chain says/);
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
    assert.match(run.text, /The chain makes a block every \d+ ms: 209 days take/);
    assert.match(run.text, /day \d+ was missed: its work was not done when day \d+ began/);
  } finally {
    await node.stop();
  }
});
