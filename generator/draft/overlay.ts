import type { Diagnostic } from '../core/diagnostic.js';
import { formatPosition } from '../core/position.js';
import { isObject, own, pointerTokens, type JsonObject } from '../core/json.js';
import { byCodeUnit, type MutableJson } from '../core/mutable-json.js';
import type { Finding, RuleId } from '../drift/types.js';
import type { MergedSpec, OperationRef } from '../merge/types.js';
import { Actions, listAt, type Handler } from './actions.js';
import {
  addChoice,
  addCondition,
  keptScope,
  moveOperation,
  setDeprecated,
  setErrors,
  setSecurity,
  setWeights,
} from './correct-operation.js';
import * as parameters from './correct-parameters.js';
import * as response from './correct-response.js';
import { familyOf, sectionOf } from './families.js';
import type { FileNames } from './file-names.js';
import { canBeNamed, operationPath } from './json-path.js';
import type { EndpointGroup } from './group-endpoints.js';
import { draftOperation, type OperationContext, type OperationDraft } from './operation.js';
import { renderYaml } from './render-yaml.js';
import { reviewLine, shown } from './review.js';
import { SharedParts } from './shared-parts.js';
import type { DraftFile, ReviewItem, ReviewReason } from './types.js';

export interface KnownEndpoint {
  readonly group: EndpointGroup;
  readonly ref: OperationRef;
}

export interface OverlayInput {
  readonly spec: MergedSpec;
  readonly findings: readonly Finding[];
  readonly known: readonly KnownEndpoint[];
}

/** What makes the spec say what the page says, rule by rule. Rules that are not here are a person's to judge. */
const HANDLERS: Readonly<Partial<Record<RuleId, Handler>>> = {
  'operation-method': moveOperation,
  'operation-path': moveOperation,
  'operation-deprecated': setDeprecated,
  'security-type': setSecurity,
  'request-weight': setWeights,
  'request-weight-scope': setWeights,
  'parameter-missing': parameters.addParameter,
  'parameter-unknown': parameters.removeParameter,
  'parameter-type': parameters.replaceSchema,
  'parameter-required': parameters.setRequired,
  'parameter-condition': addCondition,
  'parameter-choice': addChoice,
  'parameter-values': parameters.setValues,
  'parameter-maximum': parameters.setMaximum,
  'parameter-minimum': parameters.setMinimum,
  'parameter-length': parameters.setLength,
  'parameter-default': parameters.setDefault,
  'response-shape': response.replaceAnswer,
  'response-untyped': response.fillObject,
  'response-field-missing': response.addField,
  'response-field-unknown': response.removeField,
  'response-type': response.retypeField,
  'error-code-missing': setErrors,
  'error-code-unknown': setErrors,
  'error-name': setErrors,
  'error-message': setErrors,
};

interface Corrected {
  readonly stem: string;
  readonly label: string;
  readonly actions: MutableJson[];
  readonly review: readonly ReviewItem[];
}

/** Where drafts go, and what they call the pages. */
interface Writing {
  readonly files: FileNames;
  readonly nameOf: (file: string) => string;
}

/** Overlays for operations with which their pages disagree, one file for each part of a family. */
export const draftOverlays = (
  { spec, findings, known }: OverlayInput,
  { context, ...writing }: Writing & { readonly context: OperationContext },
): { readonly files: readonly DraftFile[]; readonly diagnostics: readonly Diagnostic[] } => {
  const standing = findings.filter(({ waived }) => !waived);
  const gone = standing.filter(({ rule }) => rule === 'operation-removed');
  const shared = new SharedParts(spec, standing, known);
  // In the order of the files: what is shared is corrected where the first of them needs it.
  const inOrder = [...known].sort((a, b) => byCodeUnit(stemOf(a.group), stemOf(b.group)));
  const corrected = inOrder.flatMap(({ group, ref }) => {
    const label = `${ref.method.toUpperCase()} ${ref.path}`;
    const own = standing.filter((finding) => finding.operation === label);
    const isGone = gone.some(({ operation }) => operation === label);
    return own.length === 0 || isGone ? [] : [correct({ spec, findings: own, known: { group, ref }, shared }, context)];
  });
  corrected.push(...gone.flatMap((finding) => removeOperation(finding, spec, writing)));
  const stems = [...new Set(corrected.filter(({ actions }) => actions.length > 0).map(({ stem }) => stem))];
  const written = stems.sort(byCodeUnit).map((stem) => overlayFile(stem, corrected, writing));
  // A file that corrects one operation does not gather what is open of its neighbours.
  const left = corrected.filter(({ actions }) => actions.length === 0).flatMap(({ review }) => review);
  return { files: written, diagnostics: left.map(undecided) };
};

