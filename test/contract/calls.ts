import { LOAN_GROUP_CALLS } from './calls-loan-group.js';
import { MARGIN_LOAN_CALLS } from './calls-margin-loans.js';
import { MARGIN_ORDER_CALLS } from './calls-margin-orders.js';
import { PORTFOLIO_MARGIN_CALLS } from './calls-portfolio-margin.js';
import type { ContractCall } from './calls-types.js';

export type { ContractCall } from './calls-types.js';

/**
 * Calls written by hand, and what the exchange answers: by documented examples, with long ids in them. Every operation
 * there is has its calls in `every-operation/`. New orders always have a client order id, which the client would make up otherwise.
 */
export const CONTRACT_CALLS: readonly ContractCall[] = [
  ...MARGIN_LOAN_CALLS,
  ...MARGIN_ORDER_CALLS,
  ...PORTFOLIO_MARGIN_CALLS,
  ...LOAN_GROUP_CALLS,
];

/** What the exchange asks for on a call. */
export const securityOf = ({ isSigned }: ContractCall): readonly ('apiKey' | 'signature')[] =>
  isSigned === false ? ['apiKey'] : ['apiKey', 'signature'];
