const SECONDS = /^\d{1,9}$/;

/** The one form of an HTTP date that servers may send. Date.parse alone would read a year into almost anything. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** `IP banned until 1659146400000`: where the header is missing, the message has the time. */
const BANNED_UNTIL = /\buntil (\d{13})\b/;

/** When to ask again, in milliseconds since the Unix epoch; undefined when there is no telling. */
export const readRetryAt = (header: string | undefined, msg: string, now: number): number | undefined => {
  const value = header?.trim() ?? '';
  if (SECONDS.test(value)) return Number.isFinite(now) ? now + Number(value) * 1000 : undefined;
  const date = HTTP_DATE.test(value) ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(date)) return date;
  const until = BANNED_UNTIL.exec(msg)?.[1];
  return until === undefined ? undefined : Number(until);
};
