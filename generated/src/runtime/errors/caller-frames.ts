import { MarginaliaError } from './errors.js';

const HEADING = '\n    --- called from ---';

/**
 * Adds to an error's stack where the call was made: errors are born in callbacks of sockets and timers, whose stacks do
 * not reach the program. Costs something only when a call has failed.
 */
export const withCallerFrames = (error: unknown): unknown => {
  if (!(error instanceof MarginaliaError) || error.stack === undefined || error.stack.includes(HEADING)) return error;
  const [, ...frames] = (new Error('here').stack ?? '').split('\n    at ');
  // The first frames are this file and the call itself.
  const own = frames.slice(2);
  if (own.length === 0) return error;
  const stack = error.stack + HEADING + own.map((frame) => `\n    at ${frame}`).join('');
  Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true });
  return error;
};
