import type { UpdatePlan } from '../pipeline-update.js';
import type { ClientChange, VersionBump } from '../update/types.js';
import { draftLines, reviewLine } from './describe-drafts.js';
import { plural } from './words.js';
import { LONGEST_COMMENT } from './markdown.js';
import { code, text } from './markdown-text.js';
import { printable } from './printable.js';
import type { Style } from './style.js';

/** How an update ended, or `asked` while it waits for an answer. */
export type UpdateState =
  'nothing-to-do' | 'dry-run' | 'not-asked' | 'asked' | 'declined' | 'written' | 'written-as-shown';

/** The summary for people. What was shown with the question is not shown again. */
export const describeUpdate = (plan: UpdatePlan, state: UpdateState, style: Style): string =>
  [
    ...(state === 'declined' || state === 'written-as-shown' ? [] : [sections(plan, style)]),
    ending(plan, state, style),
  ].join('\n\n');

const sections = (plan: UpdatePlan, style: Style): string =>
  [
    section(
      'What the documentation changed',
      plan.news.findings.map(({ group, message }) => `  ${printable(`${group}: ${message}`)}`),
      style,
    ),
    section(
      'Drafts',
      plan.drafts.flatMap((file) => draftLines(file, style).map((line) => `  ${line}`)),
      style,
    ),
    section(
      'Pages',
      [
        ...plan.pages.map(
          ({ file, from, isNew }) => `  ${isNew ? 'new  ' : 'newer'} ${printable(file)} (from ${printable(from)})`,
        ),
        ...plan.obsolete.map((file) => `  gone  ${printable(file)} (${OBSOLETE})`),
      ],
      style,
    ),
    section(
      'What changes for users of the client',
      plan.client.changes.map((change) => `  ${mark(change, style)} ${printable(sentence(change))}`),
      style,
    ),
  ].join('\n\n');

/** Nothing that a person put there is deleted for them. */
const OBSOLETE = 'all that it describes was withdrawn: once you agree, delete it and the waivers of its endpoints';

const section = (title: string, lines: readonly string[], style: Style): string =>
  [style.strong(title), ...(lines.length === 0 ? [style.dim('  nothing')] : lines)].join('\n');

const mark = ({ kind }: ClientChange, style: Style): string =>
  ({ breaking: style.error, feature: style.good, fix: style.dim })[kind](kind.padEnd(8));

const sentence = ({ operation, message }: ClientChange): string => `${operation}: ${message}`;

const ending = (plan: UpdatePlan, state: UpdateState, style: Style): string =>
  [
    `${style.strong('version')} ${versionSentence(plan.client.bump)}`,
    `${style.strong('drift')}   ${driftSentence(plan)}`,
    `${style.strong('result')}  ${STATES[state](plan)}`,
  ].join('\n');

const versionSentence = (bump: VersionBump): string =>
  bump === 'none' ? 'no new version: users of the client notice nothing' : `these changes ask for a ${bump} version`;

const driftSentence = ({ drift }: UpdatePlan): string =>
  drift.unwaived === 0
    ? 'none between the updated spec and these pages'
    : `${plural(drift.unwaived, 'finding')} between the updated spec and these pages${withinPages(drift)}; ` +
      '"marginalia drift --docs <dir>" lists them';

/** What pages say against themselves needs no change of the spec, and is most of what a first update finds. */
const withinPages = ({ findings }: UpdatePlan['drift']): string => {
  const within = findings.filter(({ rule, waived }) => waived === undefined && rule.startsWith('docs-')).length;
  return within === 0 ? '' : ` (${within} of them within the pages)`;
};

const STATES: Readonly<Record<UpdateState, (plan: UpdatePlan) => string>> = {
  'nothing-to-do': ({ drift }) =>
    drift.unwaived === 0
      ? 'nothing to do: the spec says what these pages say'
      : 'nothing to do: what is left needs a person, in an overlay or a waiver',
  'dry-run': (plan) => `nothing was written (--dry-run); it would be ${filesOf(plan)}`,
  'not-asked': (plan) => `nothing was written: nobody to ask. --yes writes ${filesOf(plan)}`,
  asked: (plan) => `nothing was written yet; it would be ${filesOf(plan)}`,
  declined: () => 'nothing was written',
  written: (plan) => writtenSentence(plan),
  'written-as-shown': (plan) => writtenSentence(plan),
};

const filesOf = ({ files, isStale }: UpdatePlan): string =>
  isStale === true ? 'the client, which is not what the sources say' : `${plural(files.size, 'file')} and the client`;

const writtenSentence = ({ files, drafts, isStale }: UpdatePlan): string => {
  if (isStale === true) return 'the client generated, which was not what the sources say';
  const points = drafts.reduce((sum, { review }) => sum + review.length, 0);
  const stand = points === 1 ? 'stands' : 'stand';
  const todo = points === 0 ? '' : `; ${plural(points, 'point')} to review ${stand} at the top of the drafts`;
  return `${plural(files.size, 'file')} written, the client generated${todo}`;
};

/** The same as Markdown for a pull request. Texts from pages are made inert. */
export const markdownUpdate = (plan: UpdatePlan, state: UpdateState): string => {
  const versions = SHOWN_AT_MOST.map((most) => markdownAtMost(plan, state, most));
  return versions.find(({ length }) => length < LONGEST_COMMENT) ?? versions.at(-1) ?? '';
};

/** Entries of a section, tried in turn until the whole is a comment that GitHub takes. */
const SHOWN_AT_MOST = [Number.POSITIVE_INFINITY, 200, 100, 50, 20, 8];

const markdownAtMost = (plan: UpdatePlan, state: UpdateState, most: number): string => {
  const markdownSection = (title: string, items: readonly string[]): string => listSection(title, items, most);
  return [
    `**${text(capital(versionSentence(plan.client.bump)))}.** ${text(capital(STATES[state](plan)))}. ` +
      `Drift: ${text(driftSentence(plan))}.`,
    markdownSection(
      'What changes for users of the client',
      plan.client.changes.map((change) => `**${change.kind}** ${code(change.operation)}: ${text(change.message)}`),
    ),
    markdownSection(
      'What the documentation changed',
      plan.news.findings.map(({ group, message }) => `${code(group)}: ${text(message)}`),
    ),
    markdownSection(
      'Drafts',
      plan.drafts.flatMap(({ file, kind, operations }) => [
        `${code(file)}: ${kind} of ${operations.map((operation) => code(operation)).join(', ')}`,
      ]),
    ),
    markdownSection(
      'To review',
      plan.drafts.flatMap(({ review }) => review.map((item) => `[ ] ${text(reviewLine(item))}`)),
    ),
    markdownSection('Pages', [
      ...plan.pages.map(({ file, isNew }) => `${code(file)}${isNew ? ' (new)' : ''}`),
      ...plan.obsolete.map((file) => `${code(file)} (${OBSOLETE})`),
    ]),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
};

const listSection = (title: string, items: readonly string[], most: number): string => {
  if (items.length === 0) return '';
  const more = items.length > most ? [`- … and ${items.length - most} more`] : [];
  return [`### ${title}`, '', ...items.slice(0, most).map((item) => `- ${item}`), ...more].join('\n');
};

const capital = (sentence: string): string => `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
