import { describe, expect, it } from 'vitest';
import { EXTENSIONS } from '../../../generator/core/extensions.js';
import { own } from '../../../generator/core/json.js';
import { listOf, mergeCommitted, operationsByName, parameterOf, rowOf } from './committed.js';

const DAY = 86_400_000;

/** What the pages say: the longest span between the two times, and the most rows of one answer. */
const PAGES: Readonly<Record<string, { readonly span: number; readonly rows: number }>> = {
  // Less than a day, so a day itself is too long.
  'margin.orders.all': { span: DAY - 1, rows: 500 },
  'margin.trades.list': { span: DAY - 1, rows: 1000 },
  // 30 days with an asset, 7 without: what holds for both.
  'margin.borrowRepayRecords': { span: 7 * DAY, rows: 100 },
  'margin.interestHistory': { span: 30 * DAY, rows: 100 },
  'margin.transfers.history': { span: 30 * DAY, rows: 100 },
  'portfolioMargin.borrowRecords': { span: 30 * DAY, rows: 100 },
  'portfolioMargin.repayRecords': { span: 30 * DAY, rows: 100 },
  'portfolioMargin.interestHistory': { span: 30 * DAY, rows: 100 },
  'loanGroup.borrowRepayRecords': { span: 7 * DAY, rows: 100 },
};

/** Queries over a span of time that cannot be walked through, each with the reason. */
const NOT_WALKED: Readonly<Record<string, string>> = {
  'loanGroup.interestHistory': 'its rows have no id',
  'margin.interestRateHistory': 'no page says how many rates one answer holds',
};

const spec = mergeCommitted();
const operations = operationsByName(spec);
const histories = [...operations].flatMap(([name, operation]) => {
  const history = own(operation, EXTENSIONS.history);
  return history === undefined ? [] : [{ name, operation, history }];
});

describe('queries over a span of time', () => {
  it('can be walked through, but for those that have a reason', () => {
    const spans = [...operations].filter(([, operation]) => parameterOf(operation, 'endTime') !== undefined);
    const walked = new Set(histories.map(({ name }) => name));
    const left = spans.map(([name]) => name).filter((name) => !walked.has(name));
    expect(left.sort()).toEqual(Object.keys(NOT_WALKED).sort());
    expect([...walked].sort()).toEqual(Object.keys(PAGES).sort());
  });

  it.each(histories)('$name has the span and the size that its page has', ({ name, history }) => {
    const found = { span: own(own(history, 'window'), 'maxMs'), rows: own(own(history, 'size'), 'max') };
    expect(found).toEqual(PAGES[name]);
  });

  it.each(histories)('$name asks for no more rows than its parameter takes', ({ operation, history }) => {
    const size = own(history, 'size');
    const schema = own(parameterOf(operation, String(own(size, 'parameter'))), 'schema');
    expect(own(schema, 'maximum')).toBe(own(size, 'max'));
  });

  it.each(histories)('$name is walked by parameters that it has', ({ operation, history }) => {
    const window = own(history, 'window');
    for (const edge of ['start', 'end']) {
      const parameter = parameterOf(operation, String(own(window, edge)));
      expect(own(own(parameter, 'schema'), EXTENSIONS.int64), edge).toBe('time');
    }
    const page = own(own(history, 'page'), 'parameter');
    if (page !== undefined) expect(own(own(parameterOf(operation, String(page)), 'schema'), 'default')).toBe(1);
    const from = own(own(history, 'from'), 'parameter');
    const kind = own(own(parameterOf(operation, String(from)), 'schema'), EXTENSIONS.int64);
    if (from !== undefined) expect(kind).toBe('identifier');
    expect(page ?? from).toBeDefined();
  });

  it.each(histories)('$name has rows that are always told apart by their id', ({ operation, history }) => {
    const row = rowOf(spec, operation, own(history, 'rows'));
    const id = String(own(history, 'id'));
    expect(own(own(own(row, 'properties'), id), EXTENSIONS.int64)).toBe('identifier');
    expect(listOf(own(row, 'required'))).toContain(id);
    const time = own(history, 'time');
    if (time !== undefined) {
      expect(own(own(own(row, 'properties'), String(time)), EXTENSIONS.int64)).toBe('time');
    }
  });
});
