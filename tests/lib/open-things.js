// A chain full of what is open: what an upgrade of the runtime must not disturb. The chain that stories upgrade is made
// of it, and upgrade.test.js upgrades it on a real node. It plays by the rules of every runtime so far.
import { DMC, FIXED, USDT } from './arithmetic.js';
import { council, FIVE } from './council.js';
import { CLAIM_DEPOSIT, IN_CALLS, POOL } from './genesis.js';
import { note } from './referenda.js';
import { AYES, EXPECTED, World } from './world.js';

/// Length of a day in blocks: an hour has two.
export const DAY_BLOCKS = 48;
export const PRICE = 412_345_679n;
/// Dave performs, Ferdie's site is struck by an event, Two stops paying, and One has sold nothing yet.
const MINERS = {
  Dave: { asset: 'USDT', floor: 600_000n, minted: 4, price: PRICE, term: 60 },
  Ferdie: { asset: 'USDT', floor: 600_000n, minted: 3, price: PRICE, term: 60 },
  Two: { asset: 'USDT', floor: 600_000n, minted: 3, price: PRICE, term: 60 },
  One: { asset: 'USDT', floor: 600_000n, minted: 2 },
};
const SOLD = [0, 1];
const EVIDENCE = { hash: `0x${'5d'.repeat(32)}`, uri: 'https://holders.example/fire' };
/// A unit is worth 0.9 USDT a day, and a DMC half a dollar.
const RATES = { unitDay: 900_000n * FIXED, payment: FIXED, dmc: FIXED / 2_000_000n };
/// How long the auction lasts, in days.
const AUCTION_DAYS = 3;
/// The day of the story on which the council freezes a series, after an event on the day before.
const STRUCK = 9;

/// Opens the world of these miners. `change`: of the specification of its chain.
export const open = (change) => World.open({ dayBlocks: DAY_BLOCKS, miners: MINERS, expected: EXPECTED, change });

/// Opens everything that can be open. Returns the world and what is open in it.
export async function fill(world) {
  const [dave, ferdie, two, one] = Object.keys(MINERS).map((name) => world.miners.get(name));
  const first = await world.clock.begin();
  await world.reach(first);
  for (const buyer of ['Eve', 'Charlie']) {
    const items = buyer === 'Eve' ? SOLD : [2];
    await world.buy(buyer, Object.fromEntries([dave, ferdie, two].map(({ name }) => [name, items])));
  }
  const scheduled = await decided(world);
  for (let day = first + 3; day <= first + STRUCK; day += 1) {
    await world.reach(day);
    await world.pay(dave);
    await world.pay(ferdie);
  }
  await world.council(world.tx.riskEscrow.freezeForEvent(ferdie.series, EVIDENCE));
  ferdie.model.freeze();
  const claim = await claimed(world, ferdie, first + STRUCK - 1);
  const breach = await reported(world, dave, two);
  const application = await world.apply('Charlie', { units: 1_000n });
  await world.vote('Alice', [claim.referendum, application.referendum], { conviction: 'Locked6x', balance: AYES });
  return {
    dave, ferdie, two, one, claim, breach, application, scheduled,
    auction: await auctioned(world, one),
    spends: await spent(world),
    motion: await moved(world),
    proposal: await proposed(world),
  };
}

/// A call of Root leaves a mark.
const leave = (world, mark) => world.tx.system.setStorage([[mark, '0x01']]);

/// A referendum has passed, and its call waits for its block.
async function decided(world) {
  const mark = '0x7363686564756c6564';
  const waits = 30 * DAY_BLOCKS;
  const referendum = (await world.chain.api.query.democracy.referendumCount()).toNumber();
  await toRoot(world, leave(world, mark), waits);
  await world.vote('Alice', [referendum], { balance: AYES });
  return { mark, referendum, waits };
}

/// The road to Root of a chain without stages: four of the council propose, five hasten it, DMC holders decide.
export async function toRoot({ chain, who, tx }, call, delay) {
  const { hash, len } = await note(chain, who.Eve, call);
  await council(chain, who, tx.democracy.externalProposeMajority({ Lookup: { hash, len } }));
  await council(chain, who, tx.democracy.fastTrack(hash, DAY_BLOCKS, delay), FIVE);
  return hash;
}

