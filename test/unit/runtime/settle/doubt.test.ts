import { describe, expect, test } from 'vitest';
import { type Operation, reconcile, UnknownOutcomeError } from '../../../../templates/runtime/common.js';
import { isSameValue } from '../../../../templates/runtime/settle/is-same-value.js';
import { BORROW, RECORDS } from '../support.js';

/** What invites a second borrow is to call a first one absent that is there: here it is there, in an odd form. */
const SENT_AT = 1_770_000_000_500;
const PARAMS = { asset: 'USDT', amount: '1.5' };

type Records = Operation<object, unknown>;

const PAGED: Records = {
  ...(RECORDS as unknown as Records),
  parameters: { asset: 'string', size: 'int' },
  history: { rows: 'rows', id: 'txId', size: { parameter: 'size', max: 100 } },
};

const settled = (operation: Records, texts: Readonly<Record<string, string>>, acceptedUntil?: number) =>
  new UnknownOutcomeError('m', {
    ...{ operation: 'margin.borrow', parameters: PARAMS, cause: new Error('m'), sentAt: SENT_AT, acceptedUntil },
    settledBy: { operation: operation.name, parameters: texts },
    descriptor: {
      ...BORROW,
      settlement: {
        operation,
        parameters: {},
        rows: { field: 'rows', equal: { asset: 'asset', amount: 'amount' }, time: 'timestamp' },
        state: { field: 'status', done: ['CONFIRMED'], failed: ['FAILED'] },
      },
    },
  });

const record = (changes: object = {}): object => ({
  ...{ asset: 'USDT', amount: '1.50000000', timestamp: SENT_AT + 20, status: 'CONFIRMED' },
  ...changes,
});

/** A client that is given these answers, and whose clock shows a time long after. */
const clientOf = (answer: unknown, times: readonly number[] = [SENT_AT + 60_000]) => {
  let asked = 0;
  const exchangeTime = (): number => times[Math.min(asked, times.length - 1)] ?? 0;
  const call = async (): Promise<unknown> => {
    asked += 1;
    return answer;
  };
  return Object.assign(call as never, { exchangeTime }) as Parameters<typeof reconcile>[0];
};

const late = settled(PAGED, { size: '100' }, SENT_AT + 15_000);
const find = (answer: unknown, error = late) => reconcile(clientOf(answer), error, { wait: false });

describe("a record that may be the write's is never called absent", () => {
  test('it is found when all is as expected, and absent when it is of something else', async () => {
    expect(await find({ rows: [record()] })).toMatchObject({ outcome: 'carried-out' });
    expect(await find({ rows: [] })).toEqual({ outcome: 'not-carried-out', evidence: undefined });
    expect(await find({ rows: [record({ amount: '1.6' })] })).toMatchObject({ outcome: 'not-carried-out' });
  });

  test.each<[what: string, changes: object]>([
    ['of whole seconds, cut off', { timestamp: 1_770_000_000_000 }],
    ['of whole seconds, with a timestamp ahead by almost a second', { timestamp: 1_769_999_999_000 }],
    ['with its amount in another notation', { amount: '15e-1' }],
    ['with its amount as a number', { amount: 1.5 }],
    ['with its asset in small letters', { asset: 'usdt' }],
  ])('a record %s counts', async (_, changes) => {
    expect(await find({ rows: [record(changes)] })).toMatchObject({ outcome: 'carried-out' });
  });

  test.each<[what: string, changes: object]>([
    ['in seconds', { timestamp: 1_770_000_000 }],
    ['in microseconds', { timestamp: 1_770_000_000_500_000 }],
    ['that is missing', { timestamp: undefined }],
    ['that is no number', { timestamp: 'today' }],
    ['that is older by what clocks may differ', { timestamp: SENT_AT - 2500 }],
  ])('a record with a time %s leaves it undecided', async (_, changes) => {
    expect(await find({ rows: [record(changes)] })).toMatchObject({ outcome: 'undecided', candidates: [{}] });
    expect(await find({ rows: [record(changes), record()] })).toMatchObject({ outcome: 'undecided' });
  });

  test.each<[what: string, changes: object]>([
    ['no amount', { amount: undefined }],
    ['an amount that is null', { amount: null }],
    ['an amount in a form of its own', { amount: '1,5' }],
    ['an amount that is an object', { amount: { value: '1.5' } }],
    ['no asset', { asset: undefined }],
  ])('a record with %s leaves it undecided', async (_, changes) => {
    expect(await find({ rows: [record(changes)] })).toMatchObject({ outcome: 'undecided', candidates: [{}] });
  });

  test('a status that nobody knows leaves it undecided', async () => {
    expect(await find({ rows: [record({ status: 'DONE' })] })).toMatchObject({
      outcome: 'undecided',
      candidates: [{}],
    });
  });

  test.each<[what: string, answer: unknown]>([
    ['has no rows', { total: 0 }],
    ['has null for rows', { rows: null }],
    ['is a list where an object belongs', [record()]],
    ['is null', null],
    ['says that there is more', { rows: [], total: 3 }],
    ['is a full page of others', { rows: Array.from({ length: 100 }, () => record({ amount: '2' })), total: 100 }],
  ])('an answer that %s leaves it undecided', async (_, answer) => {
    expect(await find(answer)).toEqual({ outcome: 'undecided', candidates: [] });
  });

  test('a page that is not full is all there is, but not where nobody knows how long a page is', async () => {
    const others = { rows: Array.from({ length: 99 }, () => record({ amount: '2' })), total: 99 };
    expect(await find(others)).toMatchObject({ outcome: 'not-carried-out' });
    const unsized = settled(PAGED, {}, SENT_AT + 15_000);
    expect(await find(others, unsized)).toMatchObject({ outcome: 'undecided' });
    expect(await find({ rows: [] }, unsized)).toMatchObject({ outcome: 'not-carried-out' });
  });

  test('a clock that the query itself found to be ahead does not end the wait', async () => {
    const client = clientOf({ rows: [] }, [SENT_AT + 60_000, SENT_AT + 1000]);
    expect(await reconcile(client, late, { wait: false })).toEqual({ outcome: 'undecided', candidates: [] });
  });

  test('without a moment to wait for, one look is all', async () => {
    expect(await reconcile(clientOf({ rows: [] }), settled(PAGED, { size: '100' }))).toMatchObject({
      outcome: 'undecided',
    });
  });
});

