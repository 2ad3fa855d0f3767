import { createHmac, createSecretKey, type KeyObject, sign } from 'node:crypto';
import { ConfigurationError } from '../errors/errors.js';
import { openPrivateKey } from './node-key.js';
import type { ClientOptions } from '../call/options.js';
import type { Redact } from '../errors/redact.js';
import { createWebSigner } from './web-signer.js';
import type { Signer } from '../send/wire.js';

const hmacSigner = (secret: string): Signer => {
  const key = createSecretKey(secret, 'utf8');
  return (payload) => createHmac('sha256', key).update(payload).digest('hex');
};

/** The algorithm is the key's: RSA signs with PKCS#1 v1.5 and SHA-256, Ed25519 has its own digest. */
const digestOf = (key: KeyObject): 'sha256' | null => {
  const { type, asymmetricKeyType: algorithm = 'unknown' } = key;
  if (type !== 'private')
    throw new ConfigurationError('privateKey', `privateKey is a ${type} key; give the private one.`);
  if (algorithm === 'rsa') return 'sha256';
  if (algorithm === 'ed25519') return null;
  throw new ConfigurationError('privateKey', `privateKey must be RSA or Ed25519; this one is ${algorithm}.`);
};

const privateKeySigner = (key: KeyObject): Signer => {
  const digest = digestOf(key);
  return (payload) => sign(digest, Buffer.from(payload), key).toString('base64');
};

/** Only WebCrypto signs with a `CryptoKey` that does not let itself be extracted. */
const isCryptoKey = (key: object): boolean => 'algorithm' in key && 'usages' in key;

/** What signs for these options: synchronous, with the key parsed once; undefined for a client without one. */
export const createNodeSigner = (options: ClientOptions, redact: Redact): Signer | undefined => {
  const { secret, privateKey, passphrase, sign: own } = options;
  if (own !== undefined) return own;
  if (secret !== undefined) return hmacSigner(secret);
  if (privateKey === undefined) return undefined;
  if (typeof privateKey === 'object' && isCryptoKey(privateKey)) return createWebSigner(options, redact);
  return privateKeySigner(openPrivateKey(privateKey, passphrase, redact));
};
