/** The entry for browsers, workers, Bun and Deno: signing by WebCrypto, sending by `fetch`. */
import { buildCaller, type Caller } from './call/caller.js';
import type { ClientOptions } from './call/options.js';
import { readSettings } from './call/settings.js';
import { ConfigurationError } from './errors/errors.js';
import { createWebTransport } from './send/web-transport.js';
import { createWebSigner } from './sign/web-signer.js';

export * from './common.js';

const NODE_ONLY = ['agent', 'idleConnectionMs', 'passphrase'] as const;

const checkPlatform = (options: ClientOptions): void => {
  for (const name of NODE_ONLY) {
    if (options[name] !== undefined) throw new ConfigurationError(name, `${name} works on Node only.`);
  }
};

/** Makes what calls operations. Throws `ConfigurationError` when an option is wrong, and says which. */
export const createCaller = (options: ClientOptions): Caller => {
  const settings = readSettings(options);
  checkPlatform(options);
  const { maxResponseBytes } = settings;
  const transport = settings.transport?.({ maxResponseBytes }) ?? createWebTransport(maxResponseBytes);
  return buildCaller(settings, { signer: createWebSigner(options, settings.redact), transport });
};
