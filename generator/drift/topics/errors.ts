import { comparable } from '../../core/plain-text.js';
import type { ErrorCodeEntry } from '../../core/extensions.js';
import type { EndpointFacts, ErrorFact } from '../../docs/types.js';
import type { OperationView } from '../spec-view.js';
import type { DocsClaim, SpecClaim, SpecPlace, Topic } from '../topic.js';
import { operationPlace, pagePlace } from './places.js';

/** `-3015`, or `-3015/` and the message. */
const splitSubject = (subject: string): readonly [string, string | undefined] => {
  const cut = subject.indexOf('/');
  return cut === -1 ? [subject, undefined] : [subject.slice(0, cut), subject.slice(cut + 1)];
};

/** An error code, or one of its entries, goes by code and message in the pointers that waivers use. */
const errorTokens = (subject: string): readonly string[] => [
  'x-error-codes',
  ...splitSubject(subject).filter((token) => token !== undefined),
];

const errorPlace = (operation: OperationView, subject: string): SpecPlace => {
  const [code] = splitSubject(subject);
  const index = operation.errors.findIndex((entry) => String(entry.code) === code);
  const real = operationPlace(operation, 'x-error-codes', ...(index === -1 ? [] : [String(index)]));
  return { pointer: operationPlace(operation, ...errorTokens(subject)).pointer, at: real.at };
};

const codePlace = (facts: EndpointFacts, subject: string): { at: ErrorFact['at']; quote: string } => {
  const [code] = splitSubject(subject);
  const error = facts.errors.find((each) => String(each.code?.value) === code) ?? facts.errors[0];
  return error ? { at: error.at, quote: error.quote } : pagePlace(facts);
};

/** The first entry of each code, so that a code that stands twice is one subject. */
const once = <T extends { readonly subject: string }>(claims: readonly T[]): readonly T[] =>
  [...new Map([...claims].reverse().map((claim) => [claim.subject, claim])).values()].reverse();

const hasCode = (operation: OperationView, subject: string): boolean =>
  operation.errors.some((entry) => String(entry.code) === splitSubject(subject)[0]);

const listsCode = (facts: EndpointFacts, subject: string): boolean =>
  facts.errors.some((error) => String(error.code?.value) === splitSubject(subject)[0]);

export const errorCodeTopic: Topic = {
  name: 'error code',
  docs: (facts) =>
    once(
      facts.errors.flatMap(({ code, quote, at }): readonly DocsClaim[] =>
        code ? [{ subject: String(code.value), value: 'listed', shown: String(code.value), quote, at }] : [],
      ),
    ),
  spec: ({ errors }) =>
    once(errors.map(({ code }) => ({ subject: String(code), value: 'listed', shown: String(code) }))),
  specPlace: errorPlace,
  docsPlace: codePlace,
  tokens: errorTokens,
  silenceCounts: true,
  severity: 'cosmetic',
};

/** What tells the entries of one code apart: the words the exchange sends. */
const keyOf = (code: number | undefined, message: string | undefined): string => `${code}/${comparable(message ?? '')}`;

const specNames = (errors: readonly ErrorCodeEntry[]): readonly SpecClaim[] =>
  errors.flatMap(({ code, name, message }) =>
    name === undefined || message === undefined ? [] : [{ subject: keyOf(code, message), value: name, shown: name }],
  );

/** The exchange's own name of an error, for each message. docs-duplicate-error-name tells of a name over two errors. */
export const errorNameTopic: Topic = {
  name: 'error name',
  docs: ({ errors }) =>
    errors.flatMap(({ code, name, message, quote, at }, index): readonly DocsClaim[] =>
      code && name && message && !errors.slice(0, index).some((before) => before.name?.value === name.value)
        ? [{ subject: keyOf(code.value, message.value), value: name.value, shown: name.value, quote, at }]
        : [],
    ),
  spec: ({ errors }) => specNames(errors),
  specPlace: errorPlace,
  docsPlace: codePlace,
  tokens: errorTokens,
  silenceCounts: false,
  severity: 'cosmetic',
};

/** What stands around the places for values of a message, such as `%s`: one part where it has none. */
const partsOf = (message: string): readonly string[] => comparable(message).split(/%(?:\d+\$)?[sd]|\{\w*\}/);

/** Whether the parts stand in the text in their order, with values between them. */
const isFilledIn = ([first = '', ...others]: readonly string[], text: string): boolean => {
  const last = others.pop() ?? '';
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let from = first.length;
  for (const part of others) {
    const at = text.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return from + last.length <= text.length;
};

/** Whether a page says what is sent: neither a message with places for values nor the name of the error once more. */
const isSent = ({ message, name }: ErrorFact): boolean =>
  message !== undefined && partsOf(message.value).length === 1 && message.value !== name?.value;

/** Whether the page leaves open what is sent, or has a message which the subject may be once values are filled in. */
const mayBeSent = ({ errors }: EndpointFacts, subject: string): boolean => {
  const [code, words = ''] = splitSubject(subject);
  return errors.some(({ code: told, message, name }) => {
    if (String(told?.value) === code && message !== undefined && message.value === name?.value) return true;
    const parts = partsOf(message?.value ?? '');
    return String(told?.value) === code && parts.length > 1 && isFilledIn(parts, words);
  });
};

const messageClaims = (errors: readonly ErrorFact[]): readonly DocsClaim[] =>
  once(
    errors.flatMap(({ code, message, quote, at }): readonly DocsClaim[] =>
      code && message
        ? [{ subject: keyOf(code.value, message.value), value: 'listed', shown: message.value, quote, at }]
        : [],
    ),
  );

/** The messages of a code that both sides have. Subjects are messages, so a changed one is missing on either side. */
export const errorMessageTopic: Topic = {
  name: 'error message',
  docs: ({ errors }) => messageClaims(errors),
  docsForSpec: ({ errors }) => messageClaims(errors.filter(isSent)),
  spec: ({ errors }) =>
    once(
      errors.flatMap(({ code, message }) =>
        message === undefined ? [] : [{ subject: keyOf(code, message), value: 'listed', shown: message }],
      ),
    ),
  specPlace: errorPlace,
  docsPlace: codePlace,
  tokens: errorTokens,
  inSpec: hasCode,
  inDocs: (facts, subject) =>
    listsCode(facts, subject) &&
    facts.errors.some((error) => error.message !== undefined) &&
    !mayBeSent(facts, subject),
  silenceCounts: true,
  severity: 'cosmetic',
};
