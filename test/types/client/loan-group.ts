/** Institutional loans: risk units, their loans and what became of them. */
import type { Client } from 'marginalia-binance';
import { is } from './same.js';

declare const client: Client;

const unit = { groupId: 12345678901234567n, assetName: 'USDC' } as const;

export const loans = async (): Promise<void> => {
  const { transactionId, amount } = await client.loanGroup.borrow({ ...unit, amount: '1000' });
  is<string>()(transactionId, true);
  is<string>()(amount, true);
  // @ts-expect-error of which risk unit?
  await client.loanGroup.borrow({ assetName: 'USDC', amount: '1000' });
  // @ts-expect-error it is called assetName here
  await client.loanGroup.borrow({ groupId: '1', asset: 'USDC', amount: '1000' });
  await client.loanGroup.repay({ ...unit, amount: '1', repayFrom: 'SPOT' });
  // @ts-expect-error no such account
  await client.loanGroup.repay({ ...unit, amount: '1', repayFrom: 'FUTURES' });
  const { rows, total } = await client.loanGroup.borrowRepayRecords({ type: 'BORROW' });
  is<number>()(total, true);
  is<string | undefined>()(rows[0]?.principal, true);
  // @ts-expect-error borrowed or repaid?
  await client.loanGroup.borrowRepayRecords();
  const history = await client.loanGroup.interestHistory();
  is<number | undefined>()(history.rows[0]?.interestTimestamp, true);
  await client.loanGroup.maxBorrowable({ assetName: 'USDC' });
  // @ts-expect-error of which asset?
  await client.loanGroup.maxBorrowable({});
};

export const units = async (): Promise<void> => {
  await client.loanGroup.activeGroups();
  // @ts-expect-error it takes no parameters
  await client.loanGroup.activeGroups({ groupId: '1' });
  await client.loanGroup.closedGroups({ current: 1, size: 10 });
  await client.loanGroup.details({ groupId: '1' });
  // @ts-expect-error an id is a text or a whole number
  await client.loanGroup.details({ groupId: { id: 1 } });
  await client.loanGroup.closeGroup({ groupId: '1' });
  // @ts-expect-error which one?
  await client.loanGroup.closeGroup();
  await client.loanGroup.liquidations({ startTime: 1 });
  await client.loanGroup.transferOut({ asset: 'USDT', amount: '1', subEmail: 'someone' });
  // @ts-expect-error how much?
  await client.loanGroup.transferOut({ asset: 'USDT' });
};
