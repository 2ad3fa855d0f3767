import { describe, expect, test, vi } from 'vitest';
import type { AnyOperation, Parameter } from '../../../../templates/runtime/call/request.js';
import { type ClientOptions, ConfigurationError, ValidationError } from '../../../../templates/runtime/common.js';
import { formatPayload } from '../../../../templates/runtime/sign/signing.js';
import { ACCOUNT, BORROW, CANCEL, LOAN, RATES, RECORDS } from '../support.js';
import { failing, type Given, MARK, NOW, ORIGIN, payloadOf, send, start } from './sending.js';

const FORM = 'application/x-www-form-urlencoded';

describe('the text to sign', () => {
  test('is the query, the window and the time, in this order', () => {
    expect(formatPayload('a=1', { recvWindow: 5000, timestamp: 7 })).toBe('a=1&recvWindow=5000&timestamp=7');
    expect(formatPayload('a=1', { recvWindow: undefined, timestamp: 7 })).toBe('a=1&timestamp=7');
    expect(formatPayload('', { recvWindow: 5000, timestamp: 7 })).toBe('recvWindow=5000&timestamp=7');
    expect(formatPayload('', { recvWindow: undefined, timestamp: 7 })).toBe('timestamp=7');
  });

  test('has the time in whole milliseconds', async () => {
    expect(await payloadOf()).toBe('asset=USDT&recvWindow=5000&timestamp=1768478400123');
  });

  test('has it in microseconds where the client wants so and the family takes them', async () => {
    const options: ClientOptions = { clock: { unit: 'us' } };
    expect(await payloadOf({ options })).toMatch(/&timestamp=1768478400123456$/);
    expect(await payloadOf({ options, operation: LOAN })).toMatch(/&timestamp=1768478400123$/);
  });

  test('has a window of three decimals where the family takes them, else the next whole one', async () => {
    expect(await payloadOf({ recvWindow: 1500.125 })).toContain('&recvWindow=1500.125&');
    expect(await payloadOf({ recvWindow: 1500.125, operation: LOAN })).toContain('&recvWindow=1501&');
  });

  test("has the caller's own window once, where the caller put it", async () => {
    const parameters: readonly Parameter[] = [
      ['recvWindow', '9000'],
      ['asset', 'USDT'],
    ];
    expect(await payloadOf({ parameters })).toBe('recvWindow=9000&asset=USDT&timestamp=1768478400123');
  });

  test.each(['0.001', '1', '60000'])('may have a window of %s', async (recvWindow) => {
    expect(await payloadOf({ parameters: [['recvWindow', recvWindow]] })).toContain(`recvWindow=${recvWindow}&`);
  });

  test.each(['0', '-1', '60000.001', '60001', 'long', ''])('never has a window of %j', async (recvWindow) => {
    const failure = await failing({ parameters: [['recvWindow', recvWindow]] });
    expect(failure).toBeInstanceOf(ValidationError);
    expect(failure).toMatchObject({
      operation: 'margin.borrow',
      parameter: 'recvWindow',
      message: `margin.borrow: recvWindow must be more than 0 and at most 60000; given: ${recvWindow}`,
    });
  });
});

describe('when a request is void', () => {
  test.each<[string, Given, number]>([
    ['the window of the call', { recvWindow: 7000 }, 17_000],
    ['the window among the parameters', { recvWindow: 7000, parameters: [['recvWindow', '9000']] }, 19_000],
    ['the next whole window', { recvWindow: 7000.5, operation: LOAN }, 17_001],
  ])('is known by %s, and by how long the exchange may take', async (_, given, milliseconds) => {
    const { life } = await send(given);
    expect([life.sentAt, life.acceptedUntil]).toEqual([NOW, NOW + milliseconds]);
    expect(life.stampedAt).toBe(MARK);
  });

  test('is not known of a request without a time', async () => {
    const { life } = await send({ operation: RATES, schemes: { apiKey: false, signature: false } });
    expect([life.sentAt, life.acceptedUntil]).toEqual([undefined, undefined]);
  });
});

