import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { ConfigurationError } from '../errors/errors.js';
import type { AgentLike } from '../call/options.js';
import type { Origin, WireRequest } from './wire.js';

/** Where connections come from: an agent, or `false` for a connection of the request's own. */
export type FindAgent = (
  wire: Pick<WireRequest, 'effect'> & { readonly origin: Pick<Origin, 'href' | 'secure'> },
) => HttpAgent | false;

/** Agents by the origin that they are for. */
export type Agents = Record<string, HttpAgent>;

/**
 * Deno has `node:http` too, and `require` there leads here. When a kept connection dies after the server took a
 * request, it sends the request again by itself.
 */
const SENDS_AGAIN = 'Deno' in globalThis;

/** An agent for one origin: it need not spell out twenty options for every request to see that they are the same. */
export const withOwnName = (agent: HttpAgent): HttpAgent => Object.assign(agent, { getName: () => 'its own' });

/**
 * Kept connections, so that a call does not pay for a TLS handshake. An idle one is dropped after `idleConnectionMs`,
 * and a second before the server said it would: the fewer connections die unnoticed, the fewer writes end in doubt.
 */
export const findOwnAgent =
  (agents: Agents, idleConnectionMs: number, adapt: (agent: HttpAgent) => HttpAgent = (agent) => agent): FindAgent =>
  ({ effect, origin: { href, secure } }) => {
    if (SENDS_AGAIN && effect === 'write') return false;
    const options = { keepAlive: true, timeout: idleConnectionMs };
    return (agents[href] ??= adapt(new (secure ? HttpsAgent : HttpAgent)(options)));
  };

/** Lets go of all connections. */
export const closeAgents = (agents: Agents): void => {
  for (const agent of Object.values(agents)) agent.destroy();
};

/** Where one idle connection turned out to be dead, the others are suspect. */
export const dropIdle = (agents: Agents): void => {
  for (const { freeSockets } of Object.values(agents)) {
    for (const socket of Object.values(freeSockets).flat()) socket?.destroy();
  }
};

/** Connections from an agent that was given. It stays open: its owner may have other uses for it. */
export const findGivenAgent = (agent: AgentLike): FindAgent => {
  // What has no `addRequest` is no agent, and would only fail within Node's own code.
  if (!('addRequest' in agent) || typeof agent.addRequest !== 'function') {
    throw new ConfigurationError('agent', 'agent must be an Agent of node:https, or one made after it.');
  }
  const given = agent as unknown as HttpAgent;
  return () => given;
};
