// The insurance pool by the rules: what it holds, reserves and may award, and what becomes of the claims that the
// demo files. Everything is compared with what the chain tells of it.
import { headroom, Insured, seed } from '../lib/actuary.js';
import { decimal, FIXED, min, sum } from '../lib/arithmetic.js';
import { Difference } from '../lib/book.js';
import { withId } from '../lib/chain.js';
import {
  ASSETS, CAP, CAP_DAYS, CLAIM_DEPOSIT, COLLECT_DAYS, IN_ANSWERS, INCIDENT_DAYS, MAX_VALUE, POOL, SEED_OF_POOL, TOTAL_CAP, VOTE_SEED,
} from '../lib/genesis.js';
import { amount } from './report.js';

/// The assets that are followed: claims are in USDT, their deposits in DMC.
const FOLLOWED = ['DMC', 'USDT'];

export class Pool {
  /// `stage`: the act, with its series and its model.
  constructor(stage) {
    this.stage = stage;
    this.insured = new Insured({ model: stage.model, payment: 'USDT', reward: 'BTC', miner: stage.name, maxValue: MAX_VALUE });
    this.claims = [];
    /// What is reserved for these claims, and for those of others on a chain that has some already.
    this.reserved = { DMC: 0n, USDT: 0n };
    this.others = { DMC: 0n, USDT: 0n };
  }

  /// In the order in which the chain fixed them.
  get awards() {
    return this.insured.awards;
  }

  /// Reads what no rule tells, and compares what the rules tell.
  async open() {
    const { chain, book } = this.stage;
    this.minBalance = {
      DMC: chain.api.consts.balances.existentialDeposit.toBigInt(),
      USDT: (await chain.api.query.assets.asset(ASSETS.USDT)).unwrap().minBalance.toBigInt(),
    };
    const { rules: { takenPlaces, maxOpen, nextDeposit, ...rules } } = await chain.rpc('dmex_insurance');
    this.stage.agree('what governs claims', rules, {
      deposit: String(CLAIM_DEPOSIT), minSeed: String(VOTE_SEED), seedOfPool: String(SEED_OF_POOL), cap: decimal(CAP, 6), totalCap: decimal(TOTAL_CAP, 6),
      maxValue: decimal(MAX_VALUE, 2), capDays: CAP_DAYS, collectDays: COLLECT_DAYS, incidentDays: INCIDENT_DAYS,
    });
    this.before = book.get(POOL, 'USDT');
  }

  // --- claims ---

  /// The call with which anyone may try to claim.
  filing({ day, rates, cause, hash, uri, asked }) {
    const { tx, series } = this.stage;
    return tx.mutualInsurance.fileClaim(series, day, cause, { hash, uri }, withId(ASSETS.USDT), asked, rates);
  }

  async file(claim) {
    const { book, report } = this.stage;
    const { by, known = '', asked, cause } = claim;
    const filed = await this.stage.send(by, this.filing(claim));
    const { claim: id, referendum } = filed.event('mutualInsurance.ClaimFiled');
    const nays = seed(asked, this.#available('USDT'), { ofPool: SEED_OF_POOL, least: VOTE_SEED });
    const { tally } = (await this.stage.chain.rpc('dmex_claim', id.toNumber(), filed.block)).referendum;
    this.stage.agree(`the public nays of claim ${id}`, tally.nays, String(nays));
    book.move(by, POOL, 'DMC', CLAIM_DEPOSIT);
    this.reserved.DMC += CLAIM_DEPOSIT;
    this.claims.push({ ...claim, id: id.toNumber(), referendum: referendum.toNumber(), status: 'voting' });
    report.line(`${by}${known} claims up to ${amount(asked, 'USDT')} for all holders, with a deposit of ${amount(CLAIM_DEPOSIT, 'DMC')}: "${cause}" (claim ${id}, referendum ${referendum}); for ${decimal((asked * 10_000n) / this.#available('USDT'), 2)} % of the pool the vote starts with ${amount(nays, 'DMC')} of nays`);
  }

  /// What happened to claims and pool up to a block, in the book and against what the chain tells there.
  async watch(hash) {
    if (this.claims.length === 0) return;
    const { chain } = this.stage;
    const insurance = await chain.rpc('dmex_insurance', hash);
    this.#noteOthers(insurance);
    const told = await Promise.all(this.claims.map(({ id }) => chain.rpc('dmex_claim', id, hash)));
    this.#noteApprovals(told);
    this.#noteAwards(told);
    this.#compare(insurance);
    this.claims.forEach((claim, i) => this.#compareClaim(claim, told[i]));
  }

  #noteOthers({ claims }) {
    const ours = new Set(this.claims.map(({ id }) => id));
    const others = claims.filter(({ claim }) => !ours.has(claim));
    for (const asset of FOLLOWED) this.others[asset] = sum(others.map((claim) => reservedFor(claim, asset)));
  }

  /// A referendum has approved a claim: the deposit goes back, and the pool reserves what it may award.
  #noteApprovals(told) {
    const { book, report, name } = this.stage;
    for (const [i, claim] of this.claims.entries()) {
      if (claim.status !== 'voting' || told[i].status === 'voting') continue;
      const { by } = claim;
      book.move(POOL, by, 'DMC', CLAIM_DEPOSIT);
      this.reserved.DMC -= CLAIM_DEPOSIT;
      const room = this.#headroom('USDT', this.reserved.USDT);
      const reserved = this.insured.reserved(claim, room);
      this.reserved.USDT += reserved;
      Object.assign(claim, { status: 'approved', reserved });
      report.line(`${by}'s claim passes, and the deposit is back: of ${amount(room, 'USDT')} that the pool may still award for ${name} it reserves ${amount(reserved, 'USDT')}`);
    }
  }

