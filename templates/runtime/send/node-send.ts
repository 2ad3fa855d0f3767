import { type ClientRequest, request as requestHttp } from 'node:http';
import { request as requestHttps, type RequestOptions } from 'node:https';
import type { Socket } from 'node:net';
import { readNodeBody, readNodeHeaders } from './node-body.js';
import type { FindAgent } from './node-pool.js';
import { type AttemptLife, type Origin, TransportFailure, type WireRequest, type WireResponse } from './wire.js';

/** A request with what Node needs of it: what the origin leaves out, Node works out by itself. */
export interface NodeRequest extends Omit<WireRequest, 'origin'> {
  readonly origin: Pick<Origin, 'href' | 'secure' | 'host'> & {
    readonly port: number | string;
    readonly serverName?: string;
  };
}

/** What requests are sent with. */
export interface SendTools {
  readonly findAgent: FindAgent;
  /** The longest body that is read, in bytes. */
  readonly limit: number;
  /** Looks at a request before it has a connection. */
  readonly inspect?: ((request: ClientRequest, wire: NodeRequest) => void) | undefined;
  /** Whether the request failed because the server had closed the kept connection that it went out on. */
  readonly isStale?: (request: ClientRequest, error: Error) => boolean;
}

/** Also of a TLS socket within a tunnel that stands: such a one is not `connecting`. */
const isHandshaking = (socket: Socket): boolean => 'secureConnecting' in socket && socket.secureConnecting === true;

/**
 * Bytes can leave once the connection stands; before that, nothing was sent for certain. Where a foreign agent hands
 * over a socket in some other state, the answer is "may have been sent".
 */
const noteSent = (socket: Socket, life: AttemptLife): void => {
  const note = (): void => {
    life.sent = true;
  };
  if (isHandshaking(socket)) socket.once('secureConnect', note);
  else if (socket.connecting) socket.once('connect', note);
  else note();
};

/** Node would give a DELETE no length, and a server would take the form for the next request. */
const headersFor = ({ headers, body }: NodeRequest): Readonly<Record<string, string>> =>
  body === undefined ? headers : { ...headers, 'Content-Length': String(Buffer.byteLength(body)) };

const optionsFor = (wire: NodeRequest, findAgent: FindAgent): RequestOptions => ({
  // Agents made after Node's would look for it in a stack trace.
  protocol: wire.origin.secure ? 'https:' : 'http:',
  host: wire.origin.host,
  port: wire.origin.port,
  method: wire.method,
  path: wire.target,
  headers: headersFor(wire),
  agent: findAgent(wire),
  // Node would work it out anew for every request.
  servername: wire.origin.serverName,
});

/** Sends one request once. Redirects are answers like others, and `life.sent` tells whether any byte may have left. */
export const sendByNode = (wire: NodeRequest, life: AttemptLife, tools: SendTools): Promise<WireResponse> =>
  new Promise((resolve, reject) => {
    const { secure } = wire.origin;
    const request = (secure ? requestHttps : requestHttp)(optionsFor(wire, tools.findAgent));
    const release = life.onCancel(() => request.destroy());
    const fail = (error: Error, stale = false): void => {
      release();
      reject(new TransportFailure(error, stale));
    };
    tools.inspect?.(request, wire);
    request.on('socket', (socket) => {
      if (!request.destroyed) noteSent(socket, life);
    });
    request.on('error', (error) => fail(error, tools.isStale?.(request, error)));
    request.on('response', (message) => {
      const end = (body: string | undefined): void => {
        release();
        resolve({ status: message.statusCode ?? 0, headers: readNodeHeaders(message), body });
      };
      // From here on the connection has answered: whatever breaks now, it was not stale.
      readNodeBody(message, { limit: tools.limit, end, fail: (error) => fail(error) });
    });
    request.end(wire.body);
  });
