import type { DocumentedError } from '../operation.js';
import type { ClientOptions } from './options.js';

/** Documented errors by the exchange's names for them. */
export type ErrorCatalogue = Readonly<Record<string, readonly Omit<DocumentedError, 'name'>[]>>;

/** What a catalogue says of a code. */
export const findInCatalogue = (catalogue: ErrorCatalogue, code: number): readonly DocumentedError[] =>
  Object.entries(catalogue).flatMap(([name, meanings]) =>
    meanings.filter((meaning) => meaning.code === code).map((meaning) => ({ ...meaning, name })),
  );

/** The options with a catalogue, unless they have one. What is no options at all is left for the check to refuse. */
export const withErrorCodes = (options: ClientOptions, errorCodes: ErrorCatalogue): ClientOptions => {
  const isOptions = typeof options === 'object' && options !== null && !Array.isArray(options);
  return isOptions && options.errorCodes === undefined ? { ...options, errorCodes } : options;
};
