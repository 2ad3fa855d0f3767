import type { CallOptions } from '../call/options.js';
import type { Operation } from '../operation.js';
import type { Reader } from './rows.js';

/** What a walk needs of a `Caller`: that it calls. */
export type CallOperation = <Params, Result>(
  operation: Operation<Params, Result>,
  params: NoInfer<Params>,
  options?: CallOptions,
) => Promise<Result>;

/** Parameters by name, as they are given to a call. */
export type Values = Readonly<Record<string, unknown>>;

/** One query of a walk after the other. */
export interface Source<Row> extends Reader {
  /** How many rows a full answer has. */
  readonly size: number;
  /** The rows of one answer, for the caller's parameters with these on top. */
  readonly ask: (values: Values) => Promise<readonly Row[]>;
}

/** From the first to the last millisecond, both included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** How a walk through a history goes. */
export interface IterateOptions {
  /** How many rows to give at most. By default all. */
  readonly limit?: number | undefined;
  /** The options of each call. */
  readonly call?: CallOptions | undefined;
  /** The clock by which a walk without an end ends now, in milliseconds since the Unix epoch. By default `Date.now`. */
  readonly now?: (() => number) | undefined;
}
