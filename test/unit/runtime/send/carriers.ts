import { Agent } from 'undici';
import { CallLife } from '../../../../templates/runtime/call/life.js';
import { createNodeTransport } from '../../../../templates/runtime/send/node-transport.js';
import { readOrigin } from '../../../../templates/runtime/send/origin.js';
import { createWebTransport } from '../../../../templates/runtime/send/web-transport.js';
import { type Transport, TransportFailure, type WireRequest } from '../../../../templates/runtime/send/wire.js';
import { createUndiciTransport } from '../../../../templates/runtime/undici.js';

/** A transport, and what its owner does at the end. */
export interface Carrier {
  readonly transport: Transport;
  readonly close: () => Promise<void>;
}

export const LIMIT = 100_000;

const carryByNode = (): Carrier => {
  const transport = createNodeTransport({ agent: undefined, idleConnectionMs: 4000, maxResponseBytes: LIMIT });
  return { transport, close: async () => transport.close() };
};

const carryByFetch = (): Carrier => ({ transport: createWebTransport(LIMIT), close: async () => undefined });

export const carryByUndici = (dispatcher: Agent = new Agent()): Carrier => ({
  transport: createUndiciTransport({ dispatcher })({ maxResponseBytes: LIMIT }),
  close: () => dispatcher.destroy(),
});

/** All transports: what one promises the others have to keep. */
export const CARRIERS: readonly (readonly [name: string, create: () => Carrier])[] = [
  ['node', carryByNode],
  ['web', carryByFetch],
  ['undici', () => carryByUndici()],
];

/** A request for one of these; by default the plainest read, and a write unless it is a GET. */
export const wireTo = (origin: string, changes: Partial<WireRequest> = {}): WireRequest => ({
  method: 'GET',
  effect: (changes.method ?? 'GET') === 'GET' ? 'read' : 'write',
  origin: readOrigin(origin, false),
  target: '/x',
  headers: {},
  signature: undefined,
  ...changes,
});

/** What became of a request: the answer's status and body, or why there is none, and whether it may have been sent. */
export interface Fate {
  readonly status?: number;
  readonly body?: string | undefined;
  readonly code?: string | undefined;
  readonly message?: string;
  readonly stale?: boolean;
  readonly sent: boolean;
}

const deepCode = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  return 'code' in error && typeof error.code === 'string' ? error.code : deepCode(error.cause);
};

/** Sends, and gives what became of it. What is no `TransportFailure` fails the test. */
export const fateOf = async (
  transport: Transport,
  wire: WireRequest,
  life: CallLife = new CallLife([]),
): Promise<Fate> => {
  try {
    const { status, body } = await transport.send(wire, life);
    return { status, body, sent: life.sent };
  } catch (error) {
    if (!(error instanceof TransportFailure)) throw error;
    const message = error.cause instanceof Error ? error.cause.message : 'no error';
    return { code: deepCode(error.cause), message, stale: error.stale, sent: life.sent };
  }
};

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until something holds, and fails the test when it does not come to. */
export const until = async (holds: () => boolean | Promise<boolean>, ms = 3000): Promise<void> => {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(5)) if (await holds()) return;
  throw new Error('It did not come to that.');
};
