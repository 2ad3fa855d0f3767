import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createRedact, excerptOf, redactParameter, safeCause } from '../../../templates/runtime/errors/redact.js';

describe('redaction', () => {
  test('the longest form goes first, so that no end of it remains', () => {
    expect(createRedact(['abcd', 'abcdefgh'])('x abcdefgh y')).toBe('x [redacted] y');
  });

  test('what is too short to be a secret does not blot out words', () => {
    expect(createRedact(['abc'])('abc')).toBe('abc');
    expect(createRedact(['abcd'])('abcd')).toBe('[redacted]');
  });

  test('encoded forms count', () => {
    expect(createRedact(['a+b/c='])('q=a%2Bb%2Fc%3D')).toBe('q=[redacted]');
  });

  test('so do slashes as JSON may have them, also in the lines of a PEM', () => {
    expect(createRedact(['a/b/cd='])('{"key":"a\\/b\\/cd="}')).toBe('{"key":"[redacted]"}');
    const pem = `-----BEGIN X KEY-----\n${'ab/d'.repeat(10)}\n-----END X KEY-----`;
    expect(createRedact([pem])(`x ${'ab\\/d'.repeat(10)} y`)).toBe('x [redacted] y');
  });

  test.each([
    ['?a=1&signature=abc&b=2', '?a=1&signature=[redacted]&b=2'],
    ['a%26signature%3Dabc', 'a%26signature%3D[redacted]'],
    ['{"signature":"abc","a":1}', '{"signature":"[redacted]","a":1}'],
    ['"{\\"signature\\": \\"abc\\"}"', '"{\\"signature\\": \\"[redacted]\\"}"'],
    ['X-MBX-APIKEY: abc', 'X-MBX-APIKEY: [redacted]'],
    ['{"x-mbx-apikey":"abc"}', '{"x-mbx-apikey":"[redacted]"}'],
    ['a -----BEGIN X KEY-----\nabc\n-----END X KEY----- b', 'a [redacted] b'],
    ['a -----BEGIN X KEY-----\nabc', 'a [redacted]'],
    [
      '{"apiKey":"ab/c","secretKey":"d+e\\/f==","type":"RSA"}',
      '{"apiKey":"[redacted]","secretKey":"[redacted]","type":"RSA"}',
    ],
    ['{"secretKey" : "abc', '{"secretKey" : "[redacted]'],
    ['{"body":"{\\"secretKey\\":\\"ab\\/c\\"}"}', '{"body":"{\\"secretKey\\":\\"[redacted]\\"}"}'],
    ['/sapi/v1/margin/apiKey?apiKey=abc&symbol=B', '/sapi/v1/margin/apiKey?apiKey=[redacted]&symbol=B'],
    ['{"listenKey":"abc"}', '{"listenKey":"[redacted]"}'],
    ['{"token":"a b","expirationTime":1}', '{"token":"[redacted]","expirationTime":1}'],
  ])('what gives itself away goes, known or not: %s', (text, redacted) => {
    expect(createRedact([])(text)).toBe(redacted);
  });

  test('ordinary text stays', () => {
    const text = 'Signature for this request is not valid. the signature was late';
    expect(createRedact(['abc', undefined])(text)).toBe(text);
  });

  test('an excerpt is one line, cut after the redaction', () => {
    expect(excerptOf(`a\r\n\tb\u0000${'x'.repeat(300)}`, (text) => text)).toBe(`a b ${'x'.repeat(196)}…`);
    expect(excerptOf(`${'x'.repeat(190)}SECRETSECRETSECRET`, createRedact(['SECRETSECRETSECRET']))).toBe(
      `${'x'.repeat(190)}[redacted]`,
    );
  });

  test('a cause keeps name, code, message and its own causes', () => {
    const original = Object.assign(new TypeError('outer', { cause: new Error('inner SECRET') }), {
      code: 'E_X',
      config: 'SECRET',
    });
    const copy = safeCause(original, createRedact(['SECRET']));
    expect(copy).toMatchObject({
      name: 'TypeError',
      message: 'outer',
      code: 'E_X',
      cause: { message: 'inner [redacted]' },
    });
    expect(copy).not.toHaveProperty('config');
    expect(safeCause('text SECRET', createRedact(['SECRET'])).message).toBe('text [redacted]');
    expect(safeCause(Object.create(null), createRedact([])).message).toBe('not an Error but: object');
  });

  test('a cause that is its own cause ends somewhere', () => {
    const circle = new Error('round');
    circle.cause = circle;
    expect(inspect(safeCause(circle, (text) => text)).length).toBeLessThan(20_000);
  });
});

describe('a parameter that is a secret itself', () => {
  test.each(['apiKey', 'secretKey', 'listenKey', 'token'])('is never shown: %s', (name) => {
    expect(redactParameter(name, 'vmPUZE6mv9SD5VNHk4Hl', createRedact([]))).toBe('[redacted]');
  });

  test('unlike the others', () => {
    expect(redactParameter('apiName', 'mine', createRedact([]))).toBe('mine');
    expect(redactParameter('apiName', 'SECRET', createRedact(['SECRET']))).toBe('[redacted]');
  });
});
