import { ApiError, BannedError, RateLimitError, UnknownOutcomeError } from '../errors/response-errors.js';
import { NetworkError, TimeoutError } from '../errors/transport-errors.js';
import type { Origin, Origins } from './wire.js';

/** What an attempt tells of the origin that it went to; `nothing` when it ended for reasons of its own. */
export type OriginVerdict = 'answers' | 'fails' | 'nothing';

/** Without a code it came from something in between: a gateway that cannot go on, or (408) that has waited enough. */
const isForeign = (error: ApiError): boolean =>
  error.code === undefined && (error.status >= 500 || error.status === 408);

const judgeAnswer = (error: ApiError): OriginVerdict => {
  const isHeldBack = (error instanceof RateLimitError || error instanceof BannedError) && !error.answered;
  if (isHeldBack) return 'nothing';
  return isForeign(error) ? 'fails' : 'answers';
};

/**
 * Whether reads do better at the next origin after this failure. So they do without a connection, or with one that
 * broke off, when no answer comes in time, after a redirect, and after a 5xx that is not the exchange's own, such as
 * the HTML of a gateway. What the exchange itself says (whatever has an error code, and 429 and 418) holds at its other
 * origins too; and a kept connection that the server had closed says nothing of the server.
 */
export const judgeOrigin = (error: unknown): OriginVerdict => {
  if (error === 'timeout') return 'fails';
  if (error instanceof UnknownOutcomeError) return error.cause === undefined ? 'nothing' : judgeOrigin(error.cause);
  if (error instanceof NetworkError) {
    if (error.code === 'NOT_MODIFIED') return 'answers';
    return error.stale ? 'nothing' : 'fails';
  }
  if (error instanceof ApiError) return judgeAnswer(error);
  return error instanceof TimeoutError ? 'fails' : 'nothing';
};

/** Which origin of a list is in use. */
interface Standing {
  at: number;
  /** When the first one was given up, or last given another chance. */
  since: number;
  /** Those that failed when they were last asked. */
  readonly failing: Set<Origin>;
}

/** The origin at a place of the list, which goes round. */
const originAt = (origins: Origins, place: number): Origin => origins[place % origins.length] ?? origins[0];

/**
 * Chooses the origin for each attempt of a read, for one client. It stays with the origin that answers, so that the
 * calls after a failure do not all run into it again. Once in `returnAfterMs` a single attempt tries the first of the
 * list; when that is answered, all go back there. Writes go to the first, whatever happens.
 */
export class Failover {
  readonly #standings = new WeakMap<Origins, Standing>();
  readonly #now: () => number;
  readonly #returnAfterMs: number;

  /** `now` counts milliseconds from any point. `performance.now` fits, and knows nothing of the clock's steps. */
  constructor(now: () => number, returnAfterMs = 60_000) {
    this.#now = now;
    this.#returnAfterMs = returnAfterMs;
  }

  /** Where an attempt goes. `before` is where the same call has just been: not there again if it failed. */
  pick(origins: Origins, before?: Origin): Origin {
    const standing = this.#standings.get(origins);
    if (standing === undefined) return origins[0];
    const origin = originAt(origins, this.#choose(standing));
    const isRepeated = origin === before && standing.failing.has(origin);
    return isRepeated ? originAt(origins, origins.indexOf(origin) + 1) : origin;
  }

  /**
   * Takes in how an attempt ended that went out, a read's or a write's: by which error, by which reason to cancel it,
   * or by none.
   */
  note(origins: Origins, origin: Origin, error?: unknown): void {
    const verdict = error === undefined ? 'answers' : judgeOrigin(error);
    if (verdict === 'answers') this.#noteAnswer(origins, origin);
    if (verdict === 'fails') this.#noteFailure(origins, origin);
  }

  #noteAnswer(origins: Origins, origin: Origin): void {
    if (origin === origins[0]) this.#standings.delete(origins);
    this.#standings.get(origins)?.failing.delete(origin);
  }

  #noteFailure(origins: Origins, origin: Origin): void {
    const standing = this.#standings.get(origins) ?? { at: 0, since: 0, failing: new Set() };
    standing.failing.add(origin);
    this.#standings.set(origins, standing);
    // Of many attempts that fail together the first one moves on, and the others find it done.
    if (origin !== origins[standing.at]) return;
    standing.at = (standing.at + 1) % origins.length;
    standing.since = this.#now();
  }

  #choose(standing: Standing): number {
    if (standing.at === 0 || this.#now() - standing.since < this.#returnAfterMs) return standing.at;
    standing.since = this.#now();
    return 0;
  }
}
