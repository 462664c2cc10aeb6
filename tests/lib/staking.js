// Rewards of staked certificates, written from the rules and not from the chain's code: naive, day by day and stake by
// stake. An amount of parts is in trillionths of a base unit of DMC.
import { ceilDiv, min, sum } from './arithmetic.js';
import { DAILY_EMISSION } from './genesis.js';

/// Parts of a base unit.
export const SCALE = 10n ** 12n;
const HALVING_DAYS = 182;

/// The emission of a day before the budget limits it.
export const emissionOf = (day, startDay, first = DAILY_EMISSION) => first >> BigInt(Math.floor((day - startDay) / HALVING_DAYS));

/// A staked certificate: `since` is the first day that earns, `end` the certificate's last.
class Stake {
  constructor(terms) {
    Object.assign(this, { given: new Map(), paid: 0n, ...terms });
  }

  /// What it was given until today, in parts.
  get all() {
    return sum([...this.given.values()]);
  }

  /// What it earned of that: nothing after its end.
  get earned() {
    return sum([...this.given].filter(([day]) => day <= this.end).map(([, parts]) => parts));
  }

  /// What can be claimed, in whole base units.
  get reward() {
    return (this.earned / SCALE) - this.paid;
  }
}

/// Budget and pools. `weights`: by network.
export class Staking {
  constructor({ startDay, weights, funded = 0n, emission = DAILY_EMISSION }) {
    Object.assign(this, { startDay, weights: [...weights], funded, emission, stakes: [], paused: new Set(), resumed: new Map(), paid: 0n, emitted: [] });
  }

  stake({ staker, series, item, network, units, today, end }) {
    this.stakes.push(new Stake({ staker, series, item, network, units, since: today + 1, end }));
  }

  of(series, item) {
    return this.stakes.find((stake) => stake.series === series && stake.item === item && !stake.left);
  }

  get live() {
    return this.stakes.filter(({ left }) => !left);
  }

  /// A series earns nothing from the day in progress on.
  pause(series) {
    this.paused.add(series);
  }

  /// And again from the day after `today` on.
  resume(series, today) {
    this.paused.delete(series);
    this.resumed.set(series, today);
  }

  /// Whether the units of a stake that is not paused earn on a day.
  #earns({ series, since }, day) {
    return since <= day && (this.resumed.get(series) ?? -1) < day;
  }

  #unpaused() {
    return this.live.filter(({ series }) => !this.paused.has(series));
  }

  /// The units in the pool of a network that earn on a day, and those that earn from the next on.
  units(network, day) {
    const all = this.#unpaused().filter((stake) => stake.network === network);
    const of = (stakes) => Number(sum(stakes.map(({ units }) => units)));
    return { units: of(all.filter((stake) => this.#earns(stake, day))), joining: of(all.filter((stake) => !this.#earns(stake, day))) };
  }

  /// The day's emission is divided by the weights of networks and the units staked in each, all rounded down. Returns
  /// what it takes out of the budget.
  emit(day) {
    const emission = this.emissionOf(day);
    const earning = this.#unpaused().filter((stake) => this.#earns(stake, day));
    const weighted = (stakes) => sum(stakes.map(({ network, units }) => this.weights[network] * units));
    const total = weighted(earning);
    const before = this.budget;
    if (total > 0n) {
      for (const network of new Set(earning.map((stake) => stake.network))) {
        const stakes = earning.filter((stake) => stake.network === network);
        const share = (emission * weighted(stakes)) / total;
        const each = (share * SCALE) / sum(stakes.map(({ units }) => units));
        for (const stake of stakes) stake.given.set(day, each * stake.units);
      }
    }
    const taken = before - this.budget;
    if (taken > 0n) this.emitted.push({ day, amount: taken });
    return taken;
  }

  emissionOf(day) {
    return min(emissionOf(day, this.startDay, this.emission), this.budget);
  }

  /// What is owed: the parts that were given and not paid, of each network rounded up.
  get owed() {
    const networks = [...new Set(this.stakes.map(({ network }) => network))];
    return sum(networks.map((network) => {
      const parts = sum(this.live.filter((stake) => stake.network === network).map((stake) => stake.all - (stake.paid * SCALE)));
      return ceilDiv(parts, SCALE);
    }));
  }

  /// What is left to be emitted: all that is neither paid nor owed.
  get budget() {
    return this.funded - this.paid - this.owed;
  }

  /// Pays the reward of a stake. Returns it.
  claim(stake) {
    const { reward } = stake;
    stake.paid += reward;
    this.paid += reward;
    return reward;
  }

  /// A stake leaves with its reward; whatever else it was given is the budget's again.
  leave(stake) {
    const reward = this.claim(stake);
    Object.assign(stake, { left: true, lastReward: reward });
    return reward;
  }
}
