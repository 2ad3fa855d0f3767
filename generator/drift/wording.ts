import { DOCS_WORDING } from './wording-docs.js';
import type { Mismatch } from './topic.js';
import type { RuleId } from './types.js';

/** What a rule has to say, and about what. */
export interface Words {
  readonly kind: Mismatch;
  /** A parameter, a field, an error code. */
  readonly subject: string;
  /** What the docs say; '' where they are silent. */
  readonly docs: string;
  /** What the spec says; '' where it is silent. */
  readonly spec: string;
  /** Where in the spec a correction belongs: a file and line, or an overlay and its target. */
  readonly place: string;
}

export interface Wording {
  readonly message: (words: Words) => string;
  readonly change: (words: Words) => string;
}

const set =
  (key: string) =>
  ({ docs, place }: Words) =>
    `Set \`${key}: ${docs}\` ${place}.`;

/** A property of a parameter: what both say, or who is silent. */
const property = (name: string, key: string): Wording => ({
  message: ({ kind, subject, docs, spec }) =>
    kind === 'differs'
      ? `${name} of ${subject}: the page says ${docs}, the spec ${spec}.`
      : kind === 'docs-only'
        ? `${name} of ${subject}: the page says ${docs}, the spec nothing.`
        : `${name} of ${subject}: the spec says ${spec}, the page nothing.`,
  change: ({ kind, docs, place }) =>
    kind === 'spec-only'
      ? `Remove \`${key}\` ${place}, unless another page states it.`
      : `Set \`${key}\` to ${docs} ${place}.`,
});

/** What a documented type is in a schema. */
const SCHEMAS: Readonly<Record<string, string>> = {
  STRING: 'type: string',
  ENUM: 'type: string, enum: […]',
  LONG: 'type: integer, format: int64',
  INT: 'type: integer, format: int32',
  DECIMAL: 'type: string, format: decimal',
  BOOLEAN: 'type: boolean',
  ARRAY: 'type: array',
  OBJECT: 'type: object',
  'OBJECT ARRAY': 'type: array, items: { type: object }',
};

const CHOICES: Readonly<Record<string, string>> = {
  exactly: 'exactlyOne',
  'at least': 'atLeastOne',
  'at most': 'atMostOne',
};

