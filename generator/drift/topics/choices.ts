import type { EndpointFacts } from '../../docs/types.js';
import type { OperationView } from '../spec-view.js';
import type { SpecClaim, Topic } from '../topic.js';
import { findParameter, operationPlace, pagePlace } from './places.js';

interface Choice {
  readonly names: readonly string[];
  readonly needed: boolean;
  readonly exclusive: boolean;
}

const wordFor = ({ needed, exclusive }: Choice): string =>
  needed ? (exclusive ? 'exactly one' : 'at least one') : 'at most one';

/** What the words ask for, in the form in which one side can be seen to ask for less. */
const DEMANDS: Readonly<Record<string, readonly string[]>> = {
  'exactly one': ['at least one', 'at most one'],
  'at least one': ['at least one'],
  'at most one': ['at most one'],
};

const claim = (choice: Choice): SpecClaim => {
  const value = wordFor(choice);
  return {
    subject: [...choice.names].sort().join(','),
    value,
    shown: `${value} of ${choice.names.join(', ')}`,
  };
};

/** Where one of the parameters is always there, or missing as a whole, other rules tell it. */
const isOpen = (operation: OperationView, subject: string): boolean =>
  subject.split(',').every((name) => findParameter(operation, name)?.required === false);

/** Which parameters stand in for each other. The spec may ask for more than a page says, never for less. */
export const choiceTopic: Topic = {
  name: 'choice',
  docs: (facts: EndpointFacts) =>
    facts.parameters &&
    (facts.choices ?? []).map((choice) => ({ ...claim(choice), quote: choice.quote, at: choice.at })),
  spec: ({ choices }) => choices.map(claim),
  specPlace: (operation, subject) => operationPlace(operation, 'x-conditions', subject),
  docsPlace: pagePlace,
  tokens: (subject) => ['x-conditions', subject],
  inSpec: isOpen,
  agrees: (docs, spec) => (DEMANDS[docs.value] ?? []).every((demand) => DEMANDS[spec.value]?.includes(demand)),
  alike: () => true,
  silenceCounts: false,
  severity: 'refused',
};
