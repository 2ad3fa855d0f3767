import type { AnyOperation } from '../../../../templates/runtime/call/request.js';

/** An operation about which the spec says nothing but its parameters. */
export const OPERATION: AnyOperation = {
  name: 'margin.test',
  method: 'POST',
  path: '/sapi/v1/test',
  server: 'https://api.binance.com',
  security: [],
  securityType: 'NONE',
  weight: [],
  effect: 'write',
  parameters: { amount: 'decimal', p: 'string', q: 'string' },
  required: [],
  response: 'any',
  errors: [],
};
