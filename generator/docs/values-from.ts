import { narrow, plain, stripInvisible } from '../core/plain-text.js';
import { anyOf } from './patterns.js';

/** "see the definitions: order types", in the words of either language. */
const REFERENCE =
  /(?:见枚举定义|参见枚举|枚举定义|see (?:the )?enum definitions?|supported values)\s*:\s*([^,;.。]{2,60})/i;

/** A link to a page of definitions, or the one that "supported values" are. */
const LINK = anyOf(
  String.raw`\[([^[\]]{2,60})\]\([^()\s]{0,200}(?:definition|enum)`,
  String.raw`(?:supported values|枚举定义|支持的数值)\s*[:：]?\s*\[([^[\]]{2,60})\]\(`,
);

/**
 * What to look up among the definitions for an ENUM that lists no values: the words of its reference, or of the link in
 * it, and its own name where it has none.
 */
export const lookedUpIn = (description: string, name: string): string => {
  const text = stripInvisible(description.slice(0, 2000));
  const link = LINK.exec(text);
  const named = link?.[1] ?? link?.[2] ?? REFERENCE.exec(narrow(plain(text)))?.[1];
  return named === undefined || !/[A-Za-z一-鿿]/.test(named) ? name : plain(named);
};
