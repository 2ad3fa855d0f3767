import { WebSocket } from 'undici';
import {
  type Caller,
  type EventStream,
  type OpenStream,
  openStream,
  type StreamError,
  type StreamGap,
  type StreamOptions,
  type StreamStatus,
  type UnknownEvent,
} from '../../templates/runtime/common.js';
import { createCaller } from '../../templates/runtime/node.js';
import { type Answer, type Exchange, type RecordedRequest, startExchange } from '../exchange/exchange.js';
import { type ServerSide, startWebSocketServer, type WebSocketServer } from './web-socket-server.js';

export const API_KEY = 'APIKEYvmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91du';

/** The listen keys and tokens that the exchange gives, one after the other; the last one again and again. */
export const KEYS = ['KEYaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'KEYbbbbbbbbbbbbbbbbbbbbbbbbbbbb'] as const;

/** All that a stream told. */
export interface Seen {
  readonly events: unknown[];
  readonly unknown: UnknownEvent[];
  readonly gaps: StreamGap[];
  readonly errors: StreamError[];
  readonly statuses: StreamStatus[];
}

/** An exchange with REST and WebSocket, and a client of it. */
export interface Stage {
  readonly exchange: Exchange;
  readonly server: WebSocketServer;
  readonly call: Caller;
  /** What the exchange answers: by method, in place of success. */
  readonly answers: Map<string, (request: RecordedRequest) => Answer>;
  /** Goes on to the next listen key, as if the present one had ended. */
  readonly nextKey: () => void;
  /** The methods of the requests so far, for keys and tokens. */
  readonly asked: () => readonly string[];
  readonly close: () => Promise<void>;
}

const KEY_PATH = '/sapi/v1/margin/listen-key';

export const setStage = async (): Promise<Stage> => {
  const server = await startWebSocketServer();
  const answers: Stage['answers'] = new Map();
  let keys = 0;
  const keyAnswer = (): Answer => ({ json: { listenKey: KEYS[keys] ?? KEYS[1] } });
  const tokenAnswer = (request: RecordedRequest): Answer => {
    const validity = Number(request.parameters.find(([name]) => name === 'validity')?.[1] ?? 86_400_000);
    keys += 1;
    return { json: { token: `TOKEN+/${String(keys).padStart(24, '0')}`, expirationTime: Date.now() + validity } };
  };
  const routes = ['POST', 'PUT', 'DELETE'].map((method) => ({
    method,
    path: KEY_PATH,
    security: ['apiKey'] as const,
    answer: (request: RecordedRequest) => answers.get(method)?.(request) ?? (method === 'POST' ? keyAnswer() : {}),
  }));
  const token = {
    method: 'POST',
    path: '/sapi/v1/userListenToken',
    security: ['apiKey'] as const,
    answer: (request: RecordedRequest) => answers.get('TOKEN')?.(request) ?? tokenAnswer(request),
  };
  const exchange = await startExchange({ accounts: [{ apiKey: API_KEY }], routes: [...routes, token] });
  const call = createCaller({ apiKey: API_KEY, baseUrl: exchange.origin, retry: { attempts: 1 } });
  return {
    exchange,
    server,
    call,
    answers,
    nextKey: () => (keys += 1),
    asked: () => exchange.requests.map(({ method }) => method),
    close: async () => {
      await call.close();
      await Promise.all([exchange.close(), server.close()]);
    },
  };
};

/** Short times, so that what takes minutes takes milliseconds. */
const QUICK = { overlapMs: 60, reconnect: { baseDelayMs: 20, maxDelayMs: 40 }, openTimeoutMs: 1000 };

/** Opens a stream on the stage, and notes all that it tells. */
export const openOn = <Events, Params>(
  stage: Stage,
  stream: EventStream<Events, Params>,
  options: Partial<StreamOptions<Events, Params>> = {},
): { readonly stream: OpenStream<Events>; readonly seen: Seen } => {
  const seen: Seen = { events: [], unknown: [], gaps: [], errors: [], statuses: [] };
  const opened = openStream<Events, Params>(stage.call, stream, {
    ...QUICK,
    url: `${stage.server.origin}/ws/`,
    webSocket: WebSocket,
    onEvent: (event) => seen.events.push(event),
    onUnknown: (message) => seen.unknown.push(message),
    onGap: (gap) => seen.gaps.push(gap),
    onError: (error) => seen.errors.push(error),
    onStatus: (status) => seen.statuses.push(status),
    ...options,
  });
  return { stream: opened, seen };
};

/** Waits until it holds; fails with what was waited for. */
export const until = async (what: string, holds: () => boolean, withinMs = 5000): Promise<void> => {
  const end = Date.now() + withinMs;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

/** The client that came last. */
export const lastClient = ({ server }: Stage): ServerSide => {
  const client = server.clients.at(-1);
  if (client === undefined) throw new Error('nobody came');
  return client;
};
