// What a person reads after the fifth act: what each loan came to for borrower and lender, and what staking gave.
import { BORROWER } from './lending-cast.js';
import { amount } from './report.js';

const OUTCOMES = {
  early: 'repaid early by the borrower', itself: 'repaid by the certificate\'s income', auctioned: 'auctioned in default', breached: 'repaid by the refund after a breach',
  taken: 'the lender took the certificate',
};

/// `act`: the act that was played.
export function loans(report, act) {
  report.write(`\nWhat ${BORROWER}'s loans came to`);
  for (const [name, loan] of Object.entries(act.loans)) {
    const { id, lender, asset, principal, repaid, feePaid, debt } = loan;
    const parts = debt > 0n ? `${amount(debt, asset)} owed in the end` : `${amount(repaid, asset)} repaid, of which ${amount(feePaid, asset)} are the protocol's`;
    report.line(`loan ${id} of ${lender}: ${OUTCOMES[name]}. ${amount(principal, asset)} lent, ${parts}`);
  }
  report.line(`of the auction's price ${amount(act.surplus, 'USDT')} were left for ${BORROWER}`);
  report.write('\nWhat staking gave');
  for (const { name, days, reward } of act.earnings) {
    report.line(`${name.padEnd(7)} ${amount(reward, 'DMC')} for ${days} days, besides the income`);
  }
}
