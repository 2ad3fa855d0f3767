import type { ChangeKind } from './topic.js';
import { codeOf } from './topics/page-errors.js';
import type { ChangeRuleId, DriftSeverity } from './types.js';

/** What a change is about, and what both captures say. */
export interface ChangeWords {
  readonly kind: ChangeKind;
  /** A parameter, a field, an error code; '' where a topic has one subject only. */
  readonly subject: string;
  /** The list of values, where it stands in one. */
  readonly group?: string;
  readonly topic: string;
  /** '' where that capture is silent. */
  readonly before: string;
  readonly after: string;
  readonly severity: DriftSeverity;
}

export interface ChangeWording {
  readonly message: (words: ChangeWords) => string;
  /** What a caller, or whoever keeps the spec, has to do. */
  readonly change: (words: ChangeWords) => string;
}

const DRAFT = 'Draft the change with `marginalia docs draft` and review it.';
const THEN = 'Then hold the spec against the page with `marginalia drift`.';
const NONE = 'Nothing breaks for callers; bring the spec up to date.';

type Words = (words: ChangeWords) => string;

/** What callers have to do, and that the spec follows; a change that harms none of them is the spec's alone. */
const advise =
  (callers: Words): Words =>
  (words) =>
    words.severity === 'cosmetic' ? NONE : `${callers(words)} ${THEN}`;

/** A property of something: what it was, what it is. */
const property = (what: (subject: string) => string, callers: Words): ChangeWording => ({
  message: ({ kind, subject, before, after }) => {
    if (kind === 'added') return `${what(subject)}: ${after} now; the older page says nothing.`;
    if (kind === 'removed') return `${what(subject)}: no longer said; it was ${before}.`;
    return `${what(subject)}: ${after} now; it was ${before}${/[.!?]"$/.test(before) ? '' : '.'}`;
  },
  change: advise(callers),
});

const of =
  (name: string) =>
  (subject: string): string =>
    `${name} of ${subject}`;

const thing = (name: string, came: boolean, callers: Words = () => ''): ChangeWording => ({
  message: ({ subject }) => (came ? `New ${name} ${subject}.` : `${capital(name)} ${subject} is no longer listed.`),
  change: advise(callers),
});

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The entries of one list that the other lacks. */
const only = (list: string, other: string): string =>
  list
    .split(', ')
    .filter((value) => !other.split(', ').includes(value))
    .join(', ');

const values: ChangeWording = {
  message: (words) => {
    const { kind, subject, before, after } = words;
    if (kind !== 'changed') return property(of('Values'), () => '').message(words);
    const [fresh, gone] = [only(after, before), only(before, after)];
    const told = [...(gone === '' ? [] : [`without ${gone}`]), ...(fresh === '' ? [] : [`with ${fresh}`])];
    return `Values of ${subject}: now ${told.join(' and ')}; all of them: ${after}.`;
  },
  change: advise(({ subject, before, after }) => `Stop sending ${subject} ${only(before, after)}.`),
};

/** A thing as a whole: `subject` is what it is, `before` and `after` where it was or what speaks for it. */
const whole = (message: ChangeWording['message'], change: string): ChangeWording => ({ message, change: () => change });

const EXPECT: Words = ({ subject, after }) => `Expect ${after} with error ${codeOf(subject)}.`;