interface CorrectionInput extends Omit<OverlayInput, 'known'> {
  readonly known: KnownEndpoint;
  readonly shared: SharedParts;
}

const correct = ({ spec, findings, known, shared }: CorrectionInput, context: OperationContext): Corrected => {
  const { group, ref } = known;
  const draft = draftOperation(group, context);
  const node = own(own(own(spec.document, 'paths'), ref.path), ref.method);
  const operation: JsonObject = isObject(node) ? node : {};
  const actions = new Actions({ spec, ref, operation, draft, findings, shared });
  const reshaped = findings.some(({ rule }) => rule === 'response-shape');
  const open = [...findings].sort(outerFirst).filter((finding) => {
    const where = pointerTokens(finding.pointer.slice(ref.pointer.length));
    // A new answer settles all that is said of its fields.
    if (reshaped && finding.rule.startsWith('response-') && finding.rule !== 'response-shape') return false;
    return !canBeNamed(finding.pointer) || HANDLERS[finding.rule]?.(finding, actions, where) !== true;
  });
  const label = `${ref.method.toUpperCase()} ${ref.path}`;
  const settled = findings.filter((finding) => !open.includes(finding));
  const review = [
    ...doubtsAbout(draft, settled, actions.correction),
    ...sharedItems(actions, group),
    ...open.flatMap((finding) => openItem(finding, label)),
  ];
  return { stem: stemOf(group), label, actions: actions.list, review };
};

const stemOf = (group: EndpointGroup): string => {
  const section = sectionOf(group);
  return `draft-${familyOf(group).stem}${section === '' ? '' : `-${section}`}`;
};

/** Only where the docs say that it is gone: a page that is missing never counts as that. */
const removeOperation = (
  { operation, message, docs, pointer }: Finding,
  spec: MergedSpec,
  { nameOf }: Writing,
): readonly Corrected[] => {
  const ref = spec.operations.find((each) => each.pointer === pointer);
  if (!ref || !docs || operation === undefined) return [];
  const description = `${message} ${formatPosition({ ...docs, file: nameOf(docs.file) })}`;
  const text = 'Callers lose this operation. Is it really gone?';
  return [
    {
      stem: 'draft-removed',
      label: operation,
      actions: [{ target: operationPath(ref.path, ref.method), description, remove: true }],
      review: [{ text, operation, pointer, at: docs, why: 'page' }],
    },
  ];
};

/** What moves an operation comes before what corrects it there, and an object before what is in it. */
const outerFirst = (left: Finding, right: Finding): number =>
  rankOf(left) - rankOf(right) || (rankOf(left) === 2 ? left.pointer.length - right.pointer.length : 0);

const rankOf = ({ rule }: Finding): number =>
  rule === 'operation-method' || rule === 'operation-path' ? 0 : rule.startsWith('response-') ? 2 : 1;

/** What the draft is unsure about, of the parts that are corrected. */
const doubtsAbout = (
  { review, group }: OperationDraft,
  settled: readonly Finding[],
  { ref, operation }: Actions['correction'],
): readonly ReviewItem[] => {
  const keyOf = (pointer: string, base: string): string => {
    const [part = '', name = ''] = pointerTokens(pointer.slice(base.length));
    return part === 'parameters' || part === 'x-error-codes' ? `${part}/${name}` : part;
  };
  const parts = new Set(settled.map(({ pointer }) => keyOf(pointer, ref.pointer)));
  const described = new Set(
    listAt(operation, 'x-error-codes').map((entry) => `x-error-codes/${String(own(entry, 'code'))}`),
  );
  const kept = keptScope({ group }, operation);
  const open = review.filter((item) => {
    const key = keyOf(item.pointer, group.pointer);
    return parts.has(key) && !(item.why === 'error-description' && described.has(key));
  });
  return open.map((item) => (item.why === 'weight-scope' && kept !== undefined ? asKept(item, kept) : item));
};

