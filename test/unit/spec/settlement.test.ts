import { describe, expect, it } from 'vitest';
import { EXTENSIONS } from '../../../generator/core/extensions.js';
import { isObject, own, type Json } from '../../../generator/core/json.js';
import {
  answerOf,
  fieldAt,
  listOf,
  mergeCommitted,
  operationsByName,
  parameterOf,
  parametersOf,
  rowOf,
} from './committed.js';

const spec = mergeCommitted();
const operations = operationsByName(spec);
const writes = [...operations].filter(([, operation]) => own(operation, EXTENSIONS.effect) === 'write');

interface Settled {
  readonly name: string;
  readonly write: Json;
  readonly settlement: Json;
  readonly query: Json | undefined;
}

/** A query, and those that are asked when it shows nothing. */
const chainOf = (name: string, write: Json, settlement: Json | undefined): readonly Settled[] =>
  settlement === undefined || own(settlement, 'none') !== undefined
    ? []
    : [
        { name, write, settlement, query: operations.get(String(own(settlement, 'operation'))) },
        ...chainOf(name, write, own(settlement, 'otherwise')),
      ];

const settled = writes.flatMap(([name, write]) => chainOf(name, write, own(write, EXTENSIONS.settledBy)));
const lookedUpFor = (wanted: RegExp): readonly Settled[] => settled.filter(({ name }) => wanted.test(name));

const membersOf = (value: Json | undefined): readonly (readonly [string, Json])[] =>
  isObject(value) ? (Object.entries(value) as [string, Json][]) : [];

/** What a record is compared with: fields, and parameters of the write. */
const comparedIn = (settlement: Json): readonly (readonly [string, Json])[] => [
  ...membersOf(own(own(settlement, 'rows'), 'equal')),
  ...membersOf(own(settlement, 'equal')),
];

const timeIn = (settlement: Json): Json | undefined => own(own(settlement, 'rows'), 'time') ?? own(settlement, 'time');

const recordOf = ({ settlement, query }: Settled): Json | undefined => {
  const rows = own(settlement, 'rows');
  return rows === undefined ? answerOf(spec, query) : rowOf(spec, query, own(rows, 'field'));
};

const schemaOf = (operation: Json | undefined, name: string): Json | undefined =>
  own(parameterOf(spec, operation, name), 'schema');

/** The most that a parameter takes; where no page names it, what it is by itself is taken for certain. */
const mostOf = (schema: Json | undefined): Json | undefined => own(schema, 'maximum') ?? own(schema, 'default');

const checkFixedValue = (schema: Json | undefined, value: string): void => {
  const allowed = own(schema, 'enum');
  if (allowed !== undefined) expect(listOf(allowed)).toContain(value);
  else expect(Number(value)).toBeLessThanOrEqual(Number(mostOf(schema)));
};

describe('what became of a write', () => {
  it('is told by a query, or it is said why by none', () => {
    const silent = writes.filter(([, write]) => {
      const settlement = own(write, EXTENSIONS.settledBy);
      return own(settlement, 'operation') === undefined && String(own(settlement, 'none') ?? '').length < 30;
    });
    expect(silent.map(([name]) => name)).toEqual([]);
    expect(new Set(settled.map(({ name }) => name)).size).toBeGreaterThan(30);
  });

  it('is never told by a write', () => {
    const told = settled.filter(({ query }) => own(query, EXTENSIONS.effect) !== 'read');
    expect(told.map(({ name }) => name)).toEqual([]);
  });

  it.each(settled)('$name copies what it has into what the query takes', ({ write, settlement, query }) => {
    for (const [parameter, source] of membersOf(own(settlement, 'parameters'))) {
      expect(parameterOf(spec, query, parameter), `${parameter} of the query`).toBeDefined();
      const from = own(source, 'from');
      if (from === undefined) checkFixedValue(schemaOf(query, parameter), String(own(source, 'value')));
      else expect(parameterOf(spec, write, String(from)), `${String(from)} of the write`).toBeDefined();
    }
    const since = own(settlement, 'since');
    if (since !== undefined) expect(own(schemaOf(query, String(since)), EXTENSIONS.int64)).toBe('time');
  });

  it.each(settled)('$name gives the query all that it requires', ({ settlement, query }) => {
    const given = membersOf(own(settlement, 'parameters')).map(([name]) => name);
    const required = parametersOf(spec, query)
      .filter((parameter) => own(parameter, 'required') === true)
      .map((parameter) => String(own(parameter, 'name')))
      .filter((name) => !['timestamp', 'signature'].includes(name));
    expect(given).toEqual(expect.arrayContaining(required));
  });

  it.each(settled)('$name looks at fields that the answer has', (each) => {
    const { write, settlement } = each;
    const record = recordOf(each);
    const time = timeIn(settlement);
    const state = own(own(settlement, 'state'), 'field');
    const looked = [...comparedIn(settlement).map(([field]) => field), time, state];
    for (const field of looked.filter((one) => one !== undefined)) {
      expect(fieldAt(spec, record, String(field)), String(field)).toBeDefined();
    }
    for (const [, parameter] of comparedIn(settlement)) {
      expect(parameterOf(spec, write, String(parameter)), String(parameter)).toBeDefined();
    }
    if (time !== undefined) expect(own(fieldAt(spec, record, String(time)), EXTENSIONS.int64)).toBe('time');
  });

  it.each(settled)('$name calls no state both done and failed, and none that cannot be', (each) => {
    const state = own(each.settlement, 'state');
    const final = [...listOf(own(state, 'done')), ...listOf(own(state, 'failed'))].map(String);
    expect(new Set(final).size).toBe(final.length);
    const known =
      state === undefined ? undefined : own(fieldAt(spec, recordOf(each), String(own(state, 'field'))), 'enum');
    if (known !== undefined) expect(listOf(known).map(String)).toEqual(expect.arrayContaining(final));
  });

  it('is looked for among records since the time of sending, wherever the query takes a time', () => {
    const early = settled.filter(({ settlement, query }) => {
      const takesTime = parameterOf(spec, query, 'startTime') !== undefined && own(settlement, 'rows') !== undefined;
      return takesTime !== (own(settlement, 'since') !== undefined);
    });
    expect(early.map(({ name }) => name)).toEqual([]);
  });

  it('is told by records of that time, or else by what every call of it says', () => {
    const settings = settled.filter(
      ({ settlement }) => timeIn(settlement) === undefined && comparedIn(settlement).length > 0,
    );
    const loose = settings.filter(
      ({ write, settlement }) =>
        own(settlement, 'absence') !== 'done' &&
        comparedIn(settlement).some(
          // A parameter that was left out would equal any value.
          ([, parameter]) => own(parameterOf(spec, write, String(parameter)), 'required') !== true,
        ),
    );
    expect(loose.map(({ name }) => name)).toEqual([]);
    expect(settings.length).toBeGreaterThan(5);
  });

  it('asks for the largest page, so that no record hides on a second one', () => {
    for (const { name, settlement, query } of settled) {
      const size = ['size', 'limit'].find((one) => parameterOf(spec, query, one) !== undefined);
      if (size === undefined) continue;
      const asked = own(own(own(settlement, 'parameters'), size), 'value');
      expect(asked, name).toBe(String(mostOf(schemaOf(query, size))));
    }
  });
});

