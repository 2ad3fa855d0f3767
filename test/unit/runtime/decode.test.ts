import { describe, expect, test } from 'vitest';
import { formatPath, Mismatch, readAs } from '../../../templates/runtime/read/decode.js';
import { parseExact } from '../../../templates/runtime/read/json.js';
import type { ResponseKind } from '../../../templates/runtime/common.js';

describe('JSON without loss', () => {
  test.each<[string, unknown]>([
    ['{"id":351637150141315861}', { id: '351637150141315861' }],
    ['{"id": -9223372036854775808 }', { id: '-9223372036854775808' }],
    ['[9007199254740993]', ['9007199254740993']],
    ['[999999999999999,-999999999999999,9999999999999999]', [999999999999999, -999999999999999, '9999999999999999']],
    ['{"amount":123456.78}', { amount: '123456.78' }],
    ['[0.10,1.0,100]', ['0.10', '1.0', 100]],
    ['[1e-7,1E3,1.5e+2]', ['0.0000001', '1000', '150']],
    ['-0', '-0'],
    ['[-0, 0]', ['-0', 0]],
    ['123456789012345678901234567890.123456789', '123456789012345678901234567890.123456789'],
    [' \n\t1.5\r\n', '1.5'],
    ['"1.5"', '1.5'],
    ['{"msg":"[1.5, 2.5], x: 3.25"}', { msg: '[1.5, 2.5], x: 3.25' }],
    ['{"a\\"b":1.5,"c\\\\":"\\\\","d":2.5}', { 'a"b': '1.5', 'c\\': '\\', d: '2.5' }],
    ['{"1.5":1.5}', { '1.5': '1.5' }],
    ['[true,false,null,"",{}]', [true, false, null, '', {}]],
    ['[1.5,[2.5,[3.5]]]', ['1.5', ['2.5', ['3.5']]]],
  ])('%s', (text, value) => {
    expect(parseExact(text)).toEqual(value);
  });

  test.each([
    '',
    '{',
    '[1.5',
    '{"a":1.5',
    '{1.5:2}',
    '{ 1.5 : 2}',
    '{"a" 1.5}',
    '01.5',
    '[1.5.5]',
    '[1.]',
    '[.5]',
    '[+1.5]',
    '[1e]',
    '[--1.5]',
    '[1.5true]',
    '[tru1.5e]',
    '"abc 1.5',
    '{"a":"b 1.5}',
    '[1.5]x',
    '[1.5 2.5]',
    'NaN',
    '[1_000.5]',
    '<html>1.5</html>',
    "{'a':1.5}",
    '[1.5,]',
  ])('what is no JSON stays none: %s', (text) => {
    expect(() => parseExact(text)).toThrow(SyntaxError);
  });

  test('a gigantic exponent does not become a gigantic text', () => {
    expect(parseExact('[1e999999999]')).toEqual(['1e999999999']);
  });

  test('keys of every object are data', () => {
    const value = parseExact('{"__proto__":{"polluted":1.5},"constructor":2.5}') as object;
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('20,000 levels deep', () => {
    const text = `${'['.repeat(20_000)}1.5${']'.repeat(20_000)}`;
    expect(Array.isArray(parseExact(text))).toBe(true);
  });
});

const read = (kind: ResponseKind, text: string): unknown => readAs(kind, parseExact(text));

describe('a field has one type, whatever the wire has', () => {
  test.each<[ResponseKind, string, unknown]>([
    ['string', '"x"', 'x'],
    ['string', '12317283617', '12317283617'],
    ['string', '1.50', '1.50'],
    ['string', '-1e-7', '-0.0000001'],
    ['string', 'true', 'true'],
    ['id', '351637150141315861', '351637150141315861'],
    ['id', '"351637150141315861"', '351637150141315861'],
    ['id', '17', '17'],
    ['id', '-1', '-1'],
    ['decimal', '123456.78', '123456.78'],
    ['decimal', '"123456.780"', '123456.780'],
    ['decimal', '0', '0'],
    ['decimal', '1e-7', '0.0000001'],
    ['decimal', '""', ''],
    ['time', '1700000000000', 1700000000000],
    ['time', '"1700000000000"', 1700000000000],
    ['time', '1.7e12', 1700000000000],
    ['int', '5.0', 5],
    ['int', '9007199254740991', 9007199254740991],
    ['bool', 'true', true],
    ['bool', '"FALSE"', false],
    ['any', '[1,1.5,{"a":12345678901234567890}]', [1, '1.5', { a: '12345678901234567890' }]],
    [{ list: 'id' }, '[1,"2",12345678901234567890]', ['1', '2', '12345678901234567890']],
    [{ record: 'decimal' }, '{"a":1.5,"b":"2"}', { a: '1.5', b: '2' }],
    [
      { fields: { a: 'id', b: { list: { fields: { c: 'decimal' } } } } },
      '{"a":1,"b":[{"c":1},{"c":2.0}]}',
      { a: '1', b: [{ c: '1' }, { c: '2.0' }] },
    ],
  ])('%j reads %s', (kind, text, value) => {
    expect(read(kind, text)).toEqual(value);
  });

  test('null stays null, missing stays missing, unknown fields stay', () => {
    const kind: ResponseKind = { fields: { a: 'id', b: 'decimal', c: { list: 'id' } } };
    expect(read(kind, '{"a":null,"extra":12345678901234567890,"more":1.5,"n":7}')).toEqual({
      a: null,
      extra: '12345678901234567890',
      more: '1.5',
      n: 7,
    });
    const kinds: readonly ResponseKind[] = [
      'string',
      'id',
      'int',
      'bool',
      { list: 'id' },
      { record: 'id' },
      { fields: {} },
    ];
    for (const each of kinds) expect(read(each, 'null')).toBeNull();
  });

  test.each<[ResponseKind, string, string]>([
    ['string', '{}', '$'],
    ['string', '[]', '$'],
    ['id', '1.5', '$'],
    ['id', '"abc"', '$'],
    ['id', '""', '$'],
    ['id', 'true', '$'],
    ['decimal', '{}', '$'],
    ['decimal', 'false', '$'],
    ['time', '"soon"', '$'],
    ['time', '1.5', '$'],
    ['int', '9007199254740992', '$'],
    ['int', 'true', '$'],
    ['bool', '1', '$'],
    ['bool', '"yes"', '$'],
    [{ list: 'id' }, '{}', '$'],
    [{ record: 'id' }, '[]', '$'],
    [{ fields: {} }, '"text"', '$'],
    [{ fields: {} }, '[]', '$'],
    [
      { fields: { rows: { list: { fields: { 'a b': { record: 'int' } } } } } },
      '{"rows":[{"a b":{}},{"a b":{"x":{}}}]}',
      '$.rows[1]["a b"].x',
    ],
  ])('%j refuses %s and says where', (kind, text, path) => {
    try {
      read(kind, text);
    } catch (error) {
      if (!(error instanceof Mismatch)) throw error;
      expect(formatPath(error.path)).toBe(path);
      return;
    }
    throw new Error('expected a Mismatch');
  });

  test('__proto__ is a field like any other and pollutes nothing', () => {
    const kind: ResponseKind = {
      fields: JSON.parse('{"__proto__":"id","toString":"id"}') as Record<string, ResponseKind>,
    };
    const value = read(kind, '{"__proto__":12345678901234567890,"toString":5}') as object;
    expect(Object.entries(value)).toEqual([
      ['__proto__', '12345678901234567890'],
      ['toString', '5'],
    ]);
    expect(read({ record: 'id' }, '{"__proto__":5}')).toSatisfy((read: object) => Object.hasOwn(read, '__proto__'));
    expect(read(kind, '{}')).toEqual({});
  });
});
