import { type Call, placeOf, type Tools } from '../call/call.js';
import type { CallLife, CancelReason } from '../call/life.js';
import type { AbortSignalLike } from '../call/options.js';
import type { ApiResponse, Next } from '../call/request.js';
import { MarginaliaError } from '../errors/errors.js';
import { judgeOutcome } from '../errors/outcome.js';
import { type Redact, redactAlso, safeCause } from '../errors/redact.js';
import { ApiError, UnknownOutcomeError } from '../errors/response-errors.js';
import { AbortedError, NetworkError, type Sent, TimeoutError } from '../errors/transport-errors.js';
import { readRefusal } from '../read/refusal.js';
import { readSuccess } from '../read/success.js';
import { type AttemptLife, TransportFailure, type WireRequest, type WireResponse } from './wire.js';

const sentBy = (call: Call): Sent => (call.life.sent ? 'maybe' : 'never');

/** A reason is often an error of somebody else's, and that may quote a request with its keys. */
const readReason = (signal: AbortSignalLike | undefined, redact: Redact): unknown => {
  const reason = signal?.reason;
  if (typeof reason === 'string') return redact(reason);
  return reason instanceof Error ? safeCause(reason, redact) : reason;
};

/** The error for a call that reached a limit of its own. */
export const readCancel = (call: Call, reason: CancelReason, redact: Redact): MarginaliaError => {
  const { operation, limits } = call;
  const { timeoutMs } = limits;
  const details = { operation: operation.name, sent: sentBy(call) };
  if (reason === 'timeout') {
    return new TimeoutError(`${operation.name} took longer than ${timeoutMs} ms`, { ...details, timeoutMs });
  }
  return new AbortedError(`${operation.name} was aborted`, { ...details, cause: readReason(limits.signal, redact) });
};

/** What was held back until its call was over is not sent any more. */
const checkLife = (call: Call, redact: Redact): void => {
  if (call.life.cancelled !== undefined) throw readCancel(call, call.life.cancelled, redact);
};

/** The system's code is often that of the cause: fetch says no more than that it failed. */
const codeOf = (error: Error): string | undefined => {
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause instanceof Error ? codeOf(error.cause) : undefined;
};

const readNetworkFailure = (call: Call, error: unknown, redact: Redact): NetworkError => {
  const stale = error instanceof TransportFailure && error.stale;
  const cause = safeCause(error instanceof TransportFailure ? error.cause : error, redact);
  const operation = call.operation.name;
  const details = { operation, sent: sentBy(call), code: codeOf(cause), stale, cause };
  return new NetworkError(`${operation} did not get through: ${cause.message}`, details);
};

const readFailure = (call: Call, error: unknown, redact: Redact): MarginaliaError => {
  if (error instanceof MarginaliaError) return error;
  // A transport that was stopped rejects in its own way; why it was stopped is what counts.
  if (call.life.cancelled !== undefined) return readCancel(call, call.life.cancelled, redact);
  return readNetworkFailure(call, error, redact);
};

const refuse3xx = (call: Call, status: number): NetworkError => {
  const operation = call.operation.name;
  if (status === 304) {
    const message = `${operation} was answered with HTTP 304 (not modified), which brings no result`;
    return new NetworkError(message, { operation, sent: 'maybe', code: 'NOT_MODIFIED' });
  }
  // Browsers hide the status of a redirect that they do not follow.
  const message = `${operation} was answered with a redirect (HTTP ${status || '3xx'}), which is never followed`;
  return new NetworkError(message, { operation, sent: 'maybe', code: 'REDIRECT' });
};

/** A transport may be somebody's own code, and give anything. */
const checkShape = (response: WireResponse): void => {
  const given: unknown = response;
  const { status, headers, body } = (typeof given === 'object' && given !== null ? given : {}) as Partial<WireResponse>;
  const isText = body === undefined || typeof body === 'string';
  if (Number.isInteger(status) && typeof headers === 'object' && headers !== null && isText) return;
  throw new TypeError('the transport gave no { status, headers, body }');
};

const readResponse = (call: Call, response: WireResponse, tools: Tools, redact: Redact): ApiResponse => {
  const { status } = response;
  if (status >= 200 && status < 300) return readSuccess(call, response, redact);
  if (status < 400) throw refuse3xx(call, status);
  throw readRefusal(call, response, { redact, errorCodes: tools.settings.errorCodes });
};

