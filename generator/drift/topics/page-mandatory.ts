import type { EndpointFacts, ParameterFact } from '../../docs/types.js';
import type { DocsTopic } from '../topic.js';
import { rowPlace } from './places.js';

const isPlain = ({ mandatory }: ParameterFact): boolean => mandatory?.meaning !== 'conditional';

/** Rows that are mandatory or optional in every case; what goes with a case is the matter of `conditionTopic`. */
export const pageMandatoryTopic: DocsTopic<EndpointFacts> = {
  name: 'being mandatory',
  docs: (facts) =>
    facts.parameters?.rows
      .filter(isPlain)
      .flatMap(({ name, mandatory, quote }) =>
        mandatory
          ? [{ subject: name, value: mandatory.meaning, shown: mandatory.meaning, quote, at: mandatory.at }]
          : [],
      ),
  docsPlace: rowPlace,
  inCapture: (facts, subject) => facts.parameters?.rows.some((row) => row.name === subject && isPlain(row)) ?? false,
  tokens: (subject) => ['parameters', subject, 'required'],
  silenceCounts: false,
  severity: 'refused',
};

export const isMandatory = ({ parameters }: EndpointFacts, name: string): boolean =>
  parameters?.rows.some((row) => row.name === name && row.mandatory?.meaning === 'required') ?? false;
