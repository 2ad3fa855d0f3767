import { generateKeyPairSync } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import type { ClientOptions } from '../../../../templates/runtime/common.js';
import { createWebSigner } from '../../../../templates/runtime/sign/web-signer.js';

const format = { type: 'pkcs8', format: 'pem' } as const;
const ed25519 = generateKeyPairSync('ed25519').privateKey.export(format);
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export(format);

afterEach(() => void vi.restoreAllMocks());

test.each<[string, ClientOptions, unknown]>([
  ['a secret', { secret: 'topsecret' }, { name: 'HMAC', hash: 'SHA-256' }],
  ['an Ed25519 key', { privateKey: String(ed25519) }, { name: 'Ed25519' }],
  ['an RSA key', { privateKey: String(rsa) }, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }],
])('%s is imported once, to sign alone, and cannot be read out again', async (_, options, algorithm) => {
  const load = vi.spyOn(crypto.subtle, 'importKey');
  const sign = createWebSigner(options, (text) => text);
  expect(load).not.toHaveBeenCalled();
  const signatures = await Promise.all(['a', 'a', 'b'].map((payload) => sign?.(payload)));
  expect(signatures[0]).toBe(signatures[1]);
  expect(signatures[0]).not.toBe(signatures[2]);
  expect(load).toHaveBeenCalledTimes(1);
  const [, , used, isExtractable, usages] = load.mock.calls[0] ?? [];
  expect({ used, isExtractable, usages }).toEqual({ used: algorithm, isExtractable: false, usages: ['sign'] });
});
