import { describe, expect, test } from 'vitest';
import type { Call } from '../../../../templates/runtime/call/call.js';
import { DecodeError, type ResponseKind } from '../../../../templates/runtime/common.js';
import { createRedact } from '../../../../templates/runtime/errors/redact.js';
import { readSuccess } from '../../../../templates/runtime/read/success.js';
import { RECORDS } from '../support.js';

const SECRET = 'SECRETNhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZ';
const KIND: ResponseKind = { fields: { tranId: 'id', amount: 'decimal' } };
const JSON_TYPE = 'application/json;charset=UTF-8';

interface Given {
  readonly body?: string | undefined;
  readonly type?: string | undefined;
  readonly status?: number;
  readonly kind?: ResponseKind;
  readonly mayBeEmpty?: true;
}

const read = (given: Given): unknown => {
  const { body, type = JSON_TYPE, status = 200, kind = KIND, mayBeEmpty } = given;
  // Of a call, reading its answer needs the operation alone.
  const call = { operation: { ...RECORDS, name: 'margin.borrow', response: kind, mayBeEmpty } } as unknown as Call;
  const headers: Record<string, string> = { 'x-mbx-used-weight-1m': '7' };
  if (type !== '') headers['content-type'] = type;
  return readSuccess(call, { status, headers, body }, createRedact([SECRET])).data;
};

const failure = (given: Given): DecodeError => {
  try {
    read(given);
  } catch (error) {
    if (error instanceof DecodeError) return error;
    throw error;
  }
  throw new Error('expected a DecodeError');
};

const problem = (given: Given): string =>
  failure(given).message.replace('margin.borrow was answered with HTTP 200 and ', '');

const ERROR = 'an error instead of a result: ';
const DEEP = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
const NOT_JSON = 'a body that is not JSON, or not all of it';

