import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../generator/core/json.js';
import { faultsOf, modelOf, operationFaults, operationOf } from './build.js';
import { documentWith, PLAIN_OPERATION } from './spec-of.js';

/** A document with one operation at each path; each entry overrides parts of the plain one. */
const documentOf = (paths: Readonly<Record<string, JsonObject>>): JsonObject => ({
  ...documentWith({}),
  paths: Object.fromEntries(
    Object.entries(paths).map(([path, operation]) => [path, { get: { ...PLAIN_OPERATION, ...operation } }]),
  ),
});

const named = (operationId: string, client: string): JsonObject => ({ operationId, 'x-client-name': client });

const collision = (left: JsonObject, right: JsonObject) => faultsOf(documentOf({ '/a': left, '/b': right }));

describe('operations', () => {
  it('get all their names from the operationId and x-client-name', () => {
    const { id, stem, paramsType, resultType, area, member } = operationOf(
      named('get UM-order', 'portfolioMargin.umOrder'),
    );
    expect([id, stem, paramsType, resultType].map(String)).toEqual([
      'getUmOrder',
      'get-um-order',
      'GetUmOrderParams',
      'GetUmOrderResult',
    ]);
    expect([area, member]).toEqual(['portfolioMargin', 'umOrder']);
  });

  it.each([
    ['delete', 'deleteOperation'],
    ['class', 'classOperation'],
    ['createClient', 'createClientOperation'],
    ['123', '_123'],
    ['__proto__', 'proto'],
    ['GETOrder', 'getOrder'],
    ['marginBorrowRepay', 'marginBorrowRepay'],
    ['uMOrder', 'uMOrder'],
  ])('turn the operationId %s into %s', (operationId, id) => {
    expect(operationOf({ operationId }).id.text).toBe(id);
  });

  it.each(['', '借贷', '!!!', 'x'.repeat(200)])(
    'need an operationId that a name can be made of, not %j',
    (operationId) => {
      expect(operationFaults({ operationId })).toEqual(['error model/operation-id /operationId']);
    },
  );

  it.each([
    ['the same operationId', named('getThing', 'a.one'), named('getThing', 'a.two')],
    ['one that is the same in camelCase', named('get_thing', 'a.one'), named('getThing', 'a.two')],
    ['one that differs by case alone', named('getthing', 'a.one'), named('getThing', 'a.two')],
    ['one that gives the same file', named('getUMOrder', 'a.one'), named('getUmOrder', 'a.two')],
    ['the same client name', named('one', 'a.same'), named('two', 'a.same')],
    ['an area that differs by case alone', named('one', 'fooBar.x'), named('two', 'foobar.y')],
    ['the name of a facade', named('createThingsArea', 'other.x'), named('two', 'things.y')],
  ])('are refused when two have %s, naming both places', (_name, left, right) => {
    const faults = collision(left, right);
    expect(faults.filter((fault) => fault.startsWith('error model/name-collision'))).toHaveLength(1);
  });

  it.each([
    'margin',
    'Margin.borrow',
    'margin.borrow.repay',
    'margin.then',
    'margin.constructor',
    'call.me',
    'close.it',
    'a.b-c',
    'reconcile.a',
    'errorCodes.a',
    'redis.a',
    'undici.a',
    '',
  ])('refuse the client name %j', (name) => {
    expect(operationFaults({ 'x-client-name': name })).toEqual(['error model/client-name /x-client-name']);
  });

  it('may be called delete in the client, where that is no reserved word', () => {
    expect(operationOf({ 'x-client-name': 'stream.delete' }).member).toBe('delete');
  });

  it('are sorted by name, whatever the order of the document', () => {
    const [one, two] = [named('bbb', 'z.a'), named('aaa', 'y.a')];
    const models = [documentOf({ '/1': one, '/2': two }), documentOf({ '/2': two, '/1': one })].map(modelOf);
    expect(models.map((model) => model.operations.map(({ id }) => id.text))).toEqual([
      ['aaa', 'bbb'],
      ['aaa', 'bbb'],
    ]);
    expect(models.map((model) => model.areas.map(({ member }) => member))).toEqual([
      ['y', 'z'],
      ['y', 'z'],
    ]);
  });

  it.each([
    '/a/{id}',
    '/a/../b',
    '/a//b',
    '/a%2e',
    '/a?b=c',
    '/a#b',
    'a',
    '/',
    '/a b',
    '/a\n',
    '//evil.example/a',
    '/.hidden',
  ])('refuse the path %j', (path) => {
    expect(faultsOf(documentOf({ [path]: {} }))[0]).toMatch(/^error model\/path /);
  });

  it.each([
    'http://api.example.com',
    'https://api.example.com/v1',
    'https://user:pass@api.example.com',
    'https://{host}.example.com',
    'https://api.example.com?x=1',
    'javascript:alert(1)',
    '/relative',
    '',
  ])('refuse the server %j', (url) => {
    expect(operationFaults({ servers: [{ url }] })).toEqual(['error model/server /servers/0/url']);
  });

  it('take the server nearest to them', () => {
    expect(operationOf({ servers: [{ url: 'https://papi.example.com/' }] }).server).toBe('https://papi.example.com');
    expect(operationOf({}).server).toBe('https://api.example.com');
    expect(operationFaults({}, { servers: [] })).toEqual(['error model/server ']);
  });

  it('refuse methods that the client does not send', () => {
    const document = { ...documentWith({}), paths: { '/a': { patch: PLAIN_OPERATION } } };
    expect(faultsOf(document)).toEqual(['error model/method /paths/~1a/patch']);
  });

  it('keep weights as they are, with the parameters they depend on', () => {
    const parameters = [{ name: 'symbol', in: 'query', schema: { type: 'string' } }];
    const weight = [
      { value: 40, scope: 'IP', when: { symbol: [] } },
      { value: 1, scope: 'IP' },
    ];
    expect(operationOf({ parameters, 'x-request-weight': weight }).weight).toEqual(weight);
    expect(operationOf({ 'x-request-weight': [] }).weight).toEqual([]);
  });

  it.each([
    ['x-request-weight', 5, '/x-request-weight'],
    ['x-request-weight', [{ value: 1 }], '/x-request-weight/0'],
    ['x-request-weight', [{ value: 1.5, scope: 'IP' }], '/x-request-weight/0'],
    ['x-request-weight', [{ value: 1, scope: 'IP', when: { nobody: [] } }], '/x-request-weight/0/when/nobody'],
    ['x-effect', 'sometimes', '/x-effect'],
    ['x-error-codes', [{ code: 'x', description: '' }], '/x-error-codes/0'],
  ])('refuse %s: %j', (name, value, place) => {
    expect(operationFaults({ [name]: value as never })[0]).toMatch(new RegExp(`^error model/\\S+ ${place}$`));
  });

  it('keep two meanings of one error code', () => {
    const errors = [
      { code: -3015, message: 'a', description: 'A' },
      { code: -3015, message: 'b', description: 'B' },
    ];
    expect(operationOf({ 'x-error-codes': errors }).errors.map(({ code, message }) => [code, message])).toEqual([
      [-3015, 'a'],
      [-3015, 'b'],
    ]);
  });

  it('give a link only when it is one, and warn when it is not', () => {
    expect(operationOf({ externalDocs: { url: 'https://developers.example.com/docs/a' } }).docs).toBe(
      'https://developers.example.com/docs/a',
    );
    expect(operationFaults({ externalDocs: { url: 'javascript:alert(1)' } })).toEqual([
      'warning model/docs-link /externalDocs/url',
    ]);
  });

  it('say once what is wrong with something they share', () => {
    const broken = {
      ...documentOf({ '/a': named('one', 'a.one'), '/b': named('two', 'a.two') }),
      servers: [{ url: 'ftp://x' }],
    };
    expect(faultsOf(broken)).toEqual(['error model/server /servers/0/url']);
  });
});

