import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { AgentLike } from './options.js';
import type { Origin } from './wire.js';

/**
 * Kept connections, so that a call does not pay for a TLS handshake. An idle one is dropped after `idleConnectionMs`, or
 * a second before the server said that it would: the fewer connections die unnoticed, the fewer writes end in doubt.
 */
export class Pool {
  readonly #own: readonly HttpAgent[];
  readonly #plain: HttpAgent;
  readonly #secure: HttpAgent;

  constructor(agent: AgentLike | undefined, idleConnectionMs: number) {
    const options = { keepAlive: true, timeout: idleConnectionMs };
    const given = agent as HttpAgent | undefined;
    this.#plain = given ?? new HttpAgent(options);
    this.#secure = given ?? new HttpsAgent(options);
    this.#own = given === undefined ? [this.#plain, this.#secure] : [];
  }

  agentFor(origin: Origin): HttpAgent {
    return origin.secure ? this.#secure : this.#plain;
  }

  /** Where one idle connection turned out to be dead, the others are suspect. */
  dropIdle(): void {
    for (const agent of this.#own) {
      for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
    }
  }

  /** A given agent stays open: its owner may have other uses for it. */
  close(): void {
    for (const agent of this.#own) agent.destroy();
  }
}
