import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../generator/core/json.js';
import { buildValidators } from '../../../generator/validate/build-validators.mjs';
import { checkSchema } from '../../../generator/validate/check-schema.js';
import { COMMITTED, merged, sourceOf } from '../load/read-case.js';

/** A document without fault. Every test below spoils one thing in its text. */
const GOOD = `openapi: 3.1.0
info:
  title: T
  version: '1'
paths:
  /a/{id}:
    get:
      operationId: getA
      x-client-name: area.getA
      x-security-type: NONE
      x-request-weight:
        - { value: 1, scope: IP }
      x-effect: read
      x-conditions:
        - when: { parameter: id, in: [a] }
          require: [other]
      parameters:
        - name: id
          in: path
          required: true
          schema: { type: integer, format: int64, x-int64: identifier }
      responses:
        '200':
          description: Fine
          content:
            application/json:
              schema:
                type: object
                properties:
                  schema: { type: [string, 'null'] }
                  format: { type: string }
components:
  schemas:
    Name: { type: string, maxLength: 3 }
  securitySchemes:
    key:
      type: apiKey
      in: header
      name: KEY
`;

const spoilt = (from: string, to: string): readonly string[] => {
  expect(GOOD).toContain(from);
  return checkSchema(merged([sourceOf(GOOD.replace(from, to))])).map(
    ({ code, at, message }) => `${code} ${at?.line}: ${message}`,
  );
};

const GET = '#/paths/~1a~1{id}/get';
const CLIENT_NAME = String.raw`^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*){1,3}$`;