describe('schema names', () => {
  const namesOf = (...names: readonly string[]): readonly string[] => {
    const properties = Object.fromEntries(
      names.map((name, index) => [`p${index}`, { $ref: `#/components/schemas/${encodeURIComponent(name)}` }]),
    );
    const responses = {
      '200': { description: 'OK', content: { 'application/json': { schema: { type: 'object', properties } } } },
    };
    const schemas = Object.fromEntries(
      names.map((name) => [name, { type: 'object', properties: { a: { type: 'string' } } }]),
    );
    const model = modelOf(documentWith({ responses }, { components: { schemas } }));
    const result = model.operations[0]?.response.declarations[0];
    const fields = result?.kind === 'interface' ? result.fields : [];
    return fields.map(({ type }) => (type.kind === 'reference' ? type.name.text : ''));
  };

  it('never take the place of a global type or of the package', () => {
    expect(namesOf('Array', 'Record', 'Promise', 'Operation', 'string', 'Client')).toEqual([
      'ArraySchema',
      'RecordSchema',
      'PromiseSchema',
      'OperationSchema',
      'StringSchema',
      'ClientSchema',
    ]);
  });

  it('stay distinct after case conversion; the one that is written so keeps its name', () => {
    const [snake, exact, kebab] = namesOf('margin_order', 'MarginOrder', 'margin-order');
    expect(exact).toBe('MarginOrder');
    expect(snake).toMatch(/^MarginOrder_[0-9a-f]{6}$/);
    expect(kebab).toMatch(/^MarginOrder_[0-9a-f]{6}$/);
    expect(snake).not.toBe(kebab);
  });

  it('do not depend on the order of the document', () => {
    const names = ['margin_order', 'MarginOrder', 'margin-order', 'FOOBar', 'FooBar', '借', 'GetThingResult'];
    const forward = new Map(namesOf(...names).map((name, index) => [names[index], name]));
    const reversed = [...names].reverse();
    const backward = new Map(namesOf(...reversed).map((name, index) => [reversed[index], name]));
    expect(backward).toEqual(new Map([...forward].reverse()));
    expect(new Set(forward.values()).size).toBe(names.length);
  });

  it('give way to the types of operations', () => {
    expect(namesOf('GetThingParams')[0]).toMatch(/^GetThingParams_[0-9a-f]{6}$/);
  });
});
