/** The entry for Node: synchronous signing by `node:crypto`, a pool of kept connections by `node:https`. */
import { buildCaller, type Caller } from './call/caller.js';
import { createNodeSigner } from './sign/node-signer.js';
import { createNodeTransport } from './send/node-transport.js';
import type { ClientOptions } from './call/options.js';
import { checkRange, MAX_TIMEOUT, readSettings } from './call/settings.js';

export * from './common.js';

/** Makes what calls operations. Throws `ConfigurationError` when an option is wrong, and says which. */
export const createCaller = (options: ClientOptions): Caller => {
  const settings = readSettings(options);
  const signer = createNodeSigner(options, settings.redact);
  const idleConnectionMs = checkRange('idleConnectionMs', options.idleConnectionMs ?? 4000, { max: MAX_TIMEOUT });
  const { maxResponseBytes } = settings;
  const transport = createNodeTransport({ agent: options.agent, idleConnectionMs, maxResponseBytes });
  return buildCaller(settings, { signer, transport });
};
