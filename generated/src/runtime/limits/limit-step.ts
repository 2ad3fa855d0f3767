import { type Call, placeOf, type Tools } from '../call/call.js';
import type { AnyOperation, ApiRequest, Interceptor, Parameter } from '../call/request.js';
import { ApiError, BannedError, DecodeError, RateLimitError, UnknownOutcomeError } from '../errors/response-errors.js';
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

/** Lets an attempt pass when the limits permit it, and tells the limiter what the exchange answered. */
export const limitStep =
  (call: Call, tools: Tools): Interceptor =>
  async (request, next) => {
    const attempt = new Attempt(call, tools, request);
    const wait = tools.limiter.enter(attempt);
    if (wait !== undefined) await wait;
    try {
      const response = await next(request);
      const { status, usage } = response;
      const learning = tools.limiter.learn(attempt, { status, code: undefined, usage, retryAt: undefined });
      if (learning !== undefined) await learning;
      return response;
    } catch (error) {
      const news = newsOf(error);
      if (news !== undefined) await tools.limiter.learn(attempt, news);
      throw error;
    }
  };
