import type { Call } from '../call/call.js';
import { familyOf } from '../call/family.js';
import type { Parameter } from '../call/request.js';
import { findSettledBy } from '../settle/settled-by.js';
import { MarginaliaError } from './errors.js';
import { type Redact, redactParameter, safeCause } from './redact.js';
import { isRefused, UNKNOWN_CODES } from './refused.js';
import { ApiError, UnknownOutcomeError } from './response-errors.js';

/** Of these 503 answers the portfolio-margin documentation says that the request failed for certain. */
const FAILED_MESSAGES: ReadonlySet<string> = new Set([
  'Service Unavailable.',
  'Internal error; unable to process your request. Please try again.',
]);
const THROTTLED = -1008;

/**
 * Only the /papi documentation tells its 503 answers apart; that of /sapi and /api says of every 5xx that the status is
 * unknown, so there the same words prove nothing. Nor do they without a code: gateways say them too, of requests that
 * they have passed on.
 */
const isCertain503 = ({ status, code, msg }: ApiError, path: string): boolean => {
  if (status !== 503 || !familyOf(path).certain503) return false;
  if (code === undefined || UNKNOWN_CODES.includes(code)) return false;
  return code === THROTTLED || FAILED_MESSAGES.has(msg);
};

/** Whether the exchange refused the request for certain, also by what it says in words. */
export const isCertainRefusal = (error: MarginaliaError, path: string): boolean =>
  isRefused(error) || (error instanceof ApiError && isCertain503(error, path));

const withoutSecrets = (parameters: readonly Parameter[], redact: Redact): Readonly<Record<string, string>> =>
  Object.fromEntries(parameters.map(([name, value]) => [name, redactParameter(name, value, redact)]));

const doubt = (cause: Error, call: Call, redact: Redact): UnknownOutcomeError => {
  const operation = call.operation.name;
  const { sentAt, acceptedUntil, parameters: sent } = call.life;
  const parameters = withoutSecrets(sent, redact);
  // A query for "[redacted]" would find nothing, and call a write absent that is there.
  const isWhole = sent.every(([name, value]) => parameters[name] === value);
  const settledBy = isWhole ? findSettledBy(call.operation, sent, sentAt) : undefined;
  const how = settledBy === undefined ? 'a query' : `reconcile(), which asks ${settledBy.operation},`;
  const message = `${operation} may have been carried out; find out by ${how} before you send it again`;
  const usage = cause instanceof MarginaliaError ? cause.usage : [];
  return new UnknownOutcomeError(`${message}. ${cause.message}`, {
    ...{ operation, cause, usage, sentAt, acceptedUntil, descriptor: call.operation, parameters, settledBy },
  });
};

/**
 * The error a failure is to the caller. A write that may have left and was not refused for certain becomes an
 * `UnknownOutcomeError`, whatever the failure itself is: time-out, reset, abort, 5xx, or an answer nobody can read.
 */
export const judgeOutcome = (failure: MarginaliaError, call: Call, redact: Redact): MarginaliaError => {
  const { operation, life } = call;
  if (isCertainRefusal(failure, operation.path)) {
    life.sent = false;
    return failure;
  }
  return operation.effect === 'write' && life.sent ? doubt(failure, call, redact) : failure;
};

/**
 * The error of a write whose interceptors are through, whoever threw it. How far the request got decides alone: an
 * interceptor may throw what it likes, even a refusal of some other call, after the exchange carried out this one.
 */
export const judgeInterceptors = (error: unknown, call: Call, redact: Redact): unknown => {
  if (!call.life.sent) return error;
  if (error instanceof UnknownOutcomeError && error.operation === call.operation.name) return error;
  return doubt(error instanceof MarginaliaError ? error : safeCause(error, redact), call, redact);
};
