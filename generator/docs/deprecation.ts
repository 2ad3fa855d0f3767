import { narrow } from '../core/plain-text.js';
import type { Fact } from './types.js';

const THING = String.raw`(?<!\b(?:of|in|by|to|on|with) )\b(?:this|the) (?:end ?point|api|interface|method|request)\b`;
const GAP = String.raw`(?:(?!\b(?:not|that|which|one|parameter|field)\b)[^.;]){0,60}?`;
const GOING =
  '(?:deprecated|retired|discontinued|decommissioned|removed|shut down|offline|no longer (?:available|supported))';

/** What somebody does *with* an endpoint, or what it is there for, does not befall the endpoint. */
const THAT = '(?<!通过|经由|使用|调用|用|在|从|对)(?:该|此|本)(?:接口|端点|api)';
const MEANWHILE = '(?:(?!不|未|可以|可用|能|用于|用来)[^。;]){0,40}?';

/** Sentences about the endpoint itself. What is said of a parameter or a field of it counts for nothing. */
const SAYS_SO: readonly RegExp[] = [
  new RegExp(String.raw`${THING}${GAP}\b${GOING}\b`, 'i'),
  /^[\s(*:!]*deprecated\b/i,
  new RegExp(`${THAT}${MEANWHILE}(?:下线|废弃|弃用|停用|停止(?:服务|使用|支持)|移除)`, 'i'),
  /^[\s(*:!]*(?:已|即将)?(?:下线|废弃|弃用)/,
];
const TITLE = /\b(?:deprecated|discontinued)\b|(?:已|即将)(?:下线|废弃|弃用)/i;

/** Where the page says that its endpoint goes away, or is not to be used any more: in its title, or in its prose. */
export const readDeprecation = (title: Fact | undefined, prose: readonly Fact[]): Fact | undefined => {
  if (title && TITLE.test(narrow(title.quote))) return { value: title.quote, quote: title.quote, at: title.at };
  return prose.find(({ value }) => {
    const text = narrow(value).slice(0, 1000);
    return SAYS_SO.some((pattern) => pattern.test(text));
  });
};
