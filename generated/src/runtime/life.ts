import type { CallLimits } from './call-options.js';
import type { Parameter } from './request.js';

/** Why a call was ended before its time. */
export type CancelReason = 'timeout' | 'aborted';

/** One call from start to end: its deadline, its signal, and how far it got. */
export class CallLife {
  /** The transport sets it before any byte may have left; it falls back once the exchange has refused for certain. */
  sent = false;
  /** What comes after this, such as sending what an interceptor held back past the deadline, comes too late. */
  cancelled: CancelReason | undefined;
  #listeners: (() => void)[] = [];

  constructor(
    /** What was last on its way, with what interceptors added: by these a lost write is found again. */
    public parameters: readonly Parameter[],
  ) {}

  /** Calls back once when the call is cancelled. Gives the way to take that back. */
  onCancel(listener: () => void): () => void {
    this.#listeners.push(listener);
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== listener);
    };
  }

  cancel(reason: CancelReason): void {
    if (this.cancelled !== undefined) return;
    this.cancelled = reason;
    for (const listener of this.#listeners) listener();
  }

  /** Does the work, or rejects as soon as a limit is reached, even if the work never ends. */
  run<T>(limits: CallLimits, work: () => Promise<T>, describe: (reason: CancelReason) => Error): Promise<T> {
    const { signal, timeoutMs } = limits;
    return new Promise<T>((resolve, reject) => {
      const stop = (reason: CancelReason): void => {
        settle();
        this.cancel(reason);
        reject(describe(reason));
      };
      const abort = (): void => stop('aborted');
      const timer = setTimeout(() => stop('timeout'), timeoutMs);
      const settle = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
      };
      if (signal?.aborted === true) return abort();
      signal?.addEventListener('abort', abort);
      work().then(
        (value) => {
          settle();
          resolve(value);
        },
        (error: unknown) => {
          settle();
          reject(error);
        },
      );
    });
  }
}
