import { createPrivateKey, KeyObject, sign } from 'node:crypto';
import type { KeyHandle, SignFunction } from '../call/options.js';
import { ConfigurationError } from '../errors/errors.js';

const openKey = (key: string | KeyHandle): KeyObject => {
  try {
    return key instanceof KeyObject ? key : createPrivateKey(key as string);
  } catch {
    // What went wrong is not said, as it may quote the key.
    throw new ConfigurationError('privateKey', 'privateKey must be PEM text or a KeyObject.');
  }
};

/**
 * What signs by the private key of an RSA or Ed25519 API key, for `sign`; the key itself says which. PEM text that is
 * not encrypted, or a `KeyObject`. A function of its own, so that programs with a secret do not carry it.
 */
export const createKeySigner = (privateKey: string | KeyHandle): SignFunction => {
  const key = openKey(privateKey);
  const digest = key.asymmetricKeyType === 'rsa' ? 'sha256' : null;
  return (payload) => sign(digest, Buffer.from(payload), key).toString('base64');
};
