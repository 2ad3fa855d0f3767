import type { Library } from './world.js';

/** The same text for the same value, whatever the order of its keys. */
const print = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return `${part}n`;
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)));
  }) ?? 'undefined';

export const expectSame = (what: string, actual: unknown, expected: unknown): void => {
  const [given, wanted] = [print(actual), print(expected)];
  if (given !== wanted) throw new Error(`${what}: expected ${wanted}, got ${given}`);
};

export const expectTrue = (what: string, holds: boolean): void => {
  if (!holds) throw new Error(`${what}: it does not hold`);
};

/** The part of an error that a program decides by. */
export interface ErrorView {
  readonly kind: string;
  readonly status?: number | undefined;
  readonly code?: number | string | undefined;
  readonly cause?: ErrorView | undefined;
}

const CLASSES: Readonly<Record<string, keyof Library>> = {
  configuration: 'ConfigurationError',
  validation: 'ValidationError',
  network: 'NetworkError',
  timeout: 'TimeoutError',
  aborted: 'AbortedError',
  api: 'ApiError',
  'rate-limit': 'RateLimitError',
  banned: 'BannedError',
  decode: 'DecodeError',
  'unknown-outcome': 'UnknownOutcomeError',
};

/** Only ever given an error of the package: what else is thrown is a failure of the check. */
export const readError = (library: Library, error: unknown): Error & ErrorView => {
  if (!(error instanceof library.MarginaliaError)) throw new Error(`not an error of the package: ${String(error)}`);
  const errorClass: unknown = library[CLASSES[error.kind] ?? 'MarginaliaError'];
  const fits = typeof errorClass === 'function' && error instanceof errorClass;
  expectTrue(`instanceof goes with kind ${error.kind}`, fits);
  return error as Error & ErrorView;
};

const textOf = (error: unknown, depth = 0): string => {
  if (!(error instanceof Error) || depth > 5) return String(error);
  return `${error.message} ${error.stack} ${print({ ...error })} ${textOf(error.cause, depth + 1)}`;
};

/** Waits for a call that must fail and gives its error, which must not hold any of the secrets. */
export const failureOf = async (
  library: Library,
  call: Promise<unknown>,
  secrets: readonly string[],
): Promise<Error & ErrorView> => {
  const outcome = await call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if (!('error' in outcome)) throw new Error(`it must fail, and gave ${print(outcome.value)}`);
  const error = readError(library, outcome.error);
  const text = textOf(error);
  for (const secret of secrets) expectTrue('no secret shows in the error', !text.includes(secret));
  // Some platforms quote the URL: then the signature must have been taken out of it.
  expectTrue('no signature shows in the error', !/signature=(?!\[redacted\])/.test(text));
  return error;
};

/** Compares as much of an error as is told. */
export const expectError = (what: string, error: ErrorView, expected: ErrorView): void => {
  const pick = (from: ErrorView | undefined, like: ErrorView): unknown =>
    Object.fromEntries(
      Object.entries(like).map(([key, value]) => {
        const part: unknown = from?.[key as keyof ErrorView];
        return [key, typeof value === 'object' ? pick(part as ErrorView, value as ErrorView) : part];
      }),
    );
  const told = 'message' in error ? ` (${String(error.message)})` : '';
  expectSame(what + told, pick(error, expected), expected);
};
