import { ConfigurationError } from '../errors/errors.js';
import { readParameters, runCall } from './lean-call.js';
import type { AnyLeanOperation, LeanCaller, LeanCallOptions, LeanOptions } from './options.js';
import { isToken, type LeanTools } from './write-request.js';

const OPTIONS = 'apiKey secret sign baseUrl now recvWindow timeoutMs maxResponseBytes';
const CALL_OPTIONS = 'signal recvWindow timeoutMs';

/** A misspelt `baseUrl` would send everything to the real exchange. */
const checkNames = (options: object, known: string): void => {
  for (const name in options) {
    if (!` ${known} `.includes(` ${name} `))
      throw new ConfigurationError(name, `There is no option ${name}, only ${known}.`);
  }
};

/** Checks what would else do harm, or show up late. */
export const checkOptions = (options: LeanOptions): LeanOptions => {
  checkNames(options, OPTIONS);
  const { apiKey = 'x' } = options;
  if (!isToken(apiKey)) throw new ConfigurationError('apiKey', 'apiKey must be ASCII without spaces.');
  return options;
};

/** Joins what is the same everywhere with a platform. */
export const buildLeanCaller = (tools: LeanTools): LeanCaller => {
  const { options } = tools;
  const call = async (operation: AnyLeanOperation, params: unknown, own: LeanCallOptions = {}): Promise<never> => {
    checkNames(own, CALL_OPTIONS);
    const { signal, timeoutMs = options.timeoutMs ?? 15_000 } = own;
    const parameters = readParameters(operation, params);
    // The next whole one up, as /papi takes no fractions.
    const recvWindow = Math.ceil(own.recvWindow ?? options.recvWindow ?? 5000);
    // The reader gave every field the type of its kind, and kinds and results are generated from the same spec.
    return (await runCall({ operation, parameters, recvWindow, tools }, { timeoutMs, signal })) as never;
  };
  return Object.assign(call, { close: tools.close });
};
