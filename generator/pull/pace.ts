import type { PullPorts } from './types.js';

/** Lets requests start one after the other, with a pause between, and all of them wait when the server asks for it. */
export interface Pace {
  /** Resolves when the next request may start. */
  readonly turn: () => Promise<void>;
  /** Nobody starts for this long. */
  readonly hold: (ms: number) => void;
  /** Between two starts; what robots.txt asks for may come later than the first request. */
  readonly slowDown: (delayMs: number) => void;
}

export const createPace = (ports: Pick<PullPorts, 'now' | 'sleep' | 'signal'>, delayMs: number): Pace => {
  let delay = delayMs;
  let next = -Infinity;
  let heldUntil = -Infinity;
  return {
    turn: async () => {
      const slot = Math.max(ports.now(), next);
      next = slot + delay;
      // Looked at again after each wait: somebody else may have been told to wait in the meantime.
      for (let wait = slot - ports.now(); wait > 0; wait = Math.max(slot, heldUntil) - ports.now()) {
        await ports.sleep(wait, ports.signal);
        if (ports.signal?.aborted) return;
      }
    },
    hold: (ms) => {
      heldUntil = Math.max(heldUntil, ports.now() + ms);
      next = Math.max(next, heldUntil);
    },
    slowDown: (delayMs) => {
      delay = Math.max(delay, delayMs);
    },
  };
};
