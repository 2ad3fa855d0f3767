import { describe, expect, test } from 'vitest';
import { isPlain, parseExact, protectNumbers, skipMark } from '../../../../templates/runtime/read/json.js';

const SIXTEEN = '1234567890123456';
const FIFTEEN = '123456789012345';

/** Long numbers are looked for behind the first characters alone. */
const behind = (length: number, text: string): string => `["${'x'.repeat(length - 4)}",${text}]`;

describe('what a look at a body finds', () => {
  test.each([
    '1.5',
    '-1.5',
    '[1.5]',
    '[-0.5]',
    '[0,1.5]',
    '{"a":1.5}',
    '{"a": 1.5}',
    '[\n1.5]',
    '[\t1.5]',
    '{"a":"b.c","d":12.50}',
    '{"a":"1.5","b":123456789.0}',
    '9.9',
    '[0.0]',
    '1e-7',
    '1E-7',
    '[90e-7]',
    '[-1e-7]',
    '{"a":"x-y","b":1e-7}',
    '-0',
    '[-0]',
    '[1,-0]',
    '{"a":-0}',
    '{"a": -0}',
    '{"a":"b-c","d":-0}',
    behind(49, SIXTEEN),
    behind(79, SIXTEEN),
    behind(300, SIXTEEN),
    behind(400, `-${SIXTEEN}`),
    behind(400, `${SIXTEEN}789`),
    behind(496, SIXTEEN),
  ])('%s may lose digits', (text) => {
    expect(isPlain(text)).toBe(false);
  });

  test.each([
    '',
    '1',
    '[]',
    '"1.5"',
    '["1.5"]',
    '["-1.5"]',
    '["v1.5 x2.5kg"]',
    '["api.binance.com"]',
    '["1.2.3.4"]',
    '[".5"]',
    '[" .5"]',
    '10',
    '["a.b","c.d"]',
    '["1e-7"]',
    '["e-7"]',
    '["3ae-7b1"]',
    '["0c9d1e-1a"]',
    '["le-1"]',
    '["-0"]',
    '["9-0"]',
    '["-1","a-1","1-2"]',
    '[-1,-12]',
    '[1e5,1E+5]',
    '[".",":","-"]',
    '["6gCrw2kRUAF9CvJDGP16IP"]',
    behind(400, FIFTEEN),
    behind(400, `"${SIXTEEN}"`),
    behind(400, `"x${SIXTEEN}789"`),
    behind(400, `1234567,12345678`),
    behind(48, SIXTEEN),
    behind(497, SIXTEEN),
    SIXTEEN,
  ])('%s does not, as far as the text tells', (text) => {
    expect(isPlain(text)).toBe(true);
  });

  test.each(Array.from({ length: 16 }, (_, shift) => [100 + shift]))('sixteen digits are found at %i', (start) => {
    expect(isPlain(behind(start, SIXTEEN))).toBe(false);
    expect(isPlain(behind(start, FIFTEEN))).toBe(true);
  });
});

