import { at, isSpecMap, listAt, type SpecMap, type SpecValue, textAt } from './referee-document.js';
import {
  hasTagsOfOneName,
  narrows,
  pathItemBehind,
  resolvePathItem,
  siblingsOf,
  typeNameOf,
  typesOf,
  withField,
  withoutAnnotations,
  withoutField,
} from './referee-nodes.js';
import type { NodeKind } from './referee-walk.js';

/**
 * What OpenAPI Generator, in the pinned version, does not read as OpenAPI 3.1 means it, found by experiment. Each
 * limit has a folder of its name in `test/cases/referee/` that shows it with the real program, so a newer version
 * that no longer has a limit fails a test here.
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
    answer: 'presence is compared, the type is not',
    kinds: ['schema'],
    concerns: (node) => typesOf(node).join() === 'null',
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
    id: 'reference-annotations',
    misreads: 'takes a `$ref` with a description or default beside it for a nameless schema of any type',
    answer: 'the copy has the reference alone, or the schema itself with that default',
    kinds: ['schema'],
    concerns: (node) => siblingsOf(node).length > 0 && !siblingsOf(node).some(narrows),
    rewrite: (node, root) => withoutAnnotations(node, root),
  },
  {
    id: 'reference-siblings',
    misreads: 'makes a nameless schema of a `$ref` with keywords beside it that narrow it',
    answer: 'presence is compared, the schema is not',
    kinds: ['schema'],
    concerns: (node) => siblingsOf(node).some(narrows),
  },
  {
    id: 'tags-of-one-name',
    misreads: 'writes tags that differ in case only, or have no Latin letters, into one file over each other',
    answer: 'the copy has no tags',
    kinds: ['operation'],
    concerns: (node, root) => at(node, 'tags') !== undefined && hasTagsOfOneName(root),
    rewrite: (node) => withoutField(node, 'tags'),
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
  {
    pattern: /generated unique operationId/,
    why: 'operations are compared by the id in the spec, not by its name for them',
  },
  { pattern: /Unknown type `mutualTLS` found/, why: 'see the limit `mutual-tls`' },
  { pattern: /Failed to get the schema name: null/, why: 'see the limit `reference-siblings`' },
];

const LOOSE_KEYWORDS = [
  ...['prefixItems', 'patternProperties', 'propertyNames', 'contains', 'contentSchema', '$dynamicRef'],
  ...['if', 'dependentRequired', 'dependentSchemas', 'unevaluatedProperties', 'unevaluatedItems'],
];
