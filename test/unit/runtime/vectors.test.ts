import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Operation, ParameterKind } from '../../../templates/runtime/common.js';
import { createNodeSigner } from '../../../templates/runtime/sign/node-signer.js';
import { createWebSigner } from '../../../templates/runtime/sign/web-signer.js';
import { startExchange } from '../../exchange/exchange.js';
import { BORROW, ENTRIES } from './support.js';

interface Vector {
  readonly id: string;
  readonly apiKey: string;
  readonly secret: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly recvWindow: number;
  readonly timestamp: number;
  readonly payload: string;
  readonly signature: string;
}

const text = readFileSync(new URL('../../cases/signing/vectors.json', import.meta.url), 'utf8');
const { hmac } = JSON.parse(text) as { readonly hmac: readonly Vector[] };

describe.each([
  ['node', createNodeSigner],
  ['web', createWebSigner],
] as const)('the %s signer', (_, create) => {
  test.each(hmac)('signs the documented example $id', async ({ secret, payload, signature }) => {
    expect(await create({ secret }, (value) => value)?.(payload)).toBe(signature);
  });
});

/** An operation with the parameters of an example, in its order. */
const operationFor = (vector: Vector): Operation<Readonly<Record<string, string>>, unknown> => {
  const kinds = Object.keys(vector.parameters).map((name): [string, ParameterKind] => [
    name,
    /quantity|price/.test(name) ? 'decimal' : 'string',
  ]);
  const changes = { path: '/api/v3/order', parameters: Object.fromEntries(kinds), required: [], response: 'any' };
  return { ...BORROW, ...changes } as unknown as ReturnType<typeof operationFor>;
};

describe.each(ENTRIES)('the %s entry', (_, create) => {
  test.each(hmac)('sends the documented example $id byte for byte', async (vector) => {
    const { apiKey, secret, timestamp } = vector;
    const routes = [{ method: 'POST', path: '/api/v3/order', security: ['apiKey', 'signature'] as const }];
    const exchange = await startExchange({ accounts: [{ apiKey, secret }], routes, now: () => timestamp });
    try {
      const caller = create({
        apiKey,
        secret,
        baseUrl: exchange.origin,
        now: () => timestamp,
        recvWindow: vector.recvWindow,
      });
      await caller(operationFor(vector), vector.parameters);
      const [request] = exchange.requests;
      expect(request?.target).toBe(`/api/v3/order?${vector.payload}&signature=${vector.signature}`);
      expect(request?.headers['x-mbx-apikey']).toBe(apiKey);
    } finally {
      await exchange.close();
    }
  });
});
