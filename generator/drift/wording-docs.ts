import type { Wording } from './wording.js';
import type { RuleId } from './types.js';

type DocsRuleId = Extract<RuleId, `${'docs' | 'page' | 'waiver'}-${string}`>;

/** Nobody here can correct the exchange's pages: what is decided goes into the spec, the rest into a waiver. */
const WAIVERS = 'spec/waivers.yaml or a file in spec/waivers/';
const DECIDE = `Decide which one holds, make the spec say so, and keep the rest by a waiver in ${WAIVERS}.`;
const KEEP = `Nothing to correct in the spec: keep it by a waiver in ${WAIVERS}.`;

/** The wording of the rules that hold the docs against themselves, and of those about pages and waivers. */
export const DOCS_WORDING: Readonly<Record<DocsRuleId, Wording>> = {
  'docs-inconsistent-languages': {
    message: ({ subject, docs, spec }) => `${subject}: ${docs}; ${spec}.`,
    change: () => DECIDE,
  },
  'docs-inconsistent-mandatory': {
    message: ({ subject, docs }) =>
      `Parameter ${subject} is mandatory by its column, yet its description says "${docs}".`,
    change: () => DECIDE,
  },
  'docs-inconsistent-response-type': {
    message: ({ subject, docs }) => `Response field ${subject}: ${docs}.`,
    change: () => DECIDE,
  },
  'docs-inconsistent-response-field': {
    message: ({ subject }) => `The response table has ${subject}, no example shows it.`,
    change: () => DECIDE,
  },
  'docs-example-not-json': {
    message: ({ docs }) => `A response example is not JSON (${docs}).`,
    change: () => KEEP,
  },
  'docs-duplicate-parameter': {
    message: ({ subject }) => `Parameter ${subject} stands in the table twice.`,
    change: () => DECIDE,
  },
  'docs-duplicate-error-code': {
    message: ({ subject }) => `Error code ${subject} stands on the page twice.`,
    change: ({ subject }) =>
      `List ${subject} in x-error-codes once for each message, so that callers tell them apart, and waive this.`,
  },
  'docs-duplicate-error-name': {
    message: ({ subject, docs }) => `The name ${subject} stands over two errors; the second says "${docs}"`,
    change: () => DECIDE,
  },
  'page-incomplete': {
    message: ({ docs }) => `This page is incomplete: ${docs}. What it lacks was not held against the spec.`,
    change: () => 'Capture the page again.',
  },
  'page-duplicate': {
    message: ({ subject, docs }) =>
      `${subject} is documented by a second page, ${docs}. The newer capture was compared.`,
    change: () => 'Remove the older capture, or the one that is saved under a wrong name.',
  },
  'waiver-unused': {
    message: ({ subject }) => `This waiver for ${subject} matches no finding.`,
    change: () => 'The disagreement is gone, or the pointer is wrong: remove the waiver, or correct it.',
  },
  'waiver-stale': {
    message: ({ kind, subject, docs, spec }) =>
      kind === 'spec-only'
        ? `The spec has changed since this waiver for ${subject} was written: ${spec}.`
        : `The page has changed since this waiver for ${subject} was written: ${docs}`,
    change: ({ kind }) =>
      kind === 'spec-only'
        ? 'Judge the finding again; then take back the change of the spec, or write its value into the waiver.'
        : 'Judge the finding again; then write the new text into the waiver, or remove it.',
  },
};
