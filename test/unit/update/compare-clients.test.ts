import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { JsonObject } from '../../../generator/core/json.js';
import { compareClients } from '../../../generator/update/compare-clients.js';
import { modelOf } from '../model/build.js';
import { documentWith, respondingWith } from '../model/spec-of.js';

const yaml = (text: string): JsonObject => parse(text) as JsonObject;

const parameter = (name: string, schema: string, required = false): JsonObject => yaml(`{ name: ${name}, in: query, required: ${required}, schema: ${schema} }`);

/** What changes between two forms of one operation: `kind what: message`. */
const changes = (before: JsonObject, after: JsonObject): readonly string[] =>
  compareClients(modelOf(documentWith(before)), modelOf(documentWith(after))).changes.map(({ kind, what, message }) => `${kind} ${what}: ${message}`);

const withParameters = (...parameters: readonly JsonObject[]): JsonObject => ({ parameters: [...parameters] });

const answering = (schema: string): JsonObject => ({ responses: respondingWith(yaml(schema)) });

describe('what users of the client notice', () => {
  it('nothing, when only words and order change', () => {
    const one = withParameters(parameter('a', '{ type: string }'), parameter('b', '{ type: string }'));
    const other = { ...withParameters(parameter('b', '{ type: string, description: other }'), parameter('a', '{ type: string }')), summary: 'Other words' };
    expect(changes(one, other)).toEqual([]);
    expect(compareClients(modelOf(documentWith(one)), modelOf(documentWith(other))).bump).toBe('none');
  });

  it.each<readonly [string, JsonObject, JsonObject, string]>([
    ['a new optional parameter', {}, withParameters(parameter('a', '{ type: string }')), 'feature parameter-added: new optional parameter a'],
    ['a new required parameter', {}, withParameters(parameter('a', '{ type: string }', true)), 'breaking parameter-added: new parameter a'],
    ['a parameter that is gone', withParameters(parameter('a', '{ type: string }')), {}, 'breaking parameter-removed: parameter a is gone'],
    [
      'a parameter that became required',
      withParameters(parameter('a', '{ type: string }')),
      withParameters(parameter('a', '{ type: string }', true)),
      'breaking parameter-required: parameter a is now required',
    ],
    [
      'a parameter that became optional',
      withParameters(parameter('a', '{ type: string }', true)),
      withParameters(parameter('a', '{ type: string }')),
      'feature parameter-optional: parameter a is now optional',
    ],
    [
      'a further value to choose',
      withParameters(parameter('a', '{ type: string, enum: [X] }')),
      withParameters(parameter('a', '{ type: string, enum: [X, Y] }')),
      'feature parameter-type: parameter a was "X", now "X" | "Y"',
    ],
    [
      'a value that may no longer be chosen',
      withParameters(parameter('a', '{ type: string, enum: [X, Y] }')),
      withParameters(parameter('a', '{ type: string, enum: [X] }')),
      'breaking parameter-type: parameter a was "X" | "Y", now "X"',
    ],
    ['a raised request weight', {}, { 'x-request-weight': [{ value: 5, scope: 'UID' }] }, 'fix request-weight: request weight 5 UID instead of 1 IP'],
    ['another security type', {}, { 'x-security-type': 'TRADE' }, 'fix security: needs TRADE (apiKey and signature) instead of USER_DATA (apiKey and signature)'],
    ['a new name', {}, { 'x-client-name': 'things.fetch' }, 'breaking operation-renamed: was things.get (thingsGet), now things.fetch (thingsFetch)'],
    ['a deprecation', {}, { deprecated: true }, 'feature operation-deprecated: is deprecated'],
    [
      'a result field that is gone',
      answering('{ type: object, properties: { a: { type: string } } }'),
      answering('{ type: object, properties: { b: { type: string } } }'),
      'breaking result-field-removed: result field a is gone\nfeature result-field-added: new optional result field b',
    ],
    [
      'a field that may now be missing, deep inside a list',
      answering('{ type: array, items: { type: object, properties: { rows: { type: array, items: { type: object, required: [a], properties: { a: { type: string } } } } } } }'),
      answering('{ type: array, items: { type: object, properties: { rows: { type: array, items: { type: object, properties: { a: { type: string } } } } } } }'),
      'breaking result-field-optional: result field [].rows[].a is now optional',
    ],
    [
      'a field that can now be null',
      answering('{ type: object, properties: { a: { type: string } } }'),
      answering('{ type: object, properties: { a: { type: [string, "null"] } } }'),
      'breaking result-field-type: result field a was string, now string | null',
    ],
    [
      'a further value in a result',
      answering('{ type: object, properties: { a: { type: string, enum: [X] } } }'),
      answering('{ type: object, properties: { a: { type: string, enum: [X, Y] } } }'),
      'feature result-field-type: result field a was "X", now "X" | "Y"',
    ],
    [
      'a list instead of an object',
      answering('{ type: object, properties: { a: { type: string } } }'),
      answering('{ type: array, items: { type: object, properties: { a: { type: string } } } }'),
      'breaking result-type: the result was an object, now a list of objects ([])',
    ],
  ])('%s', (_name, before, after, want) => {
    expect(changes(before, after).join('\n')).toBe(want);
  });

  it('operations that come, go and move', () => {
    const other = { ...documentWith({}), paths: { '/sapi/v2/thing': documentWith({})['paths'] !== undefined ? (documentWith({})['paths'] as JsonObject)['/sapi/v1/thing'] ?? null : null } };
    const moved = compareClients(modelOf(documentWith({})), modelOf(other));
    expect(moved).toMatchObject({ bump: 'patch', changes: [{ what: 'operation-moved', operation: 'things.get' }] });
    const empty = { ...documentWith({}), paths: {} };
    expect(compareClients(modelOf(empty), modelOf(documentWith({})))).toMatchObject({ bump: 'minor', changes: [{ what: 'operation-added' }] });
    expect(compareClients(modelOf(documentWith({})), modelOf(empty))).toMatchObject({ bump: 'major', changes: [{ what: 'operation-removed' }] });
  });

  it('a condition that refuses what was allowed breaks; one that is dropped does not', () => {
    const free = withParameters(parameter('symbol', '{ type: string }'), parameter('isIsolated', "{ type: string, enum: ['TRUE', 'FALSE'] }"));
    const bound = { ...free, 'x-conditions': [yaml("{ when: { parameter: isIsolated, in: ['TRUE'] }, require: [symbol] }")] };
    expect(changes(free, bound)[0]).toMatch(/^breaking conditions: /);
    expect(changes(bound, free)).toEqual(['feature conditions: more combinations of parameters are allowed']);
  });
});
