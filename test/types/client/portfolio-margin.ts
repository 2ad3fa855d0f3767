/** Portfolio margin: the account, its loans, its margin orders. */
import type {
  Client,
  PortfolioMarginAssetBalance,
  PortfolioMarginBalances,
  PortfolioMarginOrderAck,
  PortfolioMarginOrderFull,
} from 'marginalia-binance';
import { is } from './same.js';

declare const client: Client;
declare const flag: boolean;

export const account = async (): Promise<void> => {
  const own = await client.portfolioMargin.account.get();
  is<string>()(own.uniMMR, true);
  // @ts-expect-error it takes no parameters
  await client.portfolioMargin.account.get({ asset: 'BTC' });
  const [balance] = await client.portfolioMargin.account.balances();
  is<string | undefined>()(balance?.totalWalletBalance, true);
  is<string | undefined>()(balance?.crossMarginAsset, true);
  // With an asset it is that one's alone, and no list.
  const one = await client.portfolioMargin.account.balances({ asset: 'USDT' });
  is<PortfolioMarginAssetBalance>()(one, true);
  is<string>()(one.totalWalletBalance, true);
  // @ts-expect-error one record has no entries
  one[0];
  const all = await client.portfolioMargin.account.balances({});
  is<PortfolioMarginBalances>()(all, true);
  // @ts-expect-error a list has no asset
  all.asset;
  const asset = flag ? 'USDT' : undefined;
  // Not known before the call: either of them.
  const either = await client.portfolioMargin.account.balances(asset === undefined ? {} : { asset });
  is<PortfolioMarginAssetBalance | PortfolioMarginBalances>()(either, true);
  // @ts-expect-error no such parameter
  await client.portfolioMargin.account.balances({ assets: 'USDT' });
  const { amount } = await client.portfolioMargin.account.maxWithdraw({ asset: 'USDT' });
  is<string>()(amount, true);
  // @ts-expect-error of which asset?
  await client.portfolioMargin.account.maxWithdraw();
  await client.portfolioMargin.account.transferBnb({ amount: '1.5', transferSide: 'TO_UM' });
  // @ts-expect-error to UM or from UM
  await client.portfolioMargin.account.transferBnb({ amount: '1.5', transferSide: 'TO_CM' });
  await client.portfolioMargin.account.setAutoRepayFutures({ autoRepay: 'true' });
  // @ts-expect-error a text, as the wire has it
  await client.portfolioMargin.account.setAutoRepayFutures({ autoRepay: true });
  await client.portfolioMargin.account.collectAsset({ asset: 'BNB' });
  await client.portfolioMargin.account.negativeBalanceInterest({ asset: 'USDT', size: 100 });
};

export const loans = async (): Promise<void> => {
  const { tranId } = await client.portfolioMargin.borrow({ asset: 'USDT', amount: '25.5' });
  is<string>()(tranId, true);
  // @ts-expect-error how much?
  await client.portfolioMargin.borrow({ asset: 'USDT' });
  // @ts-expect-error it borrows from one account alone, there is nothing isolated
  await client.portfolioMargin.borrow({ asset: 'USDT', amount: '1', isIsolated: 'FALSE' });
  await client.portfolioMargin.repay({ asset: 'USDT', amount: 25.5 });
  await client.portfolioMargin.repayDebt({ asset: 'USDT', specifyRepayAssets: ['BNB', 'BTC'] });
  // @ts-expect-error a list of assets
  await client.portfolioMargin.repayDebt({ asset: 'USDT', specifyRepayAssets: 'BNB' });
  const { rows } = await client.portfolioMargin.borrowRecords({ asset: 'USDT', archived: 'true' });
  is<string | undefined>()(rows[0]?.txId, true);
  // @ts-expect-error of which asset?
  await client.portfolioMargin.repayRecords({ archived: 'true' });
  await client.portfolioMargin.interestHistory();
  await client.portfolioMargin.maxBorrowable({ asset: 'BTC' });
};

export const orders = async (): Promise<void> => {
  const base = { symbol: 'BTCUSDT', side: 'SELL', quantity: 1 } as const;
  is<PortfolioMarginOrderFull>()(await client.portfolioMargin.margin.orders.create({ ...base, type: 'MARKET' }), true);
  const stop = { ...base, type: 'STOP_LOSS', stopPrice: '1' } as const;
  is<PortfolioMarginOrderAck>()(await client.portfolioMargin.margin.orders.create(stop), true);
  // @ts-expect-error a market order has no trigger
  await client.portfolioMargin.margin.orders.create({ ...base, type: 'MARKET', stopPrice: '1' });
  // @ts-expect-error there is no isolated margin in a portfolio
  await client.portfolioMargin.margin.orders.create({ ...base, type: 'MARKET', isIsolated: 'TRUE' });
  const { price } = await client.portfolioMargin.margin.orders.get({ symbol: 'BTCUSDT', orderId: '1' });
  is<string>()(price, true);
  // @ts-expect-error by which id?
  await client.portfolioMargin.margin.orders.cancel({ symbol: 'BTCUSDT' });
  await client.portfolioMargin.margin.orders.open({ symbol: 'BTCUSDT' });
  // @ts-expect-error of which pair?
  await client.portfolioMargin.margin.orders.open();
  const oco = { ...base, price: '2', stopPrice: '1' } as const;
  const list = await client.portfolioMargin.margin.orderLists.createOco({ ...oco, newOrderRespType: 'ACK' });
  is<string>()(list.orderListId, true);
  // @ts-expect-error this list has two kinds of answers
  await client.portfolioMargin.margin.orderLists.createOco({ ...oco, newOrderRespType: 'FULL' });
  await client.portfolioMargin.margin.orderLists.get({ origClientOrderId: 'mine' });
  // @ts-expect-error which list?
  await client.portfolioMargin.margin.orderLists.get({});
  await client.portfolioMargin.margin.trades.list({ symbol: 'BTCUSDT' });
};
