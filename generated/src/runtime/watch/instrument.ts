/** One call as tracing wants to see it. Holds no parameter, header or key. */
export interface CallInfo {
  /** `margin.borrowRepay` */
  readonly name: string;
  /** By the names of OpenTelemetry's semantic conventions for HTTP clients, fit for `startActiveSpan`. */
  readonly attributes: Readonly<Record<string, string | number>>;
}

/** Runs around a call. It gives what `run` gives, or lets its rejection pass. */
export type Instrument = <Result>(call: CallInfo, run: () => Promise<Result>) => Promise<Result>;
