import type { AbortSignalLike, SignFunction } from '../call/options.js';
import type { Operation } from '../operation.js';
import type { KnownOnly, ResultFor, Variants } from '../variants.js';

/** What a lean caller is made with. Requests are signed by `secret`, or else by `sign`; public ones need neither. */
export interface LeanOptions {
  /** The API key, sent as `X-MBX-APIKEY` to the operations that ask for it and to no others. */
  readonly apiKey?: string | undefined;
  /** The secret of an HMAC API key. */
  readonly secret?: string | undefined;
  /** Signs in place of a secret: `createKeySigner(…)` by a private key, or what you have for keys in a KMS or HSM. */
  readonly sign?: SignFunction | undefined;
  /** One origin to send everything to, instead of the servers of the spec. `http:` only to this machine. */
  readonly baseUrl?: string | undefined;
  /** The clock for timestamps, in milliseconds since the Unix epoch. By default `Date.now`. */
  readonly now?: (() => number) | undefined;
  /** For how many milliseconds after its timestamp a signed request stays valid: at most 60000, by default 5000. */
  readonly recvWindow?: number | undefined;
  /** How long a call may take in all. By default 15000 ms. */
  readonly timeoutMs?: number | undefined;
  /** Responses with a longer body are refused. By default 32 MiB. */
  readonly maxResponseBytes?: number | undefined;
}

/** What a single call may set for itself. */
export interface LeanCallOptions {
  /** Aborts the call. An `AbortSignal` fits. */
  readonly signal?: AbortSignalLike | undefined;
  /** How long this call may take in all, in milliseconds, in place of the caller's `timeoutMs`. */
  readonly timeoutMs?: number | undefined;
  /** For how many milliseconds its timestamp is good, in place of the caller's `recvWindow`. */
  readonly recvWindow?: number | undefined;
}

/**
 * What a lean caller knows of an operation: how it is sent and read. Those of the package's root fit too; they bring along
 * what else the documentation says, which makes a bundle larger.
 */
export interface LeanOperation<Params, Result, Given = unknown> extends Omit<
  Operation<Params, Result, Given>,
  'securityType' | 'weight' | 'limits' | 'conditions' | 'errors' | 'history' | 'settlement' | 'docs'
> {}

/** Any operation, whatever its parameters and result. */
export type AnyLeanOperation = LeanOperation<never, unknown>;

type ParamsOf<Params, Choice, Given> = Choice extends Variants ? Given & KnownOnly<Given, Params> : NoInfer<Params>;

/** Calls operations, each once. */
export interface LeanCaller {
  /**
   * `Params` follows from the operation alone: a misspelt parameter must not widen it. Where the result depends on the
   * parameters, `Given` is what they are in this call.
   */
  <Params, Result, Choice, const Given extends Params>(
    operation: LeanOperation<Params, Result, Choice>,
    params: ParamsOf<Params, Choice, Given>,
    options?: LeanCallOptions,
  ): Promise<ResultFor<Result, Choice, Given>>;
  /** Lets go of the connections. */
  close(): void;
}