describe('checkSchema', () => {
  it('finds nothing in a document without fault, nor in the committed spec', () => {
    expect(spoilt('title: T', 'title: T')).toEqual([]);
    expect(checkSchema(merged(COMMITTED))).toEqual([]);
  });

  const CASES: readonly (readonly [from: string, to: string, want: readonly string[]])[] = [
    ['  title: T\n', '', ['validate/openapi 2: #/info: `title` is missing.']],
    ["version: '1'", 'version: 1', ['validate/openapi 4: #/info/version: Must be a string, not 1.']],
    [
      'operationId: getA',
      'operation: getA',
      [`validate/openapi 8: ${GET}/operation: \`operation\` is not a field that may stand here.`],
    ],
    [
      'in: path',
      'in: qeury',
      [`validate/openapi 19: ${GET}/parameters/0/in: Must be one of "query", "header", "path", "cookie", not "qeury".`],
    ],
    [
      'schema: { type: integer, format: int64, x-int64: identifier }',
      'description: none',
      [`validate/openapi 18: ${GET}/parameters/0: Either \`schema\` or \`content\` is missing.`],
    ],
    [
      "        '200':\n          description: Fine",
      "        '200':\n          summary: Fine",
      [`validate/openapi 23: ${GET}/responses/200: \`description\` is missing.`],
    ],
    [
      "'200':",
      "'20':",
      [
        `validate/openapi 22: ${GET}/responses: Has no response: neither a status code such as \`200\` nor \`default\`.`,
      ],
    ],
    [
      '      type: apiKey',
      '      type: apikey',
      [
        'validate/openapi 37: #/components/securitySchemes/key/type: Must be one of "apiKey", "http", "mutualTLS", "oauth2", "openIdConnect", not "apikey".',
      ],
    ],
    ['      name: KEY\n', '', ['validate/openapi 36: #/components/securitySchemes/key: `name` is missing.']],
    [
      '{ type: string, maxLength: 3 }',
      '{ type: strnig }',
      [
        'validate/schema-object 34: #/components/schemas/Name/type: Must be one of "array", "boolean", "integer", "null", "number", "object", "string", not "strnig".',
      ],
    ],
    [
      'maxLength: 3',
      "maxLength: '3'",
      ['validate/schema-object 34: #/components/schemas/Name/maxLength: Must be an integer, not "3".'],
    ],
    [
      'format: { type: string }',
      'format: { type: strnig }',
      [
        `validate/schema-object 31: ${GET}/responses/200/content/application~1json/schema/properties/format/type: Must be one of "array", "boolean", "integer", "null", "number", "object", "string", not "strnig".`,
      ],
    ],
    ['      x-effect: read\n', '', [`validate/extension 7: ${GET}: \`x-effect\` is missing.`]],
    [
      '      x-client-name: area.getA\n      x-security-type: NONE\n      x-request-weight:\n' +
        '        - { value: 1, scope: IP }\n      x-effect: read\n',
      '',
      [
        `validate/extension 7: ${GET}: \`x-client-name\`, \`x-security-type\`, \`x-request-weight\` and \`x-effect\` are missing.`,
      ],
    ],
    [
      GOOD.slice(GOOD.indexOf('      responses:'), GOOD.indexOf('components:')),
      '      responses: {}\n',
      [
        `validate/openapi 22: ${GET}/responses: Has no response: neither a status code such as \`200\` nor \`default\`.`,
      ],
    ],
    [
      'x-client-name: area.getA',
      'x-client-name: GetA',
      [`validate/extension 9: ${GET}/x-client-name: "GetA" does not match ${CLIENT_NAME}.`],
    ],
    ['x-client-name: area.getA', 'x-client-name: area.below.deeper.getA', []],
    [
      'x-client-name: area.getA',
      'x-client-name: a.b.c.d.getA',
      [`validate/extension 9: ${GET}/x-client-name: "a.b.c.d.getA" does not match ${CLIENT_NAME}.`],
    ],
    [
      'scope: IP',
      'scope: Ip',
      [`validate/extension 12: ${GET}/x-request-weight/0/scope: Must be one of "IP", "UID", "ORDER", not "Ip".`],
    ],
    [
      'parameter: id, in: [a]',
      'parameter: id',
      [`validate/extension 15: ${GET}/x-conditions/0/when: Either \`in\` or \`given\` is missing.`],
    ],
    [
      'parameter: id, in: [a]',
      'parameter: id, given: false',
      [`validate/extension 15: ${GET}/x-conditions/0/when/given: Must be true, not false.`],
    ],
    [
      'require: [other]',
      'oneOf: [other]',
      [`validate/extension 15: ${GET}/x-conditions/0: \`oneOf\` is not a field that may stand here.`],
    ],
    [', x-int64: identifier', '', [`validate/int64 21: ${GET}/parameters/0/schema: \`x-int64\` is missing.`]],
    [
      'x-int64: identifier',
      'x-int64: id',
      [
        `validate/int64 21: ${GET}/parameters/0/schema/x-int64: Must be one of "identifier", "time", "count", not "id".`,
      ],
    ],
  ];

  it.each(CASES)('%j → %j', (from, to, want) => {
    expect(spoilt(from, to)).toEqual(want);
  });

  it('points into the overlay that brought the fault, with a hint', () => {
    const overlay =
      "overlay: 1.0.0\ninfo: { title: T, version: '1' }\nactions:\n  - target: $.components.schemas.Name\n    description: r\n    update:\n      minLength: -1\n";
    const [found] = checkSchema(merged([sourceOf(GOOD), sourceOf(overlay, 'overlay.yaml')]));
    expect(found).toMatchObject({
      code: 'validate/schema-object',
      severity: 'error',
      at: { file: 'overlay.yaml', line: 7, col: 7 },
      hint: expect.any(String),
    });
  });

  it('does not take data for schemas', () => {
    const example = '              example: { format: int64, type: strnig, schema: { type: 7 } }\n';
    expect(
      spoilt(
        '              schema:\n                type: object\n',
        `${example}              schema:\n                type: object\n                default: { format: int64, properties: 7 }\n`,
      ),
    ).toEqual([]);
  });

  it('finds faults in a document however hostile its keys', () => {
    const document = {
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: JSON.parse('{"/a": {"__proto__": {"get": 1}, "constructor": 1}}') as JsonObject,
    };
    const found = checkSchema({ document, operations: [], originOf: () => ({ file: 'f', line: 1, col: 1 }) });
    expect(found.map(({ message }) => message)).toEqual([
      '#/paths/~1a/__proto__: `__proto__` is not a field that may stand here.',
      '#/paths/~1a/constructor: `constructor` is not a field that may stand here.',
    ]);
  });
});

