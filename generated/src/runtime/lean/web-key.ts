import type { KeyHandle, SignFunction } from '../call/options.js';
import { ConfigurationError } from '../errors/errors.js';
import { type Key, signBase64 } from '../sign/web-signer.js';

/** Which of the two algorithms a key is for, the platform finds out: it refuses to read it as the other. */
const openPem = async (pem: string): Promise<Key> => {
  const open = async (name: string): Promise<Key> => {
    const bytes = atob(pem.replace(/-----[^-]+-----|\\n|\s/g, ''));
    const key = Uint8Array.from(bytes, (byte) => byte.charCodeAt(0));
    return crypto.subtle.importKey('pkcs8', key, { name, hash: 'SHA-256' }, false, ['sign']);
  };
  return open('Ed25519')
    .catch(() => open('RSASSA-PKCS1-v1_5'))
    .catch(() => {
      // What went wrong is not said, as it may quote the key.
      throw new ConfigurationError('privateKey', 'privateKey must be PKCS#8 as PEM text, or a CryptoKey.');
    });
};

/**
 * What signs by the private key of an RSA or Ed25519 API key, for `sign`; the key itself says which. PKCS#8 as PEM
 * text, not encrypted, or a `CryptoKey`. A function of its own, so that programs with a secret do not carry it.
 */
export const createKeySigner = (privateKey: string | KeyHandle): SignFunction =>
  signBase64(async () => (typeof privateKey === 'string' ? openPem(privateKey) : (privateKey as Key)));
