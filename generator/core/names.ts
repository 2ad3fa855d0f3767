/**
 * The only place where text from a spec becomes a name or prose that may be written into a generated file.
 * A security boundary: the classes have private constructors, check what they are given, and can be told from
 * look-alikes at run time, so an emitter that is handed a bare string refuses it.
 */
import { createHash } from 'node:crypto';
import { isReservedTypeName, isReservedValueName, isReservedFileStem } from './reserved.js';

const VALID_IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;
const VALID_STEM = /^[a-z0-9_][a-z0-9_-]*$/;

/** Longer names make file names that some file systems refuse. */
export const NAME_LIMIT = 100;

/** A name that may stand in code: ASCII letters, digits and `_`, no reserved word, never `__proto__`. */
export class Identifier {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  /** The identifier with exactly this text, or undefined when it cannot be one. */
  static exactly(text: string): Identifier | undefined {
    const valid = VALID_IDENTIFIER.test(text) && text.length <= NAME_LIMIT && !isReservedValueName(text);
    return valid ? new Identifier(text) : undefined;
  }

  /** Whether a value was made here and nowhere else. */
  static is(value: unknown): value is Identifier {
    return typeof value === 'object' && value !== null && #text in value;
  }

  get text(): string {
    return this.#text;
  }

  toString(): string {
    return this.#text;
  }

  toJSON(): string {
    return this.#text;
  }
}

/** The part of a file name before its extension: lower case, so that two never differ by case alone. */
export class FileStem {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  /** `getUMOrder` → `get-um-order`. */
  static for(name: Identifier | string): FileStem {
    const stem = kebab(String(name)).replace(/[^a-z0-9_-]/g, '_');
    return new FileStem(VALID_STEM.test(stem) && !isReservedFileStem(stem) ? stem : `_${stem}`);
  }

  static is(value: unknown): value is FileStem {
    return typeof value === 'object' && value !== null && #text in value;
  }

  get text(): string {
    return this.#text;
  }

  toString(): string {
    return this.#text;
  }

  toJSON(): string {
    return this.#text;
  }
}

/** A name for a value: `get UM-order` → `getUMOrder`. Undefined when the text has no letter or digit to build on. */
export const valueName = (raw: string): Identifier | undefined => {
  const joined = /^[a-z][A-Za-z0-9]*$/.test(raw) ? raw : lowerFirst(pascal(raw));
  return joined === '' ? undefined : named(joined, (text) => (isReservedValueName(text) ? `${text}Operation` : text));
};

/** A name for a type: `margin_order` → `MarginOrder`. Names that the language or the package has get `Schema` added. */
export const typeName = (raw: string): Identifier | undefined => {
  const joined = pascal(raw);
  return joined === '' ? undefined : named(joined, (text) => (isReservedTypeName(text) ? `${text}Schema` : text));
};

/** A type name with a suffix that tells it from others, derived from what it stands for: the same in every run. */
export const distinctTypeName = (raw: string, seed: string, length = 6): Identifier => {
  const hash = createHash('sha256').update(seed).digest('hex').slice(0, length);
  const base =
    pascal(raw)
      .slice(0, NAME_LIMIT - length - 1)
      .replace(/^(?=[0-9])/, '_') || 'Schema';
  const name = Identifier.exactly(`${base}_${hash}`.slice(0, NAME_LIMIT));
  if (name === undefined) throw new RangeError(`no type name can be made from ${JSON.stringify(raw)}`);
  return name;
};

const named = (joined: string, adjust: (text: string) => string): Identifier | undefined =>
  Identifier.exactly(adjust(joined.replace(/^(?=[0-9])/, '_')));

/** Letters and digits of the text as one PascalCase word; accents are dropped, all else separates words. */
const pascal = (raw: string): string => {
  const words =
    raw
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .match(/[A-Za-z0-9]+/g) ?? [];
  return words.map((word) => upperFirst(words.length > 1 && isShouted(word) ? word.toLowerCase() : word)).join('');
};

const isShouted = (word: string): boolean => /^[A-Z][A-Z0-9]+$/.test(word);

const upperFirst = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `GETOrder` → `getOrder`, `BUY` → `buy`, `Order` → `order`. */
const lowerFirst = (word: string): string =>
  word.replace(/^(?:[A-Z]+(?=[A-Z][a-z])|[A-Z]+(?![a-z])|[A-Z])/, (capitals) => capitals.toLowerCase());

const kebab = (text: string): string =>
  text
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