describe('the clock', () => {
  test('may be one that has to be waited for', async () => {
    const { wire, life } = await send({ now: async () => 5 });
    expect(wire.target).toMatch(/&timestamp=5&/);
    expect(life.sentAt).toBe(5);
  });

  test.each([0, 9_007_199_254_740])('may show %d', async (now) => {
    expect((await send({ now: () => now })).wire.target).toContain(`&timestamp=${now}&`);
  });

  test.each([-1, Number.NaN, Infinity, -Infinity, 2 ** 53 / 1000, 2 ** 53, '5', undefined])(
    'must show milliseconds, and not %j',
    async (now) => {
      for (const read of [() => now, async () => now]) {
        const failure = await failing({ now: read });
        expect(failure).toBeInstanceOf(ConfigurationError);
        expect(failure).toMatchObject({ option: 'now', operation: 'margin.borrow' });
        expect((failure as Error).message).toContain('now() must give milliseconds since the Unix epoch');
        expect((failure as Error).cause).toBeUndefined();
      }
    },
  );

  test('that fails is told so, without secrets', async () => {
    const error = new RangeError(`broken, with ${ACCOUNT.secret}`);
    const readings = [
      () => Promise.reject(error),
      () => {
        throw error;
      },
    ];
    for (const now of readings) {
      const failure = await failing({ now });
      expect(failure).toBeInstanceOf(ConfigurationError);
      expect(failure).toMatchObject({
        option: 'now',
        operation: 'margin.borrow',
        message: 'now() failed: broken, with [redacted]',
        cause: { name: 'RangeError', message: 'broken, with [redacted]' },
      });
    }
  });

  test('that says itself what is wrong is left to say it', async () => {
    const error = new ConfigurationError('clock', 'no time server');
    expect(await failing({ now: () => Promise.reject(error) })).toBe(error);
  });
});

describe('the signature', () => {
  test('is of exactly what is sent, and goes last, percent-encoded', async () => {
    const sign = vi.fn((payload: string) => `${payload.length}+/=`);
    const { wire } = await send({ sign });
    const payload = 'asset=USDT&recvWindow=5000&timestamp=1768478400123';
    expect(sign.mock.calls).toEqual([[payload]]);
    expect(wire.target).toBe(`${BORROW.path}?${payload}&signature=${payload.length}%2B%2F%3D`);
    expect(wire.signature).toBe(`${payload.length}+/=`);
  });

  test('may be one that has to be waited for', async () => {
    expect((await send({ sign: async () => 'later' })).wire.target).toMatch(/&signature=later$/);
  });

  test('and nothing else of a request is waited for that is there at once', async () => {
    const { wires, done } = start({});
    expect(wires).toHaveLength(1);
    await done;
  });

  test.each(['', ' ', 'a b', ' a', 'a ', 'a\nb', 'a\n', 'é', '\x7f', '\x1f', undefined, null, 5, ['a'], { a: 1 }])(
    'must be one line of ASCII text, and not %j',
    async (signature) => {
      for (const sign of [() => signature, async () => signature]) {
        const failure = await failing({ sign });
        expect(failure).toBeInstanceOf(ConfigurationError);
        expect(failure).toMatchObject({
          option: 'sign',
          operation: 'margin.borrow',
          message: 'margin.borrow could not be signed: sign() must give the signature as one line of ASCII text',
          cause: { name: 'TypeError' },
        });
      }
    },
  );

  test('without anything that signs cannot be', async () => {
    expect(await failing({ sign: undefined })).toMatchObject({
      option: 'sign',
      message: expect.stringMatching(/could not be signed: sign\(\) must give the signature/) as string,
    });
  });

  test('that fails is told so, without secrets', async () => {
    const error = new RangeError(`no card, but ${ACCOUNT.secret}`);
    const signers = [
      () => Promise.reject(error),
      () => {
        throw error;
      },
    ];
    for (const sign of signers) {
      const failure = await failing({ sign });
      expect(failure).toBeInstanceOf(ConfigurationError);
      expect(failure).toMatchObject({
        option: 'sign',
        operation: 'margin.borrow',
        message: 'margin.borrow could not be signed: no card, but [redacted]',
        cause: { name: 'RangeError', message: 'no card, but [redacted]' },
      });
    }
  });

  test('of a signer that says itself what is wrong is left to say it', async () => {
    const error = new ConfigurationError('privateKey', 'no key');
    expect(
      await failing({
        sign: () => {
          throw error;
        },
      }),
    ).toBe(error);
  });
});

