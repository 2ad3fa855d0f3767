import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../generator/core/json.js';
import { printType } from '../../../generator/emit/print-type.js';
import { operationFaults, operationOf } from './build.js';
import { respondingWith } from './spec-of.js';

const ID = { type: 'integer', format: 'int64', 'x-int64': 'identifier' };
const TIME = { type: 'integer', format: 'int64', 'x-int64': 'time' };
const ROW = { type: 'object', properties: { id: ID, at: TIME, price: { type: 'string', format: 'decimal' } } };
const PAGE = { type: 'object', properties: { total: { type: 'integer' }, rows: { type: 'array', items: ROW } } };

const parameters = [
  ['size', { type: 'integer', maximum: 100 }],
  ['page', { type: 'integer' }],
  ['fromId', ID],
  ['start', TIME],
  ['end', TIME],
].map(([name, schema]) => ({ name, in: 'query', schema })) as readonly JsonObject[];

const SIZE = { parameter: 'size', max: 100 };
const HISTORY = { rows: 'rows', id: 'id', time: 'at', size: SIZE, page: { parameter: 'page' } };

const operation = (history: JsonObject, more: JsonObject = {}): JsonObject => ({
  'x-history': history,
  parameters,
  responses: respondingWith(PAGE),
  ...more,
});

const rowOf = (schema: JsonObject, rows: string | undefined, root?: JsonObject): string => {
  const { rows: _rows, ...rest } = HISTORY;
  const given = operation(rows === undefined ? rest : HISTORY, { responses: respondingWith(schema) });
  const row = operationOf(given, root).history?.row;
  return row === undefined ? '' : printType(row, '', 0);
};

describe('x-history', () => {
  it('is read with all its ways to the next rows', () => {
    const window = { start: 'start', end: 'end', maxMs: 604_800_000 };
    const { history } = operationOf(operation({ ...HISTORY, from: { parameter: 'fromId' }, window }));
    expect(history).toMatchObject({
      rows: 'rows',
      id: 'id',
      time: 'at',
      size: SIZE,
      page: 'page',
      from: 'fromId',
      window,
    });
  });

  it('is none where the operation has none', () => {
    expect(operationOf({}).history).toBeUndefined();
  });

  it('knows the type of a row: in a field, in a list, by the name of its schema', () => {
    expect(rowOf(PAGE, 'rows')).toBe('ThingsGetResultRowsItem');
    expect(rowOf({ type: 'array', items: ROW }, undefined)).toBe('ThingsGetResultItem');
    const schemas = { Row: ROW, Page: { type: 'object', properties: { rows: { $ref: '#/components/schemas/Rows' } } } };
    const components = {
      schemas: { ...schemas, Rows: { type: 'array', items: { $ref: '#/components/schemas/Row' } } },
    };
    expect(rowOf({ $ref: '#/components/schemas/Page' }, 'rows', { components })).toBe('Row');
    expect(rowOf({ $ref: '#/components/schemas/Rows' }, undefined, { components })).toBe('Row');
  });

  it.each([
    ['a field that holds no rows', { ...HISTORY, rows: 'total' }, '/rows'],
    ['a field that is not there', { ...HISTORY, rows: 'list' }, '/rows'],
    ['an id that no row has', { ...HISTORY, id: 'txId' }, '/id'],
    ['an id that is no id', { ...HISTORY, id: 'price' }, '/id'],
    ['a time that no row has', { ...HISTORY, time: 'time' }, '/time'],
    ['a time that is no time', { ...HISTORY, time: 'id' }, '/time'],
    ['a size that no caller gives', { ...HISTORY, size: { parameter: 'limit', max: 5 } }, '/size/parameter'],
    ['a size that is no number', { ...HISTORY, size: { parameter: 'start', max: 5 } }, '/size/parameter'],
    ['a size of none', { ...HISTORY, size: { parameter: 'size', max: 0 } }, '/size/max'],
    ['a size of a half', { ...HISTORY, size: { parameter: 'size', max: 0.5 } }, '/size/max'],
    ['more rows than the parameter takes', { ...HISTORY, size: { parameter: 'size', max: 101 } }, '/size/max'],
    ['an unknown page', { ...HISTORY, page: { parameter: 'current' } }, '/page/parameter'],
    ['an unknown id to start from', { ...HISTORY, from: { parameter: 'current' } }, '/from/parameter'],
    ['a time to start from', { ...HISTORY, from: { parameter: 'start' } }, '/from/parameter'],
    ['a window of ids', { ...HISTORY, window: { start: 'fromId', end: 'end', maxMs: 1 } }, '/window/start'],
    ['a window without its end', { ...HISTORY, window: { start: 'start', maxMs: 1 } }, '/window/end'],
    ['a window of any length', { ...HISTORY, window: { start: 'start', end: 'end' } }, '/window/maxMs'],
    ['no way to the next rows', { rows: 'rows', id: 'id', size: SIZE }, ''],
  ])('is refused with %s', (_, history, place) => {
    expect(operationFaults(operation(history as JsonObject))).toEqual([`error model/history /x-history${place}`]);
  });

  it('is refused at a write, and where the result is no list', () => {
    const { rows: _rows, ...rest } = HISTORY;
    expect(operationFaults(operation(HISTORY, { 'x-effect': 'write' }))).toEqual(['error model/history /x-history']);
    expect(operationFaults(operation(rest))).toEqual(['error model/history /x-history']);
    const texts = respondingWith({ type: 'array', items: { type: 'string' } });
    expect(operationFaults(operation(rest, { responses: texts }))).toEqual(['error model/history /x-history']);
  });
});
