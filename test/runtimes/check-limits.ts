import { READ_PARAMS, secretsOf, WRITE_PARAMS } from './check-failures.js';
import { expectError, expectSame, expectTrue, failureOf } from './expecting.js';
import type { Bench, Check } from './world.js';

const HOUR = 3_600_000;

/** Whether an error says to wait for about an hour, or nothing where the header cannot be read. */
const expectHour = (bench: Bench, until: unknown): void => {
  if (bench.world.differences.includes('headers-hidden')) return expectSame('until when', until, undefined);
  expectTrue(`${String(until)} is about an hour away`, Math.abs(Number(until) - Date.now() - HOUR) < 10_000);
};

const runLimit = async (bench: Bench, status: 429 | 418): Promise<void> => {
  const headers = { 'retry-after': '3600', 'x-mbx-used-weight-1m': '6001' };
  await bench.control.script({ status, headers, json: { code: -1003, msg: 'Too many requests.' } });
  // Where the header is hidden the block may end soon enough to try again.
  const client = bench.client({ timeoutMs: 3000, retry: { attempts: 1 } });
  const error = await failureOf(bench.packaged, client.margin.orders.create(WRITE_PARAMS), secretsOf(bench));
  expectError('the error', error, { kind: status === 429 ? 'rate-limit' : 'banned', status, code: -1003 });
  expectHour(bench, Reflect.get(error, status === 429 ? 'retryAt' : 'until'));
  expectSame('how often it arrived', (await bench.control.requests()).length, 1);
};

const runWeights = async (bench: Bench): Promise<void> => {
  const headers = { 'x-mbx-used-weight-1m': '17' };
  await bench.control.script({ status: 400, headers, json: { code: -1102, msg: 'Mandatory parameter was not sent.' } });
  const error = await failureOf(bench.packaged, bench.client().margin.orders.create(WRITE_PARAMS), secretsOf(bench));
  const usage: unknown = Reflect.get(error, 'usage');
  const seen = bench.world.differences.includes('headers-hidden') ? 0 : 1;
  expectSame('used weights', Array.isArray(usage) ? usage.length : usage, seen);
};

const runAbort = async (bench: Bench): Promise<void> => {
  await bench.control.script({ fault: 'hang' });
  const client = bench.client();
  const controller = new AbortController();
  const options = { signal: controller.signal };
  const fail = (call: Promise<unknown>): ReturnType<typeof failureOf> =>
    failureOf(bench.packaged, call, secretsOf(bench));
  setTimeout(() => controller.abort(new Error('the user left')), 200);
  const [read, write] = await Promise.all([
    fail(client.margin.orders.get(READ_PARAMS, options)),
    fail(client.margin.orders.create(WRITE_PARAMS, options)),
  ]);
  expectError('a read', read, { kind: 'aborted' });
  expectError('a write', write, { kind: 'unknown-outcome', cause: { kind: 'aborted' } });
  const late = await fail(client.margin.orders.create(WRITE_PARAMS, options));
  expectError('a write after the signal', late, { kind: 'aborted' });
  expectSame('how many arrived', (await bench.control.requests()).length, 2);
};

/** The exchange refuses a timestamp that is a minute old; the client asks it for the time, and signs anew. */
const runClock = async (bench: Bench): Promise<void> => {
  await bench.control.script();
  const client = bench.client({ now: () => Date.now() - 60_000 });
  await client.margin.orders.create(WRITE_PARAMS);
  await client.margin.orders.get(READ_PARAMS);
  const refusals = (await bench.control.requests()).map(({ refusal }) => refusal?.code ?? null);
  expectSame('refusals', refusals, [-1021, null, null]);
};

const runClose = async (bench: Bench): Promise<void> => {
  await bench.control.script({ delayMs: 200, json: { orderId: 5 } });
  const client = bench.client();
  const order = client.margin.orders.get(READ_PARAMS);
  const closing = client.close();
  expectSame('the call under way', (await order).orderId, '5');
  await closing;
  const error = await failureOf(bench.packaged, client.margin.orders.get(READ_PARAMS), secretsOf(bench));
  expectError('a call after it', error, { kind: 'configuration' });
};

export const LIMIT_CHECKS: readonly Check[] = [
  { name: 'too many requests, with the time to wait', run: (bench) => runLimit(bench, 429) },
  { name: 'a ban, with its end', run: (bench) => runLimit(bench, 418) },
  { name: 'an error tells the used weight', run: runWeights },
  { name: 'a signal ends calls under way', run: runAbort },
  { name: 'a clock that is a minute slow is put right once', run: runClock },
  { name: 'close waits for calls under way, and takes no new ones', run: runClose },
];