describe('numbers in quotes', () => {
  test.each([
    [`[${SIXTEEN}]`, `["${SIXTEEN}"]`],
    [`[-${SIXTEEN}]`, `["-${SIXTEEN}"]`],
    ['[0.5]', '["0.5"]'],
    ['[-0]', '["-0"]'],
    ['[-0.0]', '["-0.0"]'],
    ['[1e2]', '["100"]'],
    ['[1E2]', '["100"]'],
    ['[1e+2]', '["100"]'],
    ['[1e-2]', '["0.01"]'],
    ['[1.5e2,3]', '["150",3]'],
    ['[1.5,"2.5\\"",3.5]', '["1.5","2.5\\"","3.5"]'],
    ['["\\\\",1.5]', '["\\\\","1.5"]'],
    ['["a\\\\\\"",1.5]', '["a\\\\\\"","1.5"]'],
    ['{"a" : 1.5 , "b":2.5}', '{"a" : "1.5" , "b":"2.5"}'],
    ['{"1.5":1.5}', '{"1.5":"1.5"}'],
    ['[12,-34,1.5,56]', '[12,-34,"1.5",56]'],
    [`1.5${' '.repeat(3)}`, '"1.5"   '],
    [`{"n":${FIFTEEN},"m":0.1}`, `{"n":${FIFTEEN},"m":"0.1"}`],
  ])('%s', (text, quoted) => {
    expect(protectNumbers(text)).toBe(quoted);
  });

  test.each(['', '[]', '[0,1,-1]', `[${FIFTEEN},-${FIFTEEN}]`, '{"a":10}', '["1.5"]', '["a",true]', '{"b1.5":1}'])(
    '%s needs none',
    (text) => {
      expect(protectNumbers(text)).toBeUndefined();
    },
  );

  test.each([
    ['-'],
    ['[-]'],
    ['[01.5]'],
    ['[-01.5]'],
    ['[00]'],
    ['[1.]'],
    ['[1.e5]'],
    ['[1e]'],
    ['[1e+]'],
    ['[1.5.5]'],
    ['[1.5e5.5]'],
    ['[1.5-1]'],
    ['[1.5+1]'],
    ['[1.5x]'],
    ['[1.5_]'],
    ['[0x1.5]'],
    [`[0${SIXTEEN}]`],
    [`[${SIXTEEN}n]`],
    [`{${SIXTEEN}:1}`],
    ['{1.5:1}'],
    ['{1.5 :1}'],
    ['{1.5\n\t:1}'],
    ['{-0:1}'],
    ['[1.5,'],
    ['{"a":1.5'],
    ['"1.5'],
    ['"\\"1.5'],
    ['[NaN]'],
    ['[Infinity]'],
    ['[-Infinity]'],
    ['[1.5] 2.5'],
    ['[1.5]]'],
    ['1.5 true'],
    ["['1.5']"],
    ['[1.5,]'],
    ['[,1.5]'],
    ['// 1.5'],
  ])('%s is no JSON and does not become any', (text) => {
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect(() => parseExact(text)).toThrow(SyntaxError);
  });

  test('what a string holds is not touched, and what an escape stands for is as JSON.parse has it', () => {
    const text = '{"a\\u002e5":"\\ud800 1.5 \\"2.5\\" \\\\","b":1.5}';
    expect(parseExact(text)).toEqual({ 'a.5': '\ud800 1.5 "2.5" \\', b: '1.5' });
  });

  test('of two fields by one name the last counts, as with JSON.parse', () => {
    expect(parseExact('{"a":1.5,"a":2.50}')).toEqual({ a: '2.50' });
  });

  test('the digits of a fraction are kept however many they are', () => {
    const long = `0.${'123456789'.repeat(2000)}0`;
    expect(parseExact(`[${long}]`)).toEqual([long]);
  });

  test('text made to be slow is read in time in proportion to its length', () => {
    const size = 150_000;
    const hostile = [
      `[${'1'.repeat(size)}.5]`,
      `[${'-'.repeat(size)}]`,
      `[1.5${' '.repeat(size)}:]`,
      `"${'\\\\'.repeat(size / 2)}"`,
      `["${'1.'.repeat(size / 2)}"]`,
      `["${'1e-'.repeat(size / 3)}"]`,
      `[${'1.5 :'.repeat(size / 5)}]`,
      `[${',1.5'.repeat(size / 4)}]`,
    ];
    const start = performance.now();
    for (const text of hostile) {
      isPlain(text);
      protectNumbers(text);
    }
    // It takes a tenth of a second; were it the square, it would be a minute.
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe('a byte order mark', () => {
  test('one is skipped, at the start alone', () => {
    expect(skipMark('\uFEFF{}')).toBe('{}');
    expect(skipMark('\uFEFF\uFEFF{}')).toBe('\uFEFF{}');
    expect(skipMark('{}')).toBe('{}');
    expect(skipMark('')).toBe('');
    expect(parseExact('\uFEFF[1.5]')).toEqual(['1.5']);
    expect(() => parseExact('[\uFEFF1.5]')).toThrow(SyntaxError);
  });
});
