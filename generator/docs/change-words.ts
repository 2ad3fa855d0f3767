import { narrow } from '../core/plain-text.js';
import { anyOf } from './patterns.js';
import type { ChangeFact } from './types.js';

/** What became of what a line of a change log names. */
export type LogChangeKind = ChangeFact['kind'];

/** The words around a path that is named. */
export interface Surroundings {
  readonly before: string;
  readonly after: string;
  /** What the heading or the item above says of all that stands below it. */
  readonly context: LogChangeKind | undefined;
  /** Only the first path of a line has the line's own beginning before it. */
  readonly isFirst: boolean;
}

/** Parts of an endpoint: words that make a line speak of less than the whole of it. */
const A_PART = anyOf(
  String.raw`\b(?:param(?:eter)?s?|fields?|enum(?:erate)?s?|values?|documentations?|docs|descriptions?|responses?)\b`,
  String.raw`\b(?:support(?:s|ed)?|weights?|limits?|remain(?:s|ing)?|errors?|as well as|updated?s?)\b`,
  '参数|字段|枚举|文档|描述|响应|返回|支持|权重|限制|保留|更新|调整',
);
const GONE = anyOf(
  String.raw`\b(?:remov(?:e[ds]?|al|ing)|delet(?:e[ds]|ion|ing)|discontinu\w+|retir(?:e[ds]?|ing)|decommission\w*)\b`,
  String.raw`\b(?:offline|sunset)\b`,
  '下线|下架|移除|删除|停用|废除',
);
const FRESH = anyOf(
  String.raw`\b(?:new|add(?:ed|s|ing)?|launch(?:ed|es)?|releas(?:ed|es)|introduc(?:ed|es|ing)|available)\b`,
  '新增|增加|新接口|上线',
);
const ENDPOINTS = anyOf(String.raw`\b(?:end ?points?|interfaces?|apis?)\b`, '接口');
/** What somebody is told to call in place of the one that goes. */
const INSTEAD = anyOf(
  String.raw`\b(?:please|use|using|instead|replace[ds]?|migrate|switch|moved?|merged|in favou?r)\b`,
  '替换|改用|请使用|代替|替代|合并',
);
/** "will not be removed", "removal postponed": nothing has happened. */
const NOT_SO = anyOf(String.raw`\b(?:not|never|postponed|cancelled)\b`, '不会|推迟|取消');
/** Right after a path: quotes, a remark in parentheses, "endpoint". */
const BETWEEN = String.raw`^\W{0,6}(?:\([^)]{0,40}\)\W{0,4})?`;
const GONE_AFTER = anyOf(
  [
    String.raw`${BETWEEN}(?:end ?points? )?(?:(?:will|is|are|was|has|have|to|been|be|now) ?){0,4}`,
    String.raw`(?:permanently |completely )?`,
    String.raw`(?:removed|deleted|retired|discontinued|decommissioned|taken offline|no longer available)\b`,
  ].join(''),
  [
    '^[\\s`*]{0,4}(?:接口)?\\s?(?:已|将|被|即将|将被|已被|予以)?',
    '(?:下线|下架|移除|删除|停用|废除|不再可用)(?!参数|字段)',
  ].join(''),
);
const FRESH_AFTER = anyOf(
  [
    String.raw`${BETWEEN}(?:an? )?(?:new (?:end ?point|interface|api)`,
    String.raw`|(?:(?:is|are|has been|was|now) ?){1,3}(?:added|released|launched|available)|added\s*[.;]?\s*$)`,
  ].join(''),
  '^.{0,4}?(?:新增接口|新接口)',
);

/**
 * What a line says of an endpoint. Conservative: only plain words make it added or removed, and what speaks of a part
 * of it, or of nothing that is known, is a change.
 */
export const changeKind = ({ before, after, context, isFirst }: Surroundings): LogChangeKind => {
  const [lead, tail] = [narrow(before).slice(-300), narrow(after).slice(0, 300)];
  const ownSentence = lead.split(/[;。]|[.:]\s/).findLast((part) => part.trim() !== '') ?? '';
  const startOfTail = tail.split(/[,;。]|\.\s|\n/)[0] ?? '';
  if (!isFirst && INSTEAD.test(lead)) return 'changed';
  if (GONE_AFTER.test(startOfTail) && !A_PART.test(ownSentence) && !A_PART.test(startOfTail)) return 'removed';
  if (FRESH_AFTER.test(tail)) return 'added';
  if (A_PART.test(ownSentence) || NOT_SO.test(ownSentence)) return 'changed';
  if (GONE.test(ownSentence) && isFirst) return 'removed';
  if (FRESH.test(ownSentence) && isFirst) return 'added';
  const alone = !isFirst || ownSentence.trim() === '';
  return alone && context !== undefined && inherits(context, tail, isFirst) ? context : 'changed';
};

/** What is told to go is listed by its name, with at most a remark. A new endpoint may come with a whole sentence. */
const inherits = (context: LogChangeKind, tail: string, isFirst: boolean): boolean =>
  !saysOfAPart(tail) &&
  (context !== 'removed' || (isFirst && /^\s*(?:$|[:(,;-])/.test(tail) && !A_PART.test(sentenceOf(tail))));

const sentenceOf = (tail: string): string => tail.split(/[;。]|\.\s|\n/)[0] ?? '';

/** `: new field x`, `: 新增参数`: below a heading of new endpoints such a line still speaks of a part. */
const saysOfAPart = (tail: string): boolean => {
  const sentence = sentenceOf(tail);
  return (FRESH.test(sentence) || GONE.test(sentence)) && A_PART.test(sentence);
};

/** A heading or an item that is nothing but the word: `Removed:`. */
const IS_BARE = /^[^\p{L}]*\p{L}+[^\p{L}]*$/u;

/** "New endpoints", "The endpoints below are removed": what holds for all that is listed below, if it is one thing. */
export const contextKind = (words: string): LogChangeKind | undefined => {
  const text = narrow(words).slice(0, 600);
  if (!(ENDPOINTS.test(text) || IS_BARE.test(text)) || A_PART.test(text) || NOT_SO.test(text)) return undefined;
  const [gone, fresh] = [GONE.test(text), FRESH.test(text)];
  if (gone === fresh) return undefined;
  return gone ? 'removed' : 'added';
};
