import type { Diagnostic } from '../core/diagnostic.js';
import { compareReading } from './referee-compare.js';
import type { LimitInUse } from './referee-copy.js';
import type { RefereeDocument } from './referee-document.js';
import { nameOf } from './referee-expected.js';
import { findingsOf, gaveUpOn, remarksIn, type Verdict } from './referee-output.js';
import type { Reading } from './referee-reading.js';
import type { Generated } from './referee-run.js';
import pin from './referee.json' with { type: 'json' };

/** What an independent reader made of the merged spec. */
export interface RefereeReport {
  /** Of OpenAPI Generator. */
  readonly version: string;
  readonly operations: {
    readonly inSpec: readonly string[];
    /** Those for which it wrote a function. */
    readonly emitted: readonly string[];
  };
  /** What it objects to, lost or reads differently. Empty: it agrees. */
  readonly findings: readonly Diagnostic[];
  /** Its known limits that concern this document: what was said in other words for it, and what stays unchecked. */
  readonly limits: readonly Diagnostic[];
}

/** The referee's two answers, and what was reworded for it. */
export interface Answers {
  readonly verdict: Verdict;
  readonly generated: Generated;
  readonly limits: readonly LimitInUse[];
}

export const makeReport = (document: RefereeDocument, { verdict, generated, limits }: Answers): RefereeReport => {
  const comparison = compareReading(document, emittedPart(generated));
  const emitted = comparison.operations.filter(({ read }) => read !== undefined);
  const onCode = generated.kind === 'read' ? [...comparison.findings, ...remarksIn(generated.output, document)] : [];
  const isUnexplained = generated.kind === 'gave-up' && verdict.errors.length === 0;
  const onGivingUp = isUnexplained ? [gaveUpOn(generated.reason, document)] : [];
  return {
    version: pin.version,
    operations: {
      inSpec: comparison.operations.map(({ operation }) => nameOf(operation)),
      emitted: emitted.map(({ operation }) => nameOf(operation)),
    },
    findings: [...findingsOf(verdict, document), ...onCode, ...onGivingUp],
    limits: limits.map((limit) => limitNote(limit, document)),
  };
};

/** Of what the referee read, the operations for which there is a function in the code it wrote. */
const emittedPart = (generated: Generated): Reading => {
  if (generated.kind !== 'read') return { operations: [], models: new Map() };
  const { reading, emitted } = generated;
  return { ...reading, operations: reading.operations.filter(({ emittedAs }) => emitted.has(emittedAs)) };
};

const limitNote = ({ limit, pointers }: LimitInUse, document: RefereeDocument): Diagnostic => ({
  code: 'validate/referee-limit',
  severity: 'note',
  message: `OpenAPI Generator ${limit.misreads}. Here (${pointers.length}×): ${limit.answer}. [${limit.id}]`,
  at: document.positionOf(pointers[0] ?? ''),
});
