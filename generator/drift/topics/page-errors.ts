import { comparable } from '../../core/plain-text.js';
import type { EndpointFacts, ErrorFact, Fact } from '../../docs/types.js';
import type { DocsClaim, DocsSpot, DocsTopic } from '../topic.js';
import { errorCodeTopic } from './errors.js';
import { pagePlace } from './places.js';

/** Which codes there are, at the code itself: in a catalogue that is a heading, and the message stands further down. */
export const pageErrorCodeTopic: DocsTopic<EndpointFacts> = {
  ...errorCodeTopic,
  docs: ({ errors }) => {
    const listed = new Map<number, DocsClaim>();
    for (const { code, quote } of errors) {
      if (!code || listed.has(code.value)) continue;
      const text = String(code.value);
      listed.set(code.value, { subject: text, value: 'listed', shown: text, quote, at: code.at });
    }
    return [...listed.values()];
  },
};

/** The errors of a page held against another page: the second entry of a code against its second entry there. */
const subjectsOf = (errors: readonly ErrorFact[]): readonly (readonly [string, ErrorFact])[] => {
  const counts = new Map<number, number>();
  return errors.flatMap((error) => {
    if (!error.code) return [];
    const order = (counts.get(error.code.value) ?? 0) + 1;
    counts.set(error.code.value, order);
    return [[`${error.code.value} ${order}`, error] as const];
  });
};

export const codeOf = (subject: string): string => subject.split(' ', 1)[0] ?? subject;

const place = (facts: EndpointFacts, subject: string): DocsSpot => {
  const of = facts.errors.find((error) => String(error.code?.value) === codeOf(subject)) ?? facts.errors[0];
  return of ? { at: of.at, quote: of.quote } : pagePlace(facts);
};

const errorTopic = (
  name: string,
  fact: (error: ErrorFact) => Fact | undefined,
  show: (text: string) => string,
): DocsTopic<EndpointFacts> => ({
  name: `error ${name}`,
  docs: ({ errors }) =>
    subjectsOf(errors).flatMap(([subject, error]): readonly DocsClaim[] => {
      const said = fact(error);
      return said
        ? [{ subject, value: comparable(said.value), shown: show(said.value), quote: error.quote, at: said.at }]
        : [];
    }),
  docsPlace: place,
  // An error that is new as a whole is told as such; a second entry of a known code is not.
  inDocs: ({ errors }, subject) => errors.some((error) => String(error.code?.value) === codeOf(subject)),
  tokens: (subject) => ['x-error-codes', codeOf(subject), name],
  silenceCounts: false,
  severity: 'cosmetic',
});

export const pageErrorNameTopic: DocsTopic<EndpointFacts> = errorTopic(
  'name',
  ({ name }) => name,
  (text) => text,
);
export const pageErrorMessageTopic: DocsTopic<EndpointFacts> = errorTopic(
  'message',
  ({ message }) => message,
  (text) => `"${text}"`,
);
