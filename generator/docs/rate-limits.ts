import { narrow } from '../core/plain-text.js';
import { anyOf } from './patterns.js';
import type { Fact } from './types.js';

const SPAN = String.raw`(?:second|sec|minute|min|hour|day|week|month)s?\b`;
const PER = String.raw`(?:\bper\b|\bevery\b|\beach\b|\ba\b|\bin\b|/) ?(?:\d{1,4} ?)?`;
const CHINESE_SPAN = '(?:秒|分钟?|小时|天|日|周|个?月)';
const RATES: readonly RegExp[] = [
  anyOf(String.raw`\d{1,7} ?(?:times?|requests?|calls?|queries)\b.{0,40}?${PER}${SPAN}`),
  anyOf(String.raw`\d{1,7} ?/ ?${SPAN}`),
  anyOf(String.raw`\d{1,7} ?次 ?(?:/|每) ?\d{0,4} ?${CHINESE_SPAN}`),
  anyOf(String.raw`每 ?\d{0,4} ?${CHINESE_SPAN}[^。;]{0,40}?\d{1,7} ?次`),
];

/** Whether a note says how often somebody may call: `500 times per hour`, `60次/分钟`. */
export const limitsRate = ({ value }: Fact): boolean => {
  const text = narrow(value).slice(0, 1000);
  return /\d/.test(text) && RATES.some((rate) => rate.test(text));
};
