import { type Call, originOf, placeOf, type Tools } from '../call/call.js';
import type { ApiRequest, ApiResponse, Interceptor, Next } from '../call/request.js';
import { MarginaliaError } from '../errors/errors.js';
import { BannedError, RateLimitError } from '../errors/response-errors.js';
import { backOff } from './backoff.js';
import { judgeFailure, type Verdict } from './policy.js';

/** Not all who were told the same moment should come back in the same millisecond. */
const SPREAD_MS = 250;

/** One call's attempts: what was tried, and whether and when to try again. */
class Attempts {
  #count = 1;
  #corrected = false;

  constructor(
    readonly call: Call,
    readonly tools: Tools,
  ) {}

  /** How long to wait before the call is sent again; undefined if it is not to be. */
  async planNext(error: unknown): Promise<number | undefined> {
    const { effect } = this.call.operation;
    if (!(error instanceof MarginaliaError) || this.call.life.cancelled !== undefined) return undefined;
    const verdict = judgeFailure(error, effect);
    // The policy says no more than this; it is repeated here because money depends on it.
    if (effect === 'write' && this.call.life.sent) return undefined;
    if (verdict.action === 'correct-clock') return this.#correctClock();
    if (this.#count >= this.tools.settings.retry.attempts) return undefined;
    const delayMs = this.#delayFor(verdict);
    if (delayMs === undefined || Date.now() + delayMs >= this.call.life.deadline) return undefined;
    this.#count += 1;
    return delayMs;
  }

  #delayFor(verdict: Verdict): number | undefined {
    if (verdict.action === 'resend') return 0;
    if (verdict.action === 'back-off') return backOff(this.#count, this.tools.settings.retry, Math.random);
    if (verdict.action !== 'wait-until') return undefined;
    return Math.max(0, verdict.at - Date.now()) + Math.floor(Math.random() * SPREAD_MS);
  }

  /** Once per call, and not counted as a retry: the request was refused before anybody looked at it. */
  async #correctClock(): Promise<number | undefined> {
    if (this.#corrected) return undefined;
    this.#corrected = true;
    return (await this.tools.clockFor(this.call.operation).correct(this.call.life.stampedAt)) ? 0 : undefined;
  }
}

/** Tells where the next attempt of a read goes, after one that failed or did not. */
const chooseOrigin = (call: Call, tools: Tools, request: ApiRequest): ApiRequest => {
  const { plan, operation, life } = call;
  if (operation.effect === 'write') return request;
  const before = life.attempt === 1 ? undefined : originOf(call);
  const origin = tools.failover.pick(plan.origins, before);
  life.origin = origin;
  if (before !== undefined && origin !== before) {
    tools.watch.tell(placeOf(call), { type: 'failover', from: before.href, to: origin.href });
  }
  return { ...request, origin: origin.href };
};

/** What did not get as far as the transport, such as a call that was held back until its deadline, tells nothing. */
const noteOrigin = (call: Call, tools: Tools, error?: unknown): void => {
  const { life, plan } = call;
  if (life.asked === life.attempt) tools.failover.note(plan.origins, originOf(call), error);
};

const attemptAnywhere = async (
  call: Call,
  tools: Tools,
  way: { request: ApiRequest; next: Next },
): Promise<ApiResponse> => {
  const request = chooseOrigin(call, tools, way.request);
  // At once, as the caller of a call that is over may make the next one before the attempt has come to its end.
  const release = call.life.onCancel(() => noteOrigin(call, tools, call.life.cancelled));
  try {
    const response = await way.next(request);
    noteOrigin(call, tools);
    return response;
  } catch (error) {
    noteOrigin(call, tools, error);
    throw error;
  } finally {
    release();
  }
};

/** Held back by this client itself, which says less than the answer that made it do so. */
const isHeldBack = (error: unknown): boolean =>
  (error instanceof RateLimitError || error instanceof BannedError) && !error.answered;

/**
 * Sends a call again when that is safe and useful: bounded in number and by the deadline, after a growing pause, signed
 * anew each time. A write only after it certainly was not carried out.
 */
export const retryStep = (call: Call, tools: Tools): Interceptor => {
  const attempts = new Attempts(call, tools);
  return async (first, next) => {
    let request = first;
    let before: unknown;
    for (;;) {
      try {
        // Where there is no choice there is nothing to remember.
        const isFixed = call.plan.origins.length === 1;
        return await (isFixed ? next(request) : attemptAnywhere(call, tools, { request, next }));
      } catch (error) {
        const delayMs = await attempts.planNext(error);
        if (delayMs === undefined) throw before !== undefined && isHeldBack(error) ? before : error;
        tools.watch.tell(placeOf(call), { type: 'retry', error: error as Error, delayMs });
        if (delayMs > 0) await call.life.pause(delayMs);
        if (call.life.cancelled !== undefined) throw error;
        before = error;
        call.life.attempt += 1;
        request = { ...first, attempt: call.life.attempt, usage: tools.usage.of(call.operation) };
      }
    }
  };
};
