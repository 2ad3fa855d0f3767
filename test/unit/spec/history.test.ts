import { describe, expect, it } from 'vitest';
import { EXTENSIONS } from '../../../generator/core/extensions.js';
import { own } from '../../../generator/core/json.js';
import { fieldsOf, mergeCommitted, operationsByName, parameterOf, parametersOf, rowOf } from './committed.js';

const DAY = 86_400_000;

/** What the pages say: the longest span between the two times, and the most rows of one answer. */
const PAGES: Readonly<Record<string, { readonly span?: number; readonly rows: number }>> = {
  // Less than a day, or less than 7, so the days themselves are too long.
  'margin.orders.all': { span: DAY - 1, rows: 500 },
  'margin.trades.list': { span: DAY - 1, rows: 1000 },
  'portfolioMargin.margin.trades.list': { span: DAY - 1, rows: 1000 },
  'portfolioMargin.um.orders.all': { span: 7 * DAY - 1, rows: 1000 },
  'portfolioMargin.um.algoOrders.all': { span: 7 * DAY - 1, rows: 1000 },
  'portfolioMargin.um.conditionalOrders.all': { span: 7 * DAY - 1, rows: 1000 },
  'portfolioMargin.cm.conditionalOrders.all': { span: 7 * DAY - 1, rows: 1000 },
  // A span that is allowed itself.
  'margin.account.capitalFlow': { span: 7 * DAY, rows: 1000 },
  'margin.interestHistory': { span: 30 * DAY, rows: 100 },
  'margin.transfers.history': { span: 30 * DAY, rows: 100 },
  'portfolioMargin.borrowRecords': { span: 30 * DAY, rows: 100 },
  'portfolioMargin.repayRecords': { span: 30 * DAY, rows: 100 },
  'portfolioMargin.interestHistory': { span: 30 * DAY, rows: 100 },
  'portfolioMargin.account.negativeBalanceInterest': { span: 30 * DAY, rows: 100 },
  'portfolioMargin.um.trades.list': { span: 7 * DAY, rows: 1000 },
  'portfolioMargin.cm.trades.list': { span: DAY, rows: 1000 },
  'portfolioMargin.cm.account.income': { span: 200 * DAY, rows: 1000 },
  'loanGroup.liquidations': { span: 100 * DAY, rows: 100 },
  'loanGroup.liquidationTransfers': { span: 100 * DAY, rows: 100 },
  // 30 days with an asset, 7 without: what holds for both.
  'margin.borrowRepayRecords': { span: 7 * DAY, rows: 100 },
  'loanGroup.borrowRepayRecords': { span: 7 * DAY, rows: 100 },
  // No longest span: the one that is looked at when a time is left out.
  'portfolioMargin.um.orders.forced': { span: 7 * DAY, rows: 100 },
  'portfolioMargin.cm.orders.forced': { span: 7 * DAY, rows: 100 },
  'portfolioMargin.um.account.income': { span: 7 * DAY, rows: 1000 },
  // No longest span: that of the same query for the other accounts, or of other queries of the same orders.
  'margin.orderLists.all': { span: DAY - 1, rows: 1000 },
  'portfolioMargin.margin.orderLists.all': { span: DAY - 1, rows: 500 },
  'portfolioMargin.margin.orders.all': { span: DAY - 1, rows: 500 },
  'portfolioMargin.cm.orders.all': { span: 7 * DAY - 1, rows: 100 },
  'portfolioMargin.um.orders.amendments': { span: 7 * DAY, rows: 1000 },
  'portfolioMargin.cm.orders.amendments': { span: 7 * DAY, rows: 100 },
  // It reaches back 90 days. No most rows: as many as come by themselves.
  'margin.liquidationLoans.repayHistory': { span: 90 * DAY, rows: 50 },
  // Pages alone.
  'margin.liquidations.history': { rows: 100 },
  'portfolioMargin.margin.orders.forced': { rows: 100 },
  'loanGroup.closedGroups': { rows: 100 },
};

