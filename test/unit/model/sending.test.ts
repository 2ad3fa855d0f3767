import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../generator/core/json.js';
import { faultsOf, modelOf, operationFaults, operationOf } from './build.js';
import { documentWith, PLAIN_OPERATION } from './spec-of.js';

const PARAMETERS = [
  { name: 'newClientOrderId', in: 'query', schema: { type: 'string', maxLength: 36 } },
  { name: 'side', in: 'query', schema: { type: 'string', enum: ['BUY', 'SELL'] } },
  { name: 'orderId', in: 'query', schema: { type: 'integer', format: 'int64', 'x-int64': 'identifier' } },
];

describe('x-client-order-id', () => {
  it('names a text that the caller gives', () => {
    const named = { 'x-client-order-id': 'newClientOrderId', parameters: PARAMETERS };
    expect(operationOf(named).clientOrderId).toBe('newClientOrderId');
    expect(operationOf({ parameters: PARAMETERS }).clientOrderId).toBeUndefined();
  });

  it.each(['gone', 'orderId', 'side', ''])('is refused where %j is none', (name) => {
    expect(operationFaults({ 'x-client-order-id': name, parameters: PARAMETERS })).toEqual([
      'error model/client-order-id /x-client-order-id',
    ]);
  });
});

describe('x-parameters-in', () => {
  const document = (method: string, place: string): JsonObject =>
    documentWith({}, { paths: { '/sapi/v1/thing': { [method]: { ...PLAIN_OPERATION, 'x-parameters-in': place } } } });

  it.each([
    ['get', 'query'],
    ['post', 'query'],
    ['post', 'body'],
    ['put', 'body'],
    ['delete', 'body'],
  ])('of a %s may be %s', (method, place) => {
    expect(modelOf(document(method, place)).operations[0]?.parametersIn).toBe(place);
  });

  it.each([
    ['get', 'body'],
    ['post', 'header'],
  ])('of a %s may not be %s', (method, place) => {
    expect(faultsOf(document(method, place))).toEqual([
      `error model/parameters-in /paths/~1sapi~1v1~1thing/${method}/x-parameters-in`,
    ]);
  });
});
