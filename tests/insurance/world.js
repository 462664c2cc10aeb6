// What the insurance pool's tests play on: a world with three miners, the claims that are filed in it, and what
// the pool must reserve and pay for them.
import assert from 'node:assert/strict';
import { headroom, Insured, seed } from '../lib/actuary.js';
import { decimal, DMC, FIXED, min, sum } from '../lib/arithmetic.js';
import { nameOfError } from '../lib/chain.js';
import {
  CAP, CAP_DAYS, CLAIM_DEPOSIT, COLLECT_DAYS, IN_ANSWERS, IN_CALLS, INCIDENT_DAYS, MAX_VALUE, PALLETS, POOL, SEED_OF_POOL, TOTAL_CAP,
  VOTE_SEED, VOTING_DAYS,
} from '../lib/genesis.js';
import { AYES, EXPECTED, World } from '../lib/world.js';
import { EveryBlock, FOLLOWED, nameOfAsset } from './every-block.js';

export const PRICE = 123_456_789n;
/// Who pays this price loses less: more is refunded.
export const DEAR = 150_000_001n;
/// Two's site is struck by an event, One stops paying, and Dave's event passes.
const MINERS = {
  Two: { asset: 'USDT', floor: 600_000n, minted: 6, price: PRICE },
  One: { asset: 'USDT', floor: 600_000n, minted: 5, price: PRICE },
  Dave: { asset: 'USDT', floor: 600_000n, minted: 2, price: PRICE },
};

/// A unit is worth 1.81 DMC a day, and a DMC half a dollar: the same exchange rates in these two. Whoever claims
/// in BTC values it by what a unit should earn, and its day by a twentieth less.
const WORTH = {
  DMC: { unitDay: 1_812_345_678_901_500_000n * 10n ** 12n, payment: 2_000_000n * FIXED, dmc: FIXED },
  USDT: { unitDay: 906_172_839_450_750_000n * 10n ** 6n, payment: FIXED, dmc: FIXED / 2_000_000n },
};
export const RATES = {
  ...WORTH,
  BTC: {
    unitDay: (EXPECTED * 95n) / 100n,
    payment: (EXPECTED * FIXED) / WORTH.USDT.unitDay,
    dmc: (EXPECTED * FIXED) / WORTH.DMC.unitDay,
  },
};
const EVIDENCE = { hash: `0x${'5d'.repeat(32)}`, uri: 'https://holders.example/quake' };
const CAUSE = 'Überflutung';

export class InsuranceWorld extends World {
  static async open() {
    const world = await super.open({ dayBlocks: 24, miners: MINERS });
    world.claims = [];
    for (const miner of world.miners.values()) {
      miner.insured = new Insured({ model: miner.model, payment: miner.asset, reward: 'BTC', miner: miner.name, maxValue: MAX_VALUE });
    }
    world.blocks = new EveryBlock(world.chain);
    await world.blocks.open();
    return world;
  }

  // --- claims ---

  fileCall(miner, { day, asset, asked, rates = RATES[asset], cause = CAUSE, evidence = EVIDENCE, inCalls = IN_CALLS[asset] }) {
    return this.tx.mutualInsurance.fileClaim(this.miners.get(miner)?.series ?? 99, day, cause, evidence, inCalls, asked, rates);
  }

  /// A holder files a claim; without a name the council does.
  async file(by, miner, terms) {
    const nays = seed(terms.asked, this.available(terms.asset), { ofPool: SEED_OF_POOL, least: VOTE_SEED });
    const call = this.fileCall(miner, terms);
    const filed = by ? await this.send(by, call) : await this.council(call);
    const told = filed.event('mutualInsurance.ClaimFiled');
    const claim = {
      id: this.claims.length, by, miner, cause: CAUSE, rates: RATES[terms.asset], ...terms,
      deposit: by ? CLAIM_DEPOSIT : 0n, referendum: told.referendum.toNumber(), filedOn: await this.today(), block: filed.block, status: 'voting',
    };
    this.claims.push(claim);
    const { tally } = (await this.chain.rpc('dmex_claim', claim.id, filed.block)).referendum;
    assert.deepEqual(tally, { ayes: '0', nays: String(nays), turnout: String(nays) });
    if (by) this.book.move(by, POOL, 'DMC', claim.deposit);
    assert.deepEqual(
      [
        told.claim.toNumber(), told.series.toNumber(), told.claimant.toJSON(), told.incidentDay.toNumber(),
        nameOfAsset(told.asset), told.amount.toBigInt(), told.deposit.toBigInt(),
      ],
      [claim.id, this.miners.get(miner).series, by ? this.who[by].address : null, claim.day, claim.asset, claim.asked, claim.deposit],
    );
    return claim;
  }

  /// Two holders of DMC vote for claims, with as much as a fifth of the pool takes.
  async support(...claims) {
    for (const name of ['Alice', 'Bob']) await this.voteOn(name, claims, { conviction: 'Locked6x', balance: 6_000_000n * DMC });
  }

