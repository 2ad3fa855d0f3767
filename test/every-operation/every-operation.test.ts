import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installInto, packGenerated, ROOT, runInWhileServing } from '../consumer/package-under-test.js';
import { type Exchange, type RecordedRequest, startExchange } from '../exchange/exchange.js';
import { findLosses } from './compare-tokens.js';
import { planCalls, type PlannedCall, titleOf } from './plan-calls.js';
import { MARK, PROGRAM } from './program.js';
import { SPEC } from './spec-operations.js';

const CALLS = planCalls();

interface Outcome {
  readonly result?: unknown;
  readonly error?: string;
  /** What strict mode says of the answer. */
  readonly drift?: readonly unknown[];
}

let exchange: Exchange;
let outcomes: readonly Outcome[] = [];
const passed = new Map<PlannedCall, boolean>();

/** Answers the call that was announced last. */
const ROUTES = SPEC.operations.map(({ method, path, security, parameters }) => ({
  method,
  path,
  security,
  required: parameters.filter(({ required }) => required).map(({ name }) => name),
  answer: () => ({ body: CALLS[lastMark()]?.answer ?? '{}' }),
}));

const lastMark = (): number =>
  Number(exchange.requests.findLast(({ path }) => path.startsWith(MARK))?.path.slice(MARK.length));

beforeAll(async () => {
  const packed = packGenerated();
  const consumer = installInto(packed.tarball);
  exchange = await startExchange({
    accounts: [{ apiKey: 'key', secret: 'the secret' }],
    routes: ROUTES,
  });
  const calls = CALLS.map(({ operation, params }) => ({ name: operation.name, params: params.given }));
  consumer.write('calls.json', JSON.stringify({ origin: exchange.origin, calls }));
  consumer.write('every-operation.mjs', PROGRAM);
  const ran = await runInWhileServing(consumer, ['every-operation.mjs'], {});
  consumer.remove();
  packed.remove();
  if (ran.status !== 0) throw new Error(ran.output);
  outcomes = JSON.parse(ran.output) as readonly Outcome[];
}, 180_000);

afterAll(async () => {
  await exchange.close();
  writeReport();
});

test.each(CALLS.map((call, index) => [titleOf(call, index), call, index] as const))('%s', (_, call, index) => {
  const { operation, params, answer } = call;
  expect(outcomes[index]).not.toHaveProperty('error');
  const [request, ...others] = requestsOf(index);
  expect(others).toEqual([]);
  expect(request?.refusal).toBeUndefined();
  expect(`${request?.method} ${request?.path}`).toBe(`${operation.method} ${operation.path}`);
  const sent = (request?.parameters ?? []).filter(([name]) => !/^(timestamp|recvWindow|signature)$/.test(name));
  expect(Object.fromEntries(sent)).toEqual(params.sent);
  expect(sent.length === (request?.parameters.length ?? 0)).toBe(!operation.security.includes('signature'));
  expect(findLosses(answer, outcomes[index]?.result)).toEqual([]);
  expect(outcomes[index]?.drift).toEqual([]);
  passed.set(call, true);
});

/** What came in between the mark of a call and the next. */
const requestsOf = (index: number): readonly RecordedRequest[] => {
  const at = (mark: number): number => exchange.requests.findIndex(({ path }) => path === `${MARK}${mark}`);
  return exchange.requests.slice(at(index) + 1, index + 1 < CALLS.length ? at(index + 1) : undefined);
};

/** What `marginalia coverage` counts: which operations were called, and with how many documented answers. */
const writeReport = (): void => {
  const operations = SPEC.operations.map(({ name, method, path }) => {
    const calls = CALLS.filter(({ operation }) => operation.method === method && operation.path === path);
    const isPassed = calls.length > 0 && calls.every((call) => passed.has(call));
    return { name, method, path, passed: isPassed, examples: calls.filter(({ place }) => place !== undefined).length };
  });
  mkdirSync(join(ROOT, 'coverage'), { recursive: true });
  writeFileSync(join(ROOT, 'coverage/contract.json'), `${JSON.stringify({ operations }, undefined, 2)}\n`);
};