describe('an answer that cannot be read', () => {
  test.each<[string, Given, string]>([
    ['a body beyond the limit', { body: undefined }, 'a body longer than maxResponseBytes'],
    ['a page under a 200', { body: '<p>', type: 'text/html; charset=x' }, 'text/html; charset=x instead of JSON'],
    ['JSON under another type', { body: '{}', type: 'text/plain' }, 'text/plain instead of JSON'],
    ['a type that begins like JSON', { body: '{}', type: 'application/jsonp' }, 'application/jsonp instead of JSON'],
    ['a type that ends like JSON', { body: '{}', type: 'xapplication/json' }, 'xapplication/json instead of JSON'],
    ['a type that names JSON later', { body: '{}', type: 'x/y;text/json' }, 'x/y;text/json instead of JSON'],
    ['an empty body', { body: '' }, 'an empty body'],
    ['white space alone', { body: ' \n' }, NOT_JSON],
    ['a byte order mark alone', { body: '\uFEFF' }, NOT_JSON],
    ['a page that claims to be JSON', { body: '<!doctype html><p>Sorry</p>' }, NOT_JSON],
    ['an object cut off', { body: '{"tranId":1' }, NOT_JSON],
    ['a number cut off', { body: '{"amount":1.' }, NOT_JSON],
    ['a text cut off', { body: '{"amount":"1.5' }, NOT_JSON],
    ['an escape cut off', { body: '{"amount":"\\u00' }, NOT_JSON],
    ['something behind the end', { body: '{"tranId":1}{"tranId":2}' }, NOT_JSON],
    ['NaN', { body: '{"amount":NaN}' }, NOT_JSON],
    ['Infinity', { body: '{"amount":-Infinity}' }, NOT_JSON],
    ['a line break within a text', { body: '{"amount":"1\n5"}' }, NOT_JSON],
    ['no result at all', { body: 'null' }, 'a value that is not an object at $'],
    ['no list at all', { body: 'null', kind: { list: KIND } }, 'a value that is not a list at $'],
    ['a list instead of an object', { body: '[]' }, 'a value that is not an object at $'],
    ['a field of another form', { body: '{"tranId":"x"}' }, 'a value that is not an integer at $.tranId'],
    ['a field of 20,000 levels', { body: `{"tranId":${DEEP}}` }, 'a value that is not an integer at $.tranId'],
    ['an error under a 200', { body: '{"code":-3006,"msg":"no"}' }, 'an error instead of a result: -3006 no'],
    ['an error instead of a list', { body: '{"code":-1,"msg":"a\\n b"}', kind: { list: 'id' } }, `${ERROR}-1 a b`],
    ['an error instead of anything', { body: '{"code":-1,"msg":"x"}', kind: 'any' }, `${ERROR}-1 x`],
    ['a row of another form', { body: '[[true]]', kind: { list: KIND } }, 'a value that is not an object at $[0]'],
    ['an error with a byte order mark', { body: '\uFEFF{"code":-1007,"msg":"x"}' }, `${ERROR}-1007 x`],
  ])('%s', (_, given, message) => {
    expect(problem(given)).toBe(message);
    expect(failure(given)).toMatchObject({
      kind: 'decode',
      operation: 'margin.borrow',
      status: 200,
      usage: [{ scope: 'IP', used: 7 }],
    });
  });

  test('the status is the one that came', () => {
    expect(failure({ body: '', status: 204 })).toMatchObject({
      status: 204,
      message: 'margin.borrow was answered with HTTP 204 and an empty body',
    });
  });

  test('where it is, if it is somewhere', () => {
    expect(failure({ body: '{"tranId":[]}' }).path).toBe('$.tranId');
    expect(failure({ body: '[' }).path).toBeUndefined();
  });

  test('the start of the body is shown, on one line and without secrets', () => {
    const { excerpt, message, cause } = failure({ body: `<p>\n\t${SECRET} signature=abc</p>`, type: 'text/html' });
    expect(excerpt).toBe('<p> [redacted] signature=[redacted]</p>');
    expect(message).not.toContain(SECRET);
    expect(cause).toBeUndefined();
    expect(failure({ body: 'x'.repeat(201) }).excerpt).toBe(`${'x'.repeat(200)}…`);
    expect(failure({ body: undefined }).excerpt).toBe('');
  });

  test('neither the type nor the message of the exchange repeats a secret, and neither is endless', () => {
    expect(problem({ body: '{}', type: `text/${SECRET}` })).toBe('text/[redacted] instead of JSON');
    expect(problem({ body: '{}', type: 'x'.repeat(5000) })).toBe(`${'x'.repeat(200)}… instead of JSON`);
    expect(problem({ body: `{"code":-1,"msg":"${SECRET}"}` })).toBe('an error instead of a result: -1 [redacted]');
    expect(problem({ body: `{"code":-1,"msg":"${'x'.repeat(5000)}"}` })).toBe(
      `an error instead of a result: -1 ${'x'.repeat(200)}…`,
    );
    const kind: ResponseKind = { record: 'id' };
    expect(failure({ body: `{"${'x'.repeat(40)}${SECRET}":[]}`, kind })).toMatchObject({
      path: `$["${'x'.repeat(40)}[redacted]"]`,
      message: expect.not.stringContaining(SECRET.slice(0, 20)) as string,
    });
  });
});

