import type { Answer } from '../exchange/types.js';
import { type ErrorView, expectError, expectSame, expectTrue, failureOf } from './expecting.js';
import type { Bench, Check, ClientOptions } from './world.js';

/** A way to fail, and what it is to a read and to a write. */
interface Failure {
  readonly name: string;
  readonly answer: Answer;
  readonly options?: ClientOptions;
  readonly read: ErrorView;
  /** By default the write is in doubt, because of what the read failed by. */
  readonly write?: ErrorView;
}

const HTML = { headers: { 'content-type': 'text/html' }, body: '<html><h1>Bad gateway</h1></html>' };
const LONG = `{"clientOrderId":"${'x'.repeat(5000)}"}`;
const SHORT_TIME = { timeoutMs: 400 };

const FAILURES: readonly Failure[] = [
  { name: 'silence', answer: { fault: 'hang' }, options: SHORT_TIME, read: { kind: 'timeout' } },
  {
    name: 'a body that drips past the deadline',
    answer: { body: LONG, fault: 'drip' },
    options: SHORT_TIME,
    read: { kind: 'timeout' },
  },
  { name: 'a reset before the answer', answer: { fault: 'reset' }, read: { kind: 'network' } },
  { name: 'a reset within the body', answer: { body: LONG, fault: 'reset-body' }, read: { kind: 'network' } },
  { name: 'an answer that is no HTTP', answer: { fault: 'garbage' }, read: { kind: 'network' } },
  { name: 'a page of HTML with 502', answer: { ...HTML, status: 502 }, read: { kind: 'api', status: 502 } },
  { name: 'a page of HTML with 200', answer: HTML, read: { kind: 'decode', status: 200 } },
  { name: 'JSON cut short', answer: { body: LONG.slice(0, 90) }, read: { kind: 'decode', status: 200 } },
  {
    name: 'a body longer than permitted',
    answer: { body: LONG },
    options: { maxResponseBytes: 1000 },
    read: { kind: 'decode', status: 200 },
  },
  {
    name: 'an execution status that the exchange does not know',
    answer: { status: 503, json: { code: -1007, msg: 'Timeout waiting for response from backend server.' } },
    read: { kind: 'api', status: 503, code: -1007 },
    write: { kind: 'unknown-outcome', status: 503, code: -1007 },
  },
  {
    name: 'a refusal',
    answer: { status: 400, json: { code: -3006, msg: 'Your borrow amount has exceed maximum borrow amount.' } },
    read: { kind: 'api', status: 400, code: -3006 },
    write: { kind: 'api', status: 400, code: -3006 },
  },
];

export const READ_PARAMS = { symbol: 'BTCUSDT', orderId: '1' } as const;
export const WRITE_PARAMS = {
  symbol: 'BTCUSDT',
  side: 'BUY',
  type: 'LIMIT',
  quantity: '1',
  price: '0.1',
  timeInForce: 'GTC',
  newClientOrderId: 'mine',
} as const;

export const secretsOf = ({ world }: Bench): readonly string[] =>
  Object.values(world.keys.HMAC ?? {}).filter((value) => value !== undefined);

const runRead = async (bench: Bench, { answer, options = {}, read }: Failure): Promise<void> => {
  await bench.control.script(answer);
  const client = bench.client(options);
  const error = await failureOf(bench.packaged, client.margin.orders.get(READ_PARAMS), secretsOf(bench));
  expectError('the error', error, read);
  await client.close();
};

const runWrite = async (bench: Bench, { answer, options = {}, read, write }: Failure): Promise<void> => {
  await bench.control.script(answer);
  const client = bench.client(options);
  const error = await failureOf(bench.packaged, client.margin.orders.create(WRITE_PARAMS), secretsOf(bench));
  expectError('the error', error, write ?? { kind: 'unknown-outcome', cause: read });
  const mayRepeat = read.kind === 'network' && bench.world.differences.includes('sends-writes-again');
  if (!mayRepeat) expectSame('how often it arrived', (await bench.control.requests()).length, 1);
  await client.close();
};

const STALE = {
  POST: (client) => client.margin.orders.create(WRITE_PARAMS),
  DELETE: (client) => client.margin.orders.cancel(READ_PARAMS),
} satisfies Record<string, (client: ReturnType<Bench['client']>) => Promise<unknown>>;

/** The exchange takes the write on a connection that an earlier call left open, and breaks the connection. */
const runStale = async (bench: Bench, method: keyof typeof STALE): Promise<void> => {
  await bench.control.script({ json: {} }, { fault: 'reset' });
  const client = bench.client();
  await client.margin.orders.get(READ_PARAMS);
  const error = await failureOf(bench.packaged, STALE[method](client), secretsOf(bench));
  expectError('the error', error, { kind: 'unknown-outcome', cause: { kind: 'network' } });
  const writes = (await bench.control.requests()).filter((request) => request.method === method);
  expectSame('it arrived once', writes.length === 1, !bench.world.differences.includes('sends-writes-again'));
};

const runNowhere = async (bench: Bench): Promise<void> => {
  const client = bench.client({ baseUrl: bench.world.nowhere });
  const read = await failureOf(bench.packaged, client.margin.orders.get(READ_PARAMS), secretsOf(bench));
  expectError('a read', read, { kind: 'network' });
  const write = await failureOf(bench.packaged, client.margin.orders.create(WRITE_PARAMS), secretsOf(bench));
  const looksSent = bench.world.differences.includes('refusal-looks-sent');
  expectError('a write', write, { kind: looksSent ? 'unknown-outcome' : 'network' });
};

const runRedirect = async (bench: Bench): Promise<void> => {
  const redirect = { status: 307, headers: { location: `${bench.world.control}/elsewhere` } };
  await bench.control.script(redirect);
  const client = bench.client();
  const read = await failureOf(bench.packaged, client.margin.orders.get(READ_PARAMS), secretsOf(bench));
  expectError('a read', read, { kind: 'network', code: 'REDIRECT' });
  const shown = bench.world.differences.includes('redirect-status-hidden') ? 'HTTP 3xx' : 'HTTP 307';
  expectTrue(`"${read.message}" shows ${shown}`, read.message.includes(shown));
  const write = await failureOf(bench.packaged, client.margin.orders.create(WRITE_PARAMS), secretsOf(bench));
  expectError('a write', write, { kind: 'unknown-outcome', cause: { kind: 'network', code: 'REDIRECT' } });
  expectSame('how often it was followed', await bench.control.followed(), 0);
};

export const FAILURE_CHECKS: readonly Check[] = [
  ...FAILURES.flatMap((failure) => [
    { name: `a read meets ${failure.name}`, run: (bench: Bench) => runRead(bench, failure) },
    { name: `a write meets ${failure.name}`, run: (bench: Bench) => runWrite(bench, failure) },
  ]),
  { name: 'a POST on a kept connection that dies is in doubt, and sent once', run: (bench) => runStale(bench, 'POST') },
  { name: 'a DELETE on a kept connection that dies likewise', run: (bench) => runStale(bench, 'DELETE') },
  { name: 'where nobody listens', run: runNowhere },
  { name: 'a redirect is not followed', run: runRedirect },
];