  /// Votes for claims, or against them.
  voteOn(name, claims, { balance = AYES, ...terms } = {}) {
    return this.vote(name, claims.map(({ referendum }) => referendum), { balance, ...terms });
  }

  /// Goes on until the votes on claims are over.
  async decided(...claims) {
    await this.reach(Math.max(...claims.map(({ filedOn }) => filedOn)) + VOTING_DAYS + 1);
  }

  /// What the events said of a claim.
  async told(name, { id }) {
    await this.blocks.read();
    return this.blocks.told.filter((event) => event.name === `mutualInsurance.${name}` && event.data.claim.toNumber() === id);
  }

  /// The day on which an event came.
  async dayOf({ hash }) {
    return this.clock.days(await this.chain.now(hash));
  }

  /// What the pool must reserve in an asset.
  reserved(asset) {
    const of = (claim) => {
      if (claim.status === 'voting') return asset === 'DMC' ? claim.deposit : 0n;
      if (claim.asset !== asset) return 0n;
      if (claim.status === 'approved') return claim.reserved;
      return claim.status === 'awarded' ? claim.award.amount - claim.paid : 0n;
    };
    return sum(this.claims.map(of));
  }

  available(asset) {
    const min = asset === 'DMC' ? this.chain.api.consts.balances.existentialDeposit.toBigInt() : 1n;
    const rest = this.book.get(POOL, asset) - this.reserved(asset) - min;
    return rest > 0n ? rest : 0n;
  }

  /// What was awarded lately in an asset, for one miner or for all of them.
  recent(asset, today, miner) {
    const counts = (claim) => (!miner || claim.miner === miner) && claim.asset === asset && claim.on + CAP_DAYS > today;
    return sum(this.claims.filter(counts).map(({ award, reserved }) => award?.amount ?? reserved ?? 0n));
  }

  /// The headroom for a miner on a day, or for one for whom nothing was awarded lately.
  headroom({ miner, asset }, today) {
    const own = miner ? this.recent(asset, today, miner) : 0n;
    const available = this.available(asset);
    return min(headroom(available, CAP, own), headroom(available, TOTAL_CAP, this.recent(asset, today)));
  }

  /// A claim passed its vote: its referendum approved it, and the deposit is back. In a freeze no more is reserved
  /// than the loss if the series ended now.
  async approved(claim) {
    const [approved, ...more] = await this.told('ClaimApproved', claim);
    assert.ok(approved, `claim ${claim.id} was not approved`);
    assert.deepEqual([approved.phase, more], ['Initialization', []]);
    if (claim.by) this.book.move(POOL, claim.by, 'DMC', claim.deposit);
    // Its deposit is no longer reserved when the cap is measured.
    Object.assign(claim, { status: 'approved', reserved: 0n });
    const on = await this.dayOf(approved);
    const { insured } = this.miners.get(claim.miner);
    Object.assign(claim, { on, reserved: insured.reserved(claim, this.headroom(claim, on)) });
    assert.equal(approved.data.reserved.toBigInt(), claim.reserved);
  }

  /// Its series has ended: the award, and the shares that reached their owners without anyone asking.
  async awarded(claim) {
    const { insured } = this.miners.get(claim.miner);
    const [awarded] = await this.told('ClaimAwarded', claim);
    const award = insured.award(claim, claim.reserved);
    const { amount, loss, expiresOn } = awarded.data;
    claim.expiresOn = await this.dayOf(awarded) + COLLECT_DAYS;
    assert.deepEqual([amount.toBigInt(), loss.toBigInt(), expiresOn.toNumber()], [award.amount, award.loss, claim.expiresOn]);
    const shares = insured.shares(award);
    for (const { owner, amount: share } of shares) this.book.move(POOL, owner, claim.asset, share);
    Object.assign(claim, { status: 'awarded', award, shares, paid: sum(shares.map((each) => each.amount)) });
    assert.ok(claim.paid <= award.amount);
    const collected = (await this.told('AwardCollected', claim)).map(({ phase, data }) => [phase, data.item.toNumber(), data.owner.toString(), data.amount.toBigInt()]);
    assert.deepEqual(
      collected.sort(([, a], [, b]) => a - b),
      shares.map(({ item, owner, amount: share }) => ['Finalization', item, this.who[owner].address, share]),
    );
  }

  /// A claim came to nothing.
  async voided(claim, reason) {
    const [voided] = await this.told('ClaimVoided', claim);
    assert.equal(voided?.data.reason.type, reason, `claim ${claim.id}`);
    if (claim.status === 'voting' && claim.by) this.book.move(POOL, claim.by, 'DMC', claim.deposit);
    Object.assign(claim, { status: 'void', reserved: undefined });
    return voided;
  }

  async expired(claim) {
    await this.decidedBy(claim.expiresOn);
    const [expired] = await this.told('ClaimExpired', claim);
    assert.equal(expired.data.returned.toBigInt(), claim.award.amount - claim.paid);
    assert.equal(await this.dayOf(expired), claim.expiresOn);
    claim.status = 'expired';
  }

