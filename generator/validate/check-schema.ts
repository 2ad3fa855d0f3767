import {
  validateDocument,
  validateInt64Schema,
  validateOpenApi,
  validateOperation,
  validateSchemaObject,
  type Validator,
} from 'virtual:validators';
import type { Diagnostic } from '../core/diagnostic.js';
import { own, type Json } from '../core/json.js';
import { walkSpec } from '../core/walk-spec.js';
import type { MergedSpec } from '../merge/types.js';
import { summarize } from './schema-errors.js';

/**
 * Checks the merged document against the official schema of OpenAPI 3.1, its Schema Objects against JSON Schema, and
 * the vendor extensions against `extensions.schema.json`.
 */
export const checkSchema = (spec: MergedSpec): readonly Diagnostic[] => {
  const { document } = spec;
  const check = (rules: Rules, pointer: string, value: Json): readonly Diagnostic[] =>
    complaints(spec, rules, { pointer, value });
  const found = [...check(OPENAPI, '', document), ...check(DOCUMENT, '', document)];
  let outermost: string | undefined;
  const operations = new Set(spec.operations.map(({ pointer }) => pointer));
  walkSpec(document, ({ kind, pointer, value }) => {
    if (kind === 'operation' && operations.has(pointer)) found.push(...check(OPERATION, pointer, value));
    if (kind !== 'schema') return;
    // The validator looks into inner schemas itself; the walk visits them right after the one around them.
    if (outermost === undefined || !pointer.startsWith(`${outermost}/`)) {
      outermost = pointer;
      found.push(...check(SCHEMA_OBJECT, pointer, value));
    }
    if (own(value, 'format') === 'int64') found.push(...check(INT64, pointer, value));
  });
  return found;
};

/** A set of rules, and where they are written down for people. */
interface Rules {
  readonly code: string;
  readonly validate: Validator;
  readonly hint: string;
}

const OPENAPI: Rules = {
  code: 'openapi',
  validate: validateOpenApi,
  hint: 'OpenAPI 3.1 asks for this: https://spec.openapis.org/oas/v3.1.1. Upstream is corrected by an overlay.',
};

const SCHEMA_OBJECT: Rules = {
  code: 'schema-object',
  validate: validateSchemaObject,
  hint: 'A Schema Object follows JSON Schema, draft 2020-12.',
};

const DOCUMENT: Rules = {
  code: 'extension',
  validate: validateDocument,
  hint:
    'What `x-error-catalogue` and `x-streams` hold is explained, with examples, in generator/CONTEXT.md of the ' +
    'Marginalia repository.',
};

const OPERATION: Rules = {
  code: 'extension',
  validate: validateOperation,
  hint:
    'Every operation has four extensions, such as `x-client-name: margin.borrow`, `x-security-type: MARGIN`, ' +
    '`x-request-weight: [{ value: 10, scope: UID }]` and `x-effect: write`; upstream gets them by an overlay. ' +
    'These and the others are explained, with examples, in generator/CONTEXT.md of the Marginalia repository.',
};

const INT64: Rules = {
  code: 'int64',
  validate: validateInt64Schema,
  hint: 'A schema with `format: int64` says by `x-int64` whether it is an identifier, a time or a count.',
};

interface Checked {
  readonly pointer: string;
  readonly value: Json;
}

const complaints = (spec: MergedSpec, rules: Rules, { pointer, value }: Checked): readonly Diagnostic[] => {
  if (rules.validate(value)) return [];
  return summarize(rules.validate.errors ?? [], value).map((complaint) => {
    const place = pointer + complaint.pointer;
    return {
      code: `validate/${rules.code}`,
      severity: 'error',
      message: `${place === '' ? 'The document' : `#${place}`}: ${complaint.message}`,
      at: spec.originOf(place),
      hint: rules.hint,
    };
  });
};
