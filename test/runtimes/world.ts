import type { Answer, RecordedRequest } from '../exchange/types.js';

/** The package as a program imports it, whichever entry its platform gets. */
export type Library = typeof import('../../generated/src/index.js');

export type ClientOptions = Parameters<Library['createClient']>[0];

/** What a platform cannot do or does in its own way; each has its reason in `differences.ts`. */
export type Difference = 'headers-hidden' | 'redirect-status-hidden' | 'refusal-looks-sent' | 'sends-writes-again';

/** All that a program under test is told. It travels as JSON. */
export interface World {
  /** The exchange that checks and answers. */
  readonly exchange: string;
  /** Where a program says what the exchange shall answer next, and sees what came in. */
  readonly control: string;
  /** An origin where nobody listens. */
  readonly nowhere: string;
  readonly differences: readonly Difference[];
  readonly keys: Readonly<Record<string, Readonly<Record<'apiKey' | 'secret' | 'privateKey', string | undefined>>>>;
}

/** What became of a check. `skipped` says what the platform lacks. */
export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly skipped?: string;
}

/** The desk at which a program sets up the exchange. */
export interface Control {
  /** What the next requests get, one each, and the last answer from then on. Forgets what was said and seen before. */
  readonly script: (...answers: readonly Answer[]) => Promise<void>;
  readonly requests: () => Promise<readonly RecordedRequest[]>;
  /** How often somebody followed a redirect. */
  readonly followed: () => Promise<number>;
}

/** What checks work with. */
export interface Bench {
  readonly packaged: Library;
  readonly world: World;
  readonly control: Control;
  /** A client of its own for every check, signing by HMAC. */
  readonly client: (options?: ClientOptions) => ReturnType<Library['createClient']>;
}

/** One thing that holds on every platform. */
export interface Check {
  readonly name: string;
  /** Throws if it does not hold; a text says why it could not be tried. */
  readonly run: (bench: Bench) => Promise<string | undefined | void>;
}