/// A holder claims of the pool what it lost.
async function claimed(world, miner, incident) {
  const { mutualInsurance } = world.tx;
  await world.reach(await world.today() + 1);
  const [asked, gift] = [USDT, 5_000n * USDT];
  await world.send('Bob', mutualInsurance.contribute(IN_CALLS.USDT, gift));
  world.book.move('Bob', POOL, 'USDT', gift);
  const filed = await world.send('Eve', mutualInsurance.fileClaim(miner.series, incident, 'A fire', EVIDENCE, IN_CALLS.USDT, asked, RATES));
  world.book.move('Eve', POOL, 'DMC', CLAIM_DEPOSIT);
  const { claim, referendum } = filed.event('mutualInsurance.ClaimFiled');
  return { id: claim.toNumber(), referendum: referendum.toNumber(), asked };
}

/// A miner that never paid is reported, as soon as it can be.
async function reported(world, payer, { series, model }) {
  for (;;) {
    const { breach } = await world.chain.rpc('dmex_series', series);
    if (breach !== null) break;
    await world.reach(await world.today() + 1);
    await world.pay(payer);
  }
  const told = await world.send('Bob', world.tx.riskEscrow.reportBreach(series));
  model.freeze();
  return { referendum: told.event('riskEscrow.BreachReported').referendum.toNumber() };
}

/// An auction has a bid, a certificate is listed, and another one is wanted.
async function auctioned(world, { series, minPrice }) {
  const { hashrateMarket } = world.tx;
  const duration = AUCTION_DAYS * DAY_BLOCKS;
  const kind = { English: { reserve: minPrice * 2n, buyNow: null } };
  const started = await world.send('One', hashrateMarket.startAuction(series, [0, 1], kind, duration));
  const { auction, ends } = started.event('hashrateMarket.AuctionStarted');
  const amount = minPrice * 3n;
  await world.send('Charlie', hashrateMarket.bid(auction, amount, 0));
  world.book.move('Charlie', 'market', 'USDT', amount);
  return { id: auction.toNumber(), ends: ends.toNumber(), amount };
}

/// The council spent of the treasury: what is approved, what is paid and not looked at, and what is more than may leave
/// within a day by younger rules.
async function spent(world) {
  const { chain, who, tx } = world;
  const { treasury } = chain.api.query;
  const beneficiary = who.Two.address;
  const amounts = { approved: 7n * DMC, paid: 11n * DMC, large: 400_000_000n * DMC };
  const spends = {};
  for (const [name, amount] of Object.entries(amounts)) {
    spends[name] = { index: (await treasury.spendCount()).toNumber(), amount };
    await council(chain, who, tx.treasury.spend(IN_CALLS.DMC, amount, beneficiary, null));
  }
  await world.send('Bob', tx.treasury.payout(spends.paid.index));
  world.book.move('treasury', 'Two', 'DMC', amounts.paid);
  return spends;
}

/// A member has moved what three others have not voted on yet.
async function moved(world) {
  const { chain, tx } = world;
  const call = tx.governance.setParameter({ Fees: { Trading: [null, 9_000] } });
  const index = (await chain.api.query.council.proposalCount()).toNumber();
  await world.send('Alice', tx.council.propose(4, call, call.method.encodedLength + 16));
  await world.send('Alice', tx.council.vote(call.method.hash, index, true));
  return { index, hash: call.method.hash.toHex(), len: call.method.encodedLength + 16 };
}

/// The public proposes a call of Root.
async function proposed(world) {
  const { chain, who, tx } = world;
  const mark = '0x7075626c6963';
  const { hash, len } = await note(chain, who.Eve, leave(world, mark));
  await world.send('Eve', tx.democracy.propose({ Lookup: { hash, len } }, 1_000n * DMC));
  return { mark };
}

/// So does the council, to be decided by a simple majority, as only older rules let it.
export async function proposedByCouncil({ chain, who, tx }) {
  const proposal = await note(chain, who.Eve, leave({ tx }, '0x65787465726e616c'));
  await council(chain, who, tx.democracy.externalProposeMajority({ Lookup: proposal }));
}
