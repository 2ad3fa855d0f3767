import { createPrivateKey, KeyObject } from 'node:crypto';
import { ConfigurationError } from '../errors/errors.js';
import type { ClientOptions, KeyHandle } from '../call/options.js';
import { type Redact, safeCause } from '../errors/redact.js';
import { unescapePem } from './web-key.js';

type PrivateKey = NonNullable<ClientOptions['privateKey']>;

const ENCRYPTED = /BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/;
const FORMS = 'PEM text, DER bytes, a KeyObject or a CryptoKey';

const fail = (message: string, cause?: unknown): ConfigurationError =>
  new ConfigurationError('privateKey', message, { cause });

const isPem = (bytes: Uint8Array): boolean => Buffer.from(bytes).includes('-----BEGIN');

const openDer = (bytes: Uint8Array, passphrase: string | undefined): KeyObject => {
  const key = Buffer.from(bytes);
  const opening = passphrase === undefined ? {} : { passphrase };
  try {
    return createPrivateKey({ key, format: 'der', type: 'pkcs8', ...opening });
  } catch (error) {
    // PKCS#1 is the older form that openssl wrote for RSA; if it is not that either, the first error says more.
    try {
      return createPrivateKey({ key, format: 'der', type: 'pkcs1' });
    } catch {
      throw error;
    }
  }
};

const openPem = (text: string, passphrase: string | undefined): KeyObject => {
  const pem = unescapePem(text);
  if (/BEGIN (?:RSA )?PUBLIC KEY/.test(pem)) throw fail('privateKey is a public key; give the private one.');
  if (ENCRYPTED.test(pem) && passphrase === undefined) {
    throw new ConfigurationError('passphrase', 'privateKey is encrypted; give its passphrase.');
  }
  return createPrivateKey({ key: pem, format: 'pem', ...(passphrase === undefined ? {} : { passphrase }) });
};

const openHandle = (key: KeyHandle): KeyObject => {
  if (key instanceof KeyObject) return key;
  throw fail(`privateKey must be ${FORMS}.`);
};

const open = (key: PrivateKey, passphrase: string | undefined): KeyObject => {
  if (typeof key === 'string') return openPem(key, passphrase);
  if (!(key instanceof Uint8Array)) return openHandle(key);
  return isPem(key) ? openPem(Buffer.from(key).toString('latin1'), passphrase) : openDer(key, passphrase);
};

/** Opens a private key in any form that Node knows. Throws `ConfigurationError`, which repeats nothing of the key. */
export const openPrivateKey = (key: PrivateKey, passphrase: string | undefined, redact: Redact): KeyObject => {
  try {
    return open(key, passphrase);
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    const hint = passphrase === undefined ? `It must be ${FORMS}.` : 'Check the passphrase.';
    throw fail(`privateKey could not be read. ${hint}`, safeCause(error, redact));
  }
};
