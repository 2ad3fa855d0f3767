import { narrow, plain } from '../core/plain-text.js';
import { anyOf } from './patterns.js';
import type { Cell, Fact } from './types.js';

/** Words by which a sentence says when a parameter may, must or must not be sent. */
const SAYS_WHEN = anyOf(
  String.raw`\bonly (?:for|when|if|with|works?|valid|applicable|ava\w+|be used|required|supported|in)\b`,
  String.raw`\b(?:can |may )?only be (?:used|sent|set)\b|\bused? (?:only )?(?:with|for|in|when|if)\b`,
  String.raw`\b(?:mandatory|required|needed|optional|applicable|effective) (?:for|when|if|in|with|unless)\b`,
  String.raw`\b(?:is|are) (?:mandatory|required|needed)\b`,
  String.raw`\bmust (?:also )?be (?:sent|provided|filled|given|set|supplied)\b`,
  String.raw`\b(?:can(?:not| not|'t)|must not|may not|should not) be (?:sent|used|passed|provided|set|combined)\b`,
  String.raw`\bnot (?:supported|allowed|sent|applicable|available) (?:for|in|with|when|if|together)\b`,
  String.raw`\bneither\b.{1,80}\bprovided\b|\beither\b.{1,80}\bor\b|\btogether with\b|\bat least one\b`,
  String.raw`\bone of\b.{1,60}\bmust\b`,
  String.raw`\bif (?:supplied|provided|sent|set|empty)\b|\bwhen\b.{1,80}\b(?:must|mandatory|required|selects?)\b`,
  String.raw`\bdoes not e?a?ff?ec?t\b.{1,40}\bfor\b|\bmay be omitted\b`,
  '必填|必传|必需|必须(?:被)?(?:提供|发送|传|填)|需(?:要)?填|需要填入|需要此参数|须配合|配合|一起使用|单使用',
  '不能与|不可与|不得与|都不可提供|不接受此参数|不支持该参数|不需要传|只对|只有|仅(?!保留|可填)|适用于|后有效|可为空|时生效|时使用',
);

/** Each such sentence of a description, as written. */
export const readConditions = (cell: Cell): readonly Fact[] =>
  sentences(cell.text)
    .filter((sentence) => SAYS_WHEN.test(narrow(sentence)))
    .map((value) => ({ value, quote: value, at: cell.at }));

/** A stop ends a sentence before white space, a capital or Chinese; a line feed and a semicolon always do. */
const sentences = (text: string): readonly string[] =>
  text
    .slice(0, 4000)
    .replace(/\b(e\.g|i\.e|etc)\./gi, (word) => word.replaceAll('.', '\u0000'))
    .split(/[;；。\n]|\.(?=\s|[A-Z一-鿿]|$)/)
    .map((part) => plain(part.replaceAll('\u0000', '.')).replace(/^[,，、\s]+|[,，\s]+$/g, ''))
    .filter((part) => part !== '');
