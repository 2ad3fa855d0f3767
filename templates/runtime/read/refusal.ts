import type { Call } from '../call/call.js';
import { type ErrorCatalogue, findInCatalogue } from '../call/catalogue.js';
import { parseExact } from './json.js';
import type { DocumentedError } from '../operation.js';
import { excerptOf, type Redact } from '../errors/redact.js';
import { ApiError, type ApiErrorDetails, BannedError, RateLimitError } from '../errors/response-errors.js';
import { readRetryAt } from './retry-after.js';
import { readUsage } from './usage.js';
import type { WireResponse } from '../send/wire.js';

interface ErrorBody {
  readonly code: number | undefined;
  readonly msg: string;
}

const readErrorBody = (body: string, redact: Redact): ErrorBody => {
  const excerpt = { code: undefined, msg: excerptOf(body, redact) };
  try {
    const data = parseExact(body) as { readonly code?: unknown; readonly msg?: unknown } | null;
    if (!Number.isSafeInteger(data?.code) || typeof data?.msg !== 'string') return excerpt;
    return { code: Number(data.code), msg: redact(data.msg) };
  } catch {
    return excerpt;
  }
};

/** One code can have several meanings; the message tells them apart. If it fits none, all of them are given. */
export const findDocumented = (errors: readonly DocumentedError[], body: ErrorBody): readonly DocumentedError[] => {
  const sameCode = errors.filter((error) => error.code === body.code);
  const sameMessage = sameCode.filter((error) => error.message === body.msg);
  return sameMessage.length > 0 ? sameMessage : sameCode;
};

const explain = (documented: readonly DocumentedError[]): string =>
  documented.map(({ name, description }) => `\n  ${name === undefined ? '' : `${name}: `}${description}`).join('');

const describe = (call: Call, status: number, body: ErrorBody): string => {
  const code = body.code === undefined ? '' : ` ${body.code}`;
  const msg = body.msg === '' ? '(no message)' : body.msg;
  return `${call.operation.name} was answered with HTTP ${status}:${code} ${msg}`;
};

/** What the receiving end knows besides the response itself. */
export interface Receiver {
  readonly redact: Redact;
  readonly errorCodes: ErrorCatalogue | undefined;
}

/** What the operation's own page says of a code; for codes it does not list, what the catalogue says. */
const explainCode = (call: Call, body: ErrorBody, receiver: Receiver): readonly DocumentedError[] => {
  const own = findDocumented(call.operation.errors, body);
  if (own.length > 0 || body.code === undefined || receiver.errorCodes === undefined) return own;
  return findDocumented(findInCatalogue(receiver.errorCodes, body.code), body);
};

/** The error for an answer whose status is not 2xx. */
export const readRefusal = (call: Call, response: WireResponse, receiver: Receiver): ApiError => {
  const { status, headers } = response;
  const operation = call.operation.name;
  const body = readErrorBody(response.body ?? '', receiver.redact);
  const documented = explainCode(call, body, receiver);
  const details: ApiErrorDetails = { ...body, operation, status, documented, usage: readUsage(headers) };
  const message = describe(call, status, body) + explain(documented);
  if (status !== 429 && status !== 418) return new ApiError(message, details);
  const Limit = status === 429 ? RateLimitError : BannedError;
  const said = { header: headers['retry-after'], date: headers['date'], msg: body.msg };
  const retryAt = readRetryAt(said, Date.now());
  return new Limit(message, { ...details, retryAt });
};