/** Queries over a span of time, or that go on from a row, that cannot be walked through, each with the reason. */
const NOT_WALKED: Readonly<Record<string, string>> = {
  'loanGroup.interestHistory': 'its rows have no id',
  'loanGroup.interestRebateRecords': 'its rows have no id',
  'margin.interestRateHistory': 'no page says how many rates one answer holds',
  'margin.smallLiabilities.history': 'its rows have no id',
  'margin.trades.preventedMatches': 'no parameter says how many matches an answer is to hold',
  'portfolioMargin.account.negativeBalanceExchanges': 'no page says how many records one answer holds',
};

/** Rows without an id of their own: what else tells them apart, together with their time. */
const TOLD_BY_TIME: Readonly<Record<string, string>> = {
  'loanGroup.liquidations': 'groupId',
  'portfolioMargin.account.negativeBalanceInterest': 'asset',
};

const spec = mergeCommitted();
const operations = operationsByName(spec);
const histories = [...operations].flatMap(([name, operation]) => {
  const history = own(operation, EXTENSIONS.history);
  return history === undefined ? [] : [{ name, operation, history }];
});

describe('queries over a span of time', () => {
  it('can be walked through, but for those that have a reason', () => {
    const long = [...operations].filter(
      ([, operation]) =>
        own(operation, EXTENSIONS.effect) === 'read' &&
        parametersOf(spec, operation).some((one) => /^(endTime|current|from[A-Z]\w*)$/.test(String(own(one, 'name')))),
    );
    const walked = new Set(histories.map(({ name }) => name));
    const left = long.map(([name]) => name).filter((name) => !walked.has(name));
    expect(left.sort()).toEqual(Object.keys(NOT_WALKED).sort());
    expect([...walked].sort()).toEqual(Object.keys(PAGES).sort());
  });

  it.each(histories)('$name has the span and the size that its page has', ({ name, history }) => {
    const span = own(own(history, 'window'), 'maxMs');
    const found = { ...(span === undefined ? {} : { span }), rows: own(own(history, 'size'), 'max') };
    expect(found).toEqual(PAGES[name]);
  });

  it.each(histories)('$name asks for no more rows than its parameter takes', ({ operation, history }) => {
    const size = own(history, 'size');
    const schema = own(parameterOf(spec, operation, String(own(size, 'parameter'))), 'schema');
    // Where no page names the most, what comes by itself is taken for certain.
    expect(own(schema, 'maximum') ?? own(schema, 'default')).toBe(own(size, 'max'));
  });

  it.each(histories)('$name is walked by parameters that it has', ({ operation, history }) => {
    const [window, page, from] = [own(history, 'window'), own(history, 'page'), own(history, 'from')];
    const schemaOf = (name: string) => own(parameterOf(spec, operation, name), 'schema');
    expect([window, page, from].some((way) => way !== undefined)).toBe(true);
    for (const edge of window === undefined ? [] : ['start', 'end']) {
      expect(own(schemaOf(String(own(window, edge))), EXTENSIONS.int64), edge).toBe('time');
    }
    if (page !== undefined) expect(own(schemaOf(String(own(page, 'parameter'))), 'default')).toBe(1);
    if (from !== undefined) {
      expect(own(schemaOf(String(own(from, 'parameter'))), EXTENSIONS.int64)).toBe('identifier');
    }
  });

  it.each(histories)('$name has rows that are always told apart', ({ name, operation, history }) => {
    const { schemas, required } = fieldsOf(spec, rowOf(spec, operation, own(history, 'rows')));
    const [id, time] = [String(own(history, 'id')), own(history, 'time')];
    expect([...required]).toContain(id);
    if (time !== undefined) expect(own(schemas.get(String(time)), EXTENSIONS.int64)).toBe('time');
    if (TOLD_BY_TIME[name] === undefined) {
      expect(own(schemas.get(id), EXTENSIONS.int64)).toBe('identifier');
    } else {
      expect(TOLD_BY_TIME[name]).toBe(id);
      expect([...required]).toContain(time);
    }
  });
});
