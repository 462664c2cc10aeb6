// What the insurance pool's tests play on: the market's world with three miners of their own, the claims that
// are filed in it, and what the pool must keep and pay for them.
import assert from 'node:assert/strict';
import { decimal, DMC, FIXED, sum } from '../demo/arithmetic.js';
import { palletAccount } from '../demo/book.js';
import { Insured, room } from '../lib/actuary.js';
import { nameOfError, NAMES, withId } from '../lib/chain.js';
import { BTC, EXPECTED, USDT, VOTING_DAYS, World } from '../market/world.js';
import { ASSETS, EveryBlock, nameOfAsset } from './every-block.js';

export const DAY_BLOCKS = 24;
/// The rules of genesis.
export const DEPOSIT = 1_000n * DMC;
export const SEED = 1_000n * DMC;
const CAP = 200_000n;
const CAP_DAYS = 90;
export const COLLECT_DAYS = 90;
export const INCIDENT_DAYS = 30;
export const AYES = 1_000_000n * DMC;

/// Two's site is struck by an event, One stops paying, and Dave's event passes.
const MINERS = {
  Two: { asset: 'USDT', floor: 600_000n, minted: 6 },
  One: { asset: 'USDT', floor: 600_000n, minted: 5 },
  Dave: { asset: 'USDT', floor: 600_000n, minted: 2 },
};
export const PRICE = 123_456_789n;
/// Who pays so much loses less: more is refunded.
export const DEAR = 150_000_001n;
export const IN_CALLS = { DMC: 'Native', USDT: withId(USDT), BTC: withId(BTC) };
const IN_ANSWERS = { DMC: 'native', USDT, BTC };

/// A unit is worth 1.81 DMC a day, and a DMC half a dollar: the same rates in these two. Whoever claims in BTC
/// values it by what a unit should earn, and its day by a twentieth less.
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
export const EVIDENCE = { hash: `0x${'5d'.repeat(32)}`, uri: 'https://holders.example/quake' };

export class InsuranceWorld extends World {
  static async open() {
    const world = await super.open({ dayBlocks: DAY_BLOCKS, miners: MINERS, names: NAMES, pallets: { pledges: 'dx/pledg' } });
    await world.#list();
    await world.book.open();
    await world.blocks.open();
    return world;
  }

  constructor(...terms) {
    super(...terms);
    this.claims = [];
    this.pool = palletAccount('dx/insur');
    this.blocks = new EveryBlock(this.chain, this.pool);
  }

