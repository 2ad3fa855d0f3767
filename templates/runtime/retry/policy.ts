import type { MarginaliaError } from '../errors/errors.js';
import { ApiError, BannedError, RateLimitError, UnknownOutcomeError } from '../errors/response-errors.js';
import { NetworkError } from '../errors/transport-errors.js';

/** The exchange refused the timestamp, before it looked at anything else. */
export const BAD_TIMESTAMP = -1021;

/** What is to be done after a failed attempt. */
export type Verdict =
  | { readonly action: 'give-up' }
  /** The clock is put right, then the call is signed anew. */
  | { readonly action: 'correct-clock' }
  /** At once: the connection was given up by the server, another one will do. */
  | { readonly action: 'resend' }
  /** After a pause that grows. */
  | { readonly action: 'back-off' }
  /** When the exchange said. */
  | { readonly action: 'wait-until'; readonly at: number };

const GIVE_UP: Verdict = { action: 'give-up' };
const BACK_OFF: Verdict = { action: 'back-off' };

const isWrite = (effect: 'read' | 'write'): boolean => effect === 'write';

/** Redirects and "not modified" come again however often one asks. */
const FINAL_CODES: ReadonlySet<string | undefined> = new Set(['REDIRECT', 'NOT_MODIFIED']);

const judgeNetwork = (error: NetworkError, effect: 'read' | 'write'): Verdict => {
  if (FINAL_CODES.has(error.code)) return GIVE_UP;
  if (isWrite(effect) && error.sent !== 'never') return GIVE_UP;
  return error.stale ? { action: 'resend' } : BACK_OFF;
};

const judgeLimit = (error: RateLimitError): Verdict => {
  // This client itself held it back, and has already waited for as long as it may.
  if (!error.answered) return GIVE_UP;
  return error.retryAt === undefined ? BACK_OFF : { action: 'wait-until', at: error.retryAt };
};

/**
 * A 5xx of a write gets here only where the exchange says that it certainly failed; otherwise it is an
 * `UnknownOutcomeError`. 408 is somebody on the way who lost patience.
 */
const judgeAnswer = (error: ApiError): Verdict => {
  if (error.code === BAD_TIMESTAMP) return { action: 'correct-clock' };
  return error.status >= 500 || error.status === 408 ? BACK_OFF : GIVE_UP;
};

/** Whether a call may be sent again after this failure, and when. A write only if it certainly was not carried out. */
export const judgeFailure = (error: MarginaliaError, effect: 'read' | 'write'): Verdict => {
  if (error instanceof UnknownOutcomeError || error instanceof BannedError) return GIVE_UP;
  if (error instanceof RateLimitError) return judgeLimit(error);
  if (error instanceof NetworkError) return judgeNetwork(error, effect);
  return error instanceof ApiError ? judgeAnswer(error) : GIVE_UP;
};
