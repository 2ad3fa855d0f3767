import { describe, expect, it } from 'vitest';
import { EXTENSIONS } from '../../../generator/core/extensions.js';
import { isObject, own, type Json } from '../../../generator/core/json.js';
import { answerOf, listOf, mergeCommitted, operationsByName, parameterOf, resolve, rowOf } from './committed.js';

const spec = mergeCommitted();
const operations = operationsByName(spec);
const writes = [...operations].filter(([, operation]) => own(operation, EXTENSIONS.effect) === 'write');
const settled = writes.flatMap(([name, write]) => {
  const settlement = own(write, EXTENSIONS.settledBy);
  if (settlement === undefined) return [];
  return [{ name, write, settlement, query: operations.get(String(own(settlement, 'operation'))) }];
});

/** Writes that no query can settle, each with the reason. */
const UNSETTLED: Readonly<Record<string, string>> = {
  'margin.transfers.create': 'withdrawn; its records have other words for the direction, and times that look like seconds',
};

const membersOf = (value: Json | undefined): readonly (readonly [string, Json])[] =>
  isObject(value) ? (Object.entries(value) as [string, Json][]) : [];

const fieldsOf = (schema: Json | undefined): readonly string[] =>
  membersOf(own(schema, 'properties')).map(([name]) => name);

describe('what became of a write', () => {
  it('can be found out for every write but those that have a reason', () => {
    const without = writes.map(([name]) => name).filter((name) => settled.every((each) => each.name !== name));
    expect(without).toEqual(Object.keys(UNSETTLED));
  });

  it('is never told by a write', () => {
    const told = settled.filter(({ query }) => own(query, EXTENSIONS.effect) !== 'read');
    expect(told.map(({ name }) => name)).toEqual([]);
  });

  it.each(settled)('$name copies what it has into what the query takes', ({ write, settlement, query }) => {
    for (const [parameter, source] of membersOf(own(settlement, 'parameters'))) {
      expect(parameterOf(query, parameter), `${parameter} of the query`).toBeDefined();
      const from = own(source, 'from');
      if (from !== undefined) expect(parameterOf(write, String(from)), `${String(from)} of the write`).toBeDefined();
      else checkFixedValue(parameterOf(query, parameter), String(own(source, 'value')));
    }
    const since = own(settlement, 'since');
    const kind = own(own(parameterOf(query, String(since)), 'schema'), EXTENSIONS.int64);
    if (since !== undefined) expect(kind).toBe('time');
  });

  it.each(settled)('$name gives the query all that it requires', ({ settlement, query }) => {
    const given = membersOf(own(settlement, 'parameters')).map(([name]) => name);
    const required = listOf(own(query, 'parameters'))
      .filter((parameter) => own(parameter, 'required') === true)
      .map((parameter) => String(own(parameter, 'name')))
      .filter((name) => !['timestamp', 'signature'].includes(name));
    expect(given).toEqual(expect.arrayContaining(required));
  });

  it.each(settled)('$name looks at fields that the answer has', ({ write, settlement, query }) => {
    const rows = own(settlement, 'rows');
    const record = rows === undefined ? answerOf(spec, query) : rowOf(spec, query, own(rows, 'field'));
    const time = own(rows, 'time');
    const used = [...membersOf(own(rows, 'equal')).map(([field]) => field), own(own(settlement, 'state'), 'field')];
    const needed = (time === undefined ? used : [...used, time]).map(String);
    expect(fieldsOf(record)).toEqual(expect.arrayContaining(needed));
    for (const [, parameter] of membersOf(own(rows, 'equal'))) {
      expect(parameterOf(write, String(parameter)), String(parameter)).toBeDefined();
    }
    if (time !== undefined) {
      expect(own(own(own(record, 'properties'), String(time)), EXTENSIONS.int64)).toBe('time');
    }
  });

  it.each(settled)('$name calls no state both done and failed, and none that cannot be', ({ settlement, query }) => {
    const rows = own(settlement, 'rows');
    const record = rows === undefined ? answerOf(spec, query) : rowOf(spec, query, own(rows, 'field'));
    const state = own(settlement, 'state');
    const final = [...listOf(own(state, 'done')), ...listOf(own(state, 'failed'))].map(String);
    expect(new Set(final).size).toBe(final.length);
    const known = own(resolve(spec, own(own(record, 'properties'), String(own(state, 'field')))), 'enum');
    if (known !== undefined) expect(listOf(known).map(String)).toEqual(expect.arrayContaining(final));
  });

  it('takes records by the time of sending, so none is looked for without one', () => {
    const timeless = settled.filter(
      ({ settlement }) => (own(settlement, 'rows') === undefined) !== (own(settlement, 'since') === undefined),
    );
    expect(timeless.map(({ name }) => name)).toEqual([]);
  });

  it('asks for the largest page, so that no record hides on a second one', () => {
    for (const { name, settlement, query } of settled) {
      const size = own(own(query, EXTENSIONS.history), 'size');
      if (own(settlement, 'rows') === undefined) continue;
      const asked = own(own(own(settlement, 'parameters'), String(own(size, 'parameter'))), 'value');
      expect(asked, name).toBe(String(own(size, 'max')));
    }
  });
});

const checkFixedValue = (parameter: Json | undefined, value: string): void => {
  const schema = own(parameter, 'schema');
  const allowed = own(schema, 'enum');
  if (allowed !== undefined) expect(listOf(allowed)).toContain(value);
  else expect(Number(value)).toBeLessThanOrEqual(Number(own(schema, 'maximum')));
};

describe('orders', () => {
  const named = [...operations].filter(([, operation]) => own(operation, EXTENSIONS.clientOrderId) !== undefined);

  it('have a name of their own where they are placed, and nowhere else', () => {
    const placing = writes.filter(([name]) => /[oO]rders\.create$/.test(name)).map(([name]) => name);
    expect(named.map(([name]) => name)).toEqual(placing);
    expect(placing.length).toBeGreaterThan(1);
  });

  it('are found by that name', () => {
    for (const [name, operation] of named) {
      const parameter = own(operation, EXTENSIONS.clientOrderId);
      expect(parameterOf(operation, String(parameter)), name).toBeDefined();
      const sources = membersOf(own(own(operation, EXTENSIONS.settledBy), 'parameters'));
      expect(sources, name).toContainEqual(['origClientOrderId', { from: parameter }]);
    }
  });

  it('that a cancellation left open decide nothing, and those that are gone were not necessarily cancelled', () => {
    for (const { name, settlement } of settled.filter(({ name }) => /\.cancel\w*Order$/.test(name))) {
      const state = own(settlement, 'state');
      expect(own(state, 'done'), name).toEqual(['CANCELED']);
      const final = listOf(own(state, 'failed'));
      expect(final.filter((status) => status === 'NEW' || status === 'PARTIALLY_FILLED')).toEqual([]);
    }
    // Its query forgets an order that was cancelled without a trade, 3 days after it was placed.
    expect(own(own(operations.get('portfolioMargin.um.orders.cancel'), EXTENSIONS.settledBy), 'absent')).toBeUndefined();
  });
});
