import type { DocumentedError } from '../operation.js';

/** Documented errors by the exchange's names for them. */
export type ErrorCatalogue = Readonly<Record<string, readonly Omit<DocumentedError, 'name'>[]>>;

/** What a catalogue says of a code. */
export const findInCatalogue = (catalogue: ErrorCatalogue, code: number): readonly DocumentedError[] =>
  Object.entries(catalogue).flatMap(([name, meanings]) =>
    meanings.filter((meaning) => meaning.code === code).map((meaning) => ({ ...meaning, name })),
  );
