/** The entry for Node: synchronous signing by `node:crypto`, a pool of kept connections by `node:https`. */
import { buildCaller, type Caller } from './call/caller.js';
import { checkRange, checkTransport, MAX_TIMEOUT } from './call/check-options.js';
import type { ClientOptions } from './call/options.js';
import { readSettings, type Settings } from './call/settings.js';
import { ConfigurationError } from './errors/errors.js';
import { createNodeTransport } from './send/node-transport.js';
import type { Transport } from './send/wire.js';
import { createNodeSigner } from './sign/node-signer.js';
import { createNodeChannel } from './watch/node-channel.js';

export * from './common.js';
export { CHANNEL_NAME } from './watch/node-channel.js';

const createTransport = (options: ClientOptions, settings: Settings): Transport => {
  const { maxResponseBytes, transport } = settings;
  if (transport !== undefined) {
    const own = (['agent', 'idleConnectionMs'] as const).find((name) => options[name] !== undefined);
    if (own === undefined) return checkTransport(transport({ maxResponseBytes }));
    throw new ConfigurationError(own, `${own} is for the client's own transport, and this client was given another.`);
  }
  const idleConnectionMs = checkRange('idleConnectionMs', options.idleConnectionMs ?? 4000, { max: MAX_TIMEOUT });
  return createNodeTransport({ agent: options.agent, idleConnectionMs, maxResponseBytes });
};

/** Makes what calls operations. Throws `ConfigurationError` when an option is wrong, and says which. */
export const createCaller = (options: ClientOptions): Caller => {
  const settings = readSettings(options);
  const signer = createNodeSigner(options, settings.redact);
  const transport = createTransport(options, settings);
  return buildCaller(settings, { signer, transport, channel: createNodeChannel() });
};