/** The life of one attempt of a read, shorter than that of its call. */
class ShortLife implements AttemptLife {
  isOver = false;
  #listeners: (() => void)[] = [];

  constructor(readonly whole: CallLife) {}

  get sent(): boolean {
    return this.whole.sent;
  }

  set sent(sent: boolean) {
    this.whole.sent = sent;
  }

  onCancel(listener: () => void): () => void {
    this.#listeners.push(listener);
    const release = this.whole.onCancel(listener);
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== listener);
      release();
    };
  }

  end(): void {
    this.isOver = true;
    for (const listener of this.#listeners) listener();
  }
}

interface Sending {
  readonly call: Call;
  readonly tools: Tools;
}

/** An attempt of a read may be given up before its call is. */
const sendWithin = async (limit: number, wire: WireRequest, { call, tools }: Sending): Promise<WireResponse> => {
  const { life } = call;
  const own = new ShortLife(life);
  const timer = setTimeout(() => own.end(), limit);
  try {
    return await tools.transport.send(wire, own);
  } catch (error) {
    if (!own.isOver || life.cancelled !== undefined) throw error;
    throw new TransportFailure(Object.assign(new Error(`no answer within ${limit} ms`), { code: 'ATTEMPT_TIMEOUT' }));
  } finally {
    clearTimeout(timer);
  }
};

/** Tells how an attempt ended: by an answer, whatever it was, or without one. */
const tellEnd = (
  call: Call,
  tools: Tools,
  end: { status: number | undefined; startedAt: number; error?: MarginaliaError },
): void => {
  if (!tools.watch.isOn) return;
  const { status, startedAt, error } = end;
  const durationMs = performance.now() - startedAt;
  if (status === undefined) {
    if (error !== undefined) tools.watch.tell(placeOf(call), { type: 'failure', error, durationMs });
    return;
  }
  const code = error === undefined ? undefined : codeIn(error);
  const usage = error === undefined ? tools.usage.of(call.operation) : error.usage;
  tools.watch.tell(placeOf(call), { type: 'response', status, code, durationMs, usage });
};

const codeIn = (error: MarginaliaError): number | undefined => {
  const answer = error instanceof UnknownOutcomeError ? error.cause : error;
  return answer instanceof ApiError ? answer.code : undefined;
};

/** Sends, and tells of it. Rejects with what went wrong, not yet judged. */
const sendOnce = (call: Call, wire: WireRequest, tools: Tools): Promise<WireResponse> => {
  const { method, path, effect } = call.operation;
  if (tools.watch.isOn) {
    tools.watch.tell(placeOf(call), { type: 'request', method, path, origin: wire.origin.href });
    // Who is told may abort the call, which then has ended as one that was never sent.
    checkLife(call, tools.settings.redact);
  }
  const limit = effect === 'read' ? tools.settings.retry.attemptTimeoutMs : undefined;
  call.life.asked = call.life.attempt;
  return limit === undefined ? tools.transport.send(wire, call.life) : sendWithin(limit, wire, { call, tools });
};

/** The end of the chain: sends a request and gives what the exchange answered, or an error that tells what happened. */
export const exchangeStep =
  (call: Call, tools: Tools): Next<WireRequest> =>
  async (wire) => {
    const redact = redactAlso(tools.settings.redact, wire.signature);
    const startedAt = tools.watch.isOn ? performance.now() : 0;
    let status: number | undefined;
    try {
      checkLife(call, redact);
      const response = await sendOnce(call, wire, tools);
      // Whoever answers was asked, also through a transport that forgot to say so.
      call.life.sent = true;
      checkShape(response);
      status = response.status;
      const answer = readResponse(call, response, tools, redact);
      tools.usage.note(call.operation, answer.usage);
      tellEnd(call, tools, { status, startedAt });
      return answer;
    } catch (failure) {
      const error = judgeOutcome(readFailure(call, failure, redact), call, redact);
      tools.usage.note(call.operation, error.usage);
      tellEnd(call, tools, { status, startedAt, error });
      throw error;
    }
  };
