import { narrow } from '../../core/plain-text.js';
import type { EndpointFacts, Fact, ParameterFact } from '../../docs/types.js';
import type { DocsTopic } from '../topic.js';
import { rowPlace } from './places.js';

/** A property of a parameter that the spec has no single place for: only pages are held against pages. */
const wordTopic = (name: string, fact: (row: ParameterFact) => Fact | undefined): DocsTopic<EndpointFacts> => ({
  name,
  docs: (facts) =>
    facts.parameters?.rows.flatMap((row) => {
      const said = fact(row);
      return said
        ? [{ subject: row.name, value: narrow(said.value), shown: said.value, quote: row.quote, at: said.at }]
        : [];
    }),
  docsPlace: rowPlace,
  inCapture: (facts, subject) => facts.parameters?.rows.some((row) => row.name === subject) ?? false,
  tokens: (subject) => ['parameters', subject, name],
  silenceCounts: false,
  severity: 'refused',
});

/** What a number counts: milliseconds, percent. */
export const unitTopic: DocsTopic<EndpointFacts> = wordTopic('unit', ({ unit }) => unit);

/** The regular expression that a value has to match. */
export const patternTopic: DocsTopic<EndpointFacts> = {
  ...wordTopic('pattern', ({ pattern }) => pattern),
  // How often the characters of a set may come is the length, which has a topic of its own.
  alike: (left, right) => withoutLength(left.value) === withoutLength(right.value),
};

const withoutLength = (pattern: string): string =>
  pattern.replace(/^(\^\[(?:[^\]\\]|\\.)*\])\{\d+(?:,\d*)?\}\$$/, '$1{}$');
