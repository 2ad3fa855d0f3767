import { Identifier } from '../core/names.js';

/**
 * Data that becomes a literal in code. Objects are maps, so that no key can mean more than itself; an `Identifier` is
 * the name of something that the module imports.
 */
export type Data = Scalar | Identifier | readonly Data[] | ReadonlyMap<string, Data>;

type Scalar = string | number | boolean;

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
export const printScalar = (value: Scalar): string => {
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
  if (isSingle(data)) return printSingle(data);
  const flat = printFlat(data, LINE_WIDTH - column);
  if (flat !== undefined) return flat;
  const inner = `${indent}  `;
  let lines = '';
  for (const [start, value] of startsOf(data)) {
    lines += `${inner}${start}${printData(value, inner, inner.length + start.length)},\n`;
  }
  return isMap(data) ? `{\n${lines}${indent}}` : `[\n${lines}${indent}]`;
};

type Many = Exclude<Data, Scalar | Identifier>;

const isSingle = (data: Data): data is Scalar | Identifier => typeof data !== 'object' || Identifier.is(data);

const isMap = (data: Data): data is ReadonlyMap<string, Data> => data instanceof Map;

const printSingle = (data: Scalar | Identifier): string => (typeof data === 'object' ? data.text : printScalar(data));

/** Every element with what stands before it: its key, or nothing. */
function* startsOf(data: Many): Generator<readonly [string, Data]> {
  if (isMap(data)) for (const [key, value] of data) yield [`${printDataKey(key)}: `, value];
  else for (const item of data) yield ['', item];
}

/** On one line of less than `room` characters; undefined as soon as that is too little. */
const printFlat = (data: Many, room: number): string | undefined => {
  const [open, close] = isMap(data) ? ['{ ', ' }'] : ['[', ']'];
  let text = '';
  for (const [start, value] of startsOf(data)) {
    text += `${text === '' ? open : ', '}${start}`;
    const part = isSingle(value) ? printSingle(value) : printFlat(value, room - text.length);
    if (part === undefined) return undefined;
    text += part;
    if (text.length >= room) return undefined;
  }
  const whole = text === '' ? (isMap(data) ? '{}' : '[]') : text + close;
  return whole.length < room ? whole : undefined;
};
