import type { Diagnostic } from '../core/diagnostic.js';
import { everyNode, type RefereeDocument, textAt } from './referee-document.js';

/** The JSON reader inside OpenAPI Generator stops at 1000 levels; no spec that a person wrote comes near half of it. */
const DEEPEST = 500;

/** Why the referee is not to see this document at all; undefined if it may. */
export const refuseBeforehand = (document: RefereeDocument): Diagnostic | undefined =>
  unknownVersion(document) ?? firstObstacle(document);

const unknownVersion = ({ root, positionOf }: RefereeDocument): Diagnostic | undefined => {
  const version = textAt(root, 'openapi');
  if (version !== undefined && /^3\.[01]\.\d+/.test(version)) return undefined;
  return {
    code: 'validate/referee-unknown-version',
    severity: 'error',
    message: `The referee was not asked: it reads OpenAPI 3.0 and 3.1; this document says ${version ?? 'no version'}.`,
    at: positionOf('/openapi'),
    hint: 'Write `openapi: 3.1.0`.',
  };
};

/** OpenAPI Generator would fetch whatever address a `$ref` names, and read any file. */
const firstObstacle = ({ root, positionOf }: RefereeDocument): Diagnostic | undefined => {
  for (const { value, pointer, depth } of everyNode(root)) {
    if (depth > DEEPEST) return tooDeep(positionOf(pointer));
    const reference = textAt(value, '$ref');
    if (reference !== undefined && !reference.startsWith('#'))
      return external(reference, positionOf(`${pointer}/$ref`));
  }
  return undefined;
};

const external = (reference: string, at: Diagnostic['at']): Diagnostic => ({
  code: 'validate/referee-external-reference',
  severity: 'error',
  message: `The referee was not asked: it would fetch the external reference ${reference}.`,
  at,
  hint: 'Copy what it refers to into a fragment and refer to that.',
});

const tooDeep = (at: Diagnostic['at']): Diagnostic => ({
  code: 'validate/referee-too-deep',
  severity: 'error',
  message: `The referee was not asked: the document is nested more than ${DEEPEST} levels deep.`,
  at,
  hint: 'Give inner schemas names under `components/schemas` and refer to them.',
});
