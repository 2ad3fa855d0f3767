import { describe, expect, test } from 'vitest';
import { type Operation, type Settlement, UnknownOutcomeError } from '../../../../templates/runtime/common.js';
import { findRecord, findRows } from '../../../../templates/runtime/settle/find-rows.js';
import { RECORDS } from '../support.js';

/** Not at a whole second, so that one is told from a time that was cut. */
const SENT_AT = 1_770_000_000_500;

type Query = Operation<object, unknown>;
const UNPAGED = RECORDS as unknown as Query;
const PAGED: Query = { ...UNPAGED, history: { rows: 'rows', id: 'id', size: { parameter: 'size', max: 100 } } };

const ROWS = { field: 'rows', equal: { asset: 'asset' }, time: 'at' };

const lost = (sentAt: number | undefined, asked: Readonly<Record<string, string>> = {}): UnknownOutcomeError =>
  new UnknownOutcomeError('m', {
    ...{ parameters: { asset: 'USDT' }, cause: new Error('m'), sentAt },
    settledBy: { operation: 'margin.records', parameters: asked },
  });

const settlementBy = (operation: Query): Settlement => ({ operation, parameters: {}, rows: ROWS });

const find = (answer: unknown, error = lost(SENT_AT), operation = UNPAGED) =>
  findRows(settlementBy(operation), ROWS, { answer, error, asked: error.settledBy?.parameters ?? {} });

/** What one record of this time counts as. */
const likenessAt = (at: unknown, sentAt: number | undefined = SENT_AT): string => {
  const { fitting, doubtful } = find({ rows: [{ asset: 'USDT', at }] }, lost(sentAt));
  return fitting.length === 1 ? 'fits' : doubtful.length === 1 ? 'doubtful' : 'other';
};

describe('by its time a record', () => {
  test.each<[what: string, at: unknown, likeness: string]>([
    ['of the moment', SENT_AT, 'fits'],
    ['of a second before, by a clock that ran ahead', SENT_AT - 1000, 'fits'],
    ['of a little more than that', SENT_AT - 1001, 'doubtful'],
    ['of three seconds before', SENT_AT - 3000, 'doubtful'],
    ['of more than three seconds before', SENT_AT - 3001, 'other'],
    ['of a whole second, which may have been cut', SENT_AT - 1500, 'fits'],
    ['of a whole second before that', SENT_AT - 2500, 'doubtful'],
    ['of a whole second that is too old however it was cut', SENT_AT - 4500, 'other'],
    ['of 2001', 1e12, 'other'],
    ['in seconds', 1e12 - 1, 'doubtful'],
    ['of the far future', 1e14 - 1, 'fits'],
    ['in microseconds', 1e14, 'doubtful'],
    ['without one', undefined, 'doubtful'],
    ['that is null', null, 'doubtful'],
    ['that is no number', 'soon', 'doubtful'],
    ['as text', String(SENT_AT), 'fits'],
  ])('%s', (_, at, likeness) => {
    expect(likenessAt(at)).toBe(likeness);
  });

  test('when nobody knows when the write was sent', () => {
    const { fitting, doubtful } = find({ rows: [{ asset: 'USDT', at: SENT_AT }] }, lost(undefined));
    expect([fitting.length, doubtful.length]).toEqual([0, 1]);
  });
});

describe('an answer is the whole of it', () => {
  const row = { asset: 'BTC', at: SENT_AT };

  test.each<[what: string, answer: unknown, asked: Readonly<Record<string, string>>, query: Query, isWhole: boolean]>([
    ['without rows', { rows: [] }, {}, PAGED, true],
    ['without rows, of which it counts one', { rows: [], total: 1 }, {}, PAGED, false],
    ['where the query has no pages', { rows: [row, row] }, {}, UNPAGED, true],
    ['on a page that is not full', { rows: [row] }, { size: '2' }, PAGED, true],
    ['on a full page', { rows: [row, row] }, { size: '2' }, PAGED, false],
    ['on a page of unknown size', { rows: [row] }, {}, PAGED, false],
    ['when it counts as many', { rows: [row], total: 1 }, { size: '2' }, PAGED, true],
    ['when it counts more', { rows: [row], total: 2 }, { size: '9' }, PAGED, false],
    ['without a list', { rows: null }, {}, UNPAGED, false],
    ['that is no object', 'rows', {}, UNPAGED, false],
  ])('%s', (_, answer, asked, query, isWhole) => {
    expect(find(answer, lost(SENT_AT, asked), query).isWhole).toBe(isWhole);
  });

  test('or the list itself, where the query gives one', () => {
    const { field: _, ...bare } = ROWS;
    const answer = [{ asset: 'USDT', at: SENT_AT }, null, 'row'];
    const found = findRows({ ...settlementBy(UNPAGED), rows: bare }, bare, { answer, error: lost(SENT_AT), asked: {} });
    expect(found).toEqual({ fitting: [answer[0]], doubtful: [null, 'row'], isWhole: true });
  });
});

describe('a field within a field', () => {
  const deep = { equal: { 'change.after': 'asset' }, time: 'at' };
  const found = (row: object) => {
    const { fitting, doubtful } = findRows({ ...settlementBy(UNPAGED), rows: deep }, deep, {
      answer: [{ at: SENT_AT, ...row }],
      ...{ error: lost(SENT_AT), asked: {} },
    });
    return fitting.length === 1 ? 'fits' : doubtful.length === 1 ? 'doubtful' : 'other';
  };

  test.each<[what: string, row: object, likeness: string]>([
    ['that equals', { change: { before: 'BTC', after: 'USDT' } }, 'fits'],
    ['that does not', { change: { before: 'USDT', after: 'BTC' } }, 'other'],
    ['that is not there', { change: { before: 'USDT' } }, 'doubtful'],
    ['of no object', { change: 'USDT' }, 'doubtful'],
    ['that stands beside, under the whole name', { 'change.after': 'USDT' }, 'doubtful'],
    ['that every object inherits', { change: Object.create({ after: 'USDT' }) as object }, 'doubtful'],
  ])('%s', (_, row, likeness) => {
    expect(found(row)).toBe(likeness);
  });
});

describe('the record that an id finds', () => {
  const byTime: Settlement = { operation: UNPAGED, parameters: {}, time: 'at' };

  test.each<[what: string, settlement: Settlement, at: number, isOwn: boolean]>([
    ['whose time is not looked at', { operation: UNPAGED, parameters: {} }, 5, true],
    ['of the moment', byTime, SENT_AT, true],
    ['of long before: an id that was used again', byTime, SENT_AT - 60_000, false],
    ['of two seconds before', byTime, SENT_AT - 2000, false],
  ])('%s', (_, settlement, at, isOwn) => {
    const record = { at };
    expect(findRecord(settlement, record, lost(SENT_AT))).toEqual({
      fitting: isOwn ? [record] : [],
      doubtful: isOwn ? [] : [record],
      isWhole: true,
    });
  });
});
