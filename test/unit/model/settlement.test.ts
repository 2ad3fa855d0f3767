import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../generator/core/json.js';
import { faultsOf, modelOf } from './build.js';
import { documentWith, PLAIN_OPERATION, respondingWith } from './spec-of.js';

const ID = { type: 'integer', format: 'int64', 'x-int64': 'identifier' };
const TIME = { type: 'integer', format: 'int64', 'x-int64': 'time' };
const TEXT = { type: 'string' };

const query = (name: string, schema: JsonObject, required = false): JsonObject => ({
  name,
  in: 'query',
  schema,
  required,
});

const ROW = { type: 'object', properties: { id: ID, asset: TEXT, amount: TEXT, status: TEXT, at: TIME } };
const PAGE = { type: 'object', properties: { state: TEXT, rows: { type: 'array', items: ROW } } };

const RECORDS = {
  operationId: 'getRecords',
  'x-client-name': 'things.records',
  responses: respondingWith(PAGE),
  parameters: [
    query('asset', TEXT, true),
    query('type', { type: 'string', enum: ['BORROW', 'REPAY'] }),
    query('orderId', ID),
    query('clientId', TEXT),
    query('startTime', TIME),
  ],
};

const SETTLED = {
  operation: 'things.records',
  parameters: { asset: { from: 'asset' }, type: { value: 'BORROW' } },
  since: 'startTime',
  absent: [-2013],
  rows: { field: 'rows', equal: { asset: 'asset', amount: 'quantity' }, time: 'at' },
  state: { field: 'status', done: ['CONFIRMED'], failed: ['FAILED'] },
};

const document = (settledBy: JsonObject, records: JsonObject = {}, write: JsonObject = {}): JsonObject =>
  documentWith(
    { ...RECORDS, ...records },
    {
      paths: {
        '/sapi/v1/thing': {
          get: { ...PLAIN_OPERATION, ...RECORDS, ...records },
          post: {
            ...PLAIN_OPERATION,
            operationId: 'makeThing',
            'x-client-name': 'things.make',
            'x-effect': 'write',
            'x-settled-by': settledBy,
            parameters: [query('asset', TEXT, true), query('quantity', { type: 'string', format: 'decimal' })],
            ...write,
          },
        },
      },
    },
  );

const faults = (...given: Parameters<typeof document>): readonly string[] =>
  faultsOf(document(...given)).map((fault) => fault.replace('/paths/~1sapi~1v1~1thing/post/x-settled-by', '~'));

const settlementOf = (settledBy: JsonObject) =>
  modelOf(document(settledBy)).operations.find(({ member }) => member === 'make')?.settlement;

const { state: _state, since: _since, absent: _absent, rows: _rows, ...LEAST } = SETTLED;

