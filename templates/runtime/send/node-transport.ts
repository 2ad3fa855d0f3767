import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { type Agents, closeAgents, dropIdle, findGivenAgent, findOwnAgent, withOwnName } from './node-pool.js';
import { type NodeRequest, sendByNode } from './node-send.js';
import type { AgentLike } from '../call/options.js';
import type { Transport } from './wire.js';

/** What the Node transport can be told. */
export interface NodeTransportOptions {
  readonly agent: AgentLike | undefined;
  readonly idleConnectionMs: number;
  readonly maxResponseBytes: number;
}

/** Made after the class that proxies answer `CONNECT` to: an event of `https-proxy-agent` and its like. */
interface ProxyAnswer {
  readonly statusCode?: number;
}

const isEncrypted = (socket: Socket): boolean => 'encrypted' in socket && socket.encrypted === true;

/**
 * Looks at what a foreign agent brings. In place of a tunnel that a proxy refused some hand over the proxy's own answer
 * as if it were the exchange's; and what is meant for TLS must go through nothing else, whoever made the connection.
 */
const checkConnection = (request: ClientRequest, { origin }: NodeRequest): void => {
  if (!origin.secure) return;
  let answer = '';
  request.once('proxyConnect', ({ statusCode }: ProxyAnswer) => {
    if (statusCode !== 200) answer = `the proxy answered CONNECT with HTTP ${statusCode}`;
  });
  // Before anybody else hears of the socket, so that not a byte passes.
  request.prependOnceListener('socket', (socket) => {
    if (isEncrypted(socket)) return;
    const problem = new Error(`No secure connection: ${answer || 'the agent gave one without TLS'}`);
    request.destroy(Object.assign(problem, { code: 'ERR_NO_TLS' }));
  });
};

const isClosedByPeer = (error: NodeJS.ErrnoException): boolean => error.code === 'ECONNRESET' || error.code === 'EPIPE';

/**
 * Sends through `node:https` and `node:http`, which follow no redirects, send target and body as they are, and add
 * `Host`, `Connection` and, to a POST or PUT or to a body, `Content-Length`: what HTTP needs and no more.
 */
export const createNodeTransport = (options: NodeTransportOptions): Transport => {
  const { agent, idleConnectionMs, maxResponseBytes: limit } = options;
  const agents: Agents = {};
  const isStale = (request: ClientRequest, error: NodeJS.ErrnoException): boolean => {
    const stale = request.reusedSocket && isClosedByPeer(error);
    if (stale) dropIdle(agents);
    return stale;
  };
  const findAgent = agent === undefined ? findOwnAgent(agents, idleConnectionMs, withOwnName) : findGivenAgent(agent);
  const tools = { findAgent, limit, isStale, inspect: agent === undefined ? undefined : checkConnection };
  return { send: (wire, life) => sendByNode(wire, life, tools), close: () => closeAgents(agents) };
};
