import { SECURITY_NEEDS } from '../core/security-needs.js';
import type { Condition, SecurityType } from '../core/extensions.js';
import { isMutableObject, type MutableJson, type MutableObject } from '../core/mutable-json.js';
import type { DefinitionFact, ErrorFact } from '../docs/types.js';
import type { MergedSpec } from '../merge/types.js';
import type { Known, KnownParameter } from './condition-check.js';
import { draftConditions } from './conditions.js';
import { draftErrors } from './errors.js';
import { familyOf } from './families.js';
import type { EndpointGroup } from './group-endpoints.js';
import { summaryOf, type OperationName } from './naming.js';
import { draftParameters } from './parameters.js';
import { draftResponse } from './response.js';
import { Review, shown } from './review.js';
import type { SchemeNames } from './schemes.js';
import { isSigning, referToShared } from './shared-parameters.js';
import type { ReviewItem } from './types.js';
import { draftWeights } from './weights.js';

export interface OperationContext {
  readonly definitions: readonly DefinitionFact[];
  readonly catalogue: readonly ErrorFact[];
  readonly schemes: SchemeNames;
  /** Where the pages are: an identity is an address below it. */
  readonly docsBase: string;
}

/** All that the pages say of one operation, piece by piece: fragments join the pieces, overlays pick some. */
export interface OperationDraft {
  readonly group: EndpointGroup;
  /** The page's address, where it has one. */
  readonly page: string | undefined;
  readonly securityType: SecurityType;
  readonly effect: 'read' | 'write';
  readonly signed: boolean;
  readonly security: MutableJson[];
  readonly weights: readonly MutableObject[];
  readonly parameters: readonly MutableObject[];
  /** The parameters that a caller gives. */
  readonly known: Known;
  readonly conditions: readonly Condition[];
  readonly errors: readonly MutableObject[];
  /** The schema of the answer. */
  readonly answer: MutableObject | undefined;
  readonly review: readonly ReviewItem[];
}

/** An endpoint as an operation of OpenAPI, with what was uncertain noted for review. */
export const draftOperation = (group: EndpointGroup, context: OperationContext): OperationDraft => {
  const review = new Review(group.label, group.pointer);
  tellPage(group, review);
  const securityType = securityOf(group, review);
  const signed = SECURITY_NEEDS[securityType].includes('signature');
  const { definitions, catalogue } = context;
  const { identity } = group.first;
  const parameters = draftParameters(group, { review, definitions, signed });
  const known = knownParameters(parameters, signed);
  const weights = draftWeights(group, { review, parameters: new Set(known.keys()) });
  const conditions = draftConditions(group, { known, review });
  const effect = effectOf(group, review);
  return {
    group,
    page: identity && pageUrl(context.docsBase, identity.value),
    securityType,
    effect,
    signed,
    security: context.schemes.securityFor(securityType),
    weights,
    parameters,
    known,
    conditions,
    errors: draftErrors(group, { review, catalogue }),
    answer: draftResponse(group, { review, definitions }),
    review: review.items,
  };
};

/** A GET reads, unless it orders a file: a second call would order, and count, a second one. */
const effectOf = ({ method, halves, first }: EndpointGroup, review: Review): 'read' | 'write' => {
  if (method !== 'get') return 'write';
  const fields = halves.flatMap(({ examples }) => examples.flatMap((example) => example.fields));
  const order = fields.find(({ path }) => /^download_?Id$/i.test(path));
  const takesId = halves.some(({ parameters }) => parameters?.rows.some(({ name }) => /^download_?Id$/i.test(name)));
  if (!order || takesId) return 'read';
  const text = `It is a GET and hands out ${shown(order.path)}: taken for a write, as each call orders another file.`;
  review.add('effect', text, { at: first.path.at, where: ['x-effect'] });
  return 'write';
};

const knownParameters = (parameters: readonly MutableObject[], signed: boolean): Known =>
  new Map(
    parameters.flatMap(({ name, required, schema }): readonly (readonly [string, KnownParameter])[] => {
      if (typeof name !== 'string' || (signed && isSigning(name))) return [];
      const { enum: values, type } = isMutableObject(schema) ? schema : {};
      const listed = Array.isArray(values) ? values.map(String) : type === 'boolean' ? ['true', 'false'] : [];
      return [[name, { required: required === true, values: listed }]];
    }),
  );