describe('the headers', () => {
  const none = { apiKey: false, signature: false };

  test('are the key alone, the same object for all requests, or nothing', async () => {
    const { wire, settings } = await send();
    expect(wire.headers).toBe(settings.keyHeaders);
    expect(wire.headers).toEqual({ 'X-MBX-APIKEY': ACCOUNT.apiKey });
    expect((await send({ schemes: none })).wire.headers).toEqual({});
  });

  test("are the caller's own with it", async () => {
    const headers = { 'x-tag': '1' };
    expect((await send({ headers })).wire.headers).toEqual({ 'x-tag': '1', 'X-MBX-APIKEY': ACCOUNT.apiKey });
    expect((await send({ headers, schemes: none })).wire.headers).toEqual({ 'x-tag': '1' });
  });

  test('are checked before anything is signed', async () => {
    const sign = vi.fn(() => 'S');
    const failure = await failing({ headers: { a: 'b\nc' }, sign });
    expect(failure).toMatchObject({ operation: 'margin.borrow', parameter: 'header "a"' });
    expect(sign).not.toHaveBeenCalled();
  });
});

describe('where the parameters go', () => {
  const body: ClientOptions = { parametersIn: 'body' };
  const none = { apiKey: false, signature: false };
  const SIGNED = 'asset=USDT&recvWindow=5000&timestamp=1768478400123&signature=S';

  test('is the query by default, whatever the method', async () => {
    for (const operation of [BORROW, CANCEL, RECORDS]) {
      const { wire } = await send({ operation });
      expect(wire).toEqual({
        method: operation.method,
        effect: operation.effect,
        origin: ORIGIN,
        target: `${operation.path}?${SIGNED}`,
        headers: { 'X-MBX-APIKEY': ACCOUNT.apiKey },
        signature: 'S',
      });
    }
  });

  test('is a form where the client wants so', async () => {
    expect((await send({ options: body })).wire).toEqual({
      method: 'POST',
      effect: 'write',
      origin: ORIGIN,
      target: BORROW.path,
      headers: { 'X-MBX-APIKEY': ACCOUNT.apiKey, 'Content-Type': FORM },
      body: SIGNED,
      signature: 'S',
    });
  });

  test('is never a form of a GET', async () => {
    const { wire } = await send({ options: body, operation: { ...RECORDS, parametersIn: 'body' } as AnyOperation });
    expect([wire.target, wire.body]).toEqual([`${RECORDS.path}?${SIGNED}`, undefined]);
  });

  test('is for the operation to say, if it does', async () => {
    const inBody = await send({ operation: { ...BORROW, parametersIn: 'body' } as AnyOperation });
    expect([inBody.wire.target, inBody.wire.body]).toEqual([BORROW.path, SIGNED]);
    const inQuery = await send({ options: body, operation: { ...BORROW, parametersIn: 'query' } as AnyOperation });
    expect([inQuery.wire.target, inQuery.wire.body]).toEqual([`${BORROW.path}?${SIGNED}`, undefined]);
  });

  test('is nowhere if there are none', async () => {
    for (const options of [{}, body]) {
      const { wire } = await send({ options, schemes: none, parameters: [] });
      expect(wire).toEqual({
        method: 'POST',
        effect: 'write',
        origin: ORIGIN,
        target: BORROW.path,
        headers: {},
        signature: undefined,
      });
    }
  });

  test('is the same without a signature', async () => {
    const { wire } = await send({
      schemes: none,
      parameters: [
        ['note', "a b'"],
        ['at', '1'],
      ],
    });
    expect(wire.target).toMatch(/\?note=a%20b(?:'|%27)&at=1$/);
    expect(wire.signature).toBeUndefined();
  });
});
