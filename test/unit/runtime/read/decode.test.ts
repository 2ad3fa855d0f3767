import { describe, expect, test } from 'vitest';
import { decode, readAs } from '../../../../templates/runtime/read/decode.js';
import { formatPath, Mismatch } from '../../../../templates/runtime/read/mismatch.js';
import { parseExact } from '../../../../templates/runtime/read/json.js';
import type { ResponseKind } from '../../../../templates/runtime/common.js';

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
    '{"a":1,1.5:2}',
    '{"a":1,1.5  :2}',
    '[1.5,"abc',
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

type Reading = (kind: ResponseKind, text: string) => unknown;

const atOnce: Reading = (kind, text) => decode(kind, text, () => undefined);
const inTwoSteps: Reading = (kind, text) => readAs(kind, parseExact(text));

const mismatchOf = (read: () => unknown): Mismatch => {
  try {
    read();
  } catch (error) {
    if (error instanceof Mismatch) return error;
    throw error;
  }
  throw new Error('expected a Mismatch');
};

describe.each([
  ['at once', atOnce],
  ['in two steps', inTwoSteps],
])('a field has one type, whatever the wire has: read %s', (_, read) => {
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
    ['string', '999999999999999', '999999999999999'],
    ['string', '1000000000000000', '1000000000000000'],
    ['string', 'false', 'false'],
    ['string', '1e21', '1000000000000000000000'],
    ['string', '""', ''],
    ['id', '999999999999999', '999999999999999'],
    ['id', '-999999999999999', '-999999999999999'],
    ['id', '1000000000000000', '1000000000000000'],
    ['id', '-1000000000000000', '-1000000000000000'],
    ['id', '9223372036854775807', '9223372036854775807'],
    ['id', '-9223372036854775808', '-9223372036854775808'],
    ['id', '1e3', '1000'],
    ['id', '1E+3', '1000'],
    ['id', '-0', '-0'],
    ['id', '"-5"', '-5'],
    ['id', '0', '0'],
    ['decimal', '999999999999999', '999999999999999'],
    ['decimal', '9999999999999999', '9999999999999999'],
    ['decimal', '-12345678901234567', '-12345678901234567'],
    ['decimal', '1e400', `1${'0'.repeat(400)}`],
    ['decimal', '1e22', '10000000000000000000000'],
    ['decimal', '100e-2', '1.00'],
    ['decimal', '-0', '-0'],
    ['decimal', '-0.0', '-0.0'],
    ['decimal', '"abc"', 'abc'],
    ['time', '1e3', 1000],
    ['time', '0', 0],
    ['int', '-5', -5],
    ['int', '"-5"', -5],
    ['int', '"5.000"', 5],
    ['int', '1e15', 1e15],
    ['int', '-9007199254740991', -9007199254740991],
    ['bool', 'false', false],
    ['bool', '"true"', true],
    ['bool', '"True"', true],
    ['any', '1e3', '1000'],
    ['any', '[1000,1e3]', [1000, '1000']],
    ['any', '1000', 1000],
    ['any', '"1.50"', '1.50'],
    ['any', 'true', true],
    ['any', '9007199254740993', '9007199254740993'],
    ['any', '{"a":[9007199254740993,{"b":1e3}]}', { a: ['9007199254740993', { b: '1000' }] }],
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
    ['int', '-9007199254740992', '$'],
    ['int', '9007199254740993', '$'],
    ['int', '1e400', '$'],
    ['int', '"9007199254740992"', '$'],
    ['int', '"5.01"', '$'],
    ['int', '"5."', '$'],
    ['int', '" 5"', '$'],
    ['int', '"5 "', '$'],
    ['int', '"0x5"', '$'],
    ['int', '"--5"', '$'],
    ['int', '""', '$'],
    ['int', '[]', '$'],
    ['int', '[5]', '$'],
    ['id', '[5]', '$'],
    ['bool', '["true"]', '$'],
    ['int', '{}', '$'],
    ['int', 'true', '$'],
    ['id', '"1 "', '$'],
    ['id', '" 1"', '$'],
    ['id', '"1.0"', '$'],
    ['id', '"--1"', '$'],
    ['id', '5.0', '$'],
    ['id', '[]', '$'],
    ['decimal', 'true', '$'],
    ['decimal', '[]', '$'],
    ['bool', '"truefalse"', '$'],
    ['bool', '""', '$'],
    ['bool', '0', '$'],
    ['bool', '{}', '$'],
    [{ list: 'id' }, '"text"', '$'],
    [{ list: 'id' }, '5', '$'],
    [{ list: 'id' }, '["1","x"]', '$[1]'],
    [{ list: { list: 'id' } }, '[[1],[2,3,[]]]', '$[1][2]'],
    [{ record: 'id' }, '5', '$'],
    [{ record: 'id' }, '{"a":1,"b":"x"}', '$.b'],
    [{ record: { list: 'int' } }, '{"a":[1],"b":[1,2,"x"]}', '$.b[2]'],
    [{ fields: { a: 'int' } }, '{"z":"1","a":"x"}', '$.a'],
    [{ fields: { '': 'int' } }, '{"":"x"}', '$[""]'],
    [{ fields: { a: { fields: { b: 'bool' } } } }, '{"a":{"b":5}}', '$.a.b'],
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
    expect(formatPath(mismatchOf(() => read(kind, text)).path)).toBe(path);
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

describe('what a refusal says', () => {
  test.each<[ResponseKind, string]>([
    ['string', 'text'],
    ['id', 'an integer'],
    ['decimal', 'a decimal'],
    ['time', 'a time in milliseconds'],
    ['int', 'an integer in the safe range'],
    ['bool', 'true or false'],
    [{ record: 'id' }, 'an object'],
    [{ fields: {} }, 'an object'],
  ])('%j expects %s', (kind, expected) => {
    expect(mismatchOf(() => atOnce(kind, '[]'))).toMatchObject({ expected, path: [] });
  });

  test('a list', () => {
    expect(mismatchOf(() => atOnce({ list: 'any' }, '{}')).expected).toBe('a list');
  });

  test.each<[string, string]>([
    ['plain_1', '$.plain_1'],
    ['a b', '$["a b"]'],
    ['"', '$["\\""]'],
    ['x'.repeat(64), `$.${'x'.repeat(64)}`],
    ['x'.repeat(65), `$["${'x'.repeat(64)}…"]`],
    ['\ud800', '$["\\ud800"]'],
    ['\n', '$["\\n"]'],
    ['é', '$["é"]'],
  ])('a name as %j has the path %s', (name, path) => {
    expect(formatPath(mismatchOf(() => atOnce({ record: 'id' }, JSON.stringify({ [name]: true }))).path)).toBe(path);
  });
});

describe('reading at once', () => {
  const ROW: ResponseKind = { fields: { id: 'id', price: 'decimal', at: 'time', on: 'bool' } };

  test('rows may have their fields in any order, some of them, and others besides', () => {
    const text = `[
      {"id":1,"price":"1.50","at":5,"on":true},
      {"on":"false","at":"6","price":2,"id":"2"},
      {"new":"x","id":3,"at":7},
      {"price":null,"id":4,"more":[],"on":true,"at":8,"last":"y"},
      {},
      {"id":5}
    ]`;
    const rows = [
      { id: '1', price: '1.50', at: 5, on: true },
      { on: false, at: 6, price: '2', id: '2' },
      { new: 'x', id: '3', at: 7 },
      { price: null, id: '4', more: [], on: true, at: 8, last: 'y' },
      {},
      { id: '5' },
    ];
    for (let turn = 0; turn < 3; turn += 1) expect(atOnce({ list: ROW }, text)).toEqual(rows);
  });

  test('numbers of fields that the spec does not know are exact as well', () => {
    const unknown = (number: string): unknown =>
      atOnce({ fields: { id: 'id' } }, `{"id":7,"x":${number},"y":[${number}]}`);
    const long = '12345678901234567890';
    expect(unknown(long)).toEqual({ id: '7', x: long, y: [long] });
    expect(unknown('1e3')).toEqual({ id: '7', x: '1000', y: ['1000'] });
    expect(unknown('1E400')).toEqual({ id: '7', x: `1${'0'.repeat(400)}`, y: [`1${'0'.repeat(400)}`] });
    expect(unknown('5')).toEqual({ id: '7', x: 5, y: [5] });
    expect(unknown('2.50')).toEqual({ id: '7', x: '2.50', y: ['2.50'] });
  });

  test('a long number far down makes those above exact, too', () => {
    const rows = Array.from({ length: 100 }, (_, index) => `{"id":${index},"price":${index}}`);
    const read = atOnce({ list: ROW }, `[${rows.join()},{"id":351637150141315861,"extra":1e5}]`) as { id: string }[];
    expect(read.map(({ id }) => id)).toEqual([...rows.keys(), '351637150141315861'].map(String));
    expect(read[100]).toEqual({ id: '351637150141315861', extra: '100000' });
  });

  test('what looks like a number in a text is a text', () => {
    const note = ' 1.5, [-0] : 1e-7,12345678901234567890';
    expect(atOnce({ fields: { id: 'id' } }, JSON.stringify({ note, id: 5 }))).toEqual({ note, id: '5' });
  });

  test('a byte order mark is skipped', () => {
    expect(atOnce(ROW, '\uFEFF{"id":1}')).toEqual({ id: '1' });
    expect(atOnce(ROW, '\uFEFF{"price":1.50}')).toEqual({ price: '1.50' });
  });

  test('the value is shown before it is read, and who looks may refuse it', () => {
    const seen: unknown[] = [];
    const look = (value: unknown): void => void seen.push(structuredClone(value));
    decode(ROW, '{"id":7}', look);
    decode(ROW, '{"id":"7","x":1.5}', look);
    expect(seen).toEqual([{ id: 7 }, { id: '7', x: '1.5' }]);
    const refuse = (): never => {
      throw new RangeError('no');
    };
    expect(() => decode(ROW, '{"id":"x"}', refuse)).toThrow(RangeError);
  });

  test('what is no JSON is a SyntaxError', () => {
    for (const text of ['', '{', '{"id":1', '{"id":1}x', '[1.5', 'NaN', '{"id":01}', '\uFEFF', '\uFEFF\uFEFF{}']) {
      expect(() => atOnce(ROW, text)).toThrow(SyntaxError);
    }
  });

  test('200,000 levels in a field that the spec does not know are passed on', () => {
    const deep = `${'['.repeat(200_000)}1${']'.repeat(200_000)}`;
    const read = atOnce(ROW, `{"id":1,"deep":${deep}}`) as { id: string; deep: unknown };
    expect(read.id).toBe('1');
    expect(Array.isArray(read.deep)).toBe(true);
    expect(() => atOnce({ fields: { deep: 'id' } }, `{"deep":${deep}}`)).toThrow(Mismatch);
  });

  test('a field of any name is data, and nothing is polluted', () => {
    const kind: ResponseKind = { fields: { constructor: 'id', a: { record: 'id' } } as Record<string, ResponseKind> };
    const read = atOnce(kind, '{"__proto__":{"polluted":12345678901234567890},"constructor":5,"a":{"__proto__":6}}');
    expect(Object.entries(read as object)).toEqual([
      ['__proto__', { polluted: '12345678901234567890' }],
      ['constructor', '5'],
      ['a', JSON.parse('{"__proto__":"6"}')],
    ]);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('the description of an operation is left as it is', () => {
    const rows: ResponseKind = Object.freeze({ list: 'int' });
    const kind: ResponseKind = Object.freeze({ fields: Object.freeze({ id: 'id', rows }) });
    expect(atOnce(kind, '{"rows":["1"],"id":2}')).toEqual({ rows: [1], id: '2' });
  });

  test('a field of the required ones that is missing is no mistake', () => {
    expect(atOnce({ fields: { id: 'id' }, required: ['id'] }, '{}')).toEqual({});
  });
});
