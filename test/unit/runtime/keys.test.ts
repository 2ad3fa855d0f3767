import { execFileSync } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync, type KeyObject, webcrypto } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ClientOptions, ConfigurationError } from '../../../templates/runtime/common.js';
import { createNodeSigner } from '../../../templates/runtime/sign/node-signer.js';
import { createCaller as createNodeCaller } from '../../../templates/runtime/node.js';
import { createRedact } from '../../../templates/runtime/errors/redact.js';
import { createWebSigner } from '../../../templates/runtime/sign/web-signer.js';
import { createCaller as createWebCaller } from '../../../templates/runtime/web.js';
import { BORROW, useExchange } from './support.js';

interface Vectors {
  readonly ed25519: readonly {
    readonly id: string;
    readonly seed: string;
    readonly message: string;
    readonly signature: string;
  }[];
}

const vectors = JSON.parse(
  readFileSync(new URL('../../cases/signing/vectors.json', import.meta.url), 'utf8'),
) as Vectors;
const SIGNERS = [
  ['node', createNodeSigner],
  ['web', createWebSigner],
] as const;
const CREATE = { node: createNodeCaller, web: createWebCaller } as const;
const asIs = (text: string): string => text;
const PAYLOAD = 'symbol=%EF%BC%91%EF%BC%92%EF%BC%93&side=SELL&timestamp=1668481902307';
const PASSPHRASE = 'correct horse battery';

const pkcs8 = (seed: string): Uint8Array => Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex');
const sign = async (create: typeof createNodeSigner, options: ClientOptions, payload: string): Promise<string> =>
  (await create(options, asIs)?.(payload)) ?? 'no signer';

describe.each(SIGNERS)('Ed25519 by the %s signer', (_, create) => {
  test.each(vectors.ed25519)('$id', async ({ seed, message, signature }) => {
    const payload = Buffer.from(message, 'hex').toString('latin1');
    const signed = await sign(create, { privateKey: pkcs8(seed) }, payload);
    expect(Buffer.from(signed, 'base64').toString('hex')).toBe(signature);
  });
});

/** Keys in files, as openssl writes them. */
const folder = mkdtempSync(join(tmpdir(), 'marginalia-keys-'));
const at = (name: string): string => join(folder, name);
const read = (name: string): string => readFileSync(at(name), 'utf8');
const openssl = (...args: readonly string[]): Buffer =>
  execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'ignore'] });

