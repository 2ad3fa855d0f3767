/** Data that becomes a literal in code. Objects are maps, so that no key can mean more than itself. */
export type Data = string | number | boolean | readonly Data[] | ReadonlyMap<string, Data>;

/**
 * Characters that are no harm to an evaluator but to something around it: line separators, the ends of an HTML script
 * or comment, and all that hides or reorders text on a screen.
 */
const ESCAPED = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]|<(?=[/!])/g;

const asEscape = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A string literal in single quotes: `eval(printString(text)) === text` for every string. */
export const printString = (text: string): string => {
  const inner = JSON.stringify(text).slice(1, -1);
  const requoted = inner.replace(/\\"|\\[^"]|'/g, (part) => (part === '\\"' ? '"' : part === "'" ? "\\'" : part));
  return `'${requoted.replace(ESCAPED, asEscape)}'`;
};

/** A string, number or boolean as source text. */
export const printScalar = (value: string | number | boolean): string => {
  if (typeof value === 'string') return printString(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} is no literal`);
  return Object.is(value, -0) ? '-0' : String(value);
};

const BARE_KEY = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** A property name in a type. */
export const printTypeKey = (key: string): string =>
  BARE_KEY.test(key) && key !== '__proto__' ? key : printString(key);

/** A property name in an object literal, where only a computed `__proto__` is an ordinary property. */
const printDataKey = (key: string): string => (key === '__proto__' ? "['__proto__']" : printTypeKey(key));

export const LINE_WIDTH = 120;

/**
 * A literal laid out as a person would: on one line where it fits, else one element a line. `column` is where it
 * begins.
 */
export const printData = (data: Data, indent: string, column: number): string => {
  const flat = printFlat(data);
  if (typeof data !== 'object' || column + flat.length < LINE_WIDTH) return flat;
  const inner = `${indent}  `;
  const lines = startsOf(data).map(
    ([start, value]) => `${inner}${start}${printData(value, inner, inner.length + start.length)},\n`,
  );
  return isMap(data) ? `{\n${lines.join('')}${indent}}` : `[\n${lines.join('')}${indent}]`;
};

const isMap = (data: Data): data is ReadonlyMap<string, Data> => data instanceof Map;

/** Every element with what stands before it: its key, or nothing. */
const startsOf = (data: Exclude<Data, string | number | boolean>): readonly (readonly [string, Data])[] =>
  isMap(data) ? [...data].map(([key, value]) => [`${printDataKey(key)}: `, value]) : data.map((item) => ['', item]);

const printFlat = (data: Data): string => {
  if (typeof data !== 'object') return printScalar(data);
  const parts = startsOf(data).map(([start, value]) => start + printFlat(value));
  if (!isMap(data)) return `[${parts.join(', ')}]`;
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
};
