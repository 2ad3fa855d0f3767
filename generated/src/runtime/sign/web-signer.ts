import { ConfigurationError } from '../errors/errors.js';
import type { ClientOptions } from '../call/options.js';
import { type Redact, safeCause } from '../errors/redact.js';
import { algorithmOfHandle, isHandle, readPkcs8 } from './web-key.js';
import type { Signer } from '../send/wire.js';

export type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>;
type Print = (signature: ArrayBuffer) => string;

const printHex: Print = (signature) =>
  Array.from(new Uint8Array(signature), (byte) => byte.toString(16).padStart(2, '0')).join('');

const printBase64: Print = (signature) => btoa(String.fromCharCode(...new Uint8Array(signature)));

/** Imports the key when it is first needed, once: WebCrypto can only do that asynchronously. */
const signWith = (print: Print, load: () => Promise<Key>): Signer => {
  const encoder = new TextEncoder();
  let loading: Promise<Key> | undefined;
  return async (payload) => {
    loading ??= load();
    const key = await loading;
    return print(await crypto.subtle.sign(key.algorithm.name, key, encoder.encode(payload)));
  };
};

/** Signs by a private key as the exchange wants it. */
export const signBase64 = (load: () => Promise<Key>): Signer => signWith(printBase64, load);

/** Signs by the secret of an HMAC API key. */
export const hmacSigner = (secret: string): Signer => {
  const parameters = { name: 'HMAC', hash: 'SHA-256' };
  return signWith(printHex, () =>
    crypto.subtle.importKey('raw', new TextEncoder().encode(secret), parameters, false, ['sign']),
  );
};

const privateKeySigner = (key: NonNullable<ClientOptions['privateKey']>, redact: Redact): Signer => {
  // A CryptoKey by its algorithm and usages, which were looked at.
  if (isHandle(key)) {
    algorithmOfHandle(key);
    return signBase64(async () => key as Key);
  }
  const { algorithm, bytes } = readPkcs8(key);
  const parameters = algorithm === 'Ed25519' ? { name: algorithm } : { name: algorithm, hash: 'SHA-256' };
  return signBase64(async () => {
    try {
      return await crypto.subtle.importKey('pkcs8', bytes, parameters, false, ['sign']);
    } catch (error) {
      const message = `This platform could not read privateKey as a key for ${algorithm}.`;
      throw new ConfigurationError('privateKey', message, { cause: safeCause(error, redact) });
    }
  });
};

/** What signs for these options, by WebCrypto; undefined for a client without a key. */
export const createWebSigner = (options: ClientOptions, redact: Redact): Signer | undefined => {
  if (options.sign !== undefined) return options.sign;
  if (options.secret !== undefined) return hmacSigner(options.secret);
  return options.privateKey === undefined ? undefined : privateKeySigner(options.privateKey, redact);
};
