import type { Call, Tools } from '../call/call.js';
import type { ApiResponse } from '../call/request.js';
import { ConfigurationError } from '../errors/errors.js';
import { safeCause } from '../errors/redact.js';
import { readCancel } from '../send/exchange.js';
import { describeCall } from './describe-call.js';
import type { Instrument } from './instrument.js';

type Work = () => Promise<ApiResponse>;

const failToRun = (call: Call, error: unknown, tools: Tools): ConfigurationError => {
  const operation = call.operation.name;
  const cause = error === undefined ? undefined : safeCause(error, tools.settings.redact);
  const message = `${operation} was not sent: instrument must call run().`;
  return new ConfigurationError('instrument', message, { operation, cause });
};

/**
 * Runs a call within the user's instrument. What that throws, gives, or forgets to wait for changes nothing: a write that
 * was carried out must not look like a failure for the sake of a span, and one that failed must not be sent again.
 */
export const runInstrumented = (
  instrument: Instrument,
  call: Call,
  { tools, work }: { readonly tools: Tools; readonly work: Work },
): Promise<ApiResponse> => {
  let outcome: Promise<ApiResponse> | undefined;
  const late = (): Error => readCancel(call, 'timeout', tools.settings.redact);
  /** However often it is called, the call is made once: a second time could borrow twice. */
  const run: Work = () => {
    outcome ??= work();
    // Nobody may be listening, and a rejection that nobody hears ends the process.
    outcome.catch(() => undefined);
    return outcome;
  };
  return new Promise((resolve) => {
    // From then on a call that was never begun is over, and `run` gives no more than that.
    const end = (describe: () => Error): void => resolve((outcome ??= Promise.reject(describe())));
    const timer = setTimeout(() => end(late), call.limits.timeoutMs);
    const finish = (error?: unknown): void => {
      clearTimeout(timer);
      end(() => failToRun(call, error, tools));
    };
    const watched = async (): Promise<unknown> => instrument(describeCall(call), run);
    watched().then(() => finish(), finish);
  });
};
