import { createServer as createHttp, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { sendAnswer } from './answer.js';
import { makeCertificate } from './certificate.js';
import type { Account, Answer, RecordedRequest, Route } from './types.js';
import { checkRequest } from './verify.js';

export type { Account, Answer, Demand, Fault, RecordedRequest, Refusal, Route } from './types.js';

/** How the exchange is set up. */
export interface ExchangeOptions {
  readonly accounts?: readonly Account[];
  readonly routes?: readonly Route[];
  /** HTTPS with a certificate of its own. */
  readonly tls?: boolean;
  /** The exchange's clock. By default `Date.now`. */
  readonly now?: () => number;
  /** After how long it closes idle connections. By default not before a test ends. */
  readonly keepAliveMs?: number;
  /** The origin whose pages may call, in a browser; it answers their questions beforehand. By default none. */
  readonly allowOrigin?: string;
}

/** A running exchange. */
export interface Exchange {
  /** What to give a client as `baseUrl`. */
  readonly origin: string;
  /** The certificate to trust, as PEM; empty without TLS. */
  readonly ca: string;
  /** Everything that came in, also what was refused. */
  readonly requests: readonly RecordedRequest[];
  /** How many connections were made. */
  readonly connections: () => number;
  /** How many of them stand now. */
  readonly openConnections: () => Promise<number>;
  /** Answers the next requests that pass the checks, one each; after that the routes answer again. */
  readonly script: (...answers: readonly Answer[]) => void;
  /** Forgets requests and script. */
  readonly reset: () => void;
  readonly close: () => Promise<void>;
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
};

const readForm = (form: string): RecordedRequest['parameters'] =>
  form
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=');
      return at === -1 ? [decode(part), ''] : [decode(part.slice(0, at)), decode(part.slice(at + 1))];
    });

const readBody = async (message: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

const readRequest = async (message: IncomingMessage): Promise<RecordedRequest> => {
  const target = message.url ?? '';
  const at = target.indexOf('?');
  const path = at === -1 ? target : target.slice(0, at);
  const query = at === -1 ? '' : target.slice(at + 1);
  const body = await readBody(message);
  const parameters = [...readForm(query), ...readForm(body)];
  return { method: message.method ?? '', target, path, query, body, headers: message.headers, parameters };
};

/** The mind of the exchange: what it remembers, and how it answers. */
class Desk {
  readonly requests: RecordedRequest[] = [];
  readonly #script: Answer[] = [];

  constructor(readonly options: ExchangeOptions) {}

  script(answers: readonly Answer[]): void {
    this.#script.push(...answers);
  }

  reset(): void {
    this.requests.length = 0;
    this.#script.length = 0;
  }

  answerTo(request: RecordedRequest): Answer {
    const { routes = [], accounts = [], now = Date.now } = this.options;
    const route = routes.find(({ method, path }) => method === request.method && path === request.path);
    const refusal = checkRequest(request, route, { accounts, now });
    this.requests.push(refusal === undefined ? request : { ...request, refusal });
    if (refusal !== undefined) return { status: refusal.status, json: { code: refusal.code, msg: refusal.msg } };
    const { answer = {} } = route ?? {};
    return this.#script.shift() ?? (typeof answer === 'function' ? answer(request) : answer);
  }
}

/** What a browser has to be told before it lets a page of another origin call. */
const permit = (allowOrigin: string | undefined, message: IncomingMessage, response: ServerResponse): boolean => {
  if (allowOrigin === undefined) return false;
  response.setHeader('access-control-allow-origin', allowOrigin);
  if (message.method !== 'OPTIONS') return false;
  response.writeHead(204, { 'access-control-allow-methods': '*', 'access-control-allow-headers': '*' }).end();
  return true;
};

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Starts an exchange on this machine that checks each request by itself and answers as told. */
export const startExchange = async (options: ExchangeOptions = {}): Promise<Exchange> => {
  const desk = new Desk(options);
  let connections = 0;
  const handle = (message: IncomingMessage, response: ServerResponse): void => {
    if (permit(options.allowOrigin, message, response)) return;
    readRequest(message)
      .then((request) => sendAnswer(message, response, desk.answerTo(request)))
      .catch(() => message.socket.destroy());
  };
  const certificate = options.tls === true ? makeCertificate() : undefined;
  const server = certificate === undefined ? createHttp(handle) : createHttps(certificate, handle);
  server.keepAliveTimeout = options.keepAliveMs ?? 600_000;
  server.on(certificate === undefined ? 'connection' : 'secureConnection', () => (connections += 1));
  const port = await listen(server);
  return {
    origin: `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    ca: certificate?.cert ?? '',
    requests: desk.requests,
    connections: () => connections,
    openConnections: () => new Promise((resolve) => server.getConnections((_, count) => resolve(count))),
    script: (...answers) => desk.script(answers),
    reset: () => desk.reset(),
    close: () => stop(server),
  };
};
