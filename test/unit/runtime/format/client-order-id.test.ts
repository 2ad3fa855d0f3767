import { describe, expect, expectTypeOf, test } from 'vitest';
import { ConfigurationError, ValidationError } from '../../../../templates/runtime/errors/errors.js';
import { createClientOrderId, withClientOrderId } from '../../../../templates/runtime/format/client-order-id.js';
import type { Operation } from '../../../../templates/runtime/operation.js';

const errorOf = (action: () => unknown): unknown => {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('It was expected to be refused.');
};

describe('createClientOrderId', () => {
  test('fits what the exchange takes, with the longest prefix too', () => {
    for (let count = 0; count < 500; count += 1) {
      expect(createClientOrderId()).toMatch(/^[A-Za-z0-9_-]{22}$/);
      expect(createClientOrderId('.:/_-x90AZ')).toMatch(/^\.:\/_-x90AZ[A-Za-z0-9_-]{22}$/);
      expect(createClientOrderId('.:/_-x90AZ')).toMatch(/^[.A-Z:/a-z0-9_-]{1,32}$/);
    }
  });

  test('never gives the same id twice, and uses every character at every place', () => {
    const ids = Array.from({ length: 20_000 }, () => createClientOrderId());
    expect(new Set(ids).size).toBe(ids.length);
    for (let place = 0; place < 22; place += 1) {
      const counts = new Map<string, number>();
      for (const id of ids) counts.set(id.charAt(place), (counts.get(id.charAt(place)) ?? 0) + 1);
      expect(counts.size).toBe(64);
      // 312 are expected of each, give or take 18.
      expect(Math.min(...counts.values())).toBeGreaterThan(200);
      expect(Math.max(...counts.values())).toBeLessThan(430);
    }
  });

  test.each([
    ['elevenchars', '11 characters'],
    ['a b', '"a b"'],
    ['a b4567890', '"a b4567890"'],
    ['é', '"é"'],
    ['a\n', '"a\\n"'],
    [7, 'number'],
    [null, 'null'],
  ])('a prefix of %j is refused', (prefix, given) => {
    const error = errorOf(() => createClientOrderId(prefix as string));
    expect(error).toBeInstanceOf(ValidationError);
    expect(error).toMatchObject({
      operation: 'createClientOrderId',
      expected: 'at most 10 characters out of A-Z a-z 0-9 . : / _ -',
      given,
      parameter: 'prefix',
    });
  });
});

interface OrderParams {
  readonly symbol: string;
  readonly newClientOrderId?: string;
}

type Named<Name extends string> = Operation<OrderParams, { readonly orderId: string }> & {
  readonly clientOrderId: Name;
};

const ORDER: Named<'newClientOrderId'> = {
  name: 'margin.newOrder',
  method: 'POST',
  path: '/sapi/v1/margin/order',
  server: 'https://api.binance.com',
  security: [],
  securityType: 'NONE',
  weight: [],
  effect: 'write',
  parameters: { symbol: 'string', newClientOrderId: 'string' },
  required: ['symbol'],
  response: 'any',
  errors: [],
  clientOrderId: 'newClientOrderId',
};

describe('withClientOrderId', () => {
  test('adds a new id to a copy and leaves the given params alone', () => {
    const params: OrderParams = Object.freeze({ symbol: 'BTCUSDT' });
    const [one, other] = [withClientOrderId(ORDER, params), withClientOrderId(ORDER, params, 'bot-')];
    expectTypeOf(one).toExtend<OrderParams>();
    expectTypeOf(one.newClientOrderId).toEqualTypeOf<string>();
    expect(one).toEqual({ symbol: 'BTCUSDT', newClientOrderId: expect.stringMatching(/^[A-Za-z0-9_-]{22}$/) });
    expect(other.newClientOrderId).toMatch(/^bot-[A-Za-z0-9_-]{22}$/);
    expect(one.newClientOrderId).not.toBe(other.newClientOrderId);
    expect(params).toEqual({ symbol: 'BTCUSDT' });
  });

  test("keeps the caller's own id, in a copy", () => {
    const params = { symbol: 'BTCUSDT', newClientOrderId: 'mine' };
    const copy = withClientOrderId(ORDER, params);
    expect(copy).toEqual(params);
    expect(copy).not.toBe(params);
    expect(withClientOrderId(ORDER, { ...params, newClientOrderId: '' }).newClientOrderId).toBe('');
  });

  test('is typed for whatever the operation calls it', () => {
    const clientOrderId = 'newClientStrategyId';
    const conditional: Named<typeof clientOrderId> = { ...ORDER, clientOrderId };
    const copy = withClientOrderId(conditional, { symbol: 'BTCUSDT' });
    expectTypeOf(copy.newClientStrategyId).toEqualTypeOf<string>();
    expectTypeOf<(typeof copy)['newClientOrderId']>().toEqualTypeOf<string | undefined>();
    expect(copy).toEqual({ symbol: 'BTCUSDT', newClientStrategyId: expect.stringMatching(/^[A-Za-z0-9_-]{22}$/) });
    // Nothing is promised of an operation whose type does not tell.
    const untold: Operation<OrderParams, unknown> = ORDER;
    expectTypeOf(withClientOrderId(untold, { symbol: 'BTCUSDT' })).toEqualTypeOf<OrderParams>();
  });

  test('takes undefined for left out', () => {
    const params = { symbol: 'BTCUSDT', newClientOrderId: undefined } as unknown as OrderParams;
    expect(withClientOrderId(ORDER, params).newClientOrderId).toHaveLength(22);
  });

  test('a param that only the prototype has is not given', () => {
    const params = Object.create({ newClientOrderId: 'inherited' }, {}) as OrderParams;
    expect(withClientOrderId(ORDER, params).newClientOrderId).toHaveLength(22);
  });

  test('refuses an operation that takes none', () => {
    const { clientOrderId, ...cancel } = ORDER;
    expect(clientOrderId).toBe('newClientOrderId');
    const error = errorOf(() => withClientOrderId(cancel, { symbol: 'BTCUSDT' }));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error).toMatchObject({ message: 'margin.newOrder takes no client order id.', operation: 'margin.newOrder' });
  });

  test('does not take params that the operation does not', () => {
    // @ts-expect-error misspelt
    withClientOrderId(ORDER, { simbol: 'BTCUSDT' });
  });
});
