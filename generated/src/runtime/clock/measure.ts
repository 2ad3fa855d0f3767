import type { Operation } from '../operation.js';
import type { ApiResponse } from '../call/request.js';
import type { Measurement } from './clock.js';

/** The operation that tells the time, by its path. */
export const timeOperation = (server: string, path: string): Operation<Readonly<Record<string, never>>, unknown> => ({
  name: 'clock',
  method: 'GET',
  path,
  server,
  security: [],
  securityType: 'NONE',
  weight: [{ value: 1, scope: 'IP' }],
  effect: 'read',
  parameters: {},
  required: [],
  response: { fields: { serverTime: 'time' } },
  errors: [],
});

/** A `Date` header counts whole seconds: on average the answer was made half a second later than it says. */
const HALF_SECOND = 500;

/** The time an answer tells: by its body, or else by the header that HTTP servers send. */
export const readServerTime = (response: ApiResponse): number | undefined => {
  const { data, headers } = response;
  if (typeof data === 'object' && data !== null && 'serverTime' in data && typeof data.serverTime === 'number') {
    return data.serverTime;
  }
  const date = Date.parse(headers['date'] ?? '');
  return Number.isNaN(date) ? undefined : date + HALF_SECOND;
};

/** What measuring works with. */
export interface MeasureTools {
  readonly now: () => number;
  readonly monotonic: () => number;
  /** Asks the exchange for its time, once. */
  readonly ask: () => Promise<ApiResponse>;
}

/** With a longer round trip than this, a second try over the connection that now stands will tell more. */
const SLOW_MS = 200;

const measureOnce = async (tools: MeasureTools): Promise<Measurement> => {
  const started = tools.monotonic();
  const response = await tools.ask();
  const roundTripMs = tools.monotonic() - started;
  const serverTime = readServerTime(response);
  if (serverTime === undefined) throw new TypeError('The answer does not tell the time.');
  // Half of the way was over when the answer was made, as far as anybody can tell.
  return { offsetMs: serverTime + roundTripMs / 2 - tools.now(), roundTripMs };
};

/** Compares the exchange's clock with the local one. Of two measurements, the one with the shorter way counts. */
export const measureClock = async (tools: MeasureTools): Promise<Measurement> => {
  const first = await measureOnce(tools);
  if (first.roundTripMs <= SLOW_MS) return first;
  const second = await measureOnce(tools).catch(() => first);
  return second.roundTripMs < first.roundTripMs ? second : first;
};
