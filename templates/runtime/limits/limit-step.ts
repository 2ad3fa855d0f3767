import { type Call, placeOf, type Tools } from '../call/call.js';
import type { AnyOperation, ApiRequest, Interceptor, Parameter } from '../call/request.js';
import { ConfigurationError, MarginaliaError } from '../errors/errors.js';
import { safeCause } from '../errors/redact.js';
import { ApiError, BannedError, DecodeError, RateLimitError, UnknownOutcomeError } from '../errors/response-errors.js';
import { lookOn } from '../watch/look-on.js';
import type { LimitedAttempt, LimitNews } from './types.js';

/** A class, because one is made for every attempt, and closures that nobody calls would cost more than the rest of this. */
class Attempt implements LimitedAttempt {
  constructor(
    readonly call: Call,
    readonly tools: Tools,
    readonly request: ApiRequest,
  ) {}

  get operation(): AnyOperation {
    return this.call.operation;
  }

  get parameters(): readonly Parameter[] {
    return this.request.parameters;
  }

  get origin(): string {
    return this.request.origin;
  }

  get deadline(): number {
    return this.call.life.deadline;
  }

  onCancel(listener: () => void): () => void {
    return this.call.life.onCancel(listener);
  }

  onWait(budget: string, delayMs: number): void {
    this.tools.watch.tell(placeOf(this.call), { type: 'wait', budget, delayMs });
  }

  onBlock(budget: string, status: 429 | 418, until: number): void {
    this.tools.watch.tell(placeOf(this.call), { type: 'block', budget, status, until });
  }
}

const retryAtOf = (error: ApiError): number | undefined => {
  if (error instanceof RateLimitError) return error.retryAt;
  return error instanceof BannedError ? error.until : undefined;
};

/** What an answer tells of limits, whether or not it was the one hoped for. */
const newsOf = (error: unknown): LimitNews | undefined => {
  const answer = error instanceof UnknownOutcomeError ? error.cause : error;
  if (answer instanceof DecodeError) {
    return { status: answer.status ?? 0, code: undefined, usage: answer.usage, retryAt: undefined };
  }
  if (!(answer instanceof ApiError)) return undefined;
  return { status: answer.status, code: answer.code, usage: answer.usage, retryAt: retryAtOf(answer) };
};

/**
 * A limiter may be somebody's own code: what fails in it before anything was sent is an error like the others. It takes
 * a turn of the event loop, as sending would: who calls again at once, and again, must not hold up all timers.
 */
const failToEnter = async (attempt: Attempt, error: unknown): Promise<never> => {
  await attempt.call.life.pause(0);
  if (error instanceof MarginaliaError) throw error;
  const operation = attempt.operation.name;
  const cause = safeCause(error, attempt.tools.settings.redact);
  const message = `${operation} was not sent: limiter failed: ${cause.message}`;
  throw new ConfigurationError('limiter', message, { operation, cause });
};

const enter = (attempt: Attempt): Promise<void> | undefined => {
  try {
    return attempt.tools.limiter.enter(attempt)?.catch((error: unknown) => failToEnter(attempt, error));
  } catch (error) {
    return failToEnter(attempt, error);
  }
};

/** A refusal is passed on once it is known to those who share the limits, and also when the limiter fails to take it in. */
const learnRefusal = async (attempt: Attempt, news: LimitNews): Promise<void> => {
  try {
    await attempt.tools.limiter.learn(attempt, news);
  } catch {
    // What the exchange answered is worth more to the caller.
  }
};

/**
 * Lets an attempt pass when the limits permit it, and tells the limiter what the exchange answered. An answer is not lost
 * because the limiter cannot take in what it tells, nor does a good one wait for that.
 */
export const limitStep =
  (call: Call, tools: Tools): Interceptor =>
  async (request, next) => {
    const attempt = new Attempt(call, tools, request);
    const entering = enter(attempt);
    if (entering !== undefined) await entering;
    try {
      const response = await next(request);
      const { status, usage } = response;
      lookOn(() => tools.limiter.learn(attempt, { status, code: undefined, usage, retryAt: undefined }));
      return response;
    } catch (error) {
      const news = newsOf(error);
      if (news !== undefined) await learnRefusal(attempt, news);
      throw error;
    }
  };
