import { at, isSpecList, isSpecMap, listAt, pointedTo, type SpecMap, type SpecValue, textAt } from './referee-document.js';
import type { NodeKind } from './referee-walk.js';

/**
 * What OpenAPI Generator, in the pinned version, does not read as OpenAPI 3.1 means it, found by experiment. Each limit has
 * a folder of its name in `test/cases/referee/` that shows it with the real program, so a newer version that no longer has
 * a limit fails a test here.
 */
export interface RefereeLimit {
  readonly id: string;
  /** What the referee does with it. */
  readonly misreads: string;
  /** What we do about it: how the copy says the same, or what is left unchecked. */
  readonly answer: string;
  readonly kinds: readonly NodeKind[];
  readonly concerns: (node: SpecValue, root: SpecMap) => boolean;
  /** Says the same in a form the referee understands. Without it the referee reads the spec as it stands. */
  readonly rewrite?: (node: SpecValue, root: SpecMap) => SpecValue;
}

export const REFEREE_LIMITS: readonly RefereeLimit[] = [
  {
    id: 'boolean-schema',
    misreads: 'refuses a schema written as `true` or `false`',
    answer: 'the copy says `{}` or `{not: {}}`',
    kinds: ['schema'],
    concerns: (node) => typeof node === 'boolean',
    rewrite: (node) => (node === true ? {} : { not: {} }),
  },
  {
    id: 'const-without-type',
    misreads: 'takes a `const` without a `type` for any value at all',
    answer: 'the copy adds the type of the value',
    kinds: ['schema'],
    concerns: (node) => at(node, 'const') !== undefined && at(node, 'const') !== null && at(node, 'type') === undefined,
    rewrite: (node) => withField(node, 'type', typeNameOf(at(node, 'const') ?? null)),
  },
  {
    id: 'null-type',
    misreads: 'takes a schema whose only type is `null` for a model named `Null` that does not exist',
    answer: 'the copy leaves the type away; that nothing but null is allowed is not checked',
    kinds: ['schema'],
    concerns: (node) => typesOf(node).join() === 'null',
    rewrite: (node) => withoutField(node, 'type'),
  },
  {
    id: 'missing-responses',
    misreads: 'refuses an operation without `responses`, which OpenAPI 3.1 allows',
    answer: 'the copy adds a default response without a body',
    kinds: ['operation'],
    concerns: (node) => isSpecMap(node) && at(node, 'responses') === undefined,
    rewrite: (node) => withField(node, 'responses', { default: { description: 'Not described.' } }),
  },
  {
    id: 'path-item-reference',
    misreads: 'silently loses the operations of a path item that is a `$ref`',
    answer: 'the copy has the path item itself in place of the reference',
    kinds: ['path-item', 'components'],
    concerns: (node, root) => pathItemBehind(node, root) !== undefined || at(node, 'pathItems') !== undefined,
    rewrite: (node, root) => resolvePathItem(withoutField(node, 'pathItems'), root),
  },
  {
    id: 'webhooks',
    misreads: 'writes webhooks over the operations that share their tag, which are lost',
    answer: 'the copy has no webhooks; they are not checked',
    kinds: ['document'],
    concerns: (node) => at(node, 'webhooks') !== undefined,
    rewrite: (node) => withoutField(node, 'webhooks'),
  },
  {
    id: 'security-alternatives',
    misreads: 'reads `[{a, b}]` (both), `[{a}, {b}]` (either) and `[{}, {a}]` (optional) as one list of names',
    answer: 'only the names are compared; both, either and optional are not told apart',
    kinds: ['operation', 'document'],
    concerns: (node) => listAt(node, 'security').length > 1,
  },
  {
    id: 'several-types',
    misreads: 'makes a class of its own for a schema with several types besides null',
    answer: 'presence is compared, the type is not',
    kinds: ['schema'],
    concerns: (node) => typesOf(node).filter((type) => type !== 'null').length > 1,
  },
  {
    id: 'reference-siblings',
    misreads: 'makes a nameless schema of a `$ref` that has other keywords beside it and drops its default',
    answer: 'presence is compared, the keywords are not',
    kinds: ['schema'],
    concerns: (node) => textAt(node, '$ref') !== undefined && isSpecMap(node) && Object.keys(node).some(narrows),
  },
  {
    id: 'loose-keywords',
    misreads: 'ignores `prefixItems`, `patternProperties`, `if`, `dependentRequired` and other keywords new in 3.1',
    answer: 'the rest of the schema is compared, these keywords are not',
    kinds: ['schema'],
    concerns: (node) => LOOSE_KEYWORDS.some((keyword) => at(node, keyword) !== undefined),
  },
  {
    id: 'mutual-tls',
    misreads: 'does not know the security scheme type `mutualTLS`',
    answer: 'the scheme is left out of the comparison',
    kinds: ['security-scheme'],
    concerns: (node) => textAt(node, 'type') === 'mutualTLS',
  },
];

