import { CONTRACT_CALLS, securityOf } from '../contract/calls.js';
import { type Answer, type Exchange, type RecordedRequest, type Route, startExchange } from '../exchange/exchange.js';
import type { Ledger } from './ledger.js';
import { seededRandom } from './random.js';

export const ACCOUNT = { apiKey: 'the-key-of-the-soak', secret: 'the-secret-of-the-soak' } as const;

/** What may befall a request: how often in 10,000, whether it is carried out, and what is answered. */
interface Mishap {
  readonly name: string;
  readonly rate: number;
  readonly carriedOut: boolean;
  readonly answer: (usual: Answer, random: () => number) => Answer;
  /** Only where the documentation gives the answer this meaning. */
  readonly only?: RegExp;
}

const HTML = { body: '<html>Bad gateway</html>', headers: { 'content-type': 'text/html' } };
const unknown = { status: 503, json: { code: -1007, msg: 'Timeout waiting for response from backend server.' } };
const internal = { status: 500, json: { code: -1000, msg: 'An unknown error occurred while processing the request.' } };
const tooMany = {
  status: 429,
  json: { code: -1003, msg: 'Too many requests.' },
  headers: { 'retry-after': '1' },
};

const MISHAPS: readonly Mishap[] = [
  {
    name: 'slow',
    rate: 400,
    carriedOut: true,
    answer: (usual, random) => ({ ...usual, delayMs: 50 + random() * 400 }),
  },
  { name: 'reset before', rate: 250, carriedOut: false, answer: () => ({ fault: 'reset' }) },
  { name: 'reset after', rate: 250, carriedOut: true, answer: () => ({ fault: 'reset' }) },
  { name: 'hang before', rate: 15, carriedOut: false, answer: () => ({ fault: 'hang' }) },
  { name: 'hang after', rate: 15, carriedOut: true, answer: () => ({ fault: 'hang' }) },
  { name: '500 before', rate: 200, carriedOut: false, answer: () => internal },
  { name: '502 after', rate: 200, carriedOut: true, answer: () => ({ ...HTML, status: 502 }) },
  { name: '-1007 before', rate: 100, carriedOut: false, answer: () => unknown },
  { name: '-1007 after', rate: 100, carriedOut: true, answer: () => unknown },
  // Seldom: it silences the whole client for seconds.
  { name: '429, wait 1 s', rate: 0.5, carriedOut: false, answer: () => tooMany },
  { name: 'refused', rate: 300, carriedOut: false, answer: () => ({ status: 400, json: { code: -3045, msg: 'No.' } }) },
  { name: 'body cut by a reset', rate: 150, carriedOut: true, answer: (usual) => ({ ...usual, fault: 'reset-body' }) },
  { name: 'body cut short', rate: 150, carriedOut: true, answer: () => ({ body: '{"tranId":35163715' }) },
  { name: 'no HTTP', rate: 100, carriedOut: true, answer: () => ({ fault: 'garbage' }) },
  { name: 'stale connection', rate: 500, carriedOut: true, answer: (usual) => ({ ...usual, fault: 'stale' }) },
  {
    name: '503, certainly failed',
    rate: 200,
    carriedOut: false,
    only: /^\/papi\//,
    answer: () => ({ status: 503, json: { msg: 'Service Unavailable.' } }),
  },
];

/** The number of the write, which every call carries in a parameter of its own kind. */
const numberOf = ({ parameters }: RecordedRequest): number => {
  const found = parameters.find(([name]) => /^(?:newClientOrderId|origClientOrderId|amount)$/.test(name));
  return Number(/\d+/.exec(found?.[1] ?? '')?.[0] ?? -1);
};

/** Echoes what tells one call from another, so that an answer which reaches the wrong call is noticed. */
const usualAnswer = ({ parameters, method }: RecordedRequest, body: string): Answer => {
  const { orderId, newClientOrderId: clientOrderId } = Object.fromEntries(parameters);
  if (method === 'GET' && orderId !== undefined) return { body: `{"orderId":${orderId}}` };
  return clientOrderId === undefined ? { body } : { json: { orderId: 1, clientOrderId } };
};

/** An exchange at which things go wrong, the same things for the same seed and order of requests. */
export interface FaultyExchange {
  readonly exchange: Exchange;
  /** How often each mishap came about. */
  readonly mishaps: ReadonlyMap<string, number>;
  /** How many requests came in. */
  readonly arrived: () => number;
}

export const startFaultyExchange = async (seed: number, ledger: Ledger): Promise<FaultyExchange> => {
  const random = seededRandom(seed);
  const mishaps = new Map<string, number>();
  let arrived = 0;
  const choose = (path: string): Mishap | undefined => {
    let left = random() * 10_000;
    const chosen = MISHAPS.find(({ rate }) => (left -= rate) < 0);
    return chosen?.only === undefined || chosen.only.test(path) ? chosen : undefined;
  };
  const answerTo = (request: RecordedRequest, body: string): Answer => {
    arrived += 1;
    const mishap = choose(request.path);
    mishaps.set(mishap?.name ?? 'none', (mishaps.get(mishap?.name ?? 'none') ?? 0) + 1);
    if (request.method !== 'GET' && mishap?.carriedOut !== false) ledger.carryOut(numberOf(request));
    const usual = { delayMs: 5 + random() * 20, ...usualAnswer(request, body) };
    return mishap === undefined ? usual : mishap.answer(usual, random);
  };
  const calls = CONTRACT_CALLS.map((call): Route => {
    const { method, path, answer } = call;
    return { method, path, security: securityOf(call), answer: (request) => answerTo(request, answer) };
  });
  const answer = (): Answer => ({ json: { serverTime: Date.now() } });
  const time: Route = { method: 'GET', path: '/api/v3/time', security: [], answer };
  const exchange = await startExchange({ accounts: [ACCOUNT], routes: [...calls, time] });
  return { exchange, mishaps, arrived: () => arrived };
};