describe('checkSchema on the extensions that few operations have', () => {
  const RICH = `${GOOD.replace(
    '      parameters:\n',
    `      x-history: { id: id, size: { parameter: size, max: 100 }, page: { parameter: page } }
      x-settled-by:
        operation: area.getB
        parameters: { a: { from: b }, c: { value: d } }
        absent: [-1]
        rows: { equal: { a: b }, time: at }
        state: { field: s, done: [A], failed: [] }
      x-client-order-id: id
      x-parameters-in: query
      parameters:\n`,
  )}x-error-catalogue:
  - { code: -1, name: BAD_SYMBOL, description: Text., families: [margin] }\n`;

  const faultsOf = (from: string, to: string): readonly string[] => {
    expect(RICH).toContain(from);
    return checkSchema(merged([sourceOf(RICH.replace(from, to))])).map(({ code, message }) => `${code} ${message}`);
  };

  it('finds nothing where they are right', () => {
    expect(faultsOf('absent: [-1]', 'absent: [-1, -2]')).toEqual([]);
    expect(faultsOf('page: { parameter: page }', 'window: { start: a, end: b, maxMs: 86400000 }')).toEqual([]);
    expect(faultsOf(', description: Text.', ', message: Said., description: Text.')).toEqual([]);
  });

  it.each([
    ['max: 100', "max: '100'", `${GET}/x-history/size/max: Must be an integer, not "100".`],
    ['max: 100', 'max: 0', `${GET}/x-history/size/max: `],
    ['page: { parameter: page }', 'pages: 1', `${GET}/x-history: `],
    ['id: id, size', 'size', `${GET}/x-history: \`id\` is missing.`],
    ['{ from: b }', '{ from: b, value: c }', `${GET}/x-settled-by/parameters/a: `],
    ['{ value: d }', '{ value: 1 }', `${GET}/x-settled-by/parameters/c/value: Must be a string, not 1.`],
    ['absent: [-1]', 'absent: -1', `${GET}/x-settled-by/absent: `],
    ['absent: [-1]', 'missing: [-1]', `${GET}/x-settled-by/missing: `],
    ['equal: { a: b }', 'equal: {}', `${GET}/x-settled-by/rows/equal: `],
    ['done: [A], failed: []', 'done: [A]', `${GET}/x-settled-by/state: \`failed\` is missing.`],
    ['x-client-order-id: id', 'x-client-order-id: 1', `${GET}/x-client-order-id: Must be a string, not 1.`],
    [
      'x-parameters-in: query',
      'x-parameters-in: form',
      `${GET}/x-parameters-in: Must be one of "query", "body", not "form".`,
    ],
    ['BAD_SYMBOL', 'BadSymbol', '#/x-error-catalogue/0/name: "BadSymbol" does not match '],
    ['code: -1, name', "code: '-1', name", '#/x-error-catalogue/0/code: Must be an integer, not "-1".'],
    ['families: [margin]', 'families: [spot]', '#/x-error-catalogue/0/families/0: Must be one of '],
    [', families: [margin]', '', '#/x-error-catalogue/0: `families` is missing.'],
  ])('%j → %j', (from, to, want) => {
    const found = faultsOf(from, to);
    expect(found[0]).toContain(`validate/extension ${want}`);
  });
});

describe('the compiled validators', () => {
  it('need nothing at run time', () => {
    expect(buildValidators()).not.toMatch(/\brequire\(|\bimport\b/);
  });

  it('keep the same two helpers as Ajv: length in characters, equality without regard to order', () => {
    const doubled = (from: string, to: string) => spoilt(from, to).map((line) => line.split(' ')[0]);
    expect(doubled('require: [other]', 'require: [other, other]')).toEqual(['validate/extension']);
    expect(doubled('{ type: string, maxLength: 3 }', '{ type: object, required: [a, a] }')).toEqual([
      'validate/schema-object',
    ]);
  });
});
