import { code, doc, type DocText } from '../core/prose.js';
import type { RequestWeight } from '../core/extensions.js';
import type { ErrorModel, FieldDoc, OperationModel } from '../model/types.js';
import type { DocBlock, DocTag } from './print-doc.js';

/** The comment on an operation: what it does, what it costs, what it needs, how it fails, where it is documented. */
export const describeOperation = (operation: OperationModel): DocBlock => ({
  paragraphs: [
    operation.summary,
    ...(operation.description.text === operation.summary.text ? [] : [operation.description]),
    ...(operation.docsName.isEmpty ? [] : [doc`- Documented as: ${operation.docsName}`]),
    doc`- Request: ${code(`${operation.method} ${operation.path}`)} at ${code(operation.server)}`,
    doc`- Weight: ${describeWeights(operation.weight)}`,
    doc`- Security: ${operation.securityType} (${describeSecurity(operation)})`,
    ...describeAnswers(operation),
    ...(operation.effect === 'write'
      ? [doc`- Changes something: sent again only when it certainly was not carried out.`]
      : []),
    ...operation.errors.map(describeError),
  ],
  tags: [
    ...deprecation(operation.deprecated),
    ...(operation.docs === undefined ? [] : [{ name: 'see', text: doc`${operation.docs}` } as const]),
  ],
});

/** Which answer comes is told in full at the result's type. */
const describeAnswers = ({ response: { variants }, resultType }: OperationModel): readonly DocText[] =>
  variants === undefined ? [] : [doc`- The answer depends on ${code(variants.parameter)}: ${code(resultType.text)}`];

/** `1500 (UID)`; where it depends on parameters, every case. */
export const describeWeights = (weights: readonly RequestWeight[]): DocText =>
  weights.length === 0 ? doc`not documented` : doc`${weights.map(describeWeight).join(', ')}`;

const describeWeight = ({ value, scope, when }: RequestWeight): string =>
  `${value} (${scope})${when === undefined ? '' : ` when ${Object.entries(when).map(describeCase).join(' and ')}`}`;

const describeCase = ([name, values]: readonly [string, readonly string[]]): string =>
  values.length === 0
    ? `${code(name).text} is left out`
    : `${code(name).text} is ${values.map((value) => code(value).text).join(' or ')}`;

const SCHEME_WORDS = { apiKey: 'API key', signature: 'signature' } as const;

/** `API key and signature`; alternatives are joined with "or". */
export const describeSecurity = ({ security }: OperationModel): DocText => {
  const ways = security.map((schemes) => schemes.map((scheme) => SCHEME_WORDS[scheme]).join(' and ') || 'no key');
  return doc`${ways.join(', or ') || 'no key'}`;
};

const describeError = ({ code: number, name, message, description }: ErrorModel): DocText => {
  const title = name === undefined ? [] : [name];
  const said = message === undefined ? [] : [`(“${message}”)`];
  return doc`- Error ${[code(number).text, ...title, ...said].join(' ')}: ${description}`;
};

/** The comment on a parameter or a field. */
export const describeField = (field: FieldDoc): DocBlock => ({
  paragraphs: [sentences([field.description, ...field.facts])],
  tags: deprecation(field.deprecated),
});

/** Joins sentences; one that ends without a stop gets it where another follows. */
const sentences = (parts: readonly DocText[]): DocText => {
  const texts = parts.map(({ text }) => text).filter((text) => text !== '');
  const stopped = texts.slice(0, -1).map((text) => (/[.!?:;)。]$/.test(text) ? text : `${text}.`));
  return doc`${[...stopped, ...texts.slice(-1)].join(' ')}`;
};

const deprecation = (deprecated: boolean): readonly DocTag[] =>
  deprecated ? [{ name: 'deprecated', text: doc`` }] : [];
