import { CONTRACT_CALLS, type ContractCall } from '../contract/calls.js';
import { expectSame } from './expecting.js';
import type { Bench, Check, Library } from './world.js';

type Methods = Record<string, (params?: unknown) => Promise<unknown>>;

/** Calls an operation by its name in the client, as a program that knows only the contract would. */
const callByName = (client: object, { name, params }: ContractCall): Promise<unknown> => {
  const parts = name.split('.');
  const owner = parts.slice(0, -1).reduce<object>((above, part) => Reflect.get(above, part) as object, client);
  const method = (owner as Methods)[parts.at(-1) ?? ''];
  if (method === undefined) throw new Error(`the client has no ${name}`);
  return params === undefined ? method.call(owner) : method.call(owner, params);
};

const SIGNING: ReadonlySet<string> = new Set(['timestamp', 'recvWindow', 'signature']);

const lacksEd25519 = async (): Promise<boolean> => {
  try {
    await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
    return false;
  } catch {
    return true;
  }
};

const runCall = async (bench: Bench, call: ContractCall, keyName: string): Promise<string | undefined> => {
  if (keyName === 'Ed25519' && (await lacksEd25519())) return 'WebCrypto has no Ed25519 here';
  await bench.control.script();
  const key = bench.world.keys[keyName] as Parameters<Library['createClient']>[0];
  const client = bench.packaged.createClient({ ...key, baseUrl: bench.world.exchange });
  expectSame('result', await callByName(client, call), call.result);
  const requests = await bench.control.requests();
  expectSame(
    'refusals',
    requests.map(({ refusal }) => refusal ?? null),
    [null],
  );
  const sent = requests[0]?.parameters.filter(([name]) => !SIGNING.has(name)) ?? [];
  expectSame('what arrived', Object.fromEntries(sent), call.sent);
  await client.close();
  return undefined;
};

/** Every operation with every kind of key: the exchange has checked each signature over the bytes that arrived. */
export const OPERATION_CHECKS: readonly Check[] = ['HMAC', 'RSA', 'Ed25519'].flatMap((keyName) =>
  CONTRACT_CALLS.map((call) => ({
    name: `${keyName} signs ${call.name}`,
    run: (bench: Bench) => runCall(bench, call, keyName),
  })),
);
