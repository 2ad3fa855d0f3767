import type { Answer } from '../exchange/types.js';
import { READ_PARAMS, secretsOf, WRITE_PARAMS } from './check-failures.js';
import { expectError, expectSame, expectTrue, failureOf } from './expecting.js';
import type { Bench, Check, ClientOptions } from './world.js';

const HOUR = 3_600_000;

/** Inside a block nothing is sent, and whoever calls again and again does not hold up the timers of the program. */
const runSilence = async (bench: Bench, options: ClientOptions): Promise<void> => {
  await bench.control.script({ status: 429, headers: { 'retry-after': '3600' }, json: { code: -1003, msg: 'Wait.' } });
  const client = bench.client({ retry: { attempts: 1 }, ...options });
  const order = (timeoutMs: number): ReturnType<typeof failureOf> =>
    failureOf(bench.packaged, client.margin.orders.create(WRITE_PARAMS, { timeoutMs }), secretsOf(bench));
  expectError('the first', await order(5000), { kind: 'rate-limit', code: -1003 });
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  // Where the header is hidden the block may end in a second: too late for these.
  for (let count = 0; count < 20; count += 1) expectError('those after it', await order(200), { kind: 'rate-limit' });
  clearInterval(timer);
  expectTrue('timers ran meanwhile', turns > 0);
  expectSame('how many arrived', (await bench.control.requests()).length, 1);
  await client.close();
};

const recordOf = (txId: number, timestamp: number): string =>
  `{"txId":29709330560000000${txId},"timestamp":${timestamp},"type":"BORROW","asset":"USDT","amount":"1"}`;

const runHistory = async (bench: Bench): Promise<void> => {
  const { marginBorrowRepayRecords, iterate } = bench.packaged;
  const startTime = Date.now() - HOUR;
  const pageOf = (...txIds: readonly number[]): Answer => ({
    body: `{"rows":[${txIds.map((txId) => recordOf(txId, startTime + txId)).join()}],"total":3}`,
  });
  await bench.control.script(pageOf(11, 12), pageOf(13));
  const client = bench.client();
  const ids: string[] = [];
  const params = { type: 'BORROW', startTime, size: 2 } as const;
  for await (const { txId } of iterate(client.call, marginBorrowRepayRecords, params)) ids.push(String(txId));
  expectSame(
    'the rows',
    ids,
    [11, 12, 13].map((txId) => `29709330560000000${txId}`),
  );
  const pages = (await bench.control.requests()).map(({ parameters }) => Object.fromEntries(parameters)['current']);
  expectSame('the pages', pages, ['1', '2']);
  await client.close();
};

/** The exchange takes an order and does not answer; its records tell what became of it. */
const runReconcile = async (bench: Bench): Promise<void> => {
  const order = { orderId: 5, clientOrderId: 'mine', status: 'FILLED', time: Date.now() };
  await bench.control.script({ fault: 'hang' }, { json: order });
  const client = bench.client();
  const lost = client.margin.orders.create(WRITE_PARAMS, { timeoutMs: 400 });
  const error = await failureOf(bench.packaged, lost, secretsOf(bench));
  if (!(error instanceof bench.packaged.UnknownOutcomeError)) throw error;
  expectSame('the outcome', (await client.reconcile(error)).outcome, 'carried-out');
  const asked = (await bench.control.requests()).map(({ method, parameters }) => [
    method,
    Object.fromEntries(parameters)[method === 'GET' ? 'origClientOrderId' : 'newClientOrderId'],
  ]);
  expectSame('what was asked', asked, [
    ['POST', 'mine'],
    ['GET', 'mine'],
  ]);
  await client.close();
};

const runEvents = async (bench: Bench): Promise<void> => {
  await bench.control.script({ json: { orderId: 5, brandNew: true } });
  const seen: string[] = [];
  const onEvent: NonNullable<ClientOptions['onEvent']> = (event) =>
    seen.push(event.type === 'drift' ? `drift ${event.unknown.join()}` : event.type);
  const client = bench.client({ strict: bench.packaged.reportDrift, onEvent });
  await client.margin.orders.get(READ_PARAMS);
  expectSame('the events', seen, ['request', 'response', 'drift $.brandNew']);
  await client.close();
};

const runFailover = async (bench: Bench): Promise<void> => {
  await bench.control.script({ json: { orderId: 5 } });
  const { exchange, nowhere } = bench.world;
  const client = bench.client({ baseUrl: [nowhere, exchange] });
  expectSame('the read', (await client.margin.orders.get(READ_PARAMS)).orderId, '5');
  await failureOf(bench.packaged, client.margin.orders.create(WRITE_PARAMS), secretsOf(bench));
  const arrived = (await bench.control.requests()).map(({ method }) => method);
  expectSame('what came to the second origin', arrived, ['GET']);
  await client.close();
};

export const FEATURE_CHECKS: readonly Check[] = [
  { name: 'the client keeps silent in a block', run: (bench) => runSilence(bench, {}) },
  {
    name: 'a limiter keeps silent in a block',
    run: (bench) => runSilence(bench, { limiter: bench.packaged.createLimiter() }),
  },
  { name: 'a history is walked through page by page', run: runHistory },
  { name: 'a lost order is found again', run: runReconcile },
  { name: 'strict mode reports fields that are new', run: runEvents },
  { name: 'a read goes to the next origin, a write does not', run: runFailover },
];
