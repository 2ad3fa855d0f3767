/** The entry for browsers, workers, Bun and Deno: signing by WebCrypto, sending by `fetch`. */
import { buildCaller, type Caller } from './call/caller.js';
import { checkTransport } from './call/check-options.js';
import type { ClientOptions } from './call/options.js';
import { readSettings, type Settings } from './call/settings.js';
import { ConfigurationError } from './errors/errors.js';
import { prefersForm } from './send/web-sender.js';
import { createWebTransport } from './send/web-transport.js';
import { createWebSigner } from './sign/web-signer.js';

export * from './common.js';

const NODE_ONLY = ['agent', 'idleConnectionMs', 'passphrase'] as const;

const checkPlatform = (options: ClientOptions): void => {
  for (const name of NODE_ONLY) {
    if (options[name] !== undefined) throw new ConfigurationError(name, `${name} works on Node only.`);
  }
};

const readOwnSettings = (options: ClientOptions): Settings => {
  const settings = readSettings(options);
  return prefersForm() && options.parametersIn === undefined ? { ...settings, parametersIn: 'body' } : settings;
};

/** Makes what calls operations. Throws `ConfigurationError` when an option is wrong, and says which. */
export const createCaller = (options: ClientOptions): Caller => {
  const settings = readOwnSettings(options);
  checkPlatform(options);
  const { maxResponseBytes, transport: make } = settings;
  const transport =
    make === undefined ? createWebTransport(maxResponseBytes) : checkTransport(make({ maxResponseBytes }));
  return buildCaller(settings, { signer: createWebSigner(options, settings.redact), transport });
};
