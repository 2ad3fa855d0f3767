import { documentedAnswers } from './documented-answers.js';
import { makeAnswer } from './make-answer.js';
import { type MadeParams, makeParams } from './make-params.js';
import { SPEC, type SpecOperation } from './spec-operations.js';

/** One call of one operation, and what the exchange answers it. */
export interface PlannedCall {
  readonly operation: SpecOperation;
  readonly params: MadeParams;
  readonly answer: string;
  /** Where the answer is documented; undefined for one that was made by the schema. */
  readonly place: string | undefined;
}

/**
 * Every operation at least twice: with as few parameters as it demands and as many as it allows. It is answered with
 * each documented example at hand, and with all fields that the schema has.
 */
export const planCalls = (): readonly PlannedCall[] => {
  const documented = documentedAnswers();
  return SPEC.operations.flatMap((operation) => {
    const [least, most] = [makeParams(operation, 'least'), makeParams(operation, 'most')];
    const made = makeAnswer(operation.response);
    const examples = documented.filter(({ method, path }) => method === operation.method && path === operation.path);
    return [
      { operation, params: most, answer: made, place: undefined },
      ...(examples.length === 0 ? [{ operation, params: least, answer: made, place: undefined }] : []),
      ...examples.map(({ text, place }) => ({ operation, params: least, answer: text, place })),
    ];
  });
};

/** Titles that no two calls share, for the report. */
export const titleOf = ({ operation, place }: PlannedCall, index: number): string =>
  `${index + 1} ${operation.name}: ${place ?? 'by its schema'}`;
