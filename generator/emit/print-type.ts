import { Identifier } from '../core/names.js';
import type { TypeModel } from '../model/types.js';
import { LINE_WIDTH, printScalar, printTypeKey } from './print-literal.js';

const KEYWORDS = new Set(['string', 'number', 'bigint', 'boolean', 'unknown', 'null', 'never', 'void']);

/** A type expression; a long union is broken into lines below `indent`. `column` is where it begins. */
export const printType = (type: TypeModel, indent: string, column: number): string => {
  const flat = printFlatType(type);
  if (type.kind !== 'union' || column + flat.length < LINE_WIDTH) return flat;
  return type.members.map((member) => `\n${indent}  | ${printMember(member)}`).join('');
};

/** A property of a type literal. */
export interface ShapeField {
  readonly name: string;
  readonly optional: boolean;
  readonly type: TypeModel;
}

/** A type literal, on one line where it fits. */
export const printShape = (fields: readonly ShapeField[], indent: string, column: number): string => {
  const parts = fields.map(
    ({ name, optional, type }) => `readonly ${printTypeKey(name)}${optional ? '?' : ''}: ${printFlatType(type)}`,
  );
  const flat = `{ ${parts.join('; ')} }`;
  return column + flat.length <= LINE_WIDTH
    ? flat
    : `{\n${parts.map((part) => `${indent}  ${part};\n`).join('')}${indent}}`;
};

const printFlatType = (type: TypeModel): string => {
  switch (type.kind) {
    case 'keyword':
      return printKeyword(type.name);
    case 'literal':
      return printScalar(type.value);
    case 'union':
      return type.members.map(printMember).join(' | ');
    case 'array':
      return `${type.readonly ? 'readonly ' : ''}${printElement(type.items)}[]`;
    case 'record':
      return `Record<string, ${printFlatType(type.values)}>`;
    case 'reference':
      return printName(type.name);
  }
};

/** `readonly string[]` needs brackets of its own inside another type. */
const needsBrackets = (type: TypeModel): boolean => type.kind === 'union' || (type.kind === 'array' && type.readonly);

const printMember = (type: TypeModel): string =>
  type.kind === 'union' ? `(${printFlatType(type)})` : printFlatType(type);

const printElement = (type: TypeModel): string =>
  needsBrackets(type) ? `(${printFlatType(type)})` : printFlatType(type);

const printKeyword = (name: string): string => {
  if (KEYWORDS.has(name)) return name;
  throw new TypeError('not a keyword type');
};

/** Only what `core/names.ts` made; a look-alike with a `text` of its own is refused. */
export const printName = (name: unknown): string => {
  if (Identifier.is(name)) return name.text;
  throw new TypeError('not an Identifier');
};