/** What the referee's generator says on specs that are right, and why it is not passed on. */
export const KNOWN_REMARKS: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  { pattern: /OpenAPI 3\.1 support is still in beta/, why: 'said of every 3.1 document; its limits are listed above' },
  { pattern: /Unknown `format` \S+ detected for type/, why: 'formats are open to extension; `decimal` is ours' },
  { pattern: /cannot be used as (?:a )?\w+ name\b.*Renamed to/, why: 'a matter of the names in its own output' },
  { pattern: /generated unique operationId/, why: 'operations are compared by the id in the spec, not by its name for them' },
  { pattern: /Unknown type `mutualTLS` found/, why: 'see the limit `mutual-tls`' },
  { pattern: /Failed to get the schema name: null/, why: 'see the limit `reference-siblings`' },
];

const LOOSE_KEYWORDS = [
  'prefixItems', 'patternProperties', 'if', 'dependentRequired', 'dependentSchemas', 'propertyNames', 'contains',
  'unevaluatedProperties', 'unevaluatedItems', 'contentSchema', '$dynamicRef',
] as const;

const ANNOTATIONS = new Set(['$ref', 'description', 'title', 'summary', 'deprecated', 'example', 'examples', '$comment']);

/** Whether a keyword beside a `$ref` says anything about the values; an extension does not. */
const narrows = (keyword: string): boolean => !ANNOTATIONS.has(keyword) && !keyword.startsWith('x-');

/** The types a schema names, as a list even when there is one. */
export const typesOf = (schema: SpecValue | undefined): readonly string[] => {
  const type = at(schema, 'type');
  const types = isSpecList(type) ? type : [type];
  return types.filter((name): name is string => typeof name === 'string');
};

/** The JSON Schema type name of a value. */
export const typeNameOf = (value: SpecValue): string => {
  if (value === null) return 'null';
  if (isSpecList(value)) return 'array';
  if (typeof value === 'bigint') return 'integer';
  return typeof value;
};

/** A path item with what its `$ref` points to, if it has one. Fields beside the `$ref` win. */
export function resolvePathItem(node: SpecValue, root: SpecMap): SpecValue {
  const found = pathItemBehind(node, root);
  return found === undefined ? node : { ...found, ...withoutField(node, '$ref') };
}

const pathItemBehind = (node: SpecValue | undefined, root: SpecMap): SpecMap | undefined => {
  const reference = textAt(node, '$ref');
  const found = reference === undefined ? undefined : pointedTo(root, reference);
  return isSpecMap(found) ? found : undefined;
};

const withField = (node: SpecValue, key: string, value: SpecValue): SpecValue =>
  isSpecMap(node) ? { ...node, [key]: value } : node;

const withoutField = (node: SpecValue, key: string): SpecMap =>
  isSpecMap(node) ? Object.fromEntries(Object.entries(node).filter(([name]) => name !== key)) : {};
