/** Borrowing, accounts, isolated pairs, transfers, keys: what compiles and what must not. */
import type { Client, MarginBorrowRepayParams } from 'marginalia-binance';
import { is } from './same.js';

declare const client: Client;
declare const flag: boolean;

const loan = { asset: 'USDT', amount: '25.5', type: 'BORROW' } as const;

export const borrowing = async (): Promise<void> => {
  const { tranId } = await client.margin.borrowRepay(loan);
  is<string>()(tranId, true);
  // Isolated margin needs a symbol, cross margin takes none.
  await client.margin.borrowRepay({ ...loan, isIsolated: 'TRUE', symbol: 'BTCUSDT' });
  await client.margin.borrowRepay({ ...loan, isIsolated: 'FALSE' });
  await client.margin.borrowRepay(flag ? { ...loan, isIsolated: 'TRUE', symbol: 'BTCUSDT' } : loan);
  // @ts-expect-error the symbol is missing
  await client.margin.borrowRepay({ ...loan, isIsolated: 'TRUE' });
  // @ts-expect-error a cross loan has no symbol
  await client.margin.borrowRepay({ ...loan, symbol: 'BTCUSDT' });
  // @ts-expect-error a text in capitals, not a boolean
  await client.margin.borrowRepay({ ...loan, isIsolated: true, symbol: 'BTCUSDT' });
  // @ts-expect-error the amount is missing
  await client.margin.borrowRepay({ asset: 'USDT', type: 'BORROW' });
  // @ts-expect-error an amount is a decimal, not an integer of any size
  await client.margin.borrowRepay({ ...loan, amount: 25n });
  // @ts-expect-error neither borrowed nor repaid
  await client.margin.borrowRepay({ ...loan, type: 'LEND' });

  const records = await client.margin.borrowRepayRecords({ type: 'REPAY', startTime: Date.now() });
  is<number>()(records.total, true);
  for (const { txId, amount, timestamp, status } of records.rows) {
    is<string>()(txId, true);
    is<string>()(amount, true);
    is<number>()(timestamp, true);
    status satisfies string;
  }
  await client.margin.borrowRepayRecords({ type: 'BORROW', txId: 12345678901234567n });
  // @ts-expect-error the type is required
  await client.margin.borrowRepayRecords({ asset: 'USDT' });
  // @ts-expect-error a time is in milliseconds, not a Date
  await client.margin.borrowRepayRecords({ type: 'BORROW', startTime: new Date() });

  await client.margin.interestHistory();
  await client.margin.interestHistory({ isolatedSymbol: 'BTCUSDT', size: 100 });
  // @ts-expect-error it is "size" here, not "limit"
  await client.margin.interestHistory({ limit: 100 });

  const rates = await client.margin.interestRateHistory({ asset: 'BTC', vipLevel: 1 });
  is<string | undefined>()(rates[0]?.dailyInterestRate, true);
  // @ts-expect-error a level is a number
  await client.margin.interestRateHistory({ asset: 'BTC', vipLevel: '1' });

  await client.margin.nextHourlyInterestRates({ assets: ['BTC', 'ETH'], isIsolated: 'FALSE' });
  // @ts-expect-error a list, which the client joins
  await client.margin.nextHourlyInterestRates({ assets: 'BTC,ETH', isIsolated: 'FALSE' });
  // @ts-expect-error cross or isolated has to be said
  await client.margin.nextHourlyInterestRates({ assets: ['BTC'] });

  const { amount } = await client.margin.maxBorrowable({ asset: 'BTC' });
  amount satisfies string;
  // @ts-expect-error an asset, not a pair
  await client.margin.maxBorrowable({ symbol: 'BTCUSDT' });
};

export const account = async (): Promise<void> => {
  const own = await client.margin.account.get();
  is<string>()(own.marginLevel, true);
  is<boolean>()(own.borrowEnabled, true);
  is<string | undefined>()(own.userAssets[0]?.netAsset, true);
  // @ts-expect-error there is no such field
  own.marginRatio;
  // @ts-expect-error it takes no parameters
  await client.margin.account.get({ asset: 'BTC' });

  await client.margin.account.setMaxLeverage({ maxLeverage: 5 });
  // @ts-expect-error the exchange knows three of them
  await client.margin.account.setMaxLeverage({ maxLeverage: 20 });
  await client.margin.account.fees({ coin: 'BTC', vipLevel: 2 });
  await client.margin.account.capitalFlow({ type: 'BORROW', limit: 1000 });
  // @ts-expect-error no kind of flow
  await client.margin.account.capitalFlow({ type: 'GIFT' });
  const { spotBNBBurn } = await client.margin.account.bnbBurn();
  is<boolean>()(spotBNBBurn, true);
};

