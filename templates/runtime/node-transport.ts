import { type ClientRequest, type IncomingMessage, request as requestHttp, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import type { CallLife } from './life.js';
import { readNodeBody, readNodeHeaders } from './node-body.js';
import { Pool } from './node-pool.js';
import type { AgentLike } from './options.js';
import { type Transport, TransportFailure, type WireRequest, type WireResponse } from './wire.js';

/** What the Node transport can be told. */
export interface NodeTransportOptions {
  readonly agent: AgentLike | undefined;
  readonly idleConnectionMs: number;
  readonly maxResponseBytes: number;
}

/**
 * Bytes can leave once the connection stands; before that, nothing was sent for certain. Where a foreign agent hands over
 * a socket in some other state, the answer is "may have been sent".
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

const isStale = (request: ClientRequest, error: NodeJS.ErrnoException): boolean => request.reusedSocket && isClosedByPeer(error);

const optionsFor = (wire: WireRequest, pool: Pool): RequestOptions => ({
  host: wire.origin.host,
  port: wire.origin.port,
  method: wire.method,
  path: wire.target,
  headers: wire.headers,
  agent: pool.agentFor(wire.origin),
});

const readMessage = async (message: IncomingMessage, limit: number): Promise<WireResponse> => {
  const body = await readNodeBody(message, limit);
  return { status: message.statusCode ?? 0, headers: readNodeHeaders(message), body };
};

/** Sends through `node:https` and `node:http`, which follow no redirects and send the target as it is. */
export const createNodeTransport = (options: NodeTransportOptions): Transport => {
  const pool = new Pool(options.agent, options.idleConnectionMs);
  const send = (wire: WireRequest, life: CallLife): Promise<WireResponse> =>
    new Promise<WireResponse>((resolve, reject) => {
      const { secure } = wire.origin;
      const request = (secure ? requestHttps : requestHttp)(optionsFor(wire, pool));
      const release = life.onCancel(() => request.destroy());
      const fail = (error: Error, stale: boolean): void => {
        release();
        if (stale) pool.dropIdle();
        reject(new TransportFailure(error, stale));
      };
      request.on('socket', (socket) => noteSent(socket, secure, life));
      request.on('error', (error) => fail(error, isStale(request, error)));
      request.on('response', (message) => {
        // From here on the connection has answered: whatever breaks now, it was not stale.
        readMessage(message, options.maxResponseBytes).then(resolve, (error: Error) => fail(error, false)).finally(release);
      });
      request.end();
    });
  return { send, close: () => pool.close() };
};
