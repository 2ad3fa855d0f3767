import { createPublicKey, generateKeyPairSync, webcrypto } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type ClientOptions, ConfigurationError } from '../../../../templates/runtime/common.js';
import { createNodeSigner } from '../../../../templates/runtime/sign/node-signer.js';
import { createWebSigner } from '../../../../templates/runtime/sign/web-signer.js';

const asIs = (text: string): string => text;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const ed25519 = generateKeyPairSync('ed25519').privateKey;
const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
const der = (key: typeof rsa): Buffer => key.export({ type: 'pkcs8', format: 'der' });
const pem = (key: typeof rsa): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();
const sealed = { type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'pass' } as const;

const HALF_A_HANDLE = { type: 'private', usages: [] };

const failureOf = async (work: () => unknown): Promise<ConfigurationError> => {
  const error = await Promise.resolve()
    .then(work)
    .catch((thrown: unknown) => thrown);
  if (error instanceof ConfigurationError) return error;
  throw new Error(`expected a ConfigurationError, got ${String(error)}`);
};

describe('the Node signer says what is wrong with a key, and which option it is', () => {
  const FORMS = 'It must be PEM text, DER bytes, a KeyObject or a CryptoKey.';
  test.each<[string, ClientOptions, string, string]>([
    ['text', { privateKey: 'hello' }, 'privateKey', `privateKey could not be read. ${FORMS}`],
    ['bytes', { privateKey: Uint8Array.of(1) }, 'privateKey', `privateKey could not be read. ${FORMS}`],
    ['an object', { privateKey: { type: 'private' } }, 'privateKey', FORMS.replace('It', 'privateKey')],
    ['half a handle', { privateKey: HALF_A_HANDLE }, 'privateKey', FORMS.replace('It', 'privateKey')],
    [
      'a public KeyObject',
      { privateKey: createPublicKey(rsa) },
      'privateKey',
      'privateKey is a public key; give the private one.',
    ],
    ['another algorithm', { privateKey: pem(ec) }, 'privateKey', 'privateKey must be RSA or Ed25519; this one is ec.'],
    [
      'an encrypted PEM',
      { privateKey: rsa.export({ ...sealed, format: 'pem' }).toString() },
      'passphrase',
      'privateKey is encrypted; give its passphrase.',
    ],
  ])('%s', async (_, options, option, message) => {
    expect(await failureOf(() => createNodeSigner(options, asIs))).toMatchObject({ option, message });
  });

  test('the cause tells what Node found', async () => {
    expect((await failureOf(() => createNodeSigner({ privateKey: 'hello' }, asIs))).cause).toBeInstanceOf(Error);
  });

  test('an encrypted DER key opens by its pass-phrase, and by no other', async () => {
    const privateKey = rsa.export({ ...sealed, format: 'der' });
    const open = createNodeSigner({ privateKey, passphrase: 'pass' }, asIs);
    expect(open?.('a=b')).toBe(createNodeSigner({ privateKey: rsa }, asIs)?.('a=b'));
    const failure = await failureOf(() => createNodeSigner({ privateKey, passphrase: 'guess' }, asIs));
    expect(failure.message).toBe('privateKey could not be read. Check the passphrase.');
  });
});

describe('the web signer says what is wrong with a key', () => {
  test.each<[string, ClientOptions['privateKey'], string]>([
    ['text', 'hello', 'privateKey must be PEM text, DER bytes or a CryptoKey.'],
    ['no base64', '-----BEGIN PRIVATE KEY-----\n*\n-----END PRIVATE KEY-----', 'privateKey is not valid PEM.'],
    ['bytes', Uint8Array.of(0x30, 1), 'privateKey is not PKCS#8.'],
    ['bytes before the key', Buffer.concat([Buffer.of(0), der(rsa)]), 'privateKey is not PKCS#8.'],
    ['another algorithm', der(ec), 'privateKey must be RSA or Ed25519.'],
    [
      'another label',
      '-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----',
      'privateKey must be PKCS#8 ("PRIVATE KEY"), not "EC PRIVATE KEY".',
    ],
  ])('%s', async (_, privateKey, message) => {
    const failure = await failureOf(() => createWebSigner({ privateKey }, asIs));
    expect(failure).toMatchObject({ option: 'privateKey', message });
  });

  test('a key that only looks well is refused when it is imported', async () => {
    const privateKey = Uint8Array.from(der(ed25519).subarray(0, 20));
    const failure = await failureOf(() => createWebSigner({ privateKey }, asIs)?.('a=b'));
    const message = 'This platform could not read privateKey as a key for Ed25519.';
    expect(failure).toMatchObject({ option: 'privateKey', message, cause: expect.any(Error) });
  });
});

describe('a CryptoKey that would sign in another way is refused', () => {
  const kind = 'privateKey must be an Ed25519 key, or an RSASSA-PKCS1-v1_5 key with SHA-256.';
  const may = 'privateKey must be a private CryptoKey that may sign.';
  const algorithms = { name: 'RSASSA-PKCS1-v1_5', hash: { name: 'SHA-256' } };
  test.each<[string, object, string]>([
    ['RSA-PSS', { type: 'private', usages: ['sign'], algorithm: { ...algorithms, name: 'RSA-PSS' } }, kind],
    ['SHA-1', { type: 'private', usages: ['sign'], algorithm: { ...algorithms, hash: { name: 'SHA-1' } } }, kind],
    ['no digest', { type: 'private', usages: ['sign'], algorithm: { name: algorithms.name } }, kind],
    ['no algorithm', { type: 'private', usages: ['sign'] }, kind],
    ['an HMAC key', { type: 'secret', usages: ['sign'], algorithm: { name: 'HMAC' } }, may],
    ['a public key', { type: 'public', usages: ['sign'], algorithm: { name: 'Ed25519' } }, may],
    ['one that may not sign', { type: 'private', usages: ['verify'], algorithm: { name: 'Ed25519' } }, may],
  ])('%s', async (_, privateKey, message) => {
    const failure = await failureOf(() => createWebSigner({ privateKey: privateKey as never }, asIs));
    expect(failure.message).toBe(message);
  });

  test('a real one of either algorithm signs, on both', async () => {
    const sign = { name: 'Ed25519' };
    const key = await webcrypto.subtle.importKey('pkcs8', der(ed25519), sign, false, ['sign']);
    const wanted = createNodeSigner({ privateKey: ed25519 }, asIs)?.('a=b');
    expect(await createWebSigner({ privateKey: key }, asIs)?.('a=b')).toBe(wanted);
    expect(await createNodeSigner({ privateKey: key }, asIs)?.('a=b')).toBe(wanted);
  });
});

test.each([createNodeSigner, createWebSigner])('a sign function is what signs', async (create) => {
  const signer = create({ sign: (payload) => `<${payload}>` }, asIs);
  expect(await signer?.('a=b')).toBe('<a=b>');
});