export const isolated = async (): Promise<void> => {
  await client.margin.isolated.enable({ symbol: 'BTCUSDT' });
  // @ts-expect-error which pair?
  await client.margin.isolated.disable({});
  await client.margin.isolated.account({ symbols: ['BTCUSDT', 'BNBUSDT'] });
  // @ts-expect-error a list of symbols
  await client.margin.isolated.account({ symbols: 'BTCUSDT' });
  const { enabledAccount, maxAccount } = await client.margin.isolated.accountLimit();
  is<number>()(enabledAccount + maxAccount, true);
  await client.margin.isolated.tiers({ symbol: 'BTCUSDT', tier: 1 });
  // @ts-expect-error a tier of which pair?
  await client.margin.isolated.tiers({ tier: 1 });
};

export const market = async (): Promise<void> => {
  const { price, calcTime } = await client.margin.market.priceIndex({ symbol: 'BNBBTC' });
  is<string>()(price, true);
  is<number>()(calcTime, true);
  // @ts-expect-error an index of which pair?
  await client.margin.market.priceIndex({});
  const { assets } = await client.margin.market.availableInventory({ type: 'ISOLATED' });
  is<string | undefined>()(assets['BTC'], true);
  // @ts-expect-error no kind of margin
  await client.margin.market.availableInventory({ type: 'CROSS' });
  await client.margin.market.assets();
  await client.margin.market.pairs({ symbol: 'BTCUSDT' });
};

export const transfers = async (): Promise<void> => {
  const { rows } = await client.margin.transfers.history({ type: 'ROLL_IN', isolatedSymbol: 'BTCUSDT' });
  is<boolean>()(rows.length > 0, true);
  // @ts-expect-error the direction is a text here
  await client.margin.transfers.history({ type: 1 });
  await client.margin.transfers.maxTransferable({ asset: 'BTC' });
  // @ts-expect-error of which asset?
  await client.margin.transfers.maxTransferable();
};

export const keysAndLiabilities = async (): Promise<void> => {
  await client.margin.specialKeys.create({ apiName: 'bot', ip: ['192.0.2.1'], permissionMode: 'TRADE' });
  // @ts-expect-error no such permission
  await client.margin.specialKeys.create({ apiName: 'bot', permissionMode: 'ALL' });
  // A key by itself or by its name.
  await client.margin.specialKeys.delete({ apiKey: 'key' });
  await client.margin.specialKeys.delete({ apiName: 'bot', symbol: 'BTCUSDT' });
  // @ts-expect-error which key?
  await client.margin.specialKeys.delete({ symbol: 'BTCUSDT' });
  await client.margin.specialKeys.setIps({ apiKey: 'key', ip: ['192.0.2.1', '192.0.2.2'] });
  // @ts-expect-error the addresses are missing
  await client.margin.specialKeys.setIps({ apiKey: 'key' });

  await client.margin.liquidations.liquidate({ type: 'ISOLATED', symbol: 'BTCUSDT' });
  await client.margin.liquidations.liquidate({ type: 'MARGIN' });
  // @ts-expect-error an isolated account is that of a pair
  await client.margin.liquidations.liquidate({ type: 'ISOLATED' });
  await client.margin.smallLiabilities.exchange({ assetNames: ['BNB'] });
  // @ts-expect-error the assets are missing
  await client.margin.smallLiabilities.exchange({});
  await client.margin.liquidationLoans.repay({ asset: 'USDT', amount: 10 });
  // @ts-expect-error how much?
  await client.margin.liquidationLoans.repay({ asset: 'USDT' });
  await client.margin.userStream.createToken({ isIsolated: true, symbol: 'BTCUSDT' });
  // @ts-expect-error a boolean here, and a pair with it
  await client.margin.userStream.createToken({ isIsolated: 'TRUE', symbol: 'BTCUSDT' });
};

// The types have names, and are narrowed by what decides.
export const symbolOf = (params: MarginBorrowRepayParams): string | undefined =>
  params.isIsolated === 'TRUE' ? params.symbol : undefined;

// @ts-expect-error there is no such operation
client.margin.lend;
// @ts-expect-error operations stand in their area
client.margin.createOrder;
