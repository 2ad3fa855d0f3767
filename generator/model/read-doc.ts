import { code, doc, DocText } from '../core/prose.js';
import type { FieldDoc, ParameterKindModel, ResponseKindModel } from './types.js';
import { show, type SpecNode } from './spec-node.js';

const NOTHING: DocText = DocText.from('');

export const textOf = (node: SpecNode): DocText => DocText.from(node.text ?? '');

/**
 * What the comment above a value says. `node` is where it is used; a `$ref` beside a description keeps that
 * description. `told` is what stands above it already.
 */
export const readDoc = (
  node: SpecNode,
  kind: ResponseKindModel | ParameterKindModel | undefined,
  told: DocText = NOTHING,
): FieldDoc => {
  const target = node.has('$ref') ? node.resolved() : node;
  const own = textOf(node.get('description'));
  const description = own.isEmpty && target !== undefined ? textOf(target.get('description')) : own;
  return {
    description,
    facts: [...unitOf(kind, told.isEmpty ? description : told), ...(target === undefined ? [] : limitsOf(target))],
    deprecated: node.get('deprecated').isTrue || target?.get('deprecated').isTrue === true,
  };
};

export const NO_DOC: FieldDoc = { description: NOTHING, facts: [], deprecated: false };

/** The unit, unless the description has told it already. */
const unitOf = (kind: ResponseKindModel | ParameterKindModel | undefined, description: DocText): readonly DocText[] => {
  if (kind === 'time') return /milliseconds/i.test(description.text) ? [] : [doc`Milliseconds since the Unix epoch.`];
  if (kind === 'decimal') return [doc`Decimal.`];
  if (kind === 'id') return [doc`64-bit identifier.`];
  return [];
};

/** Keyword to the words that come before its value. */
const LIMITS = [
  ['default', 'Default'],
  ['minimum', 'At least'],
  ['exclusiveMinimum', 'More than'],
  ['maximum', 'At most'],
  ['exclusiveMaximum', 'Less than'],
  ['minLength', 'Shortest length'],
  ['maxLength', 'Longest length'],
  ['minItems', 'Fewest items'],
  ['maxItems', 'Most items'],
  ['pattern', 'Pattern'],
] as const;

const limitsOf = (node: SpecNode): readonly DocText[] =>
  LIMITS.flatMap(([key, words]) => (node.has(key) ? [doc`${words} ${code(valueText(node.get(key)))}.`] : []));

const valueText = (node: SpecNode): string => node.text ?? show(node.value);