describe("an order that is found by an id of the caller's", () => {
  const order = new UnknownOutcomeError('m', {
    ...{
      operation: 'margin.order',
      parameters: {},
      cause: new Error('m'),
      sentAt: SENT_AT,
      acceptedUntil: SENT_AT + 15_000,
    },
    settledBy: { operation: 'margin.records', parameters: {} },
    descriptor: {
      ...BORROW,
      settlement: {
        operation: RECORDS,
        parameters: {},
        time: 'time',
        absent: [-2013],
        state: { field: 'status', done: ['NEW', 'FILLED'], failed: ['REJECTED'] },
      },
    },
  });

  test('and is no older than the request is the one, also when it was rejected', async () => {
    const placed = { status: 'FILLED', time: SENT_AT + 5 };
    expect(await find(placed, order)).toEqual({ outcome: 'carried-out', evidence: placed });
    expect(await find({ ...placed, status: 'REJECTED' }, order)).toMatchObject({ outcome: 'not-carried-out' });
  });

  test.each(['FILLED', 'REJECTED'])(
    'and is older was placed with the same id before: %s says nothing',
    async (status) => {
      const earlier = { status, time: SENT_AT - 60_000 };
      expect(await find(earlier, order)).toEqual({ outcome: 'undecided', candidates: [earlier] });
    },
  );
});

describe('a field of a record and a parameter', () => {
  test.each<[record: unknown, wanted: string | undefined, likeness: string]>([
    ['1.50', '1.5', 'yes'],
    ['01.5', '1.5', 'yes'],
    ['.5', '0.5', 'yes'],
    ['5.', '5', 'yes'],
    ['-0.0', '0', 'yes'],
    [1e-7, '0.0000001', 'yes'],
    ['1E+2', '100', 'yes'],
    ['1.12345678', '1.123456789', 'yes'],
    ['1.12345679', '1.123456789', 'yes'],
    ['1.12345680', '1.123456789', 'no'],
    ['1.00000001', '1.00000002', 'no'],
    ['-1.5', '1.5', 'no'],
    ['1'.repeat(30), '1'.repeat(30), 'yes'],
    [`${'1'.repeat(29)}2`, '1'.repeat(30), 'no'],
    ['1e999999999', '1', 'maybe'],
    ['1.5.0', '1.5', 'maybe'],
    ['', '1.5', 'maybe'],
    ['.', '1.5', 'maybe'],
    [true, 'TRUE', 'yes'],
    ['BTC', 'USDT', 'no'],
    ['1INCH', '1INCH', 'yes'],
    [undefined, 'USDT', 'maybe'],
    [undefined, undefined, 'yes'],
  ])('%j and %j: %s', (one, wanted, likeness) => {
    expect(isSameValue(one, wanted)).toBe(likeness);
  });
});
