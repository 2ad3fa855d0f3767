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

/** How often something may be asked for, and not how often the exchange does something by itself. */
const ONCE = anyOf(
  String.raw`\bonce\b.{0,20}?\b(?:per|every|each|within|in|a)\b ?(?:\d{1,4} ?)?${SPAN}`,
  `\\d ?${CHINESE_SPAN}[^。;,]{0,8}一次|每${CHINESE_SPAN}[^。;,]{0,8}一次`,
);
const ASKED_FOR = anyOf(
  String.raw`\b(?:can|may|only|limit\w*|call(?:s|ed)?|requests?|allowed|at most)\b`,
  '能|可|限|仅|只|请求|调用',
);
const DONE_BY_ITSELF = anyOf(
  String.raw`\b(?:updat|refresh|calculat|charg|settl|generat|paid|push|accru)`,
  '更新|刷新|计算|结算|计息|收取|推送|发送|生成',
);

/** Whether a note says how often somebody may call: `500 times per hour`, `60次/分钟`. */
export const limitsRate = ({ value }: Fact): boolean => {
  const text = narrow(value).slice(0, 1000);
  const counted = /\d/.test(text) && RATES.some((rate) => rate.test(text));
  return counted || (ONCE.test(text) && ASKED_FOR.test(text) && !DONE_BY_ITSELF.test(text));
};
