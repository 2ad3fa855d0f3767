import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  ApiError,
  type Operation,
  reconcile,
  type Settlement,
  UnknownOutcomeError,
} from '../../../../templates/runtime/common.js';
import { findSettledBy } from '../../../../templates/runtime/settle/settled-by.js';
import { BORROW, RECORDS } from '../support.js';

type Query = Operation<never, unknown>;
const query = (name: string): Query => ({ ...RECORDS, name, required: [], parameters: { symbol: 'string' } });

const SYMBOL = { symbol: { from: 'symbol' } };
const ABSENT = new ApiError('m', { status: 400, code: -2013, msg: '', documented: [], usage: [] });

/** What a query answers so many milliseconds after the write was sent; an error is thrown. */
type Answers = Readonly<Record<string, (after: number) => unknown>>;

/** How long it takes until nothing more can come: recvWindow and the engine's time, and the lag of records. */
const LAST = 11_000 + 5000;

const setUp = (settlement: Settlement, answers: Answers, parameters: Readonly<Record<string, string>> = {}) => {
  const sentAt = Date.now();
  const descriptor = { ...BORROW, settlement } as Operation<never, unknown>;
  const sent = { symbol: 'BTCUSDT', ...parameters };
  const error = new UnknownOutcomeError('m', {
    ...{ operation: 'margin.borrow', parameters: sent, cause: new Error('m'), descriptor },
    ...{ sentAt, acceptedUntil: sentAt + 11_000, settledBy: findSettledBy(descriptor, Object.entries(sent), sentAt) },
  });
  const asked: string[] = [];
  const client = async ({ name }: Query): Promise<unknown> => {
    asked.push(name);
    const answer = answers[name]?.(Date.now() - sentAt);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const caller = Object.assign(client as never, { exchangeTime: () => Date.now() }) as Parameters<typeof reconcile>[0];
  /** What is said in the end, and after how many milliseconds. */
  const settle = async (options = {}) => {
    const found = reconcile(caller, error, options).then((said) => ({ ...said, after: Date.now() - sentAt }));
    await vi.advanceTimersByTimeAsync(LAST + 1000);
    return found;
  };
  return { asked, error, settle };
};

beforeEach(() => vi.useFakeTimers({ now: 1_770_000_000_500 }));
afterEach(() => vi.useRealTimers());

describe('a setting', () => {
  const MODE: Settlement = { operation: query('mode'), parameters: {}, equal: { dual: 'dual' } };

  test('is carried out when it is as asked for at the end, and not before', async () => {
    const { settle } = setUp(MODE, { mode: () => ({ dual: true }) }, { dual: 'true' });
    expect(await settle()).toEqual({ outcome: 'carried-out', evidence: { dual: true }, after: LAST });
  });

  test('that was so before, and that another write undoes, is not taken for carried out', async () => {
    const { settle } = setUp(MODE, { mode: (after) => ({ dual: after < LAST }) }, { dual: 'true' });
    expect(await settle()).toMatchObject({ outcome: 'undecided', candidates: [{ dual: false }] });
  });

  test('that is another one at the end decides nothing: it may have been set again since', async () => {
    const { settle } = setUp(MODE, { mode: () => ({ dual: false }) }, { dual: 'true' });
    expect(await settle()).toMatchObject({ outcome: 'undecided', candidates: [{ dual: false }] });
  });

  test('decides nothing for those who do not wait', async () => {
    const { settle, asked } = setUp(MODE, { mode: () => ({ dual: true }) }, { dual: 'true' });
    expect(await settle({ wait: false })).toMatchObject({ outcome: 'undecided', candidates: [{ dual: true }] });
    expect(asked).toEqual(['mode']);
  });
});

describe('rows without a time', () => {
  const ACCOUNTS: Settlement = {
    operation: query('accounts'),
    ...{ parameters: SYMBOL, absence: 'undecided' },
    rows: { field: 'assets', equal: { symbol: 'symbol' } },
    state: { field: 'enabled', done: ['true'], failed: [] },
  };
  const accounts = (...assets: readonly object[]) => ({ accounts: () => ({ assets }) });
  const enabled = (isEnabled: boolean, symbol = 'BTCUSDT') => ({ symbol, enabled: isEnabled });

  test('say how it is at the end', async () => {
    const { settle } = setUp(ACCOUNTS, accounts(enabled(false, 'ETHUSDT'), enabled(true)));
    expect(await settle()).toEqual({ outcome: 'carried-out', evidence: enabled(true), after: LAST });
  });

  test.each([
    ['where it is otherwise', [enabled(false)], [enabled(false)]],
    ['where there is none', [enabled(true, 'ETHUSDT')], []],
    ['where there are two', [enabled(true), enabled(true)], [enabled(true), enabled(true)]],
  ])('decide nothing %s', async (_, rows, candidates) => {
    const { settle } = setUp(ACCOUNTS, accounts(...rows));
    expect(await settle()).toMatchObject({ outcome: 'undecided', candidates });
  });
});

describe('what is to be gone', () => {
  const KEYS: Settlement = {
    operation: query('keys'),
    ...{ parameters: SYMBOL, absence: 'done' },
    rows: { equal: { apiName: 'apiName' } },
  };
  const named = { apiName: 'mine' };

  test('is carried out when it is not there at the end, and not before', async () => {
    const { settle } = setUp(KEYS, { keys: () => [{ apiName: 'other' }] }, named);
    expect(await settle()).toEqual({ outcome: 'carried-out', evidence: undefined, after: LAST });
  });

  test.each([
    ['while it is still there', [named, { apiName: 'other' }], [named]],
    ['where an entry cannot be read', [{ apiName: null }], [{ apiName: null }]],
    ['where the answer is no list', {}, []],
  ])('is undecided %s', async (_, answer, candidates) => {
    const { settle } = setUp(KEYS, { keys: () => answer }, named);
    expect(await settle()).toMatchObject({ outcome: 'undecided', candidates });
  });
});

describe('a query to ask when the first shows nothing', () => {
  const CREATE: Settlement = {
    ...{ operation: query('open'), parameters: SYMBOL, time: 'at', absent: [-2013] },
    otherwise: { operation: query('all'), parameters: SYMBOL, rows: { equal: { symbol: 'symbol' }, time: 'at' } },
  };
  const record = { symbol: 'BTCUSDT', at: 1_770_000_000_500 };

  test('is not asked while the first does', async () => {
    const { settle, asked, error } = setUp(CREATE, { open: () => record });
    expect(await settle()).toEqual({ outcome: 'carried-out', evidence: record, after: 0 });
    expect(asked).toEqual(['open']);
    expect(error.settledBy).toEqual({
      ...{ operation: 'open', parameters: { symbol: 'BTCUSDT' } },
      otherwise: { operation: 'all', parameters: { symbol: 'BTCUSDT' } },
    });
  });

  test('decides where the first does not', async () => {
    const { settle, asked } = setUp(CREATE, { open: () => ABSENT, all: () => [record] });
    expect(await settle()).toEqual({ outcome: 'carried-out', evidence: record, after: 0 });
    expect(asked).toEqual(['open', 'all']);
  });

  test('only when both show nothing, and nothing more can come, it was not carried out', async () => {
    const { settle } = setUp(CREATE, { open: () => ABSENT, all: () => [] });
    expect(await settle()).toEqual({ outcome: 'not-carried-out', evidence: undefined, after: LAST });
  });

  test('is not asked where the first found an older one with the same id: that decides nothing', async () => {
    const old = { ...record, at: record.at - 60_000 };
    const { settle, asked } = setUp(CREATE, { open: () => old, all: () => [] });
    expect(await settle()).toMatchObject({ outcome: 'undecided', candidates: [old] });
    expect(asked).not.toContain('all');
  });

  test('that has nothing either decides nothing where its absence does not', async () => {
    const { otherwise, ...first } = CREATE;
    const cancel: Settlement = {
      ...first,
      state: { field: 'status', done: [], failed: [] },
      otherwise: { ...(otherwise as Settlement), absent: [-2013], absence: 'undecided' },
    };
    const gone = setUp(cancel, { open: () => ABSENT, all: () => ABSENT });
    expect(await gone.settle()).toMatchObject({ outcome: 'undecided', candidates: [] });
    const open = setUp(cancel, { open: () => ({ ...record, status: 'NEW' }) });
    expect(await open.settle()).toMatchObject({ outcome: 'undecided', candidates: [{ status: 'NEW' }] });
  });

  test('whatever both answer and when: "not carried out" is never said of what either ever shows', async () => {
    const moment = fc.oneof(fc.constant(Infinity), fc.integer({ min: 0, max: LAST }));
    await fc.assert(
      fc.asyncProperty(moment, moment, async (opened, moved) => {
        // Open from one moment on, and in the history alone from another one on: never in neither.
        const own = { ...record, at: Date.now() };
        const answers: Answers = {
          open: (after) => (after >= opened && after < moved ? own : ABSENT),
          all: (after) => (after >= moved ? [own] : []),
        };
        const isShown = Math.min(opened, moved) <= LAST;
        const { outcome } = await setUp(CREATE, answers).settle();
        expect(outcome).toBe(isShown ? 'carried-out' : 'not-carried-out');
      }),
      { numRuns: 50 },
    );
  });
});

describe('the parameters of a query', () => {
  test('are without those that the others rule out there', () => {
    const when = { parameter: 'isIsolated', in: ['TRUE'] };
    const lists = {
      ...query('lists'),
      parameters: { isIsolated: 'string', symbol: 'string' },
      conditions: [{ when, require: ['symbol'], else: { forbid: ['symbol'] } }],
    } as Query;
    const settlement: Settlement = { operation: lists, parameters: { ...SYMBOL, isIsolated: { from: 'isIsolated' } } };
    expect(setUp(settlement, {}).error.settledBy?.parameters).toEqual({});
    const isolated = { isIsolated: 'TRUE' };
    expect(setUp(settlement, {}, isolated).error.settledBy?.parameters).toEqual({ symbol: 'BTCUSDT', ...isolated });
  });

  test('are all there, also of what is asked otherwise, or nothing can be asked', () => {
    const otherwise: Settlement = {
      operation: { ...query('all'), required: ['id'] },
      parameters: { id: { from: 'id' } },
    };
    const settlement: Settlement = { operation: query('open'), parameters: SYMBOL, otherwise };
    expect(setUp(settlement, {}).error.settledBy).toBeUndefined();
    expect(setUp(settlement, {}, { id: '7' }).error.settledBy?.otherwise?.parameters).toEqual({ id: '7' });
  });
});
