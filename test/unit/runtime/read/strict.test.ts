import { describe, expect, test } from 'vitest';
import type { ResponseKind } from '../../../../templates/runtime/common.js';
import { reportDrift } from '../../../../templates/runtime/read/strict.js';

const INNER: ResponseKind = { fields: { a: 'int' }, required: ['a'] };
const ROW: ResponseKind = { fields: { id: 'id', price: 'decimal', inner: INNER }, required: ['id'] };
const PAGE: ResponseKind = { fields: { total: 'int', rows: { list: ROW } }, required: ['rows', 'total'] };

const NOTHING = { unknown: [], missing: [] };

describe('drift of an answer', () => {
  test.each<[string, ResponseKind, unknown]>([
    ['an answer as the spec has it', PAGE, { total: 1, rows: [{ id: '1', price: '2', inner: { a: 1 } }] }],
    ['fields that may be missing', PAGE, { total: 0, rows: [{ id: '1' }] }],
    ['null where a value is required', PAGE, { total: null, rows: null }],
    ['null for an object with required fields', ROW, { id: '1', inner: null }],
    ['an answer that is null', PAGE, null],
    ['a plain value', 'id', '5'],
    ['a value of any form', 'any', { a: { b: 1 } }],
    ['no required fields at all', { fields: { a: 'id' } }, {}],
    ['an empty list', { list: ROW }, []],
    ['a text where an object is expected', ROW, 'text'],
    ['a field of any form', { fields: { a: 'any' } }, { a: { b: [{ c: 1 }] } }],
    ['a list of plain values', { list: 'id' }, ['1', '2']],
    ['a record of plain values', { record: 'id' }, { a: '1' }],
  ])('%s has none', (_, kind, value) => {
    expect(reportDrift(kind, value)).toEqual(NOTHING);
  });

  test('fields that the spec does not know, without what is in them', () => {
    const value = { total: 1, rows: [], newField: 'x', other: { deep: 1 } };
    expect(reportDrift(PAGE, value)).toEqual({ unknown: ['$.newField', '$.other'], missing: [] });
  });

  test('required fields that are missing', () => {
    expect(reportDrift(PAGE, {})).toEqual({ unknown: [], missing: ['$.rows', '$.total'] });
    expect(reportDrift(ROW, { id: '1', inner: {} })).toEqual({ unknown: [], missing: ['$.inner.a'] });
  });

  test('500 rows say it once, and rows that differ each add their own', () => {
    const rows = Array.from({ length: 500 }, (_, index) =>
      index % 3 === 0 ? { id: '1', one: 1 } : index % 3 === 1 ? { id: '1', two: 2 } : { price: '5', inner: { b: 1 } },
    );
    expect(reportDrift(PAGE, { total: 500, rows })).toEqual({
      unknown: ['$.rows[].one', '$.rows[].two', '$.rows[].inner.b'],
      missing: ['$.rows[].id', '$.rows[].inner.a'],
    });
  });

  test('lists in lists, and records', () => {
    expect(reportDrift({ list: { list: ROW } }, [[{ x: 1 }], [{ id: '1' }]])).toEqual({
      unknown: ['$[][].x'],
      missing: ['$[][].id'],
    });
    expect(reportDrift({ record: ROW }, { BTC: { id: '1', x: 1 }, ETH: {} })).toEqual({
      unknown: ['$.*.x'],
      missing: ['$.*.id'],
    });
    const kind: ResponseKind = { fields: { a: { record: { list: ROW } } } };
    expect(reportDrift(kind, { a: { b: [{ '*': 1, id: '' }] } }).unknown).toEqual(['$.a.*[]["*"]']);
  });

  test.each([49, 50, 51, 100_000])('of %i names, 50 are told at most', (count) => {
    const names = Array.from({ length: count }, (_, index) => `n${index}`);
    const value = Object.fromEntries(names.map((name) => [name, 1]));
    const kept = Math.min(count, 50);
    expect(reportDrift({ fields: {} }, value).unknown).toEqual(names.slice(0, kept).map((name) => `$.${name}`));
    expect(reportDrift({ fields: {}, required: names }, {}).missing).toHaveLength(kept);
  });

  test('the number of names of one sort leaves room for the other', () => {
    const value = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`n${index}`, 1]));
    expect(reportDrift({ fields: { id: 'id' }, required: ['id'] }, value).missing).toEqual(['$.id']);
  });

  test('names that every object inherits are neither known nor there', () => {
    const kind: ResponseKind = { fields: { a: 'id' }, required: ['toString', 'a'] };
    const value: unknown = JSON.parse('{"__proto__":{"x":1},"constructor":1,"a":"1"}');
    expect(reportDrift(kind, value)).toEqual({ unknown: ['$.__proto__', '$.constructor'], missing: ['$.toString'] });
  });

  test('a name of hostile length or content is cut and written on one line', () => {
    const { unknown } = reportDrift({ fields: {} }, { [`${'x'.repeat(1_000_000)}`]: 1, 'a\n"b': 1 });
    expect(unknown).toEqual([`$["${'x'.repeat(64)}…"]`, '$["a\\n\\"b"]']);
  });

  test('no value is told, and none is changed', () => {
    const value = Object.freeze({ rows: Object.freeze([Object.freeze({ id: '4711', leak: 'secret-value' })]) });
    expect(JSON.stringify(reportDrift(PAGE, value))).not.toMatch(/4711|secret-value/);
  });
});
