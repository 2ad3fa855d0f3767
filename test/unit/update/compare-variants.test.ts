import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { JsonObject } from '../../../generator/core/json.js';
import { compareClients } from '../../../generator/update/compare-clients.js';
import { modelOf } from '../model/build.js';
import { documentWith, respondingWith } from '../model/spec-of.js';

const yaml = (text: string): JsonObject => parse(text) as JsonObject;

const ACK = '{ type: object, required: [id], properties: { id: { type: string } } }';
const FULL = '{ type: object, required: [id, fee], properties: { id: { type: string }, fee: { type: string } } }';

interface Form {
  readonly parameter?: string;
  readonly otherwise?: string;
  readonly full?: string;
  readonly values?: readonly string[];
}

const schemasOf = (full: string): JsonObject => ({ Ack: yaml(ACK), Full: yaml(full) });

/** An operation that answers with Ack for ACK and with Full for all other values. */
const formOf = ({ parameter = 'kind', otherwise = 'ACK', full = FULL, values = ['ACK', 'FULL'] }: Form): JsonObject => {
  const operation = {
    parameters: [{ name: parameter, in: 'query', schema: { type: 'string', enum: values } }],
    responses: respondingWith({ oneOf: ['Ack', 'Full'].map((name) => ({ $ref: `#/components/schemas/${name}` })) }),
    'x-response-variants': {
      parameter,
      variants: Object.fromEntries(values.map((value) => [value, value === 'ACK' ? 'Ack' : 'Full'])),
      default: otherwise,
    },
  };
  return documentWith(operation, { components: { schemas: schemasOf(full) } });
};

const plain = documentWith({ responses: respondingWith(yaml(ACK)) });

const changes = (before: JsonObject, after: JsonObject): readonly string[] =>
  compareClients(modelOf(before), modelOf(after)).changes.map(
    ({ kind, what, message }) => `${kind} ${what}: ${message}`,
  );

describe('results that depend on a parameter', () => {
  it('are the same as long as nothing changes in them', () => {
    expect(changes(formOf({}), formOf({}))).toEqual([]);
  });

  it('are compared one by one', () => {
    const without = FULL.replace('required: [id, fee]', 'required: [id]');
    expect(changes(formOf({}), formOf({ full: without }))).toEqual([
      'breaking result-field-optional: result field FULL.fee is now optional',
    ]);
  });

  it('break their users when another one comes by default', () => {
    expect(changes(formOf({}), formOf({ otherwise: 'FULL' }))).toEqual([
      'breaking result-type: another result comes without kind: "FULL"',
    ]);
  });

  it('may be more, never fewer', () => {
    const [two, three] = [formOf({}), formOf({ values: ['ACK', 'FULL', 'MORE'] })];
    expect(changes(two, three)).toContain('feature result-type: new result for MORE');
    expect(changes(three, two)).toContain('breaking result-type: no result for MORE any more');
  });

  it('break their users when they begin or end to depend, or depend on something else', () => {
    expect(changes(plain, formOf({}))).toContain('breaking result-type: the result depends on kind now');
    expect(changes(formOf({}), plain)).toContain('breaking result-type: the result depends on no parameter any more');
    expect(changes(formOf({}), formOf({ parameter: 'form' }))).toContain(
      'breaking result-type: the result depends on form, no longer on kind',
    );
  });
});
