const SECONDS = /^\d{1,9}$/;

/** The one form of an HTTP date that servers may send. Date.parse alone would read a year into almost anything. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** `IP banned until 1659146400000`: where the header is missing, the message has the time. */
const BANNED_UNTIL = /\buntil (\d{13})\b/;

const readDate = (text: string | undefined): number | undefined => {
  const date = text !== undefined && HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : date;
};

/** What an answer says of when to ask again. */
export interface RetryAfter {
  /** The header `Retry-After`. */
  readonly header: string | undefined;
  /** The header `Date`: what the server's clock showed. */
  readonly date: string | undefined;
  readonly msg: string;
}

/**
 * When to ask again, in milliseconds since the Unix epoch by the local clock; undefined when there is no telling. A moment
 * by the server's clock is turned into the local clock's by the time at which the answer was made: a local clock that runs
 * ahead must not end a ban early.
 */
export const readRetryAt = (said: RetryAfter, now: number): number | undefined => {
  const header = said.header?.trim() ?? '';
  if (SECONDS.test(header)) return now + Number(header) * 1000;
  const until = readDate(header) ?? BANNED_UNTIL.exec(said.msg)?.[1];
  if (until === undefined) return undefined;
  const ahead = now - (readDate(said.date?.trim()) ?? now);
  return Number(until) + ahead;
};
