import type { ChangeKind } from './topic.js';
import { codeOf } from './topics/page-errors.js';
import type { ChangeRuleId, DriftSeverity } from './types.js';

/** What a change is about, and what both captures say. */
export interface ChangeWords {
  readonly kind: ChangeKind;
  /** A parameter, a field, an error code; '' where a topic has one subject only. */
  readonly subject: string;
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
const CHECK = 'Check the calls that go by the older page, and the spec with `marginalia drift`.';
const NONE = 'Nothing breaks for callers; bring the spec up to date.';

const advise = ({ severity }: ChangeWords): string => (severity === 'cosmetic' ? NONE : CHECK);

/** A property of something: what it was, what it is. */
const property = (what: (subject: string) => string): ChangeWording => ({
  message: ({ kind, subject, before, after }) => {
    if (kind === 'added') return `${what(subject)}: ${after} now; the older page says nothing.`;
    if (kind === 'removed') return `${what(subject)}: no longer said; it was ${before}.`;
    return `${what(subject)}: ${after} now; it was ${before}.`;
  },
  change: advise,
});

const of =
  (name: string) =>
  (subject: string): string =>
    `${name} of ${subject}`;

const thing = (name: string, came: boolean): ChangeWording => ({
  message: ({ subject }) => (came ? `New ${name} ${subject}.` : `${capital(name)} ${subject} is no longer listed.`),
  change: advise,
});

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A thing as a whole: `subject` is what it is, `before` and `after` where it was or what speaks for it. */
const whole = (message: ChangeWording['message'], change: string): ChangeWording => ({ message, change: () => change });

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
  'event-added': whole(({ subject }) => `New ${subject}.`, DRAFT),
  'event-removed': whole(
    ({ subject }) => `The ${subject} is in no page of the complete newer capture.`,
    'Do not wait for it any more.',
  ),
  'definition-added': whole(({ subject, after }) => `New list of values "${subject}": ${after}.`, DRAFT),
  'definition-removed': whole(
    ({ subject, before }) => `The list of values "${subject}" (${before}) is no longer on the page.`,
    CHECK,
  ),
  'definition-value-added': thing('value', true),
  'definition-value-removed': thing('value', false),
  'security-type-changed': property(() => 'Security type'),
  'request-weight-changed': property(() => 'Request weight'),
  'request-weight-scope-changed': property(() => 'Scope of the request weight'),
  'rate-limit-changed': property(() => 'Rate limit'),
  'parameter-added': {
    message: ({ subject, severity }) => `New ${severity === 'refused' ? 'mandatory ' : ''}parameter ${subject}.`,
    change: ({ severity }) => (severity === 'refused' ? `Send it. ${DRAFT}` : DRAFT),
  },
  'parameter-removed': thing('parameter', false),
  'parameter-type-changed': property(of('Type')),
  'parameter-required-changed': {
    message: ({ subject, before, after }) =>
      `Parameter ${subject} is ${after === '' ? 'neither mandatory nor optional by the page' : after} now; ` +
      `it was ${before === '' ? 'not said to be either' : before}.`,
    change: advise,
  },
  'parameter-condition-changed': {
    message: ({ kind, subject, before, after, severity }) => {
      if (kind === 'added') return `Parameter ${subject} goes with a case now: "${after}".`;
      const now = severity === 'refused' ? 'mandatory in every case' : 'optional in every case';
      return `Parameter ${subject} is ${now} now; it went with a case: "${before}".`;
    },
    change: advise,
  },
  'parameter-requirement-changed': property((subject) => `Mandatory with ${subject}`),
  'parameter-values-changed': property(of('Values')),
  'parameter-maximum-changed': property(of('Maximum')),
  'parameter-minimum-changed': property(of('Minimum')),
  'parameter-length-changed': property(of('Length')),
  'parameter-pattern-changed': property(of('Pattern')),
  'parameter-unit-changed': property(of('Unit')),
  'parameter-default-changed': property(of('Default')),
  'section-added': {
    message: ({ topic, after }) => `The page shows for the first time what the ${topic}s are: ${brief(after)}.`,
    change: () => DRAFT,
  },
  'section-removed': {
    message: ({ topic, before }) => `The page no longer says what the ${topic}s are; they were ${brief(before)}.`,
    change: () => 'Look at the page: it may have been written anew in words that this reader does not know.',
  },
  'response-shape-changed': property(() => 'The answer'),
  'response-field-added': thing('response field', true),
  'response-field-removed': {
    message: ({ subject, severity }) =>
      severity === 'cosmetic'
        ? `One of the examples no longer shows response field ${subject}.`
        : `Response field ${subject} is no longer shown.`,
    change: advise,
  },
  'response-type-changed': property(of('Type')),
  'response-example-type-changed': property(of('Type in the example')),
  'error-code-added': thing('error code', true),
  'error-code-removed': thing('error code', false),
  'error-name-changed': property((subject) => `Name of error ${codeOf(subject)}`),
  'error-message-changed': property((subject) => `Message of error ${codeOf(subject)}`),
};

const brief = (list: string): string => (list.length > 200 ? `${list.slice(0, 199)}…` : list);
