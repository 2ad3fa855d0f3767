import { narrow, plain } from '../core/plain-text.js';
import type { StatedLimits } from './numbers.js';
import { anyOf } from './patterns.js';
import type { Cell, Fact, Unit } from './types.js';

const MILLISECONDS: Readonly<Partial<Record<Unit, number>>> = {
  ms: 1,
  s: 1000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
};

const SPAN_WORDS: readonly (readonly [string, Unit])[] = [
  ['milliseconds?|ms|毫秒', 'ms'],
  ['seconds?|secs?|s|秒', 's'],
  ['minutes?|mins?|分钟?', 'minutes'],
  ['hours?|hrs?|h|个?小时', 'hours'],
  ['days?|d|天|日', 'days'],
];

const LEADS = {
  default: String.raw`\bdefaults?(?: value)?(?: (?:is|to))?|默认(?:值)?(?:是|为)?`,
  maximum: String.raw`\bmax(?:imum)?(?: (?:value|is|of))*|最(?:大|长)(?:值)?[是为]?`,
  minimum: String.raw`\bmin(?:imum)?(?: (?:value|is|of))*|最(?:小|短)(?:值)?[是为]?`,
} as const;

/** A moment, or a span between two moments: what is said of it is no limit of the value. */
const OF_MOMENTS = anyOf(
  String.raw`\btimestamps?\b|\bago\b|\brange\b|\binterval\b|\bbetween\b|\bquer(?:y|ies)\b`,
  '时间戳|以?前|间隔|范围|跨度|查询',
);

/**
 * `Validity in milliseconds; default 24 hours`: limits of a length of time, in words of another unit than the value's.
 * They are given in the unit of the value, as that is what is sent.
 */
export const readDurations = (cell: Cell, unit: Unit | undefined): StatedLimits => {
  const scale = unit && MILLISECONDS[unit];
  const text = narrow(plain(cell.text)).slice(0, 2000);
  if (scale === undefined || OF_MOMENTS.test(text)) return {};
  const fact = (lead: string): Fact | undefined => {
    const value = inUnit(text, lead, scale);
    return value === undefined ? undefined : { value, quote: plain(cell.text), at: cell.at };
  };
  const [byDefault, maximum, minimum] = [fact(LEADS.default), fact(LEADS.maximum), fact(LEADS.minimum)];
  return {
    ...(byDefault ? { default: byDefault } : {}),
    ...(maximum ? { maximum } : {}),
    ...(minimum ? { minimum } : {}),
  };
};

/** Whole units only: a limit of half a unit could not be sent. */
const inUnit = (text: string, lead: string, scale: number): string | undefined => {
  for (const [words, unit] of SPAN_WORDS) {
    const found = new RegExp(`(?:${lead})[ :=]{0,3}(\\d{1,6}) ?(?:${words})(?![A-Za-z])`, 'i').exec(text);
    const value = found && (Number(found[1]) * (MILLISECONDS[unit] ?? 1)) / scale;
    if (value !== null && Number.isSafeInteger(value)) return String(value);
  }
  return undefined;
};
