/** Takes everything secret out of a text. */
export type Redact = (text: string) => string;

const HIDDEN = '[redacted]';

/** Shorter ones would blot out ordinary words, and no server or library repeats them. */
const MIN_LENGTH = 4;

/** Whatever its value: a server may repeat the URL it was sent, a library the key it could not read. */
const TELLTALE = [
  /(?<=(?:\b|%26|%3F)signature(?:=|%3D|\\?["']?\s*:\s*\\?["']?))[^&\s"'<>\\]+/gi,
  /(?<=\bx-mbx-apikey\\?["']?\s*[:=]\s*\\?["']?)[^&\s"'<>\\,]+/gi,
  // Of answers that hold secrets themselves; with escapes, as these are not known beforehand.
  /(?<=\b(?:secretKey|apiKey|listenKey)(?:=|%3D|\\*["']?\s*:\s*\\*["']?))(?:\\+[^"'\\]|[^&\s"'<>\\,])+/gi,
  /(?<="(?:token|listenToken)\\*"\s*:\s*\\*")(?:\\+[^"\\]|[^"\\])+/gi,
  /-----BEGIN [A-Z0-9 ]+-----[\s\S]*?(?:-----END [A-Z0-9 ]+-----|$)/g,
];

/** A line break, or one written out as in an env file. */
const LINE_BREAK = /\r?\n|\\r\\n|\\n/;

/** The lines of a PEM between its markers: a library may repeat one of them alone. */
const linesOf = (secret: string): readonly string[] =>
  LINE_BREAK.test(secret)
    ? secret.split(LINE_BREAK).filter((line) => line.length >= 16 && !line.startsWith('-----'))
    : [];

/** As it is, in a URL, and in JSON of those who escape slashes. */
const writtenOf = (text: string): readonly string[] => [text, encodeForm(text), text.replaceAll('/', '\\/')];

const formsOf = (secret: string): readonly string[] => [secret, ...linesOf(secret)].flatMap(writtenOf);

const encodeForm = (secret: string): string => {
  try {
    return encodeURIComponent(secret);
  } catch {
    return secret;
  }
};

/** Parameters that are secrets themselves, whatever they are: other keys of the account, and those of its streams. */
const SECRET_NAMES: ReadonlySet<string> = new Set(['apiKey', 'secretKey', 'listenKey', 'token', 'listenToken']);

/** A parameter as it may be shown. */
export const redactParameter = (name: string, value: string, redact: Redact): string =>
  SECRET_NAMES.has(name) ? HIDDEN : redact(value);

/** A redactor that knows these secrets. It holds them in its closure, where no inspection finds them. */
export const createRedact = (secrets: readonly (string | undefined)[]): Redact => {
  const forms = secrets
    .flatMap((secret) => (secret === undefined ? [] : formsOf(secret)))
    .filter((form) => form.length >= MIN_LENGTH);
  // The longest first, or what is left of it would show how the shorter one ends.
  forms.sort((one, other) => other.length - one.length);
  return (text) => {
    const known = forms.reduce((rest, form) => rest.replaceAll(form, HIDDEN), text);
    return TELLTALE.reduce((rest, pattern) => rest.replace(pattern, HIDDEN), known);
  };
};

/** The same, and one secret more. Nothing is prepared before a text is there to redact: most calls never have one. */
export const redactAlso = (redact: Redact, secret: string | undefined): Redact =>
  secret === undefined ? redact : (text) => createRedact([secret])(redact(text));

/** The start of a body, fit to be shown: one line, no control characters, no secrets. */
export const excerptOf = (body: string, redact: Redact): string => {
  // Redacted as a whole before it is cut, or half a secret could remain at the end.
  const shown = redact(body)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return shown.length > 200 ? `${shown.slice(0, 200)}…` : shown;
};

const describeCode = (error: Error): string | undefined =>
  'code' in error && typeof error.code === 'string' ? error.code : undefined;

/**
 * A copy of somebody else's error that is safe to keep as `cause`: name, message, stack and code without secrets. The
 * original may hold the request, its headers, a key, or a packet.
 */
export const safeCause = (error: unknown, redact: Redact, depth = 3): Error => {
  if (typeof error === 'string') return new Error(redact(error));
  if (!(error instanceof Error)) return new Error(`not an Error but: ${typeof error}`);
  const isLast = error.cause === undefined || depth === 0;
  const copy = new Error(
    redact(error.message),
    isLast ? undefined : { cause: safeCause(error.cause, redact, depth - 1) },
  );
  const code = describeCode(error);
  Object.defineProperty(copy, 'name', { value: redact(error.name), configurable: true });
  Object.defineProperty(copy, 'stack', { value: redact(error.stack ?? error.message), configurable: true });
  return code === undefined ? copy : Object.assign(copy, { code: redact(code) });
};