  /// The series has ended: the loss is known, and every insured certificate gets its share.
  #noteAwards(told) {
    const awarded = [...this.claims.entries()].filter(([i, { status }]) => status === 'approved' && told[i].award);
    awarded.sort(([a], [b]) => told[a].award.number - told[b].award.number);
    for (const [, claim] of awarded) this.#noteAward(claim);
  }

  #noteAward(claim) {
    const { model, endedOn, report } = this.stage;
    const { id, by, reserved } = claim;
    const award = Object.assign(this.insured.award(claim, reserved), { expiresOn: endedOn + COLLECT_DAYS, paid: 0n });
    this.reserved.USDT -= reserved - award.amount;
    report.line(`${by}'s claim: of the loss ${amount(award.loss, 'USDT')} are uncovered and ${amount(reserved, 'USDT')} reserved; the award is ${amount(award.amount, 'USDT')}`);
    for (const lot of model.lots) this.#noteShare(award, lot);
    if (award.paid > award.amount) throw new Difference(`the shares of claim ${id} exceed its award`);
    Object.assign(claim, { status: 'awarded', award });
  }

  /// Every holder is paid without asking.
  #noteShare(award, lot) {
    const share = this.insured.share(award, this.insured.ofLot(lot)) * BigInt(lot.items.length);
    this.stage.book.move(POOL, lot.buyer, 'USDT', share);
    this.reserved.USDT -= share;
    Object.assign(award, { paid: award.paid + share });
    if (share > 0n) this.stage.report.line(`  ${lot.buyer} receives ${amount(share, 'USDT')} of it, without asking`);
  }

  // --- against the chain ---

  /// The part of the pool that is reserved for nobody.
  #available(asset) {
    return this.stage.book.get(POOL, asset) - this.reserved[asset] - this.others[asset] - this.minBalance[asset];
  }

  /// What of the pool may be awarded now for a miner for whom `recent` was awarded lately. What was awarded for all
  /// miners is what the chain tells: others may have claimed on a chain that has some already.
  #headroom(asset, recent) {
    const available = this.#available(asset);
    return min(headroom(available, CAP, recent), headroom(available, TOTAL_CAP, this.recent?.[asset] ?? 0n));
  }

  #compare({ pool }) {
    for (const asset of FOLLOWED) {
      const { balance, reserved, available, recent, cap } = pool.find((each) => each.asset === IN_ANSWERS[asset]);
      const left = this.#available(asset);
      this.recent = { ...this.recent, [asset]: BigInt(recent) };
      this.stage.agree(
        `the insurance pool in ${asset}`,
        [balance, reserved, available, cap],
        [this.stage.book.get(POOL, asset), this.reserved[asset] + this.others[asset], left, this.#headroom(asset, 0n)].map(String),
      );
    }
  }

  #compareClaim(claim, told) {
    const { series, model, who } = this.stage;
    const { id, by, day, cause, uri, asked, rates, status, reserved, award } = claim;
    this.stage.agree(
      `claim ${id}`,
      [told.series, told.claimant, told.incidentDay, told.cause, told.evidence.uri, told.asset, told.asked, told.deposit, told.rates],
      [
        series, who[by].address, day, cause, uri, ASSETS.USDT, String(asked), String(CLAIM_DEPOSIT),
        { unitDay: decimal(rates.unitDay), payment: decimal(FIXED), dmc: decimal(rates.dmc) },
      ],
    );
    const uncovered = model.terminated ? String(this.insured.loss(claim).loss) : null;
    this.stage.agree(
      `what became of claim ${id}`,
      [told.status, told.reserved, told.loss, told.award],
      [status, status === 'approved' ? String(reserved) : null, uncovered, award ? awardAsTold(award) : null],
    );
  }

  // --- what the chain answers, in short ---

  async tell() {
    const { chain, report } = this.stage;
    const { pool, rules: { takenPlaces } } = await chain.rpc('dmex_insurance');
    const of = (asset, field) => amount(BigInt(pool.find((each) => each.asset === IN_ANSWERS[asset])[field]), asset);
    report.line(`dmex_insurance: the pool has ${of('USDT', 'balance')} and ${of('DMC', 'balance')}, of which ${of('USDT', 'reserved')} and ${of('DMC', 'reserved')} are reserved for claims; at most ${of('USDT', 'cap')} for one miner; claims of ${takenPlaces} series are voted on`);
    for (const { id } of this.claims) this.#tellClaim(await chain.rpc('dmex_claim', id));
  }

  #tellClaim({ claim, status, referendum: { outcome, tally }, asked, loss: uncovered, award }) {
    const usdt = (value) => amount(BigInt(value), 'USDT');
    const votes = tally ? ` (${amount(BigInt(tally.ayes), 'DMC')} of ayes, ${amount(BigInt(tally.nays), 'DMC')} of nays)` : '';
    const ends = award ? `; awarded ${usdt(award.amount)}, paid ${usdt(award.paid)}; of the loss ${usdt(uncovered)} are uncovered` : '';
    this.stage.report.line(`dmex_claim ${claim}: the vote is ${outcome}${votes}, the claim ${status}; asked ${usdt(asked)}${ends}`);
  }
}

/// What the pool reserves in an asset for a claim, as the chain tells of it.
function reservedFor({ status, deposit, asset, reserved, award }, name) {
  if (status === 'voting') return name === 'DMC' ? BigInt(deposit) : 0n;
  if (asset !== IN_ANSWERS[name]) return 0n;
  return award ? BigInt(award.amount) - BigInt(award.paid) : BigInt(reserved ?? 0);
}

const awardAsTold = ({ amount: all, paid, expiresOn, number }) => ({ amount: String(all), paid: String(paid), expiresOn, number });
