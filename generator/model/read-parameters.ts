import { readDoc } from './read-doc.js';
import { readLimits } from './read-limits.js';
import { readValue, type ReadValue } from './read-parameter-value.js';
import { show, type SpecNode } from './spec-node.js';
import type { ParameterKindModel, ParameterModel } from './types.js';

/** A parameter together with what conditions need to know of it. */
export interface ReadParameter {
  readonly model: ParameterModel;
  /** Every value it may have, where the spec lists them; a list has no list of its values. */
  readonly values: ReadValue['values'];
  readonly node: SpecNode;
}

/** What the runtime adds to a signed request by itself. */
const ADDED_WHEN_SIGNED = new Set(['timestamp', 'signature', 'recvWindow']);

const API_KEY_HEADER = 'x-mbx-apikey';

/** The largest `recvWindow` that the exchange takes and the runtime sends. */
const LARGEST_WINDOW = 60_000;

/**
 * The parameters a caller gives, those of the path item first. A parameter called `timestamp` or `recvWindow` stays
 * one of them when the operation is not signed: then nobody else sends it.
 */
export const readParameters = (operation: SpecNode, pathItem: SpecNode, signed: boolean): readonly ReadParameter[] => {
  if (operation.has('requestBody')) {
    operation
      .get('requestBody')
      .error('request-body', 'a request body is not supported', 'Describe its fields as parameters with "in: query".');
  }
  const found = new Map<string, SpecNode>();
  for (const list of [pathItem.get('parameters'), operation.get('parameters')]) collect(list, found);
  return [...found.values()].filter((node) => isAsked(node, signed)).flatMap((node) => readParameter(node) ?? []);
};

/** An operation's parameter replaces the path item's of the same name and place; twice in one list is an error. */
const collect = (list: SpecNode, found: Map<string, SpecNode>): void => {
  const here = new Map<string, SpecNode>();
  for (const item of list.items()) {
    const node = item.resolved();
    const [name, place] = [node?.get('name').text, node?.get('in').text];
    if (node === undefined) continue;
    if (name === undefined || name === '' || place === undefined) {
      node.error('parameter', 'a parameter needs a "name" and an "in"', 'Add them.');
      continue;
    }
    const before = here.get(name);
    if (before !== undefined) refuseTwice(name, item, before);
    here.set(name, item);
    found.set(JSON.stringify([place, name]), node);
  }
};

const refuseTwice = (name: string, node: SpecNode, before: SpecNode): void =>
  node.reading.report('error', {
    node,
    code: 'parameter-twice',
    message: `the parameter ${show(name)} stands twice`,
    hint: 'Keep one of them: a call gives each name one value.',
    related: [{ at: before.origin, message: 'the first one' }],
  });

/** Whether a caller gives this parameter. Those that cannot be sent at all are errors. */
const isAsked = (node: SpecNode, signed: boolean): boolean => {
  const name = node.get('name').text ?? '';
  const place = node.get('in');
  if (place.text === 'header' && name.toLowerCase() === API_KEY_HEADER) return false;
  if (place.text !== 'query') {
    place.error(
      'parameter-place',
      `a parameter with "in: ${String(place.text)}" is not supported`,
      'Only "in: query" is.',
    );
    return false;
  }
  if (signed && name === 'recvWindow') checkWindow(node);
  if (signed && ADDED_WHEN_SIGNED.has(name)) return false;
  if (name !== 'signature') return true;
  node.error(
    'signature',
    'the operation takes a "signature", but its security asks for none',
    'Correct "security", or take the parameter away.',
  );
  return false;
};

const checkWindow = (node: SpecNode): void => {
  const maximum = (node.get('schema').resolved() ?? node).get('maximum');
  if (maximum.number === undefined || maximum.number === LARGEST_WINDOW) return;
  maximum.warn(
    'recv-window',
    `recvWindow is limited to ${maximum.number} here, but the client refuses only values above ${LARGEST_WINDOW}`,
    'Check the documentation; the client has one limit for all operations.',
  );
};

const readParameter = (node: SpecNode): ReadParameter | undefined => {
  const name = node.get('name').text ?? '';
  const schema = node.get('schema').resolved();
  if (schema === undefined || !schema.isObject) {
    node.error(
      'parameter',
      `the parameter ${show(name)} has no schema`,
      'Add "schema" with a type; "content" is not supported.',
    );
    return undefined;
  }
  const style = node.get('style');
  if (style.exists && style.text !== 'form')
    style.error('parameter-style', `the style ${show(style.value)} is not supported`, 'Only "form" is.');
  const read = readValue(schema, name);
  if (read === undefined) return undefined;
  if (typeof read.kind === 'object' && node.get('explode').value !== false) {
    node.error(
      'parameter-style',
      `the list ${show(name)} would repeat its name for every item`,
      'The client joins the items with commas: say "explode: false" if that is right.',
    );
  }
  const { kind, type, values } = read;
  const [doc, limits] = [docOf(node, schema, kind), readLimits(schema, { kind, values })];
  const model = { name, kind, type, required: node.get('required').isTrue, doc, limits };
  return { model, values: typeof kind === 'object' ? undefined : values, node };
};

/** A parameter is described at itself or at its schema; limits stand at the schema. */
const docOf = (node: SpecNode, schema: SpecNode, kind: ParameterKindModel): ParameterModel['doc'] => {
  const outer = readDoc(node, undefined);
  const inner = readDoc(schema, kind, outer.description);
  return {
    description: outer.description.isEmpty ? inner.description : outer.description,
    facts: inner.facts,
    deprecated: outer.deprecated || inner.deprecated,
  };
};