describe('x-settled-by', () => {
  it('is read with the query that it names', () => {
    const settlement = settlementOf(SETTLED);
    expect(settlement?.operation.text).toBe('thingsRecords');
    expect(settlement?.stem.text).toBe('things-records');
    expect(settlement).toMatchObject({
      parameters: [
        ['asset', { from: 'asset' }],
        ['type', { value: 'BORROW' }],
      ],
      since: 'startTime',
      absent: [-2013],
      rows: {
        field: 'rows',
        equal: [
          ['asset', 'asset'],
          ['amount', 'quantity'],
        ],
        time: 'at',
      },
      state: SETTLED.state,
    });
  });

  it('needs no more than a query and what it takes', () => {
    expect(settlementOf(LEAST)).toMatchObject({ since: undefined, absent: [], rows: undefined, state: undefined });
  });

  it('finds the state in the answer itself where there are no rows', () => {
    const state = { field: 'state', done: ['DONE'], failed: [] };
    expect(settlementOf({ ...LEAST, state })?.state).toEqual(state);
    expect(faults({ ...LEAST, state: { ...state, field: 'status' } })).toEqual([
      'error model/settlement ~/state/field',
    ]);
  });

  it('finds the time in the answer itself, for a query that gives the record', () => {
    const records = { responses: respondingWith({ type: 'object', properties: { made: TIME, state: TEXT } }) };
    const found = modelOf(document({ ...LEAST, time: 'made' }, records)).operations.find(
      ({ member }) => member === 'make',
    );
    expect(found?.settlement?.time).toBe('made');
    expect(faults({ ...LEAST, time: 'state' }, records)).toEqual(['error model/settlement ~/time']);
  });

  const rows = SETTLED.rows;
  const { time: _time, ...timeless } = rows;

  it('reads what to ask when the query shows nothing', () => {
    const settlement = settlementOf({ ...SETTLED, otherwise: { ...LEAST, absence: 'undecided' } });
    expect(settlement?.otherwise).toMatchObject({ absence: 'undecided', rows: undefined });
    expect(settlement?.otherwise?.operation.text).toBe('thingsRecords');
    expect(settlement).toMatchObject({ absence: undefined, since: 'startTime' });
    expect(settlement?.otherwise?.otherwise).toBeUndefined();
  });

  it.each(['done', 'undecided'])('reads rows without a time where their absence is %s', (absence) => {
    const settlement = settlementOf({ ...SETTLED, rows: timeless, absence });
    expect(settlement).toMatchObject({ absence, rows: { field: 'rows', time: undefined } });
  });

  it('reads a setting, and fields within fields', () => {
    const records = {
      responses: respondingWith({
        type: 'object',
        properties: { mode: TEXT, inner: { type: 'object', properties: { after: TEXT } } },
      }),
    };
    const given = document({ ...LEAST, equal: { mode: 'asset', 'inner.after': 'quantity' } }, records);
    const found = modelOf(given).operations.find(({ member }) => member === 'make');
    expect(found?.settlement?.equal).toEqual([
      ['mode', 'asset'],
      ['inner.after', 'quantity'],
    ]);
    const wrong = { 'inner.before': 'asset', 'mode.after': 'asset', inner: 'coin' };
    const places = ['/equal/inner.before', '/equal/mode.after', '/equal/inner'];
    expect(faults({ ...LEAST, equal: wrong }, records)).toEqual(
      places.map((place) => `error model/settlement ~${place}`),
    );
  });

  it('may say instead why there is none', () => {
    expect(settlementOf({ none: 'No query shows it.' })).toBeUndefined();
    expect(faults({ none: 'No query shows it.' })).toEqual([]);
    expect(faults({ none: 'A query needs none.' }, {}, { 'x-effect': 'read' })).toEqual(['error model/settlement ~']);
  });

  it.each([
    ['rows without a time that says nothing of absence', { ...SETTLED, rows: timeless }, '/rows'],
    ['a fault in what is asked otherwise', { ...SETTLED, otherwise: { ...LEAST, since: 'type' } }, '/otherwise/since'],
    ['an unknown operation', { ...SETTLED, operation: 'things.gone' }, '/operation'],
    ['the write itself', { ...SETTLED, operation: 'things.make' }, '/operation'],
    [
      'no parameter of the query',
      { ...LEAST, parameters: { asset: { from: 'asset' }, kind: { value: 'X' } } },
      '/parameters/kind',
    ],
    ['no parameter of the write', { ...LEAST, parameters: { asset: { from: 'coin' } } }, '/parameters/asset/from'],
    ['no source at all', { ...LEAST, parameters: { asset: {} } }, '/parameters/asset'],
    [
      'a value the query does not take',
      { ...LEAST, parameters: { ...LEAST.parameters, type: { value: 'LEND' } } },
      '/parameters/type/value',
    ],
    ['a required parameter left out', { ...LEAST, parameters: { type: { value: 'BORROW' } } }, '/parameters'],
    ['a time that the query does not take', { ...LEAST, since: 'endTime' }, '/since'],
    ['a time that is none', { ...LEAST, since: 'orderId' }, '/since'],
    ['a code that is none', { ...LEAST, absent: ['-2013'] }, '/absent'],
    ['no rows there', { ...SETTLED, rows: { ...rows, field: 'state' } }, '/rows/field'],
    ['no field of a row', { ...SETTLED, rows: { ...rows, equal: { coin: 'asset' } } }, '/rows/equal/coin'],
    ['no parameter to equal', { ...SETTLED, rows: { ...rows, equal: { asset: 'coin' } } }, '/rows/equal/asset'],
    ['no time of a row', { ...SETTLED, rows: { ...rows, time: 'id' } }, '/rows/time'],
    ['no field for the state', { ...SETTLED, state: { ...SETTLED.state, field: 'state' } }, '/state/field'],
    ['a state that is both', { ...SETTLED, state: { ...SETTLED.state, failed: ['CONFIRMED'] } }, '/state'],
  ])('is refused with %s', (_, settledBy, place) => {
    expect(faults(settledBy as JsonObject)).toEqual([`error model/settlement ~${place}`]);
  });

  it('is refused where the query wants one of several and gets none of them', () => {
    const choice = { 'x-conditions': [{ atLeastOne: ['orderId', 'clientId'] }] };
    expect(faults(LEAST, choice)).toEqual(['error model/settlement ~/parameters']);
    const parameters = { ...LEAST.parameters, clientId: { from: 'asset' } };
    expect(faults({ ...LEAST, parameters }, choice)).toEqual([]);
  });

  it('is refused at a query', () => {
    expect(faults(LEAST, {}, { 'x-effect': 'read' })).toEqual(['error model/settlement ~']);
  });
});
