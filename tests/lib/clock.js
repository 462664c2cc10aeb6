// How a story gets from day to day. On a node that seals on demand, time moves only with transactions and with
// the empty blocks that are ordered here; on a ticking node the story waits.
import { SLOT } from './genesis.js';

/// The chain was already in a later day than the story.
export class MissedDay extends Error {}

export class Clock {
  constructor(chain, { dayLength, sealed, interval }) {
    this.chain = chain;
    this.dayLength = dayLength;
    this.sealed = sealed;
    this.interval = interval;
  }

  /// Asks the chain for its day length, and finds out whether it ticks by itself unless that is known.
  static async of(chain, { sealed = false } = {}) {
    const { dayLength } = await chain.rpc('dmex_protocol');
    const interval = sealed ? undefined : await Clock.#interval(chain);
    return new Clock(chain, { dayLength, sealed: interval === undefined, interval });
  }

  /// Real milliseconds between blocks; `undefined` if none comes by itself within three slots.
  static #interval(chain) {
    return new Promise((resolve, reject) => {
      let stop = () => {};
      let first;
      let seen = 0;
      const finish = (value) => { clearTimeout(timer); stop(); resolve(value); };
      const timer = setTimeout(() => finish(undefined), 3 * SLOT);
      chain.api.rpc.chain.subscribeNewHeads(() => {
        seen += 1;
        // The latest head comes immediately, and says nothing.
        if (seen === 2) first = Date.now();
        if (seen === 3) finish(Math.max(1, Date.now() - first));
      }).then((unsubscribe) => { stop = unsubscribe; }, reject);
    });
  }

  /// The day of a time.
  days(milliseconds) {
    return Math.floor(milliseconds / this.dayLength);
  }

  async today() {
    return this.days(await this.chain.now());
  }

  /// The number of blocks in `days`, one in each slot.
  blocks(days) {
    return (days * this.dayLength) / SLOT;
  }

  /// Real milliseconds that `days` take on a ticking node.
  takes(days) {
    return this.blocks(days) * this.interval;
  }

  /// Begins the story: its day 0 is the next day of the chain.
  async begin() {
    this.first = await this.today() + 1;
    return this.first;
  }

  /// Goes on to the first block of `day`.
  async reach(day) {
    let today = await this.today();
    while (today < day) {
      await this.pass(this.sealed ? Math.ceil((day * this.dayLength - await this.chain.now()) / SLOT) : 1);
      today = await this.today();
    }
    this.#onTime(day, today);
  }

  /// Goes on to the first block of the next day. Returns that day.
  async next() {
    const day = await this.today() + 1;
    await this.reach(day);
    return day;
  }

  /// Does the work of `day`; all of it must be in blocks of that day. Work that fails after its day failed
  /// because the day was missed.
  async within(day, work) {
    try {
      return await work();
    } finally {
      this.#onTime(day, await this.today());
    }
  }

  #onTime(day, today) {
    if (today > day) {
      const [missed, begun] = [day - this.first, today - this.first];
      throw new MissedDay(`day ${missed} was missed: its work was not done when day ${begun} began. A day of this chain is ${this.dayLength / 1000} s long; on a busy machine play on a node that seals on demand (scripts/demo --own).`);
    }
  }

  /// Goes on by some blocks.
  async pass(blocks = 1) {
    for (let passed = 0; passed < blocks; passed += 1) {
      if (this.sealed) {
        await this.chain.pass();
      } else {
        const number = await this.chain.number();
        await this.chain.heads((next) => next > number);
      }
    }
  }
}
