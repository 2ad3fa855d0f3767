/* Answers as the exchange sends them: made up, the same in every run, with the fields and the forms of its documentation. */

/** Numbers that look random and are not. */
const createDigits = () => {
  let state = 7;
  return (count) => {
    let digits = '';
    while (digits.length < count) {
      state = (state * 1103515245 + 12345) % 2147483648;
      digits += String(state).slice(0, 4);
    }
    return digits.slice(0, count);
  };
};

const digits = createDigits();
const decimal = (whole) => `${Number(digits(whole))}.${digits(8)}`;
const list = (count, make) => Array.from({ length: count }, (_, index) => make(index));

const order = (index) => ({
  symbol: 'BNBBTC', orderId: 211842552 + index, clientOrderId: `and_${digits(15)}`, price: decimal(5), origQty: decimal(2),
  executedQty: decimal(2), cummulativeQuoteQty: decimal(4), status: 'NEW', timeInForce: 'GTC', type: 'LIMIT', side: 'SELL',
  stopPrice: '0.00000000', icebergQty: '0.00000000', time: 1562040170089 + index, updateTime: 1562040170089 + index,
  isWorking: true, isIsolated: false, selfTradePreventionMode: 'NONE',
});

const record = (index) => ({
  type: 'MANUAL', isolatedSymbol: 'BNBUSDT', amount: decimal(2), asset: 'BNB', interest: decimal(1), principal: decimal(2),
  status: 'CONFIRMED', timestamp: 1563438204000 + index, txId: 2970933056 + index,
});

const asset = (index) => ({
  asset: `A${index}`, borrowed: '0.00000000', free: decimal(4), interest: '0.00000000', locked: '0.00000000', netAsset: decimal(4),
});

const account = () => ({
  created: true, borrowEnabled: true, marginLevel: '11.64405625', collateralMarginLevel: '3.2', totalAssetOfBtc: '6.82728457',
  totalLiabilityOfBtc: '0.58633215', totalNetAssetOfBtc: '6.24095242', TotalCollateralValueInUSDT: '5.82728457',
  totalOpenOrderLossInUSDT: '582.728457', tradeEnabled: true, transferInEnabled: true, transferOutEnabled: true,
  accountType: 'MARGIN_1', userAssets: list(400, asset),
});

const fill = (index) => ({
  price: `${4000 - index}.00000000`, qty: '1.00000000', commission: '4.00000000', commissionAsset: 'USDT', tradeId: 56 + index,
});

const result = () => ({
  symbol: 'BTCUSDT', orderId: 28, clientOrderId: '6gCrw2kRUAF9CvJDGP16IP', transactTime: 1507725176595, price: '1.00000000',
  origQty: '10.00000000', executedQty: '10.00000000', cummulativeQuoteQty: '10.00000000', status: 'FILLED', timeInForce: 'GTC',
  type: 'MARKET', side: 'SELL', marginBuyBorrowAmount: '5', marginBuyBorrowAsset: 'BTC', isIsolated: true,
  selfTradePreventionMode: 'NONE', fills: list(5, fill),
});

/** Some operations send their decimals as numbers, and some their ids in eighteen digits: those cost a second look. */
const asNumbers = (text) => text.replace(/:"(\d+\.\d+)"/g, ':$1');
const withLongIds = (text) => text.replace(/"orderId":(\d{9})/g, '"orderId":351637150$1');

/** Each with the operation that it answers, and whether it is an ordinary one, for which there is a limit. */
export const createBodies = () => {
  const orders = JSON.stringify(list(500, order));
  const records = JSON.stringify({ rows: list(100, record), total: 100 });
  const assets = JSON.stringify(account());
  const ordinary = [
    ['500 orders', 'marginOrdersOpen', orders],
    ['100 borrow records', 'marginBorrowRepayRecords', records],
    ['an account of 400 assets', 'marginAccountGet', assets],
    ['one order with its fills', 'marginOrdersCreate', JSON.stringify(result())],
  ];
  const unusual = [
    ['one id alone', 'marginBorrowRepay', '{"tranId":100000001}'],
    ['500 orders, 18-digit ids', 'marginOrdersOpen', withLongIds(orders)],
    ['100 records, numeric decimals', 'marginBorrowRepayRecords', asNumbers(records)],
    ['400 assets, numeric decimals', 'marginAccountGet', asNumbers(assets)],
  ];
  const describe = (isOrdinary) => ([name, operation, text]) => ({ name, operation, text, isOrdinary });
  return [...ordinary.map(describe(true)), ...unusual.map(describe(false))];
};