  async #list() {
    for (const each of this.series.values()) {
      const { name, id, minted } = each;
      const items = Array.from({ length: minted }, (_, item) => item);
      await this.send(name, this.tx.hashrateMarket.list(id, items, PRICE, 80));
      each.insured = new Insured({ model: each.model, payment: each.asset, reward: 'BTC', miner: name });
    }
  }

  // --- miners and holders ---

  /// Buys from several miners at once: name → certificates, and prices where they are not the usual one.
  async buy(buyer, lots, prices = {}) {
    const sales = Object.entries(lots).map(([miner, items]) => ({ miner, items, total: (prices[miner] ?? PRICE) * BigInt(items.length) }));
    const buys = sales.map(({ miner, items, total }) => this.tx.hashrateMarket.buy(this.series.get(miner).id, items, total));
    await this.send(buyer, this.tx.utility.batchAll(buys));
    for (const { miner, items, total } of sales) await this.firstSale(miner, { buyer, items, total });
  }

  /// A miner pays its oldest days up to `last`, a little more than is expected of it.
  async payUpTo(miner, last) {
    const { id, model } = this.series.get(miner);
    const start = model.last + 1;
    const amounts = Array.from({ length: last - model.last }, (_, i) => ((EXPECTED * model.unitsOn(start + i)) / FIXED) + 1n);
    await this.send(miner, this.tx.riskEscrow.distribute(id, start, amounts));
    this.book.move(miner, 'income', 'BTC', sum(amounts));
    for (const [i, amount] of amounts.entries()) {
      const released = model.pay(start + i, amount);
      this.book.move('escrow', miner, 'USDT', released.miner);
      this.book.move('escrow', 'insurance pool', 'USDT', released.pool);
    }
    this.paidOut(miner);
  }

  /// What the escrow sends to holders by itself, by name.
  paidOut(miner) {
    const payments = this.series.get(miner).model.payout();
    for (const { lot, income, rest, slash } of payments) {
      this.book.move('income', lot.buyer, 'BTC', income);
      this.book.move('escrow', lot.buyer, 'USDT', rest);
      this.book.move('escrow', lot.buyer, 'DMC', slash);
    }
    return payments;
  }

  // --- claims ---

  fileCall(miner, { day, asset, asked, rates = RATES[asset], cause = 'Earthquake of magnitude 7', evidence = EVIDENCE, inCalls = IN_CALLS[asset] }) {
    return this.tx.mutualInsurance.fileClaim(this.series.get(miner)?.id ?? 99, day, cause, evidence, inCalls, asked, rates);
  }

  /// A holder files a claim; without a name the council does.
  async file(by, miner, terms) {
    const call = this.fileCall(miner, terms);
    const filed = by ? await this.send(by, call) : await this.council(call);
    const told = filed.event('mutualInsurance.ClaimFiled');
    const claim = {
      id: this.claims.length, by, miner, cause: 'Earthquake of magnitude 7', rates: RATES[terms.asset], ...terms,
      deposit: by ? DEPOSIT : 0n, referendum: told.referendum.toNumber(), filedOn: await this.today(), status: 'voting',
    };
    this.claims.push(claim);
    if (by) this.book.move(by, 'insurance pool', 'DMC', claim.deposit);
    assert.deepEqual(
      [
        told.claim.toNumber(), told.series.toNumber(), told.claimant.toJSON(), told.incidentDay.toNumber(),
        nameOfAsset(told.asset), told.amount.toBigInt(), told.deposit.toBigInt(),
      ],
      [claim.id, this.series.get(miner).id, by ? this.who[by].address : null, claim.day, claim.asset, claim.asked, claim.deposit],
    );
    return claim;
  }

  /// Votes for claims, or against them.
  async vote(name, claims, { aye = true, balance = AYES } = {}) {
    const { democracy, utility } = this.tx;
    await this.send(name, utility.batchAll(claims.map(({ referendum }) => (
      democracy.vote(referendum, { Standard: { vote: { aye, conviction: 'Locked1x' }, balance } })
    ))));
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

  /// On which day a block was made.
  async dayOf({ hash }) {
    return Math.floor((await this.chain.now(hash)) / (this.dayBlocks * 3000));
  }

  /// What the pool must keep of an asset.
  kept(asset) {
    const of = (claim) => {
      if (claim.status === 'voting') return asset === 'DMC' ? claim.deposit : 0n;
      if (claim.asset !== asset) return 0n;
      if (claim.status === 'approved') return claim.setAside;
      return claim.status === 'awarded' ? claim.award.amount - claim.paid : 0n;
    };
    return sum(this.claims.map(of));
  }

  disposable(asset) {
    const least = asset === 'DMC' ? this.chain.api.consts.balances.existentialDeposit.toBigInt() : 1n;
    const rest = this.book.get('insurance pool', asset) - this.kept(asset) - least;
    return rest > 0n ? rest : 0n;
  }

  cap(asset) {
    return room(this.disposable(asset), CAP, 0n);
  }

  /// What may be awarded for a miner on a day.
  room({ miner, asset }, today) {
    const counts = (claim) => claim.miner === miner && claim.asset === asset && claim.on + CAP_DAYS > today;
    const recent = sum(this.claims.filter(counts).map(({ award, setAside }) => award?.amount ?? setAside ?? 0n));
    return room(this.disposable(asset), CAP, recent);
  }

  /// A claim passed its vote: its referendum carried it out, and the deposit is back. In a freeze no more is set
  /// aside than the loss as it stands.
  async approved(claim) {
    const [approved, ...more] = await this.told('ClaimApproved', claim);
    assert.ok(approved, `claim ${claim.id} was not approved`);
    assert.deepEqual([approved.phase, more], ['Initialization', []]);
    if (claim.by) this.book.move('insurance pool', claim.by, 'DMC', claim.deposit);
    // Its deposit is not kept any more when the cap is measured.
    Object.assign(claim, { status: 'approved', setAside: 0n });
    const on = await this.dayOf(approved);
    const { insured } = this.series.get(claim.miner);
    Object.assign(claim, { on, setAside: insured.setAside(claim, this.room(claim, on)) });
    assert.equal(approved.data.setAside.toBigInt(), claim.setAside);
  }

  /// Its series has ended: the award, and the shares that reached their owners without anyone asking.
  async awarded(claim) {
    const { insured } = this.series.get(claim.miner);
    const [awarded] = await this.told('ClaimAwarded', claim);
    const award = insured.award(claim, claim.setAside);
    const { amount, loss, until } = awarded.data;
    claim.until = await this.dayOf(awarded) + COLLECT_DAYS;
    assert.deepEqual([amount.toBigInt(), loss.toBigInt(), until.toNumber()], [award.amount, award.loss, claim.until]);
    const shares = insured.shares(award);
    for (const { owner, amount: share } of shares) this.book.move('insurance pool', owner, claim.asset, share);
    Object.assign(claim, { status: 'awarded', award, shares, paid: sum(shares.map((each) => each.amount)) });
    assert.ok(claim.paid <= award.amount);
    const collected = (await this.told('Collected', claim)).map(({ phase, data }) => [phase, data.item.toNumber(), data.owner.toString(), data.amount.toBigInt()]);
    assert.deepEqual(
      collected.sort(([, a], [, b]) => a - b),
      shares.map(({ item, owner, amount: share }) => ['Finalization', item, this.who[owner].address, share]),
    );
  }

  /// It came to nothing.
  async voided(claim, reason) {
    const [voided] = await this.told('ClaimVoided', claim);
    assert.equal(voided?.data.reason.type, reason, `claim ${claim.id}`);
    if (claim.status === 'voting' && claim.by) this.book.move('insurance pool', claim.by, 'DMC', claim.deposit);
    Object.assign(claim, { status: 'void', setAside: undefined });
    return voided;
  }

  async expired(claim) {
    await this.decidedBy(claim.until);
    const [expired] = await this.told('ClaimExpired', claim);
    assert.equal(expired.data.returned.toBigInt(), claim.award.amount - claim.paid);
    assert.equal(await this.dayOf(expired), claim.until);
    claim.status = 'expired';
  }

  /// Some blocks of a day have passed.
  async decidedBy(day) {
    if (await this.today() < day) await this.reach(day);
    await this.pass(2);
  }

  /// Collects, and returns what became of each certificate: the share, or the name of the error.
  async collect(by, { id }, items) {
    const collected = await this.send(by, this.tx.mutualInsurance.collect(id, items));
    return Object.fromEntries(collected.events.filter(({ name }) => name.startsWith('mutualInsurance.')).map(({ name, data }) => [
      data.item.toNumber(), name.endsWith('CollectFailed') ? nameOfError(this.chain.api, data.error) : data.amount.toBigInt(),
    ]));
  }

  // --- what wallets are told ---

  async check(when) {
    await super.check(when);
    await this.blocks.read();
    for (const asset of ASSETS) assert.equal(this.blocks.state.reserved[asset], this.kept(asset), `${when}: kept ${asset}`);
    await this.#checkPool();
    for (const claim of this.claims) await this.#checkClaim(claim);
    for (const miner of this.series.keys()) await this.#checkCertificates(miner);
  }

  async #checkPool() {
    const { account, pool, rules, claims } = await this.chain.rpc('dmex_insurance');
    assert.equal(account, this.pool);
    for (const asset of ASSETS) {
      assert.deepEqual(pool.find((each) => each.asset === IN_ANSWERS[asset]), {
        asset: IN_ANSWERS[asset],
        ...Object.fromEntries(Object.entries({
          balance: this.book.get('insurance pool', asset), reserved: this.kept(asset), disposable: this.disposable(asset), cap: this.cap(asset),
        }).map(([name, amount]) => [name, String(amount)])),
      });
    }
    const live = this.claims.filter(({ status }) => ['voting', 'approved', 'awarded'].includes(status));
    assert.deepEqual(claims.map(({ claim }) => claim), live.map(({ id }) => id));
    assert.deepEqual(rules, {
      deposit: String(DEPOSIT), seed: String(SEED), maxOpen: 16, openVotes: this.claims.filter(({ status }) => status === 'voting').length,
      cap: '0.2', capDays: CAP_DAYS, collectDays: COLLECT_DAYS, incidentDays: INCIDENT_DAYS,
    });
    const { insurance } = await this.chain.rpc('dmex_solvency');
    const due = insurance.filter((each) => each.due !== '0').map(({ asset, due: amount, held, holds }) => [asset, amount, held, holds]);
    assert.deepEqual(due, ASSETS.filter((asset) => this.kept(asset) > 0n).map((asset) => [
      IN_ANSWERS[asset], String(this.kept(asset)), String(this.book.get('insurance pool', asset)), true,
    ]));
  }

  async #checkClaim(claim) {
    const { referendum, ...told } = await this.chain.rpc('dmex_claim', claim.id);
    const { id, insured, model } = this.series.get(claim.miner);
    const { rates, award } = claim;
    const text = (amount) => (amount === undefined ? null : String(amount));
    assert.deepEqual(told, {
      claim: claim.id, series: id, miner: this.who[claim.miner].address,
      claimant: claim.by ? this.who[claim.by].address : null, incidentDay: claim.day, cause: claim.cause, evidence: EVIDENCE,
      asset: IN_ANSWERS[claim.asset], asked: String(claim.asked), deposit: String(claim.deposit), filedOn: claim.filedOn, status: claim.status,
      rates: { unitDay: decimal(rates.unitDay), payment: decimal(rates.payment), dmc: decimal(rates.dmc) },
      setAside: claim.status === 'approved' ? text(claim.setAside) : null,
      loss: model.terminated ? text(insured.loss(claim).loss) : null,
      award: award ? { amount: text(award.amount), paid: text(claim.paid), until: claim.until, number: award.number } : null,
    });
    assert.equal(referendum.index, claim.referendum);
  }

  /// The awards of each certificate: what was collected. All of it was, without anyone asking.
  async #checkCertificates(miner) {
    const { id, insured } = this.series.get(miner);
    const awarded = this.claims.filter((claim) => claim.miner === miner && claim.award).sort((a, b) => a.award.number - b.award.number);
    for (const { item } of insured.certificates()) {
      const { awards } = await this.chain.rpc('dmex_certificate', id, item);
      const mine = awarded.filter(({ shares }) => shares.some((share) => share.item === item));
      assert.deepEqual(awards, mine.map((claim) => ({
        claim: claim.id, asset: IN_ANSWERS[claim.asset], collectable: null, collected: true, until: claim.until,
      })), `awards of certificate ${item} of ${miner}`);
    }
  }
}
