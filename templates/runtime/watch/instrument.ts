/** One call as tracing wants to see it. Holds no parameter, header or key. */
export interface CallInfo {
  /** `margin.borrowRepay` */
  readonly name: string;
  /** By the names of OpenTelemetry's semantic conventions for HTTP clients, fit for `startActiveSpan`. */
  readonly attributes: Readonly<Record<string, string | number>>;
}

/**
 * Runs around a call, and must call `run`. However often it does, the call is made once; whatever it gives or throws, the
 * call ends as `run` did. Without `run` it ends as `ConfigurationError`, and nothing is sent.
 */
export type Instrument = <Result>(call: CallInfo, run: () => Promise<Result>) => Promise<Result>;