  /// Some blocks of a day have passed.
  async decidedBy(day) {
    if (await this.today() < day) await this.reach(day);
    await this.pass(2);
  }

  /// Collects, and returns what became of each certificate: its share, or the name of the error.
  async collect(by, { id }, items) {
    const collected = await this.send(by, this.tx.mutualInsurance.collectAward(id, items));
    return Object.fromEntries(collected.events.filter(({ name }) => name.startsWith('mutualInsurance.')).map(({ name, data }) => [
      data.item.toNumber(), name.endsWith('AwardCollectionFailed') ? nameOfError(this.chain.api, data.error) : data.amount.toBigInt(),
    ]));
  }

  // --- what wallets are told ---

  async check(when) {
    await super.check(when);
    await this.blocks.read();
    for (const asset of FOLLOWED) assert.equal(this.blocks.state.reserved[asset], this.reserved(asset), `${when}: reserved ${asset}`);
    await this.#checkPool();
    for (const claim of this.claims) await this.#checkClaim(claim);
    for (const miner of this.miners.values()) await this.#checkCertificates(miner);
  }

  async #checkPool() {
    const { account, pool, rules, liveClaims, claims } = await this.chain.rpc('dmex_insurance');
    const today = await this.today();
    assert.equal(account, PALLETS[POOL]);
    for (const asset of FOLLOWED) {
      assert.deepEqual(pool.find((each) => each.asset === IN_ANSWERS[asset]), {
        asset: IN_ANSWERS[asset],
        ...Object.fromEntries(Object.entries({
          balance: this.book.get(POOL, asset), reserved: this.reserved(asset), available: this.available(asset),
          recent: this.recent(asset, today), cap: this.headroom({ asset }, today),
        }).map(([name, amount]) => [name, String(amount)])),
      });
    }
    const live = this.claims.filter(({ status }) => ['voting', 'approved', 'awarded'].includes(status));
    assert.deepEqual([liveClaims, claims.map(({ claim }) => claim)], [live.length, live.map(({ id }) => id)]);
    const places = new Set(this.claims.filter(({ status, by }) => status === 'voting' && by).map(({ miner }) => miner));
    assert.deepEqual(rules, {
      deposit: String(CLAIM_DEPOSIT), nextDeposit: String(CLAIM_DEPOSIT), minSeed: String(VOTE_SEED), seedOfPool: String(SEED_OF_POOL),
      maxOpen: 16, takenPlaces: places.size, cap: '0.2', totalCap: '0.4', maxValue: '3', capDays: CAP_DAYS, collectDays: COLLECT_DAYS,
      incidentDays: INCIDENT_DAYS,
    });
    const { insurance } = await this.chain.rpc('dmex_solvency');
    const due = insurance.filter((each) => each.due !== '0').map(({ asset, due: amount, held, holds }) => [asset, amount, held, holds]);
    assert.deepEqual(due, FOLLOWED.filter((asset) => this.reserved(asset) > 0n).map((asset) => [
      IN_ANSWERS[asset], String(this.reserved(asset)), String(this.book.get(POOL, asset)), true,
    ]));
  }

  async #checkClaim(claim) {
    const { referendum, ...told } = await this.chain.rpc('dmex_claim', claim.id);
    const { series, insured, model } = this.miners.get(claim.miner);
    const { rates, award } = claim;
    const text = (amount) => (amount === undefined ? null : String(amount));
    assert.deepEqual(told, {
      claim: claim.id, series, miner: this.who[claim.miner].address,
      claimant: claim.by ? this.who[claim.by].address : null, incidentDay: claim.day, cause: claim.cause, evidence: EVIDENCE,
      asset: IN_ANSWERS[claim.asset], asked: String(claim.asked), deposit: String(claim.deposit), filedOn: claim.filedOn, status: claim.status,
      rates: { unitDay: decimal(rates.unitDay), payment: decimal(rates.payment), dmc: decimal(rates.dmc) },
      reserved: claim.status === 'approved' ? text(claim.reserved) : null,
      loss: model.terminated ? text(insured.loss(claim).loss) : null,
      award: award ? { amount: text(award.amount), paid: text(claim.paid), expiresOn: claim.expiresOn, number: award.number } : null,
    });
    assert.equal(referendum.index, claim.referendum);
  }

  /// The awards of each certificate: what was collected. All of it was, without anyone asking.
  async #checkCertificates({ name, series, insured }) {
    const awarded = this.claims.filter((claim) => claim.miner === name && claim.award).sort((a, b) => a.award.number - b.award.number);
    for (const { item } of insured.certificates()) {
      const { awards } = await this.chain.rpc('dmex_certificate', series, item);
      const mine = awarded.filter(({ shares }) => shares.some((share) => share.item === item));
      assert.deepEqual(awards, mine.map((claim) => ({
        claim: claim.id, asset: IN_ANSWERS[claim.asset], collectable: null, collected: true, expiresOn: claim.expiresOn,
      })), `awards of certificate ${item} of ${name}`);
    }
  }
}
