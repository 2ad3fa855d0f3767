import type { Outcome } from './ledger.js';

/** What the calling process is told. */
export interface LoadOptions {
  readonly origin: string;
  readonly account: { readonly apiKey: string; readonly secret: string };
  readonly durationMs: number;
  readonly inFlight: number;
  readonly seed: number;
}

export interface Sample {
  /** How much of the run is over, from 0 to 1. */
  readonly at: number;
  /** After a garbage collection, in bytes. */
  readonly heap: number;
  readonly rss: number;
}

/** What the calling process found out by itself. */
export interface LoadFigures {
  readonly calls: number;
  /** By `read resolved`, `write unknown-outcome: timeout` and the like. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly samples: readonly Sample[];
  /** How long the process computes without giving a timer its turn, in milliseconds. */
  readonly turns: { readonly p99: number; readonly max: number };
  /** What the process still held after `close()`. */
  readonly held: readonly string[];
  /** Answers that reached the wrong call, errors that are not the package's, doubts that do not say about what. */
  readonly oddities: readonly string[];
}

/** What the calling process sends to the one with the exchange. */
export type Message =
  | { readonly type: 'outcomes'; readonly outcomes: readonly (readonly [write: number, outcome: Outcome])[] }
  | { readonly type: 'end'; readonly figures: LoadFigures };
