import { ApiError, BannedError, DecodeError, RateLimitError } from '../errors/response-errors.js';
import { NetworkError } from '../errors/transport-errors.js';
import type { ResponseKind } from '../operation.js';
import type { WireResponse } from '../send/wire.js';
import type { AnyLeanOperation } from './options.js';
import { parseExact } from './parse-exact.js';
import { createReader } from './read-value.js';

const parse = (body: string): unknown => {
  try {
    return parseExact(body);
  } catch {
    return undefined;
  }
};

/** What the exchange says of an error, if it is one. */
interface ErrorBody {
  readonly code?: unknown;
  readonly msg?: unknown;
}

/** Whether a result has a code of its own, as one of many orders may. */
const declaresCode = (kind: ResponseKind): boolean =>
  typeof kind === 'object' &&
  ('either' in kind ? declaresCode(kind.either[1]) : 'fields' in kind && 'code' in kind.fields);

/** When to ask again, by the local clock: after so many seconds, or at the time that the message has. */
const readRetryAt = (seconds: string | undefined, msg: string): number | undefined =>
  Number(seconds) * 1000 + Date.now() || Number(/until (\d{13})/.exec(msg)?.[1]) || undefined;

/** The result of an operation. Throws what the answer is instead. */
export const readAnswer = (
  operation: AnyLeanOperation,
  { status, headers, body }: WireResponse,
  redact: (text: string) => string,
): unknown => {
  const { name, response: kind, mayBeEmpty } = operation;
  // Redacted as a whole before it is cut, or half a secret could remain at the end.
  const show = (text = ''): string => redact(text).slice(0, 200);
  const data = parse(body ?? '');
  const said = Object(data) as ErrorBody;
  const code = Number.isSafeInteger(said.code) && typeof said.msg === 'string' ? Number(said.code) : undefined;
  const heading = `${name} was answered with HTTP ${status}: `;
  const common = { operation: name, status, usage: [] };
  const fail = (problem: string, path?: string): never => {
    throw new DecodeError(heading + problem, { ...common, path, excerpt: show(body) });
  };
  if (status > 399) {
    const msg = code === undefined ? show(body) : redact(said.msg as string);
    const message = `${heading}${code ?? ''} ${msg}`;
    const details = { ...common, code, msg, documented: [] };
    if (status !== 429 && status !== 418) throw new ApiError(message, details);
    const retryAt = readRetryAt(headers['retry-after'], msg);
    throw new (status === 418 ? BannedError : RateLimitError)(message, { ...details, retryAt });
  }
  if (status < 200 || status > 299) {
    throw new NetworkError(`${heading}a redirect`, { operation: name, sent: 'maybe', code: 'REDIRECT' });
  }
  if (body === undefined) return fail('longer than maxResponseBytes');
  if (mayBeEmpty && !body.trim()) return kind === 'any' ? undefined : null;
  if (data === undefined || !/json/i.test(headers['content-type'] ?? 'json')) fail('not JSON');
  // The codes of errors are negative: some operations answer {"code":200,"msg":"success"} when all is well.
  if (Number(code) < 0 && !declaresCode(kind)) fail(`an error, ${code}`);
  if (data === null && typeof kind === 'object' && !mayBeEmpty) fail('null');
  return createReader((expected, path) => fail(`not ${expected}`, show(path)))(kind, data, '$');
};