/** What each rule of `docs diff` says, apart from what it checks. */
export const CHANGE_WORDING: Readonly<Record<ChangeRuleId, ChangeWording>> = {
  'endpoint-added': whole(({ subject, after }) => `New endpoint ${subject}${after}.`, DRAFT),
  'endpoint-removed': whole(
    ({ subject, after }) => `Endpoint ${subject} was removed: ${after}.`,
    'Stop calling it; take the operation out of the spec, or mark it as withdrawn.',
  ),
  'endpoint-moved': whole(
    ({ before, after }) => `${before} is ${after} now.`,
    'Call the new address, and move the operation in the spec.',
  ),
  'endpoint-deprecated': {
    message: ({ kind, before, after }) =>
      kind === 'removed'
        ? `The page no longer says that this endpoint is to go; it said ${before}.`
        : `The page says that this endpoint is to go: ${after}`,
    change: advise(() => 'Plan to do without it, and set `deprecated: true` in an overlay.'),
  },
  'event-added': whole(({ subject }) => `New ${subject}.`, DRAFT),
  'event-removed': whole(
    ({ subject }) => `The ${subject} is in no page of the complete newer capture.`,
    'Do not wait for it any more.',
  ),
  'event-renamed': whole(
    ({ before, after }) => `${capital(before)} is ${after} now.`,
    'Wait for the new name; events of the old one no longer come.',
  ),
  'definition-added': whole(({ subject, after }) => `New list of values "${subject}": ${after}.`, DRAFT),
  'definition-removed': whole(
    ({ subject, before }) => `The list of values "${subject}" (${before}) is no longer on the page.`,
    `Look where parameters refer to it. ${THEN}`,
  ),
  'definition-value-added': {
    message: ({ subject, group }) => `New value ${subject} in the list "${group}".`,
    change: () => NONE,
  },
  'definition-value-removed': {
    message: ({ subject, group }) => `Value ${subject} is no longer in the list "${group}".`,
    change: ({ subject }) => `Stop sending ${subject}. ${THEN}`,
  },
  'security-type-changed': property(
    () => 'Security type',
    ({ after }) => `Use an API key with the permission that ${after} needs.`,
  ),
  'request-weight-changed': property(
    () => 'Request weight',
    () => 'Count the new weight against your limits.',
  ),
  'request-weight-scope-changed': property(
    () => 'Scope of the request weight',
    () => 'Count the weight against the new limit.',
  ),
  'rate-limit-changed': property(
    () => 'Rate limit',
    () => 'Keep the calls below it.',
  ),
  'parameter-added': {
    message: ({ subject, severity }) => `New ${severity === 'refused' ? 'mandatory ' : ''}parameter ${subject}.`,
    change: ({ severity }) => (severity === 'refused' ? `Send it. ${DRAFT}` : DRAFT),
  },
  'parameter-removed': thing('parameter', false, ({ subject }) => `Stop sending ${subject}.`),
  'parameter-type-changed': property(of('Type'), ({ subject, after }) => `Send ${subject} as ${after}.`),
  'parameter-required-changed': {
    message: ({ subject, before, after }) =>
      `Parameter ${subject} is ${after === '' ? 'neither mandatory nor optional by the page' : after} now; ` +
      `it was ${before === '' ? 'not said to be either' : before}.`,
    change: advise(({ subject }) => `Send ${subject} in every call.`),
  },
  'parameter-condition-changed': {
    message: ({ kind, subject, before, after, severity }) => {
      if (kind === 'added') return `Parameter ${subject} goes with a case now: "${after}".`;
      const now = severity === 'refused' ? 'mandatory in every case' : 'optional in every case';
      return `Parameter ${subject} is ${now} now; it went with a case: "${before}".`;
    },
    change: advise(({ kind, subject }) =>
      kind === 'added' ? `Send ${subject} in that case, and only there.` : `Send ${subject} in every call.`,
    ),
  },
  'parameter-requirement-changed': property(
    (subject) => `Mandatory with ${subject}`,
    ({ subject, after }) => `Send ${after} with ${subject}.`,
  ),
  'parameter-values-changed': values,
  'parameter-maximum-changed': property(of('Maximum'), ({ subject, after }) => `Send no ${subject} above ${after}.`),
  'parameter-minimum-changed': property(of('Minimum'), ({ subject, after }) => `Send no ${subject} below ${after}.`),
  'parameter-length-changed': property(of('Length'), ({ subject, after }) => `Keep ${subject} to ${after}.`),
  'parameter-pattern-changed': property(
    of('Pattern'),
    ({ subject }) => `Send only what the new pattern of ${subject} lets through.`,
  ),
  'parameter-unit-changed': property(of('Unit'), ({ subject, after }) => `Send ${subject} in ${after}.`),
  'parameter-default-changed': property(
    of('Default'),
    ({ subject, after }) => `Calls without ${subject} mean ${after} now: send it where that matters.`,
  ),
  'note-changed': {
    message: ({ kind, before, after }) =>
      kind === 'removed' ? `No longer in the notes: "${brief(before)}"` : `New in the notes: "${brief(after)}"`,
    change: advise(() => 'Check the calls that go by the older note.'),
  },
  'section-added': {
    message: ({ topic, after }) => `The page shows for the first time what the ${topic}s are: ${brief(after)}.`,
    change: () => DRAFT,
  },
  'section-removed': {
    message: ({ topic, before }) => `The page no longer says what the ${topic}s are; they were ${brief(before)}.`,
    change: () => 'Look at the page: it may have been written anew in words that this reader does not know.',
  },
  'response-shape-changed': property(
    () => 'The answer',
    ({ after }) => `Read the answer as ${after}.`,
  ),
  'response-field-added': thing('response field', true),
  'response-field-removed': {
    message: ({ subject, severity }) =>
      severity === 'cosmetic'
        ? `One of the examples no longer shows response field ${subject}.`
        : `Response field ${subject} is no longer shown.`,
    change: advise(({ subject }) => `Do not count on ${subject} in the answer.`),
  },
  'response-type-changed': property(of('Type'), ({ subject, after }) => `Read ${subject} as ${after}.`),
  'response-example-type-changed': property(
    of('Type in the example'),
    ({ subject, after }) => `Read ${subject} as ${after}.`,
  ),
  'error-code-added': thing('error code', true),
  'error-code-removed': thing('error code', false),
  'error-name-changed': property((subject) => `Name of error ${codeOf(subject)}`, EXPECT),
  'error-message-changed': property((subject) => `Message of error ${codeOf(subject)}`, EXPECT),
};

const brief = (list: string): string => (list.length > 200 ? `${list.slice(0, 199)}…` : list);
