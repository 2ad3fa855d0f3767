import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { ConfigurationError } from '../errors/errors.js';
import type { AgentLike } from '../call/options.js';
import type { Origin, WireRequest } from './wire.js';

/**
 * Deno has `node:http` too, and `require` there leads here. When a kept connection dies after the server took a
 * request, it sends the request again by itself.
 */
const SENDS_AGAIN = 'Deno' in globalThis;

/** An agent for one origin: it need not spell out twenty options for every request to see that they are the same. */
class PlainAgent extends HttpAgent {
  override getName(): string {
    return 'its own';
  }
}

class SecureAgent extends HttpsAgent {
  override getName(): string {
    return 'its own';
  }
}

/** What has no `addRequest` is no agent, and would only fail within Node's own code. */
const checkAgent = (agent: AgentLike): void => {
  if ('addRequest' in agent && typeof agent.addRequest === 'function') return;
  throw new ConfigurationError('agent', 'agent must be an Agent of node:https, or one made after it.');
};

/**
 * Kept connections, so that a call does not pay for a TLS handshake. An idle one is dropped after `idleConnectionMs`,
 * and a second before the server said it would: the fewer connections die unnoticed, the fewer writes end in doubt.
 */
export class Pool {
  readonly #own = new Map<string, HttpAgent>();
  readonly #given: HttpAgent | undefined;
  readonly #idleConnectionMs: number;

  constructor(agent: AgentLike | undefined, idleConnectionMs: number) {
    if (agent !== undefined) checkAgent(agent);
    this.#given = agent as HttpAgent | undefined;
    this.#idleConnectionMs = idleConnectionMs;
  }

  /** Whether connections come from an agent that was given, and may be anything. */
  get isForeign(): boolean {
    return this.#given !== undefined;
  }

  /** `false` stands for a connection of the request's own. */
  agentFor({ method, origin }: WireRequest): HttpAgent | false {
    if (this.#given !== undefined) return this.#given;
    if (SENDS_AGAIN && method !== 'GET') return false;
    return this.#own.get(origin.href) ?? this.#open(origin);
  }

  /** Where one idle connection turned out to be dead, the others are suspect. */
  dropIdle(): void {
    for (const agent of this.#own.values()) {
      for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
    }
  }

  /** A given agent stays open: its owner may have other uses for it. */
  close(): void {
    for (const agent of this.#own.values()) agent.destroy();
    this.#own.clear();
  }

  #open(origin: Origin): HttpAgent {
    const options = { keepAlive: true, timeout: this.#idleConnectionMs };
    const agent = origin.secure ? new SecureAgent(options) : new PlainAgent(options);
    this.#own.set(origin.href, agent);
    return agent;
  }
}
