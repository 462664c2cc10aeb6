// What the pages of the polkadot.js app read of a chain, by the names that they look for in its metadata. A pallet
// under another name, or a renamed call, makes a page disappear without a word.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chain } from './lib/sealed.js';

/// Of each page: the pallet, the calls that it sends, the storage and the constants that it reads.
const PAGES = {
  council: {
    pallet: 'council',
    calls: ['propose', 'vote', 'close'],
    storage: ['members', 'prime', 'proposals', 'proposalOf', 'proposalCount', 'voting'],
  },
  elections: {
    pallet: 'phragmenElection',
    calls: ['vote', 'removeVoter', 'submitCandidacy', 'renounceCandidacy'],
    storage: ['members', 'runnersUp', 'candidates', 'voting', 'electionRounds'],
    constants: ['candidacyBond', 'votingBondBase', 'votingBondFactor', 'desiredMembers', 'desiredRunnersUp', 'termDuration', 'palletId'],
  },
  democracy: {
    pallet: 'democracy',
    calls: ['propose', 'second', 'vote', 'removeVote', 'delegate', 'undelegate', 'unlock', 'externalPropose', 'vetoExternal'],
    storage: ['publicPropCount', 'publicProps', 'depositOf', 'referendumCount', 'lowestUnbaked', 'referendumInfoOf', 'votingOf', 'nextExternal', 'blacklist'],
    constants: ['enactmentPeriod', 'launchPeriod', 'votingPeriod', 'voteLockingPeriod', 'minimumDeposit', 'cooloffPeriod', 'maxVotes'],
  },
  preimages: {
    pallet: 'preimage',
    calls: ['notePreimage', 'unnotePreimage'],
    storage: ['requestStatusFor', 'preimageFor'],
  },
  treasury: {
    pallet: 'treasury',
    calls: ['spend', 'payout', 'checkStatus', 'voidSpend'],
    storage: ['spends', 'spendCount', 'proposals', 'approvals'],
    constants: ['spendPeriod', 'burn', 'palletId', 'payoutPeriod'],
  },
  multisig: {
    pallet: 'multisig',
    calls: ['asMulti', 'approveAsMulti', 'cancelAsMulti'],
    storage: ['multisigs'],
    constants: ['depositBase', 'depositFactor', 'maxSignatories'],
  },
  proxy: {
    pallet: 'proxy',
    calls: ['proxy', 'addProxy', 'removeProxy', 'removeProxies', 'createPure', 'killPure', 'announce', 'proxyAnnounced'],
    storage: ['proxies', 'announcements'],
    constants: ['proxyDepositBase', 'proxyDepositFactor', 'maxProxies'],
  },
  utility: {
    pallet: 'utility',
    calls: ['batch', 'batchAll', 'asDerivative'],
  },
  identity: {
    pallet: 'identity',
    calls: ['setIdentity', 'setSubs', 'clearIdentity', 'requestJudgement', 'cancelRequest', 'provideJudgement', 'addRegistrar', 'setFee', 'setFields'],
    storage: ['identityOf', 'superOf', 'subsOf', 'registrars'],
    constants: ['basicDeposit', 'byteDeposit', 'subAccountDeposit', 'maxSubAccounts', 'maxRegistrars'],
  },
  'safe mode': {
    pallet: 'safeMode',
    calls: ['forceEnter', 'forceExit'],
    storage: ['enteredUntil'],
    constants: ['enterDuration', 'extendDuration'],
  },
  'paused calls': {
    pallet: 'txPause',
    calls: ['pause', 'unpause'],
    storage: ['pausedCalls'],
    constants: ['maxNameLen'],
  },
};

describe('polkadot.js finds what it looks for', () => {
  for (const [page, { pallet, calls = [], storage = [], constants = [] }] of Object.entries(PAGES)) {
    test(`for ${page}`, () => {
      const { tx, query, consts } = chain.api;
      const missing = (kind, found, names) => names.filter((name) => !found?.[name]).map((name) => `${kind} ${pallet}.${name}`);
      assert.deepEqual([
        ...missing('call', tx[pallet], calls),
        ...missing('storage', query[pallet], storage),
        ...missing('constant', consts[pallet], constants),
      ], []);
    });
  }
});
