import { narrow } from '../core/plain-text.js';
import type { DocType } from './types.js';

/**
 * The two values of a text that is true or false, where a sentence gives one as the default and says when to send the
 * other: "Default: `false`. Set to `true` for …". A BOOLEAN has them only where both stand in quotes and capitals: then
 * it is a text by that name.
 */
export const readTrueOrFalse = (description: string, type: DocType | undefined): readonly string[] => {
  const text = narrow(description.slice(0, 2000));
  if (type === 'BOOLEAN') return quoted(text);
  if (type !== 'STRING' && type !== 'ENUM' && type !== undefined) return [];
  const [, byDefault] = DEFAULT.exec(text) ?? [];
  const other = byDefault && OTHER[byDefault];
  const isTold = other !== undefined && text.split(/[;。\n]|\.(?=\s|$)/).some((part) => tells(part, other));
  return byDefault !== undefined && isTold ? [byDefault, other] : [];
};

const DEFAULT = /(?:\bdefaults?(?: value)?(?: is| to)?|默认(?:值)?(?:是|为)?)[ :=]*["'`]?(true|false)\b/i;
const OTHER: Readonly<Record<string, string>> = { true: 'false', false: 'true', TRUE: 'FALSE', FALSE: 'TRUE' };

const quoted = (text: string): readonly string[] => {
  const found = [...text.matchAll(/(["'])(TRUE|FALSE)\1/g)].map(([, , value = '']) => value);
  return new Set(found).size === 2 ? [...new Set(found)] : [];
};

/** `Set to true for …`, `false for …`, `需要设为true`: not "when another parameter is set to true". */
const tells = (part: string, value: string): boolean =>
  new RegExp(
    [
      String.raw`^\s*(?:please )?set (?:it |this )?(?:to|as) ["'\x60]?${value}\b`,
      String.raw`^\s*["'\x60]?${value}["'\x60]?\s*(?:for\b|to\b|means\b|:|=|代表|表示)`,
      String.raw`(?:^|[,、])\s*(?:则?需要?|请|可以?|应)(?:将其)?设置?[为成]\s*["'\x60]?${value}\b`,
    ].join('|'),
    'i',
  ).test(part);
