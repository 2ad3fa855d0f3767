import { type ClientRequest, request as requestHttp } from 'node:http';
import { request as requestHttps, type RequestOptions } from 'node:https';
import type { Socket } from 'node:net';
import { readNodeBody, readNodeHeaders } from './node-body.js';
import { Pool } from './node-pool.js';
import type { AgentLike } from '../call/options.js';
import { type AttemptLife, type Transport, TransportFailure, type WireRequest, type WireResponse } from './wire.js';

/** What the Node transport can be told. */
export interface NodeTransportOptions {
  readonly agent: AgentLike | undefined;
  readonly idleConnectionMs: number;
  readonly maxResponseBytes: number;
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

const isClosedByPeer = (error: NodeJS.ErrnoException): boolean => error.code === 'ECONNRESET' || error.code === 'EPIPE';

const isStale = (request: ClientRequest, error: NodeJS.ErrnoException): boolean =>
  request.reusedSocket && isClosedByPeer(error);

/** Made after the class that proxies answer `CONNECT` to: an event of `https-proxy-agent` and its like. */
interface ProxyAnswer {
  readonly statusCode?: number;
}

const isEncrypted = (socket: Socket): boolean => 'encrypted' in socket && socket.encrypted === true;

/**
 * Looks at what a foreign agent brings. In place of a tunnel that a proxy refused some hand over the proxy's own answer
 * as if it were the exchange's; and what is meant for TLS must go through nothing else, whoever made the connection.
 */
const checkConnection = (request: ClientRequest): void => {
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

interface SendTools {
  readonly pool: Pool;
  readonly limit: number;
}

/** Node would give a DELETE no length, and a server would take the form for the next request. */
const headersFor = ({ headers, body }: WireRequest): Readonly<Record<string, string>> =>
  body === undefined ? headers : { ...headers, 'Content-Length': String(Buffer.byteLength(body)) };

const optionsFor = (wire: WireRequest, pool: Pool): RequestOptions => ({
  // Agents made after Node's would look for it in a stack trace.
  protocol: wire.origin.secure ? 'https:' : 'http:',
  host: wire.origin.host,
  port: wire.origin.port,
  method: wire.method,
  path: wire.target,
  headers: headersFor(wire),
  agent: pool.agentFor(wire),
  // Node would work it out anew for every request.
  servername: wire.origin.serverName,
});

const send = (wire: WireRequest, life: AttemptLife, tools: SendTools): Promise<WireResponse> =>
  new Promise((resolve, reject) => {
    const { secure } = wire.origin;
    const request = (secure ? requestHttps : requestHttp)(optionsFor(wire, tools.pool));
    const release = life.onCancel(() => request.destroy());
    const fail = (error: Error, stale = false): void => {
      release();
      if (stale) tools.pool.dropIdle();
      reject(new TransportFailure(error, stale));
    };
    if (secure && tools.pool.isForeign) checkConnection(request);
    request.on('socket', (socket) => {
      if (!request.destroyed) noteSent(socket, life);
    });
    request.on('error', (error) => fail(error, isStale(request, error)));
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

/**
 * Sends through `node:https` and `node:http`, which follow no redirects, send target and body as they are, and add
 * `Host`, `Connection` and, to a POST or PUT or to a body, `Content-Length`: what HTTP needs and no more.
 */
export const createNodeTransport = (options: NodeTransportOptions): Transport => {
  const pool = new Pool(options.agent, options.idleConnectionMs);
  const tools = { pool, limit: options.maxResponseBytes };
  return { send: (wire, life) => send(wire, life, tools), close: () => pool.close() };
};
