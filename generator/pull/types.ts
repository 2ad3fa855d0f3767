import type { Position } from '../core/position.js';
import type { Capture } from '../core/capture.js';
import type { Language } from '../core/language.js';
import type { PageLayout } from './layout.js';

export type { Language };

/** What to fetch, and how gently. */
export interface PullOptions {
  /** `https://developers.binance.com`; a path after it is part of every address. */
  readonly baseUrl: string;
  readonly layout: PageLayout;
  readonly languages: readonly Language[];
  /** Pages to fetch. Without them, those that the navigation of the site lists. */
  readonly identities?: readonly string[];
  /** Where the identities were written down, by identity. */
  readonly places?: ReadonlyMap<string, Position>;
  /** How many requests may be under way at once. */
  readonly concurrency: number;
  /** Between the starts of two requests; robots.txt may ask for more. */
  readonly delayMs: number;
  /** How often a request that failed for a passing reason is sent again. */
  readonly retries: number;
  /** From sending a request to the last byte of its answer. */
  readonly timeoutMs: number;
  /** Of one answer, unpacked. */
  readonly maxBytes: number;
  readonly userAgent: string;
  /** Fetch every page in full, whatever the server said about it last time. */
  readonly fresh?: boolean;
  /** The folder as messages should name it. */
  readonly folder?: string;
}

export type PullDefaults = Pick<
  PullOptions,
  'languages' | 'concurrency' | 'delayMs' | 'retries' | 'timeoutMs' | 'maxBytes' | 'userAgent'
>;

export const PULL_DEFAULTS: PullDefaults = {
  languages: ['en', 'zh'],
  concurrency: 2,
  delayMs: 500,
  retries: 3,
  timeoutMs: 30_000,
  maxBytes: 8 * 1024 * 1024,
  userAgent: 'marginalia',
};

/** All that `pull` has of the world. */
export interface PullPorts {
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Rejects, or returns early, when the signal is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** 0 to 1: spreads the waits before a repetition. */
  readonly random: () => number;
  /** A file of the capture from before, by its path below the folder; `undefined` when there is none. */
  readonly read: (path: string) => string | undefined;
  /** Writes a whole file or leaves the old one. Throws when it cannot. */
  readonly write: (path: string, text: string) => void;
  /** What `readPage` makes of one half: the page and the language that its own heading anchors name. */
  readonly identify: (markdown: string) => PageClaim;
  readonly progress?: (event: PullProgress) => void;
  readonly signal?: AbortSignal;
}

export interface PageClaim {
  readonly identity?: string;
  readonly language?: Language;
}

export interface PullProgress {
  readonly done: number;
  readonly total: number;
  readonly identity: string;
  readonly state: PageState;
}

export type PageState = Capture['pages'][number]['state'];

/** Why a page could not be taken. Stable: each is the code of a diagnostic, `pull/<reason>`. */
export const FAILURES = [
  'not-found',
  'soft-not-found',
  'refused',
  'login-page',
  'redirected',
  'server-error',
  'rate-limited',
  'status',
  'timeout',
  'network',
  'robots',
  'truncated',
  'too-large',
  'wrong-type',
  'bad-charset',
  'too-deep',
  'no-article',
  'empty-article',
  'other-page',
  'wrong-language',
  'no-identity',
  'other-half',
  'not-written',
  'stopped',
] as const;
export type FailureReason = (typeof FAILURES)[number];

export interface PageFailure {
  readonly reason: FailureReason;
  /** One sentence that names the page or address. */
  readonly message: string;
  /** Worth trying again at once. */
  readonly passing?: boolean;
  /** The server named the time to wait. */
  readonly retryAfterMs?: number;
}

/** A value, or why there is none. */
export type Fetched<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: PageFailure };

export interface PullResult {
  /** `complete`: all was fetched. `partial`: some pages failed. `stopped`: the signal was aborted. */
  readonly state: 'complete' | 'partial' | 'stopped';
  /** As written to `capture.json`. */
  readonly capture: Capture;
  readonly failures: readonly FailedPage[];
  /** Captured before, and no longer listed by a navigation that was read whole. Their files are left alone. */
  readonly unlisted: readonly string[];
  /** Identities whose file was written: new, or changed by more than its `updated_at`. */
  readonly written: readonly string[];
  readonly counts: PullCounts;
}

export interface FailedPage extends PageFailure {
  readonly identity: string;
  readonly state: 'kept' | 'missing';
}

export interface PullCounts {
  readonly listed: number;
  readonly fetched: number;
  readonly unchanged: number;
  readonly kept: number;
  readonly missing: number;
  readonly requests: number;
  /** Answers without a body, because nothing had changed. */
  readonly notModified: number;
  readonly bytes: number;
}
