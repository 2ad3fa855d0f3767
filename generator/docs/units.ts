import { narrow, plain } from '../core/plain-text.js';
import { anyOf } from './patterns.js';
import type { Cell, DocType, Fact, Unit } from './types.js';

/** "in ms", "unit: ms", and what else says what a number counts: never a span that limits a query, as "max 7 days". */
const inUnits = (words: string, ...others: readonly string[]): RegExp =>
  anyOf(String.raw`\b(?:in|units?(?: is| are|:)?) (?:the )?(?:${words})\b`, ...others);

const UNIT_WORDS: readonly (readonly [RegExp, Unit])[] = [
  [inUnits('microseconds?|us', '微秒'), 'us'],
  [inUnits('milliseconds?|millis|ms', String.raw`\bms (?:timestamp|format)|\(ms\)`, 'ms格式|毫秒(?!级)'), 'ms'],
  [anyOf(String.raw`\bunix milliseconds?\b|\bmilliseconds? timestamp\b|\btimestamp \(milliseconds?\)`), 'ms'],
  [inUnits('seconds?|sec', String.raw`\(s\)|\bseconds? timestamp\b`, String.raw`单位[为是:]?秒|\(秒\)`), 's'],
  [inUnits('minutes?', String.raw`单位[为是:]?分钟|\(分钟\)`), 'minutes'],
  [inUnits('hours?', String.raw`单位[为是:]?小时|\(小时\)`), 'hours'],
  [inUnits('days?', String.raw`单位[为是:]?天|\(天\)`), 'days'],
  [inUnits('percent(?:age)?', String.raw`\b1 (?:for|means|represents|=) ?1 ?%|1 ?(?:代表|表示|为|=) ?1 ?%`), 'percent'],
  [inUnits('(?:units? of (?:the )?)?base asset', '(?:单位[为是:]?|以)基础资产'), 'base-asset'],
  [inUnits('(?:units? of (?:the )?)?quote asset', '(?:单位[为是:]?|以)(?:报价|计价)资产'), 'quote-asset'],
  [inUnits('(?:units of (?:the )?)?(?:asset|coin)'), 'asset'],
];

const COUNTING: readonly DocType[] = ['LONG', 'INT', 'DECIMAL', 'STRING'];

/** The unit that a description gives for the value itself. Two different ones say that it depends. */
export const readUnit = (cell: Cell, type: DocType | undefined): Fact<Unit> | undefined => {
  if (type !== undefined && !COUNTING.includes(type)) return undefined;
  const text = narrow(plain(cell.text)).slice(0, 2000);
  const units = new Set(UNIT_WORDS.filter(([pattern]) => pattern.test(text)).map(([, unit]) => unit));
  const [unit] = units;
  return unit !== undefined && units.size === 1 ? { value: unit, quote: plain(cell.text), at: cell.at } : undefined;
};
