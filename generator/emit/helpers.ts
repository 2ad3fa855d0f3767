import type { HelperOptions } from 'handlebars';
import { FileStem, Identifier } from '../core/names.js';
import type { DocText } from '../core/prose.js';
import type { TypeModel } from '../model/types.js';
import { printDoc, type DocBlock } from './print-doc.js';
import { printData, printScalar, printTypeKey, type Data } from './print-literal.js';
import { printCodeSpan, printMarkdown, printUrl } from './print-markdown.js';
import { printName, printShape, printType, type ShapeField } from './print-type.js';

/**
 * The only ways from a value into generated text. Each knows what it prints and refuses everything else, at run time
 * too: a template cannot pass a string off as an identifier.
 */
const PRINTERS: Readonly<Record<string, Print>> = {
  /** A name made in `core/names.ts`. */
  identifier: (value: unknown) => printName(value),
  /** The file name of a module, without extension. */
  stem: (value: unknown) => (FileStem.is(value) ? value.text : wrong('a FileStem')),
  /** A property name in an interface or class. */
  key: (value: unknown) => (typeof value === 'string' ? printTypeKey(value) : wrong('a string')),
  /** A string, number or boolean literal. */
  literal: (value: unknown) => (isScalar(value) ? printScalar(value) : wrong('a string, number or boolean')),
  /** An object or list literal; `indent` is that of the line it begins on, `column` the place. */
  data: (value: unknown, { indent, column }: Layout) =>
    isData(value) ? printData(value, ' '.repeat(indent), column) : wrong('plain data'),
  /** JSON for a `.json` file. */
  json: (value: unknown, { indent }: Layout) => printJson(value, indent),
  /** A type expression. */
  type: (value: unknown, { indent, column }: Layout) =>
    isType(value) ? printType(value, ' '.repeat(indent), column) : wrong('a type'),
  /** A type literal of the given properties. */
  shape: (value: unknown, { indent, column }: Layout) =>
    isShape(value) ? printShape(value, ' '.repeat(indent), column) : wrong('a list of properties'),
  /** A documentation comment with its line end, or nothing. */
  doc: (value: unknown, { indent }: Layout) =>
    isDocBlock(value) ? printDoc(value, ' '.repeat(indent)) : wrong('a DocBlock'),
  /** Prose in a Markdown document. */
  markdown: (value: unknown) => printMarkdown(value as DocText),
  /** A value as a Markdown code span. */
  span: (value: unknown) => (isScalar(value) ? printCodeSpan(String(value)) : wrong('a string, number or boolean')),
  /** The address of a link in a Markdown document. */
  url: (value: unknown) => (typeof value === 'string' ? printUrl(value) : wrong('an address')),
};

type Print = (value: unknown, layout: Layout) => string;

interface Layout {
  readonly indent: number;
  readonly column: number;
}

export const HELPER_NAMES: readonly string[] = Object.keys(PRINTERS);

/** A value reached a hole that it does not fit. The place is that of the hole in the template. */
export class WrongValue extends Error {
  constructor(
    readonly helper: string,
    reason: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(reason);
  }
}

/** The printers as Handlebars calls them: the value, then hash arguments such as `indent=2`. */
export const helperFunctions = (): Readonly<Record<string, (value: unknown, options: HelperOptions) => string>> =>
  Object.fromEntries(Object.entries(PRINTERS).map(([name, print]) => [name, guarded(name, print)]));

const guarded =
  (name: string, print: Print) =>
  (value: unknown, options: HelperOptions & { readonly loc?: Place }): string => {
    try {
      return print(value, { indent: numberOf(options.hash['indent']), column: numberOf(options.hash['column']) });
    } catch (error) {
      const { line, column } = options.loc?.start ?? { line: 1, column: 0 };
      throw new WrongValue(name, error instanceof Error ? error.message : String(error), line, column + 1);
    }
  };

interface Place {
  readonly start: { readonly line: number; readonly column: number };
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

const wrong = (expected: string): never => {
  throw new TypeError(`not ${expected}`);
};

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const isData = (value: unknown): value is Data => {
  if (isScalar(value) || Identifier.is(value)) return true;
  if (Array.isArray(value)) return value.every(isData);
  if (!(value instanceof Map)) return false;
  for (const [key, item] of value as Map<unknown, unknown>) if (typeof key !== 'string' || !isData(item)) return false;
  return true;
};

const isType = (value: unknown): value is TypeModel => typeof value === 'object' && value !== null && 'kind' in value;

const isShape = (value: unknown): value is readonly ShapeField[] =>
  Array.isArray(value) &&
  value.every((field: Partial<ShapeField> | null) => typeof field?.name === 'string' && isType(field.type));

const isDocBlock = (value: unknown): value is DocBlock =>
  typeof value === 'object' && value !== null && 'paragraphs' in value && Array.isArray(value.paragraphs);

const printJson = (value: unknown, indent: number): string => {
  const text = JSON.stringify(value, undefined, 2) as string | undefined;
  return text === undefined ? wrong('JSON') : text.replaceAll('\n', `\n${' '.repeat(indent)}`);
};