/** The title's word. Where it gives none, a mandatory timestamp shows that the call is signed all the same. */
const securityOf = (group: EndpointGroup, review: Review): SecurityType => {
  const said = group.halves.map(({ securityType }) => securityType);
  const types = said.flatMap((type) => type ?? []);
  const [first] = types;
  const where = { at: (group.first.title ?? group.first.path).at, where: ['x-security-type'] };
  if (first && (types.some(({ value }) => value !== first.value) || types.length < said.length)) {
    const words = said.map((type) => type?.value ?? 'none').join(', ');
    review.add('languages-disagree', `Security type by the titles: ${words}. ${first.value} was taken.`, where);
  }
  const stamped = group.halves.some(({ parameters }) => parameters?.rows.some(({ name }) => name === 'timestamp'));
  if (first && stamped && !SECURITY_NEEDS[first.value].includes('signature')) {
    const text = `${first.value} by its title, yet the table lists a timestamp, as signed calls have.`;
    review.add('security', text, where);
  }
  if (first) return first.value;
  if (!stamped) return 'NONE';
  const guess = group.method === 'get' ? 'USER_DATA' : 'TRADE';
  const text = `No title gives a security type, yet the call has a timestamp: ${guess} is the likelier.`;
  review.add('security', text, where);
  return guess;
};

const tellPage = ({ halves, first }: EndpointGroup, review: Review): void => {
  for (const { incomplete, language, path } of halves) {
    const where = { at: path.at, where: [] };
    if (incomplete) {
      review.add('page', `The page is incomplete: ${shown(incomplete.value)}.`, { ...where, at: incomplete.at });
    }
    if (path.value !== first.path.value) {
      review.add('languages-disagree', `The path is ${shown(path.value)} in the half ${language}.`, where);
    }
  }
  const methods = new Set(halves.map(({ method }) => method.value));
  const text = `The method is ${[...methods].join(' or ')}.`;
  if (methods.size > 1) review.add('languages-disagree', text, { at: first.method.at, where: [] });
};

/** The operation as a fragment has it. */
export const operationObject = (
  draft: OperationDraft,
  name: OperationName,
  spec: MergedSpec | undefined,
): MutableObject => {
  const { group, answer, conditions, errors } = draft;
  const { page } = draft;
  const parameters = draft.parameters.map((parameter) => referToShared(parameter, spec));
  const body = answer ? { content: { 'application/json': { schema: answer } } } : {};
  return {
    operationId: name.operationId,
    summary: summaryOf(name.client),
    description: descriptionOf(draft, name),
    ...(group.halves.some((half) => half.deprecated) ? { deprecated: true } : {}),
    tags: [familyOf(group).tag.name],
    ...(page === undefined ? {} : { externalDocs: { ...docsNameOf(name), url: page } }),
    'x-client-name': name.client,
    'x-effect': draft.effect,
    'x-security-type': draft.securityType,
    'x-request-weight': [...draft.weights],
    ...(errors.length > 0 ? { 'x-error-codes': [...errors] } : {}),
    ...(conditions.length > 0 ? { 'x-conditions': conditions as unknown as MutableJson[] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    responses: { '200': { description: 'The exchange did what was asked.', ...body } },
    security: draft.security,
  };
};

/** What the facts allow to say; what the operation is for is a person's to write. */
const descriptionOf = ({ effect, signed, page }: OperationDraft, { docsName }: OperationName): string => {
  const what = effect === 'read' ? 'Only looks up.' : 'Changes something.';
  const who = signed ? ' The call is signed.' : '';
  // Beside the page's address, where it has one.
  const name = page === undefined && docsName !== '' ? ` The docs call it "${shown(docsName)}".` : '';
  return `${what}${who}${name}`;
};

/** What its page calls it, for those who know it by that name. */
const docsNameOf = ({ docsName }: OperationName): MutableObject =>
  docsName === '' ? {} : { description: shown(docsName) };

const pageUrl = (base: string, identity: string): string => {
  const wellFormed = identity.replace(/\p{Cs}/gu, '');
  return `${base}${wellFormed.split('/').map(encodeURIComponent).join('/')}`;
};
