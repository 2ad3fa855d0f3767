import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  ApiError,
  ConfigurationError,
  NetworkError,
  reconcile,
  type Operation,
  UnknownOutcomeError,
} from '../../../../templates/runtime/common.js';
import { BORROW, failureOf, RECORDS } from '../support.js';

type Client = Parameters<typeof reconcile>[0];

const SENT_AT = 1_770_000_000_500;
const ACCEPTED_UNTIL = SENT_AT + 15_000;
/** What is not in the records by then comes no more. */
const LAST_MOMENT = ACCEPTED_UNTIL + 5000;
const DAY = 24 * 3_600_000;

const QUERY = {
  ...RECORDS,
  parameters: {
    ...{ symbol: 'string', orderId: 'id', amount: 'decimal', at: 'time', limit: 'int', on: 'bool', off: 'bool' },
    names: { list: 'string' },
  },
} as unknown as Operation<never, unknown>;

const lost = (changes: object = {}): UnknownOutcomeError => {
  const settlement = { operation: QUERY, parameters: {}, absent: [-2013, -2026] };
  return new UnknownOutcomeError('m', {
    ...{ operation: 'margin.order', parameters: {}, cause: new Error('m'), sentAt: SENT_AT },
    ...{ acceptedUntil: ACCEPTED_UNTIL, settledBy: { operation: 'margin.records', parameters: {} } },
    descriptor: { ...BORROW, settlement },
    ...changes,
  });
};

const clientOf = (answer: () => unknown, exchangeTime = (): number => LAST_MOMENT) => {
  const ask = vi.fn(async (..._asked: readonly unknown[]) => answer());
  return { ask, client: Object.assign(ask, { exchangeTime }) as unknown as Client };
};

const refusal = (code?: number) => (): never => {
  throw new ApiError('m', { status: 400, code, msg: 'm', documented: [], usage: [] });
};

describe('the query', () => {
  test('is asked with its parameters as their kinds take them, and with the options of the call', async () => {
    const { ask, client } = clientOf(() => ({}));
    const parameters = {
      ...{ symbol: '7', orderId: '12345678901234567890', amount: '1.50', at: '5', limit: '10' },
      ...{ on: 'true', off: 'false', names: 'a,b', other: '5' },
    };
    const error = lost({ settledBy: { operation: 'margin.records', parameters } });
    const { signal } = new AbortController();
    expect(await reconcile(client, error, { wait: true, signal })).toEqual({ outcome: 'carried-out', evidence: {} });
    const taken = { ...parameters, at: 5, limit: 10, on: true, off: false, names: ['a', 'b'] };
    expect(ask.mock.calls).toEqual([[QUERY, taken, { signal }]]);
  });

  test.each([-2013, -2026])('that says %i says that there is nothing', async (code) => {
    const { client } = clientOf(refusal(code));
    expect(await reconcile(client, lost())).toEqual({ outcome: 'not-carried-out', evidence: undefined });
  });

  test('that fails says nothing', async () => {
    expect(await failureOf(reconcile(clientOf(refusal(-2011)).client, lost()))).toMatchObject({ code: -2011 });
    expect(await failureOf(reconcile(clientOf(refusal()).client, lost()))).toMatchObject({ code: undefined });
    const broken = new NetworkError('m', { sent: 'maybe' });
    const { client } = clientOf(() => Promise.reject(broken));
    expect(await failureOf(reconcile(client, lost()))).toBe(broken);
    const never = lost({ descriptor: { ...BORROW, settlement: { operation: QUERY, parameters: {} } } });
    expect(await failureOf(reconcile(clientOf(refusal(-2013)).client, never))).toMatchObject({ code: -2013 });
  });
});

describe('when nothing is found', () => {
  test.each<[string, number, string]>([
    ['a millisecond before the last moment', LAST_MOMENT - 1, 'undecided'],
    ['at the last moment', LAST_MOMENT, 'not-carried-out'],
    ['almost two days later', LAST_MOMENT + 2 * DAY - 1, 'not-carried-out'],
    ['two days later, when the exchange has forgotten', LAST_MOMENT + 2 * DAY, 'undecided'],
  ])('%s it is %s', async (_, now, outcome) => {
    const { client } = clientOf(refusal(-2013), () => now);
    expect(await reconcile(client, lost(), { wait: false })).toMatchObject({ outcome });
  });
});

describe('the wait for records', () => {
  beforeEach(() => void vi.useFakeTimers({ now: SENT_AT }));
  afterEach(() => void vi.useRealTimers());

  test('goes on no longer than the last moment, and leaves no listener behind', async () => {
    const { signal } = new AbortController();
    const { ask, client } = clientOf(refusal(-2013), () => Date.now() + 18_500);
    const found = reconcile(client, lost(), { signal });
    await vi.advanceTimersByTimeAsync(0);
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1499);
    expect(ask).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(await found).toMatchObject({ outcome: 'not-carried-out' });
    expect([ask.mock.calls.length, vi.getTimerCount()]).toEqual([3, 0]);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});

describe('what cannot be reconciled', () => {
  const { client } = clientOf(() => ({}));
  const other = new ApiError('m', { status: 400, code: -1, msg: 'm', documented: [], usage: [] });
  const options = 'The options of reconcile() are those of a call, and wait: true or false.';
  const noClient = 'reconcile() takes a caller first: createCaller(…), or client.call.';

  test.each<[message: string, given: readonly unknown[]]>([
    [noClient, [undefined, lost()]],
    [noClient, [() => undefined, lost()]],
    [options, [client, lost(), null]],
    [options, [client, lost(), 5]],
    [options, [client, lost(), { wait: 'long' }]],
    ['reconcile() takes the UnknownOutcomeError that a call ended with.', [client, new Error('m')]],
    ['reconcile() takes the UnknownOutcomeError that a call ended with.', [client, undefined]],
    ['After ApiError there is nothing to find out: only UnknownOutcomeError leaves it open.', [client, other]],
    ['margin.order has no query that tells what became of it.', [client, lost({ settledBy: undefined })]],
    ['margin.order has no query that tells what became of it.', [client, lost({ descriptor: undefined })]],
    ['margin.order has no query that tells what became of it.', [client, lost({ descriptor: BORROW })]],
    ['The call has no query that tells what became of it.', [client, lost({ operation: undefined, settledBy: undefined })]],
  ])('%s', async (message, given) => {
    const failure = await failureOf(reconcile(...(given as unknown as Parameters<typeof reconcile>)));
    expect(failure).toBeInstanceOf(ConfigurationError);
    expect(failure).toMatchObject({ option: 'reconcile', message });
  });

  test('is told with the name of the operation', async () => {
    const failure = await failureOf(reconcile(client, lost({ settledBy: undefined })));
    expect(failure).toMatchObject({ operation: 'margin.order' });
  });
});