const SPEC_WORDING: Readonly<Record<Exclude<RuleId, keyof typeof DOCS_WORDING>, Wording>> = {
  'operation-removed': {
    message: ({ subject, docs }) => `The docs no longer have ${subject}: ${docs}.`,
    change: () => 'Take the operation out of the spec, or mark it `deprecated: true` and keep this by a waiver.',
  },
  'operation-deprecated': {
    message: ({ docs }) => `The page says that this endpoint is to go: ${docs} The spec does not.`,
    change: ({ place }) => `Set \`deprecated: true\` ${place}.`,
  },
  'operation-method': {
    message: ({ docs, spec }) => `The page documents method ${docs}, the spec has ${spec}.`,
    change: ({ docs, place }) => `Move the operation to ${docs} ${place}.`,
  },
  'operation-path': {
    message: ({ docs, spec }) => `The page documents path ${docs}, the spec has ${spec}.`,
    change: ({ docs, place }) => `Move the operation to ${docs} ${place}.`,
  },
  'security-type': {
    message: ({ docs, spec }) => `The title gives security type ${docs}, the spec ${spec === '' ? 'none' : spec}.`,
    change: set('x-security-type'),
  },
  'request-weight': {
    message: ({ kind, docs, spec }) =>
      kind === 'spec-only'
        ? `The spec has a request weight of ${spec} that the page does not give.`
        : `The page gives a request weight of ${docs}, the spec ${spec === '' ? 'none for this case' : spec}.`,
    change: ({ kind, docs, place }) =>
      kind === 'spec-only'
        ? `Remove that entry of x-request-weight ${place}.`
        : kind === 'docs-only'
          ? `Add an entry for ${docs} to x-request-weight ${place}.`
          : `Set x-request-weight to ${docs} ${place}.`,
  },
  'request-weight-scope': {
    message: ({ docs, spec }) => `The page counts the request weight per ${docs}, the spec per ${spec}.`,
    change: set('scope'),
  },
  'parameter-missing': {
    message: ({ subject }) => `The page lists parameter ${subject}, the spec does not have it.`,
    change: ({ subject, place }) => `Add parameter ${subject} ${place}.`,
  },
  'parameter-unknown': {
    message: ({ subject }) => `The spec has parameter ${subject}, the page does not list it.`,
    change: ({ subject, place }) => `Remove parameter ${subject} ${place}.`,
  },
  'parameter-type': {
    ...property('Type', 'schema.type'),
    change: ({ docs, place }) => `Give the schema \`${SCHEMAS[docs] ?? `type: ${docs}`}\` ${place}.`,
  },
  'parameter-required': {
    message: ({ subject, docs, spec }) => `Parameter ${subject} is ${docs} by the page and ${spec} by the spec.`,
    change: ({ docs, place }) => `Set \`required: ${docs === 'required'}\` ${place}.`,
  },
  'parameter-condition': {
    message: ({ subject, docs }) =>
      `Parameter ${subject} goes with a case by the page ("${docs}"), and no condition of the spec names it.`,
    change: ({ subject, place }) =>
      `Add an entry to x-conditions that names ${subject} in require, forbid, atLeastOne, exactlyOne or atMostOne ${place}; ` +
      'where no parameter tells the case, say it in the description and keep this by a waiver.',
  },
  'parameter-choice': {
    message: ({ docs, spec }) =>
      `The page asks for ${docs}, the spec ${spec === '' ? 'says nothing of it' : `for ${spec}`}.`,
    change: ({ docs, place }) => {
      const [, word = '', names = ''] = /^(\w+(?: \w+)?) one of (.*)$/.exec(docs) ?? [];
      return `Write \`${CHOICES[word] ?? 'atLeastOne'}: [${names}]\` into x-conditions ${place}.`;
    },
  },
  'parameter-values': property('Values', 'schema.enum'),
  'parameter-maximum': property('Maximum', 'schema.maximum'),
  'parameter-minimum': property('Minimum', 'schema.minimum'),
  'parameter-length': property('Length', 'schema.minLength and schema.maxLength'),
  'parameter-default': property('Default', 'schema.default'),
  'response-shape': {
    message: ({ docs, spec }) => `The answer is ${docs} by the page and ${spec} by the spec.`,
    change: ({ docs, place }) => `Make the response schema ${docs} ${place}.`,
  },
  'response-untyped': {
    message: ({ subject, docs }) =>
      `${subject === '' ? 'The answer' : subject} is a bare object in the spec; the page shows ${docs}.`,
    change: ({ place }) => `Give the schema its properties ${place}.`,
  },
  'response-field-missing': {
    message: ({ subject }) => `The page shows response field ${subject}, the spec does not have it.`,
    change: ({ subject, place }) => `Add ${subject} to the response schema ${place}.`,
  },
  'response-field-unknown': {
    message: ({ subject }) => `The spec has response field ${subject}, the page does not show it.`,
    change: ({ subject, place }) => `Remove ${subject} from the response schema ${place}.`,
  },
  'response-type': {
    message: ({ subject, docs, spec }) =>
      `Response field ${subject} is ${docs === 'string' ? textBeside(spec) : docs} by the page and ${spec} by the spec.`,
    change: ({ subject, docs, place }) =>
      SCHEMAS[docs] === undefined
        ? `Make the schema of ${subject} ${docs} ${place}.`
        : `Give the schema of ${subject} \`${SCHEMAS[docs]}\` ${place}.`,
  },
  'error-code-missing': {
    message: ({ subject }) => `The page lists error ${subject}, the spec does not have it.`,
    change: ({ subject, place }) => `Add ${subject} to x-error-codes ${place}.`,
  },
  'error-code-unknown': {
    message: ({ subject }) => `The spec lists error ${subject}, the page does not.`,
    change: ({ subject, place }) => `Remove ${subject} from x-error-codes ${place}.`,
  },
  'error-name': {
    message: ({ subject, docs, spec }) => `The page calls error ${codeOf(subject)} ${docs}, the spec ${spec}.`,
    change: ({ docs, place }) => `Set its name to ${docs} ${place}.`,
  },
  'error-message': {
    message: ({ kind, subject, docs, spec }) =>
      kind === 'docs-only'
        ? `The page gives error ${codeOf(subject)} the message "${docs}", the spec does not.`
        : `The spec gives error ${codeOf(subject)} the message "${spec}", the page does not.`,
    change: ({ kind, subject, docs, place }) =>
      kind === 'docs-only'
        ? `Give ${codeOf(subject)} in x-error-codes the message "${docs}" ${place}.`
        : `Take that message of ${codeOf(subject)} out of x-error-codes ${place}.`,
  },
};

/** A text is no disagreement with a number that stands in quotes, unless it has letters. */
const textBeside = (spec: string): string =>
  /^(?:decimal|string of digits)$/.test(spec) ? 'a text that is no number' : 'string';

const codeOf = (subject: string): string => subject.split('/', 1)[0] ?? subject;

/** What each rule says, apart from what it checks. */
export const WORDING: Readonly<Record<RuleId, Wording>> = { ...SPEC_WORDING, ...DOCS_WORDING };
