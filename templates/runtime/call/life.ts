import type { CallLimits } from './call-options.js';
import type { AbortSignalLike } from './options.js';
import type { Origin } from '../send/wire.js';
import type { Parameter } from './request.js';

/** Why a call was ended before its time. */
export type CancelReason = 'timeout' | 'aborted';

/** The calls that one signal may end. */
interface Watch {
  readonly calls: Set<() => void>;
  readonly listener: () => void;
}

const WATCHES = new WeakMap<AbortSignalLike, Watch>();

const startWatch = (signal: AbortSignalLike): Watch => {
  const calls = new Set<() => void>();
  const listener = (): void => calls.forEach((abort) => abort());
  signal.addEventListener('abort', listener);
  const watch = { calls, listener };
  WATCHES.set(signal, watch);
  return watch;
};

/**
 * Calls back when the signal aborts, and gives the way to take that back. One listener serves all calls, because Node
 * takes more than ten for a leak; it goes with the last of them.
 */
const watchSignal = (signal: AbortSignalLike, abort: () => void): (() => void) => {
  const { calls, listener } = WATCHES.get(signal) ?? startWatch(signal);
  calls.add(abort);
  return () => {
    if (!calls.delete(abort) || calls.size > 0) return;
    signal.removeEventListener('abort', listener);
    WATCHES.delete(signal);
  };
};

/** One call from start to end: its deadline, its signal, and how far it got. */
export class CallLife {
  /** The transport sets it before any byte may have left; it falls back once the exchange has refused for certain. */
  sent = false;
  /** What comes after this, such as sending what an interceptor held back past the deadline, comes too late. */
  cancelled: CancelReason | undefined;
  /** 1 for the first attempt. */
  attempt: number = 1;
  /** The last attempt that got as far as the transport. */
  asked: number = 0;
  /** Where the attempt goes, if not where the plan says. */
  origin: Origin | undefined;
  /** By when the call must be over, in milliseconds since the Unix epoch by the local clock. */
  deadline: number = Infinity;
  /** The timestamp of what was last on its way, in milliseconds by the exchange's clock; undefined if it had none. */
  sentAt: number | undefined;
  /** When that timestamp was taken, by the clock that nobody sets. */
  stampedAt: number = 0;
  /** From then on, by the exchange's clock, it cannot begin to be carried out. */
  acceptedUntil: number | undefined;
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

  /** Waits, but not beyond the end of the call. */
  pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        release();
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      const release = this.onCancel(end);
    });
  }

  /** Does the work, or rejects as soon as a limit is reached, even if the work never ends. */
  run<T>(limits: CallLimits, work: () => Promise<T>, describe: (reason: CancelReason) => Error): Promise<T> {
    const { signal, timeoutMs } = limits;
    this.deadline = Date.now() + timeoutMs;
    return new Promise<T>((resolve, reject) => {
      const stop = (reason: CancelReason): void => {
        settle();
        this.cancel(reason);
        reject(describe(reason));
      };
      let unwatch: (() => void) | undefined;
      const timer = setTimeout(() => stop('timeout'), timeoutMs);
      const settle = (): void => {
        clearTimeout(timer);
        unwatch?.();
      };
      if (signal?.aborted === true) return stop('aborted');
      if (signal !== undefined) unwatch = watchSignal(signal, () => stop('aborted'));
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
