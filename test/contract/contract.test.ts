import { generateKeyPairSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as nodeEntry from '../../generated/src/node.js';
import * as webEntry from '../../generated/src/index.js';
import { SPEC } from '../every-operation/spec-operations.js';
import { startExchange, type Exchange } from '../exchange/exchange.js';
import { CONTRACT_CALLS, type ContractCall, securityOf } from './calls.js';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ed25519 = generateKeyPairSync('ed25519');
const pem = (key: typeof rsa.publicKey): string => key.export({ type: 'spki', format: 'pem' }).toString();
const pkcs8 = (key: typeof rsa.privateKey): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

const KEYS = {
  HMAC: { account: { apiKey: 'hmac', secret: 'the secret' }, options: { apiKey: 'hmac', secret: 'the secret' } },
  RSA: {
    account: { apiKey: 'rsa', publicKey: pem(rsa.publicKey) },
    options: { apiKey: 'rsa', privateKey: pkcs8(rsa.privateKey) },
  },
  Ed25519: {
    account: { apiKey: 'ed', publicKey: pem(ed25519.publicKey) },
    options: { apiKey: 'ed', privateKey: pkcs8(ed25519.privateKey) },
  },
} as const;

let exchange: Exchange;
beforeAll(async () => {
  exchange = await startExchange({
    accounts: Object.values(KEYS).map(({ account }) => account),
    routes: CONTRACT_CALLS.map((call) => ({
      method: call.method,
      path: call.path,
      security: securityOf(call),
      answer: { body: call.answer },
    })),
  });
});
afterEach(() => exchange.reset());
afterAll(() => exchange.close());

/** Calls an operation by its name in the client, as a program that knows only the contract would. */
const callByName = (client: object, { name, params }: ContractCall): Promise<unknown> => {
  const parts = name.split('.');
  const owner = parts.slice(0, -1).reduce<unknown>(memberOf, client);
  const method = memberOf(owner, parts.at(-1) ?? '');
  if (typeof method !== 'function') throw new Error(`the client has no ${name}`);
  return params === undefined ? method.call(owner) : method.call(owner, params);
};

const memberOf = (owner: unknown, member: string): unknown => {
  if (typeof owner !== 'object' || owner === null) throw new Error(`nothing holds ${member}`);
  return Reflect.get(owner, member);
};

describe.each([
  ['Node', nodeEntry],
  ['web', webEntry],
] as const)('all operations through the %s entry', (_, entry) => {
  describe.each(Object.entries(KEYS))('signed with %s', (__, { options }) => {
    it.each(CONTRACT_CALLS)('$name', async (call) => {
      const client = entry.createClient({ ...options, baseUrl: exchange.origin });
      const result = await callByName(client, call);
      expect(result).toEqual(call.result);
      const [request] = exchange.requests;
      expect(exchange.requests).toHaveLength(1);
      expect(request?.refusal).toBeUndefined();
      const { timestamp, recvWindow, signature, ...sent } = Object.fromEntries(request?.parameters ?? []);
      expect(sent).toEqual(call.sent);
      const isSigned = securityOf(call).includes('signature');
      expect({ recvWindow, hasTimestamp: /^\d{13}$/.test(timestamp ?? ''), isSigned: signature !== undefined }).toEqual(
        { recvWindow: isSigned ? '5000' : undefined, hasTimestamp: isSigned, isSigned },
      );
      await client.close();
    });
  });
});

it('the contract has calls of all three families, each of an operation of the merged spec', () => {
  const operations = new Set(SPEC.operations.map(({ name, method, path }) => `${name} ${method} ${path}`));
  expect(CONTRACT_CALLS.filter(({ name, method, path }) => !operations.has(`${name} ${method} ${path}`))).toEqual([]);
  expect(new Set(CONTRACT_CALLS.map(({ name }) => name.split('.')[0]))).toEqual(
    new Set(['margin', 'portfolioMargin', 'loanGroup']),
  );
});
