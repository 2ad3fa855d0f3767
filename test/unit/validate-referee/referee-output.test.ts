import { describe, expect, it } from 'vitest';
import { readRefereeDocument, type RefereeDocument } from '../../../generator/validate/referee-document.js';
import {
  exceptionIn,
  findingsOf,
  isMachineTrouble,
  readVerdict,
  remarksIn,
} from '../../../generator/validate/referee-output.js';
import { pointerInMessage } from '../../../generator/validate/referee-place.js';

const documentOf = (text: string): RefereeDocument => {
  const outcome = readRefereeDocument('openapi.yaml', text);
  if (!outcome.ok) throw new Error(outcome.diagnostics[0]?.message);
  return outcome.value;
};

const SPEC = documentOf(`openapi: 3.1.0
paths:
  /a.b/{id}:
    get:
      operationId: getA
      parameters:
        - { name: first, in: query }
        - { name: symbol, in: query }
      responses: { '200': { content: { application/json: { schema: { required: [1] } } } } }
components: { schemas: { Unused: {}, Used: {}, Event: {} } }
x-streams: { a.stream: { events: { happened: { schema: Event } } } }
x-holds: { $ref: '#/components/schemas/Used' }
`);

describe('the verdict', () => {
  it('joins items that were broken near column 90', () => {
    const stderr = 'Errors:\n\t- attribute x is not\n\t of type `string`\n\t- second\n\n[error] Spec has 2 errors.\n';
    expect(readVerdict('Validating spec (openapi.json)\n', stderr)).toEqual({
      errors: ['attribute x is not of type `string`', 'second'],
      recommendations: [],
    });
  });

  it('reads recommendations', () => {
    expect(readVerdict('Warnings: \n\t- Unused model: U\n\n[info] Spec has 1 recommendation(s).\n', '')).toEqual({
      errors: [],
      recommendations: ['Unused model: U'],
    });
  });

  it.each([
    ['nothing', ''],
    ['a start without an end', 'Validating spec (openapi.json)\n'],
    ['a list that was cut off', 'Errors:\n\t- attribute info is missing\n'],
    ['a count without a list', '[error] Spec has 2 errors.\n'],
  ])('is none when there is %s', (_, output) => {
    expect(readVerdict(output, '')).toBeUndefined();
  });

  it('does not repeat that a schema is unused which only the copy does not use, or is that of an event', () => {
    const recommendations = ['Unused model: Used', 'Unused model: Unused', 'Unused model: Event'];
    const verdict = { errors: [], recommendations };
    const findings = findingsOf(verdict, SPEC);
    expect(findings.map(({ message }) => message)).toEqual(['OpenAPI Generator says: Unused model: Unused']);
  });
});

describe('the place a message speaks of', () => {
  it.each([
    ["attribute paths.'/a.b/{id}'(get).parameters.[symbol].schema is missing", '/paths/~1a.b~1{id}/get/parameters/1'],
    ["attribute paths.'/a.b/{id}'(get).parameters.[['unknown']].name is missing", '/paths/~1a.b~1{id}/get/parameters'],
    [
      "attribute paths.'/a.b/{id}'(get).responses.200.content.'application/json'.schema.required is not of type `string`",
      '/paths/~1a.b~1{id}/get/responses/200/content/application~1json/schema/required',
    ],
    ['attribute info is missing', ''],
    ['Could not process operation: get /a.b/{id} null', '/paths/~1a.b~1{id}/get'],
    ['something about getA here', '/paths/~1a.b~1{id}/get'],
    ['Unused model: Unused', '/components/schemas/Unused'],
    ['no place at all', ''],
  ])('%s', (message, pointer) => {
    expect(pointerInMessage(message, SPEC.root)).toBe(pointer);
  });
});

describe('what Java prints when it fails', () => {
  it.each([
    ['Exception in thread "main" a.b.C: it broke\n\tat a.b.D(E.java:1)\n', 'it broke'],
    ['Exception in thread "main" a.b.NullPointerException\n\tat a.b.D(E.java:1)\n', 'NullPointerException'],
    [
      'Exception in thread "main" a.b.C: it broke\n\tat a.D(E.java:1)\nCaused by: x.Y: because\n\tat q',
      'it broke because',
    ],
    ['no exception', undefined],
  ])('%j', (output, reason) => {
    expect(exceptionIn(output)).toBe(reason);
  });

  it.each(['java.lang.OutOfMemoryError: x', 'Error: Invalid or corrupt jarfile x.jar', 'UnsupportedClassVersionError'])(
    '%s is no fault of the spec',
    (output) => {
      expect(isMachineTrouble(output)).toBe(true);
    },
  );
});

describe('remarks while generating', () => {
  it('are told once each, without those that mean nothing for a spec', () => {
    const output = [
      '[main] WARN  o.o.codegen.DefaultCodegen - OpenAPI 3.1 support is still in beta. To report …',
      '[main] WARN  o.o.codegen.DefaultCodegen - Unknown `format` decimal detected for type `number`. Defaulting to `number`',
      '[main] WARN  o.o.codegen.DefaultCodegen - Unknown type found in the schema: strng.',
      '[main] WARN  o.o.codegen.DefaultCodegen - Unknown type found in the schema: strng.',
      '[main] INFO  o.o.codegen.TemplateManager - writing file x',
      '\tat org.openapitools.Foo(Foo.java:1)',
    ].join('\n');
    expect(remarksIn(output, SPEC)).toMatchObject([
      {
        code: 'validate/referee-remarks',
        severity: 'warning',
        message: 'OpenAPI Generator says: Unknown type found in the schema: strng.',
      },
    ]);
  });
});
