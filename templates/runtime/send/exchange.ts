import type { Call } from '../call/call.js';
import { MarginaliaError } from '../errors/errors.js';
import type { CancelReason } from '../call/life.js';
import type { AbortSignalLike } from '../call/options.js';
import { judgeOutcome } from '../errors/outcome.js';
import { type Redact, redactAlso, safeCause } from '../errors/redact.js';
import { readRefusal } from '../read/refusal.js';
import type { ApiResponse, Next } from '../call/request.js';
import type { Settings } from '../call/settings.js';
import { readSuccess } from '../read/success.js';
import { AbortedError, NetworkError, type Sent, TimeoutError } from '../errors/transport-errors.js';
import { type Transport, TransportFailure, type WireRequest, type WireResponse } from './wire.js';

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

const readResponse = (call: Call, response: WireResponse, tools: ExchangeTools, redact: Redact): ApiResponse => {
  const { status } = response;
  if (status >= 200 && status < 300) return readSuccess(call, response, redact);
  if (status < 400) throw refuse3xx(call, status);
  throw readRefusal(call, response, { redact, now: tools.settings.now });
};

/** What talking to the exchange needs, the same for all calls of a client. */
export interface ExchangeTools {
  readonly settings: Settings;
  readonly transport: Transport;
}

/** The end of the chain: sends a request and gives what the exchange answered, or an error that tells what happened. */
export const exchangeStep =
  (call: Call, tools: ExchangeTools): Next<WireRequest> =>
  async (wire) => {
    const redact = redactAlso(tools.settings.redact, wire.signature);
    try {
      if (call.life.cancelled !== undefined) throw readCancel(call, call.life.cancelled, redact);
      return readResponse(call, await tools.transport.send(wire, call.life), tools, redact);
    } catch (error) {
      throw judgeOutcome(readFailure(call, error, redact), call, redact);
    }
  };
