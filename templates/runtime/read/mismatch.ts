/** The name of a field, or the index of a row. */
export type Step = string | number;

const MAX_NAME = 64;

/** Names come from the answer: one of a megabyte must not make a message of a megabyte. */
export const shorten = (name: string): string => (name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name);

/** `.rows`, or `["a b"]` for what is no plain name. */
export const formatStep = (step: Step): string => {
  if (typeof step === 'number') return `[${step}]`;
  const name = shorten(step);
  return /^\w+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
};

/** `$.rows[3].amount` */
export const formatPath = (path: readonly Step[]): string => `$${path.map(formatStep).join('')}`;

/**
 * A value is not what its kind promises. Each container that it passes on its way out adds its step to the path. Thrown in
 * place of an error, which would cost a stack trace; it never leaves the decoder.
 */
export class Mismatch {
  readonly path: Step[] = [];

  constructor(readonly expected: string) {}
}
