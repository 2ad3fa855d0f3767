import type { Call } from './call.js';
import { ConfigurationError } from '../errors/errors.js';
import { judgeInterceptors } from '../errors/outcome.js';
import type { Redact } from '../errors/redact.js';
import type { ApiRequest, ApiResponse, Interceptor, Next } from './request.js';

const fail = (message: string, request: ApiRequest): never => {
  const operation = request.operation.name;
  throw new ConfigurationError('interceptors', `${operation}: ${message}`, { operation });
};

/** The way on from one interceptor, watched: it may forget to wait for what it started. */
class Way {
  readonly #started: Promise<ApiResponse>[] = [];
  #isOver = false;

  constructor(
    readonly request: ApiRequest,
    readonly onward: Next,
  ) {}

  readonly next: Next = (changed) => {
    const response = this.#go(changed);
    // Nobody may be listening, and a rejection that nobody hears ends the process.
    response.catch(() => undefined);
    this.#started.push(response);
    return response;
  };

  async #go(changed: ApiRequest): Promise<ApiResponse> {
    if (changed?.operation !== this.request.operation) {
      fail('next() must be given the request, and its operation as it was.', this.request);
    }
    if (this.#isOver) fail('next() was called after its interceptor had ended.', this.request);
    return this.onward(changed);
  }

  /** From here on nothing more is sent. */
  end(): void {
    this.#isOver = true;
  }

  /** Waits for what is still on its way: only then is it known whether a write was carried out. */
  async settle(): Promise<void> {
    await Promise.allSettled(this.#started);
  }
}

const checkResponse = (response: unknown, request: ApiRequest): ApiResponse => {
  if (typeof response === 'object' && response !== null && 'data' in response) return response as ApiResponse;
  return fail('an interceptor gave no response: is "return next(request)" missing?', request);
};

/** Makes a user's interceptor safe to run: one that throws at once rejects like the others, and slips are noticed. */
export const watchInterceptor =
  (interceptor: Interceptor): Interceptor =>
  async (request, next) => {
    const way = new Way(request, next);
    try {
      return checkResponse(await interceptor(request, way.next), request);
    } catch (error) {
      way.end();
      if (request.operation.effect === 'write') await way.settle();
      throw error;
    } finally {
      way.end();
    }
  };

/** Goes around all interceptors of a write: no slip of theirs may hide that it was carried out. */
export const judgeStep =
  (call: Call, redact: Redact): Interceptor =>
  async (request, next) => {
    try {
      return await next(request);
    } catch (error) {
      throw judgeInterceptors(error, call, redact);
    }
  };
