import { DocText } from '../core/prose.js';

/** What parameters of these names mean, wherever they stand. Our own words, with units. */
const PARAMETERS: Readonly<Record<string, string>> = {
  asset: 'Asset, such as USDT.',
  assetName: 'Asset, such as USDT.',
  coin: 'Asset, such as USDT.',
  symbol: 'Pair, such as BTCUSDT.',
  pair: 'Pair, such as BTCUSD.',
  isolatedSymbol: 'Isolated margin pair, such as BTCUSDT.',
  isIsolated: 'TRUE for the isolated margin account of `symbol`, FALSE for the cross margin account.',
  amount: 'How much, in units of the asset.',
  quantity: 'How much to trade.',
  price: 'Limit price.',
  stopPrice: 'Price that triggers the order.',
  side: 'Whether to buy or sell.',
  type: 'Kind, one of those listed.',
  timeInForce:
    'How long the order stands: GTC until cancelled, IOC for what fills at once, FOK all at once or not at all.',
  newClientOrderId: 'Your own id for the order. The exchange makes one up when it is left out.',
  origClientOrderId: 'Your own id of the order.',
  orderId: 'Id that the exchange gave the order.',
  orderListId: 'Id that the exchange gave the list of orders.',
  listClientOrderId: 'Your own id of the list of orders.',
  fromId: 'Only entries from this id on.',
  startTime: 'Earliest time, in milliseconds since the Unix epoch.',
  endTime: 'Latest time, in milliseconds since the Unix epoch.',
  limit: 'How many entries to return at most.',
  current: 'Page of the list, counted from 1.',
  page: 'Page of the list, counted from 1.',
  size: 'Records on one page.',
  groupId: 'Id of the risk unit.',
  listenKey: 'Key of the stream.',
  newOrderRespType: 'How much the answer tells.',
  sideEffectType: 'Whether the order borrows before the trade or repays after it.',
  selfTradePreventionMode: 'Which order expires when this one would meet another of the same account.',
  recvWindow: 'How many milliseconds after `timestamp` the exchange still accepts the request; 5000 when left out.',
  timestamp: 'When the request was signed, in milliseconds since the Unix epoch.',
  signature: 'Signature over all other parameters.',
};

/** What response fields of these names mean where that differs from a parameter of the name, or none has it. */
const FIELDS: Readonly<Record<string, string>> = {
  tranId: 'Id of the transaction.',
  txId: 'Id of the transaction.',
  transactionId: 'Id of the transaction.',
  amount: 'Amount, in units of the asset.',
  code: 'What became of the call, as a number.',
  msg: 'What became of the call, in words.',
  symbol: 'Pair, such as BTCUSDT.',
  clientOrderId: 'Your own id of the order, or the one the exchange made up.',
  price: 'Price.',
  side: 'Whether the order buys or sells.',
  timestamp: 'Time, in milliseconds since the Unix epoch.',
  isIsolated: 'Whether it belongs to an isolated margin account.',
  startTime: 'When it begins, in milliseconds since the Unix epoch.',
  endTime: 'When it ends, in milliseconds since the Unix epoch.',
  total: 'How many records there are on all pages.',
  rows: 'One entry for each record.',
  listenKey: 'Key of the stream.',
  current: 'Page of the list, counted from 1.',
};

/** Names that mean the same in a request and in an answer. */
const ALIKE: readonly string[] = ['asset', 'assetName', 'coin', 'orderId', 'orderListId', 'listClientOrderId'];

/** What is known to be meant by a name, or undefined: then the words of the name have to do. */
export const parameterWords = (name: string): string | undefined =>
  Object.hasOwn(PARAMETERS, name) ? PARAMETERS[name] : undefined;

export const fieldWords = (name: string): string | undefined => {
  if (Object.hasOwn(FIELDS, name)) return FIELDS[name];
  return ALIKE.includes(name) ? PARAMETERS[name] : undefined;
};

/** `maxWithdrawAmount` → `Max withdraw amount.` */
export const wordsOfName = (name: string): string => {
  const words = DocText.from(name)
    .text.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/[_\s.-]+/g, ' ')
    .trim();
  if (!/[A-Za-z]/.test(words)) return 'Not named in words.';
  const lower = words.replace(/\b[A-Z][a-z]+/g, (word) => word.toLowerCase());
  return `${lower.charAt(0).toUpperCase()}${lower.slice(1)}.`;
};

const MILLISECONDS = 'in milliseconds since the Unix epoch';

/** `How much, in units of the asset.` names the parameter that says which. */
export const withAsset = (words: string, names: readonly string[]): string => {
  const asset = ['asset', 'assetName', 'coin'].find((name) => names.includes(name));
  return asset === undefined ? words : words.replace('units of the asset', `units of \`${asset}\``);
};

/** Adds the unit that a time needs. */
export const withUnit = (words: string, kind: string | undefined): string =>
  kind === 'time' && !/milliseconds/.test(words) ? `${words.replace(/\.$/, '')}, ${MILLISECONDS}.` : words;
