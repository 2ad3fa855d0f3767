import { ConfigurationError } from '../errors/errors.js';
import type { ClientOptions, KeyHandle } from '../call/options.js';

type PrivateKey = NonNullable<ClientOptions['privateKey']>;

/** What WebCrypto calls the two kinds of key pair. */
export type Algorithm = 'RSASSA-PKCS1-v1_5' | 'Ed25519';

/** A key as WebCrypto can import it. */
export interface Pkcs8 {
  readonly algorithm: Algorithm;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const fail = (message: string): never => {
  throw new ConfigurationError('privateKey', message);
};

const PEM = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]+?)-----END \1-----/;

const REFUSED: Readonly<Record<string, string>> = {
  'ENCRYPTED PRIVATE KEY': 'privateKey is encrypted; only Node opens those. Decrypt it, or give a CryptoKey.',
  'RSA PRIVATE KEY': 'privateKey is PKCS#1; convert it by "openssl pkcs8 -topk8 -nocrypt".',
  'PUBLIC KEY': 'privateKey is a public key; give the private one.',
};

/** Env files hold a PEM as one line with its line breaks written as `\n`. */
export const unescapePem = (text: string): string => text.replace(/\\r\\n|\\n/g, '\n');

const readPem = (text: string): Uint8Array<ArrayBuffer> => {
  const [, label = '', base64 = ''] =
    PEM.exec(unescapePem(text)) ?? fail('privateKey must be PEM text, DER bytes or a CryptoKey.');
  if (label !== 'PRIVATE KEY') fail(REFUSED[label] ?? `privateKey must be PKCS#8 ("PRIVATE KEY"), not "${label}".`);
  try {
    return Uint8Array.from(atob(base64.replace(/\s/g, '')), (character) => character.charCodeAt(0));
  } catch {
    return fail('privateKey is not valid PEM.');
  }
};

/** The object identifiers of PKCS#8, as DER: 1.2.840.113549.1.1.1 and 1.3.101.112. */
const IDENTIFIERS: readonly (readonly [hex: string, algorithm: Algorithm])[] = [
  ['06092a864886f70d010101', 'RSASSA-PKCS1-v1_5'],
  ['06032b6570', 'Ed25519'],
];

// SEQUENCE (length in one to three bytes), INTEGER 0, SEQUENCE of which the identifier is the first member.
const HEADER = /^30(?:[0-7].|81..|82....)02010030[0-7].(06.*)$/;

const algorithmOf = (bytes: Uint8Array): Algorithm => {
  const start = [...bytes.subarray(0, 32)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const identifier = HEADER.exec(start)?.[1] ?? fail('privateKey is not PKCS#8.');
  const known = IDENTIFIERS.find(([hex]) => identifier.startsWith(hex));
  return known?.[1] ?? fail('privateKey must be RSA or Ed25519.');
};

/** Reads PEM or DER and finds out which algorithm the key is for. Throws `ConfigurationError`. */
export const readPkcs8 = (key: string | Uint8Array): Pkcs8 => {
  const text = typeof key === 'string' ? key : new TextDecoder('latin1').decode(key);
  const isDer = typeof key !== 'string' && !text.includes('-----BEGIN');
  const bytes = isDer ? Uint8Array.from(key) : readPem(text);
  return { algorithm: algorithmOf(bytes), bytes };
};

/** What a `CryptoKey` tells of itself. */
interface Described extends KeyHandle {
  readonly algorithm?: { readonly name?: string; readonly hash?: { readonly name?: string } };
  readonly usages?: readonly string[];
}

/** The algorithm of a `CryptoKey` that can sign. */
export const algorithmOfHandle = (key: KeyHandle): Algorithm => {
  const { algorithm, usages }: Described = key;
  const maySign = key.type === 'private' && usages?.includes('sign') === true;
  if (!maySign) return fail('privateKey must be a private CryptoKey that may sign.');
  if (algorithm?.name === 'Ed25519') return algorithm.name;
  if (algorithm?.name === 'RSASSA-PKCS1-v1_5' && algorithm.hash?.name === 'SHA-256') return algorithm.name;
  return fail('privateKey must be an Ed25519 key, or an RSASSA-PKCS1-v1_5 key with SHA-256.');
};

/** Whether a key is a handle of the platform rather than text or bytes. */
export const isHandle = (key: PrivateKey): key is KeyHandle => typeof key !== 'string' && !(key instanceof Uint8Array);