beforeAll(() => {
  openssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', at('rsa.pem'));
  openssl('genpkey', '-algorithm', 'ED25519', '-out', at('ed25519.pem'));
  openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-out', at('ec.pem'));
  openssl('rsa', '-in', at('rsa.pem'), '-traditional', '-out', at('rsa-pkcs1.pem'));
  openssl('rsa', '-in', at('rsa.pem'), '-traditional', '-outform', 'DER', '-out', at('rsa-pkcs1.der'));
  for (const name of ['rsa', 'ed25519']) {
    openssl(
      'pkcs8',
      '-topk8',
      '-in',
      at(`${name}.pem`),
      '-out',
      at(`${name}-encrypted.pem`),
      '-v2',
      'aes-256-cbc',
      '-passout',
      `pass:${PASSPHRASE}`,
    );
    openssl('pkcs8', '-topk8', '-nocrypt', '-in', at(`${name}.pem`), '-outform', 'DER', '-out', at(`${name}.der`));
    openssl('pkey', '-in', at(`${name}.pem`), '-pubout', '-out', at(`${name}-public.pem`));
  }
  writeFileSync(at('payload'), PAYLOAD);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const byOpenssl = (name: string): string =>
  (name === 'rsa'
    ? openssl('dgst', '-sha256', '-sign', at('rsa.pem'), at('payload'))
    : openssl('pkeyutl', '-sign', '-inkey', at('ed25519.pem'), '-rawin', '-in', at('payload'))
  ).toString('base64');

const importKey = (name: string): Promise<webcrypto.CryptoKey> => {
  const algorithm = name === 'rsa' ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } : { name: 'Ed25519' };
  return webcrypto.subtle.importKey('pkcs8', readFileSync(at(`${name}.der`)), algorithm, false, ['sign']);
};

describe.each(SIGNERS)('the same signature as openssl, by the %s signer', (_, create) => {
  test.each<[string, string, (name: string) => Promise<ClientOptions['privateKey']> | ClientOptions['privateKey']]>(
    ['rsa', 'ed25519'].flatMap((name) => [
      [name, 'PEM text', () => read(`${name}.pem`)],
      [name, 'PEM with text around it', () => `Bag Attributes\n${read(`${name}.pem`)}\n`],
      [name, 'PEM with CRLF', () => read(`${name}.pem`).replaceAll('\n', '\r\n')],
      [name, 'PEM as in an env file', () => read(`${name}.pem`).replaceAll('\n', '\\n')],
      [name, 'PEM bytes', () => readFileSync(at(`${name}.pem`))],
      [name, 'DER bytes', () => readFileSync(at(`${name}.der`))],
      [name, 'a CryptoKey', () => importKey(name)],
    ]),
  )('%s from %s', async (name, _form, load) => {
    const privateKey = await load(name);
    expect(await sign(create, { privateKey }, PAYLOAD)).toBe(byOpenssl(name));
  });
});

describe('what only Node opens', () => {
  test.each<[string, string, () => ClientOptions]>([
    ['rsa', 'encrypted PKCS#8', () => ({ privateKey: read('rsa-encrypted.pem'), passphrase: PASSPHRASE })],
    [
      'ed25519',
      'encrypted PKCS#8',
      () => ({ privateKey: readFileSync(at('ed25519-encrypted.pem')), passphrase: PASSPHRASE }),
    ],
    ['rsa', 'PKCS#1 PEM', () => ({ privateKey: read('rsa-pkcs1.pem') })],
    ['rsa', 'PKCS#1 DER', () => ({ privateKey: readFileSync(at('rsa-pkcs1.der')) })],
    ['rsa', 'a KeyObject', () => ({ privateKey: createPrivateKey(read('rsa.pem')) })],
    ['ed25519', 'a KeyObject', () => ({ privateKey: createPrivateKey(read('ed25519.pem')) })],
  ])('%s from %s', async (name, _form, options) => {
    expect(await sign(createNodeSigner, options(), PAYLOAD)).toBe(byOpenssl(name));
  });

  test.each<[string, () => ClientOptions['privateKey'], RegExp]>([
    ['encrypted PKCS#8', () => read('rsa-encrypted.pem'), /encrypted; only Node/],
    ['PKCS#1', () => read('rsa-pkcs1.pem'), /PKCS#1; convert it/],
    ['a KeyObject', () => createPrivateKey(read('rsa.pem')), /may sign/],
  ])('the web signer says so of %s', (_form, privateKey, message) => {
    expect(() => createWebSigner({ privateKey: privateKey() }, asIs)).toThrow(message);
  });
});

describe.each(SIGNERS)('keys that the %s signer refuses', (name, create) => {
  const publicKeyObject = (): KeyObject => generateKeyPairSync('ed25519').publicKey;
  test.each<[string, () => ClientOptions['privateKey']]>([
    ['a public key', () => read('rsa-public.pem')],
    ['an elliptic-curve key', () => read('ec.pem')],
    ['text that is no key', () => 'hello'],
    ['an empty text', () => ''],
    ['bytes that are no key', () => Uint8Array.of(1, 2, 3)],
    ['half a PEM', () => read('rsa.pem').slice(0, 300)],
    ['base64 that is none', () => '-----BEGIN PRIVATE KEY-----\n****\n-----END PRIVATE KEY-----'],
    ['a public KeyObject', publicKeyObject],
    ['an object that is no key', () => ({ type: 'private' })],
  ])('%s', (_what, privateKey) => {
    expect(() => create({ privateKey: privateKey() }, asIs)).toThrow(ConfigurationError);
  });

  test('a public key, by name', () => {
    expect(() => create({ privateKey: read('rsa-public.pem') }, asIs)).toThrow(
      'privateKey is a public key; give the private one.',
    );
  });

  test('an HMAC CryptoKey, or one that must not sign', async () => {
    const hmac = await webcrypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    expect(() => create({ privateKey: hmac }, asIs)).toThrow(ConfigurationError);
  });

  test('the lines of a PEM from an env file are secrets too', () => {
    const [, line = ''] = read('rsa.pem').split('\n');
    expect(createRedact([read('rsa.pem').replaceAll('\n', '\\n')])(`at ${line}`)).toBe('at [redacted]');
  });

  test('a damaged key is refused without a word of it', async () => {
    const damaged = read('rsa.pem').replace(/\n([A-Za-z0-9+/]{30})/, '\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
    const failure = await Promise.resolve()
      .then(() => CREATE[name]({ apiKey: 'k', privateKey: damaged })(BORROW, { asset: 'A', amount: 1 }))
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigurationError);
  });
});

describe('pass-phrases', () => {
  test('a missing one is asked for', () => {
    expect(() => createNodeSigner({ privateKey: read('rsa-encrypted.pem') }, asIs)).toThrow(
      /encrypted; give its passphrase/,
    );
  });

  test('a wrong one is told, and not repeated', () => {
    const open = (): unknown => createNodeCaller({ privateKey: read('rsa-encrypted.pem'), passphrase: 'wrong horse' });
    expect(open).toThrow(/Check the passphrase/);
    expect(open).not.toThrow(/wrong horse/);
  });
});

describe.each(['rsa', 'ed25519'])('%s over the wire', (algorithm) => {
  const accounts = [
    {
      apiKey: 'KEY',
      get publicKey() {
        return read(`${algorithm}-public.pem`);
      },
    },
  ];
  const exchange = useExchange({ accounts });
  test.each(SIGNERS)('the %s entry is believed', async (name) => {
    const caller = CREATE[name]({ apiKey: 'KEY', privateKey: read(`${algorithm}.pem`), baseUrl: exchange().origin });
    for (let round = 0; round < 20; round += 1)
      await caller(BORROW, { asset: `X${round}`, amount: 1, note: '１２ +/=' });
    expect(exchange().requests.map(({ refusal }) => refusal)).toEqual(Array(20).fill(undefined));
  });
});
