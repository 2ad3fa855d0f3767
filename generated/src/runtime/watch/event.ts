import type { HttpMethod } from '../operation.js';
import type { UsedWeight } from '../read/usage.js';

/** What every event tells: which call, and which of its attempts. No parameter, header or key is ever in one. */
export interface EventBase {
  /** `margin.borrowRepay`; undefined for what concerns the client as a whole. */
  readonly operation: string | undefined;
  /** Counts the calls of this client from 1; attempts and events of one call share it. 0 for the client as a whole. */
  readonly call: number;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Milliseconds since the Unix epoch by the local clock. */
  readonly at: number;
}

/** An attempt is about to be sent. */
export interface RequestEvent extends EventBase {
  readonly type: 'request';
  readonly method: HttpMethod;
  readonly origin: string;
  readonly path: string;
}

/** An attempt was answered, whatever the answer. */
export interface ResponseEvent extends EventBase {
  readonly type: 'response';
  readonly status: number;
  /** The exchange's own code, if the answer was an error with one. */
  readonly code: number | undefined;
  readonly durationMs: number;
  readonly usage: readonly UsedWeight[];
}

/** An attempt ended without an answer, or with one that could not be read. */
export interface FailureEvent extends EventBase {
  readonly type: 'failure';
  readonly error: Error;
  readonly durationMs: number;
}

/** The call goes on after a failed attempt. */
export interface RetryEvent extends EventBase {
  readonly type: 'retry';
  readonly error: Error;
  readonly delayMs: number;
}

/** The limiter holds an attempt back. */
export interface WaitEvent extends EventBase {
  readonly type: 'wait';
  /** Which budget is spent: `IP sapi POST /sapi/v1/margin/order`. */
  readonly budget: string;
  /** In milliseconds, as far as it is known when the wait begins. */
  readonly delayMs: number;
}

/** The exchange sent 429 or 418: until then nothing is sent to what it covers. */
export interface BlockEvent extends EventBase {
  readonly type: 'block';
  readonly status: 429 | 418;
  /** Milliseconds since the Unix epoch. */
  readonly until: number;
  readonly budget: string;
}

/** The clock was compared with the exchange's. */
export interface ClockEvent extends EventBase {
  readonly type: 'clock';
  readonly origin: string;
  /** What is added to the local clock, in ms. */
  readonly offsetMs: number;
  readonly roundTripMs: number;
}

/** Strict mode met fields that the spec does not know, or missed some that it requires. The call did not fail for it. */
export interface DriftEvent extends EventBase {
  readonly type: 'drift';
  /** As `$.rows[0].newField`. */
  readonly unknown: readonly string[];
  readonly missing: readonly string[];
}

/** A read goes to another origin, as the one before did not answer. */
export interface FailoverEvent extends EventBase {
  readonly type: 'failover';
  readonly from: string;
  readonly to: string;
}

/** Everything that `onEvent` and the channel tell; `type` says which it is. */
export type ClientEvent =
  | RequestEvent
  | ResponseEvent
  | FailureEvent
  | RetryEvent
  | WaitEvent
  | BlockEvent
  | ClockEvent
  | DriftEvent
  | FailoverEvent;

/** Takes events. What it throws or rejects with is ignored: whoever looks on must not change what happens. */
export type Observer = (event: ClientEvent) => void;