/** What the draft would guess is not what the overlay writes. */
const asKept = (item: ReviewItem, scope: string): ReviewItem => ({
  ...item,
  text: `The page does not say whom the request weight counts against; ${scope}, which the spec has, was kept.`,
});

/** A schema below `components` is corrected for all that refer to it. */
const sharedItems = (
  { list, correction }: Actions,
  { label, pointer, first }: EndpointGroup,
): readonly ReviewItem[] => {
  const names = list.flatMap(({ target }) => /^\$\.components\.\w+\.(\w+)/.exec(String(target))?.[1] ?? []);
  const at = correction.findings.find(({ docs }) => docs !== undefined)?.docs ?? first.path.at;
  return [...new Set(names)].map((name) => {
    const text = `${name} is corrected for every operation that refers to it. Does it hold for all of them?`;
    return { text, operation: label, pointer, at, why: 'response' };
  });
};

const REASONS: Readonly<Partial<Record<RuleId, ReviewReason>>> = {
  'docs-inconsistent-languages': 'languages-disagree',
  'docs-inconsistent-mandatory': 'required',
  'docs-inconsistent-response-type': 'response',
  'docs-inconsistent-response-field': 'response',
  'docs-example-not-json': 'response',
  'docs-duplicate-error-code': 'error-description',
  'docs-duplicate-error-name': 'error-description',
  'parameter-condition': 'condition',
  'parameter-choice': 'condition',
};

const openItem = ({ rule, message, pointer, docs, spec }: Finding, operation: string): readonly ReviewItem[] => {
  const at = docs ?? spec;
  const [, name] = /\/parameters\/([^/]+)/.exec(pointer) ?? [];
  const which = name === undefined ? 'A parameter' : shown(pointerTokens(`/${name}`)[0] ?? name);
  const isOurs = rule === 'parameter-condition' || rule === 'docs-inconsistent-mandatory';
  const text = isOurs ? `${which} ${OPEN[rule]}` : message;
  return at ? [{ text: `${text} (${rule})`, operation, pointer, at, why: REASONS[rule] ?? 'page' }] : [];
};

/** Instead of words of the page. */
const OPEN: Readonly<Record<'parameter-condition' | 'docs-inconsistent-mandatory', string>> = {
  'parameter-condition': 'goes with a case that no condition names.',
  'docs-inconsistent-mandatory': 'is mandatory by its column, and its description says otherwise.',
};

const overlayFile = (stem: string, corrected: readonly Corrected[], { files, nameOf }: Writing): DraftFile => {
  const own = corrected.filter((each) => each.stem === stem && each.actions.length > 0);
  const review = own.flatMap((each) => each.review);
  const title = `Drafted corrections of ${stem.replace(/^draft-/, '').replaceAll('-', ' ')}`;
  const head = renderYaml({ overlay: '1.0.0', info: { title, version: '1' } });
  const list = review.length > 0 ? renderYaml({ review: review.map((item) => reviewLine(item, nameOf)) }, 0) : '';
  const actions = renderYaml({ actions: own.flatMap((each) => each.actions) });
  const operations = own.map(({ label }) => label);
  return { file: files.overlay(stem), text: `${head}${list}${actions}`, kind: 'overlay', operations, review };
};

const undecided = ({ text, operation, at }: ReviewItem): Diagnostic => ({
  code: 'draft/undecided',
  severity: 'note',
  message: `${operation}: ${text}`,
  at,
  hint: 'Nothing was drafted for it: judge it, then correct the spec or write a waiver.',
});