/** What the queries call the name that the caller gave an order. */
const OWN_NAMES = new Set(['origClientOrderId', 'newClientStrategyId', 'clientAlgoId']);

/** Orders that may still be cancelled, or may be done with in more than one way. */
const OPEN = new Set(['NEW', 'PARTIALLY_FILLED', 'PENDING_CANCEL', 'TRIGGERING']);

describe('orders', () => {
  const named = writes.filter(([, operation]) => own(operation, EXTENSIONS.clientOrderId) !== undefined);

  it('have a name of their own where they are placed, and nowhere else', () => {
    const placing = writes.filter(([name]) => /([oO]rders|orderLists)\.create\w*$/.test(name)).map(([name]) => name);
    expect(named.map(([name]) => name)).toEqual(placing);
    expect(placing.length).toBeGreaterThan(10);
    const unnamed = [...operations].filter(
      ([name, operation]) => own(operation, EXTENSIONS.clientOrderId) !== undefined && !placing.includes(name),
    );
    expect(unnamed).toEqual([]);
  });

  it.each(named.map(([name, write]) => ({ name, write })))('$name are found by that name', ({ name, write }) => {
    const parameter = String(own(write, EXTENSIONS.clientOrderId));
    expect(own(schemaOf(write, parameter), 'type')).toBe('string');
    const queries = settled.filter((each) => each.name === name);
    expect(queries.length).toBeGreaterThan(0);
    for (const { settlement } of queries) {
      const asked = membersOf(own(settlement, 'parameters')).filter(([key]) => OWN_NAMES.has(key));
      const sources = asked.map(([, source]) => own(source, 'from'));
      expect([...sources, ...comparedIn(settlement).map(([, from]) => from)]).toContain(parameter);
      // The name may have been another order's before.
      expect(timeIn(settlement)).toBeDefined();
    }
  });

  it('of which one query shows only a part are looked for in another before they count as absent', () => {
    const partial = lookedUpFor(/(conditional|algo)Orders\.create$/);
    const names = new Set(partial.map(({ name }) => name));
    for (const name of names) {
      const last = partial.filter((each) => each.name === name).at(-1);
      expect(own(last?.settlement, 'operation'), name).toMatch(/Orders\.all$/);
    }
    expect(names.size).toBe(3);
  });

  it('that a cancellation left open decide nothing, and those that are gone were not necessarily cancelled', () => {
    const cancelled = lookedUpFor(/[oO]rders\.cancel$/);
    for (const { name, settlement } of cancelled.filter(
      ({ settlement }) => own(settlement, 'otherwise') === undefined,
    )) {
      const state = own(settlement, 'state');
      expect(own(state, 'done'), name).toEqual(['CANCELED']);
      const open = listOf(own(state, 'failed')).filter((status) => OPEN.has(String(status)));
      expect(open, name).toEqual([]);
    }
    expect(cancelled.length).toBeGreaterThan(6);
    // The queries for futures forget an order that was cancelled without a trade, 3 days after it was placed.
    const futures = cancelled.filter(({ name }) => /\.(um|cm)\./.test(name));
    const telling = futures.filter(
      ({ settlement }) =>
        own(settlement, 'absent') !== undefined &&
        own(settlement, 'otherwise') === undefined &&
        own(settlement, 'absence') !== 'undecided',
    );
    expect(telling.map(({ name }) => name)).toEqual([]);
  });

  it('that a modification cancelled have no record of it, so that its absence decides nothing', () => {
    const modified = lookedUpFor(/\.orders\.modify$/);
    expect(modified.map(({ settlement }) => own(settlement, 'absence'))).toEqual(['undecided', 'undecided']);
  });
});