describe('an answer that can be read', () => {
  test.each([
    'application/json',
    'APPLICATION/JSON',
    'application/json;charset=UTF-8',
    'application/json ; charset=utf-8',
    'application/problem+json',
    'application/vnd.api.v1+json;x=1',
    'text/json',
    '',
  ])('under the type %j', (type) => {
    expect(read({ body: '{"tranId":351637150141315861}', type })).toEqual({ tranId: '351637150141315861' });
  });

  test.each<[string, string, ResponseKind, unknown]>([
    ['a code that is no error', '{"code":200,"msg":"success"}', KIND, { code: 200, msg: 'success' }],
    ['a code of zero', '{"code":0,"msg":"ok"}', KIND, { code: 0, msg: 'ok' }],
    ['a code alone', '{"code":-1}', KIND, { code: -1 }],
    ['a message alone', '{"msg":"x"}', KIND, { msg: 'x' }],
    ['a code that is text', '{"code":"-1","msg":"x"}', KIND, { code: '-1', msg: 'x' }],
    ['a code that is no integer', '{"code":-1.5,"msg":"x"}', KIND, { code: '-1.5', msg: 'x' }],
    ['a message that is no text', '{"code":-1,"msg":5}', KIND, { code: -1, msg: 5 }],
    ['a declared code', '{"code":-1,"msg":"x"}', { fields: { code: 'int' } }, { code: -1, msg: 'x' }],
    ['null where anything may be', 'null', 'any', null],
    ['a text', '"x"', 'string', 'x'],
    ['nothing of an empty list', '[]', { list: KIND }, []],
    ['a byte order mark', '\uFEFF{"amount":1.50}', KIND, { amount: '1.50' }],
    ['a lone surrogate', '{"amount":"\\ud83d"}', KIND, { amount: '\ud83d' }],
  ])('%s', (_, body, kind, data) => {
    expect(read({ body, kind })).toEqual(data);
  });

  test('an error of an operation whose fields inherit a code is none of its fields', () => {
    const kind: ResponseKind = { fields: Object.create({ code: 'int' }) as Record<string, ResponseKind> };
    expect(problem({ body: '{"code":-1,"msg":"x"}', kind })).toBe('an error instead of a result: -1 x');
  });
});

describe('an answer that may be empty', () => {
  test.each<[string, Given, unknown]>([
    ['nothing is null where null is a result', { body: '' }, null],
    ['of whatever type', { body: '', type: 'text/plain' }, null],
    ['and of none', { body: '\r\n', type: '' }, null],
    ['so is null itself', { body: 'null' }, null],
    ['an object is one', { body: '{"tranId":7}' }, { tranId: '7' }],
    ['nothing is undefined where nobody described a body', { body: '', kind: 'any' }, undefined],
    ['and what comes nevertheless is passed on', { body: '{"msg":"success"}', kind: 'any' }, { msg: 'success' }],
  ])('%s', (_, given, data) => {
    expect(read({ ...given, mayBeEmpty: true })).toEqual(data);
  });

  test.each<[string, Given, string]>([
    ['half an object', { body: '{"tranId"' }, NOT_JSON],
    ['a page', { body: '<p>', type: 'text/html', kind: 'any' }, 'text/html instead of JSON'],
    ['an error', { body: '{"code":-1003,"msg":"m"}', kind: 'any' }, `${ERROR}-1003 m`],
    ['a body beyond the limit', { body: undefined, kind: 'any' }, 'a body longer than maxResponseBytes'],
  ])('is none with %s', (_, given, want) => {
    expect(problem({ ...given, mayBeEmpty: true })).toBe(want);
  });
});

describe('an answer that is a list or an object', () => {
  const kind: ResponseKind = { either: [{ list: KIND }, KIND] };

  test('is read by what it is', () => {
    expect(read({ body: '{"tranId":7,"amount":1.50}', kind })).toEqual({ tranId: '7', amount: '1.50' });
    expect(read({ body: '[{"tranId":7},{"amount":2}]', kind })).toEqual([{ tranId: '7' }, { amount: '2' }]);
    expect(read({ body: '[]', kind })).toEqual([]);
  });

  test.each([
    ['7', 'a value that is not a list or an object at $'],
    ['"x"', 'a value that is not a list or an object at $'],
    ['null', 'a value that is not a list or an object at $'],
    ['[7]', 'a value that is not an object at $[0]'],
    ['[{"tranId":true}]', 'a value that is not an integer at $[0].tranId'],
  ])('and %s is neither', (body, want) => {
    expect(problem({ body, kind })).toBe(want);
  });
});
