// One world for all tests of staking, opened once. Each of the files beside this one plays its part in it, in the order
// in which staking.test.js names them; after each test every account in every asset holds exactly what the book says,
// and every answer about staking is what the rules say.
import assert from 'node:assert/strict';
import { after, afterEach, before } from 'node:test';
import { STAKING_WEIGHTS } from '../lib/genesis.js';
import { snapshot, unchanged } from '../lib/snapshot.js';
import { Staking } from '../lib/staking.js';
import { World } from '../lib/world.js';

export const [FIL, BTC] = [0, 1];
/// Two and One sell hashrate, Dave storage; he never pays, and nobody reports him.
const MINERS = {
  Two: { asset: 'USDT', floor: 600_000n, minted: 6, price: 123_456_789n, network: BTC },
  One: { asset: 'USDT', floor: 600_000n, minted: 3, price: 90_000_001n, network: BTC, units: 7n },
  Dave: { asset: 'USDT', floor: 600_000n, minted: 2, price: 40_000_003n, network: FIL, units: 3n },
};
const PALLETS = ['CertificateLending', 'CertificateStaking', 'HashrateNft', 'HashrateMarket', 'RiskEscrow', 'Uniques', 'Credits'];

export let world;
export let calls;
export let rules;
export let two;
export let one;
export let dave;

class StakingWorld extends World {
  /// What the days since the last look did: each emits the day before it, and then all stakes are visited.
  async sync() {
    const today = await this.today();
    for (; this.synced < today; this.synced += 1) this.#begins(this.synced + 1);
  }

  #begins(today) {
    this.rules.funded += this.gifts;
    this.gifts = 0n;
    this.rules.emit(today - 1);
    for (const miner of this.miners.values()) this.touch(miner, today);
    for (const stake of this.rules.live.filter(({ end }) => end < today)) this.leave(stake);
  }

  /// The first touch of a series that was frozen, or of one whose freeze is over.
  touch({ series, model: { frozen, terminated } }, today) {
    const paused = this.rules.paused.has(series);
    const staked = this.rules.live.some((stake) => stake.series === series);
    if (staked && (frozen || terminated) && !paused) this.rules.pause(series);
    if (!frozen && !terminated && paused) this.rules.resume(series, today);
  }

  leave(stake) {
    const reward = this.rules.leave(stake);
    this.book.move('staking', stake.staker, 'DMC', reward);
    return reward;
  }

  async check(when) {
    await this.sync();
    await super.check(when);
    await this.#checkAnswers();
  }

  async #checkAnswers() {
    const today = await this.today();
    const { rules: { budget, owed, startDay, weights } } = this;
    this.agree('what is told of staking', await this.chain.rpc('dmex_staking'), {
      budget: String(budget), owed: String(owed), emission: String(this.rules.emissionOf(today)), startDay,
      pools: weights.map((weight, network) => ({ network, weight: Number(weight), ...this.rules.units(network, today) })),
    });
    const { staking } = await this.chain.rpc('dmex_solvency');
    this.agree('what staking holds', staking, {
      asset: 'native', held: String(this.book.get('staking', 'DMC')), due: String(budget + owed), holds: true,
    });
    for (const stake of this.rules.live) {
      const { stake: told, lock, lien } = await this.chain.rpc('dmex_certificate', stake.series, stake.item);
      const paused = this.rules.paused.has(stake.series);
      this.agree(`the stake of certificate ${stake.item} of series ${stake.series}`, [told, lock, lien], [
        { since: stake.since, reward: String(stake.reward), paused }, 'staked', null,
      ]);
    }
  }
}

before(async () => {
  world = await StakingWorld.open({ dayBlocks: 48, miners: MINERS });
  [two, one, dave] = Object.keys(MINERS).map((name) => world.miners.get(name));
  calls = world.tx.certificateStaking;
  await world.reach(await world.clock.begin());
  const { startDay } = await world.chain.rpc('dmex_staking');
  assert.ok(startDay < world.clock.first && world.clock.first - startDay < 30, 'the days of the story are before the first halving');
  rules = new Staking({ startDay, weights: STAKING_WEIGHTS });
  Object.assign(world, { rules, gifts: 0n, synced: world.clock.first });
});
after(() => world?.close());
afterEach(() => world.check('after the test'));

export const day = (n) => world.clock.first + n;
export const send = (name, call) => world.send(name, call);
export const certificate = ({ series }, item) => world.chain.rpc('dmex_certificate', series, item);
const nameOf = (error) => (error.includes('.') || error === 'BadOrigin' ? error : `certificateStaking.${error}`);
export const refused = (name, call, error) => world.refused(name, call, nameOf(error));

/// The chain refuses all of these, each for its own reason, and nothing is stored otherwise than before.
export async function allRefused(cases) {
  const before = await snapshot(world.chain, PALLETS);
  for (const [error, by, call] of cases) {
    await refused(by, call, error);
    unchanged(before, await snapshot(world.chain, PALLETS), `${by}: ${error}`);
  }
}

/// Goes on to a day, day by day. Two and One pay what they may.
export async function reach(target) {
  while (await world.today() < target) {
    await world.reach(await world.today() + 1);
    await world.sync();
    for (const miner of [two, one]) {
      if (miner.model.last !== undefined && !miner.model.frozen) await world.pay(miner);
    }
  }
}

/// A holder stakes certificates of a miner.
export async function stake(staker, miner, items) {
  await world.sync();
  const { series, network, model } = miner;
  const staked = await send(staker, calls.stake(series, items));
  const today = await world.today();
  for (const item of items) {
    const { end } = model.lots.find((lot) => lot.items.includes(item));
    rules.stake({ staker, series, item, network, units: model.units, today, end });
  }
  const told = staked.events.filter(({ name }) => name === 'certificateStaking.Staked').map(({ data }) => data);
  assert.deepEqual(
    told.map((data) => [data.series.toNumber(), data.item.toNumber(), data.staker.toString(), data.since.toNumber()]),
    items.map((item) => [series, item, world.who[staker].address, today + 1]),
  );
}

/// The staker takes certificates back, and has their rewards. Returns these.
export async function unstake(staker, miner, items) {
  await world.sync();
  const unstaked = await send(staker, calls.unstake(miner.series, items));
  world.touch(miner, await world.today());
  const rewards = items.map((item) => world.leave(rules.of(miner.series, item)));
  compareRewards(unstaked, 'Unstaked', 'reward', items, rewards);
  return rewards;
}

/// Anyone has the rewards of stakes paid. Returns them.
export async function claim(by, miner, items) {
  await world.sync();
  const claimed = await send(by, calls.claimRewards(miner.series, items));
  world.touch(miner, await world.today());
  const rewards = items.map((item) => {
    const each = rules.of(miner.series, item);
    const reward = rules.claim(each);
    world.book.move('staking', each.staker, 'DMC', reward);
    return reward;
  });
  compareRewards(claimed, 'RewardPaid', 'amount', items.filter((_, i) => rewards[i] > 0n), rewards.filter((reward) => reward > 0n));
  return rewards;
}

function compareRewards({ events }, name, field, items, rewards) {
  const told = events.filter((event) => event.name === `certificateStaking.${name}`).map(({ data }) => [data.item.toNumber(), data[field].toBigInt()]);
  assert.deepEqual(told, items.map((item, i) => [item, rewards[i]]), name);
}

/// Anyone adds to the budget.
export async function fund(name, amount) {
  await world.sync();
  await send(name, calls.fundBudget(amount));
  world.book.move(name, 'staking', 'DMC', amount);
  rules.funded += amount;
}
