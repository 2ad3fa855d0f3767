import { type ClientRequest, request as requestHttp } from 'node:http';
import { request as requestHttps, type RequestOptions } from 'node:https';
import type { Socket } from 'node:net';
import type { CallLife } from '../call/life.js';
import { readNodeBody, readNodeHeaders } from './node-body.js';
import { Pool } from './node-pool.js';
import type { AgentLike } from '../call/options.js';
import { type Transport, TransportFailure, type WireRequest, type WireResponse } from './wire.js';

/** What the Node transport can be told. */
export interface NodeTransportOptions {
  readonly agent: AgentLike | undefined;
  readonly idleConnectionMs: number;
  readonly maxResponseBytes: number;
}

/**
 * Bytes can leave once the connection stands; before that, nothing was sent for certain. Where a foreign agent hands
 * over a socket in some other state, the answer is "may have been sent".
 */
const noteSent = (socket: Socket, secure: boolean, life: CallLife): void => {
  if (!socket.connecting) {
    life.sent = true;
    return;
  }
  socket.once(secure ? 'secureConnect' : 'connect', () => {
    life.sent = true;
  });
};

const isClosedByPeer = (error: NodeJS.ErrnoException): boolean => error.code === 'ECONNRESET' || error.code === 'EPIPE';

const isStale = (request: ClientRequest, error: NodeJS.ErrnoException): boolean =>
  request.reusedSocket && isClosedByPeer(error);

interface SendTools {
  readonly pool: Pool;
  readonly limit: number;
}

const optionsFor = (wire: WireRequest, pool: Pool): RequestOptions => ({
  host: wire.origin.host,
  port: wire.origin.port,
  method: wire.method,
  path: wire.target,
  headers: wire.headers,
  agent: pool.agentFor(wire.origin),
  // Node would work it out anew for every request.
  servername: wire.origin.serverName,
});

const send = (wire: WireRequest, life: CallLife, tools: SendTools): Promise<WireResponse> =>
  new Promise((resolve, reject) => {
    const { secure } = wire.origin;
    const request = (secure ? requestHttps : requestHttp)(optionsFor(wire, tools.pool));
    const release = life.onCancel(() => request.destroy());
    const fail = (error: Error, stale = false): void => {
      release();
      if (stale) tools.pool.dropIdle();
      reject(new TransportFailure(error, stale));
    };
    request.on('socket', (socket) => noteSent(socket, secure, life));
    request.on('error', (error) => fail(error, isStale(request, error)));
    request.on('response', (message) => {
      const end = (body: string | undefined): void => {
        release();
        resolve({ status: message.statusCode ?? 0, headers: readNodeHeaders(message), body });
      };
      // From here on the connection has answered: whatever breaks now, it was not stale.
      readNodeBody(message, { limit: tools.limit, end, fail: (error) => fail(error) });
    });
    request.end();
  });

/** Sends through `node:https` and `node:http`, which follow no redirects and send the target as it is. */
export const createNodeTransport = (options: NodeTransportOptions): Transport => {
  const pool = new Pool(options.agent, options.idleConnectionMs);
  const tools = { pool, limit: options.maxResponseBytes };
  return { send: (wire, life) => send(wire, life, tools), close: () => pool.close() };
};
